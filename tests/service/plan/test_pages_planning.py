"""The pages that plan, over HTTP: routes, invitations, changes, the basket, loading and removal."""

import html
import io
import re
import zipfile
from dataclasses import replace
from urllib.parse import quote

import pytest

from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors, text_of, zip_of
from graph.model import Institution, Package, Partnership, Service
from graph.packages import package_bytes, template_bytes
from graph.recruitment import recruit
from graph.routes import RouteRequest, find_routes
from readers import Reader
from service.access.policy import FULL_VISIBILITY, Grant, Role
from service.answers import analyses
from service.exchange.pending import shelf_of
from service.gaps.pages import gap_addresses
from service.pages.need_words import grouped_needs
from service.pages.shell import links
from service.runtime import today
from small_partnerships import inst, leader, ties

PATH = f"/partnerstwa/{HERE}"
ANIMATOR = Grant("a", frozenset({Role.ANIMATOR}), ("24",))
MEMBER = Grant("m", frozenset({Role.PZK_MEMBER}), ("24",), (), "I16")
CLIENT = Grant("c", frozenset({Role.API_CLIENT}), ("24",))


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("planning"), demo_package, FAR_PACKAGE) as opened:
        yield opened


@pytest.fixture
def own_doors(tmp_path, demo_package):
    """A store of one's own, to write in."""
    with open_doors(tmp_path, demo_package) as opened:
        yield opened


def changed(package, id, **facts):
    """The package with some facts of an institution changed."""
    return replace(
        package,
        institutions=tuple(
            replace(one, **facts) if one.id == id else one for one in package.institutions
        ),
    )


# --- support routes


def test_baskets_stand_with_everything_needed_to_act(doors, demo_package):
    page = Reader(doors).post(f"{PATH}/sciezki", gmina="2499011", potrzeba=["N09"], wiek=["7-12"])
    assert page.status_code == 200
    snapshot = doors.runtime.library.snapshot(HERE, today())
    answer = find_routes(snapshot, RouteRequest("2499011", ("N09",), age_bands=("7-12",)))
    said = text_of(page)
    assert said.count("Koszyk nr ") >= len(answer.baskets)
    for basket in answer.baskets:
        for item in basket.items:
            provider = item.way.offer.provider
            assert provider.name in said
            assert provider.phone in said
    assert "Dlaczego ten realizator" in said
    assert "Koszt (do porównania koszyków)" in said
    assert "Przed przekazaniem danych: zgoda rodziny albo podstawa prawna" in said


def test_violence_gives_numbers_to_call_and_no_basket(doors):
    page = Reader(doors).post(f"{PATH}/sciezki", gmina="2499011", potrzeba=["N07"])
    said = text_of(page)
    for number in ("112", "800 120 002", "116 111"):
        assert f'href="tel:{number.replace(" ", "")}"' in page.text
    assert "Koszyk nr" not in said
    assert "bez koszyka i bez zapisu" in said
    assert "Czego dziś nie da się spełnić" not in said


def test_what_cannot_be_met_says_why_and_leads_to_its_gap(doors):
    page = Reader(doors).post(f"{PATH}/sciezki", gmina="2499011", potrzeba=["Z2"], wiek=["7-12"])
    said = text_of(page)
    assert "Przyczyna: wiek." in said
    assert "dla kogo: od 18 lat" in said
    (address,) = re.findall(rf'href="({PATH}/luki\?rodzaj=unmet_need#luka-[0-9a-f]+)"', page.text)
    address, _, anchor = address.partition("#")
    (card,) = re.findall(
        rf'<article class="card gap [a-z]+" id="{anchor}">(.*?)</article>',
        Reader(doors).get(address).text,
        re.DOTALL,
    )
    assert "Przyczyna: wiek" in card


def test_the_way_to_a_gap_leads_to_the_page_that_holds_it(doors, monkeypatch):
    monkeypatch.setattr("service.gaps.pages._PER_PAGE", 2)
    snapshot = doors.runtime.library.snapshot(HERE, today())
    document = analyses.gaps_document(doors.runtime, snapshot, FULL_VISIBILITY)
    addresses = gap_addresses(document, links(snapshot))
    assert addresses.keys() == {gap["id"] for gap in document["gaps"]}
    far = [address for address in addresses.values() if "strona=3" in address]
    assert far
    for address in far:
        path, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in Reader(doors).get(path).text


