"""What the product is delivered with: libraries and licences, as a page and as a bill of materials.

    python docs/make_licences.py            writes docs/licences.md
    python docs/make_licences.py --sbom     prints the bill of materials (CycloneDX 1.6, JSON)

Both are read from what is installed, starting at the product's own requirements, so that tools which
only tests and checks need stay out.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from docs.licence_rules import reasons  # noqa: E402

PRODUCT = "kooperacje-3d-network"
PAGE = Path(__file__).with_name("licences.md")
_OPEN = "not decided"
_CLASSIFIER = "License :: OSI Approved :: "
#: A licence given as its whole text is shown by its first line only where that names it.
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Library:
    """A library that comes with the product, and what it needs itself."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]


def libraries(root: str = PRODUCT) -> list[Library]:
    """Every library that is installed because of ``root``, by name; ``root`` itself is first."""
    extras: dict[str, set[str]] = {}
    waiting = [(canonicalize_name(root), frozenset[str]())]
    while waiting:
        name, asked = waiting.pop()
        known = extras.get(name)
        if known is not None and asked <= known:
            continue
        extras[name] = (known or set()) | asked
        waiting += [
            (canonicalize_name(one.name), frozenset(one.extras))
            for one in _requirements(distribution(name), extras[name])
        ]
    first = canonicalize_name(root)
    return [
        _library(distribution(name), extras[name])
        for name in sorted(extras, key=lambda name: (name != first, name))
    ]


def licence_of(installed: Distribution) -> str:
    """The licence as its authors declare it; an SPDX expression where there is one.

    Where nothing is declared, the first line of the licence that comes with the library names it.
    """
    metadata = installed.metadata
    if expression := metadata.get("License-Expression"):
        return expression
    classified = [
        one.removeprefix(_CLASSIFIER)
        for one in metadata.get_all("Classifier") or ()
        if one.startswith(_CLASSIFIER)
    ]
    if classified:
        return "; ".join(classified)
    text = metadata.get("License") or ""
    for file in () if text else metadata.get_all("License-File") or ():
        text = text or installed.read_text(f"licenses/{file}") or ""
    lines = text.strip().splitlines()
    return lines[0] if lines and len(lines[0]) <= _LONGEST_NAME else "not declared"


def page(found: list[Library]) -> str:
    """The list as Markdown."""
    rows = "\n".join(
        f"| {one.name} | {one.version} | {one.licence} | {'; '.join(reasons(one.licence) or [_OPEN])} |"
        for one in found
    )
    return (
        "# Libraries delivered with the product\n\n"
        "Made by `make licences` from what is installed on Linux with Python 3.11; licences as the\n"
        "authors declare them. Libraries are used unmodified, as separate packages. Why a licence goes\n"
        "with the EUPL-1.2 of the product is in `docs/licence_rules.py`; a test keeps others out.\n\n"
        f"| Library | Version | Licence | With the EUPL-1.2 |\n|---|---|---|---|\n{rows}\n"
    )


def bill_of_materials(found: list[Library]) -> str:
    """Product and libraries as CycloneDX, with who needs whom."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    licences = LicenseFactory()
    parts = {
        one.name: Component(
            name=one.name,
            version=one.version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{one.name}@{one.version}",
            purl=PackageURL("pypi", name=one.name, version=one.version),
            licenses=[licences.make_from_string(one.licence)] if one.licence != "not declared" else [],
        )
        for one in found[1:]
    }
    product = found[0]
    root = Component(
        name=product.name, version=product.version, type=ComponentType.APPLICATION, bom_ref=product.name
    )
    bom = Bom(components=parts.values())
    bom.metadata.component = root
    for one in found:
        bom.register_dependency(
            root if one is product else parts[one.name], [parts[name] for name in one.needs]
        )
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _library(installed: Distribution, extras: set[str]) -> Library:
    needs = {canonicalize_name(one.name) for one in _requirements(installed, extras)}
    name = canonicalize_name(installed.name)
    return Library(name, installed.version, licence_of(installed), tuple(sorted(needs)))


def _requirements(installed: Distribution, extras: set[str]) -> Iterator[Requirement]:
    """What an installed library needs here, with these of its extras."""
    for text in installed.requires or ():
        one = Requirement(text)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield one


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sbom", action="store_true", help="print the bill of materials instead")
    asked = parser.parse_args()
    try:
        found = libraries()
    except PackageNotFoundError as error:
        sys.exit(f"{error.name} is not installed; make setup-dev brings it")
    if asked.sbom:
        print(bill_of_materials(found))
    else:
        PAGE.write_text(page(found[1:]), encoding="utf-8")
        print(f"{PAGE}: {len(found) - 1} libraries")


if __name__ == "__main__":
    main()
