"""How long a network view takes: on the server, and until a reader can use it in Chromium.

    python benchmarks/views.py                          38, 300, 1,500 and 5,000 institutions
    python benchmarks/views.py --sizes 300 --rounds 7   one size, more rounds
    python benchmarks/views.py --patience 300           wait longer for the rival

Server: seconds of processor time for the measures, for the scene (places, colours, texts) and for
the page; bytes of the self-contained page and of what a served page transfers beside its cached
assets (gzip). Browser: milliseconds from opening the file until it answers to the reader, on the
same machine, ours and the rival in turn.

The rival is pyvis as its manual shows it: one ``add_node`` and ``add_edge`` after the other, physics
on, everything in line, ``generate_html``. It can be used when vis-network says that it has settled,
for until then a bar hides the drawing. Its request to another host is answered with an error at
once, so the network does not slow it. A round that does not settle within the patience counts as
that long, so a ratio marked with ">" is a lower bound.
"""

import argparse
import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from playwright.sync_api import Browser, Page, Route, sync_playwright
from playwright.sync_api import TimeoutError as TooLong
from pyvis.network import Network as PlainNetwork

from graph.snapshot import Snapshot, snapshot_of
from seed.generator import GENERATED_BY, generated_package
from visualizations.compose import partnership_scene
from visualizations.page import view_html
from visualizations.scene import Scene
from visualizations.values import measured

SIZES = (38, 300, 1500, 5000)
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")

# pyvis keeps its network in a global variable; this notices when it is set and when it has settled.
NOTICE_SETTLED = """
(() => {
  let held;
  const settled = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.settledAt = window.settledAt || performance.now();
  }));
  Object.defineProperty(window, "network", {
    configurable: true,
    get: () => held,
    set: (value) => {
      held = value;
      value.once("stabilizationIterationsDone", settled);
      value.once("stabilized", settled);
    },
  });
})();
"""


def plain_pyvis(scene: Scene) -> tuple[str, float]:
    """The rival's page of the same network, and the seconds it took to make."""
    start = process_time()
    network = PlainNetwork(cdn_resources="in_line")
    for node in scene.nodes:
        network.add_node(node.id, label=node.label, size=node.size, color=node.colour, title=node.name)
    for edge in scene.edges:
        network.add_edge(edge.a, edge.b, value=edge.strength)
    return network.generate_html(), process_time() - start


def seconds(call, *arguments, **named):
    """What a call returns, and the processor seconds it took (the second call: nothing is loaded)."""
    call(*arguments, **named)
    start = process_time()
    found = call(*arguments, **named)
    return found, process_time() - start


def ours_ready(page: Page, patience: float) -> float:
    """When our page says that it answers; its policy forbids scripts made of text, even ours."""
    page.wait_for_selector("[data-ready]", state="attached", timeout=patience * 1000)
    return float(page.get_attribute("[data-ready]", "data-ready") or 0)


def rival_ready(page: Page, patience: float) -> float:
    """When the rival's network has settled."""
    return float(page.wait_for_function("window.settledAt", timeout=patience * 1000).json_value())


def local_only(route: Route) -> None:
    """Let files through and nothing else."""
    if route.request.url.startswith("file:"):
        route.continue_()
    else:
        route.abort()


def opening(
    browser: Browser, path: Path, ready: Callable[[Page, float], float], patience: float
) -> float:
    """Milliseconds until the page can be used; the patience where it cannot be by then."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.route("**/*", local_only)
    if ready is rival_ready:
        page.add_init_script(NOTICE_SETTLED)
    try:
        page.goto(path.as_uri(), wait_until="commit", timeout=patience * 1000)
        return ready(page, patience)
    except TooLong:
        return patience * 1000
    finally:
        context.close()


def one_size(browser: Browser, folder: Path, size: int, rounds: int, patience: float) -> None:
    snapshot: Snapshot = snapshot_of(generated_package(size), GENERATED_BY)
    start = process_time()
    values = measured(snapshot.network())
    measuring = process_time() - start
    scene, composing = seconds(partnership_scene, snapshot, measures=values)
    page, writing = seconds(view_html, scene)
    served, _ = seconds(view_html, scene, self_contained=False)
    rival, rival_writing = plain_pyvis(scene)
    print(f"\n{size} institutions, {len(scene.edges)} ties")
    print(f"  server   measures {measuring:7.2f} s   scene {composing:6.2f} s   page {writing:6.2f} s")
    print(f"           pyvis one by one, generate_html: {rival_writing:6.2f} s")
    print(
        f"  bytes    self-contained {len(page.encode()):>10,}   "
        f"served {len(served.encode()):>10,} (gzip {len(gzip.compress(served.encode())):>9,})   "
        f"pyvis {len(rival.encode()):>10,}"
    )
    ours, theirs = folder / f"ours{size}.html", folder / f"theirs{size}.html"
    ours.write_text(page, encoding="utf-8")
    theirs.write_text(rival, encoding="utf-8")
    own_times: list[float] = []
    rival_times: list[float] = []
    for turn in range(rounds):
        own_times.append(opening(browser, ours, ours_ready, patience))
        # One round of a rival that runs out of patience says all that more rounds would say.
        if turn == 0 or rival_times[-1] < patience * 1000:
            rival_times.append(opening(browser, theirs, rival_ready, patience))
    own, other = median(own_times), median(rival_times)
    bound = ">" if other >= patience * 1000 else " "
    print(
        f"  browser  ours {own:8.0f} ms   pyvis {bound}{other:8.0f} ms   ratio {bound}{other / own:6.1f}"
    )
    print(f"           ours {min(own_times):.0f} to {max(own_times):.0f}, rounds: {len(own_times)}")
    print(
        f"           pyvis {min(rival_times):.0f} to {max(rival_times):.0f}, rounds: {len(rival_times)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Time a network view on the server and in Chromium.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--patience", type=float, default=90.0, help="longest wait for one page, seconds"
    )
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        parser.exit(1, "no Chromium on this machine\n")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        print(f"Chromium {browser.version}")
        for size in given.sizes:
            one_size(browser, Path(folder), size, given.rounds, given.patience)
        browser.close()


if __name__ == "__main__":
    main()
