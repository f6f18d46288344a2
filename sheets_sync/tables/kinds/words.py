"""The words of every column that has a fixed set of them."""

import re

from sheets_sync.letters import fold
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.choice import Choice, WordList, any_of
from sheets_sync.tables.kinds.matching import Fit, fit_words, words_of
from sheets_sync.tables.kinds.signs import Sign, parted
from sheets_sync.tables.kinds.states import State
from sheets_sync.tables.kinds.statuses import ConsultationStatus, MeetingStatus
from sheets_sync.tables.kinds.text import as_text, found, in_either_layout, quote

MEETING_STATUS = State(
    planned=MeetingStatus.PLANNED,
    done=MeetingStatus.HELD,
    moved=MeetingStatus.MOVED,
    cancelled=MeetingStatus.CANCELLED,
)
CONSULTATION_STATUS = State(
    planned=ConsultationStatus.PLANNED,
    done=ConsultationStatus.HELD,
    moved=ConsultationStatus.MOVED,
    cancelled=ConsultationStatus.CANCELLED,
    failed=ConsultationStatus.FAILED,
)
PLAN_STATUS = State(
    not_started="не начато",
    in_progress="в работе",
    done="выполнено",
    partial="выполнено частично",
    not_done="не выполнено",
    cancelled="отменено",
)
TASK_STATUS = State(
    not_started="не начато",
    in_progress="в работе",
    done="исполнено",
    partial="исполнено частично",
    not_done="не исполнено",
    cancelled="отменено",
)
REPORT_STATUS = State(
    not_done="не сдан",
    done="сдан",
    returned="на доработке",
    accepted="принят",
    synonyms={"на проверке": "сдан"},
)

MEETING_KIND = Choice("совещание", "семинар", "вебинар", "круглый стол", listed="Виды совещаний")
MEETING_FORMAT = Choice(
    "очно",
    "дистанционно",
    "смешанный",
    listed="Форматы",
    synonyms={
        "онлайн": "дистанционно",
        "он-лайн": "дистанционно",
        "online": "дистанционно",
        "удалённо": "дистанционно",
        "ВКС": "дистанционно",
        "Zoom": "дистанционно",
        "Зум": "дистанционно",
        "офлайн": "очно",
        "оффлайн": "очно",
        "offline": "очно",
        "очно-дистанционно": "смешанный",
        "очно и дистанционно": "смешанный",
        "очно/дистанционно": "смешанный",
        "гибридный": "смешанный",
        "комбинированный": "смешанный",
    },
)
CONSULTATION_KIND = Choice(
    "индивидуальная",
    "групповая",
    "открытый урок",
    "мастер-класс",
    "семинар",
    "взаимопосещение",
    listed="Виды консультаций",
    synonyms={
        "индивидуальная консультация": "индивидуальная",
        "групповая консультация": "групповая",
        "консультация индивидуальная": "индивидуальная",
        "консультация групповая": "групповая",
        "группа": "групповая",
        "взаимопосещение урока": "взаимопосещение",
        "м/к": "мастер-класс",
    },
)
_GIA = {"ГИА-9": "ОГЭ", "ГИА-11": "ЕГЭ"}
STREAM = Choice("ВПР", "ОГЭ", "ЕГЭ", synonyms=_GIA, listed="Направление")


class Season(Choice):
    """A season of the school year; the year beside it says nothing more: «осень 2020 г.»."""

    def recognised(self, text: str) -> Reading | None:
        """The reading of a text in the right layout, or None if no season fits."""
        return super().recognised(_BESIDE.sub("", text) or text)


