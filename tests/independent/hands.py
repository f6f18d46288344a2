"""How people type a value: `clean` gives the one tidy spelling, `messy` one of the many of §2."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from .hands_reports import CleanReports, MessyReports
from .truth import Row, World, short_name
from .words import LAYOUT, LOOKALIKES, MONTHS, NUMBER_WORDS, SHORT_MONTHS, STATES

Cell = Any


class Clean(CleanReports):
    """The tidy spelling of every kind."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.schools = {row["Код"]: row for row in world.tabs["Школы"]}
        self.tutors = {row["Код"]: row for row in world.tabs["Тьюторы"]}
        shorts = [s for row in self.tutors.values() for s in self.shorts(row)]
        self.unique = {s for s in shorts if shorts.count(s) == 1}
        numbers = [row["_bare"][2] for row in self.schools.values()]
        self.alone = {n for n in numbers if numbers.count(n) == 1}

    @staticmethod
    def shorts(row: Row) -> list[str]:
        """«Фамилия И.О.», with the former surname too."""
        names = [row["Фамилия"], row["Прежняя фамилия"]]
        return [short_name(name, row["Имя"], row["Отчество"]) for name in names if name]

    def __call__(self, kind: str, value: Any) -> Cell:
        if value is None or value in ("", []):
            return None
        return getattr(self, kind)(value)

    def text(self, value: Any) -> Cell:
        return value

    code = ref = word = state = mark = year = subject = stream = text
    date: Callable[[Any], Cell] = text
    time: Callable[[Any], Cell] = text
    count: Callable[[Any], Cell] = text
    bare: Callable[[Any], Cell] = text
    minutes: Callable[[Any], Cell] = text

    def yesno(self, value: bool) -> Cell:
        return "да" if value else "нет"

    def texts(self, value: list[str]) -> Cell:
        return "; ".join(value)

    subjects = streams = texts

    def school(self, code: str) -> Cell:
        row = self.schools.get(code)
        return row["Краткое название"] if row else code

    def schools_list(self, codes: list[str]) -> Cell:
        return "; ".join(str(self.school(code)) for code in codes)

    def tutor(self, code: str) -> Cell:
        row = self.tutors[code]
        short = self.shorts(row)[0]
        if code == "Т-03":  # one tutor always goes by the code
            return code
        return short if short in self.unique else self.full(row)

    @staticmethod
    def full(row: Row) -> str:
        return f"{row['Фамилия']} {row['Имя']} {row['Отчество']}"

    def teacher(self, names: tuple[str, str, str]) -> Cell:
        return short_name(*names)


