"""Signals of a clause's structure: tense, voice, subject, form, comparison, numbers and names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.trees import FINITE_TAGS, SUBJECTS, VERB_TAGS
from claimlink.packs import LanguagePack, Lexicon
from claimlink.parsing import EntitySpan, Sentence

_FUNCTION_WORDS = (
    "be",
    "have",
    "will",
    "first",
    "second",
    "this",
    "indefinite",
    "if",
    "than",
    "most",
    "uncompared",
    "degree",
    "money",
    "percent",
)
_PRONOUN_TAGS = frozenset({"PRP", "DT", "WDT", "WP", "EX"})
QUOTE_OPENS = frozenset({"“", "‘", "«", "„", '"', "``"})
# Words of a clause: from and to.
_LENGTHS = {"short": (0, 5), "long": (15, 10**6)}
# Words to each side of its predicate that a clause's judgement looks at.
_REACH = 80
# Predicates above the clause's own that may frame it.
_STEPS_UP = 12
# How deep the clause that defines may hang: "a state (of (living (where ...)))".
_OF_STEPS = 4

# What a noun is that the clause does not compare: "some *outcomes*", "in *detail*".
_ASIDE = frozenset({"dobj", "pobj", "attr"})

# Labels of entities that name nobody and nothing.
_AMOUNTS = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})

_Words = Mapping[str, frozenset[str]]


def read_signals(
    clause: Clause, tokens: Sequence[int], pack: LanguagePack
) -> dict[str, int | None]:
    """Return the signals of a clause's structure, each with the token that shows it.

    Tense and voice: ``past``, ``perfect``, ``present``, ``future``, ``modal``, ``passive``,
    ``progressive``, ``infinitive``, ``copula``.  Subject: ``no_subject``, ``pronoun_subject``,
    ``first_person``, ``second_person``, ``named_subject``, ``generic_subject``,
    ``demonstrative_subject``.  Form:
    ``question``, ``imperative``, ``no_verb``, ``if_clause``, ``conditional_future``,
    ``indefinite_class``, ``defining``, ``framed_by_first``; its length: ``short``, ``long``.
    Words: ``comparative``, ``than``, ``superlative``, ``number``, ``percent``, ``money``, ``name``,
    ``exclamation``.  ``cut:RULE`` names what cut the clause.
    """
    words = _function_words(pack.lexicon("selection_words"))
    found: dict[str, int | None] = {f"cut:{clause.rule}": None}
    found |= _tense(clause, words)
    found |= _subject(clause, words)
    found |= _form(clause, tokens, found, words)
    found |= _words(clause, tokens, words)
    return found


def reach_of(clause: Clause) -> tuple[int, int]:
    """Return the tokens that a clause's judgement looks at beyond its own: half-open.

    A text without full stops is one sentence of thousands of words; looking at all of it for each
    of its clauses would take quadratic time.
    """
    return max(0, clause.head - _REACH), min(len(clause.sentence), clause.head + _REACH)


def entities_in(entities: Sequence[EntitySpan], tokens: Sequence[int]) -> list[EntitySpan]:
    """Return the entities that begin at one of the tokens; both are sorted."""
    if not tokens:
        return []
    inside = frozenset(tokens)
    first = bisect_left(entities, tokens[0], key=lambda entity: entity.token_start)
    found: list[EntitySpan] = []
    for index in range(first, len(entities)):
        if entities[index].token_start > tokens[-1]:
            break
        if entities[index].token_start in inside:
            found.append(entities[index])
    return found


def _function_words(lexicon: Lexicon) -> _Words:
    return {label: lexicon.forms.get(label, frozenset()) for label in _FUNCTION_WORDS}


def _tense(clause: Clause, forms: _Words) -> dict[str, int | None]:
    sentence, head = clause.sentence, clause.head
    tag = sentence.tags[head]
    helpers = [c for c in sentence.children[head] if sentence.deps[c] in {"aux", "auxpass"}]
    if not helpers and sentence.deps[head] == "conj" and tag in VERB_TAGS - FINITE_TAGS:
        before = sentence.heads[head]
        helpers = [c for c in sentence.children[before] if sentence.deps[c] in {"aux", "auxpass"}]
        if not helpers and tag == "VB":
            # "It closed the works and *set* up kitchens": some verbs have one form for all.
            tag = sentence.tags[before]
    words = {sentence.lower[c]: c for c in helpers}
    finite = next((c for c in helpers if sentence.tags[c] in FINITE_TAGS), None)
    found: dict[str, int | None] = {}
    if words.keys() & forms["will"]:
        found["future"] = min(words[w] for w in words.keys() & forms["will"])
    elif finite is not None and sentence.tags[finite] == "MD":
        found["modal"] = finite
    elif words.keys() & forms["have"] and tag in {"VBN", "VBD"}:
        found["perfect"] = head
    elif "VBD" in {tag, *([] if finite is None else [sentence.tags[finite]])}:
        found["past"] = head
    elif tag in {"VBP", "VBZ"} or finite is not None:
        found["present"] = head
    if any(sentence.deps[c] == "auxpass" for c in helpers):
        found["passive"] = head
    if tag == "VBG" and words.keys() & forms["be"]:
        found["progressive"] = head
    if sentence.lower[head] in forms["be"] and sentence.deps[head] not in {"aux", "auxpass"}:
        found["copula"] = head
    if tag == "VBN" and not helpers:
        found["past"] = head
    return found


def _subject(clause: Clause, forms: _Words) -> dict[str, int | None]:
    sentence, subject = clause.sentence, subject_of(clause)
    if subject is None:
        return {"no_subject": None}
    word, tag = sentence.lower[subject], sentence.tags[subject]
    signals: dict[str, int | None] = {}
    if word in forms["first"]:
        signals["first_person"] = subject
    elif word in forms["second"]:
        signals["second_person"] = subject
    elif tag in _PRONOUN_TAGS:
        signals["pronoun_subject"] = subject
    elif tag in {"NNP", "NNPS"} or _is_in_entity(sentence, subject):
        signals["named_subject"] = subject
    elif _is_generic(sentence, subject, forms):
        signals["generic_subject"] = subject
    if word in forms["this"] or any(
        sentence.deps[c] == "det" and sentence.lower[c] in forms["this"]
        for c in sentence.children[subject]
    ):
        signals["demonstrative_subject"] = subject
    return signals


def _is_in_entity(sentence: Sentence, token: int) -> bool:
    entity = entity_at(sentence, token)
    # "Half of them", "the 1960s": what the model marks as a number or a time is no name.
    return entity is not None and entity.label not in _AMOUNTS


def entity_at(sentence: Sentence, token: int) -> EntitySpan | None:
    """Return the entity that a token belongs to, None where it belongs to none."""
    after = bisect_right(sentence.entities, token, key=lambda entity: entity.token_start)
    if after == 0 or token >= sentence.entities[after - 1].token_end:
        return None
    return sentence.entities[after - 1]


def subject_of(clause: Clause) -> int | None:
    """Return the subject's token, that of a relative clause being the noun it belongs to."""
    sentence, subject = clause.sentence, clause.subject
    if subject is None or sentence.tags[subject] not in {"WDT", "WP"}:
        return subject
    return sentence.heads[clause.head] if sentence.deps[clause.head] == "relcl" else subject


