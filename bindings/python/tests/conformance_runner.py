"""Answers worked cases through the installed package: one JSON line in, one out.

In: `{"kind": "business_time", "case": {...}}`. Out: `{"answer": ...}` or `{"error": "..."}`. Instants and spans are microseconds. The judging is done by
`cargo xtask conformance --via python`.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

import sundesk

Json = dict[str, Any]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def us(value: datetime | timedelta | None) -> int | None:
    """Microseconds of an instant or a span; None stays None."""
    if isinstance(value, datetime):
        value = value.astimezone(timezone.utc) - EPOCH
    return None if value is None else value // MICROSECOND


@lru_cache(maxsize=64)
def calendar_of(text: str) -> sundesk.Calendar:
    return sundesk.Calendar(text)


def calendar(document: Json) -> sundesk.Calendar:
    return calendar_of(json.dumps(document, sort_keys=True))


def business_time(case: Json) -> Any:
    hours, start, op = calendar(case["calendar"]), instant(case["start"]), case["op"]
    if op == "elapsed":
        return us(hours.elapsed(start, instant(case["end"])))
    if op in ("add", "subtract"):
        return us(getattr(hours, op)(start, timedelta(seconds=case["seconds"])))
    if op == "is_open":
        return hours.is_open(start)
    if op in ("next_open", "next_close", "prev_open", "next_opening", "prev_opening"):
        return us(getattr(hours, op)(start))
    raise ValueError(f"unknown op {op!r}")


def sla_scenarios(case: Json) -> Any:
    named = {name: calendar(document) for name, document in case.get("calendars", {}).items()}
    policies = sundesk.PolicySet(case["policy"], calendar=calendar(case["calendar"]), calendars=named)
    return policies.evaluate(case["events"], instant(case["at"])).to_dict()


def calendar_import(case: Json) -> Any:
    if case["kind"] == "ical":
        read = sundesk.import_holidays(case["text"], case["timezone"], tuple(case["years"]))
        document = {"timezone": case["timezone"], "always_open": True, "holidays": read["holidays"]}
    elif case["kind"] == "osm":
        wanted = {"timezone": case["timezone"], "years": tuple(case["years"]), "holidays": case.get("holidays", [])}
        read = sundesk.import_calendar("osm", case["text"], **wanted)
        document = read["calendar"]
    else:
        raise ValueError(f"unknown kind {case['kind']!r}")
    window = [EPOCH + end * MICROSECOND for end in case["window"]]
    open_time = calendar(document).segments(*window)
    return {"open": [[us(s.start), us(s.end)] for s in open_time], "left_out": read["left_out"]}


def fluent_semantics(case: Json) -> Any:
    transform = {"upper": str.upper, None: None}[case.get("transform")]
    bundle = sundesk.Bundle(case["locale"], case["ftl"], transform=transform)
    made = bundle.preview(case["message"], case.get("attribute"), args=case["args"], isolating=case["use_isolating"])
    text, errors = made or (None, [])
    syntax = [p["code"] for p in bundle.problems if p["kind"] == "syntax"]
    return {
        "text": text,
        "errors": [e["kind"] for e in errors],
        "junk": syntax,
        "duplicates": len(bundle.problems) - len(syntax),
    }


def i18n_format(case: Json) -> Any:
    options, value, kind = dict(case["options"]), case["input"], case["kind"]
    numbers = options.pop("numberingSystem", None)
    form = sundesk.Formatter(case["locale"] + (f"-u-nu-{numbers}" if numbers else ""))
    if kind in ("number", "compact"):
        return form.number(value, **options)
    if kind in ("percent", "currency"):
        return form.number(value, style=kind, **options)
    if kind == "plural":
        ordinal = options.pop("type", "cardinal") == "ordinal"
        return [form.plural(number, ordinal=ordinal, **options) for number in value]
    if kind == "datetime":
        return form.datetime(instant(value), options.pop("timeZone"), **options)
    if kind == "list":
        return form.list(value, kind=options["type"], width=options["style"])
    if kind == "relative":
        auto = options.get("numeric") == "auto"
        return form.relative(value["value"], value["unit"], auto=auto, width=options["style"])
    if kind == "unit":
        return form.unit(value, options.pop("unit"), width=options.pop("unitDisplay"), **options)
    raise ValueError(f"unknown kind {kind!r}")


def log_import(case: Json) -> Any:
    try:
        log = sundesk.EventLog.import_csv(base64.b64decode(case["csv"]["base64"]), map=case["map"])
    except sundesk.SundeskError as error:
        return {"error": {"line": error.line, "text": str(error)}}
    hours = calendar(case["calendar"]) if "calendar" in case else None
    promise: Json = {}
    if "policy" in case:
        (metric,) = case["policy"]["metrics"]
        promise = {"policies": sundesk.PolicySet(case["policy"], calendar=hours), "metric": metric}
    now = instant(case["as_of"]) if "as_of" in case else None
    report = sundesk.metrics_report(log, now, calendar=hours, **promise)
    events = [{**event, "at": event["at"].isoformat(), "ticket": id} for id in log.ids for event in log.events(id)]
    return {"events": events, "report": report.to_dict()}


def ask(case: Json) -> Any:
    return {"answers": [sundesk.Library(ask["library"]).ask(ask["ask"]).to_dict() for ask in case["asks"]]}


FIGURES = {
    "erlang_b": "blocking carried occupancy",
    "erlang_c": "traffic servers wait_probability service_level asa_s mean_wait_of_delayed_s occupancy avg_queue wait_p90_s",
    "erlang_a": "traffic wait_probability abandon_probability mean_wait_all_s mean_wait_served_s service_level "
    "service_level_excl_short_abandons occupancy avg_queue",
    "required": "agents scheduled_headcount service_level occupancy asa_s abandon_probability",
    "day": "agents scheduled_headcount agent_hours scheduled_hours peak_agents arrival_weighted_service_level",
}


def figures(kind: str, found: Any) -> Json:
    return {name: getattr(found, name) for name in FIGURES[kind].split()}


def erlang(case: Json) -> Any:
    model, given = case["model"], dict(case["in"])
    match model:
        case "erlang_b":
            return figures("erlang_b", sundesk.erlang_b(**given))
        case "erlang_b_traffic":
            return {"traffic": sundesk.erlang_b_traffic(**given)}
        case "erlang_b_required":
            return dict(zip(("agents", "blocking"), sundesk.erlang_b_required(**given)))
        case "erlang_c" | "erlang_c_unstable":
            return figures("erlang_c", sundesk.erlang_c(**given))
        case "chat_concurrency":
            return figures("erlang_c", sundesk.erlang_c(aht_s=given.pop("session_s"), **given))
        case "erlang_c_required":
            return figures("required", sundesk.erlang_c_required(**given))
        case "erlang_c_max_arrivals":
            return dict(zip(("arrivals_per_hour", "binding"), sundesk.erlang_c_max_arrivals(**given)))
        case "erlang_a":
            return figures("erlang_a", sundesk.erlang_a(**given))
        case "erlang_a_required":
            return figures("required", sundesk.erlang_a_required(**given))
        case "day_requirement":
            return figures("day", sundesk.day_plan(**given))
        case "note_average_underestimates":
            plan = sundesk.day_plan(**given)
            arrivals = given.pop("arrivals")
            mean = sundesk.erlang_c_required(sum(arrivals) / len(arrivals), **given)
            return {"agents_for_mean_interval": mean.agents, "peak_agents": plan.peak_agents}
    raise ValueError(f"unknown model {model!r}")


def told(board: sundesk.Board, id: str) -> Json | None:
    ticket = board.ticket(id)
    return None if ticket is None else ticket.to_dict()


def lifecycle(case: Json) -> Any:
    if "define" in case:
        try:
            sundesk.Workflow(case["define"])
        except sundesk.InvalidInputError as error:
            return {"problems": [p["code"] for p in error.problems]}
        return {"problems": []}
    own = case["workflow"]
    workflows = {name: sundesk.Workflow(case["workflows"][name]) for name in sorted(case["workflows"], key=lambda n: n != own)}
    calendars = {name: calendar(document) for name, document in case["calendars"].items()}
    board = sundesk.Board("cases", workflows, calendars=calendars, people=case["people"])
    for record in case["given"]:
        board.evolve(json.dumps(record).replace("@version", workflows[own].version))
    records: list[Json] = []
    codes: list[str | None] = []
    saved: dict[str, int] = {}
    for step in case["steps"]:
        if "tick" in step:
            records += board.tick(instant(step["tick"]))
            codes.append(None)
            continue
        command = dict(step["command"])
        if step["expect_version"] is not None:
            command["expect_version"] = saved[step["expect_version"]]
        try:
            records += board.command(command)
            codes.append(None)
        except sundesk.Refusal as refusal:
            records += refusal.due
            codes.append(refusal.code)
        if step["save_version"] is not None:
            saved[step["save_version"]] = (board.ticket(command["ticket"]) or {})["version"]
    return {"steps": codes, "records": records, "tickets": {id: told(board, id) for id in board.tickets()}}


KINDS: dict[str, Callable[[Json], Any]] = {
    "business_time": business_time,
    "lifecycle": lifecycle,
    "calendar_import": calendar_import,
    "sla_scenarios": sla_scenarios,
    "fluent_semantics": fluent_semantics,
    "i18n_format": i18n_format,
    "ask": ask,
    "erlang": erlang,
    "log_import": log_import,
}


def answer(request: Json) -> Json:
    kind = KINDS.get(request["kind"])
    if kind is None:
        return {"error": f"unknown kind {request['kind']!r}"}
    try:
        return {"answer": kind(request["case"])}
    except (sundesk.SundeskError, ValueError, TypeError, KeyError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
