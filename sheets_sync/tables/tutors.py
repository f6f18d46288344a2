"""The tabs «Тьюторы» and «ШНОР»."""

from dataclasses import replace

from sheets_sync.tables import shared_columns as shared
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.text import CODE, PATRONYMIC, TEXT
from sheets_sync.tables.kinds.words import FLAG, STREAM
from sheets_sync.tables.references import SCHOOL, SUBJECT
from sheets_sync.tables.schema import Column, Table

SHNOR = Table(
    "shnor",
    "ШНОР",
    "Перечень школ с низкими образовательными результатами по годам.",
    (
        Column(
            "school",
            "Школа",
            SCHOOL,
            True,
            ("ОО", "Краткое название"),
            "Школа из листа «Школы».",
            "МБОУ СОШ № 44",
            24,
        ),
        shared.YEAR,
        Column(
            "listed",
            "В перечне",
            FLAG,
            True,
            ("ШНОР",),
            "«да», если школа в перечне этого года.",
            "да",
            12,
        ),
        Column(
            "order",
            "Приказ",
            TEXT,
            False,
            ("Основание",),
            "Номер и дата приказа.",
            "№ 1234 от 01.09.2020",
            26,
        ),
        Column(
            "risk",
            "Предметы риска",
            ListOf(SUBJECT),
            False,
            ("Предмет риска",),
            "Предметы с низкими результатами, через точку с запятой.",
            "русский язык; математика",
            34,
        ),
    ),
)


TUTORS = Table(
    "tutors",
    "Тьюторы",
    "Учителя-тьюторы: кто, где работает, по каким направлениям помогает.",
    (
        Column(
            "code",
            "Код",
            CODE,
            True,
            ("Код тьютора",),
            "Код тьютора; не повторяется и не меняется.",
            "Т-07",
            8,
            one_row=True,
        ),
        Column("surname", "Фамилия", TEXT, True, (), "Фамилия сейчас.", "Барсукова", 18),
        Column("first_name", "Имя", TEXT, True, (), "Имя полностью.", "Елена", 14),
        Column(
            "patronymic",
            "Отчество",
            PATRONYMIC,
            False,
            (),
            "Отчество полностью; нет отчества — пусто.",
            "Львовна",
            18,
        ),
        Column(
            "school",
            "Школа",
            SCHOOL,
            True,
            ("Место работы", "ОО"),
            "Школа, где тьютор работает.",
            "МБОУ СОШ № 9",
            22,
        ),
        Column(
            "post",
            "Должность",
            TEXT,
            True,
            (),
            "Должность, как в протоколе.",
            "учитель русского языка",
            26,
        ),
        replace(shared.SUBJECT, hint="Предмет, по которому тьютор помогает."),
        Column(
            "streams",
            "Направления",
            ListOf(STREAM, listed="Направления"),
            True,
            ("Направление",),
            "ВПР, ОГЭ, ЕГЭ — через точку с запятой.",
            "ВПР; ОГЭ",
            14,
        ),
        Column(
            "attached",
            "Закреплённые школы",
            ListOf(SCHOOL),
            False,
            ("Закрепленные ОО",),
            "Школы, которые ведёт тьютор, через точку с запятой.",
            "СОШ № 44; СОШ № 2",
            28,
        ),
        Column(
            "email",
            "Эл. почта",
            TEXT,
            False,
            ("Электронная почта", "E-mail", "Почта"),
            "Рабочая почта.",
            "tutor@example.org",
            24,
        ),
        Column(
            "since",
            "Работает с",
            DATE,
            True,
            ("Дата начала", "Работает с (дата)"),
            "С какого дня работает тьютором.",
            "01.09.2020",
            13,
        ),
        Column(
            "until",
            "По",
            DATE,
            False,
            ("Работает по", "Работал по"),
            "Последний день работы; пусто, если работает.",
            "31.12.2020",
            13,
        ),
        Column(
            "former",
            "Прежняя фамилия",
            TEXT,
            False,
            ("Девичья фамилия",),
            "Если фамилия менялась.",
            "Сомова",
            18,
        ),
    ),
    key=("code",),
)
