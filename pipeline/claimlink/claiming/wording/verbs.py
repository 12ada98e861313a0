"""A participle as a finite verb: "reaching 128 billion" -> "reached 128 billion".

The forms stand in ``lexicons/standalone_verbs.tsv``; a verb that is not there stays a participle.
"""

from __future__ import annotations

from typing import Literal

from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

LEXICON = "standalone_verbs"
Tense = Literal["past", "present"]

_HELPERS = frozenset({"aux", "auxpass"})


def tense_of(sentence: Sentence, verb: int) -> Tense | None:
    """Return the tense of a finite verb, None where a modal or perfect leaves it open."""
    helpers = [c for c in sentence.children[verb] if sentence.deps[c] in _HELPERS]
    tags = [sentence.tags[helper] for helper in helpers] or [sentence.tags[verb]]
    if len(helpers) > 1 or tags[0] not in {"VBD", "VBP", "VBZ"}:
        return None
    if helpers and sentence.deps[helpers[0]] == "aux" and sentence.tags[verb] == "VBN":
        return None
    return "past" if tags[0] == "VBD" else "present"


def make_finite(
    participle: str, tense: Tense, *, plural: bool, pack: LanguagePack
) -> tuple[str, str] | None:
    """Return the finite form of a lower-case "-ing" form and the row that formed it, or None.

    >>> from claimlink.packs import load_pack
    >>> make_finite("reaching", "past", plural=False, pack=load_pack("en"))[0]
    'reached'
    >>> make_finite("carrying", "present", plural=False, pack=load_pack("en"))[0]
    'carries'
    """
    row = pack.lexicon(LEXICON).get(participle)
    if row is None:
        return None
    if row.label == "irregular":
        _, base, third, past = row.terms[:4]
        if tense == "past":
            past = past.split("/")[-1 if plural else 0]
            return past, row.id
        return (base if plural else third), row.id
    base = participle[:-3] + "e" if row.label == "e" else participle[:-3]
    if row.label == "double":
        base = base[:-1]
    if tense == "past":
        return _past(participle, base), row.id
    return (base if plural else _third(base)), row.id


def _past(participle: str, base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ied"
    return participle[:-3] + "ed"


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
