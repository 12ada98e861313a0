"""Files of annotation tools -> reviews of a run's claims; the claims stay as they are."""

from claimlink.importing.reviews import TOOLS, import_reviews

__all__ = ["TOOLS", "import_reviews"]
