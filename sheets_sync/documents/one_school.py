"""One school: what help it had, what is due, its results; for its card and the letter to it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.documents.grammar import people
from sheets_sync.documents.note_basis import Note, digits, not_begun
from sheets_sync.documents.road_report import ITEM_TAGS, reason
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.documents.tag_names import Tag
from sheets_sync.documents.timetable import LINE_TAGS, consultations
from sheets_sync.errors import UsageError
from sheets_sync.figures.coverage import rated
from sheets_sync.figures.measures.results import PRINTED_FROM
from sheets_sync.figures.results import KEYS
from sheets_sync.figures.rounding import whole, with_ratio
from sheets_sync.figures.work import meant_for
from sheets_sync.letters import clean
from sheets_sync.periods import Period
from sheets_sync.reading.directories import school_lookup
from sheets_sync.reading.frames import each
from sheets_sync.summary.result_cells import change_text, latest_year
from sheets_sync.tables.directories import SCHOOLS

AHEAD = timedelta(days=31)
"""How far the letter looks for consultations to come."""


def school_part(analysis: Analysis, typed: str, request: Request) -> Part:
    """A school → its card. Raises UsageError for a name that is none, or of two schools."""
    note = Note(analysis, request)
    school = _School(note, _found(analysis, typed))
    return Part({"школа": school.values()}, tuple(not_begun(note)))


def _found(analysis: Analysis, typed: str) -> Any:
    schools = analysis.counted["schools"]
    reading = school_lookup(schools)(typed)
    for row in each(schools.frame):
        if row.code == reading.value:
            return row
    fault = reading.faults[0] if reading.faults else None
    said = f"{fault.message}; {fault.fix}" if fault else f"«{typed}» нет на листе {SCHOOLS.sheet}"
    codes = ", ".join(schools.frame["code"]) or "ни одного"
    raise UsageError(f"--school: {said}. Коды: {codes}")


class _School:
    """One school in the tables."""

    def __init__(self, note: Note, row: Any) -> None:
        self.note, self.row, self.code = note, row, row.code

    def values(self) -> dict[str, Any]:
        """All its tags."""
        visits = list(self._visits())
        items, total = self._items()
        subjects = list(self._subjects())
        return {
            "код": self.code,
            "название": self.row.name,
            "полное": clean(self.row.full or "") or self.row.name,
            "куратор": clean(self.row.curator or ""),
            "тьюторы": self._tutors(),
            "шнор": self._listed,
            "приказ": _order(self._shnor.order) if self._listed else "",
            "предметы_риска": list(self._risks),
            "предметы": subjects,
            "консультаций": sum(one["консультаций"] for one in subjects),
            "педагогов": len({visit["педагог"] for visit in visits if visit["педагог"]}),
            "посещения": visits,
            "ближайшие": self._coming(),
            "планы": self._plans(),
            "мероприятия": items,
            "срочные": sorted(
                [item for item in items if item.pop("срочное")],
                key=lambda item: not item["причина"],  # the overdue first: a card names ten
            ),
            "карта_всего": total,
            "карта_выполнено": total - len(items),
            "результаты": list(self._results()),
        }

    @property
    def _shnor(self) -> Any:
        rows = self.note.rows("shnor")
        here = rows[rows["year"].eq(str(self.note.analysis.year)) & rows["school"].eq(self.code)]
        return next(each(here), None)

    @property
    def _listed(self) -> bool:
        return bool(self._shnor is not None and self._shnor.listed)

    @property
    def _risks(self) -> tuple[str, ...]:
        return tuple(self._shnor.risk or ()) if self._listed else ()

    def _tutors(self) -> list[str]:
        """Those attached to the school who work on the report date."""
        rows, today = self.note.rows("tutors"), pd.Timestamp(self.note.analysis.today)
        rows = rows[rows["since"].le(today) & ~rows["until"].lt(today)]
        mine = [row for row in each(rows) if self.code in (row.attached or ())]
        return [self.note.tutor(row.code) for row in mine]

    def _subjects(self) -> Iterator[dict[str, Any]]:
        """Consultations by subject since September, the subjects of risk first."""
        figure = self.note.analysis.figures.get("coverage")
        if figure is None:
            return
        pairs = rated(figure, self.note.analysis.facts)
        own = pairs[pairs["school"].eq(self.code)]
        for row in sorted(each(own), key=lambda r: (not r.risk, r.subject)):
            yield {
                "предмет": row.subject,
                "риск": bool(row.risk),
                "консультаций": int(row.consultations),
                "педагогов": int(row.teachers),
                "последняя": digits(row.last_date),
                "состояние": str(row.need) if row.risk else "",
            }

    def _visits(self) -> Iterator[dict[str, str]]:
        """Who of the school came in the days asked for, by day."""
        visited = self.note.facts.visited
        if visited is None:
            return
        own = visited[visited["school"].eq(self.code)].sort_values(["date", "event"])
        journal = self.note.rows("journal")
        for key, row in zip(own.index, each(own), strict=True):
            yield {
                "дата": digits(row.date),
                "педагог": (teacher := clean(str(journal.at[key, "teacher"] or ""))),
                "кто": teacher or f"группа, {people(int(row.visits))}",
                "человек": whole(int(row.visits)),
                "предмет": row.subject or "",
                "тьютор": self.note.tutor(row.tutor),
                "минут": "" if pd.isna(row.minutes) else whole(int(row.minutes)),
            }

    def _coming(self) -> list[dict[str, str]]:
        """The consultations of the next month to which the school is invited."""
        today = self.note.analysis.today
        ahead = Period(today + timedelta(days=1), today + AHEAD)
        return list(consultations(self.note.analysis, ahead, self.code, self._listed))

    def _plans(self) -> dict[str, Any]:
        events = self.note.analysis.facts.plans
        own = None if events is None else events[events["school"].eq(self.code)]
        if own is None or own.empty:
            return {"всего": 0, "выполнено": 0, "исполнение": with_ratio(0, 0), "просрочено": 0}
        counts = own[["total", "due", "done", "due_done", "overdue"]].sum()
        return {
            "всего": int(counts["total"]),
            "выполнено": int(counts["done"]),
            "исполнение": with_ratio(int(counts["due_done"]), int(counts["due"])),
            "просрочено": int(counts["overdue"]),
        }

    def _items(self) -> tuple[list[dict[str, Any]], int]:
        """The road map's items that mean the school and are not done, and how many mean it."""
        events = self.note.analysis.facts.roadmap
        if events is None:
            return [], 0
        rows = [
            row
            for row in each(self.note.rows("roadmap").loc[events.index])
            if meant_for(row.schools, self.code, self._listed)
        ]
        left = [row for row in rows if not events.loc[row.Index].done]
        return list(map(self._item, left)), len(rows)

    def _item(self, row: Any) -> dict[str, Any]:
        """An item; `срочное` where it is overdue or due within a month."""
        event = self.note.analysis.facts.roadmap.loc[row.Index]  # type: ignore[union-attr]
        records, soon = self.note.analysis.counted["roadmap"], self.note.analysis.today + AHEAD
        near = not pd.isna(event.date) and event.date.date() <= soon and not row.due.recurring
        return {
            "срочное": bool(event.overdue or near),
            "номер": row.number or "",
            "мероприятие": clean(row.activity),
            "срок": clean(records.value(int(row.Index), "due")),
            "ответственный": clean(row.responsible or ""),
            "статус": row.status,
            "причина": reason(row.status, event),
        }

    def _results(self) -> Iterator[dict[str, str]]:
        """This year's results: of a ШНОР school in its subjects of risk, else all."""
        figure = self.note.analysis.figures.get("results")
        if figure is None:
            return
        year = str(self.note.analysis.year)
        events = self.note.analysis.facts.results
        rows = latest_year(figure[figure["school"].eq(self.code)], KEYS, year, events)
        for row in sorted(each(rows), key=lambda r: (r.subject, r.procedure, r.grade)):
            if row.year == year and (not self._risks or row.subject in self._risks):
                yield _result(row)


