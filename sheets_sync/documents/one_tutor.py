"""One tutor: attendance, consultations, plans, reports and what is owed, for the card."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.documents.note_basis import Note, digits, not_begun
from sheets_sync.documents.persons import Directory
from sheets_sync.documents.sentences import few
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.documents.tag_names import Tag
from sheets_sync.figures.rounding import whole, with_ratio
from sheets_sync.letters import clean, plural
from sheets_sync.reading.frames import each


def tutor_part(analysis: Analysis, typed: str, request: Request) -> Part:
    """A tutor → the card. Raises UsageError for a name that is none, or of two tutors."""
    note = Note(analysis, request)
    tutor = _Tutor(note, Directory(analysis).tutor(typed))
    return Part({"тьютор": tutor.values()}, (*not_begun(note), *tutor.not_working()))


class _Tutor:
    """One tutor in the tables; figures are of the days asked for."""

    def __init__(self, note: Note, person: Any) -> None:
        self.note, self.person, self.code = note, person, person.code

    def values(self) -> dict[str, Any]:
        """All the tags."""
        row = self._person_row
        return {
            "код": self.code,
            "имя": self.person.full,
            "кратко": self.person.short,
            "должность": self.person.post,
            "школа": self.person.school,
            "предмет": row.subject or "",
            "направления": list(row.streams or ()),
            "почта": row.email or "",
            "закреплённые_школы": [self.note.school(school) for school in row.attached or ()],
            "работает_с": digits(row.since),
            "по": digits(row.until),
            "явка": self._attendance(),
            "пропуски": list(self._missed()),
            "консультации": self._consultations(),
            "планы": self._plans(),
            "отчёты": list(self._reports()),
            "долги": list(self._owed()),
        }

    @property
    def _person_row(self) -> Any:
        return next(r for r in each(self.note.rows("tutors")) if r.code == self.code)

    def not_working(self) -> Iterator[str]:
        """Why there is nothing to certify: no day of the period was a day of this work."""
        row, period = self._person_row, self.note.days.period
        late, gone = row.since.date() > period.end, row.until < pd.Timestamp(period.start)
        if late or gone:
            days = f"с {digits(row.since)}" + (f" по {digits(row.until)}" if gone else "")
            yield f"{self.person.short} в этот период тьютором не работает: {days}"

    def _row(self, figure: str) -> Any:
        """The tutor's row of a figure table; None where there is none."""
        table = self.note.figures.get(figure)
        if table is None:
            return None
        return next(each(table[table["tutor"].eq(self.code)]), None)

    def _attendance(self) -> dict[str, Any]:
        row = self._row("attendance_by_tutor")
        if row is None:
            return {"приглашали": 0, "был": 0, "не_отмечено": 0, "доля": with_ratio(0, 0)}
        return {
            "приглашали": int(row.expected),
            "был": int(row.present),
            "не_отмечено": int(row.unmarked),
            "доля": with_ratio(int(row.present), int(row.marked)),
        }

    def _missed(self) -> Iterator[str]:
        states = self.note.facts.states
        if states is None:
            return
        own = states[states["tutor"].eq(self.code)]
        gone = own[own["state"].isin(["уважительная", "без причины"])].sort_values("date")
        for row in each(gone):
            why = "по уважительной причине" if row.state == "уважительная" else "без причины"
            yield f"{digits(row.date)} — {why}"

    def _consultations(self) -> dict[str, Any]:
        row = self._row("consultations_by_tutor")
        names = {
            "план": "planned",
            "проведено": "held",
            "не_состоялось": "failed",
            "вне_графика": "unplanned",
            "без_отметки": "overdue",
            "педагогов": "teachers",
            "школ": "schools",
            "посещений": "visits",
        }
        counts = {name: 0 if row is None else int(getattr(row, n)) for name, n in names.items()}
        minutes = 0 if row is None else int(row.minutes)
        return {
            **counts,
            "доля": with_ratio(counts["проведено"], counts["план"]),
            "часов": _hours(minutes),
        }

    def _plans(self) -> dict[str, Any]:
        row = self._row("plans_by_tutor")
        if row is None:
            return {"всего": 0, "выполнено": 0, "просрочено": 0, "исполнение": with_ratio(0, 0)}
        return {
            "всего": int(row.total),
            "выполнено": int(row.done),
            "просрочено": int(row.overdue),
            "исполнение": with_ratio(int(row.due_done), int(row.due)),
        }

    def _reports(self) -> Iterator[dict[str, Any]]:
        """The reports of the year, or of the half asked for."""
        half = self.note.days.half
        return (one for one in self._every_report() if half in ("", one["полугодие"]))

    def _every_report(self) -> Iterator[dict[str, Any]]:
        figure = self.note.analysis.figures.get("reports")
        if figure is not None:
            for row in each(figure[figure["tutor"].eq(self.code)]):
                waiting = row.status == "не сдан" and not _late(row)
                yield {
                    "полугодие": row.half,
                    "статус": "ещё не сдан" if waiting else row.status,
                    "срок": digits(row.due),
                    "сдан": digits(row.submitted),
                    "опоздание": _late(row),
                }

    def _owed(self) -> Iterator[str]:
        """What the tutor owes on the report date, whatever days the card is about."""
        yield from self._unmarked()
        yield from self._late_plans()
        for report in self._every_report():
            if report["статус"] == "не сдан" and report["опоздание"]:
                yield f"отчёт за {report['полугодие']} полугодие: {report['опоздание']}"

    def _unmarked(self) -> Iterator[str]:
        events = self.note.analysis.facts.scheduled
        if events is None:
            return
        own = events[events["tutor"].eq(self.code) & events["overdue"].eq(1)].sort_values("date")
        codes = [f"{row.code} ({digits(row.date)})" for row in each(own)]
        if codes:
            yield f"отметить консультации: {few(codes, 8)}"

    def _late_plans(self) -> Iterator[str]:
        events = self.note.analysis.facts.plans
        if events is None:
            return
        own = events[events["tutor"].eq(self.code) & events["overdue"].eq(1)]
        for row in each(self.note.behind("plans", own)):
            days = plural(int(row.days), "день", "дня", "дней")
            school = self.note.school(row.school)
            yield f"план: {clean(row.activity)} ({school}), просрочено на {days}"


