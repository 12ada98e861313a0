"""The machinery of rule models: faulty rows, a user's own files, ids, coverage by tests."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from claimlink.errors import PackError
from claimlink.packs import Lexicon, load_pack
from conftest import Write

_HEADER = "id\tlabel\tterms\texample\tcounterexample\tsource\n"
_ROOT = Path(__file__).resolve().parents[1]


def _row(identity: str, terms: str = "soar|soared") -> str:
    return f"{identity}\trise\t{terms}\tRents soared.\tRents fell.\town\n"


def _pattern(**fields: str) -> str:
    row = {
        "id": "own.p1",
        "label": "rise",
        "pattern": "up by",
        "example": "Rents are up by 4.",
        "counterexample": "Rents are up.",
        "source": "own",
    }
    return json.dumps({**row, **fields})


def test_own_rules_are_laid_over_the_built_in_ones(write: Write, tmp_path: Path) -> None:
    write(
        "rules/lexicons/own_rises.tsv", _HEADER + "# a comment\n\n" + _row("own.1", "Soar |SOARED")
    )
    write("rules/patterns/own_rises.jsonl", _pattern() + "\n\n")
    built_in = load_pack()
    pack = load_pack(rules=tmp_path / "rules")
    (row,) = pack.lexicon("own_rises").rows
    assert (row.id, row.terms, row.origin) == (
        "own.1",
        ("soar", "soared"),
        "lexicons/own_rises.tsv:4",
    )
    (pattern,) = pack.pattern_rows("own_rises")
    assert pattern.regex.pattern == "up by"
    assert set(built_in.lexicons) < set(pack.lexicons)
    assert pack.digest != built_in.digest
    assert pack.rule("own.1") == row
    assert built_in.rule("own.1") is None


def test_own_file_replaces_the_built_in_one_of_its_name(write: Write, tmp_path: Path) -> None:
    name = min(load_pack().lexicons)
    write(f"rules/lexicons/{name}.tsv", _HEADER + _row("own.1"))
    pack = load_pack(rules=tmp_path / "rules")
    assert [row.id for row in pack.lexicon(name).rows] == ["own.1"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param(
            "lexicons/x.tsv",
            _HEADER + _row("own.1") + "own.2\trise\tsoar\n",
            "lexicons/x.tsv:3: 3 columns, expected 6 (id, label, terms, example, counterexample, "
            "source)",
            id="columns",
        ),
        pytest.param(
            "lexicons/x.tsv",
            _HEADER + "\trise\tsoar\tRents soar.\tRents fell.\town\n",
            "lexicons/x.tsv:2: id: Field required",
            id="no id",
        ),
        pytest.param(
            "lexicons/x.tsv",
            _HEADER.replace("\n", "\tcolour\n") + _row("own.1").replace("\n", "\tred\n"),
            "lexicons/x.tsv:2: colour: Extra inputs are not permitted",
            id="unknown column",
        ),
        pytest.param(
            "lexicons/x.tsv",
            _HEADER.replace("\n", "\tweight\n") + _row("own.1").replace("\n", "\theavy\n"),
            "lexicons/x.tsv:2: weight: Input should be a valid number, unable to parse string as "
            "a number",
            id="weight",
        ),
        pytest.param("lexicons/x.tsv", b"\xff\xfe", "lexicons/x.tsv: not UTF-8", id="charset"),
        pytest.param(
            "patterns/x.jsonl",
            _pattern() + "\n{",
            "patterns/x.jsonl:2: not a JSON object",
            id="broken JSON",
        ),
        pytest.param(
            "patterns/x.jsonl", "[]", "patterns/x.jsonl:1: not a JSON object: a row", id="array"
        ),
        pytest.param(
            "patterns/x.jsonl",
            _pattern(pattern="(up"),
            "patterns/x.jsonl:1: pattern own.p1: missing ), unterminated subpattern",
            id="expression",
        ),
        pytest.param("pack.toml", "name = ", "pack.toml: not valid TOML", id="toml"),
        pytest.param("config.cfg", "[a\n", "config.cfg: not a valid settings file", id="settings"),
    ],
)
def test_faulty_rule_names_file_and_line(
    write: Write, tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    write(f"rules/{name}", content)
    with pytest.raises(PackError) as caught:
        load_pack(rules=tmp_path / "rules")
    assert str(caught.value).startswith(f"{tmp_path / 'rules'}/{message}")


def test_id_used_twice_names_both_places(write: Write, tmp_path: Path) -> None:
    write("rules/lexicons/x.tsv", _HEADER + _row("own.1"))
    write("rules/lexicons/y.tsv", _HEADER + _row("own.0") + _row("own.1"))
    with pytest.raises(PackError) as caught:
        load_pack(rules=tmp_path / "rules")
    assert caught.value.message == (
        "lexicons/y.tsv:3: id 'own.1' is used in lexicons/x.tsv:2 already; give each row an id of "
        "its own"
    )


@pytest.mark.parametrize(
    ("language", "rules", "message"),
    [
        ("xx", None, "no rule model for language 'xx'; available: en; name a folder"),
        ("../en", None, "no rule model for language '../en'"),
        ("en", "gone", "not a folder; --rules takes a folder with lexicons/ and patterns/"),
        ("en", "empty", "no rule files in it; expected pack.toml"),
    ],
)
def test_missing_rule_model_says_what_there_is(
    tmp_path: Path, language: str, rules: str | None, message: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackError) as caught:
        load_pack(language, None if rules is None else tmp_path / rules)
    assert caught.value.message.startswith(message)


def test_missing_setting_is_named() -> None:
    pack = load_pack()
    with pytest.raises(PackError, match=r"no setting \[parser\] colour"):
        pack.setting("parser", "colour")
    with pytest.raises(PackError, match=r"\[parser\] model is '.*', expected a number"):
        pack.number("parser", "model")


def test_lexicon_finds_its_longest_forms_at_word_borders(write: Write, tmp_path: Path) -> None:
    write("rules/lexicons/x.tsv", _HEADER + _row("own.1", "up|up by") + _row("own.2", "soar"))
    lexicon = load_pack(rules=tmp_path / "rules").lexicon("x")
    found = [
        (row.id, start, end) for row, start, end in lexicon.find("Up  by 4, soaring; soar upset up")
    ]
    assert found == [("own.1", 0, 6), ("own.2", 19, 23), ("own.1", 30, 32)]
    assert list(Lexicon("none", ()).find("Up by 4")) == []


def test_every_rule_file_is_tested_row_by_row() -> None:
    tested: set[str] = set()
    for path in sorted(Path(__file__).parent.glob("test_rules_*.py")):
        tested |= importlib.import_module(path.stem).RULE_FILES
    model = _ROOT / "models" / "en"
    files = {
        path.relative_to(model).as_posix()
        for path in (*model.glob("lexicons/*"), *model.glob("patterns/*"))
    }
    assert tested == files
