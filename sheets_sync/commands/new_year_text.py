"""What `new-year` answers."""

from collections.abc import Iterator, Sequence

from sheets_sync.runs.new_year import NewYear
from sheets_sync.runs.sync_report import Json
from sheets_sync.tables.tutors import TUTORS


def as_json(done: NewYear) -> Json:
    """One object."""
    return {
        "finished": str(done.finished),
        "year": str(done.year),
        "folder": done.folder,
        "carried": list(done.carried),
        "begun": list(done.begun),
        "left": list(done.left),
        "again": done.again,
    }


def new_year_text(done: NewYear, where: str) -> str:
    """What was done, and what is to be done by hand."""
    if done.again:
        return (
            f"Учебный год {done.year} уже начат: {done.finished} лежит в папке «{done.folder}». "
            "Ничего не сделано.\n"
        )
    return "\n".join(
        [
            f"Учебный год {done.finished} закончен: книги и сводка — в папке "
            f"«{done.folder}», только для чтения.",
            f"Начат {done.year}:",
            *_list("перешли как есть", done.carried),
            *_list("начаты заново, пустые", done.begun),
            *_list("остались в папке прошлого года — свои листы", done.left),
            "Дальше:",
            "  1. впишите перечень ШНОР и Календарь нового года, новых тьюторов, а ушедшим — "
            f"{TUTORS.head('until')}",
            f"  2. заполните списки: sheets-sync lists {where}",
            f"  3. проверьте: sheets-sync doctor {where}",
            f"  4. запустите: sheets-sync sync {where}",
            "Подробно — docs/новый-год.md",
            "",
        ]
    )


def _list(said: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"  {said}: {', '.join(names)}"
