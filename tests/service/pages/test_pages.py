"""The pages over HTTP: what each role gets to see, forms, languages, errors, and any shape of data."""

import csv
import html
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors, text_of
from graph.model import Institution, Package, Partnership, Service, TieReport
from graph.stores import import_package
from service.access.audit import entries
from service.access.links import create_link
from service.access.policy import Action, Grant, Role
from service.pages.registry import pages
from small_partnerships import family, inst, leader, outsider, ties

PATH = f"/partnerstwa/{HERE}"
BROWSER = {"Accept": "text/html,application/xhtml+xml"}
SAMPLES = [(page.name, sample) for page in pages() for sample in page.samples]
NASTY = "<script>alert(1)</script>\"'>{{ 7*7 }}"


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("pages"), demo_package, FAR_PACKAGE) as opened:
        yield opened


def seen(doors, path, *roles, **scope):
    response = doors.get(path, *roles, **scope)
    assert response.status_code == 200, response.text[:500]
    return response


# --- who gets in


@pytest.mark.parametrize(("name", "sample"), SAMPLES)
def test_a_page_opens_for_the_case_lead_and_holds_no_script_or_style_of_its_own(doors, name, sample):
    response = seen(doors, sample.partition("#")[0], "case_lead", "administrator")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", response.text) == []
    assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=[\"']", response.text) == []
    assert "<style" not in response.text
    assert response.text.count("<h1") == 1
    assert re.findall(r"\b(?:src|href)=\"https?://(?![^\"]*\.example)", response.text) == []


@pytest.mark.parametrize(("name", "sample"), SAMPLES)
def test_a_page_is_closed_to_strangers_but_for_the_glossary(doors, name, sample):
    page = next(page for page in pages() if page.name == name)
    response = doors.client.get(sample.partition("#")[0], headers=BROWSER)
    assert response.status_code == (200 if page.action is None else 401)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_the_pages_of_its_actions_and_no_other(doors, role):
    grant = Grant("x", frozenset({role}), ("24",))
    for page in pages():
        path = page.samples[0].partition("#")[0]
        status = doors.get(path, role, territory=("24",)).status_code
        assert status == (200 if page.open_to(grant) else 403), page.name


def test_the_menu_leads_only_where_one_may_go(doors):
    lead, client = (seen(doors, f"{PATH}/instytucje", role) for role in ("case_lead", "api_client"))
    assert f'href="{PATH}/luki"' in lead.text
    assert f'href="{PATH}/luki"' not in client.text
    assert "Luki" not in text_of(client).partition("Słowniczek")[0]


def test_another_territory_is_closed(doors):
    response = doors.client.get(
        PATH, headers={**doors.headers("case_lead", territory=("10",)), **BROWSER}
    )
    assert response.status_code == 403
    assert "poza Twoimi uprawnieniami" in text_of(response)
    listed = text_of(seen(doors, "/", "case_lead", territory=("10",)))
    assert "Brzozów Testowy" in listed
    assert "Jarzębin" not in listed


# --- what is held back


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_page_names_a_family_or_a_worker(doors, demo_package, role):
    kept = {one.id for one in demo_package.families} | {one.id for one in demo_package.workers}
    for page in pages():
        for sample in page.samples:
            response = doors.get(sample.partition("#")[0], role, institution="I16")
            words = set(re.findall(r"\w+", text_of(response)))
            assert not words & kept, (page.name, role)


def test_gaps_about_single_cases_are_counted_only(doors):
    lead = seen(doors, f"{PATH}/luki", "case_lead")
    others = seen(doors, f"{PATH}/luki", "rops_advisor")
    # Who may write ties sees no number that rests on both, and reads why.
    writer = text_of(seen(doors, f"{PATH}/luki", "animator"))
    assert "mniej niż 5" not in writer
    assert "Bez luk opartych na sprawach pojedynczych rodzin" in writer
    assert "Sprawa bez koordynacji" in text_of(lead)
    assert "mniej niż 5" not in text_of(lead)
    assert "Sprawa bez koordynacji" not in text_of(others)
    row = re.search(r"<tr><th[^>]*>(?:<[^>]+>)?sprawa bez koordynacji.*?</tr>", others.text, re.DOTALL)
    assert "mniej niż 5" in row[0]


