"""Columns of other libraries as int64 microseconds, and back. numpy and pandas are imported only when the caller's values come from them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._core import Column


def plain(name: str, kind: str, values: Any) -> Any:
    """`values` as something with an int64 buffer in microseconds, or as a list of objects."""
    module = type(values).__module__.partition(".")[0]
    if module == "pandas":
        values = _of_pandas(name, kind, values)
    elif module == "numpy":
        pass
    else:
        return values
    if values.ndim != 1:
        raise TypeError(f"{name}: expected one dimension, got {values.ndim}")
    letter, unit = ("M", "datetime64[us]") if kind == "instant" else ("m", "timedelta64[us]")
    if values.dtype.kind == letter:
        return values.astype(unit).view("i8")
    if values.dtype.kind in "iu" and values.dtype.itemsize <= 8 and values.dtype != "uint64":
        return values.astype("i8", copy=False)
    if values.dtype.kind == "O":
        return values.tolist()
    raise TypeError(f"{name}: expected a column of {kind}s, got numpy {values.dtype}")


def _of_pandas(name: str, kind: str, values: Any) -> Any:
    dtype = values.dtype
    if kind == "instant" and dtype.kind == "M":
        if getattr(dtype, "tz", None) is None and "UTC" not in str(dtype):
            raise TypeError(
                f"{name}: expected aware datetimes, got a naive pandas column; say which zone it is in with .dt.tz_localize(...)"
            )
        return values.to_numpy(dtype="datetime64[us]")
    if kind == "duration" and dtype.kind == "m":
        return values.to_numpy(dtype="timedelta64[us]")
    return values.to_numpy()


def to_numpy(column: Column) -> Any:
    np = import_module("numpy")

    out = np.empty(len(column), "i8")
    column.copy_into(out)
    return out.view("datetime64[us]" if column.kind == "instant" else "timedelta64[us]")


def to_pandas(column: Column) -> Any:
    pd = import_module("pandas")

    series = pd.Series(to_numpy(column))
    return series.dt.tz_localize("UTC").dt.tz_convert(column.zone or "UTC") if column.kind == "instant" else series
