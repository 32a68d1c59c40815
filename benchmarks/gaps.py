"""How long the full diagnosis of a partnership takes, beside one exact betweenness by igraph.

    python benchmarks/gaps.py                     38, 300 and 3,000 institutions
    python benchmarks/gaps.py --sizes 300         one size
    python benchmarks/gaps.py --memory            peak memory of the gaps, too

The full diagnosis is all measures and all gaps of a snapshot nobody has asked anything before, with
the network of its ties at hand, as igraph has its own. Each round times both in the same process, one
after the other; a ratio is the median over the rounds of (our time / igraph's time). Bridging, key
players above 60 institutions, repair and resampling have lines of their own and are not in the first.
"""

import argparse
import gc
import tracemalloc
from collections.abc import Callable
from statistics import median
from time import perf_counter

import igraph
from measures import DIAGNOSIS

from graph.gaps import find_gaps, gaps_document
from graph.gaps.layers import levels
from graph.gaps.repairs import repairs_of
from graph.gaps.resampling import Resampling
from graph.gaps.stability import gap_ranking, stability
from graph.gaps.thresholds import Thresholds
from graph.measures.bridging import bridging
from graph.measures.key_players import key_players
from graph.model import Package
from graph.snapshot import Snapshot, snapshot_of
from seed.generator import GENERATED_BY, generated_package

#: Exact key players are part of the diagnosis up to this size.
KEY_PLAYERS_UP_TO = 60
RESAMPLINGS = 10


def all_measures(snapshot: Snapshot) -> None:
    network = snapshot.network()
    for measure in DIAGNOSIS:
        measure(network)
    if len(network) <= KEY_PLAYERS_UP_TO:
        key_players(network, 2)


def diagnosis(snapshot: Snapshot) -> None:
    all_measures(snapshot)
    find_gaps(snapshot)


def resampled(snapshot: Snapshot) -> None:
    rank = gap_ranking(snapshot, Thresholds())
    stability("gaps", rank, Resampling(snapshot, rounds=RESAMPLINGS))


#: Name, operation, whether it is slow enough to be run in one round only.
LINES: tuple[tuple[str, Callable[[Snapshot], object], bool], ...] = (
    ("full diagnosis", diagnosis, False),
    ("  measures alone", all_measures, False),
    ("  gaps alone, betweenness included", find_gaps, False),
    ("bridging", lambda snapshot: bridging(snapshot.network()), True),
    ("key players above 60", lambda snapshot: key_players(snapshot.network(), 2), True),
    ("repair", lambda snapshot: repairs_of(snapshot, find_gaps(snapshot)), True),
    (f"resampling, {RESAMPLINGS} rounds", resampled, True),
    ("three levels, 1,000 relabellings", levels, True),
    ("gaps as a document", lambda s: gaps_document(s, find_gaps(s), repairs={}), True),
)


def seconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def timed(package: Package, operation: Callable[[Snapshot], object], rounds: int) -> tuple[float, float]:
    """Median time in seconds, and median ratio to igraph's betweenness in the same round."""
    times, ratios = [], []
    for _ in range(rounds):
        snapshot = snapshot_of(package, GENERATED_BY)
        network = snapshot.network()
        edges = [(network.position[a], network.position[b]) for a, b in network.edges]
        rival = igraph.Graph(n=len(network), edges=edges)
        gc.collect()
        theirs = seconds(rival.betweenness)
        ours = seconds(lambda snapshot=snapshot: operation(snapshot))
        times.append(ours)
        ratios.append(ours / theirs)
    return median(times), median(ratios)


def peak_memory(package: Package) -> float:
    """Most memory of finding the gaps at once, in bytes for each live tie."""
    snapshot = snapshot_of(package, GENERATED_BY)
    ties = snapshot.network().edge_count
    tracemalloc.start()
    find_gaps(snapshot)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / ties


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[38, 300, 3000])
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    for size in options.sizes:
        package = generated_package(size)
        snapshot = snapshot_of(package, GENERATED_BY)
        found = len(find_gaps(snapshot))
        print(f"{size} institutions, {len(snapshot.live_ties)} live ties, {found} gaps")
        for name, operation, slow in LINES:
            if name.startswith("key players") and size <= KEY_PLAYERS_UP_TO:
                continue
            rounds = 21 if size <= 300 else 5
            if slow:
                rounds = 5 if size <= 300 else 1
            time, ratio = timed(package, operation, rounds)
            print(f"  {name:<38}{1000 * time:>12.1f} ms{ratio:>10.2f} x igraph's betweenness")
        if options.memory:
            print(f"  {'peak memory of the gaps':<38}{peak_memory(package):>12.0f} bytes a tie")


if __name__ == "__main__":
    main()
