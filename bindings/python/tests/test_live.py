"""Policies held ready, histories that grow, open tickets while they live, deliveries held ready."""

from __future__ import annotations

import gc
import threading
from datetime import timedelta
from typing import Any

import pytest
from conftest import utc
from sundesk import (
    Calendar,
    History,
    InconsistentLogError,
    InvalidInputError,
    NotFoundError,
    OutOfRangeError,
    PolicySet,
    SundeskError,
    Templates,
)

MINUTE = timedelta(minutes=1)
TEN = utc("2026-06-01 10:00")
PROMISES = PolicySet({"metrics": {"first reply": {"kind": "first_reply", "target": "1h"}}}, calendar=Calendar.always_open())
CREATED: list[dict[str, Any]] = [{"at": TEN, "type": "created", "by": "requester", "status": "new"}]
REPLY: dict[str, Any] = {"at": TEN + 59 * MINUTE, "type": "reply", "by": "agent"}


def test_a_held_binding_says_what_the_policies_say() -> None:
    binding, history = PROMISES.bind(), History(CREATED)
    for now in (TEN, TEN + 59 * MINUTE, TEN + 61 * MINUTE):
        expected = PROMISES.evaluate(CREATED, now)
        assert binding.evaluate(history, now) == binding.evaluate(CREATED, now) == PROMISES.evaluate(history, now) == expected
        assert binding.metric(history, now, "first reply") == expected.metrics["first reply"]
        assert str(binding.explain(history, now, "first reply")) == str(PROMISES.explain(CREATED, now, "first reply"))
    assert binding.policies is PROMISES
    assert repr(binding) == "<Binding of default>"
    with pytest.raises(NotFoundError, match="first reply"):
        binding.metric(history, TEN, "no such")


def test_a_history_grows() -> None:
    binding, history = PROMISES.bind(), History(CREATED)
    now = TEN + 2 * 60 * MINUTE
    assert binding.metric(history, now, "first reply").state == "breached"
    history.push({"at": TEN + 90 * MINUTE, "type": "assignee", "to": "ann"})
    history.push(REPLY)  # late, and yet in time
    assert binding.metric(history, now, "first reply").state == "met"
    assert [event["type"] for event in history.events] == ["created", "status", "reply", "assignee"]
    assert len(history) == 4 and repr(history) == "<History of 4 events>"
    with pytest.raises(InvalidInputError, match="event"):
        history.push({"at": TEN, "type": "reply", "by": "agnet"})
    with pytest.raises(SundeskError):
        history.push({"at": "2300-01-01T00:00:00Z", "type": "created"})
    assert len(history) == 4
    assert len(History()) == 0
    assert History(History(CREATED).events).events == History(CREATED).events


def test_open_tickets_live() -> None:
    tickets = PROMISES.bind().live()
    first, second = tickets.insert(CREATED), tickets.insert(History(CREATED))
    assert tickets.tickets == [first, second] and len(tickets) == 2
    tickets.push(first, REPLY)
    tickets.push(second, {"at": TEN + MINUTE, "type": "assignee", "to": "a new name"})
    breach = TEN + 60 * MINUTE + timedelta(microseconds=1)
    assert tickets.next_wake(TEN + 59 * MINUTE) == breach
    assert tickets.due(breach - timedelta(microseconds=1)) == []
    assert tickets.due(breach) == [second]
    assert tickets.evaluate(second, breach).metrics["first reply"].state == "breached"
    assert tickets.metric(first, breach, "first reply").state == "met"
    assert tickets.next_change(first, breach) is None
    assert [event["type"] for event in tickets.events(second)] == ["created", "status", "assignee"]
    assert tickets.explain(second, breach, "first reply").metric == "first reply"
    tickets.set_binding(PolicySet({"metrics": {"first reply": {"kind": "first_reply", "target": "8h"}}}, calendar=Calendar.always_open()).bind())
    assert tickets.metric(second, breach, "first reply").state == "running"
    tickets.remove(first)
    for call in (lambda: tickets.remove(first), lambda: tickets.push(first, REPLY), lambda: tickets.evaluate(first, TEN)):
        with pytest.raises(NotFoundError):
            call()
    assert repr(tickets) == "<LiveTickets of 1 tickets>"


def test_a_late_event_is_refused_where_the_policy_says_so() -> None:
    document = {"out_of_order": "error", "metrics": {"first reply": {"kind": "first_reply", "target": "1h"}}}
    tickets = PolicySet(document, calendar=Calendar.always_open()).bind().live()
    ticket = tickets.insert(CREATED)
    with pytest.raises(InconsistentLogError):
        tickets.push(ticket, {"at": TEN - MINUTE, "type": "reply", "by": "agent"})
    assert len(tickets.events(ticket)) == 2
    with pytest.raises(OutOfRangeError):
        tickets.due(utc("2201-01-01 00:00"))


def test_threads_share_a_binding_and_the_open_tickets() -> None:
    binding = PROMISES.bind()
    tickets, seen = binding.live(), []

    def work(number: int) -> None:
        for i in range(50):
            ticket = tickets.insert(CREATED)
            tickets.push(ticket, {"at": TEN + MINUTE, "type": "assignee", "to": f"agent {number}-{i}"})
            seen.append(tickets.metric(ticket, TEN + 61 * MINUTE, "first reply").state)
            seen.append(binding.metric(CREATED, TEN + 61 * MINUTE, "first reply").state)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) == {"breached"} and len(seen) == 400 and len(tickets) == 200


def test_a_delivery_held_ready() -> None:
    texts = Templates.from_sources({"en": {"mail": 'due = Due { DATETIME($at, timeStyle: "short") }.\nago = { RELATIVE($at) }'}})
    reader = texts.delivery(locale="en-GB", tz="Europe/Berlin")
    assert reader.text("due", at=TEN) == "Due 12:00."
    assert reader.render("due", at=TEN).text == texts.render("due", locale="en-GB", tz="Europe/Berlin", at=TEN).text
    assert reader.render("due", at=TEN).locale == "en"
    with pytest.raises(InvalidInputError, match="now"):
        reader.text("ago", at=TEN)
    assert reader.text("ago", now=TEN + 120 * MINUTE, at=TEN) == "2 hours ago"
    assert texts.delivery(now=TEN + 60 * MINUTE).text("ago", args={"at": TEN}) == "1 hour ago"
    texts.reload({"en": {"mail": "due = Soon.\nago = Then."}})
    assert reader.text("due") == "Soon."  # a reload is seen
    assert repr(reader) == "<Delivery to en-GB by body>"
    with pytest.raises(SundeskError):
        texts.delivery(tz="Mars/Olympus")
    del texts, reader
    gc.collect()


def test_who_did_it_is_kept_on_every_kind_of_event() -> None:
    ann = {"kind": "human", "id": "ann", "on_behalf_of": "bob"}
    history = History([{"at": TEN, "type": "created", "by": "customer"}, {"at": TEN, "type": "status", "to": "open", "by": ann}])
    history.push({"at": TEN, "type": "reply", "by": {"kind": "ai", "id": "helper"}})
    history.push({"at": TEN, "type": "priority", "to": "high", "by": "system"})
    assert [event.get("by") for event in history.events] == ["requester", ann, {"kind": "ai", "id": "helper"}, None]
    assert History(history.events).events == history.events
    with pytest.raises(InvalidInputError, match="kind"):
        history.push({"at": TEN, "type": "status", "to": "open", "by": {"id": "ann"}})
