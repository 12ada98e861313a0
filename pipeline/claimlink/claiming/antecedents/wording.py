"""The words that stand for a candidate in another sentence.

The name in full, or the noun with what says which one is meant: "a state law on the possession of
arms" comes back as "the state law on the possession of arms".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimlink.claiming.antecedents.candidates import NAME_TAGS, Candidate
from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.parsing import Sentence

# What a pronoun of the phrase itself stands for; None where unknown.
Resolve = Callable[[int], "str | None"]

_BEFORE = frozenset({"amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "det"})
_CLAUSES = frozenset({"relcl", "acl", "appos", "advcl", "ccomp"})
_PRONOUNS = frozenset({"PRP", "PRP$"})
_NO_PHRASE = frozenset({"VBZ", "VBP", "VBD", "MD", "WRB", "WP", "WDT", "EX"})
# Words a phrase may have; longer ones are cut back to the noun and what stands before it.
_LONGEST = 12
# Words of a restrictive clause that a plural without an article keeps.
_LONGEST_CLAUSE = 8


def describe(candidate: Candidate, rules: AntecedentRules, resolve: Resolve) -> str | None:
    """Return the words for a candidate, as they stand inside a sentence; None where none are sure.

    ``resolve`` gives the words for a pronoun token of the candidate's sentence ("his rule").
    """
    sentence = candidate.sentence
    if _is_shouted(sentence):
        return None
    if candidate.last is None and candidate.name is not None and candidate.number != "many":
        return _describe_name(candidate, rules)
    if candidate.last is not None:
        return _describe_joint(candidate, rules, resolve)
    tokens = phrase_tokens(sentence, candidate.head, rules)
    return None if tokens is None else _spell(sentence, candidate.head, tokens, rules, resolve)


def _is_shouted(sentence: Sentence) -> bool:
    """Whether a sentence is in capitals like a headline: "MAYOR WAS FINED"."""
    words = [word for word in sentence.words if word.isalpha() and len(word) > 1]
    return bool(words) and all(word.isupper() for word in words)


def define_noun(
    sentence: Sentence, head: int, rules: AntecedentRules, resolve: Resolve
) -> str | None:
    """Return the words for a noun as something known ("the firm"); None where none are sure."""
    tokens = phrase_tokens(sentence, head, rules)
    return None if tokens is None else _spell(sentence, head, tokens, rules, resolve)


def repeat_noun(
    sentence: Sentence, head: int, rules: AntecedentRules, resolve: Resolve
) -> str | None:
    """Return a noun phrase again as it stands ("a firm in Graz"); None where it is too long."""
    last = _last_joined(sentence, head)
    start = min([head, *(_first(sentence, c) for c in sentence.children[head] if c < head)])
    behind = _behind(sentence, last)
    tokens = list(range(start, last + 1))
    if len(tokens) > _LONGEST:
        return None
    if behind is not None and len(tokens) + len(behind) <= _LONGEST:
        tokens += behind
    return _lower_start(sentence, tokens, resolve)


def _first(sentence: Sentence, token: int) -> int:
    return sentence.subtree(token)[0]


def _last_joined(sentence: Sentence, head: int) -> int:
    """Return the last noun of a coordination that the noun heads, the noun itself without one."""
    last = head
    for _ in range(_LONGEST):
        following = [c for c in sentence.children[last] if sentence.deps[c] == "conj"]
        if not following:
            break
        last = following[-1]
    return last


def _lower_start(sentence: Sentence, tokens: Sequence[int], resolve: Resolve) -> str | None:
    words: list[str] = []
    for position, token in enumerate(tokens):
        word = sentence.words[token]
        if sentence.tags[token] == "PRP$":
            resolved = resolve(token)
            word = word if resolved is None else possessive(resolved)
        elif token == 0 and sentence.tags[token] not in NAME_TAGS:
            word = lower_first(word)
        blank = sentence.spaced[token] and position + 1 < len(tokens)
        words.append(word + (" " if blank else ""))
    return "".join(words)


def _describe_name(candidate: Candidate, rules: AntecedentRules) -> str | None:
    sentence, head = candidate.sentence, candidate.head
    assert candidate.name is not None
    start = candidate.entity.token_start if candidate.entity is not None else head
    if candidate.kind == "person":
        return candidate.name
    words = candidate.name.lower().split()
    determined = rules.form("definite", sentence.lower[start]) is not None or any(
        rules.form("definite", sentence.lower[child]) is not None
        for child in sentence.children[head]
        if sentence.deps[child] == "det"
    )
    # "its 2015 Water Protection Act": a name that is spoken of with "the"
    wanted = rules.form("articled", words[-1]) is not None or determined
    plain = rules.form("definite", words[0]) is not None
    return f"{rules.article} {candidate.name}" if wanted and not plain else candidate.name


def _describe_joint(candidate: Candidate, rules: AntecedentRules, resolve: Resolve) -> str | None:
    sentence = candidate.sentence
    assert candidate.last is not None
    first = phrase_tokens(sentence, candidate.head, rules)
    if first is None:
        return None
    tokens = list(range(min(first), candidate.last + 1))
    if len(tokens) > _LONGEST or any(sentence.deps[t] in _CLAUSES for t in tokens):
        return None
    return _spell(sentence, candidate.head, tokens, rules, resolve)


def phrase_tokens(sentence: Sentence, head: int, rules: AntecedentRules) -> list[int] | None:
    """Return the tokens that name a noun's thing: words before it, "of ..." and the like behind.

    None where the phrase says that there is none, or any ("no firm", "each firm"), or where a
    restrictive clause that it needs is too long.
    """
    tokens = [head]
    for child in sentence.children[head]:
        if child < head and sentence.deps[child] in _BEFORE and not is_rough(sentence, child):
            subtree = sentence.subtree(child)
            if any(sentence.deps[t] in _CLAUSES for t in subtree):
                return None
            tokens.extend(subtree)
    tokens.sort()
    if any(rules.form("blocking", sentence.lower[t]) for t in tokens):
        return None
    first = tokens[0]
    before = sentence.tags[first - 1] if first else ""
    torn = before in NAME_TAGS and sentence.words[first][:1].isupper()
    if torn or tokens[-1] - first != len(tokens) - 1:
        return None  # "the No Child Left Behind law": torn by the parser
    if any(sentence.tags[t] in _NO_PHRASE for t in tokens):
        return None  # "how dangerous inmates are": the parser took a clause for a phrase
    behind = _behind(sentence, head)
    if behind is None:
        return None
    return tokens + behind if len(tokens) + len(behind) <= _LONGEST else tokens


def is_rough(sentence: Sentence, token: int) -> bool:
    """Whether a numeral is modified ("at least 13"): taken over, it would say something new."""
    return sentence.deps[token] == "nummod" and bool(sentence.children[token])


def _behind(sentence: Sentence, head: int) -> list[int] | None:
    """Return the prepositional phrases that directly follow, or a short restrictive clause."""
    kept: list[int] = []
    here = head + 1
    for child in sentence.children[head]:
        if child < head:
            continue
        subtree = sentence.subtree(child)
        if subtree[0] != here:
            break
        dep = sentence.deps[child]
        if dep in {"relcl", "acl"}:
            short = len(subtree) <= _LONGEST_CLAUSE
            if _is_open(sentence, head):
                return kept + subtree if short else None
            break
        # "the company Mey Eden": a name without a comma is part of the phrase.
        named = dep == "appos" and sentence.tags[child] in NAME_TAGS
        if not named and (
            dep not in {"prep", "nummod"} or any(sentence.deps[t] in _CLAUSES for t in subtree)
        ):
            break
        kept.extend(subtree)
        here = subtree[-1] + 1
    while kept and not sentence.words[kept[-1]][-1].isalnum():
        kept.pop()
    return kept


def _is_open(sentence: Sentence, head: int) -> bool:
    """Whether only a clause says which things are meant: a plural without an article."""
    return sentence.tags[head] == "NNS" and not any(
        sentence.deps[c] in {"det", "poss", "nummod", "amod", "compound"}
        for c in sentence.children[head]
    )


def lower_first(word: str) -> str:
    """Return a word as it reads inside a sentence; one with further capitals is a name.

    >>> lower_first("Dogs"), lower_first("OSNs"), lower_first("A")
    ('dogs', 'OSNs', 'a')
    """
    return word if any(c.isupper() for c in word[1:]) else word[:1].lower() + word[1:]


def _is_opening(word: str, rules: AntecedentRules) -> bool:
    """Whether a determiner gives way to the article: "a firm", "these firms"."""
    return rules.form("article", word) is not None or rules.form("demonstrative", word) is not None


def _spell(
    sentence: Sentence,
    head: int,
    tokens: Sequence[int],
    rules: AntecedentRules,
    resolve: Resolve,
) -> str | None:
    words: list[str] = []
    # "a number of ferries" stays: "the number of ferries" is a figure.
    measured = rules.form("transparent", sentence.lower[head]) is not None
    for position, token in enumerate(tokens):
        word = sentence.words[token]
        if sentence.tags[token] in _PRONOUNS:
            resolved = resolve(token)
            if resolved is None:
                return None
            word = possessive(resolved) if sentence.tags[token] == "PRP$" else resolved
        elif position == 0 and token == 0 and sentence.tags[token] not in NAME_TAGS:
            word = lower_first(word)
        if position == 0 and not measured and _is_opening(sentence.lower[token], rules):
            word = rules.article
        blank = sentence.spaced[token] and position + 1 < len(tokens)
        words.append(word + (" " if blank else ""))
    text = "".join(words)
    return f"{rules.article} {text}" if _wants_article(sentence, head, tokens) else text


def _wants_article(sentence: Sentence, head: int, tokens: Sequence[int]) -> bool:
    """Whether the phrase needs one now: "13 NGOs", "at least 13 NGOs", "Hungarian government"."""
    if any(sentence.deps[child] in {"det", "poss"} for child in sentence.children[head]):
        return False
    if any(sentence.deps[child] == "nummod" and child < head for child in sentence.children[head]):
        return True
    return (
        sentence.tags[head] == "NN"
        and len(tokens) > 1
        and sentence.tags[tokens[0]] in NAME_TAGS
        and sentence.tags[tokens[1]] != "POS"
        and tokens[0] < head
    )


def possessive(name: str) -> str:
    """Return a name with its possessive ending.

    >>> possessive("Echo"), possessive("the two NGOs")
    ("Echo's", "the two NGOs'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"
