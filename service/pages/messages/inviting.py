"""Texts of the pages that say whom to invite and what a change would do, in Polish and English."""

from typing import Final

INVITING: Final[dict[str, tuple[str, str]]] = {
    "invite.lead": (
        "Instytucje z mapy, które nie są w partnerstwie, od tej, której dołączenie dałoby najwięcej.",
        "Institutions on the map that are not members, the one whose joining would give most first.",
    ),
    "invite.private": (
        "Korzyść liczona bez spraw rodzin: te widzą tylko prowadzący sprawy.",
        "Worked out without the families' cases: these are shown to case leads only.",
    ),
    "invite.none": (
        "Na mapie nie ma instytucji, którą można by zaprosić.",
        "There is no institution on the map that could be invited.",
    ),
    "invite.candidate": ("Kandydat nr {n}: {name}", "Candidate no. {n}: {name}"),
    "invite.gain": ("Łączna korzyść (od 0 do 1)", "Joint gain (0 to 1)"),
    "invite.gains": ("Co daje dołączenie", "What joining gives"),
    "invite.gains.hint": (
        "Pasek pokazuje, jaką część tego, co można zyskać, daje ta instytucja.",
        "The bar shows what part of all that could be gained this institution gives.",
    ),
    "gain.needs": ("Potrzeby bez członka z usługą", "Needs that no member answers"),
    "gain.families": ("Rodziny, z którymi pracuje", "Families it works with"),
    "gain.areas": ("Obszary bez członków", "Areas without members"),
    "gain.levels": ("Poziomy samorządu bez członków", "Levels without members"),
    "gain.robustness": ("Odporność na utratę instytucji", "Resilience to losing an institution"),
    "gain.reach": ("Nowe instytucje w zasięgu", "New institutions in reach"),
    "gain.of": ("{n} z {all}", "{n} of {all}"),
    "gain.of.family_needs": ("potrzeby rodzin: {n} z {all}", "needs of families: {n} of {all}"),
    "gain.of.demand": (
        "zapotrzebowanie, liczba rodzin: {n} z {all}",
        "demand, families: {n} of {all}",
    ),
    "gain.weight": ("waga: {n}", "weight: {n}"),
    "invite.introducer": ("Kto może wprowadzić", "Who can introduce"),
    "invite.introducer.none": (
        "żadna bieżąca współpraca nie prowadzi do tej instytucji",
        "no current cooperation leads there",
    ),
    "invite.introducer.how": ("podstawa: {form}; {strength}", "rests on: {form}; {strength}"),
    "invite.gaps": ("Luki, które by się zamknęły", "Gaps it would close"),
    "invite.needs": ("Potrzeby, na które odpowiada", "Needs it answers"),
    "invite.try": ("Co się zmieni, jeśli dołączy", "What changes if it joins"),
    "invite.try_set": ("Co się zmieni, jeśli dołączą razem", "What changes if they join together"),
    "invite.more": ("Pozostali kandydaci: {n}", "Other candidates: {n}"),
    "invite.set": ("Kogo zaprosić razem", "Whom to invite together"),
    "invite.set.size": ("Ile instytucji naraz", "How many at once"),
    "invite.set.show": ("Pokaż zestaw", "Show the set"),
    "invite.set.lead": (
        "Zestaw, który razem daje najwięcej. To nie zawsze najwyżsi na liście: dwie instytucje mogą "
        "dawać to samo.",
        "The set that gives most together. Not always the top of the list: two institutions may give "
        "the same.",
    ),
    "invite.set.exact": (
        "Wynik dokładny: porównano wszystkie zestawy tej wielkości.",
        "Exact: all sets of this size were compared.",
    ),
    "invite.set.bound": (
        "Wynik przybliżony: nie dalej niż {share} od najlepszego.",
        "Approximate: no further than {share} from the best.",
    ),
    "invite.set.open": (
        "Wynik przybliżony: odległość od najlepszego nieznana.",
        "Approximate: how far from the best is not known.",
    ),
    "invite.set.gain": ("Łączna korzyść: {n}", "Joint gain: {n}"),
    "invite.contacts": ("Utrzymuj kontakt", "Keep in touch"),
    "invite.contacts.lead": (
        "Te instytucje z założenia modelu nie przystępują do PZK, ale warto mieć z nimi stałą osobę do "
        "kontaktu.",
        "By the model these do not join, but a standing contact person is worth having.",
    ),
    "invite.missing": ("Kogo brakuje na mapie", "Who is missing from the map"),
    "invite.missing.lead": (
        "Rodzaje instytucji, których potrzeby wymagają, a których nie ma na mapie. Warto poszukać ich w "
        "powiecie albo w sąsiednich gminach.",
        "Kinds of institutions that the needs call for and the map lacks. Look for them in the county "
        "or in nearby municipalities.",
    ),
    "invite.missing.unanswered": ("Potrzeby bez usługi", "Needs without a service"),
    "invite.missing.asked": ("Zgłoszone potrzeby", "Needs reported"),
    "invite.missing.services": ("Usługi", "Services"),
    "invite.missing.needs": ("Potrzeby", "Needs"),
    "invite.missing.contact": ("do kontaktu, nie do PZK", "to keep in touch with, not to join"),
    "invite.weights": ("Jak to jest liczone", "How it is worked out"),
    "invite.weights.lead": (
        "Korzyść to suma sześciu części, każda od 0 do 1, pomnożonych przez wagi. Potrzeby rodzin "
        "objętych wsparciem i zapotrzebowanie pozostałych rodzin liczą się w niej po połowie. Wagi "
        "ustawia osoba, która prowadzi serwer.",
        "The gain is the sum of six parts, each from 0 to 1, times their weights. Needs of families in "
        "care and the demand of all other families count half each. Whoever runs the server sets the "
        "weights.",
    ),
    # What if
    "if.lead": (
        "Wypróbuj zmianę na niby: kto dołącza, kto odchodzi, kto zaczyna albo przestaje współpracować. "
        "Nic nie jest zapisywane.",
        "Try a change out: who joins, who leaves, who starts or stops working together. Nothing is "
        "saved.",
    ),
    "if.form": ("Zmiany do wypróbowania", "Changes to try out"),
    "if.form.hint": (
        "Po wysłaniu w każdej grupie pojawia się miejsce na następną zmianę. Żeby cofnąć zmianę, "
        "wybierz „–”.",
        "After sending, each group has room for one more change. To take a change back choose “–”.",
    ),
    "if.add": ("Dołącza do PZK", "Joins"),
    "if.remove": ("Odchodzi z PZK (zostaje na mapie)", "Leaves (stays on the map)"),
    "if.tie": ("Zaczynają współpracować", "Start to work together"),
    "if.tie.a": ("Pierwsza instytucja", "First institution"),
    "if.tie.b": ("Druga instytucja", "Second institution"),
    "if.cut": ("Przestają współpracować", "Stop working together"),
    "if.gone": ("Przestaje istnieć (znika z mapy)", "Ceases to exist (goes from the map)"),
    "if.nth": ("{name}, nr {n}", "{name}, no. {n}"),
    "if.show": ("Pokaż, co się zmieni", "Show what changes"),
    "if.clear": ("Zacznij od nowa", "Start again"),
    "if.quick": ("Najczęstsze pytania", "Frequent questions"),
    "if.quick.leader": (
        "Co, jeśli odejdzie lider? ({name})",
        "What if the leader goes? ({name})",
    ),
    "if.quick.best": (
        "Co, jeśli dołączy kandydat nr 1? ({name})",
        "What if candidate no. 1 joins? ({name})",
    ),
    "if.quick.hub": (
        "Co, jeśli zabraknie najważniejszego pośrednika? ({name})",
        "What if the main go-between is lost? ({name})",
    ),
    "if.asked": ("Wypróbowana zmiana", "The change tried out"),
    "if.said.add": ("Dołącza do PZK: {names}", "Joins: {names}"),
    "if.said.remove": ("Odchodzi z PZK: {names}", "Leaves: {names}"),
    "if.said.tie": ("Nowa współpraca: {names}", "New cooperation: {names}"),
    "if.said.cut": ("Koniec współpracy: {names}", "End of cooperation: {names}"),
    "if.said.gone": ("Znika z mapy: {names}", "Goes from the map: {names}"),
    "if.half": (
        "Nowa współpraca: wybierz obie instytucje.",
        "New cooperation: choose both institutions.",
    ),
    "if.wrong": ("Tej zmiany nie da się wypróbować:", "This change cannot be tried out:"),
    "if.wrong.unknown": (
        "Tej instytucji nie ma na mapie: {value}.",
        "This institution is not on the map: {value}.",
    ),
    "if.wrong.add": (
        "Już jest w PZK albo znika z mapy: {value}.",
        "Is a member already, or goes from the map: {value}.",
    ),
    "if.wrong.remove": (
        "Nie jest w PZK albo znika z mapy: {value}.",
        "Is not a member, or goes from the map: {value}.",
    ),
    "if.wrong.tie": (
        "Ta współpraca już trwa, łączy instytucję z nią samą albo jedna ze stron znika: {value}.",
        "This cooperation exists, joins an institution to itself, or one side goes: {value}.",
    ),
    "if.wrong.cut": (
        "Tej współpracy nie ma albo jest też na liście nowych: {value}.",
        "There is no such cooperation, or it is also to be made: {value}.",
    ),
    "if.figures": ("Najważniejsze liczby", "Key figures"),
    "if.figure": ("Liczba", "Figure"),
    "if.before": ("Przed", "Before"),
    "if.after": ("Po", "After"),
    "if.change": ("Zmiana", "Change"),
    "if.same": ("bez zmian", "no change"),
    "if.more": ("więcej o {n}", "more by {n}"),
    "if.less": ("mniej o {n}", "fewer by {n}"),
    "if.better": ("lepiej", "better"),
    "if.worse": ("gorzej", "worse"),
    "if.row.members": ("Członkowie PZK", "Members"),
    "if.row.institutions": ("Instytucje na mapie", "Institutions on the map"),
    "if.row.ties": ("Bieżące kontakty", "Current contacts"),
    "if.row.parts": ("Części sieci", "Parts of the network"),
    "if.row.apart": ("Instytucje odcięte od głównej części", "Institutions cut off from the main part"),
    "if.row.cuts": ("Jedyni łącznicy", "Only go-betweens"),
    "if.row.bridges": ("Jedyne połączenia", "Only connections"),
    "if.row.dependence": (
        "Zależność od jednej instytucji (0–100)",
        "Dependence on one institution (0–100)",
    ),
    "if.row.gaps": ("Luki we współpracy", "Coordination gaps"),
    "if.families": ("Rodziny", "Families"),
    "if.families.helped": (
        "Zyskują odpowiedź na jakąś potrzebę",
        "Get an answer to some need",
    ),
    "if.families.harmed": (
        "Tracą odpowiedź na jakąś potrzebę",
        "Lose an answer to some need",
    ),
    "if.families.joined": (
        "Pracuje z nimi instytucja, która dołącza",
        "A joining institution works with them",
    ),
    "if.families.hidden": (
        "Skutki dla rodzin widzą tylko prowadzący sprawy.",
        "Effects on families are shown to case leads only.",
    ),
    "if.routes.appear": ("Nowe ścieżki wsparcia", "Support routes that appear"),
    "if.routes.break": ("Przerwane ścieżki wsparcia", "Support routes that break"),
    "if.ways.alone": ("jedyna możliwość", "the only one"),
    "if.routes.none": ("Ścieżki wsparcia: bez zmian.", "Support routes: no change."),
    "if.members.appear": (
        "Potrzeby, na które odpowie członek PZK",
        "Needs that a member then answers",
    ),
    "if.members.break": (
        "Potrzeby, na które nie odpowie już członek PZK",
        "Needs that no member then answers",
    ),
    "if.routes.families": ("rodziny: {n}", "families: {n}"),
    "if.closed": ("Luki, które się zamkną: {n}", "Gaps that close: {n}"),
    "if.opened": ("Luki, które się otworzą: {n}", "Gaps that open: {n}"),
    "if.changed": ("Luki, które się zmienią: {n}", "Gaps that change: {n}"),
    "if.not_compared": (
        "Luki, których nie da się porównać: {n}",
        "Gaps that cannot be compared: {n}",
    ),
    "if.not_compared.why": (
        "Bez lidera nie wiadomo, kto jest z nim w kontakcie, więc tych luk nie da się wtedy ustalić. To "
        "nie znaczy, że ich nie ma.",
        "Without a leader it is not known who is in contact with one, so these gaps cannot be found "
        "then. It does not mean that they are not there.",
    ),
    "if.gaps.none": ("Żadne.", "None."),
    "if.drawing": ("Rysunek zmiany", "Drawing of the change"),
    "if.drawing.alt": (
        "Rysunek sieci z zaznaczoną zmianą. Opis w tekście pod rysunkiem.",
        "Drawing of the network with the change marked. The text below says the same.",
    ),
    "if.drawing.text": ("Opis rysunku", "The drawing in words"),
    "if.more_changes": ("Zmień albo dodaj następną zmianę", "Change it or add one more"),
    "if.gone.note": (
        "Część luk znika tylko dlatego, że na mapie nie ma już instytucji, której dotyczyły.",
        "Some gaps close only because the institution they were about is no longer on the map.",
    ),
    "if.drawing.legend": (
        "Zielone ze znakiem + : przybywa. Czerwone przerywane ze znakiem − : ubywa.",
        "Green with + : added. Red dashed with − : lost.",
    ),
    "if.survive": (
        "Co utrzyma sieć bez instytucji: {name}",
        "What would hold the network without: {name}",
    ),
    "if.survive.whole": (
        "Członkowie pozostają w kontakcie także bez tej instytucji.",
        "The members stay in contact without it too.",
    ),
    "if.survive.parts": (
        "Bez tej instytucji sieć dzieli się na części: {n}.",
        "Without it the network falls into parts: {n}.",
    ),
    "if.survive.ties": (
        "Najłatwiejsze nowe kontakty, które temu zapobiegną",
        "The easiest new contacts that prevent it",
    ),
    "if.survive.apart": (
        "Części, których z pozostałymi nie połączy żadna para członków mająca powód do współpracy: {n}.",
        "Parts that no two members with a reason to work together would join to the others: {n}.",
    ),
    "if.survive.cost": ("wysiłek (1–4): {n}", "effort (1–4): {n}"),
    "if.survive.try": ("Wypróbuj razem z tymi kontaktami", "Try it together with these contacts"),
    "pick.none": ("–", "–"),
}
