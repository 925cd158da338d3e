"""The life of a ticket: workflows, commands, refusals, timers, records and snapshots."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sundesk
from sundesk import Board, Calendar, Refusal, Workflow

MONDAY = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
OFFICE = Calendar({"timezone": "UTC", "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}})


def desk() -> Board:
    return Board("acme", {"support": Workflow("zendesk")}, people={"actors": {"ann": {"role": "agent"}}, "groups": {}})


def do(board: Board, what: str, **fields: Any) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = board.command({"do": what, "ticket": "T-1", "by": "ann", "at": MONDAY, **fields})
    return made


def test_a_workflow_is_a_document_or_a_preset() -> None:
    zendesk = Workflow("zendesk")
    assert Workflow(zendesk.document) == zendesk
    assert Workflow(json.dumps(zendesk.document)).version == zendesk.version
    assert len(zendesk.version) == 64
    assert zendesk.to_svg().startswith("<svg")
    with pytest.raises(sundesk.NotFoundError):
        Workflow("remedy")
    with pytest.raises(sundesk.InvalidInputError) as fault:
        Workflow({**zendesk.document, "default": "gone"})
    assert [p["path"] for p in fault.value.problems] == ["default", "default"]


def test_a_life_from_new_to_closed() -> None:
    board = desk()
    made = do(board, "create", assignee="ann")
    assert [record["kind"] for record in made] == ["created", "assigned", "status_changed"]
    assert [record["seq"] for record in made] == [1, 2, 3]
    do(board, "set_status", status="solved")
    assert board.next_due == MONDAY + timedelta(hours=96)
    (closed,) = board.tick(MONDAY + timedelta(days=10))
    assert (closed["at"], closed["recorded_at"]) == ("2026-03-06T09:00:00Z", "2026-03-12T09:00:00Z")
    ticket = board.ticket("T-1")
    assert ticket is not None and ticket["status"] == "closed"
    assert board.next_due is None and board.tickets() == ["T-1"] and board.ticket("T-2") is None


def test_a_refusal_is_an_exception_with_its_data_and_what_came_due() -> None:
    board = desk()
    do(board, "create", assignee="ann")
    do(board, "set_status", status="solved")
    with pytest.raises(Refusal) as refused:
        do(board, "note", at=MONDAY + timedelta(days=10))
    assert (refused.value.code, refused.value.message_id) == ("closed_immutable", "refusal-closed-immutable")
    assert refused.value.data == {"status": "closed"}
    assert [record["kind"] for record in refused.value.due] == ["status_changed"]
    assert not isinstance(refused.value, sundesk.SundeskError)
    with pytest.raises(sundesk.InvalidInputError, match="bodi"):
        do(board, "note", bodi="x")


def test_a_host_with_a_store_decides_keeps_and_evolves() -> None:
    board, log = desk(), []
    command = {"do": "create", "ticket": "T-1", "by": "ann", "at": MONDAY}
    decision = board.decide(command)
    assert board.tickets() == [] and decision["refusal"] is None
    for record in decision["due"] + decision["records"]:
        log.append(json.dumps(record))
        board.evolve(record)
    other = desk()
    for line in log:
        other.evolve(line)
    assert other.state("T-1") == board.state("T-1")
    assert Board.from_json(board.to_json()).to_json() == board.to_json()
    third = desk()
    third.put(board.state("T-1"))
    assert third.ticket("T-1") == board.ticket("T-1")


def test_buttons_know_what_is_missing() -> None:
    board = desk()
    do(board, "create")
    possible = {move["to"]: [m["code"] for m in move["missing"]] for move in board.allowed("T-1", "ann", MONDAY)}
    assert possible == {"open": [], "pending": [], "hold": [], "solved": ["assignee_required"]}


def test_a_calendar_that_is_not_there_is_named() -> None:
    document = {**Workflow("zendesk").document, "auto": [{"from": "solved", "to": "closed", "after": {"business_days": 2, "calendar": "office"}}]}
    with pytest.raises(sundesk.NotFoundError, match="office"):
        Board("acme", {"support": Workflow(document)})
    board = Board("acme", {"support": Workflow(document)}, calendars={"office": OFFICE})
    board.set_calendars({"office": Calendar.always_open()})
    with pytest.raises(sundesk.NotFoundError):
        board.set_calendars({})
