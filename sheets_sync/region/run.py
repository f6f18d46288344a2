"""The commands' way in: look at every municipality, add them up, write the region's summary."""

from sheets_sync.region.region_report import Look, RegionReport
from sheets_sync.region.setup import Region
from sheets_sync.region.standing import Engine, standings
from sheets_sync.runs.sync import Options, clock, report_date
from sheets_sync.runs.sync_report import Outcome


def check(region: Region, engine: Engine, options: Options) -> RegionReport:
    """The figures and the state of every municipality; nothing is written."""
    now = clock(region.place, options)
    today = report_date(region.place, options, now)
    rows = standings(region, engine, options, now, writes=False)
    look = Look(today, region.place.organisation, tuple(rows))
    return RegionReport(look, now, Outcome("unchanged"))
