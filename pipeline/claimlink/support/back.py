"""Which sentences before its own a citation supports: those that its sentence goes on with."""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.claims import DraftClaim
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence
from claimlink.records import Source
from claimlink.support.markers import Marker
from claimlink.support.signals import CLOSES_PARAGRAPH, Place, place_signals, reach_signals

# The rule by which a bracket closes an account that a name opened.
NAMED_BEFORE = "support.named-before"


def quoted_sources(claims: Sequence[DraftClaim]) -> dict[int, Source | None]:
    """Return who is quoted directly, by sentence."""
    return {
        claim.sentence.index: claim.attribution.record.source
        for claim in claims
        if claim.attribution is not None and claim.attribution.record.form == "direct"
    }


def named_sources(claims: Sequence[DraftClaim]) -> dict[int, list[str]]:
    """Return the words that name who says something, by sentence."""
    found: dict[int, list[str]] = {}
    for claim in claims:
        source = None if claim.attribution is None else claim.attribution.record.source
        if source is not None:
            found.setdefault(claim.sentence.index, []).extend({source.text: 0, source.name: 0})
    return found


def reach_back(
    index: int,
    sentences: Sequence[Sentence],
    markers_of: dict[int, list[Marker]],
    quoted: dict[int, Source | None],
    place: Place,
    pack: LanguagePack,
) -> list[tuple[int, tuple[str, ...]]]:
    """Return the sentences before that the citing one goes on with, nearest first, and why."""
    threshold = pack.number("support", "preceding")
    known = int(pack.number("support", "known_sentences"))
    extra = place_signals(place, pack)
    found: list[tuple[int, tuple[str, ...]]] = []
    here = index
    while here > 0 and sentences[here - 1].block == sentences[here].block:
        if here - 1 in markers_of:
            break
        source = quoted.get(here)
        signals = [
            *reach_signals(
                sentences[here],
                _before(here, sentences, markers_of, known),
                same_source=source is not None and source == quoted.get(here - 1),
                pack=pack,
            ),
            *extra,
        ]
        if not signals or sum(signal.weight for signal in signals) < threshold:
            break
        here -= 1
        strongest = sorted(signals, key=lambda signal: (-signal.weight, signal.rule))
        found.append((here, tuple(signal.rule for signal in strongest)))
        threshold = pack.number("support", "paragraph")
        # That a paragraph ends at a citation tells how far that sentence goes back, no other.
        extra = [signal for signal in extra if signal.rule != CLOSES_PARAGRAPH]
    return found


def reach_named(
    index: int,
    sentences: Sequence[Sentence],
    markers_of: dict[int, list[Marker]],
    sources: dict[int, list[str]],
) -> list[tuple[int, tuple[str, ...]]]:
    """Return the sentences back to one that says whose account the citation closes, and why.

    "According to Weber, rents rose.  Wages fell.  Mills closed (Weber, 2019)": a name that says
    something and the bracket with it hold what stands between.  Empty where no sentence of the
    paragraph since the last citation names an author of the work as the one who says it.
    """
    names = {_words(name) for work in markers_of[index][0].citations for name in work.authors}
    found: list[tuple[int, tuple[str, ...]]] = []
    for here in range(index - 1, -1, -1):
        if sentences[here].block != sentences[index].block or here in markers_of:
            break
        found.append((here, (NAMED_BEFORE,)))
        if any(name in _words(source) for source in sources.get(here, ()) for name in names):
            return found
    return []


def _words(name: str) -> str:
    """Return a name in lower case between blanks, so that "Ray" is not found in "Murray"."""
    return f" {' '.join(name.lower().split())} "


def _before(
    here: int, sentences: Sequence[Sentence], markers_of: dict[int, list[Marker]], most: int
) -> list[Sentence]:
    """Return the sentences without a citation before one of its paragraph, nearest first."""
    found: list[Sentence] = []
    for index in range(here - 1, max(-1, here - 1 - most), -1):
        if sentences[index].block != sentences[here].block or index in markers_of:
            break
        found.append(sentences[index])
    return found


def find_places(
    sentences: Sequence[Sentence], markers_of: dict[int, list[Marker]]
) -> dict[int, Place]:
    """Describe where in its paragraph the first citation of each citing sentence stands."""
    last_of: dict[int, int] = {}
    markers_in: dict[int, int] = {}
    for index, sentence in enumerate(sentences):
        last_of[sentence.block] = index
        count = len(markers_of.get(index, ()))
        markers_in[sentence.block] = markers_in.get(sentence.block, 0) + count
    return {
        index: Place(
            works=len(markers[0].citations),
            closes=last_of[sentences[index].block] == index,
            alone=markers_in[sentences[index].block] == 1,
        )
        for index, markers in markers_of.items()
    }
