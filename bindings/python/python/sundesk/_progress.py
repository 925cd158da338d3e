"""How much of a file is read, on the terminal: a bar on standard error while a person waits, and nothing at all where nobody looks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

WIDTH = 30
LEAST = 4 * 1024 * 1024
"""Smaller files are read before a bar could be seen."""


class Watched:
    """A file that draws how far it is read."""

    def __init__(self, file: BinaryIO, size: int, name: str, out: TextIO) -> None:
        self.file, self.size, self.name, self.out = file, size, name, out
        self.done, self.drawn = 0, -1

    def read(self, size: int = -1) -> bytes:
        found = self.file.read(size)
        self.done += len(found)
        percent = min(100, self.done * 100 // max(self.size, 1))
        if percent != self.drawn:
            self.drawn = percent
            bar = "#" * (percent * WIDTH // 100)
            self.out.write(f"\r{self.name} [{bar:<{WIDTH}}] {percent:>3} %")
            self.out.flush()
        return found

    def clear(self) -> None:
        if self.drawn >= 0:
            self.out.write("\r" + " " * (len(self.name) + WIDTH + 9) + "\r")
            self.out.flush()


@contextmanager
def watched(source: Any) -> Iterator[Any]:
    """The source with a bar, where it is a large file and standard error is a terminal; else as it is. The bar is gone when the reading ends, well or not."""
    if not isinstance(source, str) or not sys.stderr.isatty() or not os.path.isfile(source) or os.path.getsize(source) < LEAST:
        yield source
        return
    name = Path(source).name.encode("ascii", "replace").decode()
    shown = name if len(name) <= WIDTH and name.isprintable() else "reading"
    with open(source, "rb") as file:
        bar = Watched(file, os.path.getsize(source), shown, sys.stderr)
        try:
            yield bar
        finally:
            bar.clear()
