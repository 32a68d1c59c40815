"""Deleting single records at the door: what is said before, what goes along, and what is refused."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from doors import open_doors
from graph.errors import Conflict
from graph.model import Package, Partnership, TeamMember, Worker
from graph.records.invitation import invitation_of, moved
from graph.records.kinds import INVITATION
from graph.stores import import_package, undo_import
from graph.stores.records import change_record, create_record
from service.access.policy import Role
from service.editing import deletion_pages as deletion
from service.exchange import undo_page as undo
from small_partnerships import family, inst, leader, outsider, service, tie

BASE = "/partnerstwa/p/instytucje"
DAY = date(2026, 3, 1)
TICKED = {"potwierdzam": "tak"}


def town(**changes):
    """L leads; A and B are members, X is on the map; nobody is in care yet."""
    package = Package(
        Partnership("p", "Gmina Testowa", "2499011"),
        (leader("L"), inst("A"), inst("B", "POZ"), outsider("X", "DK")),
        workers=(
            Worker("W1", "A", "pedagog"),
            Worker("W2", "A", "pedagog"),
            Worker("W3", "L", "kierownik"),
        ),
        services=(service("S1", "A", "PED", name="Zajęcia"), service("S2", "B", "ZDP")),
        ties=(
            tie("L", "A", 4, reported_on=DAY, contact_worker_id="W3", partner_worker_id="W1"),
            tie("A", "L", 5, reported_on=DAY, contact_worker_id="W1"),
            tie("A", "B", 3, reported_on=DAY),
            tie("L", "B", 3, reported_on=DAY),
        ),
    )
    return replace(package, **changes)


CASES = {
    "families": (family("R1", lead="L", involved="A"),),
    "teams": (TeamMember("R1", "L", "W3", "lead"), TeamMember("R1", "A", "W1", "member")),
}


@pytest.fixture
def door(tmp_path):
    """Opens a store that holds a package."""
    opened = []

    def open_with(package, *others):
        context = open_doors(tmp_path, package, *others)
        opened.append(context)
        return context.__enter__()

    yield open_with
    for context in opened:
        context.__exit__(None, None, None)


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


class Deleter:
    """Somebody who opens the page of a deletion and confirms it."""

    def __init__(self, doors, role=Role.CASE_LEAD, **scope):
        self.doors, self.role = doors, role
        self.headers = doors.headers(role, **scope)

    def open(self, path):
        return self.doors.client.get(f"{BASE}/{path}", headers=self.headers)

    def send(self, path, **fields):
        return self.doors.client.post(
            f"{BASE}/{path}", data=fields, headers=self.headers, follow_redirects=False
        )

    def confirm(self, path):
        revision = re.search(r'name="rewizja" value="(\w+)"', self.open(path).text)[1]
        done = self.send(path, rewizja=revision, **TICKED)
        assert done.status_code == 303, done.text
        return words(self.doors.client.get(done.headers["location"], headers=self.headers))

    @property
    def package(self):
        return self.doors.runtime.library.package("p")


def test_an_institution_goes_with_all_that_hangs_on_it(door):
    writer = Deleter(door(town()))
    said = words(writer.open("A/zmiany/usun"))
    assert "Usługi tej instytucji 1 Pracownicy tej instytucji 2" in said
    assert "Oceny współpracy, jej własne i cudze 3" in said
    assert "Cofnij ostatnią zmianę" in said
    assert "Usunięto instytucję z mapy." in writer.confirm("A/zmiany/usun")
    left = writer.package
    assert [one.id for one in left.institutions] == ["B", "L", "X"]
    assert [one.id for one in left.services] == ["S2"]
    assert [one.id for one in left.workers] == ["W3"]
    assert [(one.reporter_id, one.partner_id) for one in left.ties] == [("L", "B")]
    assert writer.open("A/zmiany").status_code == 404


def test_a_deletion_is_undone_by_undoing_the_last_change(door):
    doors = door(town())
    writer = Deleter(doors)
    before = writer.package
    writer.confirm("A/zmiany/usun")
    page = doors.client.get("/partnerstwa/p/cofnij", headers=writer.headers)
    state = re.search(r'name="stan" value="(\w+)"', page.text)[1]
    doors.client.post("/partnerstwa/p/cofnij", data={"stan": state}, headers=writer.headers)
    assert writer.package == before


def test_a_service_goes_alone(door):
    writer = Deleter(door(town(**CASES)))
    before = writer.package
    said = words(writer.open("A/zmiany/usun?usluga=S1"))
    assert "Zajęcia" in said
    assert "Nic więcej nie zniknie." in said
    assert "Usunięto usługę." in writer.confirm("A/zmiany/usun?usluga=S1")
    assert writer.package == replace(before, services=before.services[1:])


def test_a_worker_leaves_reports_and_seats_without_a_person(door):
    writer = Deleter(door(town(**CASES)), Role.CASE_LEAD)
    before = writer.package
    said = words(writer.open("A/zmiany/usun?pracownik=W1"))
    assert "pedagog (1)" in said
    assert "W1" not in said
    assert "2 oceny współpracy zostaną bez tej osoby do kontaktu." in said
    assert "1 miejsce w zespołach zadaniowych (ZZK) zostanie bez wskazanej osoby." in said
    assert "Usunięto pracownika." in writer.confirm("A/zmiany/usun?pracownik=W1")
    left = writer.package
    assert [one.id for one in left.workers] == ["W2", "W3"]
    assert {one.partner_worker_id for one in left.ties} == {None}
    assert {one.contact_worker_id for one in left.ties} == {"W3", None}
    assert len(left.ties) == len(before.ties)
    assert [(one.institution_id, one.worker_id) for one in left.teams] == [("A", None), ("L", "W3")]
    assert left.families == before.families


def test_a_report_goes_alone(door):
    writer = Deleter(door(town()))
    for partner, said in (
        ("L", "Ocena drugiej strony zostaje"),
        ("B", "To jedyna ocena tej współpracy"),
    ):
        path = f"A/zmiany/usun?partner={partner}&dzien=2026-03-01"
        assert said in words(writer.open(path))
        assert "Usunięto ocenę współpracy." in writer.confirm(path)
    kept = [(one.reporter_id, one.partner_id) for one in writer.package.ties]
    assert kept == [("L", "A"), ("L", "B")]


def test_an_older_report_of_the_same_side_counts_again(door):
    ties = (*town().ties, tie("A", "B", 1, reported_on=date(2025, 3, 1)))
    said = words(Deleter(door(town(ties=ties))).open("A/zmiany/usun?partner=B&dzien=2026-03-01"))
    assert "a liczy się najnowsza" in said


def test_without_the_tick_nothing_goes(door):
    writer = Deleter(door(town()))
    before = writer.package
    revision = re.search(r'name="rewizja" value="(\w+)"', writer.open("A/zmiany/usun").text)[1]
    page = writer.send("A/zmiany/usun", rewizja=revision)
    assert page.status_code == 422
    assert "zaznacz potwierdzenie" in words(page)
    assert writer.package == before


def test_what_changed_meanwhile_is_shown_before_anything_goes(door):
    doors = door(town())
    writer = Deleter(doors)
    old = re.search(r'name="rewizja" value="(\w+)"', writer.open("A/zmiany/usun").text)[1]
    import_package(doors.runtime.store, town(workers=()))
    page = writer.send("A/zmiany/usun", rewizja=old, **TICKED)
    assert page.status_code == 409
    assert "Nic nie zostało usunięte" in words(page)
    assert "Pracownicy tej instytucji" not in words(page)
    assert len(writer.package.institutions) == 4
    assert "Usunięto" in writer.confirm("A/zmiany/usun")


def test_where_there_are_cases_only_a_case_lead_deletes_what_they_can_name(door):
    writer = Deleter(door(town(**CASES)), Role.ANIMATOR)
    before = writer.package
    revision = writer.doors.mark("p", writer.role)
    # The same for the institution that a case names and for one that none does.
    for path in ("A/zmiany/usun", "X/zmiany/usun", "A/zmiany/usun?pracownik=W2"):
        page = writer.open(path)
        assert "usuwa ich tylko prowadzący sprawy" in words(page)
        assert 'name="potwierdzam"' not in page.text
        assert writer.send(path, rewizja=revision, **TICKED).status_code == 422
    assert writer.package == before


def test_an_institution_that_a_case_names_stays(door):
    doors = door(town(**CASES))
    writer = Deleter(doors, Role.CASE_LEAD)
    revision = writer.doors.mark("p", writer.role)
    assert "w sprawach 1 rodziny" in words(writer.open("A/zmiany/usun"))
    assert writer.send("A/zmiany/usun", rewizja=revision, **TICKED).status_code == 422
    assert "Usunięto instytucję z mapy." in writer.confirm("X/zmiany/usun")
    assert [one.id for one in writer.package.institutions] == ["A", "B", "L"]


def test_the_leader_and_the_last_one_stay(door):
    writer = Deleter(door(town()))
    assert "To lider partnerstwa" in words(writer.open("L/zmiany/usun"))
    alone = Package(Partnership("q", "Jedna"), (inst("Q"),))
    import_package(writer.doors.runtime.store, alone)
    page = writer.doors.get("/partnerstwa/q/instytucje/Q/zmiany/usun", "animator", territory=("*",))
    assert "To jedyna instytucja na mapie" in words(page)


def test_another_partnership_keeps_what_it_shares(door):
    other = Package(Partnership("q", "Powiat", "2499"), (leader("Q"), inst("A")))
    writer = Deleter(door(town(), other))
    assert "jest też na mapie innego partnerstwa" in words(writer.open("A/zmiany/usun"))
    writer.confirm("A/zmiany/usun")
    assert "A" in {one.id for one in writer.doors.runtime.library.package("q").institutions}
    assert "innego partnerstwa" not in words(writer.open("B/zmiany/usun"))


def declared_meanwhile(doors, monkeypatch, place, name):
    """Somebody declares X a member just after a page's handler looked at what is there."""
    seen = getattr(place, name)

    def looked(*args, **more):
        found = seen(*args, **more)
        monkeypatch.setattr(place, name, seen)
        store = doors.runtime.store
        kept = create_record(store, INVITATION, "p", invitation_of("X", DAY, "animator", None))
        for state in ("invited", "declared"):
            kept = change_record(store, INVITATION, "p", moved(kept.entry, state, DAY), kept.version)
        return found

    monkeypatch.setattr(place, name, looked)


