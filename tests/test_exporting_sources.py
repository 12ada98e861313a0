"""The sources as CSL-JSON, BibTeX and RIS, read by the libraries that their users have."""

from __future__ import annotations

import io
import json
from importlib.util import find_spec
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    MonthIntMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from jsonschema import Draft7Validator
from pydantic import JsonValue
from pylatexenc.latex2text import LatexNodes2Text

from claimlink.exporting import ExportJob, find_format
from claimlink.exporting.formats import FileFormat
from claimlink.exporting.latex import escape_latex, protect_title
from claimlink.exporting.sources import make_key
from handed_over import FERRIES_BOOK, HOUSING, write_run

_KEYS = ["lillis2021-1a00ec69", "berg2019-ae2484a5"]

_CARRIER = find_spec("commonmeta")
_OFFICIAL = [
    Path(folder, "resources", "csl-data.json")
    for folder in (_CARRIER.submodule_search_locations or [] if _CARRIER else [])
]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run")


def _written(run: Path, name: str) -> str:
    form = find_format(name)
    assert isinstance(form, FileFormat)
    stream = io.BytesIO()
    form.write(ExportJob(run), stream)
    return stream.getvalue().decode()


def test_csl_json_has_each_work_once_and_says_where(run: Path) -> None:
    items = json.loads(_written(run, "csl-json"))
    assert items == [
        {"id": _KEYS[0], **HOUSING, "custom": {"article_id": "a1", "reference_id": "r1"}},
        {"id": _KEYS[1], **FERRIES_BOOK, "custom": {"article_id": "a/2 ü", "reference_id": "r2"}},
    ]


@pytest.mark.skipif(not _OFFICIAL, reason="pip install --no-deps -r tests/schemas.txt")
def test_csl_json_keeps_the_official_schema(run: Path) -> None:
    schema = Draft7Validator(json.loads(_OFFICIAL[0].read_text("utf-8")))
    items = json.loads(_written(run, "csl-json"))
    assert [error.message for error in schema.iter_errors(items)] == []
    assert list(schema.iter_errors([{**items[0], "type": "novel"}])) != []


def test_bibtex_reads_back(run: Path) -> None:
    library = parse_string(
        _written(run, "bibtex"),
        append_middleware=[
            MonthIntMiddleware(),
            SeparateCoAuthors(),
            SplitNameParts(),
            LatexDecodingMiddleware(),
        ],
    )
    assert library.failed_blocks == []
    assert [(entry.entry_type, entry.key) for entry in library.entries] == [
        ("book", _KEYS[0]),
        ("article", _KEYS[1]),
    ]
    book, article = ({f.key: f.value for f in entry.fields} for entry in library.entries)
    # The library decodes a field of text, not the parts of a name.
    decode = LatexNodes2Text().latex_to_text
    authors = [
        [[decode(part) for part in parts] for parts in (name.von, name.last, name.jr, name.first)]
        for name in [*book.pop("author"), *article.pop("author")]
    ]
    assert authors == [
        [[], ["Lillis"], [], ["A."]],
        [[], ["Müller"], [], ["B."]],
        [["van", "den"], ["Berg"], ["Jr"], ["Jan"]],
        [[], ["Ministry of Ports, Ships and Sand"], [], []],
    ]
    # Addresses are verbatim, which a decoder of LaTeX does not know.
    assert (article.pop("doi"), article.pop("url")) != ("", "")
    assert book == {
        "title": "Housing in Graz: 100% of_it & {all}",
        "publisher": "Example Press",
        "address": "Wien",
        "year": "2021",
    }
    assert article == {
        "title": "Ferries of Жук 🚢",
        "journal": "Journal of Boats",
        "volume": "12",
        "number": "3",
        "pages": "4–9",
        "year": "2019",
        "month": 6,
    }


def test_addresses_stand_as_they_are_in_bibtex(run: Path) -> None:
    text = _written(run, "bibtex")
    assert "doi = {10.1000/a_b%7Bc%7D}" in text
    assert "url = {https://example.org/f?a=1&b=%20}" in text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("10% & $5 #1 a_b", r"10{\%} {\&} {\$}5 {\#}1 a{\_}b"),
        ("{x}~y^z", r"{\{}x{\}}{\textasciitilde}y{\textasciicircum}z"),
        ("C:\\x", r"C:{\textbackslash}x"),
        ("Ó Gráda", "{\\'O} Gr{\\'a}da"),
        ("e\u0301t\u00e9", "{\\'e}t{\\'e}"),
        ("1845–52", r"1845{\textendash}52"),
        ("Жук 东京 🚢 αβ", "Жук 东京 🚢 αβ"),
        ("plain, text: (x)", "plain, text: (x)"),
    ],
)
def test_latex_means_the_same(text: str, escaped: str) -> None:
    assert escape_latex(text) == escaped


def test_capitals_of_titles_are_kept() -> None:
    assert protect_title("Rents in Graz and McVille") == "Rents in {Graz} and {McVille}"


def test_ris_reads_back(run: Path) -> None:
    text = _written(run, "ris")
    assert "\n" not in text.replace("\r\n", "")
    assert rispy.loads(text) == [
        {
            "type_of_reference": "BOOK",
            "id": _KEYS[0],
            "authors": ["Lillis, A.", "Müller, B."],
            "title": "Housing in Graz: 100% of_it & {all}",
            "publisher": "Example Press",
            "place_published": "Wien",
            "year": "2021",
            "date": "2021///",
        },
        {
            "type_of_reference": "JOUR",
            "id": _KEYS[1],
            "authors": ["van den Berg, Jan, Jr", "Ministry of Ports, Ships and Sand"],
            "title": "Ferries of Жук 🚢",
            "secondary_title": "Journal of Boats",
            "volume": "12",
            "number": "3",
            "doi": "10.1000/a_b{c}",
            "start_page": "4",
            "end_page": "9",
            "urls": ["https://example.org/f?a=1&b=%20"],
            "year": "2019",
            "date": "2019/06/03/",
        },
    ]


@pytest.mark.parametrize(
    ("csl", "authors", "year", "name"),
    [
        ({"type": "book"}, ["Ó Gráda"], "1999", "ograda1999"),
        ({"type": "book"}, ["Жук"], None, "source"),
        ({"type": "book"}, [], "2001", "source2001"),
        ({"type": "book"}, ["@{x},"], "2001", "x2001"),
    ],
)
def test_keys_are_plain_letters(
    csl: dict[str, JsonValue], authors: list[str], year: str | None, name: str
) -> None:
    assert make_key(csl, authors, year).rpartition("-")[0] == name


def test_a_key_is_of_the_entry_alone() -> None:
    one = make_key({"type": "book", "title": "A"}, ["Ek"], "2001")
    assert one == make_key({"title": "A", "type": "book"}, ["Ek"], "2001")
    assert one != make_key({"title": "B", "type": "book"}, ["Ek"], "2001")
