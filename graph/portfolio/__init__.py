"""Many partnerships beside each other: what is usual for a network of this size and these degrees."""

from graph.portfolio.compared import Compared, Peer, compared
from graph.portfolio.rewired import MEASURED, rewired_samples

__all__ = ["MEASURED", "Compared", "Peer", "compared", "rewired_samples"]
