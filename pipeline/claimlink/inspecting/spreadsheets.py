"""Text -> a cell that no spreadsheet runs as a formula, and back.

A spreadsheet takes a cell for a formula that begins with ``=``, ``+``, ``-`` or ``@``, with one of
their full-width forms, or with a tab or line end before which it strips; such a cell gets an
apostrophe in front, which spreadsheets show as text.  Text that begins with apostrophes and such a
sign gets one more, so that the way back is exact.

Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@\t\r\n＝＋－＠"
_FORMULA = re.compile(f"'*[{_SIGNS}]")
_HARMLESS = re.compile(f"'+[{_SIGNS}]")


def make_harmless(text: str) -> str:
    """Return the text as a cell.

    >>> make_harmless("=1+1"), make_harmless("'=1+1"), make_harmless("'tis 4 - 2")
    ("'=1+1", "''=1+1", "'tis 4 - 2")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restore(cell: str) -> str:
    """Return the text of a cell that :func:`make_harmless` made.

    >>> restore("'=1+1"), restore("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if _HARMLESS.match(cell) else cell
