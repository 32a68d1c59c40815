"""The report: one content in three kinds of file, for people to read, within their visibility."""

import io
import re
import sys
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from doors import HERE, open_doors
from graph.errors import InvalidRequest
from graph.model import Institution, Package, Partnership, TieReport
from graph.snapshot import snapshot_of
from graph.stores import import_package
from service import cli
from service.access.policy import FULL_VISIBILITY, Visibility
from service.answers.analyses import gaps_document
from service.pages.localizer import PageLocalizer
from service.report.content import report_of
from service.report.files import kind_of_file, report_bytes
from service.runtime import Runtime, open_runtime
from service.settings import Settings, load_settings

DAY = date(2026, 6, 30)
ADVISER = Visibility("counts", "bands", workers=False)
PARTNER = Visibility("none", "bands", workers=True)
SHEETS = {
    "pl": ["podsumowanie", "luki", "instytucje", "więzi", "kandydaci"],
    "en": ["summary", "gaps", "institutions", "ties", "candidates"],
}


@pytest.fixture(scope="module")
def runtime(tmp_path_factory):
    return Runtime(Settings(data=tmp_path_factory.mktemp("report")))


@pytest.fixture(scope="module")
def snapshot(demo_package):
    return snapshot_of(demo_package, DAY)


@pytest.fixture(scope="module")
def report(runtime, snapshot):
    return report_of(runtime, snapshot, FULL_VISIBILITY, PageLocalizer("pl"))


@pytest.fixture(scope="module")
def pdf(report):
    return PdfReader(io.BytesIO(report_bytes(report, "pdf")))


def spaced(text):
    return re.sub(r"\s+", " ", text)


def test_the_report_names_every_gap_figure_and_candidate(runtime, snapshot, report):
    gaps = gaps_document(runtime, snapshot, FULL_VISIBILITY)["gaps"]
    assert sum(len(card.findings) for card in report.cards) == len(gaps) == len(report.gaps.rows)
    assert all(one.explanation and one.advice for card in report.cards for one in card.findings)
    assert len(report.figures) >= 5
    assert len(report.candidates) == 5
    assert len(report.institutions.rows) == len(snapshot.institutions)
    assert len(report.ties.rows) == len(snapshot.ties)
    assert len(report.levels.agreements) == 3
    for sentences in (report.certainty.central, report.certainty.gaps, report.certainty.candidates):
        assert "W każdej z 200 prób pominięto wszystkie odpowiedzi 7 z 33 instytucji" in sentences
    assert report.summary[-1] == report.certainty.short


def test_repairs_are_new_ties_that_gaps_ask_for(runtime, snapshot, report):
    names = {one.name: id for id, one in snapshot.institutions.items()}
    asked = [
        pair
        for gap in gaps_document(runtime, snapshot, FULL_VISIBILITY)["gaps"]
        for pair in gap["repair"]
    ]
    assert sum(repair.mends for repair in report.repairs) == len(asked) > 0
    live = set(snapshot.live_ties)
    for repair in report.repairs:
        assert tuple(sorted((names[repair.one], names[repair.other]))) not in live


@pytest.mark.parametrize("visibility", [FULL_VISIBILITY, ADVISER, PARTNER])
@pytest.mark.parametrize("lang", ["pl", "en"])
def test_no_file_holds_a_family_or_a_worker(runtime, snapshot, visibility, lang):
    report = report_of(runtime, snapshot, visibility, PageLocalizer(lang))
    page = report_bytes(report, "html").decode()
    book = load_workbook(io.BytesIO(report_bytes(report, "xlsx")))
    cells = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    for text in (page, cells):
        found = set(re.findall(r"\b[RW]\d{2,4}\b", text))
        assert not found & {*snapshot.families, *snapshot.workers}
    assert book.sheetnames == SHEETS[lang]


def test_what_a_sight_does_not_hold_is_counted_or_left_out(runtime, snapshot):
    adviser = report_of(runtime, snapshot, ADVISER, PageLocalizer("pl"))
    assert dict(adviser.withheld)
    assert adviser.levels.groups == ()
    assert "" not in {row[2] for row in adviser.ties.rows}
    lead = report_of(runtime, snapshot, FULL_VISIBILITY, PageLocalizer("pl"))
    assert all(isinstance(row[2], float) for row in lead.ties.rows)
    assert {row[2] for row in adviser.ties.rows} <= {"silna", "średnia", "słaba"}
    partner = report_of(runtime, snapshot, PARTNER, PageLocalizer("pl"))
    assert {row[2] for row in partner.ties.rows} <= {"silna", "średnia", "słaba"}
    # Task teams rest on single cases, and no level can be compared without them.
    assert (len(partner.levels.groups), partner.levels.agreements) == (1, ())


