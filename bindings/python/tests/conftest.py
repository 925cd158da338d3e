"""Shared helpers of the Python tests: calendars and clocks as a support manager would say them."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


def utc(text: str) -> datetime:
    """`2024-06-05 12:00` or RFC 3339 as an aware datetime in UTC."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=timezone.utc) if at.tzinfo is None else at.astimezone(timezone.utc)


def case_file(name: str) -> list[dict[str, Any]]:
    """The cases of `tests/cases/<name>.json`; the test is skipped where the file is not in the tree."""
    path = ROOT / "tests" / "cases" / f"{name}.json"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return list(json.loads(path.read_text(encoding="utf-8"))["cases"])
