"""«справка»: the analytic note about a month, a half-year or the year so far."""

from sheets_sync.documents.forms.note_pieces import (
    TIGHT,
    heading,
    listed,
    opened,
    paragraphs,
    picture,
    table,
)
from sheets_sync.documents.forms.own_record import draft_lines
from sheets_sync.documents.forms.word_page import CENTER, LEFT, WordPage


def analytic_note() -> WordPage:
    """Heading, introduction, indicators, sections, conclusions, proposals, signature."""
    page = WordPage("Аналитическая справка {{ справка.период }}", size=12)
    draft_lines(page)
    page.line("**{{ организация }}**", CENTER, after=12)
    page.line("**АНАЛИТИЧЕСКАЯ СПРАВКА**", CENTER)
    page.line("о работе {{ сообщество }}", CENTER)
    page.line("{{ справка.период }}", CENTER, after=12)
    paragraphs(page, "справка.введение")
    _indicators(page)
    _meetings(page)
    _consultations(page)
    _coverage(page)
    _plans(page)
    _roadmap(page)
    _reports(page)
    _voices(page)
    _tasks(page)
    _results(page)
    _closing(page)
    page.footer("Аналитическая справка {{ справка.период }} · данные на {{ данные_на }}")
    return page


def _indicators(page: WordPage) -> None:
    name = ("Показатель", "название", 7.5)
    page.tag("if справка.есть_прежде")
    table(
        page,
        "Основные показатели",
        "показатели",
        (
            name,
            ("За период", "сейчас", 4.5),
            ("{{ справка.есть_прежде|с_заглавной }}", "прежде", 4.5),
        ),
    )
    page.tag("else")
    table(page, "Основные показатели", "показатели", (name, ("За период", "сейчас", 9)))
    page.tag("endif")


def _meetings(page: WordPage) -> None:
    opened(page, "совещания")
    table(
        page,
        "",
        "совещания.совещания",
        (
            ("Тема", "тема", 4.6),
            ("Вид", "вид", 2.4),
            ("Дата", "дата", 2.1),
            ("Приглашено", "приглашено", 2.5),
            ("Пришли", "присутствовали", 1.9),
            ("Явка", "явка", 3),
        ),
    )
    picture(page, "совещания")
    page.tag("endif")


def _consultations(page: WordPage) -> None:
    opened(page, "консультации")
    table(
        page,
        "",
        "консультации.предметы",
        (
            ("Предмет", "предмет", 3.3),
            ("План", "план", 1.3),
            ("Проведено", "проведено", 2.2),
            ("Доля", "доля", 3.3),
            ("Вне графика", "вне_графика", 1.9),
            ("Педагогов", "педагогов", 2.1),
            ("Посещений", "посещений", 2.4),
        ),
    )
    picture(page, "консультации")
    page.tag("endif")


def _coverage(page: WordPage) -> None:
    opened(page, "охват")
    table(
        page,
        "",
        "охват.предметы_риска",
        (
            ("Школа", "школа", 4.5),
            ("Предмет риска", "предмет", 4.2),
            ("Консультаций", "консультаций", 2.7),
            ("Педагогов", "педагогов", 2.3),
            ("Последняя", "последняя", 2.8),
        ),
        left=2,
    )
    page.tag("endif")


def _plans(page: WordPage) -> None:
    opened(page, "планы")
    table(
        page,
        "",
        "планы.дефициты",
        (
            ("Дефицит", "дефицит", 4.6),
            ("Выявлено", "выявлено", 2.1),
            ("Закрыто", "закрыто", 1.9),
            ("Доля закрытых", "доля", 3.3),
            ("Частично", "частично", 2.1),
            ("Просрочено", "просрочено", 2.5),
        ),
    )
    page.tag("endif")


