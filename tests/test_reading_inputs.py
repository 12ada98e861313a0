"""Files, folders, globs and standard input -> the inputs to read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimlink.reading import InputFile, Workload, find_inputs, measure_inputs
from claimlink.reading.kinds import known_endings
from conftest import Write


def _found(names: list[str]) -> list[tuple[str, str | None]]:
    """Return the path with the kind, or with what is wrong."""
    return [
        (found.path, found.error.message if found.error else found.kind)
        for found in find_inputs(names)
    ]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_names_keep_their_order_and_form(write: Write) -> None:
    write("b.txt", "B.")
    write("a.MD", "A.")
    write("c.jsonl", "{}")
    assert _found(["b.txt", "-", "./a.MD", "c.jsonl"]) == [
        ("b.txt", "text/plain"),
        ("-", "text/plain"),
        ("./a.MD", "text/markdown"),
        ("c.jsonl", "records"),
    ]


def test_folder_is_searched_in_order_without_hidden_files(write: Write) -> None:
    for name in (
        "news/b.txt",
        "news/a/z.md",
        "news/.draft.txt",
        "news/.git/x.txt",
        "news/photo.png",
        "news/Ä.txt",
        "news/a.txt",
    ):
        write(name, "Text.")
    assert _found(["news"]) == [
        ("news/a.txt", "text/plain"),
        ("news/a/z.md", "text/markdown"),
        ("news/b.txt", "text/plain"),
        ("news/Ä.txt", "text/plain"),
    ]


def test_folder_of_a_run_is_no_input(write: Write) -> None:
    for name in ("claims.jsonl", "articles.jsonl", "errors.jsonl"):
        write(f"news/outputs/run/{name}", "")
    write("news/articles.jsonl", "")
    write("news/outputs/a.txt", "Text.")
    assert _found(["news"]) == [
        ("news/articles.jsonl", "records"),
        ("news/outputs/a.txt", "text/plain"),
    ]


def test_documents_about_a_folder_are_left_out_unless_named(write: Write) -> None:
    for name in ("README.md", "b/Licence.txt", "CHANGELOG.md", "readme-first.txt", "a.txt"):
        write(f"news/{name}", "Text.")
    notes: list[str] = []
    assert [found.path for found in find_inputs(["news"], notes.append)] == [
        "news/a.txt",
        "news/readme-first.txt",
    ]
    assert notes == [
        "news/CHANGELOG.md, news/README.md, news/b/Licence.txt: left out, documents about their "
        "folder; name one to read it"
    ]
    assert _found(["news/README.md", "news/b/*"]) == [
        ("news/README.md", "text/markdown"),
        ("news/b/Licence.txt", "text/plain"),
    ]
    ((_, error),) = _found(["news/b"])
    assert error == f"no article with a known ending in this folder ({known_endings()})"


@pytest.mark.parametrize(
    ("names", "workload"),
    [
        (["news/a.txt", "gone.txt"], Workload(articles=2, bytes=5)),
        (["news"], Workload(articles=None, bytes=8)),
        (["news/a.txt", "-"], Workload(articles=None, bytes=None)),
        ([], Workload(articles=0, bytes=0)),
    ],
)
def test_inputs_are_measured_without_being_read(
    write: Write, names: list[str], workload: Workload
) -> None:
    write("news/a.txt", "Text.")
    write("news/b.jsonl", "{}\n")
    assert measure_inputs(names) == workload


def test_share_is_unknown_where_the_total_is() -> None:
    assert Workload(articles=None, bytes=None).share(3, 100) is None
    assert Workload(articles=0, bytes=0).share(0, 0) is None
    assert Workload(articles=None, bytes=100).share(1, 120) == 1.0


def test_links_in_a_circle_end(write: Write, tmp_path: Path) -> None:
    write("news/a.txt", "Text.")
    (tmp_path / "news/again").symlink_to(tmp_path / "news", target_is_directory=True)
    (tmp_path / "news/self.txt").symlink_to("self.txt")
    found = _found(["news"])
    assert found[0] == ("news/a.txt", "text/plain")
    assert [path for path, _ in found] == ["news/a.txt", "news/self.txt"]
    assert found[1][1] == (
        "too many levels of symbolic links; name the file that the links are meant for"
    )


def test_glob_is_expanded_where_no_shell_did(write: Write) -> None:
    write("x1.txt", "One.")
    write("x2.txt", "Two.")
    write("deep/er/x3.txt", "Three.")
    write("x4.png", "")
    assert _found(["x*"]) == [("x1.txt", "text/plain"), ("x2.txt", "text/plain")]
    assert _found(["**/x3.txt"]) == [("deep/er/x3.txt", "text/plain")]


def test_file_whose_name_looks_like_a_glob_is_that_file(write: Write) -> None:
    write("a[1].txt", "One.")
    assert _found(["a[1].txt"]) == [("a[1].txt", "text/plain")]


def test_file_reached_twice_is_read_once(write: Write) -> None:
    write("news/a.txt", "Text.")
    assert _found(["news/a.txt", "news", "./news/a.txt", "-", "-"]) == [
        ("news/a.txt", "text/plain"),
        ("-", "text/plain"),
    ]


def test_faulty_names_say_what_is_wrong(write: Write, tmp_path: Path) -> None:
    write("photo.png", "")
    write("plain", "Text.")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    known = known_endings()
    assert _found(["gone.txt", "photo.png", "plain", "empty", "x*.txt", "pipe.txt", "a\0b"]) == [
        ("gone.txt", "no such file or directory; check its name"),
        ("photo.png", None),
        ("plain", None),
        ("empty", f"no article with a known ending in this folder ({known})"),
        ("x*.txt", f"no file with a known ending ({known}) matches"),
        ("pipe.txt", "not a file; pipe its text in and name the input -"),
        ("a\0b", "NUL in the name; check it"),
    ]


def test_name_that_is_not_utf8_is_shown_escaped() -> None:
    assert InputFile(os.fsdecode(b"rents-\xff.txt")).source == r"rents-\xff.txt"


def test_list_names_paths_relative_to_itself(write: Write, tmp_path: Path) -> None:
    for name in ("news/a.txt", "news/b.md", "news/deep/c.txt", "other.txt", "#1.txt"):
        write(name, "Text.")
    absolute = str(tmp_path / "other.txt")
    lines = [
        "\ufeffb.md",
        "",
        "deep",
        "gone.txt",
        "../#1.txt",
        absolute,
        "a*.txt",
        "@more.txt",
        "-",
    ]
    write("news/list.txt", "\r\n".join(lines))
    missing = "no such file or directory; check its name"
    assert _found(["@news/list.txt", "news/b.md"]) == [
        ("news/b.md", "text/markdown"),
        ("news/deep/c.txt", "text/plain"),
        ("news/gone.txt", missing),
        ("news/../#1.txt", "text/plain"),
        (absolute, "text/plain"),
        ("news/a.txt", "text/plain"),
        ("news/@more.txt", missing),
        ("news/-", missing),
    ]
    assert measure_inputs(["@news/list.txt"]) == Workload(articles=8, bytes=25)


def test_list_can_name_what_is_not_utf8(write: Write, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/rents-\xff.txt"
    with open(name, "wb") as file:
        file.write(b"Text.")
    write("list", b"rents-\xff.txt\nNUL\0.txt\n")
    found = list(find_inputs(["@list"]))
    assert [(item.source, item.error is None) for item in found] == [
        (r"rents-\xff.txt", True),
        ("NUL\0.txt", False),
    ]


def test_list_that_cannot_be_read_is_an_error(write: Write, tmp_path: Path) -> None:
    write("@plain.txt", "Text.")
    os.mkfifo(tmp_path / "pipe")
    assert _found(["@gone", "@.", "@pipe", "@plain.txt"]) == [
        ("@gone", "no such file or directory; check its name"),
        ("@.", "not a file; name a file with one path a line"),
        ("@pipe", "not a file; name a file with one path a line"),
        ("@plain.txt", "text/plain"),
    ]


def test_hundred_thousand_files_need_few_open_ones(write: Write) -> None:
    """Files are opened one at a time, so a limit of few open ones is enough for any number."""
    for number in range(300):
        write(f"many/{number:03}.txt", f"Rents rose by {number}.")
    code = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))\n"
        "from claimlink.reading import ArticleReader\n"
        "print(sum(hasattr(read, 'text') for read in ArticleReader().read(['many'])))\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "300\n"
