"""The words of ``lexicons/standalone_words.tsv``, looked up by label; a form may have several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from claimlink.packs import LanguagePack, Term

WORDS = "standalone_words"


@dataclass(frozen=True)
class _Key:
    digest: str
    pack: LanguagePack = field(compare=False)


def find_word(pack: LanguagePack, label: str, form: str) -> Term | None:
    """Return the row of a lower-case form under a label, None where there is none."""
    return _by_label(_Key(pack.digest, pack)).get(label, {}).get(form)


def first_word(pack: LanguagePack, label: str) -> Term:
    """Return the first row of a label; its first form is the one to write."""
    return next(iter(_by_label(_Key(pack.digest, pack))[label].values()))


@lru_cache(maxsize=8)
def _by_label(key: _Key) -> Mapping[str, Mapping[str, Term]]:
    found: dict[str, dict[str, Term]] = {}
    for row in key.pack.lexicon(WORDS).rows:
        found.setdefault(row.label, {}).update(dict.fromkeys(row.terms, row))
    return found
