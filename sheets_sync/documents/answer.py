"""What a command asks of the documents, and the answer as `--json` prints it."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.make import needs
from sheets_sync.documents.output import Desk
from sheets_sync.documents.shelf import template, templates
from sheets_sync.documents.subject import Request
from sheets_sync.errors import UsageError

Json = dict[str, Any]


def listed(workspace: Path) -> Json:
    """Every template: name, file, whether it is the workspace's own, the options it needs."""
    return {"templates": [_listed(one) for _, one in sorted(templates(workspace).items())]}


def _listed(one: Any) -> Json:
    row = {"name": one.name, "file": str(one.file), "own": one.own}
    try:
        wanted = [list(subject.builds) for subject in needs(one) if subject.otherwise is None]
    except UsageError as error:
        return {**row, "needs": [], "fault": str(error)}
    return {**row, "needs": wanted}


@dataclass(frozen=True, slots=True)
class Asked:
    """What `document` was asked for."""

    name: str
    request: Request
    output: Path | None = None
    each: str | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer and whether it tells of a series."""

    content: Json
    series: bool = field(default=False)


def answered(analysis: Analysis, asked: Asked, now: datetime) -> Answer:
    """Make what was asked for. Raises UsageError and SheetsSyncError as `Desk` does."""
    one = template(analysis.workspace.root, asked.name)
    desk = Desk(analysis, now, asked.force)
    if asked.each is None:
        made = desk.one(one, asked.request, asked.output)
        return Answer({"template": one.name, "file": str(made.file), "open": list(made.open)})
    folder = asked.output
    if folder is None:
        raise UsageError("С ключом --each нужна папка: -o ПАПКА")
    made_all = desk.series(one, asked.request, asked.each, folder)
    files = {k: {"file": str(w.file), "open": list(w.open)} for k, w in made_all.files.items()}
    skipped = dict(made_all.skipped)
    content = {"template": one.name, "folder": str(folder), "files": files, "skipped": skipped}
    return Answer(content, series=True)
