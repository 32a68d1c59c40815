"""What people recorded beside the network, as tables of the report: the register, and monitoring."""

from dataclasses import dataclass

from graph.snapshot import Snapshot
from graph.stores.register import Register, read_register
from service.access.policy import Sight
from service.monitoring.numbers import years_told
from service.monitoring.pages import indicator_rows, reason_rows
from service.pages.localizer import Reader
from service.records.cards import advice_cards, barrier_rows
from service.records.flows_pages import flow_rows, lacking
from service.records.looks import GapSeen, gaps_told
from service.report.tables import Table
from service.runtime import House


@dataclass(frozen=True, slots=True)
class Beside:
    """Tables that may be empty; ``missing_bases`` are sentences, one for each flow without a base.

    ``monitored`` tells whether the sight holds numbers of cases at all.
    """

    barriers: Table
    advice: Table
    flows: Table
    missing_bases: tuple[str, ...]
    monitored: bool
    monitoring: Table
    refusals: Table


def beside_of(house: House, snapshot: Snapshot, sight: Sight, reader: Reader) -> Beside:
    """The tables as far as a sight reaches; two that are equal make the same report."""
    register = read_register(house.store, snapshot.partnership.id)
    gaps = gaps_told(house, snapshot) if register.recommendations else ()
    monitored = sight.cases != "none"
    years = years_told(house, snapshot, sight) if monitored else ()
    heads = tuple(f"{year.year}" for year in years)
    return Beside(
        barriers=_barriers(snapshot, register, reader),
        advice=_advice(snapshot, register, gaps, sight, reader),
        flows=_flows(snapshot, register, reader),
        missing_bases=tuple(lacking(snapshot, register, reader)),
        monitored=monitored,
        monitoring=Table(
            (reader.t("monitoring.indicator"), *heads),
            tuple((name, *values) for name, values in indicator_rows(years, reader)) if years else (),
        ),
        refusals=Table(
            (reader.t("monitoring.reason"), *heads),
            tuple((name, *values) for name, values in reason_rows(years, reader)),
        ),
    )


def _barriers(snapshot: Snapshot, register: Register, reader: Reader) -> Table:
    still, gone = barrier_rows(snapshot, register, reader)
    keys = ("barriers.code", "barriers.where", "barriers.since", "barriers.until")
    return Table(
        tuple(reader.t(key) for key in keys),
        tuple((one.name, one.place, one.since, one.until) for one in (*still, *gone)),
    )


def _advice(
    snapshot: Snapshot,
    register: Register,
    gaps: tuple[GapSeen, ...],
    sight: Sight,
    reader: Reader,
) -> Table:
    keys = (
        *("advice.what", "advice.to", "advice.ground", "advice.given", "advice.state"),
        *("advice.measure", "advice.since_given"),
    )
    return Table(
        tuple(reader.t(key) for key in keys),
        tuple(
            (
                card.title,
                card.addressee,
                card.ground.text,
                card.given,
                f"{card.state} ({card.reason})" if card.reason else card.state,
                card.measure,
                f"{reader.t(f'advice.moved.{card.moved}')}. {card.reading}",
            )
            for card in advice_cards(snapshot, register, gaps, sight, reader, "")
        ),
    )


def _flows(snapshot: Snapshot, register: Register, reader: Reader) -> Table:
    columns = ("source", "target", "information", "medium", "rhythm", "base")
    return Table(
        tuple(reader.t(f"flows.{column}") for column in columns),
        tuple(
            (one.source, one.target, one.information, one.medium, one.rhythm, one.base)
            for one in flow_rows(snapshot, register, reader)
        ),
    )
