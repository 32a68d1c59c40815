"""The demo partnership with its cases, for whoever wants to look around."""

from datetime import date
from typing import TYPE_CHECKING

import orjson

from seed import DEMO_PARTNERSHIP, demo_cases_path, demo_package_path, demo_register_path
from service.house import today

if TYPE_CHECKING:
    from service.access.guard import Visitor
    from service.house import House


def load_demo(house: "House") -> None:
    """Put the demo into a store that holds nothing yet."""
    from service.access.guard import Visitor
    from service.access.owner import OWNER, TERMINAL

    if not house.library.partnerships(today()):
        add_demo(Visitor(house, OWNER, TERMINAL, "demo"))


def add_demo(visitor: "Visitor") -> None:
    """Add the demo partnership with its cases and its register, if the visitor may write all of it.

    Raises
    ------
    NotAllowed
        When they may not; nothing is added then.
    """
    from graph.packages import read_package
    from graph.stores import import_package
    from service.access.policy import Action

    package = read_package(demo_package_path()).package
    visitor.demand_partnership(Action.IMPORT, package.partnership)
    for action in (Action.WRITE_CASES, Action.WRITE_REGISTER):
        visitor.demand(action, package.partnership.id)
    import_package(visitor.house.store, package)
    add_demo_cases(visitor)
    add_demo_register(visitor)


def add_demo_cases(visitor: "Visitor") -> None:
    """Add the demo's cases to its partnership; whoever calls has seen to it that the visitor may.

    The families stay as the package records them: the open cases say the same of theirs, the others
    are closed or wait for a diagnosis.
    """
    from service.cases.exchange import import_journals

    document = orjson.loads(demo_cases_path().read_bytes())
    # On a machine whose clock is behind, the days of the demo lie in the future.
    days = [date.fromisoformat(step["on"]) for case in document["cases"] for step in case["steps"]]
    import_journals(visitor, DEMO_PARTNERSHIP, document, max(today(), *days))


def add_demo_register(visitor: "Visitor") -> None:
    """Add the demo's barriers, recommendations and information flows, as :func:`add_demo_cases`."""
    from graph.register import (
        Addressee,
        Aim,
        Barrier,
        Ground,
        InformationFlow,
        Move,
        Place,
        Recommendation,
    )
    from graph.stores.register import create_barrier, create_flow, create_recommendation

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    store, document = visitor.house.store, orjson.loads(demo_register_path().read_bytes())
    for one in document["barriers"]:
        place = Place(one["target"], tuple(one["subjects"]))
        noted_on = date.fromisoformat(one["noted_on"])
        barrier = Barrier(one["id"], one["code"], place, noted_on, day(one.get("ended_on")))
        create_barrier(store, DEMO_PARTNERSHIP, barrier)
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
        create_recommendation(store, DEMO_PARTNERSHIP, recommendation)
    for way in document["flows"]:
        create_flow(store, DEMO_PARTNERSHIP, InformationFlow(*way))
