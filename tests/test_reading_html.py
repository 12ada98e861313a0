"""HTML pages -> main text with links, and what a page says of itself."""

from __future__ import annotations

import pytest

pytest.importorskip("trafilatura")

from claimlink.errors import InputError
from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.documents.html import extract_html
from document_builders import make_page

_FIRST = (
    "The council says that rents in Graz rose by 4 percent in 2020, and that nobody in the town "
    "hall knows why they did."
)
_LAST = (
    "The mayor promised new flats in 2018 and has built none since then, as the opposition said "
    "in the debate on Monday."
)


def _extract(page: str | bytes, charset: str | None = None) -> Extracted:
    content = page if isinstance(page, bytes) else page.encode()
    return extract_html(content, url=None, charset=charset, language="en")


def _text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("inner", "written"),
    [
        pytest.param(
            'It stands in <a href="https://stats.example/r?a=1&amp;b=2">the report</a> of 2021.',
            "It stands in [the report](https://stats.example/r?a=1&b=2) of 2021.",
            id="link",
        ),
        pytest.param(
            'It stands in<a href="https://stats.example/a b(c"> a <i>report</i> </a>of 2021.',
            "It stands in [a report](https://stats.example/a%20b%28c) of 2021.",
            id="address with blanks and brackets",
        ),
        pytest.param(
            'It stands in <a href="https://stats.example/r">a [sic] report</a>.',
            'It stands in <a href="https://stats.example/r">a [sic] report</a>.',
            id="words with brackets",
        ),
        pytest.param(
            'They say so <a href="javascript:alert(1)">here</a> and <a href="#top">there</a>.',
            "They say so here and there.",
            id="links to nowhere",
        ),
        pytest.param(
            "It rose by 10<sup>3</sup> m<sup>2</sup>"
            '<sup><a href="#n1">12</a></sup> on the 4<sup>th</sup>.',
            "It rose by 10³ m²¹² on the 4th.",
            id="raised numbers",
        ),
        pytest.param(
            "She said: <q>Nothing fell</q>, in <b>bold</b>\n   and <em>italic</em>&nbsp;words.",
            "She said: “Nothing fell”, in bold and italic\u00a0words.",
            id="inline marks",
        ),
        pytest.param("One line<br>another line.", "One line\nanother line.", id="line break"),
    ],
)
def test_inline_marks(inner: str, written: str) -> None:
    assert _extract(make_page(_FIRST, inner, _LAST)).text == _text(_FIRST, written, _LAST)


def test_blocks_become_markdown() -> None:
    blocks = (
        "<h2>Why it <a href='https://x.example/'>matters</a></h2>"
        f"<blockquote><p>{_FIRST}</p><p>{_LAST}</p></blockquote>"
        "<ol><li>Marsh, C. (2019). <i>Moving house</i>. Journal of Examples.</li>"
        "<li><p>Lillis, A. (2021). Housing in Styria.</p></li></ol>"
        "<table><tr><th>Year</th><th>Rent</th></tr><tr><td>2019</td><td>400</td></tr></table>"
    )
    page = make_page(_FIRST, _LAST).replace("</article>", blocks + f"<p>{_LAST}</p></article>")
    assert _extract(page).text == _text(
        _FIRST,
        _LAST,
        "## Why it matters",
        f"> {_FIRST}",
        f"> {_LAST}",
        "1. Marsh, C. (2019). Moving house. Journal of Examples.\n"
        "2. Lillis, A. (2021). Housing in Styria.",
        "| Year | Rent |\n| 2019 | 400 |",
        _LAST,
    )


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>SECRET words</script>",
        '<p><script type=\'application/ld+json\'>{"articleBody": "SECRET words"}</script></p>',
        "<style>p::after {content: 'SECRET words'}</style>",
        "<iframe srcdoc='<p>SECRET words</p>'><p>SECRET words</p></iframe>",
        "<noscript><p>SECRET words of a page without scripts.</p></noscript>",
        "<template><p>SECRET words of a template.</p></template>",
        "<p hidden>SECRET words of a hidden paragraph.</p>",
        "<div aria-hidden='TRUE'><p>SECRET words for no reader.</p></div>",
        "<p style='color: red; DISPLAY : none'>SECRET words.</p>",
        "<p style='visibility:hidden'>SECRET words.</p>",
        "<p>Seen, <span style='font-size:0'>SECRET words</span>unseen.</p>",
        "<p class='note sr-only'>SECRET words for machines.</p>",
        "<!-- <p>SECRET words</p> -->",
        "<object><p>SECRET words</p></object>",
    ],
)
def test_what_no_reader_sees_is_left_out(unseen: str) -> None:
    page = make_page(_FIRST, _LAST).replace("</article>", f"{unseen}<p>{_LAST}</p></article>")
    written = _extract(page).text
    assert "SECRET" not in written
    assert written.startswith(_FIRST)
    assert written.endswith(_LAST)


