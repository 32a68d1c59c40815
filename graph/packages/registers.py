"""Numbers of public registers in their one written form."""

import re
from typing import Final

from graph.packages.words import Words

_BETWEEN: Final = re.compile(r"[\s.\-]+")
#: How many digits a number may have; a register that counts on has none.
_LENGTHS: Final = {"regon": (9, 14), "krs": (10,), "rpwdl": (12,), "rspo": ()}

EXPECTED: Final = {
    "regon": Words("a REGON of 9 or 14 digits", "numer REGON: 9 albo 14 cyfr"),
    "krs": Words("a KRS number of 10 digits", "numer KRS: 10 cyfr"),
    "rpwdl": Words("an RPWDL number of at most 12 digits", "numer księgi RPWDL: najwyżej 12 cyfr"),
    "rspo": Words("an RSPO number, digits only", "numer RSPO: same cyfry"),
}


def register_number(register: str, text: str) -> str | None:
    """A number of a register with the zeros that a spreadsheet may have taken away.

    Parameters
    ----------
    register
        ``regon``, ``krs``, ``rpwdl`` or ``rspo``.
    text
        What somebody wrote.

    Returns
    -------
    str or None
        Its digits alone; ``None`` where it is no number of the register.

    Examples
    --------
    >>> register_number("krs", "123456"), register_number("regon", "240 000 021")
    ('0000123456', '240000021')
    >>> register_number("rspo", "100001"), register_number("regon", "12") is None
    ('100001', True)
    """
    digits = _BETWEEN.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        return None
    lengths = _LENGTHS[register]
    if not lengths or len(digits) in lengths:
        return digits
    if register == "regon":  # its first digits say the region, at most one of them is a zero
        return f"0{digits}" if len(digits) + 1 in lengths else None
    return digits.zfill(lengths[0]) if len(digits) < lengths[0] else None
