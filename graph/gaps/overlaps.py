"""Whether two services are for the same people: some common age in some common place."""

from graph.model import Service
from graph.vocabulary import extent_of


def for_the_same_people(one: Service, other: Service) -> bool:
    """Whether some age and some place is served by both.

    >>> young = Service("S", "A", "REH", age_max=17, service_area=("2499011",))
    >>> old = Service("T", "B", "UO", age_min=60, service_area=("2499",))
    >>> for_the_same_people(young, old), for_the_same_people(young, Service("T", "B", "UO", age_min=3,
    ...     service_area=("2499",)))
    (False, True)
    """
    return ages_overlap(one, other) and any(
        a.startswith(b) or b.startswith(a)
        for a in map(extent_of, one.service_area)
        for b in map(extent_of, other.service_area)
    )


def ages_overlap(one: Service, other: Service) -> bool:
    """Whether some age fits both; an open end is open.

    >>> ages_overlap(Service("S1", "I1", "PPS", age_max=17), Service("S2", "I2", "PPS", age_min=18))
    False
    """
    starts = one.age_min is None or other.age_max is None or one.age_min <= other.age_max
    return starts and (other.age_min is None or one.age_max is None or other.age_min <= one.age_max)
