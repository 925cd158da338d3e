"""What a log does not tell has no figure, on the command line and from Python."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import ROOT
from test_cli import sundesk_command, write

JIRA = ROOT / "tests/fixtures/logs/jira-list.csv"
FRESHDESK = ROOT / "tests/fixtures/logs/freshdesk.csv"
REPLY = '{"metrics": {"frt": {"kind": "first_reply", "target": "1h", "clock": "elapsed"}}}'
FIX = '{"metrics": {"fix": {"kind": "requester_wait", "target": "4h", "clock": "elapsed"}}}'


def test_a_promise_of_first_replies_is_undecided_on_a_list_without_them(tmp_path: Path) -> None:
    policy = write(tmp_path / "p.json", json.loads(REPLY))
    text = sundesk_command("review", JIRA, "--policy", policy).stdout
    assert "not known from this log" in text and "0 of " not in text and "No promise was broken" not in text
    made = json.loads(sundesk_command("review", JIRA, "--policy", policy, "--json").stdout)
    kept = made["report"]["all"]["attainment"]
    assert (kept["k"], kept["n"], kept["unknown"], made["worst"]) == (0, 0, 6, [])
    told = sundesk_command("review", FRESHDESK, "--policy", policy, "--json").stdout
    kept = json.loads(told)["report"]["all"]["attainment"]  # this list states first responses: 35 min, 30 h, 1 min, none, 1 h
    assert (kept["k"], kept["n"], kept["unknown"]) == (3, 5, 0)


def test_a_promise_without_pauses_says_that_waiting_counts(tmp_path: Path) -> None:
    policy = write(tmp_path / "p.json", json.loads(FIX))
    for form in ("text", "json", "csv", "html", "markdown"):
        said = sundesk_command("review", JIRA, "--policy", policy, "--format", form).stdout
        assert "This log has no pauses: time waiting for the customer counts in" in said, form


def test_reopenings_of_a_list_are_not_known(tmp_path: Path) -> None:
    assert "\nReopened: not known from this log\n" in sundesk_command("review", JIRA).stdout
    figures = json.loads(sundesk_command("metrics", JIRA, "--metric", "reopen_rate", "--format", "json").stdout)
    assert [f["value"] for f in figures["all"]["figures"]] == [None, None]
