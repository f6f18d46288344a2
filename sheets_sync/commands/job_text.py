"""How the job, its state and `restore` are told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.letters import plural
from sheets_sync.runs.failure_letter import said
from sheets_sync.runs.job_state import Entry, State, load_state
from sheets_sync.runs.lock import holder
from sheets_sync.runs.remind_when_due import told
from sheets_sync.runs.reminded import Round, load_reminded
from sheets_sync.runs.weekly import Posted, load_posted
from sheets_sync.workspace import load

_GRACE = timedelta(minutes=5)
"""A run may be this late (jitter, another workspace's long run) before it is called overdue."""

_SHOWN = 7


def as_json(where: Path, entry: Entry) -> dict[str, Any]:
    """A run of `run --json`; «error» where it failed."""
    error = {"error": entry.sentence} if entry.exit_code else {}
    return {"workspace": str(where.parent), **asdict(entry), **error}


def once_as_json(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """`run --once --json`: the runs, and the error of the first that failed."""
    error = [{"error": run["error"]} for run in runs if "error" in run][:1]
    return {"runs": list(runs), **(error[0] if error else {})}


def line(where: Path, entry: Entry, always: bool) -> str:
    """What `run` prints of a run; nothing where nothing changed, unless it is the only one,
    or the first good one after others."""
    if entry.outcome == "unchanged" and not (always or entry.failed_before):
        return ""
    if entry.outcome == "stopped":
        return f"{where.parent}: остановлено\n"
    return f"{_moment(entry.started)}  {where.parent}: {said(entry)}\n"


def status(root: Path, now: datetime | None = None) -> dict[str, Any]:
    """What is known of a workspace's runs: those last made, when the next is due, who is at work.

    `alive`: the job `run --every` or `--at` works; None where there is none (one run at a time by
    cron, systemd or by hand). `overdue`: a run that should have come did not.
    """
    state, moment = load_state(root), now or datetime.now(UTC)
    job, alive = holder(root, "job")
    running, held = holder(root)
    due = datetime.fromisoformat(state.next) if state.next else None
    return {
        "workspace": str(root),
        "schedule": state.schedule,
        "alive": alive if state.schedule else None,
        "job": job if alive else "",
        "next": state.next,
        "overdue": bool(due and due + _GRACE < moment and not held),
        "last_good": state.last_good,
        "left_out": _left_out(state),
        "failures": state.failures,
        "failing": state.failing,
        "untold": [one.partition("\n")[2] for one in state.untold],
        "running": running,
        "broken_off": state.begun if not held else "",
        "letters": _letters(root),
        "weekly": _posted(root),
        "runs": [asdict(run) for run in state.runs],
    }


def _posted(root: Path) -> dict[str, Any] | None:
    """What became of the page of the week; None where it never went, or is wanted no more."""
    known = load_posted(root)
    try:
        wanted = load(root).notify.weekly is not None
    except SheetsSyncError:
        wanted = True  # broken settings say nothing of it
    return asdict(known) if wanted and known != Posted() else None


def _left_out(state: State) -> list[str]:
    """The books that did not enter the summary that stands, as the last good run told."""
    return list(next((run.left_out for run in state.runs if run.good), ()))


def _letters(root: Path) -> dict[str, Any] | None:
    """What came of the letters that `run` sent by itself; None where it never did."""
    try:
        last = load_reminded(root).last
    except SheetsSyncError as error:
        last = Round(sentence=str(error))
    return asdict(last) if last != Round() else None


def status_text(content: Mapping[str, Any]) -> str:
    """What `status` prints."""
    return "\n".join(
        [
            *_job(content),
            *_health(content),
            *_sent(content),
            *_week(content),
            "",
            *_runs(content),
            "",
        ]
    )


def _job(content: Mapping[str, Any]) -> Iterator[str]:
    if not content["schedule"]:
        yield "Задание: по расписанию самой программы не запускалось (run --every или --at)"
    elif content["alive"]:
        yield f"Задание: {content['schedule']}, работает ({content['job']})"
    else:
        yield (
            f"Задание: {content['schedule']}, НЕ РАБОТАЕТ: запустите его снова (docs/schedule.md)"
        )
    if content["running"]:
        yield f"Сейчас: идёт запуск ({content['running']})"
    if content["broken_off"]:
        yield (
            f"Последний запуск (начат {_moment(content['broken_off'])}) оборвался: сводка цела, "
            "следующий запуск начнёт заново"
        )
    if content["next"] and content["alive"]:
        late = ", опаздывает" if content["overdue"] else ""
        yield f"Следующий запуск: {_moment(content['next'])}{late}"
    elif content["overdue"]:
        yield f"Запуск ждали {_moment(content['next'])}, его не было"


def _health(content: Mapping[str, Any]) -> Iterator[str]:
    good = content["last_good"]
    yield f"Сводка проверена: {_moment(good) if good else 'ещё ни разу'}"
    yield from (f"Не вошло в неё: {one}" for one in content["left_out"])
    if content["failures"]:
        times = plural(content["failures"], "раз", "раза", "раз")
        since = f", с {_moment(content['failing'])}" if content["failing"] else ""
        yield f"Не вышло подряд: {times}{since}"
    for fault in content["untold"]:
        yield f"Сообщить о сбое не удалось: {fault}"


def _sent(content: Mapping[str, Any]) -> Iterator[str]:
    if content["letters"]:
        last = Round(**content["letters"])
        at = f" {_moment(last.at)}" if last.at else ""
        yield f"Письма{at}: {told(last)}"


def _week(content: Mapping[str, Any]) -> Iterator[str]:
    """What became of the page of the week, with the day whose it is."""
    if not content["weekly"]:
        return
    known = Posted(**content["weekly"])
    if known.page:
        yield f"Сводка недели: отправлена за {_moment(known.page)}"
    if known.fault:
        again = "ещё раз — в следующий запуск"
        yield f"Сводка недели {_moment(known.at)} не ушла: {known.fault}; {again}"
    elif known.excuse > known.page:
        yield f"Сводка недели: {_moment(known.at)} сообщено, что её пока нет"


def _runs(content: Mapping[str, Any]) -> Iterator[str]:
    runs = [Entry(**run) for run in content["runs"]]
    if not runs:
        yield "Запусков ещё не было"
        return
    yield "Последние запуски:"
    for run in runs[:_SHOWN]:
        yield f"  {_moment(run.started)}  {said(run)}"


def restored_text(content: Mapping[str, Any]) -> str:
    """What `restore` prints."""
    edits = f"{content['edits']}\n" if content["edits"] else ""
    return (
        f"Возвращена сводка, записанная {_moment(content['restored'])}. Новая запишется, когда "
        f"изменятся книги или отчётная дата.\n{edits}"
    )


def _moment(iso: str) -> str:
    return f"{datetime.fromisoformat(iso):%d.%m.%Y %H:%M:%S}"
