"""The commands' way in: look at every municipality, add them up, write the region's summary."""

from datetime import datetime

from sheets_sync.errors import SheetsSyncError
from sheets_sync.region.region_report import Look, RegionReport
from sheets_sync.region.setup import Region
from sheets_sync.region.standing import Engine, standings
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.sync import Options, clock, report_date
from sheets_sync.runs.sync_report import Json, Outcome


def check(region: Region, engine: Engine, options: Options) -> RegionReport:
    """The figures and the state of every municipality; nothing is written."""
    now = clock(region.place, options)
    return RegionReport(_look(region, engine, options, now, False), now, Outcome("unchanged"))


def run(region: Region, engine: Engine, options: Options) -> RegionReport:
    """Read what changed, add up, write the summary. Raises SheetsSyncError where nothing at all is
    known: the old summary stands."""
    now = clock(region.place, options)
    with one_at_a_time(region.place.root, now):
        look = _look(region, engine, options, now, True)
        if not look.total.tables:
            raise SheetsSyncError(_nobody(look))
        options.progress("Пишу сводку региона")
        from sheets_sync.region.writing import write  # layout takes 0.2 s

        outcome = write(region, look, now, bool(options.today or region.today))
        options.progress("")
    return RegionReport(look, now, outcome)


def explain(region: Region, engine: Engine, options: Options, address: str) -> Json:
    """The municipalities behind a cell of the region's summary; nothing is written."""
    now = clock(region.place, options)
    look = _look(region, engine, options, now, False)
    from sheets_sync.region.explain import explained  # as above

    return explained(region, look, engine, options, now, address)


def _look(region: Region, engine: Engine, options: Options, now: datetime, writes: bool) -> Look:
    rows = standings(region, engine, options, now, writes)
    today = report_date(region.place, options, now)
    return Look(today, region.place.organisation, tuple(rows))


def _nobody(look: Look) -> str:
    first = look.rows[0]
    return (
        f"Ни один муниципалитет не прочитан, сводка региона осталась прежней. «{first.name}»: "
        f"{first.error}"
    )
