"""The network view in a real Chromium: drawn, filtered, used by keyboard, saved, read by axe."""

import json
import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from graph.gaps import find_gaps, gaps_document
from graph.packages import read_package
from graph.snapshot import pair_of, snapshot_of
from seed.generator import GENERATED_BY, generated_package
from visualizations.assets import BASE, asset_files
from visualizations.compose import difference_scene, partnership_scene
from visualizations.highlights import gap_highlights
from visualizations.page import view_html

pytestmark = pytest.mark.browser

DEMO = Path(__file__).parents[2] / "seed" / "jarzebin-slaski"
POLICY = "default-src 'self'"
NASTY = '</script><img src=x onerror="window.hacked=1"> <b onclick=window.hacked=1>{{ 7*7 }}</b> href'


@pytest.fixture(scope="module")
def demo():
    return snapshot_of(read_package(DEMO).package, date(2026, 6, 30))


@pytest.fixture(scope="module")
def shown_gaps(demo):
    return gap_highlights(gaps_document(demo, find_gaps(demo)), demo)


@pytest.fixture(scope="module")
def scenes(demo, shown_gaps):
    marks = {"institutions": shown_gaps, "cases": shown_gaps, "workers": ()}
    return [partnership_scene(demo, layer=layer, highlights=marks[layer]) for layer in marks]


@pytest.fixture(scope="module")
def demo_file(scenes, tmp_path_factory):
    path = tmp_path_factory.mktemp("view") / "view.html"
    path.write_text(view_html(scenes), encoding="utf-8")
    return path.as_uri()


@contextmanager
def opened(browser, address, *, width=1280, height=900, **how):
    """A page that has drawn; at the end nothing may have been logged or asked from elsewhere."""
    context = browser.new_context(viewport={"width": width, "height": height}, **how)
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto(address)
        page.wait_for_selector("[data-ready]", timeout=20_000)
        yield page
        assert said == []
        allowed = urlsplit(address)
        other = [url for url in asked if urlsplit(url).netloc != allowed.netloc]
        assert [url for url in other if not url.startswith("blob:")] == []
        if allowed.scheme == "file":
            assert {url.partition("#")[0] for url in asked} == {address.partition("#")[0]}
    finally:
        context.close()


def status(page):
    return page.inner_text('[data-kv="status"]')


def caption(page, name="nodes"):
    return page.inner_text(f'[data-kv="table-{name}"] caption')


def drawn(page):
    """What the script draws: mark, radius and colours by id, and lines by id."""
    return page.evaluate(
        """() => {
            const { drawing } = KView.now();
            return {
                nodes: Object.fromEntries(drawing.nodes.map((node) => [node.id, node])),
                edges: Object.fromEntries(drawing.edges.map((edge) => [edge.id, edge])),
                bows: drawing.bows.map((bow) => [bow.from.id, bow.to.id]),
                growth: drawing.growth,
            };
        }"""
    )


def settle(page):
    page.wait_for_timeout(350)


# --- drawn


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_the_demo_is_drawn(browser, demo_file, width, height):
    with opened(browser, demo_file, width=width, height=height) as page:
        assert status(page) == "Na rysunku: instytucje: 38, więzi: 77."
        colours = page.evaluate(
            """() => {
                const canvas = KView.drawing.canvas();
                const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                const found = new Set();
                for (let at = 0; at < data.length; at += 4) found.add(data.slice(at, at + 3).join());
                return [...found];
            }"""
        )
        for entry in ((47, 134, 208), (196, 98, 10), (22, 121, 79), (75, 63, 160), (106, 44, 112)):
            assert ",".join(map(str, entry)) in colours
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


def test_every_label_of_the_demo_is_shown_on_a_wide_screen(browser, demo_file, scenes):
    with opened(browser, demo_file) as page:
        shown = page.evaluate("KView.now().drawing.labels")
        assert {node.id for node in scenes[0].nodes} <= set(shown)


