"""`sundesk effective`: a document with all it stands on, as one."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import InvalidInputError, Layers, document_names
from ._cli_faults import describe

OK = 0

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: _Commands) -> None:
    about = """Prints a document with all it stands on, as one. What it extends is looked for beside it: {"extends": "global"} is global.json."""
    command = commands.add_parser("effective", help="a document with all it extends", description=about)
    command.add_argument("file", metavar="FILE", type=Path, help="a document (JSON)")
    command.add_argument("--kind", choices=document_names(), help="check it as such a document; each fault names the file its value came from")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    layers, name = beside(args.file), args.file.stem
    whole = layers.effective(name, args.kind)
    for remark in layers.remarks(name):
        print(f"  {describe(remark)}", file=sys.stderr)
    print(json.dumps(whole, ensure_ascii=False, indent=2))
    return OK


def beside(file: Path) -> Layers:
    """A document and, by their names, those it stands on; what is not there is for the library to say."""
    documents: dict[str, str] = {}
    following: Path | None = file
    while following and following.stem not in documents and (following is file or following.is_file()):
        documents[following.stem] = text = following.read_text(encoding="utf-8")
        following = next_of(text, following)
    return Layers(documents)


def next_of(text: str, file: Path) -> Path | None:
    try:
        document: Any = json.loads(text)
    except ValueError:
        return None  # the library says what is wrong with it, with the line
    name = document.get("extends") if isinstance(document, dict) else None
    if not isinstance(name, str):
        return None
    if Path(name).name != name:
        raise InvalidInputError(f"extends: {name!r} is not valid; expected the name of a file beside {file}, without .json", path="extends", value=name)
    return file.with_name(f"{name}.json")
