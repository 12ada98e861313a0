"""Linked data: schema.org, Web Annotation and PROV, read by the libraries of their users."""

from __future__ import annotations

import io
import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from prov.model import ProvDocument
from pydantic import JsonValue
from rdflib import RDF, SDO, Graph, Namespace, URIRef

from claimlink.errors import RunError
from claimlink.exporting import ExportJob, find_format
from claimlink.exporting.formats import FileFormat
from claimlink.exporting.names import is_address
from claimlink.reviewfiles import append_reviews
from handed_over import FERRIES, RENTS, SHOPS, TEXT, as_fields, ferries_article, write_run
from jsonld_contexts import ANNOTATIONS, SCHEMA_ORG
from test_reviews import review

# rdflib's own reader of JSON-LD uses a class that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

_OA = Namespace("http://www.w3.org/ns/oa#")
_KNOWN = {str(term) for term in dir(SDO)}
_CLAIM = "urn:x-claimlink:claim:"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run")


def _written(job: ExportJob, name: str) -> dict[str, JsonValue]:
    form = find_format(name)
    assert isinstance(form, FileFormat)
    stream = io.BytesIO()
    form.write(job, stream)
    return as_fields(json.loads(stream.getvalue()))


def _graph(document: dict[str, JsonValue], context: dict[str, JsonValue]) -> Graph:
    return Graph().parse(data=json.dumps({**document, "@context": context}), format="json-ld")


def _unknown(graph: Graph) -> list[str]:
    """Return the properties and types that schema.org does not have."""
    used = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}
    return sorted(str(iri) for iri in used if str(iri) not in _KNOWN)


_TYPES = {
    "Article",
    "Claim",
    "ClaimReview",
    "CreativeWork",
    "Organization",
    "Person",
    "Rating",
}
_VERDICT = {"scale": "truth", "value": 2, "best": 5, "worst": 1, "label": "mostly false"}


def test_claims_are_schema_org_claims(run: Path) -> None:
    document = _written(ExportJob(run), "claim")
    assert document["@context"] == "https://schema.org"
    graph = _graph(document, SCHEMA_ORG)
    assert _unknown(graph) == []
    rents = URIRef(_CLAIM + "k-rents")
    assert (rents, RDF.type, SDO.Claim) in graph
    assert str(graph.value(rents, SDO.text)) == RENTS
    author = graph.value(rents, SDO.author)
    assert (author, RDF.type, SDO.Person) in graph
    assert str(graph.value(author, SDO.name)) == "Anna Öberg"
    work = graph.value(rents, SDO.citation)
    assert graph.value(work, SDO.sameAs) == URIRef("https://doi.org/10.1000/1")
    ferries = URIRef(_CLAIM + "k-ferries")
    assert graph.value(ferries, SDO.appearance) == URIRef("https://example.org/ferries")
    texts = {str(text) for text in graph.objects(None, SDO.text)}
    assert texts == {RENTS, SHOPS, FERRIES}


def test_verdicts_are_claim_reviews_with_the_whole_scale(run: Path) -> None:
    append_reviews(
        run / "reviews.jsonl",
        [
            review(claim_id="k-rents", verdict={**_VERDICT, "value": 1}, note="first thought"),
            review(claim_id="k-shops", note="no verdict"),
            review(
                claim_id="k-rents",
                verdict=_VERDICT,
                note="They rose by 3.",
                evidence=[
                    {"url": "https://example.org/e", "quotation": "3 %", "seen": "2026-02-28"}
                ],
            ),
            review(claim_id="k-rents", reviewer="Bo", verdict={**_VERDICT, "value": 2.5}),
        ],
    )
    document = _written(ExportJob(run, page="https://example.org/checks/"), "claimreview")
    nodes = document["@graph"]
    assert isinstance(nodes, list)
    ada, bo = map(as_fields, nodes)
    assert as_fields(bo["reviewRating"])["ratingValue"] == 2.5
    assert {name: ada[name] for name in ada if name not in ("@id", "itemReviewed")} == {
        "@type": "ClaimReview",
        "claimReviewed": RENTS,
        "datePublished": "2026-03-01",
        "author": {"@type": "Person", "name": "Ada"},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 2,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "mostly false",
            "name": "truth",
        },
        "url": "https://example.org/checks/k-rents",
        "reviewBody": "They rose by 3.",
        "citation": [
            {
                "@type": "CreativeWork",
                "url": "https://example.org/e",
                "text": "3 %",
                "description": "seen 2026-02-28",
            }
        ],
    }
    assert [e.message for e in Draft202012Validator(_REVIEW).iter_errors([ada, bo])] == []
    graph = _graph(document, SCHEMA_ORG)
    assert _unknown(graph) == []
    assert graph.value(URIRef(str(ada["@id"])), SDO.itemReviewed) == URIRef(_CLAIM + "k-rents")


