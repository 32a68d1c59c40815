"""What is needed to act on an offer: where to call, when, how to apply, and how old the entry is."""

from datetime import date
from typing import Any, Final

from graph.model import Offer
from graph.routes.notices import address_is_hidden
from graph.routes.wording import say
from graph.text import Language

#: Days after which an entry should be confirmed before it is relied on.
STALE_AFTER: Final = 365


def contact_of(offer: Offer, as_of: date, language: Language, *, hidden: bool = False) -> dict[str, Any]:
    """Contact details of an offer as plain values, of the service's own place where it has one.

    The date is the service's own, else its institution's; ``warning`` stands where it is more than a
    year before ``as_of`` or missing. ``hidden``: the address, and any text that holds it, is left out.
    """
    service, provider = offer.service, offer.provider
    updated = service.updated_on or provider.updated_on
    age = (as_of - updated).days if updated else None
    warning = None
    if age is None:
        warning = say(language, "entry_undated")
    elif age > STALE_AFTER:
        warning = say(language, "entry_old", days=age)
    details: dict[str, Any] = {
        "phone": offer.phone,
        "email": offer.email,
        "address": offer.address,
        "website": provider.website,
        "hours": offer.opening_hours,
        "how_to_apply": service.how_to_apply,
        "documents": service.documents,
        "price": service.price,
    }
    if hidden:
        details = {key: without_address(text, *offer.addresses) for key, text in details.items()}
        details["address_note"] = say(language, "address_hidden")
    details |= {"updated_on": updated and updated.isoformat(), "age_days": age, "warning": warning}
    return details


def without_address(text: str | None, *addresses: str) -> str | None:
    """The text, or ``None`` if it holds one of the addresses or its first part (the street).

    >>> without_address("zgłoszenie: ul. Cicha 3, parter", "ul. Cicha 3, Jarzębin") is None
    True
    >>> without_address("telefonicznie", "ul. Cicha 3, Jarzębin")
    'telefonicznie'
    """
    streets = (address.split(",")[0].strip().casefold() for address in addresses)
    found = text is not None and any(street and street in text.casefold() for street in streets)
    return None if found else text


def shown_name(offer: Offer, *, violence: bool = False) -> str | None:
    """The service's own name; ``None`` where it has none, or holds an address that is hidden.

    >>> from graph.model import Institution, Service
    >>> shelter = Institution("I1", "Ośrodek", "SOW", address="ul. Cicha 3")
    >>> shown_name(Offer(Service("S1", "I1", "INT", "Dom przy ul. Cicha 3"), shelter)) is None
    True
    """
    name = offer.service.name
    return (
        without_address(name, *offer.addresses) if address_is_hidden(offer, violence=violence) else name
    )
