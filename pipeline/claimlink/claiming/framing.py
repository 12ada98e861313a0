"""Frames that take back what they introduce: "it is false that", "rejected the claim that".

In goes a parsed sentence; out come, for each clause that hangs in such a frame, the row that says
so and what the frame does.  The clause is then no claim by itself: without its frame the claim
would assert what the sentence denies or leaves open, so frame and clause stay together.

``lexicons/clause_frames.tsv`` names the words; their labels are

``false``       a complement or noun that denies: "is false", "the myth that"
``wrong``       the same, only of a claim: "the claim that X is wrong", not "it is wrong that X"
``true``        a complement whose negation denies: "is not true", "is not the case"
``open``        a complement whose negation leaves it open: "is not clear"
``doubtful``    a complement or noun that leaves it open: "is unlikely", "a possibility that"
``modal``       an auxiliary that does: "it may be that"
``reject``      a verb that denies: "refuted reports that", "pretended that"
``dispute``     a verb or noun that doubts: "questioned the claim that", "doubts about reports that"
``falsely``     an adverb at a reporting verb that denies what is said
``nobody``      a subject that nobody is, or its determiner: "nobody believes", "few voters"
``no``          a determiner of evidence: "no evidence that", "little evidence that"
``whether``     a word that opens a question: "asked whether"
``despite``     a preposition before what is not so: "despite claims that"
``contrary``    the same, and the whole phrase says nothing of its own: "contrary to reports that"
``only``        a word after "not" that makes it no negation: "not only found that"
``unreal``      an auxiliary of what did not come about: "would have fallen"
``condition``   a word that opens a condition: "if", "without"
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimlink.claiming.trees import (
    SUBJECTS,
    VERB_TAGS,
    find_child,
    find_first,
    is_word,
    stands_beside,
)
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence

_LEXICON = "clause_frames"
_CLAUSE_DEPS = frozenset({"ccomp", "acl", "relcl", "csubj", "csubjpass", "advcl"})
_COMPLEMENTS = frozenset({"acomp", "attr"})
_NOUN = "NN"


@dataclass(frozen=True)
class Frame:
    """What a frame does to the clause it introduces; all places are token indexes.

    ``predicate`` is the verb of the frame, None where it has none ("contrary to reports that").
    ``denies`` tells whether the frame says that the clause is not so; None leaves that to the
    words of the whole claim.  ``hedges`` tells whether it leaves the clause open.  ``aside`` are
    the tokens of a frame that states nothing itself, clause included.
    """

    rule: str
    cue: int
    predicate: int | None
    denies: bool | None = None
    hedges: bool = False
    aside: tuple[int, ...] = ()


def find_frames(sentence: Sentence, pack: LanguagePack) -> dict[int, Frame]:
    """Return the frame of each clause that one takes back, by the token that heads the clause.

    >>> from claimlink.packs import load_pack
    >>> s = Sentence(0, 0, 0, 26, ("It", "is", "false", "that", "rents", "rose"),
    ...              ("PRP", "VBZ", "JJ", "IN", "NNS", "VBD"),
    ...              ("nsubj", "ROOT", "acomp", "mark", "nsubj", "ccomp"), (1, 1, 1, 5, 5, 1),
    ...              (0, 3, 6, 12, 17, 23), (2, 5, 11, 16, 22, 27), (True,) * 6)
    >>> find_frames(s, load_pack())[5].denies
    True
    """
    found: dict[int, Frame] = {}
    for token, dep in enumerate(sentence.deps):
        if dep not in _CLAUSE_DEPS or sentence.heads[token] == token:
            continue
        if sentence.tags[token] in VERB_TAGS or find_child(sentence, token, SUBJECTS) is not None:
            frame = _frame_of(sentence, token, pack)
            if frame is not None:
                found[token] = frame
    return found


def find_held(sentence: Sentence, frames: Mapping[int, Frame]) -> frozenset[int]:
    """Return all tokens of the clauses that stand in one of the frames."""
    held = set(frames)
    order = list(frames)
    for token in order:
        order += [child for child in sentence.children[token] if child not in held]
        held.update(sentence.children[token])
    return frozenset(held)


def frames_of_claim(frames: Mapping[int, Frame], head: int, tokens: Sequence[int]) -> list[Frame]:
    """Return the frames whose predicate is that of a claim, in the order of their clauses."""
    inside = frozenset(tokens)
    return [
        frame
        for clause, frame in sorted(frames.items())
        if frame.predicate == head and clause in inside
    ]


def find_unreal(sentence: Sentence, head: int, pack: LanguagePack) -> tuple[Term, int] | None:
    """Return the row and token by which a predicate tells what did not come about.

    "Would have fallen" does; so does "would fall" under a condition.  None where neither holds.
    """
    while sentence.deps[head] == "conj" and not _auxiliaries(sentence, head):
        head = sentence.heads[head]
    auxiliaries = _auxiliaries(sentence, head)
    for token in auxiliaries:
        row = _row(sentence, token, ("unreal",), pack)
        if row is None:
            continue
        perfect = sentence.tags[head] in {"VBN", "VBD"} and any(
            sentence.tags[other] == "VB" for other in auxiliaries if other > token
        )
        if perfect or _has_condition(sentence, head, pack):
            return row, token
    return None


def _auxiliaries(sentence: Sentence, head: int) -> list[int]:
    return [c for c in sentence.children[head] if sentence.deps[c] in {"aux", "auxpass"}]


def _has_condition(sentence: Sentence, head: int, pack: LanguagePack) -> bool:
    return any(
        sentence.deps[child] in {"advcl", "prep"}
        and _row(sentence, find_first(sentence, child), ("condition",), pack) is not None
        for child in sentence.children[head]
    )


def _frame_of(sentence: Sentence, clause: int, pack: LanguagePack) -> Frame | None:
    head = sentence.heads[clause]
    copula = _copula_of(sentence, head, pack)
    if copula is not None and _is_introduced(sentence, copula, clause, pack):
        return _copular_frame(sentence, copula, clause, pack)
    if not _is_complement(sentence, clause, pack):
        return None
    if sentence.tags[head].startswith(_NOUN):
        return _noun_frame(sentence, head, clause, pack)
    return _verb_frame(sentence, head, clause, pack)


def _copula_of(sentence: Sentence, head: int, pack: LanguagePack) -> int | None:
    """Return the copula that a clause hangs on, itself or through its complement."""
    above = sentence.heads[head] if sentence.deps[head] in _COMPLEMENTS else head
    return above if is_word(sentence, above, "copula", pack) else None


def _is_introduced(sentence: Sentence, copula: int, clause: int, pack: LanguagePack) -> bool:
    """Tell "it is likely that" and "the myth is that" from "it is likely to rise because"."""
    if sentence.deps[clause] in {"csubj", "csubjpass"}:
        return True
    subject = find_child(sentence, copula, SUBJECTS)
    held = subject is not None and is_word(sentence, subject, "placeholder", pack)
    if sentence.deps[clause] == "ccomp" and (held or sentence.heads[clause] == copula):
        return True
    first = find_first(sentence, clause)
    return held and copula < first and is_word(sentence, first, "complementizer", pack)


def _is_complement(sentence: Sentence, clause: int, pack: LanguagePack) -> bool:
    """Tell "the claim that rents rose" and "believes rents rose" from "the claim that we made"."""
    first = find_first(sentence, clause)
    if sentence.deps[clause] == "ccomp":
        # "Rents rose; the owners deny it": a clause of its own, whatever the parser hangs it on.
        return not stands_beside(sentence, clause)
    marked = sentence.tags[first] == "IN" or sentence.deps[first] == "mark"
    if not is_word(sentence, first, "complementizer", pack):
        return False
    subjects = [c for c in sentence.children[clause] if sentence.deps[c] in SUBJECTS]
    return marked or len(subjects) > 1


def _copular_frame(
    sentence: Sentence, copula: int, clause: int, pack: LanguagePack
) -> Frame | None:
    """Read "it is (not) ADJECTIVE that", "the myth is that", "that bulls hate red is false"."""
    negation = _negation(sentence, copula, pack)
    words = [c for c in sentence.children[copula] if sentence.deps[c] in _COMPLEMENTS]
    subject = find_child(sentence, copula, SUBJECTS)
    nouns = [] if subject is None or subject == clause else [subject]
    for word in [*words, *nouns]:
        row = _row(sentence, word, ("false", "true", "open", "doubtful"), pack)
        if row is None or word == clause:
            continue
        if row.label == "false":
            return Frame(row.id, word, copula, denies=negation is None)
        if row.label == "doubtful":
            return Frame(row.id, word, copula, hedges=True)
        if negation is not None or _has_no(sentence, word, pack):
            return Frame(
                row.id, word, copula, True if row.label == "true" else None, row.label == "open"
            )
    modal = _first(sentence, _auxiliaries(sentence, copula), "modal", pack)
    if modal is not None:
        return Frame(modal[0].id, modal[1], copula, hedges=True)
    if negation is not None and not words:
        # "This is not because rents rose": without its frame the reason would be asserted.
        return Frame("clause.framed", negation, copula)
    return None


def _noun_frame(sentence: Sentence, noun: int, clause: int, pack: LanguagePack) -> Frame | None:
    """Read "rejected the claim that", "no evidence that", "the claim that X is false"."""
    own = [noun, *(c for c in sentence.children[noun] if sentence.deps[c] in {"amod", "compound"})]
    predicate, dep = sentence.heads[noun], sentence.deps[noun]
    contrary = _aside(sentence, noun, clause, pack)
    if contrary is not None:
        return contrary
    if dep in {"nsubj", "nsubjpass"} and is_word(sentence, predicate, "copula", pack):
        found = _judged(sentence, predicate, pack)
        if found is not None:
            return found
    if dep in {"dobj", "nsubj", "nsubjpass"}:
        found = _object_frame(sentence, predicate, pack, passive=dep == "nsubjpass")
        if found is not None and (dep != "nsubj" or found.rule == "clause.framed"):
            return found
    if dep == "pobj":
        # "No basis for the claim that", "doubt on the claim that"; "despite claims that".
        above = sentence.heads[predicate]
        row = _row(sentence, predicate, ("despite",), pack)
        row = row or _row(sentence, above, ("dispute",), pack)
        if row is not None:
            return Frame(row.id, predicate, None)
        own.append(above)
    for word in own:
        none = _none(sentence, sentence.children[word], "no", pack)
        if none is not None:
            return Frame(none[0].id, none[1], predicate)
    row_at = _first(sentence, own, "false", pack) or _first(sentence, own, "doubtful", pack)
    if row_at is None:
        return None
    return Frame(row_at[0].id, row_at[1], predicate, hedges=row_at[0].label == "doubtful")


def _judged(sentence: Sentence, copula: int, pack: LanguagePack) -> Frame | None:
    """Read "(the claim that rents rose) is false"."""
    negation = _negation(sentence, copula, pack)
    for word in sentence.children[copula]:
        if sentence.deps[word] not in _COMPLEMENTS:
            continue
        row = _row(sentence, word, ("false", "wrong", "true", "open", "doubtful"), pack)
        if row is None:
            continue
        if row.label in {"false", "wrong"}:
            return Frame(row.id, word, copula, denies=negation is None)
        if row.label == "doubtful" or negation is not None:
            return Frame(row.id, word, copula, hedges=row.label in {"doubtful", "open"})
    return None


def _object_frame(
    sentence: Sentence, verb: int, pack: LanguagePack, *, passive: bool
) -> Frame | None:
    """Read "rejected (the claim that)", "did not find (evidence that)"."""
    row = _row(sentence, verb, ("reject", "dispute"), pack)
    negation = _negation(sentence, verb, pack)
    if row is not None:
        denies = row.label == "reject" and negation is None
        return Frame(row.id, verb, verb, denies or None)
    if negation is not None:
        return Frame("clause.framed", negation, verb)
    return None if passive else _nobody(sentence, verb, pack)


def _verb_frame(sentence: Sentence, verb: int, clause: int, pack: LanguagePack) -> Frame | None:
    """Read "nobody believes that", "falsely claimed that", "pretended that", "did not say that"."""
    if sentence.deps[clause] != "ccomp":
        return None
    nobody = _nobody(sentence, verb, pack)
    if nobody is not None:
        return nobody
    found = _first(sentence, sentence.children[verb], "falsely", pack)
    if found is None:
        found = _first(sentence, [verb], "reject", pack)
    if found is None and sentence.tags[find_first(sentence, clause)] in {"IN", "WRB"}:
        found = _first(sentence, [find_first(sentence, clause)], "whether", pack)
        if found is not None:
            return Frame(found[0].id, found[1], verb)
    negation = _negation(sentence, verb, pack)
    if found is not None:
        denies = negation is None and clause > verb
        return Frame(found[0].id, found[1], verb, denies or None)
    if negation is not None and clause > verb:
        return Frame("clause.framed", negation, verb)
    return None


def _nobody(sentence: Sentence, verb: int, pack: LanguagePack) -> Frame | None:
    """Read "nobody believes", "few voters believe", "no study has shown"."""
    subject = find_child(sentence, verb, SUBJECTS)
    if subject is None:
        return None
    found = _none(sentence, [subject, *sentence.children[subject]], "nobody", pack)
    if found is None:
        return None
    # "No one doubts that rents rose" does not deny it.
    doubting = _row(sentence, verb, ("reject", "dispute"), pack) is not None
    return Frame(found[0].id, found[1], verb, denies=not doubting)


def is_nobody(sentence: Sentence, head: int, pack: LanguagePack) -> bool:
    """Tell whether a phrase stands for nobody: "nobody", "no study", "few voters"."""
    return _none(sentence, [head, *sentence.children[head]], "nobody", pack) is not None


def _aside(sentence: Sentence, noun: int, clause: int, pack: LanguagePack) -> Frame | None:
    """Read "contrary to reports that rents rose, ...": neither part states anything."""
    preposition = sentence.heads[noun]
    opener = sentence.heads[preposition]
    if sentence.deps[noun] != "pobj":
        return None
    for token in (opener, preposition - 1):
        row = _row(sentence, token, ("contrary",), pack) if 0 <= token < preposition else None
        if row is not None:
            tokens = tuple(range(token, sentence.subtree(clause)[-1] + 1))
            return Frame(row.id, token, None, aside=tokens)
    return None


def _has_no(sentence: Sentence, word: int, pack: LanguagePack) -> bool:
    return _none(sentence, sentence.children[word], "no", pack) is not None


def _none(
    sentence: Sentence, tokens: Iterable[int], label: str, pack: LanguagePack
) -> tuple[Term, int] | None:
    """Return the first of the tokens that says "none"; "a few" and "a little" say "some"."""
    bare = (t for t in tokens if t == 0 or not is_word(sentence, t - 1, "indefinite", pack))
    return _first(sentence, bare, label, pack)


def _negation(sentence: Sentence, verb: int, pack: LanguagePack) -> int | None:
    """Return the "not" of a predicate, or its "no longer"; "not only" is none."""
    token = find_child(sentence, verb, ("neg",))
    if token is None:
        adverbs = (c for c in sentence.children[verb] if sentence.deps[c] == "advmod")
        return next((c for c in adverbs if _has_no(sentence, c, pack)), None)
    if token + 1 >= len(sentence):
        return token
    return None if _row(sentence, token + 1, ("only",), pack) is not None else token


def _first(
    sentence: Sentence, tokens: Iterable[int], label: str, pack: LanguagePack
) -> tuple[Term, int] | None:
    """Return the first of the tokens with a label, and its row."""
    for token in tokens:
        row = _row(sentence, token, (label,), pack)
        if row is not None:
            return row, token
    return None


def _row(
    sentence: Sentence, token: int, labels: Collection[str], pack: LanguagePack
) -> Term | None:
    """Return the row of a token with one of the labels; a form may have rows of several."""
    form = sentence.lower[token]
    lexicon = pack.lexicon(_LEXICON)
    if not any(form in lexicon.forms.get(label, ()) for label in labels):
        return None
    return next(row for row in lexicon.rows if row.label in labels and form in row.terms)
