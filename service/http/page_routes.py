"""The pages that people read in a browser, and the errors they may meet there."""

from fastapi import APIRouter, FastAPI

from service import forms
from service.administration import pages as settings
from service.cases import pages as cases
from service.certainty import pages as certainty
from service.editing import deletion_pages as deletion
from service.editing import pages as edit
from service.editing import removal_pages as removal
from service.exchange import pages as loading
from service.exchange import undo_page as undo
from service.exchange import work
from service.gaps import pages as gaps
from service.gaps import proof_pages as gap_proof
from service.monitoring import pages as monitoring
from service.network import pages as network
from service.pages import files
from service.pages.failures import error_page
from service.partnerships import compare_page as compare
from service.partnerships import institutions_page as institutions
from service.partnerships import overview_page as overview
from service.partnerships import services_page as services
from service.partnerships import start_page as start
from service.people import sign_in_pages as sign_in
from service.people import trail_pages as trail
from service.plan import feedback_page as give_back
from service.plan import files as plan_files
from service.plan import pages as plan
from service.portfolio import pages as portfolio
from service.records import flows_pages as flows
from service.records import pages as advice
from service.recruitment import pages as recruitment
from service.reference import glossary_page as glossary
from service.report import pages as report
from service.routes import pages as routes
from service.surveys import form_pages as survey_forms
from service.surveys import pages as surveys
from service.surveys import sheet_pages as survey_sheet
from service.surveys import timeline_page as timeline
from service.what_if import pages as what_if

router = APIRouter()
# Longer paths first: an id may hold slashes.
for part in (
    files,
    glossary,
    sign_in,
    survey_sheet,
    start,
    cases,
    plan_files,
    plan,
    advice,
    flows,
    monitoring,
    surveys,
    survey_forms,
    timeline,
    compare,
    portfolio,
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
