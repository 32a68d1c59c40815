"""The form on paper or in a spreadsheet: what is filled in is the answer, what is blank ends no tie."""

from io import BytesIO

import openpyxl
import pytest

from doors import HERE, open_doors, text_of
from graph.errors import InvalidPackage
from graph.packages.findings import Findings
from graph.packages.sources import source_of_bytes
from graph.text import Localizer
from service.surveys.filling import form_of, take_forms
from service.surveys.steps import begin_survey, end_survey

PAGE = f"/partnerstwa/{HERE}/ankiety"


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("forms"), demo_package) as opened:
        yield opened


def filled(doors, wave, rows, lang="pl"):
    """The form of the institutions that are asked, with cells by institution and partner."""
    book = openpyxl.load_workbook(BytesIO(form_of(doors.runtime, HERE, wave, Localizer(lang))))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            for place, value in enumerate(rows.get((row[2].value, row[3].value), ()), 5):
                row[place].value = value
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def take(doors, data):
    findings = Findings()
    return take_forms(doors.runtime, source_of_bytes(data, "f.xlsx", findings), findings)


def said(doors, wave, institution):
    package = doors.runtime.library.package(HERE)
    return {
        one.partner_id: (one.strength, one.frequency, one.formalisation, one.contact_role)
        for one in package.ties
        if (one.wave, one.reporter_id) == (wave, institution)
    }


@pytest.mark.parametrize(
    ("lang", "yes", "often", "no"),
    [("pl", "tak", "co tydzień", "nie współpracujemy"), ("en", "yes", "weekly", "we do not")],
)
def test_what_is_filled_in_is_the_answer_and_a_blank_row_says_nothing(doors, lang, yes, often, no):
    wave = f"F-{lang}"
    begin_survey(doors.runtime, HERE, wave, institutions=["I19", "I13"])
    rows = {("I19", "I01"): (yes, 4, often, None, None), ("I19", "I02"): (no,)}
    (one,) = take(doors, filled(doors, wave, rows, lang))
    assert one == {
        **{"partnership": HERE, "wave": wave, "institution": "I19"},
        **{"ties": 1, "none": 1, "done": True},
    }
    assert said(doors, wave, "I19") == {
        "I01": (4, "weekly", None, None),
        "I02": (None, "none", None, None),
    }
    # What was said stands in the form, and what a later form leaves blank stays.
    again = filled(doors, wave, {("I19", "I03"): (yes, "3", None, None, None)}, lang)
    (one,) = take(doors, again)
    assert said(doors, wave, "I19").keys() == {"I01", "I02", "I03"}
    assert said(doors, wave, "I13") == {}


def test_every_fault_is_named_with_its_place_and_nothing_is_written(doors):
    begin_survey(doors.runtime, HERE, "F2", institutions=["I19", "I13"])
    rows = {
        ("I19", "I01"): ("tak", 9),
        ("I19", "I02"): ("może",),
        ("I19", "I03"): ("tak",),
        ("I19", "I04"): ("nie", 3),
        ("I19", "I05"): ("tak", 3, "czasem"),
        ("I19", "I06"): ("tak", 3, None, None, "czarodziej"),
        ("I13", "I01"): ("tak", 3),
    }
    with pytest.raises(InvalidPackage) as refused:
        take(doors, filled(doors, "F2", rows))
    assert sum(one.count for one in refused.value.problems) == 7
    assert all(one.row for one in refused.value.problems)
    assert said(doors, "F2", "I13") == {}
    end_survey(doors.runtime, HERE, "F2")
    with pytest.raises(InvalidPackage):
        take(doors, filled(doors, "F2", {("I13", "I01"): ("tak", 3)}))


def test_the_page_gives_the_form_and_takes_it_back(doors):
    begin_survey(doors.runtime, HERE, "F3", institutions=["I19"])
    form = doors.get(f"{PAGE}/formularz.xlsx?tura=F3", "animator")
    assert form.status_code == 200
    assert openpyxl.load_workbook(BytesIO(form.content)).sheetnames
    headers = {"Authorization": f"Bearer {doors.token('animator')}", "Accept": "text/html"}

    def send(rows):
        files = {"plik": ("f.xlsx", filled(doors, "F3", rows))}
        return doors.client.post(
            f"{PAGE}/formularz", files=files, headers=headers, follow_redirects=False
        )

    wrong = send({("I19", "I01"): ("tak", 9)})
    assert wrong.status_code == 422
    assert "Należy wpisać: liczba całkowita od 1 do 5" in text_of(wrong)
    assert send({("I19", "I01"): ("tak", 5)}).status_code == 303
    assert said(doors, "F3", "I19") == {"I01": (5, None, None, None)}
    assert doors.client.post(f"{PAGE}/formularz", headers=headers).status_code == 422
