"""Names and numbers for sentences: what an id, a code or a count is called in Polish and in English."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

from graph.gaps.reasons import Proposal, Reason
from graph.snapshot import Snapshot
from graph.text import Language, Localizer
from graph.vocabulary import AREA_NAMES, INSTITUTION_TYPES, LEVEL_NAMES
from graph.vocabulary.words import need_name, service_name

#: As many names, proposals and reasons are given; more are counted or left out.
_MOST_NAMES: Final = 10
_MOST_PROPOSALS: Final = 5
_MOST_REASONS: Final = 2


class Names:
    """What things of one partnership are called in one language."""

    def __init__(self, snapshot: Snapshot, language: Language) -> None:
        self._snapshot = snapshot
        self._language: Language = language
        self._say = Localizer(language)

    def t(self, key: str, **values: object) -> str:
        """A text of the catalogue, its places filled."""
        return self._say.t(key, **values)

    def count(self, key: str, number: int | None, **values: object) -> str:
        """A text with a number in its right form; ``None`` = fewer than five, not told."""
        return self._say.count(key, number, **values)

    def one(self, id: str) -> str:
        """An institution's name; its id where it is not on the map."""
        institution = self._snapshot.institutions.get(id)
        return institution.name if institution else id

    def all(self, ids: Iterable[str]) -> str:
        """Several names. Names may hold commas, so semicolons part them."""
        return "; ".join(self.one(id) for id in ids)

    def some(self, ids: Iterable[str]) -> str:
        """Several names; of a long list the first ones and how many more there are."""
        listed = list(ids)
        said = [self.one(id) for id in listed[:_MOST_NAMES]]
        if more := len(listed) - len(said):
            said.append(self.t("gap.more", n=more))
        return "; ".join(said)

    def tie(self, pair: Iterable[str]) -> str:
        """Both ends of a tie."""
        return " – ".join(self.one(id) for id in pair)

    def ties(self, pairs: Iterable[Iterable[str]]) -> str:
        """Several ties."""
        return "; ".join(self.tie(pair) for pair in pairs)

    def path(self, ids: Iterable[str]) -> str:
        """A way from one institution to another."""
        return " → ".join(self.one(id) for id in ids)

    @property
    def leader(self) -> str | None:
        """Name of the leading institution."""
        leader = self._snapshot.leader
        return self.one(leader) if leader else None

    def recruited_as(self, id: str) -> str:
        """How an institution of this type takes part: member, contact or no."""
        from_type = self._snapshot.institutions[id].type_code
        return INSTITUTION_TYPES[from_type].recruit_as

    def decimal(self, number: float, digits: int = 2) -> str:
        """A number with a decimal comma in Polish, without trailing zeros.

        >>> from typing import cast
        >>> Names(cast(Snapshot, None), "pl").decimal(2.5)
        '2,5'
        """
        text = f"{number:.{digits}f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self._language == "pl" else text

    def need(self, code: str) -> str:
        """Name of a need."""
        return need_name(code, self._language)

    def needs(self, codes: Iterable[str]) -> str:
        """Several needs."""
        return "; ".join(self.need(code) for code in codes)

    def service(self, code: str) -> str:
        """Name of a kind of service."""
        return service_name(code, self._language)

    def services(self, codes: Iterable[str]) -> str:
        """Several kinds of services."""
        return "; ".join(self.service(code) for code in codes)

    def area(self, code: str) -> str:
        """Name of an area of cooperation."""
        return self._pick(AREA_NAMES, code)

    def levels(self, codes: Iterable[str]) -> str:
        """Names of levels; a dash for none."""
        return ", ".join(self._pick(LEVEL_NAMES, code) for code in codes) or "–"

    def proposals(self, ties: Sequence[Proposal]) -> str:
        """New ties, each with its reasons; of many the first few."""
        said = [f"{self.tie(one.pair)} ({self.reasons(one.reasons)})" for one in ties[:_MOST_PROPOSALS]]
        if more := len(ties) - len(said):
            said.append(self.t("gap.more", n=more))
        return "; ".join(said)

    def reasons(self, reasons: Sequence[Reason]) -> str:
        """Why two institutions should work together: the two strongest reasons."""
        return self.t("gap.tie_reason", reasons=", ".join(map(self._reason, reasons[:_MOST_REASONS])))

    def _reason(self, reason: Reason) -> str:
        match reason.code:
            case "families":
                return self.count("gap.tie_reason.families", reason.families)
            case "needs":
                needs = " / ".join(map(self.need, reason.needs[:_MOST_REASONS]))
                return self.t("gap.tie_reason.needs", needs=needs)
            case "area":
                return self.t("gap.tie_reason.area", area=self.area(reason.area or ""))
            case "duty":
                return self.t("gap.tie_reason.duty")
            case _:
                return self.t("gap.tie_reason.meet")

    def frequency(self, code: str | None) -> str:
        """How often the two meet."""
        return self.t(f"code.frequency.{code}") if code else self.t("gap.not_known")

    def form(self, code: str | None) -> str:
        """What the tie rests on."""
        return self.t(f"code.formalisation.{code}") if code else self.t("gap.not_known")

    def ages(self, service: Mapping[str, Any]) -> str:
        """The ages a service takes, e.g. "od 18 lat"."""
        first = cast("int | None", service["age_min"])
        last = cast("int | None", service["age_max"])
        if first is None and last is None:
            return self.t("gap.ages.any")
        if last is None:
            return self.t("gap.ages.from", first=first)
        if first is None:
            return self.t("gap.ages.to", last=last)
        return self.t("gap.ages.between", first=first, last=last)

    def day(self, value: str) -> str:
        """A date of the evidence in words.

        >>> from typing import cast
        >>> Names(cast(Snapshot, None), "en").day("2026-03-14")
        '14 March 2026'
        """
        return self._say.day(value)

    def _pick(self, table: Mapping[str, tuple[str, str]], code: str) -> str:
        polish, english = table[code]
        return polish if self._language == "pl" else english
