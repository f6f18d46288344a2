"""`calendar`: the books are read, the calendars written, what they said is remembered."""

from importlib.util import find_spec
from pathlib import Path

from sheets_sync.errors import UsageError
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.memory import FOLDER, Memo
from sheets_sync.runs.sync import Options, clock, report_date, started
from sheets_sync.runs.sync_report import Json
from sheets_sync.workspace import Workspace

ADD = "pip install 'sheets-sync[calendar]'"


def write_calendars(workspace: Workspace, options: Options, folder: Path) -> Json:
    """The calendars of a workspace into a folder; → what `--json` prints.

    Raises UsageError without the extra «calendar», where a tab lost over half of its rows since
    the last summary, and what `export` raises.
    """
    if find_spec("icalendar") is None:
        raise UsageError(f"Календарям нужна библиотека icalendar: {ADD}")
    now = clock(workspace, options)
    with one_at_a_time(workspace.root, now):
        store = started(workspace, now, options)
        from sheets_sync.calendars.export import export  # books are read meanwhile
        from sheets_sync.runs.full_run import analysis_of
        from sheets_sync.runs.shrink import shrunk

        analysis = analysis_of(workspace, store, report_date(workspace, options, now))
        if reason := shrunk(Memo(workspace.root).recall(), analysis):
            raise UsageError(f"Календари не записаны: {reason}")
        options.progress("")
        return export(analysis, folder, workspace.root / FOLDER / "calendar.json")
