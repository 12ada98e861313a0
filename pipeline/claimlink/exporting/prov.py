"""A run -> PROV-JSON: what was made of what, by which program, with which model and rules.

Source: W3C Member Submission The PROV-JSON Serialization, 24 April 2013.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import orjson

from claimlink.exporting.job import ExportJob
from claimlink.exporting.names import BASE
from claimlink.exporting.output import Json
from claimlink.reviewfiles import read_reviews
from claimlink.runfiles import KINDS, line_files

_CHUNK = 1 << 20

_EXTRACT = "claimlink:extract"
_SOFTWARE = "claimlink:software"
_RULES = "claimlink:rules"
_MODEL = "claimlink:model"
_REVIEWS = "claimlink:reviews.jsonl"

Relation = tuple[str, dict[str, Json]]


def write_prov(job: ExportJob, stream: IO[bytes]) -> None:
    """Write the run's provenance: inputs, model, rules and settings, outputs, and who reviewed."""
    for _ in job.articles():
        pass  # its lines are read once, so that a broken run has no provenance
    inputs, outputs, reviewers = _inputs(job), dict(_outputs(job.run)), _reviewers(job)
    reviews = _reviews(job) if reviewers else {}
    document: dict[str, Json] = {
        "prefix": {"claimlink": BASE},
        "entity": {**inputs, **_means(job), **outputs, **reviews},
        "activity": {_EXTRACT: _activity(job)},
        "agent": {
            _SOFTWARE: {
                "prov:type": _type("SoftwareAgent"),
                **{f"claimlink:{name}": number for name, number in job.record.versions.items()},
            },
            **reviewers,
        },
    }
    relations = [*_relations(inputs, outputs), *_review_relations(outputs, reviewers)]
    for number, (kind, fields) in enumerate(relations, 1):
        kept = document.setdefault(kind, {})
        assert isinstance(kept, dict), kind
        kept[f"_:{number}"] = fields
    stream.write(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _inputs(job: ExportJob) -> dict[str, Json]:
    return {
        f"claimlink:input-{number}": {
            "prov:label": given.source,
            "claimlink:sha256": given.sha256,
            "claimlink:bytes": _whole(given.bytes),
        }
        for number, given in enumerate(job.record.inputs, 1)
    }


def _means(job: ExportJob) -> dict[str, Json]:
    """Return what the run worked with: the model, and the rules, which are its plan."""
    model, rules = job.record.model, job.record.rules
    return {
        _MODEL: {"prov:label": model.name, "claimlink:version": model.version or "unknown"},
        _RULES: {
            "prov:type": _type("Plan"),
            "prov:label": rules.name,
            "claimlink:version": rules.version,
            "claimlink:sha256": rules.sha256,
        },
    }


def _type(name: str) -> Json:
    return {"$": f"prov:{name}", "type": "prov:QUALIFIED_NAME"}


def _whole(number: int) -> Json:
    return {"$": str(number), "type": "xsd:long"}


def _activity(job: ExportJob) -> dict[str, Json]:
    record = job.record
    settings = {
        f"claimlink:{name}": value if isinstance(value, str) else str(value)
        for name, value in record.settings.items()
        if value is not None and not isinstance(value, list)
    }
    counts = {f"claimlink:{name}": _whole(n) for name, n in record.counts.model_dump().items()}
    return {
        "prov:startTime": record.started,
        "prov:endTime": record.finished,
        **settings,
        **counts,
    }


def _outputs(run: Path) -> Iterator[tuple[str, dict[str, Json]]]:
    paths = [path for kind in KINDS for path in line_files(run, kind)]
    errors = run / "errors.jsonl"
    for path in [*paths, *([errors] if errors.exists() else [])]:
        yield (
            f"claimlink:{path.name}",
            {
                "prov:label": path.name,
                "claimlink:sha256": _sha256(path),
                "claimlink:bytes": _whole(path.stat().st_size),
            },
        )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _reviewers(job: ExportJob) -> dict[str, Json]:
    if job.reviews is None and not job.reviews_path.exists():
        return {}
    names = dict.fromkeys(review.reviewer for review in read_reviews(job.reviews_path))
    return {
        f"claimlink:reviewer-{number}": {
            "prov:type": _type("Person"),
            "prov:label": name,
        }
        for number, name in enumerate(names, 1)
    }


def _relations(inputs: Mapping[str, object], outputs: Mapping[str, object]) -> Iterator[Relation]:
    for used in (*inputs, _MODEL, _RULES):
        yield "used", {"prov:activity": _EXTRACT, "prov:entity": used}
    for made in outputs:
        yield "wasGeneratedBy", {"prov:entity": made, "prov:activity": _EXTRACT}
        yield "wasAttributedTo", {"prov:entity": made, "prov:agent": _SOFTWARE}
    yield (
        "wasAssociatedWith",
        {"prov:activity": _EXTRACT, "prov:agent": _SOFTWARE, "prov:plan": _RULES},
    )


def _reviews(job: ExportJob) -> dict[str, Json]:
    path = job.reviews_path
    return {_REVIEWS: {"prov:label": path.name, "claimlink:sha256": _sha256(path)}}


def _review_relations(
    outputs: Mapping[str, object], reviewers: Mapping[str, object]
) -> Iterator[Relation]:
    for made in outputs if reviewers else ():
        if made.startswith("claimlink:claims"):
            yield "wasDerivedFrom", {"prov:generatedEntity": _REVIEWS, "prov:usedEntity": made}
    for reviewer in reviewers:
        yield "wasAttributedTo", {"prov:entity": _REVIEWS, "prov:agent": reviewer}
