"""Scenes, texts, colours, highlights and pages, without a browser."""

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import combinations
from math import isfinite
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.gaps import find_gaps, gaps_document
from graph.packages import read_package
from graph.snapshot import snapshot_of
from random_partnerships import snapshots
from visualizations.assets import BASE, SCRIPTS, asset_files, asset_url, policy_source
from visualizations.compose import difference_scene, partnership_scene
from visualizations.groups import groups
from visualizations.highlights import difference, gap_highlights, route_highlights
from visualizations.page import Links, pyvis_network, view_html, view_parts
from visualizations.palette import COLOURS, LOOKS, NEUTRAL, RAMP, marks
from visualizations.scene import radius
from visualizations.svg import scene_svg
from visualizations.wording import word, words

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "seed" / "jarzebin-slaski"
AS_OF = date(2026, 6, 30)
NASTY = '</script><img src=x onerror=alert(1)> "quoted" \' & {{ 7 * 7 }} <b>Żółć</b>'


@pytest.fixture(scope="module")
def demo():
    return snapshot_of(read_package(DEMO).package, AS_OF)


@pytest.fixture(scope="module")
def scene(demo):
    return partnership_scene(demo)


@pytest.fixture(scope="module")
def shown_gaps(demo):
    return {one.id: one for one in gap_highlights(gaps_document(demo, find_gaps(demo)), demo)}


def data_of(page):
    """The data block of a page."""
    block = re.search(r'<script type="application/json" id="kv-data">(.*?)</script>', page, re.DOTALL)
    return json.loads(block[1])


# --- scenes


def test_demo_scene_shows_every_institution_and_tie(demo, scene):
    assert [node.id for node in scene.nodes] == list(demo.institutions)
    assert {(edge.a, edge.b) for edge in scene.edges} == set(demo.ties)
    assert sum(not edge.live for edge in scene.edges) == 3
    assert {edge.dashes for edge in scene.edges if not edge.live} == {(2, 5)}


def test_non_members_are_hollow_and_only_they(demo, scene):
    hollow = {node.id for node in scene.nodes if node.hollow}
    assert hollow == set(demo.institutions) - set(demo.members)
    assert len(hollow) == 11


def test_legend_counts_what_is_drawn(scene):
    for trait, entries in scene.scales.items():
        assert sum(entry.count for entry in entries) == len(scene.nodes)
        for entry in entries:
            assert entry.count == sum(getattr(node, trait) == entry.key for node in scene.nodes)
    assert scene.legend == scene.scales["area"]
    looks = {entry.key: (entry.colour, entry.shape) for entry in scene.legend}
    assert all((node.colour, node.shape) == looks[node.area] for node in scene.nodes)


def test_sizes_follow_the_measure(scene):
    ranked = sorted(scene.nodes, key=lambda node: node.values["betweenness"])
    assert [node.size for node in ranked] == sorted(node.size for node in scene.nodes)
    assert ranked[-1].id == "I01"
    assert ranked[-1].values["betweenness"] == pytest.approx(0.721, abs=0.001)


def test_an_undefined_measure_gets_the_smallest_mark():
    assert radius(None, 2.0) == radius(0.0, 2.0) < radius(0.1, 2.0)


def test_equal_sizes_and_other_colours(demo):
    plain = partnership_scene(demo, size_by="", colour_by="level")
    assert len({node.size for node in plain.nodes}) == 1
    assert {node.colour for node in plain.nodes if node.level == "gmina"} == {plain.legend[0].colour}


def test_members_only(demo):
    drawn = partnership_scene(demo, members_only=True)
    assert {node.id for node in drawn.nodes} == set(demo.members)


def test_layers(demo):
    workers = partnership_scene(demo, layer="workers")
    assert {node.id for node in workers.nodes} == set(demo.workers)
    assert {(edge.a, edge.b) for edge in workers.edges} == set(demo.worker_pairs)
    cases = partnership_scene(demo, layer="cases")
    assert {(edge.a, edge.b) for edge in cases.edges} == set(demo.shared_families)


def test_small_numbers_of_families_are_not_told(demo):
    told = {edge.families for edge in partnership_scene(demo, layer="cases").edges}
    assert told == {"mniej niż 5"}
    widths = {edge.width for edge in partnership_scene(demo, layer="cases").edges}
    assert len(widths) == 1
    exact = partnership_scene(demo, layer="cases", exact_counts=True)
    assert {edge.families for edge in exact.edges} <= {"1", "2", "3", "4"}


