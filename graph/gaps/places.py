"""Where a fault is: the part of a gap's id after its kind.

A place names nothing that may change while the fault stays: not what blocks a need, not who works on a
case. So two answers about one partnership, of two days or before and after a change, can be compared
id by id.
"""

from hashlib import sha256

from graph.snapshot import Pair
from graph.vocabulary import gmina_of


def pair_place(pair: Pair) -> str:
    """Two institutions.

    >>> pair_place(("I01", "I19"))
    'I01~I19'
    """
    return "~".join(pair)


def gmina_place(teryt: str) -> str:
    """A gmina, whatever kind it is today; shorter codes stay as they are.

    >>> gmina_place("2499011"), gmina_place("2499013"), gmina_place("2499")
    ('249901', '249901', '2499')
    """
    return gmina_of(teryt)


def need_place(teryt: str, need: str) -> str:
    """A need in a gmina, whatever keeps it unanswered.

    >>> need_place("2499011", "Z2")
    '249901/Z2'
    """
    return f"{gmina_place(teryt)}/{need}"


def case_place(partnership: str, family: str) -> str:
    """A case, by a hash of the family's random pseudonym, from which it cannot be read.

    It stays when institutions join or leave the case or its needs change, and is the same for every
    kind of gap, so that all that is wrong with one case is seen together. Only case leads see it.

    >>> case_place("p", "R01")
    'dbfa4c9812a5'
    """
    return sha256(f"case\n{partnership}\n{family}".encode()).hexdigest()[:12]
