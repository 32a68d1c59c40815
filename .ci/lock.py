"""Write requirements.lock: each group's libraries in exact versions with the hashes of their files.

    python .ci/lock.py              the versions of the present lock, where they are still allowed
    python .ci/lock.py --upgrade    the newest allowed ones

The lock has a part for each group: what is delivered, what builds it, what tests and checks need too.
pip reads no part of a file; ``sed -n '/^# group build$/,/^# end$/p' requirements.lock`` takes one out.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
_BLOCK = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)


def blocks(text: str) -> list[str]:
    """The libraries of a lock, each with its hashes."""
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    return [one for one in _BLOCK.split("".join(lines)) if one.strip()]


def pin(block: str) -> str:
    """Name, version and what it is for, without hashes."""
    return block.splitlines()[0].rstrip(" \\")


def compiled(asked: list[str], held: list[str]) -> list[str]:
    """What requirements resolve to, with earlier pins kept."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, constraints = Path(folder, "in.txt"), Path(folder, "held.txt")
        wanted.write_text("\n".join(asked), encoding="utf-8")
        constraints.write_text("\n".join(held), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            "--universal",
            "--python-version",
            "3.11",
        ]
        command += [
            "--generate-hashes",
            "--no-header",
            "--no-annotate",
            "--constraint",
            str(constraints),
        ]
        done = subprocess.run([*command, str(wanted)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return blocks(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")
    upgrade = parser.parse_args().upgrade
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    product = declared["project"]["dependencies"]
    build = declared["build-system"]["requires"]
    dev = declared["dependency-groups"]["dev"]
    held = [] if upgrade or not LOCK.exists() else [pin(one) for one in blocks(LOCK.read_text("utf-8"))]
    # Together first: every group has the same version of what several need.
    held = [pin(one) for one in compiled([*product, *build, *dev], held)]
    text, seen = "", set()
    for name, asked in (("product", product), ("build", build), ("dev", dev)):
        found = [one for one in compiled(asked, held) if pin(one) not in seen]
        seen.update(map(pin, found))
        text += f"# group {name}\n{''.join(found)}# end\n"
    LOCK.write_text(text, encoding="utf-8")
    print(f"{LOCK.name}: {len(seen)} libraries")


if __name__ == "__main__":
    main()
