"""The files of a run's folder: their names, and how their lines are packed and read."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Literal, cast, get_args

from claimlink.errors import MissingExtraError

Compression = Literal["none", "gzip", "zstd"]
Form = Literal["jsonl", "parquet"]

#: The folder beside the outputs that holds ledger, lock and unfinished files.
WORK = ".claimlink"

#: The kinds of lines that a run writes for articles.
KINDS = ("claims", "articles")

_ENDINGS: dict[Compression, str] = {"none": "", "gzip": ".gz", "zstd": ".zst"}

#: The ending of Parquet files.
PARQUET = ".parquet"

#: Bytes copied in one go.
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Layout:
    """How a run's lines are spread: over so many files of each kind, compressed or not.

    ``compress`` is a Parquet file's own codec where the lines go ``to`` such files.
    """

    shards: int = 1
    compress: Compression = "none"
    to: Form = "jsonl"

    def as_dict(self) -> dict[str, str | int]:
        """Return the fields by name."""
        return asdict(self)

    @classmethod
    def from_dict(cls, fields: Mapping[str, str | int]) -> Layout:
        """Return the layout that :meth:`as_dict` described."""
        form = cast("Form", fields.get("to", "jsonl"))
        return cls(int(fields["shards"]), cast("Compression", fields["compress"]), form)

    @property
    def is_plain(self) -> bool:
        """Whether the files hold the lines as they are."""
        return self.to == "jsonl" and self.compress == "none"

    def name(self, kind: str, file: int) -> str:
        """Return the name of an output file; ``file`` counts from 0.

        >>> Layout().name("claims", 0), Layout(10, "gzip").name("articles", 3)
        ('claims.jsonl', 'articles-00003-of-00010.jsonl.gz')
        >>> Layout(to="parquet", compress="zstd").name("claims", 0)
        'claims.parquet'
        """
        part = self.part(kind, file)
        if self.to == "parquet":
            return part.removesuffix(".jsonl") + PARQUET
        return part + _ENDINGS[self.compress]

    def part(self, kind: str, file: int) -> str:
        """Return the name of an output file while it is written, as plain lines."""
        number = "" if self.shards == 1 else f"-{file:05}-of-{self.shards:05}"
        return f"{kind}{number}.jsonl"

    def names(self) -> list[str]:
        """Return the names of all output files of articles, kind by kind."""
        return [self.name(kind, file) for kind in KINDS for file in range(self.shards)]

    def file_of(self, ordinal: int, total: int) -> int:
        """Return which file the input at a place goes into: the inputs are cut into equal runs.

        Files one after the other hold the inputs in order.

        >>> [Layout(3).file_of(ordinal, 7) for ordinal in range(7)]
        [0, 0, 0, 1, 1, 2, 2]
        """
        return min(ordinal * self.shards // max(total, 1), self.shards - 1)


def pack_file(source: Path, target: Path, layout: Layout) -> None:
    """Write a file of plain lines as the layout has it; the same lines give the same bytes.

    Raises:
        MissingExtraError: the layout needs a library that is not installed.
        OSError: a file cannot be read or written.
    """
    check_layout(layout)
    with source.open("rb") as plain:
        if layout.to == "parquet":
            from claimlink.parquet import write_parquet

            write_parquet(plain, target, _kind_of(source), layout.compress)
            return
        with _compressor(target, layout.compress) as packed:
            shutil.copyfileobj(plain, packed, _CHUNK)


def _kind_of(path: Path) -> str:
    """Return the kind of lines in an output file, by its name."""
    return next(kind for kind in KINDS if path.name.startswith(kind))


@contextmanager
def _compressor(target: Path, compression: Compression) -> Iterator[IO[bytes]]:
    with target.open("wb") as stream:
        if compression == "gzip":
            # No name and no time in the header.
            with gzip.GzipFile("", "wb", compresslevel=6, fileobj=stream, mtime=0) as packed:
                yield cast("IO[bytes]", packed)
        elif compression == "zstd":
            import zstandard

            with zstandard.ZstdCompressor(level=6).stream_writer(stream, closefd=False) as packed:
                yield packed
        else:
            yield stream


def check_layout(layout: Layout) -> None:
    """Refuse a layout whose library is not installed.

    Raises:
        MissingExtraError: it is not.
    """
    if layout.to == "parquet":
        _check_parquet()
    elif layout.compress == "zstd":
        _check_zstd()


def _check_parquet() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise MissingExtraError.of("Parquet", "inspect") from None


def _check_zstd() -> None:
    try:
        import zstandard  # noqa: F401
    except ImportError:
        raise MissingExtraError.of("zstd", "zstd") from None


def line_files(folder: Path, kind: str) -> list[Path]:
    """Return the files of a run with one kind of lines, in order, however they are laid out.

    An empty list says that the folder is no run's.
    """
    names = _names(kind)
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if names.fullmatch(path.name))


def is_output(name: str) -> bool:
    """Whether a file of this name holds claims or articles of a run, in any layout.

    >>> is_output("claims-00003-of-00010.parquet"), is_output("claims.txt")
    (True, False)
    """
    return any(_names(kind).fullmatch(name) for kind in KINDS)


def _names(kind: str) -> re.Pattern[str]:
    return re.compile(rf"{kind}(?:-\d{{5}}-of-\d{{5}})?(?:\.jsonl(?:\.gz|\.zst)?|\.parquet)")


def is_run(names: Collection[str]) -> bool:
    """Whether a folder with entries of these names is a run's.

    >>> is_run({"claims.jsonl", "articles.jsonl", "errors.jsonl"}), is_run({"a.txt", "b.jsonl"})
    (True, False)
    """
    if WORK in names:
        return True
    written = [{*Layout(to=form).names(), "errors.jsonl"} for form in get_args(Form)]
    return any(files <= set(names) for files in written)


@contextmanager
def open_lines(path: Path) -> Iterator[IO[bytes]]:
    """Open an output file for reading its lines of JSON, unpacked by its ending.

    Raises:
        MissingExtraError: it needs a library that is not installed.
        OSError: it cannot be read.
    """
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as unpacked:
            yield cast("IO[bytes]", unpacked)
    elif path.suffix == ".zst":
        _check_zstd()
        import io

        import zstandard

        with path.open("rb") as stream:
            reader = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
            yield io.BufferedReader(reader)
    elif path.suffix == PARQUET:
        _check_parquet()
        from claimlink.parquet import open_parquet

        with open_parquet(path, _kind_of(path)) as lines:
            yield lines
    else:
        with path.open("rb") as stream:
            yield stream