def _is_generic(sentence: Sentence, noun: int, forms: _Words) -> bool:
    """Whether a noun names a kind: no determiner, or "a", and no name, number or possessor."""
    if sentence.tags[noun] not in {"NN", "NNS", "VBG"}:
        return False
    for child in sentence.children[noun]:
        if sentence.deps[child] in {"poss", "nummod"}:
            return False
        if sentence.deps[child] == "det" and sentence.lower[child] not in forms["indefinite"]:
            return False
    return True


def _form(
    clause: Clause, tokens: Sequence[int], found: Mapping[str, int | None], forms: _Words
) -> dict[str, int | None]:
    sentence, head = clause.sentence, clause.head
    signals: dict[str, int | None] = {}
    if sentence.words[-1] == "?" or "?" in sentence.words[-2:]:
        signals["question"] = len(sentence) - 1
    if "!" in sentence.words[-2:]:
        signals["exclamation"] = len(sentence) - 1
    if sentence.tags[head] not in VERB_TAGS and not any(
        sentence.tags[t] in FINITE_TAGS for t in tokens
    ):
        signals["no_verb"] = head
    if _is_imperative(sentence, clause):
        signals["imperative"] = head
    for token in range(*reach_of(clause)):
        condition = sentence.heads[token]
        if (
            sentence.lower[token] in forms["if"]
            and sentence.deps[token] == "mark"
            and sentence.deps[condition] == "advcl"
        ):
            signals["if_clause"] = token
            break
    if (
        "if_clause" in signals
        and "future" in found
        and not {"first_person", "second_person"} & found.keys()
    ):
        signals["conditional_future"] = signals["if_clause"]
    if sentence.tags[0] == "CC":
        signals["opening_conjunction"] = 0
    if "copula" in found and any(
        sentence.deps[c] == "acomp" and sentence.tags[c] in {"JJ", "JJR"}
        for c in sentence.children[head]
    ):
        signals["predicate_adjective"] = head
    if _is_framed(clause, forms):
        signals["framed_by_first"] = None
    defined = _defining(clause, tokens, found, forms)
    if defined is not None:
        signals["defining"] = defined
    if {"copula", "present", "generic_subject"} <= found.keys():
        signals |= _classified(sentence, head, forms)
    count = sum(1 for t in tokens if sentence.words[t][:1].isalnum())
    for name, (least, most) in _LENGTHS.items():
        if least <= count <= most:
            signals[name] = None
    return signals


