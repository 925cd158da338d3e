"""`sundesk ask`: every question there is, with its fields from its own schema; a new question needs no line here."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import Calendar, EventLog, InvalidInputError, Library, PolicySet, Roster, SundeskError, Workflow, question_names, question_schema
from ._cli_log import of_file
from ._cli_values import document, text_of

OK = 0

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SHELVES = ("calendar", "policies", "roster", "workflow", "log")


def add(commands: _Commands) -> None:
    about = "Asks a question of documents and logs. Fields are given as FIELD=VALUE; `sundesk ask QUESTION --fields` lists those there are."
    command = commands.add_parser("ask", help="ask a question of documents and logs", description=about)
    command.add_argument("question", choices=question_names(), metavar="QUESTION", help=", ".join(question_names()))
    command.add_argument("fields", nargs="*", metavar="FIELD=VALUE", help="a field of the question; a VALUE that is no text is JSON")
    command.add_argument("--library", type=Path, metavar="FILE", help="a library document (JSON)")
    for shelf in SHELVES:
        kind = "CSV, plain or gzip, or a log document (JSON)" if shelf == "log" else "JSON"
        command.add_argument(f"--{shelf}", action="append", default=[], metavar="[NAME=]FILE", help=f"a {shelf} document ({kind})")
    command.add_argument("--map", type=Path, help="the column map (JSON) of logs in CSV")
    command.add_argument("--preset", metavar="NAME", help="the column map that comes with sundesk; left out, told by the columns")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON instead of text")
    form.add_argument("--svg", action="store_true", help="print the picture, where the question has one")
    form.add_argument("--fields", dest="list_fields", action="store_true", help="list the fields of the question instead")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    schema = question_schema(args.question)
    if args.list_fields:
        print(describe(schema))
        return OK
    answer = library(args).ask({"ask": args.question, **fields(args.fields, schema)})
    sys.stdout.write(answer.to_json() + "\n" if args.json else answer.svg() + "\n" if args.svg else str(answer))
    return OK


def library(args: argparse.Namespace) -> Library:
    kept: dict[str, Any] = {shelf: dict(named(given) for given in getattr(args, shelf)) for shelf in SHELVES}
    calendars = {name: Calendar(read(path)) for name, path in kept["calendar"].items()}
    own = document(args.library) if args.library else {}
    known = {**{name: Calendar(doc) for name, doc in own.get("calendars", {}).items()}, **calendars}
    default = calendars.pop("", None) or (Calendar(own["calendar"]) if own.get("calendar") else None)
    return Library(
        own,
        calendar=default,
        calendars=calendars,
        policies={name: PolicySet(read(path), calendar=default, calendars=known) for name, path in kept["policies"].items()},
        rosters={name: Roster(read(path)) for name, path in kept["roster"].items()},
        workflows={name: Workflow(read(path)) for name, path in kept["workflow"].items()},
        logs={name: log(path, args) for name, path in kept["log"].items()},
    )


def log(path: Path, args: argparse.Namespace) -> EventLog:
    if path.suffix == ".json":
        made = document(path)
        return EventLog.from_events(made.get("tickets", {}), statuses=made.get("statuses"), attributes=made.get("attributes"))
    by: dict[str, Any] = {"map": read(args.map)} if args.map else {"preset": args.preset} if args.preset else {}
    try:
        return EventLog.import_csv(str(path), **by)
    except SundeskError as error:
        if error.file or not args.map:
            raise
        raise of_file(error, args.map) from None


def named(given: str) -> tuple[str, Path]:
    name, equals, path = given.partition("=")
    return (name, Path(path)) if equals else ("", Path(given))


def read(path: Path) -> str:
    return text_of(path)


def fields(given: list[str], schema: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals:
            raise InvalidInputError(f"{pair!r} is not of the form FIELD=VALUE", path=pair)
        values[name] = text if takes_text(schema["properties"].get(name, {})) else value(name, text)
    return values


def takes_text(field: Any) -> bool:
    kinds = field.get("type", [])
    return kinds == "string" or "string" in kinds


def value(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text  # the library says what it expected, and where


def describe(schema: Any) -> str:
    lines = [schema.get("description", "")]
    for name, field in schema["properties"].items():
        if name != "ask":
            needed = " (required)" if name in schema.get("required", ()) else ""
            about = " ".join(field.get("description", "").split())
            lines.append(f"  {name}{needed}: {about}")
    return "\n".join(lines)
