"""Make ``docs/screenshots``: every registered page of the running product, wide and narrow.

Run with ``.venv/bin/python docs/make_screenshots.py [NAME ...]``; names choose pages, none: all.
"""

import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

import service.http.page_routes  # noqa: E402, F401  # registers the pages
from browser import chromium_running, opened, running_product  # noqa: E402
from service.access.entrance import SIGN_IN_PATH  # noqa: E402
from service.access.owner import OWNER  # noqa: E402
from service.access.policy import Grant  # noqa: E402
from service.pages.registry import pages  # noqa: E402

WIDTHS = (1280, 390)
#: Pages of one case, which stand in no menu.
_CASE = "/partnerstwa/jarzebin-slaski/sprawy/R01"
CASE_PAGES = {"case": _CASE, "case_sheet_family": f"{_CASE}/plan-pomocy", "case_gaps": f"{_CASE}/luki"}
#: Longer pages are cut, so that the files stay small.
TALLEST = 2600
#: Enough for our palette and smooth letters.
COLOURS = 96


def main(names: set[str], folder: Path = ROOT / "docs" / "screenshots") -> None:
    """Start the product, open each page, save what it looks like."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        running_product(Path(data)) as product,
        chromium_running() as browser,
    ):
        for name, path, grant in _shots():
            if names and name.partition("-")[0] not in names:
                continue
            for width in WIDTHS:
                file = folder / f"{name}-{width}.png"
                with opened(browser, product, path, width=width, grant=grant) as shown:
                    shown.wait_for_load_state("networkidle")
                    if shown.query_selector(".kv"):
                        shown.wait_for_selector(".kv[data-ready]")
                    tall = shown.evaluate("document.documentElement.scrollHeight")
                    clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)}
                    taken = BytesIO(shown.screenshot(full_page=True, clip=clip))
                picture = Image.open(taken).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
                picture.save(file, optimize=True)
                print(file.relative_to(ROOT), f"{file.stat().st_size // 1024} kB")


def _shots() -> Iterator[tuple[str, str, Grant | None]]:
    """Name, address and who looks, of everything to be shown."""
    yield "sign_in", SIGN_IN_PATH, None
    for name, path in CASE_PAGES.items():
        yield name, path, OWNER
    for page in pages():
        for number, sample in enumerate(page.samples, 1):
            yield page.name if number == 1 else f"{page.name}-{number}", sample, OWNER


if __name__ == "__main__":
    main(set(sys.argv[1:]))
