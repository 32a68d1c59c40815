"""Many packages with one command: none stops the others, and a second run passes over what is there."""

import json
import shutil

from package_samples import folder_of
from seed.many import write_packages


def test_a_bad_package_does_not_stop_the_rest_and_a_second_run_changes_nothing(run, tmp_path):
    folder, data = tmp_path / "many", tmp_path / "data"
    ids = list(write_packages(folder, 2, seed=3))
    folder_of(folder / "a-bad-one", {"institutions": "id,name,type_code\nI1,OPS,nic\nI1,SP,SP\n"})
    shutil.make_archive(str(folder / ids[1]), "zip", folder / ids[1])
    shutil.rmtree(folder / ids[1])

    code, out, err = run("import", "--all", folder, "--json", data=data)
    assert (code, out.count("\n")) == (2, 1)
    told = json.loads(out)
    assert (told["packages"], told["unchanged"]) == (3, 0)
    assert [one["partnership"] for one in told["imported"]] == ids
    (bad,) = told["refused"]
    assert bad["package"] == "a-bad-one"
    assert any("type_code" in problem for problem in bad["problems"])
    assert "[1/3] a-bad-one: nie wczytano" in err
    assert f"[2/3] {ids[0]}: wczytano" in err

    code, out, err = run("import", "--all", folder, "--json")
    again = json.loads(out)
    assert (code, again["unchanged"], again["imported"]) == (2, 2, [])
    shutil.rmtree(folder / "a-bad-one")
    code, out, _ = run("import", "--all", folder)
    assert (code, out) == (0, "Pakiety: 2. Wczytano: 0, bez zmian: 2, z błędami: 0.\n")
    code, out, _ = run("list", "--json")
    assert [one["id"] for one in json.loads(out)] == ids


def test_all_takes_a_folder_and_no_choices_for_a_single_file(run, tmp_path):
    (tmp_path / "one.csv").write_text("nazwa\nMOPS\n", encoding="utf-8")
    assert run("import", "--all", tmp_path / "one.csv", data=tmp_path / "data")[0] == 2
    assert run("import", "--all", tmp_path, "--dry-run", data=tmp_path / "data")[0] == 2
    (tmp_path / "empty").mkdir()
    code, out, _ = run("import", "--all", tmp_path / "empty", data=tmp_path / "data")
    assert (code, out) == (0, f"W katalogu {tmp_path / 'empty'} nie ma pakietów.\n")
