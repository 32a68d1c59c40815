"""Many readers and writers at once on a real server: nothing lost, nothing failed, memory flat.

    python benchmarks/soak.py                  200 clients for 20 seconds on the embedded store
    python benchmarks/soak.py --seconds 120    longer
    python benchmarks/soak.py --store bolt://127.0.0.1:7687
                                               on Neo4j, with KOOPERACJE_NEO4J_PASSWORD; it is written to

Every writer reads a partnership, raises the number in its name by one and imports it back on the
condition that nobody was faster (If-Match). What was acknowledged must add up to the number that is
there at the end. Readers ask for gaps, measures, routes and lists. Ends with 1 if an update is lost, an
answer is neither 200 nor 409, 412 or 429 (on Neo4j also 503), or memory grows by more than a tenth after
the first third.
"""

import argparse
import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import quantiles
from time import monotonic

import httpx2

from graph.model import Package
from graph.packages import package_bytes
from seed.generator import generated_package

KOOPERACJE = Path(sys.executable).with_name("kooperacje")
API = "/api/v1"
PARTNERSHIPS = 8
INSTITUTIONS = 12
#: Every fifth client writes.
WRITERS_OF = 5
MOST_GROWTH = 0.10
ROUTE = {"gmina": "2499011", "needs": ["N04", "M1"], "age_bands": ["26-59"]}


@contextmanager
def server(folder: Path, store: str, password: str = ""):
    """A server process: its address, a token for everything, and its number.

    It may be killed meanwhile. The password is that of the variables where it is not given.
    """
    kept = {"KOOPERACJE_NEO4J_PASSWORD", "KOOPERACJE_NEO4J_USER", "KOOPERACJE_NEO4J_DATABASE"}
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("KOOPERACJE_") or (store and name in kept)
    }
    if password:
        environment["KOOPERACJE_NEO4J_PASSWORD"] = password
    environment |= {"KOOPERACJE_DATA": str(folder), "KOOPERACJE_PORT": "0", "PYTHONUNBUFFERED": "1"}
    environment |= {"KOOPERACJE_LOG_LEVEL": "warning"} | ({"KOOPERACJE_STORE": store} if store else {})
    create = ["token", "create", "--role", "case_lead", "--territory", "*", "--json"]
    made = subprocess.run(
        [KOOPERACJE, *create], env=environment, capture_output=True, check=True, text=True
    )
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [KOOPERACJE, "serve"], env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            found = None
            for line in process.stdout:
                found = found or re.search(r"http://127\.0\.0\.1:\d+", line)
                if "Ctrl+C" in line:
                    break
            if found is None:
                sys.exit((folder / "server.log").read_text())
            yield found[0], json.loads(made.stdout)["token"], process.pid
        finally:
            process.terminate()
            process.wait(60)
            process.stdout.close()


