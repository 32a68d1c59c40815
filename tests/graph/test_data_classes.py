"""What a base for a class of data opens to a member of a task team: the same at every door.

The table says for each class which parts of each answer there may be, down to the last field.
"""

import html
import re
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from uuid import uuid4

import pytest

from case_journals import CASES, WHOLE, case, journal, lead_of, until, walked
from doors import HERE, open_doors
from graph.cases import GOALS, RESOURCES
from graph.records.kinds import PERMISSION
from graph.records.kinds import REFERRAL as REFERRALS
from graph.records.passing import OPENED_BY
from graph.records.permission import DATA_CLASSES, Permission, withdrawn
from graph.records.referral import requested
from graph.stores.records import change_record, create_record, family_key
from recorded import permissions_of
from service.access.tokens import now
from service.pages.localizer import PageLocalizer
from service.pages.need_words import plain_need
from service.runtime import today

#: The member of the team that reads, and another provider of the same basket.
MEMBER, OTHER = "I32", "I38"
REMINDERS = {f"reminders.{one}" for one in ("about", "code", "due_on", "overdue")}
ALWAYS = REMINDERS | {
    *("partnership", "state", "version", "reminders", "team"),
    *("team.institution_id", "team.role", "team.worker_id"),
}
LISTED = REMINDERS | {"family_id", "state", "version", "reminders"}
DIAGNOSIS = {
    *("needs", "resources", "goals", "goals.baseline", "goals.code", "goals.due_on", "goals.measure"),
    *("goals.owner", "goals.target"),
}
BASKET = {
    *("basket", "basket.number", "basket.on", "basket.stage", "basket.items", "basket.items.id"),
    *(f"basket.items.{one}" for one in ("institution_id", "service_id", "service_code", "source")),
    *(f"basket.items.{one}" for one in ("wait_days", "state", "since", "started_on", "ended_on")),
    "basket.items.reason",
}
REFERRAL = {
    *("id", "institution_id", "service_id", "state", "version", "history"),
    *("history.state", "history.at", "history.role", "history.code"),
}
#: By the classes of which there is a base: fields of the case, fields of a referral, whether ways to
#: services are told, what is reminded of, and whose words stand on the page.
TABLE = {
    ("needs",): (ALWAYS | {"needs"}, None, True, {"meeting"}, {"needs"}),
    ("basket",): (ALWAYS | BASKET, REFERRAL, False, {"meeting", "item"}, {"basket"}),
    ("diagnosis",): (
        *(ALWAYS | DIAGNOSIS, None, True),
        *({"meeting", "review", "goal"}, {"needs", "diagnosis"}),
    ),
    ("basket", "needs"): (
        *(ALWAYS | BASKET | {"needs", "basket.items.needs"}, REFERRAL | {"needs"}, True),
        *({"meeting", "item"}, {"needs", "basket"}),
    ),
    ("basket", "diagnosis"): (
        *(ALWAYS | BASKET | DIAGNOSIS | {"basket.items.needs"}, REFERRAL | {"needs"}, True),
        *({"meeting", "item", "review", "goal"}, {"needs", "basket", "diagnosis"}),
    ),
}
#: What the lead alone reads of this case, at the API and on the page.
LEADS_FIELDS = {"allowed", "warnings", "diagnosis_due_on", "open_follow_ups", "journal"}
LEADS_WORDS = [
    PageLocalizer("pl").t(f"cases.{one}")
    for one in ("urgent", "channel", "journal", "obligations", "prints", "meetings", "bases.add")
]
#: And in the list of cases.
LISTED_WORDS = [
    PageLocalizer("pl").t(f"cases.{one}") for one in ("urgent", "column.unit", "column.requested")
]


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("classes"), demo_package) as opened:
        yield opened


@pytest.fixture(scope="module")
def lead(doors):
    return lead_of(doors)


