"""Rosters: who is on, the audit of a year, the command line."""

from __future__ import annotations

import json
import pickle
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import sundesk
from sundesk import Roster
from test_cli import sundesk_command

RING = {
    "people": {"ana": {"languages": ["pt"]}},
    "shifts": [
        {"id": "mnl", "timezone": "Asia/Manila", "start": "06:00", "end": "14:00", "people": ["ana"]},
        {"id": "ams", "timezone": "Europe/Amsterdam", "start": "07:00", "end": "15:00"},
        {"id": "lax", "timezone": "America/Los_Angeles", "start": "06:00", "end": "14:00"},
    ],
}


def utc(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=timezone.utc)


def test_who_is_on_and_who_comes_next() -> None:
    ring = Roster(RING)
    assert ring.on(utc(8, 0)) == ["ana"] and ring.on(utc(8, 6), language="pt") == []
    assert ring.next_change(utc(8, 0)) == utc(8, 6)
    assert ring.next_change(utc(8, 0), language="xx") is None
    assert ring.next_shift("ana", utc(8, 0)) == (utc(8, 22), utc(9, 6))
    assert ring.tzdb_release == sundesk.ZoneDb.bundled().release
    assert Roster(json.dumps(RING)).document == ring.document


def test_stretches_in_columns() -> None:
    day = Roster(RING).segments(utc(8, 0), utc(9, 0))
    assert day["start"].to_list() == [utc(8, h) for h in (0, 6, 13, 14, 21, 22)]
    assert day["end"].to_list() == [*day["start"].to_list()[1:], utc(9, 0)]
    assert [day["crews"][crew] for crew in day["crew"]] == [["ana"], ["ams"], ["ams", "lax"], ["lax"], [], ["ana"]]
    assert list(day["depth"]) == list(day["people"]) == list(day["duties"]) == [1, 1, 2, 1, 0, 1]
    portuguese = Roster(RING).segments(utc(8, 0), utc(9, 0), language="pt")
    assert list(portuguese["people"]) == [1, 0, 1]
    with pytest.raises(sundesk.NotFoundError, match="team"):
        Roster(RING).segments(utc(8, 0), utc(9, 0), team="x")


def test_the_columns_are_those_of_frames() -> None:
    np, pd = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    day = Roster(RING).segments(utc(8, 0), utc(9, 0))
    depth = np.asarray(day["depth"])
    assert depth.dtype == np.uint32 and depth.sum() == 6
    assert np.asarray(day["start"]).dtype == np.dtype("datetime64[us]")
    frame = pd.DataFrame({name: day[name] for name in ("start", "end", "depth", "people", "duties")})
    frame["who"] = pd.Categorical.from_codes(np.asarray(day["crew"]), [", ".join(crew) for crew in day["crews"]])
    assert frame[frame.duties == 0].who.tolist() == [""] and len(frame) == 6
    assert (frame.end - frame.start).sum() == pd.Timedelta(days=1)


def test_a_roster_is_a_calendar_and_the_calendar_says_so() -> None:
    ring = Roster({**RING, "name": "ring"})
    staffed = ring.calendar(utc(8, 0), utc(9, 0), language="pt")
    assert staffed.is_open(utc(8, 5)) and not staffed.is_open(utc(8, 7)) and not staffed.is_open(utc(10, 5))
    assert {k: staffed.origin[k] for k in ("made_of", "roster", "language", "to")} == {
        "made_of": "roster", "roster": "ring", "language": "pt", "to": "2026-03-09T00:00:00Z"
    }  # fmt: skip
    assert 'who is on in roster "ring", language "pt"' in repr(staffed)
    again = sundesk.Calendar(staffed.document)
    assert again == staffed and again.origin == staffed.origin
    assert pickle.loads(pickle.dumps(staffed)).origin == staffed.origin
    both = staffed | ring.calendar(utc(8, 0), utc(9, 0))
    assert both.origin["made_of"] == "union" and both.origin["parts"][0]["language"] == "pt"
    assert sundesk.Calendar.always_open().origin == {"made_of": "hours", "timezone": "UTC"}


def test_duties_that_are_no_more_are_cancelled(tmp_path: Path) -> None:
    now, before = tmp_path / "now.json", tmp_path / "before.json"
    before.write_text(json.dumps(RING), encoding="utf-8")
    now.write_text(json.dumps({**RING, "shifts": RING["shifts"][:2]}), encoding="utf-8")
    span = ("--from", "2026-01-05T00:00Z", "--to", "2026-01-06T00:00Z", "--stamp", "2026-01-01T00:00Z")
    done = sundesk_command("coverage", "ics", now, *span, "--before", before, "--sequence", "1")
    assert done.returncode == 0 and done.stdout.count("STATUS:CANCELLED") == 1, done.stderr
    assert sundesk_command("coverage", "ics", now, *span).stdout.count("STATUS:CANCELLED") == 0


