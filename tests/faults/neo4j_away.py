"""Neo4j killed and started again under load: what clients are told, and how soon all is well again.

    python tests/faults/neo4j_away.py                 3 rounds, 20 clients, 15 seconds away each time
    python tests/faults/neo4j_away.py --rounds 10

A real server asks a real Neo4j (Java), which is killed as by a power cut. Meanwhile clients ask for
gaps, routes and lists, and somebody watches over ready and live. Ends with 1 if any answer is neither
the right one nor 503 with Retry-After, if live fails, if ready stays green without the database or red
for more than 10 seconds after its return, or if the server ended.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

import httpx2  # noqa: E402

from benchmarks.soak import server  # noqa: E402
from graph.packages import package_bytes, read_package  # noqa: E402
from neo4j_java import JavaNeo4j  # noqa: E402
from seed import DEMO_PARTNERSHIP, demo_package_path  # noqa: E402

API = "/api/v1"
MOST_SECONDS_BACK = 10.0
QUESTIONS = {
    "gaps": ("GET", f"{API}/partnerships/{DEMO_PARTNERSHIP}/gaps", None),
    "list": ("GET", f"{API}/partnerships", None),
    "route": ("POST", f"{API}/routes", {"gmina": "2499011", "needs": ["N04", "M1"]}),
}


class Seen(NamedTuple):
    """One answer: when it was asked for and had, what it was."""

    began: float
    ended: float
    what: str
    status: int
    fits: bool


class Watch:
    """Clients that go on asking, and what they were answered."""

    def __init__(self, client: httpx2.AsyncClient, right: dict[str, bytes]) -> None:
        self.client = client
        self.right = right
        self.seen: list[Seen] = []
        self.over = False

    async def ask(self, what: str, method: str, path: str, body: object) -> None:
        """One question; an answer fits if it is the right one, or 503 that says when to come again."""
        began = monotonic()
        answer = await self.client.request(method, path, json=body)
        if answer.status_code == 200:
            fits = what not in self.right or answer.content == self.right[what]
        else:
            told = answer.headers.get("Content-Type") == "application/problem+json"
            fits = answer.status_code == 503 and told and "Retry-After" in answer.headers
        self.seen.append(Seen(began, monotonic(), what, answer.status_code, fits))

    async def keep_asking(self, seed: int) -> None:
        """Like somebody who works."""
        rng = random.Random(seed)
        while not self.over:
            what = rng.choice(sorted(QUESTIONS))
            await self.ask(what, *QUESTIONS[what])
            await asyncio.sleep(rng.uniform(0.1, 0.5))

    async def keep_watching(self, what: str) -> None:
        """Like a load balancer."""
        while not self.over:
            await self.ask(what, "GET", f"/health/{what}", None)
            await asyncio.sleep(0.2)

    def back(self, what: str, since: float) -> float:
        """Seconds from ``since`` to the first good answer after which none failed."""
        after = sorted(
            (one for one in self.seen if one.what == what and one.ended > since),
            key=lambda one: one.ended,
        )
        bad = max((one.ended for one in after if one.status != 200), default=since)
        good = [one.ended for one in after if one.status == 200 and one.ended >= bad]
        return good[0] - since if good else float("inf")


async def rounds(base: str, token: str, neo4j: JavaNeo4j, asked: argparse.Namespace) -> list[str]:
    wrong: list[str] = []
    headers = {"Authorization": f"Bearer {token}"}
    limits = httpx2.Limits(max_connections=asked.clients + 2)
    async with httpx2.AsyncClient(base_url=base, headers=headers, timeout=120, limits=limits) as client:
        sent = package_bytes(read_package(demo_package_path()).package)
        zipped = {"Content-Type": "application/zip"}
        (
            await client.post(f"{API}/partnerships/import", content=sent, headers=zipped)
        ).raise_for_status()
        right = {}
        for what, (method, path, body) in QUESTIONS.items():
            right[what] = (await client.request(method, path, json=body)).raise_for_status().content
        for number in range(1, asked.rounds + 1):
            wrong += await one_round(Watch(client, right), neo4j, asked, number)
    return wrong


async def one_round(watch: Watch, neo4j: JavaNeo4j, asked: argparse.Namespace, number: int) -> list[str]:
    async with asyncio.TaskGroup() as group:
        for one in range(asked.clients):
            group.create_task(watch.keep_asking(one))
        for what in ("ready", "live"):
            group.create_task(watch.keep_watching(what))
        await asyncio.sleep(3)
        await asyncio.to_thread(neo4j.kill)
        killed = monotonic()
        await asyncio.sleep(asked.away)
        starting = monotonic()
        await asyncio.to_thread(neo4j.start)
        returned = monotonic()
        await asyncio.sleep(MOST_SECONDS_BACK + 5)
        watch.over = True
    away = [one for one in watch.seen if one.began > killed + 1 and one.ended < starting]
    refused = [one.ended - one.began for one in watch.seen if one.status == 503 and one.what != "ready"]
    back = {what: watch.back(what, returned) for what in (*sorted(QUESTIONS), "ready")}
    late = [one for one in watch.seen if one.status != 200 and one.ended > returned]
    last = max(late, key=lambda one: one.ended, default=None)
    slow = max(
        (one for one in watch.seen if one.began > returned), key=lambda one: one.ended - one.began
    )
    print(
        f"round {number}: away {starting - killed:.0f} s, "
        f"answers {dict(sorted(Counter((one.what, one.status) for one in watch.seen).items()))}\n"
        f"  while away: ready {statuses(away, 'ready')}, live {statuses(away, 'live')}\n"
        f"  503 after: median {sorted(refused)[len(refused) // 2]:.2f} s, longest {max(refused):.2f} s\n"
        f"  well again after its return: {', '.join(f'{k} {v:.1f} s' for k, v in back.items())}\n"
        f"  refused after its return: {len(late)}"
        + (
            f", the last asked {last.began - returned:+.1f} s, told {last.ended - returned:+.1f} s"
            if last
            else ""
        )
        + f"\n  slowest asked after it: {slow.what} {slow.status}, {slow.ended - slow.began:.1f} s"
    )
    bad = Counter((one.what, one.status) for one in watch.seen if not one.fits)
    found = [f"round {number}: answers that should not be: {dict(bad)}"] if bad else []
    if set(statuses(away, "ready")) != {503} or set(statuses(watch.seen, "live")) != {200}:
        found.append(f"round {number}: ready was not red, or live not green")
    return found + [
        f"round {number}: {what} took {seconds:.1f} s to come back"
        for what, seconds in back.items()
        if seconds > MOST_SECONDS_BACK
    ]


def statuses(seen: list[Seen], what: str) -> dict[int, int]:
    return dict(Counter(one.status for one in seen if one.what == what))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--away", type=float, default=15, help="seconds")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        neo4j = JavaNeo4j(Path(folder) / "neo4j")
        neo4j.start()
        print(f"Neo4j {neo4j.release.version}, JDK {neo4j.jdk.feature}")
        try:
            os.environ["KOOPERACJE_NEO4J_PASSWORD"] = neo4j.password
            data = Path(folder) / "data"
            data.mkdir()
            with server(data, neo4j.address) as (base, token, pid):
                wrong = asyncio.run(rounds(base, token, neo4j, asked))
                # The same process from the first round to the last.
                os.kill(pid, 0)
        finally:
            neo4j.kill()
    print("\n".join(wrong) or "all as it should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
