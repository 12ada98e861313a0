"""The records of a run as typed columns: an Arrow schema from the models, rows from lines and back.

The schema follows from the records alone, so that the files of every run have the same columns,
empty ones included.  A list of lists stays one, an object is a struct; an object whose fields are
the input's own (``meta``, ``csl``) is its JSON, as each article can have other ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Literal, Union, get_args, get_origin

import pyarrow as pa
from pydantic.fields import FieldInfo
from pydantic_core import from_json, to_json

from claimlink.records import SCHEMA_VERSION, ArticleRecord, Claim, Record

#: The record of each kind of lines.
RECORDS: dict[str, type[Record]] = {"claims": Claim, "articles": ArticleRecord}

_SCALARS = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@cache
def schema_of(kind: str) -> pa.Schema:
    """Return the columns of ``claims`` or ``articles``, in the order of the record's fields.

    >>> schema_of("articles").field("blocks").type.value_type.names
    ['start', 'end', 'index', 'kind', 'section']
    """
    return pa.schema(_fields(RECORDS[kind]), metadata={"claimlink.schema_version": SCHEMA_VERSION})


def rows_to_batch(kind: str, lines: Sequence[bytes]) -> pa.RecordBatch:
    """Return lines of JSON as one batch of rows.

    Raises:
        ValueError: a line is no record of this kind.
    """
    rows = [from_json(line) for line in lines]
    _change(rows, kind, lambda value: to_json(value).decode())
    return pa.RecordBatch.from_pylist(rows, schema=schema_of(kind))


def batch_to_rows(kind: str, batch: pa.RecordBatch) -> list[bytes]:
    """Return the lines that :func:`rows_to_batch` was given, byte for byte.

    Raises:
        ValueError: a column of JSON holds none.
    """
    rows: list[object] = batch.to_pylist()
    _change(rows, kind, from_json)
    # The serializer that wrote the lines: numbers come out as they went in.
    return [to_json(row) + b"\n" for row in rows]


def _change(rows: object, kind: str, change: Callable[..., object]) -> None:
    for path in _json_paths(RECORDS[kind]):
        _change_at(rows, path, change)


def _change_at(value: object, path: Sequence[str], change: Callable[..., object]) -> None:
    if isinstance(value, list):
        for item in value:
            _change_at(item, path, change)
    elif isinstance(value, dict):
        name, *inner = path
        if inner:
            _change_at(value.get(name), inner, change)
        elif value.get(name) is not None:
            value[name] = change(value[name])


def _fields(record: type[Record]) -> list[pa.Field]:
    return [_field(_name(name, info), info.annotation) for name, info in _written(record)]


def _written(record: type[Record]) -> list[tuple[str, FieldInfo]]:
    return [(name, info) for name, info in record.model_fields.items() if not info.exclude]


def _name(name: str, info: FieldInfo) -> str:
    return info.alias or name


def _field(name: str, annotation: object) -> pa.Field:
    kinds = _kinds(annotation)
    (kind,) = (found for found in kinds if found is not NoneType)
    return pa.field(name, _type(kind), nullable=NoneType in kinds)


def _kinds(annotation: object) -> tuple[object, ...]:
    is_union = get_origin(annotation) in (UnionType, Union)
    return get_args(annotation) if is_union else (annotation,)


def _type(kind: object) -> pa.DataType:
    if isinstance(kind, type) and issubclass(kind, Record):
        return pa.struct(_fields(kind))
    origin = get_origin(kind)
    if origin in (list, tuple):
        return pa.list_(_field("element", get_args(kind)[0]))
    if origin in (dict, Literal):
        return _SCALARS[str]
    assert isinstance(kind, type)
    return _SCALARS[kind]


@cache
def _json_paths(record: type[Record]) -> tuple[tuple[str, ...], ...]:
    """Return where a record has an object without fixed fields; lists on the way do not count."""
    found: list[tuple[str, ...]] = []
    for name, info in _written(record):
        inner = _innermost(info.annotation)
        if get_origin(inner) is dict:
            found.append((_name(name, info),))
        elif isinstance(inner, type) and issubclass(inner, Record):
            found += [(_name(name, info), *path) for path in _json_paths(inner)]
    return tuple(found)


def _innermost(annotation: object) -> object:
    (kind,) = (found for found in _kinds(annotation) if found is not NoneType)
    return _innermost(get_args(kind)[0]) if get_origin(kind) in (list, tuple) else kind
