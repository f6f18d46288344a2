"""Where a person sees what is typed into each column of each staff tab.

`Typed` text is looked for as it stands; of anything else `Changed` names a cell, another value for
it, and the tab or document that then says something else.
"""

from dataclasses import dataclass
from datetime import date

from helpers import C01, C02, K01, K02, Desk, Rows, look

from sheets_sync.sheet.cells import Raw


@dataclass(frozen=True)
class Typed:
    """Text that is seen as it is typed, in each of these."""

    where: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """A sheet row, another value for its cell, and what then differs."""

    row: int
    value: Raw
    where: str


def typed(*where: str) -> Typed:
    return Typed(where)


PROBLEMS, STAFF, PROTOCOL, FULL_PROTOCOL, SIGN_UP = (
    "Замечания", "Явка тьюторов", "протокол-имц", "протокол-гост", "регистрация",
)  # fmt: skip
MEETINGS, RISKS, WORK, TIMES = "Явка по совещаниям", "Предметы риска", "Консультации", "график"
NOT_HELD, ADVICE, ITEMS, STEPS = (
    "Несостоявшиеся", "Рекомендации", "Пункты карты", "Мероприятия планов",
)  # fmt: skip
TASKS, REPORTS, TEXTS = "Неисполненные поручения", "Отчёты тьюторов", "Трудности и предложения"
RESULTS, PROFILES, JOURNALS = (
    "Результаты муниципалитета",
    "Профили школ",
    "Отметки и классный журнал",
)

