"""What the register says in whole sentences, in Polish and English."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from graph.register.codes import INFORMATION, MEDIA
from graph.register.flow import InformationFlow, Lack

Language = Literal["pl", "en"]

_LACKS: Final[Mapping[Language, Mapping[Lack, str]]] = MappingProxyType(
    {
        "pl": MappingProxyType(
            {
                "no_base": "Nie wskazano zgody rodziny ani przepisu. Proponowany krok: przed "
                "następnym przekazaniem uzyskać zgodę albo wskazać podstawę prawną.",
                "agreement_only": "Wskazano tylko porozumienie; nie zastępuje ono zgody rodziny ani "
                "przepisu. Proponowany krok: uzupełnić podstawę po konsultacji z IOD.",
            }
        ),
        "en": MappingProxyType(
            {
                "no_base": "Neither a consent of the family nor a rule of law is named. Next step: "
                "obtain the consent or name the rule before anything more is passed on.",
                "agreement_only": "Only an agreement is named; it does not stand in for the consent of "
                "the family or a rule of law. Next step: complete the base with the data protection "
                "officer.",
            }
        ),
    }
)


def missing_base_sentence(flow: InformationFlow, names: Mapping[str, str], lang: Language = "pl") -> str:
    """Why a flow's base does not do and what may be done; blank where it does.

    Parameters
    ----------
    flow
        One of :func:`graph.register.missing_bases`.
    names
        Names of institutions by id.

    Examples
    --------
    >>> flow = InformationFlow("I1", "I2", "needs", "phone", "on_event", "none")
    >>> missing_base_sentence(flow, {"I1": "MOPS", "I2": "SP 5"}).split(". ")[0]
    'MOPS → SP 5: potrzeby rodziny (kody); telefon'
    """
    if flow.lack is None:
        return ""
    at = ("pl", "en").index(lang)
    known = INFORMATION[flow.information]
    what = (known.name_pl, known.name_en)[at]
    way = f"{names.get(flow.source_id, flow.source_id)} → {names.get(flow.target_id, flow.target_id)}"
    return f"{way}: {what}; {MEDIA[flow.medium][at]}. {_LACKS[lang][flow.lack]}"
