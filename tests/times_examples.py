"""Hand-made sentences for the tests of times and quantities: no model, parses typed by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimlink.parsing import EntitySpan, Sentence

#: A word's tag, dependency label and head word.
Role = tuple[str, str, str]
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’](?=t\b))?|['’]\w+|\S")


def sentence_of(
    text: str,
    roles: Mapping[str, Role] | None = None,
    *,
    index: int = 0,
    block: int = 0,
    start: int = 0,
    cuts: Sequence[tuple[int, int]] = (),
    entities: Mapping[str, str] | None = None,
) -> Sentence:
    """One sentence of an article that reads ``text`` at ``start``.

    ``roles`` gives words their tag, label and head; other words are nouns on the root.  ``cuts``
    are stretches of ``text`` that the parser did not see.  ``entities`` are words with a label.
    """
    roles = roles or {}
    tokens = [
        match
        for match in _TOKEN.finditer(text)
        if not any(cut_start <= match.start() < cut_end for cut_start, cut_end in cuts)
    ]
    words = [match.group() for match in tokens]
    place = {word: i for i, word in reversed(list(enumerate(words)))}
    root = next((i for i, w in enumerate(words) if roles.get(w, ("", "", ""))[1] == "ROOT"), 0)
    default: Role = ("NN", "dep", "")
    told = [roles.get(word, default) for word in words]
    return Sentence(
        index=index,
        block=block,
        start=start,
        end=start + len(text),
        words=tuple(words),
        tags=tuple(tag for tag, _, _ in told),
        deps=tuple(dep for _, dep, _ in told),
        heads=tuple(root if i == root else place.get(h, root) for i, (_, _, h) in enumerate(told)),
        starts=tuple(start + match.start() for match in tokens),
        ends=tuple(start + match.end() for match in tokens),
        spaced=tuple(text[match.end() : match.end() + 1] == " " for match in tokens),
        entities=tuple(
            EntitySpan(place[word], place[word] + 1, label)
            for word, label in (entities or {}).items()
        ),
    )
