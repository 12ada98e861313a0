"""Word a claim so that it stands alone."""

from claimlink.claiming.wording.standalone import Wording, word_standalone

__all__ = ["Wording", "word_standalone"]
