"""Carries out operations on a store and says which are done, until it is killed.

python worker.py PLACE FIRST        PLACE: a data folder, or a Bolt address with the password on stdin
"""

import logging
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

from faults.operations import carry_out  # noqa: E402
from graph.stores import open_store  # noqa: E402


def main() -> None:
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # the driver tells of every try
    place, first = sys.argv[1], int(sys.argv[2])
    if "://" in place:
        store = open_store(place, data=Path(), password=sys.stdin.readline().strip())
    else:
        store = open_store(data=Path(place))
    print("open", flush=True)
    number = first
    while True:
        carry_out(store, number)
        # Said only now: what is said is durable.
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main()
