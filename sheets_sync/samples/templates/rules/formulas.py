"""Pieces of spreadsheet formulas: what Excel, LibreOffice and Google Sheets all compute.

No array constants (Excel refuses them in conditional formats), no format codes of TEXT (a Russian
Excel has its own), no wildcards in SEARCH (Google has none; COUNTIF of one cell does it instead).
"""

from collections.abc import Iterable

TODAY = "TODAY()"
_LONGEST_TEXT = 250
_MONTHS = '"янвфевмарапрмаяиюниюлавгсеноктноядек"'
"""Three letters a month as they begin after a day: «5 мая»."""


def both(*conditions: str) -> str:
    """All of them are true."""
    return f"AND({','.join(conditions)})"


def either(*conditions: str) -> str:
    """One of them is true."""
    return f"OR({','.join(conditions)})" if len(conditions) > 1 else conditions[0]


def safe(condition: str) -> str:
    """The condition, false where it cannot be computed."""
    return f"IFERROR({condition},FALSE)"


def blank(cell: str) -> str:
    """Nothing is to be seen in the cell."""
    return f"LEN(TRIM({cell}))=0"


def filled(cell: str) -> str:
    """Something is to be seen in the cell."""
    return f"LEN(TRIM({cell}))>0"


def like(cell: str, *patterns: str) -> str:
    """The cell's text fits one of the patterns («*» and «?» are wild; case does not matter)."""
    return f"{'+'.join(_count(cell, pattern) for pattern in patterns)}>0"


def unlike(cell: str, *patterns: str) -> str:
    """The cell's text fits none of the patterns."""
    return f"{'+'.join(_count(cell, pattern) for pattern in patterns)}=0"


def _count(cells: str, pattern: str) -> str:
    return f'COUNTIF({cells},"{pattern}")'


def digits() -> tuple[str, ...]:
    """The patterns of a text with a digit in it."""
    return tuple(f"*{digit}*" for digit in range(10))


def begins(cell: str, stems: Iterable[str]) -> str:
    """The cell's first three letters are among the stems (shorter words end there)."""
    typed = f'"|"&LEFT(LOWER(TRIM({cell}))&"   ",3)&"|"'
    return either(*(f'ISNUMBER(FIND({typed},"{part}"))' for part in _parts(stems)))


def _parts(stems: Iterable[str]) -> Iterable[str]:
    """The stems as texts that Excel takes: |вып|исп|…, none longer than 255 characters."""
    known = list(dict.fromkeys(f"{stem.lower():3.3}" for stem in stems))
    many = _LONGEST_TEXT // 4
    for first in range(0, len(known), many):
        yield f"|{'|'.join(known[first : first + many])}|"


def day(cell: str) -> str:
    """The cell's date as a number, 0 where it says none: 18.02.2021, 18/02/21, 2021-02-18, «18
    февраля 2021 г.»."""
    text = f"TRIM({cell})"
    iso = f"DATE(LEFT({text},4),MID({text},6,2),MID({text},9,2))"
    figures = f'IF(MID({text},5,1)="-",{iso},{_figures(text)})'
    return f"IF(ISNUMBER({cell}),INT({cell}),IFERROR({figures},IFERROR({_worded(text)},0)))"


def day_of_head(cell: str) -> str:
    """The same of a header, in as few letters as can be: it is needed many times over."""
    said = f"IFERROR({_figures(cell)},IFERROR({_worded(cell)},0))"
    return f"IF(ISNUMBER({cell}),{cell},{said})"


def _figures(text: str) -> str:
    return f"DATE(MID({text},7,4)+IF(LEN({text})<10,2000,0),MID({text},4,2),LEFT({text},2))"


def _blanks(text: str) -> tuple[str, str]:
    """Where the first blank of a text stands, and the second."""
    first = f'FIND(" ",{text})'
    return first, f'FIND(" ",{text},{first}+1)'


def _worded(text: str) -> str:
    first, second = _blanks(text)
    return f"DATE(MID({text},{second}+1,4),{_month(text)},LEFT({text},{first}-1))"


def _month(text: str) -> str:
    return f'(SEARCH(MID({text},FIND(" ",{text})+1,3),{_MONTHS})+2)/3'


def no_such_day(cell: str) -> str:
    """A text like 31.11.2020: such a day or month there is not."""
    text = f"TRIM({cell})"
    figures = either(
        f"MID({text},4,2)+0>12",
        f"MID({text},4,2)+0=0",
        f"DAY({_figures(text)})<>LEFT({text},2)+0",
    )
    shaped = either(*(f'MID({text},3,1)="{sign}"' for sign in "./"))
    words = f'DAY({_worded(text)})<>LEFT({text},FIND(" ",{text})-1)+0'
    return both(f"ISTEXT({cell})", either(safe(both(shaped, figures)), safe(words)))


def school_year(moment: str) -> str:
    """The year a day's school year ends in: 1 September is 122 days before New Year."""
    return f"YEAR({moment}+122)"


