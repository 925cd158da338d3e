"""What a file is found to be, on the command line and from Python: separators, titles, dates, frames, the preset itself."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sundesk
from conftest import ROOT
from sundesk import EventLog, InvalidInputError, Library, review
from test_cli import sundesk_command, write

LOGS = ROOT / "tests/fixtures/logs"
JIRA = LOGS / "jira-list.csv"
LIST = "Issue key;Status;Created;Resolved\nÄ-1;Open;12/Mar/24 3:05 PM;\nA-2;Done;13/Mar/24 3:05 PM;14/Mar/24 9:00 AM\n"


def put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("flags", [[], ["--preset", "jira-list"]], ids=["guessed", "named"])
def test_a_preset_is_laid_under_what_the_file_is(tmp_path: Path, flags: list[str]) -> None:
    path = put(tmp_path / "a.csv", f"Report\n\n{LIST}Total: 2\n", "windows-1252")
    done = sundesk_command("review", path, *flags, "--log-zone", "Europe/Berlin")
    assert (done.returncode, done.stderr) == (0, "")
    for told in (
        "2 tickets, 1 done, 1 open",
        "The 2 lines before the header are passed over.",
        "The fields are separated by ';'.",
        "it was read as windows-1252",
        "1 rows have fewer fields than the header and were left out",
        "they are read as Europe/Berlin time",
    ):
        assert told in done.stdout, told
    assert "2 tickets" in sundesk_command("inspect", path, *flags).stdout


def test_a_draft_reviews_the_file_that_it_was_drafted_from(tmp_path: Path) -> None:
    text = "Bericht\n\nVorgangsnummer;Erstellt am;Gelöst am;Zustand\n1;03.04.2024 10:00;14.04.2024 09:00;Done\n2;14.04.2024 10:00;;Offen\nSumme: 2 Stück\n"
    path = put(tmp_path / "a.csv", text, "windows-1252")
    draft = put(tmp_path / "map.json", sundesk_command("inspect", path, "--draft").stdout)
    done = sundesk_command("review", path, "--map", draft)
    assert done.returncode == 0 and "2 tickets, 1 done, 1 open" in done.stdout, done.stderr


def test_dates_of_another_form_are_said_with_what_to_write(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", "Issue key,Status,Created,Resolved\nA-1,Open,2024-03-25 09:05,\n")
    assert '"Created" is read as %Y-%m-%d %H:%M' in sundesk_command("review", path, "--preset", "jira-list").stdout
    path = put(tmp_path / "b.csv", "Issue key,Status,Created,Resolved\nA-1,Open,03/04/24 9:05 AM,\n")
    said = sundesk_command("review", path, "--preset", "jira-list").stderr
    assert "%d/%m/%y %I:%M %p or %m/%d/%y %I:%M %p" in said and "sundesk preset jira-list > map.json" in said, said
    columns = json.loads(EventLog.preset("freshdesk"))
    path = put(tmp_path / "c.csv", "Ticket ID,Created time,Resolved time,Status\n7,03.04.2024 09:05,,Open\n")
    said = sundesk_command("review", path, "--map", write(tmp_path / "m.json", columns)).stderr
    assert f"{path}:2: Created time" in said and "it is of the form %d.%m.%Y %H:%M" in said, said


def test_without_a_map_or_a_preset_a_log_is_read_by_its_columns() -> None:
    log = EventLog.import_csv(JIRA, zone="Asia/Tokyo")
    assert (len(log), log.read_by, log.zone, log.review_preset) == (6, "jira-list", "Asia/Tokyo", None)
    with pytest.raises(InvalidInputError, match="sundesk inspect FILE --draft"):
        EventLog.import_csv(b"a,b\n1,2\n")
    with pytest.raises(InvalidInputError, match="no preset beside a column map"):
        EventLog.import_csv(JIRA, map=EventLog.preset("jira-list"), preset="jira-list")
    uci = ROOT / "tests/data/servicenow-incidents/incident_event_log.csv.gz"
    log = EventLog.import_csv(uci)
    assert log.review_preset == "servicenow-uci"
    assert str(review(log)) == (ROOT / "tests/data/service_review.txt").read_text(encoding="utf-8")


def test_ask_names_the_file_of_a_map(tmp_path: Path) -> None:
    bad = put(tmp_path / "m.json", '{"ticket": "id", "tme": {}}')
    said = sundesk_command("ask", "log", "--log", JIRA, "--map", bad).stderr
    assert said.startswith(f"sundesk: {bad}:1: "), said


def test_bytes_of_every_kind() -> None:
    data = JIRA.read_bytes()
    assert {len(EventLog.import_csv(kind(data))) for kind in (bytes, bytearray, memoryview)} == {6}


ROWS: list[dict[str, Any]] = [
    {"Ticket ID": 41.0, "Created time": datetime(2024, 3, 11), "Resolved time": datetime(2024, 3, 12), "Status": "Closed"},
    {"Ticket ID": 42.0, "Created time": datetime(2024, 3, 12), "Resolved time": None, "Status": "Open"},
]
ZONED = [{**row, "Created time": row["Created time"].replace(tzinfo=timezone(timedelta(hours=9))), "Resolved time": None} for row in ROWS]


def frames(rows: list[dict[str, Any]]) -> dict[str, Any]:
    pandas, polars, pyarrow = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    table = pyarrow.Table.from_pylist(rows)
    return {
        "pandas": pandas.DataFrame(rows),
        "pandas of arrow": table.to_pandas(types_mapper=pandas.ArrowDtype),
        "polars": polars.from_arrow(table),
        "polars, lazy": polars.from_arrow(table).lazy(),
        "arrow": table,
    }


def test_frames_with_midnights_and_float_ids() -> None:
    for name, frame in frames(ROWS).items():
        log = EventLog.import_csv(frame, preset="freshdesk")
        assert log.ids == ["41", "42"], name
        created = log.events("41")[0]["at"]
        assert created == datetime(2024, 3, 11, tzinfo=timezone.utc), (name, created)
        assert [e["type"] for e in log.events("41")][-1] == "status", name


def test_frames_with_a_zone_keep_their_instants() -> None:
    for name, frame in frames(ZONED).items():
        log = EventLog.import_csv(frame, preset="freshdesk")
        assert log.events("41")[0]["at"] == datetime(2024, 3, 10, 15, tzinfo=timezone.utc), name


def test_ids_that_lost_their_digits_are_refused() -> None:
    for name, frame in frames([{**row, "Ticket ID": 1e17} for row in ROWS]).items():
        with pytest.raises(InvalidInputError, match="Ticket ID"):
            print(name, EventLog.import_csv(frame, preset="freshdesk"))


def test_inspect_is_asked_with_a_zone() -> None:
    question = {"ask": "inspect", "text": LIST, "zone": "Europe/Berlin"}
    seen = json.loads(Library({}).ask(question).to_json())
    assert (seen["preset"], seen["map"]["time"]["zone"], seen["map"]["delimiter"]) == ("jira-list", "Europe/Berlin", ";")
    assert sundesk.review(EventLog.import_csv(LIST.encode())).to_csv().splitlines()[2].startswith("review,,,as_of,2024-03-14T09:00:00Z")
