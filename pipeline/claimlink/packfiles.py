"""The files of a rule model: the built-in ones with a user's laid over them, checked by name.

A file that no stage reads would be left out without a word, so a user's folder may hold only files
of built-in names; a header or a setting that no stage knows is refused for the same reason.
"""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import resources
from pathlib import Path

from claimlink.errors import PackError, explain_os_error

#: Columns of every lexicon, in their order.
COLUMNS = ("id", "label", "terms", "example", "counterexample", "source")

#: The column of lexicons whose rows are weighed.
WEIGHT = "weight"

_CONFIG = "config.cfg"
_TOP_FILES = ("pack.toml", _CONFIG)
_ENDINGS = {"lexicons": ".tsv", "patterns": ".jsonl"}
_RULE_ENDINGS = (".tsv", ".jsonl", ".toml", ".cfg")


@dataclass(frozen=True)
class PackFile:
    """One file of a rule model.

    ``path`` is what messages name.  ``replaced`` is the built-in file's content where a user's own
    stands in its place, None elsewhere.
    """

    path: str
    content: bytes
    replaced: bytes | None = None

    @property
    def text(self) -> str:
        """The content as text.

        Raises:
            PackError: it is not UTF-8.
        """
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise PackError(f"not UTF-8: {error}", source=self.path) from None


def find_pack_files(language: str, rules: str | None) -> dict[str, PackFile]:
    """Return each file of a rule model by its name in it, such as ``lexicons/time_words.tsv``.

    Raises:
        PackError: there is no built-in model of the language, or the user's folder holds none of
            its files or one that no stage reads.
    """
    found = dict(_built_in_files(language))
    if rules is not None:
        for name, file in _own_files(Path(rules), sorted(found)):
            found[name] = PackFile(file.path, file.content, found[name].content)
    return found


def _built_in_files(language: str) -> Iterator[tuple[str, PackFile]]:
    built_in = resources.files("claimlink.models")
    if not re.fullmatch(r"[a-z]{2,3}", language) or not (built_in / language).is_dir():
        known = sorted(p.name for p in built_in.iterdir() if (p / "pack.toml").is_file())
        raise PackError(
            f"no rule model for language {language!r}; available: {', '.join(known)}; "
            "choose one with --language"
        )
    for folder in ("", *_ENDINGS):
        place = built_in / language / folder if folder else built_in / language
        for entry in place.iterdir() if place.is_dir() else ():
            if entry.is_file() and entry.name.endswith(_RULE_ENDINGS):
                name = f"{folder}/{entry.name}" if folder else entry.name
                yield name, PackFile(f"models/{language}/{name}", entry.read_bytes())


def _own_files(root: Path, known: Sequence[str]) -> Iterator[tuple[str, PackFile]]:
    if not root.is_dir():
        raise PackError(
            "not a folder; --rules takes a folder with lexicons/ and patterns/", source=str(root)
        )
    paths = [path for path in sorted(root.rglob("*")) if _is_rule_file(path.relative_to(root))]
    if not paths:
        raise PackError(
            "no rule files in it; expected pack.toml, config.cfg, lexicons/*.tsv or "
            "patterns/*.jsonl",
            source=str(root),
        )
    for path in paths:
        name = path.relative_to(root).as_posix()
        if name not in known:
            raise PackError(_unknown(name, known), source=str(path))
        try:
            yield name, PackFile(str(path), path.read_bytes())
        except OSError as error:
            raise PackError(explain_os_error(error), source=str(path)) from None


def _is_rule_file(name: Path) -> bool:
    """Tell whether a file is meant as rules: by its folder, or anywhere by its ending."""
    if any(part.startswith(".") for part in name.parts) or name.name.endswith("~"):
        return False
    in_folder = len(name.parts) == 2 and name.parts[0] in _ENDINGS
    return (in_folder and name.suffix != "") or name.suffix in _RULE_ENDINGS


def _unknown(name: str, known: Sequence[str]) -> str:
    stems = {Path(other).stem: other for other in known}
    near = [stems[stem] for stem in get_close_matches(Path(name).stem, stems, n=2, cutoff=0.7)]
    place = resources.files("claimlink.models")
    meant = f"did you mean {' or '.join(near)}?" if near else f"the names are those in {place}"
    return f"no stage reads a rule file named {name}; {meant}"


def check_header(columns: Sequence[str], file: PackFile) -> None:
    """Check the columns of a lexicon.

    Raises:
        PackError: one is missing, unknown, or there twice.
    """
    needed = [*COLUMNS, *([WEIGHT] if _has_weight(file.replaced) else [])]
    faults = [f"no column {name!r}" for name in needed if name not in columns]
    faults += [
        f"unknown column {name!r}" for name in columns if name not in COLUMNS and name != WEIGHT
    ]
    faults += [f"column {name!r} twice" for name in sorted(columns) if columns.count(name) > 1][:1]
    if faults:
        raise PackError(
            f"{', '.join(faults)}; the first line names the columns, with tabs between them: "
            f"{', '.join(needed)}",
            source=file.path,
            line=1,
        )


def _has_weight(content: bytes | None) -> bool:
    return content is not None and WEIGHT.encode() in content.partition(b"\n")[0].split()


def read_config(file: PackFile) -> dict[str, dict[str, str]]:
    """Return the settings by section; a user's own file is laid over the built-in one's settings.

    Raises:
        PackError: the file is not a settings file, or it has a setting that no stage reads or that
            is no number where the built-in one is.
    """
    settings = _parse_config(file.path, file.text)
    if file.replaced is None:
        return settings
    built_in = _parse_config(_CONFIG, file.replaced.decode())
    for section, values in settings.items():
        for name, value in values.items():
            fault = _config_fault(section, name, value, built_in)
            if fault:
                raise PackError(fault, source=file.path, line=_line(file.text, section, name))
    return {name: {**values, **settings.get(name, {})} for name, values in built_in.items()}


def _parse_config(path: str, text: str) -> dict[str, dict[str, str]]:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
    except configparser.Error as error:
        reason = " ".join(str(error).split())
        raise PackError(f"not a valid settings file: {reason}", source=path) from None
    return {section: dict(parser[section]) for section in parser.sections()}


def _config_fault(
    section: str, name: str, value: str, built_in: Mapping[str, Mapping[str, str]]
) -> str | None:
    if section not in built_in:
        return f"no stage reads a section [{section}]; there are: {', '.join(built_in)}"
    if name not in built_in[section]:
        names = ", ".join(built_in[section])
        return f"no stage reads a setting [{section}] {name}; there are: {names}"
    if _is_number(built_in[section][name]) and not _is_number(value):
        return f"[{section}] {name} is {value!r}, expected a number"
    return None


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _line(text: str, section: str, name: str) -> int | None:
    """Return the line of a setting, from 1; configparser keeps none."""
    here = ""
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            here = stripped.strip("[]")
        elif here == section and re.split(r"[=:]", stripped, maxsplit=1)[0].strip().lower() == name:
            return number
    return None