def test_no_family_id_reaches_a_page(demo, shown_gaps):
    layers = [
        partnership_scene(demo, layer=layer, highlights=tuple(shown_gaps.values()))
        for layer in ("institutions", "workers", "cases")
    ]
    page = view_html(layers, self_contained=False)
    assert not any(re.search(rf"\b{family}\b", page) for family in demo.families)


def test_texts_are_polish_unless_english_is_asked_for(demo, scene):
    assert "Stan na: 30 czerwca 2026" in scene.subtitle
    assert "Lider: Miejski Ośrodek Pomocy Społecznej (MOPS)." in scene.notes
    english = partnership_scene(demo, lang="en")
    assert "As of: 30 June 2026" in english.subtitle
    assert {node.kind for node in english.nodes} != {node.kind for node in scene.nodes}
    page = view_html(english)
    assert '<html lang="en">' in page
    assert "Cooperation network: Jarzębin Śląski" in page


def test_labels_name_every_institution_differently(scene):
    labels = [node.label for node in scene.nodes]
    assert len(set(labels)) == len(labels)
    assert {"MOPS", "PCPR", "MOSiR"} <= set(labels)
    assert max(len(label.split("\n")) for label in labels) <= 3


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(snapshots(), st.sampled_from(["institutions", "workers", "cases"]), st.booleans())
def test_any_partnership_can_be_drawn(snapshot, layer, members_only):
    drawn = partnership_scene(snapshot, layer=layer, members_only=members_only)
    ids = {node.id for node in drawn.nodes}
    assert all({edge.a, edge.b} <= ids and edge.a < edge.b for edge in drawn.edges)
    assert all(isfinite(node.x) and isfinite(node.y) for node in drawn.nodes)
    assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.nodes)
    document = ElementTree.fromstring(scene_svg(drawn))
    texts = "".join(document.itertext())
    assert all(node.name in texts for node in drawn.nodes)
    columns = data_of(view_html(drawn, self_contained=False))["scenes"][0]["nodes"]
    assert columns["id"] == [node.id for node in drawn.nodes]


# --- highlights


def test_a_bridge_is_drawn_with_what_it_cuts_off(demo, shown_gaps):
    bridge = shown_gaps["bridge:I01~I19"]
    assert [(edge.a, edge.b, edge.state) for edge in bridge.edges] == [("I01", "I19", "witness")]
    assert dict(bridge.nodes) == {"I01": "witness", "I19": "witness", "I18": "apart", "I20": "apart"}
    drawn = partnership_scene(demo, highlight=bridge)
    assert {node.id for node in drawn.nodes if node.state} == {"I01", "I18", "I19", "I20"}
    assert [(edge.a, edge.b) for edge in drawn.edges if edge.state] == [("I01", "I19")]
    assert drawn.selected == "bridge:I01~I19"


def test_a_missing_tie_is_drawn_beside_the_path_there_is(shown_gaps):
    missing = shown_gaps["missing_tie:I01~I10"]
    assert {(edge.a, edge.b): edge.state for edge in missing.edges} == {
        ("I01", "I10"): "missing",
        ("I01", "I02"): "witness",
        ("I02", "I10"): "witness",
    }


def test_every_gap_of_an_institution_can_be_shown(demo, shown_gaps):
    document = gaps_document(demo, find_gaps(demo))
    with_institutions = {gap["id"] for gap in document["gaps"] if gap["institutions"]}
    assert with_institutions <= set(shown_gaps)
    for gap in document["gaps"]:
        if gap["id"] in shown_gaps:
            named = {id for id, _ in shown_gaps[gap["id"]].nodes}
            assert set(gap["institutions"]) <= named
            assert shown_gaps[gap["id"]].text


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(snapshots())
def test_highlights_stay_on_the_map_and_tell_ties_from_missing_ones(snapshot):
    for one in gap_highlights(gaps_document(snapshot, find_gaps(snapshot)), snapshot):
        assert {id for id, _ in one.nodes} <= set(snapshot.institutions)
        for edge in one.edges:
            assert (edge.state == "witness") == (edge.pair in snapshot.live_ties)


def test_routes_are_numbered_steps():
    items = [{"path": ["I01", "I19", "I20"]}, {"path": ["I01", "I32"]}, {"path": ["I28"]}]
    shown = route_highlights({"baskets": [{"rank": 2, "items": items, "explanation": "Najbliżej."}]})[0]
    assert shown.title == "Koszyk nr 2"
    assert {(edge.a, edge.b): edge.order for edge in shown.edges} == {
        ("I01", "I19"): 1,
        ("I19", "I20"): 2,
        ("I01", "I32"): 1,
    }
    assert dict(shown.nodes) == dict.fromkeys(["I20", "I28", "I32"], "route")


