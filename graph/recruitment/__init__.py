"""Whom to invite into the partnership next, why, who can introduce us, and how the invitations go."""

from graph.recruitment.document import recruitment_document
from graph.recruitment.recruit import BestSet, Candidate, Gains, Recruitment, recruit
from graph.recruitment.weights import Weights

__all__ = [
    "BestSet",
    "Candidate",
    "Gains",
    "Recruitment",
    "Weights",
    "recruit",
    "recruitment_document",
]
