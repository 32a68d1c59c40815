"""One family's case in a real Chromium: from its own request to what lasts after the support ended."""

from datetime import timedelta

import pytest

from browser import accessible, opened
from doors import HERE
from keyboard import choose, enter, press_to, tick
from service.access.policy import Grant, Role
from service.runtime import today

pytestmark = pytest.mark.browser

CASES = f"/partnerstwa/{HERE}/sprawy"
LEAD = Grant("lead", frozenset({Role.CASE_LEAD}), ("24",))
MEMBER = Grant("member", frozenset({Role.ZZK_MEMBER}), ("24",), (), "I02")


def ago(days):
    return (today() - timedelta(days=days)).isoformat()


def pages_of(page):
    return page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")


class Walk:
    """Takes a case through its life on its pages; ``look`` is called wherever something new is seen."""

    def __init__(self, page, look):
        self.page = page
        self.look = look
        self.address = ""

    def fill(self, **values):
        """Put values into fields by name; ``__`` stands for a dot."""
        form = self.page.locator("#formularz")
        for name, value in values.items():
            field = form.locator(f'[name="{name.replace("__", ".")}"]')
            if isinstance(value, list):
                for one in value:
                    form.locator(f'[name="{name.replace("__", ".")}"][value="{one}"]').check()
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def save(self):
        self.page.locator("#formularz p.send button").click()
        self.page.wait_for_load_state("networkidle")
        assert self.page.locator(".faults").count() == 0, self.page.inner_text(".faults")

    def step(self, kind):
        self.page.goto(f"{self.address}/kroki/{kind}")

    def home(self):
        self.page.goto(self.address)

    def unfold(self, text):
        """Open a folded part that may be open already."""
        part = self.page.locator("details", has=self.page.locator("summary", has_text=text)).first
        if part.get_attribute("open") is None:
            part.locator("summary").click()

    def says(self, *texts):
        # Also of a page that is still on its way after a click.
        for text in texts:
            self.page.wait_for_function(
                "said => document.querySelector('main')?.innerText.includes(said)", arg=text
            )

    def request_with_the_keyboard(self):
        """The request is put in without a mouse; a first try lacks everything."""
        page = self.page
        enter(page, "Nowa sprawa")
        page.wait_for_url("**/nowa-sprawa")
        self.look("nowa-sprawa")
        page.locator('[name="on"]').fill("")
        enter(page, "Otwórz sprawę")
        assert page.evaluate("document.activeElement.id") == "bledy"
        self.look("nowa-sprawa-bledy")
        enter(page, "Dzień, w którym rodzina poprosiła o pomoc")
        assert page.evaluate("document.activeElement.id") == "pole-on"
        page.locator('[name="on"]').fill(ago(120))
        choose(page, "Jak poprosiła", "telef")
        tick(page, "7–12 lat")
        tick(page, "26–59 lat")
        enter(page, "Otwórz sprawę")
        page.wait_for_url("**/sprawy/*zapisano=otwarta*")
        self.address = page.url.partition("?")[0]
        self.says("Znak sprawy", "Następny krok", "wywiad środowiskowy")
        self.look("sprawa-1-po-zgloszeniu")

    def diagnosis(self):
        self.fill(
            on=ago(115),
            needs__pomoc_spoleczna=["N09", "M1"],
            needs__edukacja=["E1"],
            considered__zdrowie=["yes"],
            considered__bezpieczenstwo=["yes"],
            resources=["motivation", "family_ties"],
        )
        self.page.locator("#formularz p.send button").click()
        self.page.wait_for_load_state("networkidle")
        self.says("Bez potrzeb: kultura i sport", "Metody pracy socjalnej")
        assert self.page.locator('[name="needs.edukacja"][value="E1"]').is_checked()
        self.look("diagnoza-bledy")
        self.fill(considered__kultura_sport=["yes"], methods=["case_work"])
        self.save()
        self.says("Trudno poradzić sobie z wychowaniem i domem")
        self.look("sprawa-2-po-diagnozie")

    def team(self):
        self.fill(on=ago(112), seats__1__who="I02|", seats__1__role="member")
        self.page.get_by_role("button", name="Sprawdź skład").click()
        self.says("oba poziomy samorządu")
        self.look("zespol")
        self.save()
        self.step("meet")
        self.look("spotkanie")
        self.fill(on=ago(105), institution_ids=["I01", "I02"])
        self.save()
        self.says("obecne instytucje")

    def basket(self):
        self.look("sprawa-3-propozycje")
        self.page.get_by_role("link", name="Wstaw koszyk nr 1").click()
        self.page.wait_for_load_state("networkidle")
        self.fill(on=ago(104))
        self.page.get_by_role("button", name="Dodaj usługę spoza wykazu").click()
        self.look("koszyk")
        self.fill(
            hand__0__institution="I02", hand__0__kind="SOC", hand__0__wait="10", hand__0__needs=["M1"]
        )
        self.save()
        self.look("sprawa-4-koszyk-planowany")
        self.fill(on=ago(100))
        self.save()
        self.fill(on=ago(98))
        self.save()
        self.says("ostateczny", "Podstawa przekazania danych")
        self.look("sprawa-5-koszyk-ostateczny")

    def consents(self):
        """Who may be told what: first missing, then given, withdrawn at once, given again."""
        page = self.page
        missing = page.locator("strong.missing").count()
        assert missing > 0
        for data_class in ("needs", "basket", "diagnosis"):
            self.unfold("Zapisz zgodę albo podstawę")
            page.locator('[name="zgoda.institution_id"]').select_option("I02")
            page.locator('[name="zgoda.data_class"]').select_option(data_class)
            if data_class == "needs":
                page.get_by_role("button", name="Zapisz podstawę").click()
                page.wait_for_load_state("networkidle")
                self.says("zgoda musi mieć koniec")
                self.look("zgoda-bledy")
            page.locator('[name="zgoda.expires_on"]').fill(ago(-200))
            page.get_by_role("button", name="Zapisz podstawę").click()
            page.wait_for_url("**zapisano=zgoda*")
        assert page.locator("strong.missing").count() < missing
        page.get_by_role("button", name="Wycofaj zgodę").nth(2).click()
        page.wait_for_url("**zapisano=wycofanie*")
        self.says("Zgoda jest wycofana")
        self.look("sprawa-6-zgody")

    def referral(self):
        page = self.page
        page.get_by_role("button", name="Poproś o usługę").first.click()
        page.wait_for_url("**zapisano=skierowanie*")
        page.locator("#skierowania ~ article select").first.select_option("accepted")
        page.locator("#skierowania ~ article button").first.click()
        page.wait_for_url("**zapisano=skierowanie*")
        self.says("przyjęte")

    def contract(self):
        self.home()
        self.fill(
            on=ago(90),
            goals__0__code="school_attendance",
            goals__0__measure="absences_month",
            goals__0__baseline="20",
            goals__0__target="4",
            goals__0__owner="family",
            goals__0__due_on=ago(-30),
            goals__1__code="debts",
            goals__1__measure="rent_arrears_months",
            goals__1__baseline="5",
            goals__1__target="0",
            goals__1__owner="I01",
            goals__1__due_on=ago(-60),
            duties__0__side="family",
            duties__0__code="attend_school",
            duties__1__side="I01",
            duties__1__code="regular_contact",
        )
        self.look("kontrakt")
        self.save()
        self.says("kontrakt socjalny", "regularna obecność w szkole")
        self.look("sprawa-7-kontrakt")

    def moves(self):
        page = self.page
        self.unfold("Zmień stan usługi")
        item = page.locator(".case-item").first
        item.get_by_label("Nowy stan").select_option("started")
        item.get_by_label("Data").fill(ago(80))
        item.get_by_role("button", name="Zapisz stan").click()
        page.wait_for_url("**zapisano=krok*")
        self.says("w trakcie")

    def sheets(self):
        page = self.page
        for path, text in (("plan-pomocy", "Do czego dążymy"), ("karta", "Karta sprawy")):
            page.goto(f"{self.address}/{path}")
            self.says(text)
            self.look(path)
            page.emulate_media(media="print")
            assert not page.locator(".tools").first.is_visible()
            if path == "plan-pomocy":
                said = page.inner_text(".sheet")
                assert "Trudno poradzić sobie" not in said
                assert "N09" not in said
            assert pages_of(page) <= (1 if path == "plan-pomocy" else 2)
            page.emulate_media(media="screen")

    def to_the_end(self):
        self.home()
        self.look("przeglad")
        self.fill(on=ago(40), next_on=ago(-20), progress__school_attendance="9", progress__debts="3")
        self.save()
        self.step("close")
        self.look("zakonczenie")
        self.fill(
            on=ago(20),
            reason="goals_reached",
            results__school_attendance__value="3",
            results__school_attendance__result="reached",
            results__debts__value="1",
            results__debts__result="partly",
            checks__0__on=ago(5),
            checks__1__on=ago(-80),
        )
        self.save()
        self.look("sprawa-8-zakonczona")
        self.fill(
            on=ago(3), planned_on=ago(5), lasting__school_attendance="yes", lasting__debts="partly"
        )
        self.save()
        self.says("zmiana trwa")
        self.look("sprawa-9-sprawdzona")


