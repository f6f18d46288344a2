"""What did not change is not read again; what can't be read now keeps its last good figures."""

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import typed
from region_help import desk, region

from sheets_sync.region import kept


def told(folder: Path, *words: str) -> dict[str, Any]:
    done = typed("region", *words, folder, "--json")
    assert not done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


@pytest.mark.slow
def test_only_who_changed_is_read_again(tmp_path: Path, without_a_cluster: list[str]):
    region(tmp_path, 3)
    first = told(tmp_path)
    assert sorted(without_a_cluster) == ["район-00", "район-01", "район-02"]
    without_a_cluster.clear()
    assert told(tmp_path)["figures"] == first["figures"]
    assert without_a_cluster == []
    desk(7).save(tmp_path / "районы" / "район-01", "today = 2021-02-18\n")
    assert told(tmp_path)["figures"] != first["figures"]
    assert without_a_cluster == ["район-01"]


@pytest.mark.slow
@pytest.mark.parametrize("change", ["workspace.toml", "today", "damaged"])
def test_what_figures_depend_on_is_read_again(
    tmp_path: Path, without_a_cluster: list[str], change: str
):
    region(tmp_path, 1)
    told(tmp_path)
    without_a_cluster.clear()
    words: tuple[str, ...] = ()
    if change == "workspace.toml":
        with (tmp_path / "районы" / "район-00" / "workspace.toml").open("a") as settings:
            settings.write("[rules]\noverdue_days = 9\n")
    elif change == "today":
        words = ("--today", "2021-01-20")
    else:
        for file in (tmp_path / ".sheets_sync" / "region").iterdir():
            file.write_text("[]")
    typed("region", tmp_path, *words)
    assert without_a_cluster == ["район-00"]


@pytest.mark.slow
def test_check_keeps_nothing(tmp_path: Path, without_a_cluster: list[str]):
    region(tmp_path, 1)
    told(tmp_path, "check")
    assert not (tmp_path / ".sheets_sync").exists()
    assert not [*tmp_path.glob("*.xlsx")]


@pytest.mark.slow
def test_the_last_good_figures_stay_with_their_day(tmp_path: Path, without_a_cluster: list[str]):
    region(tmp_path, 3)
    good = told(tmp_path)
    (tmp_path / "районы" / "район-01" / "Консультации.xlsx").write_bytes(b"no book")
    found = told(tmp_path)
    assert found["figures"] == good["figures"]
    assert found["included"]["attendance"] == {"in": 3, "of": 3, "earlier": 1}
    broken = found["municipalities"][1]
    assert not broken["read"]
    assert broken["as_of"] == "2021-02-18"
    assert "Консультации.xlsx" in broken["error"]
    desk(1).save(tmp_path / "районы" / "район-01", "today = 2021-02-18\n")
    assert told(tmp_path)["municipalities"][1]["read"]


def test_what_another_version_left_is_no_figure(tmp_path: Path):
    from sheets_sync.region.setup import load

    where = load(region(tmp_path, 1))
    one = where.municipalities[0]
    assert kept.recall(where, one) is None
