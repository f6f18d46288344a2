"""The invented town: its schools, tutors, subjects and teachers."""

from dataclasses import dataclass
from datetime import date

TOWN = "Верхнереченск"
TODAY = date(2021, 2, 18)
YEAR = "2020–2021"


@dataclass(frozen=True, slots=True)
class School:
    """A school; `kind` is how its type is written in words."""

    code: str
    form: str
    type: str
    number: int
    words: str
    curator: str
    tail: str = ""

    @property
    def name(self) -> str:
        """МБОУ СОШ № 12."""
        return f"{self.form} {self.type} № {self.number}{self.tail}"

    @property
    def short(self) -> str:
        """СОШ № 12."""
        return f"{self.type} № {self.number}"

    @property
    def full(self) -> str:
        """The name in the statute."""
        form = "бюджетное" if self.form == "МБОУ" else "автономное"
        kind = f"Муниципальное {form} общеобразовательное учреждение"
        return f"{kind} {self.words} № {self.number}{self.tail} г. {TOWN}а"


_MIDDLE, _BASIC = "средняя общеобразовательная школа", "основная общеобразовательная школа"
_NINA, _OLGA, _VERA = "Орехова Н.В.", "Стрельцова О.И.", "Тихонова В.А."

SCHOOLS = (
    School("Ш-01", "МБОУ", "СОШ", 1, _MIDDLE, _NINA),
    School("Ш-02", "МБОУ", "гимназия", 2, "гимназия", _NINA),
    School("Ш-04", "МАОУ", "лицей", 4, "лицей", _NINA),
    School("Ш-05", "МБОУ", "СОШ", 5, _MIDDLE, _NINA, " им. К.Д. Ушинского"),
    School("Ш-07", "МБОУ", "СОШ", 7, _MIDDLE, _OLGA),
    School("Ш-09", "МБОУ", "СОШ", 9, _MIDDLE, _OLGA),
    School("Ш-09О", "МБОУ", "ООШ", 9, _BASIC, _OLGA),
    School("Ш-12", "МБОУ", "СОШ", 12, _MIDDLE, _OLGA),
    School("Ш-15", "МБОУ", "ООШ", 15, _BASIC, _VERA),
    School("Ш-18", "МБОУ", "СОШ", 18, _MIDDLE, _VERA),
    School("Ш-21", "МБОУ", "СОШ", 21, _MIDDLE, _VERA),
    School("Ш-23", "МБОУ", "ООШ", 23, _BASIC, _VERA),
)
SCHOOL = {school.code: school for school in SCHOOLS}

RISK = {
    "Ш-09О": ("русский язык", "математика"),
    "Ш-12": ("математика", "химия"),
    "Ш-15": ("русский язык", "математика", "география"),
    "Ш-21": ("биология", "обществознание"),
    "Ш-23": ("русский язык", "физика"),
}
"""The schools with low results this year and their risk subjects."""
NEVER_HELPED = frozenset({("Ш-12", "химия"), ("Ш-23", "физика")})
NOT_THIS_MONTH = frozenset({("Ш-15", "география"), ("Ш-21", "обществознание")})

RUSSIAN, MATHS, PRIMARY, ENGLISH = (
    "русский язык",
    "математика",
    "начальные классы",
    "английский язык",
)
SUBJECTS = {
    RUSSIAN: "русский; рус. яз.; рус.яз",
    MATHS: "матем.; алгебра; геометрия",
    PRIMARY: "нач. классы; начальная школа",
    ENGLISH: "англ. яз.; английский; иностранный язык",
    "обществознание": "общество; общ.",
    "история": "ист.",
    "биология": "биол.",
    "география": "геогр.",
    "физика": "физ.",
    "химия": "хим.",
    "информатика": "инф.; информатика и ИКТ",
}
POST = {
    RUSSIAN: "учитель русского языка",
    MATHS: "учитель математики",
    PRIMARY: "учитель начальных классов",
    ENGLISH: "учитель английского языка",
    "обществознание": "учитель обществознания",
    "история": "учитель истории",
    "биология": "учитель биологии",
    "география": "учитель географии",
    "физика": "учитель физики",
    "химия": "учитель химии",
    "информатика": "учитель информатики",
}


