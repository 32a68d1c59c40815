"""Texts of the local basket of services and its sheets, in Polish and English."""

from typing import Final

SERVICES: Final[dict[str, tuple[str, str]]] = {
    "basket.lead": (
        "Wszystkie usługi, z których można dziś skorzystać w tej gminie, według potrzeb, z tym, jak się "
        "zgłosić.",
        "All services that can be used in this municipality today, by need, with how to apply.",
    ),
    "basket.sheet.family": ("Kartka dla rodzin (A4, do druku)", "Sheet for families (A4, to print)"),
    "basket.sheet.worker": (
        "Zestawienie dla pracowników (A4, do druku)",
        "List for workers (A4, to print)",
    ),
    "basket.group": ("Temat", "Topic"),
    "basket.age": ("Wiek", "Age"),
    "basket.shown": ("Pokazane usługi: {n}", "Services shown: {n}"),
    "basket.nothing": (
        "Dziś nie ma tu żadnej dostępnej usługi.",
        "There is no available service here today.",
    ),
    "basket.gap": ("Luki: potrzeby bez usługi", "Gaps: needs without a service"),
    "basket.official": ("Nazwa urzędowa: {name}", "Official name: {name}"),
    "basket.no_gmina": (
        "To partnerstwo nie ma kodu TERYT, dlatego nie wiadomo, które usługi obejmują jego teren.",
        "This partnership has no TERYT code, so which services reach its territory is not known.",
    ),
    "basket.warning": ("sprawdzić telefonicznie", "check by phone"),
    "basket.entry": ("Dane z dnia", "Data of"),
    "basket.wait.now": ("od zaraz", "at once"),
    "basket.wait.days": (
        "czeka się około {n} dnia|czeka się około {n} dni|czeka się około {n} dni",
        "wait about {n} day|wait about {n} days",
    ),
    "basket.path.none": ("brak drogi kontaktu od lidera", "no way of contact from the leader"),
    "basket.places": ("wolne miejsca: {n}", "free places: {n}"),
    "basket.emergency": ("W nagłej potrzebie", "In an emergency"),
    "basket.emergency.violence": (
        "Gdy w domu jest przemoc, pomoc jest bezpłatna i nie trzeba niczyjej zgody:",
        "Where there is violence at home, help is free and needs nobody's consent:",
    ),
    "sheet.family.title": ("Gdzie szukać pomocy", "Where to find help"),
    "sheet.family.lead": (
        "Zadzwoń albo przyjdź. Nie wiesz, od czego zacząć? Zadzwoń tutaj:",
        "Call or come. Not sure where to begin? Call here:",
    ),
    "sheet.family.free": (
        "Rozmowa jest bezpłatna i nie zobowiązuje.",
        "A talk is free and binds to nothing.",
    ),
    "sheet.worker.title": (
        "Lokalny koszyk usług: dla pracowników",
        "Local basket of services: for workers",
    ),
    "sheet.worker.lead": (
        "Przed przekazaniem danych: zgoda rodziny albo podstawa prawna. Miejsca i terminy potwierdzić "
        "telefonicznie.",
        "Before any data are passed on: the family's consent or a legal base. Confirm places and waits "
        "by phone.",
    ),
    "sheet.service": ("Usługa i realizator", "Service and provider"),
    "sheet.contact": ("Kontakt", "Contact"),
    "sheet.who": ("Dla kogo", "For whom"),
    "sheet.places": ("Miejsca, oczekiwanie", "Places, waiting"),
    "sheet.apply": ("Zgłoszenie, dokumenty", "Applying, documents"),
    "sheet.path": ("Ścieżka kontaktu", "Way of contact"),
    "sheet.made": ("Wydruk z dnia: {date}", "Printed on: {date}"),
    "plain.access.open": ("wystarczy zadzwonić albo przyjść", "just call or come"),
    "plain.access.application": (
        "trzeba złożyć wniosek, pracownik pomoże",
        "fill in an application, staff will help",
    ),
    "plain.access.referral": ("potrzebne skierowanie", "a referral is needed"),
    "plain.own": ("dla swoich uczniów i podopiecznych", "for own pupils and clients"),
}
