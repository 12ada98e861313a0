"""The chosen articles -> one file of HTML with style, script and content in it.

The content stands in blocks of JSON, one an article, which the page reads when it shows the
article; it becomes text nodes, never markup.  The policy in the page's head allows this script
and this style by their digests, and no address at all.
"""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import orjson
from pydantic import JsonValue

from claimlink.errors import RunError
from claimlink.inspecting.plain import RuleWords
from claimlink.inspecting.report.choose import EVERYTHING, Choice, choose_articles
from claimlink.inspecting.report.view import SEVERITIES, View, view_article, view_summary
from claimlink.inspecting.report.visible import show_visibly
from claimlink.inspecting.wholefile import write_whole
from claimlink.records import SCHEMA_VERSION, ErrorRecord
from claimlink.runfiles import line_files, open_lines

#: The parts of the page's script, in the order in which they are put together.
SCRIPTS = (
    "model.js",
    "dom.js",
    "filters.js",
    "text.js",
    "details.js",
    "lists.js",
    "charts.js",
    "keys.js",
    "main.js",
)

#: Inputs that failed and are named on the page; more are counted.
_FAILED_SHOWN = 100

#: What may not stand in JSON inside an element of HTML, and how JSON can write it otherwise.
_ESCAPES = {
    b"<": b"\\u003c",
    b">": b"\\u003e",
    b"&": b"\\u0026",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}
_ESCAPED = re.compile(b"|".join(_ESCAPES))


@dataclass(frozen=True)
class Written:
    """How much a page shows."""

    articles: int
    claims: int

    def describe(self) -> str:
        """Return the numbers in words.

        >>> Written(articles=1, claims=36).describe()
        '36 claims in 1 article'
        """
        claims = f"{self.claims:,} claim{'' if self.claims == 1 else 's'}"
        return f"{claims} in {self.articles:,} article{'' if self.articles == 1 else 's'}"


def write_report(
    run: Path, output: Path | None, choice: Choice = EVERYTHING, rules: Path | None = None
) -> Written:
    """Write the page of a run, in one go: a page that was there stays until the new one is whole.

    ``output`` None writes to standard output.  ``rules`` is the folder of rules the run was made
    with, whose labels the page shows; None for the built-in ones.

    Raises:
        RunError: the run cannot be read, is more than a page can show, or the file not written.
        PackError: the rules cannot be read.
    """
    page = _Page(run, choice, rules)
    if output is None:
        for part in page.render():
            sys.stdout.buffer.write(part)
        return page.written()
    with write_whole(output) as stream:
        stream.writelines(page.render())
    return page.written()


class _Page:
    def __init__(self, run: Path, choice: Choice, rules: Path | None) -> None:
        self._run = run
        self._choice = choice
        self._words = RuleWords(rules)
        self._summaries: list[View] = []
        self._findings: Counter[tuple[str, str]] = Counter()

    def render(self) -> Iterator[bytes]:
        """Yield the page piece by piece, each article before the next is read."""
        style, script = _static("page.css"), "".join(map(_static, SCRIPTS))
        script = f'(function () {{\n"use strict";\n{script}}})();\n'
        head, body, end = _static("page.html").split("<!-- cut -->\n")
        name = show_visibly(self._run.resolve().name)
        filled = {"name": escape(name), "policy": escape(_policy(script, style)), "style": style}
        yield _fill(head, filled).encode()
        yield _fill(body, filled).encode()
        for found in choose_articles(self._run, self._choice):
            self._summaries.append(view_summary(found))
            self._findings.update((one.severity, one.code) for one in found.article.findings)
            yield _block(f"article-{len(self._summaries)}", view_article(found, self._words))
        yield _block("run", self._overview(name))
        yield _fill(end, {"script": script}).encode()

    def written(self) -> Written:
        """Return how much there is on the page."""
        claims = (summary["claims"] for summary in self._summaries)
        return Written(len(self._summaries), sum(n for n in claims if isinstance(n, int)))

    def _overview(self, name: str) -> View:
        failed = [] if self._choice != EVERYTHING else _failed(self._run)
        shown: list[JsonValue] = [
            [show_visibly(error.source), show_visibly(error.message)]
            for error in failed[:_FAILED_SHOWN]
        ]
        return {
            "name": name,
            "version": version("claimlink"),
            "schema_version": SCHEMA_VERSION,
            "chosen": self._choice != EVERYTHING,
            "articles": list[JsonValue](self._summaries),
            "findings": [[code, severity, number] for severity, code, number in self._ranked()],
            "failed": shown,
            "failures": len(failed),
            "rules": dict[str, JsonValue](self._words.told()),
        }

    def _ranked(self) -> list[tuple[str, str, int]]:
        """Return severity, code and number of the findings, the gravest and most frequent first."""
        counted = ((severity, code, number) for (severity, code), number in self._findings.items())
        return sorted(counted, key=lambda one: (SEVERITIES.index(one[0]), -one[2], one[1]))


def _static(name: str) -> str:
    """Return a file of the page with line ends as the digests count them."""
    content = files("claimlink.inspecting.report").joinpath("static", name).read_text("utf-8")
    return content.replace("\r\n", "\n")


def _fill(template: str, values: dict[str, str]) -> str:
    """Return a template with its ``{{names}}`` filled in, what is filled in left as it is."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], template)


def _policy(script: str, style: str) -> str:
    def digest(content: str) -> str:
        return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; script-src {digest(script)}; style-src {digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _block(name: str, content: View) -> bytes:
    """Return JSON as an element that no content can close."""
    packed = _ESCAPED.sub(lambda match: _ESCAPES[match[0]], orjson.dumps(content))
    return f'<script type="application/json" id="{name}">'.encode() + packed + b"</script>\n"


def _failed(run: Path) -> list[ErrorRecord]:
    """Return the inputs of a run that could not be processed; empty texts are no failures."""
    found: list[ErrorRecord] = []
    for path in line_files(run, "errors"):
        try:
            with open_lines(path) as stream:
                found += [ErrorRecord.model_validate_json(line) for line in stream]
        except (OSError, ValueError):
            raise RunError("damaged; run claimlink extract again", source=str(path)) from None
    return [error for error in found if error.error != "EmptyInputError"]
