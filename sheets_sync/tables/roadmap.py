"""The book Дорожная карта ШНОР: the road map and the results of tests and exams."""

from dataclasses import replace

from sheets_sync.tables import shared_columns as shared
from sheets_sync.tables.kinds.number import MEASURED
from sheets_sync.tables.kinds.terms import TERM
from sheets_sync.tables.kinds.text import LABEL, TEXT
from sheets_sync.tables.references import SCHOOLS
from sheets_sync.tables.results import RESULTS
from sheets_sync.tables.schema import Book, Column, Table

ROADMAP = Table(
    "roadmap",
    "Дорожная карта",
    "Дорожная карта поддержки ШНОР: что сделать, кто отвечает, к какому сроку, что исполнено.",
    (
        Column(
            "number",
            "№",
            LABEL,
            True,
            ("№ п/п", "Номер", "Пункт"),
            "Номер пункта: текстом, «1.10».",
            "1.10",
            8,
            one_row=True,
        ),
        Column(
            "section",
            "Раздел",
            TEXT,
            False,
            ("Направление",),
            "Раздел карты; можно строкой-заголовком над пунктами.",
            "Методическая поддержка",
            26,
            fills_down=True,
        ),
        Column(
            "activity",
            "Мероприятие",
            TEXT,
            True,
            ("Мероприятия", "Содержание"),
            "Что сделать.",
            "мастер-класс по критериям ВПР",
            44,
            one_row=True,
        ),
        Column(
            "schools",
            "Школы",
            SCHOOLS,
            True,
            ("Школа", "ОО"),
            "Школы через точку с запятой или «все ШНОР».",
            "все ШНОР",
            24,
        ),
        Column(
            "due",
            "Срок",
            TERM,
            True,
            ("Сроки", "Срок исполнения"),
            "Дата, месяц, «до 20 марта», «I полугодие», «ежемесячно».",
            "февраль 2021",
            18,
        ),
        Column(
            "responsible",
            "Ответственный",
            TEXT,
            True,
            ("Ответственные", "Исполнитель"),
            "Кто отвечает: ИМЦ, ИРО, ОО, тьюторы.",
            "методисты ИМЦ",
            24,
        ),
        Column(
            "partners",
            "Соисполнители",
            TEXT,
            False,
            ("Соисполнитель",),
            "Кто ещё участвует: ИРО, ОО и так далее.",
            "ИРО; ОО",
            20,
        ),
        Column(
            "indicator",
            "Показатель",
            TEXT,
            False,
            ("Индикатор",),
            "По чему видно, что сделано.",
            "доля участников",
            28,
        ),
        Column(
            "planned",
            "План",
            MEASURED,
            False,
            ("Плановое значение",),
            "Значение показателя по плану.",
            "12",
            10,
        ),
        Column(
            "achieved",
            "Факт",
            MEASURED,
            False,
            ("Фактическое значение",),
            "Значение показателя на деле.",
            "10",
            10,
        ),
        shared.PLAN_STATUS,
        replace(shared.DONE_ON, also_called=("Дата выполнения", "Исполнено (дата)")),
        Column(
            "document",
            "Документ",
            TEXT,
            False,
            ("Подтверждающий документ", "Подтверждение"),
            "Чем подтверждено.",
            "справка № 3",
            26,
        ),
    ),
)


ROADMAP_BOOK = Book("Дорожная карта ШНОР", (ROADMAP, RESULTS))