SEEN: dict[str, dict[str, Typed | Changed]] = {
    "Школы": {
        "Код": Changed(4, "О-10", PROBLEMS),
        "Краткое название": Changed(2, "МБОУ СОШ № 44 имени поэта", RISKS),
        "Полное название": typed("школа"),
        "Варианты написания": Changed(3, None, PROBLEMS),
        "Куратор ИМЦ": typed(RISKS, "школа"),
        "Действует": Changed(2, "нет", PROBLEMS),
    },
    "Предметы": {
        "Предмет": Changed(3, "геометрия", PROBLEMS),
        "Варианты написания": Changed(3, None, PROBLEMS),
    },
    "Отметки": {
        "Отметка": Changed(6, "нб", PROBLEMS),
        "Варианты": Changed(2, None, PROBLEMS),
        "Считать как": Changed(6, "уважительная", STAFF),
    },
    "Календарь": {
        "Начало": Changed(2, date(2021, 2, 26), PROBLEMS),
        "Окончание": Changed(2, date(2021, 2, 22), PROBLEMS),
        "Вид": Changed(2, "рабочий", PROBLEMS),
        "Название": typed(PROBLEMS),
    },
    "Допустимо": {
        "№ замечания": Changed(2, "4821903377", PROBLEMS),
        "Почему": typed(PROBLEMS),
        "Кто решил": typed(PROBLEMS),
        "До": Changed(2, date(2021, 3, 1), PROBLEMS),
    },
    "ШНОР": {
        "Школа": Changed(2, "СОШ № 9", RISKS),
        "Учебный год": Changed(2, "2019–2020", RISKS),
        "В перечне": Changed(2, "нет", RISKS),
        "Приказ": typed("школа"),
        "Предметы риска": Changed(2, "русский язык", RISKS),
    },
    "Тьюторы": {
        "Код": Changed(5, "Т-05", PROBLEMS),
        "Фамилия": Changed(5, "Осокина", STAFF),
        "Имя": Changed(5, "Вера", STAFF),
        "Отчество": Changed(5, "Львовна", STAFF),
        "Школа": Changed(2, "СОШ № 44", "тьютор"),
        "Должность": typed("тьютор"),
        "Предмет": Changed(2, "математика", "тьютор"),
        "Направления": Changed(2, "ЕГЭ", STAFF),
        "Закреплённые школы": Changed(2, "ООШ № 9", RISKS),
        "Эл. почта": typed("тьютор"),
        "Работает с": Changed(5, date(2021, 2, 1), STAFF),
        "По": Changed(5, date(2020, 12, 1), STAFF),
        "Прежняя фамилия": Changed(5, None, PROBLEMS),
    },
    "Совещания": {
        "Код": Changed(3, "С-03", TASKS),
        "Дата": Changed(3, date(2021, 2, 17), MEETINGS),
        "Начало": Changed(2, "12:00", PROTOCOL),
        "Окончание": Changed(2, "15:00", FULL_PROTOCOL),
        "Вид": Changed(2, "семинар", PROTOCOL),
        "Формат": Changed(2, "дистанционно", MEETINGS),
        "Место": typed(PROTOCOL, SIGN_UP),
        "Тема": typed(MEETINGS, PROTOCOL),
        "Приглашены": Changed(2, "ВПР", MEETINGS),
        "Приглашённые": typed(PROTOCOL, SIGN_UP),
        "Председатель": typed(PROTOCOL, FULL_PROTOCOL),
        "Секретарь": typed(FULL_PROTOCOL),
        "№ протокола": Changed(2, "17", FULL_PROTOCOL),
        "Статус": Changed(3, "отменено", MEETINGS),
    },
    "Повестка": {
        "Совещание": Changed(2, "С-02", PROTOCOL),
        "№": Changed(2, "3", PROTOCOL),
        "Вопрос": typed(PROTOCOL, FULL_PROTOCOL),
        "Докладчик": typed(PROTOCOL, FULL_PROTOCOL),
        "Должность": typed(PROTOCOL, FULL_PROTOCOL),
        "Слушали": typed(PROTOCOL, FULL_PROTOCOL),
        "Выступили": typed(PROTOCOL, FULL_PROTOCOL),
        "Решили": typed(PROTOCOL, FULL_PROTOCOL),
        "Приложение": typed(PROTOCOL, FULL_PROTOCOL),
    },
    "Явка": {
        "Тьютор": Changed(4, "Т-01", PROBLEMS),
        "Школа": Changed(
            2, "СОШ № 999", PROBLEMS
        ),  # for the staff's own eyes, checked all the same
        "Направление": Changed(2, "ВВП", PROBLEMS),
    },
    "Поручения": {
        "Совещание": Changed(2, "С-02", TASKS),
        "Пункт": Changed(2, "7.7", TASKS),
        "Поручение": typed(TASKS, PROTOCOL),
        "Ответственный": typed(TASKS, PROTOCOL),
        "Срок": Changed(3, "до 05.02.2021", TASKS),
        "Статус": Changed(3, "исполнено", TASKS),
        "Дата исполнения": Changed(2, date(2021, 2, 3), TASKS),
        "Результат": typed(TASKS),
    },
    "График": {
        "Код": Changed(5, "К-09", NOT_HELD),
        "Дата": Changed(4, date(2021, 2, 24), TIMES),
        "Начало": Changed(4, "14:00", TIMES),
        "Окончание": Changed(4, "17:00", TIMES),
        "Тьютор": Changed(4, "Белов П.И.", TIMES),
        "Направление": Changed(4, "ЕГЭ", PROBLEMS),
        "Предмет": Changed(4, "русский язык", TIMES),
        "Классы": typed(TIMES),
        "Тема": typed(TIMES, NOT_HELD),
        "Вид": Changed(4, "семинар", TIMES),
        "Формат": Changed(4, "дистанционно", TIMES),
        "Место": typed(TIMES),
        "Приглашённые школы": Changed(4, "СОШ № 44", TIMES),
        "План участников": Changed(4, 13, TIMES),
        "Статус": Changed(2, "не состоялась", NOT_HELD),
        "Новая дата": Changed(4, date(2021, 2, 27), TIMES),
        "Причина": typed(NOT_HELD),
        "Примечание": typed(NOT_HELD),
        "Второй тьютор": Changed(4, "Белов П.И.", TIMES),
    },
    "Журнал": {
        "Консультация": Changed(2, "вне графика", WORK),
        "Дата": Changed(5, K01, ADVICE),
        "Тьютор": Changed(5, "Белов П.И.", ADVICE),
        "Школа": Changed(5, "ООШ № 9", ADVICE),
        "Педагог": Changed(5, "Шилова Т.П.", ADVICE),
        "Количество": Changed(4, 11, WORK),
        "Вопрос или дефицит": Changed(5, "оценочный: критерии", ADVICE),
        "Рекомендации": typed(ADVICE),
        "Минуты": Changed(2, 95, WORK),
        "Отметка": Changed(2, "н", WORK),
    },
    "Индивидуальные планы": {
        "Тьютор": Changed(3, "Зимина О.Ю.", STEPS),
        "Педагог": Changed(3, "Шилова Т.П.", STEPS),
        "Школа": Changed(3, "ООШ № 9", STEPS),
        "Предмет": Changed(3, "русский язык", STEPS),
        "Дефицит": Changed(3, "оценочный: критерии", STEPS),
        "Основание": typed(STEPS),
        "Мероприятие": typed(STEPS),
        "Форма": typed(STEPS),
        "Срок": Changed(3, "до 05.02.2021", STEPS),
        "Результат (план)": typed(STEPS),
        "Статус": Changed(3, "не начато", STEPS),
        "Дата выполнения": Changed(2, date(2021, 2, 8), STEPS),
        "Результат (факт)": typed(STEPS),
        "Подтверждение": typed(STEPS),
    },
    "Отчёты": {
        "Тьютор": Changed(4, "Зимина О.Ю.", REPORTS),
        "Учебный год": Changed(2, "2019–2020", REPORTS),
        "Полугодие": Changed(2, "II", REPORTS),
        "Дата сдачи": Changed(2, date(2021, 1, 20), REPORTS),
        "Статус": Changed(2, "на доработке", REPORTS),
        "Консультаций (заявлено)": Changed(2, 6, REPORTS),
        "Педагогов (заявлено)": Changed(2, 6, REPORTS),
        "Школ (заявлено)": Changed(2, 6, REPORTS),
        "Анализ": typed(TEXTS),
        "Трудности": typed(TEXTS),
        "Предложения": typed(TEXTS),
    },
    "Дорожная карта": {
        "№": Changed(3, "7.7", ITEMS),
        "Раздел": typed("Исполнение дорожной карты", "дорожная-карта"),
        "Мероприятие": typed(ITEMS, "дорожная-карта"),
        "Школы": Changed(3, "СОШ № 9", "школа"),
        "Срок": Changed(3, "до 05.02.2021", ITEMS),
        "Корректировка срока": Changed(3, "до 07.02.2021", ITEMS),
        "Ответственный": typed(ITEMS, "дорожная-карта"),
        "Соисполнители": typed(ITEMS),
        "Показатель": typed(ITEMS, "дорожная-карта"),
        "План": Changed(3, 777, ITEMS),
        "Факт": Changed(3, 777, ITEMS),
        "Статус": Changed(3, "не начато", ITEMS),
        "Дата исполнения": Changed(2, date(2021, 1, 22), ITEMS),
        "Документ": typed(ITEMS, "дорожная-карта"),
    },
    "Результаты": {
        "Учебный год": Changed(4, "2019–2020", RESULTS),
        "Процедура": Changed(5, "КДР", RESULTS),
        "Сезон": Changed(5, "весна", RESULTS),
        "Школа": Changed(2, "ООШ № 9", "Результаты и профиль ШНОР"),
        "Класс": Changed(5, "6", RESULTS),
        "Предмет": Changed(2, "русский язык", RESULTS),
        "По списку": Changed(2, 20, PROBLEMS),
        "Писали": Changed(2, 26, PROBLEMS),
        "«5»": Changed(2, 4, PROBLEMS),
        "«4»": Changed(2, 9, PROBLEMS),
        "«3»": Changed(2, 9, PROBLEMS),
        "«2»": Changed(2, 5, PROBLEMS),
        "Понизили": Changed(4, 14, JOURNALS),
        "Подтвердили": Changed(4, 20, JOURNALS),
        "Повысили": Changed(4, 4, JOURNALS),
    },
    "Список присутствующих": {
        "Совещание": Changed(2, "С-01", MEETINGS),
        "Участник": Changed(2, "директор", MEETINGS),
        "Школа": Changed(4, "СОШ № 44", MEETINGS),
        "Отметка": Changed(2, "н", MEETINGS),
        "Отметка времени": Changed(3, C01, MEETINGS),
    },
}


