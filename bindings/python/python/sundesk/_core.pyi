from typing import Any, Final, SupportsIndex, final

__all__ = ["__version__", "Column"]

__version__: Final[str]
"""
The version of the library.
"""

@final
class Column:
    """
    A column of answers: instants or durations, missing where there is no answer.

    It is a sequence of aware datetimes or timedeltas (`None` where missing), `numpy.asarray` makes `datetime64[us]` (UTC) or `timedelta64[us]` of it
    (NaT where missing), and `copy_into` fills any writable int64 buffer with microseconds (-2**63 where missing).

    >>> from sundesk import Column
    >>> Column.durations([60_000_000, None])
    <Column of 2 durations, 1 missing>
    >>> Column.durations([60_000_000, None])[0]
    datetime.timedelta(seconds=60)
    """
    def __array__(self, /, dtype: "typing.Any" = None, copy: "bool | None" = None) -> "typing.Any": ...
    def __eq__(self, other: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> Any: ...
    def __hash__(self, /) -> int: ...
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[Any, tuple]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, kind: str, bytes: bytes, zone: str | None) -> Column: ...
    def copy_into(self, /, target: "object") -> "None":
        """
        Writes the microseconds of all rows into a writable int64 buffer of the same length, such as `numpy.empty(len(column), "i8")`.
        """
    @staticmethod
    def durations(values: "object") -> Column:
        """
        A column of durations from timedeltas, numpy, pandas, or int64 microseconds.
        """
    @staticmethod
    def instants(values: "object", zone: "str | None" = None) -> Column:
        """
        A column of instants from datetimes, numpy, pandas, or int64 microseconds since the epoch; shown in `zone`.
        """
    @property
    def kind(self, /) -> str:
        """
        `"instant"` or `"duration"`.
        """
    @property
    def null_count(self, /) -> int:
        """
        How many rows have no answer.
        """
    def to_list(self, /) -> list[Any]:
        """
        All rows as a list of datetimes or timedeltas, `None` where missing.
        """
    def to_numpy(self, /) -> "typing.Any":
        """
        A numpy array: `datetime64[us]` in UTC or `timedelta64[us]`, NaT where missing.
        """
    def to_pandas(self, /) -> "typing.Any":
        """
        A pandas Series: instants in the column's zone, or timedeltas, NaT where missing.
        """
    @property
    def zone(self, /) -> str | None:
        """
        The zone instants are shown in; `None` for UTC and for durations.
        """
