"""The static files of a view: our style sheet and scripts, and vis-network as pyvis packages it."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

STYLE: Final = "network.css"
LIBRARY: Final = "vis-network.min.js"
#: In the order in which they build on each other.
SCRIPTS: Final = (
    *("data.js", "state.js", "filter.js", "labels.js", "drawing.js"),
    *("controls.js", "tables.js", "details.js", "save.js", "main.js"),
)
#: Where the web interface serves them.
BASE: Final = "/static/view"


@cache
def asset_files() -> Mapping[str, Path]:
    """Name to file of every static asset of a served view."""
    own = Path(str(files("visualizations").joinpath("static")))
    library = Path(str(files("pyvis").joinpath("templates", "lib", "vis-9.1.2", LIBRARY)))
    return {STYLE: own / STYLE, LIBRARY: library, **{name: own / name for name in SCRIPTS}}


@cache
def asset_text(name: str) -> str:
    """The text of an asset, for a page that holds everything inline."""
    text = asset_files()[name].read_text(encoding="utf-8")
    # A developer console would ask for the source map, which the package does not hold.
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "")


@cache
def asset_url(name: str, base: str = BASE) -> str:
    """The address of an asset below ``base``; it changes with the content, so caches may keep it."""
    return f"{base}/{name}?v={sha256(asset_files()[name].read_bytes()).hexdigest()[:12]}"


def policy_source(text: str) -> str:
    """The source expression that lets a content security policy pass exactly this inline text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
