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
_WEIGHED = _HEADER.replace("\n", "\tweight\n")
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
        "rules/lexicons/link_words.tsv", _HEADER + "# a comment\n\n" + _row("own.1", "Soar |SOARED")
    )
    write("rules/patterns/antecedent_plurals.jsonl", _pattern() + "\n\n")
    write("rules/README.md", "Rules of the desk.")
    write("rules/lexicons/.draft.tsv", "")
    write("rules/lexicons/link_words.tsv~", "")
    built_in = load_pack()
    pack = load_pack(rules=tmp_path / "rules")
    (row,) = pack.lexicon("link_words").rows
    assert (row.id, row.terms, row.origin) == (
        "own.1",
        ("soar", "soared"),
        "lexicons/link_words.tsv:4",
    )
    (pattern,) = pack.pattern_rows("antecedent_plurals")
    assert pattern.regex.pattern == "up by"
    assert set(built_in.lexicons) == set(pack.lexicons)
    assert pack.digest != built_in.digest
    assert pack.rule("own.1") == row
    assert built_in.rule("own.1") is None
    assert pack.config == built_in.config


def test_own_settings_are_laid_over_the_built_in_ones(write: Write, tmp_path: Path) -> None:
    write("rules/config.cfg", "[parser]\nmodel = en_own\n\n[support]\npreceding = 2\n")
    built_in = load_pack()
    pack = load_pack(rules=tmp_path / "rules")
    assert pack.setting("parser", "model") == "en_own"
    assert pack.number("support", "preceding") == 2.0
    assert pack.number("support", "paragraph") == built_in.number("support", "paragraph")
    assert set(pack.config) == set(built_in.config)
    assert pack.digest != built_in.digest


