"""Localised texts: whole and in one language, or not at all."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sundesk
from sundesk import (
    Bundle,
    Formatter,
    Markup,
    Money,
    Templates,
    Untrusted,
    Watch,
    ZoneDb,
    check_templates,
    negotiate,
    parse_accept_language,
    pseudo_localize,
    sms_count,
    starter_sources,
    template_contracts,
)

ENGLISH = """
# $name (string): who reads it
# $n (number): how many wait
waiting = Hello { $name }, { $n ->
    [one] one ticket waits
   *[other] { $n } tickets wait
}.
    .subject = { $n } waiting
"""
ESTONIAN = """
waiting = Tere { $name }, { $n ->
    [one] ootab üks pilet
   *[other] ootab { $n } piletit
}.
    .subject = { $n } ootel
"""
SOURCES = {"en": {"mail": ENGLISH}, "et": {"mail": ESTONIAN}}


@pytest.fixture(scope="module")
def texts() -> Templates:
    return Templates.from_sources(SOURCES)


@pytest.fixture(scope="module")
def starter() -> Templates:
    return Templates.starter(gate={"require_review": "machine-checked"})


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_text_in_the_readers_language(texts: Templates) -> None:
    made = texts.render("waiting", locale=["et", "en"], name="Mari", n=3)
    assert (made.text, made.locale, made.dir, made.reason, made.warnings) == ("Tere Mari, ootab 3 piletit.", "et", "ltr", "wished", [])
    assert str(made) == made.text and made.coverage == 1.0 and made.version == texts.version
    assert texts.render("waiting", locale="et", channel="subject", name="Mari", n=1).text == "1 ootel"
    assert [kind for kind, _ in made.parts] == ["text", "value", "text", "text", "formatted", "text"] or "".join(t for _, t in made.parts) == made.text


def test_an_incomplete_language_is_not_used_at_all() -> None:
    half = Templates.from_sources({"en": {"mail": ENGLISH}, "et": {"mail": "waiting = Tere { $name }, { $n } ootel."}})
    made = half.render("waiting", locale="et", name="Mari", n=3)
    assert (made.locale, made.reason) == ("en", "set_off")
    status = half.coverage("mail", "et")
    assert status is not None and not status["on"] and status["open"] == {"waiting.subject": "missing"}
    assert half.coverage("mail", "fi") is None


def test_the_forms_of_one_mail_come_in_one_language() -> None:
    sources = {
        "en": {"mail": "# $name (Text) who\nm = Hello { $name }, it is closed.\n    .subject = Ticket closed\n"},
        "sv": {"mail": "m = Hej { $name }, det är stängt.\n    .subject = Ärendet stängt\n"},
    }
    texts = Templates.from_sources(sources)
    subject, body = texts.render_forms("m", ["subject", "body"], locale="sv", name="Åsa")
    assert (subject.text, body.text) == ("Ärendet stängt", "Hej Åsa, det är stängt.")
    # The body cannot be made without its value, in either language: no form leaves.
    with pytest.raises(sundesk.SundeskError):
        texts.render_forms("m", ["subject", "body"], locale="sv")
    assert texts.render_forms("m", ["subject"], locale="sv")[0].locale == "sv"
    with pytest.raises(sundesk.InvalidInputError, match="channels"):
        texts.render_forms("m", ["smoke"])


def test_old_names_of_languages_are_the_present_ones() -> None:
    texts = Templates.from_sources({"en": {"mail": "m = Hello"}, "iw": {"mail": "m = שלום"}})
    assert texts.locales == ["en", "he"]
    assert [texts.render("m", locale=tag).locale for tag in ("iw", "he", "iw-IL")] == ["he"] * 3
    assert texts.coverage("mail", "iw") == texts.coverage("mail", "he") is not None
    assert Formatter("in").number("1234.5") == Formatter("id").number("1234.5") == "1.234,5"
    assert Bundle("iw", "m = שלום").locale == "he"


def test_values_of_every_kind() -> None:
    source = """
