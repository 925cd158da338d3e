"""Columns in and out: lists, buffers, numpy, pandas; missing values stay missing."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from sundesk import Calendar, Column, OutOfRangeError, UnknownZoneError

DAY = datetime(2024, 3, 1, 9, 30, tzinfo=timezone.utc)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
HOUR_US = 3_600_000_000


def test_a_list_of_datetimes_keeps_its_order_and_gaps() -> None:
    column = Column.instants([DAY, None, DAY + timedelta(microseconds=1)])
    assert (len(column), column.null_count, column.kind, column.zone) == (3, 1, "instant", None)
    assert column.to_list() == [DAY, None, DAY + timedelta(microseconds=1)]
    assert list(column) == column.to_list()
    assert column[-1] == column[2]


def test_a_column_in_a_zone_shows_local_time() -> None:
    shown = Column.instants([DAY], zone="Asia/Tokyo")[0]
    assert shown is not None and shown.isoformat() == "2024-03-01T18:30:00+09:00"


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_numpy_datetime64_is_read_as_utc_in_each_unit(unit: str) -> None:
    values = np.array(["2024-03-01T09:30", "NaT"], dtype=f"datetime64[{unit}]")
    assert Column.instants(values).to_list() == [DAY, None]


def test_numpy_timedelta64_and_int64() -> None:
    assert Column.durations(np.array([90, "NaT"], dtype="timedelta64[s]")).to_list() == [timedelta(seconds=90), None]
    assert Column.durations(np.array([90_000_000])).to_list() == [timedelta(seconds=90)]
    assert Column.durations(np.array([1, 2, 3, 4], dtype="i4")[::2]).to_list() == [timedelta(microseconds=n) for n in (1, 3)]


def test_int64_buffers_are_microseconds() -> None:
    values = array("q", [0, 1_000_000])
    for buffer in (values, memoryview(values)):
        assert Column.durations(buffer).to_list() == [timedelta(0), timedelta(seconds=1)]


def test_out_through_numpy_and_buffers() -> None:
    column = Column.instants([DAY, None])
    out = np.asarray(column)
    assert out.dtype == "datetime64[us]" and out[0] == np.datetime64("2024-03-01T09:30") and np.isnat(out[1])
    target = array("q", [0, 0])
    column.copy_into(target)
    assert target[1] == -(2**63)
    assert np.asarray(Column.durations([timedelta(seconds=1)])).dtype == "timedelta64[us]"
    for wrong in (array("q", [0]), array("d", [0, 0]), b"\0" * 16, [0, 0]):
        with pytest.raises(TypeError, match="target"):
            column.copy_into(wrong)


def test_pandas_columns_in_and_out() -> None:
    pd = pytest.importorskip("pandas")
    series = pd.Series(pd.to_datetime(["2024-03-01T10:30+01:00", None], utc=True)).dt.tz_convert("Europe/Berlin")
    column = Column.instants(series)
    assert column.to_list() == [DAY, None]
    assert Column.instants(pd.DatetimeIndex(series)).to_list() == [DAY, None]
    assert str(Column.instants(series, zone="Europe/Berlin").to_pandas().dtype) == "datetime64[us, Europe/Berlin]"
    with pytest.raises(TypeError, match="naive pandas column"):
        Column.instants(pd.Series(pd.to_datetime(["2024-03-01"])))


def test_values_of_the_wrong_kind_are_named() -> None:
    with pytest.raises(TypeError, match=r"values\[1\]: expected an aware datetime, got a naive one"):
        Column.instants([DAY, DAY.replace(tzinfo=None)])
    with pytest.raises(TypeError, match=r"values\[0\]: expected an aware datetime, got str"):
        Column.instants(["2024-03-01"])
    with pytest.raises(TypeError, match="got numpy float64"):
        Column.instants(np.array([1.5]))
    with pytest.raises(TypeError, match="one dimension"):
        Column.instants(np.zeros((2, 2), "i8"))
    with pytest.raises(TypeError, match="expected a list"):
        Column.instants({"a": 1})
    with pytest.raises(TypeError, match="expected durations, got a column of instants"):
        Column.durations(Column.instants([DAY]))


def test_values_compare_hash_print_and_pickle() -> None:
    column = Column.instants([DAY, None], zone="Europe/Athens")
    assert repr(column) == "<Column of 2 instants in Europe/Athens, 1 missing>"
    assert pickle.loads(pickle.dumps(column)) == column
    assert hash(Column.instants([DAY, None], zone="Europe/Athens")) == hash(column)
    assert column != Column.instants([DAY, None]) and column != 1
    with pytest.raises(IndexError):
        column[2]
    with pytest.raises(AttributeError):
        column.zone = "UTC"  # type: ignore[misc]


def test_arrow_columns_in_and_out() -> None:
    pa = pytest.importorskip("pyarrow")
    times = pa.array([DAY, None, DAY + timedelta(seconds=1)], pa.timestamp("ms", "Europe/Berlin"))
    assert Column.instants(times).to_list() == [DAY, None, DAY + timedelta(seconds=1)]
    assert Column.instants(times[1:]).to_list() == [None, DAY + timedelta(seconds=1)]
    assert Column.instants(pa.chunked_array([times, times[:1]])).null_count == 1
    assert Column.durations(pa.array([90, None], pa.duration("s"))).to_list() == [timedelta(seconds=90), None]
    assert Column.durations(pa.array([1, None])).to_list() == [timedelta(microseconds=1), None]
    back = pa.array(Column.instants(times, zone="Europe/Berlin"))
    assert back.type == pa.timestamp("us", "Europe/Berlin") and back.null_count == 1 and back[0].as_py() == DAY
    assert pa.array(Column.durations([timedelta(seconds=1), None])).to_pylist() == [timedelta(seconds=1), None]
    with pytest.raises(TypeError, match="naive Arrow column"):
        Column.instants(pa.array([DAY.replace(tzinfo=None)]))
    with pytest.raises(TypeError, match="got Arrow Utf8"):
        Column.instants(pa.array(["2024-03-01"]))


def test_nanoseconds_before_the_epoch_are_cut_toward_the_past() -> None:
    pa = pytest.importorskip("pyarrow")
    assert Column.durations(pa.array([-1], pa.duration("ns"))).to_list() == [timedelta(microseconds=-1)]
    assert Column.durations(np.array([-1], "timedelta64[ns]")).to_list() == [timedelta(microseconds=-1)]
    assert Column.instants(pa.array([-1], pa.timestamp("ns", "UTC"))).to_list() == [EPOCH - timedelta(microseconds=1)]


def test_polars_columns_in_and_out() -> None:
    pl = pytest.importorskip("polars")
    series = pl.Series([DAY, None], dtype=pl.Datetime("us", "UTC"))
    assert Column.instants(series).to_list() == [DAY, None]
    assert pl.Series(Column.instants(series)).to_list() == [DAY, None]


def test_masked_numpy_arrays_keep_their_mask() -> None:
    times = np.array(["2024-03-01T09:30", "2024-03-01T09:30"], "datetime64[s]")
    for values in (times, times.astype("M8[us]"), times.astype("M8[ns]"), times.astype("M8[us]").view("i8"), np.array([DAY, DAY])):
        assert Column.instants(np.ma.MaskedArray(values, [False, True])).to_list() == [DAY, None], values.dtype
        assert Column.instants(np.ma.MaskedArray(values)).to_list() == [DAY, DAY], values.dtype
    for dtype in ("i4", "i8", "u8", "m8[us]", "m8[ns]"):
        spans = np.ma.MaskedArray(np.array([1_000, 1_000]).astype(dtype), [True, False])
        read = Column.durations(spans)
        assert read.to_list() == [None, timedelta(microseconds=1 if dtype == "m8[ns]" else 1_000)], dtype

    class Mine(np.ma.MaskedArray):  # type: ignore[misc]
        """A class of another module is still a masked array."""

    assert Column.instants(times.view(Mine)).null_count == 0
    masked = times.view(Mine)
    masked[0] = np.ma.masked
    assert Column.instants(masked).to_list() == [None, DAY]


def test_pandas_columns_with_a_mask_of_their_own_keep_it() -> None:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for dtype in ("Int64", "Int32", "UInt64", "int64[pyarrow]"):
        assert Column.durations(pd.Series([5, None], dtype=dtype)).to_list() == [timedelta(microseconds=5), None], dtype
        assert Column.durations(pd.array([5, None], dtype=dtype)).to_list() == [timedelta(microseconds=5), None], dtype
        assert Column.durations(pd.Index([5, None], dtype=dtype)).to_list() == [timedelta(microseconds=5), None], dtype
    for zone in ("UTC", "Europe/Berlin"):
        for unit in ("s", "ms", "us", "ns"):
            times = pd.Series([DAY, None], dtype=f"timestamp[{unit}, tz={zone}][pyarrow]")
            assert Column.instants(times).to_list() == [DAY, None]
            assert Column.instants(pd.Series([DAY, None], dtype=f"datetime64[{unit}, {zone}]")).to_list() == [DAY, None]
    assert Column.durations(pd.Series([timedelta(1), None], dtype="duration[ms][pyarrow]")).to_list() == [timedelta(1), None]
    assert Column.durations(pd.Series([timedelta(1), None])).to_list() == [timedelta(1), None]
    with pytest.raises(TypeError, match="naive Arrow column"):
        Column.instants(pd.Series([DAY.replace(tzinfo=None)], dtype="timestamp[us][pyarrow]"))
    for refused in ("Float64", "category", "boolean", "Sparse[int64]"):
        with pytest.raises(TypeError, match="values: expected a column of durations, got pandas"):
            Column.durations(pd.Series([1, 0], dtype=refused))
    with pytest.raises(TypeError, match="expected a column, got a DataFrame"):
        Column.durations(pd.DataFrame({"a": [1]}))
    with pytest.raises(TypeError, match="expected a column of durations, got pandas datetime64"):
        Column.durations(pd.Series([DAY]))


def test_missing_is_missing_in_every_form() -> None:
    pd = pytest.importorskip("pandas")
    gaps = [None, pd.NaT, pd.NA, float("nan"), np.float64("nan"), np.datetime64("NaT"), np.timedelta64("NaT", "s"), np.ma.masked]
    for gap in gaps:
        assert Column.instants([DAY, gap]).to_list() == [DAY, None], repr(gap)
        assert Column.durations((gap, timedelta(1))).to_list() == [None, timedelta(1)], repr(gap)
        if gap is not np.ma.masked:
            assert Column.instants(pd.Series([DAY, gap], dtype=object)).to_list() == [DAY, None], repr(gap)
    assert Column.instants(np.array(["NaT"], "datetime64")).to_list() == [None]
    # One value for all rows that is missing, and what is no number at all, are refused by name.
    office = Calendar.always_open()
    for gap in (None, pd.NaT):
        with pytest.raises(TypeError, match=f"end: expected .*got {type(gap).__name__}"):
            office.elapsed_many([DAY], gap)
    for odd in (1.5, np.float64(1.5), Decimal("NaN"), "NaT", True, np.bool_(True), DAY.date(), np.datetime64("2024-03-01")):
        with pytest.raises(TypeError, match=r"values\[0\]: expected a timedelta, got"):
            Column.durations([odd])
    with pytest.raises(TypeError, match="got numpy float64"):
        Column.instants(np.array([np.nan]))


def test_scalars_of_numpy_and_pandas_in_a_list() -> None:
    pd = pytest.importorskip("pandas")
    at = np.datetime64("2024-03-01T09:30")
    assert Column.instants([at, pd.Timestamp(DAY), pd.Timestamp(DAY).as_unit("s"), np.int64(0)]).to_list() == [DAY, DAY, DAY, EPOCH]
    spans = [np.timedelta64(90, "s"), pd.Timedelta(90, "s"), pd.Timedelta(90, "s").as_unit("s"), np.int32(90_000_000)]
    assert Column.durations(spans).to_list() == [timedelta(seconds=90)] * 4


INSTANTS_TOO_FAR: list[Callable[[], Any]] = [
    lambda: [DAY, DAY.replace(year=1899)],
    lambda: (DAY, DAY.replace(year=2201)),
    lambda: [0, -(2**62)],
    lambda: [0, 2**80],
    lambda: array("q", [0, 2**62]),
    lambda: np.array([0, 2**63 - 1]),
    lambda: np.array([0, 2**63], "u8"),
    lambda: np.array([0, 2**64 - 1], "u8"),
    lambda: np.array(["2024", "1899"], "M8[us]"),
    lambda: np.array([54, 300_000_000]).view("M8[Y]"),
    lambda: np.array(["2024", "2201"], "M8[Y]"),
    lambda: np.array(["2024-01", "1899-12"], "M8[M]"),
    lambda: np.array([0, 18_446_744_073_710], "M8[s]"),  # 2**64 microseconds and a bit: wrapped, it is in 1970
    lambda: np.array([0, -18_446_744_073_709_552], "M8[ms]"),
    lambda: np.array([0, 30_500_568_904_944], "M8[10s]"),
    lambda: [np.datetime64("2024"), np.datetime64(18_446_744_073_710, "s")],
    lambda: np.ma.MaskedArray(np.array([2**62, 2**62]), [True, False]),
]

SPANS_TOO_FAR: list[Callable[[], Any]] = [
    lambda: [timedelta(0), timedelta.max],
    lambda: [0, 2**63],
    lambda: np.array([0, 2**63], "u8"),
    lambda: np.array([0, 18_446_744_073_710], "m8[s]"),
    lambda: np.array([0, -(2**53)], "m8[h]"),
    lambda: np.array([0, 2**62], "m8[W]"),
    lambda: np.array([0, 2**62], "m8[25us]"),
    lambda: [np.timedelta64(0, "s"), np.timedelta64(18_446_744_073_710, "s")],
    lambda: np.ma.MaskedArray(np.array([2**62, 2**62]).view("m8[s]"), [True, False]),
]


@pytest.mark.parametrize("row", range(len(INSTANTS_TOO_FAR)))
def test_an_instant_out_of_range_is_the_same_error_in_every_form(row: int) -> None:
    with pytest.raises(OutOfRangeError) as caught:
        Column.instants(INSTANTS_TOO_FAR[row]())
    assert (caught.value.path, caught.value.expected) == ("values[1]", "a date from 1900 to 2200")


@pytest.mark.parametrize("row", range(len(SPANS_TOO_FAR)))
def test_a_duration_out_of_range_is_the_same_error_in_every_form(row: int) -> None:
    with pytest.raises(OutOfRangeError) as caught:
        Column.durations(SPANS_TOO_FAR[row]())
    assert (caught.value.path, caught.value.expected) == ("values[1]", "a span of at most 292,000 years")


def test_out_of_range_from_pandas_arrow_and_in_a_calculation() -> None:
    pd, pa = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    office = Calendar.always_open()
    old = datetime(1800, 1, 1, tzinfo=timezone.utc)
    for instants in (
        pd.Series([DAY, old], dtype="datetime64[s, UTC]"),
        pd.Series([DAY, old], dtype=object),
        pd.Series([0, 2**63], dtype="UInt64"),
        pa.array([DAY, old], pa.timestamp("us", "UTC")),
        pa.chunked_array([pa.array([0], pa.timestamp("s", "UTC")), pa.array([2**62], pa.timestamp("s", "UTC"))]),
        pd.Series(pd.arrays.ArrowExtensionArray(pa.array([0, 2**62], pa.timestamp("ms", "UTC")))),
        np.array(["2024-03-01", "1800-01-01"], "M8[s]"),
    ):
        for question in (lambda: office.add_many(instants, timedelta(1)), lambda: office.elapsed_many(instants, DAY)):
            with pytest.raises(OutOfRangeError) as caught:
                question()
            assert (caught.value.path, caught.value.expected) == ("start[1]", "a date from 1900 to 2200")
    with pytest.raises(OutOfRangeError, match=r"amount\[1\]"):
        office.add_many([DAY, DAY], pa.array([0, 2**62], pa.duration("s")))


def test_lengths_that_are_not_fixed_are_refused() -> None:
    for dtype in ("m8[Y]", "m8[M]", "m8[3M]"):
        with pytest.raises(TypeError, match="has no fixed length"):
            Column.durations(np.array([1], dtype))
    with pytest.raises(TypeError, match="without a unit"):
        Column.durations(np.array([1], "m8"))
    assert Column.durations(np.array(["NaT"], "m8[Y]")).to_list() == [None]
    assert Column.instants(np.array(["2024", "NaT"], "M8[Y]")).to_list() == [datetime(2024, 1, 1, tzinfo=timezone.utc), None]
    assert Column.instants(np.array(["1969-12"], "M8[M]")).to_list() == [datetime(1969, 12, 1, tzinfo=timezone.utc)]


@pytest.mark.parametrize("unit", ["W", "D", "h", "m", "s", "ms", "us", "ns", "25s", "7us", "50ns", "ps", ">s", ">ns"])
def test_each_unit_of_numpy_is_read_as_whole_numbers_say(unit: str) -> None:
    order, unit = (unit[0], unit[1:]) if unit[0] == ">" else ("", unit)
    per_tick = {"W": 604_800 * 10**12, "D": 86_400 * 10**12, "h": 3_600 * 10**12, "m": 60 * 10**12, "s": 10**12, "ms": 10**9, "us": 10**6, "ns": 10**3, "ps": 1}
    name = unit.lstrip("0123456789")
    picos = per_tick[name] * int(unit[: -len(name)] or 1)
    ticks = [-1_000_001, -7, -1, 0, 1, 6, 999, 1_000_001]
    expected = [t * picos // 10**6 for t in ticks]
    column = Column.durations(np.array(ticks, "i8").view(f"m8[{unit}]").astype(f"{order}m8[{unit}]"))
    assert np.asarray(column).view("i8").tolist() == expected


def office() -> Calendar:
    return Calendar({"timezone": "Europe/Berlin", "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}})


def test_a_column_goes_into_a_frame_with_its_zone_and_index() -> None:
    pd = pytest.importorskip("pandas")
    opened = pd.Series([DAY, None, DAY + timedelta(days=3)], index=[7, 3, 9], dtype="datetime64[us, UTC]")
    frame = pd.DataFrame({"opened": opened})
    due = office().add_many(frame["opened"], timedelta(hours=1))
    for put in ("item", "series", "assign", "insert", "dict"):
        made = frame.copy()
        if put == "item":
            made["due"] = due
        elif put == "series":
            made["due"] = due.to_pandas()
        elif put == "assign":
            made = made.assign(due=due)
        elif put == "insert":
            made.insert(0, "due", due)
        else:
            made = pd.DataFrame({"due": due}, index=frame.index)
        dtype = made["due"].dtype
        assert (dtype.kind, str(dtype.tz)) == ("M", "Europe/Berlin"), put
        shown = {key: None if at is pd.NaT else at.isoformat() for key, at in made["due"].items()}
        assert shown == {7: "2024-03-01T11:30:00+01:00", 3: None, 9: "2024-03-04T11:30:00+01:00"}, put
    took = office().elapsed_many(frame["opened"], due)
    frame["took"] = took
    assert frame["took"].dtype.kind == "m" and frame["took"][7] == timedelta(hours=1) and frame["took"][3] is pd.NaT
    assert list(took.to_pandas().index) == [7, 3, 9]
    assert list(due.to_pandas(index=list("abc")).index) == ["a", "b", "c"]
    with pytest.raises(ValueError, match="Length"):
        frame["due"] = Column.instants([DAY])


def test_rows_of_different_pandas_indexes_are_not_put_beside_each_other() -> None:
    pd = pytest.importorskip("pandas")
    start = pd.Series([DAY, DAY + timedelta(1)], index=[1, 2])
    end = pd.Series([DAY + timedelta(1), DAY], index=[2, 1])
    with pytest.raises(ValueError, match="start and end have different pandas indexes"):
        Calendar.always_open().elapsed_many(start, end)
    aligned = Calendar.always_open().elapsed_many(start, end.loc[start.index])
    assert aligned.to_list() == [timedelta(0), timedelta(0)]
    assert Calendar.always_open().elapsed_many(start, list(end)).null_count == 0


def test_a_frame_gives_each_hour_of_the_change_its_own_offset() -> None:
    pd = pytest.importorskip("pandas")
    hours = [datetime(2024, 10, 27, h, 30, tzinfo=timezone.utc) for h in (0, 1)]
    frame = pd.DataFrame({"n": [1, 2]})
    frame["at"] = Column.instants(hours, zone="Europe/Berlin")
    assert [at.isoformat() for at in frame["at"]] == ["2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+01:00"]


def test_a_column_keeps_its_index_through_a_pickle() -> None:
    pd = pytest.importorskip("pandas")
    column = Column.durations(pd.Series([1, 2], index=["a", "b"]))
    again = pickle.loads(pickle.dumps(column))
    assert again == column and list(again.to_pandas().index) == ["a", "b"]
    assert Column.durations([1, 2]) == column


def test_an_empty_column_and_an_unknown_zone() -> None:
    assert np.asarray(Column.instants([])).tolist() == [] and list(Column.durations([])) == []
    assert np.asarray(Column.instants([DAY]), dtype="M8[D]")[0] == np.datetime64("2024-03-01")
    with pytest.raises(UnknownZoneError, match="Europe/Berln"):
        Column.instants([DAY], zone="Europe/Berln")
