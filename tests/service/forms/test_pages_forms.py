"""The forms at the door: who may, what is saved, what stays untouched, and what is refused."""

import re
from dataclasses import replace
from html import unescape

import pytest

from doors import FAR_PACKAGE, HERE, open_doors
from graph.errors import NotFound
from graph.model import Institution, Package, Partnership
from graph.stores import import_package
from service.access.policy import Role
from small_partnerships import inst, leader

BASE = f"/partnerstwa/{HERE}/instytucje"
WRITERS = {Role.ANIMATOR, Role.CASE_LEAD}
PESEL = "44051401359"
FORMS = [
    f"/partnerstwa/{HERE}/nowa-instytucja",
    f"{BASE}/I16/zmiany",
    f"{BASE}/I16/zmiany/dane",
    f"{BASE}/I16/zmiany/udzial",
    f"{BASE}/I16/zmiany/usluga",
    f"{BASE}/I16/zmiany/wspolpraca?partner=I01",
]


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("forms"), demo_package, FAR_PACKAGE) as opened:
        yield opened


def package_of(doors):
    return doors.runtime.library.package(HERE)


def held(page):
    """What the first form for data on a page would send if nothing were changed."""
    form = re.search(r'<form class="card entry".*?</form>', page.text, re.DOTALL)[0]
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form))
    fields |= dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL))
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        fields[name] = (chosen or first)[1]
    return {name: unescape(value) for name, value in fields.items()}


class Writer:
    """Somebody at a form: opens it, changes some fields, sends it."""

    def __init__(self, doors, *roles, **scope):
        self.doors = doors
        self.headers = doors.headers(*(roles or (Role.ANIMATOR,)), **scope)

    def open(self, path):
        page = self.doors.client.get(path, headers=self.headers)
        assert page.status_code == 200, page.text
        return held(page)

    def send(self, path, fields):
        return self.doors.client.post(path, data=fields, headers=self.headers, follow_redirects=False)

    def fill(self, path, **changes):
        return self.send(path, self.open(path) | changes)

    def follow(self, response):
        assert response.status_code == 303, response.text
        return self.doors.client.get(response.headers["location"], headers=self.headers).text


def one(package, id):
    return next(found for found in package.institutions if found.id == id)


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("role", list(Role))
def test_forms_are_for_those_who_may_import(doors, path, role):
    allowed = role in WRITERS
    assert doors.get(path, role).status_code == (200 if allowed else 403)
    sent = doors.client.post(path, data={"rewizja": "x"}, headers=doors.headers(role))
    assert sent.status_code in ({405, 409} if allowed else {403, 405})


def test_somebody_elses_territory_is_closed(doors):
    headers = doors.headers(Role.ANIMATOR, territory=("10",))
    for path in FORMS:
        assert doors.client.get(path, headers=headers).status_code == 403


def test_a_correction_changes_one_record_and_leaves_the_cases(doors):
    before = package_of(doors)
    writer = Writer(doors)
    done = writer.fill(f"{BASE}/I16/zmiany/dane", phone="44 555 99 99")
    said = writer.follow(done)
    after = package_of(doors)
    assert one(after, "I16").phone == "44 555 99 99"
    assert "Zmienione pola: Telefon; Dane sprawdzone dnia." in said
    assert after.families == before.families
    assert after.teams == before.teams
    assert before.families
    assert [i for i in after.institutions if i.id != "I16"] == [
        i for i in before.institutions if i.id != "I16"
    ]
    assert (after.ties, after.services, after.workers) == (before.ties, before.services, before.workers)


def test_no_form_shows_a_family(doors):
    families = {family.id for family in package_of(doors).families}
    for path in FORMS:
        text = doors.get(path, Role.ANIMATOR).text
        assert not [id for id in families if re.search(rf"\b{id}\b", text)]


