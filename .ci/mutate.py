"""Change the code in small ways, one at a time, and count how many changes the tests notice.

    python .ci/mutate.py                                a sample of every room
    python .ci/mutate.py graph/routes --sample 300      a larger one of a single room
    python .ci/mutate.py graph/routes/find.py --all     every change of a file
    python .ci/mutate.py --all                          every change there is

mutmut says which changes there are (mutants); `.ci/mutants.py` runs the tests that reach each one.
Everything happens on a copy in a scratch folder (TMPDIR says where: in memory it is quicker). A change
that no test notices, or that no test reaches, survives and is named; one that makes a test fail, run too
long or take too much memory is killed. Fails where fewer than 90 % are killed.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path

import libcst
from libcst import matchers
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import (
    combine_mutations_to_source,
    create_mutations,
    group_by_top_level_node,
)
from mutmut.mutation.trampoline_templates import mangle_function_name

ROOT = Path(__file__).resolve().parent.parent
WANTED = 90
# A mutant is tried on its quickest tests, on as many as take this long together without it. What
# survives them might be noticed by others, so the rate is the least it can be.
SECONDS = 120
STORES = (
    "test_store_*",
    "test_strangers",
    "test_cases",
    "test_register",
    "test_planning",
    "test_removing",
)
# Each room with the tests that are asked; doctests of the room are asked too.
ROOMS = {
    "graph/measures": ("test_measures*", "test_graph_documents"),
    "graph/gaps": (
        "test_gap*",
        "test_graph_documents",
        "test_demo_gaps",
        "test_stability",
        "test_ages",
        "test_no_data",
    ),
    "graph/routes": ("test_routes*", "test_graph_documents", "test_ages", "test_territory"),
    "graph/recruitment": (
        "test_recruitment*",
        "test_graph_documents",
        "test_demo_recruitment",
        "test_stability",
    ),
    "graph/stores": STORES,
    "service/access": ("test_access_*", "test_service_writes", "test_service_problems"),
}
WITHOUT = [f"-pno:{plugin}" for plugin in ("xdist", "cacheprovider", "faulthandler")]
LEFT, UNTRIED = ("survived", "not reached"), "ran at import"
# Only Neo4j runs these; the run has the embedded engine alone.
LEFT_OUT = ("graph/stores/neo4j_*.py",)
# Changes that change nothing, each with the reason. Besides these: the type named in a `cast`, which is
# never looked at, `strict=True` of a `zip`, which only says what is so, and the case of words of SQL.
_COOKIE = 'httponly=True, samesite="lax", )'
EQUIVALENT: dict[str, str] = {
    "service/access/throttle.py Throttle.failed: self._failed.popitem(last=False) → "
    "self._failed.popitem(last=None)": "None is as false",
    'service/access/download_audit.py _starts_a_file: message.get("headers", []) → '
    'message.get("headers", )': "no headers are none",
    "service/access/chain.py _seals_differ: 0 → 1": "a new file has its first seal at once",
    'service/access/tokens.py find_token: "id" → "ID"': "columns of SQLite know no case",
    "service/access/entrance.py _welcomed: response.set_cookie( cookie_name(runtime), opened.cookie, "
    f'max_age=round(opened.hours * 3600), path="/", secure=runtime.settings.tls_terminated, {_COOKIE} → '
    "response.set_cookie( cookie_name(runtime), opened.cookie, max_age=round(opened.hours * 3600), "
    f"secure=runtime.settings.tls_terminated, {_COOKIE}": "the framework's path is the same",
}


@dataclass(frozen=True)
class Mutant:
    """A change: its file, the function as mutmut names it, its number there, and what is changed."""

    path: str
    function: str
    number: int
    line: int
    change: str

    @property
    def place(self) -> str:
        """Where it is and what it does, without the line."""
        name = self.function.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
        return f"{self.path} {name}: {self.change}"

    def __str__(self) -> str:
        return self.place.replace(" ", f":{self.line} ", 1)


def copy(folder: Path) -> None:
    """What the checkout has, without what it ignores."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write('\n[tool.mutmut]\nsource_paths = ["graph", "service"]\n')


def parsed(path: str) -> tuple[libcst.Module, list, tuple, list[tuple[str, int]]]:
    """A file, the changes that its functions can have, and of each the function's name and a number."""
    module, mutations, *ignored = create_mutations(path, Path(path).read_text(encoding="utf-8"))
    inside = group_by_top_level_node(mutations)
    functions = [(None, one) for one in module.body] + [
        (outer.name.value, one)
        for outer in module.body
        if isinstance(outer, libcst.ClassDef)
        for one in outer.body.body
    ]
    changes, names = [], []
    for outer, one in functions:
        if isinstance(one, libcst.FunctionDef):
            name = mangle_function_name(name=one.name.value, class_name=outer)
            changes += inside.get(one, ())
            names += [(name, number) for number in range(1, len(inside.get(one, ())) + 1)]
    return module, changes, tuple(ignored), names


_STRICT = re.compile(r", strict=\w+")
_SQL = re.compile(r'^f?"\s*(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|AND|OR|ORDER|VALUES|PRAGMA)\b')
_CAST = re.compile(r"^cast\(None, ")


