"""A WARC file -> drafts of the HTML pages in it, one at a time.

fastwarc reads the records.  A page is a response with status 200 whose content is HTML; all other
records are passed over.  Names in a WARC file are never used as paths.
Source: ISO 28500:2017, WARC 1.1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from claimlink.errors import EmptyInputError, InputError
from claimlink.media import HTML
from claimlink.reading.document_drafts import draft_document
from claimlink.reading.documents import Extractor
from claimlink.reading.drafts import Draft
from claimlink.reading.extras import import_extra
from claimlink.reading.faults import error_record
from claimlink.reading.inputs import printable
from claimlink.reading.opening import Opened
from claimlink.reading.sources import Sources
from claimlink.records import ErrorRecord

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

#: Most bytes of a page, packed or not: as of an HTML file (own).
LONGEST_PAGE = 32 << 20

#: Before the response of a record of its own.
_HEAD = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(path: str, opened: Opened, extractor: Extractor) -> Iterator[Draft | ErrorRecord]:
    """Yield a draft for each page, or an error record in its place.

    Raises:
        EmptyInputError: there is no page in it.
        InputError: it is damaged or cut; the pages before are yielded.
    """
    warc = import_extra("fastwarc.warc")
    sources, stream, number, is_empty = Sources(path, "record"), _Unpacked(opened), 0, True
    try:
        archive = warc.ArchiveIterator(
            stream, record_types=warc.any_type, parse_http=False, fsspec_args=False
        )
        for record in archive:
            number += 1
            opened.mark(record.stream_pos)
            if record.record_type == warc.response:
                found = _read_record(record, number, sources, extractor)
                is_empty &= found is None
                if found is not None:
                    yield found
    except OSError as error:
        raise _damaged(number, error) from None
    except BaseException as error:
        # fastwarc is written in Rust, whose panics are no exceptions of Python's kinds.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(number, error) from None
    if number and not stream.tail.endswith(b"\n\r\n"):
        raise _damaged(number, OSError("no end of a record at its end"))
    if is_empty:
        raise EmptyInputError("no HTML page in it; name a file with articles, or leave it out")


def _damaged(number: int, error: BaseException) -> InputError:
    return InputError(f"damaged or cut behind record {number} ({error}); fetch it again")


class _Unpacked:
    """The unpacked bytes of a file, as far as fastwarc asks: it would seek in a real file."""

    def __init__(self, opened: Opened) -> None:
        self._stream = opened.stream
        self._position = 0
        #: The latest bytes read.
        self.tail = b""

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read1(size)
        self._position += len(found)
        self.tail = (self.tail + found[-4:])[-4:]
        return found

    def tell(self) -> int:
        return self._position


def _read_record(
    record: WarcRecord, number: int, sources: Sources, extractor: Extractor
) -> Draft | ErrorRecord | None:
    """Return what a response holds; None where it is no page."""
    block = _read_block(record)
    head = _as_response(block)
    if head is None or not _is_page(head):
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    source = sources.unique(printable(url), number, other=record.record_id)
    try:
        found = extractor.extract(HTML, _payload(block), url=url or None, charset=head.http_charset)
        sha256 = hashlib.sha256(block).hexdigest()
        draft = draft_document(found, HTML, source=source, sha256=sha256)
    except InputError as error:
        return error_record(type(error)(f"record {number}: {error.message}"), source)
    return replace(draft, place=f"record {number}")


def _read_block(record: WarcRecord) -> bytes:
    """Return a record's bytes, one more than are read where they are too many.

    Raises:
        OSError: there are fewer than the record says.
    """
    length = record.headers.get("Content-Length")
    if length is None or not length.isdecimal():
        raise OSError("a record that does not say how long it is")
    block = bytes(record.reader.read(LONGEST_PAGE + 1))
    if len(block) < min(int(length), LONGEST_PAGE + 1):
        raise OSError(f"{len(block)} of its {length} bytes are there")
    return block


def _as_response(block: bytes, decode: Literal["none", "all"] = "none") -> WarcRecord | None:
    """Return a record of its own for an HTTP response, its head read; None where it has none.

    What is wrong with a page must not reach the reader of the file.

    Raises:
        OSError: the content cannot be decoded.
    """
    record_class = import_extra("fastwarc.warc").WarcRecord
    head = f"{_HEAD}Content-Length: {len(block)}\r\n\r\n".encode()
    found: WarcRecord = record_class.from_bytes(head + block)
    try:
        found.parse_http(auto_decode=decode)
    except (OSError, ValueError):
        if decode != "none":
            raise
        return None
    return found if found.http_headers is not None else None


def _is_page(record: WarcRecord) -> bool:
    status = None if record.http_headers is None else record.http_headers.status_code
    return status == 200 and (record.http_content_type or "").lower() in _PAGES


def _payload(block: bytes) -> bytes:
    """Return the content of a response, unpacked.

    Raises:
        InputError: it is damaged, or too long.
    """
    if len(block) > LONGEST_PAGE:
        raise InputError(f"a page of more than {LONGEST_PAGE >> 20} MB; not read")
    try:
        found = _as_response(block, "all")
        content = b"" if found is None else bytes(found.reader.read(LONGEST_PAGE + 1))
    except (OSError, ValueError) as error:
        raise InputError(f"a damaged page ({error}); fetch it again") from None
    if len(content) > LONGEST_PAGE:
        raise InputError(f"a page that unpacks to more than {LONGEST_PAGE >> 20} MB; not read")
    return content
