"""`region explain`: the municipalities behind a number of the region's summary, and where each of
them shows its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd

from sheets_sync.figures.measures.declared import Measure
from sheets_sync.figures.measures.region import REGION
from sheets_sync.region.engine import answers, connected
from sheets_sync.region.own_cell import Wanted, find, wanted
from sheets_sync.region.pages.region_tab import TITLE, View
from sheets_sync.region.pages.tabs import build
from sheets_sync.region.region_report import Look
from sheets_sync.region.setup import Region
from sheets_sync.region.standing import Engine, Standing, job_of
from sheets_sync.runs.open_store import summary_store
from sheets_sync.runs.sync import Options
from sheets_sync.runs.sync_report import Json
from sheets_sync.summary.explain.pointed import Pointed, pointed, shown
from sheets_sync.summary.view import Stamp


def explained(
    region: Region, look: Look, engine: Engine, options: Options, now: datetime, address: str
) -> Json:
    """A cell of the region's summary as an object. Raises UsageError for one without a figure."""
    ours = summary_store(region.place, now).read(frozenset()).ours
    view = View(look, Stamp(look.today, now, True), region.order, ours)
    at = pointed(build(view), {}, address, TITLE)
    key = dict(at.means.key)
    whose = key.pop("municipality", None)
    measure = REGION[at.means.figure].measures[at.means.field]
    rows = [one for one in view.rows if whose in (None, one.name)]
    places = _places(region, rows, wanted(at.means, key), engine, options, now)
    figure = at.means.figure
    row = view.total(figure, **key) if whose is None else view.of(rows[0], figure, **key)
    n, whole = _numbers(measure, row)
    told = [_told(view, one, at, key, places.get(one.name, {})) for one in rows]
    return {
        "tab": at.grid.title,
        "cell": at.a1,
        "label": at.label,
        "value": shown(at.cell),
        "figure": figure,
        "field": at.means.field,
        "key": dict(at.means.key),
        "formula": measure.formula,
        "n": n,
        "N": whole,
        "municipalities": told,
    }


def _numbers(measure: Measure, row: Any) -> tuple[float | str | None, int | None]:
    """n and N of a row, or its one number."""
    if row is None:
        return None, None
    if measure.whole:
        return measure.share(row)
    value = getattr(row, measure.name)
    return (None if pd.isna(value) else value), None


def _told(view: View, one: Standing, at: Pointed, key: dict[str, Any], place: Json) -> Json:
    measure = REGION[at.means.figure].measures[at.means.field]
    n, whole = _numbers(measure, view.of(one, at.means.figure, **key))
    as_of = one.as_of.isoformat() if one.as_of else None
    return {
        "name": one.name,
        "n": n,
        "N": whole,
        "read": one.read,
        "as_of": as_of,
        "tab": place.get("tab"),
        "cell": place.get("cell"),
        "error": one.error or place.get("error"),
    }


def _places(
    region: Region,
    rows: list[Standing],
    meant: Wanted,
    engine: Engine,
    options: Options,
    now: datetime,
) -> dict[str, Json]:
    """Where each municipality that tells the figure shows it, by name."""
    folders = {one.name: one for one in region.municipalities}
    names = [one.name for one in rows if one.read and one.tables.get(meant.figure)]
    jobs = {
        name: replace(job_of(region, folders[name], options, now), cell=meant) for name in names
    }
    return dict(_found(jobs, engine, options)) if jobs else {}


def _found(jobs: dict[str, Any], engine: Engine, options: Options) -> Iterator[tuple[str, Json]]:
    options.progress(f"Ищу в сводках муниципалитетов: {len(jobs)}")
    with connected(engine.scheduler, min(engine.most, len(jobs))) as client:
        for name, answer in answers(client, jobs.items(), find):
            tab, cell = answer.place
            yield name, {"tab": tab or None, "cell": cell or None, "error": answer.error or None}
    options.progress("")
