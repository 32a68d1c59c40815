"""What a running product holds open: the store, the library, the file of tokens, the answers."""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import fields
from datetime import date, datetime
from functools import cached_property
from math import inf
from threading import BoundedSemaphore, Lock, RLock
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

from anyio import CapacityLimiter
from pydantic import TypeAdapter, ValidationError

from graph.errors import StoreDamaged, StoreError, StoreUnavailable
from service.access.database import AccessDatabase
from service.access.throttle import Throttle
from service.answers import Answers
from service.settings import Overrides, Settings
from service.settings_error import SettingsError
from service.tuning import Family, Saved, saved_values

if TYPE_CHECKING:
    from graph.gaps.thresholds import Thresholds
    from graph.recruitment.weights import Weights
    from graph.routes.costs import RouteCosts
    from graph.snapshot import Snapshot
    from graph.stores import Library, Store
    from service.http.metrics import Metrics

_MOST_PINGS: Final = 4
_MOST_IMPORTS: Final = 4
#: A PDF of 1,500 institutions takes four gigabytes while it is made.
_MOST_PDFS: Final = 1
_MOST_FILES: Final = 2
#: Testing how sure a ranking is takes a processor for seconds.
_MOST_TESTS: Final = 1
#: The first portfolio of a day takes long, and others would wait for the same rows.
_MOST_PORTFOLIOS: Final = 2
_MOST_SURVEYS: Final = 4


class Figures(NamedTuple):
    """How much a runtime has made since it was opened, and what it holds now."""

    answers_rendered: int
    answers_reused: int
    answers_held: int
    snapshots_built: int


_Options = TypeVar("_Options")
_Beside = TypeVar("_Beside")


