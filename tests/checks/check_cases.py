"""What each rule fires at: an edit of a centre whose books are all right, and the problems."""

from collections.abc import Callable
from datetime import date

from helpers import ERROR, K01, K02, K03, TODAY, WARNING, Desk, Spot

Edit = Callable[[Desk], object]


def planned(desk: Desk, **cells: object) -> int:
    """A further consultation of tutor Т-03 next week; → its sheet row."""
    usual = {"Код": "К-10", "Дата": date(2021, 2, 26)}
    return desk.add("График", like=4, **(usual | cells))  # type: ignore[arg-type]


def unplanned(desk: Desk, **cells: object) -> int:
    """A journal row «вне графика» of tutor Т-03; → its sheet row."""
    usual = {"Консультация": "вне графика", "Дата": K02, "Тьютор": "Зимина О.Ю."}
    return desk.add("Журнал", like=3, **(usual | cells))  # type: ignore[arg-type]


def meeting(desk: Desk, **cells: object) -> int:
    """A meeting planned for next week; → its sheet row."""
    usual = {"Код": "С-03", "Дата": date(2021, 2, 26), "Статус": "запланировано"}
    return desk.add("Совещания", like=2, **(usual | cells))  # type: ignore[arg-type]


def moved(desk: Desk, row: int, to: date | None, status: str = "перенесена") -> Desk:
    return desk.set("График", row, "Статус", status).set("График", row, "Новая дата", to)


def with_meeting(mark: str | None, **cells: object) -> Edit:
    """A further meeting, and Барсукова's mark for it."""

    def edit(desk: Desk) -> None:
        meeting(desk, **cells)
        desk.set("Явка", 2, "С-03", mark)

    return edit


def closed_school(year_row: Edit | None = None) -> Edit:
    def edit(desk: Desk) -> None:
        desk.set("Школы", 4, "Действует", "нет")
        if year_row:
            year_row(desk)

    return edit


def second_stream(desk: Desk) -> None:
    """A meeting of nobody's stream: its register column may stay empty."""
    meeting(desk, Дата=date(2021, 2, 17), Статус="проведено", Приглашены="ЕГЭ")