def test_questions_as_data_and_as_keywords() -> None:
    ring = Roster(RING)
    audit = ring.audit(2026)
    assert audit["uncovered_minutes"] == 14_280 and audit["seams"][2]["fix"]["becomes"] == "15:00"
    assert audit == ring.ask({"ask": "audit", "year": 2026}) == ring.ask("audit", year=2026)
    assert audit == ring.ask('{"ask": "audit", "year": 2026}')
    assert json.loads(audit.to_json()) == audit.to_dict()
    assert audit.svg().startswith("<svg") and audit._repr_svg_() == audit.svg()
    gaps = ring.gaps(utc(8, 12), utc(9, 0))
    assert [g["reasons"][0]["reason"] for g in gaps["gaps"]] == ["dst_seam"] and gaps._repr_svg_() is None
    assert ring.timeline(utc(8, 0), utc(9, 0))["gap_minutes"] == 60
    assert len(ring.heat_map(utc(1, 0), utc(8, 0), timezone="Asia/Manila", step=60)["rows"]) == 7
    assert str(ring.ask("on", at=utc(8, 0))) == "2026-03-08 00:00 UTC: ana\n"


OPSGENIE = {
    "data": {
        "name": "Desk",
        "timezone": "Europe/Berlin",
        "rotations": [
            {
                "name": name,
                "startDate": "2026-01-05T11:00:00Z",
                "type": "daily",
                "participants": [{"type": "user", "username": who}, {"type": "none"} if who == "ben" else {"type": "user", "username": "eve"}],
                "timeRestriction": {"type": "time-of-day", "restriction": {"startHour": start, "startMin": 0, "endHour": end, "endMin": 0}},
            }
            for name, who, start, end in (("Day", "ana", 8, 20), ("Night", "ben", 20, 8))
        ],
    }
}


def test_a_ring_of_shifts_or_rotations(tmp_path: Path) -> None:
    ring = Roster(RING)
    seams = [(s["from"], s["to"]) for s in ring.audit(2026, ring=["lax", "mnl"])["seams"]]
    assert seams == [("lax", "mnl"), ("mnl", "lax")]
    with pytest.raises(sundesk.NotFoundError) as caught:
        ring.audit(2026, ring=["lax", "nobody"])
    assert caught.value.path == "ring[1]"
    file, schedule = tmp_path / "roster.json", tmp_path / "opsgenie.json"
    file.write_text(json.dumps(RING), encoding="utf-8")
    done = sundesk_command("coverage", "audit", file, "--year", "2026", "--ring", "lax", "mnl")
    assert "lax hands over to mnl" in done.stdout and "ams hands" not in done.stdout
    schedule.write_text(json.dumps(OPSGENIE), encoding="utf-8")
    done = sundesk_command("coverage", "audit", schedule, "--form", "opsgenie", "--year", "2027")
    assert "Day (1) hands over to Night (2)" in done.stdout and "NOBODY" not in done.stdout
    assert "rotations[1].participants[1]" in done.stderr and done.returncode == 1, "every second night is nobody's turn"


def test_requirements_are_judged_over_the_year(tmp_path: Path) -> None:
    need = {"id": "two", "timezone": "UTC", "start": "10:00", "end": "11:00", "min": 2}
    whole = {"shifts": [{"id": "day", "timezone": "UTC", "start": "00:00", "end": "24:00"}], "requirements": [need]}
    unmet = Roster(whole).audit(2026)["requirements"]
    assert (unmet["gap_count"], unmet["short_minutes"], unmet["shortfall_person_minutes"]) == (365, 365 * 60, 365 * 60)
    file = tmp_path / "roster.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    done = sundesk_command("coverage", "audit", file, "--year", "2026")
    assert done.returncode == 1 and "requirements are short in 365 gaps, 365h in all" in done.stdout


def test_a_page_at_night_waits_for_the_site_that_opens() -> None:
    shifts = [{"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana"]}]
    desk = Roster({"people": {"ana": {}, "bot": {"kind": "ai"}}, "shifts": [*shifts, {"id": "all", "timezone": "UTC", "start": "00:00", "end": "24:00", "people": ["bot"]}]})
    policy = {"steps": [{"wait_minutes": 15}]}
    log = {"id": "T-1", "started_at": utc(8, 2)}
    assert desk.ask("next_step", policy=policy, log=log, now=utc(8, 2)).to_dict() == {"do": "wait", "until": "2026-03-08T08:00:00Z"}
    told = desk.ask("next_step", policy=policy, log=log, now=utc(8, 8))
    assert (told["key"], told["whom"]) == ("T-1/0/0", ["ana"])
    log["told"] = [{"key": told["key"], "at": utc(8, 8)}]  # type: ignore[assignment]
    assert desk.ask("next_step", policy=policy, log=log, now=utc(8, 9))["do"] == "exhausted"


