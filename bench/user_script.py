"""What a user would write today: pandas reads, loops normalise and count, openpyxl paints.

Not a straw man: it reads each book once, caches what it parsed, keeps its lookups in dicts. It does
less than the product: no addresses of problems, half of the checks, one summary tab a topic.
"""

import re
import sys
from collections import Counter, defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

PRESENT = {"присутствовал", "дистанционно", "опоздал"}
FORMATS = ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%Y-%m-%d")


def read(folder):
    """Every tab of every book; tabs of one name are put together."""
    tabs = defaultdict(list)
    for path in sorted(folder.glob("*.xlsx")):
        if path.name.startswith("Сводка"):
            continue
        found = pd.read_excel(path, sheet_name=None, dtype=object, engine="openpyxl")
        for title, frame in found.items():
            tabs[title].append(frame.assign(Книга=path.name))
    return {title: pd.concat(frames, ignore_index=True) for title, frames in tabs.items()}


@cache
def parse_day(text):
    for form in FORMATS:
        try:
            return datetime.strptime(text.strip(" г."), form).date()
        except ValueError:
            continue
    return None


def to_day(value):
    if isinstance(value, datetime):
        return value.date()
    return parse_day(value) if isinstance(value, str) else None


@cache
def school_number(text):
    found = re.search(r"(\d+)", str(text))
    return int(found[1]) if found else None


@cache
def normal_person(text):
    words = re.sub(r"\s+", " ", str(text)).strip().replace(". ", ".")
    found = re.match(r"([А-ЯЁ][а-яё-]+) ([А-ЯЁ])\.? ?([А-ЯЁ])?\.?", words)
    return f"{found[1]} {found[2]}.{found[3]}." if found else words


def attendance(tabs, marks):
    """Per tutor: present and marked."""
    here, marked = Counter(), Counter()
    register = tabs["Явка"]
    meetings = [c for c in register.columns if c not in ("Тьютор", "Книга")]
    for _, row in register.iterrows():
        for meeting in meetings:
            meaning = marks.get(row[meeting])
            if meaning:
                marked[row["Тьютор"]] += 1
                here[row["Тьютор"]] += meaning in PRESENT
    return [[t, here[t], marked[t], here[t] / marked[t]] for t in sorted(marked)]


def schedule_of(tabs, problems):
    """Code → tutor, day, subject, status; and the problems of the schedule."""
    known = {}
    for number, row in tabs["График"].iterrows():
        day = to_day(row["Дата"])
        if day is None:
            problems.append(["График", number + 2, row["Дата"], "не дата"])
            continue
        if row["Код"] in known:
            problems.append(["График", number + 2, row["Код"], "код повторяется"])
            continue
        tutor = normal_person(row["Тьютор"])
        known[row["Код"]] = (tutor, day, row["Предмет"], str(row["Статус"]).strip().lower())
    return known


def journal_of(tabs, schools, schedule, marks, problems):
    """The journal's rows that count: code, tutor, day, school, teacher, visits, minutes."""
    counted = []
    for number, row in tabs["Журнал"].iterrows():
        day, school = to_day(row["Дата"]), schools.get(school_number(row["Школа"]))
        tutor, code = normal_person(row["Тьютор"]), row["Консультация"]
        meaning = marks.get(str(row["Отметка"]).strip())
        wrong = None
        if day is None:
            wrong = (row["Дата"], "не дата")
        elif school is None:
            wrong = (row["Школа"], "нет такой школы")
        elif meaning is None:
            wrong = (row["Отметка"], "нет такой отметки")
        elif code not in schedule:
            wrong = (code, "нет такой консультации")
        elif schedule[code][0] != tutor or schedule[code][1] != day:
            wrong = (code, "другой тьютор или дата")
        if wrong:
            problems.append(["Журнал", number + 2, *wrong])
            continue
        visits = row["Количество"]
        visits = int(visits) if isinstance(visits, int | float) and pd.notna(visits) else 1
        minutes = int(row["Минуты"]) if pd.notna(row["Минуты"]) else 0
        if meaning in PRESENT:
            teacher = normal_person(row["Педагог"])
            counted.append((code, tutor, day, school, teacher, visits, minutes))
    return counted


def consultations(schedule, journal, key):
    """Planned, held, teachers, visits, schools, minutes by tutor, subject or month."""
    planned, held, visits = Counter(), Counter(), Counter()
    teachers, schools, longest = defaultdict(set), defaultdict(set), defaultdict(dict)
    for tutor, day, subject, status in schedule.values():
        name = key(tutor, day, subject)
        planned[name] += status != "отменена"
        held[name] += status == "проведена"
    for code, tutor, day, school, teacher, count, minutes in journal:
        name = key(tutor, day, schedule[code][2])
        visits[name] += count
        teachers[name].add((school, teacher))
        schools[name].add(school)
        longest[name][code] = max(minutes, longest[name].get(code, 0))
    return [
        [
            n,
            planned[n],
            held[n],
            held[n] / planned[n],
            len(teachers[n]),
            visits[n],
            len(schools[n]),
            sum(longest[n].values()),
        ]
        for n in sorted(planned)
    ]


def coverage(schedule, journal):
    """School and subject: consultations, teachers, the last date."""
    codes, teachers, last = defaultdict(set), defaultdict(set), {}
    for code, _, day, school, teacher, _, _ in journal:
        pair = (school, schedule[code][2])
        codes[pair].add(code)
        teachers[pair].add(teacher)
        last[pair] = max(day, last.get(pair, day))
    return [[*pair, len(codes[pair]), len(teachers[pair]), last[pair]] for pair in sorted(codes)]


def paint(book, title, heads, rows):
    """A formatted tab."""
    sheet = book.create_sheet(title)
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(heads)
    line = Side("thin", color="BFBFBF")
    box, fill = Border(line, line, line, line), PatternFill("solid", fgColor="DCE6F1")
    for cell in sheet[2]:
        cell.font, cell.fill, cell.border = Font(bold=True), fill, box
        cell.alignment = Alignment(wrap_text=True, horizontal="center")
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.border = box
            if isinstance(cell.value, float):
                cell.number_format = "0.0%"
    for column in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 18
    sheet.freeze_panes = "A3"


def main(folder):
    tabs = read(folder)
    marks = dict(zip(tabs["Отметки"]["Отметка"], tabs["Отметки"]["Считать как"], strict=True))
    schools = {school_number(name): name for name in tabs["Школы"]["Краткое название"]}
    problems = []
    schedule = schedule_of(tabs, problems)
    journal = journal_of(tabs, schools, schedule, marks, problems)
    heads = ["План", "Проведено", "Доля", "Педагоги", "Посещения", "Школы", "Минуты"]
    by = {
        "тьюторам": lambda tutor, day, subject: tutor,
        "предметам": lambda tutor, day, subject: subject,
        "месяцам": lambda tutor, day, subject: f"{day:%Y-%m}",
    }
    book = Workbook()
    book.remove(book.active)
    paint(book, "Явка", ["Тьютор", "Был", "Отмечен", "Доля"], attendance(tabs, marks))
    for name, key in by.items():
        rows = consultations(schedule, journal, key)
        paint(book, f"Консультации по {name}", ["", *heads], rows)
    pairs = ["Школа", "Предмет", "Консультаций", "Педагогов", "Последняя"]
    paint(book, "Охват", pairs, coverage(schedule, journal))
    paint(book, "Замечания", ["Лист", "Строка", "Значение", "Что не так"], problems)
    book.save(folder / "Сводка скрипта.xlsx")
    print(len(journal), len(problems))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
