"""What `calendar` answers in the terminal."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sheets_sync.letters import plural

Content = dict[str, Any]
_SAID = {"new": "новых", "moved": "перенесено", "changed": "уточнено", "cancelled": "отменено"}
_MOST = 10
"""So many changes are told one by one."""


def calendar_text(content: Content) -> str:
    """How many files and events, and what changed since the last time."""
    files = plural(len(content["files"]), "файл", "файла", "файлов")
    events = plural(content["events"], "событие", "события", "событий")
    lines = [f"Календари: {files} в папке «{content['folder']}», {events}"]
    changed = [f"{said} — {content[name]}" for name, said in _SAID.items() if content[name]]
    lines.append(f"С прошлого раза: {', '.join(changed)}" if changed else "Ничего не изменилось")
    return "\n".join([*lines, *_changes(content["changes"]), *_warnings(content), ""])


def _changes(changes: list[dict[str, str]]) -> Iterator[str]:
    for one in changes[:_MOST]:
        was, start = _day(one["was"]), _day(one["start"])
        when = start if was == start else f"{was} → {start}"
        yield f"  {_SAID[one['change']]}: {when} {one['title']}"
    if len(changes) > _MOST:
        yield f"  и ещё {len(changes) - _MOST} (подробно — --json)"


def _day(moment: str) -> str:
    shown = "%d.%m.%Y %H:%M" if "T" in moment else "%d.%m.%Y"
    return datetime.fromisoformat(moment).strftime(shown)


def _warnings(content: Content) -> Iterator[str]:
    if content["unread"]:
        tabs = ", ".join(f"«{tab}»" for tab in content["unread"])
        yield f"Не прочитано: {tabs}. События оттуда остались прежними; что исправить, скажет check"
    for file in content["removed"]:
        yield f"Удалён «{file}»: этого человека или школы больше нет, отменять в нём нечего"