#: What search engines demand of a ClaimReview, as JSON Schema.
_REVIEW: dict[str, JsonValue] = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["claimReviewed", "reviewRating", "url", "author", "itemReviewed"],
        "properties": {
            "@type": {"const": "ClaimReview"},
            "datePublished": {"pattern": r"^\d{4}-\d\d-\d\d$"},
            "itemReviewed": {
                "required": ["@type", "appearance"],
                "properties": {"@type": {"const": "Claim"}},
            },
            "reviewRating": {
                "required": ["ratingValue", "bestRating", "worstRating", "alternateName"],
                "properties": {
                    "ratingValue": {"type": "number"},
                    "bestRating": {"type": "number"},
                    "worstRating": {"type": "number"},
                    "alternateName": {"type": "string", "minLength": 1},
                },
            },
        },
    },
}


def test_without_verdicts_there_is_no_claim_review(run: Path) -> None:
    with pytest.raises(RunError, match="no verdicts yet; take those of the desk"):
        _written(ExportJob(run), "claimreview")
    append_reviews(run / "reviews.jsonl", [review(claim_id="k-rents", note="hm")])
    with pytest.raises(RunError, match="no verdicts yet"):
        _written(ExportJob(run), "claimreview")


def test_verdicts_of_another_run_are_refused(run: Path, tmp_path: Path) -> None:
    append_reviews(tmp_path / "other.jsonl", [review(claim_id="k-gone", verdict=_VERDICT)])
    with pytest.raises(RunError, match="its verdicts are on no claim of"):
        _written(ExportJob(run, tmp_path / "other.jsonl"), "claimreview")


