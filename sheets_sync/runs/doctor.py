"""`sheets-sync doctor`: whether everything a run needs is there, and how to mend what is not."""

from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.documents.reminders.wording import wording
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.letters import few
from sheets_sync.problems import STRUCTURAL, Check, Problem, Severity
from sheets_sync.runs.codes_only import nameless
from sheets_sync.runs.default_findings import default_findings
from sheets_sync.runs.finding import Finding, each_once, tried
from sheets_sync.runs.mail import Post
from sheets_sync.runs.memory import FOLDER
from sheets_sync.runs.notify_check import notify_findings
from sheets_sync.runs.open_google import api_of
from sheets_sync.runs.open_store import store_of, summary_store, taken
from sheets_sync.runs.remind import refuse_codes_only
from sheets_sync.runs.rights import refuse_unwritable_state, refuse_unwritable_summary
from sheets_sync.runs.sync import Options, clock, report_date
from sheets_sync.runs.sync_report import Json
from sheets_sync.runs.whose_summary import names_of
from sheets_sync.stores.base import Store
from sheets_sync.stores.files import (
    BookFile,
    books_in_order,
    is_address,
    passed,
    to_take_in,
    unmatched,
)
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.faults import GoogleDownError
from sheets_sync.stores.google.key import IMPERSONATED, SERVICE, spreadsheet_id
from sheets_sync.stores.google.pace import one_budget
from sheets_sync.stores.google.read import STATE_ONLY, Spreadsheet
from sheets_sync.stores.google.refusals import refuse_protected
from sheets_sync.stores.google.titles import refuse_taken
from sheets_sync.stores.google.write_plan import refuse_another
from sheets_sync.stores.xlsx.opened import refuse_open
from sheets_sync.stores.xlsx.read import read_books
from sheets_sync.summary.tabs import TITLES
from sheets_sync.tables.books import IN_ORDER, SPARE, UNBOUND
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.tables.tutors import TUTORS
from sheets_sync.workspace import Workspace

_NO_PROJECT = (
    "; проект не указан: если Google его потребует, выполните gcloud auth application-default "
    "set-quota-project ПРОЕКТ"
)

_OF_SETTINGS = frozenset(
    {
        Check.BOOK_FOREIGN,
        Check.BOOK_TWICE,
        Check.TAB_NOT_FOUND,
        Check.TAB_UNREAD,
        Check.HEAD_NOT_FOUND,
        Check.COLUMN_DEFAULT,
        Check.COLUMN_TWICE,
    }
)
"""What `[tabs]`, `[headers]` and `[defaults]` say wrong, or should say and do not."""


_OPEN = "open"
"""Somebody has the summary open: the books can be looked at all the same."""


def doctor(workspace: Workspace, options: Options, notify: bool = False) -> list[Finding]:
    """Look at the key, at every book, at the summary, at who is told of failures, at letters, at
    the headers and at the settings that name them, in this order; with `notify` a test letter goes
    out.

    All looks at Google together may lose on faults what one command may.
    """
    with one_budget() if workspace.uses_google else nullcontext():
        return each_once(_Checkup(workspace).run(options, notify))


def content_of(findings: list[Finding]) -> Json:
    """What `--json` prints."""
    return {"ok": all(f.ok for f in findings), "checks": [asdict(f) for f in findings]}


