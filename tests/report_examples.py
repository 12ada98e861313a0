"""Runs for the tests of the report: two plain articles, and one that would steer a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import claimlink
from claimlink.batch.worker import encode_lines
from claimlink.records import Analysis, Article

RENTS = Article(
    id="rents",
    source="articles/rents.txt",
    title="Rents in Graz",
    byline="By Ada Roth",
    published="2022-03-01",
    url="https://example.org/rents?a=1&b=2",
    text=(
        "Rents in Graz\n\n"
        "In 2019 the council of Graz sold 40 flats 🏠 and rents rose by 4 percent (Lillis, 2021). "
        "“We cannot pay this,” said Ada Weber. The mill closed in 2018 (Ek, 2016).\n\n"
        "Wages\n\n"
        "Wages in Graz fell by 2 percent in 2020. Nine shops closed in May 2020 (Brook, 2020).\n\n"
        "Sources\n\n"
        "Ek, A. (2016). Mills of the river. Example Press. https://example.org/mills\n\n"
        "Lillis, A. (2021). Housing in Styria. Example Press. https://doi.org/10.1000/182\n"
    ),
)
FERRIES = Article(
    id="ferries",
    source="articles/ferries.txt",
    text=(
        "The ferries of Bergen carried 90,000 people in 2014 (Weber, 2015). They were sold in 2016."
        "\n\nSources\n\nWeber, B. (2015). Ferries of the north. Harbour Press.\n"
    ),
)
_ATTACK = "<img src=x onerror=window.owned=1>"
HOSTILE = Article(
    id="</script><script>window.owned=1</script>",
    source=f"articles/{_ATTACK}.txt",
    title=f"</script><script>window.owned=1</script>{_ATTACK}<!--",
    byline="\u202eecila yB",
    url="javascript:window.owned=1",
    text=(
        "Rents in </script><script>window.owned=1</script> Graz rose by 4 percent in 2020 "
        "(Lillis, 2021). <!-- <script> Wages fell by \u202e2 percent\u2028in 2019 {{script}} "
        f"(Brook, 2020). Prices rose by 9 percent in 2018 {_ATTACK}.\n\n"
        "Sources\n\n"
        f"Brook, C. (2020). Wages {_ATTACK}. Example Press. http://example.org/a\u202eb\n\n"
        "Lillis, A. (2021). Housing. Example Press. javascript:window.owned=1\n"
    ),
)


@cache
def analyse(*articles: str) -> tuple[Analysis, ...]:
    """Return the analyses of the examples with these ids."""
    known = {article.id: article for article in (RENTS, FERRIES, HOSTILE)}
    return tuple(claimlink.load().pipe([known[name] for name in articles]))


def write_run(folder: Path, analyses: Sequence[Analysis], failures: bytes = b"") -> Path:
    """Write a run's files and return its folder."""
    folder.mkdir(parents=True)
    claims = [claim for analysis in analyses for claim in analysis.claims]
    (folder / "claims.jsonl").write_bytes(encode_lines(claims))
    articles = encode_lines([analysis.article for analysis in analyses])
    (folder / "articles.jsonl").write_bytes(articles)
    (folder / "errors.jsonl").write_bytes(failures)
    return folder