def test_the_script_draws_what_the_scene_says(browser, demo, tmp_path):
    for size_by, colour_by in (("betweenness", "area"), ("degree", "level"), ("", "membership")):
        scene = partnership_scene(demo, size_by=size_by, colour_by=colour_by)
        path = tmp_path / "view.html"
        path.write_text(view_html(scene), encoding="utf-8")
        with opened(browser, path.as_uri()) as page:
            found = drawn(page)
            for node in scene.nodes:
                mark = found["nodes"][node.id]
                assert mark["size"] == pytest.approx(node.size * found["growth"], abs=0.02)
                assert mark["shape"] == node.shape
                assert mark["color"]["background" if not node.hollow else "border"] == node.colour
                assert (mark["color"]["background"] == "#FFFFFF") == node.hollow
            for edge in scene.edges:
                line = found["edges"][f"{edge.a}~{edge.b}"]
                assert (line["dashes"] or []) == list(edge.dashes)


def test_the_served_page_keeps_to_the_policy(browser, scenes, tmp_path):
    names = asset_files()

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path):
            name = urlsplit(path).path
            if name.startswith(f"{BASE}/"):
                return str(names[name.removeprefix(f"{BASE}/")])
            return str(tmp_path / "index.html")

        def end_headers(self):
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, *_):
            pass

    (tmp_path / "index.html").write_text(view_html(scenes, self_contained=False), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        with opened(browser, f"http://127.0.0.1:{server.server_port}/siec") as page:
            assert status(page) == "Na rysunku: instytucje: 38, więzi: 77."
            page.hover('[data-kv="canvas"]')
            page.click('[data-kv="table-nodes"] tbody button >> nth=0')
            with page.expect_download():
                page.click('[data-kv-tool="svg"]')
            with page.expect_download():
                page.click('[data-kv-tool="png"]')
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_names_stay_text(browser, demo, tmp_path):
    named = {id: replace(one, name=f"{NASTY} {id}") for id, one in demo.institutions.items()}
    nasty = demo.replace(institutions=named, partnership=replace(demo.partnership, name=NASTY))
    gaps = gap_highlights(gaps_document(nasty, find_gaps(nasty)), nasty)
    path = tmp_path / "nasty.html"
    path.write_text(
        view_html(partnership_scene(nasty, highlights=gaps, highlight=gaps[0])), encoding="utf-8"
    )
    with opened(browser, path.as_uri()) as page:
        page.click('[data-kv="table-nodes"] tbody button >> nth=0')
        x, y = page.evaluate(
            """() => {
                const { items } = KView.now().drawing;
                const spot = KView.drawing.onScreen(items.find((item) => item.id === "I01"));
                return [spot.x, spot.y];
            }"""
        )
        page.mouse.move(x, y)
        settle(page)
        assert NASTY in page.inner_text('[data-kv="hint"]')
        assert NASTY in page.inner_text('[data-kv="details"] h2')
        assert NASTY in page.inner_text("h1")
        page.select_option("#kv-mark", gaps[1].id)
        page.fill("#kv-search", "img src=x")
        settle(page)
        with page.expect_download() as download:
            page.click('[data-kv-tool="svg"]')
        ElementTree.parse(download.value.path())
        assert page.evaluate("document.querySelectorAll('.kv img, .kv b').length") == 0
        assert page.evaluate("window.hacked") is None


# --- used


def test_the_table_holds_the_same_as_the_scene(browser, demo_file, scenes):
    scene = scenes[0]
    with opened(browser, demo_file) as page:
        assert caption(page) == "Instytucje. Pokazane: 38 z 38"
        assert caption(page, "edges") == "Więzi. Pokazane: 77 z 77"
        page.click('[data-kv="table-edges"] > button')
        rows = page.evaluate(
            """() => ["nodes", "edges"].map((name) =>
                [...document.querySelectorAll(`[data-kv="table-${name}"] tbody tr`)].map((row) =>
                    [row.dataset.id, ...[...row.children].map((cell) => cell.textContent)]))"""
        )
        nodes = {row[0]: row for row in rows[0]}
        names = {node.id: node.name for node in scene.nodes}
        for node in scene.nodes:
            row = nodes[node.id]
            assert row[1:3] == [node.name, node.kind]
            assert row[6] == str(node.degree)
            told = float(row[7].replace(",", "."))
            assert told == pytest.approx(node.values["betweenness"], abs=0.0005)
        edges = {row[0]: row for row in rows[1]}
        assert len(edges) == len(scene.edges)
        for edge in scene.edges:
            row = edges[f"{edge.a}~{edge.b}"]
            assert row[1] == f"{names[edge.a]} – {names[edge.b]}"
            assert float(row[2].replace(",", ".")) == edge.strength
            assert row[5] == ("tak" if edge.confirmed else "nie")


def test_filters_by_keyboard_and_the_link_that_keeps_them(browser, demo_file, scenes):
    with opened(browser, demo_file) as page:
        page.focus('input[name="area"][value="edukacja"]')
        page.keyboard.press("Space")
        settle(page)
        kept = [node for node in scenes[0].nodes if node.area != "edukacja"]
        assert page.evaluate("document.activeElement.value") == "edukacja"
        assert caption(page) == f"Instytucje. Pokazane: {len(kept)} z 38"
        assert set(drawn(page)["nodes"]) == {node.id for node in kept}
        page.select_option("#kv-strength", "4")
        page.uncheck('input[name="form"][value="statutory"]')
        ids = {node.id for node in kept}
        ties = [
            edge
            for edge in scenes[0].edges
            if {edge.a, edge.b} <= ids and edge.strength >= 4 and edge.formalisation != "statutory"
        ]
        settle(page)
        assert set(drawn(page)["edges"]) == {f"{edge.a}~{edge.b}" for edge in ties}
        link = page.url
    with opened(browser, link) as page:
        assert caption(page) == f"Instytucje. Pokazane: {len(kept)} z 38"
        assert set(drawn(page)["edges"]) == {f"{edge.a}~{edge.b}" for edge in ties}
        page.click('[data-kv="reset"]')
        settle(page)
        assert "#" not in page.url
        assert caption(page) == "Instytucje. Pokazane: 38 z 38"


def test_a_link_to_what_is_gone_still_opens(browser, demo_file):
    gone = "#focus=I77&pick=I88&mark=bridge%3AX&size=fame&colour=taste&collapse=mood&steps=99&layer=moon"
    with opened(browser, demo_file + gone) as page:
        assert status(page) == "Na rysunku: instytucje: 38, więzi: 77."


def test_search_without_diacritics(browser, demo_file):
    with opened(browser, demo_file) as page:
        page.fill("#kv-search", "zlobek miej")
        settle(page)
        assert page.inner_text('[data-kv="found"]') == "Znalezione: 1"
        assert caption(page) == "Instytucje. Pokazane: 1 z 38"
        page.keyboard.press("Enter")
        settle(page)
        assert page.inner_text('[data-kv="details"] h2') == "Żłobek Miejski"


def test_the_surroundings_of_one_institution(browser, demo_file, demo):
    near = {"I19"} | {id for pair in demo.live_ties if "I19" in pair for id in pair}
    with opened(browser, demo_file) as page:
        page.fill("#kv-focus", "Szpital Powiatowy")
        page.keyboard.press("Tab")
        settle(page)
        assert set(drawn(page)["nodes"]) == near == {"I01", "I18", "I19", "I20"}
        page.select_option("#kv-steps", "2")
        settle(page)
        two = near | {id for pair in demo.live_ties if near & set(pair) for id in pair}
        assert set(drawn(page)["nodes"]) == two


def test_collapse_by_area_and_open_one_by_keyboard(browser, demo_file, scenes):
    with opened(browser, demo_file) as page:
        page.select_option("#kv-collapse", "area")
        settle(page)
        assert set(drawn(page)["nodes"]) == {f"group:{entry.key}" for entry in scenes[0].legend}
        assert "Grupy: 6." in status(page)
        page.focus('input[name="open"][value="zdrowie"]')
        page.keyboard.press("Space")
        settle(page)
        inside = {node.id for node in scenes[0].nodes if node.area == "zdrowie"}
        assert inside <= set(drawn(page)["nodes"])
        assert "group:zdrowie" not in drawn(page)["nodes"]
        assert page.evaluate("document.activeElement.value") == "zdrowie"


def test_choosing_a_gap_draws_its_witness(browser, demo_file, shown_gaps):
    missing = next(one for one in shown_gaps if one.id == "missing_tie:I01~I10")
    with opened(browser, demo_file) as page:
        page.select_option("#kv-mark", missing.id)
        settle(page)
        assert page.inner_text('[data-kv="mark-title"]') == missing.title
        assert page.inner_text('[data-kv="mark-text"]') == missing.text
        found = drawn(page)
        assert [pair_of(*ends) for ends in found["bows"]] == [("I01", "I10")]
        marked = [edge for id, edge in found["edges"].items() if id.startswith("mark:")]
        assert {pair_of(edge["from"], edge["to"]) for edge in marked} == {("I01", "I02"), ("I02", "I10")}
        assert found["nodes"]["I25"]["color"]["border"] == "#D5DAE0"
        assert "brak bieżącego kontaktu" in page.inner_text('[data-kv="legend"]')
        assert "mark=missing_tie" in page.url


def test_every_highlight_can_be_drawn(browser, demo_file, shown_gaps):
    with opened(browser, demo_file) as page:
        titles = page.evaluate(
            """() => [...document.querySelectorAll("#kv-mark option")].slice(1).map((option) => {
                const select = option.closest("select");
                select.value = option.value;
                select.dispatchEvent(new Event("change"));
                return KView.part("mark-title").textContent;
            })"""
        )
        assert titles == [one.title for one in shown_gaps]


def test_a_difference_is_told_by_line_pattern_too(browser, demo, tmp_path):
    ties = {pair: tie for pair, tie in demo.ties.items() if pair != ("I01", "I19")}
    ties["I01", "I13"] = replace(demo.ties["I01", "I11"], pair=("I01", "I13"))
    scene = difference_scene(demo, demo.replace(ties=dict(sorted(ties.items()))))
    path = tmp_path / "what-if.html"
    path.write_text(view_html(scene), encoding="utf-8")
    with opened(browser, path.as_uri()) as page:
        lines = {
            pair_of(edge["from"], edge["to"]): edge
            for id, edge in drawn(page)["edges"].items()
            if id.startswith("mark:")
        }
        assert lines["I01", "I13"]["dashes"] != lines["I01", "I19"]["dashes"]
        signs = page.evaluate("KView.now().drawing.badges.map((badge) => badge.text)")
        assert sorted(signs) == ["+", "−"]
        legend = page.inner_text('[data-kv="legend"]')
        assert "+ dochodzi" in legend
        assert "− ubywa" in legend


def test_layers_can_be_switched(browser, demo_file, demo):
    with opened(browser, demo_file) as page:
        page.select_option("#kv-layer", "workers")
        settle(page)
        assert set(drawn(page)["nodes"]) == set(demo.workers)
        assert caption(page) == "Pracownicy. Pokazane: 80 z 80"
        page.select_option("#kv-layer", "cases")
        settle(page)
        assert "mniej niż 5" in page.inner_text('[data-kv="table-edges"]')


def test_size_and_colour_by_any_measure(browser, demo_file, scenes):
    with opened(browser, demo_file) as page:
        for measure in scenes[0].measures:
            page.select_option("#kv-size", measure.key)
            page.select_option("#kv-colour", measure.key)
            legend = page.inner_text('[data-kv="legend"]')
            assert f"Wielkość: {measure.label}" in legend
            assert f"Kolor i kształt: {measure.label}" in legend
        settle(page)
        header = page.inner_text('[data-kv="table-nodes"] thead')
        assert scenes[0].measures[-1].label in header


def test_sorting_keeps_the_keyboard_focus(browser, demo_file):
    with opened(browser, demo_file) as page:
        page.focus('[data-kv="table-nodes"] thead th:nth-child(7) button')
        page.keyboard.press("Enter")
        settle(page)
        head = page.locator('[data-kv="table-nodes"] thead th:nth-child(7)')
        assert head.get_attribute("aria-sort") == "descending"
        assert "pośrednictwo" in page.evaluate("document.activeElement.textContent")
        first = page.inner_text('[data-kv="table-nodes"] tbody tr:nth-child(1)')
        assert first.startswith("Miejski Ośrodek Pomocy Społecznej (MOPS)")


def test_the_drawing_can_be_moved_by_keyboard(browser, demo_file):
    with opened(browser, demo_file, reduced_motion="reduce") as page:
        place = (
            "(() => { const spot = KView.drawing.onScreen({ x: 0, y: 0 }); return [spot.x, spot.y]; })()"
        )
        before = page.evaluate(place)
        page.focus('[data-kv-tool="right"]')
        page.keyboard.press("Enter")
        page.wait_for_timeout(60)  # reduced motion: at once
        assert page.evaluate(place)[0] == pytest.approx(before[0] - 120, abs=2)
        page.focus('[data-kv-tool="fit"]')
        page.keyboard.press("Enter")
        page.wait_for_timeout(60)
        assert page.evaluate(place) == pytest.approx(before, abs=2)


def test_the_skip_link_leads_to_the_tables_and_keeps_the_state(browser, demo_file):
    with opened(browser, f"{demo_file}#size=degree") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Przejdź do tabeli"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "kv-tables"
        assert page.url.endswith("#size=degree")


def test_a_large_network_starts_with_groups(browser, tmp_path):
    snapshot = snapshot_of(generated_package(1200), GENERATED_BY)
    scene = partnership_scene(snapshot, measures={}, size_by="")
    path = tmp_path / "large.html"
    path.write_text(view_html(scene), encoding="utf-8")
    with opened(browser, path.as_uri()) as page:
        found = drawn(page)["nodes"]
        assert set(found) == {f"group:{key}" for key in scene.groups}
        key = min(scene.groups)
        page.evaluate(
            """(id) => {
                const item = KView.now().drawing.items.find((one) => one.id === id);
                const spot = KView.drawing.onScreen(item);
                window.spot = [spot.x, spot.y];
            }""",
            f"group:{key}",
        )
        page.mouse.click(*page.evaluate("window.spot"))
        settle(page)
        inside = {node.id for node in scene.nodes if node.group == key}
        assert inside <= set(drawn(page)["nodes"])


# --- saved and read


def test_saved_pictures(browser, demo_file, scenes, tmp_path):
    with opened(browser, demo_file) as page:
        with page.expect_download() as png:
            page.click('[data-kv-tool="png"]')
        assert png.value.suggested_filename == "kooperacje-jarzebin-slaski.png"
        assert Path(png.value.path()).read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
        with page.expect_download() as svg:
            page.click('[data-kv-tool="svg"]')
        document = ElementTree.parse(svg.value.path()).getroot()
        texts = " ".join(" ".join(document.itertext()).split())
        assert "Sieć współpracy: Jarzębin Śląski" in texts
        for node in scenes[0].nodes:
            assert " ".join(node.label.replace("\n", " ").split()) in texts
        for entry in scenes[0].legend:
            assert f"{entry.label}: {entry.count}" in texts


def test_without_scripts_there_is_a_drawing(browser, demo_file):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_file)
    assert page.locator("noscript svg[role=img]").count() == 1
    assert "Filtry, wyszukiwanie" in page.inner_text("noscript p")
    context.close()


