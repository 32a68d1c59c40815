"""Texts of the pages of errors: title, what happened, what to do; in Polish and English."""

from typing import Final

ERRORS: Final[dict[str, tuple[str, str]]] = {
    "error.home": ("Lista partnerstw", "List of partnerships"),
    "error.do": ("Co można zrobić", "What you can do"),
    "fault.request": ("zapytanie", "request"),
    "fault.institutions": ("instytucje", "institutions"),
    "fault.change": ("zmiana", "change"),
    "fault.query": ("adres strony", "address of the page"),
    "fault.body": ("formularz", "form"),
    "fault.needs": ("potrzeby", "needs"),
    "fault.services": ("usługi", "services"),
    "fault.age_bands": ("wiek", "age bands"),
    "fault.attends": ("instytucje, do których rodzina chodzi", "institutions the family attends"),
    "fault.origin": ("skąd prowadzi ścieżka", "where the path starts"),
    "fault.alternatives": ("liczba koszyków", "number of baskets"),
    "fault.avoid": ("instytucje do pominięcia", "institutions to avoid"),
    "fault.max_wait": ("najdłuższe oczekiwanie", "longest wait"),
    "error.faults": ("Co wymaga poprawy", "What needs to be put right"),
    "error.request": (
        "Znak zdarzenia dla osoby, która prowadzi serwer: {id}",
        "Mark of this event for whoever runs the server: {id}",
    ),
    "error.not-found": ("Nie ma takiej strony", "There is no such page"),
    "error.not-found.what": (
        "Pod tym adresem nic nie ma. Może partnerstwo albo instytucja zostały usunięte, a może w "
        "adresie jest literówka.",
        "Nothing is at this address. The partnership or institution may have been removed, or the "
        "address has a typing error.",
    ),
    "error.not-found.do": (
        "Sprawdź adres.|Poszukaj na liście partnerstw.",
        "Check the address.|Search the list of partnerships.",
    ),
    "error.not-allowed": ("Ta strona jest poza Twoimi uprawnieniami", "This page is outside your role"),
    "error.not-allowed.what": (
        "Twoja rola albo obszar nie obejmują tych danych. To nie jest błąd programu.",
        "Your role or territory does not hold these data. This is not a fault of the program.",
    ),
    "error.not-allowed.do": (
        "Wróć do listy partnerstw.|Jeżeli te dane są potrzebne w pracy, poproś o uprawnienia animatora "
        "w ośrodku pomocy społecznej.",
        "Go back to the list of partnerships.|If you need these data for your work, ask the animator of "
        "the social assistance centre.",
    ),
    "error.others-facts": (
        "Zmieniłyby się instytucje z innego obszaru",
        "Institutions of another territory would change",
    ),
    "error.others-facts.what": (
        "Te instytucje prowadzą też partnerstwa spoza Twojego obszaru, a przesłane dane mówią o nich co "
        "innego niż baza. Nic nie zostało zapisane.",
        "Partnerships outside your territory hold these institutions too, and what was sent differs "
        "from what the database knows of them. Nothing was saved.",
    ),
    "error.others-facts.do": (
        "Zostaw te dane puste albo takie, jak w bazie, i wyślij plik jeszcze raz.|Jeżeli w bazie są "
        "nieaktualne, poproś o poprawkę ośrodek pomocy społecznej z obszaru tej instytucji.",
        "Leave these data blank or as the database has them, and send the file again.|If they are out "
        "of date, ask the social assistance centre of that territory to put them right.",
    ),
    "error.forged-form": ("Formularz stracił ważność", "The form is no longer valid"),
    "error.forged-form.what": (
        "Formularz wysłano z innej sesji albo po długiej przerwie, dlatego nic nie zostało zapisane.",
        "The form was sent from another session or after a long pause, so nothing was saved.",
    ),
    "error.forged-form.do": (
        "Wróć do poprzedniej strony, odśwież ją i wyślij formularz jeszcze raz.",
        "Go back, reload the page and send the form again.",
    ),
    "error.too-many-tries": ("Zbyt wiele prób", "Too many tries"),
    "error.too-many-tries.what": (
        "Z tego miejsca kilka razy podano niepoprawny link albo kod.",
        "A wrong link or token was given several times from here.",
    ),
    "error.too-many-tries.do": (
        "Odczekaj kilka minut i spróbuj ponownie.",
        "Wait a few minutes and try again.",
    ),
    "error.invalid-request": ("Nie rozumiemy tego adresu", "The address is not understood"),
    "error.invalid-request.what": (
        "W adresie strony albo w formularzu jest wartość, której program nie zna.",
        "The address or the form holds a value that the program does not know.",
    ),
    "error.invalid-request.do": (
        "Wróć do poprzedniej strony i wybierz wartość z listy.",
        "Go back and choose a value from the list.",
    ),
    "error.invalid-package": (
        "Plik ma błędy, nic nie zostało zapisane",
        "The file has problems, nothing was saved",
    ),
    "error.invalid-package.what": (
        "Dane nie zostały wczytane. Poniżej są wszystkie miejsca do poprawy.",
        "The data were not loaded. All places to put right stand below.",
    ),
    "error.invalid-package.do": (
        "Popraw plik i wczytaj go jeszcze raz.",
        "Put the file right and load it again.",
    ),
    "error.ambiguous": ("Pasuje kilka partnerstw", "Several partnerships fit"),
    "error.ambiguous.what": (
        "Dla tej gminy jest więcej niż jedno partnerstwo.",
        "There is more than one partnership for this municipality.",
    ),
    "error.ambiguous.do": ("Otwórz jedno z nich i zapytaj tam.", "Open one of them and ask there."),
    "error.conflict": ("Ktoś inny zapisał wcześniej", "Somebody else saved first"),
    "error.conflict.what": (
        "W tym samym czasie dane zmieniła inna osoba, dlatego ta zmiana nie została zapisana.",
        "Somebody else changed the data at the same time, so this change was not saved.",
    ),
    "error.conflict.do": (
        "Odśwież stronę, sprawdź dane i spróbuj ponownie.",
        "Reload, check the data and try again.",
    ),
    "error.out-of-date": ("Dane zmieniły się w międzyczasie", "The data have changed meanwhile"),
    "error.out-of-date.what": (
        "Od otwarcia tej strony ktoś zmienił dane, dlatego nic nie zostało zapisane.",
        "Somebody changed the data since you opened the page, so nothing was saved.",
    ),
    "error.out-of-date.do": ("Odśwież stronę i spróbuj ponownie.", "Reload the page and try again."),
    "error.store-unavailable": ("Baza danych teraz nie odpowiada", "The database does not answer now"),
    "error.store-unavailable.what": (
        "Program działa, ale nie może połączyć się z bazą danych. Dane są bezpieczne.",
        "The program works but cannot reach its database. The data are safe.",
    ),
    "error.store-unavailable.do": (
        "Spróbuj ponownie za chwilę.|Jeżeli to się powtarza, zawiadom osobę, która prowadzi serwer.",
        "Try again in a moment.|If it goes on, tell whoever runs the server.",
    ),
    "error.service-unavailable": ("Teraz jest za dużo pracy naraz", "Too much is being made at once"),
    "error.service-unavailable.what": (
        "Raporty i pliki powstają po kolei, a kolejka jest teraz długa. Dane są bezpieczne.",
        "Reports and files are made in turn, and many wait for theirs now. The data are safe.",
    ),
    "error.service-unavailable.do": (
        "Spróbuj ponownie za minutę.|Jeżeli to się powtarza, zawiadom osobę, która prowadzi serwer.",
        "Try again in a minute.|If it goes on, tell whoever runs the server.",
    ),
    "error.store-locked": ("Bazę danych zajmuje inny program", "Another program holds the database"),
    "error.store-locked.what": (
        "Z tej bazy może korzystać jeden program naraz, a teraz korzysta z niej inny.",
        "One program at a time can use this database, and another one does.",
    ),
    "error.store-locked.do": (
        "Zamknij drugi program i spróbuj ponownie.",
        "Close the other program and try again.",
    ),
    "error.failed": ("Coś poszło nie tak po naszej stronie", "Something went wrong on our side"),
    "error.failed.what": (
        "Program nie umiał przygotować tej strony. Zdarzenie zostało zapisane.",
        "The program could not make this page. The event was noted.",
    ),
    "error.failed.do": (
        "Spróbuj ponownie za chwilę.|Jeżeli to się powtarza, podaj osobie, która prowadzi serwer, znak "
        "zdarzenia.",
        "Try again in a moment.|If it goes on, give the mark of this event to whoever runs the server.",
    ),
}
