"""Rules of references: a person, school, subject, mark or code that is not in its list, or is two.

What a list does not know is told only where the program would say so too: a former surname, a
spelling of the directory and «внеплановая» stay uncoloured.
"""

from collections.abc import Callable, Iterator

from sheets_sync.problems import Check
from sheets_sync.samples.templates.rules.formulas import (
    begins,
    both,
    code_pattern,
    either,
    filled,
    first_number,
    initials,
    item,
    like,
    safe,
    short_name,
    unlike,
)
from sheets_sync.samples.templates.rules.spot import Rule, Spot
from sheets_sync.samples.templates.starters import SUBJECTS
from sheets_sync.tables.directories import SUBJECTS as SUBJECTS_TAB
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.refs import Ref
from sheets_sync.tables.schema import Column

_ITEMS = 6
"""Items of a list that are looked at: the formula of more would be too long for Excel."""


def rules_of_reference(spot: Spot, column: Column) -> Iterator[Rule]:
    """The rules of a column that refers to a directory, or lists such references."""
    kind = column.kind.item if isinstance(column.kind, ListOf) else column.kind
    if isinstance(kind, Ref) and (known := spot.listed(kind)):
        rules = _LISTED if isinstance(column.kind, ListOf) else _SINGLE
        if kind.lookup in rules:
            yield from rules[kind.lookup](spot, column.name, known)


def mark_unknown(cell: str, known: str) -> str:
    """One sign that is no mark; longer words may be other spellings of one."""
    return both(f"LEN(TRIM({cell}))=1", unlike(cell, "✓"), _none(known, f"TRIM({cell})"))


def _none(known: str, *patterns: str) -> str:
    """A list that is not empty has nothing of these patterns."""
    found = "+".join(f"IFERROR(COUNTIF({known},{pattern}),0)" for pattern in patterns)
    return both(f"COUNTA({known})>0", f"{found}=0")


def _tutor(spot: Spot, name: str, known: str) -> Iterator[Rule]:
    cell = spot.cell(name)
    short = short_name(cell)
    several = either(like(cell, "*?.?.*, ?*?.?.*"), like(cell, "*?.?.*; ?*?.?.*"))
    yield spot.rule(Check.PERSON_SEVERAL, name, several)
    two = both(
        like(cell, "*?.?*"), unlike(cell, "*(*"), f'IFERROR(COUNTIF({known},{short}&"*"),0)>1'
    )
    yield spot.rule(Check.PERSON_AMBIGUOUS, name, two)
    absent = _none(known, f'{short}&"*"', f'"*"&TRIM({cell})&"*"')
    slip = f'COUNTIF({known},LEFT({short},4)&"*")>0'
    two_letters = initials(cell)
    dotted = f'"* "&LEFT({two_letters},1)&"."&RIGHT({two_letters},1)&"*"'
    stranger = f"COUNTIF({known},{dotted})=0"
    named = both(f'COUNTIF({known},"?* ?*")>0', either(safe(slip), safe(stranger)))
    coded = both(like(cell, "?-*"), f'COUNTIF({known},"*?-*")>0')
    unknown = both(filled(cell), absent, either(named, coded))
    yield spot.rule(Check.PERSON_UNKNOWN, name, unknown)


def _school(spot: Spot, name: str, known: str) -> Iterator[Rule]:
    cell = spot.cell(name)
    number = first_number(f"TRIM({cell})")
    bare = either(f"ISNUMBER({cell}+0)", like(cell, "школа*", "№*"))
    ours = both(filled(cell), unlike(cell, "?-*"))
    many = f"{_numbered(known, number)}>1"
    none = both(f"COUNTA({known})>0", f"{_numbered(known, number)}=0")
    yield spot.rule(Check.SCHOOL_AMBIGUOUS, name, both(ours, f"IFERROR({bare},FALSE)", many))
    yield spot.rule(Check.SCHOOL_UNKNOWN, name, both(ours, none))


