"""Make ``docs/screenshots``: every registered page of the running product, wide and narrow.

Run with ``.venv/bin/python docs/make_screenshots.py [NAME ...]``; names choose pages, none: all.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import service.pages  # noqa: E402, F401  # registers the pages
from browser import chromium_running, opened, running_product  # noqa: E402
from service.pages.registry import pages  # noqa: E402

WIDTHS = (1280, 390)
#: Longer pages are cut, so that the files stay small.
TALLEST = 3200


def main(names: set[str], folder: Path = ROOT / "docs" / "screenshots") -> None:
    """Start the product, open each page, save what it looks like."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        running_product(Path(data)) as product,
        chromium_running() as browser,
    ):
        for page in pages():
            if names and page.name not in names:
                continue
            for number, sample in enumerate(page.samples, 1):
                for width in WIDTHS:
                    file = folder / f"{page.name}{'' if number == 1 else f'-{number}'}-{width}.png"
                    with opened(browser, product, sample, width=width) as shown:
                        shown.wait_for_load_state("networkidle")
                        if shown.query_selector(".kv"):
                            shown.wait_for_selector(".kv[data-ready]")
                        tall = shown.evaluate("document.documentElement.scrollHeight")
                        clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)}
                        shown.screenshot(path=file, full_page=True, clip=clip)
                    print(file.relative_to(ROOT), f"{file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
