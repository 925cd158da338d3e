"""The command line: answers to standard output, one line per fault to standard error, and an exit status for scripts."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import sundesk
from sundesk._progress import Watched, watched

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
    for now in ("yesterday", "2026-03-09T14:00"):
        done = sundesk_command("templates", "render", ".", "hello", "--now", now)
        assert done.returncode == 2 and "--now" in done.stderr and "Traceback" not in done.stderr


def test_a_hostile_name_cannot_either(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "a\x1b[2J\nb.ftl").write_text("hello = Hello, { $name }!\n", encoding="utf-8")
    done = sundesk_command("templates", "check", tmp_path)
    assert done.returncode == 0 and "W26" in done.stdout and "\x1b" not in done.stdout


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
    assert [c["id"] for c in contracts] == ["bye", "hello"]
    assert sundesk_command("templates", "pseudo", texts).returncode == 0
    assert sundesk_command("templates", "render", texts, "hello", "--locale", "en-XA", "--arg", "name=Ana").stdout.startswith("⟦")


@pytest.mark.parametrize("command", [("extract",), ("pseudo",), ("stamp", "--locale", "et")])
def test_templates_refuse_an_option_that_would_do_nothing(texts: Path, command: tuple[str, ...]) -> None:
    config = write(texts / "desk.json", {"lint": {"functions": ["LINK"]}})
    settings = [("--require-review", "native")] if command[0] == "stamp" else [("--require-review", "native"), ("--config", config), ("--function", "LINK")]
    for option in settings:
        done = sundesk_command("templates", command[0], texts, *command[1:], *option)
        assert done.returncode == 2 and f"unrecognized arguments: {option[0]}" in done.stderr


def test_templates_stamp_knows_the_functions_of_the_program(texts: Path) -> None:
    (texts / "en" / "mail.ftl").write_text("hello = Hello, { LINK() }!\nbye = Bye.\n", encoding="utf-8")
    assert sundesk_command("templates", "stamp", texts, "--locale", "et").returncode == 1
    assert sundesk_command("templates", "stamp", texts, "--locale", "et", "--function", "LINK").returncode == 0


@pytest.mark.parametrize(
    "args",
    [
        ("render", "hello"),
        ("render", "nothing", "--arg", "name=x"),
        ("render", "hello", "--args", "{"),
        ("render", "hello", "--args", "[]"),
        ("render", "hello", "--args", '{"name": NaN}'),
        ("render", "hello", "--args", '{"name": {"type": "nonsense"}}'),
        ("render", "hello", "--args", '{"name": [["x"]]}'),
        ("render", "hello", "--args", "[" * 100_000),
        ("render", "hello", "--format", "pigeon", "--arg", "name=x"),
        ("stamp", "--locale", "fi"),
        ("stamp", "--locale", "en", "--reference", "xx"),
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


def test_templates_that_cannot_be_loaded_are_status_2(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (texts / "et" / "mail.ftl").write_bytes(b"hello = Tere \xff\n")
    for wrong in ([texts], [texts / "nowhere"], [tmp_path_factory.mktemp("empty")], [texts / "en" / "mail.ftl"], [texts, "--reference", "xx"]):
        for name in ("check", "coverage"):
            done = sundesk_command("templates", name, *wrong)
            assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), (name, wrong, done)
    (texts / "et" / "mail.ftl").write_text("hello = { $name\n", encoding="utf-8")
    done = sundesk_command("templates", "coverage", texts)
    assert done.returncode == 2 and "not loaded" in done.stderr and "et/mail.ftl:2" in done.stderr
    done = sundesk_command("templates", "render", texts, "hello", "--arg", "name=x")
    assert done.returncode == 1 and "E01" in done.stderr.splitlines()[0] and "et/mail.ftl:2" in done.stderr.splitlines()[0]
    (texts / "en" / "mail.ftl").write_text("hello = { $name\n", encoding="utf-8")
    for name in ("extract", "pseudo"):
        done = sundesk_command("templates", name, texts)
        assert done.returncode == 1 and done.stdout == "" and "en/mail.ftl" in done.stderr and "line 2" in done.stderr.replace(":2:", " line 2"), done


def test_templates_values_have_the_types_their_comments_declare(texts: Path) -> None:
    kinds = "\n".join(f"# ${n} ({t}) it" for n, t in {"n": "Int", "sum": "Money", "at": "Instant", "on": "Date", "span": "Duration", "who": "List"}.items())
    pattern = "{ $n ->\n    [one] one\n   *[other] many\n } { MONEY($sum) } { DATETIME($at) } { DATETIME($on) } { DURATION($span) } { LIST($who) } { $free }"
    (texts / "en" / "mail.ftl").write_text(f"{kinds}\nall = {pattern}\n", encoding="utf-8")
    (texts / "et" / "mail.ftl").unlink()
    (texts / "et").rmdir()
    values = ["n=1", "sum=12.50 EUR", "at=2026-03-09T23:30+01:00", "on=2026-03-09", "span=5400", "who=Ana, Bo", "free=7"]
    given = [word for value in values for word in ("--arg", value)]
    done = sundesk_command("templates", "render", texts, "all", "--tz", "Asia/Tokyo", *given)
    assert done.stdout == "one €12.50 3/10/2026 3/9/2026 1 hour, 30 minutes Ana and Bo 7\n", done.stderr
    for wrong in ("n=x", "sum=12,5 EUR", "sum=5", "at=2026-03-09T12:00", "on=9.3.", "span=1h"):
        done = sundesk_command("templates", "render", texts, "all", "--arg", wrong)
        assert done.returncode == 1 and done.stderr.startswith(f"sundesk: --arg {wrong.partition('=')[0]}: ") and len(done.stderr.splitlines()) == 1


def test_templates_preview_marks_and_says_what_is_missing(texts: Path) -> None:
    done = sundesk_command("templates", "render", texts, "hello", "--preview")
    assert (done.returncode, done.stdout) == (1, "Hello, {$name}!\n")
    assert done.stderr.startswith("sundesk: ") and "en/mail.ftl:1:" in done.stderr and "unknown-variable $name" in done.stderr
    assert sundesk_command("templates", "render", texts, "hello", "--preview", "--arg", "name=x").returncode == 0
    seen = json.loads(sundesk_command("templates", "render", texts, "hello", "--preview", "--json", "--locale", "et").stdout)
    assert (seen["text"], seen["locale"], seen["reason"], seen["errors"][0]["name"]) == ("Tere, {$name}!", "et", "wished", "$name")


def test_templates_render_says_when_it_is_another_language(texts: Path) -> None:
    done = sundesk_command("templates", "render", texts, "bye", "--locale", "fi")
    assert done.returncode == 0 and done.stdout == "Bye.\n" and "no wished language" in done.stderr
    assert sundesk_command("templates", "render", texts, "bye").stderr == ""


def test_templates_settings_and_functions_of_the_program(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (texts / "et" / "mail.ftl").write_text("hello = Tere, { $name }!\n", encoding="utf-8")
    assert sundesk_command("templates", "check", texts).returncode == 1
    desk = write(tmp_path_factory.mktemp("desk") / "desk.json", {"reference": "en", "lint": {"levels": {"E02": "warning"}}, "gate": {"thresholds": {"enable": 0.4, "disable": 0.3}}})
    done = sundesk_command("templates", "check", texts, "--config", desk)
    assert done.returncode == 0 and "2 of 2 sets in use" in done.stdout
    for text in ("{", "[]", '{"colour": 1}', '{"reference": "de"}', '{"lint": {"levels": {"W99": "off"}}}'):
        desk.write_text(text, encoding="utf-8")
        done = sundesk_command("templates", "check", texts, "--config", desk)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done
    assert sundesk_command("templates", "check", texts, "--config", texts / "none.json").returncode == 2

    (texts / "en" / "mail.ftl").write_text("hello = Hello, { LINK($name) }!\n", encoding="utf-8")
    assert "E10" in sundesk_command("templates", "check", texts).stdout
    assert "E10" not in sundesk_command("templates", "check", texts, "--function", "LINK").stdout
    done = sundesk_command("templates", "render", texts, "hello", "--function", "LINK", "--preview", "--arg", "name=x")
    assert done.stdout == "Hello, {LINK()}!\n"


def test_templates_starter_and_stamp(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = tmp_path_factory.mktemp("desk") / "texts"
    done = sundesk_command("templates", "starter", desk)
    assert done.returncode == 0 and (desk / "vi" / "ticket.ftl").exists()
    again = sundesk_command("templates", "starter", desk)
    assert again.returncode == 1 and "nothing was written" in again.stderr
    assert sundesk_command("templates", "check", desk, "--require-review", "machine-checked").returncode == 0

    done = sundesk_command("templates", "stamp", texts, "--locale", "et")
    assert done.returncode == 0 and done.stdout == f"{texts / 'et' / 'mail.ftl'}\n"
    assert (texts / "et" / "mail.ftl").read_text(encoding="utf-8").count("# @src ") == 2
    assert sundesk_command("templates", "stamp", texts, "--locale", "et").stdout == ""  # nothing to do
    (texts / "en" / "mail.ftl").write_text("hello = Good morning, { $name }!\nbye = Bye.\n", encoding="utf-8")
    assert "W21" in sundesk_command("templates", "check", texts).stdout
    sundesk_command("templates", "stamp", texts, "--locale", "et")
    assert "W21" not in sundesk_command("templates", "check", texts).stdout


def test_a_terminal_without_the_letters_is_no_reason_to_fail(texts: Path) -> None:
    (texts / "en" / "mail.ftl").write_text("bye = Nägemist.\n", encoding="utf-8")
    command = [sys.executable, "-m", "sundesk", "templates", "render", str(texts), "bye"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout.split()) == (0, [b"N\\xe4gemist."])


def test_effective_prints_a_document_with_those_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "global.json", GOOD)
    write(tmp_path / "vienna.json", {"extends": "global", "timezone": "Europe/Vienna", "weekly": {"sunday": None}})
    done = sundesk_command("effective", "--kind", "calendar", tmp_path / "vienna.json")
    assert json.loads(done.stdout) == {**GOOD, "timezone": "Europe/Vienna"} and done.returncode == 0
    assert "weekly.sunday (of vienna): extends removes nothing" in done.stderr
    bad = write(tmp_path / "bad.json", {"extends": "vienna", "weekly": {"tue": [["9h", "17:00"]], "sunday": []}, "timezone": "Mars/Base"})
    done = sundesk_command("effective", "--kind", "calendar", bad)
    assert done.returncode == 1 and done.stdout == "" and done.stderr.count("(of bad)") >= 2
    for extends, says in (("nobody", "extends unknown"), ("../global", "beside"), ("lost", "extends circle")):
        lost = write(tmp_path / "lost.json", {"extends": extends})
        assert says in sundesk_command("effective", lost).stderr


def test_metrics_prints_figures_by_group_and_period(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    created = [{"at": "2026-01-05T04:00:00Z", "type": "created", "by": "requester"}, {"at": "2026-01-05T06:00:00Z", "type": "status", "to": "solved"}]
    log.write_text(json.dumps({"tickets": {"A": created}, "attributes": {"A": {"team": "north"}}, "statuses": {"solved": "solved"}}), encoding="utf-8")
    done = sundesk_command("metrics", str(log), "--group-by", "team", "--by", "week", "--zone", "America/New_York", "--metric", "volume", "--format", "csv")
    assert done.returncode == 0, done.stderr
    rows = done.stdout.splitlines()
    assert rows[1].startswith(",,,volume,tickets,tickets,count,1,")
    assert any(row.startswith("team,north,2026-W01,volume") for row in rows)  # still Sunday in New York
    page = tmp_path / "figures.html"
    done = sundesk_command("metrics", str(log), "-o", str(page))
    assert done.returncode == 0 and page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    for form, suffix in (("text", "txt"), ("json", "json"), ("csv", "csv"), ("html", "html"), ("markdown", "md"), ("markdown", "markdown")):
        named, asked = tmp_path / f"named.{suffix}", tmp_path / "asked.log"  # the name of the file says the form, unless --format does
        assert sundesk_command("metrics", str(log), "--metric", "volume", "-o", str(named)).returncode == 0
        assert sundesk_command("metrics", str(log), "--metric", "volume", "--format", form, "-o", str(asked)).returncode == 0
        assert named.read_bytes() == asked.read_bytes(), form
    text = (tmp_path / "named.md").read_text(encoding="utf-8")
    assert text.startswith("# Service figures\n") and "| volume (tickets): tickets | 1 |" in text
    done = sundesk_command("metrics", str(log), "--metric", "csats")
    assert done.returncode != 0 and "csat" in done.stderr
    done = sundesk_command("metrics", str(log), "--metric", '{"metric": ')
    assert done.returncode == 1 and done.stderr.startswith("sundesk: --metric: ") and "no JSON" in done.stderr


def test_a_bar_says_how_much_of_a_log_is_read() -> None:
    out = io.StringIO()
    bar = Watched(io.BytesIO(b"x" * 100), 100, "log.csv", out)
    while bar.read(30):
        pass
    bar.clear()
    drawn = out.getvalue().split("\r")
    assert drawn[1] == "log.csv [#########                     ]  30 %" and drawn[4].endswith("[##############################] 100 %")
    assert drawn[-2:] == [" " * len(drawn[4]), ""]  # and is gone
    with watched(__file__) as file:  # no terminal: the file is read as it was named
        assert file == __file__


def test_metrics_reads_a_log_as_a_review_does(tmp_path: Path) -> None:
    log = tmp_path / "list.csv"
    log.write_text("Key;Opened;State\nA-1;2026-01-05 23:30;open\nA-2;2026-01-06 00:30;open\n", encoding="utf-8")
    columns = write(
        tmp_path / "map.json",
        {"delimiter": ";", "ticket": "Key", "created_at": "Opened", "status": "State", "time": {"format": "%Y-%m-%d %H:%M", "zone": "Europe/Berlin"}},
    )
    asked = ("metrics", str(log), "--map", columns, "--metric", "volume", "--by", "day", "--format", "csv", "--as-of", "2026-01-07")
    days = [row.split(",")[2] for row in sundesk_command(*asked).stdout.splitlines()[1:]]
    assert "2026-01-05" in days and "2026-01-06" in days  # in the clock of the log; in UTC both were opened on the 5th
    done = sundesk_command(*asked, "--from", "2026-01-06")
    assert done.stdout.splitlines()[1].startswith(",,,volume,tickets,tickets,count,1,")
    unknown = sundesk_command("metrics", str(log))
    assert unknown.returncode == 1 and "sundesk inspect" in unknown.stderr


def test_figures_and_reviews_by_shift(tmp_path: Path) -> None:
    shifts = [{"id": "day", "start": "06:00", "end": "14:00"}, {"id": "late", "start": "13:00", "end": "22:00"}]
    roster = write(tmp_path / "desk.json", {"timezone": "Europe/Berlin", "shifts": shifts})
    log = tmp_path / "list.csv"
    rows = ["A-1;2026-03-02 06:00;open", "A-2;2026-03-02 13:59;open", "A-3;2026-03-02 14:00;open", "A-4;2026-03-02 22:00;open"]
    log.write_text("\n".join(["Key;Opened;State", *rows, ""]), encoding="utf-8")
    columns = write(
        tmp_path / "map.json",
        {"delimiter": ";", "ticket": "Key", "created_at": "Opened", "status": "State", "time": {"format": "%Y-%m-%d %H:%M", "zone": "Europe/Berlin"}},
    )
    told = sundesk_command("metrics", str(log), "--map", columns, "--by", "shift", "--roster", roster, "--metric", "volume", "--format", "csv")
    assert told.returncode == 0, told.stderr
    groups = [",".join(row.split(",")[2:8]) for row in told.stdout.splitlines() if ",tickets,tickets," in row]
    assert groups == [f"{name},volume,tickets,tickets,count,{n}" for name, n in (("", 4), ("day", 1), ("late", 1), ("day + late", 1), ("(no shift)", 1))]
    review = sundesk_command("review", str(log), "--map", columns, "--by", "shift", "--roster", roster)
    assert review.returncode == 0, review.stderr
    assert "  day + late        1         0  ####" in review.stdout and "Resolution time by shift" in review.stdout
    assert sundesk_command("review", str(log), "--map", columns, "--roster", roster).stdout == review.stdout  # a roster is for its shifts
    for command in ("review", "metrics"):
        for flags, says in (
            (("--by", "shift"), "--by shift: name the roster"),
            (("--by", "week", "--roster", roster), "--roster: "),
            (("--roster", columns), "map.json"),
        ):
            done = sundesk_command(command, str(log), "--map", columns, *flags)
            assert done.returncode == 1 and says in done.stderr and done.stdout == "", done.stderr
    few = sundesk_command("metrics", str(log), "--map", columns, "--by", "shift", "--roster", roster, "--floor", "2")
    assert "by shift: 4 groups with 4 tickets and 0 metrics of others withheld, for a floor of 2" in few.stdout, few.stdout