def test_the_question_is_never_part_of_an_address(doors):
    form = Reader(doors).get(f"{PATH}/sciezki").text.partition('<form class="card question"')[2]
    assert form.lstrip().startswith('method="post"')
    page = Reader(doors).post(f"{PATH}/sciezki", gmina="2499011", potrzeba=["N13"])
    assert not re.findall(r'(?:href|action|src)="[^"]*N13', page.text)


def test_nothing_ticked_asks_for_a_need(doors):
    page = Reader(doors).post(f"{PATH}/sciezki", gmina="2499011")
    assert page.status_code == 422
    assert "Zaznacz co najmniej jedną potrzebę" in text_of(page)


@pytest.mark.parametrize("fields", [{"potrzeba": "N99"}, {"potrzeba": "N01", "wiek": "Jan Kowalski"}])
def test_unknown_words_are_refused_and_not_repeated(doors, fields):
    page = Reader(doors).post(f"{PATH}/sciezki", gmina="2499011", **fields)
    assert page.status_code == 422
    assert "Kowalski" not in page.text


def test_another_gmina_than_ones_own_is_refused(doors):
    reader = Reader(doors, ANIMATOR)
    assert reader.post(f"{PATH}/sciezki", gmina="1099011", potrzeba=["N01"]).status_code == 403


def test_members_read_words_in_place_of_ratings(doors):
    page = Reader(doors, MEMBER).post(f"{PATH}/sciezki", gmina="2499011", potrzeba=["N09", "N05D"])
    said = text_of(page)
    assert "współpraca: silna" in said
    assert "(1–5)" not in said
    assert "Koszt" not in said


def test_a_basket_is_pointed_out_in_the_network(doors):
    fields = {"gmina": "2499011", "potrzeba": ["N05D"], "koszyk": "2"}
    page = Reader(doors).post(f"{PATH}/sciezki", f"{PATH}/sciezki/siec", **fields)
    assert page.status_code == 200
    assert '"selected":"basket-2"' in page.text.replace(" ", "")
    refused = Reader(doors, CLIENT).post(f"{PATH}/sciezki", f"{PATH}/sciezki/siec", **fields)
    assert refused.status_code == 403


# --- whom to invite


def test_candidates_stand_in_their_order_with_reasons(doors):
    page = Reader(doors).get(f"{PATH}/zaproszenia")
    snapshot = doors.runtime.library.snapshot(HERE, today())
    ranked = recruit(snapshot, 3).candidates
    said = text_of(page)
    places = [said.index(f"Kandydat nr {one.rank}:") for one in ranked]
    assert places == sorted(places)
    assert "Wynik dokładny" in said
    assert f'href="{PATH}/co-jesli?dodaj={ranked[0].id}"' in page.text
    for missing in recruit(snapshot, 3).missing_types:
        assert f"(zgłoszone potrzeby: {missing.asked})" in said


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_best_set_has_the_size_asked_for(doors, size):
    page = Reader(doors).get(f"{PATH}/zaproszenia?ile={size}").text
    card = page.partition('id="zestaw"')[2].partition("</section>")[0]
    best = recruit(doors.runtime.library.snapshot(HERE, today()), size).best_set
    assert re.findall(r"instytucje/(I\d+)", card) == list(best.ids)


def test_families_are_a_reason_only_for_the_case_lead(doors):
    assert "Rodziny, z którymi pracuje" in text_of(Reader(doors).get(f"{PATH}/zaproszenia"))
    others = text_of(Reader(doors, ANIMATOR).get(f"{PATH}/zaproszenia"))
    assert "objętymi wsparciem" not in others
    assert "bez spraw rodzin" in others


# --- what changes if


def test_a_change_is_shown_before_and_after_and_nothing_is_written(doors):
    revision = doors.runtime.library.revision(HERE)
    page = Reader(doors).get(f"{PATH}/co-jesli?dodaj=I13&wiez_a=I13&wiez_b=I20")
    said = text_of(page)
    assert "Dołącza do PZK: Szkoła Podstawowa nr 5" in said
    assert "Członkowie PZK 27 28 o 1 więcej lepiej" in said
    assert "Znikną 4 luki" in said
    assert doors.runtime.library.revision(HERE) == revision


