"""Cut a clause at the citations inside it: each item of a list that is cited apart is a claim.

"Grants were paid for boats (A), for nets (B) and for ice (C)" states three things, each with a
source of its own; "boats of the valley (A) were sold in May (B)" states one thing of what A is
cited for.  Only an item coordinated with one before it comes apart; what they share ("Grants were
paid for") stays with the first and is told to the others, so that their wording can restore it.
Examples of one statement ("tasks such as x (A) and y (B)") stay together; behind a comma they are
left out of it, and what is cited for them is cited for the statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimlink.claiming.clauses import Clause, strip_opening
from claimlink.claiming.examples import find_listing, opens_examples
from claimlink.claiming.trees import SUBJECTS, VERB_TAGS, find_first, is_cited_after
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

# Words from which a coordinated part without a citation behind it is worth a claim of its own.
_SHORTEST_PART = 4
# Words that parts may share: from a longer beginning it is unsure which of them an item needs.
_LONGEST_SHARED = 40
_ITEM_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", *VERB_TAGS})
_WH_TAGS = frozenset({"WDT", "WP", "WRB"})
_COMMA = frozenset({",", ";"})
# Tags of words behind which a bracket is the noun they need: "work by (Weber, 2019)".
_OPEN_TAGS = frozenset({"IN", "TO", "CC", "DT"})
_PREPOSITIONS = frozenset({"IN", "TO"})
# Digits of a year.
_YEAR = 4


@dataclass
class _Part:
    """Tokens that one citation closes; ``mark`` is the citation's text, empty where none does."""

    tokens: list[int]
    mark: str = ""


def cut_cited_parts(
    clause: Clause, tokens: tuple[int, ...], text: str, pack: LanguagePack
) -> list[Clause]:
    """Return the clause with the tokens, or one for each of its items that are cited apart.

    ``tokens`` are those of the clause that state it.  The parts come in text order.
    """
    sentence = clause.sentence
    first, *rest = _between_citations(sentence, tokens, text)
    comma = _listing(clause, [first, *rest], pack)
    if comma is not None:
        return [replace(clause, tokens=tokens[:comma], examples=tokens[comma + 1 :])]
    listed = _listed(sentence, rest, pack)
    items: list[list[int]] = []
    for part, in_list in zip(rest, listed, strict=True):
        item = _item(clause, first, part, in_list, pack)
        if item:
            items.append(item)
        elif items and clause.head not in part.tokens:
            items[-1].extend(part.tokens)
        else:
            first.tokens.extend(part.tokens)
    whole = replace(clause, tokens=tuple(first.tokens))
    return [whole, *_as_clauses(whole, items)]


def _listing(clause: Clause, parts: Sequence[_Part], pack: LanguagePack) -> int | None:
    """Return the position of the comma behind which all is examples, each cited; else None."""
    first, last = parts[0].tokens, tuple(parts[-1].tokens)
    if len(parts) == 1 or not all(part.mark for part in parts):
        return None
    if len(strip_opening(clause.sentence, last, pack)) == len(last):
        return None
    comma = find_listing(clause.sentence, [t for part in parts for t in part.tokens], pack)
    return comma if comma is not None and clause.head in first[:comma] else None


def _between_citations(sentence: Sentence, tokens: Sequence[int], text: str) -> list[_Part]:
    """Return the stretches of the tokens that citations close; the last may be open.

    "in rivers (A) and lakes (A)" is closed by one source twice: one stretch.
    """
    found = [_Part([])]
    for position, token in enumerate(tokens):
        here = found[-1].tokens
        here.append(token)
        last = position + 1 == len(tokens)
        if not last and tokens[position + 1] != token + 1:
            continue
        mark = _mark_after(sentence, token, text)
        if not mark:
            continue
        found[-1].mark = mark
        if len(found) > 1 and found[-2].mark == mark:
            found[-2].tokens.extend(found.pop().tokens)
        if not last:
            found.append(_Part([]))
    return found


def _mark_after(sentence: Sentence, token: int, text: str) -> str:
    """Return the citation that closes what a token ends, empty where none does.

    A year alone belongs to the name before it, "Weber (2019) and Ito (2020)", and "work by (A)"
    uses the bracket as a noun: neither closes anything.
    """
    if not is_cited_after(sentence, token) or sentence.tags[token] in _OPEN_TAGS:
        return ""
    last = token + 1 == len(sentence)
    until = sentence.end if last else sentence.starts[token + 1]
    mark = text[sentence.ends[token] : until].strip(" .,;()[]")
    return "" if mark[:_YEAR].isdigit() and len(mark) >= _YEAR else mark


