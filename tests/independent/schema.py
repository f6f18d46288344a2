"""The sixteen tabs of docs/для-сотрудников.md: column, kind of cell, whether it is required."""

SCHEMA: dict[str, str] = {
    "Школы": "Код*:code · Краткое название*:text · Полное название:text · "
    "Варианты написания:texts · Куратор ИМЦ:text · Действует:yesno",
    "ШНОР": "Школа*:school · Учебный год*:year · В перечне*:yesno · Приказ:text · "
    "Предметы риска:subjects",
    "Тьюторы": "Код*:code · Фамилия*:text · Имя*:text · Отчество:text · Школа*:school · "
    "Должность*:text · Предмет*:subject · Направления*:streams · Закреплённые школы:schools_list · "
    "Эл. почта:text · Работает с*:date · По:date · Прежняя фамилия:text",
    "Предметы": "Предмет*:text · Варианты написания:texts",
    "Отметки": "Отметка*:text · Варианты:texts · Считать как*:word",
    "Календарь": "Начало*:date · Окончание:date · Вид*:word · Название:text",
    "Совещания": "Код*:code · Дата*:date · Начало*:time · Окончание:time · Вид*:word · "
    "Формат*:word · Место*:text · Тема*:text · Приглашены:streams · Председатель:text · "
    "Секретарь:text · № протокола:text · Статус*:state",
    "Повестка": "Совещание*:ref · №*:text · Вопрос*:text · Докладчик:text · Должность:text · "
    "Слушали:text · Выступили:text · Решили:text",
    "Явка": "Тьютор*:tutor · Школа:school · Направление:streams",
    "Поручения": "Совещание*:ref · Пункт:text · Поручение*:text · Ответственный*:text · "
    "Срок*:deadline · Статус*:state · Дата исполнения:date · Результат:text",
    "График": "Код*:code · Дата*:date · Начало*:time · Окончание:time · Тьютор*:tutor · "
    "Направление*:stream · Предмет*:subject · Классы:text · Тема*:text · Вид*:word · "
    "Формат*:word · Место*:text · Приглашённые школы:schools_list · План участников:count · "
    "Статус*:state · Новая дата:date · Причина:text · Примечание:text",
    "Журнал": "Консультация*:ref · Дата*:date · Тьютор*:tutor · Школа*:school · "
    "Педагог:teacher · Количество:count · Вопрос или дефицит*:text · Рекомендации:text · "
    "Минуты:minutes · Отметка*:mark",
    "Индивидуальные планы": "Тьютор*:tutor · Педагог*:teacher · Школа*:school · "
    "Предмет*:subject · Дефицит*:issue · Основание:text · Мероприятие*:text · Форма*:text · "
    "Срок*:term · Результат (план):text · Статус*:state · Дата выполнения:date · "
    "Результат (факт):text · Подтверждение:text",
    "Отчёты": "Тьютор*:tutor · Учебный год*:year · Полугодие*:half · Дата сдачи:date · "
    "Статус*:state · Консультаций (заявлено):bare · Педагогов (заявлено):count · "
    "Школ (заявлено):bare · Анализ:text · Трудности:text · Предложения:text",
    "Дорожная карта": "№*:number · Раздел:text · Мероприятие*:text · Школы*:schools_list · "
    "Срок*:term · Ответственный*:executor · Соисполнители:text · Показатель:text · План:text · "
    "Факт:text · Статус*:state · Дата исполнения:date · Документ:text",
    "Результаты": "Учебный год*:year · Процедура*:stream · Школа*:school · Класс*:grade · "
    "Предмет*:subject · По списку:count · Писали*:count · «5»*:count · «4»*:count · "
    "«3»*:count · «2»*:count · Понизили:count · Подтвердили:count · Повысили:count",
}

BOOK_OF = {
    **dict.fromkeys(list(SCHEMA)[:6], "Справочники.xlsx"),
    **dict.fromkeys(list(SCHEMA)[6:10], "Посещаемость.xlsx"),
    **dict.fromkeys(list(SCHEMA)[10:12], "Консультации.xlsx"),
    **dict.fromkeys(list(SCHEMA)[12:14], "Отчёты тьюторов.xlsx"),
    **dict.fromkeys(list(SCHEMA)[14:], "Дорожная карта ШНОР.xlsx"),
}


def columns(tab: str) -> dict[str, str]:
    """Every column of a tab with its kind, in the order of the contract."""
    pairs = (part.strip().rpartition(":") for part in SCHEMA[tab].split("·"))
    return {name.strip("*"): kind for name, _, kind in pairs}


def required(tab: str) -> list[str]:
    """The starred columns of a tab."""
    names = (part.strip().rpartition(":")[0] for part in SCHEMA[tab].split("·"))
    return [name.strip("*") for name in names if name.endswith("*")]
