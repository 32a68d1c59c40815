"""Ids of gaps as they were made before they named the place of the fault alone.

Recommendations of older stores, and their backups, hold such ids.
"""

from typing import Final, NamedTuple

from graph.vocabulary import gmina_of

#: Kinds of which an id of before was made of a case's members: today's cannot be told from it.
_OF_CASES: Final = frozenset({"one_level_team", "uncoordinated_case"})


class EarlierGap(NamedTuple):
    """The present id of a gap, and what its id of before told that the present one does not."""

    id: str
    blocked_by: str | None = None


def present_gap(id: str) -> EarlierGap:
    """The gap of an id of before, or of one of today, which stays as it is.

    The id of an unmet need also named the gmina's kind and what kept the need unanswered. Ids of single
    cases were made of their members and stay, too, as today's cannot be told from them.

    >>> present_gap("unmet_need:2499011/Z2/age")
    EarlierGap(id='unmet_need:249901/Z2', blocked_by='age')
    >>> present_gap("bridge:I01~I19").id, present_gap("unmet_need:249901/Z2").id
    ('bridge:I01~I19', 'unmet_need:249901/Z2')
    """
    kind, _, place = id.partition(":")
    parts = place.split("/")
    if kind == "unmet_need" and len(parts) == 3:
        gmina, need, blocked_by = parts
        return EarlierGap(f"{kind}:{gmina_of(gmina)}/{need}", blocked_by)
    return EarlierGap(id)


def can_be_followed(id: str) -> bool:
    """Whether a gap of this id can be looked for today.

    >>> can_be_followed("unmet_need:249901/Z2"), can_be_followed("one_level_team:c0e0e51b24")
    (True, False)
    """
    kind, _, place = id.partition(":")
    if kind in _OF_CASES:
        return False
    return kind != "unmet_need" or place.count("/") == 1
