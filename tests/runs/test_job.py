"""The scheduled job: what it runs, records, tells and survives."""

import errno
import gc
import json
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from helpers import PATIENCE, Desk, save_book, until
from job_help import WORK_DAY, FakeClock, Heard, small

from sheets_sync.commands.job_text import status, status_text
from sheets_sync.disk import beside
from sheets_sync.errors import LockedError, UsageError
from sheets_sync.runs.job import Job, recorded_sync
from sheets_sync.runs.job_state import Entry, State, load_state, save_state
from sheets_sync.runs.lock import holder, one_at_a_time
from sheets_sync.runs.schedule import Every
from sheets_sync.runs.sync import Options
from sheets_sync.workspace import load

QUARTER = Every(900)
SUMMARY = "Сводка ИМЦ.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small(tmp_path / "ИМЦ")


def once(folder: Path, now: datetime = WORK_DAY, **options: object) -> Heard:
    heard = Heard()
    Job([folder], Options(**options), heard, FakeClock(now)).once()  # type: ignore[arg-type]
    return heard


def for_hours(
    hours: float, *folders: Path, schedule: object = QUARTER, clock: FakeClock | None = None
) -> Heard:
    heard, clock = Heard(), clock or FakeClock()
    end = clock.elapsed() + hours * 3600
    job = Job(folders, Options(), heard, clock)
    assert job.forever(schedule, lambda: clock.elapsed() >= end) == 0  # type: ignore[arg-type]
    return heard


def log_of(folder: Path) -> list[str]:
    return (folder / ".sheets_sync" / "log.txt").read_text(encoding="utf-8").splitlines()


def lose_a_book(folder: Path) -> None:
    (folder / "Справочники.xlsx").rename(folder / "прочь")


def find_it(folder: Path) -> None:
    (folder / "прочь").rename(folder / "Справочники.xlsx")


# The loop


@pytest.mark.slow
def test_an_hour_of_quarters_writes_once_and_then_finds_nothing_new(folder: Path):
    heard = for_hours(1, folder)
    assert heard.outcomes == ["written", "unchanged", "unchanged", "unchanged"]
    assert load_state(folder).last_good.startswith("2021-02-18T07:4")


@pytest.mark.slow
def test_every_tick_stands_in_the_log(folder: Path):
    for_hours(1, folder)
    begun = [line for line in log_of(folder) if "начало: каждые 15 мин" in line]
    ended = [line for line in log_of(folder) if "строк " in line]
    assert len(begun) == len(ended) == 4
    assert re.match(
        r"18\.02\.2021 07:00:00  сводка обновлена: Сводка, .*; книг 5, строк \d+, из них "
        r"учтено \d+; ошибок \d+, предупреждений \d+; \d+,\d с$",
        ended[0],
    )


@pytest.mark.slow
def test_a_bad_workspace_never_stops_the_others(folder: Path, tmp_path: Path):
    bad, broken = small(tmp_path / "плохая"), small(tmp_path / "без настроек")
    (bad / "Справочники.xlsx").write_text("<html>", encoding="utf-8")
    (broken / "workspace.toml").write_text("books = ", encoding="utf-8")
    heard = for_hours(0.5, bad, tmp_path / "нет такой", broken, folder)
    assert heard.outcomes == [
        *("failed", "settings", "settings", "written"),
        *("failed", "settings", "settings", "unchanged"),
    ]
    assert not (tmp_path / "нет такой").exists()


@pytest.mark.slow
def test_settings_mended_while_the_job_runs_are_taken_at_the_next_tick(folder: Path):
    text = (folder / "workspace.toml").read_text(encoding="utf-8")

    def mend(now: datetime) -> None:
        if now > WORK_DAY + timedelta(minutes=10):
            (folder / "workspace.toml").write_text(text, encoding="utf-8")

    for_hours(0.1, folder)
    (folder / "workspace.toml").write_text(text + "books = 5", encoding="utf-8")
    heard = for_hours(0.5, folder, clock=FakeClock(on_sleep=mend))
    assert heard.outcomes == ["settings", "unchanged"]


