"""Every text of the product: one catalogue in gettext files, and the rules of each language.

A translator edits the files of ``locale``, each entry's id being the key that the code asks for.
"""

from graph.text.catalogue import entry, has, keys
from graph.text.language import LANGUAGES, Language
from graph.text.localizer import Localizer

__all__ = ["LANGUAGES", "Language", "Localizer", "entry", "has", "keys"]
