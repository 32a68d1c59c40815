"""What is made of a case: clocks and reminders, the package's record, proposals, numbers left behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from case_by_hand import (
    CONTEXT,
    FAMILY,
    ITEM,
    NUMBERS,
    OTHER_ITEM,
    after,
    along,
    case_in,
    closing,
    contract,
    day,
    diagnosis,
    follow_up,
    goal,
    request,
    team,
)
from graph.cases import (
    BasketAgreed,
    BasketFinal,
    BasketPlanned,
    GoalLasting,
    ItemMoved,
    Met,
    Progress,
    Review,
    Seat,
    Tally,
    context_of,
    due_dates,
    is_working_day,
    propose,
    reminders,
    tallies,
    tallies_of_look,
    with_case,
    working_days_after,
)
from graph.errors import Conflict
from graph.model import Family, Institution, Offer, Package, Partnership, Service, TeamMember, Worker
from graph.packages import package_bytes, read_package_bytes
from graph.records.permission import Permission, withdrawn
from graph.records.referral import moved, requested
from graph.snapshot import snapshot_of
from graph.vocabulary import AREAS
from small_partnerships import inst, leader, service, snap, ties


def told(found):
    return [(one.code, one.about, one.due_on, one.overdue) for one in found]


@pytest.mark.parametrize(
    "free",
    [
        *("2026-01-01", "2026-01-06", "2026-04-06", "2026-05-01", "2026-06-04", "2026-11-11"),
        *("2026-12-24", "2026-12-25", "2025-12-24", "2025-04-21", "2025-06-19", "2025-08-15"),
        *("2027-03-29", "2027-05-27", "2027-11-01", "2026-06-06", "2026-06-07"),
    ],
)
def test_statutory_holidays_and_weekends_are_no_working_days(free):
    assert not is_working_day(date.fromisoformat(free))


def test_christmas_eve_was_a_working_day_until_2024():
    assert is_working_day(date(2024, 12, 24))
    assert is_working_day(date(2026, 4, 7))


def test_a_year_has_as_many_working_days_as_the_calendar_says():
    """261 days from Monday to Friday, 8 of them holidays; for holidays on a Saturday no day is added."""
    days = (date(2026, 1, 1) + timedelta(days=number) for number in range(365))
    assert sum(map(is_working_day, days)) == 253


@pytest.mark.parametrize(
    ("asked", "urgent", "due"),
    [
        (date(2026, 3, 2), False, date(2026, 3, 20)),
        (date(2026, 3, 30), False, date(2026, 4, 20)),  # Good Friday counts, Easter Monday does not
        (date(2026, 4, 30), True, date(2026, 5, 5)),
        (date(2026, 12, 23), True, date(2026, 12, 29)),
        (date(2026, 12, 23), False, date(2027, 1, 18)),
        (date(2026, 3, 7), True, date(2026, 3, 10)),  # asked on a Saturday
    ],
)
def test_the_interview_is_due_after_working_days(asked, urgent, due):
    case = after(None, request(asked, urgent=urgent))
    assert due_dates(case).diagnosis == due
    assert working_days_after(asked, 0) == asked
    assert told(reminders(case, due)) == [("diagnosis", "", due, False)]
    late = due + timedelta(days=1)
    assert told(reminders(case, late)) == [("diagnosis", "", due, True)]
    assert not due_dates(case).diagnosis_is_late(case, due)
    assert due_dates(case).diagnosis_is_late(case, late)
    diagnosed = after(case, diagnosis(late))
    assert due_dates(diagnosed).diagnosis_is_late(diagnosed, late + timedelta(days=300))
    in_time = after(case, diagnosis(due))
    assert not due_dates(in_time).diagnosis_is_late(in_time, late + timedelta(days=300))


def test_a_team_is_to_be_formed_and_to_meet_and_to_finish_the_basket():
    case = case_in("diagnosed")
    assert told(reminders(case, day(1))) == [("team", "", day(15), False)]
    case = after(case, team(day(2)))
    assert reminders(case, day(3)) == ()
    assert told(reminders(case, day(63))) == [
        ("basket", "", day(32), True),
        ("meeting", "", day(62), True),
    ]
    case = after(case, Met(day(20), ("I1", "I2")), BasketPlanned(day(20), (ITEM,)))
    assert told(reminders(case, day(66))) == [
        ("basket", "", day(50), True),
        ("meeting", "", day(80), False),
    ]
    case = after(case, BasketAgreed(day(21), (ITEM,)), BasketFinal(day(22), (ITEM,)))
    assert [one.code for one in reminders(case, day(31))] == ["item"]


def test_a_service_that_does_not_begin_within_its_wait_is_told():
    case = case_in("basket_final")
    assert due_dates(case).items == {"i1": day(5 + 9)}
    waiting = after(case, ItemMoved(day(10), "i1", "waiting"))
    assert told(reminders(waiting, day(20))) == [("item", "i1", day(19), True)]
    assert due_dates(after(waiting, ItemMoved(day(20), "i1", "started"))).items == {}
    planned = case_in("basket_planned")
    assert due_dates(planned).items == {}


def test_goals_and_reviews_come_due():
    case = after(case_in("basket_final"), contract(day(6), goals=(goal(due_on=day(50)),)))
    assert due_dates(case).goals == {"work": day(50)}
    assert due_dates(case).review == day(96)
    behind = after(case, Review(day(30), (Progress("work", 10),), day(45)))
    assert [(o.code, o.overdue) for o in reminders(behind, day(51)) if o.code in {"goal", "review"}] == [
        ("review", True),
        ("goal", True),
    ]
    reached = after(behind, Review(day(60), (Progress("work", 20),)))
    assert (due_dates(reached).goals, due_dates(reached).review) == ({}, day(150))


def test_after_closing_only_the_looks_are_due():
    case = after(case_in("contracted"), closing(day(9), follow_up_on=(day(99), day(40))))
    assert told(reminders(case, day(45))) == [("follow_up", "", day(40), True)]
    assert [one.due_on for one in reminders(case, day(85))] == [day(40), day(99)]
    case = after(case, follow_up(day(45), day(40)), follow_up(day(99), day(99)))
    assert reminders(case, day(300)) == ()


def test_consents_that_end_with_nothing_after_them_are_told():
    case = case_in("team_formed")
    given = Permission("1", "I2", "needs", "consent", day(0), day(40))
    longer = replace(given, id="2", given_on=day(39), expires_on=day(400))
    rule = replace(given, id="3", data_class="diagnosis", base="ups-105", expires_on=None)

    def consents(*permissions, on=30):
        return [one for one in told(reminders(case, day(on), permissions)) if one[0] == "consent"]

    assert consents(given, rule) == [("consent", "I2", day(40), False)]
    assert consents(given, longer) == consents(withdrawn(given, day(20))) == consents(rule) == []
    assert consents(given, on=25) == consents(given, on=40) == []


PACKAGE = Package(
    Partnership("p", "Partnerstwo", "2499011"),
    (
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "PCPR", "PCPR", membership="strategic_partner"),
        Institution("I3", "MOSiR", "MOSIR"),
    ),
    workers=(Worker("W1", "I1", "pracownik socjalny"), Worker("W2", "I2", "psycholog")),
    services=(Service("S1", "I2", "PPS"),),
    families=(Family("R1", "2499011", ("N01",)),),
    teams=(TeamMember("R1", "I1"),),
)


def recorded(case, package=PACKAGE):
    """The family's record and seats; the package stays one that can be read back."""
    after_it = with_case(package, case)
    assert read_package_bytes(package_bytes(after_it), "p.zip").package == after_it
    assert after_it.families[0] == PACKAGE.families[0]
    assert after_it.teams[:1] == PACKAGE.teams
    assert replace(after_it, families=(), teams=()) == replace(package, families=(), teams=())
    own = [family for family in after_it.families if family.id == FAMILY]
    return own, list(after_it.teams[1:])


