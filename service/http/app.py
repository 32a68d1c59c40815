"""The web application: doors, guards and pages around one runtime."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from anyio import create_task_group
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount

from graph.errors import StoreUnavailable
from service.access import entrance
from service.access.download_audit import DownloadAudit
from service.access.guard import OpenToAll, Requirement
from service.cases import api as cases
from service.cases.retention import retire_daily
from service.description import add_description
from service.description import page as description_page
from service.exchange import api as exchange
from service.exchange import pages as loading
from service.exchange.work import finish_work
from service.http import api_routes, assets, health, scrape
from service.http.health import keep_confirming
from service.http.limits import BodyLimit, RequestLimit
from service.http.logs import APP
from service.http.middleware import OuterMiddleware
from service.http.page_routes import add_pages
from service.http.problems import add_problem_handlers
from service.http.telemetry import telemetry_config, warn_without_provider
from service.http.unavailable import in_english
from service.registers import api as registers
from service.runtime import Runtime
from service.settings import Settings, load_settings


def create_app(settings: Settings | None = None, *, runtime: Runtime | None = None) -> FastAPI:
    """The application.

    Parameters
    ----------
    settings
        Those of the environment if not given.
    runtime
        A runtime that is already open. The application closes it when it stops.

    Raises
    ------
    SettingsError
        When the settings cannot be used.
    """
    kept = runtime or Runtime(settings or load_settings())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        await run_in_threadpool(_begin, kept)
        try:
            async with create_task_group() as beside:
                beside.start_soon(retire_daily, kept)
                beside.start_soon(keep_confirming, kept)
                yield
                beside.cancel_scope.cancel()
        finally:
            await run_in_threadpool(_end, kept)

    app = FastAPI(
        title="Kooperacje 3D Network",
        version="1",
        lifespan=lifespan,
        # The framework's page would load scripts of another host; ours is in service.description.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=_operation_id,
        telemetry=telemetry_config(on=kept.settings.telemetry),
    )
    app.state.runtime = kept
    uploads = (exchange.IMPORT_PATH, loading.UPLOAD_PATH, *registers.IMPORT_PATHS)
    larger = dict.fromkeys(uploads, exchange.MOST_IMPORT_BYTES)
    app.add_middleware(DownloadAudit)
    app.add_middleware(BodyLimit, larger=larger | {cases.IMPORT_END: cases.MOST_IMPORT_BYTES})
    app.add_middleware(RequestLimit)
    app.add_middleware(OuterMiddleware, behind_tls=kept.settings.tls_terminated)
    add_problem_handlers(app)
    app.include_router(health.router)
    app.include_router(scrape.router)
    app.include_router(entrance.router)
    app.include_router(api_routes.router)
    app.include_router(assets.router)
    add_pages(app)
    app.include_router(description_page.router)
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


def _declared(route: object) -> bool:
    dependant = getattr(route, "dependant", None)
    return dependant is not None and any(
        isinstance(one.call, Requirement | OpenToAll) for one in dependant.dependencies
    )


def _operation_id(route: APIRoute) -> str:
    """What an operation is called in the description: as the function that answers it."""
    return route.name


def open_all(runtime: Runtime) -> None:
    """Open what is needed, so that what cannot be opened is known at once.

    Raises
    ------
    SettingsError, StoreError, OSError
        What stands in the way. A Neo4j server is only asked when something is needed of it.
    """
    _ = (
        runtime.thresholds,
        runtime.weights,
        runtime.costs,
        runtime.access,
        runtime.metrics,
        runtime.store,
    )
    if runtime.settings.uses_neo4j:
        # One that is away is asked again and again; see `keep_confirming`.
        with suppress(StoreUnavailable):
            runtime.confirm_access()


def _begin(runtime: Runtime) -> None:
    open_all(runtime)
    if runtime.settings.telemetry:
        warn_without_provider()
    try:
        runtime.store.ping()
    except StoreUnavailable as error:
        if not runtime.settings.uses_neo4j:
            raise
        # The server may be up before its database: it answers 503 until the database is there.
        facts = {"query": error.query, "reason": in_english(error)}
        APP.warning("the database does not answer yet", extra={"facts": facts})


def _end(runtime: Runtime) -> None:
    # What was begun on a page writes to the store and to the archive beside it until it is done.
    finish_work(runtime)
    runtime.close()
