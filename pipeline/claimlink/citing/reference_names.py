"""The names at the head of an entry.

A list of names is read token by token with three forms of a name: inverted ("Lind, A. B.",
"Lind, Ada"), family name and initials without comma ("Lind AB"), and direct ("A. B. Lind",
"Ada Lind").  The list ends where the next words are no name in a form that the list allows; what
follows a list in "J. Lind, Northern Rents, Oslo" is a title although it is capitalised.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimlink.citing.reference_tokens import NameWords, Token, initials_end

Form = Literal["inverted", "inverted-full", "trailing", "direct", "direct-full", "literal"]

_MAX_NAMES = 400  # names of one entry; consortium papers have hundreds (own)
_MAX_FAMILY = 3  # words of a family name without particles (own)
_MAX_INITIALS = 5  # groups of initials of one person (own)
_MAX_GIVEN = 3  # words of given names written out (own)
_STOPS = frozenset(",;.:()[]&\"“”«»‘'`/")
_QUOTES = frozenset("\"“”«‘'`„")
_DASHES = frozenset("—–―_-")


@dataclass(frozen=True)
class Name:
    """One author: a person with ``family`` or an organisation with ``literal``."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    form: Form = "literal"

    @property
    def cited_as(self) -> str:
        """The name as an in-text citation gives it."""
        if self.literal:
            return self.literal
        return (
            f"{self.particle}{_joint(self.particle)}{self.family}"
            if self.particle
            else (self.family)
        )


def _joint(particle: str) -> str:
    return "" if particle.endswith(("'", "’")) else " "


@dataclass(frozen=True)
class NameList:
    """The names read, the offset behind them, and the offset where the last separator begins."""

    names: tuple[Name, ...]
    end: int
    closed_by: str
    repeated: bool = False
    et_al: bool = False


def read_names(tokens: list[Token], words: NameWords) -> NameList | None:
    """Return the list of names that the tokens begin with; None where they begin with none."""
    reader = _Reader(tokens, words)
    return reader.read()