def _listed(sentence: Sentence, parts: Sequence[_Part], pack: LanguagePack) -> list[bool]:
    """Tell for each part whether it opens with a comma in a row that "and" or "or" ends.

    The parser often joins the middle items of a list of names to the wrong word.
    """
    found: list[bool] = []
    ended = False
    for part in reversed(parts):
        tokens = part.tokens
        opened = sentence.words[tokens[0]] in _COMMA
        joined = len(strip_opening(sentence, tuple(tokens), pack)) < len(tokens)
        ended = joined or (ended and opened)
        clause = any(
            sentence.tags[token] in _WH_TAGS or sentence.deps[token] in SUBJECTS for token in tokens
        )
        found.append(ended and opened and not clause)
    return found[::-1]


def _item(
    clause: Clause, first: _Part, part: _Part, in_list: bool, pack: LanguagePack
) -> list[int]:
    """Return the tokens of a coordinated item without what joins it; none where it is no item."""
    sentence, tokens = clause.sentence, tuple(part.tokens)
    anchor = _anchor(sentence, first.tokens, tokens)
    item = strip_opening(sentence, tokens, pack)
    if len(item) == len(tokens):
        if sentence.words[tokens[0]] not in _COMMA or (anchor is None and not in_list):
            return []
        item = tokens[1:]
    if clause.head in item or _is_example(sentence, first.tokens, anchor, pack):
        return []
    if not part.mark and len(item) < _SHORTEST_PART:
        return []
    return list(item) if any(sentence.tags[token] in _ITEM_TAGS for token in item) else []


def _anchor(sentence: Sentence, tokens: Sequence[int], item: Sequence[int]) -> int | None:
    """Return the token of the first part that an item is coordinated with, None where unknown."""
    top = next(
        (t for t in item if sentence.deps[t] == "conj" and sentence.heads[t] < item[0]), None
    )
    if top is None:
        return None
    while sentence.deps[top] == "conj" and top > tokens[-1]:
        top = sentence.heads[top]
    return top if top in tokens else None


def _is_example(
    sentence: Sentence, tokens: Sequence[int], anchor: int | None, pack: LanguagePack
) -> bool:
    """Tell "several tasks, such as x (A) and y (B)": examples of one statement."""
    return any(
        opens_examples(sentence, token, pack)
        for token in tokens
        if anchor is None or token <= anchor
    )


def _as_clauses(whole: Clause, items: Sequence[Sequence[int]]) -> list[Clause]:
    """Return a clause for each item; one that the parser lost shares what the others share."""
    firsts = [_first_shape(whole, item) for item in items]
    known = next((first for first in firsts if first is not None), None)
    return [
        replace(
            whole,
            tokens=tuple(item),
            rule="clause.cited-apart",
            shared=_shared(whole, item, known if first is None else first),
        )
        for item, first in zip(items, firsts, strict=True)
    ]


def _first_shape(whole: Clause, item: Sequence[int]) -> int | None:
    """Return where the first item of the list begins in the first part, None where it is unsure.

    By the parser's coordination; else by the preposition that both open with ("for boats (A), for
    nets (B)"), or by the noun phrase at the end, where it hangs on the verb ("sells wool (A)").
    """
    sentence, tokens = whole.sentence, whole.tokens
    anchor = _anchor(sentence, tokens, item)
    if anchor is not None:
        return find_first(sentence, anchor)
    ends = [token for token in tokens if token < item[0]]
    if sentence.tags[item[0]] in _PREPOSITIONS:
        word = sentence.lower[item[0]]
        return next((token for token in reversed(ends) if sentence.lower[token] == word), None)
    last = ends[-1]
    head = sentence.heads[last]
    if sentence.deps[last] == "pobj":
        head = sentence.heads[head]
    hangs = sentence.deps[last] in {"pobj", "dobj", "attr", *SUBJECTS}
    return find_first(sentence, last) if hangs and sentence.tags[head] in VERB_TAGS else None


def _shared(whole: Clause, item: Sequence[int], first: int | None) -> tuple[int, ...]:
    """Return the tokens of the first part that an item needs; none where it states all itself."""
    if first is None or any(whole.sentence.deps[token] in SUBJECTS for token in item):
        return ()
    shared = tuple(token for token in whole.tokens if token < first or token > item[-1])
    return shared if len(shared) <= _LONGEST_SHARED else ()