def test_a_new_institution_is_on_the_map(doors):
    writer = Writer(doors)
    done = writer.fill(
        f"/partnerstwa/{HERE}/nowa-instytucja",
        name="Klub Senior+ Testowy",
        type_code="SP",
        membership="member",
        declared_on="2026-01-05",
    )
    assert "Instytucja jest już na mapie" in writer.follow(done)
    added = [i for i in package_of(doors).institutions if i.name == "Klub Senior+ Testowy"]
    assert [(i.type_code, i.membership, str(i.declared_on)) for i in added] == [
        ("SP", "member", "2026-01-05")
    ]


def test_a_new_institution_needs_a_name_of_its_own(doors):
    name = one(package_of(doors), "I16").name
    path = f"/partnerstwa/{HERE}/nowa-instytucja"
    refused = Writer(doors).fill(path, name=f" {name.upper()} ", type_code="SP")
    assert refused.status_code == 422
    assert "instytucja o tej nazwie już jest na mapie" in refused.text


def test_joining_and_leaving(doors):
    writer = Writer(doors)
    outsider = next(i.id for i in package_of(doors).institutions if not i.membership)
    path = f"{BASE}/{outsider}/zmiany/udzial"
    writer.follow(writer.fill(path, membership="member", declared_on="2026-02-01"))
    assert one(package_of(doors), outsider).membership == "member"
    early = writer.fill(path, left_on="2026-01-01")
    assert early.status_code == 422
    assert "dzień wystąpienia jest wcześniejszy" in early.text
    writer.follow(writer.fill(path, left_on="2026-03-01"))
    assert str(one(package_of(doors), outsider).left_on) == "2026-03-01"
    bare = writer.fill(path, membership="")
    assert "wybierz udział albo usuń daty" in bare.text


def test_there_is_one_leader(doors):
    refused = Writer(doors).fill(f"{BASE}/I16/zmiany/udzial", membership="leader")
    assert refused.status_code == 422
    assert "partnerstwo ma już lidera" in refused.text
    assert 'href="#pole-membership"' in refused.text


def test_services_are_added_and_corrected(doors):
    writer = Writer(doors)
    path = f"{BASE}/I16/zmiany/usluga"
    made = writer.fill(path, service_code="SOC", name="Poranek dla rodzin", wait_days="14")
    assert "Dodano usługę." in writer.follow(made)
    service = next(s for s in package_of(doors).services if s.name == "Poranek dla rodzin")
    assert (service.institution_id, service.service_code, service.wait_days) == ("I16", "SOC", 14)
    writer.follow(writer.fill(f"{path}?usluga={service.id}", wait_days="3", status="paused"))
    again = next(s for s in package_of(doors).services if s.id == service.id)
    assert (again.wait_days, again.status, again.name) == (3, "paused", "Poranek dla rodzin")


def test_every_fault_stands_at_its_field_and_in_the_summary(doors):
    refused = Writer(doors).fill(
        f"{BASE}/I16/zmiany/usluga",
        service_code="",
        wait_days="dwa",
        age_min="30",
        age_max="10",
        service_area="12345",
    )
    assert refused.status_code == 422
    for name in ("service_code", "wait_days", "age_min", "service_area"):
        assert f'href="#pole-{name}"' in refused.text
        assert f'id="pole-{name}-blad"' in refused.text
    assert "Nie zapisano: 4 pola wymagają poprawy" in refused.text
    assert 'value="12345"' in refused.text


def test_a_personal_number_is_refused_and_not_repeated(doors):
    refused = Writer(doors).fill(f"{BASE}/I16/zmiany/dane", opening_hours=f"pytać: {PESEL}")
    assert refused.status_code == 422
    assert "PESEL" in refused.text
    assert PESEL not in refused.text
    assert PESEL not in str(package_of(doors))


