"""The faults in the demo's schedule and journal."""

from collections.abc import Callable
from datetime import date, time, timedelta

from sheets_sync.samples.demo.faults import Planter, Tab
from sheets_sync.samples.demo.hands import Typed
from sheets_sync.samples.demo.sheets import Row
from sheets_sync.samples.demo.town import RISK, TODAY, TUTOR
from sheets_sync.samples.demo.visits import Consultation, Visit
from sheets_sync.samples.demo.world import World

_BOOK = "Консультации.xlsx"
_OVERDUE, _NO_JOURNAL = 1, 1


def prepare(world: World) -> None:
    """Give some consultations that failed the statuses people forget to change."""
    failed = [c for c in world.consultations if c.status == "не состоялась"]
    chosen = [c for c in failed if c.day < TODAY - timedelta(days=10)][-(_OVERDUE + _NO_JOURNAL) :]
    for consultation in chosen:
        consultation.status, consultation.reason = "запланирована", ""
    for consultation in chosen[:_NO_JOURNAL]:
        consultation.status = "проведена"


class _Schedule:
    """The tab График beside what its rows mean."""

    def __init__(self, tab: Tab, world: World):
        self.tab = tab
        self._meant = {
            id(row): c for row, c in zip(tab.sheet.rows, world.consultations, strict=True)
        }

    def take(self, wanted: Callable[[Consultation], bool]) -> tuple[Row, Consultation]:
        """Some row that is as wanted, with its meaning; it will not be given again."""
        row = self.tab.any_row(lambda row: wanted(self._meant[id(row)]))
        return row, self._meant[id(row)]

    def held(self, wanted: Callable[[Consultation], bool] = lambda c: True) -> Row:
        """Some consultation held on its day."""
        return self.take(lambda c: c.status == "проведена" and not c.new_day and wanted(c))[0]

    def ahead(self, wanted: Callable[[Consultation], bool] = lambda c: True) -> Row:
        """Some consultation of the months to come."""
        return self.take(lambda c: c.status == "запланирована" and c.day > TODAY and wanted(c))[0]

    def meaning(self, row: Row) -> Consultation:
        """What a row means."""
        return self._meant[id(row)]


def plant_schedule(planter: Planter, world: World) -> None:
    """Faults in the tab График."""
    schedule = _Schedule(planter.tab(_BOOK, "График"), world)
    _forgotten(schedule, world)
    _misspelled(schedule)
    _mistyped(schedule)
    _contradictory(schedule)
    _clashing(schedule)


def _forgotten(schedule: _Schedule, world: World) -> None:
    tab = schedule.tab
    came = {visit.consultation.code for visit in world.visits if visit.consultation}
    for row in tab.sheet.rows:
        c = schedule.meaning(row)
        if c.status == "запланирована" and c.day < TODAY - timedelta(days=3):
            tab.warning(row, "status", "дата прошла, а отметки нет")
        if c.status == "проведена" and c.code not in came:
            tab.warning(row, "status", "проведена, а в журнале пусто")


def _misspelled(schedule: _Schedule) -> None:
    tab = schedule.tab
    row = schedule.held(lambda c: c.tutor.namesake)
    tab.error(row, "tutor", "два тьютора с такой фамилией и инициалами", tutor="Кравцова Е.С.")
    row = schedule.held(lambda c: c.tutor.code == "Т-01")
    tab.error(row, "tutor", "опечатка в фамилии тьютора", tutor="Белозёрава М.О.")
    row = schedule.held()
    tab.warning(row, "status", "набрано в английской раскладке", status="ghjdtltyf")
    tab.error(schedule.held(), "status", "непонятный статус", status="вроде была")


def _mistyped(schedule: _Schedule) -> None:
    tab = schedule.tab
    tab.error(schedule.held(), "date", "31 ноября не бывает", date="31.11.2020")
    tab.error(schedule.held(), "date", "дата вне учебного года", date="12.10.2012")
    row = schedule.held(lambda c: c.day.month == 2)
    day = f"{schedule.meaning(row).day.day} февраля"
    tab.warning(row, "date", "дата без года", date=day)
    tab.error(schedule.held(), "start", "60 минут не бывает", start="13.60", end=time(15))
    row = schedule.held(lambda c: c.start.hour == 14)
    typed: dict[str, Typed] = {"start": date(2021, 10, 14), "end": time(15, 10)}
    tab.warning(row, "start", "время стало датой", **typed)
    tab.warning(schedule.ahead(), "planned", "неточное число участников", planned="около 10")


