"""«протокол-гост»: the full form of a record after ГОСТ Р 7.0.97-2016."""

from sheets_sync.documents.forms.own_record import (
    DECISION,
    GUESTS,
    attendance_list,
    draft_lines,
    open_assignments,
)
from sheets_sync.documents.forms.word_page import CENTER, LEFT, RIGHT, WIDE, WordPage


def gost_record() -> WordPage:
    """The form with number, chair, secretary, СЛУШАЛИ / ВЫСТУПИЛИ / РЕШИЛИ, both signatures."""
    page = WordPage("Протокол {{ совещание.номер }} от {{ совещание.дата_цифрами }}")
    draft_lines(page)
    page.line("**{{ организация }}**", CENTER, after=12)
    page.line("**ПРОТОКОЛ**", CENTER, after=12)
    page.signature(
        "{{ совещание.дата }}",
        "№ {% if совещание.номер %}{{ совещание.номер }}{% else %}____{% endif %}",
    )
    page.line("{{ город }}", CENTER, after=6)
    page.line("{{ совещание.вид|с_заглавной }} {{ сообщество }}", CENTER)
    page.line("«{{ совещание.тема }}»", CENTER, after=12)
    page.line("Место проведения: {{ совещание.место }}")
    page.line(
        "Время проведения: {{ совещание.время }}"
        "{% if совещание.окончание %}–{{ совещание.окончание }}{% endif %}",
        after=6,
    )
    _who(page)
    _agenda(page)
    _minutes(page)
    open_assignments(page)
    _signatures(page)
    attendance_list(page, "списком or со_списком")
    return page


def _who(page: WordPage) -> None:
    page.tag("if совещание.председатель")
    page.line("Председатель — {{ совещание.председатель.полностью }}.", WIDE)
    page.tag("endif", "if совещание.секретарь")
    page.line("Секретарь — {{ совещание.секретарь.полностью }}.", WIDE, after=6)
    page.tag("endif", "if совещание.ещё_не_было")
    page.line("ПРИГЛАШЕНЫ: {{ приглашённые_тьюторы|length }}", after=6)
    page.tag("else", "if списком")
    page.line("ПРИСУТСТВОВАЛИ: {{ присутствовали }} (список прилагается).", after=6)
    page.tag("else")
    page.line("ПРИСУТСТВОВАЛИ: {{ присутствовали }}{% if присутствовало %}:{% else %}.{% endif %}")
    page.tag("for тьютор in список_присутствовавших")
    page.line(
        "{{ тьютор.номер }}. {{ тьютор.кратко }}, {{ тьютор.должность }} {{ тьютор.школа }}"
        "{% if loop.last %}.{% else %};{% endif %}",
        WIDE,
        red=True,
    )
    page.tag("endfor", "endif", "if отсутствовало")
    page.line("ОТСУТСТВОВАЛИ: {{ отсутствовали }}{% if отсутствовавшие %}:{% else %}.{% endif %}")
    page.tag("for группа in отсутствовавшие")
    page.line(
        "тьюторы по {{ группа.направление }}: {{ группа.люди|join('; ') }}"
        "{% if loop.last %}.{% else %};{% endif %}",
        WIDE,
        red=True,
    )
    page.tag("endfor", "endif", "if не_отмечено")
    page.line("НЕ ОТМЕЧЕНО: {{ не_отмечено }}.")
    page.tag("endif", "endif", "if приглашённые")
    page.line(f"ПРИГЛАШЁННЫЕ: {GUESTS}.", WIDE)
    page.tag("endif")


def _agenda(page: WordPage) -> None:
    page.line()
    page.line("**ПОВЕСТКА ДНЯ:**", LEFT, after=6, keep=True)
    page.tag("for вопрос in повестка")
    page.line("{{ вопрос.номер }}. {{ вопрос.вопрос|с_точкой }}", WIDE, red=True)
    page.tag("if вопрос.докладчик")
    page.line("{{ вопрос.докладчик.полностью|с_заглавной|с_точкой }}", RIGHT, after=3)
    page.tag("endif", "endfor")
    page.line()


def _minutes(page: WordPage) -> None:
    page.tag("for вопрос in повестка")
    page.line("**{{ вопрос.номер }}. СЛУШАЛИ:**", keep=True)
    page.line(
        "{% if вопрос.докладчик %}{{ вопрос.докладчик.полностью|с_заглавной }}"
        "{% if вопрос.слушали %} — {{ вопрос.слушали[0]|с_точкой }}{% else %}.{% endif %}"
        "{% elif вопрос.слушали %}{{ вопрос.слушали[0]|с_заглавной|с_точкой }}"
        "{% else %}{{ вопрос.вопрос|с_точкой }}{% endif %}",
        WIDE,
        red=True,
    )
    page.tag("for абзац in вопрос.далее")
    page.line("{{ абзац|с_точкой }}", WIDE, red=True)
    page.tag("endfor", "if вопрос.выступили")
    page.line("**ВЫСТУПИЛИ:**", keep=True)
    page.tag("for абзац in вопрос.выступили")
    page.line("{{ абзац|с_точкой }}", WIDE, red=True)
    page.tag("endfor", "endif", "if вопрос.решили")
    page.line("**РЕШИЛИ:**", keep=True)
    page.tag("for пункт in вопрос.решили")
    page.line(DECISION, WIDE, red=True)
    page.tag("endfor", "endif")
    page.line()
    page.tag("endfor", "if прочие_решения")
    page.line("**ПОРУЧИЛИ:**", keep=True)
    page.tag("for пункт in прочие_решения")
    page.line(DECISION, WIDE, red=True)
    page.tag("endfor")
    page.line()
    page.tag("endif")


def _signatures(page: WordPage) -> None:
    for role, person in (("Председатель", "председатель"), ("Секретарь", "секретарь")):
        name = f"совещание.{person}"
        page.signature(role, f"{{% if {name} %}}{{{{ {name}.подпись }}}}{{% endif %}}")
        page.line()
