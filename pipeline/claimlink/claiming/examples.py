"""Examples behind ", such as": what a statement names to show what it means.

"The firm sells wares of the valley, such as wool (A), cheese (B) and carving knives (C)" states
one thing; what is cited behind each example is cited for the statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.trees import FINITE_TAGS, is_cited_after
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

# Tokens before a participle among which the word that opens its list of examples stands.
_LONGEST_LIST = 80


def opens_examples(sentence: Sentence, token: int, pack: LanguagePack) -> bool:
    """Tell whether a token begins "such as" or another word that gives examples."""
    lexicon = pack.lexicon("clause_words")
    words = (sentence.lower[token], " ".join(sentence.lower[token : token + 2]))
    return any((row := lexicon.get(w)) and "examples" in row.label.split() for w in words)


def find_listing(sentence: Sentence, tokens: Sequence[int], pack: LanguagePack) -> int | None:
    """Return the position of the comma behind which examples close the tokens, None without any.

    A finite verb behind it tells that the clause goes on.
    """
    for position in range(len(tokens) - 1, 0, -1):
        token = tokens[position]
        if sentence.tags[token] in FINITE_TAGS:
            return None
        if sentence.words[token - 1] == "," and opens_examples(sentence, token, pack):
            return position - 1 if tokens[position - 1] == token - 1 else None
    return None


def is_cited_example(sentence: Sentence, first: int, last: int, pack: LanguagePack) -> bool:
    """Tell an example that is cited apart, behind another: "(A), *carving knives (B)*"."""
    if first < 2 or not is_cited_after(sentence, first - 2) or not is_cited_after(sentence, last):
        return False
    if not any(_joins_cited(sentence, token) for token in range(first, last + 2)):
        return False
    before = range(max(0, first - _LONGEST_LIST), first)
    return find_listing(sentence, before, pack) is not None


def _joins_cited(sentence: Sentence, token: int) -> bool:
    """Tell the "and" behind a citation: "carving knives (A) *and* mending nets"."""
    if token >= len(sentence) or sentence.deps[token] != "cc":
        return False
    return is_cited_after(sentence, token - 1) or (
        sentence.words[token - 1] == "," and is_cited_after(sentence, token - 2)
    )
