"""Documents written as files: one, or one for each tutor, school or meeting from one analysis."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sheets_sync.analysis import Analysis
from sheets_sync.disk import free_name, safe_name
from sheets_sync.documents.files import marked, refuse_foreign, write
from sheets_sync.documents.make import make, needs
from sheets_sync.documents.shelf import Template
from sheets_sync.documents.subject import Request
from sheets_sync.errors import UsageError
from sheets_sync.figures.attendance import countable
from sheets_sync.reading.frames import each


@dataclass(frozen=True, slots=True)
class Written:
    """A document on disk, and what was left open in it."""

    file: Path
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The documents of a series, and by key why one was not made."""

    files: Mapping[str, Written]
    skipped: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where documents are made: the analysis, the moment, whether to write over anything."""

    analysis: Analysis
    now: datetime
    force: bool = False

    def one(self, template: Template, request: Request, file: Path | None) -> Written:
        """One document; without a file's name it lies in the current folder.

        Raises UsageError for a wrong request, an open document or a file that is not ours,
        SheetsSyncError when the file can't be written.
        """
        name = safe_name(" ".join((template.name, *request.options.values())))
        file = file or Path(f"{name}.docx")
        if file.suffix.lower() != ".docx":
            raise UsageError(f"«{file}»: документ Word называется «….docx»")
        if not self.force:
            refuse_foreign(file)
        made = make(self.analysis, template, request)
        write(file, marked(made.content, self.now))
        return Written(file, made.open)

    def series(self, template: Template, request: Request, kind: str, folder: Path) -> Series:
        """One document for each tutor, school or meeting; those still open are told and left out.

        Raises UsageError as `one` where no document can be made at all.
        """
        if not any(kind in subject.builds for subject in needs(template)):
            raise UsageError(f"Шаблон «{template.name}» не делается для каждого: --each {kind}")
        make_folder(folder)
        files: dict[str, Written] = {}
        skipped: dict[str, str] = {}
        taken: set[str] = set()
        for key, name in KINDS[kind](self.analysis):
            asked = replace(request, options={**request.options, kind: key})
            file = folder / f"{free_name(f'{template.name} {key} {name}', taken)}.docx"
            try:
                files[key] = self.one(template, asked, file)
            except UsageError as error:
                skipped[key] = str(error)
        return Series(files, skipped)


def make_folder(folder: Path) -> None:
    """The folder of a series. Raises UsageError where a file bears its name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError(f"-o «{folder}»: нужна папка для файлов") from None


Keys = Iterator[tuple[str, str]]


def _tutors(analysis: Analysis) -> Keys:
    for row in each(analysis.counted["tutors"].frame):
        yield row.code, analysis.tutor_names.get(row.code, row.surname)


def _schools(analysis: Analysis) -> Keys:
    for row in each(analysis.counted["schools"].frame):
        if row.active is not False:
            yield row.code, row.name


def _meetings(analysis: Analysis) -> Keys:
    for row in each(countable(analysis.counted["meetings"].frame, analysis.today)):
        yield row.code, f"{row.date:%d.%m.%Y}"


KINDS = {"tutor": _tutors, "school": _schools, "meeting": _meetings}
"""What --each may name, with the keys and names of all of them."""
