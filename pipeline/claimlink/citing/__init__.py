"""Markers in the text, entries of the source list, markers -> entries."""

from claimlink.citing.cite import Citing, cite

__all__ = ["Citing", "cite"]
