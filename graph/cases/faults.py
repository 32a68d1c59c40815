"""Keeps what is wrong with the values of a step, by field, in English and in Polish."""

from collections.abc import Collection, Iterable
from typing import Final

from graph.errors import Problem

_MOST_CODES: Final = 12


class Faults:
    """What is wrong with one step. Values are never repeated: they could be about a person."""

    def __init__(self, kind: str) -> None:
        """Nothing is wrong yet."""
        self.problems: list[Problem] = []
        self._kind = kind

    def unless(self, ok: object, field: str, expected: str, expected_pl: str) -> None:
        """A field is wrong where something does not hold."""
        if not ok:
            self.problems.append(Problem(self._kind, None, field, None, expected, expected_pl))

    def code(self, field: str, value: str, known: Collection[str], what: str, what_pl: str) -> None:
        """A field holds one of the known codes; a short list of them is told."""
        listed = f": {' | '.join(known)}" if 0 < len(known) <= _MOST_CODES else ""
        self.unless(value in known, field, what + listed, what_pl + listed)

    def codes(
        self,
        field: str,
        values: Iterable[str],
        known: Collection[str],
        what: str,
        what_pl: str,
        least: int = 0,
    ) -> None:
        """A field holds known codes, each once, at least so many."""
        given = list(values)
        for place, value in enumerate(given):
            self.code(f"{field}[{place}]", value, known, what, what_pl)
        once = len(set(given)) == len(given)
        self.unless(once, field, "each only once", "każda pozycja tylko raz")
        enough = len(given) >= least
        self.unless(enough, field, f"at least {least}: {what}", f"co najmniej {least}: {what_pl}")
