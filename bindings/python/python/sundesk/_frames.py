"""Frames as the CSV that a log is read from, and as the rows of a roster."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from datetime import datetime, time
from importlib import import_module
from typing import Any

from ._errors import InvalidInputError, refused

EXACT = 2**53
"""Up to here every whole number has a float of its own."""


def csv_of_frame(frame: Any) -> bytes:
    """A frame of pandas or polars, lazy ones too, or an Arrow table as CSV. Instants are written whole, those with a zone with their offset; whole numbers
    that a gap made floats are whole again."""
    if type(frame).__name__ == "LazyFrame" and hasattr(frame, "collect"):
        frame = frame.collect()
    pd = sys.modules.get("pandas")
    if pd is not None and isinstance(frame, pd.DataFrame):
        return csv_of_pandas(pd, frame)
    if hasattr(frame, "write_csv"):
        return csv_of_polars(frame)
    if hasattr(frame, "to_csv"):
        text: str = frame.to_csv(index=False)
        return text.encode()
    return csv_of_arrow(frame)


def csv_of_pandas(pd: Any, frame: Any) -> bytes:
    made = {}
    for place, name in enumerate(frame.columns):
        column = frame.iloc[:, place]
        if isinstance(column.dtype, pd.ArrowDtype):
            column = column.astype(object) if pd.api.types.is_datetime64_any_dtype(column.dtype) else column
        if pd.api.types.is_datetime64_any_dtype(column.dtype):
            column = column.map(lambda at: at.isoformat(sep=" "), na_action="ignore").astype(object)
        elif pd.api.types.is_float_dtype(column.dtype) and whole(str(name), column.dropna()):
            column = column.astype("Int64")
        made[place] = column
    written = pd.DataFrame(made)
    written.columns = frame.columns
    text: str = written.to_csv(index=False)
    return text.encode()


def whole(name: str, values: Any) -> bool:
    """Whether all of a column of floats are whole numbers, each of which has a float of its own."""
    if len(values) == 0 or not bool((values == values.round()).all()):
        return False
    if bool((abs(values) >= EXACT).any()):
        raise lost(name)
    return True


def lost(name: str) -> InvalidInputError:
    expected = "text or int64: floats past 2**53 have lost digits"
    return InvalidInputError(f"{name}: whole numbers as floats; expected {expected}", path=name, expected=expected)


def csv_of_polars(frame: Any) -> bytes:
    """A frame of polars as CSV, its instants without a zone as pandas and Arrow write them; those with a zone keep their offset."""
    pl = import_module("polars")
    written = []
    for name, kind in frame.schema.items():
        if str(kind).startswith("Datetime") and getattr(kind, "time_zone", None) is None:
            written.append(frame[name].dt.strftime("%Y-%m-%d %H:%M:%S%.f").alias(name))
        elif str(kind) in ("Float32", "Float64") and whole(name, frame[name].drop_nulls().drop_nans()):
            written.append(frame[name].fill_nan(None).cast(pl.Int64).alias(name))
    text: str = frame.with_columns(*written).write_csv()
    return text.encode()


def csv_of_arrow(source: Any) -> bytes:
    pa, pc, csv = import_module("pyarrow"), import_module("pyarrow.compute"), import_module("pyarrow.csv")
    table = pa.table(source)
    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        kind = column.type
        if pa.types.is_timestamp(kind):
            zoned = kind.tz is not None
            instants = pc.local_timestamp(column.cast(pa.timestamp(kind.unit, "UTC"))) if zoned else column
            columns.append(pc.strftime(instants, format="%Y-%m-%d %H:%M:%SZ" if zoned else "%Y-%m-%d %H:%M:%S"))
        elif pa.types.is_floating(kind):
            columns.append(whole_of_arrow(pa, pc, name, column))
        else:
            columns.append(column)
    out = io.BytesIO()
    csv.write_csv(pa.table(columns, names=table.column_names), out)
    return out.getvalue()


def whole_of_arrow(pa: Any, pc: Any, name: str, column: Any) -> Any:
    there = pc.if_else(pc.is_nan(column), None, column)
    given = pc.drop_null(there)
    if len(given) == 0 or not pc.all(pc.equal(given, pc.round(given))).as_py():
        return column
    if pc.any(pc.greater_equal(pc.abs(given), float(EXACT))).as_py():
        raise lost(name)
    return there.cast(pa.int64())


ROWS = ("shifts", "overrides", "temporary", "time_off", "assignments", "requirements", "regions")
"""Lists of a roster's document: a row of a frame is an item, a column is a field."""


