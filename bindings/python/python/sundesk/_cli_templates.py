"""`sundesk templates`: what translators and continuous integration ask of a directory `<dir>/<locale>/<set>.ftl`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import InvalidInputError, NotFoundError, Rendered, SundeskError, Templates
from . import check_templates, pseudo_localize, starter_sources, template_contracts
from ._cli_faults import complain, one_line
from ._cli_values import arguments, document, moment

if TYPE_CHECKING:
    from .types import LintLevel

    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

OK, FAULT, UNLOADABLE = 0, 1, 2

REVIEW = ("nothing", "machine-checked", "native")

LANGUAGES = {
    "no_wish_available": "no wished language is at hand",
    "set_off": "the set is not used in the wished language (`sundesk templates coverage` says why)",
}


def add(commands: _Commands) -> None:
    about = "Localized texts: files <DIR>/<locale>/<set>.ftl, checked, shown and prepared for translators."
    group = commands.add_parser("templates", help="localized texts", description=about).add_subparsers(required=True, metavar="COMMAND")
    check = command(group, "check", run_check, "check all texts", "Checks all texts and says which sets are in use.", CHECK_STATUS)
    add_gate(check)
    check.add_argument("--fail-on", choices=("info", "warning", "error"), default="error", help="the lowest level that fails (default: error)")
    check.add_argument("--json", action="store_true", help="print the report as JSON")
    coverage = command(
        group, "coverage", run_coverage, "how much is done in each locale", "Shows how much of each set is done in each locale, and whether it is used.",
        "Exit status: 0, or 2 when the texts cannot be loaded at all.",
    )  # fmt: skip
    add_gate(coverage)
    coverage.add_argument("--json", action="store_true", help="print JSON")
    add_render(command(group, "render", run_render, "print one text", "Prints one text as a reader would get it.", RENDER_EXAMPLE))
    pseudo = command(group, "pseudo", run_pseudo, "write the reference in strange letters", "Writes the reference in strange letters, as <OUT>/<LOCALE>/<set>.ftl.")
    pseudo.add_argument("--locale", choices=("en-XA", "ar-XB"), default="en-XA", help="accented and longer, or from right to left (default: en-XA)")
    pseudo.add_argument("--out", type=Path, help="where to write; default: the directory itself")
    command(group, "extract", run_extract, "print what every message needs", "Prints what every message of the reference needs and offers, as JSON.")
    stamp = command(group, "stamp", run_stamp, "mark translations as up to date", "Writes `# @src` marks: translated from the reference as it is now.")
    add_settings(stamp)
    stamp.add_argument("--locale", required=True, metavar="TAG", help="the locale whose files are marked")
    starter = group.add_parser("starter", help="write the starter catalog", description="Writes the starter catalog, to begin with. Nothing is overwritten.")
    starter.add_argument("dir", metavar="DIR", type=Path, help="where to write <locale>/<set>.ftl")
    starter.set_defaults(run=run_starter)


CHECK_STATUS = """Exit status: 0 fine, 1 something reaches --fail-on, 2 the texts cannot be loaded.

  sundesk templates check templates --fail-on warning --config desk.json"""

RENDER_EXAMPLE = """Values of --arg are read as the type that the message's comment declares: `# $n (Int)`, `# $sum (Money)`; others are text.

  sundesk templates render templates ticket-closed --locale et --arg ticket=4711
  sundesk templates render templates refund --channel html --arg "sum=12.50 EUR" --tz Europe/Tallinn"""


def command(group: _Commands, name: str, run: Callable[[argparse.Namespace], int], says: str, about: str, more: str = "") -> argparse.ArgumentParser:
    made = group.add_parser(name, help=says, description=about, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("dir", metavar="DIR", type=Path, help="the directory with <locale>/<set>.ftl")
    made.add_argument("--reference", default="en", metavar="TAG", help="the locale the others are translated from (default: en)")
    made.set_defaults(run=run, require_review=None)
    return made


def add_settings(made: argparse.ArgumentParser) -> None:
    made.add_argument("--config", type=Path, metavar="FILE", help="settings of the program (JSON): gate, lint, fallback, channels, tones")
    made.add_argument("--function", action="append", default=[], metavar="NAME", help="a function that the program registers; may be given several times")


def add_gate(made: argparse.ArgumentParser) -> None:
    """The settings, for a command that asks which sets are in use."""
    add_settings(made)
    made.add_argument("--require-review", choices=REVIEW, help="what is asked of the @review marks of translations")


def add_render(render: argparse.ArgumentParser) -> None:
    add_gate(render)
    render.add_argument("id", metavar="ID", help="a message, or message.attribute")
    render.add_argument("--locale", action="append", metavar="TAG", help="a wish of the reader; may be given several times, best first")
    render.add_argument("--sticky", metavar="TAG", help="the locale the conversation already has")
    render.add_argument("--channel", default="body", help="body, html, subject, preheader, chat, sms, voice or push (default: body)")
    render.add_argument("--format", help="another format than the channel's: plain, html, markdown, json, ...")
    render.add_argument("--tz", metavar="ZONE", help="the reader's time zone")
    render.add_argument("--now", type=moment, metavar="TIME", help="the present, with its offset: 2026-03-09T14:00+01:00")
    render.add_argument("--tone", help="such as formal")
    render.add_argument("--arg", action="append", default=[], metavar="NAME=VALUE", help="a value; may be given several times")
    render.add_argument("--args", default="{}", metavar="JSON", help="values as a JSON object")
    render.add_argument("--preview", action="store_true", help="show {$name} where a value is missing, with the faults beside; exit status 1 if any")
    render.add_argument("--json", action="store_true", help="print the text with its locale, direction and reason as JSON")


def config(args: argparse.Namespace) -> dict[str, Any]:
    """The settings of `--config`, with what the other options say."""
    settings = document(args.config) if args.config else {}
    if settings.pop("reference", args.reference) != args.reference:
        raise InvalidInputError(f"{args.config}: its reference is not that of --reference {args.reference}", path="reference")
    if args.require_review:
        settings["gate"] = {**settings.get("gate", {}), "require_review": args.require_review}
    if args.function:
        lint = settings.get("lint", {})
        settings["lint"] = {**lint, "functions": [*lint.get("functions", []), *args.function]}
    return settings


def checked(args: argparse.Namespace, fail_on: LintLevel = "error") -> dict[str, Any] | None:
    """The report of a directory; `None`, after a line that says why, when there is nothing to check."""
    try:
        return check_templates(args.dir, args.reference, fail_on=fail_on, **config(args)).to_dict()
    except SundeskError as error:
        complain(error)
        return None


def run_check(args: argparse.Namespace) -> int:
    report = checked(args, args.fail_on)
    if report is None:
        return UNLOADABLE
    text, status = report.pop("text"), int(report.pop("exit_code"))
    lines = [json.dumps(report, ensure_ascii=False, indent=2)] if args.json else [one_line(line) for line in text.rstrip("\n").split("\n")]
    print(*lines, sep="\n")
    return status


def run_coverage(args: argparse.Namespace) -> int:
    report = checked(args)
    if report is None:
        return UNLOADABLE
    sets = report["sets"]
    if args.json:
        print(json.dumps(sets, ensure_ascii=False, indent=2))
    for status in () if args.json else sets:
        used = "on " if status["on"] else "off"
        share = 100 * status["done"] // max(status["units"], 1)
        print(f"{status['locale']:<14} {status['set']:<12} {used} {share:>3} %  {status['done']} of {status['units']}  {status['reason']}")
    if not report["loadable"]:
        print(f"sundesk: not loaded: {one_line(report['refused'])}", file=sys.stderr)
    return OK if report["loadable"] else UNLOADABLE


def run_render(args: argparse.Namespace) -> int:
    texts = Templates.load_dir(args.dir, args.reference, **config(args))
    values = arguments(args, texts.variables(args.id.partition(".")[0]))
    make = texts.preview if args.preview else texts.render
    try:
        made = make(
            args.id, locale=args.locale, sticky=args.sticky, channel=args.channel, format=args.format, tz=args.tz, now=args.now, tone=args.tone, args=values
        )
    except TypeError as error:  # a value in --args that no template can show
        raise InvalidInputError(str(error)) from None
    print(json.dumps(described(made), ensure_ascii=False, indent=2) if args.json else made.text)
    if not args.json:
        for line in remarks(made, args):
            print(f"sundesk: {one_line(line)}", file=sys.stderr)
    return FAULT if made.errors else OK


def described(made: Rendered) -> dict[str, Any]:
    fields = ("text", "locale", "dir", "reason", "coverage", "warnings", "version", "errors")
    return {field: getattr(made, field) for field in fields}


def remarks(made: Rendered, args: argparse.Namespace) -> list[str]:
    """What a person should know beside the text: another language than wished, warnings, what failed in a preview."""
    says = LANGUAGES.get(made.reason) if args.locale or args.sticky else None
    lines = [f"this is {made.locale}: {says}"] if says else []
    lines += [f"{warning['code']}: {warning['text']}" for warning in made.warnings]
    for e in made.errors:
        detail = f": {e['detail']}" if e["detail"] else ""
        lines.append(f"{e['file']}:{e['line']}:{e['column']}: {e['kind']} {e['name']}{detail}")
    return lines


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path}: the file is not UTF-8 (at byte {error.start})", file=str(path)) from None


def files_of(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.ftl"))
    if not files:
        raise NotFoundError(f"{folder}: no .ftl file there", path="dir")
    return files


def changed(files: list[Path], change: Callable[[str], str]) -> list[tuple[Path, str]]:
    """The files with their changed texts; every one is made before the first is written."""
    made = []
    for path in files:
        try:
            made.append((path, change(read(path))))
        except SundeskError as error:
            place = "" if error.file else f"{path}: "
            raise InvalidInputError(f"{place}{error}", file=str(path), line=error.line) from None
    return made


def run_pseudo(args: argparse.Namespace) -> int:
    made = changed(files_of(args.dir / args.reference), lambda text: pseudo_localize(text, args.locale))
    folder = (args.out or args.dir) / args.locale
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in made:
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / path.name)
    return OK


def run_extract(args: argparse.Namespace) -> int:
    print(json.dumps(template_contracts(args.dir, args.reference), ensure_ascii=False, indent=2))
    return OK


def run_stamp(args: argparse.Namespace) -> int:
    sources = {args.reference: {path.stem: read(path) for path in files_of(args.dir / args.reference)}}
    texts = Templates.from_sources(sources, args.reference, **config(args))
    for path, text in changed(files_of(args.dir / args.locale), texts.stamp):
        if text != read(path):
            path.write_text(text, encoding="utf-8", newline="\n")
            print(path)
    return OK


def run_starter(args: argparse.Namespace) -> int:
    files = {args.dir / locale / f"{name}.ftl": text for locale, sets in starter_sources().items() for name, text in sets.items()}
    there = [path for path in files if path.exists()]
    if there:
        raise InvalidInputError(f"{there[0]}: is there already; nothing was written", file=str(there[0]))
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(files)} files in {args.dir}; `sundesk templates check {args.dir} --require-review machine-checked` checks them")
    return OK
