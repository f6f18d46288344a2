"""A centre of any number of tutors in which every list of the summary grows."""

from datetime import date, timedelta

from helpers import Desk

FIRST = date(2020, 9, 14)
_SURNAMES = ("Абрамов", "Баранов", "Волков", "Гусев", "Зайцев", "Козлов", "Лебедев", "Медведев",
             "Орлов", "Павлов", "Соколов", "Тарасов", "Фролов", "Цветков", "Щукин")  # fmt: skip
_NAMES = ("Анна", "Вера", "Галина", "Дарья", "Елена", "Инна", "Клара", "Лидия", "Мария", "Нина",
          "Ольга", "Раиса", "Софья", "Тамара", "Ульяна")  # fmt: skip


def centre(tutors: int) -> Desk:
    """So many tutors; a school for every two or three, eight meetings, and for each tutor a few
    consultations (some failed, some without a mark), a plan, a report and an assignment."""
    desk = Desk()
    schools = _schools(desk, max(12, tutors * 2 // 5))
    for number in range(8):
        _meeting(desk, number)
    for number in range(tutors - 3):
        _tutor(desk, number, schools)
    for number in range(tutors // 2):
        _item(desk, number)
    for number in range(3):
        desk.add("Журнал", like=2, Консультация=f"К-99{number}")
    return desk


def _schools(desk: Desk, count: int) -> list[str]:
    names = [f"СОШ № {100 + number}" for number in range(count)]
    for number, name in enumerate(names):
        desk.add("Школы", Код=f"Ш-{100 + number}", Краткое_название=f"МБОУ {name}", Действует="да")
        if number % 2 == 0:
            desk.add("ШНОР", Школа=name, Учебный_год="2020–2021", В_перечне="да",
                     Предметы_риска="русский язык; математика")  # fmt: skip
        for grade in ("5", "6", "8"):
            desk.add("Результаты", like=4, Школа=name, Класс=grade)
    return names


def _meeting(desk: Desk, number: int) -> None:
    day = FIRST + timedelta(days=14 * number)
    desk.add("Совещания", like=2, Код=f"С-{10 + number}", Дата=day,
             Тема="О подготовке к всероссийским проверочным работам в школах с низкими "
                  "результатами")  # fmt: skip
    desk.set("Явка", 2, f"С-{10 + number}", "+")


def _tutor(desk: Desk, number: int, schools: list[str]) -> None:
    first = _NAMES[number % 15]
    second = _NAMES[number // 15 % 15]
    surname = f"{_SURNAMES[number // 225 % 15]}а-{_SURNAMES[number // 15 % 15]}а"
    name, code = f"{surname} {first} {second}овна", f"Т-{10 + number}"
    school = schools[number % len(schools)]
    desk.add("Тьюторы", like=2, Код=code, Фамилия=surname, Имя=first, Отчество=f"{second}овна",
             Школа=school)  # fmt: skip
    row = desk.add("Явка", Тьютор=code)
    for meeting in range(8):
        desk.set("Явка", row, f"С-{10 + meeting}", "+н"[(number + meeting) % 5 == 0])
    for part, status in enumerate(("проведена", "не состоялась", "запланирована")):
        _consultation(desk, 3 * number + part, code, status, school)
    desk.add("Индивидуальные планы", like=3, Тьютор=code, Педагог=f"{name.split()[0]} А.А.",
             Школа=school)  # fmt: skip
    desk.add("Отчёты", like=3, Тьютор=code, Трудности=f"Трудность {number}")
    desk.add("Поручения", like=3, Поручение=f"Собрать сведения {number}", Срок="до 01.02.2021")


def _consultation(desk: Desk, number: int, tutor: str, status: str, school: str) -> None:
    day = FIRST + timedelta(days=number % 120)
    code = f"К-{1000 + number}"
    desk.add("График", like=2, Код=code, Дата=day, Тьютор=tutor, Статус=status,
             Начало=f"{8 + number % 10:02}:00", Окончание=f"{8 + number % 10:02}:45",
             Место=f"каб. {number}")  # fmt: skip
    if status == "проведена":
        desk.add("Журнал", like=2, Консультация=code, Дата=day, Тьютор=tutor, Школа=school)


def _item(desk: Desk, number: int) -> None:
    desk.add("Дорожная карта", like=3, **{"№": f"3.{number}"}, Раздел=f"Раздел {number // 10 + 1}",
             Мероприятие=f"Провести методический день номер {number} в школе")  # fmt: skip
