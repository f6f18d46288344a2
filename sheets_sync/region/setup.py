"""`region.toml` → a frozen Region; all complaints at once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sheets_sync.errors import UsageError
from sheets_sync.stores.patterns import folders, is_pattern
from sheets_sync.stores.setting_values import (
    is_day,
    is_flag,
    is_number,
    is_summary,
    is_text,
    is_texts,
    is_zone,
)
from sheets_sync.stores.settings_file import Known, complaints_of, located, parsed, unknown, wrong
from sheets_sync.workspace import FILE as WORKSPACE_FILE
from sheets_sync.workspace import Workspace

FILE = "region.toml"
BY_NAME, BY_HELP = "name", "help"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality's name and its workspace: a folder or the `workspace.toml` in it."""

    name: str
    workspace: Path


@dataclass(frozen=True, slots=True)
class Region:
    """The municipalities and where their summary goes. `place` is what the program's own files and
    stores ask of a workspace: here one without books. Each municipality may take so many
    `seconds`; `names` says whether people may be named, `order` how municipalities stand."""

    place: Workspace
    municipalities: tuple[Municipality, ...]
    order: str = BY_NAME
    names: bool = False
    seconds: float = 600

    @property
    def today(self) -> date | None:
        """The report date of the file, if it fixes one."""
        return self.place.today


_TOP: Known = {
    "organisation": (is_text, "название организации в кавычках"),
    "summary": (is_summary, 'файл сводки, например "Сводка региона.xlsx", или адрес таблицы'),
    "workspaces": (
        lambda v: is_text(v) or is_texts(v),
        'папки муниципалитетов, например "районы/*"',
    ),
    "municipality": (
        lambda v: isinstance(v, list) and bool(v) and all(isinstance(one, dict) for one in v),
        'разделы [[municipality]] со строками name = "Верхнереченск" и workspace = "р/город"',
    ),
    "order": (lambda v: v in (BY_NAME, BY_HELP), '"name" (по названию) или "help" (по помощи)'),
    "names": (is_flag, "true или false"),
    "today": (is_day, "дата без кавычек, например 2021-02-18"),
    "timezone": (is_zone, 'часовой пояс, например "Europe/Moscow"'),
}
_SECTIONS: Mapping[str, Known] = {
    "google": {"credentials": (is_text, "путь к ключу сервисного аккаунта")},
    "limits": {
        "seconds": (partial(is_number, most=_DAY), f"число больше нуля, не больше {_DAY}"),
    },
}
_ONE: Known = {
    "name": (is_text, 'название муниципалитета, например "Верхнереченск"'),
    "workspace": (is_text, 'его рабочая папка, например "районы/верхнереченск"'),
}


def find(where: str | Path) -> Path:
    """A region's file, or the folder with its region.toml. Raises UsageError."""
    file, there = located(where, FILE)
    if there and file.suffix.lower() == ".toml":
        return file
    raise UsageError(
        f"Нет файла региона «{file}». Создайте его по docs/region.md и назовите, например, {FILE}"
    )


def load(where: str | Path) -> Region:
    """Read a region. Raises UsageError that lists everything that is wrong with the file."""
    file = find(where)
    data = parsed(file)
    complaints = [*complaints_of(data, _TOP, _SECTIONS, ("summary",))]
    complaints += _of_municipalities(data)
    if not complaints:
        root = file.parent.resolve()
        found = [*_named(root, data), *_matched(root, data)]
        complaints = [*_of_found(found)]
    if complaints:
        raise UsageError(f"{file.name}: " + "; ".join(complaints))
    return _region(root, data, tuple(found))


def _of_municipalities(data: Mapping[str, Any]) -> Iterator[str]:
    if not data.keys() & {"municipality", "workspaces"}:
        yield 'нет муниципалитетов: добавьте строку workspaces = "районы/*" или [[municipality]]'
    rows = data.get("municipality", [])
    for number, one in enumerate(rows if isinstance(rows, list) else (), 1):
        if isinstance(one, dict):
            where = f"[[municipality]] № {number}: "
            yield from unknown(one, _ONE, where)
            yield from wrong(one, _ONE, where)
            lost = [name for name in _ONE if name not in one]
            yield from (f"{where}нет строки «{name}»: {_ONE[name][1]}" for name in lost)


def _named(root: Path, data: Mapping[str, Any]) -> Iterator[Municipality]:
    for one in data.get("municipality", ()):
        yield Municipality(one["name"].strip(), root / one["workspace"])


def _matched(root: Path, data: Mapping[str, Any]) -> Iterator[Municipality]:
    """The folders of `workspaces`, each by its own name; the region's own folder is none."""
    said = data.get("workspaces", ())
    named = {_real(one.workspace) for one in _named(root, data)} | {root}
    for pattern in [said] if isinstance(said, str) else said:
        for folder in _folders(root, pattern):
            if _real(folder) not in named:
                named.add(_real(folder))
                yield Municipality(folder.name, folder)


def _folders(root: Path, pattern: str) -> list[Path]:
    try:
        return folders(root, pattern) if is_pattern(pattern) else [root / pattern]
    except UsageError:
        raise UsageError(f"«{pattern}»: так папки не пишутся. Пример: районы/*") from None


def _real(path: Path) -> Path:
    path = path.resolve()
    return path.parent if path.name == WORKSPACE_FILE else path


def _of_found(found: list[Municipality]) -> Iterator[str]:
    if not found:
        yield "в «workspaces» не нашлось ни одной папки: проверьте путь"
    for name, count in Counter(one.name for one in found).items():
        if count > 1:
            yield f"название «{name}» у {count} муниципалитетов: назовите их по-разному"
    for folder, count in Counter(_real(one.workspace) for one in found).items():
        if count > 1:
            yield f"рабочая папка «{folder.name}» указана дважды: оставьте одну"


def _region(root: Path, data: Mapping[str, Any], found: tuple[Municipality, ...]) -> Region:
    place = Workspace(
        root=root,
        books=tuple(one.name for one in found),
        summary=data["summary"],
        organisation=data.get("organisation", ""),
        today=data.get("today"),
        timezone=ZoneInfo(data.get("timezone", "Europe/Moscow")),
        credentials=data.get("google", {}).get("credentials", ""),
    )
    more = {name: data[name] for name in ("order", "names") if name in data}
    return Region(place, found, **more, **data.get("limits", {}))
