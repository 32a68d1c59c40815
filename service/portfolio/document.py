"""The portfolio as a document: rows in the order asked for, and what the partnerships have in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, get_args

from graph.errors import InvalidRequest, Problem
from graph.gaps import CASE_KINDS
from graph.portfolio import Compared, Member, RollUp, powiat_of, roll_up
from graph.stores.marks import Mark
from graph.text import Language, Localizer
from graph.vocabulary import NEEDS, gmina_of, holds
from graph.vocabulary.barriers import BARRIERS
from service.access.policy import Visibility
from service.answers.disclosure import about
from service.answers.documents import Document
from service.answers.published import count_rounded, rounding_of
from service.pages.localizer import collated
from service.portfolio.shelf import Portfolio, Row
from service.portfolio.words import effect, reason_sentence
from service.runtime import Runtime

if TYPE_CHECKING:
    from graph.portfolio.roll_up import Tell

Sort = Literal["attention", "gaps", "age", "name"]
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)
#: Digits of codes of województwa, powiats and gminas.
_TERC_LENGTHS: Final = frozenset({2, 4, 6, 7})
_WOJEWODZTWO: Final = 2
_PLACE: Final = ("a TERC code of 2, 4, 6 or 7 digits", "kod TERC: 2, 4, 6 albo 7 cyfr")


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose portfolio it is: the partnerships within reach, and how much of each is shown."""

    marks: tuple[Mark, ...]
    visibility: Visibility


def reach_of(
    portfolio: Portfolio, visibility: Visibility, reaches: Callable[[str, str | None], bool]
) -> Reach:
    """The reach of somebody who may see those partnerships that a function says."""
    return Reach(tuple(mark for mark in portfolio.marks if reaches(mark.id, mark.teryt)), visibility)


def demand_place(territory: str | None) -> None:
    """Go on only with no territory or the code of one.

    Raises
    ------
    InvalidRequest
        Otherwise.
    """
    if territory is None:
        return
    if not (territory.isascii() and territory.isdigit() and len(territory) in _TERC_LENGTHS):
        raise InvalidRequest([Problem("query", None, "territory", None, *_PLACE)])


def within(marks: Iterable[Mark], territory: str | None) -> tuple[Mark, ...]:
    """The partnerships that lie in a territory; all of them where none is named."""
    return tuple(
        mark
        for mark in marks
        if territory is None or (mark.teryt is not None and holds(territory, mark.teryt))
    )


def in_order(rows: Iterable[Row], sort: Sort, portfolio: Portfolio) -> list[Row]:
    """Rows as asked for; equal ones by name and id."""
    by_name = sorted(rows, key=lambda row: (_name_key(portfolio, row), row.entry.id))
    match sort:
        case "attention":
            return sorted(by_name, key=lambda row: -row.attention.value)
        case "gaps":
            return sorted(by_name, key=lambda row: [-n for n in row.gaps.by_urgency.values()])
        case "age":  # the oldest first, those without any date last
            return sorted(by_name, key=_youth)
        case "name":
            return by_name


def portfolio_document(
    runtime: Runtime,
    portfolio: Portfolio,
    reach: Reach,
    *,
    territory: str | None = None,
    sort: Sort = "attention",
    lang: Language = "pl",
    comparing: bool = True,
) -> Document:
    """The whole portfolio of a reach.

    Parameters
    ----------
    territory
        The code of a territory; only partnerships in it are shown. Peers are those of the whole reach
        all the same, so that a row is the same in every view.
    comparing
        Whether figures are compared with what is usual, which takes long the first time.
    """
    marks = within(reach.marks, territory)
    rows = portfolio.rows(marks, reach.visibility)
    by_id = {mark.id: mark for mark in marks}
    localizer = Localizer(lang)
    found: list[Document] = []
    for row in in_order(rows, sort, portfolio):
        figures = portfolio.compared(by_id[row.entry.id], reach.marks) if comparing else None
        found.append(_row(portfolio, row, figures, reach.visibility, localizer))
    return {
        "as_of": portfolio.day,
        "partnerships": found,
        "roll_up": _roll_up(portfolio, totals_of(runtime, rows, reach.visibility), localizer),
    }


def totals_of(runtime: Runtime, rows: Iterable[Row], visibility: Visibility) -> RollUp:
    """What partnerships have in common, as far as a visibility holds it."""
    members = [Member(row.entry, row.gaps, row.barriers) for row in rows]
    if visibility.cases == "all":
        return roll_up(members)
    return roll_up(members, _told(runtime))


