"""A help desk in Python: commands, inbox, timers, promises, feed, figures, two on one file, and every way to ask wrongly."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sundesk
from sundesk import Desk, Library

MONDAY = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
DAYS = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
CALENDAR = {"timezone": "UTC", "weekly": DAYS}
POLICY = {"metrics": {"first reply": {"kind": "first_reply", "target": "2h"}}}


def library() -> Library:
    return Library({"calendar": CALENDAR, "policies": {"gold": POLICY}})


def create(desk: Desk, ticket: str, at: datetime = MONDAY, **fields: Any) -> list[sundesk.Record]:
    return desk.command({"do": "create", "ticket": ticket, "by": "customer", "group": "emea", **fields}, at=at)


def test_three_lines_make_a_help_desk(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Desk.open(path, library()) as desk:
        create(desk, "T-1", subject="Broken parcel")
        [row] = desk.tickets({"group": "emea"}, order="due")["tickets"]
        assert (row["subject"], row["due"]) == ("Broken parcel", "first reply")
        assert desk.sla("T-1", MONDAY + HOUR).metrics["first reply"].remaining == HOUR
        assert str(desk.explain("T-1", MONDAY + HOUR, "first reply")).startswith("first reply: 1h of 2h used")
    with pytest.raises(sundesk.InvalidInputError, match="closed"):
        desk.version("T-1")
    with Desk.open(str(path), library()) as desk:
        desk.command({"do": "assign", "ticket": "T-1", "by": "agent", "assignee": "agent", "at": MONDAY + HOUR})
        [solved] = desk.command({"do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved"}, at=MONDAY + HOUR)
        assert (solved.kind, solved.data["to"], solved.seq, solved.position) == ("status_changed", "solved", 4, 4)
        assert (solved.ticket, solved.by, solved.at, solved.key) == ("T-1", "agent", MONDAY + HOUR, None)
        assert solved == desk.history("T-1", 3)[0] and repr(solved) == "<Record T-1/4 status_changed>"
        assert desk.next_due == MONDAY + 97 * HOUR
        [closed] = desk.tick(MONDAY + 200 * HOUR)
        assert (closed.at, closed.recorded_at, closed.by) == (MONDAY + 97 * HOUR, MONDAY + 200 * HOUR, "timer")
        assert desk.next_due is None
        assert desk.counts("status_category") == {"closed": 1}


def test_a_refusal_says_what_is_missing() -> None:
    with Desk.memory(library()) as desk:
        create(desk, "T-1")
        with pytest.raises(sundesk.Refusal) as refused:
            desk.command({"do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved"}, at=MONDAY)
        assert refused.value.code == "assignee_required"
        moves = {move["to"]: move["missing"] for move in desk.allowed("T-1", "agent", MONDAY)}
        assert moves["solved"][0]["code"] == "assignee_required"
        with pytest.raises(sundesk.InvalidInputError, match="at"):
            desk.command({"do": "note", "ticket": "T-1", "by": "agent", "body": "no instant"})


def test_the_feed_is_read_to_its_end_and_goes_on_where_it_was_left() -> None:
    with Desk.memory() as desk:
        for n in range(1_200):
            create(desk, f"T-{n}", MONDAY)
        positions = [record.position for record in desk.feed()]
        assert positions == list(range(1, 1_201))
        desk.set_cursor("mail", 1_199)
        assert [record.ticket for record in desk.feed(consumer="mail")] == ["T-1199"]
        assert list(desk.feed(1_200)) == []


def test_commands_that_share_a_sync_are_answered_each() -> None:
    with Desk.memory() as desk:
        commands: list[dict[str, Any]] = [
            {"do": "create", "ticket": "T-1", "by": "customer", "key": "k"},
            {"do": "create", "ticket": "T-1", "by": "customer"},
            {"do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved"},
            {"do": "create", "ticket": "T-1", "by": "customer", "key": "k"},
        ]
        made, taken, refused, again = desk.command_all(commands, at=MONDAY)
        assert made == again and made[0].kind == "created"
        assert isinstance(taken, sundesk.InvalidInputError) and isinstance(refused, sundesk.Refusal)


def test_figures_and_questions_see_the_same_records() -> None:
    with Desk.memory(library()) as desk:
        create(desk, "T-1")
        desk.command({"do": "agent_reply", "ticket": "T-1", "by": "agent", "body": "Yes?"}, at=MONDAY + HOUR)
        assert [event["type"] for event in desk.log().events("T-1")][:2] == ["created", "status"]
        answer = desk.ask("sla", ticket="T-1", now=(MONDAY + 3 * HOUR).isoformat())
        assert answer["metrics"]["first reply"]["state"] == "met"


def test_json_in_and_json_out() -> None:
    with Desk.memory(library(), people={"actors": {"ann": {"role": "agent"}}, "groups": {}}) as desk:
        said = json.loads(desk.line('{"id": 1, "do": "create", "ticket": "T-1", "by": "ann", "at": "2026-03-02T09:00:00Z"}'))
        assert (said["id"], said["done"]["records"][0]["kind"], said["done"]["versions"]) == (1, "created", {"T-1": 1})
        assert desk.call({"call": "ticket", "ticket": "T-1"})["status"] == "new"
        assert desk.call({"call": "next_due"}) is None
        assert json.loads(desk.line('{"call": "fly"}'))["error"]["kind"] == "invalid_input"
        assert json.loads(desk.line('{"call": "tickets", "colour": "red"}'))["error"]["message"].count("colour") == 1


def test_how_a_desk_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(sundesk.NotFoundError, match="zendsk"):
        Desk.memory(workflow="zendsk")
    with pytest.raises(sundesk.InvalidInputError, match="wrokflow"):
        Desk.memory(wrokflow="zendesk")
    Desk.open(tmp_path / "desk.db", tenant="acme").close()
    with pytest.raises(sundesk.IncompatibleError, match="acme"):
        Desk.open(tmp_path / "desk.db", tenant="umbrella")


def test_the_command_line_speaks_in_lines(tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text(json.dumps({"calendar": CALENDAR, "policies": {"gold": POLICY}}))
    lines = ['{"do": "create", "ticket": "T-1", "by": "customer", "at": "2026-03-02T09:00:00Z", "id": "a"}', "nonsense", '{"call": "tickets", "order": "due"}']
    command = [sys.executable, "-m", "sundesk", "desk", str(tmp_path / "desk.db"), "--library", str(tmp_path / "library.json")]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True)
    created, nonsense, inbox = [json.loads(line) for line in done.stdout.splitlines()]
    assert (created["id"], nonsense["error"]["kind"], inbox["done"]["tickets"][0]["due"]) == ("a", "invalid_input", "first reply")


def test_a_line_that_is_not_utf_8_ended_the_desk(tmp_path: Path) -> None:
    note = '{"do": "create", "ticket": "T-2", "by": "customer", "subject": "Störung", "at": "2026-03-02T09:00:00Z"}'
    lines = note.encode("latin-1") + b"\n" + note.encode() + b"\n"
    done = subprocess.run([sys.executable, "-m", "sundesk", "desk", str(tmp_path / "desk.db")], input=lines, capture_output=True, check=True)
    refused, created = [json.loads(line) for line in done.stdout.splitlines()]
    assert refused["error"]["message"] == "line 1: byte 0xf6 at 67 is not UTF-8"
    assert created["done"]["records"][0]["data"]["of"]["subject"] == "Störung"


def test_a_command_that_cannot_be_read_is_answered_in_its_place() -> None:
    create = {"do": "create", "by": "customer", "at": MONDAY}
    with Desk.memory() as desk:
        answers = desk.command_all([create | {"ticket": "T-1"}, create | {"ticket": "T-2", "colour": "red"}, create | {"ticket": "T-3"}])
        assert [type(answer).__name__ for answer in answers] == ["list", "InvalidInputError", "list"]
        texts = [{**create, "ticket": f"T-{n}", "at": "2026-03-02T09:00:00Z"} for n in (4, 5)]
        told = desk.call({"call": "commands", "commands": [texts[0], {"do": "nothing"}, texts[1]]})
        assert ["error" in answer for answer in told] == [False, True, False]
        assert desk.version("T-3") == desk.version("T-5") == 1


FOREIGN: dict[str, list[dict[str, Any]]] = {
    "I-1": [
        {"at": "2026-03-01T09:00:00Z", "type": "created", "by": "requester", "status": "New"},
        {"at": "2026-03-01T10:00:00Z", "type": "status", "to": "Active"},
        {"at": "2026-03-01T11:00:00Z", "type": "status", "to": "Resolved"},
    ],
    "I-2": [
        {"at": "2026-03-01T09:00:00Z", "type": "created", "by": "requester", "status": "New"},
        {"at": "2026-03-01T12:00:00Z", "type": "status", "to": "Closed"},
    ],
}


def test_a_foreign_log_becomes_tickets_once(tmp_path: Path) -> None:
    log = sundesk.EventLog.from_events(FOREIGN)
    with Desk.open(tmp_path / "desk.db", workflow="servicenow") as desk:
        first = desk.import_log(log, MONDAY, statuses="servicenow")
        assert (first["imported"], first["moves"], first["flagged"]) == (2, 3, 1)
        assert (first["flags"], first["reasons"]) == ({"New -> Closed": 1}, {"transition_not_allowed": 1})
        head = desk.head
        again = desk.import_log(log, MONDAY + HOUR, statuses={"statuses": {"Active": "In Progress"}})
        assert (again["imported"], again["present"], again["flags"]) == (0, 2, first["flags"])
        assert desk.head == head and desk.tickets()["tickets"][0]["status"] == "Resolved"
        with pytest.raises(sundesk.NotFoundError, match="workflow"):
            desk.import_log(log, MONDAY, workflow="nothing")
        with pytest.raises(sundesk.InvalidInputError, match="now"):
            desk.import_log(log, MONDAY - 48 * HOUR)


def test_what_is_known_of_somebody_is_given_out_and_goes_when_its_time_is_over() -> None:
    rules = {"rules": [{"name": "closed a month ago", "after": {"days": 30}, "then": "redact"}]}
    with Desk.memory(workflow="zendesk") as desk:
        for ticket, requester in (("T-1", "c-1"), ("T-2", "c-2")):
            desk.command({"do": "create", "ticket": ticket, "by": "agent", "requester": requester, "assignee": "agent", "subject": f"of {requester}"}, at=MONDAY)
        desk.command({"do": "customer_reply", "ticket": "T-1", "body": "my number is 555"}, at=MONDAY)
        known = desk.export("c-1")
        assert [of["ticket"]["id"] for of in known["tickets"]] == ["T-1"]
        assert "my number is 555" in json.dumps(known, default=str) and "of c-2" not in json.dumps(known, default=str)
        desk.command({"do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved"}, at=MONDAY)
        desk.tick(MONDAY + 100 * HOUR)
        later = MONDAY + 60 * 24 * HOUR
        assert desk.retention(rules, MONDAY + 10 * 24 * HOUR)["due"] == []
        [due] = desk.retention(rules, later)["due"]
        assert (due["rule"], due["then"], due["tickets"]) == ("closed a month ago", "redact", ["T-1"])
        assert "555" in json.dumps(desk.export("c-1"), default=str)  # a dry run
        done = desk.retain(rules, later, by="admin")
        assert [item["tickets"] for item in done["due"]] == [["T-1"]] and done["held"] == []
        assert "555" not in json.dumps(desk.export("c-1"), default=str)
        assert desk.retention(rules, later)["due"] == []
        held = desk.retain(rules, later, by="agent")
        assert held["due"] == []
        with pytest.raises(sundesk.InvalidInputError, match="rules"):
            desk.retention({"rules": [{"name": "x", "after": {"days": 1}, "then": "burn"}]}, later)


def test_one_message_is_taken_out() -> None:
    with Desk.memory(workflow="zendesk") as desk:
        create(desk, "T-1", requester="c-1")
        for body in ("keep this", "card 4111"):
            desk.command({"do": "customer_reply", "ticket": "T-1", "body": body}, at=MONDAY)
        desk.command({"do": "redact", "ticket": "T-1", "by": "admin", "messages": [2]}, at=MONDAY)
        history = json.dumps([record.data for record in desk.history("T-1")], default=str)
        assert "keep this" in history and "4111" not in history
        desk.verify()
        desk.rebuild_inbox()
        desk.verify()


EXAMPLE = Path(__file__).parents[3] / "examples" / "helpdesk.py"


def test_the_example_survives_the_plug(tmp_path: Path) -> None:
    """Killed in the middle of its work, it has all it answered for, and goes on."""
    path, kept = tmp_path / "desk.db", []
    for round_ in range(4):
        program = subprocess.Popen([sys.executable, str(EXAMPLE), str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert program.stdin and program.stdout
        program.stdin.write("".join(f"new mari Parcel {round_} {n}\n" for n in range(400)))
        program.stdin.flush()
        kept += [program.stdout.readline().strip() for _ in range(5 + 30 * round_)]
        program.kill()
        program.wait()
        kept += [line.strip() for line in program.stdout.readlines() if line.endswith("\n")]
    asked = "inbox\nwake\n" + f"take {kept[-1]} ana\nanswer {kept[-1]} Which one?\nsolve {kept[-1]}\nshow {kept[-1]}\nfly\nsolve T-0\n"
    done = subprocess.run([sys.executable, str(EXAMPLE), str(path)], input=asked, capture_output=True, text=True, check=True)
    assert f"{kept[-1]} solved" in done.stdout and "first reply is due" in done.stdout and "'fly' is no command" in done.stdout
    assert "refused: not found" in done.stdout, done.stdout
    with Desk.open(path) as desk:
        assert len(set(kept)) == len(kept)
        assert all(desk.version(ticket) > 0 for ticket in kept)
        desk.verify()
