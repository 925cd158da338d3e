"""Every argument of every call is refused under its own name, by an exception of ours."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
import sundesk
from sundesk import _core

NOW = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
CREATED = {"at": NOW, "type": "created", "by": "requester"}
OFFICE = {"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"]}}
PROMISES = {"metrics": {"frt": {"kind": "first_reply", "target": "4h"}}}
SHIFTS = {"shifts": [{"id": "day", "timezone": "UTC", "start": "09:00", "end": "17:00"}]}
TEXTS = {"en": {"mail": "hello = Hello, { $name }!"}}


class Stranger:
    """A value that no argument can be."""


def handles() -> list[object]:
    """One of each class that has methods to call."""
    calendar = sundesk.Calendar(OFFICE)
    policies = sundesk.PolicySet(PROMISES, calendar=calendar)
    report = policies.evaluate([CREATED], NOW)
    templates = sundesk.Templates.from_sources(TEXTS)
    live = policies.bind().live()
    live.insert([CREATED])
    zones = sundesk.ZoneDb.bundled()
    return [
        calendar,
        policies,
        policies.bind(),
        live,
        report,
        report.metrics["frt"],
        policies.explain([CREATED], NOW, "frt"),
        sundesk.Roster(SHIFTS),
        sundesk.Workflow("zendesk"),
        sundesk.Board("acme", {"w": sundesk.Workflow("zendesk")}),
        sundesk.Desk.memory(),
        sundesk.Store.memory("acme"),
        sundesk.History([CREATED]),
        sundesk.EventLog.from_events({"T-1": [CREATED]}),
        sundesk.Layers({"a": OFFICE}),
        sundesk.Library({}),
        sundesk.DueIndex(),
        sundesk.Bundle("en", "m = x"),
        sundesk.Formatter("en"),
        templates,
        templates.delivery(locale="en"),
        zones,
        zones.zone("Europe/Berlin"),
        sundesk.Column.durations([1]),
    ]


#: What only a look-up of its own can refuse, or what takes any value.
ANY = {("DueIndex", "insert", "key"), ("Column", "__arrow_c_array__", "requested_schema"), ("Column", "to_pandas", "index")}
def calls() -> Iterator[tuple[str, Callable[..., Any], inspect.Parameter]]:
    """Every call with each of its arguments."""
    for name in sundesk.__all__:
        value = getattr(sundesk, name)
        if inspect.isbuiltin(value):
            yield from of(name, value)
        if inspect.isclass(value) and value.__module__ == "sundesk" and hasattr(_core, name):
            if value.__text_signature__:
                yield from of(name, value)
            for method, member in vars(value).items():
                if isinstance(member, (staticmethod, classmethod)) and not method.startswith("_"):
                    yield from of(f"{name}.{method}", getattr(value, method))
    for handle in handles():
        for method in dir(handle):
            if not method.startswith("_") and callable(getattr(type(handle), method)) and method not in static(type(handle)):
                yield from of(f"{type(handle).__name__}.{method}", getattr(handle, method))


def static(cls: type) -> set[str]:
    return {name for name, member in vars(cls).items() if isinstance(member, (staticmethod, classmethod))}


def of(name: str, call: Callable[..., Any]) -> Iterator[tuple[str, Callable[..., Any], inspect.Parameter]]:
    for parameter in inspect.signature(call).parameters.values():
        named = parameter.kind not in (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
        if named and (*name.partition(".")[::2], parameter.name) not in ANY:
            yield name, call, parameter


CALLS = list(calls())


def test_there_are_calls_enough_to_speak_of_every() -> None:
    assert len(CALLS) > 400 and len({name for name, _, _ in CALLS}) > 180


@pytest.mark.parametrize(("name", "call", "parameter"), CALLS, ids=lambda v: v if isinstance(v, str) else getattr(v, "name", ""))
def test_every_argument_is_refused_by_name(name: str, call: Callable[..., Any], parameter: inspect.Parameter) -> None:
    """All arguments before this one are as they may be left out or are wrong too: whichever is refused, it is one of them, by name."""
    positional, keywords = [], {}
    for other in inspect.signature(call).parameters.values():
        sample = SPECIAL.get((name, other.name), SPECIAL.get((name.partition(".")[0], other.name), SAMPLES.get(other.name, "x")))
        given: Any = Stranger() if other.name == parameter.name else sample
        if other.name != parameter.name and other.default is not inspect.Parameter.empty:
            continue
        if other.kind is inspect.Parameter.POSITIONAL_ONLY:
            positional.append(given)
        elif other.kind in (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY):
            keywords[other.name] = given
    with pytest.raises(sundesk.SundeskError) as caught:
        call(*positional, **keywords)
    error = caught.value
    assert error.path.partition(".")[0].partition("[")[0] == parameter.name, (error, error.path)
    assert isinstance(error, sundesk.WrongTypeError) and "Stranger" in str(error) and error.expected in str(error)


#: What an argument of this name may be, where text is not enough.
SAMPLES: dict[str, Any] = {
    "actor": "ann", "after": 0, "agents": 5, "aht_s": 180.0, "amount": timedelta(hours=1), "arrivals": 1.0, "at": NOW, "available": ["en"],
    "batch": [], "batches": [], "before": timedelta(0), "binding": None, "blocking": 0.1, "channels": ["body"], "command": {}, "commands": [],
    "count": 1, "document": {}, "documents": {}, "end": NOW, "event": {}, "events": [], "files": {}, "format": None, "frame": sundesk.Column.instants([]),
    "handle": "message", "id": "x", "interval_s": 1800.0, "items": [], "local": datetime(2026, 3, 2), "max_blocking": 0.1, "mean_patience_s": 60.0, "metrics": [],
    "most": 1, "now": NOW, "numbers": [], "position": 0, "record": {}, "rules": {"rules": []}, "segments": [], "service_level": 0.8, "shrinkage": 0.3,
    "source": b"", "sources": {}, "span": timedelta(0), "start": NOW, "target": bytearray(8), "target_s": 20.0, "ticket": "T-1", "tickets": {},
    "traffic": 1.0, "until": NOW, "value": 1, "values": [], "version": 1, "workflows": {}, "year": 2026, "years": (2026, 2027), "by": "status",
    "unit": "day", "wishes": "en", "gap": "transition",
}


DAY = date(2026, 3, 2)
LOG = sundesk.EventLog.from_events({"T-1": [CREATED]})
POLICIES = sundesk.PolicySet(PROMISES)

#: The same where calls differ.
SPECIAL: dict[tuple[str, str], Any] = {
    ("LiveTickets", "ticket"): 1, ("Money", "amount"): 1, ("day_plan", "arrivals"): [1.0], ("import_calendar", "source"): {}, ("import_policies", "source"): {},
    ("Desk.import_log", "log"): LOG, ("metrics_report", "log"): LOG, ("review", "log"): LOG, ("what_if", "log"): LOG, ("PolicySet", "log"): LOG, ("what_if", "before"): POLICIES,
    ("what_if", "after"): POLICIES, ("pseudo_localize", "source"): "m = x", ("Bundle", "source"): "m = x", ("Bundle", "locale"): "en",
    ("Calendar.business_days_between", "start"): DAY,
}


def test_a_refusal_says_where_in_an_argument() -> None:
    office = sundesk.Calendar(OFFICE)
    for call, path, expected in [
        (lambda: office.without([(NOW, NOW), (NOW, 5)]), "segments[1][1]", "an aware datetime"),
        (lambda: sundesk.Store.memory("acme").sent([1, "2"]), "numbers[1]", "a whole number from 0"),
        (lambda: sundesk.Templates.from_sources({"en": {"mail": 7}}), "sources.en.mail", "text"),
        (lambda: sundesk.Board("acme", {"w": "zendesk"}), "workflows.w", "a Workflow"),
        (lambda: sundesk.ZoneDb.from_tzif("x", {"A/B": "text"}), "files.A/B", "bytes"),
        (lambda: sundesk.Library(logs={"a": 1}), "logs.a", "an EventLog"),
        (lambda: sundesk.Calendar({**OFFICE, "weekly": {"mon": [object()]}}), "document.weekly.mon[0]", "what a document can hold"),
    ]:
        with pytest.raises(sundesk.WrongTypeError) as caught:
            call()
        assert (caught.value.path, caught.value.expected) == (path, expected)


def test_a_number_that_does_not_fit_and_a_word_that_is_not_there() -> None:
    store = sundesk.Store.memory("acme")
    with pytest.raises(sundesk.OutOfRangeError, match="limit: .*-1.*a whole number from 0"):
        store.tickets(limit=-1)
    with pytest.raises(sundesk.OutOfRangeError, match="agents: .*whole number from 0 to 4,294,967,295"):
        sundesk.headcount(2**40, 0.1)
    with pytest.raises(sundesk.InvalidInputError, match="order: .*one of created, last_activity, due"):
        store.tickets(order="newest")  # type: ignore[arg-type]
    with pytest.raises(sundesk.InvalidInputError, match="channels\\[1\\]: .*one of body"):
        sundesk.Templates.from_sources(TEXTS).render_forms("hello", ["body", "fax"], name="Ana")  # type: ignore[list-item]


def test_none_is_as_if_left_out() -> None:
    store = sundesk.Store.memory("acme")
    assert store.tickets(order=None, limit=None, descending=None) == store.tickets()


def test_what_a_value_raises_of_its_own_is_not_hidden() -> None:
    class Sly:
        def __index__(self) -> int:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sundesk.headcount(Sly(), 0.1)