def memory(pid: int) -> float:
    """Resident memory of a process in MiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def numbered(package: Package, which: int, number: int) -> bytes:
    facts = {"id": f"licznik-{which}", "name": f"Licznik {number}"}
    return package_bytes(replace(package, partnership=replace(package.partnership, **facts)))


class Soak:
    """What the clients do, and what came of it."""

    def __init__(self, client: httpx2.AsyncClient, package: Package, ends: float) -> None:
        self.client = client
        self.package = package
        self.ends = ends
        self.statuses: Counter[tuple[str, str]] = Counter()
        self.seconds: dict[str, list[float]] = {}
        self.acknowledged: Counter[int] = Counter()
        self.unknown: Counter[int] = Counter()

    async def ask(self, what: str, method: str, path: str, **more) -> httpx2.Response | None:
        """One request, timed and counted; nothing where no answer came."""
        began = monotonic()
        try:
            answer = await self.client.request(method, API + path, **more)
        except httpx2.HTTPError as error:
            self.statuses[what, type(error).__name__] += 1
            return None
        self.seconds.setdefault(what, []).append(monotonic() - began)
        self.statuses[what, str(answer.status_code)] += 1
        return answer

    async def write(self, rng: random.Random) -> None:
        """Raise numbers until the time is over."""
        while monotonic() < self.ends:
            which = rng.randrange(PARTNERSHIPS)
            seen = await self.ask("read one", "GET", f"/partnerships/licznik-{which}")
            if seen is None or seen.status_code != 200:
                await asyncio.sleep(0.5)
                continue
            number = int(seen.json()["name"].split()[1])
            answer = await self.ask(
                "import",
                "POST",
                "/partnerships/import",
                content=numbered(self.package, which, number + 1),
                headers={"Content-Type": "application/zip", "If-Match": seen.headers["ETag"]},
            )
            if answer is None or answer.status_code >= 500:
                self.unknown[which] += 1
            elif answer.status_code == 200:
                self.acknowledged[which] += 1
            await asyncio.sleep(rng.uniform(0, 0.5))

    async def read(self, rng: random.Random) -> None:
        """Ask this and that until the time is over."""
        while monotonic() < self.ends:
            id = f"licznik-{rng.randrange(PARTNERSHIPS)}"
            match rng.randrange(4):
                case 0:
                    await self.ask("gaps", "GET", f"/partnerships/{id}/gaps")
                case 1:
                    await self.ask("measures", "GET", f"/partnerships/{id}/measures")
                case 2:
                    await self.ask("route", "POST", "/routes", json=ROUTE | {"partnership": id})
                case _:
                    await self.ask("list", "GET", "/partnerships")
            await asyncio.sleep(rng.uniform(0, 0.5))


async def soak(base: str, token: str, pid: int, clients: int, seconds: float, *, passing: bool) -> int:
    package = generated_package(INSTITUTIONS)
    headers = {"Authorization": f"Bearer {token}"}
    limits = httpx2.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx2.AsyncClient(base_url=base, headers=headers, limits=limits, timeout=120) as client:
        for which in range(PARTNERSHIPS):
            sent = numbered(package, which, 0)
            made = await client.post(
                f"{API}/partnerships/import", content=sent, headers={"Content-Type": "application/zip"}
            )
            made.raise_for_status()
        run = Soak(client, package, monotonic() + seconds)
        began, memories = monotonic(), [memory(pid)]

        async def watch() -> None:
            while monotonic() < run.ends:
                await asyncio.sleep(seconds / 12)
                memories.append(memory(pid))

        await asyncio.gather(
            watch(),
            *(
                (run.write if one % WRITERS_OF == 0 else run.read)(random.Random(one))
                for one in range(clients)
            ),
        )
        took = monotonic() - began
        lost = 0
        for which in range(PARTNERSHIPS):
            name = (await client.get(f"{API}/partnerships/licznik-{which}")).json()["name"]
            there, said = int(name.split()[1]), run.acknowledged[which]
            if not said <= there <= said + run.unknown[which]:
                lost += 1
                print(f"LOST: licznik-{which} holds {there}, acknowledged {said}")
        settled = memory(pid)
    return verdict(run, took, lost, memories, settled, clients, passing=passing)


def verdict(
    run: Soak,
    took: float,
    lost: int,
    memories: list[float],
    settled: float,
    clients: int,
    *,
    passing: bool,
) -> int:
    allowed = {"200", "409", "412", "429"} | ({"503"} if passing else set())
    wrong = {key: times for key, times in run.statuses.items() if key[1] not in allowed}
    answers = sum(run.statuses.values())
    print(f"{clients} clients, {took:.0f} s, {answers} answers, {answers / took:.0f} a second")
    for what in sorted(run.seconds):
        times = sorted(run.seconds[what])
        told = {status: times for (one, status), times in sorted(run.statuses.items()) if one == what}
        middle, late = times[len(times) // 2], quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        print(f"  {what:9} {told}  median {middle:.2f} s, 95% {late:.2f} s, longest {times[-1]:.2f} s")
    print(
        f"acknowledged imports: {sum(run.acknowledged.values())}, "
        f"partnerships with a lost update: {lost}"
    )
    print(f"answers that should not be: {wrong or 'none'}")
    third = memories[len(memories) // 3]
    growth = max(memories[-1], settled) / third - 1
    print(
        f"memory of the server, MiB: start {memories[0]:.0f}, after a third {third:.0f}, "
        f"end {memories[-1]:.0f}, most {max(memories):.0f}, growth after the first third {growth:+.1%}"
    )
    return 1 if lost or wrong or growth > MOST_GROWTH else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--store", default="", help="a Bolt address; blank is the embedded store")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        server(Path(folder), asked.store) as (base, token, pid),
    ):
        return asyncio.run(
            soak(base, token, pid, asked.clients, asked.seconds, passing=bool(asked.store))
        )


if __name__ == "__main__":
    sys.exit(main())
