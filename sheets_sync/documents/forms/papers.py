"""The papers that are tables: road map, timetable, register to sign; and the extract."""

from collections.abc import Sequence

from sheets_sync.documents.forms.own_record import DECISION, draft_lines
from sheets_sync.documents.forms.word_page import CENTER, RIGHT, WIDE, Column, WordPage

SMALL = 9
_HEAD_SIGNS = ("{{ руководитель.должность|с_заглавной }}", "{{ руководитель.подпись }}")


def roadmap_report() -> WordPage:
    """«дорожная-карта»: what was planned, done and why not, by section."""
    page = WordPage("Отчёт о дорожной карте на {{ данные_на }}", size=12, landscape=True)
    draft_lines(page)
    page.line("**{{ организация }}**", CENTER, after=6)
    page.line("**Отчёт о выполнении дорожной карты**", CENTER)
    page.line("{{ учебный_год }} учебный год, на {{ данные_на }}", CENTER, after=8)
    page.line(
        "Всего мероприятий: {{ карта.всего }}, выполнено: {{ карта.выполнено }}, просрочено: "
        "{{ карта.просрочено }}. Исполнение (выполнено среди тех, чей срок наступил): "
        "{{ карта.исполнение }}.",
        WIDE,
        after=6,
    )
    page.tag("if карта.стороны")
    total = ["Всего", *(f"{{{{ карта.{tag} }}}}" for _, tag, _ in _SIDES[1:])]
    columns = of_rows(_SIDES)
    page.table(
        columns, "строка in карта.стороны", size=10, center=range(1, len(columns)), total=total
    )
    page.tag("endif")
    page.tag("for раздел in карта.разделы")
    page.heading("**{{ раздел.название }}** — исполнение {{ раздел.исполнение }}")
    page.table(of_rows(_ITEMS), "строка in раздел.пункты", size=SMALL)
    page.tag("endfor")
    signed(page)
    page.footer("{{ организация_кратко }} · дорожная карта на {{ данные_на }}")
    return page


_SIDES = (
    ("Кто отвечает", "сторона", 5),
    ("Всего", "всего", 3),
    ("Выполнено", "выполнено", 3),
    ("Исполнение", "исполнение", 5),
    ("Просрочено", "просрочено", 3),
)
_ITEMS = (
    ("№", "номер", 1.2),
    ("Мероприятие", "мероприятие", 6),
    ("Срок", "срок", 2.6),
    ("Ответственный", "ответственный", 2.8),
    ("Показатель", "показатель", 2.8),
    ("План", "план", 1.3),
    ("Факт", "факт", 1.3),
    ("Статус", "статус", 2.2),
    ("Документ", "документ", 2.9),
    ("Причина", "причина", 2.6),
)


def timetable_form() -> WordPage:
    """«график»: the consultations of a month, approved by the head."""
    page = WordPage("График консультаций, {{ период.название }}", size=12, landscape=True)
    draft_lines(page)
    page.tag("if руководитель")
    for line in ("УТВЕРЖДАЮ", _HEAD_SIGNS[0], f"_____________ {_HEAD_SIGNS[1]}"):
        page.line(line, RIGHT)
    page.tag("endif")
    page.line("**График консультаций {{ сообщество }}**", CENTER).room(10)
    page.line("{{ период.название }}", CENTER, after=8)
    columns = [
        (head, text + _ALSO.get(tag, ""), width)
        for (head, text, width), (_, tag, _) in zip(of_rows(_TIMES), _TIMES, strict=True)
    ]
    page.tag("if график")
    page.table(columns, "строка in график", size=SMALL)
    page.tag("else")
    page.line("Консультаций в эти дни нет.", CENTER)
    page.tag("endif")
    page.footer("{{ организация_кратко }} · график консультаций, {{ период.название }}")
    return page


_ALSO = {
    "дата": "{% if строка.перенесена_с %} (перенесена с {{ строка.перенесена_с }}){% endif %}",
    "вид": ", {{ строка.формат }}",
}
"""What stands behind a tag in the same cell."""
_TIMES = (
    ("Дата", "дата", 2),
    ("День", "день_недели", 2.1),
    ("Время", "время", 2.1),
    ("Тьютор", "тьютор", 2.8),
    ("Предмет", "предмет", 2.6),
    ("Классы", "классы", 1.5),
    ("Тема", "тема", 3.6),
    ("Вид и формат", "вид", 2.6),
    ("Место", "место", 2.6),
    ("Школы", "школы", 3.2),
    ("План, чел.", "участников", 1.3),
)


def sign_up_form() -> WordPage:
    """«регистрация»: who is to sign, with room for the hand."""
    page = WordPage("Лист регистрации {{ регистрация.дата }}", size=12)
    page.line("**{{ организация }}**", CENTER, after=8)
    page.line("**ЛИСТ РЕГИСТРАЦИИ**", CENTER)
    page.line("участников {{ регистрация.о_чём }}", CENTER)
    page.line("{{ регистрация.дата }}, {{ регистрация.место }}", CENTER, after=8)
    page.table(of_rows(_PEOPLE), "строка in регистрация.люди", size=11, center=(0,))
    page.footer("{{ организация_кратко }} · {{ регистрация.дата }}")
    return page


_PEOPLE = (
    ("№", "номер", 1),
    ("Фамилия, имя, отчество", "имя", 5.2),
    ("Должность", "должность", 4),
    ("Школа", "школа", 3.6),
    ("Подпись", "", 2.7),
)


def extract_form() -> WordPage:
    """«выписка»: the decisions of one record for which one person answers."""
    page = WordPage("Выписка из протокола {{ совещание.дата_цифрами }}")
    draft_lines(page)
    page.line("**{{ организация }}**", CENTER, after=10)
    page.line("**ВЫПИСКА ИЗ ПРОТОКОЛА**", CENTER)
    page.line(
        "{{ совещание.вид_р }} {{ сообщество }} от {{ совещание.дата }}"
        "{% if совещание.номер %} № {{ совещание.номер }}{% endif %}",
        CENTER,
    )
    page.line("«{{ совещание.тема }}»", CENTER, after=10)
    page.line("Ответственный: {{ выписка.кому }}", after=8)
    page.tag("for вопрос in выписка.вопросы")
    page.line("**{{ вопрос.номер }}. {{ вопрос.вопрос|с_точкой }}**", WIDE, keep=True)
    page.line("РЕШИЛИ:", keep=True)
    page.tag("for пункт in вопрос.решили")
    page.line(DECISION, WIDE, red=True)
    page.tag("endfor")
    page.line()
    page.tag("endfor")
    page.line("Выписка верна.", after=10)
    page.tag("if совещание.секретарь")
    page.signature("Секретарь", "{{ совещание.секретарь.подпись }}")
    page.tag("endif")
    return page


def signed(page: WordPage) -> None:
    """The head's signature, where there is a head."""
    page.line()
    page.tag("if руководитель")
    page.signature(*_HEAD_SIGNS)
    page.tag("endif")


def table(
    page: WordPage, name: str, columns: Sequence[Column], size: float = 10, left: int = 1
) -> None:
    """A table of a list of values, unless it is empty; columns after `left` are centred."""
    page.tag(f"if {name}")
    center = range(left, len(columns))
    page.table(of_rows(columns), f"строка in {name}", size=size, center=center)
    page.tag("endif")


def of_rows(columns: Sequence[Column]) -> list[Column]:
    """Columns that name a tag of the loop's row: «дата» → «{{ строка.дата }}»."""
    return [(head, f"{{{{ строка.{tag} }}}}" if tag else "", width) for head, tag, width in columns]
