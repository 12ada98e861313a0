"""Text that was decoded with the wrong charset once and saved: "donâ€™t" for "don’t".

It is found and told, never changed: offsets are into the text as it came.
"""

from __future__ import annotations

import re

#: What the second and later bytes of a UTF-8 sequence are when read as Windows-1252 or Latin-1.
_FOLLOWING = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
#: Two bytes: Latin letters, and Greek and Cyrillic ones before a sign that is no quotation mark or
#: dash ("É’" and "Ð–" can be meant).  Three and four: punctuation, other scripts, emoji.
_SEQUENCE = re.compile(
    rf"[\u00c2-\u00c5][{_FOLLOWING}]|[\u00ce-\u00d1][\u00a0-\u00bf]"
    rf"|[\u00e0-\u00ef][{_FOLLOWING}]{{2}}|[\u00f0-\u00f4][{_FOLLOWING}]{{3}}"
)


def find_mojibake(text: str) -> list[tuple[str, str]]:
    """Return each stretch that is UTF-8 read as Windows-1252, with what it should be, in order.

    >>> find_mojibake("They donâ€™t pay; Ãdám does.")
    [('â€™', '’')]
    """
    found: list[tuple[str, str]] = []
    for match in _SEQUENCE.finditer(text):
        mended = _mend(match.group())
        if mended is not None:
            found.append((match.group(), mended))
    return found


def _mend(stretch: str) -> str | None:
    """Return what the bytes of a stretch say in UTF-8; None where they are none."""
    try:
        mended = bytes(_byte(sign) for sign in stretch).decode("utf-8")
    except (UnicodeError, ValueError):
        return None
    return mended if mended.isprintable() or mended == "\u00a0" else None


def _byte(sign: str) -> int:
    """Return the byte that is read as a sign; the five that Windows-1252 lacks are Latin-1's."""
    return ord(sign) if ord(sign) < 0x100 else sign.encode("cp1252")[0]
