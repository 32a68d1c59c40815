"""The API over the demo partnership: its answers, their marks, packages in and out."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import sleep

import orjson
import pytest
from fastapi.testclient import TestClient

from doors import BASE, FAR_PACKAGE, HERE, open_doors, zip_of
from graph.packages import read_package_bytes
from package_samples import TEXTS, changed
from package_samples import zip_of as zip_of_texts
from service.access.links import create_link
from service.access.policy import FULL_VISIBILITY, Grant, Role
from service.answers import Answers, analyses, render_json
from service.answers.documents import summary_document
from service.pages.registry import pages
from service.runtime import today

API = "/api/v1"
PATH = f"{API}/partnerships/{HERE}"
IMPORT = f"{API}/partnerships/import"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUESTION = {"gmina": "2499011", "needs": ["N04", "Z1"], "alternatives": 2}


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("api"), demo_package) as opened:
        yield opened


@pytest.fixture
def lead(doors):
    """A client of the case lead."""
    doors.client.headers.update(doors.headers("case_lead"))
    yield doors.client
    del doors.client.headers["Authorization"]


def send(client, data, **headers):
    return client.post(IMPORT, content=data, headers={"Content-Type": "application/zip"} | headers)


def test_answers_are_the_documents_of_the_command_line(doors, lead):
    runtime = doors.runtime
    snapshot = runtime.library.snapshot(HERE, today())
    summaries = [summary_document(one, one.families) for one in runtime.library.partnerships(today())]
    expected = {
        "/partnerships": summaries,
        f"/partnerships/{HERE}/measures?members_only=true&key_players=1": analyses.measures_document(
            snapshot, members_only=True, key_players=1
        ),
        f"/partnerships/{HERE}/measures?layer=workers": analyses.measures_document(snapshot, "workers"),
        f"/partnerships/{HERE}/gaps?lang=en": analyses.gaps_document(
            runtime, snapshot, FULL_VISIBILITY, "en"
        ),
        f"/partnerships/{HERE}/recruitment?size=2": analyses.recruitment_document(
            runtime, snapshot, FULL_VISIBILITY, 2
        ),
    }
    for path, document in expected.items():
        assert lead.get(API + path).content == render_json(document), path


def test_what_if_compares_and_writes_nothing(doors, lead):
    before = doors.runtime.library.revision(HERE)
    found = lead.post(f"{PATH}/what-if", json={"add": ["I13"], "tie": ["I01~I13"]}).json()
    assert found["after"]["members"] == found["before"]["members"] + 1
    assert "outsider_with_families:I13" in {gap["id"] for gap in found["gaps_closed"]}
    assert doors.runtime.library.revision(HERE) == before
    assert lead.post(f"{PATH}/what-if", json={"add": ["I99"]}).status_code == 404
    assert lead.post(f"{PATH}/what-if", json={"tie": ["I01"]}).status_code == 422


def test_a_route_is_found_and_answers_every_need_that_can_be_met(lead):
    found = lead.post(f"{API}/routes", json=QUESTION).json()
    assert found["partnership"] == HERE
    assert [basket["rank"] for basket in found["baskets"]] == [1, 2]
    for basket in found["baskets"]:
        assert sorted(need for item in basket["items"] for need in item["need"]) == ["N04", "Z1"]


def test_a_route_can_say_nothing_about_a_person(lead):
    for extra in ({"pesel": "44051401359"}, {"44051401359": "x"}, {"name": "Anna Nowak"}):
        answer = lead.post(f"{API}/routes", json=QUESTION | extra)
        assert answer.status_code == 422
        assert not any(text in answer.text for text in ("44051401359", "Anna"))
    answer = lead.post(f"{API}/routes", json=QUESTION | {"needs": ["Anna Nowak"]})
    assert answer.status_code == 422
    assert "Anna" not in answer.text


def test_a_known_answer_is_not_sent_again(lead):
    for path in (f"{PATH}/measures", PATH, f"{API}/vocabularies/services", f"{PATH}/view"):
        first = lead.get(path)
        assert first.status_code == 200
        again = lead.get(path, headers={"If-None-Match": f'"other", {first.headers["ETag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert lead.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_mark_of_an_answer_depends_on_who_sees_it(doors):
    marks = {
        doors.get(f"{PATH}/gaps", role).headers["ETag"]
        for role in ("case_lead", "animator", "rops_advisor")
    }
    assert len(marks) == 3
    answer = doors.get(f"{PATH}/gaps", "animator")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer.headers["Vary"]


def test_an_import_changes_marks_and_answers(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        doors.client.headers.update(doors.headers("case_lead"))
        before = doors.client.get(f"{PATH}/measures")
        kept = [tie for tie in demo_package.ties if "I38" not in {tie.reporter_id, tie.partner_id}]
        retired = len(demo_package.ties) - len(kept)
        fewer = zip_of(replace(demo_package, ties=tuple(kept)))
        assert send(doors.client, fewer).json()["retired"] == retired > 0
        after = doors.client.get(f"{PATH}/measures")
        assert after.headers["ETag"] != before.headers["ETag"]
        assert after.json()["ties"] < before.json()["ties"]


def test_a_package_comes_as_it_is_or_in_a_form(tmp_path, demo_package):
    with open_doors(tmp_path) as doors:
        headers = doors.headers("case_lead")
        data = zip_of(demo_package)
        first = doors.client.post(
            IMPORT, content=data, headers=headers | {"Content-Type": "application/zip"}
        )
        assert first.json() == {
            "partnership": HERE,
            "created": 353,
            "updated": 0,
            "unchanged": 0,
            "retired": 0,
            "warnings": [],
        }
        again = doors.client.post(IMPORT, files={"file": ("p.zip", data)}, headers=headers)
        assert (again.json()["unchanged"], again.json()["created"]) == (353, 0)
        named = doors.client.post(
            f"{IMPORT}?name=nowe.zip&overwrite_shared=true",
            content=zip_of_texts(
                {"institutions": TEXTS["institutions"], "ties": "reporter_id,partner_id,strength\n"}
            ),
            headers=headers | {"Content-Type": "application/octet-stream"},
        )
        assert named.json()["partnership"] == "nowe"
        assert (
            doors.client.post(IMPORT, files={"other": ("p.zip", data)}, headers=headers).status_code
            == 422
        )


def test_every_problem_of_a_package_is_told_and_nothing_is_written(tmp_path):
    with open_doors(tmp_path) as doors:
        texts = changed("ties", "I01,I02,4", "I01,I77,7") | {
            "families": "id,teryt,needs\nR1,2499011,44051401359\n"
        }
        answer = doors.client.post(
            IMPORT,
            content=zip_of_texts(texts),
            headers=doors.headers("case_lead") | {"Content-Type": "application/zip"},
        )
        assert answer.status_code == 422
        assert answer.headers["Content-Type"] == "application/problem+json"
        faults = {
            (one["table"], one["row"], one["column"], one["value"]) for one in answer.json()["errors"]
        }
        assert {("ties", 2, "partner_id", "I77"), ("ties", 2, "strength", "7")} <= faults
        assert ("families", 2, "needs", None) in faults
        assert all(one["expected"] and one["expected_pl"] for one in answer.json()["errors"])
        assert "44051401359" not in answer.text
        assert doors.get(f"{API}/partnerships", "case_lead").json() == []


def test_what_is_not_a_package_is_refused(lead):
    for data in (b"", b"not a zip", zip_of_texts({"../../etc/passwd": "x"}), _bomb()):
        answer = send(lead, data)
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"]


def _bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("institutions.csv", b"0" * (200 << 20))
    return packed.getvalue()


def test_bodies_have_limits(lead):
    assert send(lead, b"0" * ((64 << 20) + 1)).status_code == 413
    answer = lead.post(
        f"{API}/routes", content=b" " * (300 << 10), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Content-Security-Policy" in answer.headers
    # A body that does not announce its size is counted as it arrives.
    chunks = (b" " * 1024 for _ in range(300))
    answer = lead.post(f"{API}/routes", content=chunks, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


def test_an_import_can_depend_on_the_state_that_was_seen(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        doors.client.headers.update(doors.headers("case_lead"))
        seen = doors.client.get(PATH).headers["ETag"]
        changed_once = zip_of(demo_package, population=40000)
        assert send(doors.client, changed_once, **{"If-Match": seen}).status_code == 200
        answer = send(doors.client, zip_of(demo_package, population=41000), **{"If-Match": seen})
        assert answer.status_code == 412
        assert doors.client.get(PATH).json()["population"] == 40000
        assert send(doors.client, changed_once, **{"If-Match": "*"}).status_code == 200
        absent = zip_of(FAR_PACKAGE)
        assert send(doors.client, absent, **{"If-Match": "*"}).status_code == 412


def test_the_same_post_happens_once(tmp_path, demo_package):
    with open_doors(tmp_path) as doors:
        doors.client.headers.update(doors.headers("case_lead"))
        data, key = zip_of(demo_package), {"Idempotency-Key": "a-1"}
        first = send(doors.client, data, **key)
        again = send(doors.client, data, **key)
        assert again.content == first.content
        assert again.json()["created"] == 353
        assert again.headers["Idempotent-Replayed"] == "true"
        assert send(doors.client, data + b" ", **key).status_code == 422
        assert send(doors.client, data, **{"Idempotency-Key": "a-2"}).json()["unchanged"] == 353
        # A failed one is not remembered.
        assert send(doors.client, b"no", **{"Idempotency-Key": "b"}).status_code == 422
        assert send(doors.client, data, **{"Idempotency-Key": "b"}).status_code == 200


def test_an_animator_cannot_retire_or_bring_cases(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        headers = doors.headers("animator") | {"Content-Type": "application/zip"}
        without = replace(demo_package, families=(), teams=())
        before = doors.runtime.library.package(HERE)
        # A file without families leaves those that there are, and is taken whether or not there are any.
        for package, status in ((demo_package, 403), (without, 200)):
            sent = doors.client.post(IMPORT, content=zip_of(package), headers=headers)
            assert sent.status_code == status
        assert doors.runtime.library.package(HERE) == before
        fresh = zip_of(without, id="inne")
        assert doors.client.post(IMPORT, content=fresh, headers=headers).status_code == 200


def test_nobody_takes_over_the_partnership_of_another_territory(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        headers = doors.headers("case_lead", territory=("1099",)) | {"Content-Type": "application/zip"}
        moved = zip_of(demo_package, teryt="1099011")
        assert doors.client.post(IMPORT, content=moved, headers=headers).status_code == 403
        assert doors.runtime.library.package(HERE).partnership.teryt == "2499011"


@pytest.mark.parametrize(("kind", "media_type"), [("package", "application/zip"), ("xlsx", XLSX)])
def test_an_exported_package_is_the_imported_one(doors, lead, kind, media_type):
    answer = lead.get(f"{PATH}/export", params={"format": kind})
    assert answer.headers["Content-Type"] == media_type
    assert "attachment" in answer.headers["Content-Disposition"]
    assert read_package_bytes(answer.content, "any").package == doors.runtime.library.package(HERE)


@pytest.mark.parametrize(("kind", "mark"), [("graphml", b"<graphml"), ("json", b'"nodes"')])
def test_the_network_is_exported_without_cases(lead, kind, mark):
    answer = lead.get(f"{PATH}/export", params={"format": kind})
    assert mark in answer.content
    assert b"I01" in answer.content
    assert b"R01" not in answer.content


def test_services_are_those_that_reach_a_gmina(lead):
    found = lead.get(f"{API}/services", params={"gmina": "2499011", "code": "PPS"})
    assert {one["institution_id"] for one in found.json()} == {"I01", "I05", "I34"}
    assert found.headers["X-Total-Count"] == str(len(found.json()))
    assert lead.get(f"{API}/services", params={"gmina": "1099011"}).json() == []
    every = lead.get(f"{API}/services").json()
    assert len(every) == 60
    assert lead.get(f"{API}/services", params={"limit": 10, "offset": 55}).json() == every[55:]
    assert lead.get(f"{API}/services", params={"gmina": "24"}).status_code == 422


def test_code_lists_are_those_of_the_model(lead):
    def codes(name):
        return [one["code"] for one in lead.get(f"{API}/vocabularies/{name}").json()]

    assert codes("needs")[:2] == ["N01", "N02"]
    assert "PPS" in codes("services")
    assert "OPS" in codes("institutions")
    assert codes("barriers")[-1] == "B12"
    assert "needs" in codes("information")
    assert lead.get(f"{API}/vocabularies/families").status_code == 422


def test_a_day_in_the_past_is_answered_as_of_that_day(lead):
    early = lead.get(PATH, params={"as_of": "2025-01-01"}).json()
    assert early["as_of"] == "2025-01-01"
    assert early["members"] == 0


def test_an_id_may_hold_anything(tmp_path):
    odd = "PZK 1/2 żółw"
    with open_doors(
        tmp_path, replace(FAR_PACKAGE, partnership=replace(FAR_PACKAGE.partnership, id=odd))
    ) as doors:
        path = f"{API}/partnerships/PZK%201%2F2%20%C5%BC%C3%B3%C5%82w"
        assert doors.get(path, "case_lead").json()["id"] == odd
        assert doors.get(f"{path}/measures", "case_lead").json()["partnership"] == odd
        assert doors.get(f"{path}/export", "case_lead").status_code == 200


def test_the_served_view_loads_only_from_this_server(lead):
    page = lead.get(f"{PATH}/view").text
    assert "<script>" not in page
    assert "style=" not in page
    sources = [part.split('"')[0] for part in page.split('src="')[1:]]
    assert sources
    for source in sources:
        asset = lead.get(source)
        assert asset.status_code == 200
        assert "immutable" in asset.headers["Cache-Control"]
    kept = lead.get(f"{PATH}/view", params={"download": "true"})
    assert "attachment" in kept.headers["Content-Disposition"]
    assert 'src="/' not in kept.text
    assert lead.get("/static/view/nothing.js").status_code == 404


def test_the_description_names_every_route_with_its_problems(doors):
    described = doors.client.get("/openapi.json").json()
    assert f"{API}/partnerships/{{partnership_id}}/gaps" in described["paths"]
    for path, methods in described["paths"].items():
        for one in methods.values():
            if path.startswith("/api/"):
                assert {"401", "403", "422", "503"} <= set(one["responses"])
                assert {"200", "201", "204"} & set(one["responses"])
                assert "application/problem+json" in one["responses"]["403"]["content"]
    assert "Problem" in described["components"]["schemas"]


def test_one_question_is_rendered_once_however_many_ask():
    class Source:
        pass

    source, rendered = Source(), []

    def render():
        rendered.append(1)
        return b"{}"

    answers = Answers()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: answers.get(source, "q", render), range(64)))
    assert len(rendered) == 1
    assert len({one.etag for one in found}) == 1
    answers.get(Source(), "q", render)
    assert len(rendered) == 2


def test_few_answers_are_kept_and_a_failed_one_is_not():
    class Source:
        pass

    source, answers = Source(), Answers(most=2)
    for question in range(5):
        answers.get(source, question, lambda: b"x")
    assert len(answers) == 2

    def fail():
        raise LookupError

    with pytest.raises(LookupError):
        answers.get(source, "bad", fail)
    assert answers.get(source, "bad", lambda: b"good").body == b"good"


def test_numbers_keep_their_full_precision():
    assert orjson.loads(render_json({"x": 0.1 + 0.2}))["x"] == 0.1 + 0.2


def test_imports_that_wait_for_their_turn_keep_no_reader_waiting(tmp_path):
    with open_doors(tmp_path, FAR_PACKAGE) as doors, ThreadPoolExecutor(61) as people:
        headers = doors.headers("case_lead")
        sent = {"content": zip_of(FAR_PACKAGE, id="czeka")}
        sent["headers"] = headers | {"Content-Type": "application/zip"}
        with doors.runtime.importing:
            imports = [people.submit(doors.client.post, IMPORT, **sent) for _ in range(60)]
            sleep(0.5)
            read = people.submit(doors.client.get, f"{API}/partnerships", headers=headers)
            assert read.result(timeout=30).status_code == 200
            assert not any(one.done() for one in imports)
        assert {one.result().status_code for one in imports} == {200}


def test_what_an_answer_says_is_read_once_and_goes_with_it():
    class Source:
        pass

    source, answers = Source(), Answers(most=2)
    first = answers.document(source, "q", lambda: b'{"gaps": [1]}')
    assert first == {"gaps": [1]}
    assert answers.document(source, "q", lambda: b"never asked") is first
    assert answers.get(source, "q", lambda: b"never asked").body == b'{"gaps": [1]}'
    newer = Source()
    assert answers.document(newer, "q", lambda: b'{"gaps": []}') == {"gaps": []}
    answers.get(source, "other", lambda: b"1")
    answers.get(source, "another", lambda: b"2")
    assert answers.document(source, "q", lambda: b'{"gaps": [2]}') == {"gaps": [2]}
    answers.clear()
    assert answers.document(source, "q", lambda: b'{"gaps": [3]}') == {"gaps": [3]}


def test_pages_change_nothing_of_the_answers_they_share(doors):
    """Each page twice: a change that one made would be seen by the next, or in the answer itself."""
    grant = Grant("lead", frozenset({Role.CASE_LEAD}), ("*",))
    browser = TestClient(doors.client.app, base_url=BASE)
    browser.post(f"/wejscie/{create_link(doors.runtime.access, grant, 1)}").raise_for_status()
    answers = doors.runtime.answers
    addresses = [sample for page in pages() for sample in page.samples if page.action and HERE in sample]
    assert len(addresses) > 8
    for _ in range(2):
        for address in addresses:
            assert browser.get(address).status_code == 200, address
    read = list(answers._read.values())
    assert read
    assert [one.document for one in read] == [orjson.loads(one.body) for one in read]