def test_an_unstable_ranking_says_so(runtime):
    ring = tuple(Institution(f"I{n}", f"Szkoła nr {n}", "SP", membership="member") for n in range(9))
    ties = tuple(TieReport(f"I{n}", f"I{(n + 1) % 9}", 3) for n in range(9))
    here = snapshot_of(Package(Partnership("p", "P", "2499011"), ring, ties=ties), DAY)
    found = report_of(runtime, here, PARTNER, PageLocalizer("pl"))
    assert "instytucje, które spajają sieć – umiarkowana" in found.summary[-1]
    assert (
        "4 dalsze pozycje na liście mają tę samą wagę co ostatnia z pierwszych"
        in found.certainty.central
    )
    assert "kolejność kandydatów – lista jest pusta" in found.summary[-1]
    assert report_bytes(found, "pdf").startswith(b"%PDF")


def test_the_page_stands_alone(report):
    page = report_bytes(report, "html").decode()
    assert page.startswith("<!doctype html>")
    assert '<html lang="pl">' in page
    outside = re.findall(r'(?:src|href)="[^#"][^"]*"|@import|url\(', page)
    assert outside == []
    svg = ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])
    assert svg.get("role") == "img"
    assert page.count("<table>") == 2
    assert page.count('scope="row"') == len(report.institutions.rows) + len(report.ties.rows)


def test_the_pdf_can_be_read_aloud(report, pdf):
    assert pdf.metadata.title == report.title == "Raport: Jarzębin Śląski"
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "pl"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    kinds, alternatives = set(), []
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            kinds.add(one.get("/S"))
            alternatives += [one["/Alt"]] if "/Alt" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/Figure"} <= kinds
    assert [str(text) for text in alternatives] == [report.drawn]


def test_the_pdf_says_what_the_page_says(report, pdf):
    text = spaced(" ".join(page.extract_text() for page in pdf.pages))
    for word in ("Świetlica środowiskowa", "Żłobek Miejski", "Luki we współpracy", "Najłatwiejsze nowe"):
        assert word in text
    for card in report.cards:
        assert spaced(card.title)[:40] in text


@pytest.mark.parametrize("kind", ["html", "pdf", "xlsx"])
def test_text_stays_text(runtime, snapshot, kind):
    evil = '=1+1 #panic("x") <script>x</script> $y$ {{ 7*7 }} [*'
    leader = replace(snapshot.institutions["I01"], name=evil)
    named = replace(snapshot, institutions={**snapshot.institutions, "I01": leader})
    data = report_bytes(report_of(runtime, named, PARTNER, PageLocalizer("pl")), kind)
    if kind == "html":
        assert b"<script>" not in data
        assert b"&lt;script&gt;x&lt;/script&gt; $y$ {{ 7*7 }}" in data
    elif kind == "xlsx":
        book = load_workbook(io.BytesIO(data))
        assert {cell.data_type for sheet in book for row in sheet.rows for cell in row} <= {"s", "n"}
    else:
        text = spaced(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))
        assert '=1+1 #panic("x") <script>' in text


def test_numbers_in_the_workbook_are_numbers(report):
    book = load_workbook(io.BytesIO(report_bytes(report, "xlsx")))
    assert all(isinstance(row[2], int | float) for row in list(book["więzi"].values)[1:])
    ranks = [row[0] for row in list(book["kandydaci"].values)[1:]]
    assert ranks == list(range(1, len(ranks) + 1))
    assert book.properties.title == report.title


@pytest.mark.parametrize("kind", ["html", "pdf", "xlsx"])
def test_the_same_report_is_the_same_file(report, kind):
    assert report_bytes(report, kind) == report_bytes(report, kind)


def test_the_name_of_the_file_says_its_kind(tmp_path):
    assert [kind_of_file(tmp_path / f"r.{end}") for end in ("html", "PDF", "xlsx")] == [
        *("html", "pdf", "xlsx")
    ]
    with pytest.raises(InvalidRequest, match=r"\.html | \.pdf | \.xlsx"):
        kind_of_file(tmp_path / "raport.docx")


def test_over_http_every_kind_comes_with_its_name(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        path = f"/partnerstwa/{HERE}/raport"
        assert doors.get(path, "api_client").status_code == 403
        page = doors.get(path, "rops_advisor")
        assert page.status_code == 200
        assert f"{path}.pdf" in page.text
        assert "Dotyczące rodzin" in page.text
        for end, start in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("html", b"<!doctype")):
            file = doors.get(f"{path}.{end}", "rops_advisor")
            assert file.content.startswith(start)
            assert file.headers["Content-Disposition"].endswith(f"raport-{HERE}.{end}")


def test_the_command_writes_the_kind_that_the_name_says(tmp_path, monkeypatch, capsys, demo_package):
    monkeypatch.setenv("KOOPERACJE_DATA", str(tmp_path))
    with open_runtime(load_settings()) as runtime:
        import_package(runtime.store, demo_package)

    def run(name):
        file = tmp_path / name
        monkeypatch.setattr(
            sys, "argv", ["kooperacje", "report", HERE, "-o", str(file), "--as-of", "2026-06-30"]
        )
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, file

    code, file = run("raport.pdf")
    assert (code, file.read_bytes()[:4]) == (0, b"%PDF")
    assert "Zapisano: " in capsys.readouterr().out
    code, file = run("raport.txt")
    assert (code, file.exists()) == (2, False)
