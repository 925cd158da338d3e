"""Questions to a library: every report through one call, from Python and the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import sundesk
from sundesk import Library, Roster

ROSTER = {"shifts": [{"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00"}]}
DAY = {"from": "2026-07-01T00:00:00Z", "to": "2026-07-02T00:00:00Z"}


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sundesk", "ask", *args], capture_output=True, text=True, check=False, encoding="utf-8")


def test_a_question_is_a_word_with_fields_or_a_mapping_or_text() -> None:
    library = Library({"rosters": {"eu": ROSTER}})
    answer = library.ask("gaps", from_=DAY["from"], to=DAY["to"])
    assert [gap["minutes"] for gap in answer["gaps"]] == [480, 480]
    assert answer == library.ask({"ask": "gaps", **DAY}) == library.ask(json.dumps({"ask": "gaps", "roster": "eu", **DAY}))
    assert answer == Library(rosters={"eu": Roster(ROSTER)}).ask("gaps", roster="eu", **{"from": DAY["from"]}, to=DAY["to"])


def test_a_name_is_asked_for_where_there_are_two() -> None:
    library = Library({"rosters": {"eu": ROSTER, "us": ROSTER}})
    with pytest.raises(sundesk.InvalidInputError, match="one of eu, us") as caught:
        library.ask("on", at=DAY["from"])
    assert caught.value.path == "roster"
    with pytest.raises(sundesk.InvalidInputError, match="did you mean gaps"):
        library.ask("gasp")
    with pytest.raises(sundesk.SundeskError) as faults:
        Library({"rosters": {"eu": {"shifts": [{"id": "a", "timezone": "Mars/Base", "start": "9", "end": "17:00"}]}}})
    assert [p["path"] for p in faults.value.problems] == ["rosters.eu.shifts[0].timezone", "rosters.eu.shifts[0].start"]


def test_every_question_has_a_schema() -> None:
    for name in sundesk.question_names():
        schema = sundesk.question_schema(name)
        assert schema["properties"]["ask"]["const"] == name and schema["description"]
        assert "extends" not in schema["properties"], "a question is no document that others extend"
    with pytest.raises(sundesk.InvalidInputError, match="extends"):
        Library({"rosters": {"eu": ROSTER}}).ask("gaps", extends="x", **{"from": DAY["from"]}, to=DAY["to"])
    with pytest.raises(sundesk.NotFoundError):
        sundesk.question_schema("x")


def test_the_command_line_asks_any_question(tmp_path: Path) -> None:
    roster, library = tmp_path / "roster.json", tmp_path / "library.json"
    roster.write_text(json.dumps(ROSTER), encoding="utf-8")
    library.write_text(json.dumps({"rosters": {"eu": ROSTER}}), encoding="utf-8")
    when = [f"{name}={value}" for name, value in DAY.items()]
    one = run("gaps", *when, "--roster", f"eu={roster}", "--json")
    assert one.returncode == 0 and len(json.loads(one.stdout)["gaps"]) == 2, one.stderr
    assert run("gaps", *when, "--library", str(library), "--json").stdout == one.stdout
    assert run("gaps", when[0], "--json", "--roster", f"eu={roster}", when[1]).stdout == one.stdout
    stray = run("gaps", *when, "--rooster", f"eu={roster}")
    assert stray.returncode == 2 and "--rooster" in stray.stderr
    assert run("audit", "year=2026", "--library", str(library), "--svg").stdout.startswith("<svg")
    assert "year (required): The year" in run("audit", "--fields").stdout
    wrong = run("audit", "year=soon", "--library", str(library))
    assert wrong.returncode == 1 and "year" in wrong.stderr


@pytest.mark.skipif("trial" not in sundesk.question_names(), reason="built without the feature trial-question")
def test_a_question_that_no_binding_knows_of() -> None:
    zones = len(sundesk.ZoneDb.bundled().names)
    assert Library().ask("trial", plus=2)["count"] == zones + 2
    assert run("trial", "plus=2").stdout == f"{zones + 2} in all\n"