def members(doors):
    return {one.id for one in doors.runtime.library.package("p").institutions if one.declared_on}


def test_what_somebody_declares_during_a_deletion_stays(door, monkeypatch):
    doors = door(town())
    writer = Deleter(doors)
    revision = re.search(r'name="rewizja" value="(\w+)"', writer.open("A/zmiany/usun").text)[1]
    declared_meanwhile(doors, monkeypatch, deletion, "deletion_of")
    late = writer.send("A/zmiany/usun", rewizja=revision, **TICKED)
    assert late.status_code == 409
    assert "Nic nie zostało usunięte" in words(late)
    assert members(doors) == {"X"}
    assert "A" in {one.id for one in writer.package.institutions}
    # From the page that shows the present state it goes on.
    now = re.search(r'name="rewizja" value="(\w+)"', late.text)[1]
    assert writer.send("A/zmiany/usun", rewizja=now, **TICKED).status_code == 303
    assert members(doors) == {"X"}


def test_what_somebody_declares_during_an_undoing_stays(door, monkeypatch):
    doors = door(town())
    writer = Deleter(doors)
    writer.confirm("A/zmiany/usun")
    page = doors.client.get("/partnerstwa/p/cofnij", headers=writer.headers)
    state = re.search(r'name="stan" value="(\w+)"', page.text)[1]
    declared_meanwhile(doors, monkeypatch, undo, "demand_import")
    for _ in range(2):
        late = doors.client.post("/partnerstwa/p/cofnij", data={"stan": state}, headers=writer.headers)
        assert late.status_code in {409, 412}
        assert members(doors) == {"X"}


