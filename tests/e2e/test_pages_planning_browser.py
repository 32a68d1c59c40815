"""The main tasks of the people who plan, in a real Chromium, by keyboard from start to end."""

import pytest

from browser import accessible, opened, violations
from graph.packages import package_bytes, template_bytes
from graph.packages.templates import EXAMPLE
from keyboard import choose, enter, press_to, tick
from service.access.policy import Grant, Role

pytestmark = pytest.mark.browser

PATH = "/partnerstwa/jarzebin-slaski"
MEMBER = Grant("m", frozenset({Role.PZK_MEMBER}), ("24",), (), "I16")


def test_a_social_worker_finds_baskets_and_sees_one_in_the_network(product, browser):
    with opened(browser, product, PATH) as page:
        enter(page, "Ścieżki wsparcia")
        page.wait_for_url("**/sciezki")
        tick(page, "Trudno poradzić sobie")
        tick(page, "Zdrowie psychiczne dzieci")
        tick(page, "Dziecko z niepełnosprawnością")
        tick(page, "Przemoc w domu")
        tick(page, "7–12 lat")
        enter(page, "Ułóż koszyki")
        assert page.url.endswith("/sciezki")
        said = page.inner_text("main")
        assert "800 120 002" in said
        assert "Koszyk nr 1" in said
        assert "Czego dziś nie da się spełnić" in said
        press_to(page, "Dlaczego ten realizator")
        page.keyboard.press("Enter")
        assert "Następna możliwość" in page.inner_text("main")
        accessible(page)
        press_to(page, "Pokaż koszyk nr 1 w sieci")
        with page.context.expect_page() as opening:
            page.keyboard.press("Enter")
        network = opening.value
        network.wait_for_selector(".kv[data-ready]")
        assert network.locator('[data-kv="mark-title"]').is_visible()
        assert "N09" not in network.url
        network.close()


def test_an_animator_chooses_whom_to_invite_and_tries_it_out(product, browser):
    with opened(browser, product, PATH) as page:
        enter(page, "Kogo zaprosić")
        page.wait_for_url("**/zaproszenia")
        choose(page, "Ile instytucji naraz", "2")
        enter(page, "Pokaż zestaw")
        page.wait_for_url("**ile=2*")
        assert page.locator("#zestaw ~ ul li").count() == 2
        accessible(page)
        enter(page, "Co się zmieni, jeśli dołączą razem")
        page.wait_for_url("**/co-jesli?dodaj=*")
        assert "o 2 więcej" in page.inner_text("main")
        press_to(page, "Zmień albo dodaj")
        page.keyboard.press("Enter")
        choose(page, "Odchodzi z PZK", "Dom Kultury")
        enter(page, "Pokaż, co się zmieni")
        assert "Odchodzi z PZK: Dom Kultury" in page.inner_text("main")
        assert page.locator('select[name="dodaj"]').count() == 3
        accessible(page)


def test_an_adviser_asks_what_if_the_leader_goes(product, browser):
    with opened(browser, product, f"{PATH}/co-jesli") as page:
        enter(page, "Co, jeśli odejdzie lider?")
        assert "Bez tej instytucji sieć dzieli się na 4 części." in page.inner_text("main")
        page.locator(".picture img").scroll_into_view_if_needed()
        assert (
            page.locator(".picture img").evaluate("(img) => img.decode().then(() => img.naturalWidth)")
            > 100
        )
        accessible(page)
        enter(page, "Sprawdź razem z tymi kontaktami")
        assert "Nowa współpraca" in page.inner_text("main")


def test_the_basket_is_printed_on_a_sheet(product, browser, tmp_path):
    with opened(browser, product, f"{PATH}/koszyk") as page:
        enter(page, "Kartka dla rodzin")
        page.wait_for_url("**/koszyk/rodziny")
        choose(page, "Temat", "Szkoła")
        enter(page, "Pokaż")
        accessible(page)
        page.emulate_media(media="print")
        assert not page.locator(".filters").is_visible()
        assert page.locator(".big-phone").first.is_visible()
        sizes = page.evaluate(
            "['.big-phone', '.where li'].map((one) => "
            "parseFloat(getComputedStyle(document.querySelector(one)).fontSize))"
        )
        assert sizes[0] > 1.3 * sizes[1]
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_a_file_is_checked_saved_and_its_partnership_removed(product, browser, tmp_path):
    file = tmp_path / "szablon.xlsx"
    file.write_bytes(template_bytes(example=True))
    with opened(browser, product, "/") as page:
        enter(page, "Wczytaj dane")
        page.wait_for_url("**/wczytaj")
        press_to(page, "Plik: arkusz")
        page.set_input_files("#plik", file)
        enter(page, "Sprawdź plik")
        page.wait_for_url("**/podglad/*")
        assert "Nowe partnerstwo: PZK Przykładowo" in page.inner_text("main")
        accessible(page)
        page.reload()
        enter(page, "Zapisz te zmiany")
        assert "Zapisano" in page.inner_text("h1")
        accessible(page)
        enter(page, "Otwórz: PZK Przykładowo")
        assert "PZK Przykładowo" in page.inner_text("h1")
        enter(page, "Wczytaj dane")
        enter(page, "Usuń partnerstwo: PZK Przykładowo")
        accessible(page)
        tick(page, "Rozumiem, że te dane")
        enter(page, "Usuń: PZK Przykładowo")
        assert "Partnerstwo zostało usunięte" in page.inner_text("main")


def test_problems_of_a_file_are_read_out(product, browser, tmp_path):
    file = tmp_path / "pakiet.zip"
    bad = EXAMPLE.__class__(EXAMPLE.partnership, EXAMPLE.institutions[1:], ties=EXAMPLE.ties)
    file.write_bytes(package_bytes(bad))
    with opened(browser, product, "/wczytaj", expected=("status of 422",)) as page:
        page.set_input_files("#plik", file)
        enter(page, "Sprawdź plik")
        assert "Plik ma " in page.get_by_role("alert").inner_text()
        accessible(page)


@pytest.mark.parametrize("path", ["sciezki", "zaproszenia", "co-jesli?znika=I01", "koszyk"])
def test_pages_are_accessible_in_english_and_for_members(product, browser, path):
    joint = "&" if "?" in path else "?"
    with opened(browser, product, f"{PATH}/{path}{joint}lang=en", grant=MEMBER) as page:
        assert page.evaluate("document.documentElement.lang") == "en"
        assert violations(page) == []
