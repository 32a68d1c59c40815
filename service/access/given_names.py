"""Given names of people in Poland, and the forms that a Polish sentence gives them."""

from collections.abc import Iterator
from functools import cache
from typing import Final

#: The most frequent ones; names that are also everyday words (Maja, Róża, Nadzieja) are left out.
_NAMES: Final = """
Adam Adrian Albert Aleks Aleksander Alfred Andrzej Antoni Arkadiusz Artur Bartłomiej Bartosz
Benedykt Błażej Bogdan Bogusław Bohdan Bolesław Borys Bronisław Cezary Czesław Damian Daniel Dariusz
Dawid Dominik Edmund Edward Emil Eryk Eugeniusz Fabian Feliks Filip Franciszek Fryderyk Gabriel
Gerard Grzegorz Gustaw Henryk Hubert Ignacy Igor Ireneusz Jacek Jakub Jan Janusz Jarosław Jerzy
Jędrzej Józef Julian Juliusz Kacper Kajetan Kamil Karol Kazimierz Klaudiusz Konrad Konstanty Kordian
Kornel Krystian Krzysztof Ksawery Lech Leon Leonard Leszek Lucjan Ludwik Łukasz Maciej Maksymilian
Marcel Marcin Marek Marian Mariusz Mateusz Michał Mieczysław Mikołaj Miłosz Mirosław Natan Nikodem
Norbert Oleksandr Oliwier Olaf Oskar Patryk Paweł Piotr Przemysław Radosław Rafał Robert Roman
Ryszard Sebastian Seweryn Sławomir Stanisław Stefan Sylwester Szczepan Szymon Tadeusz Teodor Tobiasz
Tomasz Tymon Tymoteusz Wacław Waldemar Walenty Wiesław Wiktor Wincenty Witold Władysław Włodzimierz
Wojciech Zbigniew Zdzisław Zenon Zygmunt Volodymyr Wołodymyr Andrij Dmytro Serhij Mykoła Iwan Ada
Adrianna Agata Agnieszka Aldona Aleksandra Alicja Alina Amelia Anastazja Aneta Angelika Aniela Anita
Anna Antonina Apolonia Barbara Beata Blanka Bogumiła Bogusława Bożena Bronisława Cecylia Celina
Czesława Dagmara Danuta Daria Dominika Dorota Edyta Eleonora Elwira Elżbieta Emilia Ewa Ewelina
Eugenia Felicja Franciszka Gabriela Genowefa Grażyna Halina Hanna Helena Henryka Honorata Ilona Inga
Irena Irmina Iwona Iza Izabela Jadwiga Janina Joanna Jolanta Jowita Józefa Judyta Julia Julita
Justyna Kaja Kamila Karina Karolina Katarzyna Kazimiera Kinga Klara Klaudia Kornelia Krystyna Ksenia
Laura Lena Leokadia Liliana Lidia Lucyna Ludwika Łucja Magda Magdalena Małgorzata Maria Marianna
Mariola Marlena Marta Martyna Marzena Matylda Michalina Milena Mirosława Monika Nadia Natalia Nikola
Nina Oksana Oliwia Ola Olena Olga Otylia Patrycja Paula Paulina Pelagia Regina Renata Roksana
Rozalia Sabina Sandra Sara Sonia Stanisława Stefania Svitlana Switłana Sylwia Tamara Teresa Tetiana
Urszula Wanda Weronika Wiesława Wiktoria Wioletta Władysława Wiola Zdzisława Zenobia Zofia Zuzanna
Żaneta Julija Iryna Kateryna Natalija Mariia Mariya Kasia Basia Gosia Asia Ania Jola Zosia Tomek
Bartek Krzysiek Staszek Zbyszek Kuba Michałek
"""
#: Stems that change beyond their end: Paweł, Pawła.
_CHANGING: Final = {
    "Paweł": "Pawł",
    "Marek": "Mark",
    "Jacek": "Jack",
    "Franciszek": "Franciszk",
    "Leszek": "Leszk",
    "Tomek": "Tomk",
    "Bartek": "Bartk",
    "Krzysiek": "Krzyśk",
    "Staszek": "Staszk",
    "Zbyszek": "Zbyszk",
    "Michałek": "Michałk",
    "Walenty": "Walent",
    "Cezary": "Cezar",
}
#: Dative and locative of names in -a, by what is before it: Anna, Annie; Agnieszka, Agnieszce.
_SOFTENED: Final = {"k": "ce", "g": "dze", "r": "rze", "t": "cie", "d": "dzie", "ł": "le", "h": "sze"}


@cache
def forms() -> frozenset[str]:
    """Every form of every name, in small letters.

    >>> {"jana", "janowi", "annie", "agnieszce", "pawła", "marii", "jerzego"} <= forms()
    True
    """
    return frozenset(form.casefold() for name in _NAMES.split() for form in _of(name))


def _of(name: str) -> Iterator[str]:
    yield name
    if name.endswith("a"):
        stem = name[:-1]
        yield from (stem + end for end in ("y", "i", "ie", "ę", "ą", "o", "u"))
        if softened := _SOFTENED.get(stem[-1]):
            yield stem[:-1] + softened
        return
    if name.endswith(("y", "i")) and name not in _CHANGING:
        stem = name.removesuffix("y")
        yield from (stem + end for end in ("ego", "emu", "m", "ym"))
        return
    stem = _CHANGING.get(name, name)
    yield from (stem + end for end in ("a", "owi", "em", "iem", "u", "ie"))
