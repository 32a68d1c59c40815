"""The web application: doors, guards and pages around one house."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from anyio import create_task_group
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount

from graph.errors import StoreUnavailable
from service import api, assets, health, pages, scrape
from service.access import entrance
from service.access.guard import OpenToAll, Requirement
from service.api import cases, exchange
from service.describe import add_description
from service.house import House
from service.limits import BodyLimit
from service.logs import APP
from service.middleware import Doorway
from service.pages import loading
from service.problems import add_problem_handlers
from service.retention import retire_daily
from service.settings import Settings, load_settings


def create_app(settings: Settings | None = None, *, house: House | None = None) -> FastAPI:
    """The application.

    Parameters
    ----------
    settings
        Those of the environment if not given.
    house
        A house that is already open. The application closes it when it stops.

    Raises
    ------
    SettingsError
        When the settings cannot be used.
    """
    kept = house or House(settings or load_settings())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        await run_in_threadpool(_open, kept)
        try:
            async with create_task_group() as beside:
                beside.start_soon(retire_daily, kept)
                yield
                beside.cancel_scope.cancel()
        finally:
            await run_in_threadpool(kept.close)

    app = FastAPI(
        title="Kooperacje 3D Network",
        version="1",
        lifespan=lifespan,
        # The page that presents the interface would load scripts of another host.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry=_telemetry(on=kept.settings.telemetry),
    )
    app.state.house = kept
    uploads = (exchange.IMPORT_PATH, loading.UPLOAD_PATH)
    larger = dict.fromkeys(uploads, exchange.MOST_IMPORT_BYTES)
    app.add_middleware(BodyLimit, larger=larger | {cases.IMPORT_END: cases.MOST_IMPORT_BYTES})
    app.add_middleware(Doorway, behind_tls=kept.settings.tls_terminated)
    add_problem_handlers(app)
    app.include_router(health.router)
    app.include_router(scrape.router)
    app.include_router(entrance.router)
    app.include_router(api.router)
    app.include_router(assets.router)
    pages.add_pages(app)
    add_description(app)
    refuse_unguarded(app)
    return app


def refuse_unguarded(app: FastAPI) -> None:
    """Stop the start if any route declares neither an action nor that it is open to all.

    Raises
    ------
    RuntimeError
        Naming the routes.
    """
    bare = [
        str(route.path)
        for route in iter_route_contexts(app.routes)
        if not isinstance(route.original_route, Mount) and not _declared(route)
    ]
    if bare:
        raise RuntimeError(f"routes without a declared action: {', '.join(bare)}")


def _telemetry(*, on: bool) -> TelemetryConfig:
    # Its logs would hold what was sent, its traces the addresses of one-time links.
    return TelemetryConfig(
        tracing=on,
        metrics=on,
        logs=False,
        auto_configure=False,
        exclude=lambda scope: str(scope.get("path", "")).startswith(entrance.SIGN_IN_PATH),
    )


def _declared(route: object) -> bool:
    dependant = getattr(route, "dependant", None)
    return dependant is not None and any(
        isinstance(one.call, Requirement | OpenToAll) for one in dependant.dependencies
    )


def _open(house: House) -> None:
    """Open what is needed, so that what cannot be opened is known at once."""
    _ = (house.thresholds, house.weights, house.costs, house.access, house.metrics)
    try:
        house.store.ping()
    except StoreUnavailable as error:
        # The server may be up before its database: it answers 503 until the database is there.
        APP.warning("the database does not answer yet", extra={"facts": {"query": error.query}})
