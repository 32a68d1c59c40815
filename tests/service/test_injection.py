"""Attempts at injection through every id and every free text of a partnership; none may work.

The list of attempts is :data:`hostile_samples.ATTACKS`; what is aimed at: the database (Cypher), the
browser (HTML, attributes, scripts, addresses, templates), the reader's spreadsheet (formulas), the file
system (paths), the log (forged lines).
"""

import csv
import io
import json
import logging
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from openpyxl import load_workbook

from browser import opened, running_product
from doors import FAR_PACKAGE, open_doors
from graph.errors import InvalidPackage
from graph.packages import read_package_bytes
from graph.stores import import_package, remove_partnership
from graph.stores.kept import take
from hostile_samples import ATTACKS, REFUSED, hostile_package
from service.access.policy import Role
from service.http.logs import JsonLines
from service.pages import registry

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
#: What is aimed at the store, the browser, and spreadsheets or files; the log takes them all.
AT_STORES = ("cypher", "cypher_backtick", "template", "log_escaped", "path")
AT_BROWSERS = ("html", "attribute", "script_data", "address", "template")


@pytest.fixture(scope="module", params=ATTACKS)
def attacked(request, tmp_path_factory):
    """An application that holds one hostile partnership and one of somebody else."""
    attack = request.param
    folder = tmp_path_factory.mktemp("attacked")
    package = hostile_package(attack)
    with open_doors(folder / "data", FAR_PACKAGE, package) as doors:
        doors.attack, doors.folder, doors.package = attack, folder, package
        yield doors


def pages_of(package):
    """Addresses of every page that a partnership and its first institution have."""
    places = {
        "partnership_id": package.partnership.id,
        "institution_id": package.institutions[0].id,
    }
    for page in registry.pages():
        yield page.url(**{name: id for name, id in places.items() if f"{{{name}}}" in page.path})


class Markup(HTMLParser):
    """What of a page would run."""

    def __init__(self):
        super().__init__()
        self.running, self._in_script = [], False

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        self._in_script = tag == "script" and facts.get("type") != "application/json"
        if tag == "img" and facts.get("src") == "x":
            self.running.append(tag)
        self.running += [name for name in facts if name.startswith("on")]
        self.running += [
            value
            for name, value in attrs
            if name in {"href", "src", "action", "formaction"}
            and (value or "").strip().lower().startswith(("javascript:", "data:text"))
        ]

    def handle_endtag(self, tag):
        self._in_script = False

    def handle_data(self, data):
        if self._in_script and "zle" in data:
            self.running.append(data[:80])


@pytest.mark.parametrize("attack", AT_STORES)
def test_the_database_takes_every_text_for_a_text(store, attack):
    import_package(store, FAR_PACKAGE)
    before = take(store, FAR_PACKAGE.partnership.id)
    package = hostile_package(attack)
    id = package.partnership.id
    assert import_package(store, package).created > 10
    assert take(store, id).package == package
    assert not import_package(store, package).changed
    assert take(store, FAR_PACKAGE.partnership.id) == before
    remove_partnership(store, id)
    assert take(store, FAR_PACKAGE.partnership.id) == before


@pytest.mark.parametrize("attack", REFUSED)
def test_signs_that_no_text_needs_are_refused(attack):
    with pytest.raises(InvalidPackage) as refused:
        hostile_package(attack)
    told = "\n".join(str(problem) for problem in refused.value.problems)
    assert not any(sign in told for sign in "\u2028\u0085\u202e\0\x1b\r")


def test_no_page_runs_what_it_was_given(attacked):
    headers = attacked.headers(Role.CASE_LEAD, Role.ADMINISTRATOR)
    looked = 0
    addresses = list(pages_of(attacked.package))
    if attacked.attack not in AT_BROWSERS:
        # Texts without signs of markup: the overview stands for the others.
        addresses = [one for one in addresses if one.endswith(_quoted(attacked.package))]
    for address in addresses:
        answer = attacked.client.get(address, headers=headers, follow_redirects=False)
        assert answer.status_code in {200, 303, 404}, address
        markup = Markup()
        markup.feed(answer.text)
        assert markup.running == [], address
        looked += answer.status_code == 200
        assert "49$49" not in answer.text
    assert looked >= (20 if attacked.attack in AT_BROWSERS else 1)


