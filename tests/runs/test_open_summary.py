"""A summary that somebody has open is not written under their hands; nobody is alarmed by it."""

from pathlib import Path

import pytest
from command_line import typed
from helpers import Desk, save_book
from job_help import FakeClock, Heard, small

from sheets_sync.commands.job_text import status, status_text
from sheets_sync.runs.job import Job
from sheets_sync.runs.schedule import Every
from sheets_sync.runs.sync import Options

SUMMARY = "Сводка ИМЦ.xlsx"
LOCKS = (
    (f".~lock.{SUMMARY}#", "Орехова Н.,office/pc,18.02.2021 10:00,;".encode()),
    (f".~lock.{SUMMARY}#", ",Орехова Н.,pc,18.02.2021 10:00,;".encode()),
    (f"~${SUMMARY}", bytes([10]) + "Орехова Н.".encode("cp1251") + b" " * 40),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = small(tmp_path / "ИМЦ")
    assert typed("sync", place, "--today", "2021-02-18").code == 0
    return place


def opened(folder: Path, lock: tuple[str, bytes] = LOCKS[0]) -> None:
    (folder / lock[0]).write_bytes(lock[1])


def changed(folder: Path) -> None:
    desk = Desk().set("Явка", 2, "С-02", "н")
    save_book(folder / "Посещаемость.xlsx", desk.books["Посещаемость.xlsx"])


@pytest.mark.slow
@pytest.mark.kinds
@pytest.mark.parametrize("lock", LOCKS, ids=["LibreOffice", "its login", "Excel"])
def test_by_hand_it_is_said_who_has_it_open(folder: Path, lock: tuple[str, bytes]) -> None:
    changed(folder)
    opened(folder, lock)
    before = (folder / SUMMARY).read_bytes()
    done = typed("sync", folder, "--today", "2021-02-18")
    assert done.code == 3
    assert f"Закройте файл «{SUMMARY}» (открыл: Орехова Н.)" in done.err
    assert (folder / SUMMARY).read_bytes() == before
    (folder / lock[0]).unlink()
    assert "Записано" in typed("sync", folder, "--today", "2021-02-18").out


@pytest.mark.slow
@pytest.mark.parametrize("lock", LOCKS, ids=["LibreOffice", "its login", "Excel"])
def test_doctor_says_who_has_it_open(tmp_path: Path, lock: tuple[str, bytes]) -> None:
    place = small(tmp_path / "ИМЦ")
    opened(place, lock)
    done = typed("doctor", place)
    assert done.code == 1
    assert f"✗ {SUMMARY}: Закройте файл «{SUMMARY}» (открыл: Орехова Н.)" in done.out
    assert "можно обновлять" not in done.out
    assert "листы и столбцы" in done.out
    (place / lock[0]).unlink()
    assert f"{SUMMARY}: можно обновлять" in typed("doctor", place).out


def test_where_nothing_changed_an_open_summary_is_no_failure(folder: Path) -> None:
    opened(folder)
    done = typed("sync", folder, "--today", "2021-02-18")
    assert (done.code, done.err) == (0, "")
    assert "Ничего не изменилось" in done.out


@pytest.mark.slow
@pytest.mark.slow
def test_where_only_the_day_changed_it_waits(folder: Path) -> None:
    opened(folder)
    done = typed("sync", folder, "--today", "2021-02-19")
    assert (done.code, done.err) == (0, "")
    assert "она открыта (открыл: Орехова Н.)" in done.out
    assert "Не вышло подряд" not in status_text(status(folder))
    (folder / LOCKS[0][0]).unlink()
    assert "Записано" in typed("sync", folder, "--today", "2021-02-19").out


@pytest.mark.slow
def test_an_open_summary_overnight_sends_no_letter(tmp_path: Path) -> None:
    heard, told = Heard(), tmp_path / "сказано"
    folder = small(tmp_path / "ИМЦ", f"[notify]\nafter = 1\ncommand = 'touch {told}'")
    clock = FakeClock()
    Job([folder], Options(), heard, clock).forever(Every(43_200), lambda: len(heard) >= 1)
    lock = folder / LOCKS[0][0]

    def still_open() -> bool:
        opened(folder)
        return len(heard) >= 4

    Job([folder], Options(), heard, clock).forever(Every(43_200), still_open)
    assert set(heard.outcomes[1:]) <= {"waits", "unchanged", "written"}
    assert not told.exists()
    assert lock.exists()


@pytest.mark.slow
def test_the_log_does_not_name_who_has_it_open(folder: Path) -> None:
    opened(folder)
    typed("sync", folder, "--today", "2021-02-19")
    log = (folder / ".sheets_sync" / "log.txt").read_text("utf-8")
    assert "книги те же" in log
    assert "Орехова" not in log