def test_the_leader_is_one_click_away_and_what_would_hold_the_rest(doors):
    reader = Reader(doors)
    assert f'href="{PATH}/co-jesli?znika=I01"' in reader.get(f"{PATH}/co-jesli").text
    page = reader.get(f"{PATH}/co-jesli?znika=I01")
    said = text_of(page)
    assert "Bez tej instytucji sieć dzieli się na 4 części." in said
    more = html.unescape(re.search(r'href="([^"]*znika=I01)">Sprawdź razem', page.text)[1])
    # Nursery and hospital with its two have a reason to stay together, and none of the other members
    # has one to work with them.
    assert "1 części nie połączy z pozostałymi żadna para członków mająca powód do współpracy." in said
    assert "Instytucje odcięte od głównej części 0 4" in text_of(reader.get(more))


def test_lists_grow_by_one_row(doors):
    page = Reader(doors).get(f"{PATH}/co-jesli?dodaj=I13&dodaj=&dodaj=I38").text
    assert page.count('name="dodaj"') == 3
    assert page.count('name="usun"') == 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("dodaj=I01", "Już jest w PZK"),
        ("usun=I13", "Nie jest w PZK"),
        ("wiez_a=I13&wiez_b=I13", "łączy instytucję z nią samą"),
        ("zerwij=I13~I38", "Tej instytucji nie ma na mapie"),
        ("znika=nikt", "Tej instytucji nie ma na mapie: nikt"),
        ("wiez_a=I13", "wybierz obie instytucje"),
    ],
)
def test_a_change_that_cannot_be_says_why(doors, query, said):
    assert said in text_of(Reader(doors).get(f"{PATH}/co-jesli?{query}"))


def test_families_helped_are_told_to_case_leads_only(doors):
    path = f"{PATH}/co-jesli?znika=I01"
    assert "Tracą odpowiedź na jakąś potrzebę 5" in text_of(Reader(doors).get(path))
    others = text_of(Reader(doors, ANIMATOR).get(path))
    assert "Tracą odpowiedź" not in others
    assert "widzą tylko prowadzący sprawy" in others


def test_the_drawing_of_a_change_marks_it(doors):
    drawn = Reader(doors).get(f"{PATH}/co-jesli.svg?wiez_a=I13&wiez_b=I20")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert ">+</text>" in drawn.text


# --- the local basket


def test_the_basket_holds_what_can_be_used(doors):
    said = text_of(Reader(doors).get(f"{PATH}/koszyk"))
    assert "Na liście jest 46 usług" in said
    assert "Świetlica środowiskowa po lekcjach" in said
    # Adults' psychiatry answers no child's need.
    child = said.partition("Zdrowie psychiczne dzieci i młodzieży")[2].partition("Długa lub ciężka")[0]
    assert "0 usług" in child


def test_sheets_hold_phones_and_workers_get_more(doors):
    reader = Reader(doors)
    family, worker = (text_of(reader.get(f"{PATH}/koszyk/{who}")) for who in ("rodziny", "pracownicy"))
    for said in (family, worker):
        assert "32 555 01 07" in said
        assert "800 120 002" in said
    assert "Ścieżka kontaktu" in worker
    assert "Ścieżka kontaktu" not in family
    assert "art. 7" not in family
    only = text_of(reader.get(f"{PATH}/koszyk/rodziny?temat=school"))
    assert "Szkoła Podstawowa nr 1" in only
    assert "Lekarz rodzinny" not in only


def test_a_shelters_address_stands_on_no_sheet(tmp_path):
    package = Package(
        Partnership("p", "Gmina", "2499011"),
        (
            leader(),
            Institution("S", "Ośrodek wsparcia", "SOW", membership="member", address="ul. Ukryta 1"),
        ),
        services=(Service("s", "S", "INT", how_to_apply="przyjść na ul. Ukryta 1"),),
        ties=ties("L-S"),
    )
    with open_doors(tmp_path, package) as opened:
        reader = Reader(opened)
        for page in ("koszyk", "koszyk/rodziny", "koszyk/pracownicy"):
            said = reader.get(f"/partnerstwa/p/{page}").text
            assert "Ośrodek wsparcia" in said
            assert "Ukryta" not in said
        found = reader.post("/partnerstwa/p/sciezki", gmina="2499011", potrzeba=["N14"]).text
        assert "Ośrodek wsparcia" in found
        assert "Ukryta" not in found


def test_every_need_stands_in_one_group():
    codes = [code for _, codes in grouped_needs() for code in codes]
    assert len(codes) == len(set(codes))


# --- loading and removal


