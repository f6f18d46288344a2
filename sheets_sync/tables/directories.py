"""The book Справочники: what everything else refers to."""

from sheets_sync.tables.accepted import ACCEPTED
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.text import CODE, TEXT
from sheets_sync.tables.kinds.words import CALENDAR_KIND, FLAG, MARK_MEANING
from sheets_sync.tables.schema import Book, Column, Table
from sheets_sync.tables.tutors import SHNOR, TUTORS

SCHOOLS = Table(
    "schools",
    "Школы",
    "Все школы муниципалитета: на них ссылаются остальные листы.",
    (
        Column(
            "code",
            "Код",
            CODE,
            True,
            ("Код школы",),
            "Короткий код школы; не повторяется и не меняется.",
            "Ш-44",
            9,
            one_row=True,
        ),
        Column(
            "name",
            "Краткое название",
            TEXT,
            True,
            ("Школа", "Название", "Наименование"),
            "Как школу пишут в документах.",
            "МБОУ СОШ № 44",
            24,
        ),
        Column(
            "full",
            "Полное название",
            TEXT,
            False,
            ("Полное наименование",),
            "Полное название по уставу.",
            "Муниципальное бюджетное общеобразовательное учреждение СОШ № 44",
            40,
        ),
        Column(
            "variants",
            "Варианты написания",
            ListOf(TEXT),
            False,
            ("Варианты",),
            "Как ещё пишут эту школу, через точку с запятой.",
            "СОШ 44; школа № 44",
            26,
        ),
        Column(
            "curator",
            "Куратор ИМЦ",
            TEXT,
            False,
            ("Куратор",),
            "Кто из методистов ведёт школу.",
            "Лисицына О.В.",
            20,
        ),
        Column(
            "active",
            "Действует",
            FLAG,
            False,
            (),
            "«нет», если школа закрыта или присоединена.",
            "да",
            11,
        ),
    ),
    key=("code",),
)

SUBJECTS = Table(
    "subjects",
    "Предметы",
    "Названия предметов: одно название для одного предмета.",
    (
        Column(
            "subject",
            "Предмет",
            TEXT,
            True,
            ("Название", "Предметы"),
            "Название предмета.",
            "русский язык",
            24,
        ),
        Column(
            "variants",
            "Варианты написания",
            ListOf(TEXT),
            False,
            ("Варианты",),
            "Как ещё пишут этот предмет, через точку с запятой.",
            "русский; рус. яз.",
            40,
        ),
    ),
    key=("subject",),
)

MARKS = Table(
    "marks",
    "Отметки",
    "Что означает каждая отметка в листах «Явка» и «Журнал».",
    (
        Column("mark", "Отметка", TEXT, True, (), "Отметка так, как её ставят в ячейку.", "б", 12),
        Column(
            "variants",
            "Варианты",
            ListOf(TEXT),
            False,
            ("Варианты написания",),
            "Другие написания той же отметки, через точку с запятой.",
            "бол.; болел",
            26,
        ),
        Column(
            "meaning",
            "Считать как",
            MARK_MEANING,
            True,
            ("Значение",),
            "Как считать отметку в сводке.",
            "уважительная",
            18,
        ),
    ),
)

CALENDAR = Table(
    "calendar",
    "Календарь",
    "Нерабочие и рабочие дни, каникулы, полугодия, сроки отчётов, время уроков.",
    (
        Column(
            "start",
            "Начало",
            DATE,
            True,
            ("Дата", "С"),
            "Первый день (для срока отчёта — сам срок).",
            "22.02.2021",
            13,
        ),
        Column(
            "end",
            "Окончание",
            DATE,
            False,
            ("По", "Конец"),
            "Последний день; пусто, если день один.",
            "23.02.2021",
            13,
        ),
        Column(
            "kind",
            "Вид",
            CALENDAR_KIND,
            True,
            (),
            "Что это за дни: выберите из списка.",
            "нерабочий",
            16,
        ),
        Column(
            "name",
            "Название",
            TEXT,
            False,
            ("Примечание",),
            "Пояснение; для срока отчёта — какое полугодие, для урока — «7 урок 14:05–14:45».",
            "День защитника Отечества",
            34,
        ),
    ),
    optional=True,
)


DIRECTORIES = Book("Справочники", (SCHOOLS, SHNOR, TUTORS, SUBJECTS, MARKS, CALENDAR, ACCEPTED))
