"""What a worker does: reads one municipality's workspace; what goes wrong becomes a sentence."""

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.figures.adding import Line
from sheets_sync.runs.outcome import failed
from sheets_sync.runs.sync import Options, clock, report_date, started
from sheets_sync.stores.files import is_address
from sheets_sync.stores.patterns import found, is_pattern
from sheets_sync.stores.xlsx.read import reading_at_once
from sheets_sync.workspace import Workspace, load


@dataclass(frozen=True, slots=True)
class Job:
    """One municipality to read: its workspace, the report date if the region fixes one, the moment
    of the run, whether people may be named, how many seconds it may take, and the cell of its
    summary that is looked for, if one is."""

    workspace: str
    today: date | None
    now: datetime
    names: bool
    seconds: float
    cell: Any = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: the report date and the tables, or why there are none; of a cell that was
    looked for its tab and address."""

    as_of: date | None = None
    tables: dict[str, list[Line]] | None = None
    error: str = ""
    place: tuple[str, str] = ("", "")


def read(job: Job) -> Answer:
    """A municipality's facts, or a sentence; nothing is raised and nothing is written."""
    return within(job.seconds, lambda: guarded(job, lambda workspace: _facts(job, workspace)))


def guarded(job: Job, work: Callable[[Workspace], Answer]) -> Answer:
    """Work on the job's workspace; what is raised becomes the answer's sentence."""
    workspace = None
    try:
        workspace = load(job.workspace)
        return work(workspace)
    except Exception as fault:
        said = failed(fault)
        sentence = said.sentence
        if not job.names:
            sentence = _nameless(sentence, said.private, workspace)
        return Answer(error=sentence)


def analysed(job: Job, workspace: Workspace) -> Any:
    """The analysis of the books as they stand, as the municipality's own run makes it."""
    options = Options(today=job.today, now=job.now)
    moment = clock(workspace, options)
    with reading_at_once(1):
        store = started(workspace, moment, options)
    from sheets_sync.runs.full_run import analysis_of  # pandas takes 0.6 s: books are read so long

    return analysis_of(workspace, store, report_date(workspace, options, moment))


def _facts(job: Job, workspace: Workspace) -> Answer:
    analysis = analysed(job, workspace)
    from sheets_sync.region.facts import tables_of  # it needs pandas too

    return Answer(analysis.today, tables_of(analysis))


def within(seconds: float, work: Callable[[], Answer]) -> Answer:
    """Work that hangs (a dead network disk) is left alone after so many seconds."""
    answers: list[Answer] = []
    thread = threading.Thread(target=lambda: answers.append(work()), daemon=True)
    thread.start()
    thread.join(seconds)
    if answers:
        return answers[0]
    return Answer(
        error=f"Чтение не уложилось в {seconds:g} с. Проверьте диск или поднимите seconds в "
        "разделе [limits] файла региона"
    )


def _nameless(sentence: str, private: str, workspace: Workspace | None) -> str:
    """The sentence without people: a tutor's book is often named after them."""
    if private:
        sentence = sentence.replace(private, "…")
    if workspace is None:
        return sentence
    for pattern in workspace.books:
        if is_pattern(pattern) and not is_address(pattern):
            for name in _names(workspace, pattern):
                sentence = re.sub(rf"«[^»]*{re.escape(name)}»", f"«{pattern}»", sentence)
    return sentence


def _names(workspace: Workspace, pattern: str) -> list[str]:
    with suppress(SheetsSyncError, OSError):
        return [path.name for path in found(workspace.root, pattern)]
    return []
