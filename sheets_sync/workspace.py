"""`workspace.toml` → a frozen Workspace; all complaints at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sheets_sync.errors import UsageError
from sheets_sync.periods import WEEKDAYS, SchoolYear, of_year
from sheets_sync.sheet.thresholds import PERCENTS, TARGETS, THRESHOLDS, disorder
from sheets_sync.stores.files import is_address, whole_name
from sheets_sync.stores.limits import MOST, Limits
from sheets_sync.stores.organisation import shortened
from sheets_sync.stores.setting_values import (
    is_count,
    is_day,
    is_flag,
    is_heads,
    is_host,
    is_mail,
    is_mails,
    is_names,
    is_number,
    is_owners,
    is_percent,
    is_rule,
    is_section,
    is_sections,
    is_summary,
    is_text,
    is_texts,
    is_weekday,
    is_weekly,
    is_whole,
    is_zone,
)
from sheets_sync.stores.settings_file import Check, complaints_of, located, parsed
from sheets_sync.stores.settings_sections import (
    Documents,
    Notify,
    Remind,
    nobody_to_write_to,
    notify_of,
    remind_of,
)

FILE = "workspace.toml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where the books are, where the summary goes, and the rules of this centre.

    `owners` are the keepers' names by book, `mails` their addresses where they are given; `words`
    are the centre's own by column, each with its other spellings, `defaults` values by tab and
    column for books that lack it; `previous` is last year's folder, to compare with, `earlier` are
    those of all years that are named, it first.
    """

    root: Path
    books: tuple[str, ...]
    summary: str
    organisation: str = ""
    short_name: str = ""
    school_year: SchoolYear | None = None
    today: date | None = None
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Moscow"))
    credentials: str = ""
    codes_only: bool = False
    overdue_days: int = 3
    low_results: str = "R1 or R2"
    limits: Limits = field(default_factory=Limits)
    notify: Notify = field(default_factory=Notify)
    remind: Remind = field(default_factory=Remind)
    owners: Mapping[str, str] = field(default_factory=dict)
    mails: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tabs: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    defaults: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    documents: Documents = field(default_factory=Documents)
    thresholds: Mapping[str, int] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    previous: str = ""
    earlier: tuple[str, ...] = ()

    @property
    def our_name(self) -> str:
        """What the organisation is called in a word, where its side is meant: «ИМЦ», «ГМЦ»."""
        return self.short_name or shortened(self.organisation) or "ИМЦ"

    @property
    def uses_google(self) -> bool:
        """Whether a book or the summary is a spreadsheet."""
        return any(map(is_address, (*self.books, self.summary)))


def year_of(text: Any) -> SchoolYear | None:
    """«2020–2021» (any dash or slash) → the school year; None for what is none."""
    from sheets_sync.tables.kinds.base import Context
    from sheets_sync.tables.kinds.years import YEAR

    reading = YEAR.read(text, Context(0)) if isinstance(text, str) else None
    return SchoolYear(int(reading.value[:4])) if reading and reading.value else None


_MOST_DAYS = 366
_MOST_AHEAD = 14
"""Days: nobody is told of what comes later."""
_PERCENT: tuple[Check, str] = (is_percent, "целое число процентов от 0 до 100")
_TOP: Mapping[str, tuple[Check, str]] = {
    "organisation": (is_text, "название организации в кавычках"),
    "short_name": (is_text, 'короткое название организации, например "ГМЦ"'),
    "school_year": (lambda v: year_of(v) is not None, 'учебный год, например "2020–2021"'),
    "today": (is_day, "дата без кавычек, например 2021-02-18"),
    "timezone": (is_zone, 'часовой пояс, например "Europe/Moscow"'),
    "books": (is_texts, 'список книг, например ["Справочники.xlsx"]'),
    "previous": (
        lambda v: is_text(v) or is_texts(v),
        'папка прошлого года, например "2020-2021", или список: ["2020-2021", "2019-2020"]',
    ),
    "summary": (is_summary, 'файл сводки, например "Сводка ИМЦ.xlsx"'),
    "owners": (
        is_owners,
        'строки вида "Книга.xlsx" = "кто её ведёт" или "Книга.xlsx" = { name = "кто её ведёт", '
        'mail = "адрес почты" }',
    ),
    "tabs": (is_names, 'строки вида "Журнал *" = "Журнал"'),
    "headers": (
        is_heads,
        'раздел вида [headers."График"] со строками "Как у вас" = "Как в шаблоне"',
    ),
    "defaults": (
        is_sections,
        'раздел вида [defaults."Журнал"] со строками "Столбец" = "значение"',
    ),
    "words": (is_section, 'раздел со строками "Столбец" = ["ваше слово"]'),
}
_SECTIONS: Mapping[str, Mapping[str, tuple[Check, str]]] = {
    "google": {
        "credentials": (is_text, "путь к ключу сервисного аккаунта"),
        "codes_only": (is_flag, "true или false"),
    },
    "rules": {
        "overdue_days": (lambda v: is_whole(v, _MOST_DAYS), f"число дней от 0 до {_MOST_DAYS}"),
        "low_results": (is_rule, '"R1", "R2", "R1 or R2" или "R1 and R2"'),
    },
    "limits": {
        name: (partial(is_number, most=most), f"число больше нуля, не больше {most}")
        for name, most in MOST.items()
    },
    "thresholds": {
        name: _PERCENT if name in PERCENTS else (is_count, "целое число от 1")
        for name in THRESHOLDS
    },
    "targets": dict.fromkeys(TARGETS, _PERCENT),
    "documents": {
        "organisation": (is_text, "полное название организации"),
        "city": (is_text, "город"),
        "community": (is_text, 'чьё сообщество, например "учителей-тьюторов"'),
        "head": (is_text, 'кто подписывает, например "Иванова Анна Петровна, начальник отдела"'),
    },
    "notify": {
        "after": (is_count, "число неудач подряд, например 3"),
        "command": (is_text, "команда в кавычках"),
        "mail": (is_mail, 'адрес почты, например "it@example.org"'),
        "smtp": (is_host, 'почтовый сервер и порт, например "smtp.example.org:587"'),
        "user": (is_text, "имя для входа на почтовый сервер"),
        "sender": (is_mail, "адрес, от которого идут письма"),
        "weekly": (is_weekly, 'день недели и время, например "пн 8:00"'),
        "weekly_to": (is_mails, 'адрес почты или список, например "head@example.org"'),
    },
    "remind": {
        "days": (lambda v: is_whole(v, _MOST_AHEAD), f"число дней от 0 до {_MOST_AHEAD}"),
        "weekday": (is_weekday, f'день недели, например "{WEEKDAYS[0]}"'),
        "most": (is_count, "сколько писем отправлять за один запуск, например 50"),
    },
}


