"""Notes of the last run: damaged or absent, they are no error."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest
from runs.sync_help import HOUR, NOW, run, stamp

from sheets_sync.summary.tabs import TITLES


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "{",
        *(
            pytest.param(text, marks=pytest.mark.slow)
            for text in ("", "[]", "5", "{}", '{"key": 1}', "\x00", "[" * 200)
        ),
    ],
)
def test_damaged_notes_are_no_notes(folder: Path, text: str) -> None:
    run(folder)
    (folder / ".sheets_sync" / "last.json").write_text(text, encoding="utf-8")
    assert run(folder)["written"] == []


@pytest.mark.slow
@pytest.mark.parametrize("text", ['{"rows": 5}', '{"rows": {"a": 1}}', "[" * 100_000])
def test_notes_of_another_shape_are_no_notes(folder: Path, text: str) -> None:
    run(folder)
    (folder / ".sheets_sync" / "last.json").write_text(text, encoding="utf-8")
    assert run(folder)["written"] == []


@pytest.mark.slow
def test_notes_that_cannot_be_kept_are_no_error(folder: Path) -> None:
    (folder / ".sheets_sync").write_text("файл на месте папки", encoding="utf-8")
    assert run(folder)["written"] == list(TITLES)


@pytest.mark.slow
def test_a_moved_workspace_goes_on(folder: Path) -> None:
    run(folder)
    copytree(folder, folder.parent / "Копия")
    assert run(folder.parent / "Копия")["written"] == []


@pytest.mark.slow
def test_notes_from_the_future_are_not_believed(
    folder: Path, at: Callable[[datetime], None]
) -> None:
    """A clock that ran ahead once would keep «УСТАРЕЛО» silent for so long."""
    run(folder)
    at(NOW - 13 * HOUR)
    assert run(folder)["written"] == ["Сводка"]
    assert "проверено 18.02.2021 00:05" in stamp(folder)