def roster(frames: Mapping[str, Any]) -> dict[str, Any]:
    """The lists of a roster's document that these frames are."""
    made: dict[str, Any] = {}
    for name, frame in frames.items():
        if name not in (*ROWS, "people", "demand"):
            raise refused(f"{name}: expected one of the frames {', '.join((*ROWS, 'people', 'demand'))}")
        if name == "demand" and "regions" in frames:
            raise refused("demand: expected `regions` or `demand`, got both")
        rows = rows_of(name, frame)
        if name == "people":
            made[name] = people(rows)
        elif name == "demand":
            made["regions"] = regions(rows)
        else:
            made[name] = rows
    return made


def rows_of(name: str, frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of pandas, polars or pyarrow, or of what else has Arrow columns; an empty cell is a field that is left out."""
    pd = sys.modules.get("pandas")
    if pd is not None and isinstance(frame, pd.DataFrame):
        rows = frame.to_dict("records")
    elif hasattr(frame, "to_dicts"):
        rows = frame.to_dicts()
    elif hasattr(frame, "to_pylist"):
        rows = frame.to_pylist()
    elif hasattr(frame, "__arrow_c_stream__"):
        rows = import_module("pyarrow").table(frame).to_pylist()
    else:
        raise refused(f"{name}: expected a frame of pandas, polars or pyarrow, got {type(frame).__name__}")
    return [{str(column): field(str(column), value) for column, value in row.items() if not missing(value)} for row in rows]


DATES = ("valid_from", "valid_to", "except_dates")
"""Columns of dates: pandas has no type for a date, and gives its midnight."""


def field(column: str, value: Any) -> Any:
    """A cell of a column; a date may stand there as its midnight, without a zone."""
    if column in DATES and hasattr(value, "tolist") and not isinstance(value, (str, bytes)):
        value = value.tolist()
    if column in DATES and isinstance(value, (list, tuple)):
        return [field(column, item) for item in value]
    if column in DATES and isinstance(value, datetime) and value.tzinfo is None and value.time() == time():
        return value.date().isoformat()
    return cell(value)


def missing(value: Any) -> bool:
    pd = sys.modules.get("pandas")
    nothing = pd is not None and (value is pd.NaT or value is pd.NA)
    return value is None or nothing or (isinstance(value, float) and value != value)


def cell(value: Any) -> Any:
    """A cell as a document has it: whole numbers as such, for a column with gaps has them as floats; a datetime without a zone as its text."""
    if hasattr(value, "tolist"):  # a scalar or an array of numpy
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [cell(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.isoformat()
    return value


def people(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """People by the column `id`."""
    found: dict[str, Any] = {}
    for i, row in enumerate(rows):
        who = row.pop("id", None)
        if not isinstance(who, str) or who in found:
            raise wrong(f"people[{i}].id", "a name that no row before has", who)
        found[who] = row
    return found


def regions(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Regions of demand: a row is an hour of a region's day, `contacts` what is asked in it; hours without a row have none."""
    found: dict[str, dict[str, Any]] = {}
    first: dict[str, int] = {}
    hours: set[tuple[str, int]] = set()
    for i, row in enumerate(rows):
        name, hour, contacts = (row.pop(column, None) for column in ("region", "hour", "contacts"))
        place = f"demand[{i}]"
        if not isinstance(name, str):
            raise wrong(f"{place}.region", "the name of a region", name)
        if type(hour) is not int or not 0 <= hour < 24 or (name, hour) in hours:
            raise wrong(f"{place}.hour", "a whole hour from 0 to 23, each once", hour)
        if type(contacts) not in (int, float) or not 0 <= contacts <= 1e9:
            raise wrong(f"{place}.contacts", "a number from 0 to 1,000,000,000", contacts)
        hours.add((name, hour))
        at = first.setdefault(name, i)
        region = found.setdefault(name, {**row, "id": name, "share": 0, "hourly": [0] * 24})
        odd = next((c for c in sorted({*row, *rows[at]}) if row.get(c) != rows[at].get(c)), None)
        if odd is not None:
            raise wrong(f"{place}.{odd}", f"{rows[at].get(odd)!r} as in row {at}, of the same region", row.get(odd))
        region["hourly"][hour] = contacts
        region["share"] += contacts
    return list(found.values())


def wrong(path: str, expected: str, got: Any) -> InvalidInputError:
    shown = "nothing" if got is None else repr(got)
    return InvalidInputError(f"{path}: expected {expected}, got {shown}", path=path, value="" if got is None else str(got), expected=expected)
