"""The region of invented districts."""

import json
from pathlib import Path

import pytest
from command_line import typed

from sheets_sync.errors import UsageError
from sheets_sync.region.setup import load
from sheets_sync.samples.demo.region import MANY, NAMES, write_region


def test_there_are_as_many_districts_as_in_the_region_of_the_road_map():
    assert MANY == len({*NAMES}) == 44


@pytest.mark.slow
def test_each_district_has_a_year_of_its_own(tmp_path: Path):
    write_region(tmp_path / "регион", 2)
    assert [one.name for one in load(tmp_path / "регион").municipalities] == sorted(NAMES[:2])
    one, two = (
        json.loads(typed("check", tmp_path / "регион" / "районы" / name, "--json").out)["figures"]
        for name in NAMES[:2]
    )
    for figure in ("attendance", "consultations", "roadmap", "results_municipality"):
        assert one[figure] != two[figure]


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path):
    (tmp_path / "моё.txt").write_text("здесь")
    with pytest.raises(UsageError, match="не пуста"):
        write_region(tmp_path, 1)
