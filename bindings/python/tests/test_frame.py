"""Frames of events: the same figures from polars, pandas, pyarrow and DuckDB."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sundesk
from sundesk import EventLog, InvalidInputError, NotFoundError, Report, WrongTypeError

pa = pytest.importorskip("pyarrow")

NINE = datetime(2026, 6, 1, 9, tzinfo=timezone.utc)
ROWS: list[tuple[Any, ...]] = [
    ("T-1", 0, "created", "customer", "email", None),
    ("T-2", 0, "created", "customer", "chat", None),
    ("T-1", 1, "agent_reply", "agent", None, None),
    ("T-2", 2, "agent_reply", "agent", "chat", None),
    ("T-1", 3, "solved", "agent", "email", None),
    ("T-1", 4, "csat", "customer", "email", 5),
]
QUESTION: dict[str, Any] = {"by": ["channel"], "zone": "Europe/Berlin"}


def table() -> Any:
    names = ["ticket", "at", "kind", "actor", "channel", "score"]
    columns: dict[str, Any] = dict(zip(names, map(list, zip(*ROWS, strict=True)), strict=True))
    columns["at"] = pa.array([NINE + timedelta(hours=h) for h in columns["at"]], pa.timestamp("us", "UTC"))
    return pa.table(columns)


def figure(answer: Report, key: list[str], metric: str, statistic: str) -> Any:
    group = next(g for g in answer["groups"] if g["key"] == key)
    return next(f for f in group["figures"] if (f["metric"], f["statistic"]) == (metric, statistic))


def check(frame: Any) -> dict[str, Any]:
    answer = sundesk.metrics(frame, ["first_response", "csat"], **QUESTION)
    assert type(answer) is Report and answer.groups[0].key == ["chat"]
    assert figure(answer, ["email"], "first_response", "median")["value"] == 3600
    assert figure(answer, ["chat"], "first_response", "median")["value"] == 7200
    assert figure(answer, ["email"], "csat", "rate")["k"] == 1
    assert (answer["quality"]["rows"], answer["quality"]["tickets"]) == (6, 2)
    log = EventLog.from_frame(frame, events={"words": ["channel"]})
    assert (len(log), log.event_count, log.attribute("csat")[:1]) == (2, 6, ["5"])
    return answer.to_dict()


def test_every_frame_gives_the_same_figures() -> None:
    made = check(table())
    assert check(table().slice(0)) == made
    assert check(pa.concat_tables([table().slice(0, 2), table().slice(2)])) == made
    coded = table()
    for name in ("ticket", "kind", "actor", "channel"):
        coded = coded.set_column(coded.column_names.index(name), name, coded[name].dictionary_encode())
    assert check(coded) == made
    assert check(coded.to_batches()[0]) == made
    for unit in ("s", "ms", "ns"):
        other = table()
        assert check(other.set_column(1, "at", other["at"].cast(pa.timestamp(unit, "Asia/Tokyo")))) == made


def test_polars() -> None:
    pl = pytest.importorskip("polars")
    frame = pl.from_arrow(table())
    made = check(frame)
    assert check(frame.with_columns(pl.col("kind", "channel").cast(pl.Categorical))) == made
    assert check(frame.with_columns(pl.col("at").dt.cast_time_unit("ms"))) == made


def test_pandas() -> None:
    pytest.importorskip("pandas")
    check(table().to_pandas())


def test_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("events", table())
    check(connection.sql("SELECT * FROM events"))


def test_other_names_and_numbers_for_words() -> None:
    kinds = [0, 0, 2, 2, 5, 8]
    frame = table().rename_columns(["id", "when", "what", "who", "channel", "points"])
    frame = frame.set_column(2, "what", pa.array(kinds, pa.int8()))
    events = {
        "ticket": "id",
        "at": "when",
        "kind": "what",
        "actor": "who",
        "score": "points",
        "kinds": {
            "0": {"as": "created"},
            "2": {"as": "reply"},
            "5": {"as": "status", "to": "solved"},
            "8": {"as": "score", "into": "stars"},
        },
    }
    specs = ["volume", {"metric": "csat", "of": "stars"}]
    answer = sundesk.metrics(frame, specs, by=["channel"], events=events, period={"unit": "week"}, threads=1)
    assert figure(answer, ["email", "2026-W23"], "csat", "rate")["value"] == 1


def test_what_is_not_there_has_a_type_of_its_own() -> None:
    frame = table().set_column(5, "score", pa.nulls(6)).append_column("team", pa.nulls(6))
    answer = sundesk.metrics(frame, ["volume", "csat"], by=["team"])
    assert figure(answer, [""], "volume", "tickets")["value"] == 2 and answer.quality.without_score == 1
    nothing = sundesk.metrics(table().slice(0, 0), ["volume"], by=["channel"])
    assert (nothing.groups, nothing.as_of, nothing.quality.rows) == ([], None, 0)
    assert len(EventLog.from_frame(table().slice(0, 0))) == 0


def set_to(change: dict[str, Any]) -> Any:
    frame = table()
    for name, column in change.items():
        frame = frame.set_column(frame.column_names.index(name), name, column)
    return frame


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"at": pa.array([NINE] * 5 + [None], pa.timestamp("us", "UTC"))}, "frame.at[5]"),
        ({"kind": pa.array(["created"] * 5 + ["warped"])}, "frame.kind[5]"),
        ({"actor": pa.array(["customer"] * 5 + ["ghost"])}, "frame.actor[5]"),
        ({"ticket": pa.array(["T-1"] * 3 + [None] * 3)}, "frame.ticket[3]"),
    ],
)
def test_a_row_that_cannot_be_counted_is_named(change: dict[str, Any], path: str) -> None:
    frame = set_to(change)
    for ask in (lambda: sundesk.metrics(frame, ["volume", "csat"]), lambda: EventLog.from_frame(frame)):
        with pytest.raises(InvalidInputError) as caught:
            ask()
        assert caught.value.path == path
    answer = sundesk.metrics(frame, ["volume"], events={"faulty_rows": "count"})
    assert sum(answer.quality.left_out.values()) == (3 if path == "frame.ticket[3]" else 1)


@pytest.mark.parametrize(
    ("change", "path", "expected"),
    [
        ({"at": pa.array([datetime(2026, 6, 1)] * 6, pa.timestamp("us"))}, "frame.at", "timestamps with a zone"),
        ({"at": pa.array(["2026-06-01"] * 6)}, "frame.at", "timestamps with a zone"),
        ({"score": pa.array(["good"] * 6)}, "frame.score", "a column of numbers"),
        ({"kind": pa.array([1.5] * 6)}, "frame.kind", "a column of words"),
    ],
)
def test_a_column_of_another_type_is_named(change: dict[str, Any], path: str, expected: str) -> None:
    frame = set_to(change)
    for ask in (lambda: sundesk.metrics(frame, ["volume"]), lambda: EventLog.from_frame(frame)):
        with pytest.raises(WrongTypeError) as caught:
            ask()
        assert caught.value.path == path and caught.value.expected.startswith(expected)


Ask = Callable[[], object]


@pytest.mark.parametrize(
    ("ask", "error", "path"),
    [
        (lambda: sundesk.metrics([1, 2], ["volume"]), WrongTypeError, "frame"),
        (lambda: sundesk.metrics(table()["at"], ["volume"]), WrongTypeError, "frame"),
        (lambda: sundesk.metrics(table(), ["volume"], by=["channel", "colour"]), NotFoundError, "by[1]"),
        (lambda: sundesk.metrics(table(), ["volume"], by="channel"), WrongTypeError, "by"),
        (lambda: sundesk.metrics(table(), ["volume"], events={"words": ["colour"]}), NotFoundError, "events.words[0]"),
        (lambda: sundesk.metrics(table(), ["volume"], events={"ticket": "id"}), NotFoundError, "events.ticket"),
        (lambda: sundesk.metrics(table(), ["volume"], events={"score": "points"}), NotFoundError, "events.score"),
        (lambda: sundesk.metrics(table(), ["volume"], events={"faulty_rows": "drop"}), InvalidInputError, "events.faulty_rows"),
        (lambda: sundesk.metrics(table(), ["volume"], events={"words": ["channel", "channel"]}), InvalidInputError, "events.words[1]"),
        (lambda: sundesk.metrics(table(), ["warp"]), InvalidInputError, "metrics[0]"),
        (lambda: sundesk.metrics(table(), ["volume"], period={"unit": "moon"}), InvalidInputError, "period.unit"),
        (lambda: sundesk.metrics(table(), ["volume"], zone="Mars/Base"), sundesk.UnknownZoneError, "zone"),
        (lambda: sundesk.metrics(table(), ["volume"], colour=1), InvalidInputError, "colour"),
        (lambda: sundesk.metrics(table(), ["volume"], group_by=["channel"]), InvalidInputError, "group_by"),
        (lambda: sundesk.metrics(table(), [{"metric": "amount", "of": "hours"}]), NotFoundError, "metrics[0]"),
        (lambda: EventLog.from_frame(table(), events={"words": ["colour"]}), NotFoundError, "events.words[0]"),
    ],
)
def test_each_argument_is_refused_by_name(ask: Ask, error: type[Exception], path: str) -> None:
    with pytest.raises(error) as caught:
        ask()
    assert caught.value.path == path  # type: ignore[attr-defined]


def test_a_column_that_is_there_twice_is_refused() -> None:
    frame = table().append_column("channel", pa.array(["chat"] * 6))
    with pytest.raises(InvalidInputError, match="by\\[0\\]: .*a column that the frame has once"):
        sundesk.metrics(frame, ["volume"], by=["channel"])


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_process_measures_as_well() -> None:
    made = check(table())
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(check, (table(),)).get(timeout=60) == made


def test_the_figures_are_the_same_on_any_number_of_threads() -> None:
    made = sundesk.metrics(table(), ["first_response", "csat"], **QUESTION, threads=1)
    assert all(sundesk.metrics(table(), ["first_response", "csat"], **QUESTION, threads=n) == made for n in (0, 2, 3, 1000))


def test_a_state_merges_with_those_of_other_frames() -> None:
    parts = [sundesk.metrics(table(), ["volume"], with_state=True)["state"] for _ in range(2)]
    merged = sundesk.Library().ask("measure", metrics=["volume"], parts=[{"state": state} for state in parts])
    assert merged["groups"][0]["figures"][0]["value"] == 4
    assert merged.csv().startswith("by,group,") and "<table" in merged.html()
