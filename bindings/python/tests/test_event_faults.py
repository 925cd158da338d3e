"""One fault of an event has one path, whichever door of Python it comes in by."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any, Callable

import pytest
from conftest import ROOT
from sundesk import Calendar, EventLog, History, Library, PolicySet, SundeskError, review, what_if

TABLE = (ROOT / "tests/fixtures/event_faults.txt").read_text(encoding="utf-8")
ROWS = [tuple(line.rsplit(" | ", 1)) for line in TABLE.splitlines() if not line.startswith("#")]
NOW = datetime(2024, 6, 4, tzinfo=timezone.utc)
STATUSES = {"open": "open"}
POLICY = {"metrics": {"m": {"kind": "resolution", "target": "90m", "clock": "elapsed"}}, "statuses": STATUSES, "unknown_status": "error"}
POLICIES = PolicySet(POLICY, calendar=Calendar.always_open())
Events = list[dict[str, Any]]


def log(events: Events) -> EventLog:
    return EventLog.from_events({"T-1": events}, statuses=STATUSES)


def library(**parts: Any) -> Library:
    return Library(policies={"p": POLICIES}, calendar=Calendar.always_open(), **parts)


def live(events: Events) -> None:
    tickets = POLICIES.bind().live()
    tickets.evaluate(tickets.insert(events), NOW)


OF_A_TICKET: dict[str, Callable[[Events], object]] = {
    "evaluate": lambda events: POLICIES.evaluate(events, now=NOW),
    "explain": lambda events: POLICIES.explain(events, NOW, "m"),
    "binding": lambda events: POLICIES.bind().evaluate(events, NOW),
    "history": lambda events: POLICIES.evaluate(History(events), now=NOW),
    "live": live,
    "question": lambda events: library().ask("sla", events=events, now=NOW.isoformat()),
}
OF_A_LOG: dict[str, Callable[[Events], object]] = {
    "replay": lambda events: POLICIES.replay(log(events), NOW),
    "what if": lambda events: what_if(log(events), POLICIES, POLICIES, NOW),
    "review": lambda events: review(log(events), {"policy": POLICY}, now=NOW),
    "question": lambda events: library(logs={"l": log(events)}).ask("sla", ticket="T-1", now=NOW.isoformat()),
}


@pytest.mark.parametrize(("events", "path"), ROWS, ids=[path + " " + str(i) for i, (_, path) in enumerate(ROWS)])
def test_one_fault_has_one_path_from_every_door(events: str, path: str) -> None:
    told = {}
    doors = [(f"{name} of {start}", start, door) for start, doors in (("events", OF_A_TICKET), ("tickets.T-1", OF_A_LOG)) for name, door in doors.items()]
    for name, start, door in doors:
        with pytest.raises(SundeskError) as refused:
            door(json.loads(events))
        own = refused.value.path.removeprefix("question.")  # the argument that a question is
        if own != start + path:
            told[name] = own
    assert told == {}
