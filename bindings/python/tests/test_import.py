"""Calendars from other products' forms."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import sundesk
from conftest import utc
from sundesk import Calendar, PolicySet, import_calendar, import_holidays, import_policies
from test_cli import sundesk_command

ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTAMP:20260101T000000Z\r
DTSTART;VALUE=DATE:20261225\r
DTEND;VALUE=DATE:20261227\r
SUMMARY:Christmas\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_a_zendesk_schedule_with_its_holidays() -> None:
    schedule = {"schedule": {"name": "EU", "time_zone": "Berlin", "intervals": [{"start_time": 1980, "end_time": 2460}]}}
    holidays = {"holidays": [{"name": "Easter Monday", "start_date": "2026-04-06", "end_date": "2026-04-06"}]}
    read = import_calendar("zendesk", schedule, holidays=holidays)
    assert read["left_out"] == [] and read["calendar"]["timezone"] == "Europe/Berlin"
    hours = Calendar(read["calendar"])
    assert hours.next_open(utc("2026-04-04 00:00")) == utc("2026-04-13 07:00")


def test_opening_hours_text_and_what_it_loses() -> None:
    read = import_calendar("osm", "Mo-Fr 09:00-17:30; PH off", timezone="Europe/Berlin", holidays=[{"date": "12-25", "name": "Christmas"}], years=(2026, 2027))
    assert read["left_out"] == [] and Calendar(read["calendar"]).document["holidays"]
    lossy = import_calendar("osm", "Mo-Fr 09:00-17:30; Sa sunrise-12:00", timezone="Europe/Berlin", years=(2026, 2027))
    assert lossy["left_out"] and {p["severity"] for p in lossy["left_out"]} == {"warning"}


def test_a_holiday_that_the_text_reopens_and_a_night_of_one_date() -> None:
    christmas = ["2026-12-25", "2026-12-26"]
    text = "Mo-Su 08:00-20:00; PH off; Dec 26 08:00-20:00; Dec 31 22:00-03:00"
    read = import_calendar("osm", text, timezone="UTC", holidays=christmas, years=(2026, 2026))
    hours = Calendar(read["calendar"])
    assert [hours.is_open(utc(f"2026-12-{d} 12:00")) for d in (25, 26, 31)] == [False, True, False]
    assert hours.is_open(utc("2027-01-01 02:59")) and hours.holidays_known_until == date(2026, 12, 31)


def test_holidays_of_an_icalendar_file() -> None:
    read = import_holidays(ICS, "Europe/Berlin", (2026, 2026))
    hours = Calendar({"timezone": "Europe/Berlin", "always_open": True, "holidays": read["holidays"]})
    pieces = hours.pieces(utc("2026-12-24 23:00"), utc("2026-12-27 00:00"))
    assert {(p.reason, p.name) for p in pieces} == {("holiday", "Christmas"), ("open", "")}


FREESCOUT = """OFFICEHOURS_SCHEDULE='{"1":[{"from":"9:00","to":"18:00"}],"6":[{"from":null,"to":null}],"0":[{"from":"off","to":"off"}]}'"""
POLICIES = Path(__file__).parents[3] / "tests" / "fixtures" / "policies"
NAMES = {"organization_id": {"11": "Acme", "12": "Bolt"}, "group_id": {"7": "Tier 2"}}


def test_the_office_hours_of_freescout() -> None:
    read = import_calendar("freescout", FREESCOUT, timezone="Europe/Berlin")
    assert Calendar(read["calendar"]).document["weekly"] == {"mon": [["09:00", "18:00"]]}
    assert [p["path"] for p in read["left_out"]] == ["6[0]"]
    with pytest.raises(sundesk.InvalidInputError, match="timezone"):
        import_calendar("freescout", FREESCOUT)


def test_policies_of_zendesk_and_zammad() -> None:
    text = (POLICIES / "zendesk.json").read_text(encoding="utf-8")
    read = import_policies("zendesk", text, names=NAMES)
    assert read == import_policies("zendesk", json.loads(text), names=NAMES)
    assert PolicySet(read["policies"], calendar=Calendar.always_open()).policy_names[:2] == ["Gold", "Gold (2)"]
    assert "sla_policies[2]" in [p["path"] for p in read["left_out"]]
    asked = sundesk.Library({}).ask("import_policies", form="zammad", text=(POLICIES / "zammad.json").read_text(encoding="utf-8"))
    assert asked["policies"]["name"] == "b standard"
    with pytest.raises(sundesk.NotFoundError, match="Jira"):
        import_policies("jira", "{}")
    with pytest.raises(sundesk.InvalidInputError, match="names"):
        import_policies("zendesk", text, names={"group_id": 5})


def test_the_command_line_prints_documents(tmp_path: Path) -> None:
    names = tmp_path / "names.json"
    names.write_text(json.dumps(NAMES), encoding="utf-8")
    done = sundesk_command("import", "policies", POLICIES / "zendesk.json", "--form", "zendesk", "--names", names)
    assert done.returncode == 1 and json.loads(done.stdout)["policies"][0]["name"] == "Gold"
    assert "left out: " in done.stderr and "sla_policies[2]" in done.stderr
    env = tmp_path / ".env"
    env.write_text(FREESCOUT.replace('"6":[{"from":null,"to":null}],', ""), encoding="utf-8")
    done = sundesk_command("import", "calendar", env, "--form", "freescout", "--timezone", "Europe/Berlin")
    assert done.returncode == 0 and done.stderr == "" and json.loads(done.stdout)["timezone"] == "Europe/Berlin"
    done = sundesk_command("import", "calendar", tmp_path / "none.json", "--form", "zammad")
    assert done.returncode == 1 and "none.json" in done.stderr and done.stdout == ""


def test_a_source_that_is_not_of_its_form() -> None:
    with pytest.raises(sundesk.NotFoundError, match="zendesk, jira"):
        import_calendar("outlook", "{}")
    with pytest.raises(sundesk.InvalidInputError):
        import_calendar("jira", "not JSON")
    with pytest.raises(sundesk.InvalidInputError, match="timezone"):
        import_calendar("osm", "Mo-Fr 09:00-17:30")
    with pytest.raises(sundesk.InvalidInputError, match="years"):
        import_calendar("osm", "Mo-Fr 09:00-17:30", timezone="Europe/Berlin")


def test_an_argument_that_a_form_does_not_take_is_not_passed_over() -> None:
    for form, argument, value in (("jira", "timezone", "Europe/Berlin"), ("zendesk", "years", (2026, 2027)), ("freescout", "holidays", [])):
        with pytest.raises(sundesk.InvalidInputError, match=form) as caught:
            import_calendar(form, "{}", **{argument: value})
        assert caught.value.path == argument


def test_a_file_of_options_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "names.json").write_text("{", encoding="utf-8")
    (tmp_path / "slas.json").write_text("[]", encoding="utf-8")
    done = sundesk_command("import", "policies", tmp_path / "slas.json", "--form", "zammad", "--names", tmp_path / "names.json")
    assert done.returncode == 1 and "names.json: no JSON" in done.stderr and "Traceback" not in done.stderr
