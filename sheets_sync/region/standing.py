"""How each municipality stands: read now, kept from before, or not known at all."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain, islice
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

    @property
    def most(self) -> int:
        """How many workers there may be here; fewer tasks need fewer."""
        return self.workers or os.cpu_count() or 1


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
    found: dict[str, Standing] = {}
    many = len(region.municipalities)
    changed = _changed(region, options, now, found)
    for task, answer in _read(changed, engine, options.progress, lambda: many - len(found)):
        found[task.one.name] = _answered(task, answer)
        if writes and answer.tables is not None and answer.as_of:
            keep(region, task.one, Kept(task.digest, answer.as_of, answer.tables))
    options.progress("")
    return [found[one.name] for one in region.municipalities]


def job_of(region: Region, one: Municipality, options: Options, now: datetime) -> Job:
    """What a worker is asked about a municipality."""
    today = options.today or region.today
    return Job(str(one.workspace), today, now, region.names, region.seconds)


def _changed(
    region: Region, options: Options, now: datetime, found: dict[str, Standing]
) -> Iterator[_Task]:
    """What is to be read; how all the others stand is `found` on the way. A dead disk holds up
    nobody else."""
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for task in pool.map(lambda one: _task(region, one, options, now), region.municipalities):
            if task.unchanged or task.error:
                found[task.one.name] = _known(task)
            else:
                yield task
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
    changed: Iterator[_Task],
    engine: Engine,
    progress: Callable[[str], None],
    left: Callable[[], int],
) -> Iterator[tuple[_Task, Answer]]:
    """What workers answer; the first are at it while the folders of the others are looked into.
    Where nothing changed there is no cluster at all."""
    first = list(islice(changed, engine.most))
    if not first:
        return
    progress("Читаю муниципалитеты")
    by_key: dict[str, _Task] = {}

    def jobs() -> Iterator[tuple[str, Job]]:
        for task in chain(first, changed):
            by_key[key := _key(task)] = task
            yield key, task.job

    with connected(engine.scheduler, len(first)) as client:
        for done, (key, answer) in enumerate(answers(client, jobs())):
            task = by_key[key]
            said = f"{task.one.name} — не прочитан" if answer.error else task.one.name
            progress(f"Прочитано {done + 1} из {done + left()}: {said}")
            yield task, answer


def _key(task: _Task) -> str:
    """The task's name in the cluster: the same inputs are the same task."""
    said = task.digest or uuid4().hex
    return f"municipality-{said}-{task.job.seconds:g}-{task.job.names:d}"
