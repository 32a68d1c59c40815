"""Why the database does not answer, in a sentence that names the setting to look at."""

from collections.abc import Mapping
from typing import Final

from graph import errors
from graph.errors import StoreUnavailable

_LOOK_AT: Final[Mapping[str, tuple[str, str]]] = {
    errors.UNREACHABLE: (
        "nie można połączyć się z serwerem. Proszę sprawdzić, czy serwer działa i czy jego adres"
        " w KOOPERACJE_STORE jest właściwy",
        "KOOPERACJE_STORE",
    ),
    errors.NOT_LET_IN: (
        "serwer nie przyjmuje tego użytkownika. Proszę sprawdzić KOOPERACJE_NEO4J_USER"
        " i KOOPERACJE_NEO4J_PASSWORD",
        "KOOPERACJE_NEO4J_USER and KOOPERACJE_NEO4J_PASSWORD",
    ),
    errors.NO_SUCH_DATABASE: (
        "na serwerze nie ma bazy o tej nazwie. Proszę sprawdzić KOOPERACJE_NEO4J_DATABASE",
        "KOOPERACJE_NEO4J_DATABASE",
    ),
    errors.NO_ROOM: ("brakuje miejsca na dysku z KOOPERACJE_DATA", "the disk of KOOPERACJE_DATA"),
    errors.TOKENS_UNUSABLE: (
        "pliku tokenów i dziennika dostępu nie można teraz użyć. Proszę sprawdzić miejsce na dysku"
        " i prawa do plików w KOOPERACJE_DATA oraz czy nie zajmuje go długo inny proces",
        "room, permissions and other processes at KOOPERACJE_DATA",
    ),
}


def in_english(error: StoreUnavailable) -> str:
    """The reason for the log.

    >>> in_english(StoreUnavailable("state.find", errors.NO_SUCH_DATABASE))
    'the server has no database of this name, see KOOPERACJE_NEO4J_DATABASE'
    """
    known = _LOOK_AT.get(error.reason)
    return f"{error.reason}, see {known[1]}" if known else error.reason


def in_polish(error: StoreUnavailable) -> str:
    """The reason for the terminal.

    >>> in_polish(StoreUnavailable("write", errors.NO_ROOM))
    'Baza danych nie odpowiada: brakuje miejsca na dysku z KOOPERACJE_DATA.'
    """
    known = _LOOK_AT.get(error.reason)
    return f"Baza danych nie odpowiada: {known[0] if known else error.reason}."
