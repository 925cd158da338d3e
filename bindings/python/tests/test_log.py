"""Event logs from CSV and from events."""

from __future__ import annotations

import gzip
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import sundesk
from conftest import ROOT, utc
from sundesk import EventLog

MAP: dict[str, Any] = {
    "ticket": "id",
    "at": "when",
    "status": "state",
    "statuses": {"open": "open", "done": "solved"},
    "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"},
    "attributes": ["team"],
}
CSV = "id,when,state,team\n7,2024-06-03 09:00,open,red\n8,2024-06-03 09:30,open,\n7,2024-06-03 10:00,done,blue\n"


def test_a_csv_log_by_a_column_map(tmp_path: Path) -> None:
    plain, packed = tmp_path / "log.csv", tmp_path / "log.csv.gz"
    plain.write_text(CSV, encoding="utf-8")
    packed.write_bytes(gzip.compress(CSV.encode()))
    for source in (CSV.encode(), plain, str(packed)):
        log = EventLog.import_csv(source, map=MAP)
        assert (len(log), log.ids, log.event_count) == (2, ["7", "8"], 5)
        assert log.span == (utc("2024-06-03 09:00"), utc("2024-06-03 10:00"))
        assert log.attribute("team") == ["blue", None] and log.attributes == ["team"]
        assert log.statuses == {"open": "open", "done": "solved"} and log.quality["rows"] == 3
        assert "7" in log and "9" not in log
    assert log.events("7")[-1] == {"at": utc("2024-06-03 10:00"), "type": "status", "to": "done"}
    with pytest.raises(sundesk.NotFoundError):
        log.events("9")


def test_a_log_from_events_in_any_order() -> None:
    at = datetime(2024, 6, 3, 9, tzinfo=timezone.utc)
    log = EventLog.from_events(
        {
            "T-1": [
                {"at": "2024-06-03T10:00:00Z", "type": "status", "to": "solved"},
                {"at": at, "type": "created", "by": "customer", "status": "open", "fields": {"tier": "gold"}},
                {"at": at, "type": "reply", "by": "agent", "public": False},
            ]
        },
        statuses={"open": "open", "solved": "solved"},
        attributes={"T-1": {"region": "EMEA"}},
    )
    assert [e["type"] for e in log.events("T-1")] == ["created", "status", "field", "reply", "status"]
    assert log.events("T-1")[0] == {"at": at, "type": "created", "by": "requester"}
    assert log.events("T-1")[2] == {"at": at, "type": "field", "name": "tier", "to": "gold", "by": "requester"}
    assert log.events("T-1")[3] == {"at": at, "type": "reply", "by": "agent", "public": False}
    assert log.attribute("region") == ["EMEA"]


@pytest.mark.parametrize(
    ("text", "changes", "error", "says", "line"),
    [
        ("id,when,state,team\n7,yesterday,open,\n", {}, sundesk.InvalidInputError, "yesterday", 2),
        ("id,when,state,team\n7,2024-06-03 09:00\n", {}, sundesk.InvalidInputError, "4 fields", 2),
        ("id,when,state\n7,2024-06-03 09:00,open\n", {}, sundesk.NotFoundError, "team", 1),
        ("", {}, sundesk.InvalidInputError, "empty", 0),
        ("id,when,state,team\n", {}, sundesk.InvalidInputError, "no rows", 0),
        (CSV, {"time": {"format": "%Y-%m-%d %H:%M"}}, sundesk.InvalidInputError, "zone", 0),
        (CSV, {"colour": "red"}, sundesk.InvalidInputError, "colour", None),
        ("id,when,state,team\n7,1850-06-03 09:00,open,\n", {}, sundesk.OutOfRangeError, "1850", 2),
        ('id,when,state,team\n"' + "x" * 4_000_000, {}, sundesk.LimitExceededError, "quote left open", 2),
    ],
)
def test_a_bad_log_is_an_error_with_its_place(text: str, changes: dict[str, Any], error: type[Exception], says: str, line: int | None) -> None:
    with pytest.raises(error, match=says) as caught:
        EventLog.import_csv(text.encode(), map=MAP | changes)
    assert line is None or caught.value.line == line  # type: ignore[attr-defined]


def test_files_that_are_not_there_or_cut_short(tmp_path: Path) -> None:
    with pytest.raises(sundesk.IoError) as caught:
        EventLog.import_csv(tmp_path / "nowhere.csv", map=MAP)
    assert caught.value.file.endswith("nowhere.csv")
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(CSV.encode())[:-12])
    with pytest.raises(sundesk.IoError, match="cut short"):
        EventLog.import_csv(cut, map=MAP)


def test_arguments_that_do_not_fit() -> None:
    with pytest.raises(sundesk.InvalidInputError, match="no preset beside a column map"):
        EventLog.import_csv(CSV.encode(), map=MAP, preset="jira-list")
    with pytest.raises(sundesk.InvalidInputError, match="the log is empty"):
        EventLog.import_csv(b"")
    with pytest.raises(sundesk.NotFoundError, match="servicenow-uci"):
        EventLog.import_csv(b"", preset="jira")
    with pytest.raises(TypeError, match="a path, the bytes"):
        EventLog.import_csv(7, map=MAP)
    with pytest.raises(sundesk.InvalidInputError, match=r"tickets\.T-1\[0\]"):
        EventLog.from_events({"T-1": [{"at": "2024-06-03T10:00:00Z", "type": "telepathy"}]})
    with pytest.raises(TypeError, match=r"tickets\.T-1\[0\]\.at: .*naive"):
        EventLog.from_events({"T-1": [{"at": datetime(2024, 6, 3), "type": "created"}]})
    with pytest.raises(sundesk.NotFoundError, match="attribute"):
        EventLog.import_csv(CSV.encode(), map=MAP).attribute("colour")


def test_a_real_year_of_incidents() -> None:
    path = ROOT / "tests/data/servicenow-incidents/incident_event_log.csv.gz"
    if not path.exists():
        pytest.skip("the real log is not in the tree")
    log = EventLog.import_csv(path, preset="servicenow-uci")
    assert (len(log), log.quality["rows"]) == (24_918, 141_712)
