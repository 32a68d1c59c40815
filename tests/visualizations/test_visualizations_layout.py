"""Places of a drawing: the same every time, little moved by little change, readable, quick."""

from dataclasses import replace
from datetime import date
from math import atan2, pi
from pathlib import Path
from random import Random
from time import process_time

import numpy as np
import pytest

from graph.model import Institution, TieReport
from graph.packages import read_package
from graph.snapshot import snapshot_of
from graph.vocabulary import AREAS
from visualizations.compose import partnership_scene
from visualizations.labels import label_size
from visualizations.layout import disc_layout, target_layout
from visualizations.relax import STRETCH

DEMO = Path(__file__).parents[2] / "seed" / "jarzebin-slaski"
AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="module")
def package():
    return read_package(DEMO).package


def drawn(package):
    return partnership_scene(snapshot_of(package, AS_OF), measures={})


@pytest.fixture(scope="module")
def scene(package):
    return drawn(package)


def moves(one, other):
    """Distance each common node moved, as a share of the picture's diagonal."""
    here, there = one.positions, other.positions
    common = sorted(set(here) & set(there))
    first, second = (np.array([places[id] for id in common]) for places in (here, there))
    diagonal = np.hypot(*np.ptp(first, axis=0))
    return np.hypot(*(first - second).T) / diagonal


def crowd(size, groups=40):
    """Many nodes in groups with ties within and between, made without chance."""
    random = Random(size)
    names = {f"n{row:05}": f"g{random.randrange(groups):02}" for row in range(size)}
    ids = sorted(names)
    return names, [tuple(sorted(random.sample(ids, 2))) for _ in range(4 * size)]


def test_the_order_of_rows_does_not_matter(package, scene):
    random = Random(1)
    mixed = {
        name: tuple(random.sample(getattr(package, name), len(getattr(package, name))))
        for name in ("institutions", "ties", "workers", "families")
    }
    assert drawn(replace(package, **mixed)).nodes == scene.nodes


def test_two_runs_give_the_same_places(package, scene):
    assert drawn(package).positions == scene.positions


def test_the_leader_stands_in_the_middle(scene):
    assert scene.positions["I01"] == (0.0, 0.0)


def test_every_area_is_a_sector(scene):
    wedges = {wedge.key: wedge for wedge in scene.wedges}
    assert [wedge.key for wedge in scene.wedges] == [*AREAS, ""]
    assert sum(wedge.last - wedge.first for wedge in scene.wedges) == pytest.approx(2 * pi)
    for node in scene.nodes:
        if node.id != "I01":
            wedge = wedges[node.area]
            middle = (wedge.first + wedge.last) / 2
            off = (atan2(node.y, node.x / STRETCH) - middle + pi) % (2 * pi) - pi
            assert abs(off) <= (wedge.last - wedge.first) / 2


def test_an_area_without_an_institution_keeps_its_sector(package):
    fewer = tuple(
        one for one in package.institutions if one.type_code not in {"DK", "BIB", "MOSIR", "KLUB"}
    )
    ids = {one.id for one in fewer}
    ties = tuple(tie for tie in package.ties if {tie.reporter_id, tie.partner_id} <= ids)
    kept = replace(
        package, institutions=fewer, ties=ties, workers=(), services=(), families=(), teams=()
    )
    scene = drawn(kept)
    assert "kultura_sport" in {wedge.key for wedge in scene.wedges}
    assert {entry.key: entry.count for entry in scene.legend}["kultura_sport"] == 0


def test_labels_of_the_demo_do_not_cover_each_other(scene):
    boxes = []
    for node in scene.nodes:
        wide, high = label_size(node.label)
        boxes.append((node.id, node.x, node.y + high / 2, max(wide, 34), high + 34))
    for row, (id, x, y, wide, high) in enumerate(boxes):
        for other, u, v, broad, tall in boxes[:row]:
            apart = abs(x - u) >= (wide + broad) / 2 or abs(y - v) >= (high + tall) / 2
            assert apart, (id, other)


def test_a_lost_tie_moves_little(package, scene):
    pairs = sorted({tuple(sorted((tie.reporter_id, tie.partner_id))) for tie in package.ties})
    found = []
    for pair in pairs[::8]:
        ties = tuple(t for t in package.ties if {t.reporter_id, t.partner_id} != set(pair))
        found.append(moves(scene, drawn(replace(package, ties=ties))))
    assert np.median(found) < 0.02
    assert np.mean(found) < 0.04
    assert max(np.median(one) for one in found) < 0.06


@pytest.mark.parametrize("type_code", ["SP", "POL", "DK", "SZP", "NGO"])
def test_a_new_institution_moves_little(package, scene, type_code):
    new = Institution("I99", "Nowa instytucja", type_code)
    tie = TieReport("I01", "I99", 3, "monthly")
    more = replace(package, institutions=(*package.institutions, new), ties=(*package.ties, tie))
    found = moves(scene, drawn(more))
    assert np.median(found) < 0.05
    assert np.mean(found) < 0.08


def test_known_places_are_kept(package, scene):
    new = Institution("I99", "Nowa instytucja", "SP")
    more = snapshot_of(replace(package, institutions=(*package.institutions, new)), AS_OF)
    kept = partnership_scene(more, measures={}, positions=scene.positions)
    assert {id: kept.positions[id] for id in scene.positions} == scene.positions
    assert kept.positions["I99"] not in scene.positions.values()


def test_discs_hold_their_groups_and_do_not_overlap():
    names, ties = crowd(1500)
    layout = disc_layout(names, ties)
    discs = {disc.key: disc for disc in layout.discs}
    for id, (x, y) in layout.positions.items():
        disc = discs[names[id]]
        assert np.hypot(x - disc.x, y - disc.y) <= disc.radius
    places = list(discs.values())
    for row, one in enumerate(places):
        for other in places[:row]:
            assert np.hypot(one.x - other.x, one.y - other.y) > 0.98 * (one.radius + other.radius)
    assert len(set(layout.positions.values())) == len(names)


def test_a_new_node_in_a_disc_moves_few():
    names, ties = crowd(1500)
    before = disc_layout(names, ties)
    after = disc_layout({**names, "x": "g07"}, ties)

    def inside(layout):
        middle = {disc.key: np.array([disc.x, disc.y]) for disc in layout.discs}
        return {id: np.array(layout.positions[id]) - middle[group] for id, group in names.items()}

    old, new = inside(before), inside(after)
    moved = [id for id in names if np.abs(new[id] - old[id]).max() > 0.3]
    assert len(moved) < 0.02 * len(names)


@pytest.mark.parametrize(("size", "seconds"), [(38, 0.6), (300, 3.0)])
def test_targets_are_quick(size, seconds):
    names, ties = crowd(size, groups=5)
    labels = {id: f"Instytucja {id}" for id in names}
    start = process_time()
    target_layout(labels, ties, names, sorted(set(names.values())), "n00000")
    assert process_time() - start < seconds


def test_5000_nodes_are_placed_in_a_blink():
    names, ties = crowd(5000, groups=60)
    disc_layout(names, ties)
    start = process_time()
    disc_layout(names, ties)
    assert process_time() - start < 0.6


def test_an_empty_drawing_has_no_places():
    assert target_layout({}, [], {}, [*AREAS]).positions == {}
