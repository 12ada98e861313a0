"""Generated articles for the other files here: of the make of a magazine's, and always the same.

About 760 words, 610 of them in 8 paragraphs above a list of 15 sources, with 11 citations; a
sentence has 26 words.  Some sentences claim nothing.  Every article brings names of its own.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

_SYLLABLES = (
    "bar", "del", "fen", "gor", "hal", "kem", "lin", "mor",
    "nes", "orm", "pel", "rit", "sol", "tan", "ulv", "wex",
)  # fmt: skip
_ENDINGS = ("ford", "ham", "stadt", "by", "mouth", "dorf", "wick", "berg")
_OPENINGS = (
    "In {y}, ",
    "After the floods of {y}, ",
    "Between {y} and 2021, ",
    "During the first years of the programme, ",
    "By the end of {y}, ",
    "Like most towns on the river, {town} changed slowly, and ",
)
_SUBJECTS = (
    "the council of {town}",
    "{person}, who had led the harbour office since {y},",
    "a small group of tenants from the old quarter",
    "the company that runs the ferries to {town}",
    "most of the {n} schools in the region",
    "the ministry, together with two universities,",
    "an independent survey of {n} households",
)
_PREDICATES = (
    "closed {n} of its workshops and moved the remaining staff to a new building near the station",
    "reported that the number of visitors had fallen by {p} percent",
    "spent about {n} million euros on repairs to the bridges and the old canal",
    "counted {n} empty flats in the centre of {town}",
    "had lost nearly half of its members to the neighbouring districts",
    "signed an agreement under which fares rise by no more than {p} percent a year",
    "found that children who walk to school are ill less often than those who are driven",
)
_TAILS = (
    ", which led to long queues in front of the clinics and to complaints from traders",
    " because the price of timber had doubled within {p} months",
    ", although the plans that {person} drew up had foreseen the opposite",
    ", while the villages around {town} gained several hundred new residents",
    " when the last trains between {town} and the coast were withdrawn",
    ", a decision that the courts later confirmed",
)
_ASIDES = (
    "Perhaps no other question divides the people of {town} as deeply as this one does.",
    "What would have happened if somebody had listened to {person} in time?",
    "Every town should think carefully about what it is going to leave to those who come later.",
    "It is a beautiful story, and like all beautiful stories it deserves to be told with care.",
)
_ENTRY = "{name}, {letter}. ({year}). {noun} and {other} in {town}. Example Press."
_NOUNS = ("Housing", "Transport", "Harbours", "Schools", "Rivers", "Markets", "Health", "Labour")


def write_articles(path: Path, count: int) -> None:
    """Write generated articles as JSONL: always the same for the same count."""
    chance = random.Random(0)
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write(json.dumps({"id": f"g{number}", "text": generate_text(chance)}) + "\n")


def generate_text(chance: random.Random, paragraphs: int = 8) -> str:
    """Return paragraphs of 2 to 4 sentences, nearly half of them cited, above their source list."""
    names = [_name(chance) for _ in range(6)]
    cited = [(_name(chance, "sen"), chance.randrange(1990, 2020)) for _ in range(15)]
    body = "\n\n".join(
        " ".join(_sentence(chance, names, cited) for _ in range(chance.randrange(2, 5)))
        for _ in range(paragraphs)
    )
    entries = sorted(_entry(chance, names, name, year) for name, year in set(cited))
    return "\n".join([body, "", "References", "", *entries, ""])


def _sentence(chance: random.Random, names: Sequence[str], cited: Sequence[tuple[str, int]]) -> str:
    if chance.random() < 0.1:
        return _filled(chance, chance.choice(_ASIDES), names)
    opening = chance.choice(_OPENINGS) if chance.random() < 0.25 else ""
    tail = chance.choice(_TAILS) if chance.random() < 0.4 else ""
    parts = opening, chance.choice(_SUBJECTS), " ", chance.choice(_PREDICATES), tail
    words = _filled(chance, "".join(parts), names)
    words = words[0].upper() + words[1:]
    if chance.random() < 0.5:
        return f"{words}."
    name, year = chance.choice(cited)
    return f"{words} ({name}, {year})."


def _filled(chance: random.Random, words: str, names: Sequence[str]) -> str:
    town, *others = names
    return words.format(
        n=chance.randrange(2, 900),
        p=chance.randrange(2, 60),
        y=chance.randrange(1980, 2020),
        town=chance.choice([town, town, others[0]]),
        person=f"Ada {chance.choice(others)}",
    )


def _name(chance: random.Random, ending: str | None = None) -> str:
    syllables = (chance.choice(_SYLLABLES) for _ in range(chance.randrange(1, 4)))
    return "".join(syllables).capitalize() + (ending or chance.choice(_ENDINGS))


def _entry(chance: random.Random, names: Sequence[str], name: str, year: int) -> str:
    noun, other = chance.sample(_NOUNS, 2)
    return _ENTRY.format(
        name=name, letter=chance.choice("ABCD"), year=year, noun=noun, other=other.lower(),
        town=chance.choice(names),
    )  # fmt: skip
