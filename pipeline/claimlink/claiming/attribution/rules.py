"""What a row of the attribution lexicons licenses: its class and its frames.

The label of a row reads ``class: frame frame ...``, for instance ``accuse: object of``.  A frame
says in which form the cue's content may stand:

``clause``      a finite clause, with or without "that": "said (that) rents rose"
``quotation``   a stretch in quotation marks
``object``      a noun phrase: "denied any role"
``finding``     the same where a study or the like is the source: "the survey shows a decline"
``infinitive``  "to" and a verb: "promised to leave"
``person``      a hearer and "to" with a verb: "urged voters to stay"
any other word  a preposition whose object is the content: "warned of floods"
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claimlink.packs import LanguagePack, Lexicon, Rule, Term

CLAUSE = "clause"
QUOTATION = "quotation"
OBJECT = "object"
FINDING = "finding"
INFINITIVE = "infinitive"
PERSON = "person"


@dataclass(frozen=True)
class AttributionLexicons:
    """The lexicons of this stage; ``words`` are the function words of its mechanisms."""

    verbs: Lexicon
    nouns: Lexicon
    words: Lexicon

    def is_word(self, form: str, label: str) -> bool:
        """Return whether a lower-case form is a function word of this label."""
        return form in self.words.forms.get(label, frozenset())


def read_lexicons(pack: LanguagePack) -> AttributionLexicons:
    """Return the attribution lexicons of a pack; empty ones where the pack has none."""
    return AttributionLexicons(
        verbs=pack.lexicon("attribution_verbs"),
        nouns=pack.lexicon("attribution_nouns"),
        words=pack.lexicon("attribution_words"),
    )


def is_denial(row: Term) -> bool:
    """Return whether a cue says that its content is not so: "denied that the dam leaks"."""
    return row.label.partition(":")[0] == "deny"


def frames_of(row: Rule) -> frozenset[str]:
    """Return the frames that a row's label names.

    >>> row = Term(id="a", label="accuse: object of", terms=("accuse",), example="", source="",
    ...            counterexample="")
    >>> sorted(frames_of(row))
    ['object', 'of']
    """
    return _read_frames(row.label)


@lru_cache(maxsize=1024)
def _read_frames(label: str) -> frozenset[str]:
    return frozenset(label.partition(":")[2].split())
