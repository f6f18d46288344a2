"""The measures of meetings: who was invited, who came."""

from sheets_sync.figures.measures.declared import (
    Basis,
    Count,
    Figure,
    Measure,
    by_name,
)
from sheets_sync.sheet.pieces import Format

_CAME = "присутствовали, в том числе дистанционно и с опозданием"
_NOT_EXCUSED = "Явка без учёта отсутствовавших по уважительной причине"
MARKED = Measure("marked", "Отмечено", "отмечено = приглашено − не отмечено", Basis.INVITED)
PRESENT = Measure(
    "present",
    "Пришли",
    f"пришли: {_CAME}",
    Basis.INVITED,
    note=f"Пришли — {_CAME}.",
)
RATE = Measure(
    "rate",
    "Явка",
    "явка = пришли / отмечено",
    Basis.INVITED,
    Format.PERCENT,
    part="present",
    whole="marked",
    beside="пришли / отмечено",
    long="Явка на совещания",
    limits=("attendance_red", "attendance_amber"),
)
RATE_WITHOUT_EXCUSED = Measure(
    "rate_without_excused",
    "Явка без учёта уваж. пропусков",
    f"{_NOT_EXCUSED.lower()} = пришли / (отмечено − уважительная причина)",
    Basis.INVITED,
    Format.PERCENT,
    part="present",
    whole="marked",
    less="excused",
    beside="пришли / (отмечено − уваж.)",
    long=_NOT_EXCUSED,
)
ATTENDANCE = by_name(
    Measure(
        "expected",
        "Приглашено",
        "приглашённые тьюторы без отмеченных «не приглашён», по совещаниям",
        Basis.INVITED,
    ),
    Measure(
        "unmarked",
        "Не отмечено",
        "пустые клетки приглашённых: не отмечено",
        Basis.INVITED,
        note="пустая клетка никогда не считается отсутствием",
        limits=("unmarked_amber",),
    ),
    MARKED,
    PRESENT,
    Measure("remote", "из них дистанционно", "присутствовали дистанционно", Basis.INVITED),
    Measure("late", "из них опоздали", "опоздали", Basis.INVITED),
    Measure("excused", "Уваж. причина", "не были по уважительной причине", Basis.INVITED),
    Measure("absent", "Без причины", "не были без причины", Basis.INVITED),
    RATE,
    RATE_WITHOUT_EXCUSED,
)
GUESTS = Measure(
    "guests",
    "Не тьюторы",
    "пришли и не тьюторы: люди из списков присутствующих, каждый один раз",
    Basis.GUESTS,
    note="в явку тьюторов они не входят",
)
MISSED = Measure(
    "missed",
    "Пропусков подряд",
    "последние совещания подряд, на которых тьютора не было по любой причине",
    Basis.MISSED,
    count=Count.ROWS,
    limits=("missed_red", "missed_amber"),
    printed=False,
)
FIGURES = (
    Figure("attendance", "Явка за всё время", (), ATTENDANCE),
    Figure(
        "attendance_by_tutor", "Явка по тьюторам", ("tutor",), ATTENDANCE | {MISSED.name: MISSED}
    ),
    Figure(
        "attendance_by_meeting",
        "Явка по совещаниям",
        ("meeting",),
        ATTENDANCE | {GUESTS.name: GUESTS},
    ),
    Figure("attendance_by_stream", "Явка по направлениям", ("stream",), ATTENDANCE),
    Figure("attendance_by_month", "Явка по месяцам", ("month",), ATTENDANCE, printed=False),
)
