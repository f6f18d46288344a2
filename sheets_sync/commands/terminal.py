"""What a person sees in the terminal: text, colours, progress, errors in Russian."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sheets_sync.letters import plural

Content = Mapping[str, Any]
SHOWN_PROBLEMS = 200

_COLOURS = {"red": "31", "yellow": "33", "green": "32", "dim": "2", "bold": "1"}
_SEVERITY = {"ошибка": "red", "предупреждение": "yellow", "сведение": "dim"}


def prepare() -> None:
    """Russian text must leave any terminal and any pipe whole."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def colour(text: str, name: str, stream: Any = None) -> str:
    """The text coloured, unless NO_COLOR is set or nobody looks."""
    stream = stream or sys.stdout
    if os.environ.get("NO_COLOR") or not stream.isatty() or os.environ.get("TERM") == "dumb":
        return text
    return f"\033[{_COLOURS[name]}m{text}\033[0m"


def failure(sentence: str, as_json: bool) -> None:
    """An error our user can mend: one line, on stdout as JSON if asked."""
    if as_json:
        sys.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(colour("Ошибка: ", "red", sys.stderr) + sentence + "\n")


def progress(silent: bool) -> Callable[[str], None]:
    """A line on the terminal that says what is going on; nothing in a pipe."""
    if silent or not sys.stderr.isatty():
        return lambda step: None

    def show(step: str) -> None:
        sys.stderr.write("\r\033[K" + (colour(f"{step}…", "dim", sys.stderr) if step else ""))
        sys.stderr.flush()

    return show


def check_text(content: Content) -> str:
    """What `check` prints."""
    return "\n".join([*_counts(content), "", *_problems(content), "", *_next(content), ""])


def sync_text(content: Content) -> str:
    """What `sync` prints."""
    return "\n".join(
        [*_counts(content), "", *_totals(content), *_written(content), "", *_next(content), ""]
    )


def demo_text(folder: Path) -> Callable[[Content], str]:
    """What `demo` prints: the run, and where things lie."""

    def text(content: Content) -> str:
        said = [f"Показательная папка «{folder}»: таблицы вымышленного города; ошибки в них такие,"]
        said += ["какие бывают в настоящих таблицах.", "", ""]
        again = f"Посмотреть все замечания: sheets-sync check {folder}"
        return "\n".join(said) + sync_text(content) + again + "\n"

    return text


def init_text(content: Content) -> str:
    """What `init` prints."""
    files = "\n".join(f"  {name}" for name in content["files"])
    return (
        f"Готово: папка «{content['folder']}».\n{files}\n"
        "Дальше: заполните таблицы, поправьте workspace.toml и запустите\n"
        f"  sheets-sync sync {content['folder']}\n"
    )


def init_google_text(content: Content) -> str:
    """What `init --google` prints."""
    files = "\n".join(f"  {name}" for name in content["files"])
    return (
        f"Готово: папка «{content['folder']}».\n{files}\n"
        "Дальше (подробно — docs/google.md):\n"
        "  1. положите в папку ключ сервисного аккаунта credentials.json (chmod 600)\n"
        "  2. загрузите книги .xlsx на Google Диск и сохраните каждую как таблицу Google\n"
        "  3. откройте таблицам доступ для адреса client_email из ключа, роль «Редактор»\n"
        "  4. впишите адреса таблиц в books и summary файла workspace.toml\n"
        f"  5. проверьте: sheets-sync doctor {content['folder']}\n"
        f"  6. запустите: sheets-sync sync {content['folder']}\n"
    )


def doctor_text(content: Content) -> str:
    """What `doctor` prints."""
    lines = [
        f"{colour('✓', 'green') if one['ok'] else colour('✗', 'red')} {one['what']}: "
        f"{one['message']}"
        for one in content["checks"]
    ]
    bad = sum(not one["ok"] for one in content["checks"])
    said = f"Исправьте отмеченное «✗» ({bad}) и запустите ещё раз" if bad else "Всё готово к работе"
    return "\n".join([*lines, "", said, ""])


def _counts(content: Content) -> Iterator[str]:
    tabs = content["tabs"]
    width = max((len(f"{t['book']} · {t['tab']}") for t in tabs), default=10)
    yield colour(f"{'Лист':<{width}}  прочитано  учтено  отклонено", "bold")
    for tab in tabs:
        name = f"{tab['book']} · {tab['tab']}"
        out = f"{tab['rejected']:>9}"
        yield (
            f"{name:<{width}}  {tab['read']:>9}  {tab['counted']:>6}  "
            + (colour(out, "red") if tab["rejected"] else out)
        )
    sums = [sum(tab[name] for tab in tabs) for name in ("read", "counted", "rejected")]
    yield colour(f"{'Всего':<{width}}  {sums[0]:>9}  {sums[1]:>6}  {sums[2]:>9}", "bold")


def _totals(content: Content) -> Iterator[str]:
    severities = Counter(problem["severity"] for problem in content["problems"])
    words = {
        "ошибка": ("ошибка", "ошибки", "ошибок"),
        "предупреждение": ("предупреждение", "предупреждения", "предупреждений"),
        "сведение": ("сведение", "сведения", "сведений"),
    }
    said = [
        colour(plural(severities[name], *forms), _SEVERITY[name])
        for name, forms in words.items()
        if severities[name]
    ]
    yield "Замечания: " + (", ".join(said) if said else "нет")


def _written(content: Content) -> Iterator[str]:
    if content["written"]:
        yield colour("Записано: ", "green") + ", ".join(content["written"])
    elif not content["skipped"]:
        yield "Ничего не изменилось: сводка уже верна, записывать нечего"
    for reason in dict.fromkeys(content["skipped"].values()):
        tabs = [tab for tab, why in content["skipped"].items() if why == reason]
        yield colour(f"Не обновлено: {', '.join(tabs)} — {reason}", "yellow")


def _problems(content: Content) -> Iterator[str]:
    yield from _totals(content)
    worst_first = sorted(content["problems"], key=lambda p: list(_SEVERITY).index(p["severity"]))
    for problem in worst_first[:SHOWN_PROBLEMS]:
        where = f"{problem['book']}, лист «{problem['tab']}»"
        where += f", {problem['cell']}" if problem["cell"] else ""
        mark = colour(problem["severity"], _SEVERITY[problem["severity"]])
        fix = f" → {problem['fix']}" if problem["fix"] else ""
        yield f"{mark}  {where}: {problem['message']}{fix}"
    rest = len(content["problems"]) - SHOWN_PROBLEMS
    if rest > 0:
        yield f"… и ещё {rest}: все замечания — на листе «Замечания» сводки (sheets-sync sync)"


def _next(content: Content) -> Iterator[str]:
    yield colour("Что дальше:", "bold")
    yield from (f"  {n}. {step}" for n, step in enumerate(content["next"], 1))
