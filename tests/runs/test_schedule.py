"""When runs are due: over missed ticks, clock changes, daylight saving, another start."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from job_help import FakeClock

from sheets_sync.commands.cli import _parser
from sheets_sync.errors import UsageError
from sheets_sync.runs.schedule import At, Every, Ticker, parse_at, parse_every

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
START = datetime(2021, 2, 18, 5, 0, tzinfo=MOSCOW)


def starts(ticker: Ticker, clock: FakeClock, hours: float) -> list[datetime]:
    """When runs begin in the next hours; a run takes no time."""
    end, found = clock.elapsed() + hours * 3600, []
    while clock.elapsed() < end:
        if ticker.wait() <= 0:
            ticker.taken()
            found.append(clock.now())
        clock.sleep(min(20.0, max(0.05, ticker.wait())))
    return found


@pytest.mark.parametrize(
    ("text", "seconds", "said"),
    [
        ("15m", 900, "каждые 15 мин"),
        ("1h30m", 5400, "каждые 1 ч 30 мин"),
        ("90s", 90, "каждые 1 мин 30 с"),
        ("2 ч", 7200, "каждые 2 ч"),
        ("15 мин", 900, "каждые 15 мин"),
        ("1d", 86400, "каждые 24 ч"),
    ],
)
def test_intervals_are_read(text: str, seconds: int, said: str):
    assert parse_every(text) == Every(seconds)
    assert str(parse_every(text)) == said


@pytest.mark.parametrize("text", ["", "15", "m", "15x", "0m", "8d", "-5m", "1.5h", "15m;"])
def test_what_is_no_interval_is_refused(text: str):
    with pytest.raises(UsageError, match=f"«{text}» — не промежуток; нужно 15m"):
        _parser().parse_args(["run", "имц", f"--every={text}"])


@pytest.mark.parametrize("text", ["", "7", "25:00", "07:60", "07:00,", "утром"])
def test_what_is_no_time_is_refused(text: str):
    with pytest.raises(UsageError, match=f"«{text}» — не время; нужно 07:00,13:00"):
        _parser().parse_args(["run", "имц", f"--at={text}"])


def test_times_are_put_in_order_once_each():
    assert str(parse_at("13:00, 7:00,07.00")) == "ежедневно в 07:00, 13:00"


def test_every_begins_at_once_and_keeps_its_pace():
    clock = FakeClock(START, chance=0.0)
    found = starts(Ticker(Every(900), clock, MOSCOW), clock, 2.01)
    assert [round((one - START).total_seconds()) for one in found] == [900 * n for n in range(9)]


def test_jitter_never_adds_up():
    clock = FakeClock(START, chance=0.9)
    found = starts(Ticker(Every(900), clock, MOSCOW), clock, 24)
    late = [(one - START).total_seconds() - 900 * n for n, one in enumerate(found)]
    assert len(found) == 96
    assert all(0 <= one <= 31 for one in late)


def test_ticks_missed_in_a_long_sleep_come_once():
    clock = FakeClock(START, chance=0.0)
    ticker = Ticker(Every(900), clock, MOSCOW)
    ticker.taken()
    clock.sleep(5 * 3600)
    found = starts(ticker, clock, 0.5)
    assert len(found) == 2  # the missed ones at once, then the usual one


def test_the_wall_clock_may_jump_and_every_keeps_its_pace():
    clock = FakeClock(START, chance=0.0)
    ticker = Ticker(Every(900), clock, MOSCOW)
    assert len(starts(ticker, clock, 0.9)) == 4
    clock.jump(timedelta(days=-400))
    assert len(starts(ticker, clock, 1.0)) == 4


def test_at_begins_at_once_when_it_never_ran_and_then_at_its_times():
    clock = FakeClock(START, chance=0.0)
    found = starts(Ticker(parse_at("07:00,13:00"), clock, MOSCOW), clock, 24)
    hours = [one.astimezone(MOSCOW).strftime("%d %H:%M") for one in found]
    assert hours == ["18 05:00", "18 07:00", "18 13:00"]


def test_a_time_missed_while_the_machine_was_off_is_made_up_for_once():
    clock = FakeClock(START + timedelta(days=3, hours=4), chance=0.0)
    served = datetime(2021, 2, 18, 7, 0, tzinfo=MOSCOW).astimezone(UTC)
    found = starts(Ticker(parse_at("07:00"), clock, MOSCOW, served), clock, 24)
    hours = [one.astimezone(MOSCOW).strftime("%d %H:%M") for one in found]
    assert hours == ["21 09:00", "22 07:00"]


def test_a_time_answered_before_a_restart_is_not_answered_again():
    clock = FakeClock(START + timedelta(hours=3), chance=0.0)
    served = datetime(2021, 2, 18, 7, 0, tzinfo=MOSCOW).astimezone(UTC)
    assert starts(Ticker(parse_at("07:00"), clock, MOSCOW, served), clock, 20) == []


def test_a_clock_set_back_an_hour_does_not_repeat_a_time():
    clock = FakeClock(START + timedelta(hours=1, minutes=59), chance=0.0)
    ticker = Ticker(parse_at("07:00"), clock, MOSCOW, clock.now())
    assert len(starts(ticker, clock, 0.5)) == 1
    clock.jump(timedelta(hours=-1))
    assert len(starts(ticker, clock, 12)) == 0


def test_a_mark_from_a_clock_that_was_a_year_ahead_does_not_stop_the_job():
    clock = FakeClock(START, chance=0.0)
    served = (START + timedelta(days=365)).astimezone(UTC)
    found = starts(Ticker(parse_at("07:00"), clock, MOSCOW, served), clock, 24)
    assert [one.astimezone(MOSCOW).strftime("%H:%M") for one in found] == ["07:00"]


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        (datetime(2021, 3, 27, 12, tzinfo=BERLIN), ["28 03:30", "29 02:30"]),
        (datetime(2021, 10, 30, 12, tzinfo=BERLIN), ["31 02:30", "01 02:30"]),
    ],
    ids=["the clocks go forward", "the clocks go back"],
)
def test_once_a_day_over_daylight_saving(day: datetime, runs: list[str]):
    clock = FakeClock(day, chance=0.0)
    found = starts(Ticker(parse_at("02:30"), clock, BERLIN, day.astimezone(UTC)), clock, 48)
    assert [one.astimezone(BERLIN).strftime("%d %H:%M") for one in found] == runs


def test_a_failed_run_at_a_time_of_day_is_tried_again_in_ten_minutes():
    clock = FakeClock(START, chance=0.0)
    ticker = Ticker(At(parse_at("07:00").times), clock, MOSCOW)
    ticker.taken()
    ticker.failed()
    assert 590 <= ticker.wait() <= 600
    ticker.taken()
    assert ticker.wait() > 3600


@given(
    times=st.lists(st.times().map(lambda t: t.replace(second=0, microsecond=0)), min_size=1),
    moment=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    zone=st.sampled_from(["Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Tokyo"]),
)
def test_the_latest_and_the_next_time_stand_around_now(times, moment, zone):
    now, schedule = moment.replace(tzinfo=UTC), At(tuple(sorted(set(times))))
    latest, after = schedule.latest(now, ZoneInfo(zone)), schedule.next(now, ZoneInfo(zone))
    assert latest <= now < after
    assert after - latest <= timedelta(hours=26)
