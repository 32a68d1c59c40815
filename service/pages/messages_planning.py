"""Texts of the pages that plan: support routes, invitations, changes, services, loading of data."""

from typing import Final

from service.pages.messages_inviting import INVITING
from service.pages.messages_loading import LOADING
from service.pages.messages_routes import ROUTES
from service.pages.messages_services import SERVICES

PLANNING: Final[dict[str, tuple[str, str]]] = {
    **ROUTES,
    **INVITING,
    **SERVICES,
    **LOADING,
}
