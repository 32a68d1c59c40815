"""The survey on a phone: a link, a few taps for each partner, everything kept; by keyboard, too."""

import re
from urllib.parse import urlsplit

import pytest

from browser import opened, violations
from browser_fixtures import browser, product  # noqa: F401
from doors import HERE

pytestmark = pytest.mark.browser
SURVEYS = f"/partnerstwa/{HERE}/ankiety"
WITHOUT_CONTACT = 20
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def links(browser, product):  # noqa: F811
    """Addresses of the links of a survey that was opened with two clicks, by institution."""
    with opened(browser, product, f"/partnerstwa/{HERE}") as page:
        page.get_by_role("link", name="Ankiety").first.click()
        assert violations(page) == []
        page.get_by_role("button", name="Otwórz i pokaż linki do druku").click()
        page.get_by_role("heading", name="Linki do ankiety").wait_for()
        assert violations(page) == []
        cards = page.locator(".survey-codes .card").all()
        paths = [urlsplit(card.locator("a").inner_text()).path for card in cards]
        names = [card.locator("h2").inner_text() for card in cards]
        return {name: product.base + path for name, path in zip(names, paths, strict=True)}


@pytest.fixture
def phone(browser):  # noqa: F811
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="pl-PL")
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.asked = asked
    yield page
    context.close()


def test_an_answer_about_38_partners_takes_few_taps_and_comes_back(phone, links, product):  # noqa: F811
    address = links["Szpital Powiatowy"]
    phone.goto(address)
    assert address.rsplit("/", 1)[1] not in phone.url
    assert violations(phone) == []
    taps = 0
    partners = phone.locator(".partner").all()
    assert len(partners) == 37
    for place, partner in enumerate(partners):
        contact = place >= WITHOUT_CONTACT
        for words in ["współpracujemy", "stała współpraca"] if contact else ["nie współpracujemy"]:
            partner.get_by_text(re.compile(f"^(\\d – )?{words}$")).tap()
            taps += 1
    assert taps <= 2 * len(partners)
    phone.get_by_text("Zapisano.").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.goto(address)  # the same link again, as if on another day
    assert phone.locator(".survey-count").inner_text() == "37"
    phone.get_by_label("Szukaj instytucji").fill("osrodek")
    assert 0 < phone.locator(".partner:visible").count() < 37
    phone.get_by_label("Szukaj instytucji").fill("")
    phone.get_by_role("button", name="Zakończ").tap()
    phone.get_by_text("Dziękujemy, odpowiedź jest zakończona").wait_for()
    assert phone.get_by_role("listitem").filter(has_text="4 – stała współpraca").count() == 17
    assert violations(phone) == []
    assert all(url.startswith(product.base) for url in phone.asked)


def test_the_keyboard_alone_answers(browser, links):  # noqa: F811
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(links["Centrum Integracji Społecznej (CIS)"])
    first = page.locator(".partner").first
    first.get_by_label("nie wiem").focus()
    page.keyboard.press("ArrowRight")  # the first of the three again
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_text("Zapisano.").wait_for()
    page.reload()
    assert first.get_by_label("współpracujemy", exact=True).is_checked()
    assert first.locator("input[value='1'][type=radio]").is_checked()
    context.close()
