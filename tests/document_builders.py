"""Small documents, made for the tests: bytes of Word, PDF and WARC files."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_run(text: str, properties: str = "") -> str:
    """Return a run of words; ``properties`` are elements such as ``<w:b/>``."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def word_paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs in a style named by its id."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(runs)}</w:p>"


def word_link(*runs: str) -> str:
    """Return runs that lead to https://stats.example/rents."""
    return f'<w:hyperlink r:id="rId9">{"".join(runs)}</w:hyperlink>'


def make_word(
    *body: str, notes: Sequence[str] = (), parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return a document; ``notes`` are the words of footnotes 2, 3 ...

    ``parts`` are laid over its parts; an empty one is left out.
    """
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        "</w:style>"
        for name in ("Title", "heading 1", "heading 2", "Quote", "List Paragraph")
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in (
            ("rId3", "footnotes", "footnotes.xml"),
            ("rId4", "styles", "styles.xml"),
            ("rId9", 'hyperlink" TargetMode="External', "https://stats.example/rents"),
        )
    )
    footnotes = "".join(
        f'<w:footnote w:id="{number}">{word_paragraph(word_run(words))}</w:footnote>'
        for number, words in enumerate(notes, 2)
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{related}</Relationships>",
        "word/styles.xml": f"{_XML}<w:styles {_W}>{styles}</w:styles>",
        "word/footnotes.xml": f"{_XML}<w:footnotes {_W}>{footnotes}</w:footnotes>",
        "word/document.xml": f"{_XML}<w:document {_W}><w:body>{''.join(body)}</w:body>"
        "</w:document>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**made, **(parts or {})}.items():
            if content:
                archive.writestr(name, content)
    return buffer.getvalue()


def make_pdf(
    pages: Sequence[Sequence[str]],
    *,
    about: Mapping[str, str] | None = None,
    forms: Sequence[str] = (),
) -> bytes:
    """Return a document with a text layer: one line of a page below the other.

    ``forms`` are content streams of forms ``/F0``, ``/F1`` ... that pages and forms may draw.
    """
    names = " ".join(f"/F{n} {4 + n} 0 R" for n in range(len(forms)))
    first = 4 + len(forms)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    shared = f"/Resources << /Font << /A 3 0 R >> /XObject << {names} >> >>"
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    objects += [
        _stream(form, f"/Type /XObject /Subtype /Form /BBox [0 0 600 800] {shared}")
        for form in forms
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({_pdf_text(line)}) Tj T*\n" for line in lines)
        content = f"BT /A 11 Tf 14 TL 50 750 Td\n{shown}ET" if lines else ""
        content += " /F0 Do" if forms else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {shared} "
            f"/Contents {first + 2 * number + 1} 0 R >>".encode()
        )
        objects.append(_stream(content, ""))
    described = " ".join(f"/{key} ({_pdf_text(value)})" for key, value in (about or {}).items())
    objects.append(f"<< {described} >>".encode())
    return _pdf_file(objects)


def _pdf_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _stream(content: str, entries: str) -> bytes:
    packed = zlib.compress(content.encode("cp1252"))
    head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    written += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    size = len(objects)
    written += f"trailer\n<< /Size {size + 1} /Root 1 0 R /Info {size} 0 R >>\n".encode()
    return bytes(written + f"startxref\n{start}\n%%EOF\n".encode())


def make_record(
    kind: str, url: str, block: bytes, *, number: int = 1, content_type: str = ""
) -> bytes:
    """Return one WARC record; ``number`` makes its id."""
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Date: 2021-03-04T00:00:00Z",
        f"Content-Type: {content_type or 'application/http; msgtype=response'}",
        f"Content-Length: {len(block)}",
    ]
    if url:
        head.insert(2, f"WARC-Target-URI: {url}")
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def make_response(
    body: bytes,
    *,
    status: str = "200 OK",
    content_type: str = "text/html; charset=utf-8",
    encoding: str = "",
) -> bytes:
    """Return an HTTP response."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
    if encoding:
        head.append(f"Content-Encoding: {encoding}")
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def make_page(*paragraphs: str, head: str = "", attributes: str = 'lang="en"') -> str:
    """Return an HTML page with navigation around its article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>"
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>'
        f"<article>{body}</article>"
        "<footer><p>All rights reserved. Cookie policy.</p></footer></body></html>"
    )