_BESIDE = re.compile(r"[\s,(]+(?:20)?\d\d(?:\s*г(?:ода|\.)?)?\)?\s*$")
SEASON = Season(
    AUTUMN := "осень",
    SPRING := "весна",
    synonyms={
        **dict.fromkeys(("осенью", "осенний", "осенняя", "осенние"), AUTUMN),
        **dict.fromkeys(("сентябрь", "октябрь", "ноябрь"), AUTUMN),
        **dict.fromkeys(("весной", "весенний", "весенняя", "весенние"), SPRING),
        **dict.fromkeys(("март", "апрель", "май"), SPRING),
    },
)
PROCEDURE = Choice("ВПР", "ОГЭ", "ЕГЭ", "КДР", synonyms=_GIA, listed="Процедуры")
MARK_MEANING = Choice(
    "присутствовал",
    "дистанционно",
    "опоздал",
    "уважительная",
    "без причины",
    "не приглашён",
    synonyms={
        "присутствует": "присутствовал",
        "был": "присутствовал",
        "была": "присутствовал",
        "онлайн": "дистанционно",
        "опоздание": "опоздал",
        "по уважительной причине": "уважительная",
        "уважительная причина": "уважительная",
        "отсутствовал по уважительной причине": "уважительная",
        "ув. причина": "уважительная",
        "по ув. причине": "уважительная",
        "без ув. причины": "без причины",
        "без уважительной причины": "без причины",
        "неуважительная": "без причины",
        "неуважительная причина": "без причины",
        "отсутствовал без причины": "без причины",
        "не приглашался": "не приглашён",
    },
)
CALENDAR_KIND = Choice(
    "нерабочий",
    "рабочий",
    "каникулы",
    "полугодие",
    "четверть",
    "срок отчёта",
    "окно ВПР",
    "урок",
    synonyms={
        "звонок": "урок",
        "расписание звонков": "урок",
        "нерабочий день": "нерабочий",
        "выходной": "нерабочий",
        "выходной день": "нерабочий",
        "праздник": "нерабочий",
        "праздничный день": "нерабочий",
        "рабочий день": "рабочий",
        "срок сдачи отчёта": "срок отчёта",
        "ВПР": "окно ВПР",
    },
)

_YES = "да действует действующая входит включена есть v 1 true истина yes"
_NO = "нет нету недействует невходит закрыта исключена - -- 0 false ложь no"
_FLAGS = {
    fold(word): value for words, value in ((_YES, True), (_NO, False)) for word in words.split()
}


class Flag(Kind):
    """Yes or no."""

    entry = "list"
    offers = ("да", "нет")

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a bool."""
        text = as_text(raw)
        return in_either_layout(text, _flag) or Reading.refused(
            Check.FLAG_UNREADABLE, f"{quote(text)} — не «да» и не «нет»", "впишите да или нет"
        )


_OF_SIGN = {Sign.TICK: True, Sign.BOX: False, Sign.CROSS: False}


def _flag(text: str) -> Reading | None:
    bare, sign = parted(fold(text))
    word = bare.replace(" ", "").strip(".,!") or bare
    value, signed = _FLAGS.get(word), _OF_SIGN.get(sign)
    if sign is not Sign.NONE and (not word or value is signed):
        value = signed
    elif sign is not Sign.NONE:
        value = False if value and sign is Sign.BOX else None
    return None if value is None else found(value, text)


class Deficit(WordList):
    """A teacher's difficulty: one of a few words at the beginning; more text may follow."""

    _prefix = re.compile(r"^(?:[\d.)\s-]+|дефицит\w*[\s:-]*)+")

    def word(self, text: str) -> str | None:
        """The word that a text is, spelled in full; None for one that is not in the list."""
        typed = words_of(text)
        whole = (word for listed, word in self._words if fit_words(typed, listed) is Fit.SAME)
        return next(whole, None)

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Text → the word it begins with; a text with none of them has no value."""
        text = as_text(raw)
        if reading := in_either_layout(text, self._recognised):
            return reading
        message = f"{quote(text)}: не сказано, какой это дефицит"
        return Reading.refused(Check.DEFICIT_UNKNOWN, message, any_of(self.offers))

    def _recognised(self, text: str) -> Reading | None:
        typed = words_of(self._prefix.sub("", fold(text)))
        longest = max(len(listed) for listed, _ in self._words)
        for length in range(min(len(typed), longest), 0, -1):
            fits = [(fit_words(typed[:length], listed), word) for listed, word in self._words]
            for fit in (Fit.SAME, Fit.SHORT):
                best = {word for how, word in fits if how is fit}
                if len(best) == 1:
                    return self._reading(text, best.pop(), fit)
        return None

    def _reading(self, text: str, word: str, fit: Fit) -> Reading:
        if fit is Fit.SAME:
            return found(word, text)
        return Reading.remarked(
            word, Check.DEFICIT_ABBREVIATED, f"{quote(text)} прочитано как «{word}»"
        )


FLAG = Flag()
DEFICIT = Deficit(
    "предметный",
    "методический",
    "психолого-педагогический",
    "коммуникативный",
    "оценочный",
    synonyms={"психологический": "психолого-педагогический"},
    listed="Дефициты",
)