def test_what_cannot_be_used_says_where() -> None:
    with pytest.raises(sundesk.UnknownZoneError) as caught:
        Roster({"shifts": [{"id": "a", "timezone": "Mars/Base", "start": "9", "end": "10:00"}]})
    assert [p["path"] for p in caught.value.problems] == ["shifts[0].timezone", "shifts[0].start"]
    ring = Roster(RING)
    with pytest.raises(sundesk.InvalidInputError, match="question"):
        ring.ask("who")
    with pytest.raises(sundesk.NotFoundError):
        ring.ask("on", at=utc(8, 0)).svg()
    with pytest.raises(sundesk.NotFoundError, match="eve"):
        ring.next_shift("eve", utc(8, 0))
    with pytest.raises(TypeError, match="naive"):
        ring.on(datetime(2026, 3, 8))


def test_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "roster.json"
    file.write_text(json.dumps(RING), encoding="utf-8")
    done = sundesk_command("coverage", "audit", file, "--year", "2026")
    assert done.returncode == 1 and "uncovered 238h on 238 days" in done.stdout and done.stderr == ""
    done = sundesk_command("coverage", "gaps", file, "--from", "2026-01-05T00:00Z", "--to", "2026-01-06T00:00Z")
    assert done.returncode == 0 and done.stdout.splitlines()[1].startswith("0 gaps")
    done = sundesk_command("coverage", "who", file, "--at", "2026-03-08T21:30:00+00:00")
    assert done.returncode == 0 and done.stdout.splitlines()[0] == "2026-03-08 21:30 UTC: nobody"
    assert done.stdout.splitlines()[1] == "then 2026-03-08 22:00 UTC: ana"
    done = sundesk_command("coverage", "who", file, "--at", "2026-03-08T21:30:00+00:00", "--json")
    assert json.loads(done.stdout)["next_change"]["joining"] == ["ana"]
    done = sundesk_command("coverage", "svg", file, "--year", "2026")
    assert done.returncode == 0 and done.stdout.startswith("<svg")
    done = sundesk_command("coverage", "svg", file)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    bad = tmp_path / "bad.json"
    bad.write_text('{"shifts": [{"id": "a", "start": "09:00"}]}', encoding="utf-8")
    done = sundesk_command("coverage", "audit", bad, "--year", "2026")
    assert done.returncode == 1 and done.stdout == "" and "shifts[0].timezone" in done.stderr
    assert done.stderr.startswith(f"sundesk: {bad}:")


SHIFTS = [
    {"id": "day", "timezone": "Asia/Tokyo", "start": "09:00", "end": None, "people": ["aiko", "ben"], "minutes": 480},
    {"id": "night", "timezone": "Asia/Tokyo", "start": "17:00", "end": "01:00", "people": ["cho"], "minutes": None},
]
PEOPLE = [{"id": "aiko", "skills": ["billing"], "weight": 1}, {"id": "ben", "skills": None, "weight": None}, {"id": "cho", "skills": ["tech", "vip"], "weight": 3}]
OFF = [{"person": "aiko", "from": utc(9, 0), "to": utc(10, 0)}, {"person": "cho", "from": utc(11, 0), "to": utc(12, 0)}]
OVER = [{"from": utc(10, 0), "to": utc(10, 4), "add": "cho", "remove": None}, {"from": utc(10, 2), "to": utc(10, 4), "add": None, "remove": "ben"}]
DEMAND = [{"region": "jp", "timezone": "Asia/Tokyo", "hour": h, "contacts": c} for h, c in ((10, 30), (22, 10))]


