"""The tabs of the results: the list beside the sign, a page a school, marks, the municipality."""

from types import SimpleNamespace

from sheets_sync.figures.events import LOW_NEEDS
from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.results import LOW_RESULTS
from sheets_sync.sheet.pieces import Align, Block, Cell, Grid, Head, Look, Row
from sheets_sync.summary.cells import NOT_KNOWN, heads, measured, wide_enough
from sheets_sync.summary.class_marks import MARK_WIDTHS, MARKS_ABOUT, class_marks
from sheets_sync.summary.expected import active_schools
from sheets_sync.summary.known_schools import KnownSchools
from sheets_sync.summary.result_cells import NOTE, SIGN_NOTE, yes
from sheets_sync.summary.school_pages import (
    NO_DATA,
    SCHOOL_WIDTHS,
    SCHOOLS_TITLE,
    page_of_school,
    school_blocks,
)
from sheets_sync.summary.town_results import TOWN_WIDTHS, town
from sheets_sync.summary.view import Summary, View, notes, tab

TITLE = "Результаты и профиль ШНОР"
MARKS_TITLE = "Отметки и классный журнал"
TOWN_TITLE = "Результаты муниципалитета"
_ABOUT = "Результаты оценочных процедур и работа со школами"
MISSED, SPARE, SAME = "признак есть, в перечне нет", "в перечне, признака нет", "совпадает"
LINK_NOTE = f"Название школы ведёт на её страницу на листе «{SCHOOLS_TITLE}»."


def build(view: View) -> Grid:
    """The tab of the official list beside the sign, from low_results: what leads to the schools."""
    return tab(view, TITLE, _ABOUT, (_signs(KnownSchools(view)),), _SIGN_WIDTHS)


def build_schools(view: View) -> Grid:
    """The tab of the schools, a page each: results and what was done."""
    return tab(view, SCHOOLS_TITLE, _ABOUT, school_blocks(KnownSchools(view)), SCHOOL_WIDTHS)


def build_marks(view: View) -> Grid:
    """The tab of the marks of works beside those of the class journal."""
    block = class_marks(view, str(view.analysis.year))
    return tab(view, MARKS_TITLE, MARKS_ABOUT, (block,), MARK_WIDTHS)


def build_town(view: View) -> Grid:
    """The tab of all schools together."""
    known = KnownSchools(view)
    printed = known.latest[known.latest["school"].isin(known.shown)]
    return tab(view, TOWN_TITLE, _ABOUT, (town(view, printed), notes(NOTE)), TOWN_WIDTHS)


def _signs(known: KnownSchools) -> Block:
    """The official list and the sign side by side: what leads to the schools."""
    some = known.tested | known.listed
    schools = known.by_name(some | active_schools(known.view) if some else some)
    return Block(
        "signs", _SIGN_HEADS, tuple(_sign(known, school) for school in schools),
        note=f"{SIGN_NOTE.format(rule=_rule(known.view))} {LINK_NOTE}",
        empty="Результатов этого года и перечня ещё нет", filtered=True, long=True,
        known_as="Низкие_результаты",
    )  # fmt: skip


def _rule(view: View) -> str:
    """The workspace's rule («R1 or R2») in the words of the columns."""
    rule = view.analysis.facts.centre.low_rule
    for name, said in (
        (" or ", " или в столбце "),
        (" and ", " и в столбце "),
        ("R1", f"«{LOW_RESULTS['r1'].head}»"),
        ("R2", f"«{LOW_RESULTS['r2'].head}»"),
    ):
        rule = rule.replace(name, said)
    return rule


def _sign(known: KnownSchools, school: str) -> Row:
    row = known.low.get(school)
    ready = dict.fromkeys(("r1", "r2", "sign"), NOT_KNOWN)
    if row is not None:
        ready = {"r1": yes(row.r1), "r2": yes(row.r2), "sign": yes(row.sign, Look.WARN)}
    ready["listed"] = Cell("да" if school in known.listed else "нет", align=Align.CENTER)
    counts = SimpleNamespace(
        weak=known.weak_counts.get(school, 0), procedures=known.procedures.get(school, 0)
    )
    found = _mismatch(known, school)
    return (
        Cell(
            known.view.school(school), to=page_of_school(school) if school in known.shown else None
        ),
        *measured("low_results", _SIGNS, counts, ready, school=school, year=known.year),
        Cell(found if row is not None else NO_DATA, _SIGN_LOOKS[found]),
    )


def _mismatch(known: KnownSchools, school: str) -> str:
    """How sign and list disagree."""
    row = known.low.get(school)
    if row is None or bool(row.sign) == (school in known.listed):
        return SAME
    return MISSED if row.sign else SPARE


_SIGNS = pick(LOW_RESULTS, "listed", "weak_rate", "r1", "r2", "sign")
_SIGN_HEADS = (
    Head("Школа", wrap=True),
    *heads(_SIGNS),
    Head("Перечень и признак", wrap=True),
)
_SIGN_WIDTHS = (34, *wide_enough(heads(_SIGNS), 11), 38)
_SIGN_LOOKS = {MISSED: Look.BAD, SPARE: Look.WARN, SAME: Look.MUTED}


SUMMARIES = (
    Summary(TITLE, LOW_NEEDS, build),
    Summary(SCHOOLS_TITLE, LOW_NEEDS, build_schools),
    Summary(MARKS_TITLE, LOW_NEEDS, build_marks),
    Summary(TOWN_TITLE, LOW_NEEDS, build_town),
)
