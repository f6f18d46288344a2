"""The state of a thing (held, done, moved …) in a column's own words."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from sheets_sync.letters import clean, fold
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Reading
from sheets_sync.tables.kinds.choice import Choice, any_of
from sheets_sync.tables.kinds.dates import parse_date
from sheets_sync.tables.kinds.signs import Sign, parted
from sheets_sync.tables.kinds.text import found, quote

_END = "[аоы]?"
_DATE = r"(?:\s*\(?\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?:\s*г\.?)?\)?)?"
_HOW = (
    r"(?: полностью| в полном объеме| на 100 ?%| в срок| своевременно| досрочно| дистанционно"
    r"| очно| онлайн)?"
)
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
_MORE = r"((?:\s*[.,;:(]|\s-).*)?"  # what is told of it, never words of the state itself

# The order matters: a negation contains the word it denies («не выполнено»).
_MEANINGS: tuple[tuple[str, str], ...] = (
    ("partial", rf"(?:(?:{_DONE_VERB})\.?,? ?\(?{_PART}|{_PART}){_TAIL}"),
    ("partial", rf"(?:{_DONE_VERB})\.?,? {_NOT_WHOLLY}{_TAIL}"),
    ("partial", rf"(?:{_DONE_VERB})[.,:]? \(?(?:на )?[1-9]?\d ?(?:%|проц\w*)\)?{_TAIL}"),
    ("partial", rf"{_NOT_WHOLLY}{_TAIL}"),
    (
        "failed",
        rf"(?:{_NOT}сост(?:оял(?:[аои]сь|ся))?|сорв(?:ан{_END}|ал(?:[аои]сь|ся))|срыв){_TAIL}",
    ),
    (
        "not_started",
        rf"{_NOT}(?:нач(?:ат{_END}|ал[аи]?|ал(?:[аои]сь|ся)|инал[аио]сь)?|приступали){_MORE}",
    ),
    ("returned", rf"{_NOT}принят{_END}{_TAIL}|(?:на |в )?дораб\w*{_TAIL}|возвра[тщ]\w*{_TAIL}"),
    ("returned", rf"(?:на )?исправлени[ие]{_TAIL}"),
    ("not_done", rf"{_NOT}(?:{_DONE_VERB}|выполнял(?:ось|и)){_TAIL}"),
    ("not_done", rf"-+|(?:нет|нету){_MORE}|false|ложь"),
    ("moved", rf"перен(?:ес\w*|ос\w*)?{_TAIL}|отложен{_END}{_TAIL}|сдвинут{_END}{_TAIL}"),
    ("cancelled", rf"отм(?:ен\w*)?{_TAIL}|аннулирован{_END}{_TAIL}"),
    (
        "planned",
        rf"(?:(?:план|запл)\w*|намечен{_END}|предстоит|будет(?: проведен{_END})?|ожидается){_MORE}",
    ),
    (
        "in_progress",
        rf"(?:идет|идут|начат{_END}|начал[аи]?|начал(?:[аои]сь|ся)|делается|продолжается){_MORE}",
    ),
    (
        "in_progress",
        rf"(?:в (?:процессе|стадии)(?: \w+)?|(?:выполня|исполня|реализу|провод)[еи]тся){_MORE}",
    ),
    (
        "in_progress",
        rf"(?:(?:находится )?в раб(?:оте)?|(?:работа )?ведется(?: работа)?|работаем){_MORE}",
    ),
    ("accepted", rf"(?:принят{_END}|принял[аи]?|утвержден{_END}|зачтен{_END}){_DATE}{_MORE}"),
    ("done", rf"(?:уже |был[аои]? )?(?:{_DONE_VERB})\.?{_HOW}{_DATE}{_MORE}"),
    ("done", rf"(?:состоял(?:[аои]сь|ся)){_DATE}{_MORE}"),
    ("done", rf"(?:полностью|да|ок|есть){_MORE}|true|истина|v"),
)
_PATTERNS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _MEANINGS)
_CONTRARY = re.compile(r"провед|выполнен|исполнен|состоял|отмен|перен|сделан|заверш|законч|сорв")
_CONTRARY_TO_PARTIAL = re.compile(r"отмен|перен|не (?:вып|исп|провед)")
_WELL = re.compile(
    r"(?:замечани|нарушени|опоздани|изменени)\w* нет|(?:без|нет) (?:зам|нар|опо|изм)\w*"
)
_DENIAL = re.compile(
    r"\bне\b|\bне(?:вып|исп|пров|сда|готов|завер|полн|доста|прин|соглас|подпис)|\bнет|\bбез\b|кроме"
    r"|исключени|\bостал[аио]с|част(?:ич|ь)|отмен|перен|сорв|отсутств|ожида|жд[уе]|будет|предсто"
    r"|дораб|полови|почти"
)
"""What in the tail of «выполнено» leaves it open whether it was done."""

_DENIED = frozenset({"not_done", "failed", "not_started"})
_ALONE = {Sign.TICK: "done", Sign.BOX: "not_done", Sign.CROSS: "not_done", Sign.DASH: "not_done"}


def meaning_of(text: str) -> str | None:
    """The meaning of a state typed in any of the usual words or signs: done, failed, moved …"""
    return _meaning(fold(text)) or _meaning(fold(_in_sentences(text)))


def _in_sentences(text: str) -> str:
    """A text whose lines are sentences: a line break parts what is told from the state."""
    return ". ".join(line for line in text.splitlines() if line.strip())


def _meaning(folded: str) -> str | None:
    bare, sign = parted(folded)
    if sign is Sign.NONE:
        return _in_words(folded)
    if not bare.strip(_STOPS):
        return _ALONE.get(sign)
    return _signed(_in_words(bare), sign)


def _signed(meaning: str | None, sign: Sign) -> str | None:
    """A tick confirms, an empty box undoes, a cross fits only what was not done."""
    if sign is Sign.TICK and meaning not in _DENIED:
        return meaning
    if sign is Sign.BOX and meaning in ("done", "accepted", "partial"):
        return "not_done"
    fits = meaning in _DENIED or (meaning == "cancelled" and sign is Sign.CROSS)
    return meaning if fits and sign not in (Sign.TICK, Sign.DOUBT) else None


_STOPS = " .,;:!"


def _in_words(folded: str) -> str | None:
    folded = folded.strip(_STOPS) or folded
    for meaning, pattern in _PATTERNS:
        if match := pattern.fullmatch(folded):
            tail = "".join(filter(None, match.groups()))
            return None if _against(meaning, tail) else meaning
    return None


def _against(meaning: str, tail: str) -> bool:
    """Whether what follows a state says something else."""
    if meaning in ("done", "accepted"):
        return bool(_DENIAL.search(_WELL.sub(" ", tail)))
    contrary = _CONTRARY_TO_PARTIAL if meaning == "partial" else _CONTRARY
    return bool(contrary.search(tail))


_DAY = re.compile(
    r"(?<![\d.])(?:\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2} (?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*(?:\.? \d{4})?)"
)
_DAY_NEXT = re.compile(r"[а-я ]+\.?,?\s*\(?(\d{1,2}[./]\d{1,2})(?![\d./])")
_HOUR = r"(?:[01]?\d|2[0-3])[.:]"
_TIME = rf"{_HOUR}[0-5]\d(?![./]?\d)"
_NO_MONTH = rf"{_HOUR}(?:00|1[3-9]|[2-5]\d)(?![./]?\d)"
_TO_WHEN = (
    r"(?: (?:[а-я]+ ){0,2}(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среду|четверг|пятницу"
    r"|субботу|воскресенье|день|дату|число|срок|неделю|время|месяц))?"
)
_MOVED_TO = re.compile(
    rf"(?:\bна{_TO_WHEN}\b|→|[-=]>|\b(?:перен|отлож|сдвин)[а-я]* ?(?=\([^()]*\)))[ .,:;(-]*"
    rf"(?:{_TIME}[ ,]+(?=\d))?(?!{_NO_MONTH})"
    rf"({_DAY.pattern}|\d{{1,2}}[./]\d{{1,2}}(?![./]?\d))"
    rf"(?:(?: ?г(?:\.|ода)?)?[ ,;(]+(?:на |в |к |с )?{_TIME})?"
)
"""A day that something was moved to, and the hour, which looks like one: «на 28.11 на 14.05»."""
_SPLIT = re.compile(r"[.,;:(?]")


def told_day(
    text: str, school_year: int, meaning: str = "done", own: date | None = None
) -> date | None:
    """The day that the text of «done» tells: «Выполнено. Справка от 15.01.2021», and that of
    «moved»: «перенесена с 20.11 на 28.11»; of two, none. Its `own` day is where it was before."""
    days = {parse_date(day, school_year).value for day in _told(text, meaning)} - {own}
    return days.pop() if len(days) == 1 else None


def no_such_day(text: str, school_year: int, meaning: str = "done") -> str:
    """What is wrong with a day told in a state that no calendar has, "" where there is none."""
    faults = (one for day in _told(text, meaning) for one in parse_date(day, school_year).faults)
    return next((one.message for one in faults if one.check is Check.DATE_IMPOSSIBLE), "")


@lru_cache(maxsize=1 << 12)
def _told(text: str, meaning: str) -> tuple[str, ...]:
    """The days told in a state, as they are typed; none of a state that means something else."""
    if meaning_of(text) != meaning:
        return ()
    folded = fold(text)
    if meaning == "moved":
        return tuple(_MOVED_TO.findall(folded))
    next_to_it = _DAY_NEXT.match(folded)
    return (*_DAY.findall(folded),) or ((next_to_it[1],) if next_to_it else ())


def told_reason(text: str) -> str:
    """Why something was not held, where its state says so: «не проведена (болезнь)» → болезнь."""
    if meaning_of(text) not in _DENIED | {"moved", "cancelled"}:
        return ""
    said = _REASON.search(" ".join(clean(line) for line in text.splitlines()))
    reason = said[1].strip(" .;,)") if said else ""
    return reason if any(map(str.isalpha, reason)) else ""


_REASON = re.compile(r"(?:[(,:;\n]|\.\s|\s[-–—]\s)\s*(?![\d.]+\s*г?\.?\)?$)(.+)")


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

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → this column's word; lines that are no phrase together are sentences."""
        whole = super().parse(raw, context)
        if whole.value or not (isinstance(raw, str) and "\n" in raw.strip()):
            return whole
        parted_in_lines = super().parse(_in_sentences(raw), context)
        return parted_in_lines if parted_in_lines.value else whole

    def recognised(self, text: str) -> Reading | None:
        """The reading of a text in the right layout, or None if nothing fits."""
        own = self._exact.get(fold(text).strip(_STOPS))
        meaning = None if own else meaning_of(text)
        word = own or self._of_meaning.get(meaning or "")
        if word:
            return found(word, text)
        if meaning is None:
            plain = parted(fold(text))[1] is Sign.NONE
            return super().recognised(text) if plain else None
        message = f"{quote(text)} — такого состояния в этом столбце нет"
        return Reading.refused(Check.CHOICE_UNKNOWN, message, any_of(self.offers))

    def _unknown(self, text: str) -> Reading:
        bare, sign = parted(fold(text))
        known = meaning_of(_SPLIT.split(bare)[0])
        if known is None:
            return super()._unknown(text)
        why = "сказано и так, и иначе" if sign is Sign.NONE else "слово и знак рядом не согласуются"
        said = f"{quote(text)} — {why}: непонятно, сделано ли"
        return Reading.refused(Check.CHOICE_UNKNOWN, said, any_of(self.offers))
