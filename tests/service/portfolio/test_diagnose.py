"""Every partnership diagnosed: the same gaps whoever works them out; a killed process loses nothing."""

import json
import os
import signal
from multiprocessing import active_children

import pyarrow.parquet as pq
import pytest

from doors import FAR_PACKAGE, HERE
from graph.gaps import find_gaps
from graph.gaps.thresholds import Thresholds
from graph.portfolio import OfferIndex, surroundings_of
from graph.portfolio.diagnosis import Work
from graph.stores import import_package
from seed.many import made_packages
from service.portfolio.diagnose import diagnose_all
from service.portfolio.shares import Failed, in_processes, in_this_process
from service.runtime import Runtime, today
from service.settings import Settings

MADE = [made.package for made in made_packages(3, seed=3)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory, demo_package):
    folder = tmp_path_factory.mktemp("diagnose")
    runtime = Runtime(Settings(data=folder))
    for package in (demo_package, FAR_PACKAGE, *MADE[:1]):
        import_package(runtime.store, package)
    runtime.close()
    return folder


def test_the_command_writes_what_the_gaps_of_each_partnership_are(run, filled, tmp_path):
    out = tmp_path / "out"
    code, said, err = run("diagnose", "--all", "--workers", 1, "-o", out, "--json", data=filled)
    assert (code, err) == (0, "")
    summary = json.loads(said)
    assert summary == json.loads((out / "summary.json").read_text())
    rows = pq.read_table(out / "gaps.parquet").to_pylist()
    assert (summary["partnerships"], summary["failed"], summary["workers"]) == (3, 0, 1)
    assert summary["gaps"] == len(rows)
    runtime = Runtime(Settings(data=filled))
    expected = [
        (id, gap.id, gap.severity, list(gap.institutions), gap.families)
        for id in (one.id for one in runtime.library.partnerships(today()))
        for gap in find_gaps(runtime.snapshot(id))
    ]
    runtime.close()
    columns = ("partnership", "id", "severity", "institutions", "families")
    assert [tuple(row[name] for name in columns) for row in rows] == expected
    measures = {
        (row["partnership"], row["institution"]): row
        for row in pq.read_table(out / "measures.parquet").to_pylist()
    }
    assert measures[HERE, "I01"]["degree"] == 26
    assert measures[HERE, "I01"]["betweenness"] == pytest.approx(0.72, abs=0.005)
    assert measures[FAR_PACKAGE.partnership.id, "B1"]["degree"] is None
    assert sorted(path.name for path in out.iterdir()) == [
        *("gaps.parquet", "measures.parquet", "summary.json")
    ]
    # In other processes, a second time over the same files.
    first = (out / "gaps.parquet").read_bytes()
    assert run("diagnose", "--all", "--workers", 2, "-o", out)[0] == 0
    assert (out / "gaps.parquet").read_bytes() == first


def test_the_command_says_what_it_needs(run, filled, tmp_path):
    assert run("diagnose", "-o", tmp_path, data=filled)[0] == 2
    assert run("diagnose", "--all", "-o", tmp_path, "--dask", "tcp://x:1", "--workers", 2)[0] == 2
    assert run("diagnose", "--all")[0] == 2


def works():
    index = OfferIndex(())
    return [
        Work(package, today(), index.near(surroundings_of(package)), Thresholds())
        for package in MADE * 4
    ]


def test_the_share_of_a_killed_process_is_done_again():
    expected = list(in_this_process(works()))
    found = []
    before = set(active_children())
    for outcome in in_processes(works(), 2):
        found.append(outcome)
        if len(found) == 1:
            for child in set(active_children()) - before:
                os.kill(child.pid, signal.SIGKILL)
    assert found == expected


def test_one_that_cannot_be_worked_out_is_named_and_the_others_are_done():
    good, bad = works()[0], works()[1]
    broken = Work(bad.package, bad.day, bad.offers, None)  # no limits to find gaps by
    for outcomes in (in_this_process([good, broken, good]), in_processes([good, broken, good], 1)):
        first, second, third = outcomes
        assert first == third
        assert isinstance(second, Failed)
        assert second.id == bad.id


def test_a_dask_cluster_gives_the_same(filled, tmp_path):
    distributed = pytest.importorskip("distributed")
    from service.portfolio.shares import on_dask

    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        found = list(on_dask(works()[:2], cluster.scheduler_address))
    assert found == list(in_this_process(works()[:2]))


@pytest.mark.neo4j
def test_both_engines_give_the_same_bytes(embedded_store, neo4j_store, tmp_path, demo_package):
    found = []
    for number, store in enumerate((embedded_store, neo4j_store)):
        order = (demo_package, FAR_PACKAGE, MADE[0])
        for package in order if number else reversed(order):
            import_package(store, package)
        runtime = Runtime(Settings(data=tmp_path / f"{number}"))
        runtime._store = store
        diagnose_all(runtime, today(), in_this_process, tmp_path / f"out{number}")
        found.append((tmp_path / f"out{number}" / "gaps.parquet").read_bytes())
    assert found[0] == found[1]