def _contradictory(schedule: _Schedule) -> None:
    tab = schedule.tab
    tab.error(schedule.ahead(), "status", "проведена раньше своей даты", status="проведена")
    code = schedule.meaning(schedule.held()).code
    tab.error(schedule.ahead(), "code", "код повторяется", code=code)
    what = "перенесена, а новой даты нет"
    tab.warning(schedule.ahead(), "new_date", what, status="перенесена")
    gone = TUTOR["Т-14"]
    typed: dict[str, Typed] = {
        "tutor": gone.short,
        "subject": gone.subject,
        "stream": gone.streams[0],
    }
    tab.warning(schedule.ahead(), "tutor", "тьютор уже не работает", **typed)
    row = schedule.ahead(lambda c: c.tutor.streams == ("ВПР",))
    tab.warning(row, "stream", "не его направление", stream="ЕГЭ")
    tab.warning(schedule.ahead(), "date", "консультация в воскресенье", date=date(2021, 4, 11))


def _clashing(schedule: _Schedule) -> None:
    tab = schedule.tab
    row = schedule.ahead()
    typed: dict[str, Typed] = {
        "date": date(2021, 3, 18),
        "start": time(14, 30),
        "end": time(15, 30),
    }
    tab.warning(row, "start", "во время совещания", **typed)
    first = schedule.meaning(schedule.ahead(_in_room))
    row = schedule.ahead(lambda c: c.tutor == first.tutor)
    tab.warning(row, "start", "две консультации тьютора сразу", **_same_time(first))
    first = schedule.meaning(schedule.ahead(_in_room))
    row = schedule.ahead(lambda c: c.tutor != first.tutor and _in_room(c) and c.day > first.day)
    tab.warning(row, "place", "кабинет уже занят", place=first.place, **_same_time(first))


def _in_room(consultation: Consultation) -> bool:
    return consultation.format == "очно" and consultation.minutes > 45


def _same_time(consultation: Consultation) -> dict[str, Typed]:
    start = consultation.start.replace(minute=consultation.start.minute + 15)
    return {"date": consultation.day, "start": start, "end": time(start.hour + 1, start.minute)}


def plant_journal(planter: Planter, world: World) -> None:
    """Faults in the tab Журнал of Консультации.xlsx and in a tutor's own book."""
    tab = planter.tab(_BOOK, "Журнал")
    _unresolved(tab)
    _against_schedule(tab, world)
    _unplanned(tab)
    _cells(tab)
    own = planter.tab("тьюторы/Журнал Снегирёва.xlsx", "Журнал")
    own.error(_row(own), "mark", "такой отметки нет", mark="ф")


def _row(tab: Tab, planned: bool = True) -> Row:
    """Some journal row whose loss leaves the figures of risk schools alone."""
    return tab.any_row(lambda row: _spare(_visit(row), planned))


def _visit(row: Row) -> Visit:
    assert isinstance(row.group, Visit)
    return row.group


def _spare(visit: Visit, planned: bool) -> bool:
    return bool(visit.consultation) is planned and visit.school not in RISK and bool(visit.teacher)


def _unresolved(tab: Tab) -> None:
    tab.error(_row(tab), "school", "школа без типа: две школы № 9", school="9")
    tab.error(_row(tab), "school", "школы нет в справочнике", school="МБОУ СОШ № 112")
    tab.error(_row(tab), "consultation", "нет такой консультации", consultation="К-999")
    typed: dict[str, Typed] = {"tutor": None, "consultation": "вне графика"}
    tab.error(_row(tab), "tutor", "тьютор не указан", **typed)


def _against_schedule(tab: Tab, world: World) -> None:
    cancelled = next(c for c in world.consultations if c.status == "отменена")
    what = "консультация отменена"
    tab.error(_row(tab), "consultation", what, consultation=cancelled.code)
    row = _row(tab)
    tutor = next(t for t in TUTOR.values() if t.code != _visit(row).tutor.code and not t.namesake)
    tab.error(row, "tutor", "у консультации другой тьютор", tutor=tutor.short)
    row = _row(tab)
    other = _visit(row).day - timedelta(days=1)
    tab.error(row, "date", "у консультации другая дата", date=other)


def _unplanned(tab: Tab) -> None:
    tab.error(_row(tab, False), "date", "дата ещё не наступила", date=date(2021, 3, 11))


def _cells(tab: Tab) -> None:
    row = _row(tab)
    two = f"{_visit(row).teacher.short}, Петрова И.И."  # type: ignore[union-attr]
    tab.error(row, "teacher", "два педагога в одной клетке", teacher=two)
    tab.error(_row(tab), "minutes", "ошибка формулы", minutes="#REF!")
