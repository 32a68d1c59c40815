"""What stands in the way of cooperation (bariery), by code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: The model's working list: code to (Polish, English).
BARRIERS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "B1": ("brak przepływu informacji", "no flow of information"),
        "B2": ("ochrona danych, tajemnica zawodowa", "data protection, professional secrecy"),
        "B3": ("brak podstawy prawnej", "no legal basis"),
        "B4": ("rotacja kadr, więź oparta na jednej osobie", "staff turnover, one-person tie"),
        "B5": ("przeciążenie", "overload"),
        "B6": ("różne cele i procedury resortów", "different aims and procedures"),
        "B7": ("formalna zwłoka", "formal delay"),
        "B8": ("brak usługi lub miejsc", "no service or no places"),
        "B9": ("brak osoby, która może decydować", "nobody who may decide"),
        "B10": ("odległość", "distance"),
        "B11": ("niska motywacja, brak zaufania", "low motivation, lack of trust"),
        "B12": ("dublowanie działań", "duplicated work"),
    }
)
