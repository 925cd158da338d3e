"""The zone files of the package `tzdata`."""

from __future__ import annotations

from importlib import import_module, resources


def load() -> tuple[str, list[tuple[str, bytes]]]:
    """Release and (name, TZif bytes) of every zone that the installed package lists."""
    tzdata = import_module("tzdata")
    root = resources.files(tzdata)
    names = (root / "zones").read_text(encoding="utf-8").split()
    folder = root / "zoneinfo"
    return str(tzdata.IANA_VERSION), [(name, folder.joinpath(*name.split("/")).read_bytes()) for name in names]
