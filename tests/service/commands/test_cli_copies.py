"""Copies that are encrypted: only the holder of the key opens them, and nothing of them lies about."""

from __future__ import annotations

import json
import stat

import pytest

from graph.records.kinds import MEETING
from graph.stores import open_store
from graph.stores.backup import write_backup
from graph.stores.encryption import encrypting, new_key
from graph.stores.records import read_of
from kept_samples import FAMILY, HERE, work_on


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The data folder of a closed store with everything in it."""
    folder = tmp_path_factory.mktemp("copies") / "data"
    work_on(open_store(data=folder)).close()
    return folder


@pytest.fixture
def key(run, tmp_path):
    """A new key: its public part, and the file of its secret part."""
    file = tmp_path / "klucz.txt"
    code, out, err = run("backup-key", "-o", file)
    assert (code, "poza tym komputerem" in err) == (0, True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    return out.strip(), file


def test_an_encrypted_copy_is_opened_by_its_key_alone_and_comes_back_whole(run, data, key, tmp_path):
    public, secret = key
    other, _ = new_key()
    copy, fresh = tmp_path / "kopia.age", tmp_path / "fresh"
    words = ("backup", "-o", copy, "--recipient", other, "--recipient", public, "--json")
    code, out, _ = run(*words, data=data)
    assert (code, json.loads(out)["recipients"]) == (0, [other, public])
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    held = copy.read_bytes()
    assert held.startswith(b"age-encryption.org/v1\n")
    assert not any(said in held for said in (b"PK\x03\x04", b"manifest", FAMILY.encode(), HERE.encode()))

    code, _, err = run("restore", copy, data=fresh)
    assert (code, "--identity" in err) == (1, True)
    code, _, err = run("restore", copy, "--identity", copy, data=fresh)
    assert (code, "AGE-SECRET-KEY" in err) == (2, True)
    wrong = tmp_path / "obcy.txt"
    wrong.write_text(new_key()[1])
    code, _, err = run("restore", copy, "--identity", wrong, data=fresh)
    assert (code, "Tej kopii nie otwiera" in err) == (1, True)
    assert run("restore", copy, "--identity", secret, data=fresh)[0] == 0
    store = open_store(data=fresh)
    assert read_of(store, MEETING, HERE)
    store.close()
    # Nothing of the open copy stays behind.
    assert not [path for path in fresh.rglob("*.zip") if path.parent.parent.name != "packages"]


def test_a_damaged_encrypted_copy_restores_nothing(run, data, key, tmp_path):
    public, secret = key
    copy, fresh = tmp_path / "kopia.age", tmp_path / "fresh"
    assert run("backup", "-o", copy, "--recipient", public, data=data)[0] == 0
    whole = copy.read_bytes()
    middle = len(whole) // 2
    for harmed in (
        whole[:-1],
        whole[:middle],
        whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        whole + b"x",
    ):
        copy.write_bytes(harmed)
        code, out, err = run("restore", copy, "--identity", secret, data=fresh)
        assert (code, out, "Tej kopii nie otwiera" in err) == (1, "", True)
    assert [path.name for path in fresh.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("given", ["age1xyz", "klucz"])
def test_what_is_no_public_key_is_refused_before_anything_is_written(run, data, tmp_path, given):
    copy = tmp_path / "kopia.age"
    code, out, err = run("backup", "-o", copy, "--recipient", given, data=data)
    assert (code, out) == (2, "")
    assert given in err
    assert "klucz publiczny (age1…)" in err
    assert not copy.exists()


def test_a_secret_key_given_for_a_public_one_is_not_repeated(run, data, tmp_path):
    secret = new_key()[1]
    code, _, err = run("backup", "-o", tmp_path / "kopia.age", "--recipient", secret, data=data)
    assert code == 2
    assert "klucz publiczny (age1…)" in err
    assert secret not in err


def test_a_key_is_not_written_over_another(run, key):
    _, file = key
    before = file.read_bytes()
    assert run("backup-key", "-o", file)[0] == 1
    assert file.read_bytes() == before


def test_a_disk_that_is_full_at_the_last_byte_is_told(tmp_path):
    """The library loses the error of its last write; the copy would be cut short in silence."""

    class Full:
        def write(self, data):
            raise OSError(28, "No space left on device")

        def flush(self):
            """Nothing is left to write."""

    with pytest.raises(OSError, match="No space"), encrypting(Full(), [new_key()[0]]) as stream:
        stream.write(b"few bytes")


def test_an_encrypted_copy_that_fails_leaves_the_one_before(embedded_store, tmp_path):
    file = tmp_path / "kopia.age"
    file.write_bytes(b"the one before")
    with pytest.raises(OSError, match="extra"):
        write_backup(
            work_on(embedded_store),
            file,
            made_at="",
            product="",
            extras={"extra": tmp_path / "no extra"},
            recipients=[new_key()[0]],
        )
    assert file.read_bytes() == b"the one before"
    assert list(tmp_path.glob(".*")) == []