@pytest.mark.parametrize(
    ("roles", "institution", "shown", "hidden"),
    [
        (("case_lead",), None, ["2,5 (ta instytucja: 4, partner: 1)"], []),
        (("animator",), None, [">słaba<"], ["2,5", "partner: 1"]),
        (("animator",), "I01", ["2,5 (Państwa ocena: 4)"], ["partner: 1"]),
        (("rops_advisor",), None, [">słaba<"], ["2,5", "partner: 1"]),
        (("pzk_member",), "I16", [">słaba<"], ["2,5", "partner: 1"]),
        (("pzk_member",), "I24", ["2,5 (Państwa ocena: 1)"], ["partner: 4"]),
    ],
)
def test_ratings_are_shown_as_far_as_the_role_goes(doors, roles, institution, shown, hidden):
    response = seen(doors, f"{PATH}/instytucje/I01", *roles, institution=institution)
    table = response.text.partition('id="wspolpraca"')[2].partition("</table>")[0]
    assert all(text in table for text in shown)
    assert not any(text in table for text in hidden)


def test_numbers_of_families_reach_those_who_may_know_them(doors):
    def said(*roles):
        return text_of(seen(doors, "/", *roles))

    assert "Rodziny 10" in said("case_lead")
    for role in ("animator", "rops_advisor"):
        assert "Rodziny około 10" in said(role)
        assert "liczona raz w miesiącu i zaokrąglana" in said(role)
        assert "Luki pilne (bez spraw rodzin)" in said(role)
    assert "bez spraw rodzin" not in said("case_lead")
    assert "Rodziny" not in said("pzk_member").partition("System nie zna")[0]


def test_the_give_back_card_is_the_same_for_every_reader(doors):
    path = f"{PATH}/instytucje/I24/karta"
    bodies = [
        re.search(r'<div class="sheet">.*?</main>', seen(doors, path, role).text, re.DOTALL)[0]
        for role in ("case_lead", "animator", "pzk_member")
    ]
    assert bodies[0] == bodies[1] == bodies[2]
    assert "Różna ocena" in bodies[0]
    assert not re.search(r"ocen\w+[^.]*: ?\d", html.unescape(re.sub(r"<[^>]+>", " ", bodies[0])))


def test_reading_single_cases_leaves_a_trail(doors):
    def trail():
        return sum(
            entry.action == Action.READ_CASES for entry in entries(doors.runtime.access, limit=9999)
        )

    before = trail()
    seen(doors, f"{PATH}/luki", "animator")
    assert trail() == before
    for path in (PATH, f"{PATH}/luki", f"{PATH}/luki.csv", f"{PATH}/siec", f"{PATH}/siec.html"):
        seen(doors, path, "case_lead")
        assert trail() == (before := before + 1), path


# --- what stands there


def test_the_overview_reads_its_figures(doors):
    said = text_of(seen(doors, PATH, "case_lead"))
    for part in (
        "27 z 38",
        "Na mapie jest jeszcze 11 instytucji spoza partnerstwa.",
        "Średnio na instytucję: 3,9. W kontakcie jest 10,5% możliwych par.",
        "Większość dróg kontaktu prowadzi przez: Miejski Ośrodek Pomocy Społecznej (MOPS).",
        "Wszystkie luki we współpracy (56)",
        "38 200",
        "21 października 2025",
        "Dane fikcyjne",
    ):
        assert part in said.replace("\u00a0", " "), part


def test_the_matrix_counts_members_and_others_and_leads_to_them(doors):
    response = seen(doors, PATH, "case_lead")
    link = re.search(
        r'href="([^"]+)" aria-label="Instytucje: ochrona zdrowia, powiat: ([^"]+)"', response.text
    )
    assert link[2] == "1 w PZK, 2 poza PZK"
    assert "Pokazano 3 z 38 instytucji" in text_of(seen(doors, html.unescape(link[1]), "case_lead"))


def test_the_pointer_answers_one_need(doors):
    said = text_of(seen(doors, f"{PATH}?potrzeba=N04", "animator"))
    assert (
        "Ścieżka kontaktu Miejski Ośrodek Pomocy Społecznej (MOPS) → Powiatowy Urząd Pracy (PUP)" in said
    )
    assert "116 111" in text_of(seen(doors, f"{PATH}?potrzeba=N07", "animator"))
    assert "brak dostępnej usługi. Przyczyna" in text_of(seen(doors, f"{PATH}?potrzeba=N11", "animator"))
    assert "Realizator" not in text_of(seen(doors, f"{PATH}?potrzeba=cokolwiek", "animator"))


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 56),
        ("rodzaj=bridge", 1),
        ("instytucja=I37", 5),
        ("obszar=kultura_sport&rodzaj=paper_area", 1),
    ],
)
def test_gaps_are_filtered_on_the_page_and_in_the_table_alike(doors, query, number):
    page = text_of(seen(doors, f"{PATH}/luki?{query}", "case_lead"))
    assert f"Pokazano {number} z 56 luk" in page
    table = seen(doors, f"{PATH}/luki.csv?{query}", "case_lead")
    assert table.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == number + 1
    assert all(len(row) == len(rows[0]) for row in rows)