def _roadmap(page: WordPage) -> None:
    counts = (
        ("Всего", "всего", 1.5),
        ("Срок наступил", "срок_наступил", 2),
        ("Выполнено", "выполнено", 2.3),
        ("Исполнение", "доля", 3.2),
        ("Просрочено", "просрочено", 2.5),
    )
    opened(page, "карта")
    table(page, "По разделам", "карта.разделы", (("Раздел", "название", 5), *counts))
    table(page, "По сторонам", "карта.стороны", (("Кто отвечает", "название", 5), *counts))
    table(
        page,
        "Просроченные пункты",
        "карта.просрочено",
        (
            ("№", "номер", 1.3),
            ("Мероприятие", "мероприятие", 5.7),
            ("Ответственный", "ответственный", 4),
            ("Сторона", "сторона", 1.9),
            ("Срок", "срок", 2.2),
            ("Дней", "дней", 1.4),
        ),
        left=3,
    )
    page.tag("endif")


def _reports(page: WordPage) -> None:
    opened(page, "отчёты")
    table(
        page,
        "Заявлено в отчёте / по графику и журналу (разница)",
        "отчёты.расхождения",
        (
            ("Тьютор", "тьютор", 5.1),
            ("Консультаций", "консультаций", 3.8),
            ("Педагогов", "педагогов", 3.8),
            ("Школ", "школ", 3.8),
        ),
    )
    page.tag("endif")


def _voices(page: WordPage) -> None:
    opened(page, "голоса")
    columns = (("Что пишут", "текст", 13.5), ("Тьюторов", "тьюторов", 3))
    table(page, "Трудности", "голоса.трудности", columns)
    table(page, "Предложения", "голоса.предложения", columns)
    page.tag("endif")


def _tasks(page: WordPage) -> None:
    opened(page, "поручения")
    table(
        page,
        "Просроченные поручения",
        "поручения.просрочено",
        (
            ("Поручение", "поручение", 5.8),
            ("Ответственный", "ответственный", 4.2),
            ("Протокол", "основание", 2.7),
            ("Срок", "срок", 2.2),
            ("Дней", "дней", 1.6),
        ),
        left=2,
    )
    page.tag("endif")


def _results(page: WordPage) -> None:
    opened(page, "результаты")
    table(
        page,
        "",
        "результаты.работы",
        (
            ("Школа", "школа", 2.85),
            ("Предмет", "предмет", 2.5),
            ("Работа, класс", "работа", 1.6),
            ("Писали", "писали", 1.5),
            ("Доля «2»", "доля_двоек", 2.3),
            ("Изм., п.п.", "изменение", 1.2),
            ("Консульт.", "консультаций", 1.8),
            ("Планы", "планы", 1.4),
            ("Карта", "пункты_карты", 1.35),
        ),
        left=2,
        size=TIGHT,
    )
    page.tag("endif")


def _closing(page: WordPage) -> None:
    listed(page, "Требует внимания", "внимание")
    page.tag("if справка.дальше or справка.дальше_планы")
    heading(page, "Что предстоит до {{ справка.дальше_до }}")
    table(
        page,
        "",
        "дальше",
        (
            ("Что сделать", "что", 6),
            ("Кто отвечает", "кто", 4),
            ("Срок", "срок", 2.7),
            ("Основание", "основание", 3.8),
        ),
        left=2,
    )
    table(
        page,
        "Мероприятия индивидуальных планов",
        "дальше_планы",
        (
            ("Тьютор", "тьютор", 6),
            ("Осталось", "осталось", 3.5),
            ("Из них просрочено", "просрочено", 3.5),
            ("Ближайший срок", "ближайший_срок", 3.5),
        ),
    )
    page.tag("endif")
    listed(page, "Выводы", "выводы")
    listed(page, "Предложения", "предложения")
    page.line()
    page.line("{{ сегодня }}", LEFT, after=12, keep=True)
    page.tag("if руководитель")
    page.signature("{{ руководитель.должность|с_заглавной }}", "{{ руководитель.подпись }}")
    page.tag("endif")
