"""The analytic note: results of the year in the risk subjects, and what was done beside them.

Nothing here ranks schools or says why a number changed; fewer than five pupils are not printed.
"""

from collections.abc import Iterator
from typing import Any

from sheets_sync.documents.note_basis import Note, Section, Values
from sheets_sync.documents.sentences import PROCEDURE, agree, counted, few, of
from sheets_sync.figures.events import LOW_NEEDS
from sheets_sync.figures.measures.results import PRINTED_FROM
from sheets_sync.figures.results import KEYS
from sheets_sync.figures.rounding import DASH, natural, whole, with_ratio
from sheets_sync.figures.work import Done, Work
from sheets_sync.reading.frames import each
from sheets_sync.summary.result_cells import change_text, latest_year

NO_YEAR_BEFORE = "Сравнить с прошлым годом нельзя: тех же работ прошлого года нет."
FEW = f"меньше {PRINTED_FROM}"


def _results(note: Note) -> Values:
    work = _work(note)
    rows = _rows(note)
    return {
        "абзацы": [*_paragraphs(note, rows), *_against_the_list(note)],
        "работы": [_line(note, work, row) for row in _shown(rows)],
    }


RESULTS_SECTION = Section(
    "результаты", "Результаты оценочных процедур по предметам риска", LOW_NEEDS, _results
)


def _work(note: Note) -> Work:
    """What was done since September: results are of the year, whatever days the note is about."""
    analysis = note.analysis
    return Work(
        analysis.facts, analysis.figures.get("coverage"), note.rows("roadmap"), _official(note)
    )


def _official(note: Note) -> frozenset[str]:
    official = note.analysis.facts.official or frozenset()
    return frozenset(school for school, year in official if year == str(note.analysis.year))


def _rows(note: Note) -> list[Any]:
    """This year's rows of the listed schools in their risk subjects, by school and subject."""
    risks = _risks(note)
    known = note.analysis
    figure = latest_year(known.figures["results"], KEYS, str(known.year), known.facts.results)
    this = figure[figure["year"].eq(str(note.analysis.year))]
    found = [row for row in each(this) if (row.school, row.subject) in risks]
    return sorted(
        found, key=lambda r: (natural(note.school(r.school)), r.subject, r.procedure, r.grade)
    )


def _shown(rows: list[Any]) -> list[Any]:
    """Those with the same work a year ago; all of them while there are none."""
    return [row for row in rows if change_text(row) is not None] or rows


def _risks(note: Note) -> set[tuple[str, str]]:
    rows = note.rows("shnor")
    here = rows[rows["year"].eq(str(note.analysis.year)) & rows["listed"].eq(True)]
    pairs = zip(here["school"], here["risk"], strict=True)
    return {(school, subject) for school, risk in pairs for subject in risk or ()}


def _paragraphs(note: Note, rows: list[Any]) -> Iterator[str]:
    year = note.analysis.year
    if not rows:
        yield f"Результатов {year} учебного года по предметам риска ещё нет."
        return
    changes = _changes(rows)
    yield (
        f"За {year} учебный год внесены результаты {of(len(rows), PROCEDURE)} по предметам риска "
        "школ из перечня ШНОР (работа — предмет в параллели)."
        f" {f'С прошлым годом {changes}.' if changes else NO_YEAR_BEFORE}"
    )
    if rest := len(rows) - len(_shown(rows)):
        yield (
            f"Ещё {counted(rest, PROCEDURE)}, для {agree(rest, 'которой', 'которых')} прошлого "
            "года нет, — на листе «Результаты и профиль ШНОР» сводки."
        )
    yield (
        "Рядом показаны консультации, мероприятия планов и пункты дорожной карты той же школы и "
        "того же предмета с начала года. Это факты: вывода о причине из них не следует. "
        "Результаты не служат для оценки школ и учителей; порядок — по названию школы. "
        f"Где писали меньше {PRINTED_FROM} учеников, числа не приводятся."
    )


def _changes(rows: list[Any]) -> str:
    """How often the share of «2» fell, rose or stayed, where last year is known; or nothing."""
    known = [change for row in rows if (change := change_text(row)) is not None]
    if not known:
        return ""
    down = sum(change.startswith("−") for change in known)
    up = sum(change.startswith("+") for change in known)
    counts = (("меньше", down), ("больше", up), ("та же", len(known) - down - up))
    found = [
        words if len(known) == 1 else f"{words} в {whole(number)}"
        for words, number in counts
        if number
    ]
    comparable = agree(len(known), "сравнима", "сравнимы")
    return f"{comparable} {counted(len(known), PROCEDURE)}: доля «2» {', '.join(found)}"


def results_in_short(note: Note) -> str | None:
    """The conclusion about results; None where nothing can be compared."""
    changes = _changes(_rows(note))
    if not changes:
        return None
    return f"По предметам риска ШНОР с прошлым годом {changes}."


def _line(note: Note, work: Work, row: Any) -> Values:
    enough = row.n >= PRINTED_FROM
    helped = work.consultations(row.school, row.subject)
    return {
        "школа": note.school(row.school),
        "предмет": row.subject,
        "работа": f"{row.work}, {row.grade}",
        "писали": whole(row.n) if enough else FEW,
        "доля_двоек": with_ratio(row.n2, row.n) if enough else "",
        "изменение": (change_text(row) or DASH) if enough else "",
        "консультаций": DASH if helped is None else whole(helped),
        "планы": _done(work.plans(row.school, row.subject)),
        "пункты_карты": _done(work.items(row.school, row.subject)),
    }


def _done(work: Done | None) -> str:
    """«2 из 5»; «–» where nothing is planned or known."""
    return f"{work[0]} из {work[1]}" if work and work[1] else DASH


def _against_the_list(note: Note) -> Iterator[str]:
    """Where the official list and the sign disagree; the list itself is never changed."""
    figure = note.analysis.figures["low_results"]
    this = figure[figure["year"].eq(str(note.analysis.year))]
    for official, words in (
        (False, "Признак низких результатов есть, в перечне ШНОР нет"),
        (True, "В перечне ШНОР есть, признака низких результатов нет"),
    ):
        found = this.loc[this["listed"].eq(official) & this["sign"].ne(official), "school"]
        if len(found):
            names = sorted(map(note.school, found), key=natural)
            yield f"{words}: {few(names, 12)}."
