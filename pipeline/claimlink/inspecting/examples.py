"""Ready-made queries over a run's tables: what people who check facts ask first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """A query with its name, which is short enough to type, and the question it answers."""

    name: str
    question: str
    sql: str


EXAMPLES = (
    Example(
        "check-first",
        "Which claims without a source deserve a check most?",
        """
select claim_id, worth, text from claims
where not cited order by worth desc, claim_id limit 20""",
    ),
    Example(
        "kinds",
        "How many claims of each kind are there, and what share has a source?",
        """
select kind, count(*) as claims, round(100 * avg(cited::int), 1) as cited_percent
from claims group by kind order by claims desc, kind""",
    ),
    Example(
        "least-supported",
        "Which articles have the smallest share of claims with a source?",
        """
select source, claims, cited_claims, round(100.0 * cited_claims / claims, 1) as cited_percent
from articles where claims > 0 order by cited_percent, claims desc, source limit 20""",
    ),
    Example(
        "relied-on",
        "Which works support most claims, over all articles?",
        """
select title, any_value(authors) as authors, any_value(year) as year,
       sum(claims) as claims, count(distinct article_id) as articles
from source_list where title is not null
group by title having sum(claims) > 0 order by claims desc, title limit 20""",
    ),
    Example(
        "never-cited",
        "Which entries of source lists does no citation point at?",
        """
select a.source, r.text from source_list r join articles a using (article_id)
where r.citations = 0 order by a.number, r.number""",
    ),
    Example(
        "speakers",
        "Who says most, and how much of it has a source?",
        """
select source, count(*) as claims, sum(cited::int) as cited
from claims where source is not null
group by source order by claims desc, source limit 20""",
    ),
    Example(
        "findings",
        "Which findings are there most, and on how many articles?",
        """
select code, severity, count(*) as findings, count(distinct article_id) as articles
from findings group by code, severity order by findings desc, code""",
    ),
    Example(
        "older-sources",
        "Which claims are about a year after their source came out?",
        """
select c.claim_id, c.time_from, r.issued, c.text
from claims c join claim_citations l using (article_id, claim_id)
join source_list r on r.article_id = l.article_id and r.reference_id = l.reference_id
where left(c.time_from, 4) > left(r.issued, 4) order by c.time_from desc, c.claim_id""",
    ),
    Example(
        "numbers",
        "Which numbers are claimed, and of what?",
        """
select quantity_value, quantity_unit, quantity_of, text
from claims where quantity_value is not null
order by quantity_unit, quantity_value desc, claim_id limit 50""",
    ),
    Example(
        "weak-links",
        "Which citations support a claim with the least confidence?",
        """
select c.claim_id, l.confidence, l.scope, t.text as citation, c.text
from claim_citations l join claims c using (article_id, claim_id)
join citations t on t.article_id = l.article_id and t.citation_id = l.citation_id
order by l.confidence, c.claim_id limit 20""",
    ),
)


def find_example(name: str) -> str | None:
    """Return the SQL of a ready-made query, None where none has this name."""
    return next((example.sql.strip() for example in EXAMPLES if example.name == name), None)
