"""The one store of the desk: claims as read from runs, and the events that people made.

Events are only ever added; a verdict is the fold of its events, and undo is an event too.
"""

from claimlink.review.store.claims import StoredClaim, load_article, load_claim
from claimlink.review.store.database import Database
from claimlink.review.store.events import Event
from claimlink.review.store.folds import EMPTY, Step, Verdict, fold
from claimlink.review.store.imports import import_run
from claimlink.review.store.migrations import open_store
from claimlink.review.store.queue import Filters
from claimlink.review.store.verdicts import Conflict, Edit, Saved

__all__ = [
    "EMPTY",
    "Conflict",
    "Database",
    "Edit",
    "Event",
    "Filters",
    "Saved",
    "Step",
    "StoredClaim",
    "Verdict",
    "fold",
    "import_run",
    "load_article",
    "load_claim",
    "open_store",
]
