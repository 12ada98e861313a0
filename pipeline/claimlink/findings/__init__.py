"""What a fact-checker should look at: one function a finding, each sure before it speaks.

A noisy finding is worse than none: every function here asks for positive evidence, and each has
tests of what it must leave alone.  ``docs/findings.md`` lists the codes with an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimlink.findings.claims import find_number_conflicts, find_self_sources
from claimlink.findings.dates import find_source_predates_event
from claimlink.findings.entries import (
    find_broken_urls,
    find_duplicate_entries,
    find_entries_without_address,
)
from claimlink.findings.evidence import Evidence
from claimlink.findings.links import (
    find_ambiguous_citations,
    find_cited_not_listed,
    find_secondary_sources,
    find_year_mismatches,
)
from claimlink.findings.listed import find_listed_never_cited
from claimlink.findings.listed_names import find_listed_name_variants
from claimlink.findings.names import find_name_variants
from claimlink.findings.typos import find_publisher_typos
from claimlink.findings.uncited import (
    find_quotes_without_source,
    find_uncited_claims,
    find_uncited_paragraphs,
)
from claimlink.records import Finding

__all__ = ["Evidence", "find_findings"]

_Finder = Callable[[Evidence], Iterator[Finding]]
_FINDERS: tuple[_Finder, ...] = (
    find_cited_not_listed,
    find_ambiguous_citations,
    find_secondary_sources,
    find_year_mismatches,
    find_name_variants,
    find_listed_name_variants,
    find_listed_never_cited,
    find_duplicate_entries,
    find_entries_without_address,
    find_broken_urls,
    find_publisher_typos,
    find_source_predates_event,
    find_self_sources,
    find_uncited_claims,
    find_uncited_paragraphs,
    find_quotes_without_source,
    find_number_conflicts,
)


def find_findings(evidence: Evidence) -> list[Finding]:
    """Return the findings of an article, sorted by place and code."""
    found = [finding for find in _FINDERS for finding in find(evidence)]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))
