"""A small desk's events as an Arrow table, the same on every run, and what is asked of them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
import sundesk

METRICS: list[Any] = ["volume", "first_response", "resolution_time", "reopen_rate", {"metric": "csat", "of": "csat"}]
QUESTION: dict[str, Any] = {"by": ["channel"], "period": {"unit": "week"}, "zone": "Europe/Berlin", "now": "2026-04-01T00:00:00Z"}


def table(tickets: int = 2_000) -> pa.Table:
    """Each ticket is created, answered, solved and rated; a seventh of them come back."""
    start = datetime(2026, 1, 5, 8, tzinfo=timezone.utc)
    rows: list[tuple[str, datetime, str, str, str, int | None]] = []
    for i in range(tickets):
        ticket, channel = f"T-{i}", ("mail", "chat", "phone")[i % 3]
        at = start + timedelta(minutes=(i * 47) % 86_400)
        steps = [("created", "customer", 0), ("agent_reply", "agent", 5 + i * 13 % 400), ("solved", "agent", 500 + i * 29 % 3_000)]
        if i % 7 == 0:
            steps += [("open", "customer", 3_600), ("solved", "agent", 4_000 + i % 900)]
        rows += [(ticket, at + timedelta(minutes=m), kind, actor, channel, None) for kind, actor, m in steps]
        rows.append((ticket, at + timedelta(minutes=6_000), "csat", "customer", channel, 1 + i % 5))
    rows.sort(key=lambda row: row[1])
    names = ["ticket", "at", "kind", "actor", "channel", "score"]
    columns: dict[str, Any] = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    columns["at"] = pa.array(columns["at"], pa.timestamp("us", "UTC"))
    return pa.table(columns)


def state_of(frame: Any) -> str:
    """The state of the figures of a frame that has whole tickets: a few bytes, which any other machine can merge."""
    return str(sundesk.metrics(frame, METRICS, with_state=True, **QUESTION)["state"])


def merged(states: list[str]) -> sundesk.Answer:
    """The figures of all parts together, and their state."""
    parts = [{"state": state} for state in states]
    return sundesk.Library({}).ask({"ask": "measure", "metrics": METRICS, "parts": parts, "group_by": ["channel", "week"], "now": QUESTION["now"], "with_state": True})
