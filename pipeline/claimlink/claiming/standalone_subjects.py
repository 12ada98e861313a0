"""Give a clause the subject that it shares with another one.

"..., and also fined it" gets the subject of the verb before; "which led to fines" the noun that
"which" stands for; "reaching 128 billion" the subject of the main clause and, where the tense is
sure, a finite verb.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from claimlink.claiming.antecedent_candidates import NAME_TAGS, NOUN_TAGS
from claimlink.claiming.antecedent_wording import possessive
from claimlink.claiming.clauses import Clause
from claimlink.claiming.standalone_verbs import make_finite, tense_of
from claimlink.claiming.trees import FINITE_TAGS
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

WORDS = "standalone_words"
# The words for a noun token of the sentence: repeated as they are, or as a definite phrase.
Repeat = Callable[[int], "str | None"]
Define = Callable[[int], "str | None"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HELPERS = frozenset({"aux", "auxpass"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
# Tokens at the head of a clause among which its relative pronoun stands ("most of which").
_OPENING = 5
_LEVELS = 6


@dataclass(frozen=True)
class Edit:
    """What to change in a claim's tokens.

    ``replaced`` gives tokens other words (empty: left out), ``before`` stands in front of all,
    ``after`` behind a token.  ``about`` is the noun token whose words were brought in.  ``cues``
    are the rules with the tokens they are about, None for an elided word.  ``left`` are tokens
    that could not be resolved, ``kept`` the rules that say so.
    """

    before: str = ""
    replaced: dict[int, str] = field(default_factory=dict)
    after: dict[int, str] = field(default_factory=dict)
    about: int | None = None
    cues: tuple[tuple[str, str, int | None], ...] = ()
    left: tuple[int, ...] = ()
    kept: tuple[tuple[str, int], ...] = ()


NOTHING = Edit()


def restore_subject(
    clause: Clause, tokens: Sequence[int], repeat: Repeat, define: Define, pack: LanguagePack
) -> Edit:
    """Return the edit that makes a clause complete; :data:`NOTHING` where it is, or none is sure.

    ``repeat`` words a noun as it stands, ``define`` as something known ("a firm" -> "the firm").
    """
    sentence = clause.sentence
    if clause.head not in tokens:
        return NOTHING
    relative = _relative_pronoun(clause, tokens)
    if relative is not None:
        return _replace_relative(clause, tokens, relative, define, pack)
    subject = clause.subject
    if subject is None or subject in tokens or _own_subject(sentence, clause.head):
        return NOTHING
    noun = _noun_meant(sentence, subject)
    if noun is None:
        return NOTHING
    if sentence.tags[clause.head] == "VBG" and sentence.deps[clause.head] != "conj":
        return _restore_participle(clause, noun, repeat, pack)
    if sentence.deps[clause.head] != "conj":
        return NOTHING
    return _restore_conjunct(clause, noun, repeat if noun == subject else define)


def _own_subject(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.deps[c] in {"nsubj", "nsubjpass", "csubj", "expl"} for c in sentence.children[verb]
    )


def _noun_meant(sentence: Sentence, subject: int) -> int | None:
    """Return the noun behind a relative pronoun, any other token itself; None where no noun is."""
    if sentence.tags[subject] not in _RELATIVE_TAGS:
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


def _restore_conjunct(clause: Clause, noun: int, words: Repeat) -> Edit:
    sentence, head = clause.sentence, clause.head
    helpers = _shared_helpers(sentence, head)
    text = words(noun)
    if text is None or helpers is None or not _fits(sentence, head, noun):
        return Edit(left=(head,), kept=(("standalone.elided", head),))
    return Edit(
        before=" ".join([text, *(sentence.words[helper] for helper in helpers)]),
        about=noun,
        cues=(("standalone.elided", f"subject: {text}", None),),
    )


def _fits(sentence: Sentence, verb: int, noun: int) -> bool:
    """Whether a coordinated verb can have the subject: number, and no jump of tense.

    "... demand openness and sustained oversight": a participle taken for a verb in the past.
    """
    if not _agrees(sentence, verb, noun) and _is_plural(sentence, noun):
        return False
    if sentence.tags[verb] != "VBD" or any(
        sentence.deps[c] in _HELPERS for c in sentence.children[verb]
    ):
        return True
    return tense_of(sentence, sentence.heads[verb]) != "present"


def _shared_helpers(sentence: Sentence, verb: int) -> list[int] | None:
    """Return the auxiliaries that a coordinated verb shares; None where "not" makes it unsure.

    "were detained and later fined" -> "were"; a finite verb needs none.
    """
    own = [c for c in sentence.children[verb] if sentence.deps[c] in _HELPERS]
    tag = sentence.tags[verb]
    if own or tag in FINITE_TAGS:
        return []
    first = sentence.heads[verb]
    for _ in range(_LEVELS):
        if sentence.deps[first] != "conj" or any(
            sentence.deps[c] in _HELPERS for c in sentence.children[first]
        ):
            break
        first = sentence.heads[first]
    helpers = [c for c in sentence.children[first] if sentence.deps[c] in _HELPERS and c < first]
    if not helpers:
        return [] if tag == "VBN" else None
    if any(sentence.deps[c] == "neg" for c in sentence.children[first]):
        return None
    if sentence.tags[first] != tag and not {tag, sentence.tags[first]} <= {"VBN", "VBD"}:
        return None
    return helpers


def _restore_participle(clause: Clause, noun: int, words: Repeat, pack: LanguagePack) -> Edit:
    """Put the subject before a participle, which becomes finite where the tense is sure."""
    sentence, head = clause.sentence, clause.head
    participle = sentence.lower[head]
    lexicon = pack.lexicon(WORDS)
    row = lexicon.get(participle, "no_subject") or lexicon.get(participle, "result")
    if row is not None:
        return Edit(left=(head,) if row.label == "result" else (), kept=((row.id, head),))
    text = words(noun)
    if text is None:
        return NOTHING
    verb = sentence.heads[head]
    for _ in range(_LEVELS):
        if sentence.tags[verb].startswith("VB") or sentence.heads[verb] == verb:
            break
        verb = sentence.heads[verb]
    if sentence.deps[verb] == "ccomp":
        return Edit(left=(head,))  # "held that the law was old, finding ...": who found is open
    listing = lexicon.get(sentence.lower[verb], "listing")
    if listing is not None:
        return Edit(kept=((listing.id, head),))  # "aims include ..., ending": an item of a list
    tense = tense_of(sentence, verb)
    plural = _is_plural(sentence, noun)
    finite = None if tense is None else make_finite(participle, tense, plural=plural, pack=pack)
    cues: list[tuple[str, str, int | None]] = [("standalone.participle", f"subject: {text}", None)]
    if finite is None:
        return Edit(before=text, about=noun, cues=tuple(cues))
    cues.append((finite[1], f"verb: {finite[0]}", head))
    return Edit(before=text, replaced={head: finite[0]}, about=noun, cues=tuple(cues))


def _is_plural(sentence: Sentence, noun: int) -> bool:
    if sentence.tags[noun] == "PRP":
        return sentence.lower[noun] in {"they", "we", "you"}
    return sentence.tags[noun] in {"NNS", "NNPS"} or any(
        sentence.deps[c] == "conj" for c in sentence.children[noun]
    )


def _relative_pronoun(clause: Clause, tokens: Sequence[int]) -> int | None:
    """Return the pronoun that makes a claim a relative clause; None where it is none."""
    sentence = clause.sentence
    if sentence.deps[clause.head] != "relcl":
        return None
    for token in tokens[:_OPENING]:
        if sentence.tags[token] in _RELATIVE_TAGS:
            return token
        if sentence.deps[token] in _SUBJECTS and sentence.tags[token] in NOUN_TAGS:
            break
    return None


def _replace_relative(
    clause: Clause, tokens: Sequence[int], relative: int, define: Define, pack: LanguagePack
) -> Edit:
    sentence = clause.sentence
    result = pack.lexicon(WORDS).get(sentence.lower[clause.head], "result_finite")
    noun = _relative_noun(clause, relative, widest=result is not None)
    text = None if noun is None else define(noun)
    if noun is None or text is None:
        return Edit(left=(relative,), kept=(("standalone.relative", relative),))
    rule = "standalone.relative" if result is None else result.id
    cue: tuple[tuple[str, str, int | None], ...] = (
        (rule, f"{sentence.words[relative]}: {text}", relative),
    )
    word, dep = sentence.lower[relative], sentence.deps[relative]
    if sentence.tags[relative] == "WP$":
        return Edit(replaced={relative: possessive(text)}, about=noun, cues=cue)
    if sentence.tags[relative] == "WRB":
        row = pack.lexicon(WORDS).get(word, "relative_place")
        if row is None or not _is_place(sentence, noun):
            return Edit(left=(relative,))
        cue = (*cue, (row.id, f"{word}: in {text}", relative))
        return Edit(replaced={relative: f"in {text},"}, about=noun, cues=cue)
    if dep in _SUBJECTS:
        return Edit(replaced={relative: text}, about=noun, cues=cue)
    if dep == "pobj":
        comma = "," if sentence.heads[relative] == tokens[0] else ""
        return Edit(replaced={relative: text + comma}, about=noun, cues=cue)
    if dep == "dobj" and relative == tokens[0] and _own_subject(sentence, clause.head):
        verb = sentence.heads[relative]
        place = max([verb, *(c for c in sentence.children[verb] if sentence.deps[c] == "prt")])
        if place in tokens:
            return Edit(replaced={relative: ""}, after={place: text}, about=noun, cues=cue)
    return Edit(left=(relative,), kept=(("standalone.relative", relative),))


def _is_place(sentence: Sentence, noun: int) -> bool:
    return any(
        e.token_start <= noun < e.token_end and e.label in {"GPE", "LOC"} for e in sentence.entities
    )


def _relative_noun(clause: Clause, relative: int, *, widest: bool) -> int | None:
    """Return the noun of a relative clause: the nearest that agrees with its verb.

    What a result verb follows from ("..., which led to fines") is the whole phrase, not the last
    noun in it.
    """
    sentence = clause.sentence
    noun = sentence.heads[clause.head]
    if sentence.tags[noun] not in NOUN_TAGS:
        return None
    if sentence.lower[relative] == "that" and sentence.tags[noun] in NAME_TAGS:
        return None  # no "that" after a name: it belongs to a noun further up
    if sentence.deps[relative] not in _SUBJECTS or sentence.heads[relative] != clause.head:
        return noun
    for _ in range(_LEVELS):
        wider = _enclosing(sentence, noun)
        if wider is None:
            break
        if not widest and _agrees(sentence, clause.head, noun):
            if _is_open_choice(clause, relative, noun, wider):
                return None
            break
        noun = wider
    if widest and sentence.tags[sentence.heads[sentence.heads[noun]]] in {"JJ", "NN", "NNS"}:
        return None
    return noun if _agrees(sentence, clause.head, noun) else None


def _is_open_choice(clause: Clause, relative: int, noun: int, wider: int) -> bool:
    """Whether "which" may as well be the wider noun: "an account of crimes, which may ..."."""
    sentence = clause.sentence
    named = sentence.tags[noun] in NAME_TAGS or sentence.lower[relative] == "who"
    return not named and _agrees(sentence, clause.head, wider)


def _enclosing(sentence: Sentence, noun: int) -> int | None:
    """Return the noun whose phrase holds this one: "pressure" of "pressure under the law"."""
    prep = sentence.heads[noun]
    if sentence.deps[noun] != "pobj" or sentence.deps[prep] != "prep":
        return None
    above = sentence.heads[prep]
    return above if sentence.tags[above] in NOUN_TAGS else None


def _agrees(sentence: Sentence, verb: int, noun: int) -> bool:
    helpers = [c for c in sentence.children[verb] if sentence.deps[c] in _HELPERS]
    finite = helpers[0] if helpers else verb
    plural = _is_plural(sentence, noun)
    if sentence.tags[finite] == "VBZ" or sentence.lower[finite] == "was":
        return not plural
    if sentence.tags[finite] == "VBP" or sentence.lower[finite] == "were":
        return plural or sentence.tags[noun] in {"NNP", "NNPS"}
    return True
