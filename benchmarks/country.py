"""Many generated partnerships: whether a diagnosis finds what was planted, and who needs attention most.

    python benchmarks/country.py                       50 gminas of four województwa
    python benchmarks/country.py --gminy 500 --seed 7  more of them
    python benchmarks/country.py --data DIR            how fast a warm answer over a filled store is, too

Recall: which part of the planted gaps is found, by kind and institutions. Precision: which part of the
gaps found of the planted kinds, of medium or high urgency, was planted; a generated partnership has
faults that nobody planted, so it is a lower bound. Rank correlation (Spearman): attention, as a case
lead and as everybody else sees it, beside the number of gaps planted in each partnership. A warm answer
is timed beside an application that answers nothing, one after the other in one process; the ratio of
medians.
"""

import argparse
from collections import Counter
from pathlib import Path
from statistics import median
from time import perf_counter

from fastapi.testclient import TestClient
from scipy.stats import spearmanr
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from graph.gaps import find_gaps
from graph.gaps.public import public_gaps
from graph.gaps.thresholds import Thresholds
from graph.model import Offer
from graph.portfolio import Life, OfferIndex, attention_of, entry_of, gap_counts, surroundings_of
from graph.portfolio.diagnosis import Work
from graph.snapshot import snapshot_of
from seed.generator import GENERATED_BY
from seed.many import made_packages
from service.access.policy import Grant, Role
from service.access.tokens import create_token
from service.http.app import create_app
from service.portfolio.shares import in_processes
from service.runtime import Runtime
from service.settings import Settings

DAY = GENERATED_BY
ROUNDS = 30


def found_and_planted(made, index, workers):
    works = [
        Work(one.package, DAY, index.near(surroundings_of(one.package)), Thresholds()) for one in made
    ]
    start = perf_counter()
    outcomes = list(in_processes(works, workers))
    seconds = perf_counter() - start
    planted = {
        (one.package.partnership.id, gap.kind, frozenset(gap.institutions))
        for one in made
        for gap in one.planted
    }
    gaps = [gap for outcome in outcomes for gap in outcome.gaps]
    found = {(gap["partnership"], gap["kind"], frozenset(gap["institutions"])) for gap in gaps}
    print(f"{len(made)} partnerships diagnosed by {workers} processes in {seconds:.1f} s")
    print(f"recall {len(planted & found) / len(planted):.3f} of {len(planted)} planted gaps")
    kinds = {kind for _, kind, _ in planted}
    serious = {
        (gap["partnership"], gap["kind"], frozenset(gap["institutions"]))
        for gap in gaps
        if gap["kind"] in kinds and gap["urgency"] != "low"
    }
    print(f"precision at least {len(serious & planted) / len(serious):.3f} of {len(serious)} gaps found")
    for kind, number in sorted(Counter(kind for _, kind, _ in planted).items()):
        hit = sum(one in found for one in planted if one[1] == kind)
        print(f"    {kind:24} {hit} of {number}")


def who_needs_attention(made, index):
    weakness = [len(one.planted) for one in made]
    for name, gaps_of in (("case lead", find_gaps), ("others", public_gaps)):
        values = []
        for one in made:
            snapshot = snapshot_of(one.package, DAY, index.near(surroundings_of(one.package)))
            gaps = gap_counts(gaps_of(snapshot, Thresholds()))
            values.append(attention_of(entry_of(snapshot, one.package), gaps, Life(), DAY).value)
        agreement = spearmanr(values, weakness)[0]
        print(f"rank correlation of attention and planted gaps, {name}: {agreement:.3f}")


def warm(folder):
    runtime = Runtime(Settings(data=folder))
    grant = Grant("benchmark", frozenset({Role.ROPS_ADVISOR}), ("*",))
    _, secret = create_token(runtime.access, grant, 1.0)
    app = create_app(runtime=runtime)
    nothing_app = Starlette(routes=[Route("/nothing", lambda _: Response())])
    headers = {"Authorization": f"Bearer {secret}"}
    paths = ("/api/v1/portfolio?compared=false", "/portfolio", "/portfolio?kolejnosc=gmina&strona=2")
    base = "http://127.0.0.1:8000"
    with TestClient(app, base_url=base) as client, TestClient(nothing_app, base_url=base) as other:

        def seconds(path, client=client):
            start = perf_counter()
            assert client.get(path, headers=headers).status_code == 200
            return perf_counter() - start

        for path in paths:
            first = seconds(path)
            pairs = [(seconds(path), seconds("/nothing", other)) for _ in range(ROUNDS)]
            ours, nothing = (median(one) for one in zip(*pairs, strict=True))
            print(
                f"{path}: first {first:.1f} s, warm {1000 * ours:.1f} ms,"
                f" {ours / nothing:.1f} x an empty handler"
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gminy", type=int, default=50)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--data", type=Path, help="data folder of a filled store")
    asked = parser.parse_args()
    made = list(made_packages(asked.gminy, asked.seed))
    index = OfferIndex(
        Offer(service, provider)
        for one in made
        for provider in one.package.institutions
        for service in one.package.services
        if service.institution_id == provider.id
    )
    found_and_planted(made, index, asked.workers)
    who_needs_attention(made, index)
    if asked.data:
        warm(asked.data)


if __name__ == "__main__":
    main()
