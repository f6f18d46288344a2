"""The tab «Сводка»: one page for the head of the department."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import pandas as pd

from sheets_sync.frames import each
from sheets_sync.grid import (
    Align,
    Block,
    Cell,
    Chart,
    ChartKind,
    Charts,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Page,
    Piece,
    Row,
    Series,
    Spacer,
    Tiles,
    lay_out,
)
from sheets_sync.kinds.base import Severity
from sheets_sync.kinds.dates import MONTHS
from sheets_sync.kinds.text import plural
from sheets_sync.periods import Period, month_before, month_of, same_part
from sheets_sync.stats.attendance import tally
from sheets_sync.stats.consultations import consultation_figures, months
from sheets_sync.stats.facts import ATTENDANCE_NEEDS, CONSULTATIONS_NEEDS, Facts
from sheets_sync.summaries.attendance import TITLE as ATTENDANCE
from sheets_sync.summaries.attendance import missed_in_a_row
from sheets_sync.summaries.base import (
    NOT_KNOWN,
    OVERVIEW_TITLE,
    Summary,
    View,
    half_up,
    month_name,
    number,
    percent,
    percent_text,
    ratio,
    reason,
    signed,
    top,
    whole,
    with_ratio,
)
from sheets_sync.summaries.consultations import TITLE as CONSULTATIONS
from sheets_sync.summaries.coverage import LATE, NONE, rated
from sheets_sync.summaries.coverage import TITLE as COVERAGE
from sheets_sync.summaries.problems import TITLE as PROBLEMS

TITLE = OVERVIEW_TITLE
WIDTHS = (16.5,) * 8
Numbers = Mapping[str, int]


def build(view: View) -> Grid:
    """The page: tiles, indicators against earlier periods, months, charts, what needs attention."""
    pieces: list[Piece] = [
        top(view, TITLE, "Работа учителей-тьюторов"),
        *_stale(view),
        Tiles(tuple(_tiles(view)), columns=2),
        Spacer(),
        _indicators(view),
        Spacer(),
        _attention(view),
        Spacer(),
        _months(view),
        *([_charts(view)] if view.analysis.figures else []),
        Lines((Cell(NOTE, Look.NOTE),)),
    ]
    return lay_out(TITLE, pieces, WIDTHS, Page(one=True))


NOTE = (
    "Явка = пришли / отмечено; проведение = проведено / план на сегодня без отменённых. В скобках "
    "— из каких чисел получен процент; изменение — в процентных пунктах или в штуках; "
    "текущие месяц и полугодие — по отчётную дату. Полные "
    "формулы — под таблицами остальных листов."
)


def _stale(view: View) -> list[Lines | Spacer]:
    """A line that turns «УСТАРЕЛО» by itself a day after the last check."""
    if view.stamp.fixed:
        return [Spacer()]
    at = view.stamp.checked
    moment = f"DATE({at.year};{at.month};{at.day})+TIME({at.hour};{at.minute};0)"
    said = "УСТАРЕЛО: сводка не проверялась больше суток, числа могут быть неверны"
    formula = f'=IF(NOW()-({moment})>1;"{said}";"")'
    return [Lines((Cell("", Look.ALERT, formula=formula, stamp=True),))]


def totals(facts: Facts) -> Numbers:
    """The counts of attendance and consultations over facts; {} for what can't be computed."""
    numbers: dict[str, int] = {}
    if facts.states is not None:
        numbers |= _first(tally(facts.states, []))
    if facts.scheduled is not None and facts.visited is not None:
        numbers |= _first(consultation_figures(facts.scheduled, facts.visited, []))
    return numbers


def _first(frame: pd.DataFrame) -> dict[str, int]:
    row = frame.iloc[0]
    return {str(name): int(row[name]) for name in frame.columns if "rate" not in str(name)}


def _tiles(view: View) -> Iterator[tuple[Cell, Cell, Cell]]:
    numbers = totals(view.analysis.facts)
    if "marked" in numbers:
        yield _share_tile("Явка на совещания", numbers, "present", "marked", "отмечено")
    if "planned" in numbers:
        yield _share_tile("Проведение консультаций", numbers, "held", "planned", "по плану")
        teachers = numbers["teachers"]
        detail = f"посещений {whole(numbers['visits'])}, школ {numbers['schools']}"
        yield _tile("Педагогов получили помощь", whole(teachers), detail)
    errors = sum(p.severity is Severity.ERROR for p in view.analysis.problems)
    warnings = sum(p.severity is Severity.WARNING for p in view.analysis.problems)
    words = plural(warnings, "предупреждение", "предупреждения", "предупреждений")
    look = Look.BAD if errors else Look.GOOD
    yield _tile("Ошибок в таблицах", whole(errors), f"и ещё {words}", look)


def _share_tile(
    name: str, numbers: Numbers, part: str, all_of: str, words: str
) -> tuple[Cell, Cell, Cell]:
    n, total = numbers[part], numbers[all_of]
    return _tile(name, percent_text(n, total), f"{whole(n)} из {whole(total)} ({words})")


