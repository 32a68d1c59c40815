"""Change the code in small ways, one at a time, and count how many changes the tests notice.

    python .ci/mutate.py                                a sample of every room
    python .ci/mutate.py graph/routes --sample 300      a larger one of a single room
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
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import (
    combine_mutations_to_source,
    create_mutations,
    group_by_top_level_node,
)
from mutmut.mutation.trampoline_templates import mangle_function_name

ROOT = Path(__file__).resolve().parent.parent
WANTED = 90
GRAPH = (
    "test_ages",
    "test_days",
    "test_demo_*",
    "test_gap*",
    "test_measures*",
    "test_no_data",
    "test_recruitment*",
)
GRAPH += ("test_routes*", "test_stability", "test_territory", "test_verdict", "test_whatif")
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
    "graph/measures": GRAPH,
    "graph/gaps": GRAPH,
    "graph/routes": GRAPH,
    "graph/recruitment": GRAPH,
    "graph/stores": STORES,
    "service/access": ("test_access_*",),
}
# Only Neo4j runs these; the run has the embedded engine alone.
LEFT_OUT = ("graph/stores/neo4j_*.py",)
# Changes that change nothing, each with the reason.
EQUIVALENT: dict[str, str] = {}


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


def changes_of(path: str) -> list[Mutant]:
    """Every change that can be made in a file."""
    module, changes, _, names = parsed(path)
    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    found = []
    for change, (function, number) in zip(changes, names, strict=True):
        old, new = (
            " ".join(module.code_for_node(node).split())
            for node in (change.original_node, change.mutated_node)
        )
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
    """The files of a room that are changed."""
    found = (path.as_posix() for path in sorted(Path(room).rglob("*.py")))
    return [path for path in found if not any(fnmatch(path, pattern) for pattern in LEFT_OUT)]


def tried(rooms: list[str], called: dict[str, str], processes: int) -> dict[str, str]:
    """Run the tests; what became of each mutant, by name."""
    patterns = sorted(set(chain.from_iterable(ROOMS[room] for room in rooms)))
    tests = sorted(set(chain.from_iterable(Path("tests").glob(f"{one}.py") for one in patterns)))
    Path("mutants.json").write_text(json.dumps(called), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "mutants",
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
    ]
    command += ["-p", "no:faulthandler", "--capture=no", "--quiet", "--mutants", "mutants.json"]
    command += ["--processes", str(processes), "-m", "not neo4j and not browser and not faults"]
    # The copy comes before what is installed; in CI hypothesis draws the same examples every time.
    settings = {
        "CI": "true",
        "PYTHONPATH": f"{Path.cwd()}{os.pathsep}{ROOT / '.ci'}",
        "MUTANT_UNDER_TEST": "",
    }
    done = subprocess.run([*command, *map(str, tests), *rooms], env=os.environ | settings, check=False)
    if done.returncode:
        sys.exit(f"The tests could not be run (pytest said {done.returncode})")
    return json.loads(Path("mutants.json").read_text(encoding="utf-8"))


def run(rooms: list[str], sample: int | None, seed: str, processes: int) -> dict[str, dict[Mutant, str]]:
    """What became of a sample of each room's mutants, in the folder one is in."""
    found: dict[str, dict[Mutant, str]] = {}
    with ProcessPoolExecutor(processes) as pool:
        called: list[tuple[str, Mutant]] = []
        for room in rooms:
            every = [
                one
                for one in chain.from_iterable(pool.map(changes_of, files(room)))
                if one.place not in EQUIVALENT
            ]
            some = (
                every
                if sample is None
                else random.Random(f"{seed} {room}").sample(every, min(sample, len(every)))
            )
            print(f"{room}: {len(some)} of {len(every)} mutants", flush=True)
            found[room] = dict.fromkeys(some, "")
            paths = sorted({one.path for one in some})
            wanted = [[one for one in some if one.path == path] for path in paths]
            called += chain.from_iterable(pool.map(write, paths, wanted))
    became = tried(rooms, {name: str(one) for name, one in called}, processes)
    for name, one in called:
        next(room for room in found.values() if one in room)[one] = became[name]
    return found


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
    asked = parser.parse_args()
    rooms = [room.rstrip("/") for room in asked.rooms] or list(ROOMS)
    if unknown := sorted(set(rooms) - set(ROOMS)):
        parser.error(f"no such room: {', '.join(unknown)}; there are {', '.join(ROOMS)}")
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        copy(Path(folder))
        os.chdir(folder)
        found = run(rooms, None if asked.all else asked.sample, asked.seed, asked.processes)
        os.chdir(ROOT)
    killed = total = 0
    for room, became in found.items():
        left = {one: end for one, end in became.items() if end in ("survived", "not reached")}
        killed, total = killed + len(became) - len(left), total + len(became)
        print(f"{room}: {len(became) - len(left)}/{len(became)} killed")
        for one in sorted(left, key=lambda one: (one.path, one.line)):
            print(f"    {one} ({left[one]})")
    rate = 100 * killed / max(total, 1)
    print(f"Killed: {killed}/{total} ({rate:.1f} %), seed {asked.seed}; wanted: {WANTED} %")
    return 0 if rate >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
