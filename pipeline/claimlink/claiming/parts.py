"""Cut parts off a clause that can be checked apart though they share its predicate.

"She holds a degree in law from Graz and a doctorate in physics from Brno" states two things; "She
bought maps and letters" states one.  A part stands for itself where words of its own say what of
it can be checked: coordinated objects with the same prepositions, a repeated preposition, "to" or
"that", an apposition that names or counts something, a description behind a comma, a member of
"including ..." with a date or number.  What a part shares with the rest stays with the rest and is
told to the part (``Clause.shared``), so that its wording can restore it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from claimlink.claiming.clauses import Clause
from claimlink.claiming.trees import VERB_TAGS, is_word
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

# Words from which a part states something.
_SHORTEST = 3
# Words that parts may share: from a longer beginning it is unsure which of them a part needs.
_LONGEST_SHARED = 40
_OPENERS = frozenset({"IN", "TO"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAMES = frozenset({"NNP", "NNPS"})
# Tags of words by which a phrase says something of its own.
_OWN = frozenset({"IN", "CD", "NNP", "NNPS", "WDT", "WP", *VERB_TAGS})
# Tags between a verb and the object or phrase that it governs.
_BETWEEN = frozenset({"IN", "TO", "RB", "RP"})
# Tags of words that may stand before a repeated adjective.
_DEGREES = frozenset({"RB", "RBR", "RBS"})
_PHRASE_TAGS = frozenset({"JJ", "VBN"})
_AMOUNTS = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY"})
_DATED = frozenset({"DATE", "MONEY", "PERCENT", "QUANTITY"})

_Cut = tuple[Clause, Clause]


def split_parts(clause: Clause, pack: LanguagePack) -> list[Clause]:
    """Return the clause without its parts, and the parts, in text order."""
    found: list[Clause] = []
    for cut_off in _CUTS:
        cut = cut_off(clause, pack)
        if cut is not None:
            clause, part = cut
            found.append(part)
    return sorted([clause, *found], key=lambda one: one.tokens[0])


def _cut(clause: Clause, rule: str, first: int, last: int, shared: Sequence[int]) -> _Cut | None:
    """Cut off the tokens at the positions ``first`` to ``last`` (half-open), with marks before."""
    tokens = clause.tokens
    part = tokens[first:last]
    before = first
    while before and clause.sentence.tags[tokens[before - 1]] in {",", ":", "CC", "RB"}:
        if clause.sentence.tags[tokens[before - 1]] == "RB" and rule != "clause.part.coordinated":
            break
        before -= 1
    rest = (*tokens[:before], *tokens[last:])
    if len(part) < _SHORTEST or len(shared) > _LONGEST_SHARED or clause.head not in rest:
        return None
    return replace(clause, tokens=rest), replace(
        clause, tokens=part, rule=rule, shared=tuple(shared)
    )


def _coordinated(clause: Clause, pack: LanguagePack) -> _Cut | None:
    """Cut off the last of coordinated phrases with words of their own."""
    sentence, tokens = clause.sentence, clause.tokens
    for position, token in enumerate(tokens):
        if token <= clause.head or not is_word(sentence, token, "joining", pack):
            continue
        first = position + 1
        if first < len(tokens) and is_word(sentence, tokens[first], "too", pack):
            first += 1
        if len(tokens) - first < _SHORTEST:
            return None
        left = _repeated(clause, position, first)
        left = _parallel(clause, position, first, pack) if left is None else left
        if left is None or _is_joint(clause, tokens[left:position], pack):
            continue
        return _cut(clause, "clause.part.coordinated", first, len(tokens), tokens[:left])
    return None


def _is_joint(clause: Clause, left: Sequence[int], pack: LanguagePack) -> bool:
    """Tell "between A and B", "both A and B", "compares A and B": only true together."""
    before = [clause.head, *(t for t in clause.tokens if clause.head < t <= left[-1])]
    return any(is_word(clause.sentence, token, "joint", pack) for token in before)


def _repeated(clause: Clause, joined: int, first: int) -> int | None:
    """Return where the phrase begins that the one at ``first`` repeats the opener of.

    "served as mayor of Graz and as head of the board", "is likely to rise and more likely to
    stay".  None where it does not, or where it is
    unsure which word it repeats.
    """
    sentence, tokens = clause.sentence, clause.tokens
    adjective = _adjective(sentence, tokens, first)
    first = first if adjective is None else adjective
    opener = tokens[first]
    if adjective is None and sentence.tags[opener] not in _OPENERS:
        return None
    same = [
        position
        for position, token in enumerate(tokens[:joined])
        if token > clause.head
        and sentence.lower[token] == sentence.lower[opener]
        and sentence.tags[token] == sentence.tags[opener]
    ]
    if len(same) > 1 and sentence.deps[opener] == "conj":
        same = [position for position in same if tokens[position] == sentence.heads[opener]]
    if len(same) != 1:
        return None
    phrases = (tokens[same[0] + 1 : joined], tokens[first + 1 :])
    return same[0] if all(_has_own(sentence, phrase) for phrase in phrases) else None


def _adjective(sentence: Sentence, tokens: Sequence[int], first: int) -> int | None:
    """Return the position of the adjective in "more likely to stay"; None for other phrases."""
    while first + 1 < len(tokens) and sentence.tags[tokens[first]] in _DEGREES:
        first += 1
    tags = [sentence.tags[token] for token in tokens[first : first + 2]]
    return first if tags[:1] == ["JJ"] and tags[-1] in _OPENERS else None


def _has_own(sentence: Sentence, phrase: Sequence[int]) -> bool:
    return len(phrase) > 1 and any(sentence.tags[token] in _OWN for token in phrase)


def _parallel(clause: Clause, joined: int, first: int, pack: LanguagePack) -> int | None:
    """Return where the first of two objects begins that are built alike.

    "a degree in law from Graz and a doctorate in physics from Brno": the same kind of determiner
    and a preposition of both; the first object is the first noun phrase behind the verb.
    """
    sentence, tokens = clause.sentence, clause.tokens
    start = next(
        (
            position
            for position, token in enumerate(tokens[:joined])
            if token > clause.head and sentence.tags[token] not in _BETWEEN
        ),
        None,
    )
    if start is None:
        return None
    left, right = tokens[start:joined], tokens[first:]
    kind = _determiner(sentence, left[0])
    if kind is None or kind != _determiner(sentence, right[0]):
        return None
    if any(sentence.tags[token] in {",", "CC", *VERB_TAGS} for token in left):
        return None
    shared = _prepositions(sentence, left, pack) & _prepositions(sentence, right, pack)
    return start if shared else None


def _determiner(sentence: Sentence, token: int) -> str | None:
    """Return what kind of noun phrase a token opens, None where it opens none with a mark."""
    if sentence.tags[token] == "DT":
        return sentence.lower[token][0]
    return sentence.tags[token] if sentence.tags[token] in {"CD", "PRP$", "$"} else None


def _prepositions(sentence: Sentence, tokens: Sequence[int], pack: LanguagePack) -> set[str]:
    """Return the prepositions behind the first word; "of" only builds the noun."""
    return {
        sentence.lower[token]
        for token in tokens[1:]
        if sentence.tags[token] == "IN" and not is_word(sentence, token, "building", pack)
    }


def _tags(sentence: Sentence, tokens: Sequence[int]) -> set[str]:
    return {sentence.tags[token] for token in tokens}


def _apposition(clause: Clause, pack: LanguagePack) -> _Cut | None:
    """Cut off what is said of a name between commas: "Brno, the second city of Moravia, ..."."""
    sentence, tokens = clause.sentence, clause.tokens
    for position, token in enumerate(tokens[:-_SHORTEST], 0):
        if sentence.words[token] != "," or position == 0 or tokens[position + 1] != token + 1:
            continue
        if sentence.tags[token + 1] != "DT":
            continue
        name = _name_before(sentence, tokens[:position])
        last = _end_of_phrase(sentence, tokens, position + 1)
        phrase = tokens[position + 1 : last]
        appos = any(sentence.deps[t] == "appos" for t in phrase)
        if not name or not appos or not _tells(sentence, phrase):
            continue
        if last < len(tokens) and sentence.words[tokens[last]] == ",":
            cut = _cut(clause, "clause.part.apposition", position + 1, last, name)
            return None if cut is None else (_without_comma(cut[0], tokens[last]), cut[1])
        if last == len(tokens):
            return _cut(clause, "clause.part.apposition", position + 1, last, name)
    return None


def _without_comma(clause: Clause, comma: int) -> Clause:
    return replace(clause, tokens=tuple(t for t in clause.tokens if t != comma))


def _name_before(sentence: Sentence, tokens: Sequence[int]) -> list[int]:
    """Return the name that the tokens end with: "COLING 2020", "Anna Roth"."""
    found: list[int] = []
    for token in reversed(tokens):
        # The tagger takes many an acronym in capitals for a common noun.
        capital = sentence.tags[token] in _NOUNS and sentence.words[token][0].isupper()
        if not capital and sentence.tags[token] not in {"CD", "HYPH"}:
            break
        found.insert(0, token)
    return found if _tags(sentence, found) & _NOUNS else []


def _end_of_phrase(sentence: Sentence, tokens: Sequence[int], first: int) -> int:
    """Return the position of the first mark or finite verb behind ``first``."""
    for position in range(first, len(tokens)):
        token = tokens[position]
        if sentence.words[token] in {",", ";", ":"} or token != tokens[first] + position - first:
            return position
    return len(tokens)


def _tells(sentence: Sentence, phrase: Sequence[int]) -> bool:
    """Tell whether a phrase names or counts something: "an independent NGO" does not."""
    inside = frozenset(phrase)
    return any(entity.token_start in inside for entity in sentence.entities)


def _description(clause: Clause, pack: LanguagePack) -> _Cut | None:
    """Cut off ", capable of ...", ", mostly used in ...": what closes a clause as a description."""
    sentence, tokens = clause.sentence, clause.tokens
    for position in range(len(tokens) - _SHORTEST, 1, -1):
        token = tokens[position]
        if sentence.words[token] != "," or token < clause.head:
            continue
        if tokens[position - 1] != token - 1:
            return None  # the comma closes what was cut out: "the mill, which ..., reopened in May"
        first = position + 1
        word = first
        while word < len(tokens) and sentence.tags[tokens[word]] == "RB":
            word += 1
        if word + 1 >= len(tokens) or sentence.tags[tokens[word]] not in _PHRASE_TAGS:
            return None
        if sentence.tags[tokens[word + 1]] not in _OPENERS:
            return None
        if is_word(sentence, tokens[word], "no-description", pack):
            return None
        if clause.subject is None or sentence.tags[clause.subject] == "EX":
            return None
        return _cut(clause, "clause.part.description", first, len(tokens), _described(clause, pack))
    return None


def _described(clause: Clause, pack: LanguagePack) -> tuple[int, ...]:
    """Return the subject of the clause, with its copula where it has one."""
    sentence, head = clause.sentence, clause.head
    copula = is_word(sentence, head, "copula", pack)
    subject = set() if clause.subject is None else set(sentence.subtree(clause.subject))
    return tuple(
        t for t in clause.tokens if t in subject or (copula and t <= head and t > max(subject))
    )


def _member(clause: Clause, pack: LanguagePack) -> _Cut | None:
    """Cut off ", including the Tern Prize in 2018": a member with a date or amount of its own."""
    sentence, tokens = clause.sentence, clause.tokens
    for position in range(len(tokens) - _SHORTEST, 1, -1):
        token = tokens[position]
        if not is_word(sentence, token, "including", pack) or token < clause.head:
            continue
        if sentence.words[tokens[position - 1]] != ",":
            return None
        member = tokens[position + 1 :]
        labels = {e.label for e in sentence.entities if e.token_start in member}
        if not labels & _DATED or labels <= _AMOUNTS or "CC" in _tags(sentence, member):
            return None
        shared = [*tokens[: position - 1], token]
        whole = replace(clause, tokens=(*tokens[:position], *member))
        return _cut(whole, "clause.part.member", position, len(tokens) - 1, shared)
    return None


_CUTS: tuple[Callable[[Clause, LanguagePack], _Cut | None], ...] = (
    _coordinated,
    _apposition,
    _description,
    _member,
)
