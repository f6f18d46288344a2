"""The analytic note: meetings that were planned and held, and who came."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sheets_sync.documents.charts import Bars
from sheets_sync.documents.note_basis import Note, Section, Values, digits
from sheets_sync.documents.note_months import chart, months_of
from sheets_sync.documents.sentences import (
    MEETING,
    agree,
    counted,
    in_cases,
    listed,
    nonzero,
    share,
)
from sheets_sync.figures.attendance import tally
from sheets_sync.figures.consultations import months
from sheets_sync.figures.events import ATTENDANCE_NEEDS
from sheets_sync.figures.rounding import percent_text, whole
from sheets_sync.reading.frames import each


def _write(note: Note) -> Values:
    return {
        "абзацы": list(_paragraphs(note)),
        "совещания": list(_meetings(note)),
        "диаграмма": _chart(note),
    }


MEETINGS_SECTION = Section("совещания", "Совещания и явка", ATTENDANCE_NEEDS, _write)


def _paragraphs(note: Note) -> Iterator[str]:
    held = len(note.figures["attendance_by_meeting"])
    yield f"{_were_held(held)}{_left_out(note)}."
    (row,) = each(note.figures["attendance"])
    if row.marked:
        yield _came(row)
        yield from _by_stream(note)
    if row.unmarked:
        yield (
            f"Явка не отмечена {in_cases(row.unmarked)}: пустая клетка отсутствием не считается, "
            "и доля явки может измениться, когда её заполнят."
        )


def _were_held(held: int) -> str:
    return f"Проведено {counted(held, MEETING)}" if held else "Совещаний не проводилось"


def _left_out(note: Note) -> str:
    """«; отменено 1, перенесено 2»."""
    rows = note.rows("meetings")
    first, last = (pd.Timestamp(d) for d in (note.days.period.start, note.days.period.end))
    inside = rows[rows["date"].ge(first) & rows["date"].le(last)]
    counts = inside["status"].value_counts()
    said = listed(
        [f"{word} {counts[word]}" for word in ("отменено", "перенесено") if word in counts]
    )
    return said and f"; {said}"


def _came(row: Any) -> str:
    """Who came and who did not, each share with its numbers."""
    ways = listed(
        [
            nonzero(row.remote, f"дистанционно — {in_cases(row.remote)}"),
            nonzero(row.late, f"с опозданием — {in_cases(row.late)}"),
        ]
    )
    gone = listed(
        [
            nonzero(row.excused, f"по уважительной причине — {in_cases(row.excused)}"),
            nonzero(row.absent, f"без причины — {in_cases(row.absent)}"),
        ]
    )
    said = f"Явка составила {share(row.present, row.marked)}."
    if row.present:
        marked = agree(row.marked, "отмеченного", "отмеченных")
        said = (
            f"Явка составила {percent_text(row.present, row.marked)}: тьюторы присутствовали "
            f"{in_cases(row.present)} из {whole(row.marked)} {marked}"
            f"{ways and f' (в том числе {ways})'}."
        )
    if gone:
        said += f" Отсутствовали {gone}."
    if row.excused and row.marked > row.excused:
        without = share(row.present, row.marked - row.excused)
        said += f" Без учёта отсутствовавших по уважительной причине явка — {without}."
    return said


def _by_stream(note: Note) -> Iterator[str]:
    streams = [row for row in each(note.figures["attendance_by_stream"]) if row.marked]
    if len(streams) > 1:
        said = "; ".join(f"{row.stream} — {share(row.present, row.marked)}" for row in streams)
        twice = "Тьютор двух направлений учтён в каждом, на которое приглашён."
        yield f"По направлениям: {said}. {twice}"


def _meetings(note: Note) -> Iterator[Values]:
    rows = {row.code: row for row in each(note.rows("meetings"))}
    found = [(rows[r.meeting], r) for r in each(note.figures["attendance_by_meeting"])]
    for row, figures in sorted(found, key=lambda pair: (pair[0].date, pair[0].code)):
        yield {
            "дата": digits(row.date),
            "вид": row.kind,
            "тема": row.topic,
            "приглашено": whole(figures.expected),
            "присутствовали": whole(figures.present),
            "явка": share(figures.present, figures.marked),
        }


def _chart(note: Note) -> Any:
    states = note.facts.states
    assert states is not None
    monthly = tally(states.assign(month=months(states["date"])), ["month"])
    by_month = {row.month: row for row in each(monthly) if row.marked}
    names = months_of(note)
    rows = [by_month.get(name) for name in names]
    bars = Bars(
        "явка",
        [100 * row.present / row.marked if row else None for row in rows],
        [_label(row) if row else "" for row in rows],
    )
    return chart("Явка на совещания по месяцам", names, [bars], 100)


def _label(row: Any) -> str:
    return f"{percent_text(row.present, row.marked)}\n{row.present}/{row.marked}"


def meetings_in_short(note: Note) -> str:
    """The conclusion about meetings."""
    held = len(note.figures["attendance_by_meeting"])
    (row,) = each(note.figures["attendance"])
    if not held:
        return "Совещаний не проводилось."
    came = f", явка составила {share(row.present, row.marked)}" if row.marked else ""
    return f"Проведено {counted(held, MEETING)}{came}."
