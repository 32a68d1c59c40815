"""The sentences of a route, from the catalogue below ``explain``."""

from graph.text import Language, Localizer


def say(language: Language, text: str, **values: object) -> str:
    """One sentence with its values filled in.

    >>> say("pl", "wait", days=14)
    'Dni oczekiwania: 14.'
    """
    return Localizer(language).t(f"explain.{text}", **values)