def test_a_job_for_no_workspace_at_all_says_so(tmp_path: Path):
    with pytest.raises(UsageError, match=r"Нет файла workspace\.toml"):
        for_hours(1, tmp_path / "нет")


def test_a_second_job_is_refused_and_told_of_the_first(folder: Path):
    with (
        one_at_a_time(folder, WORK_DAY, "job"),
        pytest.raises(LockedError, match=rf"уже работает \(процесс {os.getpid()}, с 18\.02\.2021"),
    ):
        for_hours(1, folder)


@pytest.mark.slow
def test_a_run_by_hand_meanwhile_is_waited_for_till_the_next_tick(folder: Path):
    with one_at_a_time(folder, WORK_DAY):
        heard = once(folder)
    assert [(entry.outcome, entry.exit_code) for _, entry in heard] == [("locked", 4)]
    assert f"процесс {os.getpid()}, с 18.02.2021 04:00" in heard[0][1].sentence
    assert once(folder).outcomes == ["written"]


@pytest.mark.slow
def test_after_a_restart_a_time_already_answered_is_not_answered_again(folder: Path):
    from sheets_sync.runs.schedule import parse_at

    first = for_hours(4, folder, schedule=parse_at("07:00,09:00"))
    again = FakeClock(WORK_DAY + timedelta(hours=4))
    second = for_hours(1, folder, schedule=parse_at("07:00,09:00"), clock=again)
    assert len(first) == 2
    assert second == []


@pytest.mark.slow
def test_a_bug_in_one_run_is_told_and_the_job_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("sheets_sync.runs.job.sync", broken)
        heard = once(folder)
    assert heard.outcomes == ["bug"]
    assert "ZeroDivisionError" in heard[0][1].sentence
    assert once(folder).outcomes == ["written"]


# What keeps a run from writing


@pytest.mark.slow
def test_a_missing_book_has_its_own_words_and_the_summary_stays(folder: Path):
    once(folder)
    before = (folder / SUMMARY).read_bytes()
    lose_a_book(folder)
    heard = once(folder)
    assert heard.outcomes == ["missing"]
    assert (
        "сводка прежняя: нет книги: Книга «Справочники.xlsx» не прочитана: файла нет"
        in log_of(folder)[-1]
    )
    assert (folder / SUMMARY).read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content"),
    [
        (f"~${SUMMARY}", bytes([14]) + "Орехова Наталья"[:14].encode("cp1251") + b" " * 40),
        (f".~lock.{SUMMARY}#", "Орехова Наталь,office/pc,18.02.2021 10:00,;".encode()),
    ],
    ids=["Excel", "LibreOffice"],
)
def test_an_open_summary_waits_and_its_user_is_named_but_in_the_log(
    folder: Path, name: str, content: bytes
):
    once(folder)
    save_book(folder / "Посещаемость.xlsx", _changed())
    (folder / name).write_bytes(content)
    now = datetime.now(UTC)
    heard = once(folder, now)
    assert heard.outcomes == ["open"]
    assert "открыл: Орехова Наталь" in status_text(status(folder))
    assert "Орехова" not in "\n".join(log_of(folder))
    assert "она открыта" in log_of(folder)[-1]
    (folder / name).unlink()
    assert once(folder, now).outcomes == ["written"]


@pytest.mark.slow
def test_a_lock_file_left_behind_yesterday_keeps_nobody_waiting(folder: Path):
    (folder / f".~lock.{SUMMARY}#").write_text("Кто-то,,;", encoding="utf-8")
    assert once(folder, datetime.now(UTC) + timedelta(hours=13)).outcomes == ["written"]


