"""Waves of a survey: what an institution answers, and what changed from one wave to the next.

Pure functions over a package; who may ask, and what is written when, is for others.
"""

from graph.waves.answer import Answer, NamedPartner, answer_of, reports_of, roster_of, with_answer
from graph.waves.timeline import Asked, Timeline, asked_in, timeline_of

__all__ = [
    "Answer",
    "Asked",
    "NamedPartner",
    "Timeline",
    "answer_of",
    "asked_in",
    "reports_of",
    "roster_of",
    "timeline_of",
    "with_answer",
]
