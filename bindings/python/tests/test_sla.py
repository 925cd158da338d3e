"""Promises: reports, explanations, whole logs and the index of what is due next."""

from __future__ import annotations

import pickle
import threading
from datetime import datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sundesk
from conftest import utc
from sundesk import Calendar, DueIndex, EventLog, OutOfRangeError, PolicySet, metrics_report, what_if

HOUR = timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Calendar({"timezone": "Europe/Berlin", "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}})
DOCUMENT: dict[str, Any] = {
    "policies": [
        {
            "name": "gold",
            "when": [{"field": "tier", "op": "is", "value": "gold"}],
            "metrics": {"first reply": {"kind": "first_reply", "target": "1h", "clock": "elapsed"}},
        }
    ],
    "name": "standard",
    "metrics": {
        "first reply": {"kind": "first_reply", "target": timedelta(hours=4)},
        "wait": {"kind": "requester_wait", "target": "16h", "alerts": [{"percent": 50}]},
    },
}
#: Created on a Thursday at 16:00 in Berlin, answered on Friday at 10:00, waiting for the requester from then on.
EVENTS: list[dict[str, Any]] = [
    {"at": utc("2026-03-05 15:00"), "type": "created", "by": "requester", "status": "open"},
    {"at": utc("2026-03-06 09:00"), "type": "reply", "by": "agent"},
    {"at": utc("2026-03-06 09:00"), "type": "status", "to": "pending"},
]
NOW = utc("2026-03-09 11:00")


@pytest.fixture(scope="module")
def promises() -> PolicySet:
    return PolicySet(DOCUMENT, calendar=OFFICE)


def test_a_report_says_where_each_metric_stands(promises: PolicySet) -> None:
    report = promises.evaluate(EVENTS, NOW)
    reply, wait = report.metrics["first reply"], report.metrics["wait"]
    assert (report.policy, reply.state, wait.state) == ("standard", "met", "paused")
    # Thursday 16:00 to 17:00 and Friday 09:00 to 10:00 count.
    assert reply.elapsed == wait.elapsed == 2 * HOUR
    assert (reply.target, reply.remaining, reply.percent) == (4 * HOUR, 2 * HOUR, 50)
    assert reply.due_at == datetime(2026, 3, 6, 12, tzinfo=BERLIN) and reply.due_at.tzinfo is BERLIN
    assert wait.due_at is None and wait.paused > 7 * HOUR
    assert [c.number for c in reply.cycles] == [1] and reply.cycles[0].stopped_at == EVENTS[1]["at"]
    assert report.as_of == NOW and report.tzdb_release == OFFICE.tzdb_release


def test_the_policy_of_a_ticket_can_be_explained(promises: PolicySet) -> None:
    gold = [{**EVENTS[0], "fields": {"tier": "gold"}}]
    report = promises.evaluate(gold, utc("2026-03-05 15:30"))
    assert report.policy == "gold" and report.metrics["first reply"].due_at == utc("2026-03-05 16:00")
    assert report.reasons == [{"policy": "gold", "position": 1, "matched": True, "code": "all_hold", "condition": "tier is gold", "value": "gold"}]
    assert promises.policy_names == ["gold", "standard"] and promises.metric_names("gold") == ["first reply"]


def test_alerts_carry_a_key_that_never_changes(promises: PolicySet) -> None:
    alert = promises.evaluate(EVENTS[:1], NOW).metrics["wait"].alerts[0]
    assert alert.fired and alert.alert == "percent-50" and alert.at == utc("2026-03-06 15:00")
    assert alert.key_for("T/1") == promises.evaluate(EVENTS[:1], NOW + HOUR).metrics["wait"].alerts[0].key_for("T/1")
    assert alert.key_for("T/1").startswith("T%2F1/wait/")


def test_next_change_says_when_to_look_again(promises: PolicySet) -> None:
    report = promises.evaluate(EVENTS[:1], utc("2026-03-05 15:30"))
    assert report.next_change == utc("2026-03-05 16:00")  # closing time
    later = promises.evaluate(EVENTS[:1], report.next_change)
    assert later.metrics["wait"].outside_hours and not report.metrics["wait"].outside_hours


def test_an_explanation_adds_up(promises: PolicySet) -> None:
    why = promises.explain(EVENTS, NOW, "wait")
    assert why.start == EVENTS[0]["at"] and why.end == NOW and why.timezone == "Europe/Berlin"
    assert all(a.end == b.start for a, b in zip(why.pieces, why.pieces[1:], strict=False))
    assert sum((p.duration for p in why.pieces), timedelta()) == NOW - EVENTS[0]["at"]
    assert sum((p.duration for p in why.pieces if p.counted), timedelta()) == why.counted == why.report.elapsed
    assert {(p.reason, p.name) for p in why.pieces} >= {("open", ""), ("closed", ""), ("paused", "pending")}
    text = str(why)
    assert text.splitlines()[0].startswith("wait:") and len(text.splitlines()) == len(why.pieces) + 1 == len(why.lines)
    assert why.svg(200, 20).startswith("<svg ") and why._repr_svg_() == why.svg()
    with pytest.raises(sundesk.NotFoundError, match="first reply"):
        promises.explain(EVENTS, NOW, "happiness")


def test_a_report_as_plain_data(promises: PolicySet) -> None:
    data = promises.evaluate(EVENTS, NOW).to_dict()
    assert data["as_of"] == "2026-03-09T11:00:00Z"
    assert data["metrics"]["first reply"]["elapsed_s"] == 7200 and data["metrics"]["wait"]["due_at"] is None
    assert promises.explain(EVENTS, NOW, "wait").to_dict()["pieces"][0]["reason"] == "open"


def test_documents_with_faults_name_them_all() -> None:
    with pytest.raises(sundesk.InvalidInputError) as caught:
        PolicySet({"metrics": {"frt": {"kind": "first_reply", "target_s": 0}, "x": {"kind": "custom", "target": "1h"}}})
    assert len([p for p in caught.value.problems if p["severity"] == "error"]) >= 2
    with pytest.raises(sundesk.InvalidInputError, match="telepathy"):
        PolicySet({"metrics": {"frt": {"kind": "telepathy", "target": "1h"}}})
    with pytest.raises(sundesk.NotFoundError, match="night desk"):
        PolicySet({"metrics": {"frt": {"kind": "first_reply", "target": "1h", "calendar": "night desk"}}}).evaluate(EVENTS, NOW)


def test_events_and_instants_that_do_not_fit(promises: PolicySet) -> None:
    with pytest.raises(TypeError, match="now: .*naive"):
        promises.evaluate(EVENTS, datetime(2026, 3, 9))
    with pytest.raises(TypeError, match=r"events\[0\]\.at: .*naive"):
        promises.evaluate([{"at": datetime(2026, 3, 9), "type": "created"}], NOW)
    with pytest.raises(sundesk.InvalidInputError, match=r"events\[1\]"):
        promises.evaluate([EVENTS[0], {"at": NOW, "type": "telepathy"}], NOW)
    with pytest.raises(sundesk.InvalidInputError, match="limbo"):
        promises.evaluate([EVENTS[0], {"at": utc("2026-03-06 09:00"), "type": "status", "to": "limbo"}], NOW)
    with pytest.raises(TypeError, match="expected a list"):
        promises.evaluate({"type": "created"}, NOW)
    with pytest.raises(TypeError, match="calendar"):
        PolicySet(DOCUMENT, calendar="office")  # type: ignore[arg-type]


def test_values_compare_hash_print_and_pickle(promises: PolicySet) -> None:
    report = promises.evaluate(EVENTS, NOW)
    metric = report.metrics["wait"]
    values = [promises, report, metric, metric.cycles[0], metric.alerts[0], promises.explain(EVENTS, NOW, "wait")]
    values.append(promises.explain(EVENTS, NOW, "wait").pieces[-1])
    for value in values:
        again = pickle.loads(pickle.dumps(value))
        assert again == value and hash(again) == hash(value) and repr(again) == repr(value)
    assert promises.evaluate(EVENTS, NOW + HOUR) != report
    assert repr(promises) == "<PolicySet gold, standard>" and "wait: paused" in repr(report)
    assert pickle.loads(pickle.dumps(promises)).evaluate(EVENTS, NOW) == report
    assert PolicySet(promises.document, calendar=OFFICE) == promises


# Whole logs


def test_a_log_in_columns_agrees_with_single_tickets(promises: PolicySet) -> None:
    tickets = {f"T-{n}": [{**e, "at": e["at"] + n * timedelta(minutes=7)} for e in EVENTS[: n % 3 + 1]] for n in range(60)}
    log = EventLog.from_events(tickets)
    table = promises.replay(log, NOW)
    assert table["ticket"] == log.ids and set(table["metrics"]) == {"first reply", "wait"}
    for row, (ticket, events) in enumerate(tickets.items()):
        report = promises.evaluate(events, NOW)
        assert table["policy"][row] == report.policy
        for name, columns in table["metrics"].items():
            single = report.metrics[name]
            assert columns["state"][row] == single.state, ticket
            assert (columns["elapsed"][row], columns["due_at"][row]) == (single.elapsed, single.due_at), (ticket, name)
            assert columns["late"][row] == (single.state in ("missed", "breached"))


def test_a_metrics_report_with_attainment(promises: PolicySet) -> None:
    tickets = {f"T-{n}": EVENTS[: n % 3 + 1] for n in range(30)}
    teams = {ticket: {"team": "red" if n % 2 else "blue"} for n, ticket in enumerate(tickets)}
    log = EventLog.from_events(tickets, attributes=teams, statuses={"open": "open", "pending": "pending"})
    report = metrics_report(log, NOW, zone="Europe/Berlin", calendar=OFFICE, policies=promises, metric="first reply", group_by=["team"])
    assert report["all"]["tickets"] == 30 and report["basis"]["zone"] == "Europe/Berlin"
    assert report["all"]["attainment"]["k"] == 20 and report["all"]["attainment"]["n"] == 30
    assert [g["group"] for g in report["groups"][0]["groups"]] == ["blue", "red"]
    assert metrics_report(log, NOW)["all"]["attainment"] is None  # no promises judged: no share
    with pytest.raises(sundesk.NotFoundError, match="happiness"):
        metrics_report(log, NOW, policies=promises, metric="happiness")
    with pytest.raises(sundesk.InvalidInputError, match="colour"):
        metrics_report(log, NOW, colour="red")
    with pytest.raises(sundesk.InvalidInputError, match="together"):
        metrics_report(log, NOW, policies=promises)


def test_what_another_promise_would_have_meant(promises: PolicySet) -> None:
    log = EventLog.from_events({"T-1": EVENTS, "T-2": EVENTS[:1]}, attributes={"T-1": {"team": "red"}, "T-2": {"team": "blue"}})
    stricter = PolicySet({"metrics": {"first reply": {"kind": "first_reply", "target": "1h"}}}, calendar=OFFICE)
    rows = {(r["metric"], r["group"]): r for r in what_if(log, promises, stricter, NOW, group="team")}
    assert rows[("first reply", "red")]["worse"] == 1 and rows[("first reply", "red")]["before"]["late"] == 0
    assert rows[("first reply", "blue")]["worse"] == 0  # late under both
    with pytest.raises(sundesk.NotFoundError, match="team"):
        what_if(log, promises, stricter, NOW, group="colour")


def test_a_word_that_nobody_declared_is_named(promises: PolicySet) -> None:
    odd = [EVENTS[0], {"at": utc("2026-03-06 09:00"), "type": "status", "to": "limbo"}]
    with pytest.raises(sundesk.InvalidInputError, match=r"tickets\.T-1\[1\]\.to.*limbo"):
        promises.replay(EventLog.from_events({"T-1": odd}), NOW)


def test_what_is_hardly_meant_is_remarked_upon(promises: PolicySet) -> None:
    assert promises.evaluate(EVENTS, NOW).notes == []
    milliseconds = datetime(1970, 1, 21, tzinfo=timezone.utc)
    (note,) = promises.evaluate(EVENTS, milliseconds).notes
    assert (note["code"], note["path"]) == ("sla_now_long_before", "now")
    log = EventLog.from_events({"T-1": EVENTS})
    assert promises.replay(log, NOW)["notes"] == [] and promises.replay(log, milliseconds)["notes"] == [note]
    seconds = PolicySet({"metrics": {"reply": {"kind": "first_reply", "target": 30}}}, calendar=OFFICE)
    assert [(w["code"], w["path"]) for w in seconds.warnings] == [("sla_target_under_a_minute", "metrics.reply.target")]
    assert PolicySet({"metrics": {"reply": {"kind": "first_reply", "target": "30s"}}}, calendar=OFFICE).warnings == []


# What is due next


def test_the_due_index_gives_entries_in_order() -> None:
    index = DueIndex()
    at = [utc(f"2026-03-09 {hour:02}:00") for hour in range(24)]
    handles = {hour: index.insert(at[hour], f"ticket {hour}") for hour in (5, 3, 9, 3)}
    assert len(index) == 4 and index.next_wake(at[0]) == at[3]
    assert [key for _, key in index.due_between(at[3], at[9])] == ["ticket 3", "ticket 3", "ticket 5"]
    assert index.remove(handles[5]) == (at[5], "ticket 5") and index.remove(handles[5]) is None
    taken = []
    while (entry := index.pop_due(at[8])) is not None:
        taken.append(entry)
    assert taken == [(at[3], "ticket 3")] * 2 and index.next_wake(at[8]) == at[9] and len(index) == 1
    # Overdue is not forgotten: wake up at once.
    assert index.next_wake(at[12]) == at[12] and index.peek() == (at[9], "ticket 9") and len(index) == 1
    assert index.pop_due(at[12]) is not None and index.next_wake(at[12]) is None and index.peek() is None
    with pytest.raises(OutOfRangeError):
        index.insert(datetime(1899, 12, 31, tzinfo=timezone.utc), "too early")
    with pytest.raises(TypeError):
        index.insert(None, "never")  # type: ignore[arg-type]
    assert len(index) == 0


def test_the_due_index_is_shared_between_threads() -> None:
    index, start = DueIndex(), datetime(2026, 1, 1, tzinfo=timezone.utc)

    def fill(offset: int) -> None:
        for n in range(2_000):
            index.insert(start + timedelta(seconds=n), (offset, n))

    threads = [threading.Thread(target=fill, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(index) == 8_000
    popped = [index.pop_due(start + timedelta(hours=1)) for _ in range(8_000)]
    assert all(a is not None for a in popped) and index.pop_due(start + timedelta(hours=1)) is None


def test_what_falls_due_on_a_day_is_listed_in_order(promises: PolicySet) -> None:
    report = promises.evaluate(EVENTS[:1], utc("2026-03-05 15:30"))
    due = report.due_between(utc("2026-03-06 00:00"), utc("2026-03-07 00:00"))
    assert [(at, metric, alert) for at, metric, alert, _ in due] == [
        (utc("2026-03-06 11:00"), "first reply", None),
        (utc("2026-03-06 15:00"), "wait", "percent-50"),
    ]
    assert len({key for *_, key in due}) == 2
    assert report.due_between(utc("2026-03-07 00:00"), utc("2026-03-07 00:00")) == []
