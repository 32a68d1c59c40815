"""The demo partnership as an ordinary package, cases of its families, and a generator of large ones."""

from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

DEMO_PARTNERSHIP: Final = "jarzebin-slaski"


def demo_package_path() -> Path:
    """Folder of the demo partnership (Jarzębin Śląski), installed beside this module.

    >>> (demo_package_path() / "institutions.csv").is_file()
    True
    """
    with as_file(files("seed").joinpath(DEMO_PARTNERSHIP)) as folder:
        return folder


def demo_cases_path() -> Path:
    """File of journals of the demo partnership: open cases, closed ones, and one just requested.

    >>> demo_cases_path().is_file()
    True
    """
    with as_file(files("seed").joinpath(f"{DEMO_PARTNERSHIP}-cases.json")) as file:
        return file


def demo_register_path() -> Path:
    """File of the demo partnership's register: barriers, recommendations, information flows.

    >>> demo_register_path().is_file()
    True
    """
    with as_file(files("seed").joinpath(f"{DEMO_PARTNERSHIP}-register.json")) as file:
        return file
