"""The forms of one name at the head of an entry.

Four forms are read: inverted ("Lind, A. B.", "Lind, Ada"), family name and initials without comma
("Lind AB"), in brackets ("LIND (A.)") and direct ("A. B. Lind", "Ada Lind").  A name must end
where something else can begin: at a mark, a conjunction, a number, or behind the dot of an initial.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimlink.citing.references.tokens import NameWords, Token, initials_end

Form = Literal["inverted", "inverted-full", "trailing", "direct", "direct-full", "literal"]

_MAX_FAMILY = 3  # words of a family name without particles (own)
_MAX_INITIALS = 5  # groups of initials of one person (own)
_MAX_GIVEN = 3  # words of given names written out (own)
_LEAST_MONONYM = 3  # letters of a name of one word (own)
_BARE_IN_FAMILY = 3  # letters of capitals that are initials behind a family name (own)
_STOPS = frozenset(",;.:()[]&\"“”«»‘'`/…-–—<*")


@dataclass(frozen=True)
class Name:
    """One author: a person with ``family`` or an organisation with ``literal``.

    ``particle`` stands before the family name and is cited with it ("de Vries"); ``dropped`` stands
    behind the given names and is not ("Lima, A. de" is cited as Lima).
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    dropped: str = ""
    suffix: str = ""
    literal: str = ""
    form: Form = "literal"

    @property
    def cited_as(self) -> str:
        """The name as an in-text citation gives it: with particles, without given names."""
        if self.literal:
            return self.literal
        joint = "" if not self.particle or self.particle.endswith(("'", "’")) else " "
        return f"{self.particle}{joint}{self.family}"


Step = tuple[Name, int]


