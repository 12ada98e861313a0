"""Who says it: quotations, reported speech, thought and writing."""

from claimlink.claiming.attribution.find import FoundAttribution, find_attributions

__all__ = ["FoundAttribution", "find_attributions"]
