"""Times the Python peers on the inputs the Rust side wrote; prints one JSON object.

usage: python_peers.py DIR     (DIR: starts.i64 ends.i64 hours.i64 holidays.txt, little-endian, written by sundesk-peers)
"""

import gettext
import io
import itertools
import json
import pathlib
import statistics
import struct
import sys
import time

import numpy as np


def median_ns(work, n, repeats=9):
    work()
    out = []
    for _ in range(repeats):
        t = time.perf_counter_ns()
        work()
        out.append((time.perf_counter_ns() - t) / n)
    return statistics.median(out)


def calendar(folder):
    starts, ends, hours = (np.fromfile(folder / f"{x}.i64", dtype="<i8") for x in ("starts", "ends", "hours"))
    holidays = np.array((folder / "holidays.txt").read_text().split(), dtype="datetime64[D]")
    days = np.busdaycalendar(weekmask="1111100", holidays=holidays)
    a, b = starts.astype("datetime64[s]").astype("datetime64[D]"), ends.astype("datetime64[s]").astype("datetime64[D]")
    n = np.maximum(hours // 8, 1)
    return {
        "numpy": np.__version__,
        "busday_count": median_ns(lambda: np.busday_count(a, b, busdaycal=days), len(a)),
        "busday_offset": median_ns(lambda: np.busday_offset(a, n, roll="forward", busdaycal=days), len(a)),
    }


def templates(folder):
    args = {"name": "Marta Kowalska", "ticket": "84213", "count": 3, "due": "Tuesday, 17:30"}
    source, out = (folder / "reply.ftl").read_text("utf-8"), {}
    try:
        import rustfluent
        from importlib.metadata import version

        bundle = rustfluent.Bundle("en", [str(folder / "reply.ftl")])
        call = lambda: bundle.get_translation("ticket-reply", variables=args, use_isolating=False)  # noqa: E731
        out["rustfluent"] = [version("rustfluent"), loop(call, 20_000)]
        from fluent.runtime import FluentBundle, FluentResource

        slow = FluentBundle(["en"], use_isolating=False)
        slow.add_resource(FluentResource(source))
        call = lambda: slow.format_pattern(slow.get_message("ticket-reply").value, args)[0]  # noqa: E731
        out["fluent.runtime"] = [version("fluent.runtime"), loop(call, 2_000)]
    except ImportError as e:
        print(f"left out: {e}", file=sys.stderr)
    out["gettext"] = [sys.version.split()[0], loop(gettext_call(args), 20_000)]
    try:
        import sundesk

        ours = sundesk.Bundle("en", source)
        out["sundesk"] = [sundesk.__version__, loop(lambda: ours.format("ticket-reply", args=args), 20_000)]
        gated = sundesk.Templates.from_sources({"en": {"reply": source}}, reference="en")
        out["sundesk_render"] = [sundesk.__version__, loop(lambda: gated.render("ticket-reply", locale="en", args=args), 20_000)]
    except (ImportError, AttributeError) as e:
        print(f"left out: {e}", file=sys.stderr)
    return out


def gettext_call(args):
    one = (
        "Hi %(name)s,\n\nthanks for writing to Acme Support. Your ticket %(ticket)s has %(count)d open question, "
        "and we will answer by %(due)s.\n\nKind regards,\nAcme Support"
    )
    many = one.replace("question,", "questions,")
    catalog = gettext.GNUTranslations(io.BytesIO(mo_file(one, many)))
    assert catalog.ngettext(one, many, 1) == one and catalog.ngettext(one, many, 5) == many
    return lambda: catalog.ngettext(one, many, args["count"]) % args


def mo_file(one, many):
    """A compiled catalog (GNU gettext's .mo) of one message with a plural, as a translation of itself."""
    pairs = [("", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"), (f"{one}\0{many}", f"{one}\0{many}")]
    ids, texts = ([pair[side].encode() for pair in pairs] for side in (0, 1))
    tables = 28 + 16 * len(pairs)
    ends = list(itertools.accumulate((len(text) + 1 for text in ids + texts), initial=tables))
    index = [number for text, at in zip(ids + texts, ends) for number in (len(text), at)]
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, tables)
    return head + struct.pack(f"<{len(index)}I", *index) + b"".join(text + b"\0" for text in ids + texts)


ZONES = ["Europe/Amsterdam", "America/Chicago", "Asia/Manila", "Australia/Hobart"]
DAYS = ["MO TU WE TH FR", "SA SU", "MO WE FR", "TU TH FR SA"]


def coverage():
    """The twenty shifts of `src/coverage.rs`, and the agents for 1,000 erlangs."""
    out = {}
    try:
        import datetime as dt
        from zoneinfo import ZoneInfo

        from dateutil import rrule as rr

        first, last = (dt.datetime(year, 1, 1, tzinfo=dt.timezone.utc) for year in (2026, 2027))

        def expand():
            found = []
            for i in range(20):
                start = dt.datetime(2025, 12, 29, 6 + i % 5 * 3, tzinfo=ZoneInfo(ZONES[i % 4]))
                days = [getattr(rr, day) for day in DAYS[i // 4 % 4].split()]
                for s in rr.rrule(rr.WEEKLY, dtstart=start, byweekday=days, until=last):
                    s = s.astimezone(dt.timezone.utc)
                    found.append((s, s + dt.timedelta(hours=4)))
            return found

        shifts = expand()
        out["dateutil"] = median_ns(expand, len(shifts), 5)
        import portion

        def gaps():
            on = portion.Interval(*(portion.closedopen(s, e) for s, e in expand()))
            return list(portion.closedopen(first, last) - on)

        out["portion"] = median_ns(gaps, len(shifts), 5)
        from pyworkforce.queuing import ErlangC

        queue = ErlangC(transactions=6_000, aht=5, asa=20 / 60, interval=30)
        out["pyworkforce"] = median_ns(lambda: queue.required_positions(service_level=0.8), 1)
        from call_center_tools import calc_staffing

        calls = {"calls_per_hour": 12_000, "aht": 300, "target_answer_time": 20, "target_service_level": 0.8}
        out["call-center-tools"] = median_ns(lambda: calc_staffing(**calls), 1)
    except (ImportError, TypeError) as e:
        print(f"left out: {e}", file=sys.stderr)
    return out


def loop(call, n):
    return median_ns(lambda: [call() for _ in range(n)], n)


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    print(json.dumps({"calendar": calendar(folder), "templates": templates(folder), "coverage": coverage()}))
