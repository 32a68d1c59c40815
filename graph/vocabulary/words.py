"""What needs and services are called in the two languages of the product."""

from graph.text import Language
from graph.vocabulary.lists import NEEDS, SERVICE_TYPES


def need_name(code: str, language: Language) -> str:
    """Name of a need.

    >>> need_name("N04", "en"), need_name("N04", "pl")
    ('unemployment', 'bezrobocie')
    """
    return NEEDS[code].name_pl if language == "pl" else NEEDS[code].name_en


def service_name(code: str, language: Language) -> str:
    """Name of a kind of service.

    >>> service_name("AR", "en"), service_name("AR", "pl")
    ('family assistant', 'asystent rodziny')
    """
    return SERVICE_TYPES[code].name_pl if language == "pl" else SERVICE_TYPES[code].name_en
