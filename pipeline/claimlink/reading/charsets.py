"""Text in an unknown charset -> the charset, where that is sure.

A wrong guess silently damages names, so a charset counts as sure only where the detector and the
text agree.  For English that is nearly always Windows-1252: the detector must find nothing that
speaks for another reading, and the text none of the signs that other charsets leave in it
("cafŽ", "œ40m", "Gra¿yna").  Any other charset must stand alone: all other readings much worse.

Source: Windows-1252 as the customary charset of English, WHATWG Encoding Standard and HTML
Standard 13.2.3.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimlink.errors import InputError
from claimlink.reading.extras import import_extra

#: Charset that texts of a language are in where they are not in Unicode.
CUSTOMARY = {"en": "cp1252"}

#: Points of "chaos" by which all other readings must be worse (own; the tests have texts on both
#: sides of it).
_MARGIN = 5.0

#: Bytes shown to the detector, around the first one that is not ASCII.
_BEFORE, _SAMPLE = 2_000, 100_000

#: Charsets of systems that no longer write text: they do not speak against the customary one.
_OUTDATED = ("mac_", "cp037", "cp4", "cp7", "cp8", "hp_")

_LETTER = r"[^\W\d_]"
#: Signs that Windows-1252 has where a text in another charset has letters.
_ODD = re.compile(
    rf"{_LETTER}[‚ƒ„†‡ˆ‰‹›“‘•˜¨¯¸¼½¾¹ª]"
    rf"|{_LETTER}[¡¢£¥¦§©«¬®°±¶¿×÷]{_LETTER}"
    r"|[a-zß-öø-ÿ][ŠŒŽŸÀ-ÖØ-Þ]"
    r"|[ŠŒŽŸšœžÀ-ÖØ-öø-ÿ]\d"
    r"|[¤\u0080-\u009f]"
)
#: Where all that is not ASCII are signs, each in a place that fits it, no other reading is better.
_FOREIGN_LETTER = re.compile(r"(?![\x00-\x7f])[^\W\d_]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


def decode_unknown(content: bytes, language: str) -> tuple[str, str]:
    """Return the text of bytes that are not UTF-8, and the name of the charset taken.

    >>> decode_unknown("Café prices rose.".encode("latin-1"), "en")
    ('Café prices rose.', 'cp1252')

    Raises:
        InputError: the charset is not sure, or the detector is not installed.
    """
    first = _NOT_ASCII.search(content)
    assert first is not None, "bytes that are all ASCII are UTF-8"
    begin = max(0, first.start() - _BEFORE)
    detector = import_extra("charset_normalizer")
    matches = list(detector.from_bytes(content[begin : begin + _SAMPLE]))
    customary = CUSTOMARY.get(language)
    text = _decode(content, customary)
    if customary is not None and text is not None and _is_customary(text, matches, customary):
        return text, customary
    alone = _alone(matches)
    text = _decode(content, alone)
    if alone is not None and alone != customary and text is not None:
        return text, alone
    candidates = [str(getattr(match, "encoding", "")) for match in matches]
    raise InputError(_unsure(content, first.start(), candidates))


def _is_customary(text: str, matches: Sequence[object], customary: str) -> bool:
    if _ODD.search(text):
        return False
    return _is_best(matches, customary) or not _FOREIGN_LETTER.search(text)


def _is_best(matches: Sequence[object], customary: str) -> bool:
    """Say whether the best reading, but for those of outdated charsets, is the customary one."""
    for match in matches:
        if customary in getattr(match, "could_be_from_charset", ()):
            return True
        if not str(getattr(match, "encoding", "")).startswith(_OUTDATED):
            return False
    return False


def _alone(matches: Sequence[object]) -> str | None:
    """Return the charset of the best reading where all others are much worse."""
    if not matches:
        return None
    best, *others = matches
    chaos = float(getattr(best, "percent_chaos", 100.0))
    if float(getattr(best, "percent_coherence", 0.0)) <= 0.0 and others:
        return None
    near = [
        other for other in others if float(getattr(other, "percent_chaos", 0.0)) < chaos + _MARGIN
    ]
    return None if near or chaos >= _MARGIN else str(getattr(best, "encoding", ""))


def _decode(content: bytes, charset: str | None) -> str | None:
    try:
        return None if charset is None else content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _unsure(content: bytes, at: int, candidates: Sequence[str]) -> str:
    found = f"; it may be {', '.join(candidates[:3])}" if candidates else ""
    return (
        f"not UTF-8 (byte 0x{content[at]:02X} at {at}), and its charset is not sure{found}; "
        "convert it with: iconv -f CHARSET -t UTF-8 FILE"
    )
