"""Files, folders, globs and standard input -> the inputs to read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimlink.reading import InputFile, Workload, find_inputs, measure_inputs
from conftest import Write


def _found(names: list[str]) -> list[tuple[str, str]]:
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
    assert error == "no article with a known ending in this folder (.txt, .md, .jsonl)"


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
    write("page.html", "<p>")
    write("plain", "Text.")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    known = ".txt, .md, .jsonl"
    tail = f"known are {known}; if it is plain text, pipe it in and name the input -"
    assert _found(["gone.txt", "page.html", "plain", "empty", "x*.txt", "pipe.txt", "a\0b"]) == [
        ("gone.txt", "no such file or directory; check its name"),
        ("page.html", f"unknown ending '.html', {tail}"),
        ("plain", f"unknown ending '', {tail}"),
        ("empty", f"no article with a known ending in this folder ({known})"),
        ("x*.txt", f"no file with a known ending ({known}) matches"),
        ("pipe.txt", "not a file; pipe its text in and name the input -"),
        ("a\0b", "NUL in the name; check it"),
    ]


def test_name_that_is_not_utf8_is_shown_escaped() -> None:
    assert InputFile(os.fsdecode(b"rents-\xff.txt")).source == r"rents-\xff.txt"
