"""A partnership as an immutable snapshot and as simple networks; everything analytic starts here."""

from graph.snapshot.network import Network
from graph.snapshot.partnership import Layer, Snapshot, snapshot_of
from graph.snapshot.resolve import government_levels, resolved_institution, resolved_service
from graph.snapshot.ties import Pair, Tie, pair_of

__all__ = [
    "Layer",
    "Network",
    "Pair",
    "Snapshot",
    "Tie",
    "government_levels",
    "pair_of",
    "resolved_institution",
    "resolved_service",
    "snapshot_of",
]
