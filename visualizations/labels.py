"""Short labels for a drawing: an institution's own abbreviation, else its name over a few lines."""

import re
import textwrap
from collections import Counter
from collections.abc import Mapping

LINE = 18
LINES = 3
#: Rough size of one character and one line of a label, in pixels at natural size.
CHARACTER_WIDTH = 6.9
LINE_HEIGHT = 15.0

#: What a line break must not split: a short quoted name, a number.
_HELD = re.compile(r"„[^”]{1,16}”|\bnr \d+")
_ABBREVIATION = re.compile(r"\(([^\s()]{2,8})\)$")


def abbreviation(name: str) -> str | None:
    """The abbreviation a name ends with, in brackets, with at least two capital letters.

    >>> abbreviation("Powiatowy Urząd Pracy (PUP)"), abbreviation("Szkoła nr 5 (Zatorze)")
    ('PUP', None)
    """
    found = _ABBREVIATION.search(name.strip())
    if not found or sum(letter.isupper() for letter in found[1]) < 2:
        return None
    return found[1]


def wrapped(text: str, lines: int = LINES) -> str:
    r"""The text over a few lines of about 18 characters, cut with an ellipsis where longer.

    A quoted proper name and a number stay on one line.

    >>> wrapped("Dom dziecka „Pod Lipą”").splitlines()
    ['Dom dziecka', '„Pod\xa0Lipą”']
    """
    held = _HELD.sub(lambda found: found[0].replace(" ", "\xa0"), text)
    cut = textwrap.wrap(held, LINE, max_lines=lines, placeholder="\xa0…", break_long_words=True)
    return "\n".join(cut) or " "


def ending(text: str) -> str:
    r"""The first word and the last ones, for names that differ only in their ending.

    >>> ending("Zespół kuratorskiej służby sądowej – sprawy karne").splitlines()
    ['Zespół\xa0…', 'sprawy karne']
    """
    first, *rest = text.split()
    tail: list[str] = []
    while rest and len(" ".join([rest[-1], *tail])) <= LINE * (LINES - 1) - 6 and len(rest[-1]) > 1:
        tail.insert(0, rest.pop())
    return f"{first}\xa0…\n{wrapped(' '.join(tail) or text[-LINE:], LINES - 1)}"


def labels(names: Mapping[str, str]) -> dict[str, str]:
    r"""A label for every id; no two different names get the same one as far as three lines allow.

    >>> labels({"a": "Poradnia (PPP)", "b": "Druga poradnia (PPP)", "c": "Straż (SM)"})
    {'a': 'Poradnia (PPP)', 'b': 'Druga poradnia\n(PPP)', 'c': 'SM'}
    """
    short = {id: abbreviation(name) for id, name in names.items()}
    uses = Counter(short.values())
    found = {
        id: wrapped(name if own is None or uses[own] > 1 else own)
        for id, name in names.items()
        for own in [short[id]]
    }
    alike = Counter(found.values())
    return {
        id: ending(names[id]) if alike[label] > 1 and "…" in label else label
        for id, label in found.items()
    }


def label_size(label: str) -> tuple[float, float]:
    """Width and height of a label in pixels, estimated without a font.

    >>> label_size("MOPS")
    (27.6, 15.0)
    """
    lines = label.split("\n")
    return max(map(len, lines)) * CHARACTER_WIDTH, len(lines) * LINE_HEIGHT
