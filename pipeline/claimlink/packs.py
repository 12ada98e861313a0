"""Read a rule model (``models/<language>``) into a checked, frozen language pack.

A pack is a folder::

    pack.toml             name, language, version, licence
    config.cfg            settings: one section a stage, numbers with their origin
    lexicons/*.tsv        words: a header line, then one row a rule
    patterns/*.jsonl      regular expressions: one object a rule

Each row has ``id``, ``label``, ``example``, ``counterexample`` and ``source``; a lexicon row has
``terms`` (its forms, separated by ``|``), a pattern row ``pattern``.  ``weight`` is optional.
A user's own folder may hold files of these names; what it lacks comes from the built-in pack.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from claimlink.errors import PackError
from claimlink.literals import required_literals
from claimlink.packfiles import PackFile, check_header, find_pack_files, read_config


class Rule(BaseModel):
    """What every row of a rule file has.

    ``example`` is a text in which the row fires, ``counterexample`` one in which it does not.
    ``origin`` is ``file:line`` inside the pack, for explanations.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    example: str
    counterexample: str
    source: str
    weight: float | None = None
    origin: str = ""


Row = TypeVar("Row", bound=Rule)

# Where the tokenizer of English models cuts inside a word: "so-called", "don't", "they've".
_TOKEN_BORDER = re.compile(
    r"(?<=\w)(?=-\w)|(?<=\w-)(?=\w)|(?=n't\b)|(?<=\w)(?='(?:s|re|ve|ll|d|m)\b)"
)


class Term(Rule):
    """One row of a lexicon; ``terms`` are its forms, in lower case."""

    terms: tuple[str, ...]


class Pattern(Rule):
    """One row of a pattern file."""

    pattern: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression; written in verbose-free form, flags inline."""
        return re.compile(self.pattern)

    @cached_property
    def literals(self) -> tuple[str, ...] | None:
        """Strings of which every match contains at least one; None where none are known."""
        return required_literals(self.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text, None where there is none."""
        if self.literals is not None and not any(map(text.__contains__, self.literals)):
            return None
        return self.regex.search(text)


@dataclass(frozen=True)
class Lexicon:
    """The rows of one lexicon file, looked up by form or searched for in a text."""

    name: str
    rows: tuple[Term, ...]

    @cached_property
    def by_form(self) -> Mapping[str, Term]:
        """Each lower-case form with its row; the first row wins where two share a form."""
        found: dict[str, Term] = {}
        for row in self.rows:
            for form in row.terms:
                found.setdefault(form, row)
        return found

    def get(self, form: str, label: str | None = None) -> Term | None:
        """Return the row of a lower-case form, None where there is none (with that label)."""
        row = self.by_form.get(form)
        return row if row is not None and (label is None or row.label == label) else None

    @cached_property
    def forms(self) -> Mapping[str, frozenset[str]]:
        """All lower-case forms of each label."""
        labels: dict[str, set[str]] = {}
        for row in self.rows:
            labels.setdefault(row.label, set()).update(row.terms)
        return {label: frozenset(forms) for label, forms in labels.items()}

    @cached_property
    def by_first_word(self) -> Mapping[str, tuple[tuple[tuple[str, ...], Term], ...]]:
        """The forms of all rows as tokens, by their first token, longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        for row in self.rows:
            for form in row.terms:
                words = tuple(_TOKEN_BORDER.sub(" ", form).split())
                found.setdefault(words[0], []).append((words, row))
        return {
            first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()
        }

    @cached_property
    def marks_of(self) -> Mapping[str, str]:
        """For each word that begins a form, the signs that its forms are written with before it.

        A form that begins with the word itself counts with a blank as its sign.
        """
        found: dict[str, str] = {}
        for first in self.by_first_word:
            found[first] = found.get(first, "") + " "
            if len(first) > 1 and not first[0].isalnum():
                found[first[1:]] = found.get(first[1:], "") + first[0]
        return found

    @cached_property
    def seconds_of(self) -> Mapping[str, frozenset[str]]:
        """The second words of the forms that begin with a word; "" for a form of one word."""
        return {
            first: frozenset(words[1] if len(words) > 1 else "" for words, _ in forms)
            for first, forms in self.by_first_word.items()
        }

    @cached_property
    def labels_of(self) -> Mapping[str, frozenset[str]]:
        """The words of the label of each form's first row."""
        return {form: frozenset(row.label.split()) for form, row in self.by_form.items()}

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """One alternation of all forms, longest first, at word borders, in any case."""
        forms = sorted(self.by_form, key=lambda form: (-len(form), form))
        body = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
        return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[tuple[Term, int, int]]:
        """Yield ``(row, start, end)`` of each form in the text, not overlapping."""
        if not self.rows:
            return
        for match in self.regex.finditer(text):
            form = " ".join(match.group().lower().split())
            yield self.by_form[form], match.start(), match.end()


