"""Business calendars: behaviour as tables, and what makes them good Python values."""

from __future__ import annotations

import json
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import sundesk
from sundesk import Calendar, Column, ZoneDb, import_calendar

BERLIN = ZoneInfo("Europe/Berlin")
UTC = timezone.utc
HOUR = timedelta(hours=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")

OFFICE: dict[str, Any] = {
    "name": "Berlin office",
    "timezone": "Europe/Berlin",
    "weekly": {day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in WEEKDAYS},
    "holidays": [{"date": "2026-04-03", "name": "Good Friday"}, {"date": "2026-04-06", "name": "Easter Monday"}],
    "exceptions": {"2026-04-04": {"hours": [["10:00", "12:00"]], "name": "Easter market"}},
}

MAX_DOCUMENT_VALUES = 2_000_000


def at(text: str) -> datetime:
    """`04-02 16:30` of 2026 on Berlin's wall clock."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=BERLIN)


@pytest.fixture(scope="module")
def office() -> Calendar:
    return Calendar(OFFICE)


@pytest.mark.parametrize(
    ("start", "hours", "lands"),
    [
        ("04-02 15:00", 1, "04-02 16:00"),
        ("04-02 11:30", 1, "04-02 13:30"),  # over lunch
        ("04-02 16:00", 1, "04-02 17:00"),  # used up exactly at closing
        ("04-02 16:00", 2, "04-04 11:00"),  # Good Friday is closed, the market day is open
        ("04-02 16:00", 4, "04-07 10:00"),  # and Easter Monday is closed
        ("04-05 03:00", 0, "04-05 03:00"),  # nothing changes nothing
        ("04-07 10:00", -4, "04-02 16:00"),
    ],
)
def test_add(office: Calendar, start: str, hours: int, lands: str) -> None:
    assert office.add(at(start), hours * HOUR) == at(lands)
    assert office.elapsed(at(start), at(lands)) == hours * HOUR
    if hours < 0:
        assert office.subtract(at(start), -hours * HOUR) == at(lands)


def test_where_an_amount_used_up_at_closing_lands(office: Calendar) -> None:
    assert office.add(at("04-02 16:00"), HOUR, boundary="next_open") == at("04-04 10:00")
    with pytest.raises(ValueError, match="boundary"):
        office.add(at("04-02 16:00"), HOUR, boundary="sideways")


def test_edges_of_the_open_hours(office: Calendar) -> None:
    assert office.is_open(at("04-02 09:00")) and not office.is_open(at("04-02 17:00"))
    assert office.next_open(at("04-02 17:00")) == at("04-04 10:00") == office.next_opening(at("04-02 16:00"))
    assert office.next_close(at("04-02 16:00")) == at("04-02 17:00")
    assert office.prev_open(at("04-03 12:00")) == at("04-02 17:00")
    assert office.prev_opening(at("04-03 12:00")) == at("04-02 13:00")


def test_answers_come_in_the_calendars_zone(office: Calendar) -> None:
    landed = office.add(datetime(2026, 3, 27, 15, tzinfo=UTC), 2 * HOUR)
    assert landed is not None and landed.isoformat() == "2026-03-30T10:00:00+02:00"
    assert landed.tzinfo is BERLIN


def test_days_of_23_and_25_hours() -> None:
    always = Calendar({"timezone": "Europe/Berlin", "always_open": True})
    for day, hours in (("2026-03-29", 23), ("2026-10-25", 25), ("2026-07-01", 24)):
        start = datetime.fromisoformat(day).replace(tzinfo=BERLIN)
        end = (start + timedelta(days=1)).replace(tzinfo=BERLIN)
        assert always.elapsed(start, end) == hours * HOUR, day
        # Python's own subtraction is wall-clock time within one zone; the segment's duration is real.
        assert end - start == timedelta(days=1)
        assert [s.duration for s in always.segments(start, end)] == [hours * HOUR]


def test_the_time_line_in_pieces_adds_up(office: Calendar) -> None:
    start, end = at("04-02 16:00"), at("04-07 10:00")
    pieces = office.pieces(start, end)
    assert [(p.reason, p.name) for p in pieces if p.reason in ("holiday", "exception")][0] == ("holiday", "Good Friday")
    assert pieces[0].start == start and pieces[-1].end == end
    assert all(a.end == b.start for a, b in zip(pieces, pieces[1:], strict=False))
    assert sum((p.duration for p in pieces if p.reason == "open"), timedelta()) == 4 * HOUR == office.elapsed(start, end)
    assert [(s.start, s.end) for s in office.segments(start, end)][0] == (start, at("04-02 17:00"))


def test_pauses_are_taken_out_without_compiling_anew(office: Calendar) -> None:
    start, end = at("04-02 09:00"), at("04-07 10:00")
    pause = (at("04-02 16:00"), at("04-03 12:00"))
    ticket = office.without([pause])
    assert office.elapsed(start, end) - ticket.elapsed(start, end) == office.elapsed(*pause) == HOUR
    assert ticket.next_close(at("04-02 15:00")) == pause[0]
    assert [p.reason for p in ticket.pieces(at("04-02 15:00"), at("04-02 17:00"))] == ["open", "excluded"]
    assert ticket.document["without"] == [["2026-04-02T14:00:00Z", "2026-04-03T10:00:00Z"]]
    assert pickle.loads(pickle.dumps(ticket)) == ticket != office and office.without([]) == office
    with pytest.raises(sundesk.InvalidInputError, match="segments\\[0\\]"):
        office.without([(end, start)])


def test_business_days_are_a_unit_of_their_own(office: Calendar) -> None:
    thursday = date(2026, 4, 2)
    assert office.is_business_day(thursday) and not office.is_business_day(date(2026, 4, 3))
    assert office.next_business_day(thursday) == date(2026, 4, 4) and office.prev_business_day(date(2026, 4, 7)) == date(2026, 4, 4)
    assert office.business_days_between(thursday, date(2026, 4, 8)) == 3
    assert office.add_business_days(at("04-02 16:30"), 2) == at("04-07 16:30")
    assert office.add_business_days(at("04-02 16:30"), 1, "end_of_day") == at("04-04 12:00")
    assert office.add_business_days(at("04-02 16:30"), 2, time(10)) == at("04-07 10:00") == office.add_business_days(at("04-02 16:30"), 2, "10:00")
    with pytest.raises(TypeError, match="got datetime"):
        office.is_business_day(at("04-02 16:30"))
    with pytest.raises(sundesk.InvalidInputError, match="mode"):
        office.add_business_days(at("04-02 16:30"), 1, "teatime")


def test_never_open_is_none_and_not_a_guess() -> None:
    closed = Calendar({"timezone": "UTC", "weekly": {}})
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert closed.add(now, HOUR) is None and closed.next_open(now) is None and closed.elapsed(now, now + 24 * HOUR) == timedelta()
    assert closed.add_many([now], HOUR).to_list() == [None]


def test_follow_the_sun_as_algebra(office: Calendar) -> None:
    tokyo = Calendar({"timezone": "Asia/Tokyo", "weekly": {day: [["09:00", "17:00"]] for day in WEEKDAYS}})
    both, common, rest = office | tokyo, office & tokyo, office - tokyo
    start, end = at("07-01 00:00"), at("07-02 00:00")
    assert both.elapsed(start, end) == office.elapsed(start, end) + tokyo.elapsed(start, end) - common.elapsed(start, end)
    assert rest.elapsed(start, end) == office.elapsed(start, end) - common.elapsed(start, end)
    assert pickle.loads(pickle.dumps(both)) == both == office.union(tokyo)
    with pytest.raises(sundesk.IncompatibleError, match="same ZoneDb"):
        office | Calendar(tokyo.document, zones=ZoneDb.tzdata())


# Documents


def test_all_faults_come_at_once_with_their_paths() -> None:
    with pytest.raises(sundesk.InvalidInputError) as caught:
        Calendar({"timezone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"], ["9h", "17:00"]]}, "holidays": ["2026-02-30"]})
    paths = {p["path"] for p in caught.value.problems if p["severity"] == "error"}
    assert {"weekly.mon[1]", "holidays[0]"} <= {p.removesuffix(".start") for p in paths}
    with pytest.raises(sundesk.UnknownZoneError):
        Calendar({"timezone": "Mars/Base"})


@pytest.mark.parametrize(
    ("document", "error", "says"),
    [
        ("{", sundesk.InvalidInputError, "EOF"),
        ('{"timezone": "UTC", "colour": 1}', sundesk.InvalidInputError, "colour"),
        ([], TypeError, "expected a mapping or JSON text, got list"),
        ({"timezone": object()}, TypeError, "document.timezone: expected what a document can hold, got object"),
        ({"timezone": "UTC", 7: 1}, TypeError, "document: expected keys that are text or dates, got int"),
        ({"timezone": float("nan")}, sundesk.InvalidInputError, "document.timezone.*finite"),
        ({"timezone": 2**70}, sundesk.OutOfRangeError, "64 bits"),
    ],
)
def test_documents_that_cannot_be_read(document: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        Calendar(document)


def test_the_limits_of_a_document_at_their_edges() -> None:
    def nested(levels: int) -> Any:
        value: Any = "09:00-17:00"
        for _ in range(levels - 2):
            value = [value]
        return {"timezone": "UTC", "x": value}

    with pytest.raises(sundesk.InvalidInputError, match="unknown field"):
        Calendar(nested(101))
    with pytest.raises(sundesk.LimitExceededError, match="100 levels"):
        Calendar(nested(102))
    # The mapping, the list and its items.
    with pytest.raises(sundesk.LimitExceededError, match="10000 holidays"):
        Calendar({"holidays": ["2026-01-01"] * (MAX_DOCUMENT_VALUES - 2)})
    with pytest.raises(sundesk.LimitExceededError, match=f"{MAX_DOCUMENT_VALUES} values"):
        Calendar({"holidays": ["2026-01-01"] * (MAX_DOCUMENT_VALUES - 1)})


def test_a_document_that_contains_itself_is_refused() -> None:
    loop: dict[str, Any] = {"timezone": "UTC"}
    loop["union"] = [loop]
    with pytest.raises(sundesk.LimitExceededError, match="100 levels"):
        Calendar(loop)
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(sundesk.LimitExceededError):
        Calendar({"timezone": "UTC", "holidays": deep})


def test_python_values_inside_a_document() -> None:
    """Dates as keys and values, times, tuples, mappings: what other packages give."""
    from types import MappingProxyType

    hours = Calendar(
        MappingProxyType(
            {
                "timezone": "UTC",
                "weekly": {"thu": ((time(9), time(17, 30)),)},
                "holidays": [{"date": date(2026, 1, 1), "name": "New Year"}],
                "exceptions": {date(2026, 1, 3): [["10:00", "11:00"]]},
            }
        )
    )
    assert hours.document["weekly"] == {"thu": [["09:00", "17:30"]]}
    assert not hours.is_business_day(date(2026, 1, 1)) and hours.is_business_day(date(2026, 1, 3))
    with pytest.raises(sundesk.SundeskError):
        Calendar({"timezone": "UTC", "weekly": {"mon": [[Decimal("9.5"), "17:00"]]}})


class FilledOnLookUp(dict[date, str]):
    """As the package `holidays` has it: without years there is nothing until a date is asked for."""

    def __contains__(self, key: object) -> bool:
        assert isinstance(key, date)
        self.setdefault(date(key.year, 5, 1), "Labour Day")
        return super().__contains__(key)


def test_holidays_that_fill_on_look_up_were_none_at_all() -> None:
    germany = FilledOnLookUp()
    week = {"timezone": "Europe/Berlin", "weekly": {"fri": [["09:00", "17:00"]]}}
    with pytest.raises(sundesk.InvalidInputError, match=r"holidays.*years=range.*still empty"):
        Calendar({**week, "holidays": germany})
    with pytest.raises(sundesk.InvalidInputError, match="still empty"):
        import_calendar("osm", "Mo-Fr 09:00-17:00; PH off", timezone="UTC", holidays=germany, years=(2026, 2026))
    assert Calendar({**week, "holidays": {}}).holidays_known_until is None
    assert date(2026, 1, 1) not in germany
    hours = Calendar({**week, "holidays": germany})
    assert not hours.is_business_day(date(2026, 5, 1))
    assert hours.holidays_known_until == date(2026, 12, 31), "what has been looked up, and no further"


def test_a_mapping_of_public_holidays_is_taken_as_it_is() -> None:
    hours = Calendar({"timezone": "UTC", "weekly": {"thu": [["09:00", "17:00"]]}, "holidays": {date(2026, 1, 1): "New Year's Day"}})
    pieces = hours.pieces(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC))
    assert [(p.reason, p.name) for p in pieces] == [("holiday", "New Year's Day")]


def test_the_release_of_the_rules_is_told(office: Calendar) -> None:
    assert office.tzdb_release == ZoneDb.bundled().release
    newest = Calendar(OFFICE, zones=ZoneDb.tzdata())
    assert newest.tzdb_release == ZoneDb.tzdata().release and newest != office
    assert pickle.loads(pickle.dumps(newest)) == newest


# Values


def test_values_compare_hash_print_and_pickle(office: Calendar) -> None:
    same = Calendar(json.dumps(OFFICE))
    assert same == office and hash(same) == hash(office) and same.fingerprint == office.fingerprint
    assert pickle.loads(pickle.dumps(office)) == office
    assert Calendar(office.document) == office
    assert repr(office) == f'<Calendar "Berlin office" in Europe/Berlin ({office.tzdb_release})>'
    segment = office.segments(at("04-02 16:00"), at("04-03 00:00"))[0]
    piece = office.pieces(at("04-03 00:00"), at("04-04 00:00"))[0]
    assert repr(segment) == "<Segment 2026-04-02T16:00:00+02:00 .. 2026-04-02T17:00:00+02:00>"
    assert repr(piece) == '<Piece 2026-04-03T00:00:00+02:00 .. 2026-04-04T00:00:00+02:00 holiday "Good Friday">'
    for value in (segment, piece):
        again = pickle.loads(pickle.dumps(value))
        assert again == value and hash(again) == hash(value) and again.start.tzinfo is BERLIN
    with pytest.raises(AttributeError):
        office.timezone = "UTC"  # type: ignore[misc]


def test_naive_datetimes_are_refused_by_name(office: Calendar) -> None:
    with pytest.raises(TypeError, match="start: .*naive"):
        office.add(datetime(2026, 4, 2), HOUR)
    with pytest.raises(TypeError, match="end: .*naive"):
        office.elapsed(at("04-02 16:00"), datetime(2026, 4, 2))
    with pytest.raises(TypeError, match="amount: expected a timedelta, got int"):
        office.add(at("04-02 16:00"), 3600)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"start\[1\]: .*naive"):
        office.elapsed_many([at("04-02 16:00"), datetime(2026, 4, 2)], at("04-02 16:00"))


# Columns


def test_columns_agree_with_single_calls(office: Calendar) -> None:
    starts = [at("04-02 16:00") + n * timedelta(minutes=37) for n in range(500)]
    ends = [start + n * HOUR for n, start in enumerate(starts)]
    elapsed = office.elapsed_many(starts, ends)
    assert elapsed.to_list() == [office.elapsed(a, b) for a, b in zip(starts, ends, strict=True)]
    landed = office.add_many(starts, elapsed)
    assert landed.to_list() == [office.add(s, e) for s, e in zip(starts, elapsed.to_list(), strict=True)]
    assert landed.zone == "Europe/Berlin"


def test_one_value_for_all_rows_and_missing_values(office: Calendar) -> None:
    starts = np.array(["2026-04-02T14:00", "NaT", "2026-04-07T08:00"], "datetime64[s]")
    landed = office.add_many(starts, HOUR)
    assert landed.to_list() == [at("04-02 17:00"), None, at("04-07 11:00")]
    assert office.elapsed_many(at("04-02 16:00"), landed).to_list() == [HOUR, None, 5 * HOUR]
    assert np.asarray(landed)[0] == np.datetime64("2026-04-02T15:00")
    assert len(office.elapsed_many(at("04-02 16:00"), at("04-02 17:00"))) == 1


def test_columns_that_do_not_fit(office: Calendar) -> None:
    with pytest.raises(ValueError, match="start has 2 rows and end has 1"):
        office.elapsed_many([at("04-02 16:00")] * 2, [at("04-02 16:00")])
    with pytest.raises(sundesk.OutOfRangeError, match=r"start\[1\]"):
        office.elapsed_many(np.array([0, 10**18]), np.array([0, 0]))
    with pytest.raises(sundesk.OutOfRangeError, match=r"start\[1\]"):
        office.add_many(np.array([0, 10**18]), HOUR)
    assert len(office.add_many([], HOUR)) == 0


def test_threads_share_a_calendar_and_batches_release_the_interpreter(office: Calendar) -> None:
    rows = 2_000_000
    starts = np.arange(rows, dtype="i8") * 3_600_000_000 // 10 + 1_700_000_000_000_000
    stop, ticks = threading.Event(), 0

    def tick() -> None:
        nonlocal ticks
        while not stop.is_set():
            ticks += 1
            stop.wait(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: office.add_many(starts, HOUR), range(2)))
    stop.set()
    ticker.join()
    assert results[0] == results[1] and results[0].null_count == 0
    assert ticks > 5


def test_many_calls_do_not_grow_the_process(office: Calendar) -> None:
    resource = pytest.importorskip("resource")
    starts = np.arange(100_000, dtype="i8") * 60_000_000

    def round_trip() -> None:
        column = office.add_many(starts, HOUR)
        np.asarray(column)
        Column.instants(column)
        pickle.loads(pickle.dumps(office))
        with pytest.raises(sundesk.InvalidInputError):
            Calendar({"timezone": "UTC", "weekly": {"mon": [["9h", "10:00"]]}})

    for _ in range(5):
        round_trip()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(40):
        round_trip()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 16_000, f"{grown} KiB more"  # 40 rounds of 3 MB columns would be 120 MB