def test_hidden_page_is_not_read_from_its_data() -> None:
    """What stands for search engines alone never stands in for a text that is not there."""
    data = f'{{"@type": "NewsArticle", "articleBody": "{_FIRST * 5}"}}'
    script = f'<script type="application/ld+json">{data}</script>'
    page = f"<html><head>{script}</head><body><div></div></body></html>"
    with pytest.raises(InputError, match="no main text in this page; name an article's own page"):
        _extract(page)


def test_page_says_of_itself() -> None:
    head = (
        '<title>Rents rise | The Daily</title><meta name="author" content="Ana Lillis">'
        '<meta property="og:title" content="Rents rise">'
        '<meta property="article:published_time" content="2021-03-04T23:30:00+05:00">'
        '<link rel="canonical" href="https://daily.example/rents">'
    )
    found = _extract(make_page(_FIRST, _LAST, head=head, attributes='lang="en-GB"'))
    assert found == Extracted(
        text=_text(_FIRST, _LAST),
        title="Rents rise",
        byline="Ana Lillis",
        published="2021-03-04",
        language="en-GB",
        url="https://daily.example/rents",
    )


def test_date_in_the_prose_is_not_the_pages() -> None:
    page = make_page(_FIRST + " Updated 2 hours ago, on 3 May 2019.", _LAST, attributes="")
    found = _extract(page)
    assert (found.published, found.language, found.byline) == (None, None, None)


@pytest.mark.parametrize(
    ("content", "charset", "notes"),
    [
        pytest.param(make_page(f"Café. {_FIRST}").encode(), None, (), id="UTF-8, not declared"),
        pytest.param(
            make_page(f"Café. {_FIRST}").encode("utf-8-sig"), "latin-1", (), id="mark over server"
        ),
        pytest.param(make_page(f"Café. {_FIRST}").encode("utf-16"), None, (), id="UTF-16"),
        pytest.param(
            make_page(f"Café. {_FIRST}").encode("cp1250"), "windows-1250", (), id="server's"
        ),
        pytest.param(
            make_page(f"Café. {_FIRST}", head='<meta charset="ISO-8859-1">').encode("cp1252"),
            None,
            (),
            id="declared",
        ),
        pytest.param(
            make_page(f"Café. {_FIRST}").encode("cp1252"),
            None,
            ("read as cp1252, as it is not UTF-8",),
            id="neither",
        ),
        pytest.param(
            make_page(f"Café. {_FIRST}", head='<meta charset="no-such">').encode("cp1252"),
            "utf-9",
            ("read as cp1252, as it is not UTF-8",),
            id="unknown names",
        ),
    ],
)
def test_charset_of_a_page(content: bytes, charset: str | None, notes: tuple[str, ...]) -> None:
    found = _extract(content, charset)
    assert found.text.startswith("Café. The council")
    assert found.notes == notes


def test_single_damaged_sign_does_not_cost_the_page() -> None:
    page = make_page(_FIRST, _LAST, head='<meta charset="utf-8">').encode()
    found = _extract(page.replace(b"nobody", b"nob\xffdy"))
    assert found.text.startswith(_FIRST.replace("nobody", "nob\ufffddy"))
    assert found.notes == ("1 damaged sign in a page in utf-8 is shown as '\ufffd'",)


@pytest.mark.parametrize(
    "content",
    [b"<html></html>", b"<html><body><img src='a.png'></body></html>", b"   ", b"<!-- -->"],
)
def test_page_without_text_is_an_error(content: bytes) -> None:
    with pytest.raises(InputError, match=r"no main text in this page|no element in it"):
        _extract(content)


def test_deep_nesting_is_no_danger() -> None:
    deep = "<div>" * 50_000 + f"<p>{_FIRST}</p>"
    page = make_page(_FIRST, _LAST).replace("</article>", f"</article>{deep}")
    assert _extract(page).text.startswith(_FIRST)
