"""The gains written a second time, as plainly as their definitions, for tests to compare with.

Nothing of :mod:`graph.recruitment` is used: sets of members are valued from scratch, and a gain is the
value after joining less the value before.
"""

import networkx as nx

from graph.routes.usable import Conditions, usable
from graph.snapshot import government_levels
from graph.vocabulary import INSTITUTION_TYPES, NEEDS

WEIGHTS = {
    "needs": 0.35,
    "families": 0.35,
    "areas": 0.1,
    "levels": 0.05,
    "robustness": 0.1,
    "reach": 0.05,
}
COVERED = ("needs", "families", "areas", "levels", "reach")


def candidates_of(snapshot):
    return sorted(
        id
        for id, inst in snapshot.institutions.items()
        if inst.membership is None and INSTITUTION_TYPES[inst.type_code].recruit_as == "member"
    )


def fragmentation_without(G, node):
    rest = G.subgraph(set(G) - {node})
    n = len(rest)
    if n < 2:
        return 0.0
    joined = sum(len(part) * (len(part) - 1) for part in nx.connected_components(rest))
    return 1 - joined / (n * (n - 1))


def mean_fragmentation(G):
    return sum(fragmentation_without(G, node) for node in G) / len(G) if len(G) else 0.0


class Value:
    """What a partnership with these members is worth, part by part, as raw numbers."""

    def __init__(self, snapshot):
        self.snapshot = snapshot
        self.first = frozenset(id for id, inst in snapshot.institutions.items() if inst.membership)
        G = nx.Graph()
        G.add_nodes_from(snapshot.institutions)
        G.add_edges_from(pair for pair, tie in snapshot.ties.items() if tie.live)
        self.G = G
        self.helps = {}

    def answered(self, members):
        """Answered pairs of family and need, and answered demand beyond the families on file."""
        found = {"family": 0, "demand": 0}
        for source, need, count, conditions in self.asked():
            if any(self.help(id, need, conditions) for id in members):
                found[source] += count
        return found

    def help(self, id, need, conditions):
        """Whether the institution has a usable service for the need, asked of its services alone."""
        key = (id, need, conditions)
        if key not in self.helps:
            offers = [offer for offer in self.snapshot.offers if offer.provider.id == id]
            self.helps[key] = bool(usable(offers, need, conditions).offers)
        return self.helps[key]

    def asked(self):
        for family in self.snapshot.families.values():
            attends = frozenset([*family.involved_institution_ids, family.lead_institution_id])
            for need in family.needs:
                if NEEDS[need].answered_by:
                    yield "family", need, 1, Conditions(family.teryt, family.age_bands, attends)
        for row in self.snapshot.demand:
            if NEEDS[row.need].answered_by:
                on_file = sum(
                    row.need in family.needs and family.teryt[: len(row.teryt[:6])] == row.teryt[:6]
                    for family in self.snapshot.families.values()
                )
                yield "demand", row.need, max(0, row.families - on_file), Conditions(row.teryt)

    def near(self, starts):
        found = set(starts)
        for _ in range(2):
            found |= {other for id in found for other in self.G[id]}
        return found

    def raw(self, members):
        """Needs, families, areas, levels, reach and F-bar of these members, newcomers told apart."""
        inst = self.snapshot.institutions
        newcomers = members - self.first
        return {
            "needs": self.answered(members),
            "families": sum(
                bool(newcomers.intersection(family.institutions))
                for family in self.snapshot.families.values()
            ),
            "areas": len({inst[id].area for id in members} - {None}),
            "levels": len(set().union(*(government_levels(inst[id]) for id in members))),
            # Nobody is reached by itself: only what others bring near counts.
            "reach": len(
                set().union(*(self.near({id}) - {id} for id in newcomers)) - self.near(self.first)
            ),
            "robustness": mean_fragmentation(self.G.subgraph(members)),
        }

    def gains(self, chosen):
        before, after = self.raw(self.first), self.raw(self.first | set(chosen))
        divisors = {
            "families": len(self.snapshot.families),
            "areas": 5,
            "levels": 2,
            "reach": len(self.G) - len(self.near(self.first)),
        }
        found = {
            part: (after[part] - before[part]) / divisors[part] if divisors[part] else 0.0
            for part in divisors
        }
        found["needs"] = self.needs(before["needs"], after["needs"])
        fall = before["robustness"] - after["robustness"]
        robust = before["robustness"] > 1e-12 and fall > 0
        found["robustness"] = fall / before["robustness"] if robust else 0.0
        return found

    def needs(self, before, after):
        """The mean of the two kinds that members leave unanswered, each as a share of its own."""
        asked = {"family": 0, "demand": 0}
        for source, _, count, _ in self.asked():
            asked[source] += count
        shares = [
            (after[source] - before[source]) / (asked[source] - before[source])
            for source in asked
            if asked[source] > before[source]
        ]
        return sum(shares) / len(shares) if shares else 0.0

    def gain(self, chosen):
        return sum(WEIGHTS[part] * gain for part, gain in self.gains(chosen).items())
