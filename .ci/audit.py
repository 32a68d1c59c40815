"""Ask for known vulnerabilities of the locked libraries, and say loudly when nobody could be asked.

    python .ci/audit.py            known vulnerabilities fail; a service that is away is only noted
    python .ci/audit.py --must     a service that is away fails too

The auditing tool alone ends well when the service knows none of the libraries, as behind a mirror of the
package index; here what was not looked up counts as not audited.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
SECONDS = 180


def audited(requirements: Path) -> tuple[list[dict], list[str]]:
    """What was looked up, with vulnerabilities found, and names of what was not."""
    command = [str(Path(sys.executable).with_name("pip-audit")), "--requirement", str(requirements)]
    command += ["--no-deps", "--disable-pip", "--format", "json", "--timeout", "10"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        found = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return [], ["everything"]
    looked_up = [one for one in found if "skip_reason" not in one]
    return looked_up, [one["name"] for one in found if "skip_reason" in one]


def answers() -> bool:
    """Whether the service answers at all, tried with one library."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.txt"
        pins = (line for line in LOCK.read_text(encoding="utf-8").splitlines() if "==" in line)
        one.write_text(next(pins).rstrip(" \\"), encoding="utf-8")
        return bool(audited(one)[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--must", action="store_true", help="fail where the service is not reached")
    must = parser.parse_args().must
    looked_up, missed = audited(LOCK) if answers() else ([], ["everything"])
    vulnerable = [one for one in looked_up if one["vulns"]]
    for one in vulnerable:
        ids = ", ".join(each["id"] for each in one["vulns"])
        print(f"VULNERABLE: {one['name']} {one['version']}: {ids}")
    print(
        f"Looked up: {len(looked_up)}; vulnerable: {len(vulnerable)}; not looked up: {', '.join(missed)}"
    )
    if missed:
        print("*" * 78)
        print("* NOT AUDITED: the vulnerability service did not answer for the libraries named above.")
        print("*" * 78)
    return 1 if vulnerable or (missed and must) else 0


if __name__ == "__main__":
    sys.exit(main())
