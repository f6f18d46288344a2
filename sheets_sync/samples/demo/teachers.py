"""The invented teachers of the town's schools."""

from dataclasses import dataclass
from itertools import product
from random import Random

from sheets_sync.samples.demo.town import SCHOOLS, SUBJECTS


@dataclass(frozen=True, slots=True)
class Teacher:
    """A teacher who comes to consultations."""

    surname: str
    first: str
    patronymic: str
    school: str
    subject: str

    @property
    def short(self) -> str:
        """Фамилия И.О."""
        return f"{self.surname} {self.first[0]}.{self.patronymic[0]}."


SURNAMES = """
Абрикосова Авдонина Агапова Алтухова Балашова Барсукова Безрукова Боровикова Бурмистрова Ванеева
Верещагина Вознюк Галактионова Гармаш Глебова Горелова Гудкова Данилевская Дегтярёва Дробот
Дубинина Евсюкова Ежова Желткова Завьялова Зимина Зотова Игнатенко Исаенко Калашник Капустина
Карпинская Киселёва Колесниченко Копылова Косых Кулишова Ладыгина Левадная Лосева Лукьяненко
Мазурова Макеева Малявина Мартынюк Масленникова Мищенко Мосина Надеждина Назаренко Нефёдова
Никулина Овсянникова Оленина Остапенко Панфилова Парамонова Перевозчикова Пирожкова Плетнёва
Прокудина Пчелинцева Радченко Репина Рыбалко Савенкова Самохина Свиридова Седых Сизова Скворцова
Сотникова Старостина Субботина Терещенко Толкачёва Трофименко Туманова Ушакова Филатова Харламова
Хохлова Цветаева Черемисина Чумак Шатохина Швец Шелест Щукина Юдина Яковенко Ясенева
"""
FIRST_NAMES = """
Анна Елена Ольга Наталья Татьяна Ирина Светлана Марина Людмила Галина Юлия Оксана Виктория Дарья
Екатерина Алина Кристина Надежда Любовь Вероника
"""
PATRONYMICS = """
Александровна Алексеевна Андреевна Борисовна Васильевна Викторовна Владимировна Геннадьевна
Дмитриевна Ивановна Константиновна Михайловна Николаевна Петровна Сергеевна Юрьевна
"""
_POSTS = {"русский язык": 3, "математика": 3, "начальные классы": 4, "английский язык": 2}


def teachers(random: Random) -> list[Teacher]:
    """The teachers of all schools; no two share «Фамилия И.О.»."""
    names = [text.split() for text in (SURNAMES, FIRST_NAMES, PATRONYMICS)]
    found: dict[str, Teacher] = {}
    for school, subject in product(SCHOOLS, SUBJECTS):
        wanted = len(found) + _POSTS.get(subject, 1)
        while len(found) < wanted:
            surname, first, patronymic = map(random.choice, names)
            teacher = Teacher(surname, first, patronymic, school.code, subject)
            found.setdefault(teacher.short, teacher)
    return list(found.values())
