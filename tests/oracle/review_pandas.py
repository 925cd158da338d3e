"""The figures of the service review, computed a second time with pandas and nothing of sundesk.

    python tests/oracle/review_pandas.py LOG.csv.gz            prints them as JSON
    python tests/oracle/review_pandas.py LOG.csv.gz REVIEW.json compares them with `service_review --json`

Everything is written out as naively as it can be: business time walks from day to day, percentiles sort and pick, clocks replay one
row after the other.
"""

from __future__ import annotations

import json
import math
import sys
from datetime import datetime, time, timedelta
from fractions import Fraction
from itertools import groupby
from statistics import NormalDist
from typing import Any

import pandas as pd

DONE = {"Resolved", "Closed"}
PENDING = {"Awaiting User Info", "Awaiting Evidence"}
OPENS, CLOSES = time(8), time(18)
CRITICAL = "1 - Critical"
TARGETS = {CRITICAL: 4 * 3600, "2 - High": 8 * 3600, "3 - Moderate": 20 * 3600, "4 - Low": 40 * 3600}
WORST = 10
COLUMNS = ["number", "opened_at", "sys_updated_at", "resolved_at", "incident_state", "priority", "made_sla", "reopen_count"]


def business_seconds(start: datetime, end: datetime) -> int:
    """Seconds from `start` to `end` on Mondays to Fridays from 08:00 to 18:00, day by day."""
    total, day = timedelta(), start.date()
    while day <= end.date():
        if day.weekday() < 5:
            opens, closes = datetime.combine(day, OPENS), datetime.combine(day, CLOSES)
            total += max(min(end, closes) - max(start, opens), timedelta())
        day += timedelta(days=1)
    return int(total.total_seconds())


def elapsed_seconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())


def nearest_rank(values: list[int], percent: int) -> int | None:
    ordered = sorted(values)
    return ordered[max(math.ceil(Fraction(percent * len(ordered), 100)), 1) - 1] if ordered else None


def durations(values: list[int]) -> dict[str, Any]:
    return {
        "n": len(values),
        "median_s": nearest_rank(values, 50),
        "p90_s": nearest_rank(values, 90),
        "mean_s": float(Fraction(sum(values), len(values))) if values else None,
        "max_s": max(values, default=None),
    }


def share(k: int, n: int) -> dict[str, Any]:
    """k of n with Wilson's 95 % interval."""
    if n == 0:
        return {"k": k, "n": n, "rate": None, "lo": None, "hi": None}
    z, p = NormalDist().inv_cdf(0.975), k / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return {"k": k, "n": n, "rate": p, "lo": max((middle - half) / whole, 0.0), "hi": min((middle + half) / whole, 1.0)}


def read(path: str) -> pd.DataFrame:
    rows = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=["?"])
    for column in ["opened_at", "sys_updated_at", "resolved_at"]:
        rows[column] = pd.to_datetime(rows[column], format="%d/%m/%Y %H:%M")
    rows["order"] = rows["sys_mod_count"].astype(int)
    return rows.sort_values(["number", "sys_updated_at", "order"], kind="stable")