@dataclass
class _Checkup:
    """One look at a workspace. `down`: Google is out of reach, nothing more is asked of it."""

    workspace: Workspace
    api: GoogleApi = field(init=False)
    down: bool = False

    def run(self, options: Options, notify: bool) -> list[Finding]:
        """All findings."""
        found = [*self._key()]
        if all(one.ok for one in found):
            found += self._books()
            found += self._summary()
        read = all(one.ok or one.check == _OPEN for one in found)
        state = partial(refuse_unwritable_state, self.workspace.root)
        found.append(tried("state", FOLDER, "можно писать: здесь помнится прежнее", state))
        found += notify_findings(self.workspace, notify)
        found += self._letters()
        return [*found, *(_structure(self.workspace, options) if read else ())]

    def _tried(self, check: str, what: str, good: str, work: Callable[[], object]) -> Finding:
        """As `tried`, and whether Google is out of reach."""

        def asked() -> None:
            try:
                work()
            except GoogleDownError:
                self.down = True
                raise

        return tried(check, what, good, asked)

    def _key(self) -> Iterator[Finding]:
        if self.workspace.uses_google:
            taken = self._tried("key", "ключ Google", "", self._take_key)
            yield replace(taken, message=self._said_of_key()) if taken.ok else taken

    def _take_key(self) -> None:
        self.api = api_of(self.workspace)

    def _said_of_key(self) -> str:
        """What kind of key or login it is, whose, and what may still be missing."""
        key = self.api.key
        if key.kind == SERVICE:
            return f"ключ сервисного аккаунта {key.email}, на месте, закрыт от других"
        if key.kind == IMPERSONATED:
            return f"вход gcloud от имени сервисного аккаунта {key.email}"
        with suppress(SheetsSyncError):  # what is wrong with it is told where it is needed
            self.api.sign_in()
        project = f"; запросы считаются проекту {key.project}" if key.project else _NO_PROJECT
        return f"вход gcloud, аккаунт {self.api.account}{project}"

    def _books(self) -> Iterator[Finding]:
        workspace = self.workspace
        try:
            books = books_in_order(workspace.root, workspace.books, workspace.summary)
        except SheetsSyncError as error:
            yield Finding("books", "books", False, str(error))
            return
        for book in books:
            if isinstance(book, BookFile):
                yield self._tried("book", book.name, "читается", partial(self._read, book))
            elif not self.down:
                look = partial(self._look, book)
                yield self._named(self._tried("spreadsheet", book, "открыта для программы", look))
        for pattern in unmatched(workspace.root, workspace.books, workspace.summary):
            yield Finding("book", pattern, True, "книг пока нет; когда появятся, прочитаются")
        for file, _ in passed(workspace.root, workspace.books, workspace.summary):
            yield Finding("book", file, True, f"лежит рядом, но не читается: {to_take_in(file)}")

    def _summary(self) -> Iterator[Finding]:
        """A summary in Google must be editable, and its titles not taken."""
        address = self.workspace.summary
        if not is_address(address):
            store = summary_store(self.workspace, clock(self.workspace))
            local = self._tried("summary", address, "можно обновлять", partial(self._local, store))
            look = partial(refuse_open, self.workspace.root / address, clock(self.workspace))
            opened = tried(_OPEN, address, "", look)
            yield local if opened.ok or not local.ok else opened
        elif not self.down:
            yield from self._google_summary(address)

    def _local(self, store: Store) -> None:
        store.read(frozenset())
        refuse_unwritable_summary(self.workspace.root / self.workspace.summary)

    def _google_summary(self, address: str) -> Iterator[Finding]:
        for check, good, work in (
            ("summary", "открыта для программы", self._look),
            ("editor", "программа может её изменять", self._probe),
            ("owner", "сводку в ней ведёт эта папка", self._owner),
            ("titles", "названия листов сводки свободны", self._titles),
            ("protected", "защита листов программу пускает", self._protected),
        ):
            finding = self._named(self._tried(check, address, good, partial(work, address)))
            yield finding
            if self.down or (check == "summary" and not finding.ok):
                return

    def _letters(self) -> Iterator[Finding]:
        """Letters that `run` is to send by itself need their wording and a server."""
        if self.workspace.remind.weekday is not None:
            good = "шаблон верен, почтовый сервер впускает"
            yield tried("letters", "письма", good, self._post)

    def _post(self) -> None:
        refuse_codes_only(self.workspace)
        wording(self.workspace.root)
        with closing(Post(self.workspace.notify)) as post:
            post.reach()

    def _named(self, finding: Finding) -> Finding:
        """The finding of an address under the title that people know."""
        with suppress(UsageError):  # what is no spreadsheet's address is told as it is
            return replace(finding, what=self.api.name_of(spreadsheet_id(finding.what)))
        return finding

    def _read(self, book: BookFile) -> object:
        return read_books([book], frozenset(), self.workspace.limits)

    def _look(self, address: str) -> Spreadsheet:
        return self.api.get(spreadsheet_id(address), address, STATE_ONLY)

    def _probe(self, address: str) -> None:
        self.api.probe(spreadsheet_id(address))

    def _owner(self, address: str) -> None:
        refuse_another(names_of(self.workspace), self._look(address))

    def _protected(self, address: str) -> None:
        refuse_protected(self._look(address), self.api.account)

    def _titles(self, address: str) -> None:
        refuse_taken(TITLES, self._look(address))