def walk_through(page, look):
    """The whole life of one case."""
    walk = Walk(page, look)
    look("lista-pusta")
    walk.request_with_the_keyboard()
    walk.diagnosis()
    walk.team()
    walk.basket()
    walk.consents()
    walk.referral()
    walk.contract()
    walk.moves()
    walk.sheets()
    return walk


def test_a_family_is_walked_from_its_request_to_the_follow_up(product, browser):
    seen = set()

    def look(name):
        # Axe takes long: each kind of page once, the page of the case at three of its stages.
        seen.add(name)
        if name.startswith("sprawa-") and name[7] not in "359":
            return
        accessible(page)

    with opened(browser, product, CASES, grant=LEAD, expected=("status of 422",)) as page:
        walk = walk_through(page, look)
        page.goto(f"{walk.address}/luki")
        accessible(page)
        with opened(browser, product, CASES, grant=MEMBER) as other:
            other.locator("a.sign", has_text=walk.address.rpartition("/")[2]).click()
            other.wait_for_url(f"{walk.address}")
            said = other.inner_text("main")
            assert "Trudno poradzić sobie" in said
            assert other.locator("form.entry").count() == 0
            assert "Historia sprawy" not in said
            accessible(other)
        walk.to_the_end()
        page.goto(product.base + CASES)
        walk.says(walk.address.rpartition("/")[2])
        accessible(page)
    assert len(seen) > 20


