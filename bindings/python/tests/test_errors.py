"""One exception per kind, under one base, with the same number and word as in Rust and C."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
import sundesk
from sundesk import _errors

KINDS = {
    1: ("invalid_input", sundesk.InvalidInputError, ValueError),
    2: ("out_of_range", sundesk.OutOfRangeError, ValueError),
    3: ("unknown_zone", sundesk.UnknownZoneError, LookupError),
    4: ("inconsistent_log", sundesk.InconsistentLogError, ValueError),
    5: ("missing_text", sundesk.MissingTextError, LookupError),
    6: ("limit_exceeded", sundesk.LimitExceededError, ValueError),
    7: ("not_found", sundesk.NotFoundError, LookupError),
    8: ("io", sundesk.IoError, OSError),
    9: ("incompatible", sundesk.IncompatibleError, ValueError),
    10: ("internal", sundesk.InternalError, RuntimeError),
}


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_has_its_class(code: int) -> None:
    word, cls, second = KINDS[code]
    error = _errors.from_core(code, "a sentence", "weekly.mon[1]", "9h", "HH:MM", "desk.json", 3, ({"code": "time_malformed"},))
    assert type(error) is cls and isinstance(error, sundesk.SundeskError) and isinstance(error, second)
    assert (error.kind, error.code, str(error)) == (word, code, "a sentence")
    assert (error.path, error.value, error.expected, error.file, error.line) == ("weekly.mon[1]", "9h", "HH:MM", "desk.json", 3)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is cls and str(again) == "a sentence" and again.problems == error.problems and again.line == 3


def test_the_table_is_complete() -> None:
    assert set(_errors.BY_CODE) == set(KINDS)
    assert set(sundesk.SundeskError.__subclasses__()) == {cls for _, cls, _ in KINDS.values()} | {sundesk.WrongTypeError}


RATED = {"type": "money_converted", "original": [1, "EUR"], "converted": {"amount": "1", "currency": "EUR"}, "rate": "1", "as_of": "2026-03-09", "source": "x"}


@pytest.mark.parametrize(
    ("read", "path"),
    [
        (lambda: sundesk.Calendar({"timezone": "UTC", "weekly": []}), "weekly"),
        (lambda: sundesk.PolicySet({"metrics": {"frt": ["first_reply", "1h"]}}), "metrics.frt"),
        (lambda: sundesk.PolicySet({"policies": [["vip"]]}), "policies[0]"),
        (lambda: sundesk.Templates.from_sources({"en": {"m": "m = M"}}, gate=["native"]), "config.gate"),
        (lambda: sundesk.Bundle("en", "m = { $sum }").format("m", args={"sum": RATED}), "sum"),
        (lambda: sundesk.Bundle("en", "m = M").format("m", ctx={"limits": [1]}), "ctx.limits"),
    ],
)
def test_a_list_is_no_object_at_any_depth(read: Callable[[], object], path: str) -> None:
    with pytest.raises(sundesk.InvalidInputError, match="a list|sequence") as caught:
        read()
    assert caught.value.path == path