def _structure(workspace: Workspace, options: Options) -> Iterator[Finding]:
    """Every tab and column that is missing, by the same reading that `check` does."""
    now = clock(workspace)
    try:
        snapshot = taken(workspace, store_of(workspace, now), now.date())
    except SheetsSyncError as error:
        yield Finding("structure", "книги", False, str(error))
        return
    analysis = analyse(workspace, snapshot, report_date(workspace, options, now), True)
    bad = [p for p in analysis.problems if p.check in STRUCTURAL | _OF_SETTINGS]
    bad = [p for p in bad if (p.check, p.severity) != (Check.COLUMN_DEFAULT, Severity.INFO)]
    spared = [p for p in bad if _spared(p, workspace)]
    bad = [p for p in bad if p not in spared]
    for problem in bad:
        yield Finding("structure", problem.place.shown, False, problem.sentence())
    lost = [*_not_found(analysis)]
    yield from lost
    if not (bad or lost):
        yield Finding("structure", "листы и столбцы", True, "все нужные найдены")
    if spared:
        gone = ", ".join(f"«{p.place.tab}»" for p in spared)
        said = f"не ведутся: {gone}; остальное считается и без них"
        yield Finding("structure", "листы программы", True, said)
    yield from default_findings(analysis)
    yield from _codes(analysis)


def _not_found(analysis: Analysis) -> Iterator[Finding]:
    """Which of our tables no book has, where tabs stand that may be they: some look like ours, or
    those that nearly all needs are not there."""
    names, problems = TabNames(analysis.workspace.tabs), analysis.problems
    told = {p.place.tab for p in problems if p.check is Check.TAB_MISSING}
    found = {names.table(tab.tab) for tab in analysis.tabs}
    needed = (
        t
        for t in IN_ORDER
        if not t.optional and t not in (*SPARE, *UNBOUND) and t.title not in told
    )
    lost = [table for table in needed if table not in found]
    unknown = [f"«{p.place.tab}»" for p in problems if p.check is Check.TAB_UNKNOWN]
    alike = any(p.check in (Check.BOOK_FOREIGN, Check.TAB_UNREAD) for p in problems)
    if lost and (alike or (unknown and {SCHOOLS, TUTORS} & {*lost})):
        said = f"не нашлось {', '.join(table.sheet for table in lost)}"
        stand = few(unknown, "лист", "листа", "листов", 8)
        beside = f"; незнакомые листы: {stand}" if unknown and not alike else ""
        way = "какие ваши листы — они, укажите в [tabs] (подскажет sheets-sync adopt)"
        yield Finding("structure", "листы программы", False, f"{said}{beside}: {way}")


def _spared(problem: Problem, workspace: Workspace) -> bool:
    """Whether a tab is not there that a centre may not keep: an error of the tables by the
    contract, and nothing to be set up. One that the settings or another tab speak of is missed."""
    title, names = problem.place.tab, TabNames(workspace.tabs)
    if problem.check is not Check.TAB_MISSING or "[tabs]" in problem.fix:
        return False
    said = map(names.table, workspace.headers)
    return any(table.title == title and table not in said for table in SPARE)


def _codes(analysis: Analysis) -> Iterator[Finding]:
    """With `codes_only` a summary in Google needs the directory that tells who is to be hidden."""
    workspace = analysis.workspace
    if workspace.codes_only and is_address(workspace.summary):
        try:
            nameless((), analysis)
        except SheetsSyncError as error:
            yield Finding("codes", workspace.summary, False, str(error))
