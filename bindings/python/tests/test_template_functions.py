"""Functions of the program in templates: what they are given, what they may return, and what happens when they raise."""

from __future__ import annotations

import functools
import gc
import threading
import weakref
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sundesk
from sundesk import Bundle, FnCtx, Function, Markup, Money, Templates, Untrusted, check_templates

MAX_FUNCTION_DEPTH = 16
SEE = '# $ticket (Int) its number\nsee = See { TICKET_LINK($ticket, style: "long") }.\n'


def ticket_link(ticket: int, *, style: str = "short") -> str:
    return f"#{ticket}" if style == "short" else f"https://desk.example/t/{ticket}"


def test_three_lines_are_enough(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "mail.ftl").write_text(SEE, encoding="utf-8")
    texts = Templates.load_dir(tmp_path, functions={"TICKET_LINK": ticket_link})
    assert texts.render("see", ticket=7).text == "See https://desk.example/t/7."
    assert texts.reload(tmp_path)["swapped"]  # a reload keeps them
    assert texts.render("see", ticket=8).text == "See https://desk.example/t/8."
    with pytest.raises(sundesk.InvalidInputError) as caught:
        Templates.load_dir(tmp_path)
    assert "E10" in str(caught.value) and caught.value.line == 2


@pytest.mark.parametrize(
    "value",
    ["Ana", Untrusted("Ana"), Markup("<b>Ana</b>"), 7, 10**30, Decimal("12.50"), Money("12.50", "EUR"), date(2026, 3, 5), timedelta(hours=2), ["a", 1], None],
)
def test_values_arrive_as_they_were_given(value: object) -> None:
    seen: list[object] = []

    def see(it: object) -> str:
        seen.append(it)
        return "x"

    assert Bundle("en", "m = { SEE($v) }", functions={"SEE": see}).format("m", v=value) == "x"
    assert seen == [value] and type(seen[0]) is type(value)


def test_instants_arrive_in_the_readers_zone() -> None:
    seen: list[datetime] = []

    def see(at: datetime) -> str:
        seen.append(at)
        return "x"

    bundle = Bundle("en", "m = { SEE($at) }", functions={"SEE": see})
    at = datetime(2026, 3, 5, 14, 5, 30, 7, tzinfo=timezone.utc)
    bundle.format("m", at=at, tz="Asia/Tokyo")
    bundle.format("m", at=at)
    assert seen == [at, at] and [moment.utcoffset() for moment in seen] == [timedelta(hours=9), timedelta(0)]
    assert seen[0].tzinfo == ZoneInfo("Asia/Tokyo")


def test_literals_and_options_are_plain_values() -> None:
    seen: list[object] = []

    def see(a: object, b: object, *, n: object = None, word: object = "no") -> str:
        seen.extend((a, b, n, word))
        return "x"

    Bundle("en", 'm = { SEE(5, "five", n: 0.50, word: "yes") }', functions={"SEE": see}).format("m")
    assert seen == [5, "five", Decimal("0.50"), "yes"] and type(seen[0]) is int and str(seen[2]) == "0.50"


@pytest.mark.parametrize(
    ("returned", "text"),
    [
        ("plain", "plain"),
        (1234567, "1.234.567"),
        (Decimal("1234.5"), "1.234,5"),
        (Money("1234.5", "EUR"), "1.234,50 €"),
        (["Ana", "Bo"], "Ana und Bo"),
        (timedelta(hours=2), "2 Stunden"),
        (True, "true"),
        (Untrusted("typed"), "typed"),
    ],
)
def test_what_is_returned_is_a_value_like_an_argument(returned: object, text: str) -> None:
    made = Bundle("de", "m = { MAKE() }", functions={"MAKE": lambda: returned}).format("m")
    assert made.replace("\u00a0", " ") == text


def test_only_markup_is_not_escaped() -> None:
    texts = Templates.from_sources(
        {"en": {"mail": "m = Hi\n    .html = <p>{ BOLD($name) } { TEXT($name) }</p>"}},
        functions={"BOLD": lambda name: Markup("<b>you</b>"), "TEXT": lambda name: "<i>you</i>"},
    )
    assert texts.render("m", channel="html", name="Ana").text == "<p><b>you</b> &lt;i&gt;you&lt;/i&gt;</p>"


