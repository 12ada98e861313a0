"""Where a reported thing or plan stands: "denied any role", "promised to leave"."""

from __future__ import annotations

from claimlink.claiming.attribution.contents import Content
from claimlink.claiming.attribution.rules import (
    FINDING,
    INFINITIVE,
    OBJECT,
    PERSON,
    AttributionLexicons,
)
from claimlink.claiming.attribution.tree import PASSIVE_SUBJECTS, SentenceTree


def find_object(
    tree: SentenceTree, verb: int, frames: frozenset[str], lexicons: AttributionLexicons
) -> Content | None:
    """Return the infinitive or noun phrase that a verb reports, None where there is none.

    ``frames`` are the verb's frames.
    """
    if INFINITIVE in frames or PERSON in frames:
        found = _infinitive(tree, verb, PERSON in frames)
        if found is not None:
            return found
    if FINDING in frames and _is_evidence(tree, verb, lexicons):
        frames = frames | {OBJECT}
    return _object(tree, verb, frames, lexicons)


def _infinitive(tree: SentenceTree, verb: int, with_person: bool) -> Content | None:
    """Read "Promised to leave"; with a hearer "urged voters to stay"."""
    sentence = tree.sentence
    for child in sentence.children[verb]:
        if sentence.deps[child] not in ("xcomp", "ccomp", "advcl") or child < verb:
            continue
        if not tree.is_infinitive(child) or _passive_hearer(tree, verb):
            continue
        person = tree.child(verb, "dobj", "dative")
        if sentence.deps[child] == "advcl" and person is None:
            continue
        start = tree.left[child]
        if person is not None and with_person and verb < person < start:
            start = tree.left[person]
        return Content("infinitive", start, tree.right[child])
    return None


def _passive_hearer(tree: SentenceTree, verb: int) -> bool:
    return tree.child(verb, *PASSIVE_SUBJECTS) is not None and tree.child(verb, "agent") is None


def _object(
    tree: SentenceTree, verb: int, frames: frozenset[str], lexicons: AttributionLexicons
) -> Content | None:
    """Read "Denied any role", "accused the mayor of fraud", "warned of floods"."""
    sentence = tree.sentence
    start: int | None = None
    end = verb + 1
    thing = tree.child(verb, "dobj")
    if _names_or_takes(tree, verb, thing, lexicons):
        return None
    for child in sentence.children[verb]:
        if child < verb:
            continue
        dep = sentence.deps[child]
        if dep in ("dobj", "oprd", "ccomp") and OBJECT in frames:
            start = tree.left[child] if start is None else start
            end = tree.right[child]
        elif dep in ("prep", "prt") and sentence.lower[child] in frames:
            if not sentence.children[child]:
                continue
            if start is None:
                # "Sees the reform as a mistake": what is judged belongs to the content.
                judged = thing is not None and lexicons.is_word(sentence.lower[child], "as")
                start = tree.left[thing] if thing is not None and judged else child + 1
            end = max(end, tree.right[child])
    passive = tree.child(verb, *PASSIVE_SUBJECTS)
    if passive is not None:
        unsaid = start is None or tree.child(verb, "agent") is None
        if unsaid and lexicons.is_word(sentence.lower[verb], "naming"):
            # "Such rents are called high", "the grade is characterized by clay": nobody says so.
            return None
        return _passive_object(tree, verb, passive, (start, end), frames)
    if start is None:
        return None
    return Content("object", start, end)


def _names_or_takes(
    tree: SentenceTree, verb: int, thing: int | None, lexicons: AttributionLexicons
) -> bool:
    """Tell "called Ito", "claimed 200 lives", "repeated a test" from "called Ito a liar"."""
    sentence = tree.sentence
    if thing is None or thing < verb:
        return False
    if lexicons.is_word(sentence.lower[thing], "toll"):
        return True
    if lexicons.is_word(sentence.lower[thing], "trial"):
        return lexicons.is_word(sentence.lower[verb], "redoing")
    if not lexicons.is_word(sentence.lower[verb], "naming"):
        return False
    right = tree.right[thing]
    is_name = sentence.tags[thing] in ("NNP", "NNPS") and tree.child(thing, "appos") is None
    is_name &= sentence.tags[right : right + 1] not in (("``",), ("''",))
    judged = any(lexicons.is_word(sentence.lower[c], "as") for c in sentence.children[verb])
    return is_name and not judged and tree.child(verb, "oprd", "ccomp", "xcomp") is None


def _passive_object(
    tree: SentenceTree,
    verb: int,
    subject: int,
    complement: tuple[int | None, int],
    frames: frozenset[str],
) -> Content | None:
    """Read "The mayor was accused of fraud (by X)": subject and complement are the content."""
    if OBJECT not in frames:
        return None
    start, end = complement
    left, right = tree.left[subject], tree.right[subject]
    if start is None:
        is_said = tree.child(verb, "agent") is not None
        return Content("object", left, right, (), needs_source=False) if is_said else None
    if right > verb:
        return None
    agent = tree.child(verb, "agent")
    holes = [(right, start)]
    if agent is not None and start < agent < end:
        holes.append((tree.left[agent], tree.right[agent]))
    return Content("object", left, end, tuple(holes), needs_source=False)


def _is_evidence(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> bool:
    """Return whether a study, a report, "we" or the like is what shows something."""
    source = tree.subject(verb)
    if source is None:
        return False
    noun = tree.antecedent(source)
    return lexicons.is_word(tree.sentence.lower[source if noun is None else noun], "evidence")
