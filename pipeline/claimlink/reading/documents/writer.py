"""Parts of a document -> Markdown text, with the exact place of everything written.

What is written is what ``structure/`` and ``citing/`` read: ``#`` before headings, ``-`` or a
number before list items, ``>`` before quotations, ``[words](address)`` for links and ``[^fn1]`` for
footnotes.  No other mark-up: emphasis is no part of what a claim says.
"""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
#: Signs that no text has: control characters, and halves of surrogate pairs.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: Words and addresses that can stand in ``[words](address)`` as they are.
_PLAIN_WORDS = re.compile(r"[^\[\]\n]{1,400}")
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\"']{1,1000}")
_ESCAPED = {sign: f"%{ord(sign):02X}" for sign in "()<>\"' \t\r\n"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Writer:
    """Collects the text; blocks are parted by a blank line, items of a list by a line end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._prefix = ""
        self._tight = False
        #: Whether the present block holds words, and whether a blank is due before the next.
        self._open = False
        self._blank = False

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    @property
    def is_open(self) -> bool:
        """Whether the present block holds words."""
        return self._open

    def begin(self, prefix: str = "", *, tight: bool = False) -> None:
        """Begin a block; ``tight`` sets it right below the one above.

        A block without words leaves no trace.
        """
        self._prefix, self._tight = prefix, tight
        self._open = self._blank = False

    def words(self, text: str | None) -> None:
        """Write words; blanks and line ends between them become one blank."""
        if not text:
            return
        clean = _BLANKS.sub(" ", _CONTROL.sub("", text))
        if clean.startswith(" "):
            self._blank = True
        if clean.strip(" "):
            self._write(clean.strip(" "))
            self._blank = clean.endswith(" ")

    def line_end(self) -> None:
        """Begin a new line inside the block."""
        if self._open:
            self._append("\n")
            self._blank = False

    def mark(self) -> int:
        """Return where the next words will stand, a blank before them written."""
        self._open_block()
        return self._length

    @property
    def end(self) -> int:
        """Where the words so far end."""
        return self._length

    def link(self, address: str, words: str) -> None:
        """Write words, without blanks around them, that lead to an address."""
        url = address if _PLAIN_ADDRESS.fullmatch(address) else _escape(address)
        if not words or words == address:
            self._write(words)
        elif _PLAIN_WORDS.fullmatch(words):
            self._write(f"[{words}]({url})")
        elif "<" in words or ">" in words:
            self._write(f"{words} ({url})")
        else:
            self._write(f'<a href="{url}">{words}</a>')

    def _write(self, text: str) -> None:
        if text:
            self._open_block()
            self._append(text)

    def _open_block(self) -> None:
        if not self._open:
            if self._parts:
                self._append("\n" if self._tight else "\n\n")
            self._append(self._prefix)
        elif self._blank and not self._parts[-1].endswith("\n"):
            self._append(" ")
        self._open, self._blank = True, False

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)


def _escape(address: str) -> str:
    return "".join(_ESCAPED.get(sign, sign) for sign in address.strip())


def raised(text: str) -> str | None:
    """Return a number in raised digits; None for what is no number.

    >>> raised("12"), raised("th")
    ('¹²', None)
    """
    bare = text.strip()
    return bare.translate(_RAISED) if bare.isascii() and bare.isdigit() and len(bare) < 6 else None
