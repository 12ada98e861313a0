"""Claims -> schema.org ``Claim``, and their verdicts -> ``ClaimReview``, as JSON-LD.

The context is named as search engines want it; nothing is fetched.

Source: schema.org 28.1, ClaimReview and Claim; Google Search Central, Fact Check markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from claimlink.errors import RunError
from claimlink.exporting.corrected import correct_claim
from claimlink.exporting.job import ExportJob
from claimlink.exporting.names import article_iri, is_address, name_iri
from claimlink.exporting.output import Json, write_list
from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import ArticleRecord, Claim, ReferenceSummary
from claimlink.reviews import Evidence, Review, Verdict

_OPENING = b'{"@context": "https://schema.org", "@graph": ['
_CLOSING = b"]}\n"

_TYPE = "@type"


def write_claims(job: ExportJob, stream: IO[bytes]) -> None:
    """Write each claim as a ``Claim`` with its speaker, article and sources."""
    nodes = (claim_node(found, claim) for found in job.articles() for claim in found.claims)
    write_list(stream, nodes, _OPENING, _CLOSING)


def write_claim_reviews(job: ExportJob, stream: IO[bytes]) -> None:
    """Write each verdict that is in force as a ``ClaimReview``.

    An answer beside its scale, such as "cannot be checked", has no rating, which a ``ClaimReview``
    must have: it is left out, as is the verdict on what people say is no one claim, and the job
    says how many were.

    Raises:
        RunError: no review has a verdict with a rating.
    """
    if not any(review.verdict for said in job.current_reviews.values() for review in said):
        raise RunError(
            "no verdicts yet; take those of the desk with claimlink verdicts, or others with "
            "claimlink import, or export the claims alone with --to claim",
            source=str(job.reviews_path),
        )
    unrated, unclaimed = list[Review](), list[Review]()
    if not write_list(stream, _reviews(job, unrated, unclaimed), _OPENING, _CLOSING):
        raise RunError(
            _why_nothing(job, len(unrated), len(unclaimed)), source=str(job.reviews_path)
        )
    if unrated:
        job.say(f"{_unrated(len(unrated))} left out: a ClaimReview needs one")
    if unclaimed:
        job.say(f"{_unclaimed(len(unclaimed))}, left out")


def _unclaimed(count: int) -> str:
    return f"{count} verdict{'' if count == 1 else 's'} on what people say is no claim, or not one"


def _why_nothing(job: ExportJob, unrated: int, unclaimed: int) -> str:
    if unclaimed:
        return f"{_unclaimed(unclaimed)}; there is nothing else to write"
    if unrated:
        return (
            f"{_unrated(unrated)}, which a ClaimReview needs; export the claims alone with --to "
            "claim"
        )
    return f"its verdicts are on no claim of {job.run}; name the reviews of this run"


def _unrated(count: int) -> str:
    return f"{count} verdict{'' if count == 1 else 's'} without a rating on the scale"


def _reviews(job: ExportJob, unrated: list[Review], unclaimed: list[Review]) -> Iterator[Json]:
    for found in job.articles():
        for claim in found.claims:
            for review in _in_force(job.current_reviews.get(claim.id, ())):
                corrected = correct_claim(found, claim, review)
                if corrected is None:
                    unclaimed.append(review)
                elif review.verdict is None or review.verdict.value is None:
                    unrated.append(review)
                else:
                    yield review_node(found, corrected, review, job.page)


def _in_force(said: Sequence[Review]) -> list[Review]:
    """Return the reviews with a verdict; where one settles what several decided, that alone."""
    rated = [review for review in said if review.verdict is not None]
    return [review for review in rated if review.lane == "final"] or rated


def claim_node(found: ArticleClaims, claim: Claim) -> dict[str, Json]:
    """Return a claim as schema.org's ``Claim``."""
    node: dict[str, Json] = {
        _TYPE: "Claim",
        "@id": name_iri("claim", claim.id),
        "identifier": claim.id,
        "text": claim.standalone,
        "keywords": claim.kind,
        "inLanguage": found.article.language,
        "appearance": _article(found.article),
    }
    if claim.attribution is not None and claim.attribution.source is not None:
        node |= _speaker(claim.attribution.source.name, found.article)
    if cited := [_work(c.reference) for c in claim.citations if c.reference is not None]:
        node["citation"] = [*cited]
    return node


def review_node(
    found: ArticleClaims, claim: Claim, review: Review, page: str | None
) -> dict[str, Json]:
    """Return a review with a verdict as schema.org's ``ClaimReview``."""
    verdict = review.verdict
    assert verdict is not None, review.id
    node: dict[str, Json] = {
        _TYPE: "ClaimReview",
        "@id": name_iri("review", review.id),
        "claimReviewed": claim.standalone,
        "datePublished": review.when[:10],
        "author": {_TYPE: "Person", "name": review.reviewer},
        "reviewRating": _rating(verdict),
        "itemReviewed": claim_node(found, claim),
    }
    if page is not None:
        node["url"] = f"{page}{claim.id}"
    if review.note is not None:
        node["reviewBody"] = review.note
    if review.evidence:
        node["citation"] = [_evidence(piece) for piece in review.evidence]
    return node


def _rating(verdict: Verdict) -> Json:
    """Return a rating with both ends of its scale, which readers else take to be 1 and 5."""
    assert verdict.value is not None, verdict.label
    return {
        _TYPE: "Rating",
        "ratingValue": _number(verdict.value),
        "bestRating": _number(verdict.best),
        "worstRating": _number(verdict.worst),
        "alternateName": verdict.label,
        "name": verdict.scale,
    }


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _article(article: ArticleRecord) -> dict[str, Json]:
    node: dict[str, Json] = {_TYPE: "Article", "@id": article_iri(article)}
    given = {
        "headline": article.title,
        "datePublished": article.published,
        "creditText": article.byline,
        "url": article.url if is_address(article.url) else None,
    }
    return node | {name: value for name, value in given.items() if value is not None}


def _speaker(name: str, article: ArticleRecord) -> dict[str, Json]:
    """Return who says it: a person or an organisation where the article's entities tell."""
    labels = {entity.label for entity in article.entities if entity.text == name}
    if "PERSON" in labels:
        return {"author": {_TYPE: "Person", "name": name}}
    if labels & {"ORG", "GPE"}:
        return {"author": {_TYPE: "Organization", "name": name}}
    return {"creditText": name}


def _work(work: ReferenceSummary) -> dict[str, Json]:
    node: dict[str, Json] = {_TYPE: "CreativeWork"}
    given: dict[str, Json] = {
        "name": work.title,
        "creditText": "; ".join(work.authors) or None,
        "datePublished": work.issued,
        "url": work.url if is_address(work.url) else None,
        "sameAs": f"https://doi.org/{work.doi}" if work.doi else None,
    }
    if work.container is not None:
        given["isPartOf"] = {_TYPE: "CreativeWork", "name": work.container}
    return node | {name: value for name, value in given.items() if value is not None}


def _evidence(piece: Evidence) -> dict[str, Json]:
    node: dict[str, Json] = {_TYPE: "CreativeWork"}
    given = {
        "url": piece.url if is_address(piece.url) else None,
        "text": piece.quotation,
        "description": None if piece.seen is None else f"seen {piece.seen}",
    }
    return node | {name: value for name, value in given.items() if value is not None}
