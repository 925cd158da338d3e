"""The examples that spread figures over DuckDB and Spark, where those are installed (`cargo xtask test --engines`)."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "engines"


def run(name: str) -> str:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, str(EXAMPLES / name)], capture_output=True, text=True, timeout=500, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-3_000:]
    return done.stdout


def needs(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed; cargo xtask test --engines installs it")
    if not EXAMPLES.exists():
        pytest.skip(f"{EXAMPLES} is not here")


def test_duckdb_in_parts_gives_the_same_bytes() -> None:
    needs("duckdb")
    said = run("with_duckdb.py")
    assert "the same bytes as one process: True" in said and "2026-W02" in said


def test_spark_gives_the_same_bytes() -> None:
    needs("pyspark")
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    assert "the same bytes as one process: True" in run("with_spark.py")
