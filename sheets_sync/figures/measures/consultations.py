"""The measures of consultations: what was planned, held and whom it reached."""

from sheets_sync.figures.measures.declared import Basis, Count, Figure, Measure, by_name
from sheets_sync.sheet.pieces import Align, Format
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE

PLANNED = Measure(
    "planned",
    "План",
    "план: консультации графика, день которых наступил, без отменённых",
    Basis.SCHEDULE,
    note="в план входят консультации, день которых наступил, кроме отменённых",
)
HELD = Measure(
    "held",
    "Проведено",
    "проведено: день наступил и статус «проведена»",
    Basis.SCHEDULE,
    long="Проведено по графику",
)
HELD_RATE = Measure(
    "held_rate",
    "Проведение",
    "проведение = проведено / план",
    Basis.SCHEDULE,
    Format.PERCENT,
    part="held",
    whole="planned",
    beside="проведено / план",
    long="Доля проведённых консультаций",
    limits=("consultations_amber",),
)
TEACHERS = Measure(
    "teachers",
    "Педагогов",
    "разные педагоги (школа, фамилия, инициалы) журнала, которые пришли",
    Basis.JOURNAL,
    count=Count.DISTINCT,
    of="person",
    long="Педагогов (без повторов)",
    note=(
        "Педагог, которого видели двое тьюторов, в строке «Всего» считается один раз, поэтому она "
        "не всегда равна сумме строк."
    ),
)
VISITS = Measure(
    "visits",
    "Посещений",
    f"сумма {JOURNAL.head('visitors')} строк журнала, где пришли; пустое — один",
    Basis.JOURNAL,
    count=Count.SUM,
    of="visits",
    typed="visitors",
    empty=1,
    note="посещения — количество человек, а где оно не указано, один",
)
CONSULTATIONS = by_name(
    PLANNED,
    HELD,
    Measure("failed", "Не состоялось", "статус «не состоялась», день наступил", Basis.SCHEDULE),
    Measure("moved", "Перенесено", f"заполнена {SCHEDULE.head('new_date')}", Basis.SCHEDULE),
    Measure("cancelled", "Отменено", "статус «отменена»", Basis.SCHEDULE),
    Measure(
        "overdue",
        "Без отметки",
        "«запланирована» или «перенесена», а дата прошла больше чем overdue_days дней назад",
        Basis.SCHEDULE,
        limits=("no_mark_amber",),
    ),
    Measure(
        "waiting",
        "Ждут отметки",
        "«запланирована» или «перенесена», день наступил не больше overdue_days дней назад",
        Basis.SCHEDULE,
    ),
    Measure(
        "unplanned",
        "Вне графика",
        "разные пары «тьютор, дата» журнала «вне графика», где педагог пришёл",
        Basis.JOURNAL,
        count=Count.DISTINCT,
        part="unplanned",
        of="event",
        long="Проведено вне графика",
    ),
    TEACHERS,
    VISITS,
    Measure(
        "schools",
        "Школ",
        "разные школы журнала, откуда пришли",
        Basis.JOURNAL,
        count=Count.DISTINCT,
        of="school",
        long="Охвачено школ",
    ),
    Measure(
        "low_schools",
        "из них ШНОР",
        "разные школы из перечня ШНОР этого года, откуда пришли",
        Basis.JOURNAL,
        count=Count.DISTINCT,
        of="low",
    ),
    Measure(
        "minutes",
        "Минут",
        f"сумма наибольших {JOURNAL.head('minutes')} каждой консультации",
        Basis.JOURNAL,
        count=Count.LONGEST,
        of="minutes",
        typed="minutes",
        note=(
            "минуты — сколько длились консультации, на которые пришли, по графику и вне графика: "
            f"наибольшее из {JOURNAL.head('minutes')} строк журнала об этой консультации, один "
            "раз, сколько бы педагогов ни было"
        ),
    ),
    HELD_RATE,
)
COVERAGE = by_name(
    Measure(
        "consultations",
        "Консультаций",
        "разные консультации журнала, куда пришли",
        Basis.JOURNAL,
        count=Count.DISTINCT,
        of="event",
    ),
    TEACHERS,
    Measure(
        "last_date",
        "Последняя",
        "последний день консультации",
        Basis.JOURNAL,
        Format.DATE,
        count=Count.LAST,
        of="date",
        align=Align.CENTER,
    ),
)
FIGURES = (
    Figure("consultations", "Консультации", (), CONSULTATIONS),
    Figure("consultations_by_tutor", "Консультации по тьюторам", ("tutor",), CONSULTATIONS),
    Figure("consultations_by_subject", "Консультации по предметам", ("subject",), CONSULTATIONS),
    Figure("consultations_by_month", "Консультации по месяцам", ("month",), CONSULTATIONS),
    Figure("coverage", "Охват школ по предметам", ("school", "subject"), COVERAGE),
)
