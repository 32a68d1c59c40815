"""How fast the measures are beside NetworkX and igraph, on the same generated partnerships.

    python benchmarks/measures.py                 38, 300 and 3,000 institutions
    python benchmarks/measures.py --sizes 300     one size
    python benchmarks/measures.py --patient       NetworkX's betweenness at 3,000, too (minutes)

Every line is one operation. In each round the libraries take turns on the same network in the same
process; a ratio is the median over rounds of (their time / our time), so noise of the machine that
lasts longer than a round cancels out. Building each library's own graph is not counted.
"""

import argparse
from collections.abc import Callable
from statistics import median
from time import perf_counter

import igraph
import networkx as nx

from graph.gaps import find_gaps
from graph.measures import centrality, cohesion
from graph.measures.bridging import bridging
from graph.measures.brokerage import brokerage
from graph.measures.centralisation import betweenness_centralisation, degree_centralisation, e_i_index
from graph.measures.key_players import key_players
from graph.measures.repair import cheapest_repair
from graph.snapshot import Network, Snapshot, snapshot_of
from seed.generator import GENERATED_BY, generated_package

Call = Callable[[], object]

DIAGNOSIS = (
    centrality.betweenness,
    centrality.closeness,
    centrality.eigenvector,
    centrality.constraint,
    centrality.effective_size,
    centrality.core_numbers,
    centrality.degree_centrality,
    brokerage,
    cohesion.components,
    cohesion.articulation_points,
    cohesion.bridges,
    cohesion.density,
    cohesion.fragmentation,
    degree_centralisation,
    betweenness_centralisation,
    e_i_index,
)


def fresh(network: Network) -> Network:
    """The same network as a new object: nothing remembered of it, its arrays at hand."""
    copy = Network(network.ids, network.groups, network.indptr, network.indices, network.strength)
    _ = copy.adjacency, copy.rows, copy.degrees
    return copy


def rivals(network: Network, *, patient: bool) -> dict[str, dict[str, Call]]:
    """What the other libraries do for each of our operations."""
    G = network.to_networkx()
    place = network.position
    peer = igraph.Graph(n=len(network), edges=[(place[a], place[b]) for a, b in network.edges])
    main = G.subgraph(max(nx.connected_components(G), key=len)).copy()
    large = len(network) > 1000 and not patient
    found: dict[str, dict[str, Call]] = {
        "betweenness": {"networkx": lambda: nx.betweenness_centrality(G), "igraph": peer.betweenness},
        "closeness": {"networkx": lambda: nx.closeness_centrality(G), "igraph": peer.closeness},
        "eigenvector": {
            "networkx": lambda: nx.eigenvector_centrality_numpy(main, weight=None),
            "igraph": peer.connected_components().giant().eigenvector_centrality,
        },
        "constraint": {"networkx": lambda: nx.constraint(G), "igraph": peer.constraint},
        "effective_size": {"networkx": lambda: nx.effective_size(G)},
        "core_numbers": {"networkx": lambda: nx.core_number(G), "igraph": peer.coreness},
        "components": {
            "networkx": lambda: list(nx.connected_components(G)),
            "igraph": peer.connected_components,
        },
        "articulation_points": {
            "networkx": lambda: list(nx.articulation_points(G)),
            "igraph": peer.articulation_points,
        },
        "bridges": {"networkx": lambda: list(nx.bridges(G)), "igraph": peer.bridges},
    }
    if large:
        del found["betweenness"]["networkx"], found["closeness"]["networkx"]
    return found


def timed(call: Call) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def line(name: str, ours: list[float], theirs: dict[str, list[float]]) -> str:
    cells = [f"  {name:<34}{median(ours) * 1e3:>10.2f} ms"]
    for library, times in theirs.items():
        ratios = sorted(there / here for there, here in zip(times, ours, strict=True))
        cells.append(f"{library} x{median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    return "   ".join(cells)


def compare(network: Network, rounds: int, *, patient: bool) -> None:
    """Each measure against the same measure elsewhere; a ratio above 1: we are faster."""
    measures = {measure.__name__: measure for measure in DIAGNOSIS}
    for name, others in rivals(network, patient=patient).items():
        ours: list[float] = []
        theirs: dict[str, list[float]] = {library: [] for library in others}
        for _ in range(rounds):
            copy = fresh(network)
            ours.append(timed(lambda name=name, copy=copy: measures[name](copy)))
            for library, call in others.items():
                theirs[library].append(timed(call))
        print(line(name, ours, theirs))


def diagnose(snapshot: Snapshot) -> None:
    """All measures but bridging and key players, and all gaps."""
    network = snapshot.network()
    for measure in DIAGNOSIS:
        measure(network)
    find_gaps(snapshot)


def against_one_betweenness(size: int, network: Network, rounds: int) -> None:
    """The heavier jobs as multiples of one igraph betweenness; a ratio above 1: slower than that."""
    package = generated_package(size)
    place = network.position
    peer = igraph.Graph(n=len(network), edges=[(place[a], place[b]) for a, b in network.edges])
    jobs: dict[str, Callable[[Snapshot], object]] = {
        "measures": lambda snapshot: [measure(snapshot.network()) for measure in DIAGNOSIS],
        "measures and gaps": diagnose,
        "gaps alone": find_gaps,
        "bridging": lambda snapshot: bridging(snapshot.network()),
        "key players, sets of 2": lambda snapshot: key_players(snapshot.network(), 2),
        "key players, sets of 3": lambda snapshot: key_players(snapshot.network(), 3),
        "cheapest repair": lambda snapshot: cheapest_repair(snapshot.network()),
    }
    for name, job in jobs.items():
        ours: list[float] = []
        ratios: list[float] = []
        for _ in range(rounds if name != "bridging" or size < 1000 else 1):
            snapshot = snapshot_of(package, GENERATED_BY)
            ours.append(timed(lambda job=job, snapshot=snapshot: job(snapshot)))
            ratios.append(ours[-1] / timed(peer.betweenness))
        ratios.sort()
        times = f"x{median(ratios):.2f} one igraph betweenness ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        print(f"  {name:<34}{median(ours) * 1e3:>10.2f} ms   {times}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[38, 300, 3000])
    parser.add_argument("--rounds", type=int, default=None)
    parser.add_argument("--patient", action="store_true")
    options = parser.parse_args()
    for size in options.sizes:
        network = snapshot_of(generated_package(size), GENERATED_BY).network()
        rounds = options.rounds or (30 if size <= 300 else 5)
        print(f"{size} institutions, {network.edge_count} ties, {rounds} rounds")
        compare(network, rounds, patient=options.patient)
        against_one_betweenness(size, network, rounds)


if __name__ == "__main__":
    main()
