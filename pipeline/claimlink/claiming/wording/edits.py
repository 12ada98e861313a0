"""What to change in the words of a claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from claimlink.parsing import Sentence

# The words for a noun token of the sentence; None where none are sure.
Words = Callable[[int], "str | None"]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True)
class Edit:
    """What to change in a claim's tokens.

    ``replaced`` gives tokens other words (empty: left out), ``before`` stands in front of all,
    ``after`` behind a token.  ``about`` is the noun token whose words were brought in.  ``cues``
    are the rules with the tokens they are about, None for an elided word.  ``left`` are tokens
    that could not be resolved, ``kept`` the rules that say so.
    """

    before: str = ""
    replaced: dict[int, str] = field(default_factory=dict)
    after: dict[int, str] = field(default_factory=dict)
    about: int | None = None
    cues: tuple[tuple[str, str, int | None], ...] = ()
    left: tuple[int, ...] = ()
    kept: tuple[tuple[str, int], ...] = ()


NOTHING = Edit()


def has_own_subject(sentence: Sentence, verb: int) -> bool:
    """Whether a verb has a subject of its own, "there" included."""
    return any(
        sentence.deps[c] in {"nsubj", "nsubjpass", "csubj", "expl"} for c in sentence.children[verb]
    )
