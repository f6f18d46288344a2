"""What a run leaves for the next one."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from sheets_sync.runs.memory import Memo, Remembered

NOW = datetime(2021, 2, 18, 13, 5, tzinfo=timezone(timedelta(hours=3)))
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ago", "fresh"), [(0 * HOUR, True), (11.9 * HOUR, True), (12 * HOUR, False),
                       (-1 * HOUR, True), (-12 * HOUR, False), (-24 * 365 * HOUR, False)]
)  # fmt: skip
def test_a_check_is_believed_for_twelve_hours_and_never_from_the_future(
    ago: timedelta, fresh: bool
) -> None:
    assert Remembered(checked_at=NOW - ago).fresh(NOW) == fresh


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    known = Remembered(("a", "b"), NOW, {"Книга.xlsx\nЛист": 5}, None, {"Сводка": "1f"})
    Memo(tmp_path).remember(known)
    assert Memo(tmp_path).recall() == known


def test_rows_are_still_good_where_the_report_is_of_another_version(tmp_path: Path) -> None:
    Memo(tmp_path).remember(Remembered(rows={"Книга.xlsx\nЛист": 5}))
    file = tmp_path / ".sheets_sync" / "last.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"report": {"figures": {}}}))
    known = Memo(tmp_path).recall()
    assert (dict(known.rows), known.report) == ({"Книга.xlsx\nЛист": 5}, None)


@pytest.mark.parametrize(
    "other", [{"rows": 5}, {"rows": {"Лист": 5}}, {"checked_at": "вчера"}, {"key": 5},
              {"checked_at": "2021-02-18T13:05:00"}]
)  # fmt: skip
def test_a_memo_of_another_shape_is_no_memo(tmp_path: Path, other: dict[str, object]) -> None:
    Memo(tmp_path).remember(Remembered())
    file = tmp_path / ".sheets_sync" / "last.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"key": ["a"]} | other))
    assert Memo(tmp_path).recall() == Remembered()
