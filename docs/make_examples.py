"""Write ``service/description/examples.json``: what the API is asked and answers, over the demo.

Run with ``.venv/bin/python docs/make_examples.py``. Lists are cut to their first entry.
"""

import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

from api_walk import OPERATIONS, Walk, in_json  # noqa: E402
from graph.packages import read_package  # noqa: E402
from seed import demo_package_path  # noqa: E402
from writings import open_desk  # noqa: E402

FILE = ROOT / "service" / "description" / "examples.json"


def main() -> None:
    """Ask everything once, as somebody who may see all of it."""
    found = {}
    package = read_package(demo_package_path()).package
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder), package) as desk:
        walk = Walk(desk)
        for (method, path), operation in OPERATIONS.items():
            if in_json(operation):
                sent, answer = _asked(walk, method, path)
                example = {"answer": _short(answer)}
                if isinstance(sent, dict):
                    example["request"] = sent
                found[operation["operationId"]] = example
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    FILE.write_text(text + "\n", encoding="utf-8")
    print(FILE.relative_to(ROOT), f"{FILE.stat().st_size // 1024} kB")


def _asked(walk, method, path):
    written = walk.written(method, path)
    if written:
        return written[0], written[1].json()
    headers = walk.desk.doors.headers("case_lead", "rops_advisor", "animator", "administrator")
    answers = [one for one in walk.read(method, path, headers) if one[1].status_code == 200]
    sent, best = max(answers, key=lambda one: len(one[1].content))
    return sent, best.json()


def _short(value):
    if isinstance(value, list):
        kept = 2 if all(isinstance(part, str) for part in value) else 1  # a pair stays one
        return [_short(part) for part in value[:kept]]
    if isinstance(value, dict):
        return {name: _short(part) for name, part in value.items()}
    return value


if __name__ == "__main__":
    main()
