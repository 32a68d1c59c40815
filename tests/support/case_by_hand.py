"""One family's case by hand: a step of every kind, and a case in every state."""

from datetime import date, timedelta

from graph.cases import (
    BasketAgreed,
    BasketFinal,
    BasketItem,
    BasketPlanned,
    CaseContext,
    Closing,
    Contract,
    Diagnosis,
    FollowUp,
    Goal,
    GoalLasting,
    GoalResult,
    ItemMoved,
    Met,
    Obligation,
    Progress,
    Request,
    Review,
    Seat,
    TeamFormed,
    taken,
)

START = date(2026, 3, 2)
LATE = date(2027, 12, 31)
HERE, FAMILY = "p 1/Łódź", "Rodzina-CB5518"
CONTEXT = CaseContext(
    {"I1": "gmina", "I2": "powiat", "I3": "gmina"},
    {("I2", "S1"): "PPS", ("I9", "S9"): "POP"},
    frozenset({("I1", "W1"), ("I2", "W2")}),
)
ITEM = BasketItem("i1", "I2", "S1", "PPS", ("Z1",), "route", 9)
OTHER_ITEM = BasketItem("i2", "I3", None, "SPO", ("N04",))


def day(number):
    return START + timedelta(days=number)


def goal(code="work", **cells):
    values = {"measure": "work_days_month", "baseline": 0, "target": 20, "owner": "family"}
    return Goal(code, **{**values, "due_on": day(200), **cells})


def diagnosis(on=START, **cells):
    values = {"needs": ("N04", "Z1"), "resources": ("motivation",), "methods": ("case_work",)}
    values["considered"] = ("edukacja", "bezpieczenstwo", "kultura_sport")
    return Diagnosis(on, **{**values, **cells})


def request(on=START, **cells):
    return Request(on, **{"channel": "phone", "unit": "family", "teryt": "2499011", **cells})


def contract(on=START, **cells):
    values = {"goals": (goal(), goal("wellbeing", measure="score_1_10", baseline=3, target=7))}
    values["obligations"] = (Obligation("family", "seek_work"), Obligation("I1", "accompany"))
    return Contract(on, **{**values, **cells})


def closing(on=START, **cells):
    values = {"reason": "goals_reached", "follow_up_on": (on + timedelta(days=90),)}
    results = (GoalResult("work", 20, "reached"), GoalResult("wellbeing", 5, "partly"))
    return Closing(on, **{"results": results, **values, **cells})


def follow_up(on, planned_on, **cells):
    return FollowUp(on, planned_on, **{"lasting": (GoalLasting("work", "yes"),), **cells})


def team(on=START, *seats):
    return TeamFormed(on, seats or (Seat("I1", "W1", "lead"), Seat("I2", "W2"), Seat("I3")))


#: A step of each kind that is right where its kind is allowed, by the day it happens.
GOOD = {
    "request": request,
    "diagnose": diagnosis,
    "form_team": team,
    "meet": lambda on: Met(on, ("I1", "I2")),
    "plan_basket": lambda on: BasketPlanned(on, (ITEM, OTHER_ITEM)),
    "agree_basket": lambda on: BasketAgreed(on, (ITEM, OTHER_ITEM)),
    "finalise_basket": lambda on: BasketFinal(on, (ITEM, OTHER_ITEM)),
    "move_item": lambda on: ItemMoved(on, "i1", "started"),
    "sign_contract": contract,
    "review": lambda on: Review(on, (Progress("work", 8),), on + timedelta(days=30)),
    "close": closing,
    "follow_up": lambda on: follow_up(on, on),
}
#: What a closed case leaves whose first service began on its eighth day, refusals aside.
NUMBERS = {
    ("cases", "goals_reached"): 1,
    ("goals", "reached"): 1,
    ("goals", "partly"): 1,
    ("first_services", ""): 1,
    ("first_service_days", ""): 8,
    ("baskets", ""): 1,
    ("baskets_of_areas", ""): 1,
    ("items", ""): 2,
    ("items_known", ""): 1,
    ("items_community", ""): 1,
}
_LIFE = ("request", "diagnose", "form_team", "plan_basket", "agree_basket", "finalise_basket")
_LIFE = (*_LIFE, "sign_contract", "close")
#: The kinds of step that lead to a case of each sort: a state, and what else decides what may follow.
PATHS = {
    "requested": _LIFE[:1],
    "diagnosed": _LIFE[:2],
    "team_formed": _LIFE[:3],
    "basket_planned": _LIFE[:4],
    "basket_agreed": _LIFE[:5],
    "basket_final": _LIFE[:6],
    "contracted": _LIFE[:7],
    "closed": _LIFE,
    "basket_planned in force": (*_LIFE[:6], "plan_basket"),
    "basket_agreed in force": (*_LIFE[:6], "plan_basket", "agree_basket"),
    "basket_planned contracted": (*_LIFE[:7], "plan_basket"),
    "basket_agreed contracted": (*_LIFE[:7], "plan_basket", "agree_basket"),
}


def after(case, *steps, today=LATE, context=CONTEXT, family=FAMILY):
    """The case after further steps."""
    for step in steps:
        case = taken(case, step, partnership_id=HERE, family_id=family, context=context, today=today)
    return case


def along(*kinds, case=None):
    """The case after good steps of these kinds, one a day."""
    for kind in kinds:
        case = after(case, GOOD[kind](day(case.version if case else 0)))
    return case


def case_in(sort):
    """A case of a sort of :data:`PATHS`, or one that was looked after."""
    if sort == "followed_up":
        case = case_in("closed")
        planned = case.closing.follow_up_on[0]
        return after(case, follow_up(planned, planned))
    if sort == "closed without looks":
        return after(along("request"), closing(day(1), reason="moved_away", results=(), follow_up_on=()))
    return along(*PATHS[sort])
