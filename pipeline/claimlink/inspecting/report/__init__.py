"""A run -> one page that opens from disk: its articles with claims, citations and findings."""

from claimlink.inspecting.report.choose import Choice, parse_range
from claimlink.inspecting.report.write import Written, write_report

__all__ = ["Choice", "Written", "parse_range", "write_report"]
