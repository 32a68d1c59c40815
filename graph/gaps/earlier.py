"""Ids of gaps as they were made before they named the place of the fault alone.

Recommendations of older stores hold such ids.
"""

from graph.gaps.places import need_place


def current_id(id: str) -> str:
    """The present id of a gap that is known by an id of before; an id of today stays as it is.

    The id of an unmet need also named the gmina's kind and what blocks the need. Ids of single cases
    were made of their members, from which today's cannot be told; nothing that is kept rests on them.

    >>> current_id("unmet_need:2499011/Z2/age"), current_id("bridge:I01~I19")
    ('unmet_need:249901/Z2', 'bridge:I01~I19')
    >>> current_id("unmet_need:249901/Z2")
    'unmet_need:249901/Z2'
    """
    kind, _, place = id.partition(":")
    parts = place.split("/")
    if kind == "unmet_need" and len(parts) == 3:
        return f"{kind}:{need_place(parts[0], parts[1])}"
    return id
