"""Texts of the pages that plan: support routes, invitations, changes, services, loading of data."""

from typing import Final

from service.pages.messages_routes import ROUTES

PLANNING: Final[dict[str, tuple[str, str]]] = {
    "pick.none": ("–", "–"),
    **ROUTES,
}
