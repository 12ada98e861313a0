"""A run's folder -> what a reader wants to see of it; nothing here loads a model."""

from claimlink.inspecting.runs import ArticleClaims, read_run
from claimlink.inspecting.safe import show_safely
from claimlink.inspecting.schema import describe_schema
from claimlink.inspecting.tables import build_table, describe_article
from claimlink.inspecting.why import explain_claim, find_claim, mark_sentence

__all__ = [
    "ArticleClaims",
    "build_table",
    "describe_article",
    "describe_schema",
    "explain_claim",
    "find_claim",
    "mark_sentence",
    "read_run",
    "show_safely",
]
