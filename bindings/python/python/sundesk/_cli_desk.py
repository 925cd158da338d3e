"""`sundesk desk`: a help desk for programs that can load no library: JSON lines in, JSON lines out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import Desk, Library
from ._cli_values import document

OK = 0

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: _Commands) -> None:
    about = (
        'Opens a desk, or makes it, and does what each line of the input says: a command, {"do": "create", ..., "at": ...}, or {"call": "tickets", ...}. '
        'Answers each with a line: {"done": ...} or {"error": ...}, with the "id" of the call. What is answered is on the disk.'
    )
    command = commands.add_parser("desk", help="a help desk that speaks in JSON lines", description=about)
    command.add_argument("file", metavar="FILE", help="the file of the desk; the keys of people lie beside it (FILE.keys)")
    command.add_argument("--library", type=Path, metavar="FILE", help="a library document (JSON): workflows, calendars, policies")
    command.add_argument("--options", type=Path, metavar="FILE", help="a desk document (JSON): tenant, workflow, policies, people ...")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    library = Library(document(args.library)) if args.library else None
    options: dict[str, Any] = document(args.options) if args.options else {}
    with Desk.open(args.file, library, **options) as desk:
        for number, line in enumerate(sys.stdin.buffer, 1):
            if line.strip():
                print(_answer(desk, number, line), flush=True)
    return OK


def _answer(desk: Desk, number: int, line: bytes) -> str:
    """The answer to a line; one that is not UTF-8 is answered too, and the next one is read."""
    try:
        return desk.line(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        says = f"line {number}: byte {line[error.start]:#04x} at {error.start + 1} is not UTF-8"
        return json.dumps({"error": {"kind": "invalid_input", "path": "", "message": says}})
