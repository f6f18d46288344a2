"""The state of a thing (held, done, moved …) in a column's own words."""

import re
from collections.abc import Mapping

from sheets_sync.letters import fold
from sheets_sync.problems import Check
from sheets_sync.tables.kinds.base import Reading
from sheets_sync.tables.kinds.choice import Choice, any_of
from sheets_sync.tables.kinds.text import found, quote

_END = "[аоы]?"
_DATE = r"(?:\s*\(?\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?:\s*г\.?)?\)?)?"
_HOW = r"(?: полностью| на 100 ?%| в срок| дистанционно| очно| онлайн)?"
_DONE_VERB = (
    r"пров(?:ед(?:ен[аоы]?|ено)?|ел[аи]?|одил[аио]сь)?|прошл[аои]|прошел"
    r"|вып(?:ол(?:н(?:ен[аоы]?|ил[аи]?|ялось)?)?)?|исп(?:олн(?:ен[аоы]?|ил[аи]?|ялось)?)?"
    r"|с?дел(?:ан[аоы]?|ал[аи]?)|заверш(?:ен[аоы]?|ил[аи]?)|закончен[аоы]?|закончил[аи]?"
    r"|реализован[аоы]?|осуществлен[аоы]?|сда(?:н[аоы]?|л[аи]?)|предст(?:авлен[аоы]?)?"
    r"|отправлен[аоы]?|готов[аоы]?"
)
_PART = r"част(?:ич(?:н[оаы][йея]?)?)?"
_NOT = r"(?:еще |пока )?не\s?(?:был[аои]? )?"
_NOT_WHOLLY = rf"{_NOT}(?:полностью|до конца|в полно[йм] (?:мере|объеме))"
_TAIL = r"([\s,;:(.—-].*)?"

# The order matters: a negation contains the word it denies («не выполнено»).
_MEANINGS: tuple[tuple[str, str], ...] = (
    ("partial", rf"(?:(?:{_DONE_VERB})\.?,? ?\(?{_PART}|{_PART}){_TAIL}"),
    ("partial", rf"(?:{_DONE_VERB})\.?,? (?:{_NOT_WHOLLY}|на [1-9]?\d ?%){_TAIL}"),
    ("partial", rf"{_NOT_WHOLLY}{_TAIL}"),
    (
        "failed",
        rf"(?:{_NOT}сост(?:оял(?:[аои]сь|ся))?|сорв(?:ан{_END}|ал(?:[аои]сь|ся))|срыв){_TAIL}",
    ),
    ("not_started", rf"{_NOT}(?:нач(?:ат{_END}|ал[аи]?|ал(?:[аои]сь|ся)|инал[аио]сь)?|приступали)"),
    ("returned", rf"{_NOT}принят{_END}{_TAIL}|(?:на |в )?дораб\w*{_TAIL}|возвра[тщ]\w*{_TAIL}"),
    ("returned", rf"(?:на )?исправлени[ие]{_TAIL}"),
    ("not_done", rf"{_NOT}(?:{_DONE_VERB}|выполнял(?:ось|и)){_TAIL}"),
    ("not_done", r"-+|нет|нету|false|ложь|✗|✘|❌|✕|☒"),
    ("moved", rf"перен(?:ес\w*|ос\w*)?{_TAIL}|отложен{_END}{_TAIL}|сдвинут{_END}{_TAIL}"),
    ("cancelled", rf"отм(?:ен\w*)?{_TAIL}|аннулирован{_END}{_TAIL}"),
    ("planned", rf"(?:план|запл)\w*|намечен{_END}|предстоит|будет(?: проведен{_END})?|ожидается"),
    ("in_progress", rf"идет|идут|начат{_END}|начал[аи]?|начал(?:[аои]сь|ся)|делается|продолжается"),
    ("in_progress", r"в (?:процессе|стадии)(?: \w+)?|(?:выполня|исполня|реализу|провод)[еи]тся"),
    ("in_progress", r"(?:находится )?в раб(?:оте)?|(?:работа )?ведется(?: работа)?|работаем"),
    ("accepted", rf"принят{_END}{_DATE}|принял[аи]?|утвержден{_END}{_DATE}|зачтен{_END}{_DATE}"),
    (
        "done",
        rf"(?:уже |был[аои]? )?(?:{_DONE_VERB})\.?{_HOW}{_DATE}",
    ),
    (
        "done",
        rf"(?:состоял(?:[аои]сь|ся)){_DATE}|полностью|да|ок|есть|true|истина|\++|v|✓|✔|✅|☑|√",
    ),
)
_PATTERNS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _MEANINGS)
_CONTRARY = re.compile(r"провед|выполнен|исполнен|состоял|отмен|перен|сделан")
_CONTRARY_TO_PARTIAL = re.compile(r"отмен|перен|не (?:вып|исп|провед)")


def meaning_of(text: str) -> str | None:
    """The meaning of a state typed in any of the usual words: done, failed, moved …"""
    folded = fold(text).strip(" .,;:!") or fold(text)
    for meaning, pattern in _PATTERNS:
        if match := pattern.fullmatch(folded):
            tail = "".join(filter(None, match.groups()))
            contrary = _CONTRARY_TO_PARTIAL if meaning == "partial" else _CONTRARY
            return None if contrary.search(tail) else meaning
    return None


class State(Choice):
    """A state; each keyword gives this column's word for a meaning (see `_MEANINGS`).

    Without a word for «not done», what was not done has failed.
    """

    def __init__(self, synonyms: Mapping[str, str] | None = None, **words: str | None):
        known = {meaning: str(word) for meaning, word in words.items() if word}
        super().__init__(*known.values(), synonyms=synonyms)
        self._of_meaning = known
        if "failed" in known:
            self._of_meaning = {"not_done": known["failed"], **known}

    def recognised(self, text: str) -> Reading | None:
        """The reading of a text in the right layout, or None if nothing fits."""
        own = self._exact.get(fold(text).strip(" .,;:!"))
        meaning = None if own else meaning_of(text)
        word = own or self._of_meaning.get(meaning or "")
        if word:
            return found(word, text)
        if meaning is None:
            return super().recognised(text)
        message = f"{quote(text)} — такого состояния в этом столбце нет"
        return Reading.refused(Check.CHOICE_UNKNOWN, message, any_of(self.offers))
