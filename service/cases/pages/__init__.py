"""The pages of families' cases: the list, one case, each of its steps, and what is printed of it."""

from fastapi import APIRouter

from service.cases.pages import bases_saved, gaps, handlers, sheets

router = APIRouter()
# Longer paths first: an id may hold slashes.
for part in (bases_saved, gaps, sheets, handlers):
    router.include_router(part.router)
