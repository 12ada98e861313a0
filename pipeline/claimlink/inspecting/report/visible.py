"""Text from outside -> text of the same length in which nothing steers what is shown.

Control characters and the marks of the bidirectional algorithm, which reorder what stands around
them (Unicode Technical Report 36, section 2.5), each become one visible character, so that every
offset still fits.
"""

from __future__ import annotations

#: Stands for a mark of the bidirectional algorithm.
TURN = "⇄"

_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_TURNS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_BLANKS = {0x0B: " ", 0x0C: " ", 0x2028: "\n", 0x2029: "\n"}

_SHOWN: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    **dict.fromkeys(range(0x80, 0xA0), _UNKNOWN),
    **dict.fromkeys(range(0xD800, 0xE000), _UNKNOWN),
    **dict.fromkeys(_TURNS, TURN),
    **_BLANKS,
    0x7F: "\N{SYMBOL FOR DELETE}",
    0x85: "\n",
}


def show_visibly(text: str) -> str:
    r"""Return text in which each steering character is one that can be seen.

    >>> show_visibly("Rents \x1b[2Jrose in \u202eGraz.")
    'Rents ␛[2Jrose in ⇄Graz.'
    """
    return text if text.isascii() and text.isprintable() else text.translate(_SHOWN)