def test_a_file_is_shown_before_it_is_saved(own_doors, demo_package):
    reader = Reader(own_doors)
    revision = own_doors.runtime.library.revision(HERE)
    package = changed(demo_package, "I05", phone="32 999 00 00")
    answer = reader.upload(package_bytes(replace(package, services=package.services[2:])))
    assert answer.status_code == 303
    place = answer.headers["location"]
    said = text_of(reader.get(place))
    assert "telefon: 32 555 01 05 → 32 999 00 00" in said
    assert "Usunięte zostaną 2 zapisy" in said
    assert own_doors.runtime.library.revision(HERE) == revision
    # Saved once, however often it is sent; the page can be reloaded.
    for _ in range(2):
        assert reader.post(f"{PATH}/usun", place).headers["location"] == place
        assert "Dane partnerstwa są zapisane" in text_of(reader.get(place))
    assert own_doors.runtime.library.revision(HERE) == revision + 1
    kept = {one.id: one.phone for one in own_doors.runtime.library.package(HERE).institutions}
    assert kept["I05"] == "32 999 00 00"


def test_the_same_file_again_has_nothing_to_save(own_doors, demo_package):
    reader = Reader(own_doors)
    place = reader.upload(package_bytes(demo_package)).headers["location"]
    said = text_of(reader.get(place))
    assert "Nie ma czego zapisywać" in said
    assert "Zapisz te zmiany" not in said


def test_a_file_checked_against_an_older_state_is_not_saved(own_doors, demo_package):
    one, other = Reader(own_doors), Reader(own_doors)
    places = [
        reader.upload(package_bytes(changed(demo_package, "I05", phone=phone))).headers["location"]
        for reader, phone in ((one, "1"), (other, "2"))
    ]
    assert one.post("/wczytaj", places[0]).status_code == 303
    assert other.post("/wczytaj", places[1]).status_code == 412


def test_a_waiting_file_is_its_senders_alone(own_doors, demo_package):
    reader = Reader(own_doors)
    data = package_bytes(changed(demo_package, "I05", phone="1"))
    place = reader.upload(data).headers["location"]
    assert Reader(own_doors).get(place).status_code == 410
    assert reader.post("/wczytaj", f"{place}/porzuc").headers["location"] == "/wczytaj"
    assert reader.get(place).status_code == 410
    for _ in range(3):
        reader.upload(data)
    assert len(shelf_of(own_doors.runtime).files) == 1


def test_problems_of_a_file_name_their_place(doors, demo_package):
    first = replace(demo_package.ties[0], strength=9)
    page = Reader(doors).upload(
        package_bytes(replace(demo_package, ties=(first, *demo_package.ties[1:])))
    )
    assert page.status_code == 422
    assert "Plik ma 1 błąd" in text_of(page)
    assert (
        "współpraca 2 ocena współpracy (1–5) „9” liczby całkowite od 1 do 5; inne liczby wymagają opcji"
        in text_of(page)
    )


def test_a_personal_number_is_refused_and_not_repeated(doors, demo_package):
    archive = io.BytesIO(package_bytes(demo_package))
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(copy := io.BytesIO(), "w") as target:
        for name in source.namelist():
            text = source.read(name).decode("utf-8-sig")
            target.writestr(name, text.replace("32 555 01 05", "44051401359"))
    page = Reader(doors).upload(copy.getvalue())
    assert page.status_code == 422
    assert "44051401359" not in page.text


@pytest.mark.parametrize("data", [b"", b"not a package", b"PK\x03\x04broken"])
def test_what_is_no_package_is_told_so(doors, data):
    page = Reader(doors).upload(data, "plik.zip")
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_a_template_with_its_example_can_be_loaded_as_it_is(own_doors):
    place = Reader(own_doors).upload(template_bytes(example=True), "szablon.xlsx").headers["location"]
    assert place.startswith("/wczytaj/podglad/")


def test_cases_are_loaded_and_removed_by_case_leads_only(own_doors, demo_package):
    animator = Reader(own_doors, ANIMATOR)
    assert animator.upload(package_bytes(demo_package)).status_code == 403
    asked = text_of(animator.get(f"{PATH}/usun"))
    assert "tylko prowadzący sprawy" in asked
    assert "Rodziny" not in asked.partition("Co zostanie usunięte")[2].partition("Instytucje, które")[0]
    assert animator.post("/wczytaj", f"{PATH}/usun", potwierdzam="tak").status_code == 403
    own = replace(
        demo_package, partnership=Partnership("nowe", "Nowe", "2499022"), families=(), teams=()
    )
    place = animator.upload(package_bytes(own)).headers["location"]
    assert animator.post("/wczytaj", place).status_code == 303
    assert own_doors.runtime.library.revision("nowe") > 0


