"""What several detectors ask about one partnership, each answer worked out once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, cast

import numpy as np
import numpy.typing as npt
from scipy.sparse import csgraph

from graph.gaps.answers import Answers, Match
from graph.gaps.demand import askers
from graph.gaps.parts import Fall, falls
from graph.gaps.reasons import Reasons
from graph.gaps.reports import Reported, reported
from graph.gaps.thresholds import Thresholds
from graph.measures.centrality import betweenness
from graph.measures.cohesion import Bridge, bridges
from graph.model import Service
from graph.snapshot import Network, Pair, Snapshot, pair_of
from graph.snapshot.network import Ints
from graph.vocabulary import AREAS, INSTITUTION_TYPES

#: Cached facts that do not rest on ties.
_APART_FROM_TIES: Final = ("members", "answers", "matches", "area_sizes")


class Facts:
    """A snapshot and what is derived from it. Lives as long as one run of the detectors."""

    def __init__(self, snapshot: Snapshot, thresholds: Thresholds) -> None:
        self.snapshot = snapshot
        self.thresholds = thresholds

    def over(self, snapshot: Snapshot) -> "Facts":
        """The facts of a snapshot that differs in its ties only; what does not rest on them is kept."""
        other = Facts(snapshot, self.thresholds)
        # A cached property keeps its value in the instance's dictionary, under its own name.
        other.__dict__.update({name: getattr(self, name) for name in _APART_FROM_TIES})
        return other

    @cached_property
    def network(self) -> Network:
        """The network of live ties between all institutions on the map."""
        return self.snapshot.network()

    @cached_property
    def members(self) -> frozenset[str]:
        """Ids of the members."""
        return frozenset(self.snapshot.members)

    @cached_property
    def betweenness(self) -> Mapping[str, float]:
        """Betweenness by id."""
        values = cast("list[float]", betweenness(self.network).tolist())
        return dict(zip(self.network.ids, values, strict=True))

    @cached_property
    def bridges(self) -> Sequence[Bridge]:
        """Ties whose loss cuts off at least the threshold's number of institutions, sorted."""
        least = self.thresholds.cut_off
        found = bridges(self.network, self.snapshot.leader)
        return [bridge for bridge in found if len(bridge.cuts_off) >= least]

    @cached_property
    def falls(self) -> Mapping[str, Fall]:
        """What falls off without each cut point."""
        return falls(self.network, self.snapshot.leader)

    @cached_property
    def reported(self) -> Reported:
        """Ties by what their reports say."""
        return reported(self.snapshot.ties, self.thresholds.asymmetry)

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """For each institution those it has a live tie with."""
        network = self.network
        ids, starts = network.ids, cast("list[int]", network.indptr.tolist())
        near = [ids[row] for row in cast("list[int]", network.indices.tolist())]
        return {id: frozenset(near[starts[row] : starts[row + 1]]) for row, id in enumerate(ids)}

    def linked(self, one: str, other: str) -> bool:
        """Whether the two have a live tie."""
        return other in self.neighbours[one]

    @cached_property
    def services(self) -> Sequence[Service]:
        """Services of the whole store at the institutions on the map, whoever lists them."""
        on_map = self.snapshot.institutions
        listed = (offer.service for offer in self.snapshot.offers)
        return [service for service in listed if service.institution_id in on_map]

    @cached_property
    def reasons(self) -> Reasons:
        """Why two institutions should work together, without what single cases say of it."""
        return Reasons(self.snapshot.replace(families={}, teams={}))

    @cached_property
    def answers(self) -> Answers:
        """What answers whose needs."""
        return Answers(self.snapshot, self.thresholds.max_wait)

    @cached_property
    def matches(self) -> Sequence[Match]:
        """Every family, need and code that answers it, with the services the family can use."""
        families = self.snapshot.families.values()
        return [match for family in families for match in self.answers.matches(family)]

    @cached_property
    def asked(self) -> Sequence[Match]:
        """The matches of the families or, where these may not be seen, of the area's demand."""
        if not self.snapshot.without_cases:
            return self.matches
        return [match for one in askers(self.snapshot) for match in self.answers.matches(one)]

    @cached_property
    def area_sizes(self) -> Mapping[str, int]:
        """Number of institutions on the map in each area of cooperation."""
        sizes: dict[str, int] = dict.fromkeys(AREAS, 0)
        for institution in self.snapshot.institutions.values():
            if institution.area:
                sizes[institution.area] += 1
        return sizes

    def recruitable(self, id: str) -> bool:
        """Whether an institution of this type could join or be kept in touch with."""
        return INSTITUTION_TYPES[self.snapshot.institutions[id].type_code].recruit_as != "no"

    def families_with(self, ids: Sequence[str]) -> int:
        """Number of families that any of these institutions is involved with."""
        of = self.snapshot.families_of
        return len({family for id in ids for family in of[id]})

    def families_shared(self, pair: Pair) -> int:
        """Number of families that both are involved with."""
        return len(self.snapshot.shared_families.get(pair_of(*pair), ()))

    @cached_property
    def inside(self) -> npt.NDArray[np.bool_]:
        """Whether each institution of the network is a member, shape (n,)."""
        members = self.members
        return np.array([id in members for id in self.network.ids], dtype=np.bool_)

    def introducer(self, id: str) -> str | None:
        """The member with the strongest live tie to an institution, the leader first among equals."""
        return self._introducers.get(id)

    @cached_property
    def _introducers(self) -> Mapping[str, str]:
        network = self.network
        rows, columns = network.rows, network.indices
        if not len(columns):
            return {}
        strength = np.where(self.inside[columns], network.strength, 0.0)
        # reduceat answers wrongly for an empty row, so rows without neighbours are left out of it.
        linked = np.flatnonzero(network.degrees)
        strongest = np.maximum.reduceat(strength, network.indptr[linked])
        nearest = (strength > 0) & (strength == np.repeat(strongest, network.degrees[linked]))
        arcs = np.flatnonzero(nearest)
        first = arcs[np.diff(rows[arcs], prepend=-1) > 0]
        if self.snapshot.leader is not None:
            leading = columns[arcs] == network.position[self.snapshot.leader]
            first = np.concatenate([first, arcs[leading]])  # the later one stays
        return {id: member for id, member, _ in self.arcs(first)}

    def arcs(self, which: npt.NDArray[np.bool_ | np.intp]) -> Iterator[tuple[str, str, float]]:
        """For some arcs of the network their ends and their strength."""
        network = self.network
        ids = network.ids
        for row, column, strength in zip(
            cast("list[int]", network.rows[which].tolist()),
            cast("list[int]", network.indices[which].tolist()),
            cast("list[float]", network.strength[which].tolist()),
            strict=True,
        ):
            yield ids[row], ids[column], strength

    def path(self, one: str, other: str) -> list[str] | None:
        """A shortest path of live ties with its ends, ``None`` where there is none."""
        near, far = self.neighbours[one], self.neighbours[other]
        if other in near:
            return [one, other]
        if shared := near & far:
            return [one, min(shared), other]
        for first in sorted(near):
            if shared := self.neighbours[first] & far:
                return [one, first, min(shared), other]
        before, position = self._tree(one), self.network.position
        path = [position[other]]
        while path[-1] != position[one]:
            earlier = before[path[-1]]
            if earlier < 0:
                return None
            path.append(earlier)
        return [self.network.ids[row] for row in reversed(path)]

    @cached_property
    def _trees(self) -> dict[str, list[int]]:
        return {}

    def _tree(self, root: str) -> list[int]:
        """Each row's predecessor on the way from the root; negative: none."""
        if root not in self._trees:
            network = self.network
            found = cast(
                "tuple[Ints, Ints]",
                csgraph.breadth_first_order(network.adjacency, network.position[root]),
            )
            self._trees[root] = cast("list[int]", found[1].tolist())
        return self._trees[root]
