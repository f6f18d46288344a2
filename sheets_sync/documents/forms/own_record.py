"""«протокол-имц»: the record as the centre has always written it, and pieces all records share."""

from sheets_sync.documents.forms.word_page import CENTER, RIGHT, WIDE, WordPage

DECISION = (
    "{{ пункт.номер }}. {{ пункт.текст|с_точкой }}{% if пункт.ответственный %} Ответственный: "
    "{{ пункт.ответственный }}{% if пункт.срок %}, срок: {{ пункт.срок }}{% endif %}."
    "{% elif пункт.срок %} Срок: {{ пункт.срок|с_точкой }}{% endif %}"
)
GUESTS = (
    "{% for гость in приглашённые %}{{ гость.полностью }}{% if not loop.last %}; {% endif %}"
    "{% endfor %}"
)


def own_record() -> WordPage:
    """«протокол-имц»: the form the centre has always used."""
    page = WordPage("Протокол {{ совещание.дата_цифрами }}")
    draft_lines(page)
    page.line("Протокол", CENTER)
    page.line("{{ совещание.вид_р }} {{ сообщество }}", CENTER)
    page.line("**«{{ совещание.тема }}»**", CENTER, after=12)
    page.line("Дата проведения: {{ совещание.дата }}", after=6)
    page.line("Место проведения: {{ совещание.место }}", after=6)
    page.line("Время проведения: {{ совещание.время }}", after=6)
    _who_came(page)
    _programme(page)
    _what_was_said(page)
    open_assignments(page)
    page.line()
    page.tag("if совещание.председатель")
    page.signature(
        "{{ совещание.председатель.должность|с_заглавной }}", "{{ совещание.председатель.подпись }}"
    )
    page.tag("endif")
    attendance_list(page, "со_списком")
    return page


def _who_came(page: WordPage) -> None:
    page.tag("if совещание.ещё_не_было")
    page.line("Приглашены: {{ приглашённые_тьюторы|length }}", after=6)
    page.tag("else")
    page.line("Присутствовали: {{ присутствовали }}", after=6)
    page.tag("if отсутствовало")
    page.line("Отсутствовали: {{ отсутствовали }}{% if отсутствовавшие %}:{% endif %}", after=6)
    page.tag("for группа in отсутствовавшие")
    page.line(
        "- учителя-тьюторы по {{ группа.направление }}: {{ группа.люди|join(', ') }}"
        "{% if loop.last %}.{% else %};{% endif %}",
        WIDE,
        after=6,
    )
    page.tag("endfor", "endif", "if не_отмечено")
    page.line("Не отмечено: {{ не_отмечено }}", after=6)
    page.tag("endif", "endif", "if приглашённые")
    page.line(f"Приглашённые: {GUESTS}.", WIDE, after=6)
    page.tag("endif")


def _programme(page: WordPage) -> None:
    page.line("Программа", CENTER, after=6, keep=True)
    page.tag("for вопрос in повестка")
    page.line("{{ вопрос.номер }}. {{ вопрос.вопрос }}", WIDE)
    page.tag("if вопрос.докладчик")
    page.line("{{ вопрос.докладчик.имя }}{% if вопрос.докладчик.должность %},{% endif %}", RIGHT)
    page.tag("if вопрос.докладчик.должность")
    page.line("{{ вопрос.докладчик.должность }}", RIGHT)
    page.tag("endif", "endif", "endfor")
    page.line()


def _what_was_said(page: WordPage) -> None:
    page.tag("for вопрос in повестка", "if вопрос.рассказ")
    page.line(
        "{% if вопрос.разное %}**{{ вопрос.вступление }}**{% else %}*{{ вопрос.вступление }}*"
        "{% endif %} {{ вопрос.рассказ|с_точкой }}",
        WIDE,
        red=True,
    )
    page.tag("for абзац in вопрос.далее")
    page.line("{{ абзац|с_точкой }}", WIDE, red=True)
    page.tag("endfor", "endif", "if вопрос.выступили")
    page.line("Выступили:", red=True, keep=True)
    page.tag("for абзац in вопрос.выступили")
    page.line("{{ абзац|с_точкой }}", WIDE, red=True)
    page.tag("endfor", "endif", "if вопрос.решили")
    page.line("Решили:", red=True, keep=True)
    page.tag("for пункт in вопрос.решили")
    page.line(DECISION, WIDE, red=True)
    page.tag("endfor", "endif", "endfor", "if прочие_решения")
    page.line("Поручения:", red=True, keep=True)
    page.tag("for пункт in прочие_решения")
    page.line(DECISION, WIDE, red=True)
    page.tag("endfor", "endif")


def open_assignments(page: WordPage) -> None:
    """Before a meeting: what of the earlier ones is still open."""
    page.tag("if совещание.ещё_не_было and незакрытые_поручения")
    page.line("Не закрыто с прошлых совещаний:", keep=True)
    page.tag("for пункт in незакрытые_поручения")
    page.line(
        "— {{ пункт.текст }} ({{ пункт.ответственный }}"
        "{% if пункт.срок %}, {{ пункт.срок }}{% endif %})"
        "{% if loop.last %}.{% else %};{% endif %}",
        WIDE,
        red=True,
    )
    page.tag("endfor", "endif")


def draft_lines(page: WordPage) -> None:
    """What is still open, at the head of a draft."""
    page.tag("if проект")
    page.line("**ПРОЕКТ. Открыто: {{ открыто }}**", RIGHT)
    page.tag("for строка in открытое")
    page.line("*— {{ строка }}*")
    page.tag("endfor", "endif")


def attendance_list(page: WordPage, when: str) -> None:
    """The appendix: who was present, with room to sign."""
    page.tag(f"if {when}")
    page.line("Приложение", RIGHT).new_page()
    page.line("**Список присутствовавших**", CENTER, after=6)
    page.table(
        (
            ("№", "{{ тьютор.номер }}", 1),
            ("Фамилия, имя, отчество", "{{ тьютор.имя }}", 5),
            ("Должность", "{{ тьютор.должность }}", 4.5),
            ("Школа", "{{ тьютор.школа }}", 3.5),
            ("Подпись", "", 2.5),
        ),
        "тьютор in список_присутствовавших",
        center=(0,),
    )
    page.tag("endif")
