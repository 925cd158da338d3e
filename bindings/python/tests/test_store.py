"""Where records are kept: batches, feed, inbox, erasure, checks, and every way to ask wrongly."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sundesk
from sundesk import Board, Store, Workflow

MONDAY = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)


def desk() -> Board:
    return Board("acme", {"support": Workflow("zendesk")}, people={"actors": {"ann": {"role": "agent"}, "admin": {"role": "admin"}}, "groups": {}})


def create(board: Board, ticket: str, **fields: Any) -> list[dict[str, Any]]:
    command = {"do": "create", "ticket": ticket, "by": "ann", "at": MONDAY, "requester": "c-17", "group": "emea", **fields}
    made: list[dict[str, Any]] = board.command(command)
    return made


def test_what_a_board_decides_is_kept_and_read_again(tmp_path: Path) -> None:
    path, board = tmp_path / "desk.db", desk()
    with Store.open(path, "acme") as store:
        made = create(board, "T-1", subject="Broken parcel")
        answer = store.append(made)
        assert (answer["append"], answer["first"], answer["versions"]) == ("done", 1, {"T-1": len(made)})
        assert [stored["record"] for stored in store.load("T-1")] == made
        head = store.head
    assert path.with_name("desk.db.keys").exists()
    with pytest.raises(sundesk.InvalidInputError, match="closed"):
        store.version("T-1")
    with Store.open(str(path), "acme") as store:
        assert store.verify(head)["records"] == len(made)
        again = desk()
        for stored in store.feed():
            again.evolve(stored["record"])
        assert again.ticket("T-1") == board.ticket("T-1")
    with pytest.raises(sundesk.IncompatibleError, match="acme"):
        Store.open(path, "umbrella")


def test_conflicts_and_repeated_commands_are_answers() -> None:
    store, board = Store.memory("acme"), desk()
    made = create(board, "T-1", key="k-1")
    assert store.append(made)["append"] == "done"
    assert store.append(made)["append"] == "repeated"
    late = {**made[0], "key": None, "seq": 1}
    conflict = store.append([late])
    assert (conflict["append"], conflict["stream"], conflict["version"]) == ("conflict", "T-1", len(made))
    watching = {"records": [], "expect": {"T-1": 99}}
    assert store.append(watching)["append"] == "conflict"
    assert [answer["append"] for answer in store.append_all([watching, {"records": []}])] == ["conflict", "done"]
    with pytest.raises(sundesk.InvalidInputError) as fault:
        store.append([{**made[0], "at": "yesterday"}])
    assert fault.value.path.startswith("records[0]")
    with pytest.raises(sundesk.InvalidInputError):
        store.append({"record": []})
    assert store.version("T-1") == len(made)


def test_an_inbox() -> None:
    store, board = Store.memory("acme"), desk()
    for n in range(1, 6):
        store.append(create(board, f"T-{n}", subject=f"Parcel {n}", priority="high" if n % 2 else "low", tags=["vip"] if n == 3 else []))
    clocks = [{"stream": "T-4", "at": MONDAY, "what": "first reply"}, {"stream": "T-2", "at": MONDAY + timedelta(hours=1), "what": "update"}]
    store.append({"clocks": clocks})
    first = store.tickets({"group": "emea"}, order="due", limit=2)
    assert [(t["id"], t["due"]) for t in first["tickets"]] == [("T-4", "first reply"), ("T-2", "update")]
    rest = store.tickets({"group": "emea"}, order="due", limit=9, after=first["next"])
    assert [t["id"] for t in rest["tickets"]] == ["T-1", "T-3", "T-5"] and rest["next"] is None
    assert [t["id"] for t in store.tickets({"priority": "low"}, descending=True)["tickets"]] == ["T-4", "T-2"]
    assert [t["id"] for t in store.tickets([{"field": "tags", "op": "present"}])["tickets"]] == ["T-3"]
    assert [t["id"] for t in store.tickets(search="parcel 5")["tickets"]] == ["T-5"]
    assert store.counts("priority") == {"high": 3, "low": 2}
    assert store.counts("group", {"priority": "high"}) == {"emea": 3}
    for wrong in ({"order": "size"}, {"after": "x"}, {"filter": [{"field": "group", "op": "is"}]}, {"filter": 7}):
        with pytest.raises(sundesk.InvalidInputError):
            store.tickets(**wrong)  # type: ignore[arg-type]
    with pytest.raises(sundesk.OutOfRangeError):
        store.tickets(limit=0)
    with pytest.raises(sundesk.InvalidInputError):
        store.counts("size")


def test_timers_and_outbox_are_claimed_once() -> None:
    store = Store.memory("acme")
    later = MONDAY + timedelta(minutes=5)
    store.append({"timers": [{"stream": "T-1", "at": MONDAY, "what": "auto"}], "outbox": [{"topic": "mail", "body": "hello"}]})
    assert store.next_due == MONDAY
    assert [claim["stream"] for claim in store.due("w1", MONDAY, later)] == ["T-1"]
    assert store.due("w2", MONDAY, later) == []
    (item,) = store.outbox("w1", MONDAY, later)
    assert (item["number"], item["body"]) == (1, "hello")
    store.sent([item["number"]])
    assert store.outbox("w1", later, later) == []
    store.append({"timers": [{"stream": "T-1", "at": None}]})
    assert store.next_due is None
    with pytest.raises(sundesk.OutOfRangeError):
        store.due("w1", later, MONDAY)


def test_an_erasure_reaches_everything(tmp_path: Path) -> None:
    board = desk()
    with Store.open(tmp_path / "desk.db", "acme", master=b"m" * 32, plain_fields=["product"]) as store:
        store.append(create(board, "T-1", subject="secret parcel", fields={"product": "tent", "iban": "EE47"}))
        store.put_snapshot("T-1", 1, "state/1", board.state("T-1"))
        snapshot = store.snapshot("T-1", "state/1")
        assert snapshot is not None and snapshot["version"] == 1
        assert store.streams_of("c-17") == ["T-1"]
        store.backup(tmp_path / "backup.db")
        head = store.head
        store.append(board.command({"do": "erase", "by": "admin", "at": MONDAY, "subject": "c-17"}))
        assert store.load("T-1")[0]["erased"] == ["of.subject", "of.fields", "of.reply_token"]
        (ticket,) = store.tickets()["tickets"]
        assert (ticket["subject"], ticket["fields"]) == (None, {"product": "tent"})
        assert store.snapshot("T-1", "state/1") is None and store.tickets(search="secret")["tickets"] == []
        assert store.export(tmp_path / "log.jsonl") == store.head["position"]
        assert store.verify(head)["tickets"] == 1
    lines = (tmp_path / "log.jsonl").read_text().splitlines()
    assert "secret" not in "".join(lines) and json.loads(lines[0])["record"]["kind"] == "created"
    assert b"secret" not in (tmp_path / "desk.db").read_bytes()
    with pytest.raises(sundesk.IncompatibleError, match="master"):
        Store.open(tmp_path / "desk.db", "acme")
    with pytest.raises(sundesk.InvalidInputError, match="64 hexadecimal"):
        Store.open(tmp_path / "desk.db", "acme", master=b"short")
    with Store.open(tmp_path / "backup.db", "acme", vault=tmp_path / "desk.db.keys", master=b"m" * 32) as copy:
        assert copy.load("T-1")[0]["erased"]


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "mail.db").write_text("From: somebody\n" * 50)
    with pytest.raises(sundesk.IncompatibleError) as fault:
        Store.open(tmp_path / "mail.db", "acme")
    assert fault.value.file.endswith("mail.db")
    with pytest.raises(sundesk.IoError):
        Store.open(tmp_path / "nowhere" / "desk.db", "acme")
    store = Store.memory("acme")
    store.rebuild_inbox()
    with pytest.raises(sundesk.InvalidInputError):
        store.backup(tmp_path / "copy.db")
    (tmp_path / "there.jsonl").write_text("mine")
    with pytest.raises(sundesk.IoError):
        store.export(tmp_path / "there.jsonl")
    assert (tmp_path / "there.jsonl").read_text() == "mine"


def test_handles_and_cursors() -> None:
    store, board = Store.memory("acme"), desk()
    store.append(create(board, "T-1", reply_token="tok-1"))
    reply = {"do": "customer_reply", "ticket": "T-1", "by": "c-17", "at": MONDAY, "message_id": "<1@mail>", "channel": "email", "body": "Hello"}
    store.append(board.command(reply))
    assert store.find("token", "tok-1") == store.find("message", "<1@mail>") == "T-1"
    assert store.find("token", "<1@mail>") is None
    with pytest.raises(sundesk.InvalidInputError):
        store.find("mail", "x")
    assert store.cursor("mailer") == 0
    store.set_cursor("mailer", 2)
    assert store.cursor("mailer") == 2
    assert repr(store) == '<Store in memory, "acme">'


def test_whole_numbers_of_a_kind_that_is_not_known_are_what_was_written() -> None:
    store, at, large = Store.memory("acme"), "2026-03-02T09:00:00Z", 123456789012345678901234567890
    data = {"account": large, "rate": 1.5, "of": [{"n": -large}]}
    later = {"stream": "T-1", "at": at, "recorded_at": at, "actor": {"kind": "human", "id": "ann"}, "workflow": "support", "schema": 9}
    text = json.dumps({"records": [{**later, "kind": "teleported", "data": data}]})
    assert store.append(text)["append"] == "done"
    (kept,) = store.load("T-1")
    assert kept["record"]["data"] == data and (kept["record"]["seq"], len(kept["record"]["id"])) == (1, 32)