def test_findings_about_one_outsider_make_one_card(doors):
    page = seen(doors, f"{PATH}/luki?instytucja=I37", "case_lead").text
    cards = re.findall(r"<article.*?</article>", page, re.DOTALL)
    (joint,) = [card for card in cards if "Instytucja spoza PZK: Urząd Miasta" in card]
    assert joint.count("</h4>") == 2
    assert joint.count("Proponowany krok") == 1
    assert (
        "siec#mark=influential_outsider%3AI37" in joint
        or "siec#mark=outsider_with_families%3AI37" in joint
    )


def test_search_finds_partnerships_and_institutions_without_accents(doors):
    said = text_of(seen(doors, "/?szukaj=jarzebin", "case_lead"))
    assert "Znaleziono 1 partnerstwo" in said
    assert "Brzozów" not in said
    said = text_of(seen(doors, "/?szukaj=swietlica+promyk", "case_lead"))
    assert "Świetlica środowiskowa „Promyk” (Jarzębin Śląski)" in said
    assert "Nic nie pasuje" in text_of(seen(doors, "/?szukaj=xyzzy", "case_lead"))


def test_long_lists_come_in_pages(doors, monkeypatch):
    monkeypatch.setattr("service.gaps.pages._PER_PAGE", 10)
    monkeypatch.setattr("service.partnerships.institutions_page._PER_PAGE", 20)
    cards, path = 0, f"{PATH}/luki"
    for _ in range(3):
        page = seen(doors, path, "case_lead")
        cards += page.text.count("<article")
        path = f"{PATH}/luki" + html.unescape(re.search(r'href="([^"]+)" rel="next"', page.text)[1])
    cards += seen(doors, path, "case_lead").text.count("<article")
    assert 'rel="next"' not in seen(doors, path, "case_lead").text
    monkeypatch.undo()
    assert cards == seen(doors, f"{PATH}/luki", "case_lead").text.count("<article")
    monkeypatch.setattr("service.partnerships.institutions_page._PER_PAGE", 20)
    assert "Strona 2 z 2" in text_of(seen(doors, f"{PATH}/instytucje?strona=9", "case_lead"))
    assert seen(doors, f"{PATH}/instytucje?strona=2", "case_lead").text.count("<tr>") == 1 + 18


def test_long_lists_of_partnerships_come_in_pages(tmp_path, monkeypatch):
    monkeypatch.setattr("service.partnerships.start_page._PER_PAGE", 2)
    many = [Package(Partnership(f"p{n}", f"Gmina {n}"), (inst(f"A{n}"),)) for n in range(3)]
    with open_doors(tmp_path, *many) as doors:
        first = seen(doors, "/", "case_lead")
        assert "Strona 1 z 2" in text_of(first)
        assert "Gmina 2" not in text_of(first)
        assert "Gmina 2" in text_of(seen(doors, "/?szukaj=&strona=2", "case_lead"))


# --- language, forms, errors


def test_the_language_is_chosen_and_remembered(doors):
    assert 'lang="pl"' in seen(doors, PATH, "case_lead").text
    english = doors.client.get(f"{PATH}?lang=en", headers=doors.headers("case_lead"))
    assert '<html lang="en">' in english.text
    assert "Cooperation network" in text_of(english)
    assert "Depends" not in text_of(english)
    again = doors.client.get(PATH, headers=doors.headers("case_lead"))
    assert '<html lang="en">' in again.text
    doors.client.cookies.clear()
    assert (
        'href="?rodzaj=bridge&amp;lang=en"'
        in seen(doors, f"{PATH}/luki?rodzaj=bridge", "case_lead").text
    )


def test_errors_are_pages_for_browsers_and_problems_for_programs(doors):
    headers = doors.headers("case_lead")
    for path, status, said in (
        ("/nie-ma", 404, "Nie ma takiej strony"),
        ("/partnerstwa/nie-ma", 404, "Nie ma takiej strony"),
        (f"{PATH}/instytucje/nie-ma", 404, "Nie ma takiej strony"),
        ("/?strona=x", 422, "Nie rozumiemy tego adresu"),
    ):
        page = doors.client.get(path, headers={**headers, **BROWSER})
        assert page.status_code == status
        assert page.headers["content-type"].startswith("text/html")
        assert said in text_of(page)
        assert "Co można zrobić" in text_of(page)
        program = doors.client.get(path, headers=headers)
        assert program.status_code == status
        assert program.headers["content-type"] == "application/problem+json"


