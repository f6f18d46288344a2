"""Regions of small municipalities that differ from one another, made anew for each test."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers import Desk

from sheets_sync.region import explain, standing
from sheets_sync.region.reading import Answer, Job, read

MARKS = ("+", "н", "б", "д", None)
RESULTS = ("проведена", "не состоялась", "запланирована", "отменена")


def desk(number: int) -> Desk:
    """A municipality that follows from its number."""
    made = Desk()
    made.set("Журнал", 2, "Отметка", ("+", "н")[number % 2])
    made.set("График", 3, "Статус", RESULTS[number % len(RESULTS)])
    made.set("Результаты", 2, "«2»", 1 + number)
    made.set("Дорожная карта", 3, "Статус", ("в работе", "выполнено")[number % 3 == 0])
    for extra in range(number % 4):
        made.add("Журнал", like=2, Педагог=f"Педагог{'абвг'[extra]} А.А.", Минуты=20 + extra)
    for _ in range(number % 3):
        made.add("График", like=2, Код=f"К-1{_}", Дата=date(2020, 9 + _, 20), Начало="08:00",
                 Окончание="08:40")  # fmt: skip
    return made


def region(folder: Path, size: int, more: str = "", faults: Sequence[int] = ()) -> Path:
    """So many municipalities in «районы» and their region.toml; → its path."""
    for number in range(size):
        desk(number).save(folder / "районы" / f"район-{number:02}", "today = 2021-02-18\n")
    for number in faults:
        (folder / "районы" / f"район-{number:02}" / "Консультации.xlsx").write_bytes(b"no book")
    file = folder / "region.toml"
    file.write_text(
        f'organisation = "ИРО"\nsummary = "Сводка региона.xlsx"\nworkspaces = "районы/*"\n{more}',
        encoding="utf-8",
    )
    return file


def read_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No cluster: municipalities are read in this process; → the folders of those that were."""
    done: list[str] = []

    def answers(
        client: Any, jobs: Iterable[tuple[str, Job]], work: Callable[[Job], Answer] = read
    ) -> Iterator[tuple[str, Answer]]:
        for key, job in jobs:
            done.append(Path(job.workspace).name)
            yield key, work(job)

    for module in (standing, explain):
        monkeypatch.setattr(module, "connected", lambda *where: nullcontext())
        monkeypatch.setattr(module, "answers", answers)
    return done
