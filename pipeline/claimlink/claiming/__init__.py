"""Parsed sentences -> clauses -> claims."""
