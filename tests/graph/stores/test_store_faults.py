"""What breaks around a store, in short; the scripts in tests/faults do the same at full size."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from faults.disk_full import fill, small_disk
from faults.kill_imports import clear, kill_workers, killed_server
from faults.operations import carry_out, standing
from faults.random_operations import run
from graph.errors import StoreDamaged, StoreLocked, StoreUnavailable
from graph.stores import archive_beside, embedded, embedded_file, open_store
from graph.stores.rebuild import rebuild

pytestmark = pytest.mark.faults


def test_workers_killed_while_importing_lose_and_halve_nothing(tmp_path):
    figures = kill_workers(str(tmp_path), kills=3, seed=11)
    assert figures.wrong == ()
    assert figures.operations >= 3


def test_a_server_killed_while_it_is_sent_imports_loses_and_halves_nothing(tmp_path):
    killed = partial(killed_server, tmp_path)
    figures = kill_workers(str(tmp_path), kills=1, seed=13, killed=killed)
    assert figures.wrong == ()
    assert figures.operations >= 1


@pytest.mark.neo4j
def test_clients_of_a_server_killed_while_importing_lose_and_halve_nothing(neo4j_peer):
    clear(neo4j_peer)
    figures = kill_workers(neo4j_peer.address, neo4j_peer.password, kills=2, seed=12)
    clear(neo4j_peer)
    assert figures.wrong == ()


@pytest.mark.parametrize("end", ["killed", "room"])
def test_a_full_disk_loses_and_halves_nothing(end):
    with ExitStack() as stack:
        try:
            folder, limited = stack.enter_context(small_disk()), False
        except (subprocess.CalledProcessError, OSError):
            folder, limited = Path(stack.enter_context(tempfile.TemporaryDirectory())), True
        outcome = fill(folder, end, limited=limited)
    assert outcome.wrong == ""
    assert outcome.read_on
    assert outcome.acknowledged >= 2
    told = "its file cannot be read or written" if limited else "no room is left on the disk"
    assert set(outcome.refusals) == {told}


def test_a_write_is_refused_before_the_disk_is_full(tmp_path, monkeypatch):
    store = open_store(data=tmp_path)
    carry_out(store, 1)
    free = embedded.shutil.disk_usage(tmp_path)._replace(free=40 << 20)
    monkeypatch.setattr(embedded.shutil, "disk_usage", lambda _: free)
    carry_out(store, 2)
    monkeypatch.setattr(embedded.shutil, "disk_usage", lambda _: free._replace(free=31 << 20))
    with pytest.raises(StoreUnavailable, match="no room is left on the disk"):
        carry_out(store, 3)
    assert standing(store, 2) == 2
    store.close()


def test_a_second_process_is_told_which_one_holds_the_store(tmp_path):
    store = open_store(data=tmp_path)
    code = "import sys; from pathlib import Path; from graph.stores import open_store\n"
    code += "open_store(data=Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tmp_path)]
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"{tmp_path / 'store.lbug'} is in use by process {os.getpid()}" in second.stderr
    # In one process the engine itself would not notice.
    with pytest.raises(StoreLocked, match="in use by this process"):
        open_store(data=tmp_path)
    store.close()
    open_store(data=tmp_path).close()


def test_readers_beside_a_writer_and_checkpoints_see_no_wrong_cell(tmp_path):
    figures = run(tmp_path, operations=25, seed=5)
    assert (figures.different, sum(figures.operations.values())) == (0, 25)
    assert figures.cells > 1000


def test_a_log_whose_end_was_cut_off_is_noticed_where_it_held_something(tmp_path):
    """As after a power cut that the disk's own memory did not survive."""
    data = tmp_path / "data"
    log = data / "store.lbug.wal"
    # The log is moved into the file now and then: go on until it holds the last operation.
    worker = (
        "import os, sys; from pathlib import Path; from faults.operations import carry_out\n"
        "from graph.stores import open_store\n"
        "store, log, last = open_store(data=Path(sys.argv[1])), Path(sys.argv[2]), 0\n"
        "while last < 2 or not log.exists():\n"
        "    last += 1; carry_out(store, last)\n"
        "print(last, flush=True); os._exit(0)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", worker, str(data), str(log)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    last = int(ended.stdout)
    whole = log.read_bytes()
    log.write_bytes(whole[:-10])
    with pytest.raises(StoreDamaged, match=r"partnership|was kept"):
        open_store(data=data)
    file = embedded_file(data=data)
    rebuild(file, archive_beside(file))
    store = open_store(data=data)
    assert standing(store, last) == last
    store.close()
