"""Greedy choice with exchange against the linear relaxation: time, and value against the bound.

Both solve the same random coverage problem in the same process, one after the other; ratios are
medians over the instances. Run it as

    python -m benchmarks.recruitment --candidates 300 20000 --needs 100 2000 --size 10 --repeats 3
"""

import argparse
import json
import platform
from statistics import median
from time import perf_counter

import numpy as np
from scipy import sparse

from graph.recruitment.bound import upper_bound
from graph.recruitment.exact import LARGEST_SIZE, MOST_CANDIDATES, exact_set
from graph.recruitment.greedy import exchanged, greedy_set
from graph.recruitment.objective import Objective


def problem(candidates, needs, seed):
    """Each candidate answers 1 to 8 needs, frequent needs more often; worths spread over two decades."""
    random = np.random.default_rng(seed)
    popularity = 1 / np.arange(1, needs + 1) ** 0.7
    popularity = random.permutation(popularity / popularity.sum())
    answers = random.integers(1, 9, size=candidates)
    rows = np.repeat(np.arange(candidates), answers)
    columns = random.choice(needs, size=len(rows), p=popularity)
    covers = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(candidates, needs))
    covers.data[:] = 1.0  # a need named twice is answered once
    worth = 10 ** random.uniform(-2, 0, size=needs)
    return Objective(covers, worth / worth.sum())


def timed(call, *arguments):
    start = perf_counter()
    found = call(*arguments)
    return found, perf_counter() - start


def compare(candidates, needs, size, repeats, seed):
    rows = []
    for repeat in range(repeats):
        objective = problem(candidates, needs, seed + repeat)
        greedy, greedy_time = timed(greedy_set, objective, size)
        better, exchange_time = timed(exchanged, objective, greedy)
        bound, bound_time = timed(upper_bound, objective, size)
        value, first = objective.value(better), objective.value(greedy)
        rows.append(
            {
                "greedy_s": greedy_time,
                "greedy_and_exchange_s": greedy_time + exchange_time,
                "relaxation_s": bound_time,
                "relaxation_time_over_greedy": bound_time / greedy_time,
                "relaxation_time_over_both": bound_time / (greedy_time + exchange_time),
                "greedy_value_over_bound": first / bound,
                "exchanged_value_over_bound": value / bound,
            }
        )
    medians = {key: median(row[key] for row in rows) for key in rows[0]}
    return {"candidates": candidates, "needs": needs, "size": size, "repeats": repeats, **medians}


def exact_times(repeats, seed):
    """The exact way at its largest: 40 candidates, 5 of them, coverage only."""
    times = []
    for repeat in range(repeats):
        objective = problem(MOST_CANDIDATES, 100, seed + repeat)
        times.append(timed(exact_set, objective, LARGEST_SIZE)[1])
    return {"candidates": MOST_CANDIDATES, "size": LARGEST_SIZE, "exact_s": median(times)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--candidates", type=int, nargs="+", default=[300, 20_000])
    parser.add_argument("--needs", type=int, nargs="+", default=[100, 2_000])
    parser.add_argument("--size", type=int, default=10)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    given = parser.parse_args()
    rows = [
        compare(candidates, needs, given.size, given.repeats, given.seed)
        for candidates in given.candidates
        for needs in given.needs
    ]
    exact = exact_times(given.repeats, given.seed)
    if given.json:
        print(json.dumps({"python": platform.python_version(), "choice": rows, "exact": exact}))
        return
    print("candidates  needs  size  greedy+exchange  relaxation  time ratio  value / bound")
    for row in rows:
        print(
            f"{row['candidates']:10}  {row['needs']:5}  {row['size']:4}"
            f"  {row['greedy_and_exchange_s']:13.4f} s  {row['relaxation_s']:8.3f} s"
            f"  {row['relaxation_time_over_both']:9.1f}x  {row['exchanged_value_over_bound']:13.4f}"
        )
    print(f"exact, {exact['candidates']} candidates, {exact['size']} of them: {exact['exact_s']:.3f} s")


if __name__ == "__main__":
    main()
