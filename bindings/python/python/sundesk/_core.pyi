from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from os import PathLike
from sundesk._report import Report
from sundesk.types import Boundary, Channel, CountBy, Direction, DocumentKind, Fold, Gap, HandleKind, HourCycle, Isolates, LintLevel, ListKind, LocalKind, MetricState, PieceReason, PseudoLocale, QuestionKind, TextFormat, TicketOrder, TimeUnit, UnitWidth
from typing import Any, Final, SupportsFloat, SupportsIndex, final

__all__ = ["__version__", "AlertReport", "Answer", "Binding", "Board", "Bundle", "Calendar", "Column", "CycleReport", "DayPlan", "Delivery", "Desk", "DueHandle", "DueIndex", "ErlangA", "ErlangB", "ErlangC", "EventLog", "Explanation", "Feed", "FigureTable", "FnCtx", "Formatter", "History", "Layers", "Library", "LiveTickets", "LocalTime", "MetricReport", "Money", "Piece", "PolicySet", "Record", "Rendered", "Required", "Review", "Roster", "Segment", "SlaReport", "Store", "Templates", "Transition", "Watch", "Workflow", "Zone", "ZoneDb", "_figures_of", "check_templates", "day_plan", "document_names", "document_schema", "erlang_a", "erlang_a_required", "erlang_b", "erlang_b_required", "erlang_b_traffic", "erlang_c", "erlang_c_max_arrivals", "erlang_c_required", "headcount", "import_calendar", "import_holidays", "import_policies", "metrics", "metrics_report", "negotiate", "parse_accept_language", "pseudo_localize", "question_names", "question_schema", "review", "sms_count", "starter_sources", "template_contracts", "what_if"]

__version__: Final[str]
"""
The version of the library.
"""