def test_own_file_replaces_the_built_in_one_of_its_name(write: Write, tmp_path: Path) -> None:
    name = "number_words"
    write(f"rules/lexicons/{name}.tsv", _WEIGHED + _row("own.1").replace("\n", "\t4\n"))
    pack = load_pack(rules=tmp_path / "rules")
    assert [row.id for row in pack.lexicon(name).rows] == ["own.1"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param(
            "lexicons/link_words.tsv",
            _HEADER + _row("own.1") + "own.2\trise\tsoar\n",
            "lexicons/link_words.tsv:3: 3 columns, expected 6 (id, label, terms, example, "
            "counterexample, source)",
            id="columns",
        ),
        pytest.param(
            "lexicons/link_words.tsv",
            _HEADER + "\trise\tsoar\tRents soar.\tRents fell.\town\n",
            "lexicons/link_words.tsv:2: id: Field required",
            id="no id",
        ),
        pytest.param(
            "lexicons/link_words.tsv",
            _HEADER.replace("\n", "\tcolour\n") + _row("own.1").replace("\n", "\tred\n"),
            "lexicons/link_words.tsv:1: unknown column 'colour'; the first line names the columns, "
            "with tabs between them: id, label, terms, example, counterexample, source",
            id="unknown column",
        ),
        pytest.param(
            "lexicons/link_words.tsv",
            _HEADER.replace("\n", "\tweight\n") + _row("own.1").replace("\n", "\theavy\n"),
            "lexicons/link_words.tsv:2: weight: Input should be a valid number, unable to "
            "parse string as a number",
            id="weight",
        ),
        pytest.param(
            "lexicons/link_words.tsv",
            _row("own.1"),
            "lexicons/link_words.tsv:1: no column 'id', no column 'label'",
            id="no header",
        ),
        pytest.param(
            "lexicons/link_words.tsv",
            _HEADER.replace("terms", "words") + _row("own.1"),
            "lexicons/link_words.tsv:1: no column 'terms', unknown column 'words'; the first line",
            id="misnamed column",
        ),
        pytest.param(
            "lexicons/link_words.tsv",
            _HEADER.replace("\n", "\tid\n") + _row("own.1").replace("\n", "\town.2\n"),
            "lexicons/link_words.tsv:1: column 'id' twice",
            id="column twice",
        ),
        pytest.param(
            "lexicons/worth_signals.tsv",
            _HEADER + _row("own.1"),
            "lexicons/worth_signals.tsv:1: no column 'weight'",
            id="no weights",
        ),
        pytest.param(
            "lexicons/worth_signals.tsv",
            _WEIGHED + _row("own.1").replace("\n", "\t\n"),
            "lexicons/worth_signals.tsv:2: weight: none; every row of this file is weighed",
            id="row without weight",
        ),
        pytest.param(
            "patterns/selection_patterns.jsonl",
            _pattern(),
            "patterns/selection_patterns.jsonl:1: weight: none",
            id="pattern without weight",
        ),
        pytest.param(
            "lexicons/link_words.tsv",
            _HEADER + _row("own.1", " | "),
            "lexicons/link_words.tsv:2: terms: no form in it",
            id="no form",
        ),
        pytest.param(
            "lexicons/link_words.tsv",
            _HEADER + "# nothing yet\n",
            "lexicons/link_words.tsv: no row in it; a rule file without rules does nothing",
            id="no row",
        ),
        pytest.param(
            "lexicons/link_words.tsv", "", "lexicons/link_words.tsv:1: no column 'id'", id="empty"
        ),
        pytest.param(
            "patterns/antecedent_plurals.jsonl",
            "\n",
            "patterns/antecedent_plurals.jsonl: no row in it",
            id="no pattern",
        ),
        pytest.param(
            "lexicons/time_word.tsv",
            _HEADER,
            "lexicons/time_word.tsv: no stage reads a rule file named lexicons/time_word.tsv; did "
            "you mean lexicons/time_words.tsv",
            id="misspelt name",
        ),
        pytest.param(
            "lexicons/nonsense.tsv",
            "x",
            "lexicons/nonsense.tsv: no stage reads a rule file named lexicons/nonsense.tsv; the "
            "names are those in ",
            id="unknown name",
        ),
        pytest.param(
            "lexicons/link_words.csv",
            _HEADER,
            "lexicons/link_words.csv: no stage reads a rule file named lexicons/link_words.csv; "
            "did you mean lexicons/link_words.tsv",
            id="wrong ending",
        ),
        pytest.param(
            "link_words.tsv",
            _HEADER,
            "link_words.tsv: no stage reads a rule file named link_words.tsv; did you mean "
            "lexicons/link_words.tsv",
            id="wrong folder",
        ),
        pytest.param(
            "lexicons/link_words.tsv",
            b"\xff\xfe",
            "lexicons/link_words.tsv: not UTF-8",
            id="charset",
        ),
        pytest.param(
            "patterns/antecedent_plurals.jsonl",
            _pattern() + "\n{",
            "patterns/antecedent_plurals.jsonl:2: not a JSON object",
            id="broken JSON",
        ),
        pytest.param(
            "patterns/antecedent_plurals.jsonl",
            "[]",
            "patterns/antecedent_plurals.jsonl:1: not a JSON object: a row",
            id="array",
        ),
        pytest.param(
            "patterns/antecedent_plurals.jsonl",
            _pattern(pattern="(up"),
            "patterns/antecedent_plurals.jsonl:1: pattern own.p1: missing ), "
            "unterminated subpattern",
            id="expression",
        ),
        pytest.param("pack.toml", "name = ", "pack.toml: not valid TOML", id="toml"),
        pytest.param("config.cfg", "[a\n", "config.cfg: not a valid settings file", id="settings"),
        pytest.param(
            "config.cfg",
            "# own\n[suport]\npreceding = 2\n",
            "config.cfg:3: no stage reads a section [suport]; there are: parser, ",
            id="unknown section",
        ),
        pytest.param(
            "config.cfg",
            "[parser]\nmodel = x\n\n[support]\nparagraph=1\nPrecedes : 2\n",
            "config.cfg:6: no stage reads a setting [support] precedes; there are: preceding, ",
            id="unknown setting",
        ),
        pytest.param(
            "config.cfg",
            "[support]\npreceding = much\n",
            "config.cfg:2: [support] preceding is 'much', expected a number",
            id="no number",
        ),
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
    write("rules/lexicons/link_words.tsv", _HEADER + _row("own.1"))
    write("rules/lexicons/polarity_cues.tsv", _HEADER + _row("own.0") + _row("own.1"))
    with pytest.raises(PackError) as caught:
        load_pack(rules=tmp_path / "rules")
    assert caught.value.message == (
        "lexicons/polarity_cues.tsv:3: id 'own.1' is used in lexicons/link_words.tsv:2 already; "
        "give each row an id of its own"
    )


@pytest.mark.parametrize(
    ("language", "rules", "message"),
    [
        ("xx", None, "no rule model for language 'xx'; available: en; choose one with --language"),
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
    write(
        "rules/lexicons/link_words.tsv", _HEADER + _row("own.1", "up|up by") + _row("own.2", "soar")
    )
    lexicon = load_pack(rules=tmp_path / "rules").lexicon("link_words")
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
