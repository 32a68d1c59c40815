"""What the sender of a file says of it beside the file: what its numbers and its ids mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.errors import IdsTaken, InvalidPackage, InvalidRequest, Problem
from graph.packages.strengths import Strengths, strengths_said
from graph.stores.strangers import NO_CHOICE, IdChoice
from service.exchange.preview import faults_of, found_rows
from service.http.errors import OthersFacts
from service.pages.localizer import PageLocalizer
from service.pages.refused import RefusedForm

#: Fields of the form by the columns that problems name.
FIELDS: Final = {"strength": "sila", "scale": "skala", "prefix": "przedrostek"}
_SAME, _OTHER = "te-same", "inne"
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Said:
    """The fields of the form beside the file, as they were sent.

    Attributes
    ----------
    token
        Of a file that was refused and waits; blank where the file came along.
    choice
        Whether ids mean the same institutions.
    """

    token: str = ""
    choice: IdChoice = NO_CHOICE
    fields: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, form: Mapping[str, str]) -> "Said":
        """What a form says.

        >>> Said.of({"wybor": "inne", "przedrostek": " g- "}).choice.prefix
        'g-'
        """
        fields = {name: form.get(name, "").strip()[:_LONGEST] for name in FIELDS.values()}
        answer = form.get("wybor")
        prefix = fields["przedrostek"] if answer == _OTHER else ""
        choice = IdChoice(overwrite_shared=answer == _SAME, prefix=prefix or None)
        return cls(form.get("token", "")[:_LONGEST], choice, fields)

    def strengths(self) -> Strengths:
        """What is said of numbers.

        Raises
        ------
        InvalidRequest
            Where that is no strength or no scale.
        """
        strength = self.fields.get("sila", "")
        if strength and not (strength.isascii() and strength.isdigit()):
            expected = ("a whole number from 1 to 5", "liczba całkowita od 1 do 5")
            raise InvalidRequest([Problem("request", None, "strength", None, *expected)])
        return strengths_said(int(strength) if strength else None, self.fields.get("skala") or None)

    def values(self, token: str) -> dict[str, Sequence[str]]:
        """The fields as they are put into the form again."""
        answer = {
            "wybor": _SAME if self.choice.overwrite_shared else _OTHER if self.choice.prefix else ""
        }
        filled = {**self.fields, **answer, "token": token}
        return {name: [value] for name, value in filled.items() if value}


@dataclass(frozen=True, slots=True)
class ClashRow:
    """An id that means one institution in the file and another in the store."""

    id: str
    here: str
    there: str
    partnerships: str


def clash_rows(error: IdsTaken) -> list[ClashRow]:
    """Both sides of every id that is taken."""
    return [
        ClashRow(
            one.id,
            _named(one.name, one.place),
            _named(one.their_name, one.their_place),
            ", ".join(holder.name for holder in one.others),
        )
        for one in error.clashes
    ]


def suggested_prefix(error: IdsTaken) -> str:
    """A prefix that tells the ids of the partnership from those of others.

    >>> suggested_prefix(IdsTaken([], "olszyna"))
    'olszyna-'
    """
    return "".join(sign for sign in error.partnership if sign not in "|~").strip()[:40] + "-"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was refused and waits until more is said of it.

    Attributes
    ----------
    error
        Why it was refused.
    form
        What was sent with it, and which field is wrong.
    name, token
        The file's name, and what it waits under.
    """

    error: Exception
    form: RefusedForm
    name: str
    token: str

    def shown(self, localizer: PageLocalizer) -> dict[str, object]:
        """What the page shows of it."""
        error = self.error
        taken = error if isinstance(error, IdsTaken) else None
        problems: Sequence[Problem] = ()
        if taken is None and isinstance(error, (InvalidPackage, OthersFacts)):
            problems = error.problems
        read = isinstance(error, InvalidPackage)
        kept = ((name, self.form.values.get(name, ())) for name in ("sila", "skala"))
        return {
            "name": self.name,
            "token": self.token,
            "faults": faults_of(problems, localizer),
            "number": sum(one.count for one in problems),
            "notes": [pl if localizer.lang == "pl" else en for en, pl in error.notes] if read else [],
            "found": found_rows(error.understood, localizer) if read else [],
            "clashes": clash_rows(taken) if taken else [],
            "suggested": suggested_prefix(taken) if taken else "",
            "numbers": [(name, values[0]) for name, values in kept if values],
        }


def prefix_refused(error: Exception, choice: IdChoice) -> InvalidRequest | None:
    """The refusal of a prefix as one of a field; ``None`` where something else was refused."""
    problems = error.problems if isinstance(error, InvalidPackage) else ()
    found = [one for one in problems if choice.prefix and one.value == choice.prefix]
    if not found:
        return None
    first = found[0]
    return InvalidRequest([Problem("request", None, "prefix", None, first.expected, first.expected_pl)])


def _named(name: str, place: str | None) -> str:
    return f"{name} ({place})" if place else name
