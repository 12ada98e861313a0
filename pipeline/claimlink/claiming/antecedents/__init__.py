"""What pronouns, short names and "this law" stand for, where one antecedent is sure."""

from claimlink.claiming.antecedents.resolve import (
    Anaphor,
    explain_anaphors,
    resolve_anaphors,
    resolve_mentions,
)

__all__ = ["Anaphor", "explain_anaphors", "resolve_anaphors", "resolve_mentions"]
