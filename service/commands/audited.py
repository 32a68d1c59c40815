"""What each command does, declared where it stands, and the line that leaves in the audit trail.

No command gets at the store but through :func:`own_runtime`, and that refuses one that declared nothing.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from graph.errors import StoreError
from service.access.owner import OWNER, TERMINAL
from service.access.policy import AUDITED, EVERYWHERE, Action

if TYPE_CHECKING:
    from service.access.guard import Principal
    from service.runtime import Runtime

_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class AuditedCommand:
    """What a command does.

    Attributes
    ----------
    name
        The command as it is typed; the trail tells it as the purpose.
    action
        What it is allowed by, or what the trail calls it; ``None`` where ``exempt`` says why it leaves
        no line of its own.
    writes
        Whether it changes something: then a line tells that it began, and another how it ended.
    """

    name: str
    action: Action | str | None
    writes: bool = False
    exempt: str = ""

    @property
    def noted(self) -> bool:
        """Whether it leaves a line: class 2, writing, handing out, and all that has no action."""
        return self.action is not None and (
            self.action in AUDITED or not isinstance(self.action, Action)
        )


_RUNNING: Final[ContextVar[AuditedCommand | None]] = ContextVar("deed", default=None)
_WHAT_FOR: Final[ContextVar[str]] = ContextVar("what_for", default="")
#: The attribute in which a command's function carries its deed.
_MARK: Final = "deed"


def does(
    name: str, action: Action | str, *, writes: bool = False
) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Declare what a command does; see :class:`AuditedCommand`."""
    return _declares(AuditedCommand(name, action, writes))


def exempt(name: str, reason: str) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Declare that a command leaves no line of its own, and why."""
    return _declares(AuditedCommand(name, None, exempt=reason))


def _declares(deed: AuditedCommand) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    def declared(command: Callable[_P, _R]) -> Callable[_P, _R]:
        @wraps(command)
        def run(*args: _P.args, **options: _P.kwargs) -> _R:
            before = _RUNNING.set(deed)
            try:
                return command(*args, **options)
            finally:
                _RUNNING.reset(before)

        setattr(run, _MARK, deed)
        return run

    return declared


def audited_command_of(command: object) -> AuditedCommand | None:
    """What a command's function declared."""
    return getattr(command, _MARK, None)


def for_purpose(text: str) -> None:
    """Remember what the command is run for; its lines repeat it."""
    _WHAT_FOR.set(text)


@contextmanager
def own_runtime(
    partnership: str = EVERYWHERE, *, new: bool = False, about: str = "", dry_run: bool = False
) -> Generator["Runtime"]:
    """The store of the environment, open for one command, once the trail tells what it is opened for.

    Parameters
    ----------
    partnership
        The one it is about; ``*`` all of them. One that is not there is not repeated in the trail.
    new
        Whether it may be one that the store does not hold yet.
    about
        What else the trail may tell: a number, never a family.
    dry_run
        Whether the command only shows what it would do: then it is written down as reading.

    Raises
    ------
    NotFound
        When there is no such partnership; that is written down too.
    LookupError
        When the command declared nothing.
    """
    from service.runtime import open_runtime
    from service.settings import load_settings

    deed = running()
    if dry_run:
        deed = AuditedCommand(f"{deed.name} --dry-run", Action.READ_CASES)
    with open_runtime(load_settings()) as runtime:
        if not deed.noted:
            yield runtime
            return
        subject = ""
        try:
            if partnership != EVERYWHERE and not new:
                runtime.library.revision(partnership)
            subject = partnership
            _leave(runtime, deed, subject, "begun" if deed.writes else "allowed", about)
            yield runtime
        except BaseException:
            # What went wrong first is what has to be told.
            with suppress(StoreError):
                _leave(runtime, deed, subject, "failed", about)
            raise
        if deed.writes:
            _leave(runtime, deed, subject, "done", about)


def running() -> AuditedCommand:
    """What the running command declared.

    Raises
    ------
    LookupError
        When it declared nothing.
    """
    deed = _RUNNING.get()
    if deed is None:
        raise LookupError("a command declares what it does: @does(…) or @exempt(…)")
    return deed


def also(runtime: "Runtime", action: Action, partnership: str) -> None:
    """Leave a line of one more thing that the running command does."""
    _leave(runtime, AuditedCommand(running().name, action), partnership, "allowed", "")


def owner(runtime: "Runtime") -> "Principal":
    """The owner as a principal, for what asks who comes; the command itself is written down already."""
    from service.access.guard import Principal

    return Principal(runtime, OWNER, TERMINAL, _purpose(running(), ""))


def _leave(runtime: "Runtime", deed: AuditedCommand, subject: str, outcome: str, about: str) -> None:
    from service.access.audit import record

    if deed.action is not None:
        record(
            *(runtime.access, OWNER, deed.action, subject),
            outcome=outcome,
            purpose=_purpose(deed, about),
            through=TERMINAL,
        )


def _purpose(deed: AuditedCommand, about: str) -> str:
    return ": ".join(part for part in (deed.name, about, _WHAT_FOR.get()) if part)
