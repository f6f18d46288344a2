"""The limits at which a number of the summary changes colour, and what may have a target."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType

from sheets_sync.sheet.pieces import Look

LEAST = 5
"""Of fewer cases a share says too little to be coloured."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A look, from which number it holds without a setting, and the sentence that says so; of a
    share it holds under so many `percent`."""

    look: Look
    default: int
    said: str
    percent: bool = False


THRESHOLDS: Mapping[str, Threshold] = MappingProxyType(
    {
        "attendance_red": Threshold(Look.BAD, 50, "явка ниже {} %", percent=True),
        "attendance_amber": Threshold(Look.WARN, 75, "явка ниже {} %", percent=True),
        "missed_red": Threshold(Look.BAD, 3, "пропусков подряд {} и больше"),
        "missed_amber": Threshold(Look.WARN, 2, "пропусков подряд {} и больше"),
        "unmarked_amber": Threshold(Look.WARN, 1, "не отмечено {} и больше"),
        "consultations_amber": Threshold(
            Look.WARN, 50, "проведено меньше {} % плана", percent=True
        ),
        "no_mark_amber": Threshold(Look.WARN, 1, "консультаций без отметки {} и больше"),
        "execution_red": Threshold(Look.BAD, 50, "исполнение ниже {} %", percent=True),
        "execution_amber": Threshold(Look.WARN, 75, "исполнение ниже {} %", percent=True),
        "overdue_red": Threshold(Look.BAD, 1, "просрочено {} и больше"),
        "late_report_amber": Threshold(Look.WARN, 1, "опоздание от {} дн."),
        "rejected_amber": Threshold(Look.WARN, 1, "отклонено строк {} и больше"),
    }
)
"""Of two of one thing the graver comes first."""

PERCENTS = frozenset(name for name, limit in THRESHOLDS.items() if limit.percent)

TARGETS = ("attendance", "consultations", "roadmap", "plans", "assignments", "reports")
"""The key figures that may have a target, in per cent."""

_set: ContextVar[Mapping[str, int]] = ContextVar("thresholds", default=MappingProxyType({}))


@contextmanager
def ruling(own: Mapping[str, int]) -> Iterator[None]:
    """In here the workspace's own limits hold."""
    token = _set.set(own)
    try:
        yield
    finally:
        _set.reset(token)


def limit(name: str) -> int:
    """The limit in force."""
    return _set.get().get(name, THRESHOLDS[name].default)


def look_of(names: Iterable[str], n: int, whole: int | None = None) -> Look:
    """What a number means, or a share with its N: the first limit that it passes."""
    if whole is not None and whole < LEAST:
        return Look.BODY
    for name in names:
        passed = n >= limit(name) if whole is None else 100 * n < limit(name) * whole
        if passed:
            return THRESHOLDS[name].look
    return Look.BODY


def legend(names: Iterable[str]) -> str:
    """«Красным (!) — явка ниже 50 %; жёлтым (●) — явка ниже 75 %. При N меньше 5 доля не
    окрашивается.»; empty for no limits."""
    used = list(dict.fromkeys(names))
    parts = [
        f"{colour} — {', '.join(said)}"
        for look, colour in ((Look.BAD, "красным (!)"), (Look.WARN, "жёлтым (●)"))
        if (said := [_said(name) for name in used if THRESHOLDS[name].look is look])
    ]
    if not parts:
        return ""
    text = "; ".join(parts)
    few = f" При N меньше {LEAST} доля не окрашивается." if PERCENTS & set(used) else ""
    return f"{text[0].upper()}{text[1:]}.{few}"


def _said(name: str) -> str:
    return THRESHOLDS[name].said.format(limit(name))


def disorder(own: Mapping[str, int]) -> Iterator[str]:
    """What is wrong with a workspace's limits together: amber must not be graver than red."""
    for name in own:
        pair = name.rpartition("_")[0]
        red, amber = f"{pair}_red", f"{pair}_amber"
        if not {red, amber} <= THRESHOLDS.keys():
            continue
        low, high = (own.get(each, THRESHOLDS[each].default) for each in (red, amber))
        wrong = low > high if red in PERCENTS else low < high
        if wrong:
            yield f"{red} ({low}) и {amber} ({high}): жёлтый должен наступать раньше красного"
