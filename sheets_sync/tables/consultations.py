"""The book Консультации: the schedule and the journal."""

from dataclasses import replace

from sheets_sync.tables import shared_columns as shared
from sheets_sync.tables.kinds.dates import DATE_IN_YEAR
from sheets_sync.tables.kinds.number import MINUTES, PEOPLE
from sheets_sync.tables.kinds.refs import MARK, FirstTutor
from sheets_sync.tables.kinds.text import CODE, TEXT
from sheets_sync.tables.kinds.times import TIME, TIME_BESIDE_DAY
from sheets_sync.tables.kinds.weekdays import SEVERAL_DAYS
from sheets_sync.tables.kinds.words import (
    CONSULTATION_KIND,
    CONSULTATION_STATUS,
    DEFICIT,
    STREAM,
)
from sheets_sync.tables.references import CONSULTATION, SCHOOLS, TUTOR
from sheets_sync.tables.schema import Book, Column, Table

UNPLANNED = "вне графика"
SECOND_TUTOR = "Второй тьютор"

SCHEDULE = Table(
    "schedule",
    "График",
    "График консультаций: что запланировано и что проведено.",
    (
        Column(
            "code",
            "Код",
            CODE,
            True,
            ("Код консультации",),
            "Код консультации; не повторяется.",
            "К-014",
            9,
            one_row=True,
        ),
        replace(
            shared.DAY,
            kind=SEVERAL_DAYS,
            hint="День по графику; можно и «по средам с 10.02.2021 по 31.03.2021».",
        ),
        Column(
            "start",
            "Начало",
            TIME,
            True,
            ("Время", "Время начала"),
            "Время начала; можно сразу «15:00–16:00».",
            "15:00",
            10,
            part=TIME_BESIDE_DAY,
        ),
        replace(shared.END, example="16:00"),
        replace(shared.TUTOR, kind=FirstTutor(SECOND_TUTOR)),
        Column("stream", "Направление", STREAM, True, (), "ВПР, ОГЭ или ЕГЭ.", "ВПР", 13),
        shared.SUBJECT,
        Column("classes", "Классы", TEXT, False, ("Класс",), "Для каких классов.", "4–5", 10),
        Column(
            "topic",
            "Тема",
            TEXT,
            True,
            ("Тема консультации",),
            "Тема консультации.",
            "Критерии оценивания ВПР",
            38,
        ),
        Column(
            "kind",
            "Вид",
            CONSULTATION_KIND,
            True,
            ("Вид консультации", "Форма работы"),
            "Вид: выберите из списка.",
            "групповая",
            16,
        ),
        shared.FORMAT,
        Column(
            "place",
            "Место",
            TEXT,
            True,
            ("Место проведения",),
            "Где проходит.",
            "СОШ № 9, каб. 21",
            24,
        ),
        Column(
            "schools",
            "Приглашённые школы",
            SCHOOLS,
            False,
            ("Приглашены", "Школы"),
            "Школы через точку с запятой, «все» или «ШНОР».",
            "СОШ № 44; СОШ № 2",
            26,
        ),
        Column(
            "planned",
            "План участников",
            PEOPLE,
            False,
            ("Кол-во участников", "Количество участников"),
            "Сколько ждут участников.",
            "12",
            12,
        ),
        Column(
            "status",
            "Статус",
            CONSULTATION_STATUS,
            True,
            ("Состояние",),
            "Проведена, перенесена и так далее: выберите из списка.",
            "проведена",
            15,
        ),
        Column(
            "new_date",
            "Новая дата",
            DATE_IN_YEAR,
            False,
            ("Перенесена на",),
            "На какой день перенесена.",
            "25.02.2021",
            13,
            told_by="status",
            told_with="moved",
        ),
        Column(
            "reason",
            "Причина",
            TEXT,
            False,
            ("Причина переноса",),
            "Почему перенесена или отменена.",
            "карантин",
            24,
        ),
        Column("note", "Примечание", TEXT, False, ("Примечания",), "Что ещё важно.", "", 26),
        Column(
            "second",
            SECOND_TUTOR,
            TUTOR,
            False,
            ("Соведущий", "Второй ведущий"),
            "Если консультацию ведут двое; в показателях она у первого, журнал ведут оба.",
            "",
            18,
        ),
    ),
    key=("code",),
    owned_by_tutor=True,
)

JOURNAL = Table(
    "journal",
    "Журнал",
    "Журнал консультаций: строка — один педагог (или группа из одной школы) на консультации.",
    (
        Column(
            "consultation",
            "Консультация",
            CONSULTATION,
            True,
            ("Код консультации", "Код"),
            "Код из листа «График» или «вне графика».",
            "К-014",
            30,
        ),
        replace(
            shared.DAY,
            hint="День, когда консультация прошла; с кодом из графика можно не писать.",
            given_by="consultation",
        ),
        replace(
            shared.TUTOR,
            hint="Кто провёл; с кодом из графика можно не писать.",
            given_by="consultation",
        ),
        shared.TEACHERS_SCHOOL,
        shared.TEACHER,
        Column(
            "visitors",
            "Количество",
            PEOPLE,
            False,
            ("Кол-во", "Количество педагогов"),
            "Сколько человек, если это группа.",
            "5",
            12,
            told_by="teacher",
        ),
        Column(
            "need",
            "Вопрос или дефицит",
            DEFICIT,
            True,
            ("Дефицит", "Вопрос"),
            "Вид дефицита: предметный, методический, психолого-педагогический, "
            "коммуникативный или оценочный; дальше можно написать подробно.",
            "методический: работа с критериями",
            36,
        ),
        Column(
            "advice",
            "Рекомендации",
            TEXT,
            False,
            ("Рекомендация",),
            "Что посоветовали.",
            "разобрать демоверсию",
            34,
        ),
        Column(
            "minutes",
            "Минуты",
            MINUTES,
            False,
            ("Длительность", "Мин."),
            "Сколько минут длилась.",
            "45",
            10,
        ),
        Column(
            "mark",
            "Отметка",
            MARK,
            True,
            ("Явка", "Присутствие"),
            "Отметка из листа «Отметки».",
            "+",
            10,
        ),
    ),
    known_by=("consultation", "date", "tutor", "school", "teacher"),
    owned_by_tutor=True,
)

CONSULTATIONS = Book("Консультации", (SCHEDULE, JOURNAL))
