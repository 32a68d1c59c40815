"""The language that a command speaks, and its sentences from the catalogue.

The catalogue is read when the first sentence is asked for: help needs none and starts without it.
"""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.text import Language, Localizer

_SPOKEN: Final[ContextVar["Language"]] = ContextVar("spoken", default="pl")


def speak(language: "Language") -> None:
    """Speak this language from now on."""
    _SPOKEN.set(language)


def spoken() -> "Language":
    """The language that was asked for, Polish where none was."""
    return _SPOKEN.get()


def localizer() -> "Localizer":
    """The rules of the language."""
    from graph.text import Localizer

    return Localizer(spoken())


def t(key: str, **values: object) -> str:
    """A text of the catalogue, its places filled.

    >>> t("cli.saved", path="kopia.zip")
    'Zapisano: kopia.zip'
    """
    return localizer().t(key, **values)


def count(key: str, number: int, **values: object) -> str:
    """A text with a number and its noun in the right form.

    >>> count("cli.erase.families", 2)
    'Usunąć na zawsze 2 rodziny?'
    """
    return localizer().count(key, number, **values)
