"""The list of names at the head of an entry.

The list is read name by name; the form of the first tells which forms may follow.  It ends where
the next words are no name in such a form: in "J. Lind, Northern Rents, Oslo" the title follows
although it is capitalised.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimlink.citing.references.name_forms import Name, NameForms, Step
from claimlink.citing.references.tokens import NameWords, Token

_MAX_NAMES = 400  # names of one entry; consortium papers have hundreds (own)
_LOOSE_WORDS = 3  # words of a name written out that only a comma joins to the list (own)
_FEW = 2  # names from which a missing comma between names is likelier than a title (own)
_BARE = 2  # letters of initials without dots that can't be a family name (own)
_QUOTES = frozenset("\"“”«‘'`„")
_DASHES = frozenset("—–―_-")
_BETWEEN = frozenset("–—")


@dataclass(frozen=True)
class NameList:
    """The names read and the offset behind them.

    ``closed_by`` is the token that follows.  ``repeated`` tells that a dash stood for the names of
    the entry above; the names are then those behind it.  ``reached`` is the index of the furthest
    token at which a name was looked for.
    """

    names: tuple[Name, ...]
    end: int
    closed_by: str
    repeated: bool = False
    et_al: bool = False
    reached: int = 0


def read_names(tokens: list[Token], words: NameWords) -> NameList | None:
    """Return the list of names that the tokens begin with; None where they begin with none."""
    return _Reader(tokens, words).read()


class _Reader(NameForms):
    """One pass over the tokens of a head; each name is tried in at most four forms."""

    def __init__(self, tokens: list[Token], words: NameWords) -> None:
        super().__init__(tokens, words)
        self.names: list[Name] = []
        self.et_al = False
        self.reached = 0

    def read(self) -> NameList | None:
        dashes = self._dashes()
        if dashes:
            return NameList((), self.tokens[dashes - 1].end, self.text(dashes), repeated=True)
        found = self._first(0)
        if found is None:
            return None
        self.names.append(found[0])
        at = self._read_et_al(self._read_others(found[1]))
        names = _turned(tuple(self.names))
        end, closed_by = self.tokens[at - 1].end, self.text(at)
        return NameList(names, end, closed_by, et_al=self.et_al, reached=max(at, self.reached))

    def _dashes(self) -> int:
        """Index behind a line of dashes that stands for the names above; 0 where there is none."""
        i = 0
        while self.text(i) in _DASHES and self.text(i) and (i == 0 or self.tokens[i].glued):
            i += 1
        long_dash = i == 1 and self.text(0) in "—―" and self.text(1) in (",", ".", ":", "(")
        return i if i > 1 or long_dash else 0

    def _first(self, i: int) -> Step | None:
        found = self.inverted(i, full=True) or self.bracketed(i)
        if found is not None:
            # "Ida Ek, Kari Moe" are two names, "García Márquez, Gabriel" is one
            return (self.direct(i, full=True) if self._reads_as_two(found) else None) or found
        trailing = self.trailing(i)
        if trailing is None:
            return self.direct(i, full=True)
        # "Mark C. Lind," reads like "Mark C." with initials behind, but a name follows
        runs_on = trailing[0].given.endswith(".") and self._is_capital(trailing[1])
        return (self.direct(i, full=True) if runs_on else None) or trailing

    def _reads_as_two(self, found: Step) -> bool:
        """Whether what was read as family name, comma, given names is rather two direct names."""
        name, end = found
        if " " not in name.family:
            return False
        if name.form == "inverted":
            return self._is_behind_dot(end) and self._is_capital(end)  # "Ida Ek, K. Moe"
        return " " in name.given and "." not in name.given

    def _read_others(self, at: int) -> int:
        """Read the names behind the first one; return the index behind the last."""
        firm_at, firm_count = at, 1
        while len(self.names) < _MAX_NAMES:
            step = self._next(at)
            if step is None:
                break
            before, (name, at) = at, step
            loose = name.form == "direct-full" and not self._is_joined(before, at)
            self.names.append(name)
            if not loose:
                firm_at, firm_count = at, len(self.names)
        self.reached = at
        if len(self.names) > firm_count and not self._closes_names(at):
            # "Ek, Ida, Northern Rents, Oslo": capitalised words of a title
            del self.names[firm_count:]
            return firm_at
        return at

    def _is_joined(self, start: int, end: int) -> bool:
        """Whether a conjunction or semicolon stands between two names."""
        return any(self.text(n) == ";" or self.is_conjunction(n) for n in range(start, end))

    def _closes_names(self, i: int) -> bool:
        """Whether what follows shows that names written out came before, not a title."""
        mark = self.text(i)
        if self.is_et_al(i) or self.is_et_al(i + 1) or self._separator(i)[1]:
            return True
        follows = self.text(i + 1) if mark in (",", ".", "(") else mark
        if (follows.isdigit() and len(follows) == 4) or (follows in _QUOTES and follows):
            return True
        return mark == "." and self.names[0].form == "direct-full"

    def _next(self, at: int) -> Step | None:
        """The next name of the list, None where the list ends at ``at``."""
        i, joined, mark = self._separator(at)
        if self.is_et_al(i):
            return None
        if mark == "" and not joined:
            return self._unseparated(at)
        return self._allowed(i, joined, mark)

    def _separator(self, at: int) -> tuple[int, bool, str]:
        """Index behind the separator, whether a conjunction is in it, and its mark."""
        i, mark, joined = at, "", False
        if self.text(i) in (",", ";"):
            mark = self.text(i)
            i += 1
            while self.text(i) in (",", ".", "…"):
                i += 1  # ", . . . Venter, J. C."
        if self.is_conjunction(i) or (self.text(i) in _BETWEEN and not mark):
            joined = True
            i += 1
        return i, joined, mark

    def _allowed(self, i: int, joined: bool, mark: str) -> Step | None:
        """The name at ``i`` in a form that the names before allow."""
        first = self.names[0].form
        firm = joined or mark == ";"
        if first in ("inverted", "inverted-full"):
            return self._after_inverted(i, firm, first == "inverted-full")
        if first == "trailing":
            others = self.inverted(i, full=False) or self.direct(i, full=False) if joined else None
            return self.trailing(i) or others or (self.mononym(i) if joined else None)
        found = self.direct(i, full=firm or first == "direct-full")
        if found is None and joined:
            found = self.mononym(i)
        if found is not None:
            short = len(f"{found[0].given} {found[0].family}".split()) <= _LOOSE_WORDS
            if firm or found[0].form == "direct" or short or "." in found[0].given:
                return found
        return self.inverted(i, full=False) if firm else None

    def _after_inverted(self, i: int, firm: bool, written_out: bool) -> Step | None:
        full = firm or any(name.form == "inverted-full" for name in self.names[1:])
        found = self.inverted(i, full=full) or self.bracketed(i)
        if found is None and written_out:
            # "Reiser, Helmut, Urban, Michael und ..."
            named = self.inverted(i, full=True)
            if named is not None and (
                self.is_conjunction(named[1]) or named[0].given.endswith(".")
            ):
                found = named
        if found is None and not written_out:
            found = self.trailing(i)
        return found or self.direct(i, full=firm or written_out)

    def _unseparated(self, i: int) -> Step | None:
        """A further "Lind AB" right behind another, as careless lists have it."""
        last = self.names[-1]
        if last.form == "inverted" and len(self.names) < _FEW and self._is_behind_dot(i):
            found = self.inverted(i, full=False)
            return found if found is not None and self.text(found[1]) == "," else None
        if last.form != "trailing" or ("." in last.given and len(self.names) < _FEW):
            return None
        found = self.trailing(i)
        return found if found is not None and self.text(found[1]) in (",", ".", "") else None

    def _read_et_al(self, at: int) -> int:
        """Index behind "et al." where it follows; ``at`` where it does not."""
        i = at
        while self.text(i) in (",", "…", ".", ";") and not self.is_et_al(i) and i - at < 4:
            i += 1
        if self.is_conjunction(i) and not self.is_et_al(i):
            i += 1
        if not self.is_et_al(i):
            return at
        self.et_al = True
        return i + 3 if self.text(i + 2) == "." else i + 2


def _turned(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Names read as written out, turned where capitals stand for family names: "Wu Di, Guo Z"."""
    others = names[1:]
    bare = all(name.family.isupper() and len(name.family) <= _BARE for name in others)
    if not others or not bare or any(name.form != "direct-full" for name in names):
        return names
    return tuple(
        replace(name, family=name.given, given=name.family, form="trailing") for name in names
    )
