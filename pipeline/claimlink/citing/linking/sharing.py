"""Share out several entries without an author among several names that fit all of them.

Two entries of 2014 stand between "Lamb" and "Ostler" and have lost their names; "MGB, 2014" and
"Moor Watch, 2014" are cited and in no other way listed.  As many names as entries, in a list in
alphabetical order: the names in their order are the entries' in theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.citing.linking.links import PLACE, Link
from claimlink.citing.scan import Marker
from claimlink.citing.tokens import fold
from claimlink.records import Candidate, Reference

#: Confidence of an entry that only the alphabet gives to a name (own).
_SHARED = 0.5


def share_out(
    markers: Sequence[Marker], links: Sequence[Link], references: Sequence[Reference]
) -> list[Link]:
    """Return the links with those settled that the alphabet left undecided.

    Where the names are more or fewer than the entries that no other citation takes, the links
    stay ambiguous.
    """
    taken = {link.reference_id for link in links if link.reference_id is not None}
    groups: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for number, (marker, link) in enumerate(zip(markers, links, strict=True)):
        if link.status == "ambiguous" and link.candidates[0].reason == PLACE:
            free = tuple(c.reference_id for c in link.candidates if c.reference_id not in taken)
            groups.setdefault(free, {}).setdefault(fold(marker.authors[0]), []).append(number)
    settled = list(links)
    order = {reference.id: reference.index for reference in references}
    for free, names in groups.items():
        if len(names) != len(free):
            continue
        entries = sorted(free, key=order.__getitem__)
        for name, entry in zip(sorted(names), entries, strict=True):
            for number in names[name]:
                settled[number] = _settled(entry, links[number])
    return settled


def _settled(entry: str, link: Link) -> Link:
    others = [c for c in link.candidates if c.reference_id != entry]
    chosen = Candidate(reference_id=entry, score=_SHARED, reason="link.place-shared")
    return Link("linked", "link.place-shared", entry, _SHARED, (chosen, *others))