def filled() -> Desk:
    """The small centre with something for every place to say, whatever column is looked at."""
    desk = Desk()
    _directories(desk)
    desk.books["Списки.xlsx"] = {"Список присутствующих": _guests()}
    desk.set("Журнал", 4, "Школа", "Заречная школа").set("График", 3, "Предмет", "алгебра")
    desk.add("Явка", Тьютор="Т-04")
    desk.set("Явка", 2, "С-02", "плюс").set("Явка", 5, C01, "+")
    desk.set("Совещания", 2, "№ протокола", "1").set("Повестка", 2, "Докладчик", "тьюторы")
    desk.add("Повестка", like=2, **{"№": "2", "Вопрос": "Разное"})
    desk.set("Поручения", 2, "Дата исполнения", date(2021, 2, 2))
    _consultations(desk)
    desk.set("Отчёты", 4, "Тьютор", "Сомова А.И.").set("Отчёты", 2, "Консультаций (заявлено)", 1)
    desk.set("Дорожная карта", 2, "Дата исполнения", date(2021, 1, 20))
    desk.set("Дорожная карта", 3, "План", 12).set("Дорожная карта", 3, "Факт", 10)
    desk.set("Индивидуальные планы", 2, "Дата выполнения", date(2021, 2, 9))
    for header, count in (("Понизили", 15), ("Подтвердили", 5), ("Повысили", 5)):
        desk.set("Результаты", 4, header, count)
    (gap,) = [p for p in look(desk).problems if p.check == "mark.missing"]
    desk.books["Справочники.xlsx"]["Допустимо"] = [
        ["№ замечания", "Почему", "Кто решил", "До"],
        [gap.id, "так решили", "начальник отдела", None],
    ]
    return desk


