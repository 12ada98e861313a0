"""Markers -> entries of the source list: look-ups, evidence, the verdict and its reason."""
