"""What the checks that have a rule say, short enough for a header's note."""

from collections.abc import Iterable, Iterator

from sheets_sync.problems import Check, Severity
from sheets_sync.samples.templates.rules.spot import Rule
from sheets_sync.tables.tutors import TUTORS

SAYS = {
    Check.FORMULA_ERROR: "формула с ошибкой",
    Check.CODE_UNREADABLE: "не код",
    Check.FLAG_UNREADABLE: "не «да» и не «нет»",
    Check.KEY_REPEATED: "уже есть выше, считается первая строка",
    Check.LAYOUT_SLIP: "набрано в латинской раскладке",
    Check.SCHOOL_SAME_NAME: "такое название уже есть у другой школы",
    Check.SCHOOL_AMBIGUOUS: "подходят две школы, укажите тип",
    Check.SCHOOL_UNKNOWN: "такой школы нет в справочнике",
    Check.YEAR_UNREADABLE: "не учебный год",
    Check.NAME_UNKNOWN: "такого нет в справочнике",
    Check.SHNOR_REPEATED: "школа уже есть в перечне этого года",
    Check.CHOICE_UNKNOWN: "такого слова в этом столбце нет",
    Check.DATE_IMPOSSIBLE: "такого дня или месяца не бывает",
    Check.DATE_UNREADABLE: "не дата",
    Check.DATE_YEAR_MISSING: "год не указан",
    Check.DATE_OUTSIDE_YEAR: "вне учебного года",
    Check.DATE_ANOTHER_YEAR: "вне учебного года",
    Check.DATE_DAY_OFF: "нерабочий день",
    Check.TUTOR_DATES: f"{TUTORS.head('until')} раньше, чем {TUTORS.head('since')}",
    Check.CALENDAR_DATES: "окончание раньше начала",
    Check.TIME_IMPOSSIBLE: "такого часа или таких минут не бывает",
    Check.TIME_UNREADABLE: "не время",
    Check.TIME_FROM_DATE: "время стало датой",
    Check.TIME_ORDER: "окончание не позже начала",
    Check.TERM_UNREADABLE: "срок не прочитать",
    Check.LABEL_FROM_DATE: "номер пункта стал датой",
    Check.NUMBER_UNREADABLE: "не число",
    Check.NUMBER_NEGATIVE: "меньше нуля",
    Check.NUMBER_FRACTION: "не целое число",
    Check.NUMBER_VAGUE: "не точное число",
    Check.CLASS_UNREADABLE: "не класс",
    Check.HALF_UNREADABLE: "не полугодие",
    Check.ACCEPTED_NUMBER: "не номер замечания: в нём десять цифр",
    Check.DEFICIT_UNKNOWN: "не сказано, какой это дефицит",
    Check.PERSON_SEVERAL: "несколько человек в одной ячейке",
    Check.PERSON_AMBIGUOUS: "подходят двое, допишите код",
    Check.PERSON_UNKNOWN: "такого человека нет в справочнике",
    Check.TEACHER_SEVERAL: "несколько педагогов в одной ячейке",
    Check.MEETING_HELD_EARLY: "отмечено как проведённое, а день не наступил",
    Check.REGISTER_NO_MEETING: "такого совещания нет",
    Check.MARK_UNKNOWN: "такой отметки нет",
    Check.MARK_NO_MEETING: "отметка стоит, а совещание ещё не прошло или отменено",
    Check.MARK_MISSING: "приглашённый тьютор не отмечен",
    Check.CONSULTATION_HELD_EARLY: "отмечена как проведённая, а день не наступил",
    Check.CONSULTATION_NO_NEW_DATE: "перенесена, а новой даты нет",
    Check.CONSULTATION_OVERDUE: "дата прошла, а отметки о проведении нет",
    Check.CONSULTATION_NO_JOURNAL: "проведена, а в журнале нет ни одной строки",
    Check.CONSULTATION_FAILED_ATTENDED: "не состоялась, а в журнале есть пришедшие",
    Check.CONSULTATION_OVERLAP: "у тьютора в это время ещё и другая консультация",
    Check.PLACE_TAKEN: "место в это время занято",
    Check.JOURNAL_FUTURE: "день ещё не наступил",
    Check.JOURNAL_CANCELLED: "консультация по графику отменена",
    Check.JOURNAL_OTHER_TUTOR: "в графике другой тьютор",
    Check.JOURNAL_OTHER_DATE: "в графике другая дата",
    Check.DONE_NO_DATE: "выполнено, а даты нет",
    Check.DONE_LATE: "выполнено позже срока",
    Check.DONE_RECURRING: "повторяется до конца учебного года, а уже выполнено",
    Check.REPORT_STATUS: "дата сдачи есть, а статус «не сдан»",
    Check.RESULTS_SUM: "сумма отметок не равна числу писавших",
    Check.RESULTS_ROLL: "писали больше, чем по списку",
    Check.RESULTS_TWICE: "есть и вся параллель, и её классы отдельно",
}
"""Check → what it says of a cell."""

_COLOURS = {Severity.ERROR: "Красным", Severity.WARNING: "Жёлтым"}
_ANYWHERE = {Check.FORMULA_ERROR}
"""What is the same in every cell is no news in a note."""


def told(rules: Iterable[Rule]) -> Iterator[str]:
    """What turns red and what turns amber, a line each."""
    known = [rule for rule in rules if rule.check not in _ANYWHERE]
    for severity, colour in _COLOURS.items():
        said = dict.fromkeys(SAYS[rule.check] for rule in known if rule.severity is severity)
        if said:
            yield f"{colour}: {'; '.join(said)}."