def _numbered(known: str, number: str) -> str:
    """How many schools of the list have that number."""
    shapes = ('"* "&{}', '"* "&{}&" *"', '"*№"&{}', '"*№"&{}&" *"')
    return "+".join(f"COUNTIF({known},{shape.format(number)})" for shape in shapes)


def _subject(spot: Spot, name: str, known: str) -> Iterator[Rule]:
    cell = spot.cell(name)
    other_stems = [word for row in SUBJECTS for word in _variants(row) if _stranger(word, row[0])]
    patterns = [f'LEFT(TRIM({cell}),3)&"*"']
    absent = _none(known, *patterns)
    if variants := _spellings(spot):
        absent = both(absent, _none(variants, f'"*"&TRIM({cell})&"*"'))
    yield spot.rule(
        Check.NAME_UNKNOWN, name, both(filled(cell), absent, f"NOT({begins(cell, other_stems)})")
    )


def _variants(row: tuple[str, ...]) -> list[str]:
    return [word.strip() for word in row[1].split(";") if word.strip()]


def _stranger(variant: str, subject: str) -> bool:
    """Whether a spelling begins like another word than its subject."""
    return variant[:3].lower() != subject[:3].lower()


def _spellings(spot: Spot) -> str:
    """The other spellings of subjects, where their tab is in this book."""
    if SUBJECTS_TAB not in spot.book.tables:
        return ""
    return spot.other(SUBJECTS_TAB, "variants")


def _mark(spot: Spot, name: str, known: str) -> Iterator[Rule]:
    yield spot.rule(Check.MARK_UNKNOWN, name, mark_unknown(spot.cell(name), known))


def _coded(spot: Spot, name: str, known: str) -> Iterator[Rule]:
    cell = spot.cell(name)
    absent = _none(known, code_pattern(cell))
    unknown = both(filled(cell), unlike(cell, "вне*", "*план*"), absent)
    yield spot.rule(Check.NAME_UNKNOWN, name, unknown)


def _schools(spot: Spot, name: str, known: str) -> Iterator[Rule]:
    items = [item(spot.cell(name), number) for number in range(1, _ITEMS + 1)]
    two = (both(f"ISNUMBER({one}+0)", f"{_at_end(known, one)}>1") for one in items)
    yield spot.rule(Check.SCHOOL_AMBIGUOUS, name, either(*map(safe, two)))
    words = (
        f'TRIM(RIGHT(SUBSTITUTE(SUBSTITUTE({one},"№"," ")," ",REPT(" ",20)),20))' for one in items
    )
    none = (both(f"ISNUMBER({word}+0)", f"{_at_end(known, word)}=0") for word in words)
    empty = f"COUNTA({known})>0"
    yield spot.rule(Check.SCHOOL_UNKNOWN, name, both(empty, either(*map(safe, none))))


def _at_end(known: str, number: str) -> str:
    return f'COUNTIF({known},"*№ "&{number})+COUNTIF({known},"*№ "&{number}&" *")'


def _subjects(spot: Spot, name: str, known: str) -> Iterator[Rule]:
    items = [item(spot.cell(name), number) for number in range(1, _ITEMS + 1)]
    variants = _spellings(spot)
    lists = [known, variants] if variants else [known]
    unknown = (
        both(f"LEN({one})>0", *(f'COUNTIF({cells},"*"&{one}&"*")=0' for cells in lists))
        for one in items
    )
    yield spot.rule(
        Check.NAME_UNKNOWN, name, both(f"COUNTA({known})>0", either(*map(safe, unknown)))
    )


_Rules = dict[str, Callable[[Spot, str, str], Iterator[Rule]]]
_SINGLE: _Rules = {
    "tutors": _tutor,
    "schools": _school,
    "subjects": _subject,
    "marks": _mark,
    "meetings": _coded,
    "consultations": _coded,
}
_LISTED: _Rules = {"schools": _schools, "subjects": _subjects}
