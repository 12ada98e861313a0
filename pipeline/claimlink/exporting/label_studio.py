"""Claims -> Label Studio: ``tasks.json`` to import, and ``labels.xml``, the labelling interface.

Label Studio's ``Text`` counts Unicode code points (its editor converts what the browser counts, and
its exporters cut Python strings), but up to version 1.4 it counted UTF-16 units: both can be
written, each task says which it has, and the import tells them apart by the words of a region.

Source: HumanSignal/label-studio, web/libs/editor/src/tags/object/RichText/model.js, and pull
request 308 of label-studio-frontend.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from claimlink.exporting.job import ExportJob
from claimlink.exporting.labelled import CITES, LABELS, SAID_BY, Stretch, label_article
from claimlink.exporting.offsets import Offsets, OffsetUnit
from claimlink.exporting.output import Json, write_list
from claimlink.inspecting.runs import ArticleClaims
from claimlink.reviews import TRUTH_SCALE

#: Names of the files such an export writes.
OWN = r"tasks\.json|labels\.xml"

#: Names of the tags in the labelling interface, which results refer to.
TEXT, LABEL, VERDICT, NOTE = "text", "label", "verdict", "note"


def write_label_studio(job: ExportJob, folder: Path) -> None:
    """Write one task an article, its claims, citations and speakers as a prediction."""
    (folder / "labels.xml").write_text(build_interface(), "utf-8")
    with (folder / "tasks.json").open("wb") as stream:
        write_list(stream, _tasks(job))


def build_interface() -> str:
    """Return the labelling interface: labels, relations, and a verdict and a note per claim."""
    labels = "".join(f"    <Label value={quoteattr(label)}/>\n" for label in LABELS)
    joins = "".join(f"    <Relation value={quoteattr(join)}/>\n" for join in (CITES, SAID_BY))
    verdicts = "".join(f"    <Choice value={quoteattr(label)}/>\n" for label in TRUTH_SCALE)
    return (
        "<View>\n"
        f'  <Labels name="{LABEL}" toName="{TEXT}">\n{labels}  </Labels>\n'
        f"  <Relations>\n{joins}  </Relations>\n"
        f'  <Text name="{TEXT}" value="$text" granularity="word"/>\n'
        f'  <Choices name="{VERDICT}" toName="{TEXT}" perRegion="true">\n{verdicts}  </Choices>\n'
        f'  <TextArea name="{NOTE}" toName="{TEXT}" perRegion="true"/>\n'
        "</View>\n"
    )


def _tasks(job: ExportJob) -> Iterator[Json]:
    version = f"claimlink {job.record.versions.get('claimlink', '')}".strip()
    for found in job.articles():
        result = _result(found, job.unit)
        yield {
            "data": {
                "text": found.article.text,
                "article_id": found.article.id,
                "source": found.article.source,
                "offset_unit": job.unit,
            },
            "predictions": [{"model_version": version, "result": result}],
        }


def _result(found: ArticleClaims, unit: OffsetUnit) -> list[Json]:
    text = found.article.text
    offsets = Offsets(text)
    labelled = label_article(found)
    regions: list[Json] = [
        {
            "id": stretch.id,
            "from_name": LABEL,
            "to_name": TEXT,
            "type": "labels",
            "value": {
                "start": offsets.convert(stretch.start, unit),
                "end": offsets.convert(stretch.end, unit),
                "text": _words(text, stretch),
                "labels": [stretch.label],
            },
        }
        for stretch in labelled.stretches
    ]
    joins: list[Json] = [
        {
            "from_id": join.source,
            "to_id": join.target,
            "type": "relation",
            "direction": "right",
            "labels": [join.label],
        }
        for join in labelled.joins
    ]
    return regions + joins


def _words(text: str, stretch: Stretch) -> str:
    return text[stretch.start : stretch.end]
