"""Why a claim is one: its sentence with its parts marked, the rules that fired, the rejected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from claimlink.errors import RunError
from claimlink.inspecting.index import Tell, open_index, read_article
from claimlink.inspecting.runs import ArticleClaims
from claimlink.inspecting.safe import show_safely
from claimlink.packs import LanguagePack, load_pack
from claimlink.records import Citation, Claim, ClaimCitation, Span

#: How the parts of a sentence are marked: opening, closing, what it is.
MARKS = {
    "claim": ("[", "]"),
    "citation": ("{", "}"),
    "speaker": ("<", ">"),
    "cue": ("~", "~"),
}


def find_claim(
    run: Path, claim_id: str, tell: Tell = lambda _: None
) -> tuple[ArticleClaims, Claim]:
    """Return the article and the claim with this id.

    Raises:
        RunError: the run has no such claim, or its files cannot be read.
    """
    with closing(open_index(run, tell)) as index:
        query = "SELECT article_id FROM claims WHERE claim_id = ?"
        row = index.execute(query, (claim_id,)).fetchone()
        found = None if row is None else read_article(index, row[0])
    for claim in found.claims if found is not None else ():
        if found is not None and claim.id == claim_id:
            return found, claim
    raise RunError(
        f"no claim {claim_id!r} in it; claimlink show lists the ids of its claims", source=str(run)
    )


def describe_claim(
    found: ArticleClaims, claim: Claim, rules: str | Path | None = None
) -> Iterator[str]:
    """Yield a claim in its paragraph, with its sources, findings and reasons, line by line.

    ``rules`` is the folder of rules the run was made with; None for the built-in ones.
    """
    title = f": {show_safely(found.article.title)}" if found.article.title else ""
    yield f"{show_safely(found.article.source)}{title}"
    if claim.section is not None:
        yield f"section: {show_safely(claim.section)}"
    sentences = found.article.sentences
    blocks = sorted({sentences[number].block for number in claim.sentences})
    yield from _head(found, claim, [found.article.blocks[number] for number in blocks])
    told = [*_sources(found, claim), *_findings(found, claim)]
    yield from ["", *told] if told else []
    yield from _reasons(found, claim, load_pack(found.article.language, rules))


def _findings(found: ArticleClaims, claim: Claim) -> Iterator[str]:
    for item in found.article.findings:
        if claim.id in item.claim_ids:
            yield f"finding: {item.code} ({item.severity}): {show_safely(item.message)}"


def _sources(found: ArticleClaims, claim: Claim) -> Iterator[str]:
    entries = {entry.id: entry.text for entry in found.article.references}
    for citation in claim.citations:
        entry = entries.get(citation.reference_id or "", "no entry of the source list")
        yield f"source: {show_safely(citation.text)}: {show_safely(entry)}"


def explain_claim(
    found: ArticleClaims, claim: Claim, rules: str | Path | None = None
) -> Iterator[str]:
    """Yield the explanation of a claim, line by line.

    ``rules`` is the folder of rules the run was made with; None for the built-in ones.
    """
    sentences = [found.article.sentences[number] for number in claim.sentences]
    yield from _head(found, claim, sentences)
    yield from _reasons(found, claim, load_pack(found.article.language, rules))


def _head(found: ArticleClaims, claim: Claim, stretches: Sequence[Span]) -> Iterator[str]:
    """Yield what a claim is, and the stretches of text it stands in, marked."""
    yield f"{claim.id}  {claim.kind}, {claim.polarity}, {claim.certainty}"
    legend = ", ".join(f"{a}{name}{b}" for name, (a, b) in MARKS.items())
    yield f"marked: {legend}"
    yield ""
    for stretch in stretches:
        yield f"  {_mark(found, claim, stretch)}"
    if claim.standalone != claim.text:
        yield f"  alone: {show_safely(claim.standalone)}"


def _reasons(found: ArticleClaims, claim: Claim, pack: LanguagePack) -> Iterator[str]:
    yield ""
    yield "rules that fired"
    for why in claim.why:
        words = "" if why.start is None else found.article.text[why.start : why.end]
        quoted = f" “{show_safely(words)}”" if words else ""
        yield f"  {show_safely(why.decided):12s} {_rule(why.rule, pack)}{quoted}"
    for signal in claim.check_worthiness.signals:
        yield f"  {'worth':12s} {_rule(signal, pack)}"
    yield from _supports(found, claim, pack)
    yield from _rejected(found, claim, pack)


def mark_sentence(found: ArticleClaims, claim: Claim, number: int) -> str:
    """Return one sentence with the claim, its citations, speaker and cue in marks."""
    return _mark(found, claim, found.article.sentences[number])


def _mark(found: ArticleClaims, claim: Claim, stretch: Span) -> str:
    spans = [("claim", start, end) for start, end in claim.fragments]
    spans += [("citation", c.start, c.end) for c in claim.citations]
    if claim.attribution is not None:
        source, cue = claim.attribution.source, claim.attribution.cue
        spans += [] if source is None else [("speaker", source.start, source.end)]
        spans += [] if cue is None else [("cue", cue.start, cue.end)]
    inside = [
        (name, start, end)
        for name, start, end in spans
        if stretch.start <= start and end <= stretch.end
    ]
    # At one place an inner part closes before the next one opens, an outer one opens first.
    points = [(start, 1, -end, MARKS[name][0]) for name, start, end in inside]
    points += [(end, 0, -start, MARKS[name][1]) for name, start, end in inside]
    pieces: list[str] = []
    here = stretch.start
    for offset, _, _, sign in sorted(points):
        pieces += [found.article.text[here:offset], sign]
        here = offset
    pieces.append(found.article.text[here : stretch.end])
    return show_safely("".join(pieces))


def _rule(rule_id: str, pack: LanguagePack) -> str:
    """Return a rule's id with file and line, and what the row is about."""
    row = pack.rule(rule_id)
    return rule_id if row is None else f"{rule_id} ({row.label}; {row.origin})"


