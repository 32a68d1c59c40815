"""Names of territories that come with a package, as far as whoever sends it may give them."""

from graph.packages import Reading
from graph.stores import naming_steps, territory_names
from graph.stores.port import Ask
from graph.vocabulary.territory import overlap
from service.access.guard import Principal


def naming(principal: Principal, reading: Reading) -> tuple[Ask, ...]:
    """The steps that name the territories around the partnership.

    A name that is known changes only where the whole territory is the principal's.
    """
    place, store = reading.package.partnership.teryt, principal.runtime.store
    if place is None or not reading.territories:
        return ()
    known = territory_names(store)
    names = {
        code: name
        for code, name in reading.territories.items()
        if overlap(code, place) and (code not in known or principal.grant.covers(code))
    }
    return naming_steps(store, names)
