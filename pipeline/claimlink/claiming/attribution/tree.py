"""The geometry of one parsed sentence: where phrases and clauses begin and end.

Token indexes throughout; ranges are half-open.  The edges of all subtrees are computed once a
sentence, so that every later question costs a constant number of steps.
"""

from __future__ import annotations

from collections.abc import Collection

from claimlink.parsing import Sentence

Range = tuple[int, int]

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
#: Dependents that end a noun phrase as a name of somebody: "Ito, a judge", "Ito, who left".
_PHRASE_ENDS = frozenset({"appos", "relcl", "parataxis", "ccomp", "advcl", "dep", "npadvmod"})
_CLAUSE_DEPS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_CLIMB_LIMIT = 8
#: Tokens from which on a "sentence" is a table or a list: its tree says nothing, and a chain of
#: nested reports would cost the square of its length.
LONGEST = 1000


class SentenceTree:
    """A sentence with the left and right edge of each token's subtree.

    ``object_control`` are the prepositions whose gerund belongs to the object of the verb above.
    """

    def __init__(self, sentence: Sentence, object_control: Collection[str] = ()) -> None:
        self.sentence = sentence
        self._object_control = object_control
        size = len(sentence)
        left, right = list(range(size)), list(range(1, size + 1))
        order = [token for token, head in enumerate(sentence.heads) if head == token]
        for token in order:
            order.extend(sentence.children[token])
        for token in reversed(order):
            head = sentence.heads[token]
            left[head] = min(left[head], left[token])
            right[head] = max(right[head], right[token])
        self.left = left
        self.right = right

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the article span of a token range."""
        return self.sentence.starts[start], self.sentence.ends[end - 1]

    def child(self, token: int, *deps: str) -> int | None:
        """Return the first dependent with one of these labels, None where there is none."""
        labels = self.sentence.deps
        return next((c for c in self.sentence.children[token] if labels[c] in deps), None)

    def is_verb(self, token: int) -> bool:
        """Return whether a token is tagged as a verb form."""
        return self.sentence.tags[token].startswith("VB")

    def opens_complement(self, start: int, head: int) -> bool:
        """Return whether a "that" opens what is said, not a relative clause ("the vote that").

        The tag tells, or that the clause has everything else a clause needs.
        """
        sentence = self.sentence
        if sentence.tags[start] == "IN" or sentence.deps[start] == "mark":
            return True
        objects = [c for c in sentence.children[head] if sentence.deps[c] == "dobj"]
        return sentence.deps[start] == "dobj" and len(objects) > 1

    def is_passive(self, verb: int) -> bool:
        """Return whether a verb has a passive subject or auxiliary."""
        return self.child(verb, "nsubjpass", "auxpass", "csubjpass") is not None

    def is_infinitive(self, verb: int) -> bool:
        """Return whether "to" stands before a verb and depends on it."""
        tags = self.sentence.tags
        return any(tags[c] == "TO" for c in self.sentence.children[verb] if c < verb)

    def is_negated(self, verb: int) -> bool:
        """Return whether a verb is negated, at itself or at the auxiliary verb it hangs on."""
        deps, heads = self.sentence.deps, self.sentence.heads
        if self.child(verb, "neg") is not None:
            return True
        return deps[verb] == "xcomp" and self.child(heads[verb], "neg") is not None

    def phrase(self, head: int) -> Range:
        """Return the noun phrase of a head, up to its first apposition or relative clause."""
        sentence = self.sentence
        start, end = self.left[head], head + 1
        node: int | None = head
        while node is not None:
            below = None
            for child in sentence.children[node]:
                if child < node or sentence.deps[child] == "punct":
                    continue
                if sentence.deps[child] in _PHRASE_ENDS and not self._dates(child, head):
                    break
                if sentence.deps[child] == "acl" and sentence.words[child - 1] == ",":
                    break
                if sentence.deps[child] == "prep" and self._is_year(child):
                    break
                below, end = child, max(end, child + 1)
            node = below
        while start < head and sentence.deps[start] in ("punct", "cc", "preconj", "mark"):
            start += 1
        if end - start > 1 and sentence.tags[end - 1] == "POS":
            end -= 1
        return start, end

    def _dates(self, time: int, head: int) -> bool:
        """Tell "a study published last month by Ito" from "Ito last month said"."""
        deps, above = self.sentence.deps, self.sentence.heads[time]
        return deps[time] == "npadvmod" and above != head and deps[above] == "acl"

    def _is_year(self, prep: int) -> bool:
        """Tell "Ito in 2019 promised" from "the farmers in Peru": the year is the verb's."""
        thing = self.child(prep, "pobj")
        return thing is not None and self.sentence.tags[thing] == "CD"

    def antecedent(self, pronoun: int) -> int | None:
        """Return the noun that a relative pronoun stands for, None where it is none."""
        tags, deps, heads = self.sentence.tags, self.sentence.deps, self.sentence.heads
        if tags[pronoun] not in ("WP", "WDT"):
            return None
        node = pronoun
        for _ in range(_CLIMB_LIMIT):
            if deps[node] == "relcl":
                return heads[node]
            if heads[node] == node:
                return None
            node = heads[node]
        return None

    def verb_group(self, verb: int) -> Range:
        """Return a verb with the auxiliaries, negation and particle around it."""
        deps, heads = self.sentence.deps, self.sentence.heads
        members = {c for c in self.sentence.children[verb] if deps[c] in _GROUP}
        start = end = verb
        while start > 0 and (start - 1 in members or self._is_between(start - 1, verb)):
            start -= 1
        while end + 1 < len(heads) and end + 1 in members:
            end += 1
        while start < verb and start not in members:
            start += 1
        return start, end + 1

    def verb_chain(self, verb: int) -> list[int]:
        """Return a verb and the verbs it completes: "was quoted as saying", "wants to say"."""
        deps, heads = self.sentence.deps, self.sentence.heads
        chain = [verb]
        for _ in range(_CLIMB_LIMIT):
            node = chain[-1]
            if self.child(node, *SUBJECTS) is not None:
                break
            if deps[node] == "pcomp" and deps[heads[node]] == "prep":
                node = heads[node]
            elif deps[node] != "xcomp":
                break
            if heads[node] == node or not self.is_verb(heads[node]):
                break
            chain.append(heads[node])
        return chain

    def is_predicate(self, token: int) -> bool:
        """Return whether a token is a verb, by its tag or, mistagged, by its subject."""
        return self.is_verb(token) or (
            self.sentence.deps[token] in _CLAUSE_DEPS and self.child(token, *SUBJECTS) is not None
        )

    def _is_between(self, token: int, verb: int) -> bool:
        sentence = self.sentence
        return sentence.deps[token] == "advmod" and sentence.heads[token] == verb

    def subject(self, verb: int) -> int | None:
        """Return the head of the phrase that does what a verb says; None where not sure.

        Coordinated, participle and infinitive verbs take over the subject of the clause they
        hang on.  A passive verb gives its agent ("by the court").
        """
        node = verb
        agent = self._agent(verb)
        if agent is not None:
            return agent
        for _ in range(_CLIMB_LIMIT):
            found = self._own_subject(node)
            if found is not None:
                return found
            if self.is_passive(node):
                return None if node == verb else self.child(node, *PASSIVE_SUBJECTS)
            above = self._controller(node)
            if above is None:
                return None
            node, noun = above
            if noun is not None:
                return noun
        return None

    def _own_subject(self, verb: int) -> int | None:
        found = self.child(verb, *SUBJECTS)
        if found is not None and self.sentence.lower[found] in ("it", "there"):
            return None if self.child(verb, "ccomp", "expl") is None else found
        return found

    def _agent(self, verb: int) -> int | None:
        agent = self.child(verb, "agent")
        return None if agent is None else self.child(agent, "pobj")

    def _controller(self, node: int) -> tuple[int, int | None] | None:
        """Return the verb above that shares its subject, or a noun that is the subject."""
        deps, heads, tags = self.sentence.deps, self.sentence.heads, self.sentence.tags
        dep, head = deps[node], heads[node]
        if head == node:
            return None
        if dep in ("conj", "dep") and self.is_verb(head):
            return head, None
        if dep == "xcomp":
            return head, self.child(head, "dobj") if tags[node] == "VB" else None
        if dep == "advcl" and tags[node] in ("VBG", "VBN", "VB"):
            return head, None
        if dep in ("acl", "relcl") and tags[node] == "VBG":
            return head, head
        if dep == "pcomp" and heads[head] != head and self.is_verb(heads[head]):
            # "Blamed Ito for saying", but "answered Ito by saying": the preposition tells whose.
            theirs = self.sentence.lower[head] in self._object_control
            return heads[head], self.child(heads[head], "dobj") if theirs else None
        return None


def cut_ranges(start: int, end: int, holes: list[Range]) -> list[Range]:
    """Return what is left of a range without the holes, in order.

    >>> cut_ranges(0, 9, [(2, 4), (8, 12)])
    [(0, 2), (4, 8)]
    """
    kept: list[Range] = []
    here = start
    for hole_start, hole_end in sorted(holes):
        if hole_start > here:
            kept.append((here, min(hole_start, end)))
        here = max(here, hole_end)
    if here < end:
        kept.append((here, end))
    return [(a, b) for a, b in kept if a < b]