def _tile(name: str, value: str, detail: str, look: Look = Look.BODY) -> tuple[Cell, Cell, Cell]:
    return Cell(name), Cell(value, look), Cell(detail)


def _indicators(view: View) -> Block:
    """Each indicator this month and the one before, this half and the one before."""
    periods = _periods(view)
    counted = [totals(view.analysis.facts.within(p)) if p else {} for _, p in periods]
    heads = (
        Head("Показатель", span=2),
        *(Head(name, align=Align.RIGHT) for name, _ in periods[:2]),
        Head("Изменение", align=Align.RIGHT),
        *(Head(name, align=Align.RIGHT) for name, _ in periods[2:]),
        Head("Изменение", align=Align.RIGHT),
    )
    rows = [
        (Cell(name), *_pair(counted[:2], keys), *_pair(counted[2:], keys))
        for name, keys in INDICATORS
        if any(keys[0] in numbers for numbers in counted)
    ]
    return Block("indicators", heads, tuple(rows), title="Показатели", empty="Данных пока нет")


INDICATORS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Явка на совещания", ("present", "marked")),
    ("Явка без уважительных причин", ("present", "marked", "excused")),
    ("Проведение консультаций", ("held", "planned")),
    ("Проведено консультаций", ("held",)),
    ("Вне графика", ("unplanned",)),
    ("Разных педагогов", ("teachers",)),
    ("Посещений", ("visits",)),
    ("Школ", ("schools",)),
    ("из них ШНОР", ("low_schools",)),
)


def _periods(view: View) -> list[tuple[str, Period | None]]:
    """(head, days): the month before, this month, the half before, this half."""
    today = view.analysis.today
    before, now = month_before(today), same_part(month_of(today), today)
    named: list[tuple[str, Period | None]] = [
        (f"{MONTHS[before.start.month - 1]} {before.start.year}", before),
        (f"{MONTHS[now.start.month - 1]} {now.start.year}", now),
    ]
    halves = view.analysis.shelf.halves
    first, second = halves["I"], halves["II"]
    second_now = today >= second.start
    named.append(("I полугодие", first) if second_now else ("Прошлое полугодие", None))
    named.append(("II полугодие", second) if second_now else ("I полугодие", first))
    return named


def _pair(counted: Iterable[Numbers], keys: tuple[str, ...]) -> Row:
    """An indicator before and now, and the change."""
    before, now = counted
    return _value(before, keys), _value(now, keys), _change(before, now, keys)


def _share(numbers: Numbers, keys: tuple[str, ...]) -> tuple[int, int]:
    less = numbers.get(keys[2], 0) if len(keys) > 2 else 0
    return numbers.get(keys[0], 0), numbers.get(keys[1], 0) - less


def _value(numbers: Numbers, keys: tuple[str, ...]) -> Cell:
    if keys[0] not in numbers:
        return NOT_KNOWN
    if len(keys) == 1:
        return number(numbers[keys[0]])
    return Cell(with_ratio(*_share(numbers, keys)), align=Align.RIGHT)


def _change(before: Numbers, now: Numbers, keys: tuple[str, ...]) -> Cell:
    """In percentage points of the printed shares, or in pieces."""
    if keys[0] not in before or keys[0] not in now:
        return NOT_KNOWN
    if len(keys) == 1:
        return Cell(signed(now[keys[0]] - before[keys[0]], 0), align=Align.RIGHT)
    old, new = _share(before, keys), _share(now, keys)
    if not (old[1] and new[1]):
        return NOT_KNOWN
    points = half_up(Fraction(*new) * 100, 1) - half_up(Fraction(*old) * 100, 1)
    return Cell(signed(float(points), 1) + " п.п.", align=Align.RIGHT)


def _months(view: View) -> Block:
    """Month by month: what the charts draw."""
    numbers = _by_month(view)
    held = "consultations" in view.analysis.figures
    rows = [_month_row(key, numbers.get(key, {}), held) for key in _months_so_far(view)]
    heads = (
        Head("Месяц", span=2),
        Head("Явка", Format.PERCENT, Align.RIGHT),
        Head("пришли / отмечено", align=Align.RIGHT),
        Head("Проведено", Format.WHOLE, Align.RIGHT),
        Head("План", Format.WHOLE, Align.RIGHT),
        Head("Проведение", Format.PERCENT, Align.RIGHT),
        Head("Педагогов", Format.WHOLE, Align.RIGHT),
    )
    return Block("months", heads, tuple(rows), title="По месяцам", empty="Данных пока нет")


def _by_month(view: View) -> dict[str, dict[str, int]]:
    """The counts of each month, attendance by the meeting's date."""
    found: dict[str, dict[str, int]] = {}
    states = view.analysis.facts.states
    frames = [view.analysis.figures.get("consultations_by_month")]
    if states is not None:
        frames.append(tally(states.assign(month=months(states["date"])), ["month"]))
    for frame in frames:
        for row in () if frame is None else frame.to_dict("records"):
            counts = {str(name): n for name, n in row.items() if isinstance(n, int)}
            found[row["month"]] = found.get(row["month"], {}) | counts
    return found


