"""The command line: answers to standard output, one line per fault to standard error, and an exit status for scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import sundesk

GOOD = {"timezone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}, "holidays": ["2027-12-25"]}


def sundesk_command(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sundesk", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)


def write(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_version_names_the_zone_rules() -> None:
    done = sundesk_command("--version")
    assert done.stdout == f"sundesk {sundesk.__version__} (time zones {sundesk.ZoneDb.bundled().release})\n"


def test_calendar_check_lists_every_fault(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "good.json", GOOD), write(tmp_path / "bad.json", {**GOOD, "weekly": {"mon": [["9h", "17:00"]]}, "holidays": ["x"]})
    assert sundesk_command("calendar", "check", good).returncode == 0
    done = sundesk_command("calendar", "check", good, bad)
    assert done.returncode == 1 and f"{bad}: faulty" in done.stdout and done.stdout.count("error:") == 2
    report = json.loads(sundesk_command("calendar", "check", "--json", bad).stdout)
    assert report[0]["verdict"] == "faulty" and {p["severity"] for p in report[0]["problems"]} == {"error"}


@pytest.mark.parametrize("args", [("calendar", "check", "/no/such/file.json"), ("review", "/no/such/file.csv")])
def test_a_file_that_is_not_there_is_one_line(args: tuple[str, ...]) -> None:
    done = sundesk_command(*args)
    assert done.returncode == 1 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("sundesk: /no/such/file")


def test_a_hostile_value_cannot_drive_the_terminal(tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.json", {**GOOD, "timezone": "\x1b[2J\nEurope/Berlin"})
    done = sundesk_command("calendar", "check", bad)
    assert "\x1b" not in done.stdout and len(done.stdout.splitlines()) == 2


def test_a_wrong_command_line_is_status_2() -> None:
    assert sundesk_command("dance").returncode == 2
    assert sundesk_command().returncode == 2


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for locale, text in {"en": "hello = Hello, { $name }!\nbye = Bye.\n", "et": "hello = Tere, { $name }!\nbye = Head aega.\n"}.items():
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "mail.ftl").write_text(text, encoding="utf-8")
    return tmp_path


def test_templates_check_and_coverage(texts: Path) -> None:
    done = sundesk_command("templates", "check", texts)
    assert done.returncode == 0 and "2 of 2 sets in use" in done.stdout
    assert json.loads(sundesk_command("templates", "check", "--json", texts).stdout)["loadable"]
    (texts / "et" / "mail.ftl").write_text("hello = Tere, { $nobody }!\n", encoding="utf-8")
    done = sundesk_command("templates", "check", texts)
    assert done.returncode == 1 and "et/mail.ftl:1:" in done.stdout
    done = sundesk_command("templates", "coverage", texts)
    assert done.returncode == 0 and [line.split()[2] for line in done.stdout.splitlines() if line.startswith("et")] == ["off"]
    (texts / "en" / "mail.ftl").write_text("hello = { $name\n", encoding="utf-8")
    assert sundesk_command("templates", "check", texts).returncode == 2


def test_templates_render_pseudo_and_extract(texts: Path) -> None:
    done = sundesk_command("templates", "render", texts, "hello", "--locale", "et", "--arg", "name=Mari")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Tere, Mari!\n", "")
    assert sundesk_command("templates", "render", texts, "hello", "--args", '{"name": "Ana"}').stdout == "Hello, Ana!\n"
    contracts = json.loads(sundesk_command("templates", "extract", texts).stdout)
    assert [c["id"] for c in contracts] == ["hello", "bye"]
    assert sundesk_command("templates", "pseudo", texts).returncode == 0
    assert sundesk_command("templates", "render", texts, "hello", "--locale", "en-XA", "--arg", "name=Ana").stdout.startswith("⟦")


@pytest.mark.parametrize(
    "args",
    [
        ("render", "hello"),
        ("render", "nothing", "--arg", "name=x"),
        ("render", "hello", "--args", "{"),
        ("render", "hello", "--args", "[]"),
        ("render", "hello", "--arg", "name"),
        ("render", "hello", "--channel", "pigeon", "--arg", "name=x"),
        ("render", "hello", "--tz", "Mars/Base", "--arg", "name=x"),
        ("extract", "--reference", "xx"),
        ("pseudo", "--reference", "xx"),
    ],
)
def test_templates_faults_are_one_line(texts: Path, args: tuple[str, ...]) -> None:
    name, *rest = args
    done = sundesk_command("templates", name, texts, *rest)
    assert done.returncode == 1 and done.stdout == "" and "Traceback" not in done.stderr
    assert done.stderr.startswith("sundesk: ") and len(done.stderr.splitlines()) == 1
