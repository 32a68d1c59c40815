"""What people recorded beside the network, as tables of the report: the register, and monitoring."""

from dataclasses import dataclass

from graph.records.kinds import BARRIER, FLOW, RECOMMENDATION
from graph.snapshot import Snapshot
from graph.stores.records import Entries, read_records
from service.access.policy import Visibility
from service.monitoring.numbers import years_disclosed
from service.monitoring.pages import indicator_rows, reason_rows
from service.pages.localizer import PageLocalizer
from service.records.cards import advice_cards, barrier_rows
from service.records.flows_pages import flow_rows, lacking
from service.records.looks import GapSeen, gaps_disclosed
from service.report.tables import Table
from service.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Beside:
    """Tables that may be empty; ``missing_bases`` are sentences, one for each flow without a base.

    ``monitored`` tells whether the visibility holds numbers of cases at all.
    """

    barriers: Table
    advice: Table
    flows: Table
    missing_bases: tuple[str, ...]
    monitored: bool
    monitoring: Table
    refusals: Table


def beside_of(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, localizer: PageLocalizer
) -> Beside:
    """The tables as far as a visibility reaches; two that are equal make the same report."""
    register = read_records(runtime.store, snapshot.partnership.id, BARRIER, RECOMMENDATION, FLOW)
    gaps = gaps_disclosed(runtime, snapshot) if register[RECOMMENDATION] else ()
    monitored = visibility.cases != "none"
    years = years_disclosed(runtime, snapshot, visibility) if monitored else ()
    heads = tuple(f"{year.year}" for year in years)
    return Beside(
        barriers=_barriers(snapshot, register, localizer),
        advice=_advice(snapshot, register, gaps, visibility, localizer),
        flows=_flows(snapshot, register, localizer),
        missing_bases=tuple(lacking(snapshot, register, localizer)),
        monitored=monitored,
        monitoring=Table(
            (localizer.t("monitoring.indicator"), *heads),
            tuple((name, *values) for name, values in indicator_rows(years, localizer)) if years else (),
        ),
        refusals=Table(
            (localizer.t("monitoring.reason"), *heads),
            tuple((name, *values) for name, values in reason_rows(years, localizer)),
        ),
    )


def _barriers(snapshot: Snapshot, register: Entries, localizer: PageLocalizer) -> Table:
    still, gone = barrier_rows(snapshot, register, localizer)
    keys = ("barriers.code", "barriers.where", "barriers.since", "barriers.until")
    return Table(
        tuple(localizer.t(key) for key in keys),
        tuple((one.name, one.place, one.since, one.until) for one in (*still, *gone)),
    )


def _advice(
    snapshot: Snapshot,
    register: Entries,
    gaps: tuple[GapSeen, ...],
    visibility: Visibility,
    localizer: PageLocalizer,
) -> Table:
    keys = (
        *("advice.what", "advice.to", "advice.ground", "advice.given", "advice.state"),
        *("advice.measure", "advice.since_given"),
    )
    return Table(
        tuple(localizer.t(key) for key in keys),
        tuple(
            (
                card.title,
                card.addressee,
                card.ground.text,
                card.given,
                f"{card.state} ({card.reason})" if card.reason else card.state,
                card.measure,
                f"{localizer.t(f'advice.moved.{card.moved}')}. {card.reading}",
            )
            for card in advice_cards(snapshot, register, gaps, visibility, localizer, "")
        ),
    )


def _flows(snapshot: Snapshot, register: Entries, localizer: PageLocalizer) -> Table:
    columns = ("source", "target", "information", "medium", "rhythm", "base")
    return Table(
        tuple(localizer.t(f"flows.{column}") for column in columns),
        tuple(
            (one.source, one.target, one.information, one.medium, one.rhythm, one.base)
            for one in flow_rows(snapshot, register, localizer)
        ),
    )