def test_a_file_of_another_territory_is_refused(own_doors):
    far = zip_of(FAR_PACKAGE)
    assert Reader(own_doors, ANIMATOR).upload(far).status_code == 403


def test_a_partnership_is_removed_after_a_tick(own_doors):
    reader = Reader(own_doors)
    assert reader.post(f"{PATH}/usun").status_code == 422
    assert own_doors.runtime.library.revision(HERE)
    # Whoever confirms has seen the state that goes.
    old = f"r{own_doors.runtime.library.revision(HERE) - 1}"
    for seen in ({}, {"rewizja": old}):
        late = reader.post(f"{PATH}/usun", potwierdzam="tak", **seen)
        assert late.status_code == 409
        assert "Nic nie zostało usunięte" in text_of(late)
    shown = re.search(r'name="rewizja" value="(\w+)"', late.text)[1]
    done = reader.post(f"{PATH}/usun", potwierdzam="tak", rewizja=shown)
    assert done.headers["location"] == "/wczytaj?stan=removed"
    assert reader.get(PATH).status_code == 404
    assert "Wczytaj przykład" in text_of(reader.get("/wczytaj"))


def test_members_of_the_public_and_partners_load_nothing(doors):
    for grant in (MEMBER, CLIENT):
        assert Reader(doors, grant).get("/wczytaj").status_code == 403


def test_a_form_of_another_session_is_refused(own_doors):
    reader = Reader(own_doors)
    for path in (f"{PATH}/usun", f"{PATH}/sciezki", "/wczytaj"):
        assert reader.client.post(path, data={"csrf": "x", "potwierdzam": "tak"}).status_code == 403
    assert own_doors.runtime.library.revision(HERE)


def test_pages_stay_within_their_partnership(doors):
    for page in ("sciezki", "zaproszenia", "co-jesli", "koszyk"):
        assert "Brzozów" not in Reader(doors).get(f"{PATH}/{page}").text
        there = Reader(doors, ANIMATOR).get(f"/partnerstwa/{quote(ELSEWHERE)}/{page}")
        assert there.status_code == 403


def test_little_data_is_enough(tmp_path):
    package = Package(Partnership("p", "Jedna"), (inst("A", membership=None),))
    with open_doors(tmp_path, package) as opened:
        reader = Reader(opened)
        for page in (
            "sciezki",
            "zaproszenia",
            "co-jesli",
            "co-jesli?znika=A",
            "koszyk",
            "koszyk/rodziny",
        ):
            assert reader.get(f"/partnerstwa/p/{page}").status_code == 200, page
        answer = reader.post("/partnerstwa/p/sciezki", gmina="2499011", potrzeba=["N01", "N07"])
        assert "112" in answer.text


def test_the_last_change_is_undone_and_redone(own_doors, demo_package):
    reader = Reader(own_doors)
    library = own_doors.runtime.library
    assert "Nie ma zachowanego" in text_of(reader.get(f"{PATH}/cofnij"))
    place = reader.upload(package_bytes(changed(demo_package, "I05", phone="1"))).headers["location"]
    reader.post(f"{PATH}/usun", place)
    assert library.package(HERE) != demo_package
    assert f'href="{PATH}/cofnij"' in reader.get("/wczytaj").text
    said = text_of(reader.get(f"{PATH}/cofnij"))
    assert "telefon: 1 → 32 555 01 05" in said
    shown = own_doors.mark(HERE, "case_lead")
    assert Reader(own_doors, ANIMATOR).post("/wczytaj", f"{PATH}/cofnij", stan=shown).status_code == 403
    done = reader.post(f"{PATH}/cofnij", stan=shown)
    assert done.headers["location"] == "/wczytaj?stan=undone"
    assert {one.phone for one in library.package(HERE).institutions if one.id == "I05"} == {
        "32 555 01 05"
    }
    # Somebody changed it since the page was shown.
    assert reader.post(f"{PATH}/cofnij", stan=shown).status_code == 412
    assert reader.post(f"{PATH}/cofnij", stan=own_doors.mark(HERE, "case_lead")).status_code == 303
    assert {one.phone for one in library.package(HERE).institutions if one.id == "I05"} == {"1"}
