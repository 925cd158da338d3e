"""`sundesk review`, `sundesk inspect`, `sundesk preset`: from a help desk's export to a review."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import (
    Calendar,
    EventLog,
    InvalidInputError,
    IoError,
    PolicySet,
    Roster,
    SundeskError,
    ZoneDb,
    _cli_faults,
    review,
)
from ._progress import watched

from ._cli_values import text_of

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

OK, FAULT = 0, 1
PERIODS = ("day", "week", "month", "quarter", "half_year", "year", "shift")
FORMATS = ("text", "json", "csv", "html", "markdown")


def add(commands: _Commands) -> None:
    add_review(commands)
    add_inspect(commands)
    add_preset(commands)


def add_source(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a log in CSV or JSON lines, plain or gzip; - for standard input")
    which = command.add_mutually_exclusive_group()
    names = ", ".join(EventLog.presets())
    which.add_argument("--preset", metavar="NAME", help=f"the column map of a help desk: {names}; left out, told by the columns")
    which.add_argument("--map", type=Path, metavar="FILE", help="your own column map (JSON); `sundesk inspect` drafts one")
    command.add_argument("--log-zone", metavar="Z", help="whose clock the times of the log show, where they carry no offset; stands over the map")


def add_review(commands: _Commands) -> None:
    about = "Judges a log of tickets by its promises and prints a review."
    command = commands.add_parser("review", help="review a log of tickets", description=about)
    add_source(command)
    command.add_argument("--calendar", type=Path, metavar="FILE", help="the business hours (JSON); left out, every hour counts")
    command.add_argument("--policy", type=Path, metavar="FILE", help="the promises (JSON); left out, none is judged")
    command.add_argument("--metric", metavar="NAME", help="the metric of the policy to review; left out, its only one, else `resolution`, else the first by name")
    command.add_argument("--group-by", metavar="A,B", help="the attributes to break figures down by")
    command.add_argument("--zone", metavar="Z", help="whose days and weeks are meant; left out, the calendar's, else the log's")
    command.add_argument("--as-of", metavar="T", help="what comes later is not known yet; left out, the last instant that the log states")
    command.add_argument("--from", dest="since", metavar="T", help="only tickets created at or after this instant, or day of the zone")
    command.add_argument("--before", metavar="T", help="only tickets created before this instant, or day of the zone")
    command.add_argument("--by", choices=PERIODS, metavar="PERIOD", help=f"the periods of the volume: {', '.join(PERIODS)}; left out, what is readable")
    command.add_argument("--roster", type=Path, metavar="FILE", help="the roster (JSON) whose shifts --by shift means")
    command.add_argument("--title", metavar="TEXT", help="the headline")
    command.add_argument("--document", type=Path, metavar="FILE", help="a review document (JSON) that holds all this; the flags stand over it")
    command.add_argument("--format", choices=FORMATS, help="the form of the answer; left out, what the name of -o FILE ends with, else text")
    command.add_argument("--json", action="store_const", dest="format", const="json", help="the same as --format json")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of to standard output, whole or not at all")
    command.set_defaults(run=run_review)


def run_review(args: argparse.Namespace) -> int:
    """Nothing is printed before the whole review is made."""
    document: dict[str, Any] = read_json(args.document) if args.document else {}
    if args.calendar:
        document["calendar"] = checked(args.calendar, Calendar)
    if args.policy:
        document["policy"] = checked(args.policy, PolicySet)
    if args.roster:
        document["roster"] = checked(args.roster, Roster)
    flags = {"metric": args.metric, "zone": args.zone, "by": args.by, "title": args.title}
    document.update({name: value for name, value in flags.items() if value is not None})
    by_hand = {name: f"--{name}" for name, value in flags.items() if value is not None}
    check_shifts(args, there="roster" in document)
    if args.roster and not document.get("by"):
        document["by"] = "shift"
    if args.group_by is not None:
        document["group_by"] = [name.strip() for name in args.group_by.split(",") if name.strip()]
        by_hand["group_by"] = "--group-by"
    log = read_log(args)
    zone = document.get("zone") or zone_of(document.get("calendar"), log)
    for name, text in (("created_from", args.since), ("created_before", args.before)):
        if instant := at(text, name.replace("created_", "--"), zone):
            document[name] = instant.isoformat()
            by_hand[name] = name.replace("created_", "--")
    ready = None if args.document else log.review_preset
    with _cli_faults.by_flag(by_hand, args.document):
        made = review(log, document, preset=ready, now=at(args.as_of, "--as-of", zone))
    forms = {"json": lambda: made.to_json() + "\n", "csv": made.to_csv, "html": made.to_html, "markdown": made.to_markdown}
    write(forms.get(form_of(args), made.__str__)(), args.output)
    return OK


def form_of(args: argparse.Namespace) -> str:
    """The form that is asked for, else the one that the name of the file ends with."""
    if args.format or not args.output:
        return args.format or "text"
    suffix = args.output.suffix.lower().removeprefix(".")
    return "markdown" if suffix == "md" else suffix if suffix in FORMATS else "text"


def check_shifts(args: argparse.Namespace, *, there: bool) -> None:
    """Shifts are those of a roster, and a roster is asked for nothing else here."""
    if args.by == "shift" and not there:
        raise InvalidInputError("--by shift: name the roster whose shifts are meant with --roster")
    if args.roster and args.by not in ("shift", None):
        raise InvalidInputError(f"--roster: the shifts of a roster are asked for with --by shift, not --by {args.by}")


def read_log(args: argparse.Namespace) -> EventLog:
    """The log. A fault of the map names the map's file, one of the log the log's."""
    source: Any = sys.stdin.buffer if args.file == "-" else args.file
    by = read_by(args)
    try:
        with watched(source) as file:
            return EventLog.import_csv(file, **by)
    except SundeskError as error:
        if error.file:
            raise
        raise of_file(error, at_fault(args, error)) from None


def read_by(args: argparse.Namespace) -> dict[str, Any]:
    """The map, the preset and the zone that were named."""
    named = {"map": text_of(args.map) if args.map else None, "preset": args.preset, "zone": args.log_zone}
    return {name: text for name, text in named.items() if text is not None}


def inspected(args: argparse.Namespace, source: Any, **chosen: Any) -> dict[str, Any]:
    try:
        found: dict[str, Any] = EventLog.inspect(source, **chosen)
        return found
    except SundeskError as error:
        raise error if error.file else of_file(error, at_fault(args, error)) from None


def at_fault(args: argparse.Namespace, error: SundeskError) -> Any:
    """The file that an error is about: what has a line is of the log, unless it lists faults of a document: the map."""
    of_map = not error.line or bool(error.problems) or error.path.split(".", 1)[0] == "map"
    return args.map if args.map and of_map else args.file


def zone_of(calendar: dict[str, Any] | None, log: EventLog) -> str:
    """Whose days are meant where nobody says so: the calendar's, else the log's."""
    zone: str | None = (calendar or {}).get("timezone") or log.zone
    return zone or "UTC"


def of_file(error: SundeskError, path: Any) -> SundeskError:
    line = f":{error.line}" if error.line else ""
    says = str(error).removeprefix(f"line {error.line}: ") if error.line else str(error)
    made = type(error)(f"{'<stdin>' if str(path) == '-' else path}{line}: {says}")
    made.problems = error.problems
    return made


def checked(path: Path, kind: Any) -> dict[str, Any]:
    """A document of a file, with its faults under the file's name and on their lines: it is read from its text."""
    try:
        kind(text_of(path))
    except SundeskError as error:
        raise error if error.file else of_file(error, path) from None
    return read_json(path)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once each: of two values for a key nobody knows which was meant."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"a key stands twice: {next(name for name in names if names.count(name) > 1)!r}")
    return made


