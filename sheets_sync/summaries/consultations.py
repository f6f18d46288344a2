"""The tab «Консультации»: by tutor, by subject, by month."""

from collections.abc import Callable, Sequence
from typing import Any

from sheets_sync.frames import each
from sheets_sync.grid import (
    Align,
    Block,
    Cell,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Page,
    Piece,
    Row,
    Spacer,
    lay_out,
)
from sheets_sync.stats.facts import CONSULTATIONS_NEEDS
from sheets_sync.summaries.attendance import ONE_PAGE
from sheets_sync.summaries.base import (
    Summary,
    View,
    month_name,
    number,
    percent,
    ratio,
    top,
    wide_enough,
)

TITLE = "Консультации"
_HEADS = (
    Head("План", Format.WHOLE),
    Head("Проведено", Format.WHOLE),
    Head("Проведение", Format.PERCENT),
    Head("проведено / план", align=Align.RIGHT),
    Head("Не состоялось", Format.WHOLE),
    Head("Перенесено", Format.WHOLE),
    Head("Отменено", Format.WHOLE),
    Head("Нет отметки в срок", Format.WHOLE),
    Head("Вне графика", Format.WHOLE),
    Head("Педагогов", Format.WHOLE),
    Head("Посещений", Format.WHOLE),
    Head("Школ", Format.WHOLE),
    Head("из них ШНОР", Format.WHOLE),
    Head("Минут", Format.WHOLE),
)
WIDTHS = (25, *wide_enough(_HEADS))
NOTE = (
    "Проведение = проведено / план; в план входят консультации, день которых наступил, кроме "
    "отменённых. Педагоги и школы — разные, по журналу, у кого отметка означает присутствие; "
    "посещения — количество человек, а где оно не указано, один. Педагог, которого видели двое "
    "тьюторов, в строке «Всего» считается один раз, поэтому она не всегда равна сумме строк."
)


def build(view: View) -> Grid:
    """The tab from the consultation figures."""
    figures = view.analysis.figures
    by_name = sorted(each(figures["consultations_by_tutor"]), key=lambda row: view.tutor(row.tutor))
    pieces: list[Piece] = [
        top(view, TITLE, "График и журнал консультаций"),
        Spacer(),
        _block(view, "tutors", "Тьютор", by_name, lambda row: view.tutor(row.tutor), main=True),
        Spacer(),
        _block(
            view,
            "subjects",
            "Предмет",
            [*each(figures["consultations_by_subject"])],
            lambda row: row.subject,
        ),
        Spacer(),
        _block(
            view,
            "months",
            "Месяц",
            [*each(figures["consultations_by_month"])],
            lambda row: month_name(row.month),
        ),
        Spacer(),
        Lines((Cell(NOTE, Look.NOTE),)),
    ]
    page = Page(landscape=True, repeat=len(view.analysis.tutor_names) > ONE_PAGE)
    return lay_out(TITLE, pieces, WIDTHS, page)


_TITLES = {"tutors": "По тьюторам", "subjects": "По предметам", "months": "По месяцам"}


def _block(
    view: View,
    name: str,
    head: str,
    rows: Sequence[Any],
    label: Callable[[Any], str],
    main: bool = False,
) -> Block:
    (all_rows,) = each(view.analysis.figures["consultations"])
    total = tuple(
        Cell(c.value, Look.TOTAL, c.format, c.align) if c else None for c in _counts(all_rows)
    )
    return Block(
        name,
        (Head(head), *_HEADS),
        tuple((Cell(label(row)), *_counts(row)) for row in rows),
        title=_TITLES[name],
        total=(Cell("Всего"), *total),
        empty="Консультаций ещё не было",
        filtered=main,
        frozen=main,
        frozen_columns=int(main),
    )


def _counts(row: Any) -> Row:
    overdue = number(row.overdue, Look.WARN if row.overdue else Look.BODY)
    return (
        number(row.planned),
        number(row.held),
        percent(row.held, row.planned, _rate_look(row.held, row.planned)),
        ratio(row.held, row.planned),
        number(row.failed),
        number(row.moved),
        number(row.cancelled),
        overdue,
        number(row.unplanned),
        number(row.teachers),
        number(row.visits),
        number(row.schools),
        number(row.low_schools),
        number(row.minutes),
    )


def _rate_look(held: int, planned: int) -> Look:
    return Look.WARN if planned and held * 2 < planned else Look.BODY


SUMMARY = Summary(TITLE, CONSULTATIONS_NEEDS, build)
