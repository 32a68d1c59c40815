"""Partnership packages (pakiet partnerstwa): read with every problem named, written without loss."""

from graph.packages.export import graphml_bytes, json_bytes
from graph.packages.reading import Reading, checked, read_package, read_package_bytes
from graph.packages.templates import EXAMPLE, first_template_bytes, template_bytes, template_csv_bytes
from graph.packages.territory_names import names_within
from graph.packages.words import problem_text_pl
from graph.packages.write import PackageKind, package_bytes, write_package
from graph.text import Language

__all__ = [
    "EXAMPLE",
    "Language",
    "PackageKind",
    "Reading",
    "checked",
    "first_template_bytes",
    "graphml_bytes",
    "json_bytes",
    "names_within",
    "package_bytes",
    "problem_text_pl",
    "read_package",
    "read_package_bytes",
    "template_bytes",
    "template_csv_bytes",
    "write_package",
]
