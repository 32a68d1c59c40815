"""The sentences of a route, Polish and English; names stand after a colon, a dash or an arrow."""

from typing import Final

from graph.vocabulary.words import Language

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "basket": (
        "Koszyk nr {rank}. Liczba usług: {services}. Liczba instytucji: {institutions}. "
        "Koszt: {cost} pkt, w tym kontakty: {paths}, oczekiwanie: {waits}, instytucje: {surcharge}. "
        "Najdłuższe oczekiwanie, dni: {wait}.",
        "Basket {rank}. Services: {services}. Institutions: {institutions}. "
        "Cost: {cost} points, of which contacts: {paths}, waiting: {waits}, institutions: {surcharge}. "
        "Longest wait, days: {wait}.",
    ),
    "dearer": (
        "Różnica wobec koszyka nr 1: {extra} pkt.",
        "Difference from basket 1: {extra} points.",
    ),
    "areas": ("Obszary: {areas}.", "Areas: {areas}."),
    "item": (
        "Potrzeba: {needs}. Usługa: {service}. Realizator: {provider}.",
        "Need: {needs}. Service: {service}. Provider: {provider}.",
    ),
    "wait": ("Dni oczekiwania: {days}.", "Days of waiting: {days}."),
    "wait_guessed": (
        "Dni oczekiwania: brak danych (do porównania przyjęto: {days}).",
        "Days of waiting: not known (assumed for comparison: {days}).",
    ),
    "path": ("Ścieżka kontaktu: {path}.", "Path of contacts: {path}."),
    "at_origin": (
        "Ścieżka kontaktu: na miejscu, bez przekazania.",
        "Path of contacts: on the spot, no handover.",
    ),
    "self_referral": (
        "Zgłoszenie: samodzielne, bez pośrednika.",
        "Contact: the family itself, nobody in between.",
    ),
    "expired": (
        "Dokument współpracy po terminie: {pair}.",
        "The document of the tie has run out: {pair}.",
    ),
    "consent": (
        "Przed przekazaniem danych: zgoda rodziny albo podstawa prawna.",
        "Before any data are passed on: the family's consent or a legal base.",
    ),
    "only_one": (
        "Dlaczego ta usługa: żadna inna dostępna nie odpowiada na tę potrzebę.",
        "Why this service: no other available one answers the need.",
    ),
    "next": (
        "Następna możliwość: {service} – {provider}. Koszyk byłby droższy o: {extra} pkt.",
        "Next in line: {service} – {provider}. The basket would cost more by: {extra} points.",
    ),
    "next_equal": (
        "Następna możliwość: {service} – {provider}. Koszt taki sam; o kolejności decyduje liczba "
        "instytucji, potem oznaczenie usługi.",
        "Next in line: {service} – {provider}. The cost is the same; the number of institutions "
        "decides, then the service's id.",
    ),
    "wins_by_wait": (
        "Pierwsze miejsce przy oczekiwaniu, dni: najwyżej {days} (teraz: {now}).",
        "It would come first with days of waiting: at most {days} (now: {now}).",
    ),
    "wins_by_path": (
        "Pierwsze miejsce przy koszcie kontaktu poniżej: {cost} (teraz: {now}); bezpośrednia współpraca "
        "o sile powyżej: {strength}.",
        "It would come first with a cost of contacts below: {cost} (now: {now}); a direct tie of "
        "strength above: {strength}.",
    ),
    "wins_by_neither": (
        "Sama krótsza kolejka ani sam bliższy kontakt nie zmienią kolejności.",
        "Neither a shorter queue nor a closer contact alone would change the order.",
    ),
    "unmet": (
        "Potrzeba: {need} – brak dostępnej usługi. Przyczyna: {reason}.",
        "Need: {need} – no service available. Reason: {reason}.",
    ),
    "no_service": (
        "żadna znana instytucja nie prowadzi takiej usługi (szukane: {services})",
        "no known institution offers such a service (looked for: {services})",
    ),
    "territory": (
        "znane usługi nie obejmują gminy {gmina}",
        "the known services do not reach the gmina {gmina}",
    ),
    "closed": ("usługa zawieszona albo zakończona", "the service is paused or closed"),
    "age": ("wiek (przyjmowane osoby: {ages})", "age (people taken: {ages})"),
    "own_clients": (
        "usługa tylko dla osób już objętych opieką tej instytucji",
        "the service is only for the institution's own pupils or clients",
    ),
    "capacity": (
        "brak wolnych miejsc i brak listy oczekujących",
        "no free places and no waiting list",
    ),
    "wait_too_long": (
        "kolejka (dni oczekiwania: {days}, przyjęta granica: {limit})",
        "the queue (days of waiting: {days}, limit: {limit})",
    ),
    "no_path": (
        "brak ścieżki kontaktu do realizatora (najwyżej dwa kroki)",
        "no path of contacts to the provider (at most two steps)",
    ),
    "no_path_avoided": (
        "pominięto wskazane instytucje, a bez nich brak ścieżki kontaktu do realizatora",
        "without the institutions to avoid no path of contacts leads to a provider",
    ),
    "no_origin": (
        "brak instytucji, od której zaczyna się ścieżka (lidera), a usługa wymaga pośrednika",
        "there is no institution to start from (no leader), and the service needs an intermediary",
    ),
    "nearest": (
        "Najbliższa możliwość: {service} – {provider} (gmina: {gmina}).",
        "Nearest: {service} – {provider} (gmina: {gmina}).",
    ),
    "detour": (
        "Bez instytucji: {avoided}. Koszt najlepszego koszyka: {cost} pkt.",
        "Without the institution: {avoided}. Cost of the best basket: {cost} points.",
    ),
    "detour_none": (
        "Bez instytucji: {avoided}. Nie zostaje żaden koszyk.",
        "Without the institution: {avoided}. No basket remains.",
    ),
    "detour_lost": ("Potrzeby bez odpowiedzi: {needs}.", "Needs left unanswered: {needs}."),
    "entry_old": (
        "Wpis starszy niż rok (dni od aktualizacji: {days}). Przed skierowaniem potwierdzić "
        "telefonicznie.",
        "The entry is more than a year old (days since the update: {days}): confirm by phone first.",
    ),
    "entry_undated": (
        "Data aktualizacji wpisu: brak danych. Przed skierowaniem potwierdzić telefonicznie.",
        "Date of the entry: not known. Confirm by phone first.",
    ),
    "address_hidden": (
        "Adres nie jest pokazywany. Kontakt: telefoniczny.",
        "The address is not shown. Contact: by phone.",
    ),
    "unknown": ("brak danych", "not known"),
    "notice_closed_circle": (
        "{topic}: bez koszyka i bez zapisu. Zagrożenie życia lub zdrowia: 112. Niebieska Linia: "
        "800 120 002. Telefon dla dzieci i młodzieży: 116 111. Procedura „Niebieskie Karty” nie wymaga "
        "niczyjej zgody; prowadzi ją zamknięty krąg: zespół interdyscyplinarny i grupa "
        "diagnostyczno-pomocowa. Dokąd się zwrócić: {doors}.",
        "{topic}: no basket, and nothing is stored. Danger to life or health: 112. Blue Line (Niebieska "
        "Linia): 800 120 002. Helpline for children: 116 111. The Blue Card procedure needs nobody's "
        "consent; a closed circle runs it: the interdisciplinary team and its case group. "
        "Where to turn: {doors}.",
    ),
    "notice_others_limited": (
        "Pozostałe potrzeby: odpowiedzi bez usług: {services}.",
        "The other needs are answered without the services: {services}.",
    ),
    "notice_trafficking": (
        "{topic}: bez koszyka i bez zapisu. Zagrożenie życia lub zdrowia: 112. Krajowe Centrum "
        "Interwencyjno-Konsultacyjne (KCIK): 22 628 01 20. Dokąd się zwrócić: {doors}.",
        "{topic}: no basket, and nothing is stored. Danger to life or health: 112. National consulting "
        "and intervention centre (KCIK): 22 628 01 20. Where to turn: {doors}.",
    ),
    "notice_orphanhood": (
        "{topic}: o pieczy zastępczej rozstrzyga sąd rodzinny, a organizuje ją powiatowe centrum pomocy "
        "rodzinie (PCPR). Dokąd się zwrócić: {doors}.",
        "{topic}: the family court decides on foster care and the county family support centre (PCPR) "
        "organises it. Where to turn: {doors}.",
    ),
    "notice_court": (
        "Usługa: {topic} – tylko z orzeczenia sądu, poza koszykiem. Dokąd się zwrócić: {doors}.",
        "Service: {topic} – only by order of a court, never in a basket. Where to turn: {doors}.",
    ),
    "notice_not_with_violence": (
        "Usługa: {topic} – nie jest proponowana przy przemocy domowej.",
        "Service: {topic} – not offered where there is domestic violence, never in a basket.",
    ),
    "notice_age_not_given": (
        "Potrzeba: {topic} – dotyczy osób w wieku: {ages}. Podany wiek ({bands}) nic o niej nie mówi, "
        "dlatego szukano usług dla osób w wieku: {ages}. Proszę podać wiek osoby, której dotyczy ta "
        "potrzeba.",
        "Need: {topic} – it concerns people of the age: {ages}. The ages given ({bands}) say nothing "
        "about it, so services for people of the age {ages} were looked for. Please give the age of the "
        "person whose need it is.",
    ),
    "doors_generic_closed_circle": (
        "Policja, ośrodek pomocy społecznej, ośrodek interwencji kryzysowej",
        "the police, the social assistance centre, the crisis intervention centre",
    ),
    "doors_generic_trafficking": (
        "Policja, ośrodek pomocy społecznej, ośrodek interwencji kryzysowej",
        "the police, the social assistance centre, the crisis intervention centre",
    ),
    "doors_generic_orphanhood": (
        "powiatowe centrum pomocy rodzinie, sąd rodzinny",
        "the county family support centre, the family court",
    ),
    "doors_generic_court": ("sąd rodzinny", "the family court"),
}


def say(language: Language, text: str, **values: object) -> str:
    """One sentence with its values filled in.

    >>> say("pl", "wait", days=14)
    'Dni oczekiwania: 14.'
    """
    polish, english = _TEXTS[text]
    return (polish if language == "pl" else english).format(**values)