def _changed() -> dict[str, list[list[object]]]:
    desk = Desk().set("Явка", 2, "С-02", "н")
    return desk.books["Посещаемость.xlsx"]  # type: ignore[return-value]


@pytest.mark.slow
def test_data_that_suddenly_shrink_leave_the_summary_until_they_are_accepted(folder: Path):
    once(folder)
    before = (folder / SUMMARY).read_bytes()
    desk = Desk()
    desk.books["Консультации.xlsx"]["Журнал"][2:] = []
    save_book(folder / "Консультации.xlsx", desk.books["Консультации.xlsx"])
    heard = once(folder)
    assert heard.outcomes == ["shrink"]
    assert "было строк: 3, стало: 1" in heard[0][1].sentence
    assert (folder / SUMMARY).read_bytes() == before
    assert once(folder, accept_shrink=True).outcomes == ["written"]


@pytest.mark.slow
def test_a_job_that_accepted_a_shrink_does_not_accept_the_next(folder: Path):
    heard = Heard()

    def lose(now: datetime) -> None:
        desk = Desk()
        desk.books["Консультации.xlsx"]["Журнал"][2:] = []
        save_book(folder / "Консультации.xlsx", desk.books["Консультации.xlsx"])

    job = Job([folder], Options(accept_shrink=True), heard, FakeClock(on_sleep=lose))
    job.forever(Every(900), lambda: len(heard) >= 2)
    assert heard.outcomes == ["written", "shrink"]


# The record


@pytest.mark.slow
def test_status_says_what_happened_and_what_is_due(folder: Path):
    for_hours(0.3, folder)
    said = status_text(status(folder, WORK_DAY + timedelta(minutes=20)))
    assert "каждые 15 мин, НЕ РАБОТАЕТ" in said  # the job of this test has ended
    assert "Сводка проверена: 18.02.2021 07:15" in said
    assert "ничего не изменилось; книг 5" in said
    assert "его не было" in status_text(status(folder, WORK_DAY + timedelta(hours=3)))


@pytest.mark.slow
def test_status_of_a_job_at_work_names_its_process(folder: Path):
    once(folder)
    seen: list[dict[str, object]] = []
    clock = FakeClock(on_sleep=lambda now: seen.append(status(folder, now)))
    for_hours(0.01, folder, clock=clock)
    assert seen[0]["alive"] is True
    assert f"процесс {os.getpid()}" in str(seen[0]["job"])
    assert seen[0]["overdue"] is False


def test_status_before_the_first_run(folder: Path):
    assert "Запусков ещё не было" in status_text(status(folder))


@pytest.mark.slow
def test_a_sync_by_hand_is_recorded_too(folder: Path):
    recorded_sync(load(folder), Options(now=WORK_DAY))
    lose_a_book(folder)
    with pytest.raises(Exception, match=r"Книга «Справочники\.xlsx» не прочитана"):
        recorded_sync(load(folder), Options(now=WORK_DAY))
    assert [run.outcome for run in load_state(folder).runs] == ["missing", "written"]


def test_damaged_state_is_forgotten_and_not_in_the_way(folder: Path):
    once(folder)
    for damage in ("", "[]", '{"runs": 5, "failures": "x"}', '{"runs": [{}], "failures": 0}', "\0"):
        (folder / ".sheets_sync" / "runs.json").write_text(damage, encoding="utf-8")
        assert once(folder).outcomes == ["unchanged"]


def test_a_disk_that_fails_once_loses_no_record_of_a_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    real, left = os.replace, [1]

    def replace(*what: str) -> None:
        if left:
            left.pop()
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*what)

    monkeypatch.setattr(os, "replace", replace)
    save_state(folder, State(begun="2021-02-18T07:00:00+03:00"))
    assert load_state(folder).begun