def consent(doors, family, institution, *classes):
    """Write a consent to each class of data."""
    end = today() + timedelta(days=365)
    for one in classes:
        given = Permission(uuid4().hex, institution, one, "consent", today(), end)
        create_record(doors.runtime.store, PERMISSION, family_key(HERE, family), given)


@pytest.fixture(scope="module")
def family(doors, lead):
    """A case under contract with a referral to each provider, and consents for the other one."""
    steps = journal(WHOLE, days_ago=10)
    steps[0] = steps[0] | {"urgent": True}
    family = walked(lead, until(steps, "sign_contract"))
    for item in case(lead, family)["basket"]["items"]:
        service = (item["institution_id"], item["service_id"])
        asked = requested(item["id"], HERE, family, service, tuple(item["needs"]), now(), "case_lead")
        create_record(doors.runtime.store, REFERRALS, family_key(HERE, family), asked)
    others = {one for item in ways(lead, family) for one in item["missing_bases"]} - {MEMBER}
    assert others
    for institution in (OTHER, *others):
        consent(doors, family, institution, *DATA_CLASSES)
    return family


@pytest.fixture
def member(doors, family):
    """Reads for the member, with bases for the classes that it is given and no longer."""
    headers = doors.headers("zzk_member", territory=("2499",), institution=MEMBER)

    def reads(*classes):
        consent(doors, family, MEMBER, *classes)

        def read(path, method="GET", **sent):
            address = path if path.startswith("/") else f"/api/v1/families/{family}/{path}"
            return doors.client.request(method, address, headers=headers, **sent)

        return read

    yield reads
    store = doors.runtime.store
    for one in permissions_of(store, HERE, family):
        if one.institution_id == MEMBER and not one.withdrawn_on:
            change_record(store, PERMISSION, family_key(HERE, family), withdrawn(one, today()), 1)


def ways(client, family, **sent):
    """Every service of every basket for a family."""
    answer = client.post(f"/api/v1/families/{family}/routes", json={"alternatives": 20}, **sent)
    assert answer.status_code == 200, answer.text
    return [item for basket in answer.json()["baskets"] for item in basket["items"]]


