"""The page of the week: «Сводка» and «Что сделать» by mail, by the first good run after its moment;
whatever is in its way fails no run."""

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sheets_sync.disk import put_quietly, read_regular
from sheets_sync.errors import LockedError, SheetsSyncError
from sheets_sync.runs.failure_letter import said
from sheets_sync.runs.job_state import Entry
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.memory import FOLDER
from sheets_sync.runs.outcome import failed
from sheets_sync.runs.sync import Options, clock
from sheets_sync.workspace import Workspace

log = logging.getLogger(__name__)

_FILE = "weekly.json"
_AHEAD = timedelta(days=1)
"""A moment further in the future than this was kept by a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class Posted:
    """The last moments (ISO) whose page was sent, and of which it was told that there is no
    page yet; when something was last done (ISO), and what was in the way."""

    page: str = ""
    excuse: str = ""
    at: str = ""
    fault: str = ""

    def done(self, good: bool, due: datetime, now: datetime) -> bool:
        """Whether there is nothing to send for a moment: its page went, or, while the summary is
        not `good`, that was said."""
        moments = (self.page,) if good else (self.page, self.excuse)
        known = (datetime.fromisoformat(moment) for moment in moments if moment)
        return any(due <= moment <= now + _AHEAD for moment in known)


def weekly_when_due(workspace: Workspace, options: Options, entry: Entry) -> None:
    """After a run: send the page of the week if it is due and was not sent. While the summary is
    not good say so instead, once."""
    weekly = workspace.notify.weekly
    if weekly is None or not (entry.good or entry.failed) or entry.outcome == "locked":
        return
    now = clock(workspace, options)
    due, good = weekly.latest(now), entry.good and entry.outcome != "held"
    if load_posted(workspace.root).done(good, due, now):
        return
    with suppress(LockedError), one_at_a_time(workspace.root, now, "weekly"):
        known = load_posted(workspace.root)  # another run may just have sent it
        if not known.done(good, due, now):
            moment = {"page" if good else "excuse": due.isoformat()}
            after = replace(known, at=now.isoformat(timespec="seconds"), fault="", **moment)
            _post(workspace, options, None if good else entry, known, after)


def _post(
    workspace: Workspace, options: Options, bad: Entry | None, known: Posted, after: Posted
) -> None:
    """Send what is due; what is in the way is logged once, and remembered."""
    try:
        _send(workspace, options, bad, after)
        log.info("сводка недели: %s", "сообщено, что её пока нет" if bad else "отправлена")
    except Exception as error:
        fault = failed(error)
        if fault.sentence != known.fault:
            private = {"private": fault.private}
            log.error("сводка недели не отправлена: %s", fault.sentence, extra=private)
        _keep(workspace.root, replace(known, at=after.at, fault=fault.sentence))


def _send(workspace: Workspace, options: Options, bad: Entry | None, after: Posted) -> None:
    """The letter to each reader, the page or why there is none. It is remembered before it goes: a
    run that is killed meanwhile sends it to nobody twice. Raises SheetsSyncError."""
    from sheets_sync.runs.week_letter import excuse, page, post  # pandas and mail: once a week

    with post(workspace) as send:
        letter = excuse(workspace, said(bad)) if bad else page(workspace, options)
        if not _keep(workspace.root, after):
            raise SheetsSyncError(
                f"память о письмах {FOLDER}/{_FILE} не записать: освободите место на диске или "
                "дайте права на папку"
            )
        faults = [fault for to in workspace.notify.readers if (fault := send(to, letter))]
    if len(faults) == len(workspace.notify.readers):
        raise faults[0]
    if faults:
        log.error("сводка недели: %s", faults[0], extra={"private": faults[0].private})
        _keep(workspace.root, replace(after, fault=str(faults[0])))


def load_posted(root: Path) -> Posted:
    """What is known; nothing where that can't be read."""
    try:
        known = Posted(**json.loads(read_regular(root / FOLDER / _FILE)))
        for moment in (known.page, known.excuse, known.at):
            if moment and datetime.fromisoformat(moment).tzinfo is None:
                return Posted()
    except (OSError, ValueError, TypeError, RecursionError):
        return Posted()
    return known if isinstance(known.fault, str) else Posted()


def _keep(root: Path, known: Posted) -> bool:
    return put_quietly(root / FOLDER / _FILE, json.dumps(asdict(known), ensure_ascii=False))
