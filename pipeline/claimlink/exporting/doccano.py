"""Claims -> doccano: lines of JSON for a project of sequence labelling with relations.

Offsets count Unicode code points, as doccano's server does.

Source: doccano/doccano, backend/data_import/pipeline/examples/relation_extraction.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import IO

from claimlink.exporting.job import ExportJob
from claimlink.exporting.labelled import label_article
from claimlink.exporting.offsets import Offsets
from claimlink.exporting.output import Json, write_lines


def write_doccano(job: ExportJob, stream: IO[bytes]) -> None:
    """Write one line an article; doccano wants numbers as ids, so a claim's is in ``claim_ids``."""
    write_lines(stream, _examples(job))


def _examples(job: ExportJob) -> Iterator[Json]:
    # doccano wants numbers as ids, each once in a file.
    entity_numbers, relation_numbers = count(1), count(1)
    for found in job.articles():
        labelled = label_article(found)
        offsets = Offsets(found.article.text)
        numbers = {
            stretch.id: number
            for stretch, number in zip(labelled.stretches, entity_numbers, strict=False)
        }
        entities: list[Json] = [
            {
                "id": numbers[stretch.id],
                "start_offset": offsets.convert(stretch.start, job.unit),
                "end_offset": offsets.convert(stretch.end, job.unit),
                "label": stretch.label,
            }
            for stretch in labelled.stretches
        ]
        relations: list[Json] = [
            {
                "id": number,
                "from_id": numbers[join.source],
                "to_id": numbers[join.target],
                "type": join.label,
            }
            for join, number in zip(labelled.joins, relation_numbers, strict=False)
        ]
        claim_ids: Json = {str(numbers[claim.id]): claim.id for claim in found.claims}
        yield {
            "text": found.article.text,
            "entities": entities,
            "relations": relations,
            "article_id": found.article.id,
            "claim_ids": claim_ids,
            "offset_unit": job.unit,
        }