def places_of(portfolio: Portfolio, row: Row) -> tuple[str, str | None, str | None]:
    """Names of gmina, powiat and województwo; the partnership's name and codes where none is known."""
    teryt, names = row.entry.teryt, portfolio.names
    if teryt is None:
        return row.entry.name, None, None
    powiat, region = powiat_of(teryt), teryt[:_WOJEWODZTWO]
    gmina = gmina_of(teryt)
    return (
        names.get(gmina, row.entry.name) if gmina != powiat else row.entry.name,
        names.get(powiat, powiat) if powiat else None,
        names.get(region, region),
    )


def withheld_of(row: Row, visibility: Visibility, lang: Language) -> Document:
    """About how many gaps of each kind are left out, as the gaps of the partnership say it."""
    if visibility.cases != "counts":
        return dict.fromkeys(CASE_KINDS)
    numbers = row.hidden or {}
    return {kind: about(numbers.get(kind), lang) for kind in CASE_KINDS}


def sentences_of(row: Row, localizer: Localizer) -> list[str]:
    """Why a partnership needs attention."""
    return [reason_sentence(one, row.gaps.high_kinds, localizer) for one in row.attention.reasons]


def _told(runtime: Runtime) -> "Tell":
    rounding = rounding_of(runtime.access, "portfolio")
    return partial(count_rounded, rounding)


def _row(
    portfolio: Portfolio,
    row: Row,
    figures: dict[str, Compared | None] | None,
    visibility: Visibility,
    localizer: Localizer,
) -> Document:
    entry, survey, life = row.entry, row.entry.survey, row.life
    gmina, powiat, region = places_of(portfolio, row)
    document: Document = {
        "id": entry.id,
        "name": entry.name,
        "teryt": entry.teryt,
        "gmina": gmina,
        "powiat": powiat,
        "wojewodztwo": region,
        "variant": entry.variant,
        "members": entry.members,
        "institutions": entry.institutions,
        "no_data": entry.no_data,
        "gaps": row.gaps.by_urgency,
        "by_kind": row.gaps.by_kind,
    }
    if visibility.cases != "all":
        document["withheld"] = withheld_of(row, visibility, localizer.lang)
    return document | {
        "unmet_needs": list(dict.fromkeys(one.need for one in row.gaps.unmet)),
        "response_rate": survey.rate,
        "data_age_days": survey.age_days,
        "last_meeting": life.last_meeting,
        "advice_open": life.advice_open,
        "advice_overdue": life.advice_overdue,
        "compared": None if figures is None else _figures(figures, localizer),
        "not_compared": {
            name: localizer.t("portfolio.not_compared")
            for name, one in (figures or {}).items()
            if one is None
        },
        "attention": row.attention.value,
        "reasons": sentences_of(row, localizer),
    }


def _figures(figures: dict[str, Compared | None], localizer: Localizer) -> Document:
    return {
        name: None
        if one is None
        else {
            "value": one.value,
            "expected": one.expected,
            "sd": one.sd,
            "z": one.z,
            "p": one.p,
            "words": effect(one, localizer),
        }
        for name, one in figures.items()
    }


def _roll_up(portfolio: Portfolio, found: RollUp, localizer: Localizer) -> Document:
    place = 0 if localizer.lang == "pl" else 1
    needs = {code: (need.name_pl, need.name_en) for code, need in NEEDS.items()}
    return {
        "by_powiat": [
            {
                "powiat": one.code,
                "name": portfolio.names.get(one.code, one.code) if one.code else None,
                "partnerships": one.partnerships,
                "institutions": one.institutions,
                "members": one.members,
                "gaps": one.gaps,
            }
            for one in found.by_powiat
        ],
        "barriers": [
            {
                "code": one.code,
                "name": BARRIERS[one.code][place],
                "count": one.count,
                "partnerships": one.partnerships,
            }
            for one in found.barriers
        ],
        "unmet_needs": [
            {
                "need": one.need,
                "name": needs[one.need][place],
                "partnerships": one.partnerships,
                "families": one.families,
            }
            for one in found.unmet_needs
        ],
    }


def _name_key(portfolio: Portfolio, row: Row) -> list[tuple[int, str]]:
    return collated(places_of(portfolio, row)[0])


def _youth(row: Row) -> int:
    age = row.entry.survey.age_days
    return 1 if age is None else -age