@pytest.mark.parametrize(
    ("width", "height", "state"),
    [
        (1280, 900, ""),
        (390, 844, "#mark=bridge%3AI01~I19&pick=I19"),
        (1280, 900, "#layer=workers&collapse=area&q=peda"),
    ],
)
def test_axe_finds_nothing(browser, demo_file, width, height, state):
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, demo_file + state, width=width, height=height) as page:
        if width < 1000:
            page.click("summary")
        rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
        found = Axe().run(page, options=rules).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []


def test_on_paper_all_rows_are_printed_and_no_controls(browser, demo_file):
    with opened(browser, demo_file) as page:
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        settle(page)
        assert page.locator('[data-kv="table-edges"] tbody tr').count() == 77
        assert not page.is_visible('[data-kv="panel"]')
        assert not page.is_visible(".kv-tools")
        assert page.is_visible('[data-kv="legend"]')
        assert page.is_visible('[data-kv="canvas"] canvas')


def test_the_data_block_is_what_the_script_reads(demo_file):
    text = Path(urlsplit(demo_file).path).read_text(encoding="utf-8")
    block = re.search(r'id="kv-data">(.*?)</script>', text, re.DOTALL)
    document = json.loads(block[1])
    assert [scene["layer"] for scene in document["scenes"]] == ["institutions", "cases", "workers"]
