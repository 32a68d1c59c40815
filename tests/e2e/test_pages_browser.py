"""Every page in a real Chromium: nothing logged, nothing asked of others, nothing axe objects to."""

import pytest

import service.http.page_routes  # noqa: F401  # registers the pages
from browser import opened, violations
from service.access.policy import Grant, Role
from service.pages.registry import pages

pytestmark = pytest.mark.browser

PATH = "/partnerstwa/jarzebin-slaski"
SAMPLES = [sample for page in pages() for sample in page.samples]
FIRST_SAMPLES = {page.samples[0] for page in pages()}


#: Opening more folded parts than this only makes axe slow; the parts are alike.
MOST_OPENED = 30


def settled(page):
    if page.query_selector(".kv"):
        page.wait_for_selector(".kv[data-ready]")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_is_accessible_and_keeps_to_itself(product, browser, sample):
    with opened(browser, product, sample, width=1280) as page:
        settled(page)
        assert page.title().endswith("Kooperacje 3D")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if width == 1280 or sample in FIRST_SAMPLES:
                assert violations(page) == []
            page.evaluate(
                "(most) => [...document.querySelectorAll('main details')].slice(0, most)"
                ".forEach((part) => { part.open = true; })",
                MOST_OPENED,
            )


def test_how_sure_an_order_is_comes_by_itself(product, browser):
    with opened(browser, product, f"{PATH}/zaproszenia?ile=4", width=1280) as page:
        page.wait_for_selector("[data-later]", state="detached", timeout=60_000)
        said = page.inner_text(".certainty")
        assert "Pewność wyniku (kolejność kandydatów): " in said
        assert "Pewność wyniku (najlepszy zestaw): " in said


@pytest.mark.parametrize("path", ["/", f"{PATH}/nie-ma"])
def test_errors_are_accessible_too(product, browser, path):
    grant = None if path == "/" else Grant("x", frozenset({Role.ANIMATOR}), ("24",))
    with opened(browser, product, path, grant=grant, expected=("status of 40",)) as page:
        assert violations(page) == []


def press_to(page, name, most=80):
    """Presses Tab until the thing of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        held = page.evaluate(
            "(document.activeElement.ariaLabel || document.activeElement.innerText || '').trim()"
        )
        if held.startswith(name):
            return
    raise AssertionError(f"Tab never reaches: {name}")


def test_the_advisor_reads_a_gap_and_sees_it_drawn_by_keyboard_alone(product, browser):
    with opened(browser, product, "/") as page:
        press_to(page, "Jarzębin Śląski")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{PATH}")
        press_to(page, "Luki we współpracy")
        page.keyboard.press("Enter")
        page.wait_for_url("**/luki")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        press_to(page, "Na jakiej podstawie")
        page.keyboard.press("Enter")
        assert page.locator("details.evidence[open] dl").first.is_visible()
        press_to(page, "Pokaż w sieci")
        page.keyboard.press("Enter")
        page.wait_for_url("**/siec#mark=*")
        page.wait_for_selector(".kv[data-ready]")
        assert "Brak bieżącego kontaktu" in page.inner_text("main")
        assert page.locator('[data-kv="mark-title"]').is_visible()


def test_the_animator_finds_a_contact_by_keyboard_alone(product, browser):
    grant = Grant("x", frozenset({Role.ANIMATOR}), ("24",))
    with opened(browser, product, "/", grant=grant) as page:
        page.focus("#szukaj")
        page.keyboard.type("promyk")
        page.keyboard.press("Enter")
        page.wait_for_url("**szukaj=promyk")
        press_to(page, "Świetlica środowiskowa")
        page.keyboard.press("Enter")
        page.wait_for_url("**/instytucje/I07")
        press_to(page, "32 555 01 07")
        assert page.evaluate("document.activeElement.href") == "tel:325550107"
        press_to(page, "Karta zwrotna")
        page.keyboard.press("Enter")
        page.wait_for_url("**/karta")
        assert "Świetlica środowiskowa „Promyk”" in page.inner_text("h1 + p")


def test_the_focus_is_visible(product, browser):
    with opened(browser, product, PATH) as page:
        for _ in range(12):
            page.keyboard.press("Tab")
            style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style != "none", page.evaluate("document.activeElement.outerHTML")


def test_the_menu_folds_on_a_phone(product, browser):
    with opened(browser, product, f"{PATH}/luki", width=390) as page:
        assert not page.locator("nav.tabs").is_visible()
        page.click("summary:has-text('Menu: Luki we współpracy')")
        page.click(".small-menu >> text=Instytucje")
        page.wait_for_url("**/instytucje")


def test_printing_opens_what_is_folded(product, browser):
    with opened(browser, product, f"{PATH}/luki") as page:
        folded = page.locator("main details:not([open])").count()
        assert folded > 20
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator("main details:not([open])").count() == 0
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator("main details:not([open])").count() == folded


def test_the_language_can_be_switched_and_back(product, browser):
    with opened(browser, product, f"{PATH}/luki?rodzaj=bridge") as page:
        page.click("text=English")
        page.wait_for_selector("h1:has-text('Coordination gaps')")
        assert "rodzaj=bridge" in page.url
        page.goto(product.base + PATH)
        assert page.locator("h2:has-text('Key figures')").is_visible()
        page.click("text=Polski")
        page.wait_for_selector("h2:has-text('Najważniejsze liczby')")


def test_the_downloaded_view_needs_no_server(product, browser, tmp_path):
    with opened(browser, product, f"{PATH}/siec") as page:
        settled(page)
        with page.expect_download() as download:
            page.click("text=Pobierz widok (HTML)")
        file = tmp_path / "view.html"
        download.value.save_as(file)
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector(".kv[data-ready]")
    assert asked == [file.as_uri()]
    context.close()
