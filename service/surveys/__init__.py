"""Surveys: asking institutions by links, their answers, and what changed from wave to wave."""
