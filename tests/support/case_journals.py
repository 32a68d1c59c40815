"""Journals of the demo's cases, moved in time so that their days are past, and who sends them."""

import copy
import json
from datetime import date, timedelta

from doors import HERE
from seed import demo_cases_path
from service.runtime import today

#: A case with every kind of step, support ended and looked after; and one in the middle of it.
WHOLE, RUNNING = "BWNRT-KHDLS", "R01"
_WRITTEN = ("at", "role")
CASES = f"/api/v1/partnerships/{HERE}/cases"
IMPORT = f"{CASES}/import"
NEXT_YEAR = (today() + timedelta(days=365)).isoformat()


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


def lead_of(doors):
    """A client of the case lead."""
    doors.client.headers.update(doors.headers("case_lead", territory=("2499",)))
    return doors.client


def start(client, steps, headers=None, status=201):
    """What a request opens."""
    answer = client.post(CASES, json=steps[0], headers=headers)
    assert answer.status_code == status, answer.text
    return answer


def take(client, family, step, version, **headers):
    """What a step does, built on a version."""
    headers = {"If-Match": f'"{version}"'} | headers
    return client.post(f"/api/v1/families/{family}/case/steps", json=step, headers=headers)


def walked(client, steps):
    """A new case with these steps; its pseudonym."""
    family = start(client, steps).json()["family_id"]
    for version, step in enumerate(steps[1:], start=1):
        answer = take(client, family, step, version)
        assert answer.status_code == 200, answer.text
    return family


def case(client, family, **scope):
    """A case as somebody reads it."""
    answer = client.get(f"/api/v1/families/{family}/case", **scope)
    assert answer.status_code == 200, answer.text
    return answer.json()


def consent(client, family, institution, data_class):
    """Record a consent; its id."""
    body = {"institution_id": institution, "data_class": data_class, "expires_on": NEXT_YEAR}
    answer = client.post(f"/api/v1/families/{family}/permissions", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def until(steps, kind):
    """The steps up to the first of a kind, that one included."""
    return steps[: [step["kind"] for step in steps].index(kind) + 1]


def document(*cases, **facts):
    """A file of journals, each as pseudonym and steps."""
    return {
        "format": "kooperacje-cases",
        "version": 1,
        "partnership": HERE,
        "cases": [{"family_id": id, "steps": copy.deepcopy(steps)} for id, steps in cases],
    } | facts


def send(client, given, status=200, **headers):
    """What an import of journals answers."""
    answer = client.post(IMPORT, json=given, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json()
