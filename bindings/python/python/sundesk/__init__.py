"""The embeddable engine of a follow-the-sun service desk.

Business calendars, SLA clocks, ticket logs, service metrics and localized templates. Every answer is a function of its arguments: the library
reads no clock, so you pass `now`. Datetimes are aware, durations are `timedelta`, values are frozen, errors are one exception class per kind.
"""

from __future__ import annotations

from ._core import (
    AlertReport,
    Calendar,
    Column,
    CycleReport,
    DueHandle,
    DueIndex,
    EventLog,
    Explanation,
    LocalTime,
    MetricReport,
    Piece,
    PolicySet,
    Segment,
    SlaReport,
    Transition,
    Zone,
    ZoneDb,
    import_calendar,
    import_holidays,
    metrics_report,
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
    "AlertReport",
    "Calendar",
    "Column",
    "CycleReport",
    "DueHandle",
    "DueIndex",
    "EventLog",
    "Explanation",
    "IncompatibleError",
    "InconsistentLogError",
    "InternalError",
    "InvalidInputError",
    "IoError",
    "LimitExceededError",
    "LocalTime",
    "MetricReport",
    "MissingTextError",
    "NotFoundError",
    "OutOfRangeError",
    "Piece",
    "PolicySet",
    "Segment",
    "SlaReport",
    "SundeskError",
    "Transition",
    "UnknownZoneError",
    "Zone",
    "ZoneDb",
    "__version__",
    "import_calendar",
    "import_holidays",
    "metrics_report",
]