def _late(row: Any) -> str:
    days = 0 if pd.isna(row.days_late) else int(row.days_late)
    return f"опоздание {plural(days, 'день', 'дня', 'дней')}" if days else ""


def _hours(minutes: int) -> str:
    """«37 ч 30 мин»."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{whole(hours)} ч" if hours else "", f"{rest} мин" if rest else ""]
    return " ".join(filter(None, parts)) or "0 ч"


_PLANS = (
    Tag("всего", "сколько мероприятий не отменено"),
    Tag("выполнено", "сколько выполнено"),
    Tag("просрочено", "сколько просрочено"),
    Tag("исполнение", "доля выполненных среди тех, чей срок наступил, с n/N"),
)
_ATTENDANCE = (
    Tag("приглашали", "на сколько совещаний приглашали"),
    Tag("был", "на скольких был"),
    Tag("не_отмечено", "сколько не отмечено"),
    Tag("доля", "явка с n/N"),
)
_CONSULTATIONS = (
    Tag("план", "по графику"),
    Tag("проведено", "проведено по графику"),
    Tag("не_состоялось", "не состоялось"),
    Tag("вне_графика", "проведено вне графика"),
    Tag("без_отметки", "прошли и не отмечены"),
    Tag("педагогов", "педагогов, без повторов"),
    Tag("школ", "школ"),
    Tag("посещений", "посещений"),
    Tag("доля", "доля проведённых с n/N"),
    Tag("часов", "«37 ч 30 мин»"),
)
_REPORT = (
    Tag("полугодие", "I или II"),
    Tag("статус", "статус"),
    Tag("срок", "срок сдачи"),
    Tag("сдан", "день сдачи; может быть пуст"),
    Tag("опоздание", "«опоздание 3 дня»; может быть пусто"),
)
TUTOR_TAGS = (
    Tag(
        "тьютор",
        "один тьютор; показатели — за период",
        (
            Tag("код", "код"),
            Tag("имя", "фамилия, имя, отчество"),
            Tag("кратко", "«Фамилия И.О.»"),
            Tag("должность", "должность"),
            Tag("школа", "школа"),
            Tag("предмет", "предмет"),
            Tag("направления", "ВПР, ОГЭ, ЕГЭ", (), many=True),
            Tag("почта", "эл. почта; может быть пуста"),
            Tag("закреплённые_школы", "закреплённые школы", (), many=True),
            Tag("работает_с", "с какого дня работает"),
            Tag("по", "последний день работы; обычно пуст"),
            Tag("явка", "совещания", _ATTENDANCE),
            Tag("пропуски", "«02.12.2020 — по уважительной причине»", (), many=True),
            Tag("консультации", "консультации", _CONSULTATIONS),
            Tag("планы", "индивидуальные планы", _PLANS),
            Tag("отчёты", "отчёты года или полугодия", _REPORT, many=True),
            Tag("долги", "что не сделано на отчётную дату, по строке", (), many=True),
        ),
    ),
)
TUTOR_CARD = Subject("Тьютор", TUTOR_TAGS, {"tutor": tutor_part})
