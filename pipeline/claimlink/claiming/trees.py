"""Small questions about a dependency tree, shared by the rules for clauses and claims."""

from __future__ import annotations

from collections.abc import Collection

from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
HELPERS = frozenset({"aux", "auxpass"})
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})
#: What parts two clauses that stand side by side.
PARTING = frozenset({";", "—", "–", "--", ":", "("})
CONTENT = frozenset(
    {"dobj", "attr", "acomp", "ccomp", "xcomp", "prep", "agent", "oprd", "dative", "pcomp"}
)
# The parser gives pronouns one tag for both numbers.
_PLURAL_PRONOUNS = frozenset({"they", "we", "you"})


def is_cited_after(sentence: Sentence, token: int) -> bool:
    """Tell whether a citation was cut out behind a token."""
    if token == len(sentence) - 1:
        return sentence.end > sentence.ends[token] + 2
    return token in sentence.cited


def is_finite(sentence: Sentence, token: int) -> bool:
    """Tell whether a predicate, or an auxiliary of it, is a finite verb."""
    return sentence.tags[token] in FINITE_TAGS or any(
        sentence.tags[child] in FINITE_TAGS and sentence.deps[child] in {"aux", "auxpass"}
        for child in sentence.children[token]
    )


def find_child(sentence: Sentence, token: int, deps: Collection[str]) -> int | None:
    """Return the first dependent with one of the labels, None where there is none."""
    return next((c for c in sentence.children[token] if sentence.deps[c] in deps), None)


def find_first(sentence: Sentence, token: int) -> int:
    """Return the first token of what hangs on a token, in as many steps as it is deep."""
    while sentence.children[token] and sentence.children[token][0] < token:
        token = sentence.children[token][0]
    return token


def find_mark(sentence: Sentence, token: int) -> str | None:
    """Return the subordinator of a clause in lower case, with "in order", "even" and the like."""
    for child in sentence.children[token]:
        if child > token:
            break
        if sentence.deps[child] == "mark" or (
            sentence.deps[child] == "advmod" and sentence.tags[child] == "WRB"
        ):
            return sentence.lower[child]
    return None


def has_content(sentence: Sentence, token: int, *, after: int, before: int = 10**9) -> bool:
    """Tell whether a predicate has an object, complement or the like between two tokens."""
    return any(
        sentence.deps[child] in CONTENT and after < child < before
        for child in sentence.children[token]
    )


def is_word(sentence: Sentence, token: int, label: str, pack: LanguagePack) -> bool:
    """Tell whether a token is one of the function words with this label."""
    return label in pack.lexicon("clause_words").labels_of.get(sentence.lower[token], ())


def is_plural(sentence: Sentence, noun: int) -> bool:
    """Whether a noun or pronoun takes a plural verb."""
    if sentence.tags[noun] == "PRP":
        return sentence.lower[noun] in _PLURAL_PRONOUNS
    return sentence.tags[noun] in {"NNS", "NNPS"} or any(
        sentence.deps[c] == "conj" for c in sentence.children[noun]
    )


def agrees(sentence: Sentence, verb: int, noun: int) -> bool:
    """Whether the finite form of a verb fits a noun in number; true where it shows none."""
    helpers = [c for c in sentence.children[verb] if sentence.deps[c] in HELPERS]
    finite = helpers[0] if helpers else verb
    plural = is_plural(sentence, noun)
    if sentence.tags[finite] == "VBZ" or sentence.lower[finite] == "was":
        return not plural
    if sentence.tags[finite] == "VBP" or sentence.lower[finite] == "were":
        return plural or sentence.tags[noun] in {"NNP", "NNPS"}
    return True


def stands_beside(sentence: Sentence, token: int) -> bool:
    """Tell a clause with a subject that stands beside the one the parser hangs it on.

    A semicolon, colon, dash or bracket parts it from what follows; from what goes before a
    semicolon does, since behind a colon or dash stands what somebody said.
    """
    head = sentence.heads[token]
    if find_child(sentence, token, SUBJECTS) is None:
        return False
    if token < head:
        return not PARTING.isdisjoint(sentence.words[token:head])
    first = sentence.subtree(token)[0]
    return first > head and sentence.words[first - 1] == ";"
