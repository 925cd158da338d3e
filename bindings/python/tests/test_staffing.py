"""How many people a queue needs, and the questions to a roster that plan."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import conformance_runner
import pytest
import sundesk
from conftest import case_file

RING: dict[str, Any] = {
    "people": {"ana": {"languages": ["es"]}, "ben": {}},
    "shifts": [
        {"id": "day", "timezone": "Europe/Madrid", "start": "08:00", "end": "20:00", "people": ["ana"]},
        {"id": "night", "timezone": "Europe/Madrid", "start": "20:00", "end": "08:00"},
    ],
}


def near(got: Any, wanted: Any, rel: float) -> bool:
    if isinstance(wanted, list):
        return len(got) == len(wanted) and all(near(g, w, rel) for g, w in zip(got, wanted))
    return bool(got == (pytest.approx(wanted, rel=rel, abs=1e-12) if isinstance(wanted, float) else wanted))


def test_erlang_cases() -> None:
    cases = case_file("erlang")
    for case in cases:
        got = conformance_runner.answer({"kind": "erlang", "case": case})
        if case["model"] == "erlang_c_unstable":
            assert "unstable" in got["error"], case["id"]
            continue
        wanted = {name: value for name, value in case["out"].items() if name != "stable"}
        for name, value in wanted.items():
            assert near(got["answer"][name], value, case.get("tolerance_rel", 1e-9)), (case["id"], name)
    assert len(cases) > 40


def test_an_unstable_queue_is_an_error() -> None:
    with pytest.raises(sundesk.OutOfRangeError, match="unstable"):
        sundesk.erlang_c(100, 1800, 180, agents=10, target_s=20)


def test_chats_at_once() -> None:
    promise: dict[str, Any] = {"target_s": 60, "service_level": 0.8, "concurrency": 2}
    needed = sundesk.erlang_c_required(100, 3600, 480, **promise)
    level = [sundesk.erlang_c(100, 3600, 480, agents=n, concurrency=2, target_s=60).service_level for n in (8, 9)]
    assert needed.agents == 9 and needed.service_level == level[1] >= 0.8 > level[0]
    patient = sundesk.erlang_a_required(100, 3600, 480, mean_patience_s=120, **promise)
    assert patient.agents <= needed.agents and patient.abandon_probability > 0
    assert sundesk.day_plan([100], 3600, 480, **promise).agents == [9]
    with pytest.raises(sundesk.OutOfRangeError, match="concurrency"):
        sundesk.erlang_c_required(100, 3600, 480, **{**promise, "concurrency": 0})


def test_figures_are_values() -> None:
    two = sundesk.erlang_b(1.0, 2)
    assert two == sundesk.erlang_b(1.0, 2) and repr(two).startswith("ErlangB(blocking=0.2")
    plan = sundesk.day_plan([40, 0, 0, 0], 1800, 2700, target_s=60, service_level=0.8, carry_over=True)
    assert len(plan) == 4 and plan.agents[3] == 0 and not plan.carry_over_warning
    assert sundesk.headcount(14, 0.3) == 20


def test_planning_questions() -> None:
    roster = sundesk.Roster(RING)
    taken = roster.ask("route", at="2026-05-04T12:00:00+02:00", contact={"language": "es"})
    assert taken["assigned"] == "ana"
    later = roster.ask("route", at="2026-05-04T22:00:00+02:00", contact={"language": "es"})
    assert (later["assigned"], later["tell"], later["next_candidate_at"]) == (None, "later", datetime(2026, 5, 5, 6, tzinfo=timezone.utc))
    dealt = roster.ask("suggest_rotation", **{"from": "2026-05-04T00:00:00Z", "to": "2026-05-06T00:00:00Z"})
    assert [d["person"] for d in dealt["duties"]] == ["ben", "ben"]
    text = str(roster.ask("ics", **{"from": "2026-05-04T00:00:00Z", "to": "2026-05-05T00:00:00Z"}, stamp="2026-05-01T00:00:00Z"))
    assert text.startswith("BEGIN:VCALENDAR\r\n") and "SUMMARY:ana\r\n" in text
    read = sundesk.Library({}).ask("import_roster", form="ics", text=text, **{"from": "2026-05-04T00:00:00Z", "to": "2026-05-05T00:00:00Z"})
    assert {a["person"] for a in read["roster"]["assignments"]} == {"ana", "night"}
    staffed = roster.ask("roster_calendar", **{"from": "2026-05-04T00:00:00Z", "to": "2026-05-06T00:00:00Z"}, language="es")
    assert sundesk.Calendar(staffed["calendar"]) is not None
    assert str(roster.ask("page", year=2026)).startswith("<!DOCTYPE html>")


def test_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    import json

    from sundesk._cli import main

    path = tmp_path / "roster.json"
    path.write_text(json.dumps(RING), encoding="utf-8")
    span = ["--from", "2026-05-04T00:00Z", "--to", "2026-05-05T00:00Z"]
    assert main(["coverage", "ics", str(path), *span, "--person", "ana", "--stamp", "2026-05-01T00:00Z"]) == 0
    assert "SUMMARY:ana" in capsys.readouterr().out
    assert main(["coverage", "suggest", str(path), *span]) == 0
    assert "ben" in capsys.readouterr().out
    assert main(["coverage", "page", str(path), "--year", "2026"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")
    schedule = tmp_path / "schedule.json"
    users = [{"user": {"summary": "Ana"}}]
    layer = {"name": "L", "start": "2026-01-05T09:00:00Z", "rotation_virtual_start": "2026-01-05T09:00:00Z", "rotation_turn_length_seconds": 604800, "users": users}
    schedule.write_text(json.dumps({"schedule": {"time_zone": "UTC", "schedule_layers": [layer]}}), encoding="utf-8")
    assert main(["coverage", "audit", str(schedule), "--form", "pagerduty", "--year", "2027"]) == 0