def another_year(cell: str, cells: str) -> str:
    """The cell's day is not of the school year most of the column is of; while the column has
    fewer than five dates, neither of this school year nor of the next."""
    moment = day(cell)
    own = f"{school_year(moment)}<>{school_year(f'MEDIAN({cells})')}"
    now = school_year(TODAY)
    away = either(f"{school_year(moment)}<{now}", f"{school_year(moment)}>{now}+1")
    return both(f"{moment}>0", f"IF(COUNT({cells})>4,{own},{away})")


def term_passed(term: str, moment: str) -> str:
    """A day (a number) is after the end of a term of one day: a date, «до 20 февраля 2021», «до 1
    декабря» of its school year; an error where the term is another."""
    text = f'SUBSTITUTE(SUBSTITUTE(LOWER({term}),"не позднее ",""),"до ","")'
    trimmed = f"TRIM({text})"
    first, second = _blanks(trimmed)
    month = _month(trimmed)
    year = f"{school_year(moment)}-({month}>=9)"
    alone = f"ISERROR({second})"
    bare = f"IF({alone},DATE({year},{month},LEFT({trimmed},{first}-1)),9^9)"
    said = f"IFERROR({_figures(trimmed)},IFERROR({_worded(trimmed)},{bare}))"
    return f"{moment}>IF(ISNUMBER({term}),INT({term}),{said})"


def yearless(cell: str) -> str:
    """A text like «18 февраля» or 18.02: a day without a year."""
    text = f"TRIM({cell})"
    _, second = _blanks(text)
    named = both(f"ISNUMBER({_month(text)})", f"ISERROR({second})")
    figures = both(like(cell, "?.??", "??.??", "?/??", "??/??"), f"ISNUMBER(LEFT({text},1)+0)")
    return both(f"ISTEXT({cell})", either(safe(named), safe(figures)))


def day_in(cells: str, moment: str, also: str = "") -> str:
    """How many of the cells say the day with that number, as dates or in a usual spelling; `also`
    are more pairs of COUNTIFS."""
    two = {part: f'RIGHT("0"&{part}({moment}),2)' for part in ("DAY", "MONTH")}
    stem = f"MID({_MONTHS},3*MONTH({moment})-2,3)"
    spellings = (
        moment,
        f'"*"&{two["DAY"]}&"?"&{two["MONTH"]}&"?*"&RIGHT(YEAR({moment}),2)&"*"',
        f'YEAR({moment})&"?"&{two["MONTH"]}&"?"&{two["DAY"]}&"*"',
        f'"*"&DAY({moment})&" "&{stem}&"*"&YEAR({moment})&"*"',
    )
    return "+".join(f"COUNTIFS({cells},{spelling}{also})" for spelling in spellings)


def item(cell: str, number: int) -> str:
    """The item of a list with that number, from 1; "" after the last."""
    parted = f'SUBSTITUTE(SUBSTITUTE({cell},",",";"),";",REPT(" ",99))'
    return f"TRIM(MID({parted},{99 * number - 98},99))"


def first_number(text: str) -> str:
    """The first number of up to three digits in a text; an error where there is none."""
    finds = ",".join(f'FIND("{digit}",{text}&"0123456789")' for digit in range(10))
    place = f"MIN({finds})"
    return _widest(text, place)


def _widest(text: str, place: str) -> str:
    three, two, one = (f"MID({text},{place},{length})+0" for length in (3, 2, 1))
    return f"IFERROR({three},IFERROR({two},{one}))"


def code_pattern(cell: str, tail: str = "") -> str:
    """A code as a pattern for COUNTIF: «К014», «к-014» and «К-014 · 12.02.2021» are one."""
    own = f'LEFT({cell},FIND("·",{cell}&"·")-1)'
    bare = f'SUBSTITUTE(SUBSTITUTE({own},"-","")," ","")'
    return f'LEFT({bare},1)&"*"&MID({bare},2,9)' + (f'&"{tail}"' if tail else "")


def initials(cell: str) -> str:
    """The two initials of «Фамилия И.О.», «И.О. Фамилия» or a full name; else an error."""
    text = f"TRIM({cell})"
    tight = f'SUBSTITUTE({text}," ","")'
    dot = f'FIND(".",{tight})'
    first, second = _blanks(text)
    dotted = f"MID({tight},{dot}-1,1)&MID({tight},{dot}+1,1)"
    return f"IFERROR({dotted},MID({text},{first}+1,1)&MID({text},{second}+1,1))"


def short_name(cell: str) -> str:
    """«Фамилия И.О.» of a name in any order, with «?» for е and ё: a pattern for COUNTIF."""
    text = f"TRIM({cell})"
    first, second = _blanks(text)
    turned = f'MID({text},{first}+1,99)&" "&LEFT({text},{first}-1)'
    dotted = f'IF(MID({text},2,1)=".",{turned},SUBSTITUTE({text},". ","."))'
    full = f'LEFT({text},{first}+1)&"."&MID({text},{second}+1,1)&"."'
    name = f'IF(ISNUMBER(FIND(".",{text})),{dotted},{full})'
    return f'SUBSTITUTE(SUBSTITUTE({name},"ё","?"),"е","?")'