def test_a_function_that_asks_is_told_about_the_reader() -> None:
    seen: list[FnCtx] = []

    def price(amount: Decimal, *, ctx: FnCtx) -> str:
        seen.append(ctx)
        return ctx.formatter.number(amount, style="currency", currency="EUR")

    source = "m = { PRICE($amount) }"
    texts = Templates.from_sources({"en": {"mail": source}, "de": {"mail": "# @same\n" + source}}, functions={"PRICE": price})
    now = datetime(2026, 3, 5, 14, 5, tzinfo=timezone.utc)
    made = texts.render("m", locale="de-AT", tz="Europe/Vienna", now=now, tone="formal", amount=Decimal("5"))
    assert made.text.replace("\u00a0", " ") in ("€ 5,00", "5,00 €")
    (ctx,) = seen
    assert (ctx.locale, ctx.tz, ctx.now, ctx.tone) == ("de", ZoneInfo("Europe/Vienna"), now, "formal")
    assert ctx.now is not None and ctx.now.utcoffset() == timedelta(hours=1)
    Bundle("en", source, functions={"PRICE": price}).format("m", amount=5)
    assert (seen[1].locale, seen[1].tz, seen[1].now, seen[1].tone) == ("en", None, None, None)


def test_markup_can_be_that_of_the_channel() -> None:
    def link(ticket: int, *, ctx: FnCtx) -> str:
        address = f"https://desk.example/t/{ticket}"
        return Markup(f'<a href="{address}">#{ticket}</a>') if ctx.format == "html" else address

    texts = Templates.from_sources({"en": {"mail": "see = See { LINK($n) }."}}, functions={"LINK": link})
    assert texts.render("see", n=7).text == "See https://desk.example/t/7."
    assert texts.render("see", channel="html", n=7).text == 'See <a href="https://desk.example/t/7">#7</a>.'
    assert Bundle("en", "see = See { LINK(7) }.", functions={"LINK": link}).format("see") == "See https://desk.example/t/7."


class Refused(Exception):
    pass


def test_an_exception_ends_the_rendering_and_is_the_cause() -> None:
    raised = Refused("no such ticket")

    def link(ticket: int) -> str:
        raise raised

    sources = {"en": {"mail": "see = See the desk."}, "et": {"mail": "# @optional\nsee = Vaata { LINK(1) }."}}
    texts = Templates.from_sources(sources, functions={"LINK": link})
    with pytest.raises(sundesk.InvalidInputError, match=r"LINK\(\): Refused: no such ticket") as caught:
        texts.render("see", locale="et")  # and not the reference, which does not call it
    assert caught.value.__cause__ is raised and (caught.value.file, caught.value.line) == ("et/mail.ftl", 2)
    assert raised.__traceback__ is not None

    seen = texts.preview("see", locale="et")
    assert seen.text == "Vaata {LINK()}." and "Refused" in seen.errors[0]["detail"]
    with pytest.raises(sundesk.InvalidInputError) as again:
        Bundle("et", "m = { LINK(1) }", functions={"LINK": link}).format("m")
    assert again.value.__cause__ is raised


@pytest.mark.parametrize("exit", [KeyboardInterrupt, SystemExit])
def test_an_exception_that_ends_the_program_is_left_alone(exit: type[BaseException]) -> None:
    def stop() -> str:
        raise exit

    texts = Templates.from_sources({"en": {"mail": "m = { STOP() }"}}, functions={"STOP": stop})
    bundle = Bundle("en", "m = { STOP() }", functions={"STOP": stop})
    calls: list[Callable[[str], object]] = [texts.render, texts.preview, bundle.format, bundle.preview]
    for call in calls:
        with pytest.raises(exit):
            call("m")


@pytest.mark.parametrize("returned", [1.5, object(), datetime(2026, 1, 1), [["nested"]], 10**60])
def test_what_no_template_can_show_is_an_error(returned: object) -> None:
    bundle = Bundle("en", "m = { MAKE() }", functions={"MAKE": lambda: returned})
    with pytest.raises(sundesk.InvalidInputError, match=r"MAKE\(\)"):
        bundle.format("m")


def two(a: object, b: object = 1) -> None: ...
def many(*values: object) -> None: ...
def any_options(a: object, **options: object) -> None: ...
def must_have(a: object, *, style: str) -> None: ...
def ctx_first(ctx: FnCtx, a: object) -> None: ...
def strange(a: object, *, größe: int = 1) -> None: ...
async def slow(a: object) -> None: ...


