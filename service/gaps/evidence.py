"""The evidence of a gap as a list that can be read and checked: names, dates and words, no codes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from graph.gaps.names import Names
from graph.snapshot import Snapshot
from service.pages.localizer import PageLocalizer
from service.pages.shell import Link

Url = Callable[..., str]
#: Ids that mean nothing to a reader, and the day that the page gives anyway.
_SILENT: Final = frozenset({"worker", "service_id", "as_of", "blocked_by"})
_JOINTS: Final[Mapping[str, str]] = {"pair": " – ", "tie": " – ", "path": " → "}
_INSTITUTIONS: Final = frozenset(
    {
        *(
            "candidates",
            "leader",
            "members",
            "in_contact",
            "without_contact",
            "same_needs",
            "institution",
        ),
        *("introducer", "team", "partners", "cuts_off", "hub", "institutions", "strategic_partners"),
    }
)
_PRECISE: Final = frozenset({"betweenness", "limit", "centralisation"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: texts, some of which lead to a page, with a sign between them."""

    parts: tuple[Link, ...]
    joint: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is claimed, and its values."""

    label: str
    entries: tuple[Entry, ...]


class Evidence:
    """Reads evidence for one reader; ``url`` gives addresses of pages."""

    def __init__(self, snapshot: Snapshot, localizer: PageLocalizer, url: Url) -> None:
        self._snapshot = snapshot
        self._reader = localizer
        self._url = url
        self._names = names = Names(snapshot, localizer.lang)
        self._words: Mapping[str, Callable[[Any], str]] = {
            "need": names.need,
            "needs": names.need,
            "needs_without_other": names.need,
            "answered_by": names.service,
            "service_code": names.service,
            "area": names.area,
            "levels": lambda level: names.levels([level]),
            "formalisation": names.form,
            "frequency": names.frequency,
            "seldom_from": names.frequency,
            "contact": names.frequency,
            "reports_with_leader": names.frequency,
            "document_valid_to": localizer.day,
            "least_share": localizer.percent,
        }
        self._rows: Mapping[str, Callable[[Mapping[str, Any]], Entry]] = {
            "critical_ties": self._critical,
            "blocked_by_all": self._blocker,
            "nearest": self._nearest,
            "sole_provider_of": self._sole,
            "services": lambda row: _text(names.service(row["service_code"])),
            "ties": self._rated,
        }

    def facts(self, evidence: Mapping[str, Any]) -> tuple[Fact, ...]:
        """The evidence in its order; what holds nothing is left out."""
        found = (
            Fact(self._reader.t(f"evidence.{key}"), tuple(self._entries(key, value)))
            for key, value in evidence.items()
            if key not in _SILENT
        )
        return tuple(fact for fact in found if fact.entries)

    def institution(self, id: str) -> Link:
        """An institution by name, leading to its page if it is on the map."""
        known = id in self._snapshot.institutions
        return Link(self._names.one(id), self._url("institution", institution_id=id) if known else "")

    def _entries(self, key: str, value: object) -> Iterator[Entry]:
        listed: list[Any] = cast("list[Any]", value) if isinstance(value, list) else [value]
        if value is None:
            if key == "demand":
                yield _text(self._reader.families(None))
        elif key in _JOINTS:
            if listed:
                yield self._row(listed, _JOINTS[key])
        elif key in {"parts", "falls_off"}:
            yield from (self._row(part, "; ") for part in listed)
        elif key in self._rows and isinstance(value, list):
            yield from map(self._rows[key], listed)
        elif key == "strengths":
            for id, strength in cast("dict[str, float]", value).items():
                yield Entry((self.institution(id), Link(self._reader.number(strength, 1))), ": ")
        elif key in _INSTITUTIONS and isinstance(value, list | str):
            yield from (self._row([id], "") for id in listed)
        elif key in self._words:
            yield from (_text(self._words[key](code)) for code in listed if code is not None)
        elif isinstance(value, bool):
            yield _text(self._reader.t("yes" if value else "no"))
        elif isinstance(value, int | float):
            yield _text(self._reader.number(value, 3 if key in _PRECISE else 2))
        elif value:
            yield _text(str(cast("object", value)))

    def _row(self, ids: Sequence[str], joint: str) -> Entry:
        return Entry(tuple(self.institution(id) for id in ids), joint)

    def _critical(self, row: Mapping[str, Any]) -> Entry:
        lost = self._reader.t("evidence.then_lost", names=self._names.all(row["cuts_off"]))
        return Entry((*(self.institution(id) for id in row["tie"]), Link(lost)), " – ")

    def _blocker(self, row: Mapping[str, Any]) -> Entry:
        why = self._reader.t(f"blocked.{row['blocked_by']}")
        if row["families"] is None:
            return _text(why)
        families = self._reader.count("n.families", row["families"])
        return _text(f"{why} ({families})")

    def _nearest(self, row: Mapping[str, Any]) -> Entry:
        said = [self._names.service(row["service_code"]), self._names.ages(row)]
        if row["wait_days"] is not None:
            said.append(self._reader.count("n.days_waiting", row["wait_days"]))
        known = row["institution_id"] in self._snapshot.institutions
        provider = self.institution(row["institution_id"]) if known else Link(row["institution"])
        return Entry((provider, Link(", ".join(said))), ": ")

    def _sole(self, row: Mapping[str, Any]) -> Entry:
        service = self._names.service(row["service_code"])
        if row["families"] is None:
            return _text(service)
        families = self._reader.count("n.families", row["families"])
        return _text(f"{service} ({families})")

    def _rated(self, row: Mapping[str, Any]) -> Entry:
        parts = [self.institution(row["member"])]
        if row.get("strength") is not None:
            parts.append(Link(self._reader.number(row["strength"], 1)))
        return Entry(tuple(parts), ": ")


def _text(text: str) -> Entry:
    return Entry((Link(text),))
