"""Columns that several tabs have; what differs, mostly the hint, each tab says itself."""

from sheets_sync.tables import references
from sheets_sync.tables.kinds import refs, words, years
from sheets_sync.tables.kinds.dates import DATE, DATE_IN_YEAR
from sheets_sync.tables.kinds.times import TIME_OF_END
from sheets_sync.tables.schema import Column

MEETING = Column(
    "meeting",
    "Совещание",
    references.MEETING,
    True,
    ("Код совещания",),
    "Код с листа «Совещания».",
    "С-06",
    12,
)

TUTOR = Column(
    "tutor",
    "Тьютор",
    references.TUTOR,
    True,
    ("ФИО тьютора", "Учитель-тьютор"),
    "Кто проводит.",
    "Барсукова Е.Л.",
    22,
    titled=True,
)

TEACHER = Column(
    "teacher",
    "Педагог",
    refs.TEACHER,
    False,
    ("ФИО педагога", "Учитель"),
    "Педагог: «Фамилия И.О.»; для группы — пусто.",
    "Иванова М.П.",
    22,
)

TEACHERS_SCHOOL = Column(
    "school",
    "Школа",
    references.SCHOOL,
    True,
    ("ОО", "Школа педагога"),
    "Школа педагога.",
    "МБОУ СОШ № 44",
    20,
)

SUBJECT = Column(
    "subject", "Предмет", references.SUBJECT, True, (), "Предмет консультации.", "русский язык", 18
)

YEAR = Column(
    "year", "Учебный год", years.YEAR, True, ("Год",), "Учебный год перечня.", "2020–2021", 14
)

DAY = Column(
    "date",
    "Дата",
    DATE_IN_YEAR,
    True,
    ("Дата проведения",),
    "День совещания.",
    "18.02.2021",
    13,
)

END = Column(
    "end",
    "Окончание",
    TIME_OF_END,
    False,
    ("Время окончания", "Конец"),
    "Время окончания.",
    "14:30",
    11,
)

FORMAT = Column(
    "format",
    "Формат",
    words.MEETING_FORMAT,
    True,
    ("Форма проведения",),
    "Очно, дистанционно или смешанный.",
    "очно",
    14,
)

PLAN_STATUS = Column(
    "status",
    "Статус",
    words.PLAN_STATUS,
    True,
    ("Состояние", "Отметка о выполнении"),
    "Выполнено, в работе и так далее: выберите из списка.",
    "в работе",
    18,
)

DONE_ON = Column(
    "done_on",
    "Дата исполнения",
    DATE,
    False,
    ("Исполнено (дата)",),
    "Когда исполнено.",
    "26.02.2021",
    15,
    told_by="status",
)
