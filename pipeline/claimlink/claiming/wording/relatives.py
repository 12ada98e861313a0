"""Put the noun that "which", "who" or "where" stands for in its place.

"which led to fines" -> "the pressure led to fines"; "which he sold" -> "he sold the bank".
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.antecedents.binding import governor
from claimlink.claiming.antecedents.candidates import NAME_TAGS
from claimlink.claiming.antecedents.salience import NOUN_TAGS
from claimlink.claiming.antecedents.wording import possessive
from claimlink.claiming.clauses import Clause
from claimlink.claiming.trees import FINITE_TAGS, agrees
from claimlink.claiming.wording.edits import SUBJECTS, Edit, Words, has_own_subject
from claimlink.claiming.wording.rules import find_word, first_word
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
# Tokens at the head of a clause among which its relative pronoun stands ("most of which").
_OPENING = 5
# Words back in which another noun of the same verb makes "which" ambiguous.
_WINDOW = 30
_HEADS = SUBJECTS | {"dobj", "pobj", "attr", "conj"}
# What "who", and what "which", does not stand for.
_PLACES, _PEOPLE = frozenset({"GPE", "LOC", "FAC"}), frozenset({"PERSON"})
# Clauses that tell something of a thing just introduced.
_INTRODUCING = frozenset({"clause.relative.new", "clause.participle.new"})
_MEASURES = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})


def find_relative(clause: Clause, tokens: Sequence[int]) -> int | None:
    """Return the pronoun that makes a claim a relative clause; None where it is none."""
    sentence = clause.sentence
    if sentence.deps[clause.head] != "relcl":
        return None
    for token in tokens[:_OPENING]:
        if sentence.tags[token] in RELATIVE_TAGS:
            return token
        if sentence.deps[token] in SUBJECTS and sentence.tags[token] in NOUN_TAGS:
            break
    return None


def replace_relative(
    clause: Clause, tokens: Sequence[int], relative: int, define: Words, pack: LanguagePack
) -> Edit:
    """Return the edit that puts the noun in; the pronoun is left where none is sure.

    ``define`` words a noun as something known.
    """
    sentence = clause.sentence
    result = find_word(pack, "result_finite", sentence.lower[clause.head])
    if result is not None and sentence.tags[relative] == "WDT" and _is_remark(sentence, relative):
        # "The firm cut the pay of drivers, which led to a strike": the cut, not the pay
        return Edit(left=(relative,), kept=((result.id, relative),))
    introduced = find_introduced(clause)
    noun = _relative_noun(clause, relative) if introduced is None else introduced
    text = None if noun is None else define(noun)
    if noun is None or text is None:
        return Edit(left=(relative,), kept=(("standalone.relative", relative),))
    cue: tuple[tuple[str, str, int | None], ...] = (
        ("standalone.relative", f"{sentence.words[relative]}: {text}", relative),
    )
    dep = sentence.deps[relative]
    if sentence.tags[relative] == "WP$":
        return Edit(replaced={relative: possessive(text)}, about=noun, cues=cue)
    if sentence.tags[relative] == "WRB":
        return _replace_where(sentence, relative, noun, text, pack)
    if dep in SUBJECTS and sentence.heads[relative] == clause.head:
        return Edit(replaced={relative: text}, about=noun, cues=cue)
    if dep == "pobj" and sentence.heads[relative] < relative:
        comma = "," if sentence.heads[relative] == tokens[0] else ""
        return Edit(replaced={relative: text + comma}, about=noun, cues=cue)
    if dep == "dobj" and relative == tokens[0] and has_own_subject(sentence, clause.head):
        verb = sentence.heads[relative]
        place = max([verb, *(c for c in sentence.children[verb] if sentence.deps[c] == "prt")])
        joined = {sentence.deps[c] for c in sentence.children[verb]} & {"conj", "xcomp", "ccomp"}
        if place in tokens and not joined:
            return Edit(replaced={relative: ""}, after={place: text}, about=noun, cues=cue)
    return Edit(left=(relative,), kept=(("standalone.relative", relative),))


def find_introduced(clause: Clause) -> int | None:
    """Return what a clause tells of a thing just introduced is about; None for other clauses.

    In "Brno is a town that lies on two rivers" that is Brno.
    """
    if clause.rule not in _INTRODUCING:
        return None
    sentence = clause.sentence
    noun = sentence.heads[clause.head]
    if sentence.deps[noun] != "attr":
        return noun
    verb = sentence.heads[noun]
    subjects = [c for c in sentence.children[verb] if sentence.deps[c] in SUBJECTS]
    # "This is a town that ...": the town says more than "this".
    return subjects[0] if subjects and sentence.tags[subjects[0]] in NAME_TAGS else noun


def _replace_where(
    sentence: Sentence, relative: int, noun: int, text: str, pack: LanguagePack
) -> Edit:
    """ "where he founded a bank" -> "in Poland, he founded a bank"."""
    row = find_word(pack, "relative_place", sentence.lower[relative])
    if row is None or not _is_place(sentence, noun):
        return Edit(left=(relative,), kept=(("standalone.relative", relative),))
    words = f"{first_word(pack, 'before_place').terms[0]} {text},"
    return Edit(replaced={relative: words}, about=noun, cues=((row.id, words, relative),))


def _is_place(sentence: Sentence, noun: int) -> bool:
    return any(
        e.token_start <= noun < e.token_end and e.label in {"GPE", "LOC"} for e in sentence.entities
    )


def _is_remark(sentence: Sentence, relative: int) -> bool:
    return relative > 0 and sentence.words[relative - 1] == ","


def _relative_noun(clause: Clause, relative: int) -> int | None:
    """Return the noun of a relative clause where no other one agrees with its verb; else None."""
    sentence = clause.sentence
    noun = sentence.heads[clause.head]
    if sentence.tags[noun] not in NOUN_TAGS:
        return None
    named = sentence.tags[noun] in NAME_TAGS
    person = sentence.lower[relative].startswith("who") and sentence.tags[relative] != "WRB"
    if named and not person and not _is_remark(sentence, relative):
        return None  # no "that" after a name: it belongs to a noun further up
    owner = sentence.tags[relative] == "WP$"
    if not owner and _is_labelled(sentence, noun, _PLACES if person else _PEOPLE):
        return None
    if _rival(clause, relative, noun) is not None or _is_one_of_many(sentence, noun):
        return None
    if any(sentence.tags[t] in FINITE_TAGS for t in range(noun + 1, relative)):
        return None  # hung on a noun before another verb
    if sentence.deps[relative] in SUBJECTS and sentence.heads[relative] == clause.head:
        if not agrees(sentence, clause.head, noun):
            return None
    elif named and not person:
        return noun
    return None if not person and _is_open_choice(clause, relative, noun) else noun


def _is_labelled(sentence: Sentence, noun: int, labels: frozenset[str]) -> bool:
    return any(e.token_start <= noun < e.token_end and e.label in labels for e in sentence.entities)


def _is_one_of_many(sentence: Sentence, noun: int) -> bool:
    """Whether a coordination leaves open what is meant: "debt and a *lack* of skill, which"."""
    return sentence.deps[noun] == "conj" or any(
        sentence.deps[c] == "conj" for c in sentence.children[noun]
    )


def _rival(clause: Clause, relative: int, noun: int) -> int | None:
    """Return a noun nearer to the pronoun than its antecedent that it may mean just as well.

    "Halik, like his *brother*, who moved to Graz"; in "a club in Graz, who" Graz is no rival.
    """
    sentence = clause.sentence
    before = [t for t in range(noun + 1, relative) if sentence.tags[t] in NOUN_TAGS]
    heads = [t for t in before if sentence.deps[t] in {"pobj", "dobj", "conj", "appos"}]
    if not heads or not agrees(sentence, clause.head, heads[-1]):
        return None
    nearest = heads[-1]
    labels = {e.label for e in sentence.entities if e.token_start <= nearest < e.token_end}
    if sentence.deps[nearest] == "appos" or labels & _MEASURES:
        return None
    if sentence.lower[relative].startswith("who"):
        return None if labels & {"GPE", "LOC", "ORG", "FAC"} else nearest
    return None if "PERSON" in labels else nearest


def _is_open_choice(clause: Clause, relative: int, noun: int) -> bool:
    """Whether "which" may as well be a noun before: "an account of crimes, which may ..."."""
    sentence = clause.sentence
    named = sentence.tags[noun] in NAME_TAGS
    if named and _is_remark(sentence, relative):
        return False
    # Where the pronoun is no subject, its verb tells nothing about its number.
    shown = sentence.deps[relative] in SUBJECTS and sentence.heads[relative] == clause.head
    verb = governor(sentence, noun)
    return sentence.deps[noun] == "pobj" and any(
        governor(sentence, other) == verb and (not shown or agrees(sentence, clause.head, other))
        for other in range(max(0, noun - _WINDOW), noun)
        if sentence.tags[other] in NOUN_TAGS and sentence.deps[other] in _HEADS - SUBJECTS
    )