class _Reader:
    """One pass over the tokens of a head; each name is tried in at most three forms."""

    def __init__(self, tokens: list[Token], words: NameWords) -> None:
        self.tokens = tokens
        self.words = words
        self.names: list[Name] = []
        self.et_al = False

    def read(self) -> NameList | None:
        at = self._skip_dashes()
        if at:
            return NameList((), self.tokens[at - 1].end, "", repeated=True)
        found = self._first(0)
        if found is None:
            return None
        name, at = found
        self.names.append(name)
        firm_at, firm_count = at, 1
        while len(self.names) < _MAX_NAMES:
            step = self._next(at)
            if step is None:
                break
            loose = self._text(at) == "," and step[0].form == "direct-full"
            name, at = step
            self.names.append(name)
            if not loose or self._is_joined(firm_at, at):
                firm_at, firm_count = at, len(self.names)
        if len(self.names) > firm_count and not self._closes_names(at):
            # "Ek, Ida, Northern Rents, Oslo": capitalised words of a title
            del self.names[firm_count:]
            at = firm_at
        at = self._read_et_al(at)
        end = self.tokens[at - 1].end
        return NameList(tuple(self.names), end, self._text(at), et_al=self.et_al)

    def _is_joined(self, start: int, end: int) -> bool:
        """Whether a conjunction or semicolon stands between two names."""
        return any(self._text(n) == ";" or self._is_conjunction(n) for n in range(start, end))

    def _closes_names(self, i: int) -> bool:
        """Whether what follows shows that names written out came before, not a title."""
        mark = self._text(i)
        follows = self._text(i + 1) if mark in (",", ".") else mark
        if self._is_et_al(i) or self._is_et_al(i + 1) or mark == "(":
            return True
        if follows.isdigit() or follows in _QUOTES:
            return True
        return mark == "." and self.names[0].form == "direct-full"

    def _text(self, i: int) -> str:
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def _skip_dashes(self) -> int:
        """Index behind a line of dashes that stands for the names above; 0 where there is none."""
        i = 0
        while self._text(i) in _DASHES and (i == 0 or self.tokens[i].glued):
            i += 1
        long_dash = i == 1 and self._text(0) in "—―" and self._text(1) in ",.:("
        return i if i > 1 or long_dash else 0

    def _first(self, i: int) -> tuple[Name, int] | None:
        return self._inverted(i, full=True) or self._trailing(i) or self._direct(i, full=True)

    def _next(self, at: int) -> tuple[Name, int] | None:
        """The next name of the list, None where the list ends at ``at``."""
        i, joined, mark = self._separator(at)
        if self._is_et_al(i):
            return None
        if mark == "" and not joined:
            return self._unseparated(at)
        return self._allowed(i, joined, mark)

    def _separator(self, at: int) -> tuple[int, bool, str]:
        """Index behind the separator, whether a conjunction is in it, and its mark."""
        i, mark, joined = at, "", False
        if self._text(i) in (",", ";"):
            mark = self._text(i)
            i += 1
            while self._text(i) in (",", ".", "…") and self._text(i):
                i += 1  # ", . . . Venter, J. C."
        if self._is_conjunction(i):
            joined = True
            i += 1
        return i, joined, mark

    def _is_conjunction(self, i: int) -> bool:
        word = self._text(i)
        if not word or not self.words.has("conjunction", word):
            return False
        return word.islower() or word in ("&", "AND", "And")

    def _allowed(self, i: int, joined: bool, mark: str) -> tuple[Name, int] | None:
        """The name at ``i`` in a form that the names before allow."""
        first = self.names[0].form
        firm = joined or mark == ";"
        if first in ("inverted", "inverted-full"):
            full = firm or any(name.form == "inverted-full" for name in self.names[1:])
            return (
                self._inverted(i, full=full)
                or (self._trailing(i) if first == "inverted" else None)
                or self._direct(i, full=firm or first == "inverted-full")
            )
        if first == "trailing":
            return self._trailing(i) or (
                (self._inverted(i, full=False) or self._direct(i, full=False)) if joined else None
            )
        full = firm or first == "direct-full"
        return self._direct(i, full=full) or (self._inverted(i, full=False) if firm else None)

    def _unseparated(self, i: int) -> tuple[Name, int] | None:
        """A further "Lind AB" right behind another, as careless lists have it."""
        if self.names[-1].form != "trailing" or "." in self.names[-1].given:
            return None
        return self._trailing(i)

    def _read_et_al(self, at: int) -> int:
        i = at
        while self._text(i) in (",", "…", ".", ";") and not self._is_et_al(i):
            i += 1
            if i - at > 4:
                return at
        if self._is_conjunction(i) and not self._is_et_al(i):
            i += 1
        if not self._is_et_al(i):
            return at
        self.et_al = True
        i += 2
        return i + 1 if self._text(i) == "." else i

    def _is_et_al(self, i: int) -> bool:
        pair = (self._text(i).lower(), self._text(i + 1).lower())
        return pair in (("et", "al"), ("and", "others"), ("and", "colleagues"), ("u", "a"))

    def _family(self, i: int) -> tuple[str, str, int] | None:
        """Particle, family name and the index behind it."""
        start = i
        while (
            i < len(self.tokens)
            and self.tokens[i].kind == "word"
            and self.tokens[i].text.islower()
            and self.words.has("particle", self.tokens[i].text)
        ):
            i += 1
        particle = self._phrase(start, i)
        first = i
        while i < len(self.tokens) and self._is_family_word(i, i == first):
            i += 1
            if i - first == _MAX_FAMILY and not self._is_small_particle(i - 1):
                break
        while i > first and self.tokens[i - 1].text.islower():
            i -= 1
        if i == first:
            return None
        return particle, self._phrase(first, i), i

    def _is_family_word(self, i: int, first: bool) -> bool:
        token = self.tokens[i]
        if token.kind != "word":
            return False
        if not token.capital:
            return not first and self._is_small_particle(i)
        if self.words.has("not-a-name", token.text) and not self.words.has("particle", token.text):
            return False
        dotted = i + 1 < len(self.tokens) and self.tokens[i + 1].text == "."
        if first:
            return not (dotted and initials_end(self.tokens, i) and len(token.text) < 3)
        return len(token.text) > 1 and not (dotted and initials_end(self.tokens, i))

    def _is_small_particle(self, i: int) -> bool:
        return self.words.has("particle", self.tokens[i].text)

    def _phrase(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        pieces = [self.tokens[start].text]
        for n in range(start + 1, end):
            pieces.append(("" if self.tokens[n].glued else " ") + self.tokens[n].text)
        return "".join(pieces)

    def _initials(self, i: int) -> int:
        """Index behind all groups of initials at ``i``; ``i`` where there are none."""
        groups = 0
        while groups < _MAX_INITIALS and (end := initials_end(self.tokens, i)) is not None:
            if self.words.has("suffix", self._text(i)) and groups:
                break
            i, groups = end, groups + 1
        return i

    def _suffix(self, i: int) -> tuple[str, int]:
        j = i + 1 if self._text(i) == "," else i
        joined = self._text(j) + self._text(j + 1) if self._text(j).isdigit() else self._text(j)
        if not self.words.has("suffix", joined):
            return "", i
        behind = j + (2 if self._text(j).isdigit() else 1)
        if self._text(behind) == "." and len(joined) == 2:
            behind += 1
        return joined, behind

    def _ends(self, i: int) -> bool:
        """Whether a name may end at ``i``."""
        if i >= len(self.tokens):
            return True
        token = self.tokens[i]
        return (
            token.text in _STOPS
            or token.kind == "number"
            or self._is_conjunction(i)
            or self._is_et_al(i)
            or token.text in ("…", "-", "–", "—", "<")
            # the dot of the last initial closes the list too: "Leroy, X. The ..."
            or (self._text(i - 1) == "." and i > 1 and initials_end(self.tokens, i - 2) == i)
        )

    def _inverted(self, i: int, *, full: bool) -> tuple[Name, int] | None:
        """ "Lind, A. B." or, where ``full``, "Lind, Ada B."."""
        found = self._family(i)
        if found is None or self._text(found[2]) != ",":
            return None
        particle, family, comma = found
        start = comma + 1
        end = self._initials(start)
        form: Form = "inverted"
        if end - start == 2 and self._is_second_given(end):
            end += 1
        if end == start or not (self._ends(end) or self._is_trailing_particle(end)):
            if not full:
                return None
            end = self._given(start)
            form = "inverted-full"
        if end == start:
            return None
        given_end = end
        while self._is_trailing_particle(end) and self._ends_after_particle(end):
            end += 1
        behind = self._phrase(given_end, end)
        suffix, end = self._suffix(end)
        if not self._ends(end):
            return None
        given = self._phrase(start, given_end)
        return Name(family, given, particle or behind, suffix, form=form), end

    def _is_second_given(self, i: int) -> bool:
        """Whether a name written out follows a first initial ("Ek, J. Edvard.")."""
        if i >= len(self.tokens) or not self.tokens[i].capital or len(self._text(i)) < 3:
            return False
        if self.words.has("not-a-name", self._text(i)) or self._text(i - 1) != ".":
            return False
        return self._text(i + 1) in (".", "(") or self._is_conjunction(i + 1)

    def _is_trailing_particle(self, i: int) -> bool:
        """Whether "de" or "van" behind the given names belongs to the name ("Silva, J. da")."""
        word = self._text(i)
        return word.islower() and self.words.has("particle", word) and not (self._is_conjunction(i))

    def _ends_after_particle(self, i: int) -> bool:
        j = i
        while self._is_trailing_particle(j):
            j += 1
        return self._ends(j)

    def _given(self, i: int) -> int:
        """Index behind given names written out, with initials among them."""
        start = i
        count = 0
        while i < len(self.tokens) and count < _MAX_GIVEN + 1:
            end = initials_end(self.tokens, i)
            if end is not None and (self._text(i + 1) == "." or count):
                i, count = end, count + 1
                continue
            token = self.tokens[i]
            if token.kind != "word" or not token.capital or count >= _MAX_GIVEN:
                if (
                    count
                    and self._is_trailing_particle(i)
                    and i + 1 < len(self.tokens)
                    and (self.tokens[i + 1].kind == "word" and self.tokens[i + 1].capital)
                ):
                    i += 1
                    continue
                break
            if self.words.has("not-a-name", token.text):
                return start
            i, count = i + 1, count + 1
        return i

    def _trailing(self, i: int) -> tuple[Name, int] | None:
        """ "Lind AB" or "Lind A. B."."""
        found = self._family(i)
        if found is None:
            return None
        particle, family, start = found
        end = self._initials(start)
        if end == start and " " in family:
            # "WANG HA" was read as two words of a family name
            family, _, last = family.rpartition(" ")
            if not (last.isupper() and len(last) <= 3) or family.isupper():
                return None
            suffix, end = self._suffix(start)
            return (
                (Name(family, last, particle, suffix, form="trailing"), end)
                if (self._ends(end))
                else None
            )
        if end == start:
            return None
        given = self._phrase(start, end)
        suffix, end = self._suffix(end)
        bare = "." not in given
        again = bare and end < len(self.tokens) and self.tokens[end].capital
        if not self._ends(end) and not again:
            return None
        return Name(family, given, particle, suffix, form="trailing"), end

    def _direct(self, i: int, *, full: bool) -> tuple[Name, int] | None:
        """ "A. B. Lind" or, where ``full``, "Ada Lind"."""
        start = i
        end = self._initials(i)
        form: Form = "direct" if end > i else "direct-full"
        if form == "direct" and self._is_middle_name(end):
            end += 1
        if form == "direct-full":
            if not full or i >= len(self.tokens) or not self.tokens[i].capital:
                return None
            if self.words.has("not-a-name", self._text(i)):
                return None
            end = i + 1
            count = 0
            while count < _MAX_GIVEN and self._is_middle_name(end):
                after = initials_end(self.tokens, end)
                end = after if after is not None and self._text(end + 1) == "." else end + 1
                count += 1
        given = self._phrase(start, end)
        found = self._family(end)
        if found is None:
            return None
        particle, family, behind = found
        suffix, behind = self._suffix(behind)
        if not self._ends(behind):
            return None
        if form == "direct-full" and any(
            self.words.has("organisation", word) for word in f"{given} {family}".split()
        ):
            return None
        return Name(family, given, particle, suffix, form=form), behind

    def _is_middle_name(self, i: int) -> bool:
        """Whether the word at ``i`` is a given name still: another name follows it."""
        if i + 1 >= len(self.tokens) or self.tokens[i].kind != "word":
            return False
        after = initials_end(self.tokens, i)
        if after is not None and self._text(i + 1) == ".":
            return after < len(self.tokens) and self.tokens[after].kind == "word"
        follows = self.tokens[i + 1]
        if not self.tokens[i].capital or follows.kind != "word":
            return False
        return (follows.capital and len(follows.text) > 1) or self._is_trailing_particle(i + 1)