def _guests() -> Rows:
    return [
        ["Совещание", "Участник", "Школа", "Отметка", "Отметка времени"],
        ["С-02", "Котова А.С.", "СОШ № 44", "+", None],
        [None, "Лапин И.П.", None, "+", C02],
        ["С-02", "Котова А.С.", "СОШ № 9", "+", None],
    ]


def _directories(desk: Desk) -> None:
    desk.set("Школы", 3, "Варианты написания", "Заречная школа")
    desk.set("Отметки", 2, "Варианты", "плюс").set("Предметы", 3, "Варианты написания", "алгебра")
    desk.set("Календарь", 2, "Окончание", date(2021, 2, 25))
    desk.add("ШНОР", like=2, Школа="О-9")
    desk.set("Тьюторы", 2, "Закреплённые школы", "СОШ № 44")
    desk.add("Тьюторы", like=4, Код="Т-04", Фамилия="Орлова", Имя="Анна", Отчество="Ильинична",
             Прежняя_фамилия="Сомова")  # fmt: skip


def _consultations(desk: Desk) -> None:
    desk.add("График", like=3, Код="К-04", Дата=date(2021, 2, 3), Статус="не состоялась")
    desk.add("Журнал", like=3, Консультация="вне графика", Дата=K02, Тьютор="Зимина О.Ю.",
             Рекомендации="разобрать критерии")  # fmt: skip