def _supports(found: ArticleClaims, claim: Claim, pack: LanguagePack) -> Iterator[str]:
    if not claim.citations:
        return
    citations = {citation.id: citation for citation in found.article.citations}
    yield ""
    yield "supported by"
    for support in claim.citations:
        citation = citations[support.citation_id]
        place = _place(found, claim, citation)
        yield f"  {show_safely(support.text)} [{support.scope}, {support.confidence:.2f}]{place}"
        yield f"    {'reach':10s} {_rule(support.reason, pack)}"
        for signal in support.signals[1:]:
            side = "against" if _counts_against(signal, pack) else "and"
            yield f"    {side:10s} {_rule(signal, pack)}"
        yield f"    {'entry':10s} {_entry(support, citation)}"
        for other in citation.candidates:
            if other.reference_id != citation.reference_id:
                yield (
                    f"    {'rejected':10s} {other.reference_id} ({other.score:.2f}, {other.reason})"
                )


def _place(found: ArticleClaims, claim: Claim, citation: Citation) -> str:
    """Tell how many sentences away a citation stands, nothing where it is in the claim's own."""
    starts = [sentence.start for sentence in found.article.sentences]
    here = bisect_right(starts, citation.end - 1) - 1
    away = min((here - number for number in claim.sentences), key=abs, default=0)
    if away == 0:
        return ""
    side = "further on" if away > 0 else "further back"
    return f", cited {abs(away)} sentence{'' if abs(away) == 1 else 's'} {side}"


def _counts_against(rule_id: str, pack: LanguagePack) -> bool:
    row = pack.rule(rule_id)
    return row is not None and row.weight is not None and row.weight < 0


def _entry(support: ClaimCitation, citation: Citation) -> str:
    entry = support.reference
    if entry is None:
        return f"none: {citation.status} ({citation.reason})"
    title = show_safely(entry.title or "without a title")
    return f"{citation.reference_id}, {title} ({citation.reason}, {citation.confidence:.2f})"


def _rejected(found: ArticleClaims, claim: Claim, pack: LanguagePack) -> Iterator[str]:
    """Yield what else the claim's sentences say and why it is no claim."""
    places = [found.article.sentences[number] for number in claim.sentences]
    rest = [
        part
        for part in found.article.non_claims
        if any(place.start <= part.start < place.end for place in places)
    ]
    if not rest:
        return
    yield ""
    yield "no claims beside it"
    for part in rest:
        words = show_safely(found.article.text[part.start : part.end])
        yield f"  {part.kind:12s} {_rule(part.rule, pack)} “{words}”"