@final
class AlertReport:
    """
    One alert of a cycle.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, text: str, zone: str) -> AlertReport: ...
    @property
    def alert(self, /) -> str:
        """
        Its name, `percent-75` unless the policy gives another.
        """
    @property
    def at(self, /) -> datetime | None:
        """
        When it fires; `None` while the clock is paused before it, or when the cycle ended before it.
        """
    @property
    def cycle(self, /) -> int:
        """
        The cycle, counted from 1.
        """
    @property
    def due_at(self, /) -> datetime | None:
        """
        The due instant as foreseen when it fires.
        """
    @property
    def fired(self, /) -> bool:
        """
        Whether that instant has come.
        """
    def key_for(self, /, ticket: str) -> str:
        """
        The idempotent key of this alert on one ticket: a host that remembers keys never sends the same alert twice.
        """
    def to_dict(self, /) -> Any:
        """
        The same as dicts, lists, RFC 3339 text and seconds: what the JSON form holds.
        """

@final
class Answer:
    """
    The answer to a question: its fields are `answer.gaps` or `answer["gaps"]`, as those of a `Report`, with instants as aware `datetime`s in the
    zone of the report (UTC where it has none). `str(answer)` is the text for people, `to_dict()` and `to_json()` are the JSON form for programs, `svg()`
    a picture where there is one.

    >>> from sundesk import Library
    >>> library = Library({"calendar": {"timezone": "Asia/Tokyo", "weekly": {"mon": [["09:00", "17:00"]]}}})
    >>> answer = library.ask("hours", from_="2026-07-06T00:00:00Z", to="2026-07-06T12:00:00Z")
    >>> answer.open_minutes, answer.pieces[0].to.isoformat(), answer.to_dict()["pieces"][0]["to"]
    (480, '2026-07-06T17:00:00+09:00', '2026-07-06T08:00:00Z')
    """
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> Any:
        """
        The figures of the answer as an Arrow stream, a row each (`FigureTable` lists the columns): `polars.DataFrame(answer)`, `pyarrow.table(answer)`.
        `NotFoundError` for an answer that has none.
        """
    def __dir__(self, /) -> list[str]: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getattr__(self, name: str, /) -> Any: ...
    def __getitem__(self, key: str, /) -> Any: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def _repr_svg_(self, /) -> str | None:
        """
        What notebooks show: the picture, where there is one.
        """
    def csv(self, /) -> str:
        """
        The figures of the answer as CSV; `NotFoundError` for an answer that has none.
        """
    def html(self, /) -> str:
        """
        The answer as a self-contained HTML page; `NotFoundError` for an answer that has none.
        """
    def markdown(self, /) -> str:
        """
        The answer as Markdown: what the page says, with tables and without pictures; `NotFoundError` for an answer that has none.
        """
    def svg(self, /) -> str:
        """
        The answer as a self-contained SVG picture; `NotFoundError` for an answer that has none.
        """
    def to_dict(self, /) -> Any:
        """
        The answer as plain dicts and lists: what its JSON form holds, instants as RFC 3339 texts.
        """
    def to_json(self, /) -> str:
        """
        The answer as JSON text, indented.
        """
    def to_report(self, /) -> Report:
        """
        The answer as a `Report`: attributes, and instants as aware `datetime`s.
        """

@final
class Binding:
    """
    Policies tied to their calendars once: `PolicySet.bind` makes it. What `PolicySet.evaluate` sets up for each call is set up here.

    It never changes and may be shared between threads.

    >>> from datetime import datetime, timezone
    >>> from sundesk import Calendar, History, PolicySet
    >>> promises = PolicySet({"metrics": {"first reply": {"kind": "first_reply", "target": "4h"}}}, calendar=Calendar.always_open())
    >>> binding, noon = promises.bind(), datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
    >>> history = History([{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester"}])
    >>> binding.metric(history, noon, "first reply").state
    'running'
    >>> history.push({"at": "2026-03-02T11:00:00Z", "type": "reply", "by": "agent"})
    >>> binding.evaluate(history, noon).metrics["first reply"].state
    'met'
    """
    def __repr__(self, /) -> str: ...
    def evaluate(self, /, events: History | Sequence[Any], now: datetime) -> SlaReport:
        """
        Where every metric of a ticket stands at `now`; `events` is a `History` or a list of events.
        """
    def explain(self, /, events: History | Sequence[Any], now: datetime, metric: str) -> Explanation:
        """
        The time line of one metric of a ticket, as `PolicySet.explain` gives it.
        """
    def live(self, /) -> LiveTickets:
        """
        No open tickets yet, to be judged by these policies.
        """
    def metric(self, /, events: History | Sequence[Any], now: datetime, metric: str) -> MetricReport:
        """
        One metric of that report, for a fraction of its cost.
        """
    @property
    def policies(self, /) -> PolicySet:
        """
        The policy set.
        """

@final
class Board:
    """
    The tickets on the table: their states, the people, the workflows and calendars they live by.

    A command is a mapping: who (`by`) does (`do`) what to which `ticket`, when (`at`). `command` decides it and folds what it leads to; what it gives
    are the records to keep. A refusal raises `Refusal` and writes nothing. The board keeps nothing: keep its records, or `to_json()`.

    >>> from datetime import datetime, timezone
    >>> from sundesk import Board, Workflow
    >>> board = Board("acme", {"support": Workflow("zendesk")})
    >>> at = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
    >>> made = board.command({"do": "create", "ticket": "T-1", "by": "agent", "at": at, "assignee": "agent"})
    >>> [record["kind"] for record in made], board.ticket("T-1")["status"]
    (['created', 'assigned', 'status_changed'], 'open')
    """
    def __new__(cls, /, tenant: str, workflows: Mapping[str, Workflow], *, calendars: Mapping[str, Calendar] | None = None, people: Mapping[str, Any] | str | None = None) -> Board:
        """
        An empty board. `workflows` by name, the first one is that of tickets that name none; `calendars` are those the workflows name; `people` is
        `{"actors": {"ann": {"role": "agent"}}, "groups": {"tier1": ["ann"]}}`.
        """
    def __repr__(self, /) -> str: ...
    def add_workflow(self, /, name: str, workflow: Workflow) -> None:
        """
        Adds a workflow, or its next version: new tickets live under it, present ones keep theirs.
        """
    def allowed(self, /, ticket: str, actor: str, now: datetime) -> list[Report]:
        """
        The moves that `actor` may make with a ticket at `now`, each with what it still lacks: for buttons.
        """
    def command(self, /, command: Mapping[str, Any] | str) -> Any:
        """
        Decides a command and folds what it leads to: the records to keep, what came due before it first.

        Raises `Refusal`, with what came due in `due`; nothing else was written then.
        """
    def decide(self, /, command: Mapping[str, Any] | str) -> Any:
        """
        What a command would lead to: `due`, `records`, `refusal`, `repeated`. The board does not change: keep the records, and give each to `evolve`.
        """
    def evolve(self, /, record: Mapping[str, Any] | str) -> None:
        """
        Folds one record, in the order in which they were made.
        """
    @staticmethod
    def from_json(text: str, *, calendars: Mapping[str, Calendar] | None = None) -> Board:
        """
        The board of a text that `to_json` gave, with the calendars in force now.
        """
    @property
    def next_due(self, /) -> datetime | None:
        """
        When the next timer of any ticket comes due; `None` when none does.
        """
    def put(self, /, state: str) -> None:
        """
        Puts a ticket on the table as `state` gave it.
        """
    def set_calendars(self, /, calendars: Mapping[str, Calendar]) -> None:
        """
        Puts other calendars in force: timers keep their promise and are worked out anew.
        """
    def set_people(self, /, people: Mapping[str, Any] | str) -> None:
        """
        Says who there is, and who is in which group.
        """
    def state(self, /, id: str) -> str:
        """
        Where a ticket stands, whole, as JSON text that a host may keep as a snapshot.
        """
    def tick(self, /, now: datetime) -> Any:
        """
        Lets everything take effect that came due at or before `now`; the records to keep. At most 100,000 in one call: while `next_due` is not after
        `now`, call again.
        """
    def ticket(self, /, id: str) -> Report | None:
        """
        A ticket as people read it; `None` when it is not there.
        """
    def tickets(self, /) -> list[str]:
        """
        The ids of the tickets, in order.
        """
    def to_json(self, /) -> str:
        """
        The whole board but its calendars as one line of JSON.
        """

@final
class Bundle:
    """
    The messages of one locale, in the syntax of Project Fluent.

    >>> from sundesk import Bundle
    >>> mail = Bundle("en", "hello = Hello, { $name }!")
    >>> mail.format("hello", name="Ana")
    'Hello, Ana!'
    """
    def __new__(cls, /, locale: str, source: str, *, functions: Any | None = None, transform: Any | None = None, zones: ZoneDb | None = None) -> Bundle:
        """
        A bundle of a source. `functions` are those of your program, as in `Templates.load_dir`. `transform` is called with each text element of the source
        (never with values), for pseudo-locales of your own.
        """
    def __repr__(self, /) -> str: ...
    def format(self, message: str, attribute: str | None = None, /, *, args: Any | None = None, tz: Any | None = None, now: datetime | None = None, isolating: bool | None = None, hour_cycle: HourCycle | None = None, ctx: Any | None = None, **values: "Any") -> str:
        """
        The text of a message or attribute, strictly: anything that goes wrong is an exception, and nothing half-made leaves.

        Values are keyword arguments or in the mapping `args`: text, ints, `Decimal`, `Money`, aware datetimes, dates, timedeltas, lists; `None` is known to
        be absent. `tz` is the reader's zone, `now` the present for relative time, `isolating` wraps values in direction marks, `ctx` is a mapping of
        further settings, as in `Templates.render`.
        """
    @property
    def locale(self, /) -> str:
        """
        The locale.
        """
    @property
    def messages(self, /) -> list[str]:
        """
        The ids of the messages, in the order of the source.
        """
    def preview(self, message: str, attribute: str | None = None, /, *, args: Any | None = None, tz: Any | None = None, now: datetime | None = None, isolating: bool | None = None, hour_cycle: HourCycle | None = None, ctx: Any | None = None, **values: "Any") -> tuple[str, Any] | None:
        """
        The text as far as it can be made, with what failed marked as `{$name}`, and the list of what failed: for previews, never for customers. `None`
        when there is no such message or attribute.
        """
    @property
    def problems(self, /) -> list[Any]:
        """
        What is wrong with the source, the rest of which is usable: a list of `kind` (`syntax` for a stretch that is not Fluent, `duplicate` for an id that
        stands twice), `code`, `file`, `line`, `column`, `id` and `text`.
        """

@final
class Calendar:
    """
    Business hours: weekly hours, holidays, exceptions and breaks in a zone.

    `document` is a mapping or JSON text (its fields: `document_schema("calendar")`; what they mean: `docs/semantics.md`). All arithmetic is in real time, exact to the microsecond; answers are datetimes in the
    calendar's zone. A calendar never changes and may be shared between threads.

    >>> from datetime import datetime, timedelta
    >>> from zoneinfo import ZoneInfo
    >>> from sundesk import Calendar
    >>> office = Calendar({"timezone": "Europe/Berlin", "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}})
    >>> friday = datetime(2026, 3, 27, 16, tzinfo=ZoneInfo("Europe/Berlin"))
    >>> office.add(friday, timedelta(hours=2)).isoformat()
    '2026-03-30T10:00:00+02:00'
    """
    def __and__(self, other: object, /) -> Calendar: ...
    def __eq__(self, other: object, /) -> bool:
        """
        Equal when the documents are, and all that the two were made with.
        """
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, document: Mapping[str, Any] | str, *, zones: ZoneDb | None = None) -> Calendar:
        """
        A calendar from a mapping, or from JSON text.

        Raises `InvalidInputError` with *all* faults in `problems`, each with its path (`weekly.mon[1]`).
        """
    def __or__(self, other: object, /) -> Calendar: ...
    def __rand__(self, other: object, /) -> Calendar: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    def __ror__(self, other: object, /) -> Calendar: ...
    def __rsub__(self, other: object, /) -> Calendar: ...
    def __sub__(self, other: object, /) -> Calendar: ...
    @classmethod
    def _rebuild(cls, /, text: str, beside: Any) -> Calendar: ...
    def add(self, /, start: datetime, amount: timedelta, *, boundary: Boundary | None = None) -> datetime | None:
        """
        The earliest instant at which `amount` of open time has passed since `start`; `None` when it never has.

        An amount that is used up exactly at closing lands on the closing time (`boundary` is `"close"` unless given); with `"next_open"` on the next opening. A negative amount counts
        backwards, zero gives `start`.
        """
    def add_business_days(self, /, start: datetime, count: SupportsIndex, mode: Any | None = None) -> datetime | None:
        """
        The instant `count` business days after `start` (before it, when negative); business days are a unit of their own, never 8 or 24 hours.

        `mode` is `"keep_time"` (the wall-clock time of `start`), `"end_of_day"` (the day's last closing), or a time of day such as `time(16)`.
        """
    def add_many(self, /, start: Any, amount: Any) -> Column:
        """
        `add` for whole columns: missing where there is no answer; either side may be one value for all rows.
        """
    @staticmethod
    def always_open() -> Calendar:
        """
        The calendar that is open at every instant.
        """
    def business_days_between(self, /, start: date, end: date) -> int:
        """
        How many business days there are from `start` up to, and without, `end`; negative when `end` is before `start`.
        """
    def difference(self, /, other: Calendar) -> Calendar:
        """
        Open when this one is and `other` is not.
        """
    @property
    def document(self, /) -> Any:
        """
        The document, normalised, as dicts and lists.
        """
    def elapsed(self, /, start: datetime, end: datetime) -> timedelta:
        """
        Open time from `start` to `end`; negative when `end` is before `start`.
        """
    def elapsed_many(self, /, start: Any, end: Any) -> Column:
        """
        `elapsed` for whole columns: datetimes, numpy, pandas, Arrow, or int64 microseconds; either side may be one datetime for all rows.
        """
    @property
    def fingerprint(self, /) -> int:
        """
        The same number for the same document under the same zone rules, on every host and in every language.
        """
    @property
    def holidays_known_until(self, /) -> date | None:
        """
        The last date up to which the dated holidays are known (the earliest of a combination); `None` when no holiday has a year.
        """
    def intersection(self, /, other: Calendar) -> Calendar:
        """
        Open when both are.
        """
    def is_business_day(self, /, date: date) -> bool:
        """
        Whether a date is a business day: a date with open time of its own.
        """
    def is_open(self, /, at: datetime) -> bool:
        """
        Whether it is open at an instant; no longer at the closing time itself.
        """
    def next_business_day(self, /, date: date) -> date | None:
        """
        The first business day after a date.
        """
    def next_close(self, /, at: datetime) -> datetime | None:
        """
        The first instant after `at` at which it closes.
        """
    def next_open(self, /, at: datetime) -> datetime | None:
        """
        The first open instant from `at` on: `at` itself when open; `None` when it never opens again.
        """
    def next_opening(self, /, at: datetime) -> datetime | None:
        """
        The first opening time from `at` on.
        """
    @property
    def origin(self, /) -> Any:
        """
        What it was made of: `{"made_of": "hours", ...}`, `"roster"` with its name, range and filter, `"union"`, `"intersection"` and `"difference"` with
        their `parts`, or `"without"` with what pieces were taken out `of`.
        """
    def pieces(self, /, start: datetime, end: datetime) -> list[Piece]:
        """
        The whole time line from `start` to `end` in pieces, each with the reason why it is open or not.
        """
    def prev_business_day(self, /, date: date) -> date | None:
        """
        The last business day before a date.
        """
    def prev_open(self, /, at: datetime) -> datetime | None:
        """
        The last instant up to `at` just before which it is open: `at` itself while open, else the last closing time.
        """
    def prev_opening(self, /, at: datetime) -> datetime | None:
        """
        The last opening time up to `at`.
        """
    @staticmethod
    def problems(document: Mapping[str, Any] | str, *, zones: ZoneDb | None = None) -> list[dict[str, Any]]:
        """
        All that is wrong with a document or odd about it, each a mapping with `severity`, `code`, `path`, `value` and `expected`; what
        is no document at all still raises.
        """
    def segments(self, /, start: datetime, end: datetime) -> list[Segment]:
        """
        The open pieces of the time line from `start` to `end`, cut at both.
        """
    def subtract(self, /, end: datetime, amount: timedelta) -> datetime | None:
        """
        The latest instant from which `amount` of open time passes until `end`; `None` when there is none.
        """
    @property
    def timezone(self, /) -> str:
        """
        The name of its zone.
        """
    def to_json(self, /) -> str:
        """
        The document, normalised, as JSON text.
        """
    @property
    def tzdb_release(self, /) -> str:
        """
        The release of the zone rules used.
        """
    def union(self, /, other: Calendar) -> Calendar:
        """
        Open when either is; each keeps its own zone.
        """
    @property
    def warnings(self, /) -> list[dict[str, Any]]:
        """
        Remarks of the validation: what is used as it stands but deserves a look.
        """
    def without(self, /, segments: Sequence[tuple[datetime, datetime]]) -> Calendar:
        """
        This calendar with a few closed pieces more, each a pair of datetimes: the pauses of one ticket, somebody's time off.

        They may come in any order, overlap, touch and lie in closed time; at most 10,000 that do not touch. The tables are shared and nothing is compiled.

        >>> from datetime import datetime, timedelta, timezone
        >>> from sundesk import Calendar
        >>> office = Calendar({"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}})
        >>> at = lambda day, hour: datetime(2026, 7, day, hour, tzinfo=timezone.utc)
        >>> ticket = office.without([(at(6, 15), at(7, 10))])
        >>> office.elapsed(at(6, 14), at(7, 12)), ticket.elapsed(at(6, 14), at(7, 12))
        (datetime.timedelta(seconds=21600), datetime.timedelta(seconds=10800))
        """

@final
class Column:
    """
    A column of answers: instants or durations, missing where there is no answer.

    It is a sequence of aware datetimes or timedeltas (`None` where missing), `numpy.asarray` makes `datetime64[us]` (UTC) or `timedelta64[us]` of it
    (NaT where missing), and `copy_into` fills any writable int64 buffer with microseconds (-2**63 where missing). In a pandas frame
    (`frame["due"] = column`) it is a column in its zone, row by row; `to_pandas` is faster and has the index of the column it was made from.

    >>> from sundesk import Column
    >>> Column.durations([60_000_000, None])
    <Column of 2 durations, 1 missing>
    >>> Column.durations([60_000_000, None])[0]
    datetime.timedelta(seconds=60)
    """
    @property
    def __array_interface__(self, /) -> Any: ...
    def __arrow_c_array__(self, /, requested_schema: Any | None = None) -> tuple[Any, ...]:
        """
        The Arrow PyCapsule interface: `pyarrow.array(column)`, `polars.Series(column)`.
        """
    def __arrow_c_schema__(self, /) -> Any: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> Any: ...
    def __hash__(self, /) -> int: ...
    def __iter__(self, /) -> Any: ...
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, kind: str, bytes: bytes, zone: str | None, index: Any | None) -> Column: ...
    def copy_into(self, /, target: Any) -> None:
        """
        Writes the microseconds of all rows into a writable int64 buffer of the same length, such as `numpy.empty(len(column), "i8")`.
        """
    @staticmethod
    def durations(values: Any) -> Column:
        """
        A column of durations from timedeltas, numpy, pandas, Arrow, or int64 microseconds.
        """
    @staticmethod
    def instants(values: Any, zone: str | None = None) -> Column:
        """
        A column of instants from datetimes, numpy, pandas, Arrow, or int64 microseconds since the epoch; shown in `zone`.
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
    def to_numpy(self, /) -> Any:
        """
        A numpy array: `datetime64[us]` in UTC or `timedelta64[us]`, NaT where missing.
        """
    def to_pandas(self, /, index: Any | None = None) -> Any:
        """
        A pandas Series: instants in the column's zone, or timedeltas, NaT where missing. Its index is `index`, else that of the pandas column this
        one was made from, so that it goes back into the same frame row by row.
        """
    @property
    def zone(self, /) -> str | None:
        """
        The zone instants are shown in; `None` for UTC and for durations.
        """

@final
class CycleReport:
    """
    One run of a clock.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, text: str, zone: str) -> CycleReport: ...
    @property
    def breached_at(self, /) -> datetime | None:
        """
        When it was broken.
        """
    @property
    def due_at(self, /) -> datetime | None:
        """
        When the promise is, or was, used up.
        """
    @property
    def elapsed(self, /) -> timedelta:
        """
        Counted time.
        """
    @property
    def number(self, /) -> int:
        """
        Counted from 1.
        """
    @property
    def paused(self, /) -> timedelta:
        """
        Time the clock would have counted had it not been paused.
        """
    @property
    def started_at(self, /) -> datetime:
        """
        When it began.
        """
    @property
    def state(self, /) -> MetricState:
        """
        Where it stands, or how it ended.
        """
    @property
    def stopped_at(self, /) -> datetime | None:
        """
        When it ended.
        """
    @property
    def target(self, /) -> timedelta:
        """
        Its promise.
        """
    def to_dict(self, /) -> Any:
        """
        The same as dicts, lists, RFC 3339 text and seconds: what the JSON form holds.
        """

@final
class DayPlan:
    """
    What a day needs: lists with a figure for each interval, and sums.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def agent_hours(self, /) -> float:
        """
        The hours on the queue.
        """
    @property
    def agents(self, /) -> list[int]:
        """
        On the queue in each interval; 0 where nobody comes.
        """
    @property
    def arrival_weighted_service_level(self, /) -> float | None:
        """
        The share answered within the threshold, each interval by its arrivals; `None` where nobody comes.
        """
    @property
    def carry_over_warning(self, /) -> bool:
        """
        Whether a contact lasts longer than half an interval while intervals are planned each on its own; `carry_over=True` mends that.
        """
    @property
    def occupancy(self, /) -> list[float]:
        """
        The share of an agent's time spent on contacts in each interval.
        """
    @property
    def peak_agents(self, /) -> int:
        """
        The most agents of an interval.
        """
    @property
    def scheduled_headcount(self, /) -> list[int]:
        """
        To be scheduled in each interval.
        """
    @property
    def scheduled_hours(self, /) -> float:
        """
        The hours scheduled.
        """
    @property
    def service_level(self, /) -> list[float]:
        """
        The share answered within the threshold in each interval; 1 where nobody comes.
        """
    @property
    def traffic(self, /) -> list[float]:
        """
        The traffic of each interval, in erlangs.
        """

@final
class Delivery:
    """
    A reader of texts: locale, channel, zone and the rest read once, for any number of messages. `Templates.delivery` makes it.

    It never changes and may be shared between threads; a reload of the templates is seen.

    >>> from datetime import datetime, timezone
    >>> from sundesk import Templates
    >>> texts = Templates.from_sources({"en": {"mail": 'due = Due { DATETIME($at, timeStyle: "short") }.'}})
    >>> reader = texts.delivery(locale="en-GB", tz="Europe/Berlin")
    >>> reader.text("due", at=datetime(2026, 3, 2, 9, 30, tzinfo=timezone.utc))
    'Due 10:30.'
    """
    def __repr__(self, /) -> str: ...
    def render(self, id: str, /, *, now: datetime | None = None, args: Any | None = None, **values: "Any") -> Rendered:
        """
        The same with its locale, direction and what a person should know: what `Templates.render` gives.
        """
    def text(self, id: str, /, *, now: datetime | None = None, args: Any | None = None, **values: "Any") -> str:
        """
        The text of a message, whole or not at all. `now` is the present for relative time, in place of the delivery's.
        """

@final
class Desk:
    """
    A help desk in one file: commands are decided by the workflows of a library and kept in a store; timers, promises and the inbox follow.

    >>> from datetime import datetime, timezone
    >>> from sundesk import Desk
    >>> now = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
    >>> with Desk.memory() as desk:  # Desk.open("desk.db") keeps it
    ...     made = desk.command({"do": "create", "ticket": "T-1", "by": "customer", "subject": "Broken parcel"}, at=now)
    ...     made[0].kind, desk.tickets({"status": "new"})["tickets"][0]["subject"]
    ('created', 'Broken parcel')
    """
    def __enter__(self, /) -> Desk: ...
    def __exit__(self, /, *_args: "Any") -> None: ...
    def __repr__(self, /) -> str: ...
    def allowed(self, /, ticket: str, actor: str, now: datetime) -> list[Report]:
        """
        The moves that `actor` may make with a ticket at `now`, each with what it still lacks: for buttons.
        """
    def ask(self, /, question: Mapping[str, Any] | str, **fields: "Any") -> Answer:
        """
        Answers a question of the library, which knows the desk's records as the log `desk`: `ask("metrics", log="desk")`.
        """
    def backup(self, /, to: str | PathLike[str]) -> None:
        """
        Copies the store as it is now into a new file, while others go on. The keys are not in it.
        """
    def call(self, /, call: Any) -> Any:
        """
        What a desk does for hosts that only speak JSON: one object in, one out. `{"do": ...}` is a command, `{"call": "tick", "now": ...}` anything else.
        """
    def close(self, /) -> None:
        """
        Closes it. Again is fine.
        """
    def command(self, /, command: Mapping[str, Any] | str, *, at: datetime | None = None) -> list[Record]:
        """
        Decides a command and keeps what it leads to, in one batch: the records, what came due before it first. It is on the disk when this returns.

        The fields of a command: docs/lifecycle.md. `at` is its instant, unless it has one of its own. One that was given before under its `key` does nothing,
        and gives what it did then. Raises `Refusal`, with what came due in `due`; nothing else was written then.
        """
    def command_all(self, /, commands: Sequence[Mapping[str, Any] | str], *, at: datetime | None = None) -> list[Any]:
        """
        Several commands with one sync of the disk. Of each the records, or the exception that `command` would have raised.
        """
    def counts(self, /, by: CountBy, filter: Any | None = None) -> Any:
        """
        How many tickets there are by `status`, `status_category`, `group`, `assignee` or `priority`; what has none stands under the empty word.
        """
    def cursor(self, /, consumer: str) -> int:
        """
        The position a consumer of the feed has kept; 0 for none.
        """
    def explain(self, /, ticket: str, now: datetime, metric: str) -> Explanation:
        """
        Why a promise of a ticket stands where it does.
        """
    def export(self, /, subject: str) -> Report:
        """
        All that the desk knows of somebody: the tickets whose records speak of this person, with those records. What is erased is not in it.
        """
    def feed(self, /, after: SupportsIndex | None = None, *, consumer: str | None = None) -> Feed:
        """
        Iterates over the records of all tickets after a position, in order and without gaps, up to the last there is.

        A `consumer` begins after the position it has kept (`set_cursor`).
        """
    @property
    def head(self, /) -> Report:
        """
        The end of the chain, `position` and `hash`: keep it elsewhere, and hand it to `verify` later.
        """
    def history(self, /, ticket: str, after: SupportsIndex | None = None) -> list[Record]:
        """
        The records of a ticket after a version (0 unless given).
        """
    def import_log(self, /, log: EventLog, now: datetime, *, workflow: str | None = None, statuses: Mapping[str, Any] | str | None = None) -> Report:
        """
        Takes in every ticket of a foreign log under a workflow (the desk's own when none is named). Moves that it does not have are kept and flagged.

        `statuses` says what the log's statuses are there: an import map, or `"servicenow"`. What became of it: `imported`, `present` (there before, the
        same), `differ`, `refused`, `moves`, `flagged`, and those by `reasons` and `flags`. Done again it writes nothing.
        """
    def line(self, /, line: str) -> str:
        """
        The same for programs that speak in lines: `{"done": ...}` or `{"error": ...}`, with the `id` of the call. It never raises.
        """
    def log(self, /) -> EventLog:
        """
        All records as a log, for figures; the workflows say what its statuses mean.
        """
    @staticmethod
    def memory(library: Library | None = None, **options: "Any") -> Desk:
        """
        A desk in memory, for tests.
        """
    @property
    def next_due(self, /) -> datetime | None:
        """
        When the next timer is due, claimed or not; `None` when there is none.
        """
    @staticmethod
    def open(path: str | PathLike[str], library: Library | None = None, **options: "Any") -> Desk:
        """
        Opens a desk in a SQLite file, or makes it. The keys of people lie beside it (`PATH.keys`): do not back both up together.

        `library` has workflows, calendars, policies by name; without one, or without a workflow in it, tickets live by the preset `zendesk`. Keywords are
        the fields of the document `desk` (`document_schema("desk")`): `tenant`, `workflow`, `policies`, `people`, `worker`, `lease_s`, and of its store
        `vault`, `master`, `plain_fields`, `busy_ms`.
        """
    def rebuild_inbox(self, /) -> None:
        """
        Makes anew from the log all that follows from it: the inbox, the words of the search, whom tickets speak of (and of a desk timers and
        promises).
        """
    def retain(self, /, rules: Mapping[str, Any] | str, now: datetime, by: str) -> Report:
        """
        Does what is due by rules of retention, as `by`, who must be an admin; what was done, and under `held` what was not and why.
        """
    def retention(self, /, rules: Mapping[str, Any] | str, now: datetime) -> Report:
        """
        What is due by rules of retention (`document_schema("retention")`) at `now`; nothing is changed: `due`, `held`, `next_change`.
        """
    def set_cursor(self, /, consumer: str, position: SupportsIndex) -> None:
        """
        Keeps the position of a consumer.
        """
    def sla(self, /, ticket: str, now: datetime) -> SlaReport:
        """
        Where the promises of a ticket stand at `now`.
        """
    def tick(self, /, now: datetime) -> list[Record]:
        """
        Lets everything take effect that came due at or before `now`, each at its own time, once; the records.
        """
    def ticket(self, /, id: str) -> Report | None:
        """
        A ticket as people read it; `None` when it is not there.
        """
    def tickets(self, /, filter: Any | None = None, *, search: str | None = None, order: TicketOrder | None = None, descending: bool | None = None, after: str | None = None, limit: SupportsIndex | None = None) -> Report:
        """
        A page of the inbox: `tickets`, `next` (hand it to `after`), `position`.

        `filter` is `{"group": "emea", "status": ["new", "open"], "assignee": None}` or a list of conditions; `order` is `created` (unless
        given), `last_activity` or `due`, the instant of the next promise; `search` are words of the subject or of one message. A page has 50
        tickets unless `limit` says otherwise.
        """
    def verify(self, /, since: Mapping[str, Any] | str | None = None) -> Report:
        """
        Checks everything: numbers, chain, pages, and the inbox beside a fold of all records (of a desk its timers and promises too). `since` is a `head` that was kept elsewhere.

        Raises `InconsistentLogError` with the first record that is not as it was written.
        """
    def version(self, /, ticket: str) -> int:
        """
        How many records a ticket has: what a command may state as `expect_version`.
        """

@final
class DueHandle:
    """
    Names one entry of a `DueIndex`, for removing it.
    """

@final
class DueIndex:
    """
    The instants at which something is due, over many open tickets: insert, remove and take what is due in O(log n).

    The host sleeps until `next_wake`, then takes everything up to now with `pop_due`. Keys are any Python values, such as ticket ids. It may be shared
    between threads.

    >>> from datetime import datetime, timezone
    >>> from sundesk import DueIndex
    >>> index, noon = DueIndex(), datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
    >>> handle = index.insert(noon, "ticket 7")
    >>> index.pop_due(noon)
    (datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.timezone.utc), 'ticket 7')
    """
    def __len__(self, /) -> int: ...
    def __new__(cls, /) -> DueIndex: ...
    def __repr__(self, /) -> str: ...
    def due_between(self, /, start: datetime, end: datetime) -> list[tuple[datetime, Any]]:
        """
        What is due from `start` (included) to `end` (excluded), in order.
        """
    def insert(self, /, at: datetime, key: Any) -> DueHandle:
        """
        Adds an entry; the handle removes it again. A report whose `next_change` is `None` has nothing to wait for, and so nothing to insert.

        Raises `OutOfRangeError` outside 1900 to 2200.
        """
    def next_wake(self, /, now: datetime) -> datetime | None:
        """
        When to wake up next, asked at `now`: the earliest instant, or `now` itself where something is due already. `None` only when there is no
        entry at all.
        """
    def peek(self, /) -> tuple[datetime, Any] | None:
        """
        The earliest entry, whenever it is due; it stays in. `None` when there is none.
        """
    def pop_due(self, /, now: datetime) -> tuple[datetime, Any] | None:
        """
        Takes the earliest entry that is due at `now`; `None` when none is. Call it until it is `None`.
        """
    def remove(self, /, handle: DueHandle) -> tuple[datetime, Any] | None:
        """
        Removes an entry; `None` when it is no longer there.
        """

@final
class ErlangA:
    """
    A queue from which people hang up. Times are seconds.

    There are two service levels: `service_level` is the share served within the threshold of all who came, and
    `service_level_excl_short_abandons` leaves those out who hung up within it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def abandon_probability(self, /) -> float:
        """
        The share that hangs up.
        """
    @property
    def avg_queue(self, /) -> float:
        """
        How many wait, on average.
        """
    @property
    def mean_wait_all_s(self, /) -> float:
        """
        The mean wait of all, served or not.
        """
    @property
    def mean_wait_served_s(self, /) -> float:
        """
        The mean wait of those who are served.
        """
    @property
    def occupancy(self, /) -> float:
        """
        The share of an agent's time spent on contacts.
        """
    @property
    def service_level(self, /) -> float:
        """
        The share served within the threshold, of all contacts.
        """
    @property
    def service_level_excl_short_abandons(self, /) -> float:
        """
        The same, of all contacts but those that hung up within the threshold.
        """
    @property
    def traffic(self, /) -> float:
        """
        In erlangs, as offered.
        """
    @property
    def wait_probability(self, /) -> float:
        """
        The share that finds everybody busy.
        """

@final
class ErlangB:
    """
    A group of agents without a queue: a contact that finds everybody busy is lost.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def blocking(self, /) -> float:
        """
        The share of contacts that find everybody busy.
        """
    @property
    def carried(self, /) -> float:
        """
        The traffic that is served, in erlangs.
        """
    @property
    def occupancy(self, /) -> float:
        """
        The share of an agent's time spent on contacts.
        """

@final
class ErlangC:
    """
    A queue from which nobody hangs up. Times are seconds.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def asa_s(self, /) -> float:
        """
        The mean wait of all contacts.
        """
    @property
    def avg_queue(self, /) -> float:
        """
        How many wait, on average.
        """
    @property
    def mean_wait_of_delayed_s(self, /) -> float:
        """
        The mean wait of those who wait.
        """
    @property
    def occupancy(self, /) -> float:
        """
        The share of an agent's time spent on contacts.
        """
    @property
    def servers(self, /) -> int:
        """
        How many contacts can be served at once.
        """
    @property
    def service_level(self, /) -> float:
        """
        The share answered within the threshold, of all contacts.
        """
    @property
    def traffic(self, /) -> float:
        """
        In erlangs.
        """
    @property
    def wait_p90_s(self, /) -> float:
        """
        The wait that one contact in ten exceeds.
        """
    @property
    def wait_probability(self, /) -> float:
        """
        The share that finds everybody busy.
        """

@final
class EventLog:
    """
    The histories of many tickets, with attributes to group by. It never changes.

    >>> from sundesk import EventLog
    >>> log = EventLog.import_csv(
    ...     b"id,when,state\\n7,2024-06-03 09:00,open\\n7,2024-06-03 10:00,done\\n",
    ...     map={"ticket": "id", "at": "when", "status": "state", "statuses": {"done": "solved"},
    ...          "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"}})
    >>> log
    <EventLog of 1 tickets, 3 events>
    >>> [event["type"] for event in log.events("7")]
    ['created', 'status', 'status']
    """
    def __contains__(self, id: str, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    @property
    def as_of(self, /) -> datetime | None:
        """
        The as-of instant where none is given: the last that the log states, be it of an event or of a stated moment; `None` for a log that states none.
        """
    def attribute(self, /, name: str) -> list[str | None]:
        """
        One attribute of all tickets, in the order of `ids`; `None` where it is not stated.
        """
    @property
    def attributes(self, /) -> list[str]:
        """
        The names of the attributes.
        """
    @property
    def event_count(self, /) -> int:
        """
        How many events there are.
        """
    def events(self, /, id: str) -> list[dict[str, Any]]:
        """
        The events of one ticket in order, each a mapping with `at` (a datetime in UTC), `type` and what belongs to it.
        """
    @staticmethod
    def from_events(tickets: Mapping[str, Sequence[Any]], *, statuses: Mapping[str, Any] | str | None = None, attributes: Mapping[str, Any] | str | None = None) -> EventLog:
        """
        A log from events: a mapping of ticket ids to lists of events, each a mapping with `at` (an aware datetime or RFC 3339 text) and `type`.

        `statuses` says which category each status name belongs to, `attributes` gives each ticket values to group by.
        """
    @staticmethod
    def from_frame(frame: Any, *, events: Mapping[str, Any] | str | None = None) -> EventLog:
        """
        A log from a frame of events, one row an event: a polars or pandas frame, a pyarrow table, a DuckDB relation, anything with
        `__arrow_c_stream__`. `events` says what its columns and words mean, as for `metrics`; its `words`, and the answers to surveys, become attributes.
        """
    @property
    def ids(self, /) -> list[str]:
        """
        The ids of all tickets, in the order in which they were first met.
        """
    @staticmethod
    def import_csv(source: Any, *, map: Mapping[str, Any] | str | None = None, preset: str | None = None, zone: str | None = None, zones: ZoneDb | None = None) -> EventLog:
        """
        Reads a log in CSV or JSON lines, plain or gzip: a path, the bytes themselves, a file object (`open(…, "rb")`, `sys.stdin.buffer`), or a
        frame of pandas or polars or an Arrow table, which is read as the CSV that it writes of itself.

        `map` says which column means what; `preset` names a ready map instead (`"servicenow-uci"`, `"jira-list"` …: an error lists them), which is laid under what the
        file is found to be; without either it is the preset whose columns the file has. `zone` is the zone whose clock the times show. Either the whole log is read, or
        an error names the line, the column, the value and what was expected. `zones` gives the rules of zones.
        """
    @staticmethod
    def inspect(source: Any, *, map: Mapping[str, Any] | str | None = None, preset: str | None = None, zone: str | None = None, zones: ZoneDb | None = None) -> Any:
        """
        Looks at a log without reading it: form, encoding, separator, dates, the preset whose columns it has, a column map to begin from, the
        first tickets as understood, and all faults at once, as a mapping; `text` is all of it for people. Sources are those of `import_csv`.
        """
    @staticmethod
    def preset(name: str) -> str:
        """
        The column map that comes with the library, as JSON text to print and change, such as `"jira-list"`.
        """
    @staticmethod
    def presets() -> list[str]:
        """
        The names of the column maps that come with the library.
        """
    @property
    def quality(self, /) -> Report:
        """
        What was found wrong or odd while reading, as counts.
        """
    @property
    def read_by(self, /) -> str | None:
        """
        The preset by which it was read, named or told by the columns; `None` for any other log.
        """
    @property
    def review_preset(self, /) -> str | None:
        """
        The review document that comes with that preset, by its name; `None` where there is none.
        """
    @property
    def span(self, /) -> tuple[datetime, datetime] | None:
        """
        The first and the last instant of any event, in UTC; `None` for a log without events.
        """
    @property
    def statuses(self, /) -> Any:
        """
        The category of each status name.
        """
    @property
    def zone(self, /) -> str | None:
        """
        The zone whose clock the times were taken to show, where they carry no offset.
        """

@final
class Explanation:
    """
    The life of a ticket from its first event on, as one metric counts it.

    The pieces follow one another without gap or overlap; the counted ones of a cycle add up to its elapsed time. `str(explanation)` is the whole as
    English text, `svg()` a small strip, which notebooks show by themselves.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, text: str, zone: str) -> Explanation: ...
    def _repr_svg_(self, /) -> str: ...
    @property
    def counted(self, /) -> timedelta:
        """
        The sum of the counted pieces.
        """
    @property
    def end(self, /) -> datetime:
        """
        The instant it is explained to.
        """
    @property
    def lines(self, /) -> Any:
        """
        The verdict and one line per piece, each a mapping with message `id`, `args` and English `text`.
        """
    @property
    def metric(self, /) -> str:
        """
        The metric.
        """
    @property
    def pieces(self, /) -> list[Piece]:
        """
        The pieces in order.
        """
    @property
    def report(self, /) -> MetricReport:
        """
        The metric's report, for the verdict.
        """
    @property
    def start(self, /) -> datetime:
        """
        The first event.
        """
    def svg(self, /, width: SupportsIndex | None = None, height: SupportsIndex | None = None) -> str:
        """
        A strip drawn to scale, as a self-contained SVG document; 720 by 40 pixels unless given.
        """
    @property
    def timezone(self, /) -> str:
        """
        The zone its texts are written in.
        """
    def to_dict(self, /) -> Any:
        """
        The same as dicts, lists, RFC 3339 text and seconds: what the JSON form holds.
        """

@final
class Feed:
    """
    An iterator over the records of a desk.
    """
    def __iter__(self, /) -> Feed: ...
    def __next__(self, /) -> Record: ...

@final
class FigureTable:
    """
    Figures as an Arrow table, a row each: `polars.DataFrame(table)`, `pyarrow.table(table)`, `pandas` and DuckDB take it without a copy of their own.

    The first columns are those of the groups, then `metric`, `variant`, `statistic`, `unit`, `value`, `exact`, `n`, `k`, `lo`, `hi`, `confidence`, `interval`,
    `method`, `flags`, `excluded` (as JSON text), `missing`, `goal`, `benchmarks` (as JSON text), `from` and `before` (its window), `zone`, `as_of`
    and `fingerprint`. What has no data is null.
    """
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> Any:
        """
        The capsule of an Arrow stream of the rows. The schema is always this table's own; a `requested_schema` is not followed.
        """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    @property
    def columns(self, /) -> list[str]:
        """
        The names of the columns.
        """

@final
class FnCtx:
    """
    Who reads the text: what a function may look at besides its values. A function gets one when it has a keyword-only parameter `ctx`.
    """
    def __repr__(self, /) -> str: ...
    @property
    def format(self, /) -> str | None:
        """
        How the text is written for its channel, such as `html`, and so what `Markup` has to be in; `None` for a text of a `Bundle`.
        """
    @property
    def formatter(self, /) -> Formatter:
        """
        Numbers, dates and lists as the reader's locale writes them.
        """
    @property
    def locale(self, /) -> str:
        """
        The locale of the text.
        """
    @property
    def now(self, /) -> datetime | None:
        """
        The present that the rendering was given, in the reader's zone; `None` when it has none.
        """
    @property
    def tone(self, /) -> str | None:
        """
        The tone that was asked for, such as `formal`.
        """
    @property
    def tz(self, /) -> tzinfo | None:
        """
        The reader's zone; `None` when the rendering has none.
        """

@final
class Formatter:
    """
    Numbers, money, dates, lists, relative time and units as a locale writes them. Exact: numbers are `Decimal`, ints or decimal text, never floats.

    >>> from decimal import Decimal
    >>> from sundesk import Formatter
    >>> Formatter("de").number(Decimal("1234.5"), minimumFractionDigits=2)
    '1.234,50'
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, locale: str) -> Formatter: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    def date(self, /, date: date, **options: "Any") -> str:
        """
        A date, with the options of `datetime`.
        """
    def datetime(self, /, at: datetime, tz: Any, **options: "Any") -> str:
        """
        An instant in a zone. Options are those of `Intl.DateTimeFormat`: `dateStyle`, `timeStyle`, `timeZoneName`, `calendar`, …
        """
    def duration(self, /, span: timedelta, *, width: UnitWidth | None = None) -> str:
        """
        A span, such as `2 hours, 5 minutes`.
        """
    def list(self, /, items: Sequence[str], *, kind: ListKind | None = None, width: UnitWidth | None = None) -> str:
        """
        Words joined as the locale does; `kind` is `and` (unless given), `or` or `unit`, `width` is `long` (unless given), `short` or `narrow`.
        """
    @property
    def locale(self, /) -> str:
        """
        The locale.
        """
    def number(self, value: Decimal | int | str, /, **options: "Any") -> str:
        """
        A number. Options are those of `Intl.NumberFormat`: `style`, `currency`, `minimumFractionDigits`, `compactDisplay`, …
        """
    def plural(self, value: Decimal | int | str, /, *, ordinal: bool | None = None, **options: "Any") -> str:
        """
        The plural category of a number as it is shown: `zero`, `one`, `two`, `few`, `many` or `other`.
        """
    def relative(self, /, value: Decimal | int | str, unit: TimeUnit, *, auto: bool | None = None, width: UnitWidth | None = None) -> str:
        """
        A distance in time, such as `in 3 days`; with `auto` a word such as `tomorrow` where there is one.
        """
    def unit(self, /, value: Decimal | int | str, unit: str, *, width: UnitWidth | None = None, **options: "Any") -> str:
        """
        An amount of a unit of ECMA-402, such as `5 minutes`, `3 km`, `12.5 MB/s`; options are the digits of `number`.
        """

@final
class History:
    """
    The events of one ticket, read once, in order; it grows by `push`.

    `events` are mappings with `at` and `type`, in any order. It may be shared between threads.

    >>> from sundesk import History
    >>> history = History([{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester", "status": "new"}])
    >>> history.push({"at": "2026-03-02T10:00:00Z", "type": "reply", "by": "agent"})
    >>> [event["type"] for event in history.events]
    ['created', 'status', 'reply']
    """
    def __len__(self, /) -> int: ...
    def __new__(cls, /, events: Sequence[Any] | None = None) -> History: ...
    def __repr__(self, /) -> str: ...
    @property
    def events(self, /) -> list[dict[str, Any]]:
        """
        The events in order. What a creation states (status, priority, ...) follows it as events of its own.
        """
    def push(self, /, event: Mapping[str, Any] | str) -> None:
        """
        Adds an event: a late one is put in its place, after those of its instant. One that is refused changes nothing.
        """

@final
class Layers:
    """
    Documents by name, each of which may extend another: a global playbook with five regional layers is one document and five small ones.

    A document with `{"extends": "global", ...}` is laid over the one of that name: objects key by key, lists and all else replaced whole, `None` removes.
    A document stands on at most 8 others.

    >>> from sundesk import Layers
    >>> layers = Layers({
    ...     "global": {"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "sat": ["10:00-14:00"]}},
    ...     "vienna": {"extends": "global", "timezone": "Europe/Vienna", "weekly": {"sat": None}},
    ... })
    >>> layers.effective("vienna", "calendar")
    {'timezone': 'Europe/Vienna', 'weekly': {'mon': ['09:00-17:00']}}
    >>> layers.document_of("vienna", "weekly.mon[0]")
    'global'
    """
    def __new__(cls, /, documents: Mapping[str, Mapping[str, Any] | str]) -> Layers:
        """
        `documents`: by name, each a mapping or JSON text.
        """
    def __repr__(self, /) -> str: ...
    def chain(self, /, name: str) -> list[str]:
        """
        The names of the documents that one is made of: the one that extends none first, itself last.
        """
    def document_of(self, /, name: str, path: str) -> str:
        """
        Which document the value at a path of an effective document came from, such as `"weekly.mon[1]"`.
        """
    def effective(self, /, name: str, kind: str | None = None, *, zones: ZoneDb | None = None) -> Any:
        """
        The document of a name with all it stands on, for `Calendar(...)` and its like.

        With a `kind` of `document_names()` it is checked as such a document first: each of the error's `problems` then has its `path` in this document and
        names the `document` that the value came from. `NotFoundError` for a name that is not there.
        """
    @property
    def names(self, /) -> list[str]:
        """
        The names of the documents, in order.
        """
    def remarks(self, /, name: str) -> list[dict[str, Any]]:
        """
        What is odd about the layers of a document: a `None` that removes nothing.
        """

@final
class Library:
    """
    Everything a desk knows by name, and every question that can be asked of it: `question_names()` lists them.

    `document` is a mapping or JSON text with `calendar`, `calendars`, `policies`, `rosters`, `workflows` and `logs`, each by name; the keywords take
    what is compiled already, policies with the calendars they have. A question may leave a name out where there is one thing of its kind.

    >>> from sundesk import Library
    >>> library = Library({"rosters": {"eu": {"shifts": [{"id": "day", "timezone": "Asia/Tokyo", "start": "09:00", "end": "17:00"}]}}})
    >>> print(library.ask("on", at="2026-07-01T00:00:00Z"))
    2026-07-01 00:00 UTC: day
    <BLANKLINE>
    >>> library.ask("gaps", roster="eu", from_="2026-07-01T00:00:00Z", to="2026-07-02T00:00:00Z")["gaps"][0]["minutes"]
    960
    """
    def __new__(cls, /, document: Mapping[str, Any] | str | None = None, *, calendar: Calendar | None = None, calendars: Mapping[str, Calendar] | None = None, policies: Mapping[str, PolicySet] | None = None, rosters: Mapping[str, Roster] | None = None, workflows: Mapping[str, Workflow] | None = None, logs: Mapping[str, EventLog] | None = None, boards: Mapping[str, Board] | None = None, zones: ZoneDb | None = None) -> Library: ...
    def __repr__(self, /) -> str: ...
    def ask(self, /, question: Mapping[str, Any] | str, **fields: "Any") -> Answer:
        """
        Answers a question: `ask("gaps", roster="eu", from_=start, to=end)`, or all of it as a mapping or JSON text with `ask`. A keyword that Python
        keeps for itself takes an underscore after it. `question_schema(name)` says which fields a question has.
        """

@final
class LiveTickets:
    """
    The open tickets of a desk while they live, each folded event by event: an event costs what is new, and `due` says which tickets to
    look at. `Binding.live` makes it. It may be shared between threads.

    >>> from datetime import datetime, timezone
    >>> from sundesk import Calendar, PolicySet
    >>> promises = PolicySet({"metrics": {"first reply": {"kind": "first_reply", "target": "1h"}}}, calendar=Calendar.always_open())
    >>> tickets = promises.bind().live()
    >>> ticket = tickets.insert([{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester"}])
    >>> ten, later = datetime(2026, 3, 2, 10, tzinfo=timezone.utc), datetime(2026, 3, 2, 10, 1, tzinfo=timezone.utc)
    >>> tickets.due(ten), tickets.due(later) == [ticket]
    ([], True)
    >>> tickets.evaluate(ticket, later).metrics["first reply"].state
    'breached'
    >>> tickets.push(ticket, {"at": "2026-03-02T10:02:00Z", "type": "reply", "by": "agent"})
    >>> tickets.metric(ticket, later.replace(minute=5), "first reply").state
    'missed'
    """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def due(self, /, now: datetime, *, most: SupportsIndex | None = None) -> list[int]:
        """
        The tickets whose reports have changed by time alone up to `now`, since their last event or since they were last told or evaluated; the earliest
        change first, at most `most` of them (1,000,000 unless given). A ticket that cannot be judged is told once after each event, so that its evaluation says why.
        """
    def evaluate(self, /, ticket: SupportsIndex, now: datetime) -> SlaReport:
        """
        Where every metric of a ticket stands at `now`.
        """
    def events(self, /, ticket: SupportsIndex) -> list[dict[str, Any]]:
        """
        The events of a ticket in order.
        """
    def explain(self, /, ticket: SupportsIndex, now: datetime, metric: str) -> Explanation:
        """
        The time line of one metric of a ticket.
        """
    def insert(self, /, events: History | Sequence[Any]) -> int:
        """
        Adds a ticket with its history so far, a `History` or a list of events. The number it is known by is never 0.
        """
    def metric(self, /, ticket: SupportsIndex, now: datetime, metric: str) -> MetricReport:
        """
        One metric of that report, for a fraction of its cost.
        """
    def next_change(self, /, ticket: SupportsIndex, now: datetime) -> datetime | None:
        """
        The first instant after `now` at which a ticket's report changes by time alone, in UTC; `None` when it does not.
        """
    def next_wake(self, /, now: datetime) -> datetime | None:
        """
        When to wake up next, asked at `now`: the earliest change of any ticket, or `now` itself where one has come already. `None` only when no report
        changes by time alone.
        """
    def push(self, /, ticket: SupportsIndex, event: Mapping[str, Any] | str) -> None:
        """
        Adds an event to a ticket. A late one is put in its place, or refused, as the policies say. One that is refused changes nothing.
        """
    def remove(self, /, ticket: SupportsIndex) -> None:
        """
        Takes a ticket out. Raises `NotFoundError` when it is not there.
        """
    def set_binding(self, /, binding: Binding) -> None:
        """
        Puts other policies or calendars in force: every ticket is judged anew, its events stay.
        """
    @property
    def tickets(self, /) -> list[int]:
        """
        The numbers of the tickets.
        """

@final
class LocalTime:
    """
    What a wall-clock time stands for in a zone.

    `kind` is `"unique"`, `"gap"` or `"fold"`; `instants` holds the one, no or both instants; `transition` is the change itself for a gap.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def instants(self, /) -> list[datetime]:
        """
        The instants at which the wall clock shows that time, in UTC: one, none, or two.
        """
    @property
    def kind(self, /) -> LocalKind:
        """
        `"unique"`, `"gap"` or `"fold"`.
        """
    @property
    def transition(self, /) -> datetime | None:
        """
        The instant at which the clocks jump over that time; `None` unless `kind` is `"gap"`.
        """

@final
class MetricReport:
    """
    One metric of one ticket.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, text: str, zone: str) -> MetricReport: ...
    @property
    def alerts(self, /) -> list[AlertReport]:
        """
        The alerts of the current cycle.
        """
    @property
    def breach_after(self, /) -> datetime | None:
        """
        The instant after which elapsed exceeds the target: `due_at`, or the next opening when that is a closing.
        """
    @property
    def breached_at(self, /) -> datetime | None:
        """
        `breach_after`, once it has happened.
        """
    @property
    def cycles(self, /) -> list[CycleReport]:
        """
        All cycles in order; the last is the one above.
        """
    @property
    def due_at(self, /) -> datetime | None:
        """
        The earliest instant at which elapsed equals the target; `None` while paused before it.
        """
    @property
    def elapsed(self, /) -> timedelta:
        """
        Counted time of the current (or last) cycle: open hours less pauses.
        """
    @property
    def next_change(self, /) -> datetime | None:
        """
        The first instant at which this metric changes by time alone.
        """
    @property
    def outside_hours(self, /) -> bool:
        """
        A cycle is open, and this instant lies outside the hours of its calendar.
        """
    @property
    def paused(self, /) -> timedelta:
        """
        Time the clock would have counted had it not been paused.
        """
    @property
    def percent(self, /) -> int | None:
        """
        100 × elapsed / target, rounded down.
        """
    @property
    def remaining(self, /) -> timedelta | None:
        """
        Target less elapsed; negative when late, `None` without a promise.
        """
    @property
    def state(self, /) -> MetricState:
        """
        `"inactive"`, `"running"`, `"paused"`, `"met"`, `"missed"` (ended late), `"breached"` (open and late) or `"cancelled"`.
        """
    @property
    def target(self, /) -> timedelta | None:
        """
        The promise; `None` when there is none for this ticket.
        """
    def to_dict(self, /) -> Any:
        """
        The same as dicts, lists, RFC 3339 text and seconds: what the JSON form holds.
        """

@final
class Money:
    """
    An exact amount of one currency.

    >>> from decimal import Decimal
    >>> from sundesk import Money
    >>> Money(Decimal("12.50"), "EUR")
    Money('12.50', 'EUR')
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, amount: Decimal | int | str, currency: str) -> Money: ...
    def __reduce__(self, /) -> tuple[type, tuple[str, str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> Any:
        """
        How much, as a `Decimal`.
        """
    @property
    def currency(self, /) -> str:
        """
        The ISO 4217 code.
        """

@final
class Piece:
    """
    A piece of the time line and why it counts or not.

    `reason` is `"open"`, `"closed"`, `"holiday"`, `"exception"`, `"break"`, `"excluded"` or, in an explanation, `"paused"`, `"paused_by_event"`,
    `"solved"`, `"before_start"`, `"after_stop"`, `"no_target"`; `name` says which holiday, exception or status, and is empty where there is none.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, span: tuple[SupportsIndex, SupportsIndex], why: tuple[str, str], counted: bool, cycle: SupportsIndex, zone: str) -> Piece: ...
    @property
    def counted(self, /) -> bool:
        """
        Whether it counts: open time does, and in an explanation only while the clock runs.
        """
    @property
    def cycle(self, /) -> int:
        """
        The cycle of the clock it belongs to, counted from 1; 0 outside all cycles, and in a calendar's pieces.
        """
    @property
    def duration(self, /) -> timedelta:
        """
        Its length in real time.
        """
    @property
    def end(self, /) -> datetime:
        """
        Where it ends; no longer part of it.
        """
    @property
    def name(self, /) -> str:
        """
        Which holiday, exception or status; empty where there is none.
        """
    @property
    def reason(self, /) -> PieceReason:
        """
        Why it counts or not.
        """
    @property
    def start(self, /) -> datetime:
        """
        Where it begins; part of it.
        """

@final
class PolicySet:
    """
    What a desk promises: ordered policies with their metrics, and the calendars they are measured on.

    `document` is a mapping or JSON text (its fields: `document_schema("policies")`); the first policy whose conditions hold is a ticket's. `calendar` is the calendar of tickets that no event has
    given another, `calendars` are those that the document and events name. A policy set never changes and may be shared between threads.

    >>> from datetime import datetime, timezone
    >>> from sundesk import Calendar, PolicySet
    >>> promises = PolicySet({"metrics": {"first reply": {"kind": "first_reply", "target": "4h"}}}, calendar=Calendar.always_open())
    >>> events = [{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester"}]
    >>> report = promises.evaluate(events, now=datetime(2026, 3, 2, 10, tzinfo=timezone.utc))
    >>> report.metrics["first reply"].state, report.metrics["first reply"].remaining
    ('running', datetime.timedelta(seconds=10800))
    """
    def __eq__(self, other: object, /) -> bool:
        """
        Equal when the documents are, and all that the two were made with.
        """
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, document: Mapping[str, Any] | str, *, calendar: Calendar | None = None, calendars: Mapping[str, Calendar] | None = None, zones: ZoneDb | None = None) -> PolicySet:
        """
        A policy set from a mapping, or from JSON text.

        Raises `InvalidInputError` with all faults in `problems`, each with its path (`policies[1].metrics.frt.target`).
        """
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, text: str, beside: Any) -> PolicySet: ...
    def bind(self, /) -> Binding:
        """
        These policies tied to their calendars once, for many tickets.
        """
    @property
    def calendar(self, /) -> Calendar | None:
        """
        The calendar of tickets that no event has given another.
        """
    @property
    def calendars(self, /) -> dict[str, Calendar]:
        """
        The calendars that the document and events name.
        """
    @property
    def document(self, /) -> Any:
        """
        The document, normalised, as dicts and lists.
        """
    def evaluate(self, /, events: History | Sequence[Any], now: datetime) -> SlaReport:
        """
        Where every metric of a ticket stands at `now`.

        `events` is the ticket's history, a list of mappings with `at` and `type` in any order, or a `History`; later ones than `now` are not known yet.
        """
    def explain(self, /, events: History | Sequence[Any], now: datetime, metric: str) -> Explanation:
        """
        The time line of one metric of a ticket, piece by piece, with the reason why each counts or not.
        """
    def metric_names(self, /, policy: str) -> list[str]:
        """
        The names of a policy's metrics.
        """
    @property
    def policy_names(self, /) -> list[str]:
        """
        The names of the policies in their order, the default policy last.
        """
    @staticmethod
    def problems(document: Mapping[str, Any] | str, *, zones: ZoneDb | None = None) -> list[dict[str, Any]]:
        """
        All that is wrong with a document or odd about it, each a mapping with `severity`, `code`, `path`, `value` and `expected`; what
        is no document at all still raises.
        """
    def replay(self, /, log: EventLog, now: datetime) -> dict[str, Any]:
        """
        Every ticket of a log at `now`, in columns: a mapping with `ticket`, `policy` and, for each metric, a mapping of `state`, `elapsed`, `target`,
        `due_at`, `started_at`, `stopped_at`, `cycles` and `late`, each with one row per ticket; and `notes`, remarks such as a `now` decades before
        the first event. The interpreter is free meanwhile.
        """
    def to_json(self, /) -> str:
        """
        The document, normalised, as JSON text.
        """
    @property
    def warnings(self, /) -> list[dict[str, Any]]:
        """
        Remarks of the validation: what is used as it stands but deserves a look.
        """

@final
class Record:
    """
    One fact about one ticket, as a desk keeps it: what happened (`kind`, `data`), to which ticket, who did it, when.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def actor(self, /) -> Any:
        """
        Who did it: `kind`, `id`, `on_behalf_of`.
        """
    @property
    def at(self, /) -> datetime:
        """
        When it took effect.
        """
    @property
    def by(self, /) -> str:
        """
        Who did it, by id; of what time alone did: `timer`.
        """
    @property
    def data(self, /) -> Any:
        """
        All about it.
        """
    @property
    def erased(self, /) -> list[str]:
        """
        What of it is gone with the people it spoke of, such as `message.body`.
        """
    @property
    def id(self, /) -> str:
        """
        Its id, 32 hexadecimal digits.
        """
    @property
    def key(self, /) -> str | None:
        """
        The idempotency key of the command that led to it.
        """
    @property
    def kind(self, /) -> str:
        """
        What happened, by its word: `status_changed`.
        """
    @property
    def position(self, /) -> int | None:
        """
        Its place among all records of the store, from 1; `None` of one that nobody has read back.
        """
    @property
    def recorded_at(self, /) -> datetime:
        """
        When it was recorded: later than `at` for a timer that ran late.
        """
    @property
    def seq(self, /) -> int:
        """
        Its number within the ticket, from 1: the ticket's version after it.
        """
    @property
    def ticket(self, /) -> str:
        """
        The ticket; empty for what concerns the whole desk.
        """
    def to_dict(self, /) -> Any:
        """
        The record as a dict, as `Board.evolve` takes it.
        """
    def to_json(self, /) -> str:
        """
        The record as one line of JSON.
        """

@final
class Rendered:
    """
    A finished text. `str(rendered)` is the text itself.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def coverage(self, /) -> float:
        """
        How much of the set is done in this locale, 0 to 1.
        """
    @property
    def dir(self, /) -> Direction:
        """
        `"ltr"` or `"rtl"`.
        """
    @property
    def errors(self, /) -> Any:
        """
        What went wrong in a preview, each with `kind`, `line`, `column`, `name`, `detail`; always empty after `render`.
        """
    @property
    def locale(self, /) -> str:
        """
        The locale of the text: store it with the ticket and pass it back as `sticky`.
        """
    @property
    def parts(self, /) -> list[tuple[str, str]]:
        """
        The parts before escaping, as pairs of kind (`text`, `literal`, `value`, `untrusted`, `formatted`, `url`, `markup`, `isolate`) and text.
        """
    @property
    def reason(self, /) -> Any:
        """
        Why this locale: `sticky`, `wished`, `next_wish`, `no_wish_available`, `set_off` or `text_failed`.
        """
    @property
    def text(self, /) -> str:
        """
        The text, escaped for its format.
        """
    @property
    def version(self, /) -> str:
        """
        The version of the catalog, so that a sent text can be traced.
        """
    @property
    def warnings(self, /) -> Any:
        """
        What a person should know, each with `code` and `text`; usually empty.
        """

@final
class Required:
    """
    The least number of agents that keeps a promise.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def abandon_probability(self, /) -> float:
        """
        The share that hangs up; 0 by Erlang C.
        """
    @property
    def agents(self, /) -> int:
        """
        On the queue.
        """
    @property
    def asa_s(self, /) -> float:
        """
        The mean wait of all contacts, in seconds.
        """
    @property
    def occupancy(self, /) -> float:
        """
        The share of an agent's time spent on contacts.
        """
    @property
    def scheduled_headcount(self, /) -> int:
        """
        To be scheduled, shrinkage considered.
        """
    @property
    def service_level(self, /) -> float:
        """
        The share answered within the threshold, of all contacts.
        """

@final
class Review:
    """
    What a year of tickets looked like: volume, resolution times, promises kept beside the log's own verdict, reopenings, the worst breaches.

    Its fields are `review.worst` or `review["worst"]`, as those of a `Report`, with instants as aware `datetime`s in the zone of the review.
    `str(review)` is the text for people, `to_dict()` and `to_json()` are the JSON form for programs.
    """
    def __dir__(self, /) -> list[str]: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getattr__(self, name: str, /) -> Any: ...
    def __getitem__(self, key: str, /) -> Any: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def title(self, /) -> str:
        """
        The headline.
        """
    def to_csv(self, /) -> str:
        """
        The figures as CSV: `section,by,group,figure,value`.
        """
    def to_dict(self, /) -> Any:
        """
        The review as plain dicts and lists, instants as RFC 3339 texts; `None` where there is no data.
        """
    def to_html(self, /) -> str:
        """
        The review as one self-contained HTML page with its charts.
        """
    def to_json(self, /) -> str:
        """
        The review as JSON text, indented, with a stable order of keys.
        """
    def to_markdown(self, /) -> str:
        """
        The review as Markdown, with tables and without charts.
        """
    def to_report(self, /) -> Report:
        """
        The review as a `Report`: attributes, and instants as aware `datetime`s.
        """

@final
class Roster:
    """
    Who works when: teams, people, shifts, rotations, overrides, time off and requirements.

    `document` is a mapping or JSON text (its fields: `document_schema("roster")`). A roster never changes and may be shared between threads.

    >>> from datetime import datetime, timezone
    >>> from sundesk import Roster
    >>> roster = Roster({"shifts": [{"id": "day", "timezone": "Asia/Tokyo", "start": "09:00", "end": "17:00"}]})
    >>> roster.on(datetime(2026, 7, 1, 0, 0, tzinfo=timezone.utc))
    ['day']
    >>> roster.next_change(datetime(2026, 7, 1, 0, 0, tzinfo=timezone.utc))
    datetime.datetime(2026, 7, 1, 8, 0, tzinfo=datetime.timezone.utc)
    """
    def __eq__(self, other: object, /) -> bool:
        """
        Equal when the documents are, and all that the two were made with.
        """
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, document: Mapping[str, Any] | str, *, zones: ZoneDb | None = None) -> Roster:
        """
        A roster from a mapping, or from JSON text.

        Raises `InvalidInputError` with all faults in `problems`, each with its path (`shifts[2].timezone`).
        """
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, text: str, beside: Any) -> Roster: ...
    def ask(self, /, question: Mapping[str, Any] | str, **fields: "Any") -> Answer:
        """
        Answers a question: `ask({"ask": "audit", "year": 2026})`, or `ask("audit", year=2026)`.
        """
    def audit(self, /, year: SupportsIndex, *, ring: Sequence[str] | None = None) -> Answer:
        """
        The seam audit of a year: uncovered time, each seam with its regimes and the edit that closes it. `ring` names shifts in the order in which they
        hand over, or rotations, whose shifts are one duty; without it the roster's `ring` counts, else all shifts in their order.
        """
    def calendar(self, /, start: datetime, end: datetime, *, skill: str | None = None, language: str | None = None, channel: str | None = None, team: str | None = None) -> Calendar:
        """
        The calendar that is open while somebody is on whom the filter lets through, from `start` until `end`; outside of that, where nothing was
        looked at, it is closed. `Calendar.origin` says what it was made of.
        """
    @property
    def document(self, /) -> Any:
        """
        The document, normalised, as dicts and lists.
        """
    @staticmethod
    def from_frames(document: Mapping[str, Any] | str | None = None, *, zones: ZoneDb | None = None, **frames: "Any") -> Roster:
        """
        A roster of frames (pandas, polars, pyarrow): `shifts`, `overrides`, `temporary`, `time_off`, `assignments`, `requirements` and `regions`, one row
        an item, its columns the fields of `document_schema("roster")`; `people` by the column `id`; `demand`, one row an hour of a region's day, with
        `region`, `timezone`, `hour` (0 to 23) and `contacts`, where wanted `language` and `channel`, instead of `regions`. An empty cell is a field that is
        left out. `document` is a mapping with the rest.

        Raises as `Roster` does: each fault names row and column (`shifts[2].timezone`), of a person the name and the column.
        """
    def gaps(self, /, start: datetime, end: datetime, **fields: "Any") -> Answer:
        """
        Where fewer are on than are needed, with reasons and suggestions.
        """
    def heat_map(self, /, start: datetime, end: datetime, **fields: "Any") -> Answer:
        """
        How well each hour of the week is covered: `timezone`, `step` (15, 30 or 60 minutes) and a filter as keywords.
        """
    def next_change(self, /, at: datetime, *, skill: str | None = None, language: str | None = None, channel: str | None = None, team: str | None = None) -> datetime | None:
        """
        The first instant after `at` at which it changes who is on; `None` when nothing changes within 800 days.
        """
    def next_shift(self, /, person: str, at: datetime) -> tuple[datetime, datetime] | None:
        """
        When a person comes on duty next after `at`, and until when; `None` when there is no duty within 800 days.
        """
    def on(self, /, at: datetime, *, skill: str | None = None, language: str | None = None, channel: str | None = None, team: str | None = None) -> list[str]:
        """
        Who is on at an instant: people, and shifts that name nobody, by name.
        """
    @staticmethod
    def problems(document: Mapping[str, Any] | str, *, zones: ZoneDb | None = None) -> list[dict[str, Any]]:
        """
        All that is wrong with a document or odd about it, each a mapping with `severity`, `code`, `path`, `value` and `expected`; what
        is no document at all still raises.
        """
    def segments(self, /, start: datetime, end: datetime, *, skill: str | None = None, language: str | None = None, channel: str | None = None, team: str | None = None) -> Any:
        """
        Who is on when, in columns with one row a stretch, in order and without gaps: a mapping of `start` and `end` (instants), `depth` (the sum of the
        capacities of those on), `people` (how many are on), `duties` (none is a gap, two an overlap) and `crew`, a place in `crews`, which has the names of
        each set of people once. numpy, pandas and Arrow take each column as it is. The interpreter is free meanwhile.
        """
    def timeline(self, /, start: datetime, end: datetime, **fields: "Any") -> Answer:
        """
        Who is on when, covered time, gaps, overlaps.
        """
    def to_json(self, /) -> str:
        """
        The document, normalised, as JSON text.
        """
    @property
    def tzdb_release(self, /) -> str:
        """
        The release of the zone rules it was compiled with.
        """
    @property
    def warnings(self, /) -> list[dict[str, Any]]:
        """
        Remarks of the validation: what is used as it stands but deserves a look.
        """

@final
class Segment:
    """
    A piece of the time line from `start` up to, not including, `end`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, start: SupportsIndex, end: SupportsIndex, zone: str) -> Segment: ...
    @property
    def duration(self, /) -> timedelta:
        """
        Its length in real time (`end - start` in Python would be wall-clock time, an hour off across a change of the clocks).
        """
    @property
    def end(self, /) -> datetime:
        """
        Where it ends; no longer part of it.
        """
    @property
    def start(self, /) -> datetime:
        """
        Where it begins; part of it.
        """

@final
class SlaReport:
    """
    All metrics of one ticket as of one instant.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, text: str, zone: str) -> SlaReport: ...
    @property
    def as_of(self, /) -> datetime:
        """
        The instant it holds for.
        """
    def due_between(self, /, start: datetime, end: datetime) -> list[tuple[datetime, str, str | None, str]]:
        """
        What falls due from `start` (included) to `end` (excluded), in order: when, which metric, which alert (`None` for the due
        instant itself), and the idempotent key.
        """
    @property
    def metrics(self, /) -> dict[str, MetricReport]:
        """
        The metrics by name; empty when no policy matches.
        """
    @property
    def next_change(self, /) -> datetime | None:
        """
        The first instant after `as_of` at which anything in this report changes by time alone: look again then, or at the next event.
        """
    @property
    def notes(self, /) -> list[dict[str, Any]]:
        """
        What could not be used, such as an event that names no calendar.
        """
    @property
    def policy(self, /) -> str | None:
        """
        The ticket's policy; `None` when none matches.
        """
    @property
    def reasons(self, /) -> Any:
        """
        Why that policy, and why not each one before it.
        """
    def to_dict(self, /) -> Any:
        """
        The same as dicts, lists, RFC 3339 text and seconds: what the JSON form holds.
        """
    @property
    def tzdb_release(self, /) -> str:
        """
        The release of the zone rules behind it.
        """

@final
class Store:
    """
    Where records are kept: one SQLite file (`open`), or memory (`memory`).

    What `append` answered with `done` is on the disk and never lost. Texts are sealed under a key of the person they speak of; the keys lie in a file
    of their own, beside the store (`desk.db.keys`), and a record `subject_erased` destroys one. Do not back both up together.

    >>> from sundesk import Store
    >>> at = "2026-03-02T09:00:00Z"
    >>> record = {"id": "", "stream": "T-1", "seq": 0, "at": at, "recorded_at": at, "actor": {"kind": "human", "id": "ann"}, "workflow": "w",
    ...           "schema": 1, "kind": "created", "data": {"of": {"status": "new", "category": "new", "group": "emea", "subject": "Broken parcel"}}}
    >>> with Store.memory("acme") as store:
    ...     store.append([record])["append"], store.tickets({"group": "emea"}, search="parcel")["tickets"][0]["id"]
    ('done', 'T-1')
    """
    def __enter__(self, /) -> Store: ...
    def __exit__(self, /, *_args: "Any") -> None: ...
    def __repr__(self, /) -> str: ...
    def append(self, /, batch: Any) -> Report:
        """
        Writes a batch, whole or not at all: a list of records, or a mapping of `records`, `about`, `expect`, `timers`, `clocks`, `outbox`.

        The answer's `append` is `done`, `conflict`, `repeated` or `key_taken`; only `done` wrote something.
        """
    def append_all(self, /, batches: Sequence[Any]) -> list[Report]:
        """
        Writes the batches of several commands with one sync of the disk, each judged by itself; the answers in their order.
        """
    def backup(self, /, to: str | PathLike[str]) -> None:
        """
        Copies the store as it is now into a new file, while others go on. The keys are not in it.
        """
    def close(self, /) -> None:
        """
        Closes it. Again is fine.
        """
    def counts(self, /, by: CountBy, filter: Any | None = None) -> Any:
        """
        How many tickets there are by `status`, `status_category`, `group`, `assignee` or `priority`; what has none stands under the empty word.
        """
    def cursor(self, /, consumer: str) -> int:
        """
        The position a consumer of the feed has kept; 0 for none.
        """
    def due(self, /, worker: str, now: datetime, until: datetime, limit: SupportsIndex | None = None) -> list[Report]:
        """
        Claims timers due at `now` for a worker until `until`, the earliest first: `stream`, `at`, `what`; at most `limit` (100).
        """
    def export(self, /, to: str | PathLike[str], after: SupportsIndex | None = None) -> int:
        """
        Writes all records after a position to a new file as JSON lines, without what is erased. The last position.
        """
    def feed(self, /, after: SupportsIndex | None = None, limit: SupportsIndex | None = None) -> list[Report]:
        """
        The records of all tickets after a position (0 unless given), in order and without gaps; at most `limit` (1,000).
        """
    def find(self, /, handle: HandleKind, id: str) -> str | None:
        """
        The ticket that a `message` id or a reply `token` belongs to; `None` for none.
        """
    @property
    def head(self, /) -> Report:
        """
        The end of the chain, `position` and `hash`: keep it elsewhere, and hand it to `verify` later.
        """
    def load(self, /, stream: str, after: SupportsIndex | None = None) -> list[Report]:
        """
        The records of a ticket after a version (0 unless given), each with its `position`, `hash`, and what of it is `erased`.
        """
    @staticmethod
    def memory(tenant: str) -> Store:
        """
        An empty store in memory, for tests.
        """
    @property
    def next_due(self, /) -> datetime | None:
        """
        When the next timer is due, claimed or not; `None` when there is none.
        """
    @staticmethod
    def open(path: str | PathLike[str], tenant: str, *, vault: str | PathLike[str] | None = None, master: bytes | None = None, plain_fields: Sequence[str] | None = None, busy_ms: SupportsIndex | None = None) -> Store:
        """
        Opens a SQLite file, or makes it, for the desk of `tenant`.

        `vault` is the file of keys (`path` + `.keys`), `master` the 32 bytes its keys are wrapped in; without it they lie bare. `plain_fields` are named
        fields that say nothing of a person: they are not sealed. `busy_ms` is how long to wait for another process that writes.

        Raises `IncompatibleError` for a file of another program, tenant or later release, `InconsistentLogError` for a damaged one.
        """
    def outbox(self, /, worker: str, now: datetime, until: datetime, limit: SupportsIndex | None = None) -> list[Report]:
        """
        Claims what is to be sent, the oldest first: `number`, `topic`, `body`, `subject`; at most `limit` (100).
        """
    def put_snapshot(self, /, stream: str, version: SupportsIndex, form: str, body: str) -> None:
        """
        Keeps a snapshot in place of the one before: `body` is what `Board.state` gave.
        """
    def rebuild_inbox(self, /) -> None:
        """
        Makes anew from the log all that follows from it: the inbox, the words of the search, whom tickets speak of (and of a desk timers and
        promises).
        """
    def sent(self, /, numbers: Sequence[SupportsIndex]) -> None:
        """
        Takes out of the outbox what was sent.
        """
    def set_cursor(self, /, consumer: str, position: SupportsIndex) -> None:
        """
        Keeps the position of a consumer.
        """
    def snapshot(self, /, stream: str, form: str) -> Any | None:
        """
        The last snapshot of a ticket in this form; `None` without one.
        """
    def streams_of(self, /, subject: str) -> list[str]:
        """
        The tickets whose records speak of somebody.
        """
    def tickets(self, /, filter: Any | None = None, *, search: str | None = None, order: TicketOrder | None = None, descending: bool | None = None, after: str | None = None, limit: SupportsIndex | None = None) -> Report:
        """
        A page of the inbox: `tickets`, `next` (hand it to `after`), `position`.

        `filter` is `{"group": "emea", "status": ["new", "open"], "assignee": None}` or a list of conditions; `order` is `created` (unless
        given), `last_activity` or `due`, the instant of the next promise; `search` are words of the subject or of one message. A page has 50
        tickets unless `limit` says otherwise.
        """
    def verify(self, /, since: Mapping[str, Any] | str | None = None) -> Report:
        """
        Checks everything: numbers, chain, pages, and the inbox beside a fold of all records (of a desk its timers and promises too). `since` is a `head` that was kept elsewhere.

        Raises `InconsistentLogError` with the first record that is not as it was written.
        """
    def version(self, /, stream: str) -> int:
        """
        How many records a ticket has.
        """

@final
class Templates:
    """
    Texts in many languages, with the gate that uses a language only where its set of texts is complete, fresh and free of errors.

    It may be shared between threads; `reload` swaps all texts at once, and keeps the old ones when the new are faulty.

    >>> from sundesk import Templates
    >>> texts = Templates.from_sources({"en": {"mail": "hello = Hello, { $name }!"}, "et": {"mail": "hello = Tere, { $name }!"}})
    >>> texts.render("hello", locale="et", name="Mari").text
    'Tere, Mari!'
    >>> texts.render("hello", locale="fi", name="Mari").text
    'Hello, Mari!'
    """
    def __repr__(self, /) -> str: ...
    def coverage(self, /, set: str, locale: str) -> Report | None:
        """
        How a set stands in a locale; `None` when there is no such set or locale.
        """
    def delivery(self, /, *, locale: str | Sequence[str] | None = None, channel: Channel | None = None, tz: Any | None = None, now: datetime | None = None, sticky: str | None = None, tone: str | None = None, format: TextFormat | None = None, isolates: Isolates | None = None, bdi: bool | None = None, auto_reply: bool | None = None, hour_cycle: HourCycle | None = None, ctx: Any | None = None) -> Delivery:
        """
        A reader held ready: what `render` is told beside the message and its values is read once, for any number of messages.
        """
    @staticmethod
    def from_sources(sources: Mapping[str, Mapping[str, str]], reference: str | None = None, *, functions: Any | None = None, zones: ZoneDb | None = None, **config: "Any") -> Templates:
        """
        The texts of a mapping: locale to set to Fluent source. `functions` and settings are those of `load_dir`.
        """
    def gate_state(self, /) -> Any:
        """
        Which sets are on, locale to sets: store it, and give it back as `gate={"previous": ...}` at the next start, so that thresholds below 1 do not flip.
        """
    @staticmethod
    def load_dir(path: str | PathLike[str], reference: str | None = None, *, functions: Any | None = None, zones: ZoneDb | None = None, **config: "Any") -> Templates:
        """
        The texts of a directory, `<dir>/<locale>/<set>.ftl`.

        `reference` is the locale the others are translated from (`en` unless given); further settings (`gate`, `lint`, `fallback`, `channels`, `tones`, `auto_reply_sets`) are
        keyword arguments. Raises `InvalidInputError` with every finding when the reference has an error.

        `functions` are those of your program: names in capitals to callables. The signature says what a template may give: parameters are values, those
        behind `*` options with defaults; one named `ctx` behind `*` gets the reader's `FnCtx`. What a function returns is a value as an argument is; what it
        raises ends the rendering and is the `__cause__` of the error. `Function` declares a callable whose signature cannot be read.

        >>> from sundesk import Templates
        >>> def ticket_link(ticket, *, style="short"):
        ...     return f"#{ticket}" if style == "short" else f"https://desk.example/t/{ticket}"
        >>> sources = {"en": {"mail": 'see = See { TICKET_LINK($ticket, style: "long") }.'}}
        >>> Templates.from_sources(sources, functions={"TICKET_LINK": ticket_link}).render("see", ticket=7).text
        'See https://desk.example/t/7.'
        """
    @property
    def locales(self, /) -> list[str]:
        """
        The locales there are, overlays included, in the order of their tags.
        """
    @property
    def messages(self, /) -> list[str]:
        """
        The ids of the reference's messages, sorted.
        """
    def poll_dir(self, /, path: str | PathLike[str], watch: Watch) -> Report | None:
        """
        Reloads a directory if its files changed since the last look: call it from a timer. `None` when nothing changed, else what `reload` gives.
        """
    def preview(self, id: str, /, *, locale: str | Sequence[str] | None = None, channel: Channel | None = None, tz: Any | None = None, now: datetime | None = None, sticky: str | None = None, tone: str | None = None, format: TextFormat | None = None, isolates: Isolates | None = None, bdi: bool | None = None, auto_reply: bool | None = None, hour_cycle: HourCycle | None = None, ctx: Any | None = None, args: Any | None = None, **values: "Any") -> Rendered:
        """
        `render` for the eyes of an editor, never for a customer: what is missing or wrong becomes a mark such as `{$name}`, and `errors` of the answer lists
        it. Everything `render` takes may be given.
        """
    def reload(self, /, sources: Mapping[str, Mapping[str, str]] | str | PathLike[str]) -> Report:
        """
        Replaces every text at once by those of a mapping or a directory; functions and settings stay. Faulty ones leave the old in use; the answer says
        which it was, and why.
        """
    def render(self, id: str, /, *, locale: str | Sequence[str] | None = None, channel: Channel | None = None, tz: Any | None = None, now: datetime | None = None, sticky: str | None = None, tone: str | None = None, format: TextFormat | None = None, isolates: Isolates | None = None, bdi: bool | None = None, auto_reply: bool | None = None, hour_cycle: HourCycle | None = None, ctx: Any | None = None, args: Any | None = None, **values: "Any") -> Rendered:
        """
        The text of a message for a reader, whole or not at all.

        `locale` is one wish or several, best first (`parse_accept_language` makes them of a header); `sticky` the locale the conversation already has.
        `channel` is `body` (unless given), `html`, `subject`, `preheader`, `chat`, `sms`, `voice` or `push`, `format` another format than the channel's, `tone` such as
        `formal`. `tz` is the reader's zone, `now` the present for relative time. Values are keyword arguments or in `args`.

        Seldom needed: `isolates` (`auto` unless given, `always`, `never`) and `bdi` for text that runs both ways; `ctx`, a mapping of further settings: `locale` of numbers
        and dates, `calendar`, `currency_display` (`symbol`, `narrowSymbol`, `code`, `name`), `max_rate_age_days`, `limits`.
        """
    def render_forms(self, id: str, channels: Sequence[Channel], /, *, locale: str | Sequence[str] | None = None, tz: Any | None = None, now: datetime | None = None, sticky: str | None = None, tone: str | None = None, isolates: Isolates | None = None, bdi: bool | None = None, auto_reply: bool | None = None, hour_cycle: HourCycle | None = None, ctx: Any | None = None, args: Any | None = None, **values: "Any") -> list[Rendered]:
        """
        Several forms of one message, all in one language: the subject and the body of a mail, its HTML part, a text message.

        `channels` names them; the answers come in their order. The language is decided once: where one form may not be read, or cannot be made with
        these values, all of them are in the next wish or the reference. The rest is as in `render`.

        >>> from sundesk import Templates
        >>> texts = Templates.from_sources({"en": {"mail": "closed = Hello, { $name }!"}, "et": {"mail": "closed = Tere, { $name }!"}})
        >>> [form.text for form in texts.render_forms("closed", ["body", "sms"], locale="et", name="Mari")]
        ['Tere, Mari!', 'Tere, Mari!']
        """
    def report(self, /) -> Report:
        """
        What the checks and the gate say: findings with file, line and column, and each set in each locale.
        """
    def stamp(self, /, translation: str) -> str:
        """
        A translation (Fluent text) with `# @src` marks that say: translated from the reference as it is now. Only comment lines change.
        """
    @staticmethod
    def starter(*, zones: ZoneDb | None = None, **config: "Any") -> Templates:
        """
        The starter catalog that comes with the library: a help desk's texts in twelve languages, checked by machine, not yet by native speakers. Decide
        about that: `gate={"require_review": "machine-checked"}` uses them.
        `starter_sources()` gives the texts themselves, to load beside your own.
        """
    def variables(self, /, id: str) -> Report | None:
        """
        What a message needs and offers: its texts and variables with their types; `None` when there is no such message.
        """
    @property
    def version(self, /) -> str:
        """
        The version of the texts in use: the same texts have the same version.
        """

@final
class Transition:
    """
    A change of a zone's offset: `before` held up to the instant `at`, `after` holds from it on.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, at: datetime, before: timedelta, after: timedelta) -> Transition: ...
    def __reduce__(self, /) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def after(self, /) -> timedelta:
        """
        How far it is ahead afterwards.
        """
    @property
    def at(self, /) -> datetime:
        """
        The instant, in UTC.
        """
    @property
    def before(self, /) -> timedelta:
        """
        How far local time was ahead of UTC before.
        """

@final
class Watch:
    """
    The last look at a directory of texts, for `Templates.poll_dir`.
    """
    def __new__(cls, /, path: str | PathLike[str]) -> Watch:
        """
        A first look at `<path>/<locale>/*.ftl`: only later changes count.
        """

@final
class Workflow:
    """
    What a ticket may do: statuses, moves, rights, what must be filled in, what time does.

    `document` is a mapping, JSON text (its fields: `document_schema("workflow")`), or the name of a preset: `zendesk`, `jsm`, `servicenow`, `zammad`, `chatwoot`, `linear`.

    >>> from sundesk import Workflow
    >>> Workflow("zendesk").moves("solved")
    ['open', 'pending', 'hold', 'closed']
    """
    def __eq__(self, other: object, /) -> bool:
        """
        Equal when the documents are, and all that the two were made with.
        """
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, document: Mapping[str, Any] | str) -> Workflow:
        """
        Raises `InvalidInputError` with all faults in `problems`, each with its path (`transitions.open[1]`).
        """
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def _rebuild(cls, /, text: str, beside: Any) -> Workflow: ...
    def _repr_svg_(self, /) -> str: ...
    @property
    def document(self, /) -> Any:
        """
        The document, normalised, as dicts and lists.
        """
    def moves(self, /, status: str) -> list[str]:
        """
        The statuses a ticket may move to from `status`, whoever moves it.
        """
    @staticmethod
    def problems(document: Mapping[str, Any] | str, *, zones: ZoneDb | None = None) -> list[dict[str, Any]]:
        """
        All that is wrong with a document or odd about it, each a mapping with `severity`, `code`, `path`, `value` and `expected`; what
        is no document at all still raises.
        """
    def to_json(self, /) -> str:
        """
        The document, normalised, as JSON text.
        """
    def to_svg(self, /) -> str:
        """
        States and moves as an SVG picture.
        """
    @property
    def version(self, /) -> str:
        """
        The SHA-256 of the canonical document: the version that tickets keep.
        """
    @property
    def warnings(self, /) -> list[dict[str, Any]]:
        """
        Remarks of the validation: what is used as it stands but deserves a look.
        """

@final
class Zone:
    """
    The rules of one time zone: which offset holds when.

    Made by `ZoneDb.zone`. Instants are aware datetimes; wall-clock times are naive ones, because this zone says where they are.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def classify(self, /, local: datetime) -> LocalTime:
        """
        Whether the wall-clock time `local` happens once, never (`gap`) or twice (`fold`).
        """
    @property
    def name(self, /) -> str:
        """
        The IANA name.
        """
    def next_transition(self, /, after: datetime) -> Transition | None:
        """
        The first change of offset after an instant; `None` when there is no further one.
        """
    def offset_at(self, /, at: datetime) -> timedelta:
        """
        How far local time is ahead of UTC at an instant (negative: behind).
        """
    def previous_transition(self, /, before: datetime) -> Transition | None:
        """
        The last change of offset before an instant; `None` when there is no earlier one.
        """
    def resolve(self, /, local: datetime, *, gap: Gap | None = None, fold: Fold | None = None) -> datetime:
        """
        The instant at which the wall clock shows `local`, a naive datetime.

        Where clocks go forward the time may not exist: `gap="transition"` takes the first instant after the gap, `"compatible"` moves it on by the
        length of the gap. Where clocks go back it happens twice: `fold="earlier"` or `"later"`.
        """
    def to_local(self, /, at: datetime) -> datetime:
        """
        The wall-clock time at an instant, as a naive datetime.
        """
    def transitions(self, /, start: datetime, end: datetime) -> list[Transition]:
        """
        All changes of offset from `start` (included) to `end` (excluded).
        """
    @property
    def zones(self, /) -> ZoneDb:
        """
        The database the rules come from.
        """

@final
class ZoneDb:
    """
    A set of time-zone rules: one release of the IANA database.

    Calendars and zones take their rules from here and never from the host by themselves, so that an answer depends on its inputs alone. `release`
    names the rules used; governments change them several times a year.

    >>> from sundesk import ZoneDb
    >>> db = ZoneDb.bundled()
    >>> "Europe/Berlin" in db
    True
    >>> db.zone("Europe/Berlin").name
    'Europe/Berlin'
    """
    def __contains__(self, name: str, /) -> bool: ...
    def __eq__(self, other: object, /) -> bool:
        """
        Equal when both hold the same release from the same kind of source.
        """
    def __hash__(self, /) -> int: ...
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[Any, tuple[Any, ...]]:
        """
        A pickle keeps where the rules came from, not the rules; only those given as bytes travel with it.
        """
    def __repr__(self, /) -> str: ...
    @staticmethod
    def bundled() -> ZoneDb:
        """
        The rules that come with the library; the same on every host.
        """
    @staticmethod
    def from_dir(path: str | PathLike[str]) -> ZoneDb:
        """
        The rules of a directory of compiled zones, such as `/usr/share/zoneinfo`.

        Raises `IoError` when the directory cannot be read or holds no zone.
        """
    @staticmethod
    def from_tzif(release: str, files: Mapping[str, bytes]) -> ZoneDb:
        """
        The rules in `files`, a mapping of zone names to the bytes of their TZif files (RFC 9636), under the name `release`.
        """
    @property
    def names(self, /) -> list[str]:
        """
        The names of all zones and links, in alphabetical order.
        """
    @property
    def release(self, /) -> str:
        """
        The release of the rules, such as `2026e`.
        """
    @staticmethod
    def tzdata() -> ZoneDb:
        """
        The rules of the package `tzdata` from PyPI, which follows the IANA releases within days.

        Raises `ModuleNotFoundError` when the package is not installed.
        """
    def zone(self, /, name: str) -> Zone:
        """
        The zone of an IANA name, such as `Europe/Berlin`.

        Raises `UnknownZoneError`, which names a near miss where there is one.
        """

def _figures_of(text: str) -> FigureTable:
    """
    The table of a report, given as JSON text.
    """

def check_templates(sources: Mapping[str, Mapping[str, str]] | str | PathLike[str], reference: str | None = None, *, functions: Any | None = None, fail_on: LintLevel | None = None, **config: "Any") -> Report:
    """
    Checks texts without loading them, from a directory or a mapping (locale to set to text); gives the report with its `text` and `exit_code` for a command
    line: 0 fine, 1 something reaches the level `fail_on` (`info`, `warning`, `error`; the last unless given), 2 they cannot be loaded. `functions` and settings are those of
    `Templates.load_dir`; where the program is not at hand, `lint={"functions": [...]}` names its functions.
    """

def day_plan(arrivals: Sequence[SupportsFloat | SupportsIndex], interval_s: SupportsFloat | SupportsIndex, aht_s: SupportsFloat | SupportsIndex, *, target_s: SupportsFloat | SupportsIndex, service_level: SupportsFloat | SupportsIndex, max_asa_s: SupportsFloat | SupportsIndex | None = None, max_occupancy: SupportsFloat | SupportsIndex | None = None, shrinkage: SupportsFloat | SupportsIndex | None = None, mean_patience_s: SupportsFloat | SupportsIndex | None = None, max_abandon: SupportsFloat | SupportsIndex | None = None, carry_over: bool | None = None, concurrency: SupportsIndex | None = None) -> DayPlan:
    """
    What each interval of a day needs: `arrivals` is a list, one number an interval. By Erlang C, or with a `mean_patience_s` by Erlang A.

    `carry_over=True` counts contacts that last into later intervals there, `concurrency` is how many contacts an agent has at once (1). Unless given, `max_occupancy` and `max_abandon` are 1 and `shrinkage` is 0. Staffing to the mean of a day misses its peak:

    >>> from sundesk import day_plan
    >>> day_plan([20, 110, 0], 1800, 240, target_s=20, service_level=0.8, max_occupancy=0.9).agents
    [5, 19, 0]
    """

def document_names() -> list[DocumentKind]:
    """
    The names of the kinds of documents.
    """

def document_schema(name: str) -> Any:
    """
    The JSON Schema (draft 2020-12) of the kind of document with this name, as a dict: `"calendar"`, `"policies"`, `"events"`, `"log"`, `"column-map"`,
    `"report"`, `"review"`, `"template-settings"` and the others of `document_names()`. `NotFoundError` for another name.
    """

def erlang_a(arrivals: SupportsFloat | SupportsIndex, interval_s: SupportsFloat | SupportsIndex, aht_s: SupportsFloat | SupportsIndex, *, mean_patience_s: SupportsFloat | SupportsIndex, agents: SupportsIndex, target_s: SupportsFloat | SupportsIndex) -> ErlangA:
    """
    `agents` agents under a workload when people hang up after a patience that is exponential around its mean; steady at any load.

    >>> from sundesk import erlang_a
    >>> queue = erlang_a(100, 1800, 180, mean_patience_s=300, agents=14, target_s=20)
    >>> round(queue.abandon_probability, 6), round(queue.service_level, 4)
    (0.013984, 0.9168)
    """

def erlang_a_required(arrivals: SupportsFloat | SupportsIndex, interval_s: SupportsFloat | SupportsIndex, aht_s: SupportsFloat | SupportsIndex, *, mean_patience_s: SupportsFloat | SupportsIndex, target_s: SupportsFloat | SupportsIndex, service_level: SupportsFloat | SupportsIndex, max_asa_s: SupportsFloat | SupportsIndex | None = None, max_abandon: SupportsFloat | SupportsIndex | None = None, max_occupancy: SupportsFloat | SupportsIndex | None = None, shrinkage: SupportsFloat | SupportsIndex | None = None, concurrency: SupportsIndex | None = None) -> Required:
    """
    The least number of agents that keeps a promise when people hang up; it may be below the traffic. Unless given, `max_abandon`, `max_occupancy` and
    `concurrency` (chats at once, as in `erlang_c`) are 1 and `shrinkage` is 0.
    """

def erlang_b(traffic: SupportsFloat | SupportsIndex, agents: SupportsIndex) -> ErlangB:
    """
    `agents` agents under `traffic` erlangs when a contact that finds everybody busy is lost.

    >>> from sundesk import erlang_b
    >>> round(erlang_b(1.0, 2).blocking, 12)
    0.2
    """

def erlang_b_required(traffic: SupportsFloat | SupportsIndex, max_blocking: SupportsFloat | SupportsIndex) -> tuple[int, float]:
    """
    The least number of agents with whom no more than a share `max_blocking` is lost, and the share that then is.
    """

def erlang_b_traffic(agents: SupportsIndex, blocking: SupportsFloat | SupportsIndex) -> float:
    """
    The traffic, in erlangs, of which a share `blocking` is lost with so many agents.
    """

def erlang_c(arrivals: SupportsFloat | SupportsIndex, interval_s: SupportsFloat | SupportsIndex, aht_s: SupportsFloat | SupportsIndex, *, agents: SupportsIndex, target_s: SupportsFloat | SupportsIndex, concurrency: SupportsIndex | None = None) -> ErlangC:
    """
    `agents` agents under a workload when everybody waits, with a threshold of `target_s` seconds; each agent serves `concurrency` contacts at once (1 unless given)
    (chats; `aht_s` is then the length of one at that concurrency).

    Raises `OutOfRangeError` where traffic is at or above the number of agents: the queue is unstable.

    >>> from sundesk import erlang_c
    >>> queue = erlang_c(arrivals=100, interval_s=1800, aht_s=180, agents=14, target_s=20)
    >>> round(queue.service_level, 3), round(queue.asa_s, 1)
    (0.888, 7.8)
    """

def erlang_c_max_arrivals(agents: SupportsIndex, aht_s: SupportsFloat | SupportsIndex, *, target_s: SupportsFloat | SupportsIndex, service_level: SupportsFloat | SupportsIndex, max_asa_s: SupportsFloat | SupportsIndex | None = None, max_occupancy: SupportsFloat | SupportsIndex | None = None) -> tuple[float, str]:
    """
    The most contacts an hour with which so many agents keep a promise, and the bound that more would break: `"service_level"` or `"occupancy"`. `max_occupancy` is 1 unless given.
    """

def erlang_c_required(arrivals: SupportsFloat | SupportsIndex, interval_s: SupportsFloat | SupportsIndex, aht_s: SupportsFloat | SupportsIndex, *, target_s: SupportsFloat | SupportsIndex, service_level: SupportsFloat | SupportsIndex, max_asa_s: SupportsFloat | SupportsIndex | None = None, max_occupancy: SupportsFloat | SupportsIndex | None = None, shrinkage: SupportsFloat | SupportsIndex | None = None, concurrency: SupportsIndex | None = None) -> Required:
    """
    The least number of agents that answers a share `service_level` within `target_s` seconds when everybody waits. Unless given, no bound is set by
    `max_asa_s`, `max_occupancy` is 1 and `shrinkage` 0.

    >>> from sundesk import erlang_c_required
    >>> needed = erlang_c_required(100, 1800, 180, target_s=20, service_level=0.8, shrinkage=0.3)
    >>> needed.agents, needed.scheduled_headcount
    (14, 20)
    """

def headcount(agents: SupportsIndex, shrinkage: SupportsFloat | SupportsIndex) -> int:
    """
    How many people to schedule so that `agents` are on the queue: `agents / (1 - shrinkage)`, rounded up.
    """

def import_calendar(form: str, source: Mapping[str, Any] | str, *, holidays: Any | None = None, timezone: str | None = None, years: tuple[SupportsIndex, SupportsIndex] | None = None) -> Any:
    """
    Reads a calendar that stands in another product's form; gives `{"calendar": document, "left_out": problems}`.

    `form` is `"zendesk"` (its schedule, with `holidays=` its holidays), `"jira"`, `"biz"`, `"working_hours"` or `"zammad"` (mappings or JSON text),
    `"freescout"` (its schedule or the line of its `.env`, with `timezone=` the company's), or `"osm"` (OpenStreetMap `opening_hours` text, which needs `timezone`, `years` and, for rules about public holidays, `holidays`). Nothing is guessed: what
    has no counterpart is left out and named. The document is not yet checked; `Calendar(...)` does that.
    """

def import_holidays(text: str, timezone: str, years: tuple[SupportsIndex, SupportsIndex], *, zones: ZoneDb | None = None) -> Any:
    """
    Reads the closed days of an iCalendar file (RFC 5545) for the given years, both included; gives `{"holidays": list, "left_out": problems}`.

    Repetitions, exceptions and moved instances are those of the RFC. `zones` gives the rules of the zones that the file names.
    """

def import_policies(form: str, source: Mapping[str, Any] | str, *, names: Any | None = None) -> Any:
    """
    Reads the policies of another product; gives `{"policies": document, "left_out": problems}`.

    `form` is `"zendesk"` (the answer of `/api/v2/slas/policies.json`) or `"zammad"` (`/api/v1/slas`), `source` its JSON text or the mapping of it.
    `names` says what the product's numbers are called in the log: `{"group_id": {"7": "Billing"}, "calendar_id": {"1": "office"}}`. Nothing is guessed:
    what has no counterpart is left out and named. The document is not yet checked; `PolicySet(...)` does that.
    """

def metrics(frame: Any, metrics: Sequence[Any], *, by: Sequence[str] | None = None, events: Mapping[str, Any] | str | None = None, zones: ZoneDb | None = None, **options: "Any") -> Report:
    """
    Figures of a frame of events, one row an event: a polars or pandas frame, a pyarrow table, a DuckDB relation, anything with
    `__arrow_c_stream__`. No log is made. Columns of numbers and dictionaries (categoricals) are read where they lie; columns of text are encoded first.

    The columns are `ticket`, `at` (with a zone), `kind`, and where there are such `actor` and `score`; `events` says so of other names, and
    what words mean: its fields are those of `document_schema("frame")`. `by` are columns to group by. Options are `period`, `period_of`, `zone`,
    `roster`, `calendar`, `now`, `view`, `with_state`, `quarter_hours` and `threads` (left out, 2; the figures are the same). A row that cannot be
    counted is an error that names it, unless `events` says `{"faulty_rows": "count"}`; what was odd is in the report's `quality`.
    """

def metrics_report(log: EventLog, now: datetime | None = None, *, zone: str | None = None, calendar: Calendar | None = None, policies: PolicySet | None = None, metric: str | None = None, roster: Roster | None = None, zones: ZoneDb | None = None, **options: "Any") -> Report:
    """
    The figures of a log as of `now`: for all tickets, for each group, for each week; as dicts and lists, `None` where there is no data. Without `now`
    they are as of the last instant that the log states.

    Weeks and days are those of `zone` (UTC unless given). With a `calendar` there are resolution times in business hours besides; with `policies` and the name of one
    `metric` of theirs there is the share of promises kept, with its interval. Options are `group_by` (a list of the log's attributes), `resolution`,
    `percentile`, `attainment` (`"per_ticket"` or `"per_cycle"`), `confidence`, `created_from`, `created_before` and the others of `document_schema("report")`.
    A `roster` is for `period={"unit": "shift"}`.
    """

def negotiate(wishes: str | Sequence[str], available: Sequence[str]) -> list[str]:
    """
    The locales at hand that fit a wish or several, best first: by canonical name, CLDR parents, same language and script, never another script.

    >>> from sundesk import negotiate
    >>> negotiate(["zh-TW", "es-MX"], ["en", "es", "es-419", "zh-Hans"])
    ['es-419', 'es']
    """

def parse_accept_language(header: str) -> list[str]:
    """
    The locales an `Accept-Language` header wishes, best first.

    >>> from sundesk import parse_accept_language
    >>> parse_accept_language("en;q=0.1, de-AT, de;q=0.9, *;q=0.5")
    ['de-AT', 'de', 'en']
    """

def pseudo_localize(source: str, locale: PseudoLocale | None = None) -> str:
    """
    A Fluent file in strange letters, for finding texts that are not translated or do not fit: `locale` is `en-XA` (unless given: accented, longer) or `ar-XB` (from right
    to left).
    """

def question_names() -> list[QuestionKind]:
    """
    The words of the questions there are.
    """

def question_schema(name: str) -> Any:
    """
    The JSON Schema (draft 2020-12) of the question with this word, as a dict: its fields, what they mean, which are required. `NotFoundError` for
    another word.
    """

def review(log: EventLog, document: Mapping[str, Any] | str | None = None, *, preset: str | None = None, now: datetime | None = None, zones: ZoneDb | None = None) -> Review:
    """
    Judges every ticket of a log and draws the figures together.

    `document` (its fields: `document_schema("review")`) holds calendar, policy and what to show; `preset="servicenow-uci"` is a ready one, over which the fields of `document` are laid; without either, the figures that need no document. `now` is the as-of instant, by default the last one that the
    log states: later events are not known yet, and a ticket open past its due instant counts as broken.
    """

def sms_count(text: str) -> Report:
    """
    What a text costs as a text message: `encoding`, `units`, `segments` and the first character that forbids GSM-7.
    """

def starter_sources() -> dict[str, dict[str, str]]:
    """
    The texts of the starter catalog, locale to set to Fluent source: to load beside your own, or to write to files and change.

    >>> from sundesk import starter_sources
    >>> sorted(starter_sources()["vi"])
    ['auto', 'common', 'reasons', 'refusals', 'staff', 'survey', 'ticket']
    """

def template_contracts(sources: Mapping[str, Mapping[str, str]] | str | PathLike[str], reference: str | None = None) -> list[Report]:
    """
    What every message of the reference needs and offers, in the order of their ids, from a directory or a mapping (locale to set to text).
    """

def what_if(log: EventLog, before: PolicySet, after: PolicySet, now: datetime, *, group: str | None = None) -> list[Report]:
    """
    The same log under two policy sets: for each metric, and each value of the attribute `group` where one is named, the verdicts before and after, and
    the tickets that would do better or worse; as dicts.
    """
