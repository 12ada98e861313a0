"""Dates and times of the prose, with the days they stand for."""

from claimlink.claiming.times.find import FoundTime, explain_times, find_times

__all__ = ["FoundTime", "explain_times", "find_times"]
