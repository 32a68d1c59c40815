"""No report is no finding: without any answer nothing is concluded about contacts, at any door."""

import io
import json
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from openpyxl import load_workbook

from doors import HERE, open_doors, text_of
from graph.gaps import find_gaps
from graph.gaps.silence import NEED_REPORTS
from graph.measures.document import measures
from graph.records.measure import Look, value_of
from graph.snapshot import snapshot_of
from graph.stores import import_package
from service.access.policy import FULL_VISIBILITY
from service.answers.analyses import gaps_document, recruitment_document
from service.pages.localizer import PageLocalizer
from service.report.content import report_of
from service.report.files import report_bytes
from service.runtime import Runtime
from service.settings import Settings
from small_partnerships import family, inst, leader, service, snap, tie

FIRST = date(2026, 3, 16)
BEFORE = date(2026, 3, 15)
PATH = f"/partnerstwa/{HERE}"
PAGES = (
    *("", "/siec", "/luki", "/zaproszenia", "/co-jesli", "/co-jesli?znika=I01", "/raport"),
    *("/instytucje", "/instytucje/I16", "/instytucje/I16/karta", "/zalecenia", "/plan"),
)
#: What would be a conclusion.
FALSE = {
    "pl": (
        *("Nie znaleziono luk", "nie widać luk", "Żadna instytucja nie pośredniczy", "Brak bieżących"),
        *("Nikt nie zgłosił", "nie prowadzi do tej instytucji", "Członkowie pozostają w kontakcie"),
        *("Sieć nie ma słabych miejsc", "Bez bieżącego kontaktu:", "Nie mamy dziś żadnych propozycji"),
        *("Bieżące kontakty: 0", "kontaktem: 0", "nie odcina nikogo"),
    ),
    "en": ("No institution stands", "No current contacts", "Nobody reports", "no weak points"),
}


@pytest.fixture(scope="module")
def unanswered(demo_package):
    """The demo before anybody was asked."""
    return replace(demo_package, ties=(), waves=())


@pytest.fixture(scope="module")
def doors(tmp_path_factory, unanswered):
    with open_doors(tmp_path_factory.mktemp("no_data"), unanswered) as opened:
        yield opened


@pytest.fixture(scope="module")
def runtime(tmp_path_factory):
    return Runtime(Settings(data=tmp_path_factory.mktemp("no_data_runtime")))


def test_rules_about_contacts_are_silent_until_the_first_report(demo_package):
    before, first = (snapshot_of(demo_package, day) for day in (BEFORE, FIRST))
    assert (before.no_data, first.no_data) == (True, False)
    kinds = {gap.kind for gap in find_gaps(before)}
    assert kinds.isdisjoint(NEED_REPORTS)
    assert {"unmet_need", "outsider_with_families", "uncoordinated_case", "one_level_team"} <= kinds
    assert {gap.kind for gap in find_gaps(first)} & NEED_REPORTS


def test_measures_are_null_and_institutions_listed(demo_package):
    found = measures(snapshot_of(demo_package, BEFORE))
    assert found["no_data"] is True
    assert found["nodes"] == 38
    names = ("ties", "density", "components", "bridges", "fragmentation", "key_players", "e_i_index")
    assert {found[name] for name in names} == {None}
    assert [row["id"] for row in found["institutions"]] == sorted(
        one.id for one in demo_package.institutions
    )
    assert {value for row in found["institutions"] for key, value in row.items() if key != "id"} == {
        None
    }
    # Who shares a case is known without any report.
    assert measures(snapshot_of(demo_package, BEFORE), layer="cases")["ties"] > 0
    assert measures(snapshot_of(demo_package, FIRST))["no_data"] is False


def test_a_report_without_a_day_or_without_contact_is_a_report():
    for report in (tie("A", "L"), tie("A", "L", 1, "none")):
        here = snap(leader(), inst("A"), ties=(report,), asked=False)
        assert not here.no_data
    assert [gap.id for gap in find_gaps(here) if gap.kind == "paper_member"] == [
        "paper_member:A",
        "paper_member:L",
    ]
    assert measures(here)["ties"] == 0
    assert snap(leader(), inst("A"), asked=False).no_data


def test_a_wave_that_nobody_answers_is_no_report(demo_package):
    late = replace(
        demo_package, ties=tuple(replace(one, reported_on=date(2099, 1, 1)) for one in demo_package.ties)
    )
    assert snapshot_of(late, FIRST).no_data


