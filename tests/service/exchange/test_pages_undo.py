"""Undoing on its page: what people recorded comes back with what the import had taken away."""

import re
from dataclasses import replace

from doors import open_doors
from graph.stores import import_package
from graph.stores.kept import take
from kept_samples import HERE, OTHER_FAMILY, work_on
from service.access.policy import Role

PATH = "/partnerstwa/p%201%2F%C5%81%C3%B3d%C5%BA/cofnij"


def text_of(page):
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def test_the_page_tells_what_comes_back_and_what_goes_and_brings_it(tmp_path):
    with open_doors(tmp_path) as doors:
        store = work_on(doors.runtime.store)
        before = take(store, HERE)
        stays = [one for one in before.package.families if one.id != OTHER_FAMILY]
        import_package(store, replace(before.package, families=tuple(stays)))
        headers = doors.headers(Role.CASE_LEAD)
        page = doors.client.get(PATH, headers=headers)
        assert "Wracają zapisy, które ta zmiana usunęła – zgody: 1, skierowania: 1" in text_of(page)
        assert OTHER_FAMILY not in page.text
        state = re.search(r'name="stan" value="(\w+)"', page.text)[1]
        doors.client.post(PATH, data={"stan": state}, headers=headers)
        assert take(store, HERE).records == before.records
        again = text_of(doors.client.get(PATH, headers=headers))
        assert "znikają razem z wycofanymi rodzinami i instytucjami – zgody: 1, skierowania: 1" in again
        english = text_of(doors.client.get(f"{PATH}?lang=en", headers=headers))
        assert "retired families and institutions – permissions: 1, referrals: 1" in english
