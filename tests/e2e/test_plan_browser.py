"""The plan and the report in a real browser: by keyboard, without barriers, on paper."""

import pytest

from browser import opened, violations
from browser_fixtures import browser, product  # noqa: F401
from doors import HERE

pytestmark = pytest.mark.browser
PLAN = f"/partnerstwa/{HERE}/plan"
REPORT = f"/partnerstwa/{HERE}/raport"
SCHOOL = "Szkoła Podstawowa nr 5 (Zatorze)"


def test_the_plan_is_kept_with_the_keyboard_alone(browser, product):  # noqa: F811
    with opened(browser, product, PLAN) as page:
        assert violations(page) == []
        page.get_by_label("Instytucja spoza PZK").focus()
        page.keyboard.type("Szkoła Podstawowa nr 5")
        for _ in range(5):  # role, then day, month and year
            page.keyboard.press("Tab")
        page.get_by_role("button", name="Dodaj do planu").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{PLAN}#i-I13")
        card = page.locator("#i-I13")
        assert SCHOOL in card.inner_text()
        card.get_by_role("button", name="Zapisz: zaproszenie wysłane").focus()
        page.keyboard.press("Enter")
        refusal = card.get_by_label("Powód odmowy")
        refusal.wait_for()
        assert violations(page) == []
        refusal.focus()
        page.keyboard.press("ArrowDown")
        card.get_by_role("button", name="Zapisz: odmowa").focus()
        page.keyboard.press("Enter")
        card.get_by_role("button", name="Zaplanuj ponownie").wait_for()
        assert "odmowa" in card.inner_text()
        assert violations(page) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [PLAN, REPORT])
def test_the_pages_fit_their_window_and_have_no_barriers(browser, product, path, width):  # noqa: F811
    with opened(browser, product, path, width=width) as page:
        assert violations(page) == []
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0


def test_the_report_is_printed_without_what_surrounds_it(browser, product):  # noqa: F811
    with opened(browser, product, REPORT) as page:
        page.emulate_media(media="print")
        assert not page.locator(".report-files").is_visible()
        assert page.get_by_role("heading", level=1, name="Raport: Jarzębin Śląski").is_visible()
        assert page.locator("figure img").evaluate("image => image.naturalWidth") > 0


def test_the_report_file_has_no_barriers_either(browser, product, tmp_path):  # noqa: F811
    file = tmp_path / "raport.html"
    with opened(browser, product, REPORT) as page:
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Strona (HTML").click()
        waiting.value.save_as(file)
    context = browser.new_context(offline=True)
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        assert violations(page) == []
        assert page.title() == "Raport: Jarzębin Śląski"
    finally:
        context.close()
