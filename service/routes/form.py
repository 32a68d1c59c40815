"""The question for support routes as a form: codes and choices only, nothing about a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import BaseModel, Field

from graph.routes import RouteRequest
from graph.snapshot import Snapshot
from graph.vocabulary import AGE_BANDS, NEEDS, bands_of, unstated
from service.access.guard import Principal
from service.http.options import LONGEST_ID
from service.pages.localizer import PageLocalizer, collated
from service.pages.need_words import grouped_needs, plain_need
from service.pages.pointer import gminas_of

#: Choices of the longest wait in days; the last one stands for any.
WAITS: Final = (14, 30, 60, 90, 180, 365, 3650)
_MOST: Final = 80
_BASKETS: Final = 3

_Code = Annotated[str, Field(max_length=10)]
_Id = Annotated[str, Field(max_length=LONGEST_ID)]


class Asked(BaseModel):
    """What the form sent; no field could hold anything about a person. ``koszyk``: which to show."""

    gmina: Annotated[str, Field(max_length=7)] = ""
    potrzeba: Annotated[list[_Code], Field(max_length=_MOST)] = []
    wiek: Annotated[list[_Code], Field(max_length=_MOST)] = []
    uczeszcza: Annotated[list[_Id], Field(max_length=_MOST)] = []
    pomin: Annotated[list[_Id], Field(max_length=_MOST)] = []
    poczatek: _Id = ""
    oczekiwanie: Annotated[int, Field(ge=0, le=3650)] = 180
    koszyk: Annotated[int, Field(ge=1, le=100)] = 1

    @property
    def avoided(self) -> tuple[str, ...]:
        """The institutions to leave out; fields left blank are none."""
        return tuple(dict.fromkeys(id for id in self.pomin if id))

    @property
    def avoid_rows(self) -> tuple[str, ...]:
        """The same with one blank row, for one more."""
        return (*self.avoided, "")

    @property
    def unstated(self) -> tuple[str, ...]:
        """The needs about which the ages say nothing; the page asks for them instead of guessing."""
        known = [code for code in dict.fromkeys(self.potrzeba) if code in NEEDS]
        bands = tuple(band for band in self.wiek if band in AGE_BANDS)
        return unstated([code for code in known if NEEDS[code].answered_by], bands)

    def request(self, partnership: str) -> RouteRequest:
        """The question in the domain's words, without the needs whose age is not known."""
        return RouteRequest(
            gmina=self.gmina,
            needs=tuple(code for code in dict.fromkeys(self.potrzeba) if code not in self.unstated),
            age_bands=tuple(self.wiek),
            attends=tuple(self.uczeszcza),
            origin=self.poczatek or None,
            alternatives=_BASKETS,
            avoid=self.avoided,
            max_wait=self.oczekiwanie,
            partnership=partnership,
        )

    @property
    def fields(self) -> Sequence[tuple[str, str]]:
        """Everything that was sent, to be sent again."""
        lists: Mapping[str, Sequence[str]] = {
            "potrzeba": self.potrzeba,
            "wiek": self.wiek,
            "uczeszcza": self.uczeszcza,
            "pomin": self.avoided,
        }
        return (
            ("gmina", self.gmina),
            *((name, value) for name, values in lists.items() for value in values),
            ("poczatek", self.poczatek),
            ("oczekiwanie", str(self.oczekiwanie)),
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: pairs of value and text."""

    gminas: tuple[str, ...]
    needs: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]
    bands: tuple[str, ...]
    attended: Sequence[tuple[str, str]]
    institutions: Sequence[tuple[str, str]]
    waits: tuple[int, ...]


def choices(principal: Principal, snapshot: Snapshot, localizer: PageLocalizer) -> Choices:
    """The choices of a partnership, as far as the principal's territory reaches."""
    exclusive = {offer.provider.id for offer in snapshot.offers if offer.service.own_clients_only}
    listed = sorted(
        ((id, one.name) for id, one in snapshot.institutions.items()),
        key=lambda row: (collated(row[1]), row[0]),
    )
    return Choices(
        gminas=tuple(gmina for gmina in gminas_of(snapshot) if principal.grant.covers(gmina)),
        needs=[
            (localizer.t(f"needs.{group}"), [_need(code, localizer) for code in codes])
            for group, codes in grouped_needs()
        ],
        bands=AGE_BANDS,
        attended=[row for row in listed if row[0] in exclusive],
        institutions=listed,
        waits=WAITS,
    )


def ages_wanted(asked: Asked) -> list[tuple[str, tuple[str, ...]]]:
    """The needs whose age has to be asked for, each with the bands that say something about it."""
    return [(code, bands_of(code)) for code in asked.unstated]


def _need(code: str, localizer: PageLocalizer) -> tuple[str, str, str]:
    """Code, plain name, and the official one where that says more to a Polish reader."""
    official = NEEDS[code].name_pl if localizer.lang == "pl" else ""
    plain = plain_need(code, localizer)
    return code, plain, "" if official.casefold() == plain.casefold() else official
