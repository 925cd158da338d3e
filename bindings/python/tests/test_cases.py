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
        got = conformance_runner.answer({"kind": "sla_scenarios", "case": case})
        for name, expected in case["expected"].items():
            for field, value in expected.items():
                key, want = field, value
                if field.endswith("_at"):
                    key, want = "due_us", value and conformance_runner.us(conformance_runner.instant(value))
                elif field.endswith("_s"):
                    key, want = field.removesuffix("_s") + "_us", value and value * 1_000_000
                assert got["answer"]["metrics"][name][key] == want, (case["id"], name, field, got)
        for alert in case.get("expected_alerts", ()):
            at = conformance_runner.us(conformance_runner.instant(alert["at"]))
            assert {"metric": alert["metric"], "percent": alert["percent"], "at_us": at} in got["answer"]["alerts"], case["id"]
    assert len(cases) > 30


def test_an_unknown_kind_or_operation_is_an_error() -> None:
    assert "error" in conformance_runner.answer({"kind": "astrology", "case": {}})
    with pytest.raises(ValueError, match="multiply"):
        conformance_runner.business_time({"calendar": {"timezone": "UTC"}, "start": "2024-01-01T00:00:00Z", "op": "multiply"})