def test_reports_are_added_and_corrected(doors):
    writer = Writer(doors, Role.CASE_LEAD)
    path = f"{BASE}/I16/zmiany/wspolpraca"
    writer.follow(
        writer.fill(f"{path}?partner=I02", strength="4", frequency="monthly", reported_on="2026-05-06")
    )
    again = writer.fill(f"{path}?partner=I02", strength="2", reported_on="2026-05-06")
    assert "ocena tej współpracy z tego dnia już jest" in again.text
    place = f"{path}?partner=I02&dzien=2026-05-06&popraw=1"
    assert writer.open(place)["strength"] == "4"
    writer.follow(writer.fill(place, strength="5"))
    found = [
        t
        for t in package_of(doors).ties
        if (t.reporter_id, t.partner_id, str(t.reported_on)) == ("I16", "I02", "2026-05-06")
    ]
    assert [(t.strength, t.frequency) for t in found] == [(5, "monthly")]


def test_an_animator_does_not_learn_a_rating_and_does_not_lose_it(doors):
    report = next(t for t in package_of(doors).ties if t.reported_on)
    path = (
        f"{BASE}/{report.reporter_id}/zmiany/wspolpraca?partner={report.partner_id}"
        f"&dzien={report.reported_on}&fala={report.wave or ''}&popraw=1"
    )
    writer = Writer(doors)
    fields = writer.open(path)
    assert fields["strength"] == ""
    refused = writer.send(path, fields | {"document_valid_to": "kiedyś"})
    assert refused.status_code == 422
    assert held(refused)["strength"] == ""
    writer.follow(writer.send(path, fields | {"frequency": "quarterly"}))
    same = [
        t
        for t in package_of(doors).ties
        if (t.reporter_id, t.partner_id, t.reported_on, t.wave)
        == (report.reporter_id, report.partner_id, report.reported_on, report.wave)
    ]
    assert [(t.strength, t.frequency) for t in same] == [(report.strength, "quarterly")]


def test_of_two_writers_the_second_is_shown_both_versions(doors):
    path = f"{BASE}/I16/zmiany/dane"
    slow, quick = Writer(doors), Writer(doors, Role.CASE_LEAD)
    fields = slow.open(path)
    quick.follow(quick.fill(path, phone="44 555 11 11"))
    late = slow.send(path, fields | {"phone": "44 555 22 22"})
    assert late.status_code == 409
    assert "Ktoś zmienił dane w międzyczasie" in late.text
    row = re.search(r"<tr><th scope=\"row\">Telefon</th>.*?</tr>", late.text, re.DOTALL)[0]
    assert "44 555 11 11" in row
    assert "44 555 22 22" in row
    assert one(package_of(doors), "I16").phone == "44 555 11 11"
    slow.follow(slow.send(path, held(late)))
    assert one(package_of(doors), "I16").phone == "44 555 22 22"


def test_what_others_hold_is_corrected_in_its_own_territory_only(doors):
    shared = one(package_of(doors), "I16")
    near = replace(
        FAR_PACKAGE,
        partnership=replace(FAR_PACKAGE.partnership, id="pzk-1099022", teryt="1099022"),
        institutions=(Institution("I16", shared.name, shared.type_code, teryt=shared.teryt),),
        services=(),
    )
    import_package(doors.runtime.store, near)
    path = "/partnerstwa/pzk-1099022/instytucje/I16/zmiany/"
    guest = Writer(doors, territory=("10",))
    refused = guest.fill(path + "dane", phone="44 555 99 99")
    assert refused.status_code == 422
    assert "spoza Twojego obszaru" in refused.text
    assert one(package_of(doors), "I16") == shared
    guest.follow(guest.fill(path + "udzial", membership="member"))
    guest.follow(guest.fill(path + "usluga", service_code="SOC"))
    assert one(package_of(doors), "I16") == shared
    Writer(doors).fill(path + "dane", phone="44 555 33 33")
    assert one(package_of(doors), "I16").phone == "44 555 33 33"


