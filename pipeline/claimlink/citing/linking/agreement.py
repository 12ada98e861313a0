"""What speaks for and against an entry that a citation may mean: co-authors, initials, spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from claimlink.citing.linking.index import Entry
from claimlink.citing.scan import Marker
from claimlink.citing.tokens import fold

#: Likeness of two folded names from which one is taken for a slip of the other (own).
SLIP = 86.0
#: Length of names in which one wrong letter is a slip, and two letters that changed places (own).
WRONG_LETTER, TURNED_LETTERS = 7, 5
# One Cyrillic ending as it is written in Latin letters: "Volkonskii", "-iy", "-ij", "-y".
_ENDING = re.compile(r"(?:i[iyj]|y[ij]|[iy])$")


def agreement(marker: Marker, entry: Entry) -> float:
    """Return how well the named co-authors agree with an entry's, 0 (they contradict it) to 2.

    "et al." means three authors or more, seldom two; a single name may stand for more authors,
    but one who is named must be there.
    """
    named = [fold(author) for author in marker.authors[1:]]
    others = entry.others
    if named and _is_given(marker.authors[0], named[0], entry):
        named = named[1:]
    for place, name in enumerate(named):
        if place >= len(others):
            break
        if not _same_name(name, others[place]) and not any(_same_name(name, o) for o in others):
            return 0.0
    if marker.et_al:
        if len(others) >= 2 or entry.truncated:
            return 2.0
        return 0.9 if others else 0.5
    if len(named) == len(others):
        return 2.0
    if len(named) < len(others) and named and not _same_name(named[0], others[0]):
        return 0.3  # "Gale & Ito" of Gale, Bree and Ito
    if len(named) > len(others):
        return 1.0 if entry.truncated or len(others) > 0 else 0.3
    return 0.8 if named else 0.6 / min(len(others), 3) + 0.1


def _is_given(first: str, second: str, entry: Entry) -> bool:
    """Say whether the second name is the first author's own: "Gale, Ada and Bree" of Gale Ada."""
    printed = entry.reference.authors[:1]
    return second == entry.given or any(fold(first) + second == fold(name) for name in printed)


def _same_name(name: str, other: str) -> bool:
    if name == other or name in other or other in name:
        return True
    return fuzz.ratio(name, other) >= 75


def is_namesake(marker: Marker, entry: Entry) -> bool:
    """Say whether initials show another person of the same surname: "L. Bree" of Bree, K."""
    cited, listed = marker.initials, entry.initials
    return bool(cited and listed) and cited[0] not in listed and listed[0] not in cited


def is_slip(key: str, name: str) -> bool:
    """Say whether one folded name is the other with a slip, or in another transliteration."""
    if fuzz.ratio(key, name) >= SLIP:
        return True
    if len(key) >= WRONG_LETTER and _ENDING.sub("y", key) == _ENDING.sub("y", name):
        return True
    if len(key) != len(name) or OSA.distance(key, name, score_cutoff=1) != 1:
        return False
    return len(key) >= (TURNED_LETTERS if sorted(key) == sorted(name) else WRONG_LETTER)


def said_in(hint: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that hold most words of a title and publisher beside the year."""
    wanted = set(re.findall(r"\w{3,}", hint.lower()))
    shares = [
        len(wanted.intersection(re.findall(r"\w{3,}", entry.reference.text.lower())))
        for entry in entries
    ]
    return [entry for entry, share in zip(entries, shares, strict=True) if share == max(shares) > 0]
