"""A region's figures are exactly those of its municipalities' own `sync --json` put together."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from command_line import typed
from region_help import region

from sheets_sync.figures.adding import RULES, added, counted
from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.figures.measures.declared import Count, Measure
from sheets_sync.figures.measures.region import REGION


@pytest.fixture(scope="module", params=[4, pytest.param(44, marks=pytest.mark.slow)])
def folder(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A region of different municipalities."""
    where = tmp_path_factory.mktemp("region")
    region(where, request.param)
    return where


@pytest.fixture(scope="module")
def report(folder: Path) -> Any:
    done = typed("region", "check", folder, "--json", "--workers", "2")
    assert not done.err
    return json.loads(done.out)


@pytest.fixture(scope="module")
def own(folder: Path) -> dict[str, Any]:
    """What each municipality's own command prints."""
    return {
        place.name: json.loads(typed("check", place, "--json").out)
        for place in sorted((folder / "районы").iterdir())
    }


SHARED = [name for name in REGION if name in FIGURES and FIGURES[name].printed]


def rows(figure: Any) -> list[dict[str, Any]]:
    return figure if isinstance(figure, list) else [figure]


def summed(own: dict[str, Any], name: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """An independent sum, field by field."""
    keys = FIGURES[name].keys
    found: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(lambda: defaultdict(int))
    for report in own.values():
        for row in rows(report["figures"][name]):
            total = found[tuple(row[key] for key in keys)]
            for field, value in row.items():
                if field == "days":
                    total[field] = max(total[field], value)
                elif isinstance(value, int) and field not in keys:
                    total[field] += value
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", SHARED)
def test_every_count_is_the_sum(report: Any, own: dict[str, Any], name: str):
    wanted = summed(own, name)
    found = {tuple(r[k] for k in FIGURES[name].keys): r for r in rows(report["figures"][name])}
    assert found.keys() == wanted.keys()
    for key, total in wanted.items():
        counts = {field: found[key][field] for field in total}
        shares = {field for field, one in FIGURES[name].measures.items() if one.whole}
        assert {f: n for f, n in counts.items() if f not in shares} == {
            f: n for f, n in total.items() if f not in shares
        }


@pytest.mark.slow
@pytest.mark.parametrize("name", SHARED)
def test_a_share_is_made_of_the_sums(report: Any, name: str):
    for row in rows(report["figures"][name]):
        for field, one in FIGURES[name].measures.items():
            if one.whole and one.printed:
                n, whole = share(one, row)
                assert row[field] == (n / whole if whole else None)


def share(one: Measure, row: dict[str, Any]) -> tuple[int, int]:
    if one.worth:
        pupils = [row[grade] for grade in ("n5", "n4", "n3", "n2")]
        return sum(n * w for n, w in zip(pupils, one.worth, strict=True)), row["n"]
    return row[one.events], row[one.whole] - (row[one.less] if one.less else 0)


def test_a_change_follows_from_the_summed_counts_of_both_years(report: Any):
    found = {(r["year"], r["subject"]): r for r in report["figures"]["results_municipality"]}
    now, before = (found[year, "математика"] for year in ("2020–2021", "2019–2020"))
    change = 100 * (now["n2"] / now["n"] - before["n2"] / before["n"])
    assert now["share2_change"] == pytest.approx(change)
    assert before["share2_change"] is None


@pytest.mark.slow
def test_what_is_told_by_tutor_or_school_has_its_own_sum(report: Any, own: dict[str, Any]):
    figures = report["figures"]
    plans = [row for one in own.values() for row in one["figures"]["plans_by_tutor"]]
    assert figures["plans"]["due"] == sum(row["due"] for row in plans)
    assert figures["plans"]["days"] == max(row["days"] for row in plans)
    told = [row for one in own.values() for row in one["figures"]["reports"]]
    assert sum(r["expected"] for r in figures["reports_by_half"]) == len(told)
    handed = sum(row["status"] != "не сдан" for row in told)
    assert sum(r["handed_in"] for r in figures["reports_by_half"]) == handed
    low = [row for one in own.values() for row in one["figures"]["low_results"]]
    signs = sum(row["sign"] for row in low)
    assert sum(row["sign"] for row in figures["low_results_by_year"]) == signs > 0
    assert figures["rows"]["read"] == sum(t["read"] for one in own.values() for t in one["tabs"])
    errors = [p for one in own.values() for p in one["problems"] if p["severity"] == "ошибка"]
    assert figures["problems"]["errors"] == sum(one["mend"] for one in errors)


def test_the_rows_of_each_municipality_are_its_own(report: Any, own: dict[str, Any]):
    for name in SHARED:
        wanted = [
            {"municipality": place, **row}
            for place, told in own.items()
            for row in rows(told["figures"][name])
        ]
        assert report["figures_by_municipality"][name] == wanted


def test_everybody_is_in_the_totals(report: Any, own: dict[str, Any]):
    whole = {"in": len(own), "of": len(own), "earlier": 0}
    assert report["included"] == dict.fromkeys(report["figures"], whole)


def test_what_must_not_be_put_together_has_no_rule():
    assert Count.VALUE not in RULES
    for figure in REGION.values():
        assert {one.count for one in counted(figure)} <= RULES.keys()


def test_the_order_of_municipalities_and_how_they_are_grouped_change_nothing():
    one = {"roadmap": [["Методика", 3, 2, 1, 1, 0, 0, 1, 7]]}
    two = {"roadmap": [["методика", 1, 1, 1, 1, 0, 0, 0, 9], ["Контроль", 1, 0, 0, 0, 0, 0, 0, 0]]}
    three = {"roadmap": [["Методика", 1, 0, 0, 0, 0, 0, 0, 0]]}
    together = added([one, two, three])
    assert together == added([added([three, two]), one])
    assert together["roadmap"] == [
        ["Контроль", 1, 0, 0, 0, 0, 0, 0, 0],
        ["Методика", 5, 3, 2, 2, 0, 0, 1, 9],
    ]