CASES: dict[str, tuple[Edit, list[Spot]]] = {
    # Школы, Тьюторы, Календарь, ШНОР
    "same name of two schools": (
        lambda d: (d.add("Школы", Код="Г-1", Краткое_название="Гимназия"),
                   d.add("Школы", Код="Г-2", Краткое_название="гимназия ")),
        [(WARNING, "school.same_name", "Школы", "Краткое название", 6)],
    ),
    "a tutor leaves before coming": (
        lambda d: d.add("Тьюторы", like=4, Код="Т-04", Фамилия="Орлова", По=date(2020, 8, 31)),
        [(WARNING, "tutor.dates", "Тьюторы", "По", 5)],
    ),
    "a calendar row ends before it begins": (
        lambda d: d.set("Календарь", 2, "Окончание", date(2021, 2, 21)),
        [(WARNING, "calendar.dates", "Календарь", "Окончание", 2)],
    ),
    "a lesson without its time": (
        lambda d: d.add("Календарь", like=2, Вид="урок", Название="7 урок"),
        [(WARNING, "calendar.lesson", "Календарь", "Название", 3)],
    ),
    "a school twice in one list": (
        lambda d: d.add("ШНОР", like=2, Школа="МБОУ СОШ № 44"),
        [(WARNING, "shnor.repeated", "ШНОР", "Школа", 3)],
    ),
    # Совещания
    "a meeting held in the future": (
        lambda d: meeting(d, Статус="проведено"),
        [(ERROR, "meeting.held_early", "Совещания", "Статус", 4)],
    ),
    "a meeting on a Sunday": (
        lambda d: meeting(d, Дата=date(2021, 2, 28)),
        [(WARNING, "date.day_off", "Совещания", "Дата", 4)],
    ),
    "a meeting on a public holiday": (
        lambda d: meeting(d, Дата=date(2021, 2, 23)),
        [(WARNING, "date.day_off", "Совещания", "Дата", 4)],
    ),
    "a meeting on a day off of Календарь": (
        lambda d: meeting(d, Дата=date(2021, 2, 22)),
        [(WARNING, "date.day_off", "Совещания", "Дата", 4)],
    ),
    "a meeting ends before it begins": (
        lambda d: meeting(d, Окончание="12:00"),
        [(WARNING, "time.order", "Совещания", "Окончание", 4)],
    ),
    "a meeting ends as it begins": (
        lambda d: meeting(d, Окончание="13:00"),
        [(WARNING, "time.order", "Совещания", "Окончание", 4)],
    ),
    # Явка
    "a mark for a future meeting": (
        with_meeting("+"),
        [(WARNING, "mark.no_meeting", "Явка", "С-03", 2)],
    ),
    "a mark for a cancelled meeting": (
        with_meeting("+", Дата=date(2021, 2, 17), Статус="отменено"),
        [(WARNING, "mark.no_meeting", "Явка", "С-03", 2)],
    ),
    "a mark for a moved meeting": (
        with_meeting("+", Дата=date(2021, 2, 17), Статус="перенесено"),
        [(WARNING, "mark.no_meeting", "Явка", "С-03", 2)],
    ),
    "a mark of somebody of another stream": (
        lambda d: d.set("Явка", 3, "С-02", "+"),
        [(WARNING, "mark.not_invited", "Явка", "С-02", 3)],
    ),
    "a mark of somebody who did not work yet": (
        lambda d: d.set("Тьюторы", 3, "Работает с", date(2020, 11, 13)),
        [(WARNING, "mark.not_invited", "Явка", "12.11.2020", 3)],
    ),
    "an invited tutor without a mark": (
        lambda d: d.set("Явка", 4, "С-02", None),
        [(WARNING, "mark.missing", "Явка", "С-02", 4)],
    ),
    "a planned meeting whose day has come, unmarked": (
        with_meeting(None, Дата=TODAY, Приглашены="ОГЭ", Начало="16:00", Окончание="17:00"),
        [
            (WARNING, "mark.missing", "Явка", "С-03", 2),
            (WARNING, "mark.missing", "Явка", "С-03", 3),
        ],
    ),
    # Поручения
    "an assignment done without a date": (
        lambda d: d.set("Поручения", 2, "Дата исполнения", None),
        [(WARNING, "done.no_date", "Поручения", "Дата исполнения", 2)],
    ),
    "an assignment done after its term": (
        lambda d: d.set("Поручения", 2, "Дата исполнения", date(2020, 12, 2)),
        [(WARNING, "done.late", "Поручения", "Дата исполнения", 2)],
    ),
    "an assignment done tomorrow": (
        lambda d: d.set("Поручения", 2, "Дата исполнения", date(2021, 2, 19)),
        [
            (WARNING, "done.future", "Поручения", "Дата исполнения", 2),
            (WARNING, "done.late", "Поручения", "Дата исполнения", 2),
        ],
    ),
    "a recurring assignment done in February": (
        lambda d: d.set("Поручения", 2, "Срок", "ежемесячно"),
        [(WARNING, "done.recurring", "Поручения", "Статус", 2)],
    ),
    # График
    "a consultation held in the future": (
        lambda d: d.set("График", 4, "Статус", "проведена"),
        [(ERROR, "consultation.held_early", "График", "Статус", 4)],
    ),
    "a moved consultation held before its new date": (
        lambda d: d.set("График", 3, "Новая дата", K03).set("ШНОР", 2, "Предметы риска", None),
        [
            (ERROR, "consultation.held_early", "График", "Статус", 3),
            (ERROR, "journal.other_date", "Журнал", "Дата", 3),
            (ERROR, "journal.other_date", "Журнал", "Дата", 4),
        ],
    ),
    "a consultation ends before it begins": (
        lambda d: d.set("График", 4, "Окончание", "14:00"),
        [(WARNING, "time.order", "График", "Окончание", 4)],
    ),
    "a consultation on a Sunday": (
        lambda d: planned(d, Дата=date(2021, 2, 28)),
        [(WARNING, "date.day_off", "График", "Дата", 5)],
    ),
    "a consultation moved to a holiday": (
        lambda d: moved(d, 4, date(2021, 2, 23)),
        [(WARNING, "date.day_off", "График", "Новая дата", 4)],
    ),
    "a tutor who had left": (
        lambda d: d.set("Тьюторы", 4, "По", date(2021, 2, 24)),
        [(WARNING, "tutor.not_working", "График", "Тьютор", 4)],
    ),
    "a tutor of another stream": (
        lambda d: d.set("График", 4, "Направление", "ОГЭ"),
        [(WARNING, "tutor.stream", "График", "Направление", 4)],
    ),
    "a tutor of another subject": (
        lambda d: d.set("График", 4, "Предмет", "русский язык"),
        [(WARNING, "tutor.subject", "График", "Предмет", 4)],
    ),
    "a consultation moved nowhere": (
        lambda d: moved(d, 4, None),
        [(WARNING, "consultation.no_new_date", "График", "Новая дата", 4)],
    ),
    "a mark of a consultation is overdue": (
        lambda d: planned(d, Дата=date(2021, 2, 12)),
        [(WARNING, "consultation.overdue", "График", "Статус", 5)],
    ),
    "a moved consultation's mark is overdue": (
        lambda d: (planned(d, Дата=date(2021, 2, 8)), moved(d, 5, date(2021, 2, 12))),
        [(WARNING, "consultation.overdue", "График", "Статус", 5)],
    ),
    "held, but the journal has no row": (
        lambda d: planned(d, Дата=date(2021, 2, 17), Статус="проведена"),
        [(WARNING, "consultation.no_journal", "График", "Статус", 5)],
    ),
    "failed, but somebody came": (
        lambda d: d.set("График", 3, "Статус", "не состоялась"),
        [(WARNING, "consultation.failed_attended", "График", "Статус", 3)],
    ),
    "a tutor's consultations overlap": (
        lambda d: planned(d, Дата=K03, Начало="15:59", Окончание="17:00", Место="каб. 9"),
        [(WARNING, "consultation.overlap", "График", "Начало", 5)],
    ),
    "a consultation overlaps a meeting the tutor is invited to": (
        lambda d: meeting(d, Дата=K03, Начало="15:30", Окончание="17:00"),
        [(WARNING, "consultation.meeting_overlap", "График", "Начало", 4)],
    ),
    "a place is taken twice": (
        lambda d: planned(d, Дата=K03, Тьютор="Белов П.И.", Направление="ОГЭ", Начало="15:30"),
        [(WARNING, "place.taken", "График", "Место", 5)],
    ),
    "a meeting stands in a taken place": (
        lambda d: meeting(d, Дата=K03, Место="Каб. 3", Начало="15:30", Окончание="17:00",
                          Приглашены="ОГЭ"),
        [(WARNING, "place.taken", "Совещания", "Место", 4)],
    ),
    "a closed school is invited": (
        closed_school(lambda d: d.set("График", 4, "Приглашённые школы", "СОШ № 9; ООШ № 9")),
        [(WARNING, "school.closed", "График", "Приглашённые школы", 4)],
    ),
    # Журнал
    "a journal row in the future": (
        lambda d: unplanned(d, Дата=date(2021, 2, 19)),
        [(ERROR, "journal.future", "Журнал", "Дата", 5)],
    ),
    "a journal row of a cancelled consultation": (
        lambda d: d.set("График", 2, "Статус", "отменена").set("ШНОР", 2, "Предметы риска", None),
        [(ERROR, "journal.cancelled", "Журнал", "Консультация", 2)],
    ),
    "a journal row of another tutor": (
        lambda d: d.set("Журнал", 4, "Тьютор", "Зимина О.Ю."),
        [(ERROR, "journal.other_tutor", "Журнал", "Тьютор", 4)],
    ),
    "a journal row of another date": (
        lambda d: d.set("Журнал", 4, "Дата", K01),
        [(ERROR, "journal.other_date", "Журнал", "Дата", 4)],
    ),
    "a journal row of the old date of a moved consultation": (
        lambda d: d.set("График", 3, "Новая дата", date(2021, 2, 10)).set("Журнал", 3, "Дата",
                                                                          date(2021, 2, 10)),
        [(ERROR, "journal.other_date", "Журнал", "Дата", 4)],
    ),
    "a journal row of another tutor and date": (
        lambda d: d.set("Журнал", 4, "Консультация", "К-01"),
        [(ERROR, "journal.another", "Журнал", "Консультация", 4)],
    ),
    "an unplanned consultation on a Sunday": (
        lambda d: unplanned(d, Дата=date(2021, 2, 14)),
        [(WARNING, "date.day_off", "Журнал", "Дата", 5)],
    ),
    "an unplanned consultation of a tutor who had left": (
        lambda d: (unplanned(d, Тьютор="Белов П.И.", Дата=date(2021, 2, 17)),
                   d.set("Тьюторы", 3, "По", date(2021, 2, 16)).set("Явка", 3, "С-02", None)),
        [(WARNING, "tutor.not_working", "Журнал", "Тьютор", 5)],
    ),
    "a closed school in the journal": (
        closed_school(lambda d: unplanned(d, Школа="ООШ № 9")),
        [(WARNING, "school.closed", "Журнал", "Школа", 5)],
    ),
    # ШНОР × Журнал
    "a risk subject without help this month": (
        lambda d: d.add("ШНОР", Школа="СОШ № 9", Учебный_год="2020–2021", В_перечне="да",
                        Предметы_риска="математика; русский язык"),
        [(WARNING, "shnor.no_help", "ШНОР", "Предметы риска", 3)],
    ),
}  # fmt: skip
