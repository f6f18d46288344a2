"""What the letter about failures says, and the one about the recovery; a run in one line."""

from datetime import datetime

from sheets_sync.letters import plural
from sheets_sync.runs.job_state import OUTCOMES, Entry, State
from sheets_sync.workspace import Workspace


def letter(workspace: Workspace, entry: Entry, state: State, event: str) -> tuple[str, str]:
    """The subject and the text for an event, «failure» or «recovery»."""
    name = workspace.organisation or workspace.root.name
    if event == "failure":
        subject = f"Сводка не обновляется: {name}"
        times = plural(state.failures, "раз", "раза", "раз")
        since = f"Последний раз была верна {day_of(state.last_good)}." if state.last_good else ""
        text = f"Не вышло {times} подряд. {entry.sentence}\n{since}"
    else:
        subject, text = f"Сводка снова обновляется: {name}", said(entry)
    where = f"\n\nРабочая папка: {workspace.root}\nПодробно: sheets-sync status"
    return subject, text.strip() + where


def _ended(entry: Entry) -> str:
    """«снова верна: не выходило 3 раза, с 18.02.2021 07:00»"""
    times = plural(entry.failed_before, "раз", "раза", "раз")
    since = f", с {day_of(entry.failed_since)}" if entry.failed_since else ""
    return f"снова верна: не выходило {times}{since}"


def day_of(iso: str) -> str:
    """A moment of the state as people write it, «?» for none."""
    try:
        return f"{datetime.fromisoformat(iso):%d.%m.%Y %H:%M}"
    except ValueError:
        return "?"


def said(entry: Entry) -> str:
    """A run in one line: «сводка обновлена: Сводка, История; книг 7, строк 1 204 …»."""
    words = OUTCOMES.get(entry.outcome, entry.outcome)
    parts = [f"{words}: {entry.sentence}" if entry.sentence else words]
    if entry.failed_before:
        parts.append(_ended(entry))
    if entry.books:
        parts.append(f"книг {entry.books}, строк {entry.rows}, из них учтено {entry.counted}")
        parts.append(f"ошибок {entry.errors}, предупреждений {entry.warnings}")
    if entry.left_out:
        parts.append(f"не вошло: {'; '.join(entry.left_out)}")
    if entry.read or entry.write:
        parts.append(f"запросов к Google {entry.read} + {entry.write}")
    parts.append(f"{entry.seconds:.1f} с".replace(".", ","))
    return "; ".join(parts)
