"""The terms of the glossary, in plain words; every term that a page links has an entry here."""

from typing import Final

from service.reference.glossary_terms.gaps import GAPS
from service.reference.glossary_terms.network import NETWORK
from service.reference.glossary_terms.partnership import PARTNERSHIP
from service.reference.glossary_terms.term import Term

__all__ = ["TERMS", "Term"]

#: By the name in a page's link; the groups stand on the page in the order of their first terms.
TERMS: Final[dict[str, Term]] = {**PARTNERSHIP, **NETWORK, **GAPS}