def find(where: str | Path) -> Path:
    """A folder or its workspace.toml → the path of workspace.toml. Raises UsageError."""
    file, there = located(where, FILE)
    if there and file.suffix.lower() != ".toml":
        raise UsageError(f"«{Path(where)}» — не рабочая папка: укажите папку или её {FILE}")
    if not there:
        raise UsageError(
            f"Нет файла {FILE} в «{Path(where)}». Создайте рабочую папку: sheets-sync init ПАПКА"
        )
    return file


def load(where: str | Path) -> Workspace:
    """Read a workspace. Raises UsageError that lists everything that is wrong with the file."""
    file = find(where)
    data = parsed(file)
    complaints = [*complaints_of(data, _dated(data), _SECTIONS, ("books", "summary"))]
    if not complaints:
        complaints = [f"[thresholds] {one}" for one in disorder(data.get("thresholds", {}))]
        complaints += [f"[tabs] {one}" for one in _wrong_tabs(data.get("tabs", {}))]
        complaints += _wrong_own(data)
        complaints += nobody_to_write_to(data.get("notify", {}))
    if complaints:
        raise UsageError(f"{file.name}: " + "; ".join(complaints))
    return _workspace(file.parent, data)


def _dated(data: Mapping[str, Any]) -> Mapping[str, tuple[Check, str]]:
    """What the top lines may be, with examples of the year that they are about."""
    day = data["today"] if is_day(data.get("today")) else date.today()
    year = year_of(data.get("school_year")) or SchoolYear.of(day)
    return {name: (good, of_year(hint, year.start)) for name, (good, hint) in _TOP.items()}


def _wrong_tabs(tabs: Mapping[str, str]) -> Iterator[str]:
    if tabs:
        from sheets_sync.tables.tab_titles import wrong_targets  # all tables: for who names tabs

        yield from wrong_targets(tabs)


def _wrong_own(data: Mapping[str, Any]) -> Iterator[str]:
    if data.get("words") or data.get("defaults"):
        from sheets_sync.tables.own_settings import wrong_own

        year = year_of(data.get("school_year")) or SchoolYear.of(data.get("today", date.today()))
        yield from wrong_own(data, _headers(data.get("headers", {})), year.start)


def _declared(words: Mapping[str, Any]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    if not words:
        return {}
    from sheets_sync.tables.own_words import declared

    return declared(words)


def _workspace(root: Path, data: Mapping[str, Any]) -> Workspace:
    plain = ("organisation", "short_name", "today", "summary", "tabs", "defaults")
    earlier = data.get("previous", ())
    earlier = (earlier,) if isinstance(earlier, str) else tuple(earlier)
    top = {k: data[k] for k in plain if k in data}
    top["summary"] = whole_name(top["summary"])
    rules, google = (data.get(name, {}) for name in ("rules", "google"))
    owners = {whole_name(book): one for book, one in data.get("owners", {}).items()}
    return Workspace(
        root=root.resolve(),
        books=tuple(map(whole_name, data["books"])),
        school_year=year_of(data.get("school_year")),
        timezone=ZoneInfo(data.get("timezone", "Europe/Moscow")),
        limits=Limits(**data.get("limits", {})),
        notify=notify_of(data.get("notify", {})),
        remind=remind_of(data.get("remind", {})),
        owners={book: _owner(one)["name"] for book, one in owners.items()},
        mails={book: mail for book, one in owners.items() if (mail := _owner(one).get("mail"))},
        documents=Documents(**data.get("documents", {})),
        thresholds=data.get("thresholds", {}),
        targets=data.get("targets", {}),
        headers=_headers(data.get("headers", {})),
        words=_declared(data.get("words", {})),
        previous=next(iter(earlier), ""),
        earlier=earlier,
        **top,
        **rules,
        **google,
    )


def _headers(sections: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, str]]:
    """`[headers]`; of a column that serves for several they stand in one text."""

    def one(said: str | Sequence[str]) -> str:
        return said if isinstance(said, str) else "; ".join(said)

    return {t: {head: one(said) for head, said in of.items()} for t, of in sections.items()}


def _owner(said: str | Mapping[str, str]) -> Mapping[str, str]:
    """A line of `[owners]`: the keeper's name, and an address where it gives one."""
    return {"name": said} if isinstance(said, str) else said
