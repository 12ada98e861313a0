"""Compare ``claimlink extract`` with what one might use instead; see README.md beside this file.

The others are installed in an environment of their own, from requirements.txt; ``--python`` names
its interpreter.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from articles import generate_text
from speed import MODEL, Cost, measure

# claim-verifier reads a manuscript's list of cited sentences and its source list.
_CITED_SENTENCES = """
import json, sys
from claimverify.extract import extract_claims, parse_references, split_sections
sentences = citations = entries = 0
for line in open(sys.argv[1], encoding="utf-8"):
    body, listed = split_sections(json.loads(line)["text"])
    claims = extract_claims(body)
    sentences += len(claims)
    citations += sum(len(claim.cites) for claim in claims)
    entries += len(parse_references(listed))
counts = {"sentences": sentences, "citations": citations, "entries": entries}
json.dump(counts, open(sys.argv[2], "w"))
"""

_TRIPLES = f"""
import json, sys, spacy
from textacy.extract import direct_quotations, subject_verb_object_triples
nlp = spacy.load({MODEL!r})
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
triples = quotations = 0
for doc in nlp.pipe(texts):
    triples += len(list(subject_verb_object_triples(doc)))
    quotations += len(list(direct_quotations(doc)))
json.dump({{"triples": triples, "quotations": quotations}}, open(sys.argv[2], "w"))
"""

_QUOTED = (
    '"Rents will rise by {n} percent next year," said {who}.',
    '{who} said: "The town has lost {n} flats since 2010."',
    '"We sold {n} shops in May," {who} told reporters.',
)
_SPEAKERS = ("Ada Lillis", "the mayor", "Bela Novak", "the minister")


@dataclass(frozen=True)
class Written:
    """What the generated articles hold, as they were written."""

    articles: int
    characters: int
    citations: int
    entries: int
    quotations: int


def write_quoting_articles(path: Path, count: int) -> Written:
    """Write generated articles, always the same; each paragraph ends in a quotation."""
    chance = random.Random(4)
    characters = citations = entries = quotations = 0
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            body, listed = generate_text(chance).split("\n\nReferences\n")
            parts = [f"{part} {_quotation(chance)}" for part in body.split("\n\n")]
            text = "\n\nReferences\n".join(["\n\n".join(parts), listed])
            characters += len(text)
            citations += len(re.findall(r"\([A-Z][a-z]+, \d{4}\)", body))
            entries += listed.count("Example Press.")
            quotations += len(parts)
            lines.write(json.dumps({"id": f"q{number}", "text": text}) + "\n")
    return Written(count, characters, citations, entries, quotations)


def _quotation(chance: random.Random) -> str:
    return chance.choice(_QUOTED).format(n=chance.randrange(2, 90), who=chance.choice(_SPEAKERS))


def count_run(folder: Path) -> dict[str, int]:
    """Return how much of each kind a run has found."""
    claims = _rows(folder / "claims.jsonl")
    articles = _rows(folder / "articles.jsonl")
    citations = [found for article in articles for found in article["citations"]]
    attributions = [found for article in articles for found in article["attributions"]]
    return {
        "claims": len(claims),
        "claims with a source": sum(bool(claim["citations"]) for claim in claims),
        "citations": len(citations),
        "linked": sum(found["status"] == "linked" for found in citations),
        "entries": sum(len(article["references"]) for article in articles),
        "quotations": sum(found["form"] != "indirect" for found in attributions),
        "reports": sum(found["form"] == "indirect" for found in attributions),
    }


def _rows(path: Path) -> list[dict[str, list[dict[str, str]]]]:
    # The fields that are looked at here have this form.
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def main() -> None:
    """Run each tool in turn as a process of its own, so that a slow minute hits each alike."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", required=True, help="interpreter that has requirements.txt")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = folder / "articles.jsonl"
        print(write_quoting_articles(articles, chosen.articles))
        run = [sys.executable, "-m", "claimlink", "extract", str(articles), "--quiet", "--force"]
        other = [chosen.python, "-W", "ignore", "-c"]
        commands = {
            "claimlink": [*run, "--workers", "1", "--time-limit", "300", "-o", str(folder / "run")],
            "claim-verifier": [*other, _CITED_SENTENCES, str(articles), str(folder / "cited")],
            "textacy": [*other, _TRIPLES, str(articles), str(folder / "triples")],
        }
        rounds = [
            {tool: measure(command) for tool, command in commands.items()}
            for _ in range(chosen.rounds)
        ]
        counts = {
            "claimlink": count_run(folder / "run"),
            "claim-verifier": json.loads((folder / "cited").read_bytes()),
            "textacy": json.loads((folder / "triples").read_bytes()),
        }
    _print(rounds, counts)


def _print(rounds: list[dict[str, Cost]], counts: dict[str, dict[str, int]]) -> None:
    for tool, found in counts.items():
        cpu = statistics.median(costs[tool].cpu for costs in rounds)
        ratio = statistics.median(costs[tool].cpu / costs["claimlink"].cpu for costs in rounds)
        said = ", ".join(f"{number} {kind}" for kind, number in found.items())
        print(f"{tool:15} {cpu:7.2f} s of the processor, {ratio:.3f} of claimlink's: {said}")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"comparison: {error.cmd[0]} ended with {error.returncode}; see README.md")