def what_if(demo):
    """I13 joins and gets a tie with the leader, the tie I01–I19 ends, I17 leaves the map."""
    institutions = {id: one for id, one in demo.institutions.items() if id != "I17"}
    institutions["I13"] = replace(institutions["I13"], membership="member")
    model = demo.ties["I01", "I11"]
    kept = {pair: tie for pair, tie in demo.ties.items() if "I17" not in pair and pair != ("I01", "I19")}
    kept["I01", "I13"] = replace(model, pair=("I01", "I13"))
    return demo.replace(institutions=institutions, ties=dict(sorted(kept.items())))


def test_a_difference_shows_what_comes_and_what_goes(demo):
    after = what_if(demo)
    shown = difference(demo, after)
    assert dict(shown.nodes) == {"I13": "added", "I17": "lost"}
    assert {(edge.a, edge.b): edge.state for edge in shown.edges} == {
        ("I01", "I13"): "added",
        ("I01", "I19"): "lost",
        ("I01", "I17"): "lost",
    }
    assert "Dochodzi: Szkoła Podstawowa nr 5 (Zatorze);" in shown.text
    drawn = difference_scene(demo, after)
    before = partnership_scene(demo)
    assert drawn.positions == before.positions
    assert {edge.state for edge in drawn.edges} == {"", "added", "lost"}


def test_states_differ_without_colour():
    looks = [(look.dashes, look.sign) for state, look in LOOKS.items() if state != "route"]
    assert len(set(looks)) == len(looks)


# --- colours and texts


def luminance(colour):
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast_with_white(colour):
    return 1.05 / (luminance(colour) @ [0.2126, 0.7152, 0.0722] + 0.05)


# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def lab(linear):
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.072175],
            [0.0193339, 0.119192, 0.9503041],
        ]
    )
    xyz = to_xyz @ np.clip(linear, 0, 1) / [0.95047, 1.0, 1.08883]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_marks_stand_out_from_the_paper():
    assert all(contrast_with_white(colour) >= 3.0 for colour in (*COLOURS, NEUTRAL, *RAMP))
    assert all(contrast_with_white(look.colour) >= 4.5 for look in LOOKS.values())


@pytest.mark.parametrize("visibility", SIGHT)
def test_area_colours_differ_for_every_visibility(visibility):
    seen = [lab(np.array(SIGHT[visibility]) @ luminance(colour)) for colour in (*COLOURS, NEUTRAL)]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 16


def test_marks_differ_in_shape_too():
    found = marks(["a", "b", "c", "d", "e", ""])
    assert len({mark.shape for mark in found.values()}) == 6
    many = marks([str(number) for number in range(30)])
    assert len(set(many.values())) == 31


def sources():
    room = ROOT / "visualizations"
    files = [*room.glob("*.py"), *room.glob("static/*.js"), *room.glob("templates/*.j2")]
    return {path: path.read_text(encoding="utf-8") for path in files}


def test_every_used_text_exists():
    everything = "\n".join(sources().values())
    whole = set(re.findall(r"""(?:\bt\(|w\[|word\(\w+(?:\.\w+)?, )["']([a-z_.]+)["']""", everything))
    assert whole <= set(words("pl")), whole - set(words("pl"))


# --- groups


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=4), st.tuples(*[st.sampled_from("xyz")] * 3), max_size=60
    ),
    st.integers(1, 20),
)
def test_groups_are_a_partition_by_traits(traits, readable):
    found = groups(traits, readable)
    assert list(found) == list(traits)
    for one, other in combinations(traits, 2):
        if traits[one] == traits[other]:
            assert found[one] == found[other]
    for key in set(found.values()):
        members = [id for id, group in found.items() if group == key]
        # A large group is either alike in all traits or a rest of small parts.
        if len(members) > readable and not key.endswith("*"):
            assert len({traits[id][1:] for id in members}) == 1


# --- pages


