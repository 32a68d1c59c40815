"""What Prometheus is told: counts that rise by what was done, and nothing about whom or what."""

import re

import pytest
from fastapi.testclient import TestClient
from opentelemetry import trace
from opentelemetry.trace import NoOpTracer, SpanKind, TracerProvider
from prometheus_client.parser import text_string_to_metric_families

from doors import BASE, HERE, Doors, open_doors, zip_of
from graph.errors import StoreUnavailable
from service.access.policy import Role
from service.http.app import create_app
from service.runtime import Runtime
from service.settings import Settings

GAPS = f"/api/v1/partnerships/{HERE}/gaps"
GAPS_ROUTE = "/api/v1/partnerships/{partnership_id:path}/gaps"
IMPORT = "/api/v1/partnerships/import"
REQUESTS = "kooperacje_request_duration_seconds_count"


@pytest.fixture
def doors(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as opened:
        yield opened


def scraped(doors):
    """Every sample: name and labels -> value."""
    answer = doors.get("/metrics", Role.ADMINISTRATOR)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def value(samples, name, **labels):
    return samples.get((name, tuple(sorted(labels.items()))), 0)


def test_requests_are_counted_by_route_and_status(doors):
    for _ in range(3):
        assert doors.get(GAPS, Role.CASE_LEAD).status_code == 200
    assert doors.get(GAPS, Role.API_CLIENT).status_code == 403
    assert doors.get("/api/v1/partnerships/tajne/gaps", Role.CASE_LEAD).status_code == 404
    samples = scraped(doors)
    for status, times in (("200", 3), ("403", 1), ("404", 1)):
        assert value(samples, REQUESTS, method="GET", route=GAPS_ROUTE, status=status) == times
    took = value(
        samples, REQUESTS.replace("_count", "_sum"), method="GET", route=GAPS_ROUTE, status="200"
    )
    assert took > 0


def test_answers_snapshots_and_imports_are_counted(doors, demo_package):
    before = scraped(doors)
    lead = doors.headers(Role.CASE_LEAD)
    for _ in range(2):
        doors.client.get(GAPS, headers=lead)
    for sent, key in ((demo_package, "a" * 8), (demo_package, "a" * 8)):
        headers = lead | {"Content-Type": "application/zip", "Idempotency-Key": key}
        assert doors.client.post(IMPORT, content=zip_of(sent), headers=headers).status_code == 200
    changed = zip_of(demo_package, name="Jarzębin Zmieniony")
    headers = lead | {"Content-Type": "application/zip"}
    assert doors.client.post(IMPORT, content=changed, headers=headers).status_code == 200
    samples = scraped(doors)
    for result in ("unchanged", "replayed", "changed"):
        assert value(samples, "kooperacje_imports_total", result=result) == 1
    assert value(samples, "kooperacje_answers_total", source="rendered") >= 1
    assert value(samples, "kooperacje_answers_total", source="kept") >= 1
    assert value(samples, "kooperacje_snapshot_builds_total") == 1
    assert value(before, "kooperacje_snapshot_builds_total") == 0


def test_failures_of_the_database_are_counted_and_told(tmp_path):
    # A port where nothing listens: a real driver, and a real refusal.
    settings = Settings(store="bolt://127.0.0.1:9", neo4j_password="anything", data=tmp_path)
    runtime = Runtime(settings)
    with TestClient(create_app(runtime=runtime), base_url=BASE) as client:
        doors = Doors(runtime, client)
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        with pytest.raises(StoreUnavailable):
            runtime.store.ping()
        samples = scraped(doors)
    assert value(samples, "kooperacje_store_errors_total", kind="store-unavailable") == 1
    assert value(samples, REQUESTS, method="GET", route="/health/ready", status="503") == 1


def test_labels_hold_no_ids_and_no_text_of_clients(doors):
    lead = doors.headers(Role.CASE_LEAD)
    paths = (
        GAPS,
        f"/partnerstwa/{HERE}",
        "/api/v1/families/R01/referrals",
        "/wejscie/ukryte-haslo",
        "/nie-ma/Kowalska",
        "/api/v1/services?code=tajne",
    )
    for path in paths:
        doors.client.get(path, headers=lead, follow_redirects=False)
    doors.client.request("KOWALSKA", "/")
    text = doors.get("/metrics", Role.ADMINISTRATOR).text
    for private in (HERE, "R01", "ukryte", "Kowalska", "KOWALSKA", "tajne", "token "):
        assert private not in text
    routes = set(re.findall(r'route="([^"]*)"', text))
    assert "/api/v1/families/{family_id}/referrals" in routes
    assert "other" in routes


def test_two_applications_count_apart(tmp_path, demo_package):
    with open_doors(tmp_path / "one", demo_package) as one:
        one.get(GAPS, Role.CASE_LEAD)
        with open_doors(tmp_path / "two", demo_package) as two:
            assert value(scraped(two), REQUESTS, method="GET", route=GAPS_ROUTE, status="200") == 0


class Recorder(TracerProvider):
    """A provider that keeps what it is told of the requests that were traced."""

    def __init__(self):
        self.spans = []

    def get_tracer(self, *args, **kwargs):
        spans = self.spans

        class Recording(NoOpTracer):
            def start_span(self, name, context=None, kind=SpanKind.INTERNAL, attributes=None, *rest):
                spans.append((name, dict(attributes or {})))
                return super().start_span(name, context, kind, attributes, *rest)

        return Recording()


def test_traces_are_handed_on_only_when_asked_for_and_never_of_addresses(tmp_path):
    recorder = Recorder()
    trace.set_tracer_provider(recorder)
    for on in (False, True):
        with open_doors(tmp_path / str(on), telemetry=on) as doors:
            doors.client.get("/wejscie/ukryte-haslo")
            assert recorder.spans == []
            doors.client.get("/api/v1/services?code=tajne")
        assert [name for name, _ in recorder.spans] == (["GET"] if on else [])
    (told,) = (attributes for _, attributes in recorder.spans)
    assert told["http.request.method"] == "GET"
    assert not {"url.path", "url.query"} & set(told)
