"""Texts of the pages that delete one record, in Polish and English."""

from typing import Final

DELETING: Final[dict[str, tuple[str, str]]] = {
    "edit.workers": ("Pracownicy", "Workers"),
    "edit.delete": ("Usuń", "Delete"),
    "edit.delete.named": ("Usuń: {name}", "Delete: {name}"),
    "edit.delete.institution": ("Usuwanie z mapy", "Deleting from the map"),
    "edit.delete.institution.lead": (
        "Tylko dla instytucji wpisanej przez pomyłkę albo już nieistniejącej. Gdy instytucja występuje "
        "z partnerstwa, wystarczy zapisać dzień wystąpienia.",
        "Only for an institution entered by mistake or no longer there. Where one leaves the "
        "partnership, the day of leaving is all that is needed.",
    ),
    "edit.delete.institution.do": ("Usuń instytucję z mapy", "Delete the institution from the map"),
    "delete.title.institution": ("Usuwanie instytucji z mapy", "Deleting an institution from the map"),
    "delete.title.service": ("Usuwanie usługi", "Deleting a service"),
    "delete.title.worker": ("Usuwanie pracownika", "Deleting a worker"),
    "delete.title.tie": ("Usuwanie oceny współpracy", "Deleting a report of cooperation"),
    "delete.goes": ("Co jeszcze zniknie", "What else will go"),
    "delete.goes.none": ("Nic więcej nie zniknie.", "Nothing else will go."),
    "delete.goes.services": ("Usługi tej instytucji", "Services of the institution"),
    "delete.goes.workers": ("Pracownicy tej instytucji", "Workers of the institution"),
    "delete.goes.ties": (
        "Oceny współpracy, jej własne i cudze",
        "Reports of cooperation, its own and others'",
    ),
    "delete.goes.plan": ("Zaproszenie w planie", "Invitation in the plan"),
    "delete.shared": (
        "Ta instytucja jest też na mapie innego partnerstwa i tam zostaje.",
        "This institution is on another partnership's map too and stays there.",
    ),
    "delete.note.service": (
        "Ścieżki wsparcia i lokalny koszyk usług przestaną prowadzić do tej usługi.",
        "Routes and the local basket of services will no longer lead to this service.",
    ),
    "delete.note.contacts": (
        "Oceny współpracy, które zostaną bez tej osoby do kontaktu: {n}.",
        "Reports that will stay without this contact person: {n}.",
    ),
    "delete.note.seats": (
        "Miejsca w zespołach zadaniowych (ZZK), które zostaną bez wskazanej osoby: {n}.",
        "Seats in task teams that will stay without a named person: {n}.",
    ),
    "delete.note.last": (
        "To jedyna ocena tej współpracy, więc połączenie zniknie z sieci.",
        "This is the only report of this tie, so the tie will go from the network.",
    ),
    "delete.note.other_side": (
        "Ocena drugiej strony zostaje, więc połączenie nie zniknie z sieci.",
        "The other side's report stays, so the tie does not go from the network.",
    ),
    "delete.note.older": (
        "Ta strona ma też inne oceny tej współpracy; zostają, a liczy się najnowsza.",
        "This side has other reports of this tie; they stay, and the latest counts.",
    ),
    "delete.undo": (
        "Usunięcie można cofnąć na stronie „Wczytaj dane”: Cofnij ostatnią zmianę.",
        "It can be undone on the page “Load data”: Undo the last change.",
    ),
    "delete.undo.lead": (
        "Usunięcie może cofnąć prowadzący sprawy, bo to partnerstwo ma sprawy rodzin.",
        "A case lead can undo it, because this partnership has families' cases.",
    ),
    "delete.confirm": (
        "Rozumiem, że ten zapis zostanie usunięty",
        "I understand that this record will be deleted",
    ),
    "delete.back": ("Nie usuwaj, wróć", "Do not delete, go back"),
    "delete.outdated": (
        "Ktoś zmienił dane, zanim przyszło potwierdzenie. Nic nie zostało usunięte. Niżej jest obecny "
        "stan; sprawdź go i potwierdź jeszcze raz.",
        "Somebody changed the data before the confirmation came. Nothing was deleted. The present state "
        "stands below; look at it and confirm again.",
    ),
    "delete.refused.leader": (
        "To lider partnerstwa, dlatego nie można go usunąć. Najpierw trzeba zmienić jego udział.",
        "This is the leader of the partnership and cannot be deleted. Change its membership first.",
    ),
    "delete.refused.only": (
        "To jedyna instytucja na mapie. Całe partnerstwo usuwa się na stronie „Wczytaj dane”.",
        "This is the only institution on the map. A whole partnership is removed on the page “Load "
        "data”.",
    ),
    "delete.refused.families": (
        "Ta instytucja jest zapisana w sprawach rodzin (liczba rodzin: {n}), dlatego nie można jej "
        "usunąć. Najpierw trzeba zmienić te sprawy.",
        "Families' cases name this institution (number of families: {n}), so it cannot be deleted. "
        "Change these cases first.",
    ),
    "delete.refused.cases": (
        "To partnerstwo ma sprawy rodzin, a sprawy mogą wymieniać instytucje i pracowników, dlatego "
        "usuwa ich tylko prowadzący sprawy. Wystąpienie instytucji można zapisać w każdej chwili.",
        "This partnership has families' cases, and cases can name institutions and workers, so only a "
        "case lead deletes these. That an institution left can be recorded at any time.",
    ),
    "deleted.institution": ("Usunięto instytucję z mapy.", "The institution was deleted from the map."),
    "deleted.service": ("Usunięto usługę.", "The service was deleted."),
    "deleted.worker": ("Usunięto pracownika.", "The worker was deleted."),
    "deleted.tie": ("Usunięto ocenę współpracy.", "The report was deleted."),
}