def changes_of(path: str) -> list[Mutant]:
    """Every change that can be made in a file and that may matter."""
    module, changes, _, names = parsed(path)
    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    casts = matchers.findall(module, matchers.Call(func=matchers.Name("cast")))
    stricts = matchers.findall(module, matchers.Arg(keyword=matchers.Name("strict")))
    silent = {id(cast.args[0].value) for cast in casts} | {id(one.value) for one in stricts}
    found = []
    for change, (function, number) in zip(changes, names, strict=True):
        old, new = (
            " ".join(module.code_for_node(node).split())
            for node in (change.original_node, change.mutated_node)
        )
        if id(change.original_node) in silent or _STRICT.sub("", old) == _STRICT.sub("", new):
            continue
        if _CAST.match(new) and old.startswith("cast("):
            continue
        if _SQL.match(old) and old.casefold() == new.casefold():
            continue
        found.append(
            Mutant(path, function, number, places[change.original_node].start.line, f"{old} → {new}")
        )
    return found


def write(path: str, wanted: list[Mutant]) -> list[tuple[str, Mutant]]:
    """Put mutants of a file beside the code that they change; each with the name to call it by."""
    module, changes, ignored, names = parsed(path)
    numbered = {(one.function, one.number): one for one in wanted}
    kept = [
        (change, numbered[name]) for change, name in zip(changes, names, strict=True) if name in numbered
    ]
    done = combine_mutations_to_source(module, [change for change, _ in kept], *ignored)
    Path(path).write_text(done.code, encoding="utf-8")
    package = ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")
    numbers: Counter[str] = Counter()
    called = []
    for _, one in kept:
        numbers[one.function] += 1
        called.append((f"{package}.{one.function}__mutmut_{numbers[one.function]}", one))
    return called


def files(room: str) -> list[str]:
    """The files of a room, or of a part of one, that are changed."""
    found = (
        [room]
        if room.endswith(".py")
        else [path.as_posix() for path in sorted(Path(room).rglob("*.py"))]
    )
    return [path for path in found if not any(fnmatch(path, pattern) for pattern in LEFT_OUT)]


def whole(part: str) -> str | None:
    """The room that a path belongs to."""
    return next((room for room in ROOMS if part == room or part.startswith(f"{room}/")), None)


def tried(part: str, called: dict[str, str], tests: list[str], processes: int) -> dict[str, str]:
    """Run the tests; what became of each mutant, by name."""
    found = sorted({file for one in tests for file in Path("tests").rglob(f"{one}.py")})
    Path("mutants.json").write_text(json.dumps(called), encoding="utf-8")
    command = [sys.executable, str(ROOT / ".ci" / "mutants.py"), "--quiet", "--capture=no", *WITHOUT]
    command += [
        "--mutants",
        "mutants.json",
        "--processes",
        str(processes),
        "--most-seconds",
        str(SECONDS),
    ]
    command += ["-m", "not neo4j and not browser and not faults", *map(str, found), part]
    # The copy comes before what is installed; in CI hypothesis draws the same examples every time.
    settings = {"CI": "true", "PYTHONPATH": str(Path.cwd()), "MUTANT_UNDER_TEST": "stats"}
    done = subprocess.run(command, env=os.environ | settings, check=False)
    if done.returncode:
        sys.exit(f"The tests could not be run (pytest said {done.returncode})")
    return json.loads(Path("mutants.json").read_text(encoding="utf-8"))


def run(part: str, sample: int | None, seed: str, tests: list[str], processes: int) -> tuple[int, int]:
    """Try a sample of the mutants of a room, or of a part of one; how many were killed, of how many."""
    with ProcessPoolExecutor(processes) as pool:
        every = [one for one in chain(*pool.map(changes_of, files(part))) if one.place not in EQUIVALENT]
        least = len(every) if sample is None else min(sample, len(every))
        some = random.Random(f"{seed} {part}").sample(every, least)
        print(f"{part}: {len(some)} of {len(every)} mutants", flush=True)
        paths = sorted({one.path for one in some})
        called = dict(chain(*pool.map(write, paths, [[m for m in some if m.path == p] for p in paths])))
    names = {name: str(one) for name, one in called.items()}
    became = tried(part, names, tests or list(ROOMS[whole(part) or ""]), processes)
    left = [(one, became[name]) for name, one in called.items() if became[name] in LEFT]
    untried = [one for name, one in called.items() if became[name] == UNTRIED]
    total = len(some) - len(untried)
    long = sum(end in ("stopped", "too large") for end in became.values())
    print(
        f"{part}: {total - len(left)}/{total} killed ({long} ran too long or too large; "
        f"besides them {len(untried)} that run while modules are imported)",
        flush=True,
    )
    for one, end in sorted(left, key=lambda each: (each[0].path, each[0].line)):
        print(f"    {one} ({end})", flush=True)
    return total - len(left), total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "rooms", nargs="*", metavar="room", help=f"of {', '.join(ROOMS)}; else all of them"
    )
    parser.add_argument("--sample", type=int, default=150, help="mutants of each room (150)")
    parser.add_argument("--all", action="store_true", help="every mutant")
    parser.add_argument("--seed", default="1", help="another seed gives another sample (1)")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="mutants tried side by side"
    )
    parser.add_argument(
        "--tests", nargs="+", default=[], help="files such as test_routes_*, not the room's own"
    )
    asked = parser.parse_args()
    rooms = [room.rstrip("/") for room in asked.rooms] or list(ROOMS)
    if unknown := [room for room in rooms if not whole(room) or not (ROOT / room).exists()]:
        parser.error(f"no such room: {', '.join(unknown)}; there are {', '.join(ROOMS)}")
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        copy(Path(folder))
        os.chdir(folder)
        sample = None if asked.all else asked.sample
        done = [run(room, sample, asked.seed, asked.tests, asked.processes) for room in rooms]
        os.chdir(ROOT)
    killed, total = map(sum, zip(*done, strict=True))
    rate = 100 * killed / max(total, 1)
    print(f"Killed: {killed}/{total} ({rate:.1f} %), seed {asked.seed}; wanted: {WANTED} %")
    return 0 if rate >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