def test_no_exported_cell_is_a_formula_and_all_come_back(attacked):
    package, headers = attacked.package, attacked.headers(Role.CASE_LEAD)
    for kind in ("package", "xlsx", "graphml", "json"):
        answer = attacked.client.get(
            f"/api/v1/partnerships/{_quoted(package)}/export?format={kind}", headers=headers
        )
        assert answer.status_code == 200
        name = answer.headers["Content-Disposition"].partition("''")[2]
        assert not set(name) & set('/\\"<>:|?*;, \r\n')
        if kind == "package":
            assert read_package_bytes(answer.content, "a.zip").package == package
            with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
                assert all("/" not in one and ".." not in one for one in archive.namelist())
                texts = [archive.read(one).decode() for one in archive.namelist()]
            cells = [cell for text in texts for row in csv.reader(io.StringIO(text)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(FORMULAS)]
        if kind == "xlsx":
            assert read_package_bytes(answer.content, "a.xlsx").package == package
            _holds_no_formula(answer.content)
    for address in ("raport.xlsx", "plan.xlsx"):
        answer = attacked.client.get(f"/partnerstwa/{_quoted(package)}/{address}", headers=headers)
        assert answer.status_code == 200
        _holds_no_formula(answer.content)
    table = attacked.client.get(f"/partnerstwa/{_quoted(package)}/luki.csv", headers=headers)
    assert table.status_code == 200
    rows = csv.reader(io.StringIO(table.text.lstrip("\ufeff")), delimiter=";")
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULAS)]


def test_nothing_is_written_outside_of_the_data(attacked):
    assert [file.name for file in attacked.folder.iterdir()] == ["data"]
    assert not [file for file in attacked.folder.rglob("*") if "zle" in file.name and file.is_dir()][1:]


def test_no_line_of_the_log_is_forged(attacked, caplog):
    caplog.set_level(logging.INFO, "kooperacje")
    headers = attacked.headers(Role.CASE_LEAD) | {"X-Request-ID": 'x" "level":"error'}
    id = _quoted(attacked.package)
    for path in (f"/api/v1/partnerships/{id}", f"/api/v1/partnerships/{id}%0A%7B%22level%22/gaps"):
        attacked.client.get(path, headers=headers)
    own = [one for one in caplog.records if one.name.startswith("kooperacje")]
    lines = [JsonLines().format(record) for record in own]
    assert len(lines) == 2
    assert all("\n" not in line and json.loads(line)["level"] == "info" for line in lines)
    assert not any("zle" in line for line in lines)


@pytest.fixture(scope="module")
def attacked_product(tmp_path_factory):
    """A product of its own: what is sent to it would stand in the way of other tests."""
    with running_product(tmp_path_factory.mktemp("hostile") / "data", command="serve") as found:
        yield found


@pytest.mark.browser
@pytest.mark.parametrize("attack", ["html", "attribute", "script_data"])
def test_a_browser_runs_nothing_either(attack, browser, attacked_product):
    """The drawings are made by scripts in the browser, which a reader of markup cannot follow."""
    package = _addressed(hostile_package(attack))
    _send(attacked_product, browser, package)
    for address in pages_of(package):
        if address.endswith(("/siec", "/sciezki", "/co-jesli", "/zaproszenia", "/luki", "/raport")):
            with opened(browser, attacked_product, address) as page:
                page.wait_for_load_state("networkidle")
                assert page.evaluate("window.zle") is None
                for frame in page.frames:
                    assert frame.evaluate("window.zle") is None


@pytest.mark.browser
def test_a_long_word_makes_no_page_wider_than_the_window(browser, attacked_product):
    package = _addressed(hostile_package("script_data"))
    _send(attacked_product, browser, package)
    for address in pages_of(package):
        if address.endswith(
            ("/koszyk", "/koszyk/rodziny", "/koszyk/pracownicy", "/instytucje", "/luki")
        ):
            with opened(browser, attacked_product, address, width=390) as page:
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def _quoted(package) -> str:
    return registry.find_page("overview").url(partnership_id=package.partnership.id).split("/")[-1]


def _holds_no_formula(data):
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        assert not [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]


def _addressed(package):
    """The same under an id that an address can hold; ids with a slash come in from old stores alone."""
    id = package.partnership.id.replace("/", "")
    return replace(package, partnership=replace(package.partnership, id=id))


def _send(product, browser, package):
    from graph.packages import package_bytes

    with opened(browser, product) as page:
        answer = page.context.request.post(
            f"{product.base}/api/v1/partnerships/import",
            data=package_bytes(package),
            headers={"Content-Type": "application/zip"},
        )
        assert answer.status == 200