class Runtime:
    """Opens each thing when it is first needed and closes all of them at the end.

    A database that is away when the server starts, or goes away later, is asked again with the next
    request; nothing has to be restarted.
    """

    def __init__(self, settings: Settings) -> None:
        """Nothing is opened yet."""
        self.settings = settings
        self._answers = Answers()
        self._answered_with: tuple[Saved, ...] = ()
        self._tuned_with: tuple[Saved, ...] = ()
        self._tuned: dict[str, object] = {}
        self.throttle = Throttle()
        self.importing = Lock()
        #: Answers to surveys come many at once, and each changes its partnership.
        self.answering = Lock()
        #: Imports that wait for their turn take no thread from those who read.
        self.import_threads = CapacityLimiter(_MOST_IMPORTS)
        #: The same of large files; see :func:`service.http.concurrency.in_turn`.
        self.pdf_threads = CapacityLimiter(_MOST_PDFS)
        self.file_threads = CapacityLimiter(_MOST_FILES)
        self.test_threads = CapacityLimiter(_MOST_TESTS)
        self.portfolio_threads = CapacityLimiter(_MOST_PORTFOLIOS)
        #: A room full of phones takes neither all threads nor all connections to a server.
        self.survey_threads = CapacityLimiter(_MOST_SURVEYS)
        self.pinging = BoundedSemaphore(_MOST_PINGS)
        #: When it was last tried whether writing works, and what stood in the way.
        self.probed: tuple[float, StoreError | None] = (-inf, None)
        self._lock = RLock()
        self._beside: dict[object, object] = {}
        self._store: Store | None = None
        self._library: Library | None = None
        self._access: AccessDatabase | None = None
        self._damage: StoreDamaged | None = None
        #: False only where a new access file is begun, or an old store is replaced.
        self.confirms_access = True

    @property
    def store(self) -> "Store":
        """The graph database."""
        with self._lock:
            if self._store is None:
                from graph.stores import open_store

                opened = open_store(
                    self.settings.store,
                    data=self.settings.data,
                    user=self.settings.neo4j_user,
                    password=self.settings.neo4j_password.get_secret_value(),
                    database=self.settings.neo4j_database,
                )
                if not self.settings.uses_neo4j and self.confirms_access:
                    try:
                        self._confirm(opened)
                    except BaseException:
                        opened.close()
                        raise
                self._store = opened
            return self._store

    def _confirm(self, store: "Store") -> None:
        """Compare the access file with what the store knows of it; without one, none may be known."""
        from service.access.keeping_head import confirm_and_note, refuse_missing

        if self._access is None and not self.settings.access_file.exists():
            refuse_missing(store)
            return
        if self._access is None:
            self._access = AccessDatabase(self.settings.access_file)
        confirm_and_note(store, self._access)

    def confirm_access(self) -> None:
        """Compare the access file with what the store knows of it, and note how far it reaches.

        Raises
        ------
        StoreDamaged
            When it is not what it was: from then on nothing is answered.
        StoreUnavailable
            When the database does not answer now.
        """
        try:
            self._confirm(self.store)
        except StoreDamaged as error:
            self._damage = error
            raise

    @property
    def library(self) -> "Library":
        """Cached reading of the store."""
        with self._lock:
            if self._library is None:
                from graph.stores import Library

                self._library = Library(self.store)
            return self._library

    def beside(self, make: "Callable[[Runtime], _Beside]") -> "_Beside":
        """What somebody keeps beside this runtime, made when it is first asked for."""
        with self._lock:
            if make not in self._beside:
                self._beside[make] = make(self)
            return cast("_Beside", self._beside[make])

    def snapshot(self, partnership_id: str, as_of: date | None = None) -> "Snapshot":
        """A partnership as of a day, or of today."""
        return self.library.snapshot(partnership_id, as_of or today())

    @property
    def access(self) -> AccessDatabase:
        """Tokens, sessions and the audit trail."""
        with self._lock:
            if self._damage is not None:
                raise self._damage
            if self._access is None:
                if not self.settings.access_file.exists():
                    self._refuse_lost_access()
                # Opening an embedded store may have opened it.
                self._access = self._access or AccessDatabase(self.settings.access_file)
            return self._access

    def _refuse_lost_access(self) -> None:
        """Go on only where a new access file may be made."""
        from graph.stores import embedded_file
        from service.access.keeping_head import refuse_missing

        if not self.confirms_access:
            return
        if not self.settings.uses_neo4j:
            file = embedded_file(self.settings.store, data=self.settings.data)
            if self._store is not None or not file.exists():
                return
            from graph.stores.embedded import EmbeddedStore

            try:
                # By the engine alone: a store that is rebuilt must not be brought up to date before.
                bare = EmbeddedStore(file)
            except StoreDamaged:
                return
            with closing(bare):
                refuse_missing(bare)
            return
        # A server that is away is asked once it is there, before anything is answered.
        with suppress(StoreUnavailable):
            refuse_missing(self.store)

    @property
    def answers(self) -> Answers:
        """The answers kept; all are forgotten once a threshold, weight or cost has changed."""
        saved = self.saved_values()
        with self._lock:
            if saved != self._answered_with:
                self._answers.clear()
                self._answered_with = saved
        return self._answers

    @property
    def thresholds(self) -> "Thresholds":
        """Limits of the gap detectors."""
        from graph.gaps.thresholds import Thresholds

        return self._options(Thresholds, "thresholds", self.settings.thresholds)

    @property
    def weights(self) -> "Weights":
        """Weights of recruitment gains."""
        from graph.recruitment.weights import Weights

        return self._options(Weights, "weights", self.settings.weights)

    @property
    def costs(self) -> "RouteCosts":
        """Costs of referral routes."""
        from graph.routes.costs import RouteCosts

        return self._options(RouteCosts, "costs", self.settings.costs)

    def saved_values(self) -> "tuple[Saved, ...]":
        """What was changed on the page of settings, by this process or another one."""
        if self._access is None and not self.settings.access_file.exists():
            return ()  # a command that only reads makes no file
        return saved_values(self.access)

    def _options(self, kind: type[_Options], family: Family, given: Overrides) -> _Options:
        """Made once for a state of what is saved; the environment wins."""
        saved = self.saved_values()
        with self._lock:
            if saved != self._tuned_with:
                self._tuned.clear()
                self._tuned_with = saved
            if family not in self._tuned:
                changed = {one.name: one.value for one in saved if one.family == family}
                _options(kind, family, given)  # names what the environment sets wrongly
                self._tuned[family] = _options(kind, family, changed | given)
            return cast("_Options", self._tuned[family])

    @cached_property
    def metrics(self) -> "Metrics":
        """What is counted; only a server counts."""
        from service.http.metrics import Metrics

        return Metrics(self)

    def figures(self) -> Figures:
        """The figures of now; nothing is opened for them."""
        answers, library = self._answers, self._library
        return Figures(
            answers.rendered,
            answers.reused,
            len(answers),
            library.snapshots_built if library is not None else 0,
        )

    def close(self) -> None:
        """Close what is open; the store first, so that its file is whole."""
        with self._lock:
            if self._store is not None:
                if self._access is not None and self._damage is None and self.confirms_access:
                    # What was left since it was last noted; where that fails, the next start notes it.
                    with suppress(StoreError):
                        self._confirm(self._store)
                self._store.close()
            if self._access is not None:
                self._access.close()
            self._store = self._library = self._access = None
            self._beside.clear()


@contextmanager
def open_runtime(settings: Settings) -> Generator[Runtime]:
    """A runtime that is closed when the block ends."""
    runtime = Runtime(settings)
    try:
        yield runtime
    except BaseException:
        # What went wrong first is what has to be told.
        with suppress(StoreError):
            runtime.close()
        raise
    runtime.close()


def today() -> date:
    """The day at the place where the product runs."""
    return datetime.now().astimezone().date()


def _options(kind: type[_Options], name: str, given: Overrides) -> _Options:
    prefix = f"KOOPERACJE_{name.upper()}__"
    known = [field.name for field in fields(kind)]  # pyright: ignore[reportArgumentType]  # dataclasses
    wrong = [
        f"{prefix}{key.upper()}: unknown, known are {', '.join(known)}"
        for key in given
        if key not in known
    ]
    if wrong:
        raise SettingsError(tuple(wrong))
    try:
        return TypeAdapter(kind).validate_python(given)
    except ValidationError as error:
        found = error.errors(include_input=False)
        raise SettingsError(
            tuple(
                f"{prefix}{str(one['loc'][0]).upper()}: {one['msg']}"
                if one["loc"]
                else f"{prefix}…: {one['msg']}"
                for one in found
            )
        ) from None
