"""The demo partnership with its cases, for whoever wants to look around."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import orjson

from graph.records.kinds import BARRIER, FLOW, RECOMMENDATION
from graph.stores.records import create_record
from seed import DEMO_PARTNERSHIP, demo_cases_path, demo_package_path, demo_register_path
from service.runtime import today

#: Before the demo's institution ids where somebody else uses these.
_PREFIX: Final = "demo-"
_INSTITUTION: Final = re.compile(r"\bI\d{2}\b")

if TYPE_CHECKING:
    from pathlib import Path

    from service.access.guard import Principal
    from service.runtime import Runtime


def load_demo(runtime: "Runtime") -> None:
    """Put the demo into a store that holds nothing yet."""
    from service.access.guard import Principal
    from service.access.owner import OWNER, TERMINAL

    if not runtime.library.partnerships(today()):
        add_demo(Principal(runtime, OWNER, TERMINAL, "demo"))


def add_demo(principal: "Principal") -> None:
    """Add the demo partnership with its cases and its register, if the principal may write all of it.

    Raises
    ------
    NotAllowed
        When they may not; nothing is added then.
    """
    from graph.errors import IdsTaken
    from graph.packages import read_package
    from graph.stores import import_package, load_package
    from graph.stores.strangers import IdChoice
    from service.access.policy import Action
    from service.exchange.shared_institutions import allowed_to

    package = read_package(demo_package_path()).package
    principal.demand_partnership(Action.IMPORT, package.partnership)
    for action in (Action.WRITE_CASES, Action.WRITE_REGISTER):
        principal.demand(action, package.partnership.id)
    try:
        import_package(principal.runtime.store, package, allow=allowed_to(principal))
    except IdsTaken:
        # The example never changes what somebody else has under its ids.
        choice = IdChoice(prefix=_PREFIX)
        import_package(principal.runtime.store, package, choice=choice, allow=allowed_to(principal))
    prefix = load_package(principal.runtime.store, package.partnership.id).partnership.id_prefix or ""
    add_demo_cases(principal, prefix)
    add_demo_register(principal, prefix)


def _read(path: "Path", prefix: str) -> dict[str, Any]:
    """A file of the demo, the ids of its institutions with a prefix."""
    text = path.read_bytes().decode()
    return orjson.loads(_INSTITUTION.sub(rf"{prefix}\g<0>", text) if prefix else text)


def add_demo_cases(principal: "Principal", prefix: str = "") -> None:
    """Add the demo's cases to its partnership; whoever calls has seen to it that the principal may.

    The families stay as the package records them: the open cases say the same of theirs, the others
    are closed or wait for a diagnosis.
    """
    from service.cases.exchange import import_journals

    document = _read(demo_cases_path(), prefix)
    # On a machine whose clock is behind, the days of the demo lie in the future.
    days = [date.fromisoformat(step["on"]) for case in document["cases"] for step in case["steps"]]
    import_journals(principal, DEMO_PARTNERSHIP, document, max(today(), *days))


def add_demo_register(principal: "Principal", prefix: str = "") -> None:
    """Add the demo's barriers, recommendations and information flows, as :func:`add_demo_cases`."""
    from graph.records.barrier import Barrier, Place
    from graph.records.flow import InformationFlow
    from graph.records.recommendation import Addressee, Aim, Ground, Move, Recommendation

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    store, document = principal.runtime.store, _read(demo_register_path(), prefix)
    for one in document["barriers"]:
        place = Place(one["target"], tuple(one["subjects"]))
        noted_on = date.fromisoformat(one["noted_on"])
        barrier = Barrier(one["id"], one["code"], place, noted_on, day(one.get("ended_on")))
        create_record(store, BARRIER, DEMO_PARTNERSHIP, barrier)
    for one in document["recommendations"]:
        kind, id, code, about = one["ground"]
        measure, subjects, expected, baseline = one["aim"]
        recommendation = Recommendation(
            one["id"],
            Addressee(*one["addressee"]),
            one["advice"],
            Ground(kind, id, code, tuple(about)),
            Aim(measure, tuple(subjects), expected, baseline),
            day(one["due_on"]),
            tuple(Move(state, date.fromisoformat(on)) for state, on in one["moves"]),
        )
        create_record(store, RECOMMENDATION, DEMO_PARTNERSHIP, recommendation)
    for way in document["flows"]:
        create_record(store, FLOW, DEMO_PARTNERSHIP, InformationFlow(*way))