money = { MONEY($m) }
number = { NUMBER($d) }
when = { DATETIME($at, dateStyle: "long", timeStyle: "short") }
day = { DATETIME($on, dateStyle: "long") }
span = { DURATION($span) }
list = { LIST($items) }
name = { $name }
flag = { $flag ->
    [true] yes
   *[other] no
}
gone = { $x ->
    [missing] nothing
   *[other] { $x }
}
"""
    german = Bundle("de", source)
    at = datetime(2026, 3, 5, 14, 5, tzinfo=timezone.utc)
    for tz in ("Europe/Berlin", ZoneInfo("Europe/Berlin"), ZoneDb.bundled().zone("Europe/Berlin")):
        assert plain(german.format("when", at=at, tz=tz)) == "5. März 2026 um 15:05"
    assert plain(german.format("money", m=Money(Decimal("1234.5"), "EUR"))) == "1.234,50 €"
    assert german.format("number", d=Decimal("1234.50")) == "1.234,5"
    assert german.format("number", d=12345678901234567890123) == "12.345.678.901.234.567.890.123"
    assert german.format("day", on=date(2026, 3, 5)) == "5. März 2026"
    assert german.format("span", span=timedelta(hours=2, minutes=5)) == "2 Stunden, 5 Minuten"
    assert german.format("list", items=["Ana", "Bo", "Cy"]) == "Ana, Bo und Cy"
    assert german.format("flag", flag=True) == "yes" and german.format("gone", x=None) == "nothing"
    assert german.format("name", args={"name": "Ana"}) == german.format("name", name=Untrusted("Ana")) == "Ana"
    assert german.format("number", d={"type": "number", "value": "5", "options": {"minimumFractionDigits": 2}}) == "5,00"


def test_values_that_no_template_can_show() -> None:
    bundle = Bundle("en", "x = { $x }")
    with pytest.raises(TypeError, match="x: .*a float is not exact"):
        bundle.format("x", x=1.5)
    with pytest.raises(TypeError, match="x: .*naive"):
        bundle.format("x", x=datetime(2026, 1, 1))
    with pytest.raises(TypeError, match=r"x\[1\]: expected what a template can show, got object"):
        bundle.format("x", x=["a", object()])
    with pytest.raises(sundesk.OutOfRangeError, match="38 digits"):
        bundle.format("x", x=10**60)
    with pytest.raises(sundesk.UnknownZoneError, match="tz"):
        bundle.format("x", x=datetime(2026, 1, 1, tzinfo=timezone.utc), tz="Mars/Base")
    with pytest.raises(TypeError, match="tz"):
        bundle.format("x", x=1, tz=3)
    with pytest.raises(sundesk.InvalidInputError):
        Money("12,50", "EUR")
    with pytest.raises(sundesk.InvalidInputError):
        Money("12.50", "EURO")


def test_nothing_half_made_leaves(texts: Templates) -> None:
    with pytest.raises(sundesk.MissingTextError, match=r"\$n"):
        texts.render("waiting", locale="en", name="Mari")
    with pytest.raises(sundesk.MissingTextError, match="goodbye"):
        texts.render("goodbye", locale="en")
    with pytest.raises(sundesk.InvalidInputError, match="pigeon"):
        texts.render("waiting", channel="pigeon", name="Mari", n=1)
    text, errors = Bundle("en", ENGLISH).preview("waiting", name="Mari") or ("", [])
    assert "{$n}" in text and [e["kind"] for e in errors][:1] == ["unknown-variable"]
    assert Bundle("en", ENGLISH).preview("goodbye") is None


@pytest.mark.parametrize("wrong", ["1", True, Decimal("1.5"), date(2026, 9, 10), Money("1", "EUR"), [1]])
def test_a_value_of_another_type_than_declared_is_refused(wrong: object) -> None:
    source = "# $n (Int) how many\nhello = { $n ->\n    [one] one question\n   *[other] { $n } questions\n}\n"
    texts = Templates.from_sources({"en": {"mail": source}})
    assert texts.render("hello", n=1).text == texts.render("hello", n=Decimal("1")).text == "one question"
    with pytest.raises(sundesk.InvalidInputError) as caught:
        texts.render("hello", n=wrong)
    assert (caught.value.path, caught.value.file, caught.value.line) == ("n", "en/mail.ftl", 2)
    assert "a whole number" in str(caught.value)
    assert [e["kind"] for e in texts.preview("hello", n=wrong).errors][-1] == "mistyped-variable"


def test_hostile_values_stay_text() -> None:
    texts = Templates.from_sources({"en": {"mail": "m = Hi { $name }\n    .html = <p>Hi { $name }</p>\n    .subject = Hi { $name }"}})
    hostile = '<script>"&\r\nBcc: x'
    assert "<script>" not in texts.render("m", channel="html", name=hostile).text
    assert "\n" not in texts.render("m", channel="subject", name=hostile).text
    assert texts.render("m", channel="html", name=Markup("<b>Ana</b>")).text == "<p>Hi <b>Ana</b></p>"
    with pytest.raises(sundesk.InvalidInputError, match="sent automatically"):
        texts.render("m", name=Untrusted("Ana"), auto_reply=True)


def test_a_reload_that_is_refused_leaves_the_old_texts(tmp_path: Path) -> None:
    texts = Templates.from_sources(SOURCES)
    before = texts.version
    refused = texts.reload({"en": {"mail": "waiting = { $name"}})
    assert not refused["swapped"] and refused["report"]["refused"] and texts.version == before
    assert not texts.reload(tmp_path / "nowhere")["swapped"]
    done = texts.reload({"en": {"mail": ENGLISH.replace("Hello", "Dear")}})
    assert done["swapped"] and texts.version == done["version"] != before
    assert texts.render("waiting", name="Ana", n=1).text.startswith("Dear")


def test_faulty_sources_name_their_place() -> None:
    with pytest.raises(sundesk.InvalidInputError) as caught:
        Templates.from_sources({"en": {"mail": "good = Good.\nbad = { $name"}})
    assert caught.value.file == "en/mail.ftl" and caught.value.line >= 2 and caught.value.problems
    with pytest.raises(sundesk.InvalidInputError, match="config"):
        Templates.from_sources(SOURCES, colour="red")
    with pytest.raises(sundesk.LimitExceededError):
        Bundle("en", "m = " + "{ " * 3000)
    junk, twice = Bundle("en", "m = { $name\nn = 1\nn = 2\n").problems
    assert junk.keys() == twice.keys() == {"kind", "code", "file", "line", "column", "id", "text"}
    assert (junk["kind"], junk["code"], junk["id"]) == ("syntax", "E0003", "") and "}" in junk["text"]
    assert (twice["kind"], twice["line"], twice["column"], twice["id"]) == ("duplicate", 3, 1, "n")


def test_the_starter_catalog_speaks_twelve_languages(starter: Templates) -> None:
    assert {"en", "vi", "et", "el", "de", "fr", "es", "pt-BR", "ja", "zh-Hans", "ar", "hi"} <= set(starter.locales)
    assert starter.report()["loadable"]
    contract = starter.variables("ticket-closed")
    assert contract is not None and "ticket" in contract["variables"] and starter.variables("no-such") is None
    assert Templates.starter().render("ticket-closed", locale="vi", ticket="4711", name="Lan").locale == "en"  # not decided: not used
    assert starter.render("ticket-closed", locale="vi", ticket="4711", name="Lan").locale == "vi"


def test_threads_render_while_texts_are_replaced() -> None:
    texts = Templates.from_sources(SOURCES)
    stop, bad = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            made = texts.render("waiting", locale="et", name="Mari", n=2).text
            if made not in ("Tere Mari, ootab 2 piletit.", "Hei Mari, ootab 2 piletit."):
                bad.append(made)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for n in range(30):
        greeting = "Hei" if n % 2 else "Tere"
        texts.reload({"en": {"mail": ENGLISH}, "et": {"mail": ESTONIAN.replace("Tere", greeting)}})
    stop.set()
    for reader in readers:
        reader.join()
    assert bad == []


def test_formats_of_a_locale() -> None:
    german = Formatter("de")
    assert german.number(Decimal("1234.5")) == "1.234,5" and german.number("0.255", style="percent", maximumFractionDigits=1).startswith("25,5")
    assert [Formatter("ar").plural(n) for n in (0, 1, 2, 3, 11, 100)] == ["zero", "one", "two", "few", "many", "other"]
    assert Formatter("en").plural(2, ordinal=True) == "two"
    assert german.list(["a", "b", "c"], kind="or") == "a, b oder c"
    assert german.relative(1, "day", auto=True) == "morgen" and german.relative(-3, "hours") == "vor 3 Stunden"
    assert german.unit(5, "minute") == "5 Minuten" and german.unit("2.5", "kilometer-per-hour", width="short") == "2,5 km/h"
    assert german.unit(1, "gigabyte", minimumFractionDigits=1) == "1,0 Gigabyte"
    with pytest.raises(sundesk.InvalidInputError, match="kilometre.*did you mean kilometer"):
        german.unit(5, "kilometre")
    assert german.duration(timedelta(minutes=90)) == "1 Stunde, 30 Minuten"
    assert german.date(date(2026, 3, 5), dateStyle="long") == "5. März 2026"
    with pytest.raises(TypeError, match="Decimal"):
        german.number(1.5)
    with pytest.raises(sundesk.InvalidInputError, match="width"):
        german.list(["a"], width="wide")
    with pytest.raises(sundesk.SundeskError):
        Formatter("not a locale")


def test_money_is_a_value() -> None:
    import pickle

    refund = Money("12.50", "eur")
    assert refund == Money(Decimal("12.5"), "EUR") and hash(refund) == hash(Money(Decimal("12.5"), "EUR"))
    assert (refund.amount, refund.currency, repr(refund)) == (Decimal("12.50"), "EUR", "Money('12.50', 'EUR')")
    assert pickle.loads(pickle.dumps(refund)) == refund != Money("12.50", "USD")


def test_tools_for_translators(tmp_path: Path) -> None:
    for locale, sets in SOURCES.items():
        for name, source in sets.items():
            (tmp_path / locale).mkdir(exist_ok=True)
            (tmp_path / locale / f"{name}.ftl").write_text(source, encoding="utf-8")
    report = check_templates(tmp_path)
    assert report["exit_code"] == 0 and "2 of 2 sets in use" in report["text"]
    assert [c["id"] for c in template_contracts(tmp_path)] == ["waiting"]
    (tmp_path / "et" / "mail.ftl").write_text("waiting = Tere { $nobody }", encoding="utf-8")
    broken = check_templates(tmp_path)
    assert broken["exit_code"] == 1 and {"E07", "E08"} <= {f["code"] for f in broken["findings"]}
    assert Templates.load_dir(tmp_path).locales[0] == "en"
    assert "{ $name }" in pseudo_localize(ENGLISH) and "Hello" not in pseudo_localize(ENGLISH)
    assert sms_count("Hello") == {"encoding": "gsm7", "units": 5, "segments": 1}
    assert sms_count("Привет")["encoding"] == "ucs2"
    with pytest.raises(sundesk.IoError):
        check_templates(tmp_path / "nowhere")


def test_a_preview_shows_what_is_missing_and_says_it(texts: Templates) -> None:
    seen = texts.preview("waiting", locale="et", name="Mari")
    assert seen.text == "Tere Mari, ootab {$n} piletit." and seen.locale == "et"
    assert [(e["kind"], e["name"], e["file"], e["line"]) for e in seen.errors][-1] == ("unknown-variable", "$n", "et/mail.ftl", 4)
    assert texts.preview("waiting", locale="et", channel="subject", n=2).errors == []
    assert texts.render("waiting", name="Ana", n=1).errors == []
    with pytest.raises(sundesk.MissingTextError):
        texts.preview("goodbye")


def test_settings_that_are_seldom_needed() -> None:
    source = "paid = { MONEY($sum) }\nname = Hi { $name }!\nday = { DATETIME($day, dateStyle: \"long\") }\n"
    texts = Templates.from_sources({"en": {"mail": source}})
    code = texts.render("paid", sum=Money("5", "USD"), ctx={"currency_display": "code"}).text
    assert plain(code) == "USD 5.00"
    assert texts.render("name", name="Ana", isolates="always").text == "Hi \u2068Ana\u2069!"
    assert texts.render("name", name="Ana", isolates="always", bdi=True, channel="html").text == "Hi <bdi>Ana</bdi>!"
    assert texts.render("name", name="\u05d0", isolates="never").text == "Hi \u05d0!"
    day = texts.render("day", day=date(2026, 3, 5), ctx={"calendar": "buddhist"}).text
    assert "2569" in day and "2569" in Bundle("en", source).format("day", day=date(2026, 3, 5), ctx={"calendar": "buddhist"})
    with pytest.raises(sundesk.LimitExceededError):
        texts.render("name", name="Ana", ctx={"limits": {"argument_bytes": 2}})
    with pytest.raises(sundesk.InvalidInputError, match="ctx.colour"):
        texts.render("name", name="Ana", ctx={"colour": "red"})
    with pytest.raises(sundesk.InvalidInputError, match="isolates"):
        texts.render("name", name="Ana", isolates="perhaps")


def test_wishes_of_a_browser() -> None:
    wishes = parse_accept_language("de-AT,de;q=0.9,en;q=0.1,*;q=0.5,fr;q=0")
    assert wishes == ["de-AT", "de", "en"] and parse_accept_language("") == []
    assert negotiate(wishes, ["en", "de"]) == ["de", "en"] and negotiate("zh-TW", ["zh-Hans"]) == []
    with pytest.raises(sundesk.InvalidInputError, match="available"):
        negotiate("de", ["not a locale"])


def test_the_gate_remembers_over_a_restart() -> None:
    half = {"en": {"mail": "a = Hello there.\nb = Good bye.\n"}, "et": {"mail": "a = Tere.\n"}}
    thresholds = {"thresholds": {"enable": 0.9, "disable": 0.4}}
    first = Templates.from_sources({**half, "et": {"mail": "a = Tere.\nb = Nägemist.\n"}}, gate=thresholds)
    assert first.gate_state() == {"en": ["mail"], "et": ["mail"]}
    assert Templates.from_sources(half, gate=thresholds).render("a", locale="et").locale == "en"
    again = Templates.from_sources(half, gate={**thresholds, "previous": first.gate_state()})
    assert again.render("a", locale="et").locale == "et"


def test_a_directory_is_looked_at_when_the_host_wants(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    file = tmp_path / "en" / "mail.ftl"
    file.write_text("a = One\n", encoding="utf-8")
    texts, watch = Templates.load_dir(tmp_path), Watch(tmp_path)
    assert texts.poll_dir(tmp_path, watch) is None
    file.write_text("a = One and two\n", encoding="utf-8")
    done = texts.poll_dir(tmp_path, watch)
    assert done is not None and done["swapped"] and texts.render("a").text == "One and two"
    assert texts.poll_dir(tmp_path, watch) is None
    with pytest.raises(sundesk.IoError):
        texts.poll_dir(tmp_path / "nowhere", watch)
    with pytest.raises(sundesk.IoError):
        Watch(tmp_path / "nowhere")


def test_sources_need_no_directory() -> None:
    report = check_templates({"en": {"mail": "a = { $x"}})
    assert report["exit_code"] == 2 and not report["loadable"] and "en/mail.ftl:1" in report["text"]
    assert check_templates(SOURCES)["exit_code"] == 0
    assert [c["id"] for c in template_contracts(SOURCES)] == ["waiting"]
    both = {locale: {**sets, "own": "own = Ours.\n"} if locale == "en" else sets for locale, sets in starter_sources().items()}
    texts = Templates.from_sources(both, gate={"require_review": "machine-checked"})
    assert texts.render("own").text == "Ours." and texts.render("ticket-closed", locale="vi", ticket="4711", name="Lan").locale == "vi"


def test_marks_tie_a_translation_to_its_reference(texts: Templates) -> None:
    marked = texts.stamp(ESTONIAN)
    assert marked.count("# @src ") == 1 and texts.stamp(marked) == marked
    with pytest.raises(sundesk.InvalidInputError, match="translation"):
        texts.stamp("waiting = { $")