@pytest.mark.parametrize(
    ("function", "error", "says"),
    [
        (two, TypeError, "b has a default"),
        (many, TypeError, r"\*values does not say"),
        (any_options, TypeError, r"\*\*options does not say"),
        (must_have, TypeError, "option style needs a default"),
        (ctx_first, TypeError, r"ctx must stand behind \*"),
        (slow, TypeError, "async"),
        (7, TypeError, "expected a callable or a Function, got int"),
        (dict.get, TypeError, "default|cannot be read"),
        (strange, sundesk.InvalidInputError, "größe"),
    ],
)
def test_a_shape_that_declares_nothing_is_refused(function: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        Bundle("en", "m = x", functions={"LINK": function})
    assert "LINK" in str(caught.value)


@pytest.mark.parametrize("name", ["link", "NUMBER", "", "LINK TO", 7])
def test_a_name_that_no_template_can_call_is_refused(name: Any) -> None:
    with pytest.raises((sundesk.InvalidInputError, TypeError), match="functions"):
        Bundle("en", "m = x", functions={name: ticket_link})
    with pytest.raises(TypeError, match="functions: expected a mapping"):
        Bundle("en", "m = x", functions=[ticket_link])


def test_a_declaration_stands_in_for_a_signature() -> None:
    def anything(*values: object, **options: object) -> str:
        return f"{values} {sorted(options)}"

    declared = Function(anything, positional=2, options=["minimum-digits"], ctx=True)
    bundle = Bundle("en", "m = { ANY(1, 2, minimum-digits: 3) }", functions={"ANY": declared})
    assert bundle.format("m") == "(1, 2) ['ctx', 'minimum-digits']"
    wrong: list[dict[str, Any]] = [{"positional": -1}, {"positional": True}, {"options": "style"}, {"options": [1]}, {"options": ["ctx"]}]
    for fields in wrong:
        with pytest.raises(TypeError):
            Function(anything, **fields)
    with pytest.raises(TypeError):
        Function(7)  # type: ignore[arg-type]


def test_methods_and_partials_declare_what_is_left() -> None:
    class Desk:
        def link(self, ticket: int, *, style: str = "short") -> str:
            return ticket_link(ticket, style=style)

    sources = {"en": {"mail": SEE}}
    for function in (Desk().link, functools.partial(ticket_link, style="short")):
        assert Templates.from_sources(sources, functions={"TICKET_LINK": function}).render("see", ticket=7).text.endswith("/t/7.")


def test_checks_know_the_functions() -> None:
    sources = {"en": {"mail": SEE}}

    def codes(**more: Any) -> set[str]:
        return {f["code"] for f in check_templates(sources, **more)["findings"]}

    assert "E10" in codes() and "E10" not in codes(functions={"TICKET_LINK": ticket_link})
    assert "E10" in codes(functions={"TICKET_LINK": lambda: "x"})  # another number of values
    assert "E10" not in codes(lint={"functions": ["TICKET_LINK"]})


def test_threads_call_functions_at_once() -> None:
    """A function that waits lets the others run; none waits for another's text."""
    meet = threading.Barrier(3, timeout=30)

    def wait(n: int) -> int:
        meet.wait()
        return n

    texts = Templates.from_sources({"en": {"mail": "m = { WAIT($n) }"}}, functions={"WAIT": wait})
    made: list[str] = []

    def render(n: int) -> None:
        made.extend(texts.render("m", n=n).text for _ in range(50))

    threads = [threading.Thread(target=render, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(made) == ["0"] * 50 + ["1"] * 50 + ["2"] * 50


def test_a_function_may_render_reload_and_is_stopped_when_it_never_ends() -> None:
    source = "m = { OUTER($n) }\ninner = inner { $n }\nloop = { LOOP($n) }\nagain = { AGAIN() }\n"

    def outer(n: int) -> str:
        return texts.render("inner", n=n).text

    def loop(n: int) -> str:
        depths.append(n)
        return texts.render("loop", n=n + 1).text

    def again() -> object:
        return texts.reload({"en": {"mail": source.replace("inner {", "other {")}})["swapped"]

    depths: list[int] = []
    functions: dict[str, Callable[..., object]] = {"OUTER": outer, "LOOP": loop, "AGAIN": again}
    texts = Templates.from_sources({"en": {"mail": source}}, functions=functions)
    assert texts.render("m", n=7).text == "inner 7"
    with pytest.raises(sundesk.InvalidInputError, match=f"{MAX_FUNCTION_DEPTH} functions inside each other"):
        texts.render("loop", n=1)
    assert depths == list(range(1, MAX_FUNCTION_DEPTH + 1))
    assert texts.render("m", n=7).text == "inner 7"  # the count is back at its start
    assert texts.render("again").text == "true" and texts.render("m", n=7).text == "other 7"


def test_a_circle_through_a_function_is_collected() -> None:
    class Desk:
        def __init__(self) -> None:
            self.texts = Templates.from_sources({"en": {"mail": "m = { LINK(1) }"}}, functions={"LINK": self.link})
            self.mail = Bundle("en", "m = { LINK(1) }", functions={"LINK": self.link})

        def link(self, ticket: int) -> str:
            return f"#{ticket}"

    desk = Desk()
    assert desk.texts.render("m").text == desk.mail.format("m") == "#1"
    gone = weakref.ref(desk)
    del desk
    gc.collect()
    assert gone() is None