def without(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_frames_are_the_rows_of_a_roster(kind: str) -> None:
    library = pytest.importorskip(kind)
    frame = library.Table.from_pylist if kind == "pyarrow" else library.DataFrame
    roster = Roster.from_frames(
        {"name": "tokyo"}, shifts=frame(SHIFTS), people=frame(PEOPLE), time_off=frame(OFF), overrides=frame(OVER), demand=frame(DEMAND)
    )
    people = {row["id"]: {k: v for k, v in row.items() if k != "id"} for row in without(PEOPLE)}
    regions = [{"id": "jp", "timezone": "Asia/Tokyo", "share": 40, "hourly": [{10: 30, 22: 10}.get(h, 0) for h in range(24)]}]
    whole = {"name": "tokyo", "shifts": without(SHIFTS), "people": people, "time_off": OFF, "overrides": without(OVER), "regions": regions}
    assert roster.document == Roster(whole).document
    assert roster.on(utc(9, 1)) == ["ben"] and roster.on(utc(10, 3)) == ["aiko", "cho"]


def test_dates_of_pandas_are_dates() -> None:
    pd = pytest.importorskip("pandas")
    rows = pd.DataFrame({"id": ["a", "b"], "timezone": "UTC", "start": "09:00", "end": "17:00", "valid_from": pd.to_datetime(["2026-03-01", None])})
    rows["except_dates"] = [[pd.Timestamp("2026-03-09")], None]
    off = pd.DataFrame({"person": ["ana"], "from": ["2026-03-10"], "to": ["2026-03-10"], "timezone": ["UTC"]})
    rows["people"] = [["ana"], None]
    made = Roster.from_frames(shifts=rows, time_off=off).document["shifts"]
    assert made[0]["valid_from"] == "2026-03-01" and made[0]["except_dates"] == ["2026-03-09"] and "valid_from" not in made[1]
    assert Roster.from_frames(shifts=rows, time_off=off).on(utc(10, 12)) == ["b"]
    with pytest.raises(sundesk.SundeskError) as wrong:
        Roster.from_frames(shifts=rows.assign(valid_from=pd.Timestamp("2026-03-01T09:00")))
    assert wrong.value.path == "shifts[0].valid_from"


def test_a_replacement_that_finds_nobody_is_told(tmp_path: Path) -> None:
    over = [{"from": utc(8, 8), "to": utc(8, 12), "remove": "ana", "add": who} for who in ("ben", "cho")]
    day = {"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana"]}
    desk = Roster({"people": {"ana": {}, "ben": {}, "cho": {}}, "shifts": [day], "overrides": over})
    assert [(p["code"], p["path"], p["value"]) for p in desk.warnings] == [("override_lost", "overrides[1]", "cho")]
    file = tmp_path / "roster.json"
    file.write_text(json.dumps(desk.document, default=str), encoding="utf-8")
    done = sundesk_command("coverage", "who", file, "--at", "2026-03-08T09:00Z")
    assert "ben" in done.stdout and "overrides[0]" in done.stderr and "cho replaces nobody" in done.stderr


def test_a_fault_in_a_frame_names_row_and_column() -> None:
    pd = pytest.importorskip("pandas")
    rows = pd.DataFrame({"id": ["a", "b", "c"], "timezone": ["UTC", "Moon/Base", "UTC"], "start": ["09:00", "09:00", "9 am"], "end": "17:00"})
    with pytest.raises(sundesk.SundeskError) as wrong:
        Roster.from_frames(shifts=rows)
    assert [problem["path"] for problem in wrong.value.problems] == ["shifts[1].timezone", "shifts[2].start"]
    ana = pd.DataFrame({"id": ["ana", None, "ana"]})
    demand = pd.DataFrame(DEMAND)
    for path, frames in {
        "shifts[0].begin": {"shifts": pd.DataFrame({"id": ["a"], "begin": ["09:00"]})},
        "shifts": {"shifts": [{"id": "a"}]},
        "persons": {"persons": ana},
        "people[1].id": {"people": ana},
        "people[1].id ": {"people": ana.drop(1)},
        "people.ana.color": {"people": pd.DataFrame({"id": ["ana"], "color": ["red"]})},
        "time_off[1].to": {"time_off": pd.DataFrame([OFF[0], {**OFF[1], "to": utc(1, 0)}])},
        "demand": {"demand": demand, "regions": demand},
        "demand[1].hour": {"demand": demand.assign(hour=[1, 24])},
        "demand[1].hour ": {"demand": demand.assign(hour=7)},
        "demand[0].contacts": {"demand": demand.assign(contacts=-1)},
        "demand[1].timezone": {"demand": demand.assign(timezone=["UTC", "Asia/Tokyo"])},
        "demand[0].region": {"demand": demand.drop(columns="region")},
    }.items():
        with pytest.raises(sundesk.SundeskError) as wrong:
            Roster.from_frames(**frames)
        assert path.strip() in {wrong.value.path, *(problem["path"] for problem in wrong.value.problems)}, wrong.value
    with pytest.raises(sundesk.InvalidInputError, match="shifts"):
        Roster.from_frames({"shifts": SHIFTS}, shifts=pd.DataFrame(SHIFTS))
