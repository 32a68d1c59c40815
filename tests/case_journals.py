"""Journals of the demo's cases, moved in time so that all their days are past whenever the tests run."""

import json
from datetime import date, timedelta

from seed import demo_cases_path
from service.house import today

#: A case with every kind of step, support ended and looked after; and one in the middle of it.
WHOLE, RUNNING = "BWNRT-KHDLS", "R01"
_WRITTEN = ("at", "role")


def journal(family, days_ago=30):
    """The steps of a case as they are sent, the last of its past days so many days ago."""
    cases = json.loads(demo_cases_path().read_bytes())["cases"]
    (steps,) = [case["steps"] for case in cases if case["family_id"] == family]
    last = max(date.fromisoformat(step["on"]) for step in steps)
    by = today() - timedelta(days=days_ago) - last
    return [_moved({k: v for k, v in step.items() if k not in _WRITTEN}, by) for step in steps]


def _moved(value, by):
    if isinstance(value, dict):
        return {name: _moved(part, by) for name, part in value.items()}
    if isinstance(value, list):
        return [_moved(part, by) for part in value]
    try:
        return (date.fromisoformat(value) + by).isoformat()
    except (TypeError, ValueError):
        return value