def test_a_disk_that_takes_nothing_is_told_of_in_the_log(folder: Path):
    once(folder)
    notes = folder / ".sheets_sync"
    (notes / "runs.json").unlink()
    (notes / "runs.json").mkdir()
    once(folder)
    assert "итог запуска не удалось записать" in (notes / "log.txt").read_text(encoding="utf-8")
    assert not list(notes.glob("*.tmp"))


def test_a_workspace_named_in_several_ways_is_run_once(folder: Path, tmp_path: Path):
    (tmp_path / "ссылка").symlink_to(folder)
    heard = Heard()
    places = (folder, folder / "workspace.toml", tmp_path / "ссылка", folder / ".." / folder.name)
    Job(places, Options(), heard, FakeClock()).once()
    assert [where for where, _ in heard] == [folder / "workspace.toml"]


RUN = {"started": "2021-02-18T07:00:00+03:00", "seconds": 1, "outcome": "written", "sentence": ""}
KEPT = {"runs": [RUN], "failures": 0, "told": [], "last_good": "", "next": "", "begun": ""}


@pytest.mark.kinds
@pytest.mark.parametrize(
    "other",
    [
        {"next": "zz"},
        {"next": "2021-02-18T07:00:00"},
        {"begun": 7},
        {"failures": "3"},
        {"told": 5},
        {"runs": 5},
        {"runs": [RUN | {"books": "a"}]},
        {"runs": [RUN | {"seconds": None}]},
        {"runs": [RUN | {"started": "вчера"}]},
    ],
)
def test_state_of_another_shape_is_no_state(folder: Path, other: dict[str, object]):
    file = folder / ".sheets_sync" / "runs.json"
    file.parent.mkdir()
    file.write_text(json.dumps(KEPT), encoding="utf-8")
    assert len(load_state(folder).runs) == 1
    file.write_text(json.dumps(KEPT | other), encoding="utf-8")
    assert load_state(folder) == State()


def test_what_a_killed_write_left_is_cleared_away(folder: Path):
    save_state(folder, State())
    left = beside(folder / ".sheets_sync" / "runs.json", 99999)
    left.write_text("{")
    os.utime(left, (1, 1))
    save_state(folder, State())
    assert not left.exists()


@pytest.mark.slow
def test_books_named_after_people_stand_in_the_log_by_their_pattern(folder: Path):
    (folder / "тьюторы").mkdir()
    (folder / "тьюторы" / "Снегирёва.xlsx").write_text("<html>", encoding="utf-8")
    text = (folder / "workspace.toml").read_text(encoding="utf-8")
    text = text.replace("books = [", 'books = ["тьюторы/*.xlsx", ')
    (folder / "workspace.toml").write_text(text, encoding="utf-8")
    once(folder)
    (line,) = [line for line in log_of(folder) if "не вошло" in line]
    assert "книга «тьюторы/*.xlsx № 1»" in line
    assert "Снегирёва" not in "\n".join(log_of(folder))


@pytest.mark.slow
def test_the_log_is_rotated_and_bounded(folder: Path):
    import logging

    from sheets_sync.runs.log import logging_to

    with logging_to(load(folder)):
        for _ in range(30_000):
            logging.getLogger("sheets_sync.test").info("строка " * 12)
    logs = sorted((folder / ".sheets_sync").glob("log.txt*"))
    assert len(logs) == 4
    assert sum(log.stat().st_size for log in logs) < 2_100_000


def test_without_a_place_for_notes_the_summary_is_written_all_the_same(folder: Path):
    (folder / ".sheets_sync").write_text("", encoding="utf-8")
    assert once(folder).outcomes == ["written"]
    assert (folder / SUMMARY).exists()


# Signals and deaths, in a process of its own


