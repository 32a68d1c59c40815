"""What is needed to act on an offer: where to call, when, how to apply, and how old the entry is."""

from datetime import date
from typing import Any, Final

from graph.model import Offer
from graph.routes.wording import say
from graph.vocabulary.words import Language

#: Days after which an entry should be confirmed before it is relied on.
STALE_AFTER: Final = 365


def contact_of(offer: Offer, as_of: date, language: Language, *, hidden: bool = False) -> dict[str, Any]:
    """Contact details of an offer as plain values.

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
        "phone": provider.phone,
        "email": provider.email,
        "address": provider.address,
        "website": provider.website,
        "hours": provider.opening_hours,
        "how_to_apply": service.how_to_apply,
        "documents": service.documents,
        "price": service.price,
    }
    if hidden:
        details = {key: without_address(text, provider.address) for key, text in details.items()}
        details["address_note"] = say(language, "address_hidden")
    details |= {"updated_on": updated and updated.isoformat(), "age_days": age, "warning": warning}
    return details


def without_address(text: str | None, address: str | None) -> str | None:
    """The text, or ``None`` if it holds the address or its first part (the street).

    >>> without_address("zgłoszenie: ul. Cicha 3, parter", "ul. Cicha 3, Jarzębin") is None
    True
    >>> without_address("telefonicznie", "ul. Cicha 3, Jarzębin")
    'telefonicznie'
    """
    if text is None or address is None:
        return text
    street = address.split(",")[0].strip().casefold()
    return None if street and street in text.casefold() else text
