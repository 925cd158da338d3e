"""A program that uses the package as its types say passes a strict type checker."""

from __future__ import annotations

from pathlib import Path

import pytest

PROGRAM = """
from datetime import datetime, timezone
from decimal import Decimal
from sundesk import FnCtx, Function, Markup, Money, Rendered, SundeskError, Templates, Watch, check_templates, negotiate, starter_sources

def ticket_link(ticket: int, *, style: str = "short", ctx: FnCtx) -> Markup:
    return Markup(f"<b>{ctx.formatter.number(ticket)}</b>")

texts = Templates.load_dir("templates", functions={"TICKET_LINK": ticket_link, "UPPER": Function(str.upper)})
try:
    made: Rendered = texts.render("m", locale=negotiate("de-AT", texts.locales), tz="Europe/Vienna", now=datetime.now(timezone.utc),
                                  amount=Money(Decimal("12.50"), "EUR"))
    text: str = made.text
except SundeskError as error:
    place: tuple[str, int, str, int] = (error.file, error.line, error.path, error.code)
seen: str = texts.preview("m", channel="html").text
texts.poll_dir("templates", Watch("templates"))
sources: dict[str, dict[str, str]] = starter_sources()
check_templates(sources, functions={"TICKET_LINK": ticket_link})
"""


def test_a_typed_program(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    said, fault, status = api.run(["--strict", "--cache-dir", str(tmp_path / "cache"), str(program)])
    assert (status, fault) == (0, ""), said
