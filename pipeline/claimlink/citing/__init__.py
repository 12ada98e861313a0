"""Markers in the text, entries of the source list, markers -> entries."""
