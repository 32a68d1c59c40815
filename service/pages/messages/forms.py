"""Texts of the forms that add and correct what a partnership holds, in Polish and English."""

from typing import Final

FORMS: Final[dict[str, tuple[str, str]]] = {
    # The page of changes
    "edit.title": ("Zmiany danych: {name}", "Changes: {name}"),
    "edit.short": ("Zmiany danych", "Changes"),
    "edit.lead": (
        "Tu można poprawić to, co o tej instytucji jest na mapie partnerstwa. Sprawy rodzin nie "
        "są na tych "
        "formularzach i nie zmieniają się.",
        "Here you can correct what the partnership's map says about this institution. Cases of families "
        "are not on these forms and do not change.",
    ),
    "edit.open": ("Zmień dane", "Change the data"),
    "edit.back": ("Strona instytucji: {name}", "Page of the institution: {name}"),
    "edit.facts": ("Nazwa, rodzaj i kontakt", "Name, kind and contact"),
    "edit.facts.do": ("Popraw dane instytucji", "Correct the institution"),
    "edit.membership": ("Udział w partnerstwie", "Membership"),
    "edit.membership.do": ("Dołączenie albo wystąpienie", "Join or leave"),
    "edit.membership.since": ("od dnia: {day}", "since: {day}"),
    "edit.membership.until": ("wystąpienie: {day}", "left: {day}"),
    "edit.services": ("Usługi", "Services"),
    "edit.services.none": ("Nie ma jeszcze żadnej usługi.", "There is no service yet."),
    "edit.services.add": ("Dodaj usługę", "Add a service"),
    "edit.ties": ("Oceny współpracy zgłoszone przez tę instytucję", "Reports by this institution"),
    "edit.ties.none": (
        "Ta instytucja nie zgłosiła jeszcze żadnej współpracy.",
        "This institution has not reported any cooperation yet.",
    ),
    "edit.ties.day": ("Zgłoszono", "Reported"),
    "edit.ties.partner": ("Partner", "Partner"),
    "edit.ties.rating": ("Siła (1–5)", "Strength (1–5)"),
    "edit.ties.change": ("Zmiana", "Change"),
    "edit.ties.add": ("Dodaj ocenę współpracy", "Add a report"),
    "edit.ties.with": ("Partner współpracy", "Cooperation partner"),
    "edit.correct": ("Popraw", "Correct"),
    "edit.correct.named": ("Popraw: {name}", "Correct: {name}"),
    "edit.add_institution": ("Dodaj instytucję", "Add an institution"),
    # What was saved
    "saved.institution": ("Zapisano dane instytucji.", "The institution was saved."),
    "saved.membership": ("Zapisano udział w partnerstwie.", "The membership was saved."),
    "saved.service": ("Zapisano usługę.", "The service was saved."),
    "saved.tie": ("Zapisano ocenę współpracy.", "The report was saved."),
    "saved.new.institution": (
        "Instytucja jest już na mapie. Teraz można dodać jej usługi i współpracę.",
        "The institution is on the map. Now you can add its services and cooperation.",
    ),
    "saved.new.service": ("Dodano usługę.", "The service was added."),
    "saved.new.tie": ("Dodano ocenę współpracy.", "The report was added."),
    "saved.nothing": (
        "Formularz był taki sam jak dane, więc nic się nie zmieniło.",
        "The form held what was there already, so nothing changed.",
    ),
    "saved.fields": ("Zmienione pola: {names}.", "Changed fields: {names}."),
    "saved.shared": (
        "Ta instytucja jest też na mapie innego partnerstwa; zmiana dotyczy także tamtej mapy.",
        "This institution is on another partnership's map too; the change holds there as well.",
    ),
    "saved.kept": (
        "Ta instytucja jest też na mapie innego partnerstwa, więc puste pole nie usuwa znanej wartości. "
        "Zostaje bez zmian: {names}.",
        "This institution is on another partnership's map too, so a blank field does not remove what "
        "is known. Kept as it was: {names}.",
    ),
    # The form itself
    "form.new.institution": ("Nowa instytucja na mapie", "A new institution on the map"),
    "form.title.institution": ("Dane instytucji: {name}", "Institution: {name}"),
    "form.title.membership": ("Udział w partnerstwie: {name}", "Membership: {name}"),
    "form.title.service": ("Usługa: {name}", "Service: {name}"),
    "form.new.service": ("Nowa usługa: {name}", "New service: {name}"),
    "form.title.tie": ("Ocena współpracy: {name} → {other}", "Report: {name} → {other}"),
    "form.new.tie": ("Nowa ocena współpracy: {name} → {other}", "New report: {name} → {other}"),
    "form.required": ("(wymagane)", "(required)"),
    "form.lead": (
        "Wymagane pola są oznaczone. Puste pole oznacza: nie wiadomo. Nie wpisuj danych osób "
        "korzystających "
        "z pomocy.",
        "Required fields are marked. A blank field means: not known. Do not enter data of people "
        "who are "
        "helped.",
    ),
    "form.lead.membership": (
        "Przy wystąpieniu zostaw dotychczasowy udział i wpisz dzień wystąpienia: historia zostaje, "
        "a od tego dnia instytucja jest poza partnerstwem.",
        "To leave, keep the membership and give the day of leaving: the history stays, and from "
        "that day "
        "the institution is no member.",
    ),
    "form.lead.tie": (
        "Ocenę daje jedna strona, tak jak widzi tę współpracę. Druga strona zgłasza własną.",
        "One side gives this report as it sees the cooperation. The other side reports its own.",
    ),
    "form.lead.hidden_rating": (
        "Poprzednia ocena siły nie jest tu pokazywana; bez wyboru zostaje taka, jaka jest.",
        "The rating given before is not shown here; without a choice it stays as it is.",
    ),
    "form.address_hidden": (
        "Adres tej instytucji nie jest pokazywany na stronach i tu się nie zmienia.",
        "The address of this institution is not shown on pages and does not change here.",
    ),
    "form.save": ("Zapisz", "Save"),
    "form.save.mine": ("Zapisz moją wersję", "Save my version"),
    "form.cancel": ("Anuluj", "Cancel"),
    "form.choose": ("wybierz", "choose"),
    "form.keep": ("bez zmiany", "as it is"),
    "form.by_type": ("według rodzaju instytucji", "by the kind of institution"),
    "form.by_service_type": ("według rodzaju usługi", "by the kind of service"),
    "form.active": ("działa (domyślnie)", "active (by default)"),
    "form.not_member": ("poza PZK", "not a member"),
    "form.no_wave": ("poza falą badania", "outside a survey wave"),
    "form.section.what": ("Co to jest", "What it is"),
    "form.section.contact": ("Kontakt", "Contact"),
    "form.section.place": ("Miejsce na mapie", "Place on the map"),
    "form.section.membership": ("Udział w partnerstwie", "Membership"),
    "form.section.places": ("Miejsca i oczekiwanie", "Places and waiting"),
    "form.section.own_place": (
        "Miejsce usługi, jeśli jest inne niż instytucji",
        "Place of the service, where it is not the institution's",
    ),
    "form.section.whom": ("Dla kogo", "For whom"),
    "form.section.how": ("Jak skorzystać", "How to use it"),
    "form.section.rating": ("Ocena", "Rating"),
    "form.section.people": ("Kto utrzymuje kontakt", "Who keeps the contact"),
    "form.section.when": ("Kiedy", "When"),
    "form.strength.5": ("5 – bardzo bliska", "5 – very close"),
    "form.strength.4": ("4 – bliska", "4 – close"),
    "form.strength.3": ("3 – zwykła", "3 – ordinary"),
    "form.strength.2": ("2 – luźna", "2 – loose"),
    "form.strength.1": ("1 – bardzo luźna", "1 – very loose"),
    # Faults
    "form.faults.one": ("Nie zapisano: jedno pole wymaga poprawy", "Not saved: one field needs work"),
    "form.faults.many": (
        "Nie zapisano. Pola do poprawy: {n}",
        "Not saved. Fields that need work: {n}",
    ),
    "form.faults.title": ("Błąd", "Error"),
    "form.fault": ("Do poprawy:", "To put right:"),
    "form.fault.blank": ("to pole musi być wypełnione.", "this field must be filled in."),
    "form.fault.date": (
        "data w postaci rok-miesiąc-dzień, na przykład 2026-03-31.",
        "a date as year-month-day, for example 2026-03-31.",
    ),
    "form.fault.expected": ("oczekiwana treść: {what}.", "expected: {what}."),
    "form.fault.others_facts": (
        "Tę instytucję prowadzą też partnerstwa spoza Twojego obszaru. Jej danych i usług nie można tu "
        "zmienić; poprawi je ośrodek pomocy społecznej z jej obszaru.",
        "Partnerships outside your territory hold this institution too. Its data and services cannot be "
        "changed here; the social assistance centre of its own territory can.",
    ),
    "form.fault.personal": (
        "wygląda na numer PESEL. Takich danych tu nie zapisujemy; wpisany tekst został usunięty "
        "z formularza.",
        "looks like a personal number (PESEL). Such data are not kept here; the text was taken "
        "out of the "
        "form.",
    ),
    "form.fault.leader": (
        "partnerstwo ma już lidera, a liderem może być jedna instytucja naraz. Najpierw zmień udział "
        "dotychczasowego lidera.",
        "the partnership has a leader already, and there is one at a time. Change the present leader's "
        "membership first.",
    ),
    "form.fault.same_name": (
        "instytucja o tej nazwie już jest na mapie. Popraw jej dane albo dopisz do nazwy to, co "
        "je różni.",
        "an institution of this name is on the map already. Correct that one, or add to the name what "
        "tells them apart.",
    ),
    "form.fault.no_membership": (
        "wybierz udział albo usuń daty: data bez udziału nic nie znaczy.",
        "choose a membership or take the dates out: a date without one means nothing.",
    ),
    "form.fault.left_early": (
        "dzień wystąpienia jest wcześniejszy niż dzień przystąpienia.",
        "the day of leaving lies before the day of joining.",
    ),
    "form.fault.same_report": (
        "ocena tej współpracy z tego dnia już jest. Popraw tamtą albo podaj inny dzień.",
        "there is a report of this cooperation from this day already. Correct that one or give another "
        "day.",
    ),
    # Somebody was faster
    "outdated.title": ("Ktoś zmienił dane w międzyczasie", "Somebody changed the data meanwhile"),
    "outdated.lead": (
        "Nic nie zostało zapisane. Od otwarcia formularza ktoś zmienił dane tego partnerstwa. "
        "Porównaj obie "
        "wersje i zdecyduj, co zostaje.",
        "Nothing was saved. Since the form was opened somebody has changed the data of this "
        "partnership. "
        "Compare both versions and decide what stays.",
    ),
    "outdated.same": (
        "W tych polach zapisane dane są takie same jak w Twoim formularzu.",
        "In these fields the saved data are the same as your form.",
    ),
    "outdated.caption": ("Pola, które się różnią", "Fields that differ"),
    "outdated.field": ("Pole", "Field"),
    "outdated.now": ("Zapisane teraz", "Saved now"),
    "outdated.mine": ("W Twoim formularzu", "In your form"),
    "outdated.keep": ("Zostaw zapisane dane", "Keep what is saved"),
    "outdated.form": ("Twój formularz", "Your form"),
}