def _order(typed: str | None) -> str:
    """«№ 12 от 01.09.2020» → «приказ № 12 от 01.09.2020»; anything else as it is typed."""
    text = clean(typed or "")
    return f"приказ {text}" if text.startswith("№") else text


def _result(row: Any) -> dict[str, str]:
    shown = row.n >= PRINTED_FROM
    return {
        "предмет": row.subject,
        "процедура": row.work,
        "класс": str(row.grade),
        "писали": whole(int(row.n)) if shown else f"меньше {PRINTED_FROM}",
        "доля_двоек": with_ratio(int(row.n2), int(row.n)) if shown else "",
        "изменение": (change_text(row) or "") if shown else "",
    }


_VISIT = (
    Tag("дата", "день цифрами"),
    Tag("педагог", "педагог, как в журнале; пусто, если записана группа"),
    Tag("кто", "педагог или «группа, 4 человека»"),
    Tag("человек", "сколько человек"),
    Tag("предмет", "предмет"),
    Tag("тьютор", "тьютор"),
    Tag("минут", "сколько минут; может быть пусто"),
)
_SUBJECT = (
    Tag("предмет", "предмет"),
    Tag("риск", "да, если это предмет риска"),
    Tag("консультаций", "сколько консультаций с начала года"),
    Tag("педагогов", "сколько педагогов, без повторов"),
    Tag("последняя", "день последней; может быть пуст"),
    Tag("состояние", "для предмета риска — была ли помощь"),
)
_RESULT = (
    Tag("предмет", "предмет"),
    Tag("процедура", "ВПР, ОГЭ, ЕГЭ, КДР"),
    Tag("класс", "параллель"),
    Tag("писали", "сколько писали, или «меньше 5»"),
    Tag("доля_двоек", "доля «2» с n/N; пуста, если писали меньше пяти"),
    Tag("изменение", "к прошлому году, п. п.; может быть пусто"),
)
_PLANS = (
    Tag("всего", "сколько мероприятий не отменено"),
    Tag("выполнено", "сколько выполнено"),
    Tag("исполнение", "доля выполненных среди тех, чей срок наступил, с n/N"),
    Tag("просрочено", "сколько просрочено"),
)
_KEPT = ("номер", "мероприятие", "срок", "ответственный", "статус", "причина")
SCHOOL_TAGS = (
    Tag(
        "школа",
        "одна школа",
        (
            Tag("код", "код"),
            Tag("название", "краткое название"),
            Tag("полное", "полное название, иначе краткое"),
            Tag("куратор", "куратор ИМЦ; может быть пуст"),
            Tag("тьюторы", "за кем закреплена", (), many=True),
            Tag("шнор", "да, если в перечне ШНОР этого года"),
            Tag("приказ", "приказ, по которому школа в перечне; может быть пуст"),
            Tag("предметы_риска", "предметы риска этого года", (), many=True),
            Tag("предметы", "консультации по предметам с начала года", _SUBJECT, many=True),
            Tag("консультаций", "сколько консультаций с начала года по всем предметам"),
            Tag("педагогов", "сколько педагогов пришло за период, без повторов"),
            Tag("посещения", "кто приходил за период", _VISIT, many=True),
            Tag("ближайшие", "консультации следующего месяца", LINE_TAGS, many=True),
            Tag("планы", "индивидуальные планы с педагогами школы", _PLANS),
            Tag(
                "мероприятия",
                "невыполненные пункты дорожной карты для школы",
                tuple(tag for tag in ITEM_TAGS if tag.name in _KEPT),
                many=True,
            ),
            Tag(
                "срочные",
                "из них просроченные и те, чей срок — в ближайший месяц",
                tuple(tag for tag in ITEM_TAGS if tag.name in _KEPT),
                many=True,
            ),
            Tag("карта_всего", "сколько пунктов дорожной карты для школы"),
            Tag("карта_выполнено", "сколько из них выполнено"),
            Tag("результаты", "результаты года (у ШНОР — по предметам риска)", _RESULT, many=True),
        ),
    ),
)
SCHOOL = Subject("Школа", SCHOOL_TAGS, {"school": school_part})
