"""`sundesk metrics`: the figures of a log."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import Calendar, EventLog, InvalidInputError, Library, PolicySet, Roster, _cli_ask
from ._cli_faults import by_flag
from ._cli_log import FORMATS, PERIODS, add_source, at, check_shifts, checked, form_of, read_log, write, zone_of
from ._cli_values import text_of

OK = 0

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: _Commands) -> None:
    about = "Prints the figures of a log of tickets: for all of them, by attribute, by period."
    command = commands.add_parser("metrics", help="the figures of a log", description=about)
    add_source(command)
    command.add_argument("--metric", action="append", default=[], metavar="NAME|JSON", help="a metric to tell besides the summary; may be repeated")
    command.add_argument("--by", choices=PERIODS, help="figures of each period besides, or of each shift of --roster")
    command.add_argument("--roster", type=Path, metavar="FILE", help="the roster (JSON) whose shifts --by shift means")
    command.add_argument("--floor", type=int, default=0, metavar="K", help="withhold figures over fewer than K tickets, and those that would give them away")
    command.add_argument("--year-starts", type=int, default=1, metavar="MONTH", help="the month in which the year starts; default 1")
    command.add_argument("--group-by", action="append", default=[], metavar="ATTRIBUTE[,ATTRIBUTE]", help="a table by an attribute, or several at once")
    command.add_argument("--zone", metavar="Z", help="whose days and weeks are meant; left out, the calendar's, else the log's")
    command.add_argument("--as-of", metavar="T", help="what comes later is not known yet; left out, the last instant that the log states")
    command.add_argument("--from", dest="since", metavar="T", help="only tickets created at or after this instant, or day of the zone")
    command.add_argument("--before", metavar="T", help="only tickets created before this instant, or day of the zone")
    command.add_argument("--percentile", action="append", type=float, default=[], metavar="PERCENT", help="a percentile besides the median and the 90th")
    command.add_argument("--calendar", type=Path, metavar="FILE", help="the calendar (JSON) of resolution times in business hours")
    command.add_argument("--policy", type=Path, metavar="FILE", help="the policies (JSON) whose promise is counted, with --promise")
    command.add_argument("--promise", metavar="NAME", help="the metric of the policies that is counted")
    command.add_argument("--benchmarks", type=Path, metavar="FILE", help="what others report (a JSON list), to stand beside figures of --metric: metric, variant, statistic, unit, value, source, date, scope")
    command.add_argument("--format", choices=FORMATS, help="left out, what the name of -o FILE ends with, else text; csv, html and markdown tell the metrics asked for by --metric")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of to standard output, whole or not at all")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Nothing is written before all figures are made."""
    args.format = form_of(args)
    check_shifts(args, there=bool(args.roster))
    if args.promise and not args.policy:
        raise InvalidInputError(f"--promise {args.promise}: name the policies whose promise it is with --policy")
    rosters = {"r": Roster(checked(args.roster, Roster))} if args.roster else {}
    hours = checked(args.calendar, Calendar) if args.calendar else None
    calendar = Calendar(hours) if hours else None
    promises = checked(args.policy, lambda document: PolicySet(document, calendar=calendar)) if args.policy else None
    log = read(args)
    zone = args.zone or zone_of(hours, log)
    question = {"ask": "metrics", "zone": zone, "spec": spec(args, zone), **chosen(args, zone)}
    policies = {"p": PolicySet(promises, calendar=calendar)} if promises else {}
    library = Library({}, calendar=calendar, policies=policies, rosters=rosters, logs={"log": log})
    with by_flag({"zone": "--zone" if args.zone else "", "group_by": "--group-by", "metric": "--promise", "benchmarks": "--benchmarks"}):
        answer = library.ask(question)
    forms = {"json": lambda: answer.to_json() + "\n", "csv": answer.csv, "html": answer.html, "markdown": answer.markdown}
    write(forms.get(args.format, answer.__str__)(), args.output)
    return OK


def read(args: argparse.Namespace) -> EventLog:
    if args.file.endswith(".json") and not args.map and not args.preset:
        return _cli_ask.log(Path(args.file), args)
    return read_log(args)


def chosen(args: argparse.Namespace, zone: str) -> dict[str, Any]:
    now = at(args.as_of, "--as-of", zone)
    fields = {
        "now": now.isoformat() if now else None,
        "calendar": "" if args.calendar else None,
        "policies": "p" if args.policy else None,
        "metric": args.promise,
    }
    return {name: value for name, value in fields.items() if value is not None}


def spec(args: argparse.Namespace, zone: str) -> dict[str, Any]:
    metrics = args.metric or (["volume", "first_response", "resolution_time", "reopen_rate"] if args.format in ("csv", "html", "markdown") else [])
    since, before = at(args.since, "--from", zone), at(args.before, "--before", zone)
    made: dict[str, Any] = {
        "group_by": [names.split(",") for names in args.group_by],
        "metrics": [metric(given) for given in metrics],
        "created_from": since.isoformat() if since else None,
        "created_before": before.isoformat() if before else None,
    }
    if by := args.by or ("shift" if args.roster else None):
        made["period"] = {"unit": by, "year_starts": args.year_starts}
    if args.benchmarks:
        made["benchmarks"] = benchmarks(args.benchmarks)
    if args.floor:
        made["floor"] = args.floor
    if args.percentile:
        made["percentiles"] = args.percentile
    return made


def benchmarks(path: Path) -> list[Any]:
    """The list of a file; what is in it the library checks."""
    try:
        made = json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"--benchmarks {path}: no JSON: {error}") from None
    if not isinstance(made, list):
        raise InvalidInputError(f"--benchmarks {path}: expected a list of benchmarks, got {type(made).__name__}")
    return made


def metric(given: str) -> Any:
    """A name, or an object with settings."""
    if not given.lstrip().startswith("{"):
        return given
    try:
        return json.loads(given)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"--metric: {given!r} is no JSON: {error}") from None