def test_an_undoing_between_the_look_and_the_write_is_refused_by_the_store(door):
    doors = door(town())
    Deleter(doors).confirm("A/zmiany/usun")
    store, revision = doors.runtime.store, doors.runtime.library.revision("p")
    create = create_record(store, INVITATION, "p", invitation_of("X", DAY, "animator", None))
    kept = change_record(store, INVITATION, "p", moved(create.entry, "invited", DAY), 1)
    change_record(store, INVITATION, "p", moved(kept.entry, "declared", DAY), 2)
    with pytest.raises(Conflict):
        undo_import(store, "p", revision=revision)
    assert members(doors) == {"X"}
    undo_import(store, "p", revision=doors.runtime.library.revision("p"))


def test_deleting_is_for_those_who_may_correct(door):
    doors = door(town())
    before = doors.runtime.library.package("p")
    for role in Role:
        allowed = role in {Role.ANIMATOR, Role.CASE_LEAD}
        for path in ("A/zmiany/usun", "A/zmiany/usun?usluga=S1"):
            assert Deleter(doors, role).open(path).status_code == (200 if allowed else 403)
            sent = Deleter(doors, role).send(path, rewizja="0", **TICKED)
            assert sent.status_code == (409 if allowed else 403)
        assert Deleter(doors, role, territory=("10",)).open("A/zmiany/usun").status_code == 403
    assert doors.runtime.library.package("p") == before


def test_what_is_not_there_is_not_found(door):
    writer = Deleter(door(town()))
    for path in ("N/zmiany/usun", *(f"A/zmiany/usun?{one}" for one in ("usluga=S2", "pracownik=W3"))):
        assert writer.open(path).status_code == 404
    assert writer.open("A/zmiany/usun?partner=X").status_code == 404


def test_the_page_of_changes_leads_to_every_deletion_in_both_languages(door):
    writer = Deleter(door(town()))
    page = writer.open("A/zmiany")
    found = {unescape(one) for one in re.findall(r'href="([^"]*/zmiany/usun[^"]*)"', page.text)}
    assert {one.partition("?")[2].partition("=")[0] for one in found} == {
        "", "usluga", "pracownik", "partner"
    }  # fmt: skip
    for address in found:
        english = writer.doors.client.get(
            address + ("&" if "?" in address else "?") + "lang=en", headers=writer.headers
        )
        assert english.status_code == 200
        assert "I understand that this record will be deleted" in words(english)
