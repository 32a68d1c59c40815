"""The code lists of the register: barriers, advice, addressees, and what information flows how.

Codes stand in place of free text everywhere, so that nothing about a person can be written down.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from graph.records.permission import LEGAL_BASES

Advice = Literal[
    "sign_agreement",
    "second_contact",
    "spread_contacts",
    "joint_meeting",
    "invite_institution",
    "mediation",
    "joint_training",
    "shared_procedure",
    "name_decision_maker",
    "legal_opinion",
    "new_service",
    "divide_tasks",
]
#: What an advisor recommends (zalecenia): code to (Polish, English).
ADVICE: Final[Mapping[Advice, tuple[str, str]]] = MappingProxyType(
    {
        "sign_agreement": ("podpisanie porozumienia", "sign an agreement"),
        "second_contact": ("druga osoba do kontaktu", "a second contact person"),
        "spread_contacts": ("rozłożenie kontaktów na kilka instytucji", "spread the contacts"),
        "joint_meeting": ("wspólne spotkanie", "a joint meeting"),
        "invite_institution": ("zaproszenie instytucji do PZK", "invite an institution"),
        "mediation": ("mediacja doradcy", "mediation by the advisor"),
        "joint_training": ("wspólne szkolenie", "joint training"),
        "shared_procedure": ("wspólna procedura", "a shared procedure"),
        "name_decision_maker": (
            "wskazanie osoby, która może decydować",
            "name somebody who may decide",
        ),
        "legal_opinion": ("opinia prawna lub opinia IOD", "an opinion of a lawyer or of the DPO"),
        "new_service": ("nowa usługa lub nowe miejsca", "a new service or new places"),
        "divide_tasks": ("podział zadań", "divide the tasks"),
    }
)

Role = Literal["leader", "animator", "mayor", "pzk"]
#: Addressees that are no institution of the map: code to (Polish, English).
ROLES: Final[Mapping[Role, tuple[str, str]]] = MappingProxyType(
    {
        "leader": ("lider partnerstwa", "leader of the partnership"),
        "animator": ("animator", "animator"),
        "mayor": ("wójt, burmistrz albo prezydent miasta", "mayor"),
        "pzk": ("cały PZK", "the whole partnership"),
    }
)

Information = Literal[
    "contacts",
    "services",
    "availability",
    "rules",
    "statistics",
    "needs",
    "diagnosis",
    "basket",
    "referral",
    "progress",
]


class InformationClass(NamedTuple):
    """A class of information; ``personal``: it is about single families, so it needs a base."""

    name_pl: str
    name_en: str
    personal: bool


INFORMATION: Final[Mapping[Information, InformationClass]] = MappingProxyType(
    {
        "contacts": InformationClass("dane kontaktowe usług", "contact data of services", False),
        "services": InformationClass("oferta usług", "the services on offer", False),
        "availability": InformationClass(
            "wolne miejsca i czas oczekiwania", "free places and waiting times", False
        ),
        "rules": InformationClass("zasady i procedury", "rules and procedures", False),
        "statistics": InformationClass("zestawienia liczbowe", "statistics", False),
        "needs": InformationClass("potrzeby rodziny (kody)", "a family's needs (codes)", True),
        "diagnosis": InformationClass("wnioski z diagnozy", "conclusions of the diagnosis", True),
        "basket": InformationClass("koszyk usług i jego stan", "the basket and its state", True),
        "referral": InformationClass(
            "skierowania i odpowiedzi na nie", "referrals and the answers to them", True
        ),
        "progress": InformationClass("postępy w realizacji celów", "progress towards the goals", True),
    }
)

Medium = Literal["meeting", "phone", "letter", "encrypted_email", "e_delivery", "shared_system"]
#: By what information travels: code to (Polish, English).
MEDIA: Final[Mapping[Medium, tuple[str, str]]] = MappingProxyType(
    {
        "meeting": ("spotkanie", "meeting"),
        "phone": ("telefon", "telephone"),
        "letter": ("list", "letter"),
        "encrypted_email": ("szyfrowana wiadomość e-mail", "encrypted e-mail"),
        "e_delivery": ("ePUAP albo e-Doręczenia", "official electronic delivery"),
        "shared_system": ("wspólny system", "a shared system"),
    }
)

Rhythm = Literal["on_event", "weekly", "monthly", "quarterly", "yearly"]
#: How often information travels: code to (Polish, English).
RHYTHMS: Final[Mapping[Rhythm, tuple[str, str]]] = MappingProxyType(
    {
        "on_event": ("gdy jest potrzeba", "when needed"),
        "weekly": ("co tydzień", "weekly"),
        "monthly": ("co miesiąc", "monthly"),
        "quarterly": ("co kwartał", "quarterly"),
        "yearly": ("raz w roku", "yearly"),
    }
)

AGREEMENT: Final = "agreement"
NOT_PERSONAL: Final = "not_personal"
NO_BASE: Final = "none"
#: On what information is passed on: code to (Polish, English).
FLOW_BASES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "consent": ("zgoda rodziny", "consent of the family"),
        **LEGAL_BASES,
        AGREEMENT: ("porozumienie instytucji", "agreement of the institutions"),
        NOT_PERSONAL: ("nie dotyczy osób", "not about persons"),
        NO_BASE: ("brak podstawy", "no base"),
    }
)
#: Bases that cover information about a family; an agreement arranges the flow, it allows nothing.
COVERING: Final = frozenset({"consent", *LEGAL_BASES})

#: What advice should move, and where to: :mod:`graph.records.measure` takes the measures.
MeasureCode = Literal[
    "gaps_of_kind",
    "betweenness_centralisation",
    "fragmentation",
    "density",
    "confirmed_share",
    "members",
    "area_members",
    "tie_strength",
    "contacts",
    "betweenness",
]
Direction = Literal["up", "down"]
#: The rules by which gaps are counted now; numbers counted by other rules cannot be compared.
GAP_RULES: Final = "2"
