"""Faults on the command line: one line each, on standard error, that no value can break."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from . import SundeskError


def complain(error: SundeskError) -> None:
    """The error, and each fault of a document, as one line each."""
    print(f"sundesk: {one_line(str(error))}", file=sys.stderr)
    for problem in error.problems if len(error.problems) > 1 else ():
        print(f"  {describe(problem)}", file=sys.stderr)


@contextmanager
def by_flag(flags: Mapping[str, object], document: Path | None = None) -> Iterator[None]:
    """A fault of a value that a flag gave names the flag, and one of a document its file: nobody wrote a `document.zone`."""
    try:
        yield
    except SundeskError as error:
        path = error.path.removeprefix("document.")
        field = re.split(r"[.\[]", path, maxsplit=1)[0]
        place = flags.get(field) or (document if path != error.path else None)
        if not place or error.file or not str(error).startswith(error.path):
            raise
        says = str(error).removeprefix(error.path).removeprefix(": ") if field in flags else str(error).removeprefix("document.")
        raise type(error)(f"{place}: {says}", path=path, value=error.value, expected=error.expected, problems=error.problems) from None


def one_line(text: str) -> str:
    """A hostile value must not break the line or drive the terminal."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def describe(problem: dict[str, str]) -> str:
    if problem["code"] == "template_check":  # file, line and column, the check and its words: as `templates check` prints it
        return one_line(f"{problem['path']}: {problem['severity']} {problem['value']}")
    origin = f" (of {document})" if (document := problem.get("document")) else ""
    place = f"{problem['path']}{origin}: " if problem["path"] or origin else ""
    value = f": {problem['value']!r}" if problem["value"] else ""
    expected = f", expected {problem['expected']}" if problem["expected"] else ""
    return one_line(f"{problem['severity']}: {place}{problem['code'].replace('_', ' ')}{value}{expected}")
