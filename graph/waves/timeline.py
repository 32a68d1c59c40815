"""The timeline of a partnership: its waves with their figures, what became of ties, and warnings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from graph.gaps.find import find_gaps
from graph.gaps.gap import Kind
from graph.gaps.thresholds import Thresholds
from graph.measures.centralisation import betweenness_centralisation
from graph.measures.cohesion import density, fragmentation
from graph.model import Offer, Package
from graph.snapshot import Snapshot, snapshot_of
from graph.text import Language, Localizer
from graph.waves.alerts import Alert, alerts_of
from graph.waves.changes import TieChange, tie_changes
from graph.waves.heard import FEW_ANSWERS, Asked, HeardWave, asked_in, heard_waves

__all__ = ["Asked", "Timeline", "WaveFigures", "asked_in", "timeline_document", "timeline_of"]

_DEFAULTS: Final = Thresholds()


@dataclass(frozen=True, slots=True)
class WaveFigures:
    """A wave, how many were asked and answered, and what its reports alone make of the network.

    ``surveyed`` says whether it is known who was asked; else ``invited`` counts all on the map.
    """

    id: str
    opened_on: date
    day: date
    open: bool
    surveyed: bool
    invited: int
    answered: int
    measures: Mapping[str, float | int | None]
    gaps: Mapping[Kind, int]

    @property
    def incomplete(self) -> bool:
        """Whether too few have answered yet for its figures to be held against those of other waves."""
        return self.open or (self.surveyed and self.answered < FEW_ANSWERS * self.invited)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The waves, oldest first, the changes from each to the next, and the warnings of the day."""

    waves: tuple[WaveFigures, ...]
    changes: tuple[TieChange, ...]
    alerts: tuple[Alert, ...]


def timeline_of(
    package: Package,
    asked: Mapping[str, Asked],
    as_of: date,
    offers: Iterable[Offer] = (),
    *,
    thresholds: Thresholds = _DEFAULTS,
    with_cases: bool = True,
) -> Timeline:
    """The timeline of a partnership as of a day.

    Parameters
    ----------
    asked
        The survey of each wave that was asked for by links.
    offers
        Services of other partnerships, for the gaps.
    with_cases
        Whether gaps may rest on families' cases; those that somebody may not see must not.
    """
    waves = heard_waves(package, asked, as_of)
    changes = tie_changes(waves)
    services = tuple(offers)
    today = snapshot_of(package, as_of, services)
    figures = tuple(
        _figures(package, one, as_of, services, thresholds, with_cases=with_cases) for one in waves
    )
    return Timeline(figures, changes, alerts_of(today, package, waves, changes))


def timeline_document(timeline: Timeline, snapshot: Snapshot, lang: Language = "pl") -> dict[str, Any]:
    """A timeline as a plain document, its warnings in words; ``snapshot`` has the names."""
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "waves": [_wave_row(one) for one in timeline.waves],
        "ties": [
            {
                "pair": list(one.pair),
                "from_wave": one.from_wave,
                "to_wave": one.to_wave,
                "change": one.change,
            }
            for one in timeline.changes
        ],
        "alerts": [
            {
                "kind": one.kind,
                "institutions": list(one.institutions),
                "explanation": sentence_of(one, snapshot, lang),
            }
            for one in timeline.alerts
        ],
    }


def sentence_of(alert: Alert, snapshot: Snapshot, lang: Language = "pl") -> str:
    """A warning in words."""
    words = Localizer(lang)
    names = " – ".join(snapshot.institutions[id].name for id in alert.institutions)
    if alert.kind == "expiring":
        return words.count(
            "timeline.alert.expiring", alert.days, names=names, day=words.day(alert.until)
        )
    return words.t(f"timeline.alert.{alert.kind}", names=names, wave=alert.since)


def _wave_row(one: WaveFigures) -> dict[str, Any]:
    rate = one.answered / one.invited if one.surveyed and one.invited else None
    return {
        "id": one.id,
        "opened_on": one.opened_on.isoformat(),
        "as_of": one.day.isoformat(),
        "open": one.open,
        "surveyed": one.surveyed,
        "invited": one.invited,
        "answered": one.answered,
        "response_rate": rate,
        "measures": dict(one.measures),
        "gaps": dict(one.gaps),
    }


def _figures(
    package: Package,
    heard: HeardWave,
    as_of: date,
    offers: tuple[Offer, ...],
    thresholds: Thresholds,
    *,
    with_cases: bool,
) -> WaveFigures:
    day = min(heard.day, as_of)
    snapshot = snapshot_of(replace(package, ties=heard.reports), day, offers)
    network = snapshot.network()
    known = not snapshot.no_data
    measures: dict[str, float | int | None] = {
        "nodes": len(network),
        "ties": network.edge_count if known else None,
        "density": density(network) if known else None,
        "betweenness_centralisation": betweenness_centralisation(network) if known else None,
        "fragmentation": fragmentation(network) if known else None,
    }
    seen = find_gaps(snapshot if with_cases else snapshot.public, thresholds)
    gaps: Counter[Kind] = Counter(one.kind for one in seen)
    invited = heard.invited
    return WaveFigures(
        *(heard.wave.id, heard.wave.opened_on, day),
        heard.asked is not None and not heard.asked.closed,
        invited is not None,
        len(package.institutions if invited is None else invited),
        len(heard.answered),
        measures,
        dict(sorted(gaps.items())),
    )
