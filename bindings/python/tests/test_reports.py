"""Reports without a class of their own, and what handles of documents share."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sundesk
from sundesk import Calendar, PolicySet, Report, Roster, Workflow

OFFICE = {"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"]}}
PROMISES = {"metrics": {"frt": {"kind": "first_reply", "target": "4h"}}}
SHIFTS = {"shifts": [{"id": "day", "timezone": "UTC", "start": "09:00", "end": "17:00"}]}


def store() -> sundesk.Store:
    made = sundesk.Store.memory("acme")
    at, fields = "2026-03-02T09:00:00Z", {"status": "new", "category": "new", "group": "emea", "subject": "<b>Broken</b> parcel"}
    record = {"id": "", "stream": "T-1", "seq": 0, "at": at, "recorded_at": at, "actor": {"kind": "human", "id": "ann"}, "workflow": "w"}
    made.append([{**record, "schema": 1, "kind": "created", "data": {"of": fields}}])
    return made


def test_a_report_is_a_dict_with_attributes_that_is_not_changed() -> None:
    page = store().tickets()
    assert isinstance(page, Report) and isinstance(page.tickets[0], Report)
    assert page.tickets[0].group == page["tickets"][0]["group"] == "emea" and page.next is None
    with pytest.raises(AttributeError, match="no field 'pages' in this report, which has tickets"):
        _ = page.pages
    for change in (lambda: page.update(a=1), lambda: page.pop("next"), lambda: setattr(page, "next", 1), lambda: page.__setitem__("a", 1), page.clear):
        with pytest.raises(TypeError, match="not changed"):
            change()


def test_a_report_compares_hashes_pickles_and_is_shown() -> None:
    page, again = store().tickets(), store().tickets()
    assert page == again and hash(page) == hash(again) and repr(page) == repr(dict(page))
    kept = pickle.loads(pickle.dumps(page))
    assert kept == page and type(kept) is Report and type(kept.tickets[0]) is Report
    plain = page.to_dict()
    assert type(plain) is dict and type(plain["tickets"][0]) is dict and json.loads(page.to_json()) == plain == json.loads(json.dumps(plain))
    assert "&lt;b&gt;Broken" in page._repr_html_() and "<b>" not in page._repr_html_() and "tickets" in dir(page)


PROMPT = {"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}
HOURS = {"timezone": "America/St_Johns", "weekly": {"mon": [["09:00", "17:00"]]}}
EVENTS = [
    {"at": "2026-03-02T12:30:00Z", "type": "created", "by": "requester"},
    {"at": "2026-03-02T18:30:00.250Z", "type": "reply", "by": "agent"},
    {"at": "2026-03-02T19:30:00.000001Z", "type": "status", "to": "solved"},
]


def library() -> sundesk.Library:
    return sundesk.Library({"calendar": HOURS, "policies": {"p": PROMPT}, "rosters": {"r": SHIFTS}, "logs": {"l": {"tickets": {"T-1": EVENTS}}}})


RANGE = {"from": "2026-03-02T00:00:00Z", "to": "2026-03-04T00:00:00Z"}
NOW = {"now": "2026-03-03T00:00:00Z"}
ASKED: dict[str, dict[str, Any]] = {
    **{name: RANGE for name in ("hours", "gaps", "timeline", "occurrences", "balance", "load")},
    "on": {"at": "2026-03-02T10:00:00Z"},
    "next_change": {"at": "2026-03-02T10:00:00Z"},
    "sla": {"ticket": "T-1", **NOW},
    "explain": {"ticket": "T-1", "metric": "frt", **NOW},
    "facts": NOW,
    "log": {},
    "metrics": {"spec": {"metrics": ["volume"]}, **NOW},
    "review": {"document": {"policy": PROMPT, "calendar": HOURS}, **NOW},
    "audit": {"year": 2026},
}


@pytest.mark.parametrize(("name", "fields"), ASKED.items(), ids=ASKED)
def test_an_answer_has_pythons_instants_and_the_json_of_every_language(name: str, fields: dict[str, Any]) -> None:
    answer = library().ask({"ask": name, **fields})
    report = answer.to_report()
    assert json.loads(answer.to_json()) == answer.to_dict() == report.to_dict() == json.loads(report.to_json())
    for key in report:
        assert answer[key] == getattr(answer, key) == report[key] and key in dir(answer)
    with pytest.raises(AttributeError, match="no field 'gapz' in this report"):
        _ = answer.gapz
    with pytest.raises(KeyError):
        _ = answer["gapz"]
    texts = [text for text in walk(report) if isinstance(text, str) and text[:3] == "202" and text[10:11] == "T" and text.endswith("Z")]
    assert texts == [], "an instant as text"
    kept = pickle.loads(pickle.dumps(report))
    assert kept == report and hash(kept) == hash(report) and kept.to_json() == report.to_json()


def walk(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [found for item in value.values() for found in walk(item)]
    return [found for item in value for found in walk(item)] if isinstance(value, list) else [value]


def test_instants_are_shown_in_the_zone_of_the_report() -> None:
    asked = library()
    piece = asked.ask({"ask": "hours", **RANGE}).pieces[0]
    assert piece["from"].tzinfo == ZoneInfo("America/St_Johns") and piece.to.isoformat() == "2026-03-02T09:00:00-03:30"
    assert piece.local_from == "2026-03-01T20:30-03:30"
    assert asked.ask({"ask": "on", "at": "2026-03-02T10:00:00+01:00"}).at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    worst = asked.ask({"ask": "review", **ASKED["review"]}).worst[0]
    assert worst.started_at.isoformat() == "2026-03-02T09:00:00-03:30" and worst.started_at.utcoffset() == timedelta(hours=-3.5)
    assert worst.to_dict()["started_at"] == "2026-03-02T09:00:00-03:30"
    facts = asked.ask({"ask": "facts", **NOW}).tickets[0]
    assert facts.first_response == datetime(2026, 3, 2, 18, 30, 0, 250_000, tzinfo=UTC)
    assert facts.to_dict()["first_response"] == EVENTS[1]["at"] and facts.to_dict()["first_resolved"] == EVENTS[2]["at"]


def test_a_review_has_the_fields_of_its_report() -> None:
    log = sundesk.EventLog.from_events({"T-1": EVENTS})
    made = sundesk.review(log, {"policy": PROMISES, "calendar": HOURS}, now=datetime(2026, 3, 3, tzinfo=UTC))
    assert made.report.basis.as_of == made["report"]["basis"]["as_of"] == datetime(2026, 3, 3, tzinfo=UTC)
    assert made.report.basis.as_of.tzinfo == ZoneInfo("America/St_Johns") and made.to_report().to_dict() == made.to_dict()
    assert json.loads(made.to_json()) == made.to_dict() and made.to_dict()["report"]["basis"]["as_of"] == "2026-03-03T00:00:00Z"


HANDLES: list[tuple[Any, dict[str, Any], str]] = [
    (Calendar, OFFICE, "<Calendar in UTC ("),
    (PolicySet, PROMISES, "<PolicySet default>"),
    (Roster, SHIFTS, '<Roster "", 1 shifts>'),
    (Workflow, Workflow("zendesk").document, "<Workflow "),
]


@pytest.mark.parametrize(("cls", "document", "shown"), HANDLES, ids=lambda v: getattr(v, "__name__", ""))
def test_handles_of_documents_do_the_same(cls: Any, document: dict[str, Any], shown: str) -> None:
    handle = cls(document)
    for again in (cls(handle.document), cls(handle.to_json()), pickle.loads(pickle.dumps(handle))):
        assert again == handle and hash(again) == hash(handle) and again.document == handle.document
    assert handle != cls and repr(handle).startswith(shown) and json.loads(handle.to_json()) == handle.document
    assert handle.warnings == cls.problems(document) == []


@pytest.mark.parametrize(
    ("cls", "document", "paths"),
    [
        (Calendar, {"timezone": "Mars/Base", "weekly": {"mon": ["9h-17h"]}, "holydays": []}, ["holydays", "timezone", "weekly.mon[0]"]),
        (PolicySet, {"metrics": {"frt": {"kind": "first_reply", "tarjet": 1}, "nrt": {"kind": "next_reply", "target": 0}}}, None),
        (Roster, {"timezone": "Mars/Base", "shifts": [{"id": "a", "start": "9h", "end": "17:00", "timezone": "UTC", "peple": []}]}, None),
        (Workflow, {"statuses": {"new": {"category": "nwe"}}, "initial": "new", "colour": 1}, None),
    ],
    ids=lambda v: getattr(v, "__name__", ""),
)
def test_faults_of_shape_and_of_value_come_in_one_round(cls: Any, document: dict[str, Any], paths: list[str] | None) -> None:
    found = cls.problems(document)
    codes = {problem["code"] for problem in found}
    assert "field_unknown" in codes and codes - {"field_unknown", "field_missing", "value_misfit"}, found
    assert paths is None or [problem["path"] for problem in found] == paths
    with pytest.raises(sundesk.InvalidInputError) as caught:
        cls(document)
    assert list(caught.value.problems) == found == cls.problems(json.dumps(document))
