"""`sundesk metrics`: the figures of a log."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import Calendar, Library, PolicySet, _cli_ask

OK = 0

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

PERIODS = ("day", "week", "month", "quarter", "half_year", "year")


def add(commands: _Commands) -> None:
    about = "Prints the figures of a log of tickets: for all of them, by attribute, by period."
    command = commands.add_parser("metrics", help="the figures of a log", description=about)
    command.add_argument("file", type=Path, metavar="FILE", help="an event log: CSV, plain or gzip, or a log document (JSON)")
    command.add_argument("--map", type=Path, help="the column map (JSON) of a log in CSV; default: ServiceNow's export")
    command.add_argument("--metric", action="append", default=[], metavar="NAME|JSON", help="a metric to tell besides the summary; may be repeated")
    command.add_argument("--by", choices=PERIODS, help="figures of each period besides")
    command.add_argument("--year-starts", type=int, default=1, metavar="MONTH", help="the month in which the year starts; default 1")
    command.add_argument("--group-by", action="append", default=[], metavar="ATTRIBUTE[,ATTRIBUTE]", help="a table by an attribute, or several at once")
    command.add_argument("--zone", default="UTC", help="whose days and weeks are meant; default UTC")
    command.add_argument("--as-of", metavar="INSTANT", help="the as-of instant; default: the last that the log states")
    command.add_argument("--from", dest="created_from", metavar="INSTANT", help="only tickets created at or after it")
    command.add_argument("--before", dest="created_before", metavar="INSTANT", help="only tickets created before it")
    command.add_argument("--percentile", action="append", type=float, default=[], metavar="PERCENT", help="a percentile besides the median and the 90th")
    command.add_argument("--calendar", type=Path, metavar="FILE", help="the calendar (JSON) of resolution times in business hours")
    command.add_argument("--policy", type=Path, metavar="FILE", help="the policies (JSON) whose promise is counted, with --promise")
    command.add_argument("--promise", metavar="NAME", help="the metric of the policies that is counted")
    command.add_argument("--format", choices=("text", "json", "csv", "html"), default="text", help="csv and html tell the metrics asked for by --metric")
    command.add_argument("-o", dest="output", type=Path, metavar="FILE", help="write there instead of printing")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Nothing is written before all figures are made."""
    calendar = Calendar(_cli_ask.read(args.calendar)) if args.calendar else None
    policies = {"p": PolicySet(_cli_ask.read(args.policy), calendar=calendar)} if args.policy else {}
    library = Library({}, calendar=calendar, policies=policies, logs={"log": _cli_ask.log(args.file, args)})
    answer = library.ask({"ask": "metrics", "zone": args.zone, "spec": spec(args), **chosen(args)})
    form = {"json": lambda: answer.to_json() + "\n", "csv": answer.csv, "html": answer.html, "text": lambda: str(answer)}[args.format]
    text = form()
    if args.output:
        args.output.write_text(text, encoding="utf-8", newline="")
    else:
        sys.stdout.write(text)
    return OK


def chosen(args: argparse.Namespace) -> dict[str, Any]:
    fields = {"now": args.as_of, "calendar": "" if args.calendar else None, "policies": "p" if args.policy else None, "metric": args.promise}
    return {name: value for name, value in fields.items() if value is not None}


def spec(args: argparse.Namespace) -> dict[str, Any]:
    metrics = args.metric or (["volume", "first_response", "resolution_time", "reopen_rate"] if args.format in ("csv", "html") else [])
    made: dict[str, Any] = {
        "group_by": [names.split(",") for names in args.group_by],
        "metrics": [json.loads(given) if given.lstrip().startswith("{") else given for given in metrics],
        "created_from": args.created_from,
        "created_before": args.created_before,
    }
    if args.by:
        made["period"] = {"unit": args.by, "year_starts": args.year_starts}
    if args.percentile:
        made["percentiles"] = args.percentile
    return made