def _months_so_far(view: View) -> Iterator[str]:
    """The months from September to the report date, as «2020-09»."""
    year = view.analysis.year
    last = min(view.analysis.today, year.period.end)
    for n in range(12):
        month = f"{year.start + (8 + n) // 12}-{(8 + n) % 12 + 1:02}"
        if month <= f"{last:%Y-%m}":
            yield month


def _month_row(key: str, numbers: Numbers, consultations: bool) -> Row:
    """A month; «–» and no zeros where the consultations could not be computed."""
    present, marked = numbers.get("present", 0), numbers.get("marked", 0)
    held, planned = numbers.get("held", 0), numbers.get("planned", 0)
    return (
        Cell(month_name(key)),
        percent(present, marked),
        ratio(present, marked),
        number(held) if consultations else NOT_KNOWN,
        number(planned) if consultations else NOT_KNOWN,
        percent(held, planned),
        number(numbers.get("teachers", 0)) if consultations else NOT_KNOWN,
    )


def _charts(view: View) -> Charts:
    """What the months show; nothing is drawn of figures that could not be computed."""
    drawn = (("attendance", _CAME), ("consultations", _HELD))
    known = tuple(chart for name, chart in drawn if name in view.analysis.figures)
    return Charts(known, height=12)


_CAME = Chart(
    ChartKind.COLUMN,
    "Явка на совещания по месяцам",
    "months",
    0,
    (Series("Явка", 1),),
    Format.PERCENT,
)
_HELD = Chart(
    ChartKind.COLUMN,
    "Консультации: план и проведено",
    "months",
    0,
    (Series("План", 4, Look.MUTED), Series("Проведено", 3)),
)


def _attention(view: View) -> Block:
    rows = [(Cell(text, wrap=True), Cell(tab, link=f"#'{tab}'!A1")) for text, tab in _notices(view)]
    heads = (Head("Что", span=6), Head("Где смотреть", span=2))
    return Block("attention", heads, tuple(rows), title="Требует внимания", empty="Ничего срочного")


def _notices(view: View) -> Iterator[tuple[str, str]]:
    """What the head of department should know, the most pressing first."""
    stale = ((ATTENDANCE_NEEDS, (ATTENDANCE,)), (CONSULTATIONS_NEEDS, (CONSULTATIONS, COVERAGE)))
    for needs, tabs in stale:
        if why := reason(view.analysis.counted, needs):
            named = ", ".join(f"«{tab}»" for tab in tabs)
            yield f"Показатели не посчитаны, не обновлено: {named} — {why}", PROBLEMS
    yield from _unhelped(view)
    yield from _absent(view)
    yield from _unmarked(view)
    errors = sum(p.severity is Severity.ERROR for p in view.analysis.problems)
    if errors:
        lost = sum(tab.rejected for tab in view.analysis.tabs)
        rows = plural(lost, "строка не вошла", "строки не вошли", "строк не вошли")
        words = plural(errors, "ошибка", "ошибки", "ошибок")
        yield f"В таблицах {words}" + (f": {rows} в эту сводку" if lost else ""), PROBLEMS


def _unhelped(view: View) -> Iterator[tuple[str, str]]:
    if view.analysis.facts.listed is None:
        return
    pairs = rated(view)
    risks = pairs[pairs["listed"] & pairs["risk"]]
    for need, words in ((NONE, "ни разу с начала года"), (LATE, "в этом месяце")):
        found = risks[risks["need"].eq(need)]
        if len(found):
            named = [f"{view.school(r.school)} ({r.subject})" for r in each(found)]
            yield f"ШНОР без консультаций по предмету риска {words}: {few(named)}", COVERAGE


def _absent(view: View) -> Iterator[tuple[str, str]]:
    missed = missed_in_a_row(view.analysis.facts.states)
    names = sorted(view.tutor(tutor) for tutor, count in missed.items() if count > 1)
    if names:
        yield f"Не были на двух и более совещаниях подряд: {few(names)}", ATTENDANCE


def _unmarked(view: View) -> Iterator[tuple[str, str]]:
    numbers = totals(view.analysis.facts)
    if numbers.get("overdue"):
        words = plural(numbers["overdue"], "консультация", "консультации", "консультаций")
        yield f"Дата прошла, а отметки о проведении нет: {words}", CONSULTATIONS
    if numbers.get("unmarked"):
        words = plural(numbers["unmarked"], "клетка", "клетки", "клеток")
        yield f"На листе «Явка» не отмечено: {words}", ATTENDANCE


def few(names: list[str], most: int = 4) -> str:
    """The first names and how many more there are."""
    rest = len(names) - most
    said = ", ".join(names[:most])
    return said if rest <= 0 else f"{said} и ещё {rest}"


SUMMARY = Summary(TITLE, (), build)
