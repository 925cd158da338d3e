"""Reports without a class of their own, and what handles of documents share."""

from __future__ import annotations

import json
import pickle
from typing import Any

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
    assert page == again == page.to_dict() and hash(page) == hash(again) and repr(page) == repr(page.to_dict())
    kept = pickle.loads(pickle.dumps(page))
    assert kept == page and type(kept) is Report and type(kept.tickets[0]) is Report
    plain = page.to_dict()
    assert type(plain) is dict and type(plain["tickets"][0]) is dict and json.loads(page.to_json()) == plain == json.loads(json.dumps(page))
    assert "&lt;b&gt;Broken" in page._repr_html_() and "<b>" not in page._repr_html_() and "tickets" in dir(page)


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
