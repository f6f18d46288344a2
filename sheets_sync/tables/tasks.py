"""The tab «Поручения»."""

from sheets_sync.tables import shared_columns as shared
from sheets_sync.tables.kinds.terms import TERM
from sheets_sync.tables.kinds.text import LABEL, TEXT
from sheets_sync.tables.kinds.words import TASK_STATUS
from sheets_sync.tables.schema import Column, Table

TASKS = Table(
    "tasks",
    "Поручения",
    "Что поручили на совещаниях и что выполнено.",
    (
        shared.MEETING,
        Column(
            "item", "Пункт", LABEL, False, ("№", "Пункт протокола"), "Пункт протокола.", "2.1", 8
        ),
        Column(
            "task",
            "Поручение",
            TEXT,
            True,
            ("Содержание поручения",),
            "Что сделать.",
            "Представить график консультаций",
            44,
        ),
        Column(
            "responsible",
            "Ответственный",
            TEXT,
            True,
            ("Исполнитель", "Ответственные"),
            "Кто отвечает: человек или группа.",
            "тьюторы по ВПР",
            26,
        ),
        Column(
            "due",
            "Срок",
            TERM,
            True,
            ("Срок исполнения",),
            "Дата, месяц или «ежемесячно».",
            "до 01.03.2021",
            18,
        ),
        Column(
            "status",
            "Статус",
            TASK_STATUS,
            True,
            ("Исполнение", "Отметка об исполнении"),
            "Исполнено, в работе и так далее: выберите из списка.",
            "в работе",
            18,
        ),
        shared.DONE_ON,
        Column("result", "Результат", TEXT, False, (), "Чем подтверждено.", "график размещён", 34),
    ),
    known_by=("meeting", "item", "task", "responsible"),
)
