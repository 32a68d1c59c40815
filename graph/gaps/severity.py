"""How severe a gap is: one scale from 0 to 1 for all kinds, made of stated ingredients.

severity = base + (ceiling - base) * (1 - product over the ingredients of (1 - weight * size))

with sizes between 0 and 1, so every ingredient can only raise it and none can push it over the
ceiling:

=============  ======  ==============================================================
ingredient     weight  size
=============  ======  ==============================================================
families f     0.40    f / (f + 4): families on file that the gap touches
cut_off c      0.50    c / (c + 3): institutions that would lose the rest
extent         0.30    how far beyond its limit, given by the detector, 0 to 1
duty           0.25    1 where the law or a rule of the model asks for it
area           0.20    1 where one of the five areas of cooperation is affected
=============  ======  ==============================================================

``base`` is what the kind weighs when nobody is touched yet. ``ceiling`` keeps down what is no cause
for alarm however many it touches. High are a family that goes without, one whose helpers must work
together and do not, institutions that one loss would cut off, a worker above the limit, and a
partnership that lacks what the model demands; how members and leader get on is medium at most. The
weights are a judgement of ours, not measured.
"""

from typing import Final, Literal, NamedTuple

Urgency = Literal["high", "medium", "low"]

#: From here on a gap is shown as high, from the second on as medium.
HIGH: Final = 0.6
MEDIUM: Final = 0.3
#: The ceiling of gaps that stay low, and of those that stay medium, however many families they touch.
LOW: Final = 0.29
MODERATE: Final = 0.59


class Severity(NamedTuple):
    """The ingredients of one gap's severity; see the module for what each weighs.

    >>> Severity(0.3).value, Severity(0.3, families=4).value, Severity(0.3, families=4, duty=True).value
    (0.3, 0.44, 0.58)
    >>> Severity(0.1, ceiling=LOW, families=1000).value < MEDIUM
    True
    """

    base: float
    ceiling: float = 1.0
    families: int = 0
    cut_off: int = 0
    extent: float = 0.0
    duty: bool = False
    area: bool = False

    @property
    def value(self) -> float:
        """Severity, 0 to 1, four decimals."""
        base, ceiling, families, cut_off, extent, duty, area = self
        spared = 1.0
        if families:
            spared *= 1 - 0.40 * families / (families + 4)
        if cut_off:
            spared *= 1 - 0.50 * cut_off / (cut_off + 3)
        if extent > 0:
            spared *= 1 - 0.30 * min(extent, 1.0)
        if duty:
            spared *= 1 - 0.25
        if area:
            spared *= 1 - 0.20
        return round(base + (ceiling - base) * (1 - spared), 4)


def urgency(severity: float) -> Urgency:
    """The word for a severity (pilność: wysoka, średnia, niska).

    >>> urgency(0.7), urgency(0.3), urgency(0.1)
    ('high', 'medium', 'low')
    """
    return "high" if severity >= HIGH else "medium" if severity >= MEDIUM else "low"