def replay(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One incident: its rows in order."""
    last = rows[-1]
    created = last["opened_at"].to_pydatetime()
    group = last["priority"]
    measure = elapsed_seconds if group == CRITICAL else business_seconds
    status, since, done_at, counted, reopens, target_of = None, created, None, 0, 0, None
    runs: list[tuple[datetime, datetime]] = []
    for row in rows:
        at, new = max(row["sys_updated_at"].to_pydatetime(), created), row["incident_state"]
        if status not in DONE and status not in PENDING and at > since:
            counted += measure(since, at)
            runs.append((since, at))
        if new in DONE and status not in DONE:
            done_at, target_of = at, row["priority"]
        if status in DONE and new not in DONE:
            reopens += 1
        status, since = new, at
    stated = None if pd.isna(last["resolved_at"]) else last["resolved_at"].to_pydatetime()
    return {
        "id": last["number"],
        "group": group,
        "created": created,
        "done": status in DONE,
        "done_at": done_at,
        "reopens": reopens,
        "stated": stated,
        "elapsed": None if stated is None else elapsed_seconds(created, stated),
        "business": None if stated is None else business_seconds(created, stated),
        "counted": counted,
        "runs": runs,
        "measure": measure,
        # The critical policy has one target; the other takes that of the priority when the clock stopped.
        "target": TARGETS[CRITICAL if group == CRITICAL else target_of],
        "made_sla": last["made_sla"] == "true",
        "reopen_count": last["reopen_count"] != "0",
    }


def due(ticket: dict[str, Any]) -> datetime:
    """The first minute at which the target is used up."""
    left = ticket["target"]
    for start, end in ticket["runs"]:
        within = ticket["measure"](start, end)
        if within < left:
            left -= within
            continue
        low, high = 0, int((end - start).total_seconds()) // 60
        while low < high:
            middle = (low + high) // 2
            if ticket["measure"](start, start + timedelta(minutes=middle)) >= left:
                high = middle
            else:
                low = middle + 1
        return start + timedelta(minutes=low)
    raise ValueError(f"{ticket['id']} is not late")


def section(tickets: list[dict[str, Any]]) -> dict[str, Any]:
    met = sum(t["counted"] <= t["target"] for t in tickets)
    return {
        "tickets": len(tickets),
        "done": sum(t["done"] for t in tickets),
        "resolution": durations([t["elapsed"] for t in tickets if t["elapsed"] is not None]),
        "resolution_business": durations([t["business"] for t in tickets if t["business"] is not None]),
        "without_instant": sum(t["done"] and t["stated"] is None for t in tickets),
        "reopened": share(sum(t["reopens"] > 0 for t in tickets), len(tickets)),
        "attainment": share(met, len(tickets)),
        "stated_sla": share(sum(t["made_sla"] for t in tickets), len(tickets)),
    }


def weeks(tickets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    monday = lambda at: at.date() - timedelta(days=at.weekday())  # noqa: E731
    # A resolution dated before the creation counts in the week of the creation.
    left = [max(t["stated"] or t["done_at"], t["created"]) for t in tickets]
    first = min(monday(t["created"]) for t in tickets)
    last = max(max(monday(at) for at in left), max(monday(t["created"]) for t in tickets))
    out, day = [], first
    while day <= last:
        end = datetime.combine(day + timedelta(days=7), time())
        out.append(
            {
                "week": "{}-W{:02}".format(*day.isocalendar()[:2]),
                "monday": day.isoformat(),
                "created": sum(monday(t["created"]) == day for t in tickets),
                "resolved": sum(t["stated"] is not None and monday(max(t["stated"], t["created"])) == day for t in tickets),
                "open_at_end": sum(t["created"] < end for t in tickets) - sum(at < end for at in left),
            }
        )
        day += timedelta(days=7)
    return out


def figures(path: str) -> dict[str, Any]:
    rows = read(path)
    records = rows[COLUMNS].to_dict("records")
    tickets = [replay(list(of_one)) for _, of_one in groupby(records, key=lambda row: row["number"])]
    groups = sorted({t["group"] for t in tickets})
    late = [t for t in tickets if t["counted"] > t["target"]]
    late.sort(key=lambda t: (t["target"] - t["counted"], t["id"]))
    return {
        "rows": len(rows),
        "all": section(tickets),
        "groups": {g: section([t for t in tickets if t["group"] == g]) for g in groups},
        "weeks": weeks(tickets),
        "stated_reopened": share(sum(t["reopen_count"] for t in tickets), len(tickets)),
        "agree": sum((t["counted"] <= t["target"]) == t["made_sla"] for t in tickets),
        "worst": [
            {
                "id": t["id"],
                "group": t["group"],
                "target_s": t["target"],
                "elapsed_s": t["counted"],
                "over_s": t["counted"] - t["target"],
                "started_at": t["created"].isoformat() + "Z",
                "due_at": due(t).isoformat() + "Z",
                "ended_at": t["done_at"].isoformat() + "Z",
            }
            for t in late[:WORST]
        ],
    }


def of_review(review: dict[str, Any]) -> dict[str, Any]:
    """The same figures out of a review's JSON."""
    report = review["report"]

    def part(f: dict[str, Any], stated: dict[str, Any]) -> dict[str, Any]:
        keep = {key: f[key] for key in ["tickets", "done", "resolution", "resolution_business", "reopened", "attainment"]}
        return {**keep, "without_instant": f["resolution_excluded"].get("no_instant", 0), "stated_sla": stated}

    stated = {g["group"]: g["stated_sla"] for g in review["groups"]}
    agreement = review["agreement"]
    return {
        "rows": report["quality"]["rows"],
        "all": part(report["all"], review["stated_sla"]),
        "groups": {g["group"]: part(g, stated[g["group"]]) for g in report["groups"][0]["groups"]},
        "weeks": report["weeks"],
        "stated_reopened": review["stated_reopened"],
        "agree": agreement["both_met"] + agreement["both_missed"],
        "worst": review["worst"],
    }


def differences(expected: Any, got: Any, path: str = "") -> list[str]:
    """Every figure of `expected` that `got` does not have; what `got` has besides is its own."""
    if isinstance(expected, dict):
        return [d for key in expected for d in differences(expected[key], (got or {}).get(key), f"{path}.{key}")]
    if isinstance(expected, list):
        if len(expected) != len(got):
            return [f"{path}: {len(expected)} entries by pandas, {len(got)} in the review"]
        return [d for i, (e, g) in enumerate(zip(expected, got, strict=True)) for d in differences(e, g, f"{path}[{i}]")]
    if isinstance(expected, int | float) and isinstance(got, int | float):
        same = math.isclose(expected, got, rel_tol=1e-9, abs_tol=1e-12)
    else:
        same = expected == got
    return [] if same else [f"{path}: {expected!r} by pandas, {got!r} in the review"]


def count(figures: Any) -> int:
    """How many single figures there are."""
    if isinstance(figures, dict | list):
        return sum(count(f) for f in (figures.values() if isinstance(figures, dict) else figures))
    return 1


def main(arguments: list[str]) -> int:
    expected = figures(arguments[0])
    if len(arguments) == 1:
        print(json.dumps(expected, indent=2))
        return 0
    with open(arguments[1], encoding="utf-8") as review:
        found = differences(expected, of_review(json.load(review)))
    print("\n".join(found) or f"all {count(expected)} figures agree")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
