"""Where a reported clause stands: after its verb, before it, or around it."""

from __future__ import annotations

from dataclasses import dataclass

from claimlink.claiming.attribution.draft import Shape
from claimlink.claiming.attribution.rules import PERSON, AttributionLexicons
from claimlink.claiming.attribution.tree import PASSIVE_SUBJECTS, Range, SentenceTree


@dataclass(frozen=True)
class Content:
    """What a verb reports: token range without ``holes``.

    ``needs_source`` says that the verb reports only where its subject is known.
    """

    shape: Shape
    start: int
    end: int
    holes: tuple[Range, ...] = ()
    needs_source: bool = True


def find_clause(
    tree: SentenceTree, verb: int, frames: frozenset[str], lexicons: AttributionLexicons
) -> Content | None:
    """Return the clause that a verb reports, None where there is none.

    ``frames`` are the verb's frames; one that takes a hearer ("was asked to wait") has no
    passive with an infinitive as its content.
    """
    return (
        _clause_after(tree, verb, lexicons)
        or _clause_behind_phrase(tree, verb, lexicons)
        or (None if PERSON in frames else _passive_clause(tree, verb))
        or _main_clause(tree, verb, lexicons)
    )


def _clause_after(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> Content | None:
    """Read "Officials said (that) rents rose" and "Rents rose, officials said"."""
    sentence = tree.sentence
    found: Content | None = None
    for child in sentence.children[verb]:
        dep = sentence.deps[child]
        if dep not in ("ccomp", "xcomp", "advcl", "acl", "dep", "dobj"):
            continue
        start, end = tree.left[child], tree.right[child]
        that = lexicons.is_word(sentence.lower[start], "complementizer") and (
            tree.opens_complement(start, child)
        )
        asks = _is_question(tree, child, lexicons) and dep in ("ccomp", "xcomp")
        if dep != "ccomp" and not asks and not (that and start > verb):
            continue
        if tree.is_infinitive(child) and not asks:
            continue
        if not that and not _has_verb(tree, child, lexicons):
            continue
        if start < verb and tree.child(child, "mark") is not None:
            # "While some say so, others argue that ...": the clause before is not what they argue.
            continue
        border = end if end < verb else start - 1
        if border >= 0 and sentence.words[border] == ";":
            continue  # a clause beside it, whatever the parser hangs it on
        holes = [_clause_frame(tree, verb, child)] if start <= verb < end else []
        content = start + 1 if that else start
        found = Content("clause", content, end, tuple(holes), not tree.is_passive(verb))
        if that:
            break
    return found


def _clause_behind_phrase(
    tree: SentenceTree, verb: int, lexicons: AttributionLexicons
) -> Content | None:
    """Read "said in an interview that rents rose" where the parser hung the clause on a noun."""
    sentence = tree.sentence
    if tree.child(verb, "ccomp", "xcomp") is not None:
        return None
    for child in sentence.children[verb]:
        if child < verb or sentence.deps[child] not in ("prep", "dobj", "dative", "npadvmod"):
            continue
        node: int | None = child
        while node is not None:
            below = None
            for deeper in sentence.children[node]:
                if deeper < node:
                    continue
                start = tree.left[deeper]
                if (
                    sentence.deps[deeper] in ("acl", "relcl", "ccomp")
                    and lexicons.is_word(sentence.lower[start], "complementizer")
                    and tree.opens_complement(start, deeper)
                ):
                    if sentence.lower[node] in lexicons.nouns.by_form:
                        return None
                    needed = not tree.is_passive(verb)
                    return Content("clause", start + 1, tree.right[deeper], (), needed)
                below = None if tree.is_verb(deeper) else deeper
            node = below
    return None


def _clause_frame(tree: SentenceTree, verb: int, content: int) -> Range:
    """Return the range of a reporting clause inserted into its own content."""
    sentence = tree.sentence
    inside = [
        child
        for child in sentence.children[verb]
        if child != content and sentence.deps[child] != "punct"
    ]
    left = min([verb, *(tree.left[child] for child in inside)])
    right = max([verb + 1, *(tree.right[child] for child in inside)])
    return left, right


def _has_verb(tree: SentenceTree, token: int, lexicons: AttributionLexicons) -> bool:
    """Return whether a clause has a verb of its own: "called him a liar" has none."""
    tag = tree.sentence.tags[token]
    subject = tree.child(token, "nsubj", "nsubjpass")
    if subject is not None and lexicons.is_word(tree.sentence.lower[subject], "accusative"):
        return False
    verbal = tag.startswith("VB") or tag == "MD"
    return verbal or subject is not None or tree.child(token, "aux", "auxpass") is not None


def _is_question(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> bool:
    """Read "How to infer", "whether to go": reported like a clause."""
    first = tree.sentence.lower[tree.left[verb]]
    return lexicons.is_word(first, "question")


def _passive_clause(tree: SentenceTree, verb: int) -> Content | None:
    """Read "The dam is said to leak": subject and infinitive are the content."""
    sentence = tree.sentence
    subject = tree.child(verb, *PASSIVE_SUBJECTS)
    below = tree.child(verb, "xcomp")
    if subject is None or below is None or below < verb or not tree.is_infinitive(below):
        return None
    start = tree.left[subject]
    hole_start = tree.right[subject]
    if sentence.deps[verb] in ("relcl", "acl") or hole_start > verb:
        return None
    holes = ((hole_start, tree.left[below]),)
    return Content("clause", start, tree.right[below], holes, needs_source=False)


def _main_clause(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> Content | None:
    """Read "Rents, officials said, rose" and "As Ito notes, rents rose": the clause around it."""
    sentence = tree.sentence
    dep, head = sentence.deps[verb], sentence.heads[verb]
    if head == verb:
        return _after_opening(tree, verb, lexicons)
    if tree.child(verb, "dobj", "xcomp", "acomp", "attr") is not None:
        return None
    start, end = tree.left[verb], tree.right[verb]
    if dep == "parataxis":
        needs_source = True
    elif dep in ("advcl", "prep", "pcomp") and lexicons.is_word(sentence.lower[start], "as"):
        needs_source = sentence.tags[verb] != "VBN"
    else:
        return None
    if not _has_verb(tree, head, lexicons) or (
        tree.left[head] == start and tree.right[head] == end
    ):
        return None
    if tree.left[head] == start:
        end = _first_comma(tree, verb, end)
    return Content("clause", tree.left[head], tree.right[head], ((start, end),), needs_source)


def _first_comma(tree: SentenceTree, verb: int, end: int) -> int:
    """Return where "As stated by Ito," ends; the parser may add what follows to it."""
    agent = tree.child(verb, "agent")
    here = verb if agent is None else agent
    words = tree.sentence.words
    return next((token for token in range(here, end) if words[token] == ","), end)


def _after_opening(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> Content | None:
    """Read "As Ito notes, old dams leak" where the parser took "notes" for the main verb."""
    sentence = tree.sentence
    if not lexicons.is_word(sentence.lower[0], "as"):
        return None
    end = verb + 1
    if tree.child(verb, "agent") is not None:
        end = _first_comma(tree, verb, len(sentence))
    if sentence.words[end : end + 1] != (",",):
        return None
    return Content("clause", end + 1, len(sentence))
