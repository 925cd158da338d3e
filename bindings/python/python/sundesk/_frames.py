"""Frames as the CSV that a log is read from."""

from __future__ import annotations

from typing import Any


def csv_of_polars(frame: Any) -> str:
    """A frame of polars as CSV, its instants without a zone as pandas and Arrow write them; those with a zone keep their offset."""
    naive = [name for name, kind in frame.schema.items() if str(kind).startswith("Datetime") and getattr(kind, "time_zone", None) is None]
    if naive:
        written = [frame[name].dt.strftime("%Y-%m-%d %H:%M:%S%.f").alias(name) for name in naive]
        frame = frame.with_columns(*written)
    text: str = frame.write_csv()
    return text
