"""Bytes of a text file to text: the encoding is the one under which the text is Polish."""

import codecs
import re
from typing import Final, NamedTuple

_POLISH: Final = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
#: Signs and letters of neighbours that a Polish text may well hold.
_USUAL: Final = frozenset("„”“’‘‚–—…§°€«»•·×\u00a0éëöüäßÉÖÜÄáíčšžřůďťňľĺÁÍČŠŽŘŮô")
_FOREIGN: Final = re.compile("[^\x00-\x7f]")
_SINGLE_BYTES: Final = {
    "cp1250": "cp1250 (Windows)",
    "iso8859_2": "ISO-8859-2",
    "cp852": "cp852 (DOS)",
    "mac_latin2": "Mac CE",
}
#: A letter of a text that is UTF-8, as bytes; alone it proves that somebody wrote UTF-8.
_LETTER_OF_UTF8: Final = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
#: What an undecodable byte becomes, so that its cell can be named.
UNDECODED: Final = re.compile("[\udc80-\udcff]")
#: Bytes looked at to see whether every other one is zero.
_SAMPLE: Final = 4096
_MOST_UNUSUAL: Final = 0.1


class Decoded(NamedTuple):
    """A text with the name of its encoding; ``text`` is ``None`` where it is no text at all.

    Where the encodings are mixed the bytes that fit none are kept as :data:`UNDECODED` signs.
    """

    text: str | None
    encoding: str = "UTF-8"


def decoded(data: bytes) -> Decoded:
    r"""The text of a file.

    Parameters
    ----------
    data
        The whole file.

    Returns
    -------
    Decoded
        UTF-8 or UTF-16 where the bytes are that, else the single-byte encoding under which they are
        Polish words.

    Examples
    --------
    >>> decoded("Ośrodek".encode()).text, decoded("Łąka".encode("iso8859_2"))
    ('Ośrodek', Decoded(text='Łąka', encoding='ISO-8859-2'))
    >>> decoded("Łąka".encode("cp1250")).encoding, decoded(b"%PDF\0")
    ('cp1250 (Windows)', Decoded(text=None, encoding=''))
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), *_WIDE_MARKS):
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if (wide := _wide(data)) is not None:
        return _strict(data, wide)
    found = _strict(data, "utf-8")
    if found.text is None or not UNDECODED.search(found.text):
        return found
    if _LETTER_OF_UTF8.search(data) and _mostly_utf8(data):
        return found
    return _single_byte(data, found)


_WIDE_MARKS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def _strict(data: bytes, encoding: str) -> Decoded:
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    try:
        text = data.decode(encoding, "strict" if encoding != "utf-8" else "surrogateescape")
    except UnicodeDecodeError:
        return Decoded(None, "")
    return Decoded(None, "") if "\0" in text else Decoded(text, name)


def _wide(data: bytes) -> str | None:
    """Which UTF-16 the bytes are that carry no mark; ``None`` for anything else."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    for encoding, zeros, others in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if zeros.count(0) > half * 0.6 and others.count(0) == 0:
            return encoding
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether the letters of UTF-8 outnumber what cannot be UTF-8."""
    broken = len(UNDECODED.findall(data.decode("utf-8", "surrogateescape")))
    letters = len(_LETTER_OF_UTF8.findall(data))
    return letters >= broken and letters > 0


def _single_byte(data: bytes, otherwise: Decoded) -> Decoded:
    """The text under the encoding that makes it Polish."""
    best: Decoded | None = None
    most = 0.0
    for encoding, name in _SINGLE_BYTES.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = _FOREIGN.findall(text)
        polish = sum(sign in _POLISH for sign in foreign)
        unusual = sum(sign not in _POLISH and sign not in _USUAL for sign in foreign)
        score = polish - 3 * unusual + (0.5 if encoding == "cp1250" else 0)
        if unusual <= _MOST_UNUSUAL * len(foreign) and (best is None or score > most):
            best, most = Decoded(text, name), score
    return best if best and "\0" not in (best.text or "") else otherwise
