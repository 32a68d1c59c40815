"""What the running server counts, for Prometheus: labels are names of routes and kinds, never ids."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from graph.stores import ImportReport
    from service.runtime import Runtime

#: Bounds in seconds: most answers are kept ones (milliseconds), the slowest are first diagnoses.
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: Where no route fits, and for what a client makes up: its own text must not become a label.
_OTHER: Final = "other"


class Metrics:
    """Counts of one running product, apart from those of any other in the process."""

    def __init__(self, runtime: "Runtime") -> None:
        """Nothing is counted yet; what ``runtime`` holds is read when somebody asks."""
        self._registry = CollectorRegistry()
        self._paths: dict[int, str] = {}
        self._requests = Histogram(
            "kooperacje_request_duration_seconds",
            "Requests by route, with the time until the answer was sent",
            ("method", "route", "status"),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._imports = Counter(
            "kooperacje_imports",
            "Packages taken over HTTP: changed, unchanged, or replayed for a repeated key",
            ("result",),
            registry=self._registry,
        )
        self._store_errors = Counter(
            "kooperacje_store_errors",
            "Requests that failed because of the database, by kind of problem",
            ("kind",),
            registry=self._registry,
        )
        self._registry.register(_Holdings(runtime))
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)

    def request_done(self, scope: Mapping[str, Any], status: int, seconds: float) -> None:
        """Count a request that was answered; status 0 says that the client was gone before."""
        method = scope["method"] if scope["method"] in _METHODS else _OTHER
        self._requests.labels(method, self._route_of(scope), str(status)).observe(seconds)

    def import_done(self, report: "ImportReport | None") -> None:
        """Count an import; ``None`` is one that had been done before under its key."""
        result = "replayed"
        if report is not None:
            result = "changed" if report.created + report.updated + report.retired else "unchanged"
        self._imports.labels(result).inc()

    def store_failed(self, kind: str) -> None:
        """Count a request that the database failed."""
        self._store_errors.labels(kind).inc()

    def exposition(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self._registry)

    def _route_of(self, scope: Mapping[str, Any]) -> str:
        route = scope.get("route")
        if route is None:
            return _OTHER
        if not self._paths:
            # A route knows its path within its router only; the application knows the whole.
            self._paths = _full_paths(scope["app"])
        return self._paths.get(id(route), _OTHER)


class _Holdings(Collector):
    """What the runtime has kept and made, as it says itself when asked."""

    def __init__(self, runtime: "Runtime") -> None:
        self._house = runtime

    def collect(self) -> Iterator[Metric]:
        """The figures of now."""
        now = self._house.figures()
        answers = CounterMetricFamily(
            "kooperacje_answers", "Answers by whether they were made or kept ones", labels=("source",)
        )
        answers.add_metric(("rendered",), now.answers_rendered)
        answers.add_metric(("kept",), now.answers_reused)
        yield answers
        yield CounterMetricFamily(
            "kooperacje_snapshot_builds", "Snapshots built from the store", now.snapshots_built
        )
        yield GaugeMetricFamily("kooperacje_answers_held", "Answers kept now", now.answers_held)

    def describe(self) -> list[Metric]:
        """Nothing to ask for beforehand."""
        return []


def _full_paths(app: FastAPI) -> dict[int, str]:
    return {id(one.original_route): str(one.path) for one in iter_route_contexts(app.routes)}
