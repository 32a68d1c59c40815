"""Random imports, changes, erasures, cases and removals; after each the stored graph must follow.

    python tests/faults/random_graphs.py                       50 sequences of 10 on the embedded engine
    python tests/faults/random_graphs.py --neo4j --sequences 20

What is stored beside the facts must be what follows from them, and nothing of an erased family may
remain.
With --neo4j the database is the one that tests find (see tests/support/neo4j_peer.py); it is cleared.
Stops at the first that fails, with its seed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random
from time import monotonic

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

from neo4j import GraphDatabase  # noqa: E402

from graph.stores import Archive, KeptStore, open_store  # noqa: E402
from neo4j_peer import running_neo4j  # noqa: E402
from stored_graph import drawn_packages, must_follow, operate  # noqa: E402


def sequence(store, seed: int, turns: int) -> None:
    """One sequence on an empty store."""
    random = Random(seed)
    for drawn in drawn_packages(seed, turns):
        operate(store, random, drawn)
        must_follow(store)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sequences", type=int, default=50)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--turns", type=int, default=10)
    parser.add_argument("--neo4j", action="store_true")
    asked = parser.parse_args()
    with ExitStack() as stack:
        peer = stack.enter_context(running_neo4j()) if asked.neo4j else None
        if isinstance(peer, str):
            print(f"no Neo4j: {peer}", file=sys.stderr)
            return 1
        for seed in range(asked.first, asked.first + asked.sequences):
            begun = monotonic()
            with tempfile.TemporaryDirectory() as folder:
                data = Path(folder)
                if peer:
                    with GraphDatabase.driver(peer.address, auth=(peer.user, peer.password)) as driver:
                        driver.execute_query("MATCH (n) DETACH DELETE n", database_=peer.database)
                    opened = KeptStore(peer.opened(), Archive(data / "packages"))
                else:
                    opened = open_store(data=data)
                with closing(opened) as store:
                    try:
                        sequence(store, seed, asked.turns)
                    except BaseException:
                        print(f"seed {seed} failed", file=sys.stderr)
                        raise
            print(f"seed {seed}: followed, {monotonic() - begun:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
