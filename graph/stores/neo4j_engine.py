"""Neo4j over Bolt: a single instance, a cluster or Aura, as an office's system of record."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from threading import RLock
from typing import Final, LiteralString, TypeVar, cast

import neo4j
from neo4j import exceptions

from graph.errors import (
    NO_SUCH_DATABASE,
    NOT_LET_IN,
    UNREACHABLE,
    StoreError,
    StoreUnavailable,
)
from graph.rows import Row
from graph.stores.absence import Absence
from graph.stores.columns import plain_rows
from graph.stores.derived import today
from graph.stores.migrations import bring_up_to_date
from graph.stores.neo4j_sessions import Sessions
from graph.stores.port import Ask, ask
from graph.stores.queries import full_schema
from graph.stores.reading import read_state, state_of
from graph.stores.refreshing import refresh
from graph.stores.seals import carry_out

_T = TypeVar("_T")

# What the driver says of its tries is for those who set up logs; a terminal it would only fill.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_QUERY_SECONDS: Final = 30.0
_PING_SECONDS: Final = 3.0
# A transaction of many rows is given more time, as on a busy server a large import takes it.
_ROWS_A_SECOND: Final = 200
# How long one waits for another who makes the schema: once if nobody knows yet whether the server is
# there, or those who ask at once would queue up for its full time each; and some times more if it is.
_TURN_SECONDS: Final = 3.0
_TURNS: Final = 10
# The server's ways to say "not now" that the driver does not count as such.
_PASSING: Final = frozenset(
    {
        "ConnectionAcquisitionTimeoutError",
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    }
)
# What the server says when it is there and the settings are wrong: whoever runs it can put that right.
_SECURITY: Final = "Neo.ClientError.Security."
_NO_DATABASE: Final = "Neo.ClientError.Database.DatabaseNotFound"
# What it says where somebody else made a rule of the schema at the same moment.
_MADE_MEANWHILE: Final = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"


#: Steps that may change the area of institutions, and the column with their ids.
_OF_AREAS: Final = {
    "write.merge_institutions": "id",
    "derived.merge_institution_facts": "institution_id",
}


class Neo4jStore:
    """A graph in a Neo4j database, named explicitly in every session."""

    def __init__(self, address: str, user: str, password: str, database: str = "neo4j") -> None:
        """Keep the address; the server is first asked when something is needed of it."""
        self._address = address
        self._database = database
        self._reached = False
        self._prepared = False
        self._preparing = RLock()
        self._being_prepared = False
        self._absence = Absence(self.ping)
        self._sessions = Sessions(address, user, password, database)

    @property
    def description(self) -> str:
        """Engine, version where it answers, and address."""
        return f"{self._sessions.agent} ({self._address}, database {self._database})"

    @property
    def labels_areas(self) -> bool:
        """Whether institutions have a second label for their area."""
        return True

    @property
    def changes(self) -> None:
        """Not known: others write to the server as well."""
        return

    def read(self, *asks: Ask) -> list[list[Row]]:
        """Rows of each query, from one read transaction."""
        return self._run(asks, write=False)

    def write(self, *asks: Ask) -> list[list[Row]]:
        """Run the steps in one write transaction; the driver repeats it after a passing fault."""
        return self._run(asks, write=True)

    def scrub(self) -> None:
        """Nothing: the server's files are its own, and it reuses the room of what was deleted."""

    def ping(self) -> None:
        """Ask once for the state of the store, which takes the right password and database too."""
        try:
            (found,) = self._run((ask("state.find"),), write=False, patient=False)
        except StoreUnavailable as error:
            # A connection that was cut while it was idle tells nothing of the server; before there
            # was any connection there was none to be cut.
            if not self._prepared:
                self._absence.began(error)
            raise
        self._reached = True
        self._absence.ended()
        state_of(found)

    def probe(self) -> None:
        """Write something small, once."""
        self._prepare()
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._run((ask("trail.probe", at=at),), write=True, patient=False)

    def close(self) -> None:
        """Close every connection."""
        self._sessions.close()

    def _prepare(self) -> None:
        """Bring the schema up to date, once, when the server is first reached."""
        if self._prepared:
            return
        self._take_turn()
        try:
            # Preparing reads and writes the store itself: those come by here again.
            if self._prepared or self._being_prepared:
                return
            self._absence.refuse()
            self._make_ready()
        finally:
            self._preparing.release()

    def _take_turn(self) -> None:
        for _ in range(_TURNS):
            if self._preparing.acquire(timeout=_TURN_SECONDS):
                return
            if not self._reached:
                break
        raise StoreUnavailable("prepare", "the server is still being waited for")

    def _make_ready(self) -> None:
        self._being_prepared = True
        try:
            read_state(self)
            self._reached = True
            for query in full_schema("neo4j"):
                with self._sessions.session(_QUERY_SECONDS) as session:
                    _have(session, cast("LiteralString", query.text))
            bring_up_to_date(self)
            refresh(self, today())
            self._prepared = True
        finally:
            self._being_prepared = False

    def _run(self, asks: Sequence[Ask], *, write: bool, patient: bool = True) -> list[list[Row]]:
        def work(tx: neo4j.ManagedTransaction | neo4j.Transaction) -> list[list[Row]]:
            def run(one: Ask) -> list[Row]:
                # The text comes from the checked files of this product, never from a caller.
                result = tx.run(cast("LiteralString", one.query.text), dict(one.params))
                names = result.keys()
                rows = [dict(zip(names, row.values(), strict=True)) for row in result]
                return plain_rows(one.query, rows)

            if not write:
                return [run(one) for one in asks]
            found = carry_out(asks, run)
            for labels in _labelling(asks):
                run(labels)
            return found

        def attempt_once() -> list[list[Row]]:
            # Where nobody is served anyhow, one that hangs need not be waited for.
            with (
                self._sessions.session(_PING_SECONDS) as session,
                session.begin_transaction(timeout=_PING_SECONDS) as tx,
            ):
                return work(tx)

        def attempt() -> list[list[Row]]:
            self._prepare()
            seconds = _seconds(asks)
            timed = neo4j.unit_of_work(timeout=seconds)(work)
            with self._sessions.session(seconds) as session:
                return session.execute_write(timed) if write else session.execute_read(timed)

        name = asks[0].query.name if asks else "nothing"
        if not patient:
            return self._guarded(name, attempt_once)
        self._absence.refuse()
        try:
            return self._guarded(name, attempt)
        except StoreUnavailable as error:
            self._absence.began(error)
            raise

    def _guarded(self, name: str, attempt: Callable[[], _T]) -> _T:
        try:
            return attempt()
        except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
            raise StoreUnavailable(name, UNREACHABLE) from error
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            # The server's messages can quote parameters; only the code is passed on.
            code = _reason(error)
            if code.startswith(_SECURITY) or isinstance(error, exceptions.AuthError):
                raise StoreUnavailable(name, NOT_LET_IN) from error
            if code == _NO_DATABASE:
                raise StoreUnavailable(name, NO_SUCH_DATABASE) from error
            if error.is_retryable() or code in _PASSING:
                raise StoreUnavailable(name, code) from error
            raise StoreError(name, code) from error


def _labelling(asks: Sequence[Ask]) -> Iterator[Ask]:
    """Steps that give institutions a second label for their area, as only this engine can."""
    for one in asks:
        column = _OF_AREAS.get(one.query.name)
        if column:
            rows = cast("Sequence[Row]", one.params["rows"])
            yield ask("server_only.label_areas", ids=[str(row[column]) for row in rows])


def _have(session: neo4j.Session, rule: LiteralString) -> None:
    """Make a rule of the schema, also while others make the same."""
    try:
        # With a driver that tries again: of several that make a rule at once, the server stops some.
        session.execute_write(lambda tx: tx.run(rule).consume())
    except exceptions.ClientError as error:
        if error.code != _MADE_MEANWHILE:
            raise


def _seconds(asks: Sequence[Ask]) -> float:
    rows = sum(len(value) for one in asks for value in one.params.values() if isinstance(value, list))
    return _QUERY_SECONDS + rows / _ROWS_A_SECOND


def _reason(error: exceptions.Neo4jError | exceptions.DriverError) -> str:
    if isinstance(error, exceptions.Neo4jError) and error.code:
        return error.code
    return type(error).__name__
