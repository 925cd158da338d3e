"""The embeddable engine of a follow-the-sun service desk.

Business calendars, SLA clocks, ticket logs, service metrics and localized templates. Every answer is a function of its arguments: the library
reads no clock, so you pass `now`. Datetimes are aware, durations are `timedelta`, values are frozen, errors are one exception class per kind.
"""

from __future__ import annotations

from ._core import (
    Calendar,
    Column,
    EventLog,
    LocalTime,
    Piece,
    Segment,
    Transition,
    Zone,
    ZoneDb,
    __version__,
)
from ._errors import (
    IncompatibleError,
    InconsistentLogError,
    InternalError,
    InvalidInputError,
    IoError,
    LimitExceededError,
    MissingTextError,
    NotFoundError,
    OutOfRangeError,
    SundeskError,
    UnknownZoneError,
)

__all__ = [
    "Calendar",
    "Column",
    "EventLog",
    "IncompatibleError",
    "InconsistentLogError",
    "InternalError",
    "InvalidInputError",
    "IoError",
    "LimitExceededError",
    "LocalTime",
    "MissingTextError",
    "NotFoundError",
    "OutOfRangeError",
    "Piece",
    "Segment",
    "SundeskError",
    "Transition",
    "UnknownZoneError",
    "Zone",
    "ZoneDb",
    "__version__",
]
