"""Texts of the way in and of the first page, in Polish and English."""

from typing import Final

START: Final[dict[str, tuple[str, str]]] = {
    # Way in
    "sign_in.title": ("Wejście", "Way in"),
    "sign_in.lead": (
        "Te strony pokazują dane partnerstwa, dlatego trzeba się przedstawić.",
        "These pages show a partnership's data, so you have to sign in.",
    ),
    "sign_in.used": (
        "Ten link był już użyty albo jego ważność minęła. Każdy link działa tylko raz.",
        "This link has been used or has expired. Each link works only once.",
    ),
    "sign_in.refused": (
        "Ten kod dostępu nie działa: jest niepełny, wygasł albo został cofnięty.",
        "This access token does not work: it is incomplete, expired or revoked.",
    ),
    "sign_in.link": ("Jednorazowy link", "One-time link"),
    "sign_in.link.owner": (
        "Jeżeli program działa na tym komputerze: link jest w oknie, w którym program został "
        "uruchomiony. Nowy link pojawia się przy każdym uruchomieniu.",
        "If the program runs on this computer: the link stands in the window where it was started. Each "
        "start gives a new one.",
    ),
    "sign_in.link.other": (
        "Jeżeli program prowadzi ktoś inny: o link prosi się tę osobę, zwykle animatora w ośrodku "
        "pomocy społecznej.",
        "If somebody else runs the program: ask that person, usually the animator at the social "
        "assistance centre.",
    ),
    "sign_in.link.granted": (
        "Ten link daje uprawnienia: {roles}.",
        "This link gives the role: {roles}.",
    ),
    "sign_in.link.once": (
        "Przycisk działa jeden raz i tylko w tej przeglądarce. Kto dostał ten link przez pomyłkę, nie "
        "powinien go otwierać.",
        "The button works once, and in this browser only. If this link is not meant for you, do not "
        "open it.",
    ),
    "sign_in.link.open": ("Zaloguj się", "Sign in"),
    "sign_in.token": ("Kod dostępu", "Access token"),
    "sign_in.token.hint": (
        "Osoby, które dostały kod dostępu (zaczyna się od koop_), mogą go wkleić tutaj.",
        "If you were given an access token (it begins with koop_), paste it here.",
    ),
    "sign_in.enter": ("Wejdź", "Enter"),
    # First page
    "start.title": ("Partnerstwa (PZK)", "Partnerships (PZK)"),
    "start.lead": (
        "Wybierz partnerstwo, żeby zobaczyć, jak współpracują jego instytucje.",
        "Choose a partnership to see how its institutions work together.",
    ),
    "start.search": ("Szukaj partnerstwa albo instytucji", "Search partnerships or institutions"),
    "start.found": ("Znalezione partnerstwa: {n}", "Partnerships found: {n}"),
    "start.found.institutions": ("Znalezione instytucje", "Institutions found"),
    "start.nothing": (
        "Nic nie pasuje do wyszukiwanego tekstu. Można wpisać część nazwy, bez polskich liter.",
        "Nothing fits. Part of a name is enough, accents do not matter.",
    ),
    "start.institutions": ("Instytucje na mapie", "Institutions on the map"),
    "start.members": ("Członkowie PZK", "Members"),
    "start.families": ("Rodziny", "Families"),
    "start.urgent": ("Luki pilne", "Urgent gaps"),
    "start.urgent.later": ("po otwarciu", "open to count"),
    "start.teryt": ("TERYT", "TERYT"),
    "page.number": ("Strona {n} z {all}", "Page {n} of {all}"),
    "page.next": ("Następna strona", "Next page"),
    "page.previous": ("Poprzednia strona", "Previous page"),
    "empty.title": ("Zaczynamy", "Getting started"),
    "empty.lead": (
        "W bazie nie ma jeszcze żadnego partnerstwa. Trzy kroki:",
        "There is no partnership in the store yet. Three steps:",
    ),
    "empty.none": (
        "W obszarze Twoich uprawnień nie ma jeszcze żadnego partnerstwa. Dane wczytuje animator albo "
        "prowadzący sprawy w ośrodku pomocy społecznej.",
        "There is no partnership in your territory yet. The animator or the case lead of the social "
        "assistance centre loads the data.",
    ),
    "empty.demo": ("Obejrzyj przykład", "Look at an example"),
    "empty.demo.text": (
        "Wymyślone partnerstwo „Jarzębin Śląski”: 38 instytucji, ich współpraca, luki i usługi. Można "
        "je potem usunąć.",
        "A made-up partnership, “Jarzębin Śląski”: 38 institutions, their cooperation, gaps and "
        "services. It can be removed later.",
    ),
    "empty.demo.button": ("Wczytaj przykład", "Load the example"),
    "empty.form": ("Pobierz szablon", "Download the template"),
    "empty.form.text": (
        "Arkusz z tabelami do wypełnienia: instytucje, kto z kim współpracuje, usługi. Na początek "
        "wystarczą dwie tabele: instytucje i więzi.",
        "A workbook with the tables to fill in: institutions, who works with whom, services. Two tables "
        "are enough to begin: institutions and ties.",
    ),
    "empty.form.blank": ("Pusty szablon (Excel)", "Empty template (Excel)"),
    "empty.form.example": ("Szablon z przykładem (Excel)", "Template with an example (Excel)"),
    "empty.form.csv": ("Pusty szablon (CSV)", "Empty template (CSV)"),
    "empty.import": ("Wczytaj swoje dane", "Load your own data"),
    "empty.import.text": (
        "Program najpierw sprawdzi plik i pokaże wszystkie błędy naraz. Dopóki są błędy, nic nie jest "
        "zapisywane.",
        "The program checks the file first and shows all its problems at once. Nothing is saved while "
        "there are any.",
    ),
    "empty.import.button": ("Przejdź do wczytywania", "Go to loading"),
    "empty.import.command": (
        "Osoba, która prowadzi serwer, wczytuje wypełniony plik poleceniem: kooperacje import PLIK.",
        "Whoever runs the server loads the filled-in file by: kooperacje import FILE.",
    ),
}
