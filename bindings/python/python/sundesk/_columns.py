"""Columns of other libraries as int64 microseconds, and back. numpy and pandas are used only where the caller already does."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from ._errors import refused

if TYPE_CHECKING:
    from ._core import Column

NULL = -(2**63)
"""A missing value, which is also what numpy's NaT is."""
MOST = 2**63 - 1

# Microseconds per tick of each numpy unit of fixed length, as multiplier and divisor.
PER_TICK = {
    "W": (604_800_000_000, 1),
    "D": (86_400_000_000, 1),
    "h": (3_600_000_000, 1),
    "m": (60_000_000, 1),
    "s": (1_000_000, 1),
    "ms": (1_000, 1),
    "us": (1, 1),
    "ns": (1, 10**3),
    "ps": (1, 10**6),
    "fs": (1, 10**9),
    "as": (1, 10**12),
}


class Plain(NamedTuple):
    """What the extension reads: an int64 buffer, a list of objects, or an object it is left to look at itself."""

    values: Any
    index: Any = None
    """The index of a pandas Series."""
    fault: tuple[int, str] | None = None
    """The first row that 64 bits of microseconds cannot hold, and what stood there."""


def plain(name: str, kind: str, values: Any) -> Plain:
    """A column of numpy or pandas as microseconds, -2**63 where missing; anything else as it is."""
    pd, np = sys.modules.get("pandas"), sys.modules.get("numpy")
    index = None
    if pd is not None and isinstance(values, (pd.Series, pd.Index, pd.DataFrame, pd.api.extensions.ExtensionArray)):
        index = values.index if isinstance(values, pd.Series) else None
        values = _of_pandas(pd, name, kind, values)
    if np is not None and isinstance(values, np.ndarray):
        return _of_numpy(np, name, kind, values)._replace(index=index)
    return Plain(values, index)


def scalar(name: str, kind: str, value: Any) -> Any:
    """What an item of a list stands for that is no datetime or timedelta of Python's: microseconds, NULL where missing, the text of
    what 64 bits cannot hold; `None` where it is neither."""
    if isinstance(value, float):
        return NULL if value != value else None
    pd, np = sys.modules.get("pandas"), sys.modules.get("numpy")
    if pd is not None and (value is pd.NaT or value is pd.NA):
        return NULL
    if np is None:
        return None
    if value is np.ma.masked:
        return NULL
    letter = "M" if kind == "instant" else "m"
    if isinstance(value, np.generic) and value.dtype.kind in letter + "iu":
        made = _of_numpy(np, name, kind, np.asarray([value]))
        return int(made.values[0]) if made.fault is None else made.fault[1]
    if isinstance(value, (np.datetime64, np.timedelta64)) and np.isnat(value):
        return NULL
    return None


def _of_pandas(pd: Any, name: str, kind: str, values: Any) -> Any:
    """The column as a numpy array, masked where it has a mask of its own, or as an Arrow column."""
    if isinstance(values, pd.DataFrame):
        raise refused(f"{name}: expected a column, got a DataFrame")
    dtype = values.dtype
    if isinstance(dtype, pd.ArrowDtype):
        return getattr(values, "array", values).__arrow_array__()
    wanted = refused(f"{name}: expected a column of {kind}s, got pandas {dtype}")
    if dtype.kind == "M" and isinstance(dtype, pd.DatetimeTZDtype):
        if kind != "instant":
            raise wanted
        return values.to_numpy(dtype=f"datetime64[{dtype.unit}]")
    if dtype.kind == "M" and kind == "instant":
        raise refused(f"{name}: expected aware datetimes, got a naive pandas column; say which zone it is in with .dt.tz_localize(...)")
    if isinstance(dtype, pd.api.extensions.ExtensionDtype):
        if dtype.kind not in "iu" or not hasattr(dtype, "numpy_dtype"):
            raise wanted
        np = import_module("numpy")
        return np.ma.MaskedArray(values.to_numpy(dtype=dtype.numpy_dtype, na_value=0), mask=np.asarray(values.isna()))
    return values.to_numpy()


def _of_numpy(np: Any, name: str, kind: str, values: Any) -> Plain:
    if values.ndim != 1:
        raise refused(f"{name}: expected one dimension, got {values.ndim}")
    dtype = values.dtype
    if dtype.kind == "O":
        return Plain(values.tolist())  # `None` where masked
    if dtype.kind not in ("iuM" if kind == "instant" else "ium") or dtype.itemsize > 8:
        raise refused(f"{name}: expected a column of {kind}s, got numpy {dtype}")
    mask = np.ma.getmask(values)
    values = np.ma.getdata(values).astype(dtype.newbyteorder("="), copy=False)
    missing = np.isnat(values) if dtype.kind in "mM" else np.zeros(len(values), bool)
    if mask is not np.ma.nomask:
        missing = missing | mask
    us, outside = _micros(np, name, values, missing)
    fault = None
    if outside.any():
        row = int(outside.argmax())
        fault = row, str(values[row]) if dtype.kind in "iu" else f"{values.view('i8')[row]} in {dtype}"
    if missing.any():
        us = np.where(missing, NULL, us)
    return Plain(us, fault=fault)


def _micros(np: Any, name: str, values: Any, missing: Any) -> tuple[Any, Any]:
    """Microseconds of each row, and which of the rows that are there do not fit. What stands in a missing row means nothing."""
    none = np.zeros(len(values), bool)
    if values.dtype.kind in "iu":
        return values.astype("i8", copy=False), ~missing & (values > MOST) if values.dtype == "u8" else none
    unit, count = np.datetime_data(values.dtype)
    ticks = values.view("i8")
    if unit == "generic" and not missing.all():
        raise refused(f"{name}: a numpy {values.dtype} without a unit says no length; give one, such as timedelta64[s]")
    if unit in ("Y", "M") and values.dtype.kind == "m" and not missing.all():
        raise refused(f"{name}: a numpy {values.dtype} has no fixed length; give weeks or less")
    if unit in ("Y", "M"):
        outside = ~missing & (abs(ticks) > 12_000 // count)  # past every supported year, far from what numpy would wrap
        return np.where(missing | outside, 0, ticks).view(values.dtype).astype("datetime64[us]").view("i8"), outside
    multiplier, divisor = PER_TICK.get(unit, (1, 1))
    multiplier *= count
    if multiplier == 1:
        return ticks if divisor == 1 else ticks // divisor, none
    most = MOST // multiplier
    outside = ~missing & ((ticks > most) | (ticks < -most))
    return np.where(missing | outside, 0, ticks) * multiplier // divisor, outside


def array_interface(column: Column) -> dict[str, Any]:
    """What `numpy.asarray` reads. Not `__array__`: pandas would take its naive datetimes, and the zone would be lost in a frame."""
    values = to_numpy(column)
    return {"version": 3, "shape": values.shape, "typestr": values.dtype.str, "data": values.view("i8")}


def to_numpy(column: Column) -> Any:
    np = import_module("numpy")

    out = np.empty(len(column), "i8")
    column.copy_into(out)
    return out.view("datetime64[us]" if column.kind == "instant" else "timedelta64[us]")


def to_pandas(column: Column, index: Any) -> Any:
    pd = import_module("pandas")

    series = pd.Series(to_numpy(column), index=index)
    return series.dt.tz_localize("UTC").dt.tz_convert(column.zone or "UTC") if column.kind == "instant" else series


def same_index(left: Any, right: Any) -> bool:
    """Whether two pandas indexes name the same rows in the same order."""
    return left is right or bool(left.equals(right))
