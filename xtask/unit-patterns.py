"""Writes the patterns of units of measure, src/template/fmt/units/{patterns.txt,table.rs}, from CLDR's JSON.

    npm install cldr-units-full@48.2.0 cldr-core@48.2.0
    python3 xtask/unit-patterns.py node_modules src/template/fmt/units

patterns.txt: one unit in one language and width per line, the form `other` first, then `|`, the letter of another plural form (z o t f m)
and its pattern; `|/` is the pattern of an amount per this unit (`{0}/h`). Forms that equal `other` are left out.
table.rs: for each locale and width where each of UNITS begins in patterns.txt. A row is left out where the parent locale's is the same.
"""

import json
import sys
from pathlib import Path

UNITS = """acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare hour inch
kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter millimeter millisecond
minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year kilometer-per-hour
liter-per-kilometer meter-per-second mile-per-gallon mile-per-hour""".split()
FORMS = {"zero": "z", "one": "o", "two": "t", "few": "f", "many": "m"}
HEAD = """// Made by xtask/unit-patterns.py from CLDR {version}. Do not edit.
// Copyright (c) 2004-2026 Unicode, Inc. Unicode License V3, see LICENSE-UNICODE in this directory.

use super::names::COLUMNS;

/// Locale and width (`l` long, `s` short, `n` narrow), in order; where the pattern of each column begins in `patterns.txt`.
#[rustfmt::skip]
pub(super) static ROWS: [(&str, [u32; COLUMNS]); {count}] = [
"""


def pattern_line(forms: dict) -> str:
    """The plural forms of one unit as one line."""
    other = forms["unitPattern-count-other"]
    out = [other]
    for name, letter in FORMS.items():
        own = forms.get(f"unitPattern-count-{name}", other)
        if own != other:
            out.append(letter + own)
    if "perUnitPattern" in forms:
        out.append("/" + forms["perUnitPattern"])
    assert not any("|" in form or "\n" in form for form in out)
    return "|".join(out)


def patterns_of(units: dict) -> list[str]:
    """One line per unit, then the pattern that joins two units."""
    by_name = {key.split("-", 1)[1]: forms for key, forms in units.items() if "-" in key}
    return [pattern_line(by_name[unit]) for unit in UNITS] + [units["per"]["compoundUnitPattern"]]


def parents(core: Path):
    """The chain of fallback of a locale, itself first, as CLDR's parentLocales say."""
    listed = json.loads((core / "supplemental/parentLocales.json").read_text())["supplemental"]["parentLocales"]["parentLocale"]
    likely = json.loads((core / "supplemental/likelySubtags.json").read_text())["supplemental"]["likelySubtags"]

    def script_of(tag: str) -> str | None:
        full = likely.get(tag) or likely.get(tag.split("-")[0])
        return full.split("-")[1] if full else None

    def parent(tag: str) -> str | None:
        if tag in listed:
            return None if listed[tag] in ("root", "und") else listed[tag]
        if "-" not in tag:
            return None
        shorter = tag.rsplit("-", 1)[0]
        # A script that is not the language's usual one is no child of the language.
        return None if len(tag.split("-")[-1]) == 4 and script_of(shorter) != tag.split("-")[-1] else shorter

    def normal(tag: str) -> str:
        """Without a script that the region implies: ICU4X asks for `zh-HK`, not `zh-Hant-HK`."""
        parts = tag.split("-")
        if len(parts) == 3 and len(parts[1]) == 4 and script_of(f"{parts[0]}-{parts[2]}") == parts[1]:
            return f"{parts[0]}-{parts[2]}"
        if len(parts) == 2 and len(parts[1]) == 4 and script_of(parts[0]) == parts[1]:
            return parts[0]
        return tag

    return parent, normal


def main(modules: Path, out: Path) -> None:
    core = modules / "cldr-core"
    levels = json.loads((core / "coverageLevels.json").read_text())["effectiveCoverageLevels"]
    parent, normal = parents(core)
    locales = {}
    for folder in sorted((modules / "cldr-units-full/main").iterdir()):
        tag = folder.name
        # What CLDR calls covered, and the regions of those; a script of its own must be covered itself.
        script = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), None)
        if tag != "und" and (f"{tag.split('-')[0]}-{script}" if script else tag.split("-")[0]) not in levels and tag not in levels:
            continue
        units = json.loads((folder / "units.json").read_text())["main"][tag]["units"]
        locales[tag] = {width: patterns_of(units[width]) for width in ("long", "short", "narrow")}

    def inherited(tag: str, width: str) -> list[str] | None:
        above = parent(tag)
        while above is not None and above not in locales:
            above = parent(above)
        return locales[above or "und"][width] if tag != "und" else None

    rows = {
        (normal(tag), width): row
        for tag, widths in locales.items()
        for width, row in widths.items()
        if row != inherited(tag, width)
    }
    lines = sorted({line for row in rows.values() for line in row})
    starts, at = {}, 0
    for line in lines:
        starts[line] = at
        at += len(line.encode()) + 1
    (out / "patterns.txt").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    named = sorted((f"{tag} {width[0]}", row) for (tag, width), row in rows.items())
    version = json.loads((core / "package.json").read_text())["version"]
    head = HEAD.format(version=version, count=len(named))
    body = "".join(f'("{name}", [{",".join(str(starts[line]) for line in row)}]),\n' for name, row in named)
    (out / "table.rs").write_text(head + body + "];\n", encoding="utf-8")
    print(f"{len(locales)} locales, {len(named)} rows, {len(lines)} patterns, {at} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