class Page(HTMLParser):
    """Every tag with its attributes, and the text of scripts and styles."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.inline = {"script": [], "style": []}
        self._open = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in self.inline:
            self._open = (tag, dict(attrs))

    def handle_endtag(self, tag):
        if self._open and self._open[0] == tag:
            self._open = None

    def handle_data(self, data):
        if self._open:
            self.inline[self._open[0]].append((self._open[1], data))


LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction"}


def loaded(page):
    """Addresses that a browser would ask for."""
    found = [value for _, attributes in page.tags for key, value in attributes.items() if key in LOADING]
    found += [attributes["href"] for tag, attributes in page.tags if tag == "link"]
    for _, text in page.inline["style"]:
        found += re.findall(r"url\(|@import", text)
    return found


@pytest.mark.parametrize("self_contained", [True, False])
def test_a_page_asks_no_other_host(scene, self_contained):
    page = Page(view_html(scene, self_contained=self_contained))
    addresses = loaded(page)
    if self_contained:
        assert addresses == []
    else:
        assert addresses
        assert all(address.startswith(f"{BASE}/") for address in addresses)


@pytest.mark.parametrize("self_contained", [True, False])
def test_a_page_has_no_inline_handlers_and_no_style_attributes(scene, self_contained):
    page = Page(view_html(scene, self_contained=self_contained))
    for tag, attributes in page.tags:
        assert not [key for key in attributes if key.startswith("on") or key == "style"], tag


def test_a_served_page_keeps_to_the_policy(scene):
    page = Page(view_html(scene, self_contained=False))
    assert page.inline["style"] == []
    kinds = [attributes.get("type") for attributes, text in page.inline["script"] if text.strip()]
    assert kinds == ["application/json"]


def test_the_policy_of_a_downloaded_page_allows_its_own_scripts_only(scene):
    page = Page(view_html(scene))
    policy = next(a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a)
    scripts = [text for attributes, text in page.inline["script"] if "type" not in attributes]
    assert len(scripts) == len(SCRIPTS) + 1
    assert all(policy_source(text) in policy for text in scripts)
    assert policy_source(page.inline["style"][0][1]) in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_names_cannot_become_markup(demo):
    named = {id: replace(one, name=f"{NASTY} {id}") for id, one in demo.institutions.items()}
    nasty = demo.replace(institutions=named, partnership=replace(demo.partnership, id="p", name=NASTY))
    gaps = gap_highlights(gaps_document(nasty, find_gaps(nasty)), nasty)
    drawn = partnership_scene(nasty, highlights=gaps, highlight=gaps[0])
    links = Links(back=("/x?a=1&b=<2>", NASTY), download='/d"><script>', institution="/i/{id}")
    for whole in (False, True):
        text = view_html(drawn, self_contained=whole, links=links)
        page = Page(text)
        assert not [tag for tag, _ in page.tags if tag in {"img", "b"}]
        assert sum(tag == "script" for tag, _ in page.tags) == len(SCRIPTS) + 2
        assert data_of(text)["scenes"][0]["nodes"]["name"][0] == f"{NASTY} I01"


def test_view_parts_fit_another_page(scene):
    parts = view_parts(scene, links=Links(back=("/p", "Przegląd")), assets="/pliki")
    assert parts.body.lstrip().startswith('<div class="kv"')
    assert all(url.startswith("/pliki/") for url in (*parts.styles, *parts.scripts))
    assert '<a href="/p">← Przegląd</a>' in parts.body


def test_assets_exist_and_their_addresses_follow_their_content():
    for name, path in asset_files().items():
        assert path.is_file()
        assert re.fullmatch(rf"{BASE}/{re.escape(name)}\?v=[0-9a-f]{{12}}", asset_url(name))


def test_the_pyvis_network_is_fixed_and_has_no_blank_labels(demo):
    nameless = demo.replace(
        institutions={id: replace(one, name="") for id, one in demo.institutions.items()}
    )
    network = pyvis_network(partnership_scene(nameless))
    nodes, edges, *_, options = network.get_network_data()
    assert network.directed
    assert json.loads(options)["physics"] == {"enabled": False}
    assert {node["label"] for node in nodes} == {" "}
    assert len(edges) == len(demo.ties)


def test_pyvis_is_imported_in_one_file():
    importing = [
        path.name for path, text in sources().items() if re.search(r"(from|import) pyvis", text)
    ]
    assert importing == ["page.py"]


def test_scripts_never_write_markup():
    for path, text in sources().items():
        if path.suffix == ".js":
            assert not re.search(
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text
            ), path


def test_svg_names_its_content(scene):
    document = ElementTree.fromstring(scene_svg(scene))
    space = "{http://www.w3.org/2000/svg}"
    assert document.find(f"{space}title").text == word("pl", "title", name="Jarzębin Śląski")
    assert "Lider:" in document.find(f"{space}desc").text
    assert len(document.findall(f".//{space}g/{space}title")) == len(scene.nodes)
