"""The report of a run as a person reads it in the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sheets_sync.commands.terminal import colour
from sheets_sync.letters import plural
from sheets_sync.problems import Severity
from sheets_sync.runs.sync_report import Remark, SyncReport
from sheets_sync.stores.files import called

SHOWN_PROBLEMS = 200

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
"""The worst first."""

_FORMS = {
    Severity.ERROR: ("ошибка", "ошибки", "ошибок"),
    Severity.WARNING: ("предупреждение", "предупреждения", "предупреждений"),
    Severity.INFO: ("сведение", "сведения", "сведений"),
}


def check_text(report: SyncReport) -> str:
    """What `check` prints."""
    said = [*_counts(report), "", *_left_out(report), *_problems(report)]
    return "\n".join([*said, "", *_next(report), ""])


def sync_text(report: SyncReport) -> str:
    """What `sync` prints."""
    said = [*_counts(report), "", *_left_out(report), _totals(report), *_written(report)]
    return "\n".join([*said, "", *_next(report), ""])


def demo_text(folder: Path, report: SyncReport) -> str:
    """What `demo` prints: the run, and where things lie."""
    return (
        f"Показательная папка «{folder}»: таблицы вымышленного города; ошибки в них такие,\n"
        "какие бывают в настоящих таблицах.\n\n"
        f"{sync_text(report)}Посмотреть все замечания: sheets-sync check {folder}\n"
    )


def _counts(report: SyncReport) -> Iterator[str]:
    tabs = report.tabs
    names = [f"{called(tab.book, report.titles)} · {tab.tab}" for tab in tabs]
    width = max(map(len, names), default=10)
    yield colour(f"{'Лист':<{width}}  прочитано  учтено  отклонено", "bold")
    for tab, name in zip(tabs, names, strict=True):
        out = f"{tab.rejected:>9}"
        red = colour(out, "red") if tab.rejected else out
        yield f"{name:<{width}}  {tab.read:>9}  {tab.counted:>6}  {red}"
    read, counted = sum(tab.read for tab in tabs), sum(tab.counted for tab in tabs)
    out = f"{sum(tab.rejected for tab in tabs):>9}"
    yield colour(f"{'Всего':<{width}}  {read:>9}  {counted:>6}  {out}", "bold")


def _left_out(report: SyncReport) -> Iterator[str]:
    for one in report.left_out:
        tab = f", лист «{one.tab}»" if one.tab else ""
        said = f"Не вошло: {called(one.book, report.titles)}{tab} – {one.reason}"
        yield colour(said, "yellow")


def _totals(report: SyncReport) -> str:
    counts = {severity: report.count(severity) for severity in Severity}
    said = [
        colour(plural(count, *_FORMS[severity]), _COLOURS[severity])
        for severity, count in counts.items()
        if count
    ]
    aside = [("к сведению", report.to_know), ("допущено", len(report.accepted))]
    apart = [colour(f"{name}: {count}", "dim") for name, count in aside if count]
    return "Замечания: " + "; ".join([", ".join(said) or _none(report), *apart])


def _none(report: SyncReport) -> str:
    from sheets_sync.reading.unfilled import unfilled  # what most runs say needs no table

    return "нет, таблицы пусты" if unfilled(report.tabs) else "нет"


def _written(report: SyncReport) -> Iterator[str]:
    written, skipped = report.outcome.written, report.outcome.skipped
    if written:
        yield colour("Записано: ", "green") + _tabs(written)
    elif not skipped:
        yield "Ничего не изменилось: сводка уже верна, записывать нечего"
    for reason in dict.fromkeys(skipped.values()):
        if any(reason in step for step in report.next):
            continue  # why the whole summary stands as it was is the first thing to do
        tabs = [tab for tab, why in skipped.items() if why == reason]
        yield colour(f"Не обновлено: {_tabs(tabs)} — {reason}", "yellow")


_MOST_TABS = 6


def _tabs(titles: Sequence[str]) -> str:
    """The tabs by name, or how many where there are many."""
    if len(titles) > _MOST_TABS:
        return plural(len(titles), "лист", "листа", "листов") + " сводки"
    return ", ".join(titles)


def _problems(report: SyncReport) -> Iterator[str]:
    yield _totals(report)
    shown = sorted(report.problems, key=_weight)[:SHOWN_PROBLEMS]
    yield from (_remark(one, report.titles) for one in shown if not one.to_know)
    known = [one for one in shown if one.to_know]
    if known:
        yield ""
        yield colour("К сведению (правкой в таблице не исправить):", "bold")
        yield from (_remark(one, report.titles) for one in known)
    rest = len(report.problems) - SHOWN_PROBLEMS
    if rest > 0:
        yield f"… и ещё {rest}: все замечания — на листе «Замечания» сводки (sheets-sync sync)"


def _weight(one: Remark) -> tuple[bool, int]:
    """The worst first, what is only to be known last."""
    return one.to_know, list(_COLOURS).index(Severity(one.severity))


def _remark(one: Remark, titles: Mapping[str, str]) -> str:
    tab = f", лист «{one.tab}»" if one.tab else ""
    where = called(one.book, titles) + tab + (f", {one.cell}" if one.cell else "")
    hue = "dim" if one.to_know else _COLOURS[Severity(one.severity)]
    mark = colour("к сведению" if one.to_know else one.severity, hue)
    fix = f" → {one.fix}" if one.fix else ""
    return f"{mark}  {where}: {one.message}{fix}"


def _next(report: SyncReport) -> Iterator[str]:
    yield colour("Что дальше:", "bold")
    yield from (f"  {n}. {step}" for n, step in enumerate(report.next, 1))
