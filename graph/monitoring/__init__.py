"""Monitoring of a partnership: what its cases add up to, year by year, and what of it may be told."""

from graph.monitoring.indicators import TARGET, Mean, Share, Year, years_of
from graph.monitoring.told import SMALLEST, ToldYear, told

__all__ = ["SMALLEST", "TARGET", "Mean", "Share", "ToldYear", "Year", "told", "years_of"]
