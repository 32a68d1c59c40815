"""Which licences of libraries go with the EUPL-1.2, under which the product is given away, and why.

The EUPL asks that what is built on it stays under the EUPL or a licence of its appendix. A library that
is used as it came, as a package of its own, has only to allow being passed on with a program under
another licence. A licence that is not here is not refused for ever: somebody has to read it first.
"""

import re
from typing import Final

PERMISSIVE: Final = "permissive: asks for its notice only"
OWN_FILES: Final = "in the appendix of the EUPL; covers its own files only, which are unchanged"
REPLACEABLE: Final = "in the appendix of the EUPL; used unmodified as a library that can be replaced"

#: SPDX id: why it goes with the EUPL-1.2.
COMPATIBLE: Final = {
    **dict.fromkeys(
        (
            *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD", "CC0-1.0", "ISC", "MIT"),
            *("PSF-2.0", "Python-2.0", "Unlicense", "Zlib"),
        ),
        PERMISSIVE,
    ),
    "MPL-2.0": OWN_FILES,
    "LGPL-2.1-or-later": REPLACEABLE,
    "LGPL-3.0-or-later": REPLACEABLE,
}
#: What authors write where they write no SPDX id.
_NAMES: Final = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd license": "BSD",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
    "isc license (iscl)": "ISC",
    "lgpl-2.0-or-later": "LGPL-2.1-or-later",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "the mit license (mit)": "MIT",
}


def licences_in(text: str) -> list[str]:
    """The licences that a library names, as SPDX ids where they are known.

    Parameters
    ----------
    text
        An SPDX expression, or names after semicolons.

    Returns
    -------
    list of str
        Those of a choice (``OR``) too.

    Examples
    --------
    >>> licences_in("MPL-2.0 AND (Apache-2.0 OR MIT)"), licences_in("BSD License; MIT License")
    (['MPL-2.0', 'Apache-2.0', 'MIT'], ['BSD', 'MIT'])
    """
    whole = _NAMES.get(text.casefold())
    if whole:
        return [whole]
    parts = re.split(r"\s+AND\s+|\s+OR\s+|\s+WITH\s+|;", text.replace("(A", "A"))
    names = [part.strip() if part.strip().casefold() in _NAMES else part.strip(" ()") for part in parts]
    return [_NAMES.get(name.casefold(), name) for name in names if name]


def reasons(text: str) -> list[str] | None:
    """Why a licence goes with the EUPL-1.2; ``None`` where one of its parts is not known to.

    >>> reasons("MIT OR Apache-2.0") == [PERMISSIVE], reasons("GPL-3.0-only"), reasons("MIT AND X")
    (True, None, None)
    """
    found = [COMPATIBLE.get(one) for one in licences_in(text)]
    if not found or None in found:
        return None
    return list(dict.fromkeys(one for one in found if one))
