"""Columns in and out: lists, buffers, numpy, pandas; missing values stay missing."""

from __future__ import annotations

import pickle
from array import array
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from sundesk import Column

DAY = datetime(2024, 3, 1, 9, 30, tzinfo=timezone.utc)


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
    with pytest.raises(ValueError, match="64 bits"):
        Column.durations(pa.array([2**62], pa.duration("s")))


def test_polars_columns_in_and_out() -> None:
    pl = pytest.importorskip("polars")
    series = pl.Series([DAY, None], dtype=pl.Datetime("us", "UTC"))
    assert Column.instants(series).to_list() == [DAY, None]
    assert pl.Series(Column.instants(series)).to_list() == [DAY, None]