def test_a_request_alone_is_not_in_the_package():
    assert recorded(case_in("requested")) == ([], [])


def test_the_record_follows_the_journal():
    case = along("request", "diagnose")
    ((family,), seats) = recorded(case)
    assert family == Family(
        FAMILY,
        "2499011",
        ("N04", "Z1"),
        "family",
        "I1",
        ("I1",),
        (),
        (),
        day(0),
        "phone",
    )
    assert seats == []
    case = after(case, team(day(2), Seat("I2", "W2", "lead"), Seat("I1", "W1")))
    ((family,), seats) = recorded(case)
    assert (family.lead_institution_id, family.involved_institution_ids) == ("I2", ("I2",))
    assert seats == [TeamMember(FAMILY, "I2", "W2", "lead"), TeamMember(FAMILY, "I1", "W1", "member")]
    case = after(case, BasketPlanned(day(3), (OTHER_ITEM,)))
    ((family,), _) = recorded(case)
    assert family.involved_institution_ids == ("I2", "I3")


def test_who_gives_nothing_any_more_is_not_involved():
    case = case_in("contracted")
    case = after(case, ItemMoved(day(9), "i2", "dropped", "capacity"))
    ((family,), _) = recorded(case)
    assert family.institutions == ("I1", "I2")


def test_pairs_that_must_work_together_stay():
    known = Family(FAMILY, "2499011", ("E1",), None, "I3", ("I3",), (), (("I1", "I3"),))
    package = replace(PACKAGE, families=(*PACKAGE.families, known))
    ((family,), _) = recorded(case_in("contracted"), package)
    assert (family.required_pairs, family.needs) == ((("I1", "I3"),), ("N04", "Z1"))