def read_json(path: Path) -> dict[str, Any]:
    try:
        made = json.loads(text_of(path), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"{path}: no JSON: {error}") from None
    if not isinstance(made, dict):
        raise InvalidInputError(f"{path}: no JSON object")
    return made


def at(text: str | None, flag: str, zone: str | None) -> datetime | None:
    """An instant with its offset, or the midnight that a day begins with in a zone."""
    if text is None:
        return None
    try:
        if len(text) == 10:
            day = datetime.combine(date.fromisoformat(text), time(), timezone.utc)
            return ZoneDb.bundled().zone(zone or "UTC").resolve(day.replace(tzinfo=None))
        made = datetime.fromisoformat(text)
        if made.tzinfo is not None:
            return made
    except ValueError:
        pass
    raise InvalidInputError(f"{flag}: {text!r} is neither an instant with its offset, such as 2026-03-09T14:00+01:00, nor a day such as 2026-03-09")


def write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            os.chmod(name, 0o644)
            os.replace(name, output)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:  # the name of the file that was asked for, not of the one beside it
        raise IoError(f"{output}: cannot be written: {error.strerror or error}", file=str(output)) from None


def add_inspect(commands: _Commands) -> None:
    about = (
        "Looks at the first rows of a log: form, encoding, separator, date form, the preset that fits; prints a column map to begin from, "
        "the first tickets as understood, and all faults at once. Exit status 1 when there are faults."
    )
    command = commands.add_parser("inspect", help="what a log holds, and how to read it", description=about)
    add_source(command)
    command.add_argument("--json", action="store_true", help="print JSON instead of text")
    command.add_argument("--draft", action="store_true", help="print the column map alone, to begin from")
    command.set_defaults(run=run_inspect)


def run_inspect(args: argparse.Namespace) -> int:
    found = inspected(args, sys.stdin.buffer if args.file == "-" else args.file, **read_by(args))
    if args.draft:
        print(json.dumps(found["map"], ensure_ascii=False, indent=2))
    elif args.json:
        print(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    else:
        sys.stdout.write(found["text"])
    return FAULT if found["faults"] else OK


def add_preset(commands: _Commands) -> None:
    about = "Prints the column map of a help desk's export, to use or to change; without a name, lists them."
    command = commands.add_parser("preset", help="the column map of a help desk", description=about)
    command.add_argument("name", nargs="?", metavar="NAME", help=", ".join(EventLog.presets()))
    command.set_defaults(run=run_preset)


def run_preset(args: argparse.Namespace) -> int:
    if args.name:
        sys.stdout.write(EventLog.preset(args.name))
    else:
        for name in EventLog.presets():
            print(f"{name:<18} {json.loads(EventLog.preset(name)).get('name', '')}")
    return OK
