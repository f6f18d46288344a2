"""The legal neighbours of what the rules fire at."""

from datetime import date

from checks.check_cases import (
    Edit,
    closed_school,
    meeting,
    moved,
    planned,
    second_stream,
    unplanned,
    with_meeting,
)
from helpers import C01, K03, TODAY

LEGAL: dict[str, Edit] = {
    "two schools of one number and other types": lambda d: None,
    "a tutor leaves on the first day": lambda d: (
        d.add("Тьюторы", like=4, Код="Т-04", Фамилия="Орлова",
              Работает_с=date(2020, 9, 1), По=date(2020, 9, 1)),
        d.add("Отчёты", like=2, Тьютор="Т-04"),
    ),
    "a calendar row of one day": lambda d: d.set("Календарь", 2, "Окончание", date(2021, 2, 22)),
    "a school in the lists of two years": lambda d: d.add("ШНОР", like=2, Учебный_год="2019–2020"),
    "a meeting held today": lambda d: None,
    "a meeting planned for tomorrow": lambda d: meeting(d, Дата=date(2021, 2, 19)),
    "a cancelled meeting on a Sunday": lambda d: meeting(
        d, Дата=date(2021, 2, 28), Статус="отменено"
    ),
    "a meeting on a Saturday": lambda d: meeting(d, Дата=date(2021, 2, 27)),
    "a meeting on a Sunday that works": lambda d: (
        meeting(d, Дата=date(2021, 2, 28)),
        d.add("Календарь", Начало=date(2021, 2, 28), Вид="рабочий"),
    ),
    "a meeting without an end": lambda d: meeting(d, Окончание=None),
    "a meeting with both times in Начало": lambda d: meeting(
        d, Начало="13:00–14:30", Окончание=None
    ),
    "a future meeting without marks": with_meeting(None),
    "«не приглашён» for somebody who is not": lambda d: d.set("Явка", 3, "С-02", "х"),
    "nobody invited, nobody marked": second_stream,
    "a tutor not yet working is not expected": lambda d: (
        d.set("Тьюторы", 3, "Работает с", date(2020, 11, 13)),
        d.set("Явка", 3, C01, None),
    ),
    "a tutor works on the last day": lambda d: d.set("Тьюторы", 4, "По", K03),
    "an assignment done on its last day": lambda d: d.set(
        "Поручения", 2, "Дата исполнения", date(2020, 12, 1)
    ),
    "an overdue assignment is a figure, not a problem": lambda d: d.set(
        "Поручения", 3, "Срок", "до 01.02.2021"
    ),
    "a consultation held today": lambda d: (
        d.set("График", 3, "Дата", TODAY),
        d.set("Журнал", 3, "Дата", TODAY).set("Журнал", 4, "Дата", TODAY),
    ),
    "a journal row whose code gives day and tutor": lambda d: (
        d.set("Журнал", 4, "Дата", None).set("Журнал", 4, "Тьютор", None),
    ),
    "a consultation moved from a Sunday": lambda d: (
        d.set("График", 4, "Дата", date(2021, 2, 28)), moved(d, 4, date(2021, 3, 1)),
    ),
    "a cancelled consultation on a Sunday": lambda d: planned(
        d, Дата=date(2021, 2, 28), Статус="отменена"
    ),
    "a cancelled consultation of a tutor who had left": lambda d: (
        d.set("Тьюторы", 4, "По", date(2021, 2, 24)),
        d.set("График", 4, "Статус", "отменена"),
    ),
    "a second stream of the tutor": lambda d: d.set("График", 2, "Направление", "ОГЭ"),
    "moved with a new date": lambda d: moved(d, 4, date(2021, 2, 26)),
    "planned three days ago": lambda d: planned(d, Дата=date(2021, 2, 15)),
    "moved, the new date is to come": lambda d: (
        planned(d, Дата=date(2021, 2, 8)), moved(d, 5, date(2021, 2, 16)),
    ),
    "failed, and nobody came": lambda d: planned(
        d, Дата=date(2021, 2, 10), Статус="не состоялась"
    ),
    "consultations one after the other": lambda d: planned(
        d, Дата=K03, Начало="16:00", Окончание="17:00"
    ),
    "an overlap with a cancelled one": lambda d: planned(d, Дата=K03, Статус="отменена"),
    "an overlap with one moved away": lambda d: (
        planned(d, Дата=K03), moved(d, 5, date(2021, 2, 26)),
    ),
    "a meeting of another stream at the time": lambda d: meeting(
        d, Дата=K03, Начало="15:30", Окончание="17:00", Приглашены="ОГЭ"
    ),
    "a meeting that ends as the consultation begins": lambda d: meeting(
        d, Дата=K03, Начало="14:00", Окончание="15:00"
    ),
    "a cancelled meeting at the time": lambda d: meeting(
        d, Дата=K03, Начало="15:30", Окончание="17:00", Статус="отменено"
    ),
    "many online at one time": lambda d: (
        planned(d, Дата=K03, Тьютор="Белов П.И.", Направление="ОГЭ", Место="Zoom"),
        d.set("График", 4, "Место", "zoom"),
    ),
    "one place on two days": lambda d: planned(d, Тьютор="Белов П.И.", Направление="ОГЭ"),
    "a closed school nobody mentions": closed_school(),
    "«все» are invited though one is closed": closed_school(
        lambda d: d.set("График", 4, "Приглашённые школы", "все")
    ),
    "an unplanned consultation today": lambda d: unplanned(d, Дата=TODAY),
    "a journal row of the new date": lambda d: (
        d.set("График", 3, "Новая дата", date(2021, 2, 10)),
        d.set("Журнал", 3, "Дата", date(2021, 2, 10)),
        d.set("Журнал", 4, "Дата", date(2021, 2, 10)),
    ),
    "a school out of the list needs no help": lambda d: d.add(
        "ШНОР", Школа="СОШ № 9", Учебный_год="2020–2021", В_перечне="нет",
        Предметы_риска="русский язык",
    ),
    "last year's list needs no help": lambda d: d.add(
        "ШНОР", Школа="СОШ № 9", Учебный_год="2019–2020", В_перечне="да",
        Предметы_риска="русский язык",
    ),
    "help outside the schedule is help": lambda d: (
        unplanned(d, Школа="О-9"),
        d.add("ШНОР", Школа="О-9", Учебный_год="2020–2021", В_перечне="да",
              Предметы_риска="математика"),
    ),
}  # fmt: skip
