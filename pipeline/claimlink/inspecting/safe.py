"""Text from outside -> text that a terminal can show without being steered by it."""

from __future__ import annotations

import re

#: Control characters (which move the cursor or change colours) and marks of the bidirectional
#: algorithm (which reorder what stands around them: Unicode Technical Report 36, section 2.5).
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)

_BLANKS = re.compile(r"[ \t\r\n]+")


def show_safely(text: str) -> str:
    r"""Return text in one line, each steering character as ``\uNNNN``.

    >>> show_safely("Rents \x1b[2Jrose\nin \u202eGraz.")
    'Rents \\u001b[2Jrose in \\u202eGraz.'
    """
    line = _BLANKS.sub(" ", text).strip()
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", line)
