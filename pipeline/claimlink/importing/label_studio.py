"""Label Studio's export (``JSON``) -> tasks with their regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
from pydantic import JsonValue

from claimlink.errors import InputError
from claimlink.exporting.label_studio import LABEL, NOTE, VERDICT
from claimlink.importing.drafts import Given, Region, Task, sign
from claimlink.importing.json_fields import Fields, as_object, field, optional


def read_label_studio(path: Path, given: Given) -> Iterator[Task]:
    """Yield each annotation that was not cancelled, in the order of the file.

    Raises:
        InputError: the file is no such export.
        OSError: it cannot be read.
    """
    try:
        tasks = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise InputError(
            f"not JSON ({error}); export it from Label Studio again", source=str(path)
        ) from (None)
    if not isinstance(tasks, list):
        raise InputError("not a list of tasks; export them as JSON", source=str(path))
    for number, task in enumerate(tasks, 1):
        place = f"{path}: task {number}"
        fields = as_object(task, place)
        for annotation in optional(fields, "annotations", list) or []:
            said = as_object(annotation, place)
            if not said.get("was_cancelled"):
                yield _task(field(fields, "data", dict, place), said, given, place)


def _task(data: Fields, said: Fields, given: Given, place: str) -> Task:
    when = optional(said, "updated_at", str) or optional(said, "created_at", str)
    reviewer, time = sign(given, _annotator(said.get("completed_by")), when, place)
    results = [as_object(result, place) for result in field(said, "result", list, place)]
    is_wide = data.get("offset_unit") == "utf-16"
    return Task(
        place=place,
        origin="labelstudio",
        article_id=field(data, "article_id", str, place),
        text=field(data, "text", str, place),
        start=0,
        unit="utf-16" if is_wide else "code-points",
        reviewer=reviewer,
        when=time,
        regions=_regions(results, place),
        joins=_joins(results, place),
    )


def _annotator(value: JsonValue) -> str | None:
    if isinstance(value, dict):
        return optional(value, "email", str) or _annotator(value.get("id"))
    return f"labelstudio:{value}" if isinstance(value, int) else None


def _regions(results: list[Fields], place: str) -> list[Region]:
    """Return the regions; a verdict and a note are results of their own with the region's id."""
    regions: dict[str, Region] = {}
    for result in results:
        if result.get("from_name") == LABEL:
            value = field(result, "value", dict, place)
            labels = field(value, "labels", list, place)
            name = field(result, "id", str, place)
            start, end = field(value, "start", int, place), field(value, "end", int, place)
            label = str(labels[0]) if labels else ""
            regions[name] = Region(name, start, end, label, optional(value, "text", str))
    for result in results:
        name = optional(result, "id", str) or ""
        if name not in regions or result.get("from_name") not in (VERDICT, NOTE):
            continue
        value = field(result, "value", dict, place)
        if result["from_name"] == VERDICT:
            chosen = field(value, "choices", list, place)
            if chosen:
                regions[name] = replace(regions[name], verdict=str(chosen[0]))
        elif note := _note(value):
            regions[name] = replace(regions[name], note=note)
    return list(regions.values())


def _note(value: Fields) -> str | None:
    text = value.get("text")
    lines = text if isinstance(text, list) else [text]
    return "\n".join(line for line in lines if isinstance(line, str) and line.strip()) or None


def _joins(results: list[Fields], place: str) -> frozenset[tuple[str, str, str]]:
    found = set()
    for result in results:
        if result.get("type") == "relation":
            source, target = (
                field(result, "from_id", str, place),
                field(result, "to_id", str, place),
            )
            for label in optional(result, "labels", list) or []:
                found.add((source, target, str(label)))
    return frozenset(found)
