"""What the register says in whole sentences, in Polish and English."""

from collections.abc import Mapping

from graph.records.codes import INFORMATION, MEDIA
from graph.records.flow import InformationFlow
from graph.text import LANGUAGES, Language, Localizer


def missing_base_sentence(flow: InformationFlow, names: Mapping[str, str], lang: Language = "pl") -> str:
    """Why a flow's base does not do and what may be done; blank where it does.

    Parameters
    ----------
    flow
        One of :func:`graph.records.flow.missing_bases`.
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
    at = LANGUAGES.index(lang)
    known = INFORMATION[flow.information]
    what = (known.name_pl, known.name_en)[at]
    way = f"{names.get(flow.source_id, flow.source_id)} → {names.get(flow.target_id, flow.target_id)}"
    return f"{way}: {what}; {MEDIA[flow.medium][at]}. {Localizer(lang).t(f'flow.{flow.lack}')}"