def test_strangers_are_told_how_to_get_in(doors):
    page = doors.client.get("/", headers=BROWSER)
    assert page.status_code == 401
    assert "Jednorazowy link" in text_of(page)
    used = doors.client.get("/wejscie/byl-juz-uzyty", headers=BROWSER)
    assert used.status_code == 401
    assert "był już użyty" in text_of(used)
    refused = doors.client.post("/wejscie", data={"token": "koop_nie"}, headers=BROWSER)
    assert refused.status_code == 401
    assert "nie działa" in text_of(refused)
    assert doors.client.get("/wejscie", headers=BROWSER).status_code == 200


def signed_in(doors, *roles):
    grant = Grant("session", frozenset(Role(role) for role in roles), ("*",))
    doors.client.post(f"/wejscie/{create_link(doors.runtime.access, grant, 1.0)}", headers=BROWSER)
    page = doors.client.get("/", headers=BROWSER)
    return re.search(r'name="csrf" value="([^"]+)"', page.text)[1], page


def test_a_newcomer_is_led_to_the_example_and_may_leave(tmp_path):
    with open_doors(tmp_path) as doors:
        proof, page = signed_in(doors, "case_lead")
        assert "Zaczynamy" in text_of(page)
        assert doors.client.post("/przyklad", headers=BROWSER).status_code == 403
        loaded = doors.client.post("/przyklad", data={"csrf": proof}, headers=BROWSER)
        assert loaded.url.path == PATH
        assert "27 z 38" in text_of(loaded)
        revision = doors.runtime.library.revision(HERE)
        doors.client.post("/przyklad", data={"csrf": proof}, headers=BROWSER)
        assert doors.runtime.library.revision(HERE) == revision
        left = doors.client.post("/wyjscie", data={"csrf": proof}, headers=BROWSER)
        assert left.url.path == "/wejscie"
        assert doors.client.get("/", headers=BROWSER).status_code == 401


def test_who_may_not_load_is_not_offered_to(tmp_path):
    with open_doors(tmp_path) as doors:
        proof, page = signed_in(doors, "animator")
        assert "Wczytaj przykład" not in text_of(page)
        assert doors.client.post("/przyklad", data={"csrf": proof}, headers=BROWSER).status_code == 403
        doors.client.cookies.clear()
        _, page = signed_in(doors, "rops_advisor")
        assert "Pobierz szablon" not in text_of(page)


@pytest.mark.parametrize(
    "name", ["poczatek.xlsx", "szablon.xlsx", "przyklad.xlsx", "szablon-csv.zip", "przyklad-csv.zip"]
)
def test_empty_forms_are_handed_out(doors, name):
    response = seen(doors, f"/szablony/{name}", "animator")
    assert response.content.startswith(b"PK")
    assert name in response.headers["content-disposition"]
    assert doors.get("/szablony/inny.xlsx", "animator").status_code == 404


# --- any shape of data


def every_page(doors, partnership_id, institution_id):
    """Each page that these two ids are enough for, in both languages."""
    ids = {"partnership_id": partnership_id, "institution_id": institution_id}
    for page in pages():
        places = re.findall(r"\{(\w+)\}", page.path)
        if ids.keys() >= set(places) and "?" not in page.samples[0]:
            path = page.url(**{place: ids[place] for place in places})
            for suffix in ("", "?lang=en"):
                yield page, seen(doors, path + suffix, "case_lead", "administrator")
    doors.client.cookies.clear()


@pytest.mark.parametrize(
    "package",
    [
        Package(Partnership("p", "Jedna"), (inst("A", membership=None),)),
        Package(Partnership("p", "Bez więzi", "24"), (leader(), inst("A", "SP"), outsider("B", "ZUS"))),
        Package(Partnership("p", "Bez lidera"), (inst("A"), inst("B", "POZ")), ties=ties("A-B")),
        Package(
            Partnership("p", "Rozdzielona", "2499"),
            (leader("A"), inst("B"), inst("C"), inst("D")),
            families=(family("R9", "N01 E1", "A", "B C"),),
            ties=ties("A-B C-D", frequency=None, formalisation=None),
        ),
    ],
    ids=lambda package: package.partnership.name,
)
def test_pages_stand_with_little_data(tmp_path, package):
    with open_doors(tmp_path, package) as doors:
        for page, response in every_page(doors, "p", "A"):
            assert "None" not in text_of(response), page.name


