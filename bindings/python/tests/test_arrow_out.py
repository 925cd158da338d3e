"""Figures out as Arrow: polars, pyarrow, pandas and DuckDB take an answer as it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sundesk
from sundesk import EventLog, Library, NotFoundError

pa = pytest.importorskip("pyarrow")

ROWS = {"numbers": {"nps": [10, 9, 3, None, 0]}, "words": {"team": ["red", "red", "blue", "blue", "blue"], "metric": ["a", "a", "a", "b", "b"]}}


def answer(by: list[str]) -> Any:
    return Library({}).ask({"ask": "measure", "metrics": ["nps"], "parts": [{"rows": ROWS}], "group_by": by})


def figures(groups: Any) -> list[Any]:
    return [figure for group in groups for figure in group["figures"]]


def test_an_answer_is_a_table_a_row_a_figure() -> None:
    made = answer(["team"])
    table = pa.table(made)
    expected = figures(made.to_dict()["groups"])
    assert table.num_rows == len(expected) and table.column_names[:5] == ["team", "metric", "variant", "statistic", "unit"]
    for row, figure in zip(table.to_pylist(), expected, strict=True):
        assert {name: row[name] for name in ("metric", "statistic", "value", "n", "k", "fingerprint", "flags", "missing")} == {
            name: figure[name] for name in ("metric", "statistic", "value", "n", "k", "fingerprint", "flags", "missing")
        }
        assert (row["lo"] is None) == (figure["interval"] is None) and json.loads(row["excluded"]) == figure["excluded"]
    scores = {row["team"]: row["value"] for row in table.to_pylist() if row["statistic"] == "nps"}
    assert scores == {"red": 100.0, "blue": -100.0}


def test_a_group_called_like_a_column_has_a_name_of_its_own() -> None:
    table = pa.table(answer(["metric"]))
    assert table.column_names[:2] == ["group_metric", "metric"] and set(table["group_metric"].to_pylist()) == {"a", "b"}


def test_the_report_of_a_log_has_by_group_and_period() -> None:
    created = {"at": "2026-06-01T08:00:00Z", "type": "created", "by": "requester"}
    reply = {"at": "2026-06-01T09:00:00Z", "type": "reply", "by": "agent"}
    log = EventLog.from_events({"A": [created, reply], "B": [created]}, attributes={"A": {"team": "red"}, "B": {"team": "blue"}})
    report = sundesk.metrics_report(log, group_by=["team"], metrics=["first_response"])
    rows = pa.table(report.to_arrow()).to_pylist()
    medians = [(r["by"], r["group"], r["period"], r["value"]) for r in rows if r["statistic"] == "median"]
    assert medians == [(None, None, None, 3600.0), ("team", "blue", None, None), ("team", "red", None, 3600.0)]
    assert {r["as_of"] for r in rows} == {"2026-06-01T09:00:00Z"} and {r["zone"] for r in rows} == {"UTC"}
    assert {(r["from"], r["before"]) for r in rows} == {(None, None)}
    months = sundesk.metrics_report(log, period={"unit": "month"}, metrics=["first_response"])
    windows = {(r["period"], r["from"], r["before"]) for r in pa.table(months.to_arrow()).to_pylist() if r["period"]}
    assert windows == {("2026-06", "2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z")}
    table = report.to_arrow()
    assert len(table) == len(rows) and table.columns[0] == "by" and repr(table).startswith("<FigureTable of ")


def test_polars_pandas_and_duckdb_take_it() -> None:
    made = answer(["team"])
    assert len(pa.table(made).to_pandas()) == len(figures(made.to_dict()["groups"]))
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(made)
    assert frame.filter(polars.col("statistic") == "nps")["value"].to_list() == [-100.0, 100.0]


def test_what_has_no_figures_says_so() -> None:
    plain = Library({}).ask("interval", k=1, n=2)
    with pytest.raises(NotFoundError, match="has no figures"):
        pa.table(plain)
    with pytest.raises(NotFoundError, match="has no figures"):
        sundesk.sms_count("x").to_arrow()


def test_a_stream_is_read_once_and_an_empty_report_is_an_empty_table() -> None:
    empty = Library({}).ask({"ask": "measure", "metrics": ["nps"], "parts": []})
    assert pa.table(empty).num_rows == 0 and pa.table(empty).num_rows == 0