def test_annotations_find_their_words_again(run: Path) -> None:
    document = _written(ExportJob(run), "web-annotation")
    items = document["items"]
    assert isinstance(items, list)
    texts = {
        "urn:x-claimlink:article:a1": TEXT,
        "https://example.org/ferries": ferries_article().article.text,
    }
    names = []
    for item in map(as_fields, items):
        target = as_fields(item["target"])
        text = texts[str(target["source"])]
        selectors = target["selector"]
        assert isinstance(selectors, list)
        quote, position = map(as_fields, selectors)
        start, end = position["start"], position["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(str(quote["prefix"]))
        assert text[end:].startswith(str(quote["suffix"]))
        names.append(str(item["id"]).removeprefix("urn:x-claimlink:"))
    assert names == [
        "claim:k-rents",
        "claim:k-shops",
        "citation:a1:c1",
        "finding:a1:1",
        "claim:k-ferries",
    ]
    assert [e.message for e in Draft202012Validator(_PAGE).iter_errors(document)] == []


def test_annotations_mean_what_the_vocabulary_says(run: Path) -> None:
    graph = _graph(_written(ExportJob(run), "web-annotation"), ANNOTATIONS)
    rents = URIRef(_CLAIM + "k-rents")
    assert (rents, RDF.type, _OA.Annotation) in graph
    assert (rents, _OA.motivatedBy, _OA.describing) in graph
    target = graph.value(rents, _OA.hasTarget)
    assert graph.value(target, _OA.hasSource) == URIRef("urn:x-claimlink:article:a1")
    exact = {str(words) for words in graph.objects(None, _OA.exact)}
    assert {RENTS, SHOPS, FERRIES, "Lillis, 2021"} <= exact


def test_a_quotation_is_not_cut_within_a_sign(run: Path) -> None:
    items = _written(ExportJob(run), "web-annotation")["items"]
    assert isinstance(items, list)
    selectors = as_fields(as_fields(items[0])["target"])["selector"]
    assert isinstance(selectors, list)
    # 32 characters before begin within the farmer, who is four code points.
    assert as_fields(selectors[0])["prefix"] == "🇦🇹👩🏽‍🌾 Anna Öberg said that "


#: What the Recommendation demands of a page and of what exports put there, as JSON Schema.
_PAGE: dict[str, JsonValue] = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "additionalProperties": False,
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"type": "string"},
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type", "target"],
                "additionalProperties": False,
                "properties": {
                    "id": {"pattern": "^[a-z][a-z0-9+.-]*:[^\\s]+$"},
                    "type": {"const": "Annotation"},
                    "motivation": {"enum": ["describing", "linking", "commenting"]},
                    "body": {"type": "array", "minItems": 1},
                    "target": {
                        "type": "object",
                        "required": ["source", "selector"],
                        "properties": {"selector": {"minItems": 2, "maxItems": 2}},
                    },
                },
            },
        },
    },
}


def _prov_schema() -> Draft4Validator | None:
    spec = find_spec("prov")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or []:
        path = Path(folder, "tests", "schemas", "prov-json.schema.json")
        if path.exists():
            return Draft4Validator(json.loads(path.read_text("utf-8")))
    return None


def test_provenance_reads_back(run: Path) -> None:
    append_reviews(run / "reviews.jsonl", [review(claim_id="k-rents", note="so")])
    document = _written(ExportJob(run), "prov-json")
    read = ProvDocument.deserialize(content=json.dumps(document), format="json")
    lines = read.get_provn()
    for expected in (
        'entity(claimlink:input-2, [prov:label="+ferries.txt"',
        "activity(claimlink:extract, 2026-03-01T10:00:00+00:00, 2026-03-01T10:00:02+00:00",
        "used(claimlink:extract, claimlink:input-1, -)",
        "wasGeneratedBy(claimlink:claims.jsonl, claimlink:extract, -)",
        "wasAssociatedWith(claimlink:extract, claimlink:software, claimlink:rules)",
        "wasDerivedFrom(claimlink:reviews.jsonl, claimlink:claims.jsonl, -, -, -)",
        "wasAttributedTo(claimlink:reviews.jsonl, claimlink:reviewer-1)",
    ):
        assert expected in lines, lines
    again = json.loads(read.serialize(format="json") or "")
    assert set(again) == set(document)


def test_provenance_keeps_the_schema_of_the_submission(run: Path) -> None:
    schema = _prov_schema()
    if schema is None:
        pytest.skip("prov comes without its tests' schemas")
    document = _written(ExportJob(run), "prov-json")
    assert [error.message for error in schema.iter_errors(document)] == []
    assert list(schema.iter_errors({**document, "entities": {}})) != []


def test_a_run_without_its_record_has_no_provenance(run: Path) -> None:
    (run / "run.json").write_text("{}")
    with pytest.raises(RunError, match="not a run's record"):
        _written(ExportJob(run), "prov-json")
    (run / "run.json").unlink()
    with pytest.raises(RunError, match="no such file or directory"):
        _written(ExportJob(run), "prov-json")


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://example.org/a", True),
        ("https://example.org/a b", False),
        ("javascript:alert(1)", False),
        ("https://example.org/<x>", False),
        (None, False),
    ],
)
def test_an_address_of_the_web_is_one(url: str | None, is_one: bool) -> None:
    assert is_address(url) == is_one