def test_any_name_and_id_is_shown_as_text(tmp_path):
    ids = ("a/b c", 'ż~?#%"<&', "../x")
    package = Package(
        Partnership('p/<&"?# ż', NASTY, "2499011"),
        (
            Institution(
                ids[0], NASTY, "OPS", membership="leader", website="javascript:alert(1)", email=NASTY
            ),
            Institution(ids[1], f"{NASTY} 2", "SP", phone=NASTY, address=NASTY, opening_hours=NASTY),
            Institution(ids[2], f"{NASTY} 3", "POZ"),
        ),
        services=(Service("s<", ids[0], "SOC", name=NASTY, how_to_apply=NASTY, price=NASTY),),
        families=(family("R77", "N01 E1 N09", None, f"{ids[0]} {ids[1]}"),),
        ties=(TieReport(ids[0], ids[1], 5, "weekly", "personal"), TieReport(ids[1], ids[2], 1, "none")),
    )
    package = replace(
        package,
        families=(replace(package.families[0], involved_institution_ids=ids),),
    )
    with open_doors(tmp_path, package) as doors:
        for id in ids:
            for page, response in every_page(doors, package.partnership.id, id):
                assert "<script>alert" not in response.text, page.name
                assert 'href="javascript' not in response.text, page.name
                assert not page.of_partnership or NASTY in html.unescape(response.text), page.name


def test_the_shelter_of_victims_has_no_address(tmp_path):
    package = Package(
        Partnership("p", "Gmina", "2499011"),
        (
            leader(),
            Institution("S", "Ośrodek wsparcia", "SOW", membership="member", address="ul. Ukryta 1"),
        ),
        services=(Service("s", "S", "INT"),),
        ties=ties("L-S"),
    )
    with open_doors(tmp_path, package) as doors:
        for page, response in every_page(doors, "p", "S"):
            assert "Ukryta" not in response.text, page.name


def test_a_change_of_the_data_is_on_the_pages_at_once(tmp_path):
    package = Package(Partnership("p", "Gmina", "2499011"), (leader(), inst("A", "SP")))
    with open_doors(tmp_path, package) as doors:
        assert "Bieżące kontakty –" in text_of(seen(doors, "/partnerstwa/p", "case_lead"))
        changed = replace(package, ties=ties("L-A", reported_on=date(2026, 1, 5)))
        import_package(doors.runtime.store, changed)
        assert "Bieżące kontakty 1" in text_of(seen(doors, "/partnerstwa/p", "case_lead"))


def test_a_refused_question_says_what_was_expected_in_the_language_of_the_reader(doors):
    headers = {**doors.headers("case_lead"), **BROWSER}
    address = f"{PATH}/sciezki"
    unknown = {"gmina": "2499011", "potrzeba": ["N99", "N04"]}
    for lang, told in (
        ("pl", "zapytanie · potrzeby (1): kod potrzeby"),
        ("en", "request · needs (1): a need code"),
    ):
        page = doors.client.post(f"{address}?lang={lang}", data=unknown, headers=headers)
        assert page.status_code == 422
        assert told in text_of(page)
    page = doors.client.post(f"{address}?lang=pl", data={"oczekiwanie": "dlugo"}, headers=headers)
    assert page.status_code == 422
    assert "formularz · oczekiwanie: liczba całkowita" in text_of(page)
    assert "Input should be" not in page.text


def test_pages_of_one_partnership_say_nothing_of_another(doors):
    for path in (PATH, f"{PATH}/instytucje", f"{PATH}/luki"):
        assert "Brzozów" not in seen(doors, path, "case_lead").text
    assert seen(doors, f"/partnerstwa/{ELSEWHERE}", "case_lead")


def test_a_fault_of_ours_is_a_page_too(tmp_path, monkeypatch):
    with open_doors(tmp_path, Package(Partnership("p", "Gmina"), (leader(),))) as doors:
        monkeypatch.setattr("service.partnerships.overview_page.central_actors", lambda *_: 1 / 0)
        headers = doors.headers("case_lead")
        page = doors.client.get("/partnerstwa/p", headers={**headers, **BROWSER})
        assert page.status_code == 500
        assert "Coś poszło nie tak po naszej stronie" in text_of(page)
        assert page.headers["x-request-id"] in text_of(page)
        program = doors.client.get("/partnerstwa/p", headers=headers)
        assert program.headers["content-type"] == "application/problem+json"
        assert "division" not in page.text + program.text
