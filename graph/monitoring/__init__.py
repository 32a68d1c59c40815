"""Monitoring of a partnership: what its cases add up to, year by year, and what of it may be told."""

from graph.monitoring.disclosed import SMALLEST, DisclosedYear, Round, disclosed_year, told
from graph.monitoring.indicators import TARGET, Mean, Share, Year, years_of

__all__ = [
    "SMALLEST",
    "TARGET",
    "DisclosedYear",
    "Mean",
    "Round",
    "Share",
    "Year",
    "disclosed_year",
    "told",
    "years_of",
]
