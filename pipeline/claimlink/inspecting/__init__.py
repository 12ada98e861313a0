"""A run's folder -> what a reader wants to see of it; nothing here loads a model."""

from claimlink.inspecting.choosing import Filters, Page, ShownClaim, choose_claims
from claimlink.inspecting.index import open_index, read_article
from claimlink.inspecting.runs import ArticleClaims, read_run
from claimlink.inspecting.safe import show_safely
from claimlink.inspecting.schema import describe_schema
from claimlink.inspecting.why import describe_claim, explain_claim, find_claim, mark_sentence

__all__ = [
    "ArticleClaims",
    "Filters",
    "Page",
    "ShownClaim",
    "choose_claims",
    "describe_claim",
    "describe_schema",
    "explain_claim",
    "find_claim",
    "mark_sentence",
    "open_index",
    "read_article",
    "read_run",
    "show_safely",
]
