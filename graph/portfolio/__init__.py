"""Many partnerships beside each other: how each is, what they have in common, what is usual."""

from graph.portfolio.attention import Attention, Life, Reason, attention_of
from graph.portfolio.compared import Compared, Peer, compared
from graph.portfolio.entry import Entry, GapCounts, Survey, entry_of, gap_counts
from graph.portfolio.near import OfferIndex, Surroundings, surroundings_of
from graph.portfolio.rewired import MEASURED, rewired_samples
from graph.portfolio.roll_up import Member, RollUp, exactly, powiat_of, roll_up

__all__ = [
    "MEASURED",
    "Attention",
    "Compared",
    "Entry",
    "GapCounts",
    "Life",
    "Member",
    "OfferIndex",
    "Peer",
    "Reason",
    "RollUp",
    "Surroundings",
    "Survey",
    "attention_of",
    "compared",
    "entry_of",
    "exactly",
    "gap_counts",
    "powiat_of",
    "rewired_samples",
    "roll_up",
    "surroundings_of",
]
