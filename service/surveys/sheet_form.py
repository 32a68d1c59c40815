"""What the page of a survey sends: partners by number, each with what was chosen of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, cast, get_args

from graph.vocabulary.codes import FORMALISATIONS, FREQUENCIES, Formalisation, Frequency
from graph.waves import Answer, NamedPartner

Choice = Literal["yes", "no", "unknown"]
CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)
STRENGTHS: Final = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page says of one partner; a choice of ``yes`` is whole with a closeness."""

    partner_id: str
    choice: Choice | None = None
    strength: int | None = None
    frequency: Frequency | None = None
    formalisation: Formalisation | None = None
    contact_role: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it can be kept."""
        return self.choice is not None and (self.choice != "yes" or self.strength is not None)


def chosen_in(form: Mapping[str, object]) -> tuple[Chosen, ...]:
    """The partners of a form that something was chosen for; what is no choice is left out.

    >>> (one,) = chosen_in({"id.0": "I05", "a.0": "yes", "s.0": "4", "f.0": "daily", "id.1": "I06"})
    >>> one.partner_id, one.strength, one.frequency, one.whole
    ('I05', 4, None, True)
    """
    found: list[Chosen] = []
    for name, id in form.items():
        number = name.removeprefix("id.")
        if number == name or not isinstance(id, str) or not id:
            continue
        choice = _one_of(form.get(f"a.{number}"), CHOICES)
        if choice is None:
            continue
        strength = _one_of(form.get(f"s.{number}"), [str(one) for one in STRENGTHS])
        role = form.get(f"r.{number}")
        found.append(
            Chosen(
                id,
                cast("Choice", choice),
                int(strength) if strength else None,
                cast("Frequency | None", _one_of(form.get(f"f.{number}"), FREQUENCIES)),
                cast("Formalisation | None", _one_of(form.get(f"b.{number}"), FORMALISATIONS)),
                role if isinstance(role, str) and role else None,
            )
        )
    return tuple(found)


def with_chosen(answer: Answer, chosen: tuple[Chosen, ...], *, done: bool) -> Answer:
    """An answer with what was chosen for some partners in the place of what it said of them.

    Two people of one institution that answer about different partners do not undo each other's work.
    Once finished, an answer stays so.

    >>> before = Answer((NamedPartner("B", 3),), ("C",))
    >>> with_chosen(before, (Chosen("C", "yes", 2), Chosen("B", "unknown")), done=False)
    ... # doctest: +NORMALIZE_WHITESPACE
    Answer(ties=(NamedPartner(partner_id='C', strength=2, frequency=None, formalisation=None,
    contact_role=None),), none=(), unknown=('B',), done=False)
    """
    kept = tuple(one for one in chosen if one.whole)
    about = {one.partner_id for one in kept}
    ties = [one for one in answer.ties if one.partner_id not in about]
    none = [id for id in answer.none if id not in about]
    unknown = [id for id in answer.unknown if id not in about]
    for one in kept:
        if one.choice == "yes":
            ties.append(
                NamedPartner(
                    *(one.partner_id, one.strength, one.frequency, one.formalisation, one.contact_role)
                )
            )
        else:
            (none if one.choice == "no" else unknown).append(one.partner_id)
    return replace(
        answer, ties=tuple(ties), none=tuple(none), unknown=tuple(unknown), done=answer.done or done
    )


def chosen_before(answer: Answer) -> dict[str, Chosen]:
    """What an answer says of each partner, as the page shows it."""
    found = {
        one.partner_id: Chosen(
            *(one.partner_id, "yes", one.strength, one.frequency, one.formalisation, one.contact_role)
        )
        for one in answer.ties
    }
    found |= {id: Chosen(id, "no") for id in answer.none}
    return found | {id: Chosen(id, "unknown") for id in answer.unknown}


def _one_of(value: object, known: tuple[str, ...] | list[str]) -> str | None:
    return value if isinstance(value, str) and value in known else None
