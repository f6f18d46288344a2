"""A municipality that can't be read stops nobody."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, typed
from region_help import region

from sheets_sync.region import engine, standing
from sheets_sync.region.reading import Answer, within


def states(done: Done) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in json.loads(done.out)["municipalities"]}


@pytest.mark.slow
def test_one_that_fails_is_a_row_with_a_sentence(tmp_path: Path):
    region(tmp_path, 3, faults=[1])
    (tmp_path / "районы" / "архив").mkdir()
    done = typed("region", "check", tmp_path, "--json")
    found = states(done)
    assert done.code == 1
    assert [one["read"] for one in found.values()] == [False, True, False, True]
    assert "workspace.toml" in found["архив"]["error"]
    assert "Консультации.xlsx" in found["район-01"]["error"]
    assert found["район-01"]["as_of"] is None
    assert found["район-00"] == {
        "name": "район-00", "read": True, "as_of": "2021-02-18", "error": None,
    }  # fmt: skip
    included = json.loads(done.out)["included"]["attendance"]
    assert included == {"in": 2, "of": 4, "earlier": 0}


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["gone", "toml", "no book"])
def test_every_kind_of_fault_is_a_sentence(tmp_path: Path, fault: str):
    region(tmp_path, 2)
    place = tmp_path / "районы" / "район-01"
    if fault == "gone":
        (place / "Посещаемость.xlsx").unlink()
    elif fault == "toml":
        (place / "workspace.toml").write_text("books = 5")
    else:
        (place / "Справочники.xlsx").write_bytes(b"PK\x03\x04 broken")
    found = states(typed("region", "check", tmp_path, "--json"))["район-01"]
    assert not found["read"]
    assert found["error"]
    assert "Traceback" not in found["error"]


@pytest.mark.slow
def test_a_book_named_after_a_tutor_is_not_named(tmp_path: Path):
    region(tmp_path, 1)
    place = tmp_path / "районы" / "район-00"
    (place / "тьюторы").mkdir()
    (place / "тьюторы" / "Барсукова Е.Л.xlsx").write_bytes(b"no book")
    file = place / "workspace.toml"
    file.write_text(file.read_text("utf-8").replace("books = [", 'books = ["тьюторы/*.xlsx", '))
    said = states(typed("region", "check", tmp_path, "--json"))["район-00"]["error"]
    assert "«тьюторы/*.xlsx»" in said
    assert "Барсукова" not in said
    with (tmp_path / "region.toml").open("a") as settings:
        settings.write("names = true\n")
    said = states(typed("region", "check", tmp_path, "--json"))["район-00"]["error"]
    assert "Барсукова" in said


def test_one_that_hangs_is_left_alone():
    import threading

    never = threading.Event()
    answer = within(0.05, lambda: Answer(error=str(never.wait(5))))
    never.set()
    assert "не уложилось" in answer.error


def test_without_the_extra_the_command_that_adds_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(standing, "connected", engine.connected)
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    region(tmp_path, 1)
    done = typed("region", "check", tmp_path)
    assert done.code == 2
    assert "pip install 'sheets-sync[region]'" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("words", [("check", "."), ("sync", "."), ("status", ".")])
def test_no_other_command_imports_dask(tmp_path: Path, words: tuple[str, ...]):
    region(tmp_path, 1)
    line = [sys.executable, "-X", "importtime", "-m", "sheets_sync", *words]
    run = subprocess.run(
        line, capture_output=True, text=True, check=False, cwd=tmp_path / "районы" / "район-00"
    )
    found = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if "|" in line}
    assert "sheets_sync.commands.commands" in found
    assert found & {"dask", "distributed", "sheets_sync.region.run"} == set()


@pytest.mark.slow
def test_a_copy_of_the_region_tells_the_same(tmp_path: Path):
    region(tmp_path / "а", 2)
    shutil.copytree(tmp_path / "а", tmp_path / "б")
    one, two = (
        json.loads(typed("region", "check", tmp_path / where, "--json").out) for where in "аб"
    )
    assert one["figures"] == two["figures"]
