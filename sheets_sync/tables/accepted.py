"""The tab «Допустимо»: problems that people agreed to live with."""

from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.remark_numbers import REMARK_NUMBERS
from sheets_sync.tables.kinds.text import TEXT
from sheets_sync.tables.schema import Column, Table

ACCEPTED = Table(
    "accepted",
    "Допустимо",
    "Замечания, с которыми решено жить: их больше не напоминают, но строки от этого не считаются.",
    (
        Column(
            "numbers",
            "№ замечания",
            REMARK_NUMBERS,
            True,
            ("№", "Номер замечания", "№ замечаний", "Номера замечаний"),
            "Номер с листа «Замечания» сводки; несколько — через точку с запятой.",
            "4821903377",
            24,
        ),
        Column(
            "why",
            "Почему",
            TEXT,
            True,
            ("Причина", "Пояснение"),
            "Почему исправлять не нужно или нельзя.",
            "школа закрыта, журнал уже не исправить",
            50,
        ),
        Column(
            "who",
            "Кто решил",
            TEXT,
            True,
            ("Кто разрешил", "Решил"),
            "Кто так решил.",
            "начальник отдела",
            26,
        ),
        Column(
            "until",
            "До",
            DATE,
            False,
            ("Действует до", "Срок"),
            "Последний день, когда замечание молчит; пусто — всегда.",
            "31.05.2021",
            13,
        ),
    ),
    known_by=("numbers",),
    optional=True,
)
