"""The register in one reader's words: names of codes, of institutions, and readings of measures."""

from collections.abc import Iterable, Mapping
from typing import Final

from graph.records.barrier import Place
from graph.records.codes import ADVICE, FLOW_BASES, INFORMATION, MEDIA, RHYTHMS, ROLES
from graph.records.measure import MEASURES
from graph.records.recommendation import STATE_NAMES, Aim, Ground, Recommendation
from graph.snapshot import Snapshot
from graph.text import LANGUAGES
from graph.vocabulary.barriers import BARRIERS
from service.pages.localizer import PageLocalizer
from service.records.looks import Told

_NAMES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "advice": {**ADVICE},
    "barrier": BARRIERS,
    "base": FLOW_BASES,
    "information": {code: (one.name_pl, one.name_en) for code, one in INFORMATION.items()},
    "medium": {**MEDIA},
    "measure": {code: (one.name_pl, one.name_en) for code, one in MEASURES.items()},
    "rhythm": {**RHYTHMS},
    "role": {**ROLES},
    "state": {**STATE_NAMES},
}


class RegisterWords:
    """Words over one partnership for one reader."""

    def __init__(self, snapshot: Snapshot, localizer: PageLocalizer) -> None:
        self._snapshot = snapshot
        self._reader = localizer
        self._at = LANGUAGES.index(localizer.lang)

    def name(self, list: str, code: str) -> str:
        """The name of a code of one of the lists: advice, barrier, base, information and so on."""
        return _NAMES[list][code][self._at]

    def choices(self, list: str) -> tuple[tuple[str, str], ...]:
        """Every code of a list with its name."""
        return tuple((code, names[self._at]) for code, names in _NAMES[list].items())

    def institution(self, id: str) -> str:
        """The name of an institution; its id where it is no longer on the map."""
        known = self._snapshot.institutions.get(id)
        return known.name if known else id

    def institutions(self, ids: Iterable[str]) -> str:
        """Names with a dash between them, as ties are told."""
        return " – ".join(map(self.institution, ids))

    def place(self, place: Place) -> str:
        """What a barrier stands at."""
        if place.kind == "area":
            return self._reader.t("barriers.target.area", name=self._reader.area(place.subjects[0]))
        return self.institutions(place.subjects)

    def ground(self, ground: Ground) -> str:
        """What a recommendation rests on: the kind of gap or barrier and whom it is about."""
        kind = (
            self._reader.t(f"kind.{ground.code}")
            if ground.kind == "gap"
            else f"{ground.code} {self.name('barrier', ground.code)}"
        )
        about = self.institutions(ground.institutions)
        return f"{kind}: {about}" if about else kind

    def addressee(self, one: Recommendation) -> str:
        """To whom a recommendation is given."""
        to = one.addressee
        return self.name("role", to.id) if to.kind == "role" else self.institution(to.id)

    def measure(self, code: str, subjects: Iterable[str]) -> str:
        """A measure and what it is taken of."""
        of = MEASURES[code].of  # pyright: ignore[reportArgumentType]  # a code of the list
        localizer, named = self._reader, [*subjects]
        match of:
            case "gap_kind":
                said = localizer.t(f"kind.{named[0]}")
            case "area":
                said = localizer.area(named[0])
            case _:
                said = self.institutions(named)
        name = self.name("measure", code)
        return f"{name}: {said}" if said else name

    def reading(self, aim: Aim, told: Told) -> str:
        """The measure when the advice was given and now."""
        then = self._value(aim, told.then)
        if told.now is None:
            return self._reader.t("advice.reading.gone", then=then)
        return self._reader.t("advice.reading", then=then, now=self._value(aim, told.now))

    def _value(self, aim: Aim, value: float | str | None) -> str:
        if isinstance(value, str):
            key = "advice.band.none" if value == "none" else f"band.{value}"
            return self._reader.t(key)
        if MEASURES[aim.measure].share:
            return self._reader.percent(value, 1)
        return self._reader.number(value, 2)
