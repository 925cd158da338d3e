"""The shared worked cases, replayed through the Python package.

`cargo xtask conformance --via python` judges any directory of case files; this replay needs nothing but pytest.
"""

from __future__ import annotations

from typing import Any

import conformance_runner
import pytest
from conftest import case_file


def in_micros(case: dict[str, Any], value: Any) -> Any:
    if isinstance(value, str):
        return conformance_runner.us(conformance_runner.instant(value))
    return value * 1_000_000 if case["op"] == "elapsed" and value is not None else value


def test_business_time() -> None:
    cases = case_file("business_time")
    for case in cases:
        got = conformance_runner.answer({"kind": "business_time", "case": case})
        assert got == {"answer": in_micros(case, case["expected"])}, case["id"]
    assert len(cases) > 150


def test_sla_scenarios() -> None:
    cases = case_file("sla_scenarios")
    for case in cases:
        wanted = case.get("expected_alerts", [])
        case["policy"]["alerts"] = [{"percent": alert["percent"]} for alert in wanted]
        got = conformance_runner.answer({"kind": "sla_scenarios", "case": case})
        metrics = got["answer"]["metrics"]
        for name, expected in case["expected"].items():
            assert {field: metrics[name][field] for field in expected} == expected, (case["id"], name)
        for alert in wanted:
            fired = {a["alert"]: a["at"] for a in metrics[alert["metric"]]["alerts"]}
            assert fired[f"percent-{alert['percent']}"] == alert["at"], case["id"]
    assert len(cases) > 30


def test_fluent_semantics() -> None:
    cases = case_file("fluent_semantics")
    for case in cases:
        got = conformance_runner.fluent_semantics(case)
        assert got["errors"] == [e["kind"] for e in case["expected_errors"]], case["id"]
        if "syntax_junk" in case:
            assert got["junk"] == case["syntax_junk"], case["id"]
        if "check" in case:
            assert got["text"] is not None and len(got["text"].encode()) < 65_536, case["id"]
        else:
            assert got["text"] in [case["expected"], *case.get("accept", [])], case["id"]
    assert len(cases) > 80


def folded(value: Any) -> Any:
    """The folding of the case file's README: no-break spaces, direction marks, the minus sign and the apostrophe."""
    if isinstance(value, list):
        return [folded(item) for item in value]
    marks = {0x200E: None, 0x200F: None, 0x61C: None, 0xA0: " ", 0x202F: " ", 0x2212: "-", 0x2019: "'"}
    return value.translate(marks)


def test_i18n_format() -> None:
    cases = case_file("i18n_format")
    for case in cases:
        got = conformance_runner.i18n_format(case)
        if got == case["expected"] or got in case.get("accept", ()):
            continue
        if case.get("contested", "").startswith("locale not in ICU4X"):
            continue  # there is nothing to format with
        normal = case.get("expected_normalised", case["expected"])
        assert "contested" not in case and folded(got) == folded(normal), (case["id"], got)
    assert len(cases) > 150


def test_an_unknown_kind_or_operation_is_an_error() -> None:
    assert "error" in conformance_runner.answer({"kind": "astrology", "case": {}})
    with pytest.raises(ValueError, match="multiply"):
        conformance_runner.business_time({"calendar": {"timezone": "UTC"}, "start": "2024-01-01T00:00:00Z", "op": "multiply"})