def test_answers_say_so(demo_package, runtime):
    here = snapshot_of(demo_package, BEFORE)
    for document in (
        gaps_document(runtime, here, FULL_VISIBILITY),
        recruitment_document(runtime, here, FULL_VISIBILITY),
    ):
        assert document["no_data"] is True
    for one in recruitment_document(runtime, here, FULL_VISIBILITY)["candidates"]:
        assert one["introducer"] is None
        assert "nie wiadomo, brak odpowiedzi o współpracy" in one["explanation"]
        assert all(id.split(":")[0] not in NEED_REPORTS for id in one["closes_gaps"])


def test_advice_reads_no_measure_from_no_report(demo_package):
    look = Look(snapshot_of(demo_package, BEFORE), {})
    assert value_of(look, "density") is None
    assert value_of(look, "contacts", ("I01",)) is None
    assert value_of(look, "gaps_of_kind", ("bridge",)) is None
    assert value_of(look, "gaps_of_kind", ("uncovered_area",)) == 0.0
    assert value_of(look, "members") == 27.0


def test_a_number_that_falls_because_nobody_leads_is_not_read(demo_package):
    here = snapshot_of(demo_package, date(2026, 6, 30))
    institutions = {**here.institutions, "I01": replace(here.institutions["I01"], membership=None)}
    look = Look(here.replace(institutions=institutions), {})
    for kind in ("paper_area", "unused_service", "paper_member"):
        assert value_of(look, "gaps_of_kind", (kind,)) is None
    assert value_of(look, "gaps_of_kind", ("bridge",)) == 0.0


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_so_and_concludes_nothing(doors, path):
    for lang, note in (("pl", "Brak danych o współpracy"), ("en", "No data on cooperation")):
        sign = "&" if "?" in path else "?"
        page = doors.get(f"{PATH}{path}{sign}lang={lang}", "case_lead", "rops_advisor", "animator")
        assert page.status_code == 200
        text = text_of(page)
        assert note in text
        assert [words for words in FALSE[lang] if words in text] == []


def test_who_may_not_read_the_network_is_told_nothing_of_it(doors):
    page = doors.get(f"{PATH}/instytucje", "api_client")
    assert page.status_code == 200
    assert "Brak danych o współpracy" not in text_of(page)


def test_a_day_before_the_first_report_is_not_compared(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        address = f"/porownanie?a={HERE}&b={HERE}&dzien_a={BEFORE}"
        text = text_of(doors.get(address, "case_lead"))
        titles = [
            gap["title"]
            for gap in doors.get(f"/api/v1/partnerships/{HERE}/gaps", "case_lead").json()["gaps"]
            if gap["kind"] in NEED_REPORTS
        ]
    assert "A: Brak danych o współpracy: do dnia 15 marca 2026" in text
    assert "nie są tu liczone ani jako zamknięte, ani jako nowe: brak bieżącego kontaktu;" in text
    assert "Luki we współpracy bez różnicy" not in text
    assert not any(title in text for title in titles)
    assert "Bieżące kontakty: –" not in text


def test_files_of_the_report_say_so(runtime, unanswered):
    import_package(runtime.store, unanswered)
    here = snapshot_of(unanswered, date(2026, 6, 30))
    for lang, note in (("pl", "Brak danych o współpracy"), ("en", "No data on cooperation")):
        report = report_of(runtime, here, FULL_VISIBILITY, PageLocalizer(lang))
        page = unescape(report_bytes(report, "html").decode())
        assert note in page
        assert [words for words in FALSE[lang] if words in page] == []
        book = load_workbook(io.BytesIO(report_bytes(report, "xlsx")))
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        assert any(note in str(row[1]) for row in rows)
        degrees = [row[5] for row in book.worksheets[2].iter_rows(min_row=2, values_only=True)]
        assert set(degrees) == {None}
    assert report_bytes(report, "pdf").startswith(b"%PDF")


def test_the_command_line_says_so(run, tmp_path, demo_package):
    runtime = Runtime(Settings(data=tmp_path))
    import_package(runtime.store, demo_package)
    runtime.close()
    for command in ("measures", "gaps", "recruit"):
        code, out, _ = run(command, HERE, "--as-of", BEFORE, data=tmp_path)
        assert code == 0
        assert "Brak danych o współpracy" in " ".join(out.split())
        code, out, _ = run(command, HERE, "--as-of", BEFORE, "--json", data=tmp_path)
        assert json.loads(out)["no_data"] is True


def test_a_family_is_seen_without_contacts_too():
    here = snap(
        leader(),
        inst("A", "SP"),
        families=(family("R", "N04", "L"),),
        services=(service("S", "A", "SOC"),),
        asked=False,
    )
    assert "unmet_need" in {gap.kind for gap in find_gaps(here)}
