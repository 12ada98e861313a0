"""Give a clause the subject that it shares with another one.

"..., and also fined it" gets the subject of the verb before; "which led to fines" the noun that
"which" stands for; "reaching 128 billion" the subject of the main clause and, where the tense is
sure, a finite verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.antecedents.salience import NOUN_TAGS
from claimlink.claiming.clauses import Clause
from claimlink.claiming.trees import FINITE_TAGS, HELPERS, agrees, is_finite, is_plural
from claimlink.claiming.wording.edits import (
    NOTHING,
    SUBJECTS,
    Edit,
    Words,
    has_own_subject,
)
from claimlink.claiming.wording.relatives import (
    RELATIVE_TAGS,
    find_introduced,
    find_relative,
    replace_relative,
)
from claimlink.claiming.wording.rules import find_word, first_word
from claimlink.claiming.wording.verbs import Tense, make_finite, tense_of
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence

_LEVELS = 6
# Parts of a claim that say what something is, without a verb of their own.
_DESCRIBING = frozenset({"clause.part.apposition", "clause.part.description"})


def restore_subject(
    clause: Clause, tokens: Sequence[int], repeat: Words, define: Words, pack: LanguagePack
) -> Edit:
    """Return the edit that makes a clause complete; :data:`NOTHING` where it is, or none is sure.

    ``repeat`` words a noun as it stands, ``define`` as something known ("a firm" -> "the firm").
    """
    sentence = clause.sentence
    if clause.rule in _DESCRIBING and clause.head not in tokens:
        return _restore_copula(clause, pack)
    if clause.head not in tokens:
        return NOTHING
    relative = find_relative(clause, tokens)
    if relative is not None:
        return replace_relative(clause, tokens, relative, define, pack)
    inverted = next(
        (row for t in tokens[:2] if (row := find_word(pack, "inversion", sentence.lower[t]))), None
    )
    if inverted is not None:
        return Edit(kept=((inverted.id, clause.head),))  # "... and neither do taxes"
    introduced = find_introduced(clause)
    if introduced is not None:
        return _restore_introduced(clause, introduced, define, pack)
    subject = clause.subject
    if subject is None or subject in tokens or has_own_subject(sentence, clause.head):
        return NOTHING
    noun = _noun_meant(sentence, subject)
    if noun is None:
        return NOTHING
    if sentence.tags[clause.head] == "VBG" and sentence.deps[clause.head] != "conj":
        return _restore_participle(clause, noun, repeat, pack)
    if sentence.deps[clause.head] != "conj":
        return NOTHING
    return _restore_conjunct(clause, noun, repeat if noun == subject else define, pack)


def _restore_copula(clause: Clause, pack: LanguagePack) -> Edit:
    """Say what a description is said of: "Brno, the second city" -> "Brno is the second city"."""
    if not clause.shared:
        return Edit(left=(clause.tokens[0],), kept=((clause.rule, clause.tokens[0]),))
    noun = clause.shared[-1]
    tense = tense_of(clause.sentence, clause.head) or "present"
    row = _copula_row(tense, is_plural(clause.sentence, noun), pack)
    word = row.terms[0]
    return Edit(after={noun: word}, cues=((row.id, f"verb: {word}", None),))


def _restore_introduced(clause: Clause, noun: int, words: Words, pack: LanguagePack) -> Edit:
    """Put what a participle is about before it: "built in Graz" -> "the ferry was built in Graz".

    An "-ing" form becomes finite where the tense is sure and stays as it is where it is not.
    """
    sentence, head = clause.sentence, clause.head
    text = words(noun)
    verb = _verb_above(sentence, head)
    tense = tense_of(sentence, verb)
    if text is None or tense is None:
        return Edit(left=(head,), kept=((clause.rule, head),))
    cues: list[tuple[str, str, int | None]] = [(clause.rule, f"subject: {text}", None)]
    many = is_plural(sentence, noun)
    if sentence.tags[head] == "VBN":
        row = _copula_row(tense, many, pack)
        cues.append((row.id, f"verb: {row.terms[0]}", None))
        return Edit(before=f"{text} {row.terms[0]}", about=noun, cues=tuple(cues))
    finite = make_finite(sentence.lower[head], tense, plural=many, pack=pack)
    if finite is None:
        return Edit(left=(head,), kept=((clause.rule, head),))
    cues.append((finite[1], f"verb: {finite[0]}", head))
    return Edit(before=text, replaced={head: finite[0]}, about=noun, cues=tuple(cues))


def _copula_row(tense: Tense, many: bool, pack: LanguagePack) -> Term:
    return first_word(pack, f"copula_{tense}_{'many' if many else 'one'}")


def _noun_meant(sentence: Sentence, subject: int) -> int | None:
    """Return the noun behind a relative pronoun, any other token itself; None where no noun is."""
    if sentence.tags[subject] not in RELATIVE_TAGS:
        return subject if sentence.tags[subject] in NOUN_TAGS | {"PRP", "CD"} else None
    verb = sentence.heads[subject]
    for _ in range(_LEVELS):
        if sentence.deps[verb] in {"relcl", "acl"}:
            noun = sentence.heads[verb]
            return noun if sentence.tags[noun] in NOUN_TAGS else None
        if sentence.heads[verb] == verb:
            return None
        verb = sentence.heads[verb]
    return None


def _restore_conjunct(clause: Clause, noun: int, words: Words, pack: LanguagePack) -> Edit:
    sentence, head = clause.sentence, clause.head
    helpers = _shared_helpers(sentence, head, pack)
    text = words(noun)
    before = sentence.tags[clause.tokens[0] - 1] if clause.tokens[0] else ""
    joined = _is_joined(sentence, head) and before not in NOUN_TAGS
    if text is None or helpers is None or not joined or not _fits(sentence, head, noun):
        # "brand you a liar and the paper will accuse you": a noun that the parser put elsewhere
        return Edit(left=(head,), kept=(("standalone.elided", head),))
    cues: list[tuple[str, str, int | None]] = [("standalone.elided", f"subject: {text}", None)]
    unchanging = find_word(pack, "unchanging", sentence.lower[head])
    if helpers and unchanging is not None:
        cues.append((unchanging.id, f"{sentence.words[helpers[0]]} {sentence.words[head]}", head))
    return Edit(
        before=" ".join([text, *(sentence.words[helper] for helper in helpers)]),
        about=noun,
        cues=tuple(cues),
    )


def _is_joined(sentence: Sentence, verb: int) -> bool:
    """Whether a conjunction joins a verb to the ones before, or one of the list behind it."""
    if "CC" in sentence.tags[max(0, verb - 2) : verb]:
        return True
    for _ in range(_LEVELS):
        if any(sentence.deps[c] == "cc" for c in sentence.children[sentence.heads[verb]]):
            return True
        behind = [c for c in sentence.children[verb] if sentence.deps[c] == "conj"]
        if not behind:
            return False
        verb = behind[0]
    return False


def _fits(sentence: Sentence, verb: int, noun: int) -> bool:
    """Whether a coordinated verb can have the subject: number, and no jump of tense.

    "... demand openness and sustained oversight": a participle taken for a verb in the past.
    """
    if not agrees(sentence, verb, noun) and is_plural(sentence, noun):
        return False
    if sentence.tags[verb] != "VBD" or any(
        sentence.deps[c] in HELPERS for c in sentence.children[verb]
    ):
        return True
    return tense_of(sentence, sentence.heads[verb]) != "present"


def _shared_helpers(sentence: Sentence, verb: int, pack: LanguagePack) -> list[int] | None:
    """Return the auxiliaries that a coordinated verb shares; None where it is unsure which.

    "were detained and later fined" -> "were"; "could kill many and cost billions" -> "could",
    though the tagger takes "cost" for the past; a form that can only be finite needs none.
    """
    own = [c for c in sentence.children[verb] if sentence.deps[c] in HELPERS]
    if own:
        return []
    first = _first_with_helpers(sentence, verb)
    helpers = [c for c in sentence.children[first] if sentence.deps[c] in HELPERS and c < first]
    tag, tag_first = sentence.tags[verb], sentence.tags[first]
    if any(sentence.tags[c] == "MD" for c in helpers) and _is_base(sentence, verb, pack):
        tag = "VB"
    if tag in FINITE_TAGS:
        # "let students read and asked others": a bare infinitive shares no subject with it
        return [] if helpers or tag_first in FINITE_TAGS | {"VBN"} else None
    if not helpers:
        return [] if tag == "VBN" else None
    if any(sentence.deps[c] == "neg" for c in sentence.children[first]):
        return None
    if any(sentence.tags[c] == "TO" for c in helpers) or _is_crossed(sentence, first, verb, tag):
        return None
    if tag_first != tag and not {tag, tag_first} <= {"VBN", "VBD"}:
        return None
    return helpers


def _first_with_helpers(sentence: Sentence, verb: int) -> int:
    """Return the nearest verb of a coordination that has auxiliaries, or its first verb."""
    first = sentence.heads[verb]
    for _ in range(_LEVELS):
        if sentence.deps[first] != "conj" or any(
            sentence.deps[c] in HELPERS for c in sentence.children[first]
        ):
            break
        first = sentence.heads[first]
    return first


def _is_base(sentence: Sentence, verb: int, pack: LanguagePack) -> bool:
    """Whether a form may be the bare infinitive: a plain present, or "cost" taken for a past."""
    tag = sentence.tags[verb]
    return tag in {"VB", "VBP"} or (
        tag in {"VBD", "VBN"} and find_word(pack, "unchanging", sentence.lower[verb]) is not None
    )


def _is_crossed(sentence: Sentence, first: int, verb: int, tag: str) -> bool:
    """Whether another verb of the same form stands between and may be the one coordinated.

    "The court is charged with trying people who have been arrested and sentenced".
    """
    return tag == "VBN" and any(
        sentence.tags[t] == tag and sentence.deps[t] in {"relcl", "acl", "advcl", "ccomp"}
        for t in range(first + 1, verb)
    )


def _restore_participle(clause: Clause, noun: int, words: Words, pack: LanguagePack) -> Edit:
    """Put the subject before a participle, which becomes finite where the tense is sure."""
    sentence, head = clause.sentence, clause.head
    verb = _verb_above(sentence, head)
    kept = _keep_participle(clause, verb, pack)
    if kept is not None:
        return kept
    text = words(noun)
    if text is None:
        return NOTHING
    tense = tense_of(sentence, verb)
    plural = is_plural(sentence, noun)
    finite = (
        None
        if tense is None
        else make_finite(sentence.lower[head], tense, plural=plural, pack=pack)
    )
    cues: list[tuple[str, str, int | None]] = [("standalone.participle", f"subject: {text}", None)]
    if finite is None and sentence.tags[noun] == "PRP":
        return Edit(left=(head,), kept=(("standalone.participle", head),))
    if finite is None:
        return Edit(before=text, about=noun, cues=tuple(cues))
    cues.append((finite[1], f"verb: {finite[0]}", head))
    return Edit(before=text, replaced={head: finite[0]}, about=noun, cues=tuple(cues))


def _verb_above(sentence: Sentence, token: int) -> int:
    verb = sentence.heads[token]
    for _ in range(_LEVELS):
        if sentence.tags[verb].startswith("VB") or sentence.heads[verb] == verb:
            break
        verb = sentence.heads[verb]
    return verb


def _keep_participle(clause: Clause, verb: int, pack: LanguagePack) -> Edit | None:
    """Return the edit of a participle whose subject is open or that has none; None for others."""
    sentence, head, subject = clause.sentence, clause.head, clause.subject
    participle = sentence.lower[head]
    none = find_word(pack, "no_subject", participle)
    if none is None:
        # "aims include ..., ending the war": an item of a list
        none = find_word(pack, "listing", sentence.lower[verb])
    if none is not None:
        return Edit(kept=((none.id, head),))
    # "led, with Halik, the captain, scoring": the parser took it from Halik
    between = (
        find_word(pack, "absolute", sentence.lower[token])
        for token in range(verb + 1, head)
        if sentence.words[token - 1] == ","
    )
    open_row = find_word(pack, "result", participle) or next(filter(None, between), None)
    if open_row is not None:
        return Edit(left=(head,), kept=((open_row.id, head),))
    if subject != _subject_above(sentence, verb):
        return Edit(left=(head,), kept=(("standalone.participle", head),))
    if sentence.deps[verb] == "ccomp":
        # "held that the law was old, finding ...": who found is open
        return Edit(left=(head,), kept=(("standalone.participle", head),))
    return None


def _subject_above(sentence: Sentence, verb: int) -> int | None:
    """Return the subject of the finite verb above a participle; None for an "-ing" form.

    "areas are reducing debt, ending violence": the items of a list.
    """
    if sentence.tags[verb] == "VBG" or not is_finite(sentence, verb):
        return None
    for _ in range(_LEVELS):
        if sentence.deps[verb] != "conj" or has_own_subject(sentence, verb):
            break
        verb = sentence.heads[verb]
    subjects = [c for c in sentence.children[verb] if sentence.deps[c] in SUBJECTS]
    return subjects[0] if subjects else None
