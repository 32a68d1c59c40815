"""The words of a case's life: each closed list as code to (Polish, English).

Nothing of a case is free text. What a family wants to reach and what it has stands in
:mod:`graph.cases.goals`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

from graph.vocabulary.codes import Area

Names = Mapping[str, tuple[str, str]]

State = Literal[
    "requested",
    "diagnosed",
    "team_formed",
    "basket_planned",
    "basket_agreed",
    "basket_final",
    "contracted",
    "closed",
    "followed_up",
]
Stage = Literal["planned", "agreed", "final"]
#: Of a service in a basket; ``planned`` until something was done about it.
ItemState = Literal["planned", "waiting", "started", "completed", "dropped"]
Source = Literal["route", "entered"]
Result = Literal["reached", "partly", "not_reached"]
Lasting = Literal["yes", "partly", "no"]

#: The states of a case in the order of its life.
STATES: Final[tuple[State, ...]] = get_args(State)
#: A need with a closed circle of its own or with special protection: no diagnosis holds it.
REFUSED_NEEDS: Final = frozenset({"N07", "N07a"})
#: The family as owner of a goal or as a side of the contract; else the id of an institution.
FAMILY: Final = "family"


def _names(**names: tuple[str, str]) -> Names:
    return MappingProxyType(names)


STATE_NAMES: Final = _names(
    requested=("zgłoszenie rodziny", "requested"),
    diagnosed=("po diagnozie", "diagnosed"),
    team_formed=("zespół (ZZK) powołany", "team formed"),
    basket_planned=("koszyk planowany", "basket planned"),
    basket_agreed=("koszyk uzgodniony", "basket agreed"),
    basket_final=("koszyk ostateczny", "basket final"),
    contracted=("kontrakt socjalny", "contract signed"),
    closed=("sprawa zakończona", "closed"),
    followed_up=("trwałość zmian sprawdzona", "followed up"),
)
STAGE_NAMES: Final = _names(
    planned=("planowany", "planned"), agreed=("uzgodniony", "agreed"), final=("ostateczny", "final")
)
KIND_NAMES: Final = _names(
    request=("zgłoszenie potrzeby przez rodzinę", "request of the family"),
    diagnose=("diagnoza (wywiad środowiskowy)", "diagnosis"),
    form_team=("skład zespołu (ZZK)", "task team"),
    meet=("spotkanie zespołu", "meeting of the team"),
    plan_basket=("koszyk planowany", "basket planned"),
    agree_basket=("koszyk uzgodniony z rodziną", "basket agreed with the family"),
    finalise_basket=("koszyk ostateczny", "basket final"),
    move_item=("zmiana stanu usługi", "service moved on"),
    sign_contract=("kontrakt socjalny", "contract"),
    review=("ocena postępów", "review"),
    close=("zakończenie wsparcia", "closing"),
    follow_up=("sprawdzenie po zakończeniu", "follow-up"),
)
CHANNELS: Final = _names(
    in_person=("osobiście w ośrodku", "in person"),
    phone=("telefonicznie", "by phone"),
    letter=("pismem", "by letter"),
    electronic=("elektronicznie", "electronically"),
    home_visit=("podczas wizyty w domu", "during a home visit"),
    other_institution_present=(
        "w obecności pracownika innej instytucji",
        "with a worker of another institution present",
    ),
)
METHODS: Final = _names(
    case_work=("praca z indywidualnym przypadkiem", "case work"),
    group_work=("praca grupowa", "group work"),
    community_work=("praca środowiskowa", "community work"),
)
ITEM_STATES: Final = _names(
    planned=("w koszyku", "in the basket"),
    waiting=("oczekiwanie", "waiting"),
    started=("w trakcie", "started"),
    completed=("zakończona", "completed"),
    dropped=("niezrealizowana", "dropped"),
)
#: Where each state of a service in a basket may lead.
NEXT_ITEM_STATES: Final[Mapping[ItemState, tuple[ItemState, ...]]] = MappingProxyType(
    {
        "planned": ("waiting", "started", "dropped"),
        "waiting": ("started", "dropped"),
        "started": ("completed", "dropped"),
        "completed": (),
        "dropped": (),
    }
)
#: Why a provider could not give a service; the same codes as of a referral's rejection.
PROVIDER_REASONS: Final = frozenset(
    {"capacity", "resources", "documents", "territory", "not_eligible", "other"}
)
DROP_REASONS: Final = _names(
    capacity=("brak wolnych miejsc", "no free places"),
    resources=("brak kadry lub środków", "no staff or means"),
    documents=("brak wymaganych dokumentów", "documents are missing"),
    territory=("adres poza obszarem działania", "outside the area served"),
    not_eligible=("warunki przyjęcia nie są spełnione", "not eligible"),
    other=("inna przyczyna po stronie realizatora", "another reason of the provider"),
    family_choice=("decyzja rodziny", "choice of the family"),
    replaced=("zastąpiona inną usługą", "replaced by another service"),
    no_longer_needed=("potrzeba ustała", "no longer needed"),
    no_base=("brak zgody lub podstawy prawnej", "no consent or legal base"),
)
RESULTS: Final = _names(
    reached=("osiągnięty", "reached"),
    partly=("osiągnięty częściowo", "partly reached"),
    not_reached=("nieosiągnięty", "not reached"),
)
LASTING: Final = _names(
    yes=("zmiana trwa", "the change lasts"),
    partly=("zmiana trwa częściowo", "the change lasts in part"),
    no=("zmiana ustała", "the change did not last"),
)
#: Why a case is closed; the first two only where there was a contract.
CLOSE_REASONS: Final = _names(
    goals_reached=("cele osiągnięte", "goals reached"),
    support_ended=("koniec uzgodnionego wsparcia", "the agreed support ended"),
    withdrawn_by_family=("rezygnacja rodziny", "withdrawn by the family"),
    moved_away=("zmiana miejsca zamieszkania", "moved away"),
    help_elsewhere=("pomoc w innym miejscu", "help elsewhere"),
    no_contact=("brak kontaktu", "no contact"),
    not_needed=("potrzeba ustała przed kontraktem", "no longer needed"),
    other=("inna przyczyna", "another reason"),
)
CONTRACT_REASONS: Final = frozenset({"goals_reached", "support_ended"})
SOURCES: Final = _names(
    route=("ze ścieżek wsparcia", "from the routes"), entered=("wpisana", "entered by hand")
)

#: The areas of cooperation in which the services that answer a need are found first of all.
NEED_AREAS: Final[Mapping[str, tuple[Area, ...]]] = MappingProxyType(
    {
        "N01": ("pomoc_spoleczna",),
        "N02": ("pomoc_spoleczna", "bezpieczenstwo"),
        "N03": ("pomoc_spoleczna",),
        "N04": ("pomoc_spoleczna",),
        "N05D": ("pomoc_spoleczna", "edukacja", "zdrowie"),
        "N05A": ("pomoc_spoleczna", "zdrowie"),
        "N06": ("pomoc_spoleczna", "zdrowie"),
        "N08": ("pomoc_spoleczna", "zdrowie"),
        "N09": ("pomoc_spoleczna",),
        "N11": ("pomoc_spoleczna",),
        "N12": ("pomoc_spoleczna", "bezpieczenstwo"),
        "N13": ("zdrowie",),
        "N14": ("pomoc_spoleczna",),
        "N15": ("pomoc_spoleczna",),
        "E1": ("edukacja",),
        "E2": ("edukacja",),
        "D1": ("edukacja",),
        "W1": ("pomoc_spoleczna",),
        "W2": ("pomoc_spoleczna",),
        "Z1": ("zdrowie",),
        "Z2": ("zdrowie",),
        "M1": ("pomoc_spoleczna",),
        "K1": ("kultura_sport",),
        "S1": ("pomoc_spoleczna",),
        "P1": ("edukacja", "bezpieczenstwo"),
    }
)
