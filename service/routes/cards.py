"""An answer about support routes, put into the words and links that its page shows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.gaps.names import Names
from graph.routes import RouteCosts, index_of
from graph.snapshot import Snapshot
from graph.vocabulary import NEEDS
from service.answers.documents import Document
from service.pages.localizer import PageLocalizer
from service.pages.need_words import plain_need
from service.pages.shell import Link

_URGENT: Final = ("closed_circle", "trafficking")
#: Kinds of notices with a title of their own.
_TITLED: Final = (*_URGENT, "age_not_given")
_MOST_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """The points of a basket and what they are made of, as numbers to read."""

    total: str
    paths: str
    waits: str
    institutions: str


@dataclass(frozen=True, slots=True)
class Card:
    """One basket; ``same`` are the places of items that basket no. 1 holds too."""

    rank: int
    multisector: bool
    longest: str
    items: Sequence[Document]
    same: frozenset[int]
    cost: Cost | None


class RouteCards:
    """Speaks about one answer in one language."""

    def __init__(
        self, snapshot: Snapshot, document: Document, localizer: PageLocalizer, url: Callable[..., str]
    ) -> None:
        self._snapshot = snapshot
        self._document = document
        self._reader = localizer
        self._url = url
        self._names = Names(snapshot, localizer.lang)
        self._known = index_of(snapshot).institutions

    def topic(self, code: str) -> str:
        """A need in plain words, or a service asked for directly."""
        return plain_need(code, self._reader) if code in NEEDS else self._names.service(code)

    def topics(self, codes: Iterable[str]) -> str:
        """Several needs."""
        return "; ".join(self.topic(code) for code in codes)

    def place(self, id: str) -> Link:
        """An institution; it leads to its page where it is on the map."""
        name = self._known[id].name if id in self._known else id
        on_map = id in self._snapshot.institutions
        return Link(name, self._url("institution", institution_id=id) if on_map else "")

    def wait(self, row: Mapping[str, object]) -> str:
        """How long one waits."""
        days = row["wait_days"]
        if not row["wait_known"] or not isinstance(days, int):
            return self._reader.t("unknown")
        return self._reader.count("n.days", days) if days else self._reader.t("service.no_wait")

    def ages(self, row: Mapping[str, object]) -> str:
        """The ages a service takes."""
        return self._names.ages(row)

    def strength(self, step: Mapping[str, object]) -> str:
        """The rating of a tie, or the word for it where ratings are not shown."""
        value = step["strength"]
        if isinstance(value, int | float):
            return f"{self._reader.number(value, 1)} (1–5)"
        return self._reader.t(f"band.{step['strength_band']}")

    def baskets(self, costs: RouteCosts) -> tuple[Card, ...]:
        """The baskets, each told apart from the first."""
        found: Sequence[Document] = self._document["baskets"]
        first = {_key(item) for item in found[0]["items"]} if found else set[tuple[str, str]]()
        return tuple(
            Card(
                rank=basket["rank"],
                multisector=basket["multisector"],
                longest=self._days(basket["wait_days"]),
                items=basket["items"],
                same=frozenset(
                    place
                    for place, item in enumerate(basket["items"])
                    if basket["rank"] > 1 and _key(item) in first
                ),
                cost=self._cost(basket, costs),
            )
            for basket in found
        )

    def unmet(self, gaps: Mapping[str, str]) -> list[Document]:
        """Needs without a service; ``gaps`` maps ids of gaps that may be shown to their addresses."""
        return [
            {
                "topic": self.topic(row["need"]),
                "explanation": row["explanation"],
                "reason": self._reader.t(f"blocked.{row['blocked_by']}"),
                "nearest": [
                    self._miss(one, row["blocked_by"]) for one in row["nearest"][:_MOST_NEAREST]
                ],
                "gap": gaps.get(row["gap"], ""),
            }
            for row in self._document["unmet"]
        ]

    def notices(self) -> list[Document]:
        """Where to turn instead of a basket; those with emergency numbers first."""
        rows: list[Document] = [
            {
                "urgent": row["kind"] in _URGENT,
                "title": self._reader.t(
                    f"notice.{row['kind'] if row['kind'] in _TITLED else 'other'}",
                    topic=self.topic(row["need"]),
                ),
                "phones": [(phone, self._reader.t(f"phone.{phone}")) for phone in row["phones"]],
                "doors": row["institutions"],
                "text": self._reader.t(f"notice.{row['kind']}.text")
                if row["kind"] in _URGENT
                else row["text"],
                "withheld": self._names.services(row["withheld_services"]),
            }
            for row in self._document["notices"]
        ]
        return sorted(rows, key=lambda row: not row["urgent"])

    def _miss(self, row: Document, blocked_by: str) -> Document:
        wait = row["wait_days"]
        return {
            "service": row["service"],
            "place": self.place(row["institution_id"]),
            "phone": row["phone"],
            "ages": self._names.ages(row),
            "gmina": row["gmina"] if blocked_by == "territory" else None,
            "wait": self._reader.t("unknown") if wait is None else self._days(wait),
        }

    def _days(self, days: int) -> str:
        return self._reader.count("n.days", days) if days else self._reader.t("service.no_wait")

    def _cost(self, basket: Document, costs: RouteCosts) -> Cost | None:
        if basket["cost"] is None:
            return None
        paths = sum(item["path_cost"] for item in basket["items"])
        institutions = len({item["institution_id"] for item in basket["items"]}) * costs.institution
        parts = (basket["cost"], paths, basket["cost"] - paths - institutions, institutions)
        return Cost(*(self._reader.number(part, 1) for part in parts))


def _key(item: Mapping[str, str]) -> tuple[str, str]:
    return item["service_id"], item["institution_id"]
