"""The service review: the same text and JSON as from Rust."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sundesk
from conftest import ROOT
from sundesk import EventLog, review
from test_cli import sundesk_command

LOG = ROOT / "tests/data/servicenow-incidents/incident_event_log.csv.gz"
#: What `cargo run --release --example service_review` prints, kept as a file that the Rust tests check too.
TEXT = ROOT / "tests/data/service_review.txt"


@pytest.fixture(scope="module")
def log() -> EventLog:
    if not LOG.exists():
        pytest.skip("the real log is not in the tree")
    return EventLog.import_csv(LOG, preset="servicenow-uci")


def test_the_text_is_that_of_the_rust_example_byte_for_byte(log: EventLog) -> None:
    made = review(log, preset="servicenow-uci")
    assert str(made) == TEXT.read_text(encoding="utf-8")
    assert repr(made) == f"<Review {json.dumps(made.title)}>"


def test_the_json_is_the_same_as_the_dicts(log: EventLog) -> None:
    made = review(log, preset="servicenow-uci")
    assert json.loads(made.to_json()) == made.to_dict()
    assert made == review(log, preset="servicenow-uci")


def test_the_command_prints_the_text(log: EventLog) -> None:
    done = sundesk_command("review", LOG)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout == TEXT.read_text(encoding="utf-8")
    assert json.loads(sundesk_command("review", "--json", LOG).stdout) == review(log, preset="servicenow-uci").to_dict()


def test_a_log_that_cannot_be_reviewed(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("number,incident_state\nINC1,New\n", encoding="utf-8")
    done = sundesk_command("review", bad)
    assert done.returncode == 1 and done.stdout == "" and len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"sundesk: {bad}:1: ")
    empty = EventLog.from_events({})
    with pytest.raises(sundesk.InvalidInputError, match="no events"):
        review(empty, preset="servicenow-uci")
    with pytest.raises(sundesk.NotFoundError, match="preset"):
        review(log_of_one(), {}, preset="nothing")
    with pytest.raises(sundesk.InvalidInputError, match=r"document\.worst"):
        review(log_of_one(), {"worst": -1}, preset="servicenow-uci")


def test_flags_that_lie_over_a_ready_review_were_passed_over_or_took_its_place() -> None:
    whole, march = (json.loads(sundesk_command("review", "--json", LOG, *more).stdout) for more in ([], ["--from", "2016-03-10"]))
    count = [made["report"]["all"]["tickets"] for made in (march, whole)]
    assert count[0] < count[1] and [march[k] for k in ("title", "metric", "many")] == [whole[k] for k in ("title", "metric", "many")]
    titled = json.loads(sundesk_command("review", "--json", LOG, "--title", "Ours").stdout)
    assert {k: v for k, v in titled.items() if k != "title"} == {k: v for k, v in whole.items() if k != "title"} and titled["title"] == "Ours"


def log_of_one() -> EventLog:
    return EventLog.from_events({"T-1": [{"at": "2026-06-01T09:00:00Z", "type": "created", "by": "requester"}]})


def test_a_review_needs_no_document() -> None:
    made = review(log_of_one())
    assert str(made).startswith("Service review\n==============\n1 tickets, 0 done, 1 open")
    assert made.to_markdown().startswith("# Service review") and "| --- |" in made.to_markdown()
    assert made.to_html().startswith("<!DOCTYPE html>") and made.to_csv().startswith("section,by,group,figure,value\n")