class NameForms:
    """Reads one name at a token index; each method gives the name and the index behind it."""

    def __init__(self, tokens: list[Token], words: NameWords) -> None:
        self.tokens = tokens
        self.words = words

    def text(self, i: int) -> str:
        """Return a token's text, empty outside the tokens."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def is_conjunction(self, i: int) -> bool:
        """Return whether "and", "&" or the like stands at ``i``."""
        word = self.text(i)
        if not word or not self.words.has("conjunction", word):
            return False
        return word.islower() or word in ("&", "AND")

    def is_et_al(self, i: int) -> bool:
        """Return whether "et al" or the like stands at ``i``."""
        pair = (self.text(i).lower(), self.text(i + 1).lower())
        return pair in (("et", "al"), ("and", "others"), ("and", "colleagues"))

    def ends(self, i: int) -> bool:
        """Return whether a name may end before ``i``."""
        if i >= len(self.tokens):
            return True
        token = self.tokens[i]
        if token.text in _STOPS or token.kind == "number":
            return True
        if self.is_conjunction(i) or self.is_et_al(i):
            return True
        # the dot of the last initial closes the list too: "Leroy, X. The ..."
        return self._is_behind_dot(i)

    def _is_behind_dot(self, i: int) -> bool:
        return i > 1 and self.text(i - 1) == "." and initials_end(self.tokens, i - 2) == i

    def inverted(self, i: int, *, full: bool) -> Step | None:
        """Return "Lind, A. B." or, where ``full``, "Lind, Ada B."."""
        found = self._family(i)
        if found is None:
            return None
        particle, family, comma = found
        early = ""
        if self.text(comma) != "," and not self.text(comma).isupper():
            early, comma = self._suffix(comma)
        if self.text(comma) == "." and self.text(comma + 1) == ",":
            comma += 1  # "SOUZA., C. M."
        if self.text(comma) != ",":
            return None
        start = comma + 1
        end = self._initials(start)
        form: Form = "inverted"
        if end > start and self._is_trailing_particle(end) and self._initials(end + 1) > end + 1:
            end = self._initials(end + 1)  # "FREIRE, G. H. de A."
        if end - start == 2 and self._is_second_given(end):
            end += 1
        if end == start or not (self.ends(end) or self._is_trailing_particle(end)):
            if not full:
                return None
            end, form = self._given(start), "inverted-full"
        if end == start:
            return None
        given_end = end
        while self._is_trailing_particle(end) and self._ends_after_particle(end):
            end += 1
        behind = self.phrase(given_end, end)
        suffix, end = self._suffix(end)
        if not self.ends(end):
            return None
        given = self.phrase(start, given_end)
        return Name(family, given, particle, behind, suffix or early, form=form), end

    def trailing(self, i: int) -> Step | None:
        """Return "Lind AB" or "Lind A. B."."""
        found = self._family(i)
        if found is None:
            return None
        particle, family, start = found
        end = self._initials(start)
        if end == start:
            return None
        given = self.phrase(start, end)
        suffix, end = self._suffix(end)
        follows = end < len(self.tokens) and self.tokens[end].capital
        if not self.ends(end) and not (follows and "." not in given):
            return None
        return Name(family, given, particle, suffix=suffix, form="trailing"), end

    def bracketed(self, i: int) -> Step | None:
        """Return "LIND (A.)", as French lists have it."""
        found = self._family(i)
        if found is None or self.text(found[2]) != "(":
            return None
        particle, family, opening = found
        end = self._initials(opening + 1)
        dotted = self.text(end - 1) == "."
        if end == opening + 1 or self.text(end) != ")" or not (dotted or family.isupper()):
            return None
        given = self.phrase(opening + 1, end)
        return Name(family, given, particle, form="inverted"), end + 1

    def direct(self, i: int, *, full: bool) -> Step | None:
        """Return "A. B. Lind" or, where ``full``, "Ada Lind"."""
        end = self._initials(i)
        form: Form = "direct" if end > i else "direct-full"
        if form == "direct-full":
            if not full:
                return None
            end = self._direct_given(i)
            if end == i:
                return None
        elif self._is_middle_name(end):
            end += 1
        found = self._family(end)
        if found is None:
            return None
        given = self.phrase(i, end)
        particle, family, behind = found
        suffix, behind = self._suffix(behind)
        if not self.ends(behind):
            return None
        named = f"{given} {family}".split()
        if form == "direct-full" and any(self.words.has("organisation", w) for w in named):
            return None
        return Name(family, given, particle, suffix=suffix, form=form), behind

    def mononym(self, i: int) -> Step | None:
        """Return a name of one word, as the last of a list may be: "and Samsher."."""
        if not self._is_capital(i) or len(self.text(i)) < _LEAST_MONONYM:
            return None
        if self.words.has("not-a-name", self.text(i)) or self.text(i + 1) not in (".", ",", "("):
            return None
        return Name(self.text(i), form="direct-full"), i + 1

    def _direct_given(self, i: int) -> int:
        """Index behind the given names of a name written out; ``i`` where there are none."""
        if i >= len(self.tokens) or not self.tokens[i].capital:
            return i
        if self.words.has("not-a-name", self.text(i)):
            return i
        end, count = i + 1, 0
        while count < _MAX_GIVEN and self._is_middle_name(end):
            after = initials_end(self.tokens, end)
            end = after if after is not None and self.text(end + 1) == "." else end + 1
            count += 1
        return end

    def _is_middle_name(self, i: int) -> bool:
        """Whether the word at ``i`` is a given name still: another name follows it."""
        if i + 1 >= len(self.tokens) or self.tokens[i].kind != "word":
            return False
        after = initials_end(self.tokens, i)
        if after is not None and self.text(i + 1) == ".":
            if not self.text(i)[:2].isupper():
                return False  # "Li Wu. Rents": a family name, not initials
            return after < len(self.tokens) and self.tokens[after].kind == "word"
        follows = self.tokens[i + 1]
        if not self.tokens[i].capital or follows.kind != "word":
            return False
        if self.words.has("particle", self.text(i)) or self.words.has("not-a-name", self.text(i)):
            return False  # "Lind A. The Book.": a title follows
        return (follows.capital and len(follows.text) > 1) or self._is_trailing_particle(i + 1)

    def _family(self, i: int) -> tuple[str, str, int] | None:
        """Particle, family name and the index behind it."""
        start = i
        while self._is_small_particle(i) and self.text(i).islower():
            i += 1
        particle = self.phrase(start, i)
        first, last = i, i
        while i < len(self.tokens) and i - first <= _MAX_FAMILY and self._is_family_word(i, first):
            i += 1
            if not self.tokens[i - 1].text.islower() or self._begins_initials(i):
                last = i
        if last == first:
            return None
        return particle, self.phrase(first, last), last

    def _begins_initials(self, i: int) -> bool:
        """Whether initials and then a mark stand at ``i``: "Bâ el H," is one name."""
        end = self._initials(i)
        return end > i and self.text(end) in (",", ".", ";", ":")

    def _is_family_word(self, i: int, first: int) -> bool:
        token = self.tokens[i]
        if token.kind != "word":
            return False
        if not token.capital:
            return i != first and self._is_small_particle(i)
        if self.words.has("not-a-name", token.text) and not self._is_name_anyway(i):
            return False
        initials = initials_end(self.tokens, i) is not None
        if initials and self.text(i + 1) == ".":
            # "W. Li." ends in a name, "Yu. Ek" begins with an initial
            named = not token.text.isupper() and i > 0
            return i == first and (len(token.text) > 2 or named)
        if i == first:
            # "HTM Truong, J. Lavarenne" are two direct names, not one inverted
            runs_on = self._is_capital(i + 1) and not self.text(i + 1).isupper()
            return not (initials and (runs_on or "-" in token.text))
        if len(token.text) == 1:
            return False
        if not initials or (self._is_small_particle(i) and self._is_capital(i + 1)):
            return True
        # "Lind AB" ends its family name before AB; in "SILVA NETO" capitals are letters
        return len(token.text) > (_BARE_IN_FAMILY - 1 if self.text(first).isupper() else 4)

    def _is_name_anyway(self, i: int) -> bool:
        """Whether a word that often begins a title is a name: a particle, or "An, X."."""
        if self._is_small_particle(i) and self.text(i + 1) != ",":
            return True
        if self.text(i + 1) == "," and self._initials(i + 2) > i + 2:
            return self.text(i + 3) in (".", ",") or self.ends(i + 3)
        return self._is_behind_dot(i) and (self.text(i + 1) == "," or self.is_conjunction(i + 1))

    def _is_small_particle(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.words.has("particle", self.tokens[i].text)

    def phrase(self, start: int, end: int) -> str:
        """Return the words of tokens ``start`` to ``end``, spaced as they are printed."""
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
            short = self.text(i)
            if groups and (self.words.has("suffix", short) or self._has_bare(i - 1)):
                break
            if groups and len(short) > 1 and short.isalpha() and not short.isupper():
                break  # "Z. Li." is a name
            if groups and end == i + 1 and self._begins_words(i):
                break  # "Ek, J. S. A study"
            i, groups = end, groups + 1
        return i

    def _begins_words(self, i: int) -> bool:
        """Whether the letter at ``i`` is an article: a word in lower case follows it."""
        behind = self.text(i + 1)
        return self.text(i - 1) == "." and behind[:1].islower() and not self.is_conjunction(i + 1)

    def _has_bare(self, i: int) -> bool:
        """Whether initials without a dot stand at ``i``: nothing can follow "AB" but a mark."""
        return self.text(i) != "." and len(self.text(i)) > 1

    def _suffix(self, i: int) -> tuple[str, int]:
        """A suffix at ``i`` and the index behind it; empty and ``i`` where there is none."""
        j = i + 1 if self.text(i) == "," else i
        number = self.text(j).isdigit()
        joined = self.text(j) + self.text(j + 1) if number else self.text(j)
        if not self.words.has("suffix", joined):
            return "", i
        behind = j + (2 if number else 1)
        if self.text(behind) == "." and len(joined) == 2:
            behind += 1
        family = len(joined) > len("III")  # "Neto" is a name of its own too, "Jr" is not
        if (
            j > i
            and family
            and self.text(behind) == ","
            and self._initials(behind + 1) > behind + 1
        ):
            return "", i  # "Hall, C. F., Neto, V. B." are two names
        return joined, behind

    def _is_trailing_particle(self, i: int) -> bool:
        """Whether "de" or "van" behind the given names belongs to the name ("Silva, J. da")."""
        word = self.text(i)
        return word.islower() and self._is_small_particle(i) and not self.is_conjunction(i)

    def _ends_after_particle(self, i: int) -> bool:
        j = i
        while self._is_trailing_particle(j):
            j += 1
        return self.ends(j)

    def _is_second_given(self, i: int) -> bool:
        """Whether a name written out follows a first initial ("Ek, J. Edvard.")."""
        if i >= len(self.tokens) or not self.tokens[i].capital or len(self.text(i)) < 3:
            return False
        if self.words.has("not-a-name", self.text(i)) or self.text(i - 1) != ".":
            return False
        if self.text(i + 1) == ".":
            return self.text(i + 2).isdigit()  # else a title of one word: "Mech, D. Wolves."
        return self.text(i + 1) in ("(", ";")

    def _given(self, i: int) -> int:
        """Index behind given names written out, with initials among them; ``i`` without any."""
        start, count = i, 0
        while i < len(self.tokens) and count <= _MAX_GIVEN:
            end = initials_end(self.tokens, i)
            dotted = self.text(i + 1) == "."
            if end is not None and (dotted or count) and len(self.text(i)) <= 2:
                i, count = end, count + 1
                continue
            if self._is_behind_dot(i):
                break  # "Ackoff, Russell L. Scientific ..."
            token = self.tokens[i]
            if token.kind == "word" and token.capital and count < _MAX_GIVEN:
                if self.words.has("not-a-name", token.text):
                    return start
                i, count = i + 1, count + 1
            elif count and self._is_trailing_particle(i) and self._is_capital(i + 1):
                i += 1
            else:
                break
        return i

    def _is_capital(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].capital