@dataclass(frozen=True)
class LanguagePack:
    """A rule model, checked on reading; lexicons and patterns by file name without ending."""

    name: str
    language: str
    version: str
    lexicons: Mapping[str, Lexicon]
    patterns: Mapping[str, tuple[Pattern, ...]]
    config: Mapping[str, Mapping[str, str]]
    digest: str = field(repr=False)

    def lexicon(self, name: str) -> Lexicon:
        """Return a lexicon; an empty one where the pack has no such file."""
        return self.lexicons.get(name) or Lexicon(name, ())

    def pattern_rows(self, name: str) -> tuple[Pattern, ...]:
        """Return the rows of a pattern file in order; none where the pack has no such file."""
        return self.patterns.get(name, ())

    def setting(self, section: str, name: str) -> str:
        """Return one setting of ``config.cfg``.

        Raises:
            PackError: the setting is not there.
        """
        try:
            return self.config[section][name]
        except KeyError:
            raise PackError(
                f"config.cfg has no setting [{section}] {name}; please report it",
                source=self.name,
            ) from None

    def number(self, section: str, name: str) -> float:
        """Return one setting as a number.

        Raises:
            PackError: the setting is not there or not a number.
        """
        value = self.setting(section, name)
        try:
            return float(value)
        except ValueError:
            raise PackError(
                f"config.cfg: [{section}] {name} is {value!r}, expected a number", source=self.name
            ) from None

    def rule(self, rule_id: str) -> Rule | None:
        """Return the row with this id, None where no file has it."""
        return self._rules.get(rule_id)

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        rows: list[Rule] = [row for lexicon in self.lexicons.values() for row in lexicon.rows]
        rows += [row for rows_of in self.patterns.values() for row in rows_of]
        return {row.id: row for row in rows}


def load_pack(language: str = "en", rules: str | Path | None = None) -> LanguagePack:
    """Return the built-in pack of a language, with a user's files laid over it.

    Raises:
        PackError: there is no pack of this language, or a file breaks the form of rule files.
    """
    return _read_pack(language, None if rules is None else str(rules))


@lru_cache(maxsize=8)
def _read_pack(language: str, rules: str | None) -> LanguagePack:
    files = find_pack_files(language, rules)
    digest = hashlib.sha256()
    for name in sorted(files):
        content = files[name].content
        if name == "config.cfg":  # laid over the built-in settings: both have a say
            content = (files[name].replaced or b"") + content
        digest.update(name.encode() + b"\0" + content + b"\0")
    identity = _read_toml(files)
    lexicons: dict[str, Lexicon] = {}
    patterns: dict[str, tuple[Pattern, ...]] = {}
    for name in sorted(files):
        folder, _, base = name.rpartition("/")
        stem = base.rpartition(".")[0]
        if folder == "lexicons":
            lexicons[stem] = Lexicon(stem, _read_terms(name, files[name]))
        elif folder == "patterns":
            patterns[stem] = _read_patterns(name, files[name])
    pack = LanguagePack(
        name=identity.get("name", language),
        language=identity.get("language", language),
        version=identity.get("version", "0"),
        lexicons=lexicons,
        patterns=patterns,
        config=read_config(files["config.cfg"]),
        digest=digest.hexdigest(),
    )
    _check_ids(pack)
    return pack


