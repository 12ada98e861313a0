"""Findings on what cites nothing: numbers, quotations and whole paragraphs of facts.

An article that seldom cites is no ground to ask for a source, nor are its own results: every
function here first asks whether the article cites its other statements of that kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from claimlink.claiming.attribution.quotation import Quotation
from claimlink.findings.evidence import Evidence, report
from claimlink.findings.own import OwnWork
from claimlink.records import Block, Claim, Finding, Quantity

# Characters behind a quotation in which the sentence that names its source may begin.
_BEHIND = 3


def find_uncited_claims(evidence: Evidence) -> Iterator[Finding]:
    """A number or a quotation without a source, in an article that gives one for most of them."""
    own = OwnWork(evidence)
    least = evidence.pack.number("findings", "worth_citing")
    for kind, is_kind in _KINDS.items():
        claims = [c for c in evidence.claims if is_kind(c, evidence)]
        claims = [claim for claim in claims if claim.citations or not own.covers(claim)]
        if not _mostly_cited([bool(claim.citations) for claim in claims], evidence):
            continue
        for claim in claims:
            if claim.citations or claim.check_worthiness.score < least:
                continue
            if evidence.paragraph_cites(claim.span.start) and not _is_beside_citation(
                claim, evidence
            ):
                yield _uncited(kind, claim, evidence)


def _is_beside_citation(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether the sentence before or after cites: the claim may go on with its source."""
    around = evidence.sentences_at(claim.span.start, claim.span.end, beside=1)
    return bool(evidence.citations_in(around[0].start, around[-1].end + _BEHIND))


def _uncited(kind: str, claim: Claim, evidence: Evidence) -> Finding:
    what = f"a number (“{claim.quantities[0].text}”)" if kind == "number" else "a quotation"
    message = f"This claim gives {what} and no source; most others in this article have one."
    return report(evidence, "uncited-claim", "info", message, claim.span, claims=[claim])


def _is_number(claim: Claim, evidence: Evidence) -> bool:
    return claim.kind == "statistic" and any(_counts(q, evidence) for q in claim.quantities)


def _is_quotation(claim: Claim, evidence: Evidence) -> bool:
    return claim.kind == "quote"


_KINDS: dict[str, Callable[[Claim, Evidence], bool]] = {
    "number": _is_number,
    "quotation": _is_quotation,
}


def _counts(quantity: Quantity, evidence: Evidence) -> bool:
    """Tell a number worth a source from a bare small one: "7.3 million", "12 %", not "two"."""
    if quantity.unit is not None:
        return quantity.value != 0
    return quantity.value >= evidence.pack.number("findings", "bare_number")


def _mostly_cited(cited: Sequence[bool], evidence: Evidence) -> bool:
    number = evidence.pack.number
    return sum(cited) >= number("findings", "citing_article") and sum(cited) >= number(
        "findings", "mostly"
    ) * len(cited)


def find_uncited_paragraphs(evidence: Evidence) -> Iterator[Finding]:
    """A paragraph of dated or counted facts without a citation, where nearly all others cite."""
    own = OwnWork(evidence)
    least = int(evidence.pack.number("findings", "uncited_facts"))
    factual: list[tuple[Block, Sequence[Claim], bool]] = []
    for block, claims in evidence.by_paragraph:
        if own.fills(block) or any(own.covers(claim) for claim in claims):
            continue
        cited = bool(evidence.citations_in(block.start, block.end))
        if len(claims) > 1 and sum(_facts(claim, evidence) for claim in claims) >= least:
            factual.append((block, claims, cited))
    if not _mostly_cited([cited for _, _, cited in factual], evidence):
        return
    for block, claims, cited in factual:
        if not cited:
            message = f"This paragraph makes {len(claims)} claims and cites nothing."
            yield report(evidence, "uncited-paragraph", "warning", message, block, claims=claims)


def _facts(claim: Claim, evidence: Evidence) -> int:
    """Return how much of a claim a reader would look up: that it happened, when and how many."""
    counted = any(_counts(quantity, evidence) for quantity in claim.quantities)
    return (claim.kind == "event") + bool(claim.times) + counted


def find_quotes_without_source(evidence: Evidence) -> Iterator[Finding]:
    """A quotation of some length that nobody is said to have said and that no citation closes."""
    least = int(evidence.pack.number("findings", "quoted_words"))
    own = OwnWork(evidence)
    long = [
        quotation
        for quotation in evidence.quotations
        if quotation.words >= least and quotation.is_utterance
    ]
    sourced = [_has_source(quotation, evidence) for quotation in long]
    if not _mostly_cited(sourced, evidence):
        return
    for quotation, has_source in zip(long, sourced, strict=True):
        if not has_source and not own.frames(quotation):
            yield report(
                evidence,
                "quote-without-source",
                "warning",
                "Nobody is named for this quotation, and no citation closes it.",
                Block(index=0, kind="quote", start=quotation.start, end=quotation.end),
                claims=evidence.claims_in(quotation.start, quotation.end),
            )


def _has_source(quotation: Quotation, evidence: Evidence) -> bool:
    """Tell whether a source may be named: in its sentences, the one before or the one after."""
    around = evidence.sentences_at(quotation.start, quotation.end, beside=1)
    start, end = around[0].start, around[-1].end
    if evidence.citations_in(start, end + _BEHIND) or evidence.has_attribution(start, end):
        return True
    own = evidence.sentences_at(quotation.start, quotation.end)
    outside = [
        (own[0].start, quotation.start),
        (quotation.end, own[-1].end),
    ]
    return any(evidence.names_somebody(first, last) for first, last in outside)