def test_a_step_that_somebody_else_took_meanwhile_is_told_and_nothing_is_lost(product, browser):
    expected = ("status of 409", "status of 422")
    with opened(browser, product, CASES, grant=LEAD, expected=expected) as page:
        walk = Walk(page, lambda name: None)
        walk.request_with_the_keyboard()
        needs = {"needs__edukacja": ["E1"], "methods": ["group_work"]}
        areas = ("pomoc_spoleczna", "zdrowie", "bezpieczenstwo", "kultura_sport")
        considered = {f"considered__{area}": ["yes"] for area in areas}
        with opened(browser, product, walk.address.removeprefix(product.base), grant=LEAD) as second:
            other = Walk(second, None)
            walk.fill(on=ago(100), **needs, **considered)
            other.fill(on=ago(110), **needs, **considered)
            other.save()
        page.locator("#formularz p.send button").click()
        alert = page.get_by_role("alert")
        assert "Ktoś inny zapisał w tej sprawie krok" in alert.inner_text()
        assert page.locator('[name="needs.edukacja"][value="E1"]').is_checked()
        assert page.locator('[name="on"]').input_value() == ago(100)
        accessible(page)
        press_to(page, "Zobacz historię sprawy")
        walk.save()
        walk.says("Sprawa rodziny")
