"""The page of all partnerships: filters, orders, pages, files; and the link that leads to it."""

import csv
import io

import pytest
from openpyxl import load_workbook

from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors, text_of
from service.access.audit import entries
from service.portfolio.table import COLUMNS


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("page"), demo_package, FAR_PACKAGE) as opened:
        yield opened


def rows_of(answer):
    """Names of the gminas of a downloaded table, in its order."""
    assert answer.status_code == 200
    listed = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    return [row[0] for row in listed[1:]]


def test_a_row_says_what_is_known_of_a_partnership_and_leads_to_it(doors):
    answer = doors.get("/portfolio", "rops_advisor")
    said = text_of(answer)
    assert "Pokazano 2 z 2 partnerstw." in said
    assert "Jarzębin Śląski" in said
    assert "członkowie: 27 z 38" in said
    assert "Nie ma jeszcze danych o współpracy instytucji." in said
    assert f'href="/partnerstwa/{HERE}"' in answer.text
    assert 'aria-sort="descending"' in answer.text
    # What rests on single cases is left out for others than case leads, and the page says so.
    assert "Liczby luk nie obejmują tych, które wynikają z pojedynczych spraw rodzin." in said
    lead = doors.get("/portfolio", "case_lead")
    assert "nie obejmują" not in text_of(lead)
    assert lead.text != answer.text
    english = text_of(doors.get("/portfolio?lang=en", "rops_advisor"))
    assert "Shown: 2 of 2 partnerships." in english
    doors.client.cookies.clear()  # what was chosen once is remembered


def test_filters_leave_what_fits_and_an_unknown_order_is_the_usual_one(doors):
    def names(query):
        return rows_of(doors.get(f"/portfolio.csv?{query}", "rops_advisor"))

    both = ["Jarzębin Śląski", "Brzozów Testowy"]
    assert names("") == names("kolejnosc=nic") == both
    assert names("kolejnosc=gmina") == both[::-1]
    assert names("kolejnosc=-gmina") == both
    assert names("obszar=24") == names("rodzaj=bridge") == names("obszar=2499011") == both[:1]
    assert names("obszar=10") == both[1:]
    assert names("rodzaj=uncoordinated_case") == []  # known to case leads alone
    assert "Żadne partnerstwo" in text_of(doors.get("/portfolio?obszar=06", "rops_advisor"))
    for column in COLUMNS:
        assert sorted(names(f"kolejnosc={column}")) == sorted(both), column


def test_files_hold_numbers_and_leave_a_line_in_the_trail(doors):
    before = len(entries(doors.runtime.access, before=None, limit=500))
    answer = doors.get("/portfolio.xlsx?obszar=24", "rops_advisor")
    assert "attachment" in answer.headers["content-disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    found = dict(zip(head, row, strict=True))
    assert (found["Gmina"], found["Członkowie"], found["Instytucje"]) == ("Jarzębin Śląski", 27, 38)
    (line,) = entries(doors.runtime.access, before=None, limit=500)[: -before or None]
    assert line.action == "package.export"


def test_the_list_of_partnerships_leads_there_where_there_are_several(doors):
    link = 'href="/portfolio"'
    assert link in doors.get("/", "rops_advisor").text
    assert link not in doors.get("/", "rops_advisor", territory=("24",)).text
    assert link not in doors.get("/", "api_client").text
    one = doors.get("/portfolio", "pzk_member", partnerships=(ELSEWHERE,))
    assert "Pokazano 1 z 1 partnerstwa." in text_of(one)
    assert "Jarzębin" not in text_of(one)