def start(folder: Path, *options: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "sheets_sync", "run", str(folder), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("after", ["its beginning", "a run"])
def test_a_signal_ends_the_job_cleanly(folder: Path, number: int, after: str):
    with start(folder, "--every", "1h") as job:
        begun = folder / ".sheets_sync" / "job"
        until(lambda: load_state(folder).runs if after == "a run" else begun.exists())
        job.send_signal(number)
        _, errors = job.communicate(timeout=PATIENCE)
    assert (job.returncode, errors) == (0, b"")
    assert not list(folder.glob(".sheets-sync-*")), "litter"
    assert once(folder, datetime.now(UTC)).outcomes[0] in ("written", "unchanged")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_signal_while_somebody_is_told_ends_all_workspaces(tmp_path: Path):
    heard = tmp_path / "сообщают"
    tell = f"[notify]\nafter = 1\ncommand = \"sh -c 'touch {heard}; exec sleep {PATIENCE:.0f}'\""
    first, second = small(tmp_path / "1", tell), small(tmp_path / "2")
    (first / "Справочники.xlsx").unlink()
    with start(first, str(second), "--once") as job:
        until(heard.exists)
        job.send_signal(signal.SIGTERM)
        _, errors = job.communicate(timeout=PATIENCE)
    assert b"Traceback" not in errors
    assert job.returncode == 0
    assert load_state(first).runs[0].outcome == "missing"
    assert not (second / ".sheets_sync").exists()


KILLED = """
import os, signal, sys
from sheets_sync.commands.cli import main
from sheets_sync.runs import full_run
full_run.full_run = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""
"""The command, killed in the middle of its run however fast the machine is."""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_killed_run_is_told_of_and_repaired_by_the_next(folder: Path):
    line = [sys.executable, "-c", KILLED, "run", str(folder), "--once"]
    assert subprocess.run(line, check=False).returncode == -signal.SIGKILL
    until(lambda: not holder(folder)[1])  # a child of its may be on its way to begin
    text = status_text(status(folder))
    assert re.search(r"Последний запуск \(начат .*\) оборвался: сводка цела", text)
    once(folder)
    assert any("оборвался: этот начинает заново" in line for line in log_of(folder))
    assert "оборвался" not in status_text(status(folder))


@pytest.mark.slow
def test_the_command_prints_json_and_leaves_with_the_code_of_what_failed(folder: Path):
    with start(folder, "--once", "--json") as good:
        said = json.loads(good.communicate()[0])
    assert (good.returncode, said["runs"][0]["outcome"]) == (0, "written")
    lose_a_book(folder)
    with start(folder, "--once", "--json") as bad:
        said = json.loads(bad.communicate()[0])
    assert bad.returncode == 3
    assert "Справочники.xlsx" in said["error"]


def test_a_state_counts_failures_until_a_good_run():
    good, bad = Entry("2021-02-18T07:00:00+03:00", 1, "written", ""), Entry("", 1, "failed", "", 3)
    stopped = Entry("", 1, "stopped", "")
    state = State(begun="2021-02-18T07:00:00+03:00").after(bad).after(stopped).after(bad)
    assert (state.failures, state.last_good, state.begun) == (2, "", "")
    assert [run.outcome for run in state.runs] == ["failed", "stopped", "failed"]
    assert (state.after(good).failures, state.after(good).last_good) == (0, good.started)


@pytest.mark.slow
def test_several_workspaces_at_once_do_not_gather_litter(tmp_path: Path):
    places = [small(tmp_path / name) for name in ("ИМЦ", "Дом учителя")]
    gc.disable()  # as the command line does
    try:
        Job(places[:1], Options(), Heard(), FakeClock()).once()
        assert not gc.isenabled()
        Job(places, Options(), Heard(), FakeClock()).once()
        assert gc.isenabled()
    finally:
        gc.enable()


def test_a_lock_that_cannot_be_made_is_told_of(folder: Path, caplog: pytest.LogCaptureFixture):
    (folder / ".sheets_sync").mkdir()
    (folder / ".sheets_sync" / "lock").mkdir()
    with one_at_a_time(folder, WORK_DAY):
        assert "замок «lock» не поставить" in caplog.text
