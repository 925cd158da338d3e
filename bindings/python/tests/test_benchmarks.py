"""What others report, beside a figure: from the command line and as columns."""

import json
from pathlib import Path

import pytest

import sundesk
from sundesk._cli import main

TICKETS = {f"T{i}": [{"at": "2026-04-01T01:00:00Z", "type": "created", "by": "requester"}] for i in range(10)}
ATTRIBUTES = {f"T{i}": {"csat": "5" if i < 8 else "1"} for i in range(10)}
BENCHMARK = {
    "metric": "csat",
    "variant": "top_from_4_of_1_to_5",
    "statistic": "rate",
    "unit": "share",
    "value": 0.99,
    "source": "A Report",
    "date": "2025-06-30",
    "scope": "B2B software",
}


def asked(**fields: object) -> sundesk.Answer:
    library = sundesk.Library({"logs": {"log": {"tickets": TICKETS, "attributes": ATTRIBUTES}}})
    spec = {"metrics": ["csat"], "benchmarks": [{**BENCHMARK, **fields}]}
    return library.ask({"ask": "metrics", "now": "2026-05-01T00:00:00Z", "spec": spec})


def test_a_benchmark_stands_beside_its_figure() -> None:
    pa = pytest.importorskip("pyarrow")
    rows = pa.table(asked()).to_pylist()
    [row] = [row for row in rows if row["statistic"] == "rate"]
    [beside] = json.loads(row["benchmarks"])
    assert (beside["source"], beside["date"], beside["side"]) == ("A Report", "2025-06-30", "below")
    assert [row["benchmarks"] for row in rows if row["statistic"] != "rate"] == [None] * (len(rows) - 1)


def test_another_definition_is_refused() -> None:
    with pytest.raises(sundesk.SundeskError, match="top_from_4_of_1_to_5"):
        asked(variant="top_from_5_of_1_to_5")


def test_benchmarks_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log, given = tmp_path / "log.json", tmp_path / "benchmarks.json"
    log.write_text(json.dumps({"tickets": TICKETS, "attributes": ATTRIBUTES}))
    given.write_text(json.dumps([BENCHMARK]))
    assert main(["metrics", str(log), "--metric", "csat", "--as-of", "2026-05-01", "--benchmarks", str(given)]) == 0
    assert "benchmark 99.0 % (B2B software; A Report, 2025-06-30): below it by 19.0 points" in capsys.readouterr().out
    for text, says in [("{", "no JSON"), ("{}", "a list of benchmarks"), (json.dumps([{**BENCHMARK, "unit": "points"}]), "share, what that figure is in")]:
        given.write_text(text)
        assert main(["metrics", str(log), "--metric", "csat", "--benchmarks", str(given)]) != 0
        told = capsys.readouterr().err
        assert "--benchmarks" in told and says in told, told
