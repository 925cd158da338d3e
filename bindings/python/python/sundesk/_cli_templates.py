"""`sundesk templates`: what translators and continuous integration ask of a directory `<dir>/<locale>/<set>.ftl`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import InvalidInputError, NotFoundError, Templates, check_templates, pseudo_localize, template_contracts

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

REVIEW = ("nothing", "machine-checked", "native")


def add(commands: _Commands) -> None:
    group = commands.add_parser("templates", help="localized texts").add_subparsers(required=True, metavar="COMMAND")
    check = command(group, "check", run_check, "Checks all texts; exit status 1 when something reaches --fail-on, 2 when they cannot be loaded.")
    check.add_argument("--fail-on", choices=("info", "warning", "error"), default="error")
    check.add_argument("--json", action="store_true", help="print the report as JSON")
    coverage = command(group, "coverage", run_coverage, "Shows how much of each set is done in each locale, and whether it is used.")
    coverage.add_argument("--json", action="store_true", help="print JSON")
    add_render(command(group, "render", run_render, "Prints one text as a reader would get it."))
    pseudo = command(group, "pseudo", run_pseudo, "Writes the reference in strange letters, as <out>/<locale>/<set>.ftl.")
    pseudo.add_argument("--locale", choices=("en-XA", "ar-XB"), default="en-XA")
    pseudo.add_argument("--out", type=Path, help="where to write; default: the directory itself")
    command(group, "extract", run_extract, "Prints what every message needs and offers, as JSON.")


def command(group: _Commands, name: str, run: Any, about: str) -> argparse.ArgumentParser:
    made = group.add_parser(name, help=about.rstrip(".").lower(), description=about)
    made.add_argument("dir", metavar="DIR", type=Path)
    made.add_argument("--reference", default="en", help="the locale the others are translated from (default: en)")
    made.add_argument("--require-review", choices=REVIEW, help="what is asked of the @review marks of translations")
    made.set_defaults(run=run)
    return made


def add_render(render: argparse.ArgumentParser) -> None:
    render.add_argument("id", metavar="ID", help="a message, or message.attribute")
    render.add_argument("--locale", action="append", metavar="TAG", help="a wish of the reader; may be given several times, best first")
    render.add_argument("--channel", default="body", help="body, html, subject, preheader, chat, sms, voice or push")
    render.add_argument("--tz", metavar="ZONE", help="the reader's time zone")
    render.add_argument("--now", type=datetime.fromisoformat, help="the present, with its offset: 2026-03-09T14:00+01:00")
    render.add_argument("--tone", help="such as formal")
    render.add_argument("--arg", action="append", default=[], metavar="NAME=TEXT", help="a text argument")
    render.add_argument("--args", default="{}", metavar="JSON", help="arguments as a JSON object")


def config(args: argparse.Namespace) -> dict[str, Any]:
    return {"gate": {"require_review": args.require_review}} if args.require_review else {}


def run_check(args: argparse.Namespace) -> int:
    report = check_templates(args.dir, args.reference, fail_on=args.fail_on, **config(args))
    text, status = report.pop("text"), int(report.pop("exit_code"))
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n" if args.json else text)
    return status


def run_coverage(args: argparse.Namespace) -> int:
    report = check_templates(args.dir, args.reference, **config(args))
    sets = report["sets"]
    if args.json:
        print(json.dumps(sets, ensure_ascii=False, indent=2))
    for status in () if args.json else sets:
        used = "on " if status["on"] else "off"
        share = 100 * status["done"] // max(status["units"], 1)
        print(f"{status['locale']:<14} {status['set']:<12} {used} {share:>3} %  {status['done']} of {status['units']}  {status['reason']}")
    return 0 if report["loadable"] else 2


def run_render(args: argparse.Namespace) -> int:
    values = arguments(args)
    texts = Templates.load_dir(args.dir, args.reference, **config(args))
    made = texts.render(
        args.id, locale=args.locale, channel=args.channel, tz=args.tz, now=args.now, tone=args.tone, args=values
    )
    print(made.text)
    for warning in made.warnings:
        print(f"sundesk: {warning['code']}: {warning['text']}", file=sys.stderr)
    return 0


def arguments(args: argparse.Namespace) -> dict[str, Any]:
    """The values of `--args`, then those of `--arg`."""
    try:
        values = json.loads(args.args)
    except ValueError as error:
        raise InvalidInputError(f"--args is no JSON: {error}", path="--args") from None
    if not isinstance(values, dict):
        raise InvalidInputError("--args is no JSON object", path="--args")
    for pair in args.arg:
        name, equals, text = pair.partition("=")
        if not equals:
            raise InvalidInputError(f"--arg {pair!r} is not of the form NAME=TEXT", path="--arg")
        values[name] = text
    return values


def run_pseudo(args: argparse.Namespace) -> int:
    """Every file is made before the first is written."""
    files = sorted((args.dir / args.reference).glob("*.ftl"))
    if not files:
        raise NotFoundError(f"{args.dir / args.reference}: no .ftl file there", path="dir")
    made = [(file.name, pseudo_localize(file.read_text(encoding="utf-8"), args.locale)) for file in files]
    folder = (args.out or args.dir) / args.locale
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made:
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)
    return 0


def run_extract(args: argparse.Namespace) -> int:
    print(json.dumps(template_contracts(args.dir, args.reference), ensure_ascii=False, indent=2))
    return 0
