"""Entries of the source list -> references: who, when, what, where."""

from claimlink.citing.references.read import read_references

__all__ = ["read_references"]
