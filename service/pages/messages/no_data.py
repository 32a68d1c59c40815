"""What pages say where no institution has answered whom it works with, in Polish and English."""

from typing import Final

NO_DATA: Final[dict[str, tuple[str, str]]] = {
    "no_data": (
        "Brak danych o współpracy: do dnia {date} nie ma ani jednej odpowiedzi, kto z kim pracuje. Miar "
        "sieci i luk, które wynikają z kontaktów, nie da się ustalić. To nie znaczy, że kontaktów nie "
        "ma.",
        "No data on cooperation: up to {date} there is no answer at all on who works with whom. "
        "Measures of the network, and gaps that follow from contacts, cannot be found. It does not "
        "mean that there are no contacts.",
    ),
    "no_data.figure": ("Nie wiadomo: brak odpowiedzi o współpracy.", "Not known: no answers yet."),
    "no_data.central": (
        "Nie wiadomo, kto spaja sieć: nie ma jeszcze odpowiedzi o współpracy.",
        "It is not known who holds the network together: there are no answers on cooperation yet.",
    ),
    "no_data.gaps": (
        "Bez odpowiedzi o współpracy widać tylko luki w usługach, członkostwie i sprawach. Innych nie "
        "da się jeszcze ustalić.",
        "Without answers on cooperation only gaps in services, membership and cases can be seen. Others "
        "cannot be found yet.",
    ),
    "no_data.standing": (
        "Miejsca w sieci nie da się ustalić: nie ma jeszcze odpowiedzi o współpracy.",
        "The place in the network cannot be found: there are no answers on cooperation yet.",
    ),
    "no_data.ties": (
        "Nie wiadomo, kto współpracuje z tą instytucją: nie ma jeszcze odpowiedzi.",
        "It is not known who works with it: there are no answers yet.",
    ),
    "no_data.introducer": (
        "nie wiadomo: nie ma jeszcze odpowiedzi o współpracy",
        "not known: there are no answers on cooperation yet",
    ),
    "no_data.recruitment": (
        "Kandydatów oceniono bez kontaktów: nie wiadomo, kto może ich wprowadzić ani czy sieć byłaby "
        "odporniejsza.",
        "Candidates are assessed without contacts: it is not known who can introduce them, nor whether "
        "the network would be more robust.",
    ),
    "no_data.repairs": (
        "Nie da się wskazać brakujących połączeń: nie ma jeszcze odpowiedzi o współpracy.",
        "Missing connections cannot be named: there are no answers on cooperation yet.",
    ),
    "no_data.levels": (
        "Poziomów współpracy nie da się porównać: nie ma jeszcze odpowiedzi o współpracy.",
        "The levels of cooperation cannot be compared: there are no answers on cooperation yet.",
    ),
    "no_data.survival": (
        "Nie wiadomo, czy członkowie pozostaną w kontakcie: nie ma jeszcze odpowiedzi o współpracy.",
        "It is not known whether the members stay in contact: there are no answers on cooperation yet.",
    ),
}