def _read_toml(files: Mapping[str, PackFile]) -> dict[str, str]:
    file = files["pack.toml"]
    try:
        return {key: str(value) for key, value in tomllib.loads(file.text).items()}
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"not valid TOML: {error}", source=file.path) from None


def _read_terms(name: str, file: PackFile) -> tuple[Term, ...]:
    header, *lines = file.text.split("\n")
    columns = header.rstrip("\r").split("\t")
    check_header(columns, file)
    rows: list[Term] = []
    for number, line in enumerate(lines, 2):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise PackError(
                f"{len(cells)} columns, expected {len(columns)} ({', '.join(columns)})",
                source=file.path,
                line=number,
            )
        fields: dict[str, object] = {k: v for k, v in zip(columns, cells, strict=True) if v}
        fields["terms"] = tuple(
            " ".join(term.lower().split())
            for term in str(fields.get("terms", "")).split("|")
            if term.strip()
        )
        rows.append(_checked(Term, fields, name, file.path, number))
    built_in = None if file.replaced is None else PackFile(name, file.replaced)
    _check_rows(rows, None if built_in is None else _read_terms(name, built_in), file.path)
    return tuple(rows)


def _check_rows(rows: Sequence[Rule], built_in: Sequence[Rule] | None, path: str) -> None:
    """Check that a file has rows, and each of them what every row of the built-in file has."""
    if not rows:
        raise PackError("no row in it; a rule file without rules does nothing", source=path)
    if built_in is None:
        return
    weighed = all(row.weight is not None for row in built_in)
    named = all(row.terms for row in built_in if isinstance(row, Term))
    for row in rows:
        line = int(row.origin.rpartition(":")[2])
        if named and isinstance(row, Term) and not row.terms:
            raise PackError("terms: no form in it", source=path, line=line)
        if weighed and row.weight is None:
            raise PackError(
                "weight: none; every row of this file is weighed", source=path, line=line
            )


def _read_patterns(name: str, file: PackFile) -> tuple[Pattern, ...]:
    rows: list[Pattern] = []
    for number, line in enumerate(file.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            if not isinstance(fields, dict):
                raise ValueError("a row is an object")
        except ValueError as error:
            raise PackError(f"not a JSON object: {error}", source=file.path, line=number) from None
        row = _checked(Pattern, fields, name, file.path, number)
        try:
            row.regex  # noqa: B018 - compiled here so that a faulty row names its line
        except re.error as error:
            raise PackError(f"pattern {row.id}: {error}", source=file.path, line=number) from None
        rows.append(row)
    built_in = None if file.replaced is None else PackFile(name, file.replaced)
    _check_rows(rows, None if built_in is None else _read_patterns(name, built_in), file.path)
    return tuple(rows)


def _checked(kind: type[Row], fields: Mapping[str, object], name: str, path: str, line: int) -> Row:
    try:
        return kind.model_validate({**fields, "origin": f"{name}:{line}"})
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        raise PackError(faults, source=path, line=line) from None


def _check_ids(pack: LanguagePack) -> None:
    seen: dict[str, str] = {}
    groups: list[Sequence[Rule]] = [lexicon.rows for lexicon in pack.lexicons.values()]
    groups += list(pack.patterns.values())
    for rows in groups:
        for row in rows:
            if row.id in seen:
                raise PackError(
                    f"{row.origin}: id {row.id!r} is used in {seen[row.id]} already; "
                    "give each row an id of its own",
                    source=pack.name,
                )
            seen[row.id] = row.origin
