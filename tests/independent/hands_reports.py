"""How people type terms, halves, classes, numbers of items and those who answer for them."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from .truth import Term, World
from .words import MONTH_NAMES, MONTHS, ORDINALS

Cell = Any


class CleanReports:
    """The tidy spelling of the kinds that plans, reports, the road map and results add."""

    world: World
    full: Callable[[Any], str]
    tutors: dict[str, Any]

    def term(self, value: Term) -> Cell:
        if value.form == "date":
            return value.last
        return self.spelled(value)

    @staticmethod
    def spelled(value: Term) -> str:
        """The one tidy text of a term."""
        last = value.last
        if value.form == "by":
            return f"до {last.day} {MONTHS[last.month - 1]} {last.year} года"
        if value.form == "month":
            return f"{MONTH_NAMES[last.month - 1]} {last.year}"
        if value.form == "months":
            return f"{MONTH_NAMES[value.first.month - 1]}–{MONTH_NAMES[last.month - 1]}"
        if value.form in ("half", "quarter"):
            return f"{value.number} {'полугодие' if value.form == 'half' else 'четверть'}"
        return value.words

    def deadline(self, value: date) -> Cell:
        return value

    def half(self, value: str) -> Cell:
        return value

    number = issue = half

    def grade(self, value: tuple[int, str]) -> Cell:
        grade, letter = value
        return f"{grade}{letter}" if letter else grade

    def named(self, code: str) -> str:
        """A tutor by name, never by the code."""
        return self.full(self.tutors[code])

    def executor(self, parts: list[str]) -> Cell:
        return ", ".join(self.named(part) if part in self.tutors else part for part in parts)


class MessyReports:
    """The same kinds as people type them; mixed in before the tidy hand."""

    rng: random.Random
    world: World
    tutors: dict[str, Any]
    unique: set[str]
    spaced: Callable[[str], str]
    cased: Callable[[str], str]
    latin: Callable[..., str]
    without_yo: Callable[[str], str]
    chance: Callable[[float], bool]
    date: Callable[[Any], Cell]
    shorts: Callable[[Any], list[str]]
    initials: Callable[[str], list[str]]
    full: Callable[[Any], str]
    spelled: Callable[[Term], str]

    def term(self, value: Term) -> Cell:
        if value.form == "date":
            return self.date(value.last)
        if value.form == "by":
            return self.spaced(self.cased(self.rng.choice(self.until(value.last))))
        forms = [self.spelled(value)]
        if value.form == "months":
            forms += [forms[0].replace("–", "-"), forms[0].replace("–", " – ")]
        if value.form in ("half", "quarter"):
            forms += self.parts(value)
        return self.spaced(self.cased(self.without_yo(self.rng.choice(forms))))

    @staticmethod
    def parts(value: Term) -> list[str]:
        """«1 полугодие», «третья четверть»."""
        digit, stem = ORDINALS[value.number]
        if value.form == "half":
            return [f"{digit} полугодие", f"{stem}ое полугодие"]
        ending = "ья" if stem == "трет" else "ая"
        return [f"{digit} четверть", f"{stem}{ending} четверть"]

    def until(self, day: date) -> list[str]:
        """«до 20 февраля» and its kin; the year may come from the school year."""
        words, digits = f"{day.day} {MONTHS[day.month - 1]}", f"{day.day:02}.{day.month:02}"
        return [
            f"до {words}", f"до {words} {day.year}", f"до {words} {day.year} года",
            f"до {words} {day.year} г.", f"до {digits}.{day.year}", f"до {digits}.{day.year}г.",
            f"до {digits}.{day.year % 100}",
        ]  # fmt: skip

    def deadline(self, value: date) -> Cell:
        """A date, or «до 20 февраля 2021»."""
        if self.chance(0.2):
            return self.spaced(self.rng.choice(self.until(value)[1:]))
        return self.date(value)

    def half(self, value: str) -> Cell:
        digit, stem = ORDINALS[value]
        forms: list[Cell] = [value, value, digit, int(digit), f"{stem}ое", f"{value} полугодие"]
        typed = self.rng.choice(forms)
        return self.spaced(self.cased(typed)) if isinstance(typed, str) else typed

    def issue(self, value: str) -> Cell:
        """«Предметный», «психолого – педагогический»; text may follow."""
        return self.spaced(self.cased(value.replace("-", " – ") if self.chance(0.3) else value))

    def number(self, value: str) -> Cell:
        """«1.10»: text, a number when that loses nothing, or what a spreadsheet made of it."""
        section, place = map(int, value.split("."))
        draw = self.rng.random()
        if draw < 0.06 and place <= 12:
            return date(self.world.today.year, place, section)
        if draw < 0.2 and place % 10:
            return float(value)
        return self.spaced(value)

    def grade(self, value: tuple[int, str]) -> Cell:
        grade, letter = value
        forms: list[Cell] = [grade, str(grade), f"{grade} класс", f"{grade} кл."]
        if letter:
            forms = [
                f"{grade}{letter}", f"{grade} {letter}", f"{grade}{letter.lower()}",
                f"{grade}-{letter}", f"{grade} «{letter}»",
            ]  # fmt: skip
        typed = self.rng.choice(forms)
        return self.spaced(self.latin(typed)) if isinstance(typed, str) else typed

    def named(self, code: str) -> str:
        row = self.tutors[code]
        forms = [self.full(row)]
        for short in self.shorts(row):
            if short in self.unique:
                forms += self.initials(short)
        return self.without_yo(self.rng.choice(forms))

    def executor(self, parts: list[str]) -> Cell:
        typed = [
            self.named(part) if part in self.tutors else self.latin(part, 0.1) for part in parts
        ]
        return self.spaced(self.rng.choice([", ", "; ", ",\n"]).join(typed))