@dataclass(frozen=True, slots=True)
class Tutor:
    """A tutor; `slot` is the usual weekday (0 = Monday), hour and room of consultations."""

    code: str
    surname: str
    first: str
    patronymic: str
    school: str
    subject: str
    streams: tuple[str, ...]
    slot: tuple[int, int, int]
    since: date = date(2020, 9, 1)
    until: date | None = None
    former: str = ""

    @property
    def short(self) -> str:
        """Фамилия И.О."""
        return f"{self.surname} {self.first[0]}.{self.patronymic[0]}."

    @property
    def full(self) -> str:
        """Фамилия Имя Отчество."""
        return f"{self.surname} {self.first} {self.patronymic}"

    @property
    def namesake(self) -> bool:
        """Somebody else has the same «Фамилия И.О.»."""
        return sum(other.short == self.short for other in TUTORS) > 1

    def works(self, day: date) -> bool:
        """The tutor works on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


_V, _O, _E = ("ВПР",), ("ОГЭ",), ("ЕГЭ",)
TUTORS: tuple[Tutor, ...] = (
    Tutor("Т-01", "Белозёрова", "Марина", "Олеговна", "Ш-01", RUSSIAN, _V, (0, 15, 21)),
    Tutor("Т-02", "Дорохова", "Светлана", "Юрьевна", "Ш-09", RUSSIAN, ("ВПР", "ОГЭ"), (1, 15, 14)),
    Tutor("Т-03", "Журавская", "Ольга", "Петровна", "Ш-18", RUSSIAN, _V, (2, 14, 32)),
    Tutor("Т-04", "Мельниченко", "Ирина", "Вадимовна", "Ш-02", MATHS, _V, (3, 15, 8)),
    Tutor("Т-05", "Кравцова", "Елена", "Сергеевна", "Ш-07", MATHS, _V, (4, 14, 17)),
    Tutor("Т-06", "Ярцева", "Галина", "Фёдоровна", "Ш-05", MATHS, ("ВПР", "ОГЭ"), (0, 14, 25)),
    Tutor("Т-07", "Полынцева", "Людмила", "Аркадьевна", "Ш-04", PRIMARY, _V, (1, 13, 3)),
    Tutor("Т-08", "Снегирёва", "Татьяна", "Ильинична", "Ш-12", PRIMARY, _V, (2, 13, 6)),
    Tutor("Т-09", "Рогожина", "Наталья", "Борисовна", "Ш-21", "биология", _V, (3, 14, 40)),
    Tutor("Т-10", "Шаповалов", "Андрей", "Николаевич", "Ш-01", "география", _V, (4, 15, 29)),
    Tutor(
        "Т-11",
        "Лебедевская",
        "Анна",
        "Игоревна",
        "Ш-09",
        RUSSIAN,
        _O,
        (0, 16, 11),
        former="Ковригина",
    ),
    Tutor("Т-12", "Устименко", "Валентина", "Павловна", "Ш-18", MATHS, _O, (1, 16, 33)),
    Tutor("Т-13", "Гречихина", "Лариса", "Евгеньевна", "Ш-05", "обществознание", _O, (2, 15, 12)),
    Tutor(
        "Т-14",
        "Осокина",
        "Вера",
        "Тимофеевна",
        "Ш-23",
        "география",
        _O,
        (3, 15, 5),
        until=date(2020, 12, 30),
    ),
    Tutor("Т-15", "Бережной", "Виктор", "Степанович", "Ш-07", "физика", _O, (4, 15, 36)),
    Tutor("Т-16", "Тарханова", "Юлия", "Романовна", "Ш-02", ENGLISH, ("ОГЭ", "ЕГЭ"), (0, 15, 27)),
    Tutor("Т-17", "Вишневецкая", "Алла", "Григорьевна", "Ш-01", RUSSIAN, _E, (1, 15, 22)),
    Tutor("Т-18", "Кравцова", "Екатерина", "Сергеевна", "Ш-04", MATHS, _E, (2, 16, 19)),
    Tutor("Т-19", "Погодин", "Сергей", "Львович", "Ш-04", "физика", _E, (3, 16, 41)),
    Tutor("Т-20", "Астахова", "Инна", "Валерьевна", "Ш-12", "химия", _E, (4, 14, 38)),
    Tutor("Т-21", "Заболотная", "Елена", "Макаровна", "Ш-09", "биология", _E, (0, 15, 26)),
    Tutor("Т-22", "Фадеева", "Оксана", "Денисовна", "Ш-05", "история", _E, (1, 14, 13)),
    Tutor("Т-23", "Чистякова", "Полина", "Антоновна", "Ш-02", "обществознание", _E, (2, 15, 15)),
    Tutor(
        "Т-24",
        "Якимчук",
        "Денис",
        "Олегович",
        "Ш-07",
        "информатика",
        ("ОГЭ", "ЕГЭ"),
        (3, 14, 44),
        since=date(2021, 1, 11),
    ),
)
TUTOR = {tutor.code: tutor for tutor in TUTORS}
