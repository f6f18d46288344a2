"""The year's meetings: who was invited, the agenda, what was decided and done."""

from dataclasses import dataclass
from datetime import date, time

from sheets_sync.samples.demo.town import TOWN

HEAD = "Меркулова Ольга Денисовна"
HEAD_POST = "начальник отдела МКУ ИМЦ"
DIRECTOR = "Соколовская Ирина Павловна"
DIRECTOR_POST = "директор МКУ ИМЦ"
SECRETARY = "Тихонова В.А., методист"
CHAIR = f"{HEAD}, {HEAD_POST}"
HALL, SCHOOL_HALL, REMOTE = "зал управления образования", "СОШ № 1, актовый зал", "Сферум"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting; `streams` empty = everybody is invited."""

    code: str
    day: date
    start: time
    end: time
    kind: str
    format: str
    place: str
    topic: str
    status: str
    streams: tuple[str, ...] = ()
    number: str = ""

    @property
    def held(self) -> bool:
        """It took place."""
        return self.status == "проведено"


_TWO, _HALF_PAST, _FOUR = time(14), time(15, 30), time(16)
_DONE, _PLAN = "проведено", "запланировано"
MEETINGS = (
    Meeting(
        "С-01",
        date(2020, 9, 9),
        _TWO,
        _HALF_PAST,
        "совещание",
        "очно",
        HALL,
        "Организация работы тьюторов в 2020–2021 учебном году",
        _DONE,
        (),
        "1",
    ),
    Meeting(
        "С-02",
        date(2020, 9, 30),
        _TWO,
        _HALF_PAST,
        "семинар",
        "очно",
        SCHOOL_HALL,
        "Анализ ОГЭ и ЕГЭ 2020 года: зоны риска",
        _DONE,
        ("ОГЭ", "ЕГЭ"),
        "2",
    ),
    Meeting(
        "С-03",
        date(2020, 10, 21),
        _TWO,
        _HALF_PAST,
        "совещание",
        "смешанный",
        HALL,
        "Итоги осенних ВПР и план консультаций",
        _DONE,
        (),
        "3",
    ),
    Meeting(
        "С-04",
        date(2020, 11, 11),
        time(15),
        _FOUR,
        "вебинар",
        "дистанционно",
        REMOTE,
        "Объективность оценивания ВПР",
        _DONE,
        ("ВПР",),
        "4",
    ),
    Meeting(
        "С-05",
        date(2020, 11, 25),
        _TWO,
        _HALF_PAST,
        "семинар",
        "очно",
        SCHOOL_HALL,
        "Практикум по работе с группой риска",
        "перенесено",
    ),
    Meeting(
        "С-06",
        date(2020, 12, 2),
        _TWO,
        _FOUR,
        "семинар",
        "очно",
        SCHOOL_HALL,
        "Практикум по работе с группой риска",
        _DONE,
        (),
        "5",
    ),
    Meeting(
        "С-07",
        date(2020, 12, 16),
        _TWO,
        _HALF_PAST,
        "круглый стол",
        "очно",
        HALL,
        "Итоговое собеседование и ОГЭ: трудности первого полугодия",
        _DONE,
        ("ОГЭ",),
        "6",
    ),
    Meeting(
        "С-08",
        date(2021, 1, 20),
        _TWO,
        _HALF_PAST,
        "совещание",
        "смешанный",
        HALL,
        "Итоги первого полугодия и отчёты тьюторов",
        _DONE,
        (),
        "7",
    ),
    Meeting(
        "С-09",
        date(2021, 2, 3),
        _TWO,
        _HALF_PAST,
        "вебинар",
        "дистанционно",
        REMOTE,
        "Изменения в КИМ 2021 года",
        "отменено",
        ("ЕГЭ",),
    ),
    Meeting(
        "С-10",
        date(2021, 2, 18),
        time(13),
        time(14, 30),
        "совещание",
        "очно",
        HALL,
        "Работа тьюторов со школами с низкими образовательными результатами",
        _DONE,
        (),
        "8",
    ),
    Meeting(
        "С-11",
        date(2021, 3, 18),
        _TWO,
        _HALF_PAST,
        "семинар",
        "очно",
        SCHOOL_HALL,
        "Подготовка к весенним ВПР",
        _PLAN,
    ),
    Meeting(
        "С-12",
        date(2021, 4, 22),
        _TWO,
        _HALF_PAST,
        "совещание",
        "очно",
        HALL,
        "Готовность к экзаменам и итоги года",
        _PLAN,
    ),
)
MEETING = {meeting.code: meeting for meeting in MEETINGS}

TITLE = f"Тьюторское сообщество города {TOWN}а"
