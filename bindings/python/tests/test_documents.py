"""The JSON Schemas: what they say is what the readers do, judged by a validator that is not ours."""

import json
from pathlib import Path

import jsonschema
import pytest

import sundesk

ROOT = Path(__file__).parents[3]


def valid(name: str, document: object) -> bool:
    return jsonschema.Draft202012Validator(sundesk.document_schema(name)).is_valid(document)


@pytest.mark.parametrize("name", sundesk.document_names())
def test_each_schema_is_one_and_is_the_committed_one(name: str) -> None:
    schema = sundesk.document_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == json.loads((ROOT / f"docs/schema/{name}.schema.json").read_text(encoding="utf-8"))


def test_the_documents_of_all_worked_cases_fit() -> None:
    cases = json.loads((ROOT / "tests/cases/sla_scenarios.json").read_text(encoding="utf-8"))["cases"]
    assert len(cases) > 30
    for case in cases:
        assert valid("policies", case["policy"]), case["id"]
        assert valid("calendar", case["calendar"]), case["id"]
        assert valid("events", case["events"]), case["id"]


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("calendar", {"timezone": "UTC", "weekly": {"mon": "09:00-17:00"}}),
        ("calendar", {"timezone": "UTC", "wekly": {}}),
        ("policies", {"metrics": {"frt": {"kind": "first_replay", "target": "1h"}}}),
        ("policies", {"metrics": {"frt": {"target": "1h"}}}),
        ("events", [{"type": "created"}]),
        ("column-map", {"ticket": "id"}),
    ],
)
def test_what_a_reader_refuses_does_not_fit(name: str, document: object) -> None:
    assert not valid(name, document)


def test_another_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(sundesk.NotFoundError, match="calendar"):
        sundesk.document_schema("kalender")


def test_every_misfit_comes_at_once() -> None:
    with pytest.raises(sundesk.InvalidInputError) as caught:
        sundesk.PolicySet({"metrics": {"frt": {"kind": "first_replay", "tarjet": "1h"}}})
    assert [p["path"] for p in caught.value.problems] == ["metrics.frt.kind", "metrics.frt.tarjet"]
