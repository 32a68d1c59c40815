"""A service as the basket optimisers see it: what it answers, what it costs, whose it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A service that may go into a basket.

    ``id`` orders choices where costs are equal. ``needs`` is a bit mask of the needs it answers,
    ``cost`` counts units (its institution aside), ``area`` is one of the five areas or ``None``.
    """

    id: tuple[str, str]
    institution: str
    needs: int
    cost: int
    area: str | None = None
