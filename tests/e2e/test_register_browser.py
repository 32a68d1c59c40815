"""Barriers, advice, information flow and monitoring in a real browser, by keyboard and on paper."""

import pytest

from browser import opened, violations
from browser_fixtures import browser, product  # noqa: F401
from doors import HERE
from service.access.policy import Grant, Role

pytestmark = pytest.mark.browser
ADVICE = f"/partnerstwa/{HERE}/zalecenia"
FLOWS = f"/partnerstwa/{HERE}/przeplyw-informacji"
MONITORING = f"/partnerstwa/{HERE}/monitorowanie"
KEEPER = Grant("doradca", frozenset({Role.ROPS_ADVISOR, Role.CASE_LEAD}), ("*",))


def choose(page, label, text):
    """Choose an entry of a list by typing how it begins."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.type(text)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_a_barrier_and_the_advice_on_it_are_kept_with_the_keyboard_alone(browser, product):  # noqa: F811
    with opened(browser, product, ADVICE, grant=KEEPER) as page:
        choose(page, "Bariera", "B12")
        choose(page, "Instytucja albo obszar", "edukacja")
        press(page, "Zapisz barierę")
        page.wait_for_url(f"**{ADVICE}#bariery")
        assert violations(page) == []
        barrier = page.locator("article", has_text="B12 dublowanie działań")
        assert "obszar: edukacja" in barrier.inner_text()
        link = barrier.get_by_role("link", name="Zapisz zalecenie")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**?podstawa=barrier:**")
        assert violations(page) == []
        choose(page, "Zalecany krok", "podział")
        choose(page, "Adresat", "lider")
        press(page, "Zapisz zalecenie")
        page.wait_for_url("**#z-*")
        card = page.locator("article", has_text="Podział zadań → lider partnerstwa")
        assert "bez zmian" in card.inner_text()
        card.get_by_text("Następny krok").focus()
        page.keyboard.press("Enter")
        card.get_by_role("button", name="Zapisz: przyjęte").focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        page.get_by_text("przyjęte", exact=True).first.wait_for()
        assert violations(page) == []


def test_the_flow_is_described_with_the_keyboard_and_printed_without_forms(browser, product):  # noqa: F811
    with opened(browser, product, FLOWS, grant=KEEPER) as page:
        choose(page, "Od", "Straż")
        choose(page, "Do", "Szpital")
        choose(page, "Informacja", "potrzeby")
        page.locator("#f-podstawa").focus()
        page.keyboard.type("brak")
        press(page, "Dodaj do opisu")
        page.wait_for_url("**#opis")
        missing = page.locator("section", has_text="Brak podstawy").first
        assert "Szpital Powiatowy: potrzeby rodziny (kody); spotkanie." in missing.inner_text()
        page.get_by_text("Zmień").first.focus()
        page.keyboard.press("Enter")
        assert page.get_by_role("button", name="Zapisz zmianę").first.is_visible()
        assert violations(page) == []
        page.emulate_media(media="print")
        assert page.get_by_role("heading", level=1, name="Opis przepływu informacji").is_visible()
        assert not page.get_by_role("button", name="Dodaj do opisu").is_visible()
        assert not page.get_by_text("Zmień").first.is_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [ADVICE, FLOWS, MONITORING])
def test_the_pages_fit_their_window_and_have_no_barriers(browser, product, path, width):  # noqa: F811
    with opened(browser, product, path, width=width, grant=KEEPER) as page:
        assert violations(page) == []
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0


def test_a_button_in_the_text_can_be_seen(browser, product):  # noqa: F811
    with opened(browser, product, ADVICE, grant=KEEPER) as page:
        choose(page, "Bariera", "B1")
        choose(page, "Instytucja albo obszar", "kultura")
        press(page, "Zapisz barierę")
        page.wait_for_url(f"**{ADVICE}#bariery")
        card = page.locator("article", has_text="kultura").last
        card.get_by_text("Następny krok").click()
        button = card.get_by_role("button", name="Usuń wpis")
        assert button.evaluate("one => getComputedStyle(one).color") != "rgb(255, 255, 255)"
        button.click()
        page.wait_for_load_state()
