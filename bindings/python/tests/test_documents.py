"""The JSON Schemas: what they say is what the readers do, judged by a validator that is not ours."""

import json
from importlib import resources
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


@pytest.mark.parametrize("name", sundesk.document_names())
def test_the_package_carries_each_schema_as_a_file(name: str) -> None:
    file = resources.files("sundesk") / "schema" / f"{name}.schema.json"
    assert json.loads(file.read_text(encoding="utf-8")) == sundesk.document_schema(name)


def test_help_leads_to_the_fields_of_documents() -> None:
    assert sundesk.__doc__ and "document_schema" in sundesk.__doc__ and "docs/documents.md" in sundesk.__doc__
    for described in (sundesk.Calendar, sundesk.PolicySet, sundesk.Roster, sundesk.Workflow, sundesk.review):
        assert "document_schema(" in (described.__doc__ or ""), described


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


PLAYBOOK = {
    "global": {"metrics": {"frt": {"kind": "first_reply", "targets": {"urgent": "1h", "default": "4h"}, "calendar": "office"}}, "alerts": [{"percent": 75}]},
    "emea": {"extends": "global", "metrics": {"frt": {"targets": {"urgent": "30m"}}}},
    "spain": {"extends": "emea", "metrics": {"frt": {"calendar": None}}, "alerts": []},
}


def test_a_playbook_with_regional_layers_is_one_document_and_small_ones() -> None:
    layers = sundesk.Layers(PLAYBOOK)
    whole = layers.effective("spain", "policies")
    assert whole == {"metrics": {"frt": {"kind": "first_reply", "targets": {"urgent": "30m", "default": "4h"}}}, "alerts": []}
    assert layers.chain("spain") == ["global", "emea", "spain"]
    where = {path: layers.document_of("spain", path) for path in ("metrics.frt.kind", "metrics.frt.targets.urgent", "metrics.frt.calendar", "alerts")}
    assert where == {"metrics.frt.kind": "global", "metrics.frt.targets.urgent": "emea", "metrics.frt.calendar": "spain", "alerts": "spain"}
    assert sundesk.PolicySet(whole).warnings == [] and layers.remarks("spain") == []


def test_each_problem_of_layers_names_its_document() -> None:
    layers = sundesk.Layers({**PLAYBOOK, "spain": {"extends": "emea", "metrics": {"frt": {"targets": {"urgent": "-5m"}}, "nrt": {"kind": "next_reply"}}}})
    with pytest.raises(sundesk.InvalidInputError) as caught:
        layers.effective("spain", "policies")
    assert (caught.value.path, caught.value.document) == ("metrics.frt.targets.urgent", "spain")
    assert {p["document"] for p in caught.value.problems} == {"spain"}
    assert "metrics.frt.targets.urgent (of spain): " in str(caught.value)


@pytest.mark.parametrize(
    ("documents", "code"),
    [
        ({"a": {"extends": "b"}, "b": {"extends": "a"}}, "extends_circle"),
        ({"a": {"extends": "c"}}, "extends_unknown"),
    ],
)
def test_a_chain_that_leads_nowhere_is_a_problem(documents: dict[str, object], code: str) -> None:
    with pytest.raises(sundesk.InvalidInputError) as caught:
        sundesk.Layers(documents).effective("a")
    assert [p["code"] for p in caught.value.problems] == [code]


def test_layers_stand_on_eight_others_and_no_more() -> None:
    chain = {"0": {"a": 1}, **{str(i): {"extends": str(i - 1)} for i in range(1, 10)}}
    assert sundesk.Layers(chain).effective("8") == {"a": 1}
    with pytest.raises(sundesk.LimitExceededError) as caught:
        sundesk.Layers(chain).effective("9")
    assert caught.value.document == "1"


def test_a_layer_may_leave_out_what_its_base_requires() -> None:
    assert valid("column-map", {"extends": "base", "missing": ["?"]}) and not valid("column-map", {"missing": ["?"]})
