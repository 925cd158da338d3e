"""Writes the tables of CLDR data that ICU4X 2.3 lacks, from CLDR's JSON.

    npm install cldr-units-full@48.2.0 cldr-numbers-full@48.2.0 cldr-core@48.2.0
    python3 xtask/cldr-tables.py node_modules src/template/fmt

units/patterns.txt: one unit in one language and width per line, the form `other` first, then `|`, the letter of another plural form
(z o t f m) and its pattern; `|/` is the pattern of an amount per this unit (`{0}/h`). Forms that equal `other` are left out.
units/table.rs: for each locale and width where each of UNITS begins in patterns.txt. A row is left out where the parent locale's is the
same.
currency_codes.txt: a locale, then the currencies whose symbol there is the ISO code while a parent locale has another one. ICU4X's data
leaves such symbols out and finds the parent's. `VND~` is the same for the narrow symbol. A row is left out where the parent's is the same.
"""

import json
import sys
from pathlib import Path

UNITS = """acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare hour inch
kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter millimeter millisecond
minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year kilometer-per-hour
liter-per-kilometer meter-per-second mile-per-gallon mile-per-hour""".split()
FORMS = {"zero": "z", "one": "o", "two": "t", "few": "f", "many": "m"}
HEAD = """// Made by xtask/cldr-tables.py from CLDR {version}. Do not edit.
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


def covered(levels: dict, tag: str) -> bool:
    """What CLDR calls covered, and the regions of those; a script of its own must be covered itself."""
    script = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), None)
    language = tag.split("-")[0]
    return tag == "und" or tag in levels or (f"{language}-{script}" if script else language) in levels


def read(core: Path, package: Path, file: str) -> dict:
    """The numbers or units of every covered locale."""
    levels = json.loads((core / "coverageLevels.json").read_text())["effectiveCoverageLevels"]
    folders = [f for f in sorted((package / "main").iterdir()) if covered(levels, f.name)]
    return {f.name: json.loads((f / file).read_text())["main"][f.name] for f in folders}


def above(tag: str, parent, locales: dict) -> str | None:
    """The nearest parent that is there; the root locale for the last."""
    if tag == "und":
        return None
    tag = parent(tag)
    while tag is not None and tag not in locales:
        tag = parent(tag)
    return tag or "und"


def write_units(modules: Path, out: Path) -> None:
    core = modules / "cldr-core"
    parent, normal = parents(core)
    locales = {
        tag: {width: patterns_of(data["units"][width]) for width in ("long", "short", "narrow")}
        for tag, data in read(core, modules / "cldr-units-full", "units.json").items()
    }
    rows = {}
    for tag, widths in locales.items():
        base = above(tag, parent, locales)
        for width, row in widths.items():
            if base is None or row != locales[base][width]:
                rows[(normal(tag), width)] = row
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
    print(f"units: {len(locales)} locales, {len(named)} rows, {len(lines)} patterns, {at} bytes")


def write_codes(modules: Path, out: Path) -> None:
    core = modules / "cldr-core"
    parent, normal = parents(core)
    symbols = {}
    for tag, data in read(core, modules / "cldr-numbers-full", "currencies.json").items():
        names = data["numbers"]["currencies"]
        symbols[tag] = {code: name.get("symbol", code) for code, name in names.items()}
        symbols[tag] |= {f"{code}~": name.get("symbol-alt-narrow") for code, name in names.items()}
    rows = {}
    for tag in symbols:
        chain = [tag]
        while (base := above(chain[-1], parent, symbols)) is not None:
            chain.append(base)
        row = []
        for key in sorted(set().union(*(symbols[t] for t in chain))):
            code = key.rstrip("~")
            missing = None if key.endswith("~") else code
            other = any(symbols[t].get(key, missing) not in (code, None) for t in chain)
            if other and symbols[tag].get(key, missing) == code:
                row.append(key)
        rows[tag] = row
    kept = {tag: row for tag, row in rows.items() if row != rows.get(above(tag, parent, symbols), [])}
    text = "".join(f"{normal(tag)} {' '.join(row)}".rstrip() + "\n" for tag, row in sorted(kept.items()))
    (out / "currency_codes.txt").write_text(text, encoding="utf-8")
    print(f"currency codes: {len(kept)} rows")


if __name__ == "__main__":
    write_units(Path(sys.argv[1]), Path(sys.argv[2]) / "units")
    write_codes(Path(sys.argv[1]), Path(sys.argv[2]))
