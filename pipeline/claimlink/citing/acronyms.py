"""Acronyms and the names they stand for.

``BJS`` is the Bureau of Justice Statistics: the first letters of its words, small words left out
or not.  A text introduces one as ``Full Name (ACR)``, a source list as ``ACR - Full Name``.
"""

from __future__ import annotations

import re

from claimlink.citing.tokens import fold

_WORD = re.compile(r"[^\W\d_][\w.]*(?:['’]\w+)?")
_COUNTRY = re.compile(r"(?<!\w)(?:[A-Z]\.){2,3}\s$|(?<!\w)[A-Z]{2}\s$")
_INTRODUCED = re.compile(r"[(\[]\s?(?P<acronym>[A-Z][A-Za-z&./-]{1,11})[)\],;]")
#: Letters before a bracket in which the full name of an acronym is looked for.
_REACH = 120


def is_acronym(name: str) -> bool:
    """Say whether a name looks like an acronym: one word, two capitals or more.

    >>> is_acronym("UNHCR"), is_acronym("Lu")
    (True, False)
    """
    letters = [character for character in name if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return " " not in name and capitals >= 2 and capitals * 2 >= len(letters)


def initials_of(name: str) -> frozenset[str]:
    """Return the folded acronyms a name of two words or more may go by, an empty set for others.

    >>> sorted(initials_of("Bureau of Justice Statistics"))
    ['bjs', 'bojs']
    """
    words = [part for word in _WORD.findall(name) for part in re.split(r"[-–‐]", word) if part]
    if len(words) < 2:
        return frozenset()
    capital = fold("".join(word[0] for word in words if word[0].isupper()))
    every = fold("".join(word[0] for word in words))
    # "UNESCO", "GoodSAM": a word inside may be an acronym itself, "US" of "US Census Bureau".
    grown = fold(
        "".join(
            word if word.isupper() and len(word) < 5 else word[0]
            for word in words
            if word[0].isupper()
        )
    )
    found = {form for form in (capital, every, grown) if len(form) > 1}
    # "CDC" leaves out what follows the "and" of Centers for Disease Control and Prevention.
    first, joined, _ = name.partition(" and ")
    if joined:
        found |= {form for form in initials_of(first) if len(form) > 2}
    return frozenset(found)


def full_name_before(text: str, start: int, acronym: str) -> int | None:
    """Return where the full name of an acronym begins that ends right before ``start``.

    None where the words there do not begin with the acronym's letters.
    """
    low = max(0, start - _REACH)
    words = list(_WORD.finditer(text, low, start))
    if low > 0 and words:
        words = words[1:]
    wanted = fold(acronym)
    if len(wanted) < 2 or not words or text[words[-1].end() : start].strip(" .\n\t"):
        return None
    last = words[-1].group()
    if last[0].islower() and fold(last)[:1] != wanted[-1]:  # "The Harbour Office says so (HO, ..."
        return None
    for place in range(len(words) - 2, -1, -1):
        first = words[place]
        if ";" in text[first.start() : start] or "(" in text[first.start() : start]:
            return None
        name = text[first.start() : words[-1].end()]
        if fold(first.group()) == wanted:
            return None
        fits = first.group()[0].isupper() and fold(first.group())[:1] == wanted[0]
        if fits and (wanted in initials_of(name) or _loosely(wanted, name)):
            return _with_country(text, first.start())
        if len(words) - place > len(wanted) + 5:
            return None
    return None


def _with_country(text: str, start: int) -> int:
    """Take in a short country's name that the acronym leaves out: "U.S. Harbour Office (HO)"."""
    match = _COUNTRY.search(text, max(0, start - 8), start)
    return match.start() if match else start


def _loosely(wanted: str, name: str) -> bool:
    """Say whether the first letters of the capital words come in order in the acronym."""
    letters = [fold(word[0]) for word in _WORD.findall(name) if word[0].isupper()]
    if len(letters) < 3 or len(letters) < len(wanted) - 2:
        return False
    here = 0
    for letter in letters:
        found = wanted.find(letter, here)
        if found < 0:
            return False
        here = found + 1
    return True


def introduced_acronyms(text: str) -> dict[str, str]:
    """Return the folded full name of each folded acronym that the text introduces.

    >>> introduced_acronyms("The River Trust Board (RTB) met.")
    {'rtb': 'rivertrustboard'}
    """
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        acronym = match["acronym"]
        if not is_acronym(acronym) or fold(acronym) in found:
            continue
        start = full_name_before(text, match.start(), acronym)
        if start is not None:
            found[fold(acronym)] = fold(text[start : match.start()])
    return found
