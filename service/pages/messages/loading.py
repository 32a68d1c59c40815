"""Texts of loading, taking away and removing data, in Polish and English."""

from typing import Final

LOADING: Final[dict[str, tuple[str, str]]] = {
    "load.lead": (
        "Wczytaj wypełniony szablon. Program najpierw pokaże, co się zmieni; nic nie jest zapisywane "
        "bez potwierdzenia.",
        "Load a filled-in template. The program first shows what will change; nothing is saved without "
        "your confirmation.",
    ),
    "load.file": (
        "Plik: arkusz (.xlsx, .xls, .ods…), plik .csv albo pakiet .zip",
        "File: a workbook (.xlsx, .xls, .ods…), a .csv file or a package .zip",
    ),
    "load.file.hint": (
        "Najwyżej 64 MB. Bez nazwisk i numerów PESEL: plik z numerem PESEL zostanie odrzucony.",
        "At most 64 MB. No names, no PESEL numbers: a file with a PESEL number is refused.",
    ),
    "load.check": ("Sprawdź plik", "Check the file"),
    "load.missing": ("Wybierz plik do sprawdzenia.", "Choose a file to check."),
    "load.forms": ("Szablony do wypełnienia", "Templates to fill in"),
    "load.forms.lead": (
        "W szablonie są listy dozwolonych kodów i opis każdej kolumny. Na początek wystarczą tabele "
        "„instytucje” i „więzi”.",
        "The template holds the lists of allowed codes and a description of each column. The tables "
        "“institutions” and “ties” are enough to begin.",
    ),
    "load.form.in": ("po polsku", "in English"),
    "load.form.blank": ("Pusty szablon, Excel", "Empty template, Excel"),
    "load.form.example": ("Szablon z przykładem, Excel", "Template with an example, Excel"),
    "load.form.csv": ("Pusty szablon, CSV", "Empty template, CSV"),
    "load.form.csv_example": ("Szablon z przykładem, CSV", "Template with an example, CSV"),
    "load.demo": ("Przykładowe partnerstwo", "The example partnership"),
    "load.kept": ("Partnerstwa w bazie", "Partnerships in the store"),
    "load.kept.lead": (
        "Żeby poprawić dane: pobierz arkusz, zmień go i wczytaj. Czego w nim zabraknie, tego nie będzie "
        "też w bazie.",
        "To correct data: download the workbook, change it and load it. What is missing from it will "
        "be missing from the store.",
    ),
    "load.download": ("Pobierz", "Download"),
    "load.download.xlsx": ("Excel", "Excel"),
    "load.download.package": ("pakiet CSV", "CSV package"),
    "load.download.graphml": ("GraphML", "GraphML"),
    "load.download.json": ("JSON", "JSON"),
    "load.download.refused": (
        "Pobieranie całości wymaga uprawnień prowadzącego sprawy.",
        "Downloading everything takes a case lead.",
    ),
    "load.remove": ("Usuń partnerstwo", "Remove the partnership"),
    "load.removed": ("Partnerstwo zostało usunięte.", "The partnership was removed."),
    # Problems
    "load.problems": ("Plik ma błędy: {n}", "Problems in the file: {n}"),
    "load.problems.lead": (
        "Nic nie zostało zapisane. Popraw te miejsca w pliku i sprawdź go jeszcze raz.",
        "Nothing was saved. Put these places right in the file and check it again.",
    ),
    "load.rows.more": ("{rows} i dalsze: {n}", "{rows} and {n} more"),
    "load.understood": ("Co znaleziono w pliku", "What was found in the file"),
    "load.guessed": ("Odgadnięto z nazw: {n}", "Guessed from names: {n}"),
    "load.guessed.lead": (
        "Tego w pliku nie było. Jeśli coś się nie zgadza, wpisz w pliku właściwą wartość i wczytaj go "
        "ponownie.",
        "The file did not have these. Where one is wrong, write the right value into the file and load "
        "it again.",
    ),
    "load.guessed.source": ("Nazwa w pliku", "Name in the file"),
    "load.guessed.value": ("Przyjęta wartość", "Value taken"),
    "load.sheet": ("Arkusz lub plik", "Sheet or file"),
    "load.columns": ("Kolumny", "Columns"),
    "load.columns.unused": ("nieużyte: {names}", "not used: {names}"),
    "load.not_used": ("nie użyto", "not used"),
    "load.table": ("Tabela", "Table"),
    "load.row": ("Wiersz", "Row"),
    "load.column": ("Kolumna", "Column"),
    "load.found": ("Jest", "Found"),
    "load.expected": ("Oczekiwano", "Expected"),
    # Preview
    "load.preview": ("Co się zmieni", "What will change"),
    "load.preview.new": ("Nowe partnerstwo: {name}", "A new partnership: {name}"),
    "load.preview.known": ("Partnerstwo: {name}", "Partnership: {name}"),
    "load.preview.nothing": (
        "Ten plik zawiera dokładnie to, co jest w bazie. Nie ma czego zapisywać.",
        "This file holds exactly what is in the store. There is nothing to save.",
    ),
    "load.preview.expires": (
        "Sprawdzony plik czeka na potwierdzenie najwyżej 30 minut, tylko w pamięci programu.",
        "The checked file waits for your confirmation for 30 minutes at most, in memory only.",
    ),
    "load.created": ("Nowe", "New"),
    "load.updated": ("Zmienione", "Changed"),
    "load.retired": ("Usuwane", "Removed"),
    "load.unchanged": ("Bez zmian", "Unchanged"),
    "load.warnings": ("Na co zwrócić uwagę: {n}", "What to note: {n}"),
    "load.cases": (
        "Spraw rodzin nie wymieniamy z osobna.",
        "Families' cases are not listed one by one.",
    ),
    "load.removing.note": (
        "Uwaga: tego, czego nie ma w pliku, nie będzie w bazie. Usuwane zapisy: {n}.",
        "Note: what is not in the file will not be in the store. Records to be removed: {n}.",
    ),
    "load.blank": ("(puste)", "(blank)"),
    "load.save": ("Zapisz te zmiany", "Save these changes"),
    "load.step": ("Zapisywanie w bazie danych", "Saving to the database"),
    "load.saving": (
        "Zapisanie dużego pliku może potrwać do minuty. Stronę można odświeżyć: plik zapisze się tylko "
        "raz.",
        "Saving a large file may take a minute. You may reload the page: the file is saved only once.",
    ),
    "load.cancel": ("Nie zapisuj", "Do not save"),
    "load.gone": ("Tego sprawdzenia już nie ma", "This check is no longer there"),
    "load.gone.lead": (
        "Plik czekał na potwierdzenie za długo albo program uruchomiono ponownie. Nic nie zostało "
        "zapisane; wczytaj plik jeszcze raz.",
        "The file waited too long, or the program was started again. Nothing was saved; load the file "
        "once more.",
    ),
    "load.done": ("Zapisano", "Saved"),
    "load.done.lead": (
        "Dane partnerstwa są zapisane i widoczne na wszystkich stronach.",
        "The partnership's data are saved and shown on all pages.",
    ),
    "load.done.open": ("Otwórz: {name}", "Open: {name}"),
    "load.another": ("Wczytaj następny plik", "Load another file"),
    # Removal
    "remove.title": ("Usuwanie partnerstwa", "Removing a partnership"),
    "remove.lead": (
        "Z bazy znikną wszystkie dane tego partnerstwa. Tego nie da się cofnąć na tej stronie.",
        "All data of this partnership will go from the store. This page cannot undo it.",
    ),
    "remove.stays": (
        "Instytucje, które są też w innych partnerstwach, zostają tam bez zmian.",
        "Institutions that are also in other partnerships stay there as they are.",
    ),
    "remove.keep": (
        "Zanim usuniesz: pobierz całość (Excel)",
        "Before you remove it: download everything (Excel)",
    ),
    "remove.what": ("Co zostanie usunięte", "What will be removed"),
    "remove.confirm": (
        "Rozumiem, że te dane zostaną usunięte",
        "I understand that these data will be removed",
    ),
    "remove.outdated": (
        "Partnerstwo zmieniło się w międzyczasie. Nic nie zostało usunięte; poniżej jest aktualny stan.",
        "The partnership has changed meanwhile. Nothing was removed; below is how it stands.",
    ),
    "remove.missing": (
        "Żeby usunąć, zaznacz potwierdzenie.",
        "Tick the confirmation to remove.",
    ),
    "remove.refused": (
        "To partnerstwo ma sprawy rodzin, dlatego może je usunąć tylko prowadzący sprawy.",
        "This partnership has families' cases, so only a case lead may remove it.",
    ),
    "remove.cases": ("historie spraw rodzin", "journals of families' cases"),
    "remove.years": (
        "lata z liczbami o zakończonych sprawach",
        "years with numbers of closed cases",
    ),
    "remove.button": ("Usuń: {name}", "Remove: {name}"),
    "remove.back": ("Nie usuwaj, wróć", "Do not remove, go back"),
    "table.partnership": ("partnerstwo", "partnership"),
    "table.institutions": ("instytucje", "institutions"),
    "table.workers": ("pracownicy", "workers"),
    "table.services": ("usługi", "services"),
    "table.families": ("rodziny", "families"),
    "table.ties": ("współpraca", "ties"),
    "table.teams": ("zespoły rodzin (ZZK)", "task teams (ZZK)"),
    "table.demand": ("zapotrzebowanie", "demand"),
    "table.waves": ("fale badania", "survey waves"),
    "table.package": ("plik", "file"),
    "load.undone": ("Cofnięto ostatnią zmianę danych.", "The last change of the data was undone."),
    "undo.link": ("Cofnij ostatnią zmianę", "Undo the last change"),
    "undo.title": ("Cofanie ostatniej zmiany danych", "Undoing the last change of the data"),
    "undo.lead": (
        "Partnerstwo wróci do stanu sprzed ostatniego wczytania albo poprawki. Poniżej jest to, co się "
        "wtedy zmieni. Cofnięcie też można potem cofnąć.",
        "The partnership goes back to its state before the last import or correction. What changes then "
        "stands below. An undoing can itself be undone.",
    ),
    "undo.back": (
        "Wracają zapisy, które ta zmiana usunęła – {what}",
        "Records that this change took away come back – {what}",
    ),
    "undo.none": (
        "Nie ma zachowanego wcześniejszego stanu, do którego można wrócić.",
        "No earlier state is kept to go back to.",
    ),
    "undo.refused": (
        "To partnerstwo ma sprawy rodzin, dlatego cofnąć zmianę może tylko prowadzący sprawy.",
        "This partnership has families' cases, so only a case lead may undo the change.",
    ),
    "undo.button": ("Przywróć wcześniejszy stan", "Bring back the earlier state"),
}
