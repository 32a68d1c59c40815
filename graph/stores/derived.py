"""What follows from a partnership's tables and is stored beside them, so that a graph database answers.

One pure computation: relationships to types, needs and territories, the ties that reports make, workers
who meet, and what blank cells mean. Stores write what it gives in the transaction of the facts.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final, Literal, NamedTuple, TypeVar

from graph.model import Institution, Service, TeamMember, TieReport, Wave
from graph.rows import Row, key_of, record_of, row_of
from graph.snapshot.partnership import worker_pairs_of
from graph.snapshot.resolve import resolved_institution, resolved_service
from graph.snapshot.ties import report_date, ties_of
from graph.stores.port import Cell
from graph.stores.tables import MEMBERSHIP_FIELDS, TableName, Tables
from graph.vocabulary import gmina_of

DerivedName = Literal[
    "institution_facts",
    "service_facts",
    "members",
    "cover",
    "institution_types",
    "places",
    "service_types",
    "availability",
    "needs",
    "homes",
    "demand",
    "cooperation",
    "contacts",
]
#: What follows, by kind and by a key within it.
Derived = Mapping[str, Mapping[str, Mapping[str, Cell]]]

#: What belongs to an institution or service, whichever partnerships hold it.
SHARED: Final[tuple[DerivedName, ...]] = (
    *("institution_facts", "service_facts"),
    *("institution_types", "places", "service_types", "availability"),
)
#: What belongs to one partnership and is the same on every day.
OWN: Final[tuple[DerivedName, ...]] = ("members", "cover", "needs", "homes", "demand")
#: What belongs to one partnership and depends on the day: reports may be dated in the future.
OF_DAY: Final[tuple[DerivedName, ...]] = ("cooperation", "contacts")
DERIVED: Final = (*SHARED, *OWN, *OF_DAY)
#: The tables that :data:`OF_DAY` follows from.
_TABLES_OF_DAY: Final[tuple[TableName, ...]] = ("ties", "waves", "workers", "teams")

INSTITUTION_FACTS: Final = ("level", "sector", "area", "teryt")
SERVICE_FACTS: Final = ("age_min", "age_max", "access", "own_clients_only", "service_area", "status")
_GMINA_DIGITS: Final = 6
_Record = TypeVar("_Record")


class SharedRows(NamedTuple):
    """Institutions and services by key, and the TERC code of an institution where its cell is blank."""

    institutions: Mapping[str, Row]
    services: Mapping[str, Row]
    homes: Mapping[str, str | None]


def today() -> date:
    """The day at the place where the product runs."""
    return datetime.now().astimezone().date()


def shared_derived(rows: SharedRows) -> Derived:
    """What follows from institutions and services, the same in every partnership that holds them."""
    found: dict[str, dict[str, Mapping[str, Cell]]] = {name: {} for name in SHARED}
    providers: dict[str, Institution] = {}
    for id, row in rows.institutions.items():
        one = resolved_institution(record_of(Institution, row), rows.homes.get(id))
        providers[id] = one
        found["institution_facts"][id] = {
            "institution_id": id,
            **{name: getattr(one, name) for name in INSTITUTION_FACTS},
        }
        found["institution_types"][id] = {"institution_id": id, "code": one.type_code}
        if one.teryt:
            found["places"][id] = {"institution_id": id, "code": gmina_of(one.teryt)}
    for key, row in rows.services.items():
        service = resolved_service(record_of(Service, row), providers[str(row["institution_id"])])
        facts = row_of(service)
        found["service_facts"][key] = {"service_key": key, **{n: facts[n] for n in SERVICE_FACTS}}
        found["service_types"][key] = {"service_key": key, "code": service.service_code}
        for code in dict.fromkeys(area[:_GMINA_DIGITS] for area in service.service_area):
            found["availability"][key_of(key, code)] = {"service_key": key, "code": code}
    return found


def own_derived(tables: Tables) -> Derived:
    """What follows from a partnership's own tables, the day aside."""
    members = {
        id: {"institution_id": id, **{name: row[name] for name in MEMBERSHIP_FIELDS}}
        for id, row in tables["institutions"].items()
        if row["membership"]
    }
    cover = {
        code: {"code": code}
        for row in tables["partnership"].values()
        if row["teryt"]
        for code in [gmina_of(str(row["teryt"]))]
    }
    families = tables["families"]
    needs = {
        key_of(key, code): {"family_key": key, "code": code}
        for key, row in families.items()
        for code in dict.fromkeys(str(row["needs"] or "").split("|"))
        if code
    }
    homes = {
        key: {"family_key": key, "code": gmina_of(str(row["teryt"]))} for key, row in families.items()
    }
    demand = {
        key: {
            "key": key,
            "code": gmina_of(str(row["teryt"])),
            **{name: row[name] for name in ("need", "families", "year", "source")},
        }
        for key, row in tables["demand"].items()
    }
    return {"members": members, "cover": cover, "needs": needs, "homes": homes, "demand": demand}


