"""The pages that people read in a browser, and the errors they may meet there."""

from fastapi import APIRouter, FastAPI

from service.pages import (
    advice,
    cases,
    certainty,
    compare,
    deletion,
    edit,
    files,
    flows,
    forms,
    gap_proof,
    gaps,
    give_back,
    glossary,
    institutions,
    loading,
    monitoring,
    network,
    overview,
    plan,
    plan_files,
    recruitment,
    removal,
    report,
    routes,
    services,
    settings,
    sign_in,
    start,
    trail,
    undo,
    what_if,
    work,
)
from service.pages.failures import error_page

router = APIRouter()
# Longer paths first: an id may hold slashes.
for part in (
    files,
    glossary,
    sign_in,
    start,
    cases,
    plan_files,
    plan,
    advice,
    flows,
    monitoring,
    compare,
    settings,
    trail,
    work,
    certainty,
    forms,
    deletion,
    edit,
    routes,
    recruitment,
    what_if,
    services,
    loading,
    removal,
    undo,
    give_back,
    institutions,
    gap_proof,
    gaps,
    network,
    report,
    overview,
):
    router.include_router(part.router)


def add_pages(app: FastAPI) -> None:
    """Serve the pages, and answer browsers with a page where something goes wrong."""
    app.state.error_page = error_page
    app.include_router(router)
