"""The pages there are. A page that is not here does not stand in any menu."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from service.access.policy import Action, Grant

#: The order of the menu; what is not built yet is left out.
_ORDER: Final = (
    *(
        "partnerships",
        "portfolio",
        "overview",
        "institutions",
        "network",
        "gaps",
        "advice",
        "recruitment",
    ),
    *("what_if", "cases", "routes", "services", "flows", "monitoring", "report"),
    *("surveys", "timeline"),
    *("import", "compare", "settings", "trail", "glossary"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes
    ----------
    name
        Its title in the catalogue is ``menu.<name>``.
    path
        Its address; ``{partnership_id}`` and other places stand for ids.
    action
        What a principal must be allowed to do; ``None``: open to everybody.
    in_menu
        Whether the menu leads there; within a partnership where the path names one.
    samples
        Addresses of the page over the demo partnership, for tests and screenshots.
    also
        Another action that opens the page just as well.
    on_contacts
        Whether it shows what is read from reports of cooperation, and so says where there are none.
    """

    name: str
    path: str
    action: Action | None
    in_menu: bool = True
    samples: tuple[str, ...] = ()
    also: Action | None = None
    on_contacts: bool = False

    @property
    def route(self) -> str:
        """The path for the router; ids may hold slashes.

        >>> Page("gaps", "/partnerstwa/{partnership_id}/luki", None).route
        '/partnerstwa/{partnership_id:path}/luki'
        """
        return self.path.replace("_id}", "_id:path}")

    @property
    def of_partnership(self) -> bool:
        """Whether the page belongs to one partnership."""
        return "{partnership_id}" in self.path

    def url(self, **places: str) -> str:
        """The address with ids put in.

        >>> Page("gaps", "/partnerstwa/{partnership_id}/luki", None).url(partnership_id="a/b ż")
        '/partnerstwa/a%2Fb%20%C5%BC/luki'
        """
        return self.path.format(**{name: quote(value, safe="") for name, value in places.items()})

    def open_to(self, grant: Grant | None) -> bool:
        """Whether somebody may open it, territory aside."""
        if self.action is None:
            return True
        actions = [one for one in (self.action, self.also) if one is not None]
        return grant is not None and any(grant.may(action) for action in actions)


_PAGES: Final[dict[str, Page]] = {}


def register(page: Page) -> Page:
    """Make a page known; each name once."""
    if _PAGES.setdefault(page.name, page) is not page:
        raise ValueError(f"two pages are named {page.name}")
    return page


def find_page(name: str) -> Page | None:
    """The page of a name, ``None`` where it is not built."""
    return _PAGES.get(name)


def pages() -> tuple[Page, ...]:
    """Every page: those of the menu in its order, then the others by name."""
    return tuple(sorted(_PAGES.values(), key=lambda page: (_place(page), page.name)))


def menu(grant: Grant | None, *, of_partnership: bool) -> tuple[Page, ...]:
    """The pages of a menu that somebody may open."""
    return tuple(
        page
        for page in pages()
        if page.in_menu and page.of_partnership == of_partnership and page.open_to(grant)
    )


def _place(page: Page) -> int:
    return _ORDER.index(page.name) if page.name in _ORDER else len(_ORDER)
