"""PDF documents -> their text layer, and what is refused."""

from __future__ import annotations

import io

import pytest

pypdf = pytest.importorskip("pypdf")

from claimlink.errors import InputError
from claimlink.reading.documents import pdf
from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.documents.pdf import extract_pdf
from document_builders import make_pdf

_PAGES = [
    [
        "The Daily, 4 March 2021",
        "Rents in Graz rose by 4 percent, as the sta-",
        "tistics office says. The well-",
        "known statistics rose, too (Lillis,",
        "2021). An unex-",
        "pected turn.",
        "1",
    ],
    ["The Daily, 4 March 2021", "2020 was dry.", "Page 2 of 3"],
    ["The Daily, 4 March 2021", "A well-known river fell by", "12", "- 3 -"],
]


def test_text_layer_without_running_heads_and_with_mended_words() -> None:
    assert extract_pdf(make_pdf(_PAGES, about={"Title": "Rents", "Author": "Ana Lillis"})) == (
        Extracted(
            text="Rents in Graz rose by 4 percent, as the statistics\noffice says. The well-\n"
            "known statistics rose, too (Lillis,\n2021). An unex-\npected turn.\n2020 was dry.\n"
            "A well-known river fell by\n12",
            title="Rents",
            byline="Ana Lillis",
        )
    )


def test_number_alone_in_a_single_page_stays() -> None:
    assert extract_pdf(make_pdf([["Rents rose by", "12"]])).text == "Rents rose by\n12"


def test_page_without_text_is_noted() -> None:
    found = extract_pdf(make_pdf([["Rents rose."], [], ["Wages fell."]]))
    assert found.text == "Rents rose.\nWages fell."
    assert found.notes == ("1 of 3 pages has no text layer",)


def _locked(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([["Rents rose."]])))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_document_that_only_its_changes_are_locked_is_read() -> None:
    pytest.importorskip("cryptography")
    assert extract_pdf(_locked("")).text == "Rents rose."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            make_pdf([[]]),
            "no text in its 1 page, only pictures; add a text layer first, with ocrmypdf for one",
            id="scanned",
        ),
        pytest.param(b"%PDF-1.7\n", "a damaged PDF document (", id="head alone"),
        pytest.param(b"%PDF-1.7\nwords " * 99, "a damaged PDF document (", id="no objects"),
    ],
)
def test_faulty_document_says_what_to_do(content: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        extract_pdf(content)
    assert caught.value.message.startswith(message)


def test_encrypted_document_says_so() -> None:
    pytest.importorskip("cryptography")
    with pytest.raises(InputError, match="encrypted; save it without a password first"):
        extract_pdf(_locked("secret"))


def test_document_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    with pytest.raises(InputError, match="more than 2 pages; split it"):
        extract_pdf(make_pdf(_PAGES))