def fields(value, path=""):
    """Every field of an answer that there is, by its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            place = f"{path}.{name}" if path else name
            yield place
            yield from fields(inner, place)
    elif isinstance(value, list):
        yield from chain.from_iterable(fields(one, path) for one in value)


def words(answer):
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.partition("<main")[2])).split())


@pytest.mark.parametrize("classes", TABLE)
def test_each_class_opens_its_parts_at_the_api_and_no_more(lead, family, member, classes):
    of_case, of_referral, tells_ways, reminded, _ = TABLE[classes]
    read = member(*classes)
    shown = read("case").json()
    assert set(fields(shown)) == of_case
    assert {one["code"] for one in shown["reminders"]} == reminded
    (listed,) = [one for one in read(CASES).json() if one["family_id"] == family]
    assert set(fields(listed)) == LISTED
    assert listed["reminders"] == shown["reminders"]
    referrals = read("referrals")
    assert referrals.status_code == (403 if of_referral is None else 200)
    if of_referral is not None:
        assert [one["institution_id"] for one in referrals.json()] == [MEMBER]
        assert set(fields(referrals.json())) == of_referral
    found = read("routes", "POST", json={"alternatives": 20})
    assert found.status_code == (200 if tells_ways else 403)
    if tells_ways:
        items = [item for basket in found.json()["baskets"] for item in basket["items"]]
        assert {one["institution_id"] for item in items for one in item["passed_on"]} <= {MEMBER}
        assert {one for item in items for one in item["missing_bases"]} <= {MEMBER}
    held = read("permissions").json()
    assert {(one["institution_id"], one["data_class"]) for one in held if not one["withdrawn_on"]} == {
        (MEMBER, one) for one in classes
    }
    for path in ("case/export", "case/proposal", f"{CASES}/export"):
        assert read(path).status_code == 403


@pytest.mark.parametrize("classes", TABLE)
def test_each_class_opens_the_same_parts_on_the_pages(doors, family, member, classes):
    *_, said = TABLE[classes]
    reader, snapshot = PageLocalizer("pl"), doors.runtime.snapshot(HERE)
    services = {(one.institution_id, one.id): one.name for one in snapshot.services}
    known = {
        "needs": [plain_need(code, reader) for code in ("N04", "M1")],
        "diagnosis": [RESOURCES["skills"][0], GOALS["work"][0]],
        "basket": [services[OTHER, "S3801"], snapshot.institutions[OTHER].name],
    }
    read = member(*classes)
    page = read(f"/partnerstwa/{HERE}/sprawy/{family}")
    text = words(page)
    for part, its in known.items():
        for one in its:
            assert (one.lower() in text.lower()) == (part in said), (part, one)
    # Its own referral, and of every base its own.
    assert page.text.count('<article class="card case-item"') == ("basket" in said)
    assert "zgoda rodziny" in text
    assert text.count("brak: najpierw zgoda rodziny") <= 1
    assert not any(one in text for one in LEADS_WORDS)
    listed = words(read(f"/partnerstwa/{HERE}/sprawy"))
    assert family in listed
    assert not any(one in listed for one in LISTED_WORDS)


def test_the_lead_reads_all_of_it(doors, lead, family):
    shown = case(lead, family)
    assert set(fields(shown)) >= LEADS_FIELDS | ALWAYS | BASKET | DIAGNOSIS | {"basket.items.needs"}
    referrals = lead.get(f"/api/v1/families/{family}/referrals").json()
    assert {one["institution_id"] for one in referrals} == {MEMBER, OTHER}
    assert all(one["needs"] for one in referrals)
    found = ways(lead, family)
    passed = {one["institution_id"]: one["base"] for item in found for one in item["passed_on"]}
    assert passed[MEMBER] is None
    assert {one for id, one in passed.items() if id != MEMBER} == {"consent"}
    text = words(doors.client.get(f"/partnerstwa/{HERE}/sprawy/{family}"))
    assert all(one in text for one in LEADS_WORDS)
    listed = words(doors.client.get(f"/partnerstwa/{HERE}/sprawy"))
    assert all(one in listed for one in LISTED_WORDS)


def test_where_a_family_goes_is_part_of_its_basket(tmp_path, demo_package):
    own = {"S1102": True}
    services = tuple(
        replace(one, own_clients_only=own.get(one.id, one.own_clients_only))
        for one in demo_package.services
    )
    with open_doors(tmp_path, replace(demo_package, services=services)) as doors:
        lead = lead_of(doors)

        def told(institution, *classes):
            """Whether somebody is told of the service that another one keeps for its own."""
            consent(doors, "R01", institution, *classes)
            headers = doors.headers("zzk_member", institution=institution)
            return any(item["service_id"] == "S1102" for item in ways(lead, "R01", headers=headers))

        assert any(item["service_id"] == "S1102" for item in ways(lead, "R01"))
        assert told("I11", "needs")
        assert not told("I16", "needs")
        assert told("I16", "basket")


def test_whose_base_is_missing_is_told_to_the_lead_and_to_itself(doors, lead):
    consent(doors, "R01", "I16", "needs")
    headers = doors.headers("zzk_member", institution="I16")
    told, whole = ways(lead, "R01", headers=headers), ways(lead, "R01")
    assert {one for item in whole for one in item["missing_bases"]}
    assert all(item["missing_bases"] == [] for item in told)
    assert {one["institution_id"] for item in told for one in item["passed_on"]} <= {"I16"}


def test_every_class_of_data_stands_in_the_table():
    assert {one for classes in TABLE for one in classes} == set(DATA_CLASSES)
    assert {one for classes in OPENED_BY.values() for one in classes} == set(DATA_CLASSES)
