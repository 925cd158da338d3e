"""`sundesk coverage`: who is on, where the sun does not follow, as text, JSON and pictures."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import Answer, InvalidInputError, Library, Roster, SundeskError
from ._cli_log import of_file
from ._cli_values import moment

OK, FAULT = 0, 1

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: _Commands) -> None:
    group = commands.add_parser("coverage", help="shift coverage").add_subparsers(required=True, metavar="COMMAND")
    audit = group.add_parser("audit", help="the seams of a year", description="Where a year is uncovered, and what closes each seam. Status 1 when it is, or when its requirements are not met.")
    roster(audit)
    audit.add_argument("--year", type=int, required=True, help="the year, in UTC")
    ring(audit)
    audit.set_defaults(run=run_audit)
    gaps = group.add_parser("gaps", help="where fewer are on than are needed", description="Gaps with reasons and suggestions. Status 1 when there are any.")
    roster(gaps)
    span(gaps)
    who_counts(gaps)
    gaps.set_defaults(run=run_gaps)
    who = group.add_parser("who", help="who is on", description="Who is on at an instant, and the next change.")
    roster(who)
    who.add_argument("--at", type=moment, required=True, metavar="TIME", help="a time with its offset such as 2026-03-09T14:00+01:00")
    who_counts(who)
    who.set_defaults(run=run_who)
    svg = group.add_parser("svg", help="a picture", description="The year audit as a picture, or with --from and --to the week as a heat map.")
    roster(svg, as_json=False)
    svg.add_argument("--year", type=int, help="draw the audit of this year")
    ring(svg)
    span(svg, required=False)
    svg.add_argument("--timezone", help="the zone whose week is drawn (default: UTC)")
    svg.add_argument("--step", type=int, choices=(15, 30, 60), help="minutes of a column")
    who_counts(svg)
    svg.set_defaults(run=run_svg)
    suggest = group.add_parser("suggest", help="a fair rotation", description="Who works which shift that has nobody. Status 1 when some stay unfilled.")
    roster(suggest)
    span(suggest)
    suggest.set_defaults(run=run_suggest)
    ics = group.add_parser("ics", help="the schedule as iCalendar", description="The final schedule as iCalendar, overrides and time off considered.")
    roster(ics, as_json=False)
    span(ics)
    ics.add_argument("--person", help="only the duties of this person")
    ics.add_argument("--stamp", type=moment, metavar="TIME", help="when it is made (default: now)")
    ics.add_argument("--sequence", type=int, default=0, help="a number that grows from one publication to the next")
    ics.add_argument("--before", type=Path, metavar="FILE", help="the roster as it was at the last publication: its duties that are no more are cancelled")
    ics.set_defaults(run=run_ics)
    page = group.add_parser("page", help="the year on an HTML page", description="The year audit, the week and the seams on one HTML page.")
    roster(page, as_json=False)
    page.add_argument("--year", type=int, required=True, help="the year, in UTC")
    page.add_argument("--timezone", help="the zone whose week is drawn (default: UTC)")
    page.set_defaults(run=run_page)


def roster(command: argparse.ArgumentParser, as_json: bool = True) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help="a roster document (JSON), or with --form that of another product")
    command.add_argument("--form", choices=("pagerduty", "opsgenie"), help="FILE is a schedule as that product's API gives it")
    if as_json:
        command.add_argument("--json", action="store_true", help="print JSON instead of text")


def ring(command: argparse.ArgumentParser) -> None:
    command.add_argument("--ring", nargs="+", metavar="ID", help="who hands over to whom: shifts in their order, or rotations, whose shifts are one duty (default: the roster's ring, else all its shifts)")


def span(command: argparse.ArgumentParser, required: bool = True) -> None:
    command.add_argument("--from", dest="start", type=moment, required=required, metavar="TIME", help="from this time")
    command.add_argument("--to", dest="end", type=moment, required=required, metavar="TIME", help="until this time")


def who_counts(command: argparse.ArgumentParser) -> None:
    for name in ("skill", "language", "channel", "team"):
        command.add_argument(f"--{name}", help=f"only those with this {name}" if name != "team" else "only those of this team")


def load(args: argparse.Namespace) -> Roster:
    """The roster of a file; a fault names the file, and what is odd is told beside the answer."""
    try:
        found = read_roster(args)
    except SundeskError as error:
        raise of_file(error, args.file) from None
    for odd in found.warnings:
        print(f"{odd['path']}: {odd['value']}: expected {odd['expected']}", file=sys.stderr)
    return found


def read_roster(args: argparse.Namespace) -> Roster:
    text = args.file.read_text(encoding="utf-8")
    if args.form is None:
        return Roster(text)
    read = Library({}).ask("import_roster", form=args.form, text=text).to_dict()
    for problem in read["left_out"]:
        print(f"left out: {problem['path']}: {problem.get('value', '')}, expected {problem.get('expected', '')}", file=sys.stderr)
    return Roster(read["roster"])


def wanted(args: argparse.Namespace) -> dict[str, Any]:
    return {name: value for name in ("skill", "language", "channel", "team") if (value := getattr(args, name)) is not None}


def say(answer: Answer, args: argparse.Namespace) -> None:
    sys.stdout.write(answer.to_json() + "\n" if args.json else str(answer))


def run_audit(args: argparse.Namespace) -> int:
    answer = load(args).audit(args.year, ring=args.ring)
    say(answer, args)
    requirements = answer.to_dict().get("requirements", {})
    return FAULT if answer["uncovered_minutes"] or requirements.get("gap_count") else OK


def run_gaps(args: argparse.Namespace) -> int:
    answer = load(args).gaps(args.start, args.end, **wanted(args))
    say(answer, args)
    return FAULT if answer["gaps"] else OK


def run_who(args: argparse.Namespace) -> int:
    desk = load(args)
    now, later = (desk.ask(word, at=args.at, **wanted(args)) for word in ("on", "next_change"))
    if args.json:
        print(json.dumps({"now": now.to_dict(), "next_change": later.to_dict()["change"]}, ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(f"{now}then {later}")
    return OK


def run_suggest(args: argparse.Namespace) -> int:
    answer = load(args).ask("suggest_rotation", **{"from": args.start, "to": args.end})
    say(answer, args)
    return FAULT if answer["unfilled"] else OK


def run_ics(args: argparse.Namespace) -> int:
    stamp = args.stamp if args.stamp is not None else datetime.now(timezone.utc)
    question = {"ask": "ics", "roster": "now", "from": args.start, "to": args.end, "stamp": stamp, "sequence": args.sequence}
    rosters = {"now": load(args).document}
    if args.person is not None:
        question["person"] = args.person
    if args.before is not None:
        rosters["before"] = load(argparse.Namespace(file=args.before, form=args.form)).document
        question["before"] = "before"
    sys.stdout.write(Library({"rosters": rosters}).ask(question)["ics"])
    return OK


def run_page(args: argparse.Namespace) -> int:
    extra = {} if args.timezone is None else {"timezone": args.timezone}
    sys.stdout.write(str(load(args).ask("page", year=args.year, **extra)))
    return OK


def run_svg(args: argparse.Namespace) -> int:
    desk = load(args)
    if args.year is not None and args.start is None and args.end is None:
        picture = desk.audit(args.year, ring=args.ring)
    elif args.year is None and args.start is not None and args.end is not None:
        extra = {name: value for name in ("timezone", "step") if (value := getattr(args, name)) is not None}
        picture = desk.heat_map(args.start, args.end, **extra, **wanted(args))
    else:
        raise InvalidInputError("either --year, or --from and --to", path="--year")
    sys.stdout.write(picture.svg() + "\n")
    return OK
