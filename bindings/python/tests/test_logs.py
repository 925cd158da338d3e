"""From an export to a review: every command of docs/logs.md prints what was checked once, and what is wrong is said with its place."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import sundesk
from conftest import ROOT
from sundesk import EventLog, Library, review
from test_cli import sundesk_command, write

PAGE = (ROOT / "docs/logs.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^sundesk review (tests/fixtures/\S+ .*)$", PAGE, re.MULTILINE)
JIRA = ROOT / "tests/fixtures/logs/jira-list.csv"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: Path(command.split()[0]).stem)
def test_the_command_of_each_help_desk_prints_its_review(command: str) -> None:
    file, *flags = shlex.split(command)
    done = sundesk_command("review", ROOT / file, *flags)
    assert (done.returncode, done.stderr) == (0, "")
    expected = (ROOT / file).with_suffix(".txt")
    if os.environ.get("UPDATE_EXPECTED"):  # after a look at what changed
        expected.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == expected.read_text(encoding="utf-8")


def test_every_preset_has_its_page_and_is_told_by_its_columns() -> None:
    told = {Path(command.split()[0]).stem for command in COMMANDS}
    assert told == {name for name in EventLog.presets() if name != "servicenow-uci"}
    for command in COMMANDS:
        file = ROOT / command.split()[0]
        found = EventLog.inspect(file)
        assert (found["preset"], found["faults"]) == (file.stem, [])


def test_sources_of_every_kind_give_the_same_log(tmp_path: Path) -> None:
    data = JIRA.read_bytes()
    logs = [EventLog.import_csv(source, preset="jira-list") for source in (JIRA, str(JIRA), data, io.BytesIO(data), io.StringIO(data.decode()))]
    assert len({str(review(log)) for log in logs}) == 1
    command = [sys.executable, "-m", "sundesk", "review", "-", "--preset", "jira-list", "--by", "week"]
    piped = subprocess.run(command, input=data, capture_output=True, check=True, timeout=120)
    assert piped.stdout.decode() == sundesk_command("review", JIRA, "--by", "week").stdout


def test_frames_are_read_as_the_csv_they_write() -> None:
    class Frame:
        def to_csv(self, *, index: bool) -> str:
            assert not index
            return JIRA.read_text(encoding="utf-8")

    assert len(EventLog.import_csv(Frame(), preset="jira-list")) == 6


def test_frames_of_pandas_and_tables_of_arrow() -> None:
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    path = ROOT / "tests/fixtures/logs/freshdesk.csv"
    frame = pandas.read_csv(path, dtype=str)
    dated = pandas.read_csv(path, parse_dates=["Created time", "Resolved time", "Due by Time"])
    logs = [EventLog.import_csv(source, preset="freshdesk") for source in (path, frame, dated, pyarrow.Table.from_pandas(frame))]
    assert len({str(review(log)) for log in logs}) == 1


def test_frames_of_polars() -> None:
    polars = pytest.importorskip("polars")
    path = ROOT / "tests/fixtures/logs/freshdesk.csv"
    frame, dated = polars.read_csv(path, infer_schema=False), polars.read_csv(path, try_parse_dates=True)
    logs = [EventLog.import_csv(source, preset="freshdesk") for source in (path, frame, dated, frame.to_arrow())]
    assert len({str(review(log)) for log in logs}) == 1


def test_forms_and_files(tmp_path: Path) -> None:
    out = tmp_path / "review.html"
    office = write(tmp_path / "office.json", {"timezone": "Europe/Berlin", "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}})
    promise = write(tmp_path / "promise.json", {"metrics": {"resolution": {"kind": "resolution", "target": "8h"}}})
    flags = ("--calendar", office, "--policy", promise, "--group-by", "Priority,Issue Type", "--from", "2024-03-11", "--before", "2024-04-01")
    done = sundesk_command("review", JIRA, *flags, "-o", out)
    page = out.read_text(encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "") and page.startswith("<!DOCTYPE html>")
    # Volume, arrivals, resolution times, the first breakdown, the promise by each of two; of three weeks one is whole, too few for a control chart.
    assert page.count("<svg") == 6 and "When they come" in page and "out of the ordinary" not in page
    assert not re.search(r"<script|https?://(?!www\.w3\.org)", page)
    made = json.loads(sundesk_command("review", JIRA, *flags, "--format", "json").stdout)
    assert [by["by"] for by in made["report"]["groups"]] == ["Priority", "Issue Type"] and made["metric"] == "resolution"
    rows = sundesk_command("review", JIRA, *flags, "--format", "csv").stdout.splitlines()
    assert rows[0] == "section,by,group,figure,value" and "kept,Priority,High,n,1" in rows  # SUP-106 has an hour left


def test_a_fault_names_the_file_it_is_in(tmp_path: Path) -> None:
    bad_map = write(tmp_path / "map.json", {**json.loads(EventLog.preset("jira-list")), "time": {"format": "%Q", "zone": "UTC"}})
    bad_log = tmp_path / "bad.csv"
    bad_log.write_text(JIRA.read_text(encoding="utf-8").replace("18/Mar/24 9:00 AM", "yesterday"), encoding="utf-8")
    bad_policy = write(tmp_path / "policy.json", {"metrics": {"m": {"kind": "telepathy"}}})
    no_such_field = write(tmp_path / "shape.json", {**json.loads(EventLog.preset("jira-list")), "time": {"timezone": "UTC"}})
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"PK\x03\x04")
    for args, place in (
        ((book,), f"{book}:1"),  # was named only where a preset was given
        ((JIRA, "--map", bad_map), bad_map),
        ((JIRA, "--map", no_such_field), f"{no_such_field}:1"),  # named the log, with a line of the map
        ((bad_log, "--preset", "jira-list"), f"{bad_log}:8"),
        ((JIRA, "--policy", bad_policy), bad_policy),
    ):
        done = sundesk_command("review", *args)
        assert done.returncode == 1 and done.stdout == "" and done.stderr.startswith(f"sundesk: {place}:"), done.stderr


def test_a_fault_of_a_flag_names_the_flag_and_one_of_a_document_its_file(tmp_path: Path) -> None:
    # Each was a fault of `document.zone` and the like, which nobody had written.
    at_home, nobody = write(tmp_path / "home.json", {"zone": "Mars/Base"}), write(tmp_path / "hours.json", {"calendar": {"timezone": "Mars/Base"}})
    for args, place in (
        (("review", "--zone", "Mars/Base"), '--zone: "Mars/Base"'),
        (("review", "--group-by", "Floor"), '--group-by: "Floor"'),
        (("review", "--metric", "resolution"), "--metric: "),
        (("review", "--from", "2024-04-01", "--before", "2024-03-01"), '--before: "2024-03-01T00:00:00+00:00"'),
        (("review", "--document", at_home), f'{at_home}: zone: "Mars/Base"'),
        (("review", "--document", at_home, "--zone", "Mars/Base"), '--zone: "Mars/Base"'),
        (("review", "--document", nobody), f"{nobody}: calendar.timezone: "),
        (("metrics", "--zone", "Mars/Base"), '--zone: "Mars/Base"'),
        (("metrics", "--group-by", "Floor"), '--group-by: "Floor"'),
        (("metrics", "--promise", "resolution"), "--promise resolution: name the policies"),
    ):
        done = sundesk_command(args[0], JIRA, *args[1:])
        assert (done.returncode, done.stdout) == (1, "") and done.stderr.startswith(f"sundesk: {place}"), done.stderr


def test_arrivals_take_the_clock_of_the_log(tmp_path: Path) -> None:
    # They took UTC, whatever clock the log shows.
    columns = {**json.loads(EventLog.preset("jira-list")), "time": {"format": "%d/%b/%y %I:%M %p", "zone": "Asia/Tokyo"}}
    desk = Library({}, logs={"log": EventLog.import_csv(JIRA, map=columns)})
    arrivals, figures = desk.ask({"ask": "arrivals"}), desk.ask({"ask": "metrics"})
    assert (arrivals.zone, figures.basis.zone, desk.ask({"ask": "review"}).report.basis.zone) == ("Asia/Tokyo",) * 3
    assert arrivals.to.isoformat() == "2024-03-19T08:00:00+09:00"
    monday = arrivals.days[0].tickets  # 9:05 and 10:00 on the 11th, 9:00 on the 18th; in UTC it was midnight
    assert (monday[9], monday[10], sum(monday)) == (2, 1, 3)


def test_inspect_lists_all_faults_and_drafts_a_map(tmp_path: Path) -> None:
    log = tmp_path / "own.csv"
    log.write_text("Ticket;Opened;State;Prio\n1;03.04.2024 10:00;Open;a\n2;yesterday;Done;b\n3;05.04.2024 11:00;Done\n", encoding="utf-8")
    done = sundesk_command("inspect", log)
    assert done.returncode == 1 and "faults" in done.stdout
    draft = json.loads(sundesk_command("inspect", log, "--draft").stdout)
    assert (draft["ticket"], draft["delimiter"], draft["status"]) == ("Ticket", ";", "State")
    draft["time"] = {"format": "%d.%m.%Y %H:%M", "zone": "Europe/Berlin"}
    draft["created_at"] = "Opened"
    faults = EventLog.inspect(log, map=draft)["faults"]
    assert [fault["line"] for fault in faults] == [3, 4]


def test_no_name_of_a_log_drives_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "hostile.csv"
    log.write_text('Issue key,Status,Priority,Created,Resolved\n"A\x1b[2J\n1",Done,"\x1b[31mHigh",11/Mar/24 9:05 AM,12/Mar/24 9:05 AM\n', encoding="utf-8")
    promise = write(tmp_path / "promise.json", {"metrics": {"m": {"kind": "resolution", "target": "1h", "clock": "elapsed"}}})
    for command in (("review", log, "--preset", "jira-list", "--policy", promise, "--group-by", "Priority"), ("inspect", log)):
        done = sundesk_command(*command)
        assert "\x1b" not in done.stdout + done.stderr and "\\u{1b}" in done.stdout


def test_presets_are_printed_to_change() -> None:
    listed = sundesk_command("preset").stdout
    assert all(name in listed for name in EventLog.presets())
    assert json.loads(sundesk_command("preset", "jira-list").stdout)["ticket"] == "Issue key"
    answer = sundesk.Library({}).ask({"ask": "preset", "name": "jira-list"})
    assert answer.to_dict()["presets"][0]["map"]["ticket"] == "Issue key"
    seen = sundesk.Library({}).ask({"ask": "inspect", "text": JIRA.read_text(encoding="utf-8")})
    assert seen.to_dict()["preset"] == "jira-list"


def test_a_preset_reads_what_is_utf8_as_utf8(tmp_path: Path) -> None:
    text = "number,opened_at,resolved_at,state,assigned_to\nINC1,2024-03-04 09:00:00,,New,Zoë\n"
    utf8, latin = tmp_path / "utf8.csv", tmp_path / "latin.csv"
    utf8.write_text(text, encoding="utf-8")
    latin.write_text(text, encoding="windows-1252")
    for file, name in ((utf8, None), (latin, "windows-1252")):
        log = EventLog.import_csv(file, preset="servicenow")
        assert "Zoë" in str([dict(event) for event in log.events("INC1")]) and log.quality.get("assumed_encoding") == name
        told = sundesk_command("review", file)
        assert ("read as windows-1252" in told.stdout) == (name is not None), told.stderr


def test_one_year_mistyped_is_told_in_every_form(tmp_path: Path) -> None:
    log = tmp_path / "list.csv"
    rows = ["A-1,Open,11/Mar/24 9:05 AM,", "A-2,Open,12/Mar/42 9:05 AM,", "A-3,Done,13/Mar/24 9:05 AM,14/Mar/24 9:05 AM"]
    log.write_text("\n".join(["Issue key,Status,Created,Resolved", *rows, ""]), encoding="utf-8")
    for form in ("text", "html"):
        assert "A-2 (line 3, 2042-03-12 09:05 UTC) states" in sundesk_command("review", log, "--format", form).stdout
    far = json.loads(sundesk_command("review", log, "--format", "json").stdout)["report"]["quality"]["far_ahead"]
    assert far["tickets"] == [{"ticket": "A-2", "line": 3, "at": "2042-03-12T09:05:00Z"}] and far["others_until"] == "2024-03-14T09:05:00Z"


def test_times_of_another_setting_are_found_and_said_or_refused(tmp_path: Path) -> None:
    def listed(first: str) -> Path:
        log = tmp_path / "list.csv"
        log.write_text(f"Issue key,Status,Created,Resolved\nA-1,Open,{first},\nA-2,Open,04/04/24 9:05 AM,\n", encoding="utf-8")
        return log

    done = sundesk_command("review", listed("03/13/24 9:05 AM"))
    assert done.returncode == 0 and "is read as %m/%d/%y %I:%M %p" in done.stdout
    done = sundesk_command("review", listed("03/04/24 9:05 AM"))
    assert done.returncode == 1 and done.stdout == ""
    assert "%d/%m/%y %I:%M %p or %m/%d/%y %I:%M %p" in done.stderr and "sundesk preset jira-list > map.json" in done.stderr


def test_files_that_cannot_be_read_or_written_are_named_as_asked(tmp_path: Path) -> None:
    latin = tmp_path / "map.json"
    latin.write_bytes(EventLog.preset("jira-list").replace("Jira:", "Jira é").encode("latin-1"))
    done = sundesk_command("review", JIRA, "--map", latin)
    assert done.returncode == 1 and done.stderr.startswith(f"sundesk: {latin}: the file is not UTF-8 text"), done.stderr
    out = tmp_path / "no" / "dir" / "a.html"
    done = sundesk_command("review", JIRA, "-o", out)
    assert done.returncode == 1 and done.stderr.startswith(f"sundesk: {out}: cannot be written"), done.stderr
    pretty = tmp_path / "answer.json"
    pretty.write_text(json.dumps([{"key": "A-1"}], indent=2)[:-8], encoding="utf-8")
    for command in ("review", "metrics"):
        done = sundesk_command(command, pretty, *(() if command == "review" else ("--preset", "jira-changelog")))
        assert done.returncode == 1 and done.stderr.startswith(f"sundesk: {pretty}:1: the line is no JSON: what begins here is never closed"), done.stderr


def test_a_fault_of_a_calendar_policy_or_roster_names_its_line(tmp_path: Path) -> None:
    for flag, document in (
        ("--calendar", {"timezone": "UTC", "weekly": {"mon": 5}}),
        ("--policy", {"metrics": {"m": {"kind": "telepathy", "target": "1h"}}}),
    ):
        file = tmp_path / "document.json"
        file.write_text(json.dumps(document, indent=1), encoding="utf-8")
        done = sundesk_command("review", JIRA, flag, file)
        assert done.returncode == 1 and re.match(rf"sundesk: {re.escape(str(file))}:[1-9]", done.stderr), done.stderr
