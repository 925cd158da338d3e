"""Journeys of a public log against pandas, and where it is installed against r4pm (MIT or Apache-2.0), neither of which knows ours."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sundesk import EventLog, Library

pd = pytest.importorskip("pandas")

LOG = Path(__file__).resolve().parents[3] / "tests" / "data" / "servicenow-incidents" / "incident_event_log.csv.gz"


@pytest.fixture(scope="module")
def stays() -> Any:
    """A row a stay: number, state, since when; rows that change nothing are no stay."""
    if not LOG.exists():
        pytest.skip(f"{LOG} is not here")
    rows = pd.read_csv(LOG, usecols=["number", "opened_at", "sys_updated_at", "incident_state"], dtype=str)
    for column in ("opened_at", "sys_updated_at"):
        rows[column] = pd.to_datetime(rows[column], dayfirst=True, format="mixed")
    # What is dated before the opening takes effect at it; before the first row nobody says where a ticket stands.
    opened = rows.groupby("number", sort=False)["opened_at"].first()
    rows["at"] = rows[["opened_at", "sys_updated_at"]].max(axis=1)
    begun = pd.DataFrame({"number": opened.index, "at": opened.values, "incident_state": "-"})
    first = rows.groupby("number", sort=False)["at"].min()
    begun = begun[begun["number"].map(first) > begun["at"]]
    every = pd.concat([begun, rows[["number", "at", "incident_state"]]]).sort_values(["number", "at"], kind="stable")
    every = every[every["incident_state"] != every.groupby("number")["incident_state"].shift()]
    every["next"] = every.groupby("number")["incident_state"].shift(-1)
    every["seconds"] = (every.groupby("number")["at"].shift(-1) - every["at"]).dt.total_seconds()
    return every


@pytest.fixture(scope="module")
def told() -> Any:
    if not LOG.exists():
        pytest.skip(f"{LOG} is not here")
    library = Library({}, logs={"": EventLog.import_csv(LOG, preset="servicenow-uci")})
    return library.ask("journeys", spec={"steps": 1_000, "moves": 1_000, "paths": 10_000}).to_dict()


def rank(values: list[float], percent: int) -> float | None:
    """The nearest rank."""
    ordered = sorted(values)
    return ordered[max(math.ceil(percent * len(ordered) / 100), 1) - 1] if ordered else None


def test_steps_and_moves_agree_with_pandas(stays: Any, told: dict[str, Any]) -> None:
    assert told["tickets"] == stays["number"].nunique() == 24_918
    assert {s["step"]: s["visits"] for s in told["steps"]} == stays["incident_state"].value_counts().to_dict()
    assert {s["step"]: s["tickets"] for s in told["steps"]} == stays.groupby("incident_state")["number"].nunique().to_dict()
    moved = stays.dropna(subset=["next"])
    moves = {(m["from"], m["to"]): m for m in told["moves"]}
    assert {pair: m["moves"] for pair, m in moves.items()} == moved.groupby(["incident_state", "next"]).size().to_dict()
    for pair, times in moved.groupby(["incident_state", "next"])["seconds"]:
        assert [moves[pair]["times"][name] for name in ("median_s", "p90_s")] == [rank(list(times), 50), rank(list(times), 90)], pair
    assert told["cut"] == dict.fromkeys(told["cut"], 0)


def test_paths_agree_with_pandas(stays: Any, told: dict[str, Any]) -> None:
    ways = stays.groupby("number")["incident_state"].agg(tuple)
    assert {tuple(p["steps"]): p["tickets"] for p in told["paths"]} == Counter(ways)
    most = told["paths"][0]
    of_path = stays[stays["number"].map(ways) == tuple(most["steps"])]
    total = of_path.groupby("number")["seconds"].sum()
    assert (most["total"]["median_s"], most["total"]["p90_s"]) == (rank(list(total), 50), rank(list(total), 90))


def test_moves_agree_with_r4pm(stays: Any, told: dict[str, Any], tmp_path: Path) -> None:
    r4pm = pytest.importorskip("r4pm")
    traces = []
    for _, states in stays.groupby("number")["incident_state"]:
        events = "".join(f'<event><string key="concept:name" value="{state}"/></event>' for state in states)
        traces.append(f"<trace>{events}</trace>")
    path = tmp_path / "log.xes"
    path.write_text(f'<?xml version="1.0"?><log xes.version="1.0" xmlns="http://www.xes-standard.org/">{"".join(traces)}</log>')
    graph = r4pm.bindings.discover_dfg(event_log=r4pm.import_item("EventLog", str(path)))
    found = {tuple(edge[0]): edge[1] for edge in graph["directly_follows_relations"]}
    assert found == {(m["from"], m["to"]): m["moves"] for m in told["moves"]}
