"""A whole partnership outside of its store: the package, its revision, and what no package holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from graph.errors import Conflict
from graph.model import Institution, Package
from graph.rows import key_of
from graph.stores.batching import batches
from graph.stores.changes import changes_between
from graph.stores.derived import SharedRows, today
from graph.stores.digest import digest_of
from graph.stores.earlier_records import present_records
from graph.stores.following import everything
from graph.stores.journal import record_rows
from graph.stores.loading import load_whole
from graph.stores.port import Ask, Store, ask
from graph.stores.reading import SCHEMA_VERSION, StoreState, read_state
from graph.stores.record_tables import RECORDS, Records
from graph.stores.seals import records_of
from graph.stores.steps import write_steps
from graph.stores.tables import MEMBERSHIP_FIELDS, TABLES, tables_of

_ATTEMPTS: Final = 8


class Kept(NamedTuple):
    """All that a store holds for one partnership."""

    package: Package
    revision: int
    records: Records

    @property
    def id(self) -> str:
        """The partnership's id."""
        return self.package.partnership.id


def take(store: Store, id: str, *, before_9: bool = False) -> Kept:
    """A partnership as the store holds it; ``before_9`` where that is of a version before 9.

    Raises
    ------
    NotFound
        When the store has no partnership of this id.
    StoreDamaged
        When the store holds something else than what was written to it.
    """
    loaded = load_whole(store, id, before_9=before_9)
    return Kept(loaded.package, loaded.revision, _records(store, id, before_9=before_9))


def take_all(store: Store, *, before_9: bool = False) -> tuple[StoreState, tuple[Kept, ...]]:
    """Every partnership by id and the state of the store, all of one moment.

    ``before_9`` is for a store of a version of the schema before 9.

    Raises
    ------
    Conflict
        When writers never left a moment; what did not change between attempts is not read again.
    StoreDamaged
        When the store holds something else than what was written to it.
    """
    taken: dict[tuple[str, int], Kept] = {}
    for _ in range(_ATTEMPTS):
        before = read_state(store)
        (found,) = store.read(ask("partnership.find_all"))
        keys = [(str(row["id"]), int(row["revision"] or 0)) for row in found]
        for key in keys:
            known = taken.get(key)
            taken[key] = (
                known._replace(records=_records(store, key[0], before_9=before_9))
                if known
                else take(store, key[0], before_9=before_9)
            )
        if read_state(store) == before and all(taken[key].revision == key[1] for key in keys):
            return before, tuple(taken[key] for key in keys)
    raise Conflict("store", "backup", "others kept writing, try again")


def _records(store: Store, id: str, *, before_9: bool) -> Records:
    return present_records(records_of(store, id, before_9=before_9))


Homes = Mapping[str, str | None]


def homes_of(kept: Iterable[Kept]) -> Homes:
    """Where institutions are that do not say so: the first of their partnerships by TERC code."""
    found: dict[str, str | None] = {}
    for one in kept:
        here = one.package.partnership.teryt
        for institution in one.package.institutions:
            known = found.get(institution.id)
            found[institution.id] = min(filter(None, (known, here)), default=None)
    return found


def put_steps(kept: Kept, homes: Homes) -> Iterator[Ask]:
    """Steps that write a partnership, at its revision, into a store that lacks it.

    Parameters
    ----------
    homes
        Of :func:`homes_of` all partnerships that are written.
    """
    yield from package_steps(kept, homes)
    for name in RECORDS:
        yield from batches(f"{name}.merge", record_rows(name, kept.records[name]))
    if kept.records["case_steps"] and kept.package.families:
        keys = sorted(key_of(kept.id, family.id) for family in kept.package.families)
        yield ask("derived.link_steps", keys=keys)


def package_steps(kept: Kept, homes: Homes) -> Iterator[Ask]:
    """Steps that write the package of a partnership; what people recorded aside."""
    tables = tables_of(kept.package)
    changes = changes_between({name: {} for name in TABLES}, tables)
    shared = SharedRows(tables["institutions"], tables["services"], homes)
    after = everything(tables, shared, today=today())
    yield from write_steps(kept.id, kept.revision, digest_of(tables), changes, after)


def state_step(state: StoreState) -> Ask:
    """The step that puts a store at a state, whatever the schema it was read from."""
    return ask(
        "state.put",
        version=SCHEMA_VERSION,
        revision=state.revision,
        offers_revision=state.offers_revision,
    )


def agreed(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """Partnerships that agree about what they share, as if imported in the order of their revisions.

    The facts of the latest one hold; an institution's blank cell does not outweigh a known fact.
    """
    ordered = sorted(kept, key=lambda one: (one.revision, one.id))
    institutions: dict[str, Institution] = {}
    workers = {(w.institution_id, w.id): w for one in ordered for w in one.package.workers}
    services = {(s.institution_id, s.id): s for one in ordered for s in one.package.services}
    for one in ordered:
        for arriving in one.package.institutions:
            institutions[arriving.id] = _filled(arriving, institutions.get(arriving.id))
    return tuple(
        one._replace(
            package=replace(
                one.package,
                institutions=tuple(_placed(institutions[i.id], i) for i in one.package.institutions),
                workers=tuple(workers[w.institution_id, w.id] for w in one.package.workers),
                services=tuple(services[s.institution_id, s.id] for s in one.package.services),
            )
        )
        for one in ordered
    )


def _filled(arriving: Institution, known: Institution | None) -> Institution:
    if known is None:
        return arriving
    blank = [name for name in Institution.__slots__ if getattr(arriving, name) is None]
    return replace(arriving, **{name: getattr(known, name) for name in blank})


def _placed(facts: Institution, here: Institution) -> Institution:
    return replace(facts, **{name: getattr(here, name) for name in MEMBERSHIP_FIELDS})
