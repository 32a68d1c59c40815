"""Texts of the fields of forms about institutions, services and reports, in Polish and English."""

from typing import Final

_OF_INSTITUTION: Final = ("Puste: jak instytucja.", "Blank: the institution's.")
FORM_FIELDS: Final[dict[str, tuple[str, str]]] = {
    # Fields of an institution
    "form.institutions.name": ("Nazwa", "Name"),
    "form.institutions.type_code": ("Rodzaj instytucji", "Kind of institution"),
    "form.institutions.level": ("Poziom samorządu", "Level of government"),
    "form.institutions.sector": ("Sektor", "Sector"),
    "form.institutions.area": ("Obszar współpracy", "Area of cooperation"),
    "form.institutions.teryt": ("Kod TERC", "TERC code"),
    "form.institutions.teryt.hint": (
        "7 cyfr dla gminy, 4 dla powiatu, 2 dla województwa. Puste: jak partnerstwo.",
        "7 digits for a municipality, 4 for a county, 2 for a region. Blank: as the partnership.",
    ),
    "form.institutions.membership": ("Udział", "Membership"),
    "form.institutions.declared_on": ("Dzień przystąpienia", "Day of joining"),
    "form.institutions.left_on": ("Dzień wystąpienia", "Day of leaving"),
    "form.institutions.left_on.hint": ("Pierwszy dzień poza PZK.", "The first day out of the team."),
    "form.institutions.phone": ("Telefon", "Telephone"),
    "form.institutions.email": ("E-mail", "E-mail"),
    "form.institutions.email.hint": (
        "Adres instytucji, nie prywatny.",
        "The institution's, not private.",
    ),
    "form.institutions.address": ("Adres", "Address"),
    "form.institutions.website": ("Strona internetowa", "Website"),
    "form.institutions.website.hint": ("Zaczyna się od https://", "Begins with https://"),
    "form.institutions.opening_hours": ("Godziny otwarcia", "Opening hours"),
    "form.institutions.updated_on": ("Dane sprawdzone dnia", "Data checked on"),
    # Fields of a service
    "form.services.service_code": ("Rodzaj usługi", "Kind of service"),
    "form.services.name": ("Nazwa własna", "Its own name"),
    "form.services.name.hint": (
        "Taka, jaką znają mieszkańcy. Puste: nazwa rodzaju.",
        "As people know it. Blank: the name of its kind.",
    ),
    "form.services.status": ("Stan", "State"),
    "form.services.access": ("Jak się dostać", "Access"),
    "form.services.capacity": ("Miejsca razem", "Places in all"),
    "form.services.available": ("Wolne miejsca", "Free places"),
    "form.services.wait_days": ("Dni oczekiwania", "Days of waiting"),
    "form.services.age_min": ("Wiek od (lat)", "Age from (years)"),
    "form.services.age_min.hint": ("Puste: według rodzaju usługi.", "Blank: by the kind of service."),
    "form.services.age_max": ("Wiek do (lat)", "Age to (years)"),
    "form.services.age_max.hint": ("Puste: według rodzaju usługi.", "Blank: by the kind of service."),
    "form.services.own_clients_only": (
        "Tylko dla własnych uczniów albo podopiecznych",
        "Only for its own pupils or clients",
    ),
    "form.services.community_based": (
        "W środowisku, nie całodobowo",
        "In the community, not residential",
    ),
    "form.services.service_area": ("Obszar działania (kody TERC)", "Area served (TERC codes)"),
    "form.services.service_area.hint": (
        "Kilka kodów oddziel znakiem |. Puste: według poziomu instytucji.",
        "Part several codes by |. Blank: by the level of the institution.",
    ),
    "form.services.phone": ("Telefon", "Telephone"),
    "form.services.phone.hint": _OF_INSTITUTION,
    "form.services.email": ("E-mail", "E-mail"),
    "form.services.email.hint": _OF_INSTITUTION,
    "form.services.address": ("Adres", "Address"),
    "form.services.address.hint": _OF_INSTITUTION,
    "form.services.opening_hours": ("Godziny otwarcia", "Opening hours"),
    "form.services.opening_hours.hint": _OF_INSTITUTION,
    "form.services.how_to_apply": ("Jak się zgłosić", "How to apply"),
    "form.services.documents": ("Potrzebne dokumenty", "Papers needed"),
    "form.services.price": ("Odpłatność", "Price"),
    "form.services.updated_on": ("Dane sprawdzone dnia", "Data checked on"),
    # Fields of a report
    "form.ties.strength": ("Siła współpracy", "Strength of the cooperation"),
    "form.ties.frequency": ("Jak często jest kontakt", "How often there is contact"),
    "form.ties.formalisation": ("Na czym się opiera", "What it rests on"),
    "form.ties.document_valid_to": ("Dokument ważny do", "Document valid to"),
    "form.ties.document_valid_to.hint": (
        "Ostatni dzień ważności porozumienia. Puste: bez terminu albo bez dokumentu.",
        "The last day of the agreement. Blank: no end, or no document.",
    ),
    "form.ties.contact_worker_id": (
        "Pracownik tej instytucji (rola)",
        "Worker of this institution (role)",
    ),
    "form.ties.partner_worker_id": ("Pracownik partnera (rola)", "Worker of the partner (role)"),
    "form.ties.reported_on": ("Dzień zgłoszenia", "Day of the report"),
    "form.ties.wave": ("Fala badania", "Survey wave"),
}
