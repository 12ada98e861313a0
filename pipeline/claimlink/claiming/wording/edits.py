"""What to change in the words of a claim, and the agreement that a change must keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from claimlink.parsing import Sentence

# The words for a noun token of the sentence; None where none are sure.
Words = Callable[[int], "str | None"]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
HELPERS = frozenset({"aux", "auxpass"})
# The parser gives pronouns one tag for both numbers.
_PLURAL_PRONOUNS = frozenset({"they", "we", "you"})


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


def is_plural(sentence: Sentence, noun: int) -> bool:
    """Whether a noun or pronoun takes a plural verb."""
    if sentence.tags[noun] == "PRP":
        return sentence.lower[noun] in _PLURAL_PRONOUNS
    return sentence.tags[noun] in {"NNS", "NNPS"} or any(
        sentence.deps[c] == "conj" for c in sentence.children[noun]
    )


def agrees(sentence: Sentence, verb: int, noun: int) -> bool:
    """Whether the finite form of a verb fits a noun in number; true where it shows none."""
    helpers = [c for c in sentence.children[verb] if sentence.deps[c] in HELPERS]
    finite = helpers[0] if helpers else verb
    plural = is_plural(sentence, noun)
    if sentence.tags[finite] == "VBZ" or sentence.lower[finite] == "was":
        return not plural
    if sentence.tags[finite] == "VBP" or sentence.lower[finite] == "were":
        return plural or sentence.tags[noun] in {"NNP", "NNPS"}
    return True
