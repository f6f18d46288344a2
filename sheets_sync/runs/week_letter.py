"""What the letter of the week says and carries."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.checks.remark_lines import told
from sheets_sync.disk import read_regular, safe_name
from sheets_sync.errors import SheetsSyncError
from sheets_sync.letters import plural
from sheets_sync.runs.codes_only import nameless
from sheets_sync.runs.mail import Post
from sheets_sync.runs.memory import Memo
from sheets_sync.runs.open_store import store_of, taken
from sheets_sync.runs.problem_memory import recall
from sheets_sync.runs.sync import Options, clock, report_date
from sheets_sync.stores.files import called, is_address
from sheets_sync.stores.xlsx.office import as_pdf
from sheets_sync.stores.xlsx.paint import workbook_of
from sheets_sync.stores.xlsx.parts import finished
from sheets_sync.summary.not_in import not_in
from sheets_sync.summary.view import Stamp, View
from sheets_sync.summary.week_page import week_page
from sheets_sync.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WeekLetter:
    """A letter and the file (name, content) that it carries."""

    subject: str
    text: str
    file: tuple[str, bytes] | None = None


Send = Callable[[str, WeekLetter], SheetsSyncError | None]


@contextmanager
def post(workspace: Workspace) -> Iterator[Send]:
    """A way to send letters (→ what was in the way). Raises SheetsSyncError where the server lets
    nobody in."""
    with closing(Post(workspace.notify)) as server:
        server.reach()

        def send(to: str, letter: WeekLetter) -> SheetsSyncError | None:
            try:
                server.send(to, letter.subject, letter.text, letter.file)
            except SheetsSyncError as error:
                return error
            return None

        yield send


def excuse(workspace: Workspace, why: str) -> WeekLetter:
    """The letter that says why there is no page yet; with `codes_only` who has what open, and in
    whose book it is, is not for the mail."""
    told = "Почему, скажет sheets-sync status." if workspace.codes_only else why
    text = (
        "Сводка этой недели пока не отправлена: она не обновлена.\n"
        f"{told}\n\nКак только обновится, придёт сама; чинить — тому, кто ведёт программу."
    )
    return WeekLetter(f"Сводки недели пока нет: {_name(workspace)}", text)


def page(workspace: Workspace, options: Options) -> WeekLetter:
    """The letter with the page, by the books as they stand. With `codes_only` it names nobody."""
    now = clock(workspace, options)
    today = report_date(workspace, options, now)
    known = Memo(workspace.root).recall().rows
    analysis = analyse(workspace, taken(workspace, store_of(workspace, now), today, known), today)
    past = recall(workspace.root)
    grids = [week_page(View(analysis, Stamp(today, now, fixed=True), past=past))]
    if workspace.codes_only:
        grids = nameless(grids, analysis)
    paper = finished(workbook_of(grids, {}, workspace.organisation), grids, now)
    name = safe_name(f"Сводка недели {today:%d.%m.%Y}")
    if pdf := as_pdf(paper):
        return _letter(analysis, "на одной странице", (f"{name}.pdf", pdf))
    return _letter(analysis, "книгой Excel", _workbook(workspace, f"{name}.xlsx", paper))


def _workbook(workspace: Workspace, name: str, paper: bytes) -> tuple[str, bytes]:
    """The summary itself; of one in Google, or where nobody is to be named, the page."""
    if is_address(workspace.summary) or workspace.codes_only:
        return name, paper
    return workspace.summary.rpartition("/")[2], read_regular(workspace.root / workspace.summary)


def _letter(analysis: Analysis, how: str, file: tuple[str, bytes]) -> WeekLetter:
    workspace = analysis.workspace
    counts = told(analysis.problems)
    errors = plural(counts.errors, "ошибка", "ошибки", "ошибок")
    lines = [
        f"Во вложении — «Сводка» и «Что сделать» {how}, данные на {analysis.today:%d.%m.%Y}.",
        f"В таблицах {errors}: чьи и где, сказано на листе «Замечания».",
        *_missing(analysis),
        f"\nВся сводка — «{called(workspace.summary, analysis.titles)}».",
    ]
    subject = f"Сводка недели: {_name(workspace)}, {analysis.today:%d.%m.%Y}"
    return WeekLetter(subject, "\n".join(lines), file)


def _missing(analysis: Analysis) -> Iterator[str]:
    """What did not enter; a file's name may be somebody's, and then is not told."""
    lines = not_in(analysis, (), of_all=True)
    if lines and analysis.workspace.codes_only:
        yield "Вошли не все книги: какие, скажет sheets-sync status."
    else:
        yield from (str(cell.value) for cell in lines)


def _name(workspace: Workspace) -> str:
    return workspace.organisation or workspace.root.name