def test_a_closed_case_leaves_the_families():
    before = with_case(PACKAGE, case_in("contracted"))
    assert len(before.families) == 2
    assert recorded(case_in("closed"), before) == ([], [])


def test_what_is_not_on_the_map_is_left_out():
    elsewhere = replace(ITEM, institution_id="I9", service_id="S9", service_code="POP")
    case = after(case_in("team_formed"), BasketPlanned(day(3), (elsewhere, OTHER_ITEM)))
    small = replace(PACKAGE, institutions=PACKAGE.institutions[1:2], workers=(), families=(), teams=())
    after_it = with_case(small, case)
    (family,) = after_it.families
    assert (family.lead_institution_id, family.involved_institution_ids) == (None, ())
    assert after_it.teams == (TeamMember(FAMILY, "I2", None, "member"),)
    assert read_package_bytes(package_bytes(after_it), "p.zip").package == after_it


OFFERS = tuple(
    Offer(one, next(i for i in PACKAGE.institutions if i.id == one.institution_id))
    for one in (replace(PACKAGE.services[0], community_based=True),)
)
ON_MAP = {one.id: one for one in PACKAGE.institutions}


def numbers(*arguments):
    return {(one.measure, one.item): one.value for one in tallies(*arguments)}


def test_a_closed_case_leaves_its_numbers():
    case = after(
        case_in("contracted"),
        ItemMoved(day(8), "i1", "started"),
        ItemMoved(day(9), "i2", "dropped", "capacity"),
        closing(day(400)),
    )
    assert numbers(case, OFFERS, ON_MAP) == NUMBERS | {("refusals", "capacity"): 1}
    assert {one.year for one in tallies(case)} == {2027}
    assert ("baskets_of_areas", "") not in numbers(case)


def test_the_family_s_own_choice_is_no_refusal():
    case = after(case_in("basket_final"), ItemMoved(day(9), "i1", "dropped", "family_choice"))
    assert ("refusals", "family_choice") not in numbers(case)


def test_a_rejected_referral_counts_once_with_the_service_it_was_about():
    at = datetime(2026, 4, 1, tzinfo=UTC)
    asked = requested("a1", "p", FAMILY, ("I2", "S1"), ("Z1",), at, "case_lead")
    rejected = moved(asked, "rejected", at, "pzk_member", "territory")
    other = replace(rejected, id="a2", service_id="S7")
    case = case_in("basket_final")
    assert numbers(case, (), {}, [asked])["cases", "erased"] == 1
    assert numbers(case, (), {}, [asked, rejected, other])["refusals", "territory"] == 2
    case = after(case, ItemMoved(day(9), "i1", "dropped", "capacity"))
    found = numbers(case, (), {}, [rejected, other])
    assert (found["refusals", "capacity"], found["refusals", "territory"]) == (1, 1)


def test_looks_leave_their_own_numbers():
    case = after(case_in("contracted"), closing(day(9), follow_up_on=(day(40), day(310))))
    lasting = (GoalLasting("work", "yes"), GoalLasting("wellbeing", "yes"))
    case = after(case, follow_up(day(41), day(40), lasting=lasting), follow_up(day(310), day(310)))
    assert tallies_of_look(case.follow_ups[0]) == (Tally(2026, "lasting", "yes", 2),)
    assert [one for one in tallies(case) if one.measure == "lasting"] == [
        Tally(2026, "lasting", "yes", 2),
        Tally(2027, "lasting", "yes", 1),
    ]


def test_goals_of_an_erased_case_count_as_open():
    assert numbers(case_in("contracted"))["goals", "open"] == 2


def town(*services, **tables):
    """A partnership with a leader of level gmina, a county centre, a school and a sports club."""
    institutions = (
        leader("L"),
        inst("C", "PCPR", "strategic_partner"),
        inst("P", "PUP"),
        inst("K", "KLUB", None),
        inst("Z", "PZP"),
    )
    return snap(*institutions, ties=ties("L-C L-P L-K L-Z"), services=services, **tables)


def proposed(snapshot, needs=("N04", "K1"), **cells):
    considered = tuple(area for area in AREAS if area not in {"pomoc_spoleczna", "kultura_sport"})
    case = after(None, request(**cells), context=context_of(snapshot))
    step = diagnosis(day(1), needs=needs, considered=considered)
    return after(case, step, context=context_of(snapshot))


