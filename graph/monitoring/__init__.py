"""Monitoring of a partnership: what its cases add up to, year by year, and what of it may be told."""

from graph.monitoring.indicators import TARGET, Mean, Share, Year, years_of
from graph.monitoring.told import SMALLEST, Round, ToldYear, told, told_year

__all__ = [
    "SMALLEST",
    "TARGET",
    "Mean",
    "Round",
    "Share",
    "ToldYear",
    "Year",
    "told",
    "told_year",
    "years_of",
]
