"""How each municipality stands: read now, kept from before, or not known at all."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import uuid4

from sheets_sync.figures.adding import Line
from sheets_sync.region.engine import answers, connected
from sheets_sync.region.kept import Kept, keep, recall
from sheets_sync.region.reading import Answer, Job, guarded, within
from sheets_sync.region.setup import Municipality, Region
from sheets_sync.runs.sync import Options, clock, input_digest, report_date
from sheets_sync.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """A municipality: whether it was read, its figures and their day, and why it was not."""

    name: str
    read: bool = False
    as_of: date | None = None
    error: str = ""
    tables: dict[str, list[Line]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Engine:
    """Where to read: a scheduler's address, or so many workers here (0: one a core)."""

    scheduler: str = ""
    workers: int = 0

    def workers_for(self, tasks: int) -> int:
        """How many workers so many tasks can use."""
        return min(self.workers or os.cpu_count() or 1, tasks)


@dataclass(frozen=True, slots=True)
class _Task:
    one: Municipality
    job: Job
    kept: Kept | None
    digest: str = ""
    error: str = ""

    @property
    def unchanged(self) -> bool:
        return bool(self.digest and self.kept and self.kept.digest == self.digest)


def standings(
    region: Region, engine: Engine, options: Options, now: datetime, writes: bool
) -> list[Standing]:
    """Every municipality in the order of the file; only those that changed are read. A run that
    `writes` keeps what they told."""
    options.progress("Смотрю, что изменилось")
    tasks = _tasks(region, options, now)
    found = {task.one.name: _known(task) for task in tasks}
    changed = [task for task in tasks if not (task.unchanged or task.error)]
    if changed:
        for task, answer in _read(changed, engine, options.progress, len(tasks)):
            found[task.one.name] = _answered(task, answer)
            if writes and answer.tables is not None and answer.as_of:
                keep(region, task.one, Kept(task.digest, answer.as_of, answer.tables))
    options.progress("")
    return [found[one.name] for one in region.municipalities]


def job_of(region: Region, one: Municipality, options: Options, now: datetime) -> Job:
    """What a worker is asked about a municipality."""
    today = options.today or region.today
    return Job(str(one.workspace), today, now, region.names, region.seconds)


def _tasks(region: Region, options: Options, now: datetime) -> list[_Task]:
    """What is known of each before it is read; a dead disk holds up nobody else."""
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        return [*pool.map(lambda one: _task(region, one, options, now), region.municipalities)]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_AT_ONCE = 8
"""Folders that are looked into side by side: a network disk answers late, not seldom."""


def _task(region: Region, one: Municipality, options: Options, now: datetime) -> _Task:
    """What is known of a municipality before it is read: its digest, or that it can't be."""
    job = job_of(region, one, options, now)
    task = _Task(one, job, recall(region, one))
    digests: list[str] = []

    def look(workspace: Workspace) -> Answer:
        digests.append(_digest(workspace, job))
        return Answer()

    error = within(job.seconds, lambda: guarded(job, look)).error
    return replace(task, error=error) if error else replace(task, digest=digests[0])


def _digest(workspace: Workspace, job: Job) -> str:
    """Of spreadsheets only a read tells whether they changed: nothing."""
    if workspace.uses_google:
        return ""
    options = Options(today=job.today, now=job.now)
    today = report_date(workspace, options, clock(workspace, options))
    return f"{input_digest(workspace)} {today}"


def _known(task: _Task) -> Standing:
    """What is kept: good where nothing changed, else the last good figures."""
    kept, name = task.kept, task.one.name
    if kept is None:
        return Standing(name, error=task.error)
    return Standing(name, task.unchanged, kept.as_of, task.error, kept.tables)


def _answered(task: _Task, answer: Answer) -> Standing:
    if answer.tables is None or answer.as_of is None:
        return _known(replace(task, error=answer.error))
    return Standing(task.one.name, True, answer.as_of, "", answer.tables)


def _read(
    tasks: Sequence[_Task], engine: Engine, progress: Callable[[str], None], of: int
) -> Iterator[tuple[_Task, Answer]]:
    progress(f"Читаю муниципалитеты: {len(tasks)} из {of}")
    by_key = {_key(task): task for task in tasks}
    with connected(engine.scheduler, engine.workers_for(len(tasks))) as client:
        jobs = {key: task.job for key, task in by_key.items()}
        for done, (key, answer) in enumerate(answers(client, jobs), 1):
            task = by_key[key]
            said = f"{task.one.name} — не прочитан" if answer.error else task.one.name
            progress(f"Прочитано {done} из {len(tasks)}: {said}")
            yield task, answer


def _key(task: _Task) -> str:
    """The task's name in the cluster: the same inputs are the same task."""
    said = task.digest or uuid4().hex
    return f"municipality-{said}-{task.job.seconds:g}-{task.job.names:d}"
