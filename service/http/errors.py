"""What can go wrong at a door, before or after the domain is asked.

DoorError
+ SignInNeeded
+ NotAllowed
  + OthersFacts(problems)
+ ForgedForm
+ TooManyTries(wait)
+ PreconditionFailed(id)               the data changed since the writer read them
+ PreconditionRequired                  a write that must name the state it builds on
+ KeyReused                   an Idempotency-Key that came with another body
"""

from graph.errors import Problem


class DoorError(Exception):
    """Root of the doors' errors."""


class SignInNeeded(DoorError):
    """No token and no session, or one that is not valid."""


class NotAllowed(DoorError):
    """The role or the territory does not reach that far."""


class OthersFacts(NotAllowed):
    """Institutions that partnerships outside of the territory hold would change: ``problems``."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} institutions of others")
        self.problems = problems


class ForgedForm(DoorError):
    """A form that no page of this session made."""


class TooManyTries(DoorError):
    """Too many failed tries from one address; ``wait`` in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"wait {wait} s")
        self.wait = wait


class PreconditionFailed(DoorError):
    """The state that ``If-Match`` names is not the state of the data."""


class PreconditionRequired(DoorError):
    """A write without ``If-Match`` where one is due: it could build on what nobody read."""


class KeyReused(DoorError):
    """The same ``Idempotency-Key`` came with a different request."""
