"""The tab «Поручения»."""

from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.terms import TERM
from sheets_sync.tables.kinds.text import LABEL, TEXT
from sheets_sync.tables.kinds.words import TASK_STATUS
from sheets_sync.tables.references import MEETING
from sheets_sync.tables.schema import Column, Table

TASKS = Table(
    "tasks",
    "Поручения",
    "Что поручили на совещаниях и что выполнено.",
    (
        Column(
            "meeting",
            "Совещание",
            MEETING,
            True,
            ("Код совещания",),
            "Код с листа «Совещания».",
            "С-06",
            12,
        ),
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
        Column(
            "done_on",
            "Дата исполнения",
            DATE,
            False,
            ("Исполнено (дата)",),
            "Когда исполнено.",
            "26.02.2021",
            15,
        ),
        Column("result", "Результат", TEXT, False, (), "Чем подтверждено.", "график размещён", 34),
    ),
)
