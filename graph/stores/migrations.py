"""Steps that bring an older store up to the schema this version writes, in order, each once.

New tables and columns are statements of the ``schema_*`` files that do no harm when repeated; a
migration fills them. To change what is stored: add the statements, raise ``SCHEMA_VERSION``, add a
migration with that number at the end. A released migration is never edited.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from uuid import uuid4

from graph.errors import Conflict, StoreDamaged
from graph.rows import Row, key_of
from graph.stores.batching import batches
from graph.stores.digest import CURRENT, RECORDS_6, VERSION_4, Form, digest_of, seal_of
from graph.stores.earlier_records import present_records
from graph.stores.following import letting_go
from graph.stores.journal import record_rows
from graph.stores.kept import Kept, homes_of, package_steps, take_all
from graph.stores.loading import load_as_is
from graph.stores.port import Ask, Cell, Store, ask
from graph.stores.reading import SCHEMA_VERSION, StoreState, read_state
from graph.stores.record_tables import records_as_is
from graph.stores.seals import load_records, records_of, seals_of, seals_text
from graph.stores.tables import SharedName
from graph.stores.vocabulary_nodes import vocabulary_checksum, vocabulary_steps

_ATTEMPTS: Final = 8
_SHARED: Final[tuple[SharedName, ...]] = ("institutions", "workers", "services")


class Migration(NamedTuple):
    """The version a store has afterwards, and the write steps that lead there from the one before."""

    version: int
    steps: Callable[[Store], list[Ask]]


def _checksums(store: Store, form: Form, *, replaces: Form | None = None) -> list[Ask]:
    """Checksums of everything as it is now; what is there already must agree with its older form.

    Raises
    ------
    StoreDamaged
        When the store holds something else than what was written to it.
    """
    (found,) = store.read(ask("partnership.find_all"))
    partnerships: list[Mapping[str, str]] = []
    sealed: dict[SharedName, dict[str, Row]] = {name: {} for name in _SHARED}
    for row in found:
        loaded = load_as_is(store, str(row["id"]), replaces or form, before_9=True)
        if replaces and loaded.damage:
            raise StoreDamaged(loaded.damage)
        tables = loaded.tables
        partnerships.append({"key": str(row["id"]), "digest": digest_of(tables, form)})
        for name in _SHARED:
            sealed[name] |= {
                key: {"key": key, "digest": seal_of(name, record, form)}
                for key, record in tables[name].items()
            }
    steps = list(batches("keeping.seal_partnerships", partnerships))
    for name in _SHARED:
        steps.extend(batches(f"keeping.seal_{name}", sealed[name].values()))
    return steps


def _first_checksums(store: Store) -> list[Ask]:
    """Version 1 wrote none."""
    return _checksums(store, VERSION_4)


def _checksums_without_blanks(store: Store) -> list[Ask]:
    """Version 5 has more columns, and its checksums leave out blank cells, so that more may come."""
    return _checksums(store, CURRENT, replaces=VERSION_4)


def _nothing_to_fill(store: Store) -> list[Ask]:
    """Versions 3, 6, 8 and 12 brought what is blank at first; who does not know it must keep out."""
    return []


def _seal_records(store: Store) -> list[Ask]:
    """Seals of what people recorded as it is now: up to version 3 none were written."""
    (found,) = store.read(ask("partnership.find_all"))
    ids = [str(row["id"]) for row in found]
    sealed = {id: seals_of(records_as_is(store, id, before_9=True), RECORDS_6) for id in ids}
    rows = [{"key": id, "records": seals_text(seals)} for id, seals in sealed.items()]
    return list(batches("keeping.seal_records", rows))


def _gaps_by_place(store: Store) -> list[Ask]:
    """Recommendations rest on gaps by the ids of today; seals of records leave out blank cells.

    Raises
    ------
    StoreDamaged
        When records are not what was written: a new seal would hide it.
    """
    (found,) = store.read(ask("partnership.find_all"))
    moved: list[Row] = []
    sealed: list[Ask] = []
    for id in (str(row["id"]) for row in found):
        loaded = load_records(store, id, RECORDS_6, before_9=True)
        if loaded.damage:
            raise StoreDamaged(loaded.damage)
        now = present_records(loaded.records)
        known = {row["key"]: row for row in loaded.records["recommendations"]}
        moved += [row for row in now["recommendations"] if row != known[row["key"]]]
        step = ask(
            "keeping.reseal_records",
            id=id,
            claim=uuid4().hex,
            expected=seals_text(seals_of(loaded.records, RECORDS_6)),
            records=seals_text(seals_of(now)),
        )
        sealed.append(step._replace(must_match=True))
    columns = ("key", "ground", "ground_blocked_by")
    rows = [{name: row[name] for name in columns} for row in moved]
    return [*sealed, *batches("keeping.move_grounds", rows)]


def _graph_for_everyone(store: Store) -> list[Ask]:
    """Names, days, lists and all that follows from the facts, as anybody may ask for them.

    For a server; an embedded store is put into a new file instead, as its columns cannot change type.
    """
    _, held = take_all(store, before_9=True)
    homes = homes_of(held)
    steps = [ask(f"server_only.{name}") for name in _WIPED]
    steps += [*vocabulary_steps(), ask("state.put_vocabulary", vocabulary=vocabulary_checksum())]
    for one in held:
        steps.extend(package_steps(one, homes))
        steps.extend(batches("server_only.convert_steps", _step_rows(one)))
        if one.package.families:
            keys = sorted(key_of(one.id, family.id) for family in one.package.families)
            steps.append(ask("derived.link_steps", keys=keys))
    return steps


def _versions_of_all_records(store: Store) -> list[Ask]:
    """Permissions and meetings get a version, as all other records have one.

    Raises
    ------
    StoreDamaged
        When records are not what was written: a new checksum would hide it.
    """
    (found,) = store.read(ask("partnership.find_all"))
    steps: list[Ask] = []
    for id in (str(row["id"]) for row in found):
        now = present_records(records_of(store, id))
        for name in ("permissions", "meetings"):
            steps.extend(batches(f"{name}.merge", record_rows(name, now[name])))
    return steps


def _given_names(store: Store) -> list[Ask]:
    """Names that were given to territories are told from those that partnerships lend them."""
    (found,) = store.read(ask("derived_check.find_territories"))
    codes = sorted({str(row["code"]) for row in found})
    named = ask("derived.name_covered", codes=codes)
    return [ask("derived.keep_given_names"), named, *letting_go(codes)] if codes else []


_WIPED: Final = (
    *("wipe_maps", "wipe_offers", "wipe_teams", "wipe_involvements", "wipe_waves"),
    "wipe_partnership_of_reports",
)


def _step_rows(kept: Kept) -> list[dict[str, Cell]]:
    rows = record_rows("case_steps", kept.records["case_steps"])
    return [{name: row[name] for name in ("key", "on_day", "facts")} for row in rows]


MIGRATIONS: Final = (
    Migration(2, _first_checksums),
    Migration(3, _nothing_to_fill),
    Migration(4, _seal_records),
    Migration(5, _checksums_without_blanks),
    Migration(6, _nothing_to_fill),
    Migration(7, _gaps_by_place),
    Migration(8, _nothing_to_fill),
    Migration(9, _graph_for_everyone),
    Migration(10, _versions_of_all_records),
    Migration(11, _given_names),
    Migration(12, _nothing_to_fill),
)


def bring_up_to_date(store: Store, version: int = SCHEMA_VERSION) -> StoreState:
    """Carry out the migrations that a store lacks, each in one transaction with its version.

    Parameters
    ----------
    version
        The version that it shall have.

    Returns
    -------
    StoreState
        The state afterwards.

    Raises
    ------
    StoreTooNew
        When a newer version of the product wrote the store.
    Conflict
        When other writers kept getting ahead.
    """
    for _ in range(len(MIGRATIONS) + _ATTEMPTS):
        state = read_state(store)
        if state.version == version:
            return state
        if state.version == 0:
            store.write(ask("state.create", version=SCHEMA_VERSION))
            continue
        missing = next(one for one in MIGRATIONS if one.version > state.version)
        claims = (
            ask("state.claim", claim=uuid4().hex, expected=state.revision),
            ask("state.migrate", claim=uuid4().hex, expected=state.version, version=missing.version),
        )
        try:
            store.write(*(one._replace(must_match=True) for one in claims), *missing.steps(store))
        except Conflict:
            continue
    raise Conflict("store", "migration", "others kept writing, try again")
