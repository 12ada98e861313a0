"""How much a stretch of text looks like an entry of a source list.

The signals are rows of ``patterns/layout_entries.jsonl`` with weights: ``entry`` rows speak for an
entry, ``prose`` rows (negative weights) for running text, ``start`` rows for the begin of an entry
at the begin of a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.packs import LanguagePack, Pattern

ENTRIES = "layout_entries"

ENTRY = 1.0  # score from which a stretch is an entry (own)
LIKELY = 0.4  # score from which a stretch that begins like an entry is one (own)
_HEAD = 300  # characters of a line in which its begin shows (own)
_BODY = 1500  # characters of an entry that are looked at; longer ones are prose anyway (own)


def fired_signals(text: str, pack: LanguagePack) -> list[Pattern]:
    """Return the rows that fire in a stretch of text, in the order of the pattern file."""
    return _fired(text, pack.pattern_rows(ENTRIES))


def _fired(text: str, rows: Sequence[Pattern]) -> list[Pattern]:
    body, head = text[:_BODY], text[:_HEAD]
    return [
        row for row in rows if (row.regex.match(head) if row.label == "start" else row.search(body))
    ]


def _fired_weights(text: str, pack: LanguagePack) -> list[Pattern]:
    """Return the rows that fire and have a weight: the others cost most and decide nothing here."""
    return _fired(text, [row for row in pack.pattern_rows(ENTRIES) if row.weight is not None])


def entry_score(text: str, pack: LanguagePack) -> float:
    """Return the sum of the weights of all rows that fire; an entry scores 1 and more."""
    return _total(text, _fired_weights(text, pack))


def _total(text: str, rows: Sequence[Pattern]) -> float:
    return sum(row.weight or 0.0 for row in rows) - (1.0 if len(text) > _BODY else 0.0)


def is_entry(text: str, pack: LanguagePack) -> bool:
    """Return whether a stretch is an entry: it scores 1, or begins like one and scores a little.

    A begin alone ("Appendix A: Questions") is not enough; something else must speak for it.
    """
    return judge(text, pack)[1]


def judge(text: str, pack: LanguagePack) -> tuple[float, bool]:
    """Return a stretch's score and whether it is an entry, in one pass over the rows."""
    rows = _fired_weights(text, pack)
    score = _total(text, rows)
    labels = {row.label for row in rows}
    begins = score >= LIKELY and "start" in labels
    return score, "entry" in labels and (score >= ENTRY or begins)


def is_note(text: str, pack: LanguagePack) -> bool:
    """Return whether a footnote is a source: an entry, or as short as "Ostler, Tolls, 2019".

    A remark that only sends the reader to a source, "Not in all towns; see Ostler (2019)", is none.
    """
    body = text[:_BODY]
    rows = {row.label: row for row in pack.pattern_rows(ENTRIES) if row.label in ("note", "remark")}
    if "remark" in rows and rows["remark"].regex.search(body):
        return False
    return is_entry(text, pack) or ("note" in rows and rows["note"].regex.match(body) is not None)


def starts_entry(text: str, pack: LanguagePack) -> bool:
    """Return whether a line begins the way entries of a source list begin."""
    head = text[:_HEAD]
    return any(row.regex.match(head) for row in pack.pattern_rows(ENTRIES) if row.label == "start")
