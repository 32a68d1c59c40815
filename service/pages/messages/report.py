"""Texts of the report and its page, in Polish and English."""

from typing import Final

REPORT: Final[dict[str, tuple[str, str]]] = {
    "report.title": ("Raport: {name}", "Report: {name}"),
    "report.lead": (
        "Całe partnerstwo w jednym dokumencie: do wydruku, do przesłania i do dalszych obliczeń.",
        "The whole partnership in one document: to print, to send and to calculate with.",
    ),
    "report.files": ("Pobierz raport", "Download the report"),
    "report.file.html": ("Strona (HTML, działa bez internetu)", "Page (HTML, works offline)"),
    "report.file.pdf": ("Dokument (PDF)", "Document (PDF)"),
    "report.file.xlsx": ("Arkusz (Excel)", "Workbook (Excel)"),
    "report.summary": ("Podsumowanie", "Summary"),
    "report.summary.size": (
        "Instytucje na mapie: {all}. Członkowie PZK: {members}. Bieżące kontakty: {ties}.",
        "Institutions on the map: {all}. Members: {members}. Current contacts: {ties}.",
    ),
    "report.summary.gaps": (
        "Luki we współpracy: {all}; pilność wysoka: {high}, średnia: {medium}, niska: {low}.",
        "Coordination gaps: {all}; urgency high: {high}, medium: {medium}, low: {low}.",
    ),
    "report.summary.first": ("Od czego zacząć: {title}.", "Where to begin: {title}."),
    "report.summary.candidate": (
        "Pierwszy kandydat do zaproszenia: {name}.",
        "First candidate to invite: {name}.",
    ),
    "report.certainty": (
        "Pewność wyników, gdyby brakowało części ankiet: {verdicts}.",
        "Certainty of the results had part of the answers been missing: {verdicts}.",
    ),
    "report.drawn": (
        "Te same dane, w tabelach: „Instytucje” i „Więzi” na końcu raportu.",
        "The same data in tables: “Institutions” and “Ties” at the end of the report.",
    ),
    "report.repairs": ("Najłatwiejsze nowe połączenia", "Easiest new connections"),
    "report.repairs.lead": (
        "Pary instytucji mających powód do współpracy, których bieżący kontakt usuwa najwięcej słabych "
        "miejsc sieci przy najmniejszym wysiłku (wspólny partner, ten sam poziom samorządu, te same "
        "rodziny).",
        "Pairs of institutions with a reason to work together whose contact mends most weak points of "
        "the network with least effort (a common partner, the same level of government, the same "
        "families).",
    ),
    "report.repairs.mends": ("Usuwane luki: {n}", "Gaps mended: {n}"),
    "report.repairs.none": (
        "Nie ma słabych miejsc sieci, które usunęłoby nowe połączenie instytucji mających powód do "
        "współpracy.",
        "The network has no weak points that a new connection of two with a reason would mend.",
    ),
    "report.candidates.none": (
        "Wszystkie instytucje z mapy są w partnerstwie.",
        "All institutions on the map are members.",
    ),
    "report.missing": ("Kogo nie ma jeszcze na mapie", "Who is not on the map yet"),
    "report.levels": (
        "Trzy poziomy współpracy: instytucje, pracownicy, rodziny",
        "Three levels of cooperation: institutions, workers, families",
    ),
    "report.levels.apart": (
        "Ustalenia na piśmie, a pracownicy instytucji się nie spotykają: {n}.",
        "Agreed in writing, but the workers do not meet: {n}.",
    ),
    "report.levels.bare": (
        "Wspólne rodziny, a porozumienia nie ma: {n}.",
        "Shared families, but no agreement: {n}.",
    ),
    "report.levels.hidden": (
        "Ta część opiera się na danych pracowników i rodzin, których te uprawnienia nie obejmują.",
        "This part rests on data of workers and families that this role does not hold.",
    ),
    "report.advanced": ("Zaawansowane", "Advanced"),
    "report.ties": ("Więzi", "Ties"),
    "report.tie.one": ("Instytucja", "Institution"),
    "report.tie.other": ("Partner", "Partner"),
    "report.tie.live": ("Bieżący kontakt", "Current contact"),
    "report.tie.confirmed": ("Potwierdzają obie strony", "Confirmed by both sides"),
    "report.type": ("Typ", "Type"),
    "report.between": ("Pośrednictwo (na 100 dróg)", "Betweenness (of 100 ways)"),
    "report.rank": ("Nr", "No."),
    "report.gain": ("Korzyść", "Gain"),
    "report.reasons": ("Powody", "Reasons"),
    "report.section": ("Część", "Part"),
    "report.text": ("Treść", "Text"),
    "report.sheet.summary": ("podsumowanie", "summary"),
    "report.sheet.gaps": ("luki", "gaps"),
    "report.sheet.institutions": ("instytucje", "institutions"),
    "report.sheet.ties": ("więzi", "ties"),
    "report.sheet.candidates": ("kandydaci", "candidates"),
}
