"""One fault of a document has one path, whichever door of Python or the command line it comes in by."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from sundesk import Calendar, EventLog, Layers, Library, PolicySet, Roster, SundeskError, Workflow, review

TABLE = (ROOT / "tests/fixtures/document_faults.txt").read_text(encoding="utf-8")
ROWS = [tuple(line.split(" | ")) for line in TABLE.splitlines() if not line.startswith("#")]
Document = dict[str, Any]
Door = tuple[str, str, Callable[[Any], object]]

LOG = EventLog.from_events({"T-1": [{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "requester"}]})


def within(place: str, document: Any) -> Any:
    for name in reversed(place.split(".")):
        document = {name: document}
    return document


def library(place: str) -> Door:
    return (f"library {place}", f"{place}.", lambda document: Library(within(place, document)))


def handle(cls: Any) -> list[Door]:
    return [("mapping", "", cls), ("text", "", lambda document: cls(json.dumps(document)))]


def reviewed(place: str = "") -> list[Door]:
    start = f"document.{place}." if place else "document."

    def put(document: Any) -> Any:
        return within(place, document) if place else document

    return [
        ("review", start, lambda document: review(LOG, put(document))),
        ("question", start, lambda document: Library(logs={"l": LOG}).ask("review", document=put(document))),
    ]


def layers(kind: str) -> Door:
    return ("layers", "", lambda document: Layers({"d": json.dumps(document)}).effective("d", kind))


DOORS: dict[str, list[Door]] = {
    "calendar": [*handle(Calendar), layers("calendar"), library("calendar"), library("calendars.c"), *reviewed("calendar")],
    "policies": [*handle(PolicySet), layers("policies"), library("policies.p"), *reviewed("policy")],
    "roster": [*handle(Roster), layers("roster"), library("rosters.r")],
    "workflow": [*handle(Workflow), layers("workflow"), library("workflows.w")],
    "column-map": [layers("column-map")],
    "review": [layers("review"), *reviewed()],
    "template-settings": [layers("template-settings")],
}


def paths(error: SundeskError) -> list[str]:
    return sorted(problem["path"] for problem in error.problems) or [error.path]


@pytest.mark.parametrize(("kind", "text", "expected"), ROWS, ids=[f"{kind} {i}" for i, (kind, *_) in enumerate(ROWS)])
def test_one_fault_has_one_path_from_every_door(kind: str, text: str, expected: str) -> None:
    told = {}
    for name, start, door in DOORS[kind]:
        with pytest.raises(SundeskError) as refused:
            door(json.loads(text))
        wanted, found = [start + path for path in expected.split()], paths(refused.value)
        # A question is read before what stands in it is judged.
        if found != wanted if name != "question" else not set(found) <= set(wanted):
            told[name] = found
    assert told == {}


def test_the_command_line_says_the_same_paths(tmp_path: Path) -> None:
    for i, (kind, text, expected) in enumerate(ROWS):
        file = tmp_path / f"{i}.json"
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, "-m", "sundesk", "effective", str(file), "--kind", kind], capture_output=True, text=True, check=False, encoding="utf-8")
        assert done.returncode != 0 and all(path in done.stderr for path in expected.split()), (text, done.stderr)