def test_sending_a_form_twice_adds_once(doors):
    writer = Writer(doors)
    path = f"{BASE}/I16/zmiany/usluga"
    fields = writer.open(path) | {"service_code": "SOC", "name": "Raz"}
    assert writer.send(path, fields).status_code == 303
    assert writer.send(path, fields).status_code == 409
    assert sum(s.name == "Raz" for s in package_of(doors).services) == 1


def test_a_form_without_its_revision_saves_nothing(doors):
    path = f"{BASE}/I16/zmiany/dane"
    assert Writer(doors).send(path, {"name": "Inna"}).status_code == 409
    assert one(package_of(doors), "I16").name != "Inna"


def test_a_hidden_address_is_neither_shown_nor_lost_nor_brought_to_light(doors):
    writer = Writer(doors)
    path = f"/partnerstwa/{HERE}/nowa-instytucja"
    secret = "ul. Ukryta 7"
    done = writer.fill(path, name="Ośrodek Testowy", type_code="SOW", address=secret)
    assert secret not in writer.follow(done)
    id = next(i.id for i in package_of(doors).institutions if i.name == "Ośrodek Testowy")
    form = f"{BASE}/{id}/zmiany/dane"
    assert "address" not in writer.open(form)
    writer.follow(writer.fill(form, phone="44 555 33 33"))
    assert one(package_of(doors), id).address == secret
    writer.follow(writer.fill(form, type_code="SP"))
    assert one(package_of(doors), id).address is None


def test_text_that_looks_like_a_formula_comes_back_as_it_was(doors):
    writer = Writer(doors)
    path = f"{BASE}/I16/zmiany/dane"
    for text in ("+48 44 555 01 01", "'=1", "-"):
        writer.follow(writer.fill(path, phone=text))
        assert one(package_of(doors), "I16").phone == text
        assert writer.open(path)["phone"] == text


def test_unknown_records_are_not_found(doors):
    headers = doors.headers(Role.ANIMATOR)
    for path in (
        f"{BASE}/I99/zmiany",
        f"{BASE}/I16/zmiany/usluga?usluga=S9999",
        f"{BASE}/I16/zmiany/wspolpraca?partner=I16",
        f"{BASE}/I16/zmiany/wspolpraca?partner=I01&dzien=1999-01-01&popraw=1",
    ):
        assert doors.client.get(path, headers=headers).status_code == 404
    with pytest.raises(NotFound):
        doors.runtime.library.package("absent")


def test_what_was_saved_is_said_in_known_words_only(doors):
    page = doors.get(f"{BASE}/I16/zmiany?zapisano=tie&pola=<b>|frequency", Role.ANIMATOR).text
    assert "<b>" not in page
    assert "Częstość kontaktu" in page
    assert 'id="zapisano"' not in doors.get(f"{BASE}/I16/zmiany?zapisano=xyz", Role.ANIMATOR).text


def test_the_trail_tells_who_saved(doors):
    writer = Writer(doors)
    writer.fill(f"{BASE}/I16/zmiany/dane", phone="1")
    from service.access.audit import entries

    found = [(e.action, e.subject, e.purpose) for e in entries(doors.runtime.access)]
    assert ("package.import", HERE, "save_edit_facts") in found


def test_a_blank_field_of_a_shared_institution_says_that_the_known_one_stays(tmp_path):
    here = Package(Partnership("p", "Gmina", "2499011"), (leader(), inst("A", phone="32 555 01 01")))
    other = Package(Partnership("q", "Powiat", "2499"), (leader("Q"), inst("A", phone="32 555 01 01")))
    with open_doors(tmp_path, here, other) as doors:
        writer = Writer(doors)
        path = "/partnerstwa/p/instytucje/A/zmiany/dane"
        said = writer.follow(writer.fill(path, phone="", updated_on=""))
        assert "Zostaje bez zmian: Telefon." in said
        assert "Zmienione pola" not in said
        assert one(doors.runtime.library.package("p"), "A").phone == "32 555 01 01"
