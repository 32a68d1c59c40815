"""The languages of the product, the first one being what is used where none is asked for."""

from typing import Final, Literal

Language = Literal["pl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("pl", "en")
