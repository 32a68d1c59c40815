"""Texts of the pages that plan: support routes, invitations, changes, services, loading of data."""

from typing import Final

from service.pages.messages.inviting import INVITING
from service.pages.messages.loading import LOADING
from service.pages.messages.routes import ROUTES
from service.pages.messages.services import SERVICES

PLANNING: Final[dict[str, tuple[str, str]]] = {
    **ROUTES,
    **INVITING,
    **SERVICES,
    **LOADING,
}
