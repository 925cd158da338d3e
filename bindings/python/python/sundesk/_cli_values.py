"""Values and settings on the command line: what a word means, and one clear line when it means nothing."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from . import InvalidInputError, IoError, Money


def moment(text: str) -> datetime:
    """An instant with its offset, for argparse."""
    try:
        return instant(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time with its offset such as 2026-03-09T14:00+01:00") from None


def text_of(path: Path) -> str:
    """The text of a file, without its mark."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path}: the file is not UTF-8 text ({error.reason} at byte {error.start})", path=str(path)) from None


def document(path: Path) -> dict[str, Any]:
    """A file with a JSON object."""
    try:
        return json_object(str(path), text_of(path), float)
    except OSError as error:
        raise IoError(f"{path}: {error.strerror}", file=str(path)) from None


def json_object(place: str, text: str, fraction: Callable[[str], Any]) -> dict[str, Any]:
    """A JSON object; `fraction` reads a number with a fraction."""

    def no_number(word: str) -> None:
        raise ValueError(f"{word} is no number")

    try:
        made = json.loads(text, parse_float=fraction, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        says = "too deep" if isinstance(error, RecursionError) else error
        raise InvalidInputError(f"{place} is no JSON: {says}", path=place) from None
    if not isinstance(made, dict):
        raise InvalidInputError(f"{place} is no JSON object", path=place)
    return made


def arguments(args: argparse.Namespace, contract: Any) -> dict[str, Any]:
    """The values of `--args`, then those of `--arg` as the types that the message declares."""
    values = json_object("--args", args.args, Decimal)
    variables = contract["variables"] if contract else {}
    for pair in args.arg:
        name, equals, text = pair.partition("=")
        if not equals:
            raise InvalidInputError(f"--arg {pair!r} is not of the form NAME=VALUE", path="--arg")
        values[name] = typed(name, text, variables.get(name, {}).get("type"))
    return values


def money(text: str) -> Money:
    amount, _, currency = text.strip().rpartition(" ")
    return Money(amount, currency)


def instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("no offset")
    return at


# The types that a comment may declare, with how one is written; every other is text.
TYPES: dict[str, tuple[Callable[[str], Any], str]] = {
    "int": (int, "a whole number such as 3"),
    "decimal": (Decimal, "a number such as 1.5"),
    "money": (money, "an amount such as 12.50 EUR"),
    "instant": (instant, "a time with its offset such as 2026-03-09T14:00+01:00"),
    "date": (date.fromisoformat, "a date such as 2026-03-09"),
    "duration": (lambda text: {"type": "duration", "seconds": int(text)}, "seconds such as 5400"),
    "list": (lambda text: [item.strip() for item in text.split(",")], "values with commas between them"),
}


def typed(name: str, text: str, kind: str | None) -> Any:
    read, form = TYPES.get(kind or "", (str, ""))
    try:
        return read(text)
    except (ValueError, InvalidOperation):
        raise InvalidInputError(f"--arg {name}: {text!r} is not {form}", path="--arg", value=text, expected=form) from None