WORK, SPORT = service("S1", "P", "POP", wait_days=14), service("S2", "K", "SPO", available=3)


def test_a_proposal_needs_a_diagnosis():
    with pytest.raises(Conflict):
        propose(town(WORK), case_in("requested"))


def test_a_proposal_holds_baskets_that_can_be_planned_and_the_team_they_imply():
    snapshot = town(WORK, SPORT)
    case = proposed(snapshot)
    found = propose(snapshot, case)
    basket = found.baskets[0]
    assert [(o.id, o.institution_id, o.service_id, o.needs, o.wait_days) for o in basket.items] == [
        ("i1", "P", "S1", ("N04",), 14),
        ("i2", "K", "S2", ("K1",), None),
    ]
    assert (basket.lead, basket.members, basket.joining, basket.outside) == (
        "L",
        ("K", "L", "P"),
        ("K", "L", "P"),
        (),
    )
    assert (basket.missing_levels, basket.suggested) == ((), ())
    context = context_of(snapshot)
    seats = tuple(Seat(id, None, "lead" if id == basket.lead else "member") for id in basket.members)
    case = after(case, team(day(2), *seats), BasketPlanned(day(3), basket.items), context=context)
    assert case.state == "basket_planned"
    again = propose(snapshot, case).baskets[0]
    assert (again.items, again.joining) == (basket.items, ())


def test_a_proposal_says_which_level_the_team_lacks_and_who_has_it():
    snapshot = town(SPORT)
    case = after(None, request(), context=context_of(snapshot))
    step = diagnosis(day(1), needs=("K1",), considered=AREAS)
    found = propose(snapshot, after(case, step, context=context_of(snapshot)))
    basket = found.baskets[0]
    assert basket.missing_levels == ("powiat",)
    assert "C" in basket.suggested
    assert "K" not in basket.suggested


def test_a_proposal_goes_through_every_area():
    snapshot = town(WORK, SPORT, service("S3", "Z", "PSY"))
    found = propose(snapshot, proposed(snapshot))
    assert [one.area for one in found.areas] == list(AREAS)
    parts = {one.area: one for one in found.areas}
    assert (parts["pomoc_spoleczna"].needs, parts["kultura_sport"].needs) == (("N04",), ("K1",))
    assert [one.offer.service.id for one in parts["kultura_sport"].services] == ["S2"]
    assert parts["kultura_sport"].services[0].answers == ("K1",)
    assert (parts["zdrowie"].considered, parts["zdrowie"].services) == (True, ())
    assert not parts["pomoc_spoleczna"].considered


def test_what_cannot_be_met_or_is_left_to_others_is_told_and_not_proposed():
    snapshot = town(WORK)
    case = after(None, request(age_bands=("0-2",)), context=context_of(snapshot))
    step = diagnosis(day(1), needs=("N04", "N02"), considered=AREAS)
    found = propose(snapshot, after(case, step, context=context_of(snapshot)), avoid=("P",))
    assert found.baskets == ()
    assert [one.need for one in found.answer.unmet] == ["N04"]
    codes = [(one.code, one.need) for one in found.answer.notices]
    assert codes == [("N02", "N02"), ("age_not_given", "N04")]
    assert all(one.services == () for one in found.areas)


def test_a_provider_of_another_partnership_is_told_apart():
    far = Offer(service("S9", "F", "POP", service_area=("24",)), inst("F", "PUP", None, teryt="2499022"))
    snapshot = snap(leader("L"), offers=(far,))
    case = after(None, request(), context=context_of(snapshot))
    step = diagnosis(day(1), needs=("N04",), considered=AREAS)
    case = after(case, step, context=context_of(snapshot))
    parts = {one.area: one for one in propose(snapshot, case).areas}
    assert [one.offer.provider.id for one in parts["pomoc_spoleczna"].services] == ["F"]


def test_a_context_knows_the_map_the_workers_and_every_service():
    snapshot = snapshot_of(PACKAGE, day(0))
    context = context_of(snapshot)
    assert context.institutions == {"I1": "gmina", "I2": "powiat", "I3": "gmina"}
    assert context.services == {("I2", "S1"): "PPS"}
    assert context.workers == {("I1", "W1"), ("I2", "W2")}
    assert context.of_two_levels == frozenset()
    city = replace(PACKAGE, partnership=replace(PACKAGE.partnership, teryt="2469011"))
    assert "I1" in context_of(snapshot_of(city, day(0))).of_two_levels
    assert CONTEXT.institutions == context.institutions
