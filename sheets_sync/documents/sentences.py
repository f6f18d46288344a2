"""Numbers inside Russian sentences: «проведена 1 консультация», «из 21 школы», «в 3 случаях»."""

from collections.abc import Sequence

from sheets_sync.figures.rounding import DASH, percent_text, whole
from sheets_sync.letters import plural

Noun = tuple[str, str, str]
"""A noun beside 1, 2 and 5; the second is its genitive too."""

MEETING: Noun = ("совещание", "совещания", "совещаний")
CONSULTATION: Noun = ("консультация", "консультации", "консультаций")
TEACHER: Noun = ("педагог", "педагога", "педагогов")
SCHOOL: Noun = ("школа", "школы", "школ")
TUTOR: Noun = ("тьютор", "тьютора", "тьюторов")
ITEM: Noun = ("пункт", "пункта", "пунктов")
STEP: Noun = ("мероприятие", "мероприятия", "мероприятий")
TASK: Noun = ("поручение", "поручения", "поручений")
SUBJECT: Noun = ("предмет риска", "предмета риска", "предметов риска")
REPORT: Noun = ("отчёт", "отчёта", "отчётов")
DIFFICULTY: Noun = ("трудность", "трудности", "трудностей")
PROPOSAL: Noun = ("предложение", "предложения", "предложений")
DAY: Noun = ("день", "дня", "дней")
ROW_TO_MEND: Noun = ("строку", "строки", "строк")
"""The accusative: «исправить 1 строку»."""
PROCEDURE: Noun = ("работа", "работы", "работ")


def single(number: int) -> bool:
    """Whether a number takes the singular: 1, 21, 101, and not 11."""
    return number % 10 == 1 and number % 100 != 11


def agree(number: int, one: str, many: str) -> str:
    """The word that agrees with a number: «проведена» 1 or 21, «проведено» 0, 2, 5 or 11."""
    return one if single(number) else many


def counted(number: int, noun: Noun) -> str:
    """«1 школа», «1 139 школ»."""
    return f"{whole(number)} {plural(number, *noun).partition(' ')[2]}"


def of(number: int, noun: Noun) -> str:
    """A number and its noun in the genitive: «1 школы», «5 школ»."""
    return f"{whole(number)} {noun[1] if single(number) else noun[2]}"


def in_cases(number: int) -> str:
    """«в 1 случае», «в 5 случаях»."""
    return f"в {whole(number)} {agree(number, 'случае', 'случаях')}"


def share(part: int, total: int) -> str:
    """A share with its numbers: «79,2 % (19 из 24)»; «–» for n/0."""
    if not total:
        return DASH
    return f"{percent_text(part, total)} ({whole(part)} из {whole(total)})"


def few(names: Sequence[str], most: int = 6, apart: str = ", ") -> str:
    """The first names and how many more there are: «А, Б и ещё 3»."""
    rest = len(names) - most
    said = apart.join(names[:most])
    return said if rest <= 0 else f"{said} и ещё {rest}"


def listed(parts: Sequence[str]) -> str:
    """The parts that say something, with commas."""
    return ", ".join(part for part in parts if part)


def nonzero(number: int, text: str) -> str:
    """The text, or nothing for zero."""
    return text if number else ""
