"""The committed `_core.pyi` is what the Rust source says; `python -m mypy.stubtest sundesk` besides compares it with the built module."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

STUBS = ROOT / "bindings/python/python/sundesk/_core.pyi"


def test_the_stubs_are_those_of_the_source(tmp_path: Path) -> None:
    maturin = Path(sys.executable).with_name("maturin")
    if not maturin.exists() or shutil.which("cargo") is None:
        pytest.skip("needs maturin beside the interpreter and cargo on the path")
    command = [str(maturin), "generate-stubs", "--features", "stubs", "-o", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    fresh = next(tmp_path.rglob("_core.pyi")).read_text(encoding="utf-8")
    hint = "run: maturin generate-stubs --features stubs -o bindings/python/python"
    assert fresh == STUBS.read_text(encoding="utf-8"), hint
