"""Which tokens of a parsed sentence head a clause of their own: one judge a dependency label.

Source of the labels: ClearNLP dependencies (Choi & Palmer 2012), as spaCy's English models give
them.  ``lexicons/clause_rules.tsv`` shows each rule with an example.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from claimlink.claiming.conjuncts import judge_conjunct
from claimlink.claiming.examples import is_cited_example
from claimlink.claiming.trees import (
    CONTENT,
    SUBJECTS,
    VERB_TAGS,
    find_child,
    find_first,
    find_mark,
    is_cited_after,
    is_finite,
    is_word,
    stands_beside,
)
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence

# A relative clause without a comma is checked alone from this many words on, where its antecedent
# is one indefinite thing ("adopted a system that ..."): shorter ones say which thing is meant.
_LONG_RELATIVE = 8
# The same behind "Brno is a town that ...".
_SHORT_RELATIVE = 5
# Words behind a mark among which the head of a noun phrase stands.
_NOUN_PHRASE = 8
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# Tags of subjects that stand for one known thing.
_KNOWN_TAGS = frozenset({"NNP", "NNPS", "PRP", "DT"})


def find_cutting_rule(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """Return the rule by which this token heads a clause of its own, None where it does not."""
    if sentence.heads[token] == token:
        return "clause.root"
    if _is_framed(sentence, token, pack):
        return "clause.copular"
    judge = _JUDGES.get(sentence.deps[token])
    return None if judge is None else judge(sentence, token, cuts, pack)


def _is_framed(sentence: Sentence, token: int, pack: LanguagePack) -> bool:
    """Tell what "the result is that", "it is a fact that" or "this is because" introduces."""
    mark = find_mark(sentence, token)
    if mark is None or sentence.tags[token] not in VERB_TAGS:
        return False
    row = pack.lexicon("clause_words").get(mark)
    if row is None or "complementizer" not in row.label:
        return False
    head = sentence.heads[token]
    direct = is_word(sentence, head, "copula", pack)
    if not direct and sentence.deps[head] in {"attr", "acomp"}:
        head = sentence.heads[head]
    subject = find_child(sentence, head, SUBJECTS)
    if subject is None or token < head or not is_word(sentence, head, "copula", pack):
        return False
    named = direct and sentence.deps[token] == "ccomp"
    return named or is_word(sentence, subject, "placeholder", pack)


def _judge_relative(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """A relative clause that adds something instead of saying which thing is meant."""
    members = sentence.subtree(token)
    before, last = members[0] - 1, members[-1]
    if sentence.tags[token] not in VERB_TAGS or before < 0:
        return None
    cited = is_cited_after(sentence, last) and last + 1 < len(sentence)
    if sentence.words[before] in {",", "—", "–", "--"}:
        # In the middle of its clause it is part of the subject, unless it is cited apart.
        rest = sentence.words[last + 1 : last + 3]
        medial = any(word.isalnum() for word in rest) and _ends_before(sentence, token, last)
        return "clause.relative" if cited or not medial else None
    if sentence.tags[sentence.heads[token]] in {"NNP", "NNPS"}:
        return "clause.relative"
    return "clause.relative.new" if _introduces(sentence, token, members, cuts, pack) else None


def _introduces(
    sentence: Sentence,
    token: int,
    members: list[int],
    cuts: Collection[int],
    pack: LanguagePack,
) -> bool:
    """Tell what is said, at some length, of a thing just introduced.

    Also "Brno is a town that ...", where the thing has a name: "A levy is a tax that ..." defines.
    """
    antecedent = sentence.heads[token]
    verb = sentence.heads[antecedent]
    if verb not in cuts or not _is_last(sentence, members[-1]):
        return False
    if not any(is_word(sentence, c, "indefinite", pack) for c in sentence.children[antecedent]):
        return False
    if sentence.deps[antecedent] == "dobj":
        return len(members) >= _LONG_RELATIVE
    subject = find_child(sentence, verb, SUBJECTS)
    known = subject is not None and sentence.tags[subject] in _KNOWN_TAGS
    return sentence.deps[antecedent] == "attr" and known and len(members) >= _SHORT_RELATIVE


def _ends_before(sentence: Sentence, token: int, last: int) -> bool:
    """Tell whether the antecedent stands before the predicate it is subject of, and that after."""
    antecedent = sentence.heads[token]
    while sentence.deps[antecedent] not in SUBJECTS and sentence.heads[antecedent] != antecedent:
        if sentence.tags[antecedent] in VERB_TAGS:
            return False
        antecedent = sentence.heads[antecedent]
    return sentence.deps[antecedent] in SUBJECTS and sentence.heads[antecedent] > last


def _is_last(sentence: Sentence, token: int) -> bool:
    return not any(word.isalnum() for word in sentence.words[token + 1 :])


def _judge_adverbial(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """An adverbial clause: its subordinator decides, or a comma before a participle."""
    if stands_beside(sentence, token):
        return "clause.beside"
    # "adopted Order 5, which replaces ...": a relative clause hung on the verb.
    first = next(t for t in sentence.subtree(token) if sentence.tags[t] != ",")
    if sentence.tags[first] == "WDT" and sentence.words[first - 1] == "," and token > first:
        return "clause.relative"
    mark = find_mark(sentence, token)
    if mark is None:
        return _judge_participle(sentence, token, cuts, pack)
    if mark == "as" and _is_circumstance(sentence, token):
        return None
    if _is_correlative(sentence, token) or find_child(sentence, token, SUBJECTS) is None:
        # "As soon as it was in use"; "as has been shown before": part of what they hang on.
        return None
    row = find_subordinator(sentence, token, pack)
    if row is None or row.label == "keep" or _is_restricting(sentence, token, cuts):
        return None
    if row.label == "split but time":
        return None if _is_since_then(sentence, token) else row.id
    # "When Ito left in 2019, ..." tells an event; "when it rains" and "... when it rained" do not.
    fronted = token < sentence.heads[token] and sentence.tags[token] == "VBD"
    return row.id if row.label == "split" or fronted else None


def _is_since_then(sentence: Sentence, token: int) -> bool:
    """Tell "fares have risen since it opened" from a reason ("have risen since fuel is dear")."""
    head = sentence.heads[token]
    perfect = sentence.tags[head] == "VBN" and any(
        sentence.deps[c] == "aux" and sentence.tags[c] in {"VBP", "VBZ", "VBD"}
        for c in sentence.children[head]
    )
    past = [token, *(c for c in sentence.children[token] if sentence.deps[c] in {"aux", "auxpass"})]
    return perfect and any(sentence.tags[t] == "VBD" for t in past)


def _is_restricting(sentence: Sentence, token: int, cuts: Collection[int]) -> bool:
    """Tell a clause inside one that says which thing is meant: "the rents that rose since ..."."""
    head = sentence.heads[token]
    while head not in cuts and sentence.heads[head] != head:
        if sentence.deps[head] in {"relcl", "acl"}:
            return True
        head = sentence.heads[head]
    return False


def find_subordinator(sentence: Sentence, token: int, pack: LanguagePack) -> Term | None:
    """Return the row of the word that joins a finite clause, None where none is known."""
    mark = find_mark(sentence, token)
    if mark is None or not is_finite(sentence, token):
        return None
    return pack.lexicon("clause_subordinators").get(mark)


def _is_correlative(sentence: Sentence, token: int) -> bool:
    """Tell "as soon as it froze": the subordinator stands a word behind its double."""
    first = find_first(sentence, token)
    here = [c for c in sentence.children[token] if c < token and sentence.deps[c] == "mark"]
    return any(
        sentence.lower[c - 2] == sentence.lower[c] for c in here if c >= 2 and c - 2 <= first
    )


def _is_circumstance(sentence: Sentence, token: int) -> bool:
    """Tell "As time passed, ..." and "..., as others do" from a reason ("as it allows")."""
    fronted = token < sentence.heads[token] and sentence.tags[token] == "VBD"
    return fronted or not any(sentence.deps[c] in CONTENT for c in sentence.children[token])


def _judge_participle(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """ ", reaching 128 billion by 2010": a participle after a comma, behind what it belongs to."""
    head = sentence.heads[token]
    if token < head:
        return None
    members = sentence.subtree(token)
    first, last = members[0], members[-1]
    if sentence.deps[token] == "acl" and sentence.tags[token] in {"VBN", "VBG"}:
        told = is_word(sentence, token, "naming", pack) or any(
            sentence.deps[member] == "relcl" for member in members
        )
        if not told and _introduces(sentence, token, members, cuts, pack):
            return "clause.participle.new"
    if sentence.tags[token] != "VBG":
        return None
    if first == 0 or sentence.words[first - 1] not in {",", "—", "–"} or len(members) < 3:
        return None
    if is_cited_example(sentence, first, last, pack):
        return None
    if _is_listed(sentence, token) or _goes_on(sentence, last):
        return None
    # "costly, time consuming, and slow": what stands before the participle makes it an adjective.
    if first < token and sentence.tags[token - 1] in _NOUN_TAGS:
        return None
    # One of several in a list ("including ordering, booking, and ..."): the list is one claim.
    after = sentence.lower[last + 1 : last + 3]
    return None if after[:2] == (",", "and") or after[:1] == ("and",) else "clause.participle"


def _is_listed(sentence: Sentence, token: int) -> bool:
    """Tell an item of a list: "are cutting debt, *ending* wars, and raising wages"."""
    head = sentence.heads[token]
    return sentence.tags[head] == "VBG" and any(
        sentence.deps[c] == "conj" for c in sentence.children[token]
    )


def _goes_on(sentence: Sentence, last: int) -> bool:
    """Tell a list that goes on behind a participle: "..., using maps, the letters, and ..."."""
    for token in range(last + 2, min(last + _NOUN_PHRASE, len(sentence))):
        if sentence.heads[token] <= last:
            return sentence.deps[token] in {"dobj", "pobj", "appos"}
    return False


def _judge_preposition(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """ ", with tenants paying the rest": a statement of its own behind a comma."""
    if token < sentence.heads[token] or sentence.words[token - 1] != ",":
        return None
    if not is_word(sentence, token, "absolute", pack):
        return None
    return None if find_absolute(sentence, token) is None else "clause.absolute"


def find_absolute(sentence: Sentence, preposition: int) -> int | None:
    """Return the participle of "with tenants *paying* the rest", None where there is none."""
    for child in sentence.children[preposition]:
        subject = find_child(sentence, child, SUBJECTS)
        if sentence.deps[child] == "pcomp" and subject is not None:
            # "from 0 to 10, with 10 being best" explains the scale.
            told = sentence.tags[child] == "VBG" and sentence.tags[subject] != "CD"
            return child if told else None
        if sentence.deps[child] == "pobj":
            below = [c for c in sentence.children[child] if sentence.deps[c] == "acl"]
            return next((c for c in below if sentence.tags[c] == "VBG"), None)
    return None


def _judge_complement(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """A whole clause beside another ("...; ...")."""
    if sentence.tags[token] in VERB_TAGS and stands_beside(sentence, token):
        return "clause.beside"
    return None


def _judge_parataxis(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    if sentence.tags[token] in VERB_TAGS and find_child(sentence, token, SUBJECTS) is not None:
        return "clause.beside"
    return None


_Judge = Callable[[Sentence, int, Collection[int], LanguagePack], "str | None"]
_JUDGES: dict[str, _Judge] = {
    "conj": judge_conjunct,
    "relcl": _judge_relative,
    "advcl": _judge_adverbial,
    "acl": _judge_participle,
    "ccomp": _judge_complement,
    "parataxis": _judge_parataxis,
    "prep": _judge_preposition,
}
