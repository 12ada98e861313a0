"""``run.json``: what a run worked with and what came of it."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from claimlink.batch.worker import Setup
from claimlink.packs import load_pack
from claimlink.reading import InputDigest
from claimlink.records import SCHEMA_VERSION, Record

RunStatus = Literal["complete"]


class Counts(Record):
    """What a run read and wrote.

    ``inputs`` are articles and inputs that could not be read, ``kept`` those of them whose lines
    are an earlier run's; ``empty`` inputs have a line in ``errors.jsonl`` but are no failure,
    ``failed`` are all others in it.  ``unresolved_mentions`` are pronouns, short names and dates
    in claims that stay as they are because it is not sure what they stand for.
    """

    inputs: int = 0
    kept: int = 0
    articles: int = 0
    claims: int = 0
    empty: int = 0
    failed: int = 0
    unresolved_mentions: int = 0


class ModelUse(Record):
    """The spaCy model; ``version`` is None where it does not say."""

    name: str
    version: str | None


class RulesUse(Record):
    """The rule model; ``sha256`` is of all its files, ``folder`` the user's laid over it."""

    name: str
    language: str
    version: str
    sha256: str
    folder: str | None


class RunRecord(Record):
    """The content of ``run.json``; ``started`` and ``finished`` are ISO 8601 times in UTC."""

    schema_version: str = SCHEMA_VERSION
    status: RunStatus
    versions: dict[str, str]
    model: ModelUse
    rules: RulesUse
    settings: dict[str, str | int | float | list[str] | None]
    counts: Counts
    started: str
    finished: str
    seconds: float
    inputs: list[InputDigest]


def describe_versions() -> dict[str, str]:
    """Return the version of each part that has a say in the output."""
    parts = ("claimlink", "spacy", "pydantic")
    return {"python": platform.python_version(), **{part: metadata.version(part) for part in parts}}


@cache
def describe_code() -> str:
    """Return what tells this code from any other of the same version, as of one being changed."""
    digest = hashlib.sha256()
    root = Path(__file__).parent.parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def describe_model(setup: Setup) -> ModelUse:
    """Return name and version of the spaCy model, without loading it.

    Raises:
        PackError: the rule model, which names the spaCy model, is not valid.
    """
    name = _model_name(setup)
    try:
        return ModelUse(name=name, version=metadata.version(name))
    except (metadata.PackageNotFoundError, ValueError):
        return ModelUse(name=name, version=_read_meta(name).get("version"))


def describe_misfit(setup: Setup) -> str | None:
    """Return a line for the user where the spaCy model was made for another spaCy, else None.

    Raises:
        PackError: the rule model, which names the spaCy model, is not valid.
    """
    name = _model_name(setup)
    wanted, present = _read_meta(name).get("spacy_version", ""), metadata.version("spacy")
    try:
        fits = SpecifierSet(wanted).contains(present, prereleases=True)
    except InvalidSpecifier:
        return None
    if fits:
        return None
    return (
        f"the spaCy model {name!r} was made for spaCy {wanted}, this is {present}: it may find "
        "less; install one made for this spaCy"
    )


def _model_name(setup: Setup) -> str:
    return setup.model or load_pack(setup.language, setup.rules).setting("parser", "model")


def _read_meta(name: str) -> dict[str, str]:
    """Return what a model says of itself in words; nothing where it cannot be asked."""
    folder = Path(name)
    try:
        package = find_spec(name) if not folder.is_dir() else None
        if package is not None and package.origin is not None:
            folder = Path(package.origin).parent
        meta = json.loads((folder / "meta.json").read_bytes())
    except (OSError, ValueError, ImportError):
        return {}
    if not isinstance(meta, dict):
        return {}
    return {key: value for key, value in meta.items() if isinstance(value, str)}


def describe_rules(setup: Setup) -> RulesUse:
    """Return name, version and digest of the rule model.

    Raises:
        PackError: it is not valid.
    """
    pack = load_pack(setup.language, setup.rules)
    return RulesUse(
        name=pack.name,
        language=pack.language,
        version=pack.version,
        sha256=pack.digest,
        folder=setup.rules,
    )


def describe_making(
    versions: Mapping[str, str], model: ModelUse, rules: RulesUse
) -> dict[str, str]:
    """Return what lines are made with, by name: where it changes, they change."""
    return {
        "claimlink": f"{versions['claimlink']} ({describe_code()})",
        "spaCy": versions["spacy"],
        "model": f"{model.name} {model.version}",
        "rules": f"{rules.name} {rules.version} ({rules.sha256[:12]})",
        "schema": SCHEMA_VERSION,
    }
