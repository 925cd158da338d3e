"""`sundesk import`: calendars and promises out of other products' forms, as documents to print and edit."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import InvalidInputError, import_calendar, import_policies
from ._cli_faults import describe

OK, FAULT = 0, 1
CALENDARS = ("zendesk", "jira", "biz", "working_hours", "zammad", "freescout", "osm")

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: _Commands) -> None:
    group = commands.add_parser("import", help="calendars and promises of other products").add_subparsers(required=True, metavar="COMMAND")
    about = "Prints a calendar document. What has no counterpart is named on standard error; status 1 when there is any."
    calendar = group.add_parser("calendar", help="a calendar of another product", description=about)
    source(calendar)
    calendar.add_argument("--form", required=True, choices=CALENDARS, help="whose form FILE has")
    calendar.add_argument("--holidays", type=Path, metavar="FILE", help="the holidays of a Zendesk schedule, or those that osm rules about PH mean (JSON)")
    calendar.add_argument("--timezone", help="the zone of freescout and osm, whose texts name none")
    calendar.add_argument("--years", nargs=2, type=int, metavar=("FIRST", "LAST"), help="the years that osm rules about dates are written out for")
    calendar.set_defaults(run=run_calendar)
    about = "Prints a policy document. What has no counterpart is named on standard error; status 1 when there is any."
    policies = group.add_parser("policies", help="the SLA policies of another product", description=about)
    source(policies)
    policies.add_argument("--form", required=True, choices=("zendesk", "zammad"), help="whose form FILE has")
    policies.add_argument("--names", type=Path, metavar="FILE", help='what its numbers are called in the log (JSON): {"group_id": {"7": "Billing"}}')
    policies.set_defaults(run=run_policies)


def source(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="what the product's API or settings give; - for standard input")


def text_of(name: str) -> str:
    return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")


def json_of(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"{path}: no JSON: {error}") from None


def run_calendar(args: argparse.Namespace) -> int:
    holidays = None if args.holidays is None else json_of(args.holidays)
    years = None if args.years is None else (args.years[0], args.years[1])
    read = import_calendar(args.form, text_of(args.file), holidays=holidays, timezone=args.timezone, years=years)
    return say(read["calendar"], read["left_out"])


def run_policies(args: argparse.Namespace) -> int:
    names = None if args.names is None else json_of(args.names)
    read = import_policies(args.form, text_of(args.file), names=names)
    return say(read["policies"], read["left_out"])


def say(document: Any, left_out: list[Any]) -> int:
    print(json.dumps(document, ensure_ascii=False, indent=2))
    for problem in left_out:
        print(f"left out: {describe(problem)}", file=sys.stderr)
    return FAULT if left_out else OK