def _classified(sentence: Sentence, head: int, forms: _Words) -> dict[str, int | None]:
    """Return the signal of a class that a kind belongs to: "walking is *a form*"."""
    for child in sentence.children[head]:
        if sentence.deps[child] == "attr" and any(
            sentence.deps[c] == "det" and sentence.lower[c] in forms["indefinite"]
            for c in sentence.children[child]
        ):
            return {"indefinite_class": child}
    return {}


def _is_framed(clause: Clause, forms: _Words) -> bool:
    """Whether a predicate above the clause's has a subject of the first person: "I want ..."."""
    sentence, token = clause.sentence, clause.head
    for _ in range(_STEPS_UP):
        above = sentence.heads[token]
        if above == token:
            return False
        token = above
        if any(
            sentence.deps[c] in SUBJECTS and sentence.lower[c] in forms["first"]
            for c in sentence.children[token]
        ):
            return True
    return False


def _is_imperative(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause is a call: a bare verb without subject and helper, at its beginning."""
    head = clause.head
    if sentence.tags[head] not in {"VB", "VBP"} or sentence.deps[head] not in {"ROOT", "conj"}:
        return False
    children = sentence.children[head]
    if any(sentence.deps[c] in SUBJECTS for c in children):
        return False
    if any(
        sentence.deps[c] == "aux" and sentence.lower[c] not in {"do", "don't"} for c in children
    ):
        return False
    if sentence.deps[head] == "conj":
        return clause.subject is None and sentence.tags[sentence.heads[head]] == "VB"
    before = [t for t in range(head) if sentence.words[t][:1].isalnum()]
    return len(before) <= 4 and sentence.tags[head] == "VB"


def _defining(
    clause: Clause, tokens: Sequence[int], found: Mapping[str, int | None], forms: _Words
) -> int | None:
    """Return the noun by which a kind is defined: "a levy is a *charge* that states raise"."""
    sentence = clause.sentence
    if not {"copula", "present", "generic_subject"} <= found.keys():
        return None
    if any(c.isdigit() for token in tokens for c in sentence.words[token]):
        return None
    named = found["generic_subject"]
    one = named is not None and any(sentence.deps[c] == "det" for c in sentence.children[named])
    for child in sentence.children[clause.head]:
        if sentence.deps[child] != "attr" or sentence.tags[child] not in {"NN", "NNS"}:
            continue
        # "Smartphones are the source" says something of them, "a queue is the list" defines it.
        if not one and any(
            sentence.deps[c] == "det" and sentence.lower[c] not in forms["indefinite"]
            for c in sentence.children[child]
        ):
            continue
        if _is_specified(sentence, child):
            return child
    return None


def _is_specified(sentence: Sentence, noun: int) -> bool:
    """Whether a clause says which: on the noun or on one that "of" or "from" hangs on it."""
    level = [noun]
    for _ in range(_OF_STEPS):
        below = [c for token in level for c in sentence.children[token]]
        if any(_specifies(sentence, c) for c in below):
            return True
        level = [c for c in below if sentence.deps[c] in {"prep", "pobj", "conj", "pcomp"}]
    return False


def _specifies(sentence: Sentence, token: int) -> bool:
    """Whether a word heads a clause that says which: "living *where people can ...*"."""
    if sentence.deps[token] == "advcl":
        return any(sentence.tags[child] == "WRB" for child in sentence.children[token])
    return sentence.deps[token] in {"relcl", "acl"} and sentence.tags[token] != "VB"


def _words(clause: Clause, tokens: Sequence[int], forms: _Words) -> dict[str, int | None]:
    sentence = clause.sentence
    signals: dict[str, int | None] = {}
    for token in tokens:
        word, tag = sentence.lower[token], sentence.tags[token]
        if _is_compared(sentence, token, forms):
            signals.setdefault(_degree(sentence, token, forms), token)
        elif tag == "CD" and any(c.isdigit() for c in word):
            signals.setdefault("number", token)
        elif tag == "$" or word in forms["money"]:
            signals.setdefault("money", token)
        elif tag in {"NNP", "NNPS"}:
            signals.setdefault("name", token)
        if word in forms["percent"]:
            signals.setdefault("percent", token)
        if word in forms["than"] and not _is_amount(sentence, token + 1):
            signals.setdefault("than", token)
        if word in forms["first"]:
            signals.setdefault("first_word", token)
        if word in forms["second"]:
            signals.setdefault("second_word", token)
    for entity in entities_in(sentence.entities, tokens):
        signals.setdefault(f"entity:{entity.label.lower()}", entity.token_start)
    return signals


def _degree(sentence: Sentence, token: int, forms: _Words) -> str:
    """Return the signal of a comparing word.

    ``comparative_within`` is one that only qualifies an object: "provides *better* data".
    """
    if sentence.tags[token] in {"JJS", "RBS"}:
        return "superlative"
    quality = sentence.heads[token] if sentence.deps[token] == "advmod" else token
    noun = sentence.heads[quality]
    within = sentence.deps[quality] == "amod" and sentence.deps[noun] in _ASIDE
    counts = quality == token and sentence.lower[token] in forms["degree"]
    return "comparative_within" if within and not counts else "comparative"


def _is_compared(sentence: Sentence, token: int, forms: _Words) -> bool:
    """Whether a comparative or superlative compares: not in "more than 40", "at least", "most"."""
    tag, word = sentence.tags[token], sentence.lower[token]
    if tag not in {"JJR", "RBR", "JJS", "RBS"} or word in forms["uncompared"]:
        return False
    if tag in {"JJS", "RBS"} and word in forms["most"]:
        return sentence.tags[token] == "RBS" and sentence.tags[_next(sentence, token)] in {
            "JJ",
            "RB",
            "VBN",
        }
    after = _next(sentence, token)
    return not (sentence.lower[after] in forms["than"] and _is_amount(sentence, after + 1))


def _next(sentence: Sentence, token: int) -> int:
    return min(token + 1, len(sentence) - 1)


def _is_amount(sentence: Sentence, token: int) -> bool:
    """Whether a number stands at a token, or right after its currency or one word before it."""
    for at in range(token, min(token + 3, len(sentence))):
        if sentence.tags[at] != "CD":
            continue
        # "quieter than the old one" compares with a thing.
        digits = any(c.isdigit() for c in sentence.words[at])
        return digits or sentence.tags[at - 1] not in {"DT", "JJ"}
    return False
