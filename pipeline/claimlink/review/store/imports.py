"""A run's articles and claims -> the store, one article at a time."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from claimlink.inspecting import ArticleClaims, read_run
from claimlink.records import ArticleRecord, Claim
from claimlink.review.store.backends import Value, Writer
from claimlink.review.store.database import Database
from claimlink.review.store.events import add_event, make_event
from claimlink.review.store.queue import keep_codes
from claimlink.review.store.similar import bands_of
from claimlink.runfiles import KINDS, line_files

#: How much a finding adds to the need for a person, by its severity; check-worthiness is 0 to 1.
#: An error stands above all that is only check-worthy, by our choice.
_FINDING_NEED = {"error": 1.0, "warning": 0.5, "info": 0.1}

#: What a claim without a citation adds: as much as a signal of check-worthiness, by our choice.
_UNCITED_NEED = 0.2

#: What the desk does not show, and so does not keep.
_LEFT_OUT: dict[str, list[object]] = {
    name: [] for name in ("entities", "times", "quantities", "attributions", "non_claims")
}


#: Rows of one statement: each has a way to the server and back.
_BANDS_AT_ONCE = 200


def import_run(database: Database, folder: Path) -> int:
    """Bring the claims of a run into the store; return how many, 0 where it holds them already.

    A run that has changed is read anew: claims of known ids keep their verdicts, and those that are
    gone leave the queue, not the store.

    Raises:
        RunError: the run cannot be read.
    """
    name, stamp = run_name(database, folder), _stamp(folder)
    known = database.first("SELECT id, stamp FROM runs WHERE folder = ?", (name,))
    if known is not None and known["stamp"] == stamp:
        return 0
    with database.write() as writer:
        run = _begin(writer, name, stamp)
        count = 0
        for place, found in enumerate(read_run(folder)):
            count += _add_article(writer, run, place, found)
        _rank(writer)
        keep_codes(writer)
        add_event(writer, make_event("import", None, run=name, claims=count))
    return count


def run_name(database: Database, folder: Path) -> str:
    """Return what a store calls a run: ``.`` where it lies in the run's folder, else its path.

    So that a folder with its store can be moved or copied, and its verdicts stay with its claims.
    """
    place = folder.resolve()
    is_file = database.backend.dialect == "sqlite"
    return "." if is_file and Path(database.name).resolve().parent == place else str(place)


def _stamp(folder: Path) -> str:
    """Return what tells two states of a run apart: sizes and times of its files."""
    files = [path for kind in KINDS for path in line_files(folder, kind)]
    return " ".join(f"{p.name}:{p.stat().st_size}:{p.stat().st_mtime_ns}" for p in files)


def _begin(writer: Writer, name: str, stamp: str) -> int:
    (row,) = writer.execute(
        "INSERT INTO runs (folder, stamp) VALUES (?, ?)"
        " ON CONFLICT (folder) DO UPDATE SET stamp = excluded.stamp RETURNING id",
        (name, stamp),
    )
    writer.execute("UPDATE claims SET is_there = 0 WHERE run = ?", (row["id"],))
    return int(row["id"])


def _add_article(writer: Writer, run: int, place: int, found: ArticleClaims) -> int:
    article = found.article
    (row,) = writer.execute(
        "INSERT INTO articles (run, article_id, place, title, record) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (run, article_id) DO UPDATE SET place = excluded.place,"
        " title = excluded.title, record = excluded.record RETURNING id",
        (run, article.id, place, article.title or article.source, pack(_slim(article))),
    )
    needs, place_of = _finding_needs(article), (run, row["id"])
    writer.execute_many(
        _CLAIM, [_columns(place_of, *claim, needs) for claim in enumerate(found.claims)]
    )
    _compare(writer, row["id"], found.claims)
    return len(found.claims)


def _slim(article: ArticleRecord) -> ArticleRecord:
    return article.model_copy(update=_LEFT_OUT)


def _finding_needs(article: ArticleRecord) -> dict[str, float]:
    """Return what the findings add to each claim; several of one severity count once."""
    told = {(c, finding.severity) for finding in article.findings for c in finding.claim_ids}
    needs: defaultdict[str, float] = defaultdict(float)
    for claim, severity in sorted(told):
        needs[claim] += _FINDING_NEED[severity]
    return needs


_CLAIM = (
    "INSERT INTO claims (run, article, claim_id, place, need, text, kind, is_cited, findings,"
    " record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run, claim_id) DO UPDATE SET"
    " article = excluded.article, place = excluded.place, need = excluded.need, is_there = 1,"
    " text = excluded.text, kind = excluded.kind, is_cited = excluded.is_cited,"
    " findings = excluded.findings, record = excluded.record"
)


def _columns(
    place_of: tuple[int, int], number: int, claim: Claim, needs: Mapping[str, float]
) -> list[Value]:
    """Return the values of ``_CLAIM``; ``place_of`` is the run and the article."""
    uncited = _UNCITED_NEED * (not claim.citations)
    need = claim.check_worthiness.score + needs.get(claim.id, 0.0) + uncited
    return [
        *place_of,
        claim.id,
        number,
        round(need, 6),
        claim.text,
        claim.kind,
        int(bool(claim.citations)),
        f" {' '.join(sorted(set(claim.findings)))} ",
        pack(claim),
    ]


def _compare(writer: Writer, article: int, claims: Sequence[Claim]) -> None:
    """Keep by what an article's claims are found to be similar to others."""
    rows = writer.execute(
        "SELECT id, claim_id FROM claims WHERE article = ? AND is_there = 1", (article,)
    )
    numbers = {row["claim_id"]: row["id"] for row in rows}
    bands = [(band, numbers[claim.id]) for claim in claims for band in bands_of(claim.text)]
    writer.execute(
        "DELETE FROM bands WHERE claim IN"
        " (SELECT id FROM claims WHERE article = ? AND is_there = 1)",
        (article,),
    )
    for start in range(0, len(bands), _BANDS_AT_ONCE):
        some = bands[start : start + _BANDS_AT_ONCE]
        marks = ", ".join(["(?, ?)"] * len(some))
        writer.execute(
            f"INSERT INTO bands (band, claim) VALUES {marks} ON CONFLICT DO NOTHING",
            [value for pair in some for value in pair],
        )


def pack(record: ArticleRecord | Claim) -> bytes:
    """Return a record as it is kept: JSON, compressed."""
    return zlib.compress(record.model_dump_json(by_alias=True).encode("utf-8", "surrogatepass"), 1)


def _rank(writer: Writer) -> None:
    """Number the claims in the order of the queue: the greatest need first."""
    writer.execute(
        "UPDATE claims SET rank = ranked.number FROM (SELECT id, ROW_NUMBER() OVER"
        " (ORDER BY need DESC, id) AS number FROM claims WHERE is_there = 1) AS ranked"
        " WHERE ranked.id = claims.id"
    )
