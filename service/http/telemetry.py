"""Traces and measurements for OpenTelemetry: routes, methods and times, never what an address holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from fastapi.telemetry import TelemetryConfig
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.util.types import Attributes

from service.access.entrance import SIGN_IN_PATH
from service.http.logs import APP

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor

#: Paths hold pseudonyms, queries what was asked for, the method's own spelling whatever was sent.
_TOLD_BY_CLIENTS: Final = frozenset({"url.path", "url.query", "http.request.method_original"})


class RoutesOnly(trace.TracerProvider):
    """The provider of the process, told the route of a request and not its address."""

    def get_tracer(
        self,
        instrumenting_module_name: str,
        instrumenting_library_version: str | None = None,
        schema_url: str | None = None,
        attributes: Attributes = None,
    ) -> trace.Tracer:
        """A tracer of the process's provider."""
        return _RoutesOnlyTracer(
            trace.get_tracer_provider().get_tracer(
                instrumenting_module_name, instrumenting_library_version, schema_url, attributes
            )
        )

    def add_span_processor(self, processor: "SpanProcessor") -> None:
        """Add an exporter to the provider of the process; one is made where there is none."""
        from opentelemetry.sdk.trace import TracerProvider

        if not has_provider():
            trace.set_tracer_provider(TracerProvider(shutdown_on_exit=False))
        cast("TracerProvider", trace.get_tracer_provider()).add_span_processor(processor)


class _RoutesOnlyTracer(trace.Tracer):
    """What the framework asks of a tracer: spans of requests, and of the steps within them."""

    def __init__(self, tracer: trace.Tracer) -> None:
        self._tracer = tracer

    def start_span(
        self,
        name: str,
        context: Context | None = None,
        kind: trace.SpanKind = trace.SpanKind.INTERNAL,
        attributes: Attributes = None,
        links: Sequence[trace.Link] | None = None,
        start_time: int | None = None,
        record_exception: bool = True,
        set_status_on_exception: bool = True,
    ) -> trace.Span:
        told = {k: v for k, v in (attributes or {}).items() if k not in _TOLD_BY_CLIENTS}
        return self._tracer.start_span(
            name, context, kind, told, links, start_time, record_exception, set_status_on_exception
        )

    def start_as_current_span(self, *given: Any, **more: Any) -> Any:  # noqa: ANN401  # handed on as it is
        # A step within a request: it bears the name of a function.
        return self._tracer.start_as_current_span(*given, **more)


def telemetry_config(*, on: bool) -> TelemetryConfig:
    """What the framework hands on; its logs would hold what was sent.

    ``OTEL_EXPORTER_OTLP_ENDPOINT`` and its relatives say where to, unless the process has providers.
    """
    return TelemetryConfig(
        tracing=on,
        metrics=on,
        logs=False,
        auto_configure=on,
        tracer_provider=RoutesOnly(),
        # Not even that somebody came in by a link.
        exclude=lambda scope: str(scope.get("path", "")).startswith(SIGN_IN_PATH),
    )


def has_provider() -> bool:
    """Whether anything takes the traces of this process."""
    return not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider)


def warn_without_provider() -> None:
    """Say in the log when telemetry is switched on and goes nowhere."""
    if not has_provider():
        APP.warning(
            "KOOPERACJE_TELEMETRY is on, but traces go nowhere: install the product with [telemetry] and"
            " set OTEL_EXPORTER_OTLP_ENDPOINT"
        )
