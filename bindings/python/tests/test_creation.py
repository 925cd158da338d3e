"""What is dated before the creation: the table that every door and language is held to, through Python."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any, Callable

import pytest
from conftest import ROOT
from sundesk import Calendar, EventLog, PolicySet, metrics_report

TABLE = (ROOT / "tests/fixtures/before_creation.txt").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.splitlines() if not line.startswith("#")]
STATUSES = {"open": "open", "done": "solved", "shut": "closed"}
POLICY = {"metrics": {"m": {"kind": "resolution", "target": "90m", "clock": "elapsed"}}, "statuses": STATUSES}
MAP = {
    "ticket": "id",
    "at": "t",
    "created_at": "c",
    "statuses": STATUSES,
    "activity": {
        "column": "what",
        "events": {"reply": [{"type": "reply", "by": "agent"}]} | {word: [{"type": "status", "to": word}] for word in STATUSES},
    },
}
Given = list[tuple[str, str]]


def _rows(given: Given) -> list[dict[str, str]]:
    created = next(hour for hour, what in given if what == "created")
    return [{"id": "T", "t": hour, "c": created, "what": what} for hour, what in given if what != "created"]


def by_csv(given: Given) -> EventLog:
    rows = "".join(f"{row['id']},{row['t']},{row['c']},{row['what']}\n" for row in _rows(given))
    return EventLog.import_csv(f"id,t,c,what\n{rows}".encode(), map=MAP | {"time": {"format": "rfc3339"}})


def by_lines(given: Given) -> EventLog:
    rows = "".join(json.dumps(row) + "\n" for row in _rows(given))
    return EventLog.import_csv(rows.encode(), map=MAP | {"time": {"format": "rfc3339"}, "form": "json_lines"})


def by_events(given: Given) -> EventLog:
    def event(hour: str, what: str) -> dict[str, Any]:
        if what in STATUSES:
            return {"at": hour, "type": "status", "to": what}
        return {"at": hour, "type": what, "by": "requester" if what == "created" else "agent"}

    return EventLog.from_events({"T": [event(*pair) for pair in given]}, statuses=STATUSES)


def _time_or_reason(time: float | None, reasons: dict[str, int]) -> str:
    return f"{time:g}" if time is not None else next(iter(reasons), "-")


@pytest.mark.parametrize("door", [by_csv, by_lines, by_events])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_before_the_creation_means_the_same_from_every_door(row: list[str], door: Callable[[Given], EventLog]) -> None:
    pairs = (event.split() for event in row[0].split(", "))
    log = door([(f"2024-06-03T{hour:0>2}:00:00Z", what) for hour, what in pairs])
    now = datetime(2024, 6, 4, tzinfo=timezone.utc)
    policies = PolicySet(POLICY, calendar=Calendar.always_open())
    report = metrics_report(log, now, policies=policies, metric="m", resolution=row[1])
    told = report["all"]
    assert row[1:] == [
        row[1],
        ", ".join(f"{event['at'].hour} {event['to'] if event['type'] == 'status' else event['type']}" for event in log.events("T")),
        str(log.quality["rows_before_creation"]),
        _time_or_reason(told["first_response"]["median_s"], told["first_response_excluded"]),
        _time_or_reason(told["resolution"]["median_s"], told["resolution_excluded"]),
        f"{told['attainment']['k']} of {told['attainment']['n']}",
    ]
