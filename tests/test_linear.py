"""Every regular expression, and citing as a whole, takes time in proportion to its input.

Nothing here looks at seconds: the longest input may take a few times what a quarter of it takes,
where a quadratic expression takes sixteen times as much and an exponential one never ends.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from itertools import product

import pytest

import claimlink.citing
import claimlink.reading
import claimlink.structure
from citing_examples import cited
from claimlink.citing.vocabulary import vocabulary_of
from claimlink.packs import load_pack

#: An expression, and whether it is tried at one place only.
Use = tuple[re.Pattern[str], bool]

#: Labels of pattern rows that are tried at the begin of a line or entry only.
ANCHORED = frozenset({"start", "run-in", "credit"})
#: Expressions built from words.
BUILT = {
    "circa": False, "date_after": True, "date_before": False, "ibid": True, "locator": True,
    "personal_before": False, "personal_last": False, "role": False, "season": False,
    "year": False,
}  # fmt: skip

SIZE = 1_000  # characters of the shortest input
FREE = 0.004  # seconds of the longest input below which no growth can be told from noise
MOST = 9.0  # times the shortest input's time that four times as much may take
TRIES = 4

# Pieces whose repetition feeds a repeat of one expression or another.
PIECES = [
    "a", "A", "é", "1", " ", "\n", "\t", "-", ".", ",", "(", ")", "[", "]", "<", "*", "_", "“", "'",
    "a ", "Aa ", "A. ", "Aa, ", "Aa; ", "A., ", "a.", "1 ", "1-", "1, ", "1. ", ". . ", "* ", "- ",
    "(a", "(a) ", "[a", "[a] ", "[a](b", "*a", "_a_ ", "“a ", "<a ", "2011 ", "2011, ", "(2011",
    "2011a, b", "1/", "et al. ", "and ", "de ", "in ", "https://", "www.a", "10.1000/", "vol. 1",
    "Aa, A. (2011). ", "Aa (Aa, ", "ab1", "a\u0301", "|", "# ", "> ", ":", "\\", "~", "=", "`",
]  # fmt: skip
ENDS = ["", "\x00"]


def of_modules() -> Iterator[tuple[str, Use]]:
    """Yield the expressions that modules of these packages hold, each with its use.

    Those on bytes are left out: they look at the first bytes of a file only.
    """
    for package in (claimlink.citing, claimlink.reading, claimlink.structure):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            found = importlib.import_module(module.name)
            source = inspect.getsource(found)
            for name, value in sorted(vars(found).items()):
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    uses = re.findall(rf"\b{name}\b(?:\.(\w+)\()?", source)[1:]
                    anchored = set(uses) <= {"match", "fullmatch"}
                    yield f"{module.name.removeprefix('claimlink.')}.{name}", (value, anchored)


def of_pack() -> Iterator[tuple[str, Use]]:
    """Yield the expressions of the pattern files, and those built from words."""
    pack = load_pack("en")
    for name in sorted(pack.patterns):
        for row in pack.pattern_rows(name):
            yield row.id, (row.regex, name == "layout_lines" or row.label in ANCHORED)
    words = vocabulary_of(pack)
    for name, anchored in BUILT.items():
        value = getattr(words, name)
        assert isinstance(value, re.Pattern)
        yield f"vocabulary.{name}", (value, anchored)


def seconds(task: Callable[[], object]) -> float:
    """Return the least time of a few tries."""
    found = []
    for _ in range(TRIES):
        start = time.process_time()
        task()
        found.append(time.process_time() - start)
    return min(found)


def exhaust(use: Use, text: str) -> None:
    """Look for a match wherever the code may look for one."""
    pattern, anchored = use
    if anchored:
        pattern.match(text)
        return
    for _ in pattern.finditer(text):
        pass


def grows(run: Callable[[int], Callable[[], object]]) -> bool:
    """Say whether work grows faster than its input: at 1, 2 and 4 times a size."""
    start = time.process_time()
    run(4)()
    if time.process_time() - start < FREE:
        return False
    base = seconds(run(1))
    return seconds(run(4)) > MOST * base and seconds(run(2)) > MOST / 3 * base


EXPRESSIONS = dict([*of_modules(), *of_pack()])


@pytest.mark.parametrize("name", sorted(EXPRESSIONS))
def test_expression_is_linear(name: str) -> None:
    use = EXPRESSIONS[name]
    slow = []
    for piece in PIECES:
        for end in ENDS:
            unit = piece * (SIZE // len(piece))

            def run(times: int, unit: str = unit, end: str = end) -> Callable[[], object]:
                return lambda: exhaust(use, unit * times + end)

            if grows(run):
                slow.append((piece, end))
    assert slow == []


def test_the_check_finds_a_quadratic_expression() -> None:
    quadratic, linear = re.compile(r"\s*x"), re.compile(r"\s{0,9}x")
    assert grows(lambda times: lambda: exhaust((quadratic, False), " " * SIZE * times))
    assert not grows(lambda times: lambda: exhaust((linear, False), " " * SIZE * times))


NAMES = ["Lamb", "Bree", "Hart", "Gale", "Ostler", "Marchetti", "de Vries", "Lamb-Hart"]


def crowded(entries: int, markers: int) -> str:
    """Return a paragraph of markers above a source list."""
    letters = ("".join(four) for four in product("abcdefghijkl", repeat=4))
    keys = [(NAMES[n % len(NAMES)] + next(letters), 1950 + n % 70) for n in range(entries)]
    cites = [keys[n * 7 % entries] for n in range(markers)]
    listed = [f"{name}, A. ({year}). Rents in Moor. Gale Press." for name, year in sorted(keys)]
    prose = "Rents rose (" + "; ".join(f"{name}, {year}" for name, year in cites) + ")."
    return "\n\n".join([prose, "References", *listed])


def alike(markers: int) -> str:
    """Return markers of one name and year above entries that all have it."""
    listed = [f"Lamb, A. (2011). Rents number {n}. Gale Press." for n in range(markers)]
    prose = "Rents rose (" + "; ".join(["Lamb, 2011"] * markers) + ")."
    return "\n\n".join([prose, "References", *listed])


WHOLE: dict[str, Callable[[int], str]] = {
    "nested-brackets": lambda n: "It rose " + "(" * 2_500 * n + "Lamb, 2011" + ")" * 2_500 * n,
    "unclosed-brackets": lambda n: "It rose " + "(Lamb 2011 " * 500 * n,
    "unopened-brackets": lambda n: "It rose " + "Lamb 2011) " * 500 * n,
    "bare-brackets": lambda n: "It rose " + "(" * 2_500 * n,
    "names-without-end": lambda n: "It rose (" + "Lamb, Bree & " * 500 * n + "Hart, 2011).",
    "years-without-end": lambda n: "It rose (Lamb, " + "2011, " * 500 * n + "2012).",
    "letters-without-end": lambda n: "It rose (Lamb, 2011" + "a, " * 500 * n + ").",
    "one-bracket": lambda n: crowded(50, 200 * n),
    "source-list": lambda n: crowded(250 * n, 100 * n),
    "entries-alike": lambda n: alike(100 * n),
    "one-word": lambda n: "a" * 20_000 * n,
    "marks-on-a-letter": lambda n: "It rose (Go" + "\u0301" * 1_250 * n + "mez, 2011).",
    "one-entry": lambda n: "References\n\nLamb, A. (2011). " + "Rents, and " * 500 * n,
    "titles-alone": lambda n: "References\n\n" + "“Rents.” 2011.\n\n" * 100 * n,
    "parts-of-no-list": lambda n: "## Reports\n\nThe tolls rose in spring.\n\n" * 100 * n,
    "notes-of-no-list": lambda n: "Notes\n\n[1] The tolls rose.\n[2] So did rents.\n\n" * 100 * n,
    "ibid": lambda n: "References\n\nLamb, A. (2011). Tolls.\n\n" + "Ibid., p. 4.\n\n" * 100 * n,
    "lost-authors": lambda n: (
        "It rose (Lamb, 2011).\n\nReferences\n\n" + ". 2011. Tolls.\n" * 100 * n
    ),
}


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_an_article_takes_time_in_proportion(name: str) -> None:
    inputs = {times: WHOLE[name](times) for times in (1, 2, 4)}
    cited(inputs[1])
    assert not grows(lambda times: lambda: cited(inputs[times]))


def test_a_paragraph_of_two_thousand_citations_links_all() -> None:
    citing, places = cited(crowded(500, 2_000))
    assert len({places[c.reference_id or ""] for c in citing.citations}) == 500
    assert sum(c.status == "linked" for c in citing.citations) == 2_000


def test_a_source_list_of_twenty_thousand_entries_is_read_and_linked() -> None:
    citing, places = cited(crowded(20_000, 1_000))
    assert len(places) == 20_000
    assert {c.reason for c in citing.citations} == {"link.author-year"}
    assert len(citing.citations) == 1_000
