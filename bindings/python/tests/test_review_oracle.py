"""The service review against an independent computation in pandas, figure by figure (`tests/oracle/review_pandas.py`)."""

from __future__ import annotations

import copy
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import sundesk

pytest.importorskip("pandas")

ROOT = Path(__file__).resolve().parents[3]
LOG = ROOT / "tests" / "data" / "servicenow-incidents" / "incident_event_log.csv.gz"


@pytest.fixture(scope="module")
def oracle() -> ModuleType:
    spec = importlib.util.spec_from_file_location("review_pandas", ROOT / "tests" / "oracle" / "review_pandas.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def review() -> dict[str, Any]:
    if not LOG.exists():
        pytest.skip(f"{LOG} is not here")
    made = sundesk.review(sundesk.EventLog.import_csv(LOG, preset="servicenow-uci"), preset="servicenow-uci")
    return dict(made.to_dict())


def test_every_figure_agrees_with_pandas(oracle: ModuleType, review: dict[str, Any]) -> None:
    expected = oracle.figures(str(LOG))
    got = oracle.of_review(review)
    assert oracle.count(expected) > 400
    assert oracle.differences(expected, got) == []
    wrong = copy.deepcopy(got)
    wrong["groups"]["2 - High"]["attainment"]["k"] += 1
    wrong["weeks"][3]["open_at_end"] -= 1
    assert len(oracle.differences(expected, wrong)) == 2  # the comparison does look


def test_the_text_is_the_same_from_every_language() -> None:
    golden = ROOT / "tests" / "data" / "service_review.txt"
    if not LOG.exists() or not golden.exists():
        pytest.skip("the log is not here")
    made = sundesk.review(sundesk.EventLog.import_csv(LOG, preset="servicenow-uci"), preset="servicenow-uci")
    assert str(made) == golden.read_text(encoding="utf-8")
