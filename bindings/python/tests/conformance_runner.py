"""Answers worked cases through the installed package: one JSON line in, one out.

In: `{"kind": "business_time", "case": {...}}`. Out: `{"answer": ...}` or `{"error": "..."}`. Instants and spans are microseconds. The judging is done by
`cargo xtask conformance --via python`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

import sundesk

Json = dict[str, Any]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def us(value: datetime | timedelta | None) -> int | None:
    """Microseconds of an instant or a span; None stays None."""
    if isinstance(value, datetime):
        value = value.astimezone(timezone.utc) - EPOCH
    return None if value is None else value // MICROSECOND


@lru_cache(maxsize=64)
def calendar_of(text: str) -> sundesk.Calendar:
    return sundesk.Calendar(text)


def calendar(document: Json) -> sundesk.Calendar:
    return calendar_of(json.dumps(document, sort_keys=True))


def business_time(case: Json) -> Any:
    hours, start, op = calendar(case["calendar"]), instant(case["start"]), case["op"]
    if op == "elapsed":
        return us(hours.elapsed(start, instant(case["end"])))
    if op in ("add", "subtract"):
        return us(getattr(hours, op)(start, timedelta(seconds=case["seconds"])))
    if op == "is_open":
        return hours.is_open(start)
    if op in ("next_open", "next_close", "prev_open", "next_opening", "prev_opening"):
        return us(getattr(hours, op)(start))
    raise ValueError(f"unknown op {op!r}")


def sla_scenarios(case: Json) -> Any:
    wanted_alerts = case.get("expected_alerts", [])
    document = dict(case["policy"])
    if wanted_alerts:
        document["alerts"] = [{"percent": alert["percent"]} for alert in wanted_alerts]
    named = {name: calendar(doc) for name, doc in case.get("calendars", {}).items()}
    policies = sundesk.PolicySet(document, calendar=calendar(case["calendar"]), calendars=named)
    report = policies.evaluate(case["events"], instant(case["at"]))
    metrics = {
        name: {"state": m.state, "due_us": us(m.due_at), "elapsed_us": us(m.elapsed), "remaining_us": us(m.remaining)}
        for name, m in report.metrics.items()
    }
    if not wanted_alerts:
        return {"metrics": metrics}
    alerts = [
        {"metric": name, "percent": int(alert.alert.removeprefix("percent-")), "at_us": us(alert.at)}
        for name, m in report.metrics.items()
        for alert in m.alerts
    ]
    return {"metrics": metrics, "alerts": alerts}


KINDS: dict[str, Callable[[Json], Any]] = {"business_time": business_time, "sla_scenarios": sla_scenarios}


def answer(request: Json) -> Json:
    kind = KINDS.get(request["kind"])
    if kind is None:
        return {"error": f"unknown kind {request['kind']!r}"}
    try:
        return {"answer": kind(request["case"])}
    except (sundesk.SundeskError, ValueError, TypeError, KeyError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