def derived_of_day(tables: Tables, as_of: date) -> Derived:
    """The ties that a partnership's reports make on a day, and the workers who meet then."""
    waves = {wave.id: wave for wave in _records(Wave, tables["waves"])}
    ties = ties_of(_records(TieReport, tables["ties"]), waves, as_of)
    cooperation: dict[str, Mapping[str, Cell]] = {}
    for (one, other), tie in ties.items():
        valid_to = tie.document_valid_to
        reported = max((d for r in tie.reports if (d := report_date(r, waves))), default=None)
        cooperation[key_of(one, other)] = {
            "one": one,
            "other": other,
            "strength": float(tie.strength),
            "cost": float(tie.cost),
            "frequency": tie.frequency,
            "formalisation": tie.formalisation,
            "document_valid_to": valid_to.isoformat() if valid_to else None,
            "reported_on": reported.isoformat() if reported else None,
            "live": tie.live,
            "confirmed": tie.confirmed,
        }
    teams: dict[str, list[TeamMember]] = {}
    for seat in _records(TeamMember, tables["teams"]):
        teams.setdefault(seat.family_id, []).append(seat)
    keys = {str(row["id"]): key for key, row in tables["workers"].items()}
    live = [tie for tie in ties.values() if tie.live]
    contacts = {
        key_of(one, other): {"one": keys[one], "other": keys[other]}
        for one, other in worker_pairs_of(live, teams.values())
        if one in keys and other in keys and one != other
    }
    return {"cooperation": cooperation, "contacts": contacts}


def changes_by_itself_on(tables: Tables, as_of: date) -> date | None:
    """The next day on which a report counts that does not count yet; ``None`` where there is none."""
    waves = {wave.id: wave for wave in _records(Wave, tables["waves"])}
    given = (report_date(report, waves) for report in _records(TieReport, tables["ties"]))
    return min((day for day in given if day and day > as_of), default=None)


def same_ties(before: Tables, after: Tables) -> bool:
    """Whether nothing changed that ties and meetings of workers follow from."""
    return all(before[name] == after[name] for name in _TABLES_OF_DAY)


def territories_in(derived: Derived) -> list[str]:
    """The codes of all territories that relationships lead from or to, and those that hold them."""
    names: tuple[DerivedName, ...] = ("cover", "places", "availability", "homes", "demand")
    codes = {str(row["code"]) for name in names for row in derived.get(name, {}).values()}
    return sorted({part for code in codes for part in with_holders(code)})


def holder_of(code: str) -> str | None:
    """The code of the territory that holds one.

    >>> holder_of("249901"), holder_of("2499"), holder_of("24")
    ('2499', '24', None)
    """
    return {6: code[:4], 4: code[:2]}.get(len(code))


def level_of(code: str) -> str:
    """The level of a territory.

    >>> level_of("249901"), level_of("2499"), level_of("24")
    ('gmina', 'powiat', 'wojewodztwo')
    """
    return {6: "gmina", 4: "powiat"}.get(len(code), "wojewodztwo")


def with_holders(code: str) -> Iterator[str]:
    """The code of a territory, and those of the territories that hold it, from the inside out.

    >>> list(with_holders("249901"))
    ['249901', '2499', '24']
    """
    yield code
    while code := holder_of(code) or "":
        yield code


def parts_in(codes: Iterable[str]) -> list[dict[str, str]]:
    """Which territory lies in which, among these.

    >>> parts_in(["24", "2499"])
    [{'code': '2499', 'parent': '24'}]
    """
    return [{"code": code, "parent": held} for code in codes if (held := holder_of(code))]


def _records(kind: type[_Record], rows: Mapping[str, Row]) -> Iterator[_Record]:
    return (record_of(kind, row) for row in rows.values())
