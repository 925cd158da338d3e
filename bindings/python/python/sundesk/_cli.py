"""The command line.

Exit status: 0 when all is well; 1 when the input cannot be used, or a check found faults; 2 for a wrong command line, and where `templates check` or
`templates coverage` find nothing that can be loaded. Faults go to standard error as one line each, answers to standard output.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import (
    Calendar,
    SundeskError,
    ZoneDb,
    __version__,
    _cli_ask,
    _cli_coverage,
    _cli_desk,
    _cli_import,
    _cli_layers,
    _cli_log,
    _cli_metrics,
    _cli_templates,
    document_names,
    document_schema,
)
from ._cli_faults import complain, describe

OK, FAULT = 0, 1

Command = Callable[[argparse.Namespace], int]

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command line; gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without the letters of a language is no reason to fail
            stream.reconfigure(errors="backslashreplace")
    args = arguments(argv)
    run: Command = args.run
    try:
        status = run(args)
        sys.stdout.flush()
        return status
    except SundeskError as error:
        complain(error)
    except OSError as error:
        if isinstance(error, BrokenPipeError):  # the reader of a pipe went away, such as `| head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return OK
        place = f"{error.filename}: " if error.filename else ""
        print(f"sundesk: {place}{error.strerror or error}", file=sys.stderr)
    except UnicodeDecodeError as error:
        print(f"sundesk: the file is not UTF-8 text ({error.reason} at byte {error.start})", file=sys.stderr)
    return FAULT


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The parsed command line. The fields of a question may stand after options, where argparse itself gives up on them."""
    top = parser()
    args, left = top.parse_known_args(argv)
    if left and ("fields" not in args or any(word.startswith("-") for word in left)):
        top.error(f"unrecognized arguments: {' '.join(left)}")
    if left:
        args.fields = [*args.fields, *left]
    return args


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="sundesk", description="The engine of a follow-the-sun service desk.")
    top.add_argument("--version", action="version", version=f"sundesk {__version__} (time zones {ZoneDb.bundled().release})")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _cli_log.add(commands)
    add_calendar(commands)
    _cli_ask.add(commands)
    _cli_coverage.add(commands)
    _cli_desk.add(commands)
    _cli_templates.add(commands)
    add_schema(commands)
    _cli_import.add(commands)
    _cli_layers.add(commands)
    _cli_metrics.add(commands)
    return top


def add_calendar(commands: _Commands) -> None:
    group = commands.add_parser("calendar", help="business calendars").add_subparsers(required=True, metavar="COMMAND")
    check = group.add_parser("check", help="validate calendar documents", description="Validates calendar documents (JSON).")
    check.add_argument("files", nargs="+", metavar="FILE", type=Path)
    check.add_argument("--json", action="store_true", help="print a report as JSON")
    check.set_defaults(run=calendar_check)


def calendar_check(args: argparse.Namespace) -> int:
    report = [check_calendar(path) for path in args.files]
    if args.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for entry in report:
            print(f"{entry['file']}: {entry['verdict']}")
            for problem in entry["problems"]:
                print(f"  {describe(problem)}")
    return OK if all(entry["verdict"] != "faulty" for entry in report) else FAULT


def check_calendar(path: Path) -> dict[str, Any]:
    try:
        problems = Calendar(path.read_text(encoding="utf-8")).warnings
        verdict = "warnings" if problems else "fine"
    except SundeskError as error:
        verdict = "faulty"
        problems = list(error.problems) or [
            {"severity": "error", "code": error.kind, "path": error.path, "value": error.value, "expected": str(error)}
        ]
    return {"file": str(path), "verdict": verdict, "problems": problems}


def add_schema(commands: _Commands) -> None:
    about = "Prints the JSON Schema of a kind of document, for an editor or a validator."
    command = commands.add_parser("schema", help="the JSON Schema of a document", description=about)
    command.add_argument("name", metavar="NAME", choices=document_names(), help=", ".join(document_names()))
    command.set_defaults(run=run_schema)


def run_schema(args: argparse.Namespace) -> int:
    print(json.dumps(document_schema(args.name), ensure_ascii=False, indent=2))
    return OK
