"""Each form by keyboard alone in a real Chromium, without script, and read by axe."""

import pytest

from browser import opened, violations

pytestmark = pytest.mark.browser

HERE = "/partnerstwa/jarzebin-slaski"
CHANGES = f"{HERE}/instytucje/I16/zmiany"
PAGES = [
    CHANGES,
    f"{CHANGES}/dane",
    f"{CHANGES}/udzial",
    f"{CHANGES}/usluga",
    f"{CHANGES}/wspolpraca?partner=I01",
    f"{HERE}/nowa-instytucja",
    f"{CHANGES}/usun",
    f"{CHANGES}/usun?usluga=S1601",
    f"{CHANGES}/usun?pracownik=W1601",
    "/ustawienia",
    "/porownanie?a=jarzebin-slaski&b=jarzebin-slaski&dzien_a=2025-09-01",
]
#: What the console says of the answers 409 and 422.
REFUSED = ("Failed to load resource",)


def reach(page, selector):
    """Go by Tab until the focus is there."""
    for _ in range(150):
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by keyboard to {selector}")


def put(page, selector, text):
    reach(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose(page, selector, first_letters):
    reach(page, selector)
    page.keyboard.type(first_letters)


def send(page, selector="main .send button"):
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def follow(page, text):
    link = page.locator("main a", has_text=text).first
    link.evaluate("a => a.setAttribute('data-aim', '')")
    send(page, "[data-aim]")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(browser, product, path, width):
    with opened(browser, product, path, width=width) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_institution_is_added_then_corrected(browser, product):
    with opened(browser, product, f"{HERE}/instytucje") as page:
        follow(page, "Dodaj instytucję")
        put(page, "#pole-name", "Klub Rodzica")
        choose(page, "#pole-type_code", "przedszkole")
        send(page)
        assert "Instytucja jest już na mapie" in page.inner_text("#zapisano")
        follow(page, "Popraw dane instytucji")
        put(page, "#pole-phone", "32 555 77 77")
        send(page)
        assert "Telefon" in page.inner_text("#zapisano")
        assert violations(page) == []


def test_membership_by_keyboard(browser, product):
    with opened(browser, product, f"{HERE}/instytucje/I33/zmiany") as page:
        follow(page, "Dołączenie albo wystąpienie")
        choose(page, "#pole-membership", "członek")
        reach(page, "#pole-declared_on")
        page.keyboard.type("03012026")
        send(page)
        assert "Zapisano udział" in page.inner_text("#zapisano")


def test_a_service_with_a_fault_is_put_right(browser, product):
    with opened(browser, product, CHANGES, expected=REFUSED) as page:
        follow(page, "Dodaj usługę")
        put(page, "#pole-wait_days", "-3")
        send(page)
        assert page.evaluate("document.activeElement.id") == "bledy"
        assert violations(page) == []
        reach(page, "#bledy a")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "pole-service_code"
        choose(page, "#pole-service_code", "praca socjalna")
        put(page, "#pole-wait_days", "3")
        send(page)
        assert "Dodano usługę" in page.inner_text("#zapisano")


def test_a_report_by_keyboard(browser, product):
    with opened(browser, product, CHANGES) as page:
        choose(page, "#partner", "Szkoła Podstawowa nr 1")
        send(page, "main .go button")
        choose(page, "#pole-strength", "4")
        choose(page, "#pole-frequency", "co miesiąc")
        send(page)
        assert "Dodano ocenę współpracy" in page.inner_text("#zapisano")


def test_the_slower_of_two_writers_sees_both_versions(browser, product):
    path = f"{HERE}/instytucje/I20/zmiany/dane"
    with (
        opened(browser, product, path, expected=REFUSED) as slow,
        opened(browser, product, path) as quick,
    ):
        put(quick, "#pole-phone", "32 555 10 10")
        send(quick)
        put(slow, "#pole-phone", "32 555 20 20")
        send(slow)
        assert "Ktoś zmienił dane w międzyczasie" in slow.inner_text("h1")
        assert "32 555 10 10" in slow.inner_text("main table")
        assert violations(slow) == []
        send(slow)
        assert "Telefon" in slow.inner_text("#zapisano")


def test_a_service_is_deleted_and_brought_back_by_keyboard(browser, product):
    with opened(browser, product, f"{HERE}/instytucje/I24/zmiany") as page:
        first = page.locator("section[aria-labelledby=uslugi] li").first
        name = first.inner_text().split("\n")[0].removesuffix("Popraw Usuń").strip()
        first.locator("a[href*=usun]").evaluate("a => a.setAttribute('data-aim', '')")
        send(page, "[data-aim]")
        assert "Usuwanie usługi" in page.inner_text("h1")
        assert violations(page) == []
        reach(page, "#potwierdzam")
        page.keyboard.press("Space")
        send(page, "main button.danger")
        assert "Usunięto usługę." in page.inner_text("#usunieto")
        assert name not in page.inner_text("section[aria-labelledby=uslugi]")
        assert violations(page) == []
        follow(page, "Cofnij ostatnią zmianę")
        send(page)
        page.goto(f"{product.base}{HERE}/instytucje/I24/zmiany")
        assert name in page.inner_text("section[aria-labelledby=uslugi]")


def test_settings_by_keyboard(browser, product):
    with opened(browser, product, "/ustawienia") as page:
        put(page, "#pole-thresholds-cut_off", "3")
        send(page)
        assert "Zmieniono 1 ustawienie." in page.inner_text("#zapisano")
        send(page, "button.second")
        assert page.input_value("#pole-thresholds-cut_off") == "2"


def test_forms_work_without_script(browser, product):
    with opened(browser, product, "/", java_script_enabled=False) as page:
        page.goto(f"{product.base}{HERE}/instytucje/I21/zmiany/dane")
        page.locator("#pole-phone").fill("32 555 30 30")
        page.locator("main .send button").press("Enter")
        assert "Telefon" in page.locator("#zapisano").inner_text()