class Messy(MessyReports, Clean):
    """One of the spellings of §2, drawn anew for every cell."""

    def __init__(self, world: World, rng: random.Random) -> None:
        super().__init__(world)
        self.rng = rng

    # ---- the ways a string is spoilt

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def spaced(self, text: str) -> str:
        if self.chance(0.2):
            text = text.replace(" ", self.rng.choice(["\u00a0", "  "]), 1)
        if self.chance(0.2):
            text = self.rng.choice([" ", "\u00a0", ""]) + text + self.rng.choice([" ", "\u00a0"])
        return text

    def latin(self, text: str, share: float = 0.15) -> str:
        """Some letters typed as their Latin doubles."""
        if not self.chance(share):
            return text
        keep = self.rng.choice([0.0, 0.5])
        return "".join(c if self.chance(keep) else c.translate(LOOKALIKES) for c in text)

    def cased(self, text: str) -> str:
        draw = self.rng.random()
        return text.upper() if draw < 0.1 else text.lower() if draw < 0.25 else text

    def without_yo(self, text: str) -> str:
        return text.replace("ё", "е") if self.chance(0.5) else text

    def layout(self, text: str, share: float = 0.06) -> str:
        """A long word typed with the keyboard switched to English."""
        return text.translate(LAYOUT) if len(text) > 6 and self.chance(share) else text

    def listed(self, items: list[str], separators: tuple[str, ...]) -> str:
        return self.rng.choice(separators).join(items)

    # ---- one method a kind

    def text(self, value: str) -> Cell:
        return self.spaced(value)

    def code(self, value: str) -> Cell:
        return self.spaced(self.latin(value))

    def ref(self, value: str) -> Cell:
        if value == "вне графика":
            return self.spaced(self.cased(self.layout(value)))
        draw = self.rng.random()
        value = value.replace("-", "" if draw < 0.15 else " " if draw < 0.25 else "-")
        return self.spaced(self.latin(self.cased(value)))

    def word(self, value: str) -> Cell:
        return self.spaced(self.latin(self.cased(self.without_yo(self.layout(value)))))

    def state(self, value: str) -> Cell:
        if self.chance(0.08):
            return value.translate(LAYOUT)
        return self.spaced(self.latin(self.rng.choice(STATES.get(value, [value])), 0.1))

    def yesno(self, value: bool) -> Cell:
        return self.rng.choice(["да", "Да", "+", "✓"] if value else ["нет", "Нет", "-"])

    def year(self, value: str) -> Cell:
        first, last = value.split("–")
        tail = self.rng.choice(["–" + last, "-" + last, "/" + last, "/" + last[2:]])
        return self.spaced(first + tail)

    def texts(self, value: list[str]) -> Cell:
        return self.listed([self.spaced(v) for v in value], ("; ", ";", "\n", ";\n"))

    def subject(self, value: str) -> Cell:
        rows = [row for row in self.world.tabs["Предметы"] if row["Предмет"] == value]
        known = rows[0]["Варианты написания"] if rows else []
        return self.spaced(self.latin(self.cased(self.rng.choice([value, value, *known]))))

    def stream(self, value: str) -> Cell:
        return self.spaced(self.latin(self.cased(value), 0.3))

    def subjects(self, value: list[str]) -> Cell:
        return self.listed([str(self.subject(v)) for v in value], ("; ", ";", ", ", "\n"))

    def streams(self, value: list[str]) -> Cell:
        return self.listed([str(self.stream(v)) for v in value], ("; ", ";", ", ", "\n"))

    def date(self, value: date) -> Cell:
        day, month, year = value.day, value.month, value.year
        spelled = MONTHS[month - 1]
        forms: list[Cell] = [
            value, value, datetime(year, month, day), f"{day:02}.{month:02}.{year}",
            f"{day:02}.{month:02}.{year % 100:02}", f"{day:02}/{month:02}/{year}",
            value.isoformat(), f"{day:02}.{month:02}.{year}г.", f"{day} {spelled} {year} года",
            f" {day:02}.{month:02}.{year}\u00a0", f"{day}.{month}.{year}",
        ]  # fmt: skip
        if date(self.world.start, 9, 1) <= value <= date(self.world.start + 1, 8, 31):
            forms.append(f"{day} {spelled}")
            forms += [f"{day} {SHORT_MONTHS[month - 1]}"] if SHORT_MONTHS[month - 1] else []
        return self.rng.choice(forms)

    def time(self, value: time) -> Cell:
        hour, minute = value.hour, value.minute
        forms: list[Cell] = [
            value, f"{hour}:{minute:02}", f"{hour:02}.{minute:02}", f"{hour:02}-{minute:02}",
            (hour * 60 + minute) / 1440,
        ]  # fmt: skip
        if not minute:
            forms += [f"{hour} ч", str(hour), hour]
        if 1 <= minute <= 12:  # the Russian locale has turned 14.10 into 14 October
            forms += [date(self.world.today.year, minute, hour)] * 2
        return self.rng.choice(forms)

    def count(self, value: int) -> Cell:
        return (
            self.rng.choice([self.bare(value), f"{value} чел."])
            if value < 1000
            else self.bare(value)
        )

    def bare(self, value: int) -> Cell:
        forms: list[Cell] = [value, value, float(value), f" {value}"]
        if value in NUMBER_WORDS:
            forms.append(f"{value} ({NUMBER_WORDS[value]})")
        if value >= 1000:
            forms = [value, f"{value:,}".replace(",", " "), f"{value:,}".replace(",", "\u00a0")]
        return self.rng.choice(forms)

    def minutes(self, value: int) -> Cell:
        return self.rng.choice([value, value, str(value), f"{value} мин."])

    def mark(self, value: str) -> Cell:
        row = next(row for row in self.world.tabs["Отметки"] if row["Отметка"] == value)
        text = self.rng.choice([value, value, *row["Варианты"]])
        text = text if row["_cased"] else self.cased(text)
        if text == "у":  # a Latin y alone may be у by its look or н by its key: nobody can tell
            return self.spaced(text)
        return self.spaced(self.latin(text, 0.2))

    # ---- schools and people

    def school(self, code: str) -> Cell:
        row = self.schools.get(code)
        if row is None:  # «все», «ШНОР»
            return self.cased(code) if code == "все" else code
        form, kind, number = row["_bare"]
        bare = [
            f"{form} {kind} №{number}", f"{form} «{kind} № {number}»", f"{kind} {number}",
            f"{kind.lower()} N{number}", f"{kind} № {number}", f"{form} {kind} № {number}",
        ]  # fmt: skip
        if number in self.alone:
            bare += [str(number)]
            bare += [f"школа {number}"] if kind in ("СОШ", "ООШ") else []
        whole = [row["Краткое название"], row["Полное название"], code, *row["Варианты написания"]]
        return self.spaced(self.rng.choice([*bare, *whole]))

    def schools_list(self, codes: list[str]) -> Cell:
        items = [str(self.school(code)) for code in codes]
        return self.listed(items, ("; ", ";", "\n"))

    def tutor(self, code: str) -> Cell:
        row = self.tutors[code]
        full = self.full(row)
        forms = [full, full, code, code.lower().replace("-", ""), full.upper()]
        for short in self.shorts(row):
            if short in self.unique:
                forms += self.initials(short)
                school = self.schools[row["Школа"]]["Краткое название"]
                forms += [f"{short}, {row['Должность']} {school}"]
                forms += [f"{short} {row['Должность']} {school}"]
        return self.spaced(self.latin(self.without_yo(self.rng.choice(forms))))

    @staticmethod
    def initials(short: str) -> list[str]:
        surname, letters = short.rsplit(" ", 1)
        return [short, short, f"{letters} {surname}", f"{surname} {letters[:2]} {letters[2:]}"]

    def teacher(self, names: tuple[str, str, str]) -> Cell:
        full = " ".join(names)
        forms = [*self.initials(short_name(*names)), full, full.upper()]
        return self.spaced(self.latin(self.without_yo(self.rng.choice(forms))))
