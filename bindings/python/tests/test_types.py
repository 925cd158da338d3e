"""The `Literal` types are the words that the library itself knows. (`cargo xtask generate --check` holds the file against the tables.)"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, get_args

import pytest
import sundesk
from sundesk import types

NOW = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
TEXTS = sundesk.Templates.from_sources({"en": {"mail": "hello = Hello"}})
ASKED: dict[str, Any] = {
    "Boundary": lambda word: sundesk.Calendar.always_open().add(NOW, timedelta(0), boundary=word),
    "Channel": lambda word: TEXTS.delivery(channel=word),
    "CountBy": lambda word: sundesk.Store.memory("a").counts(word),
    "Fold": lambda word: sundesk.ZoneDb.bundled().zone("UTC").resolve(datetime(2026, 1, 1), fold=word),
    "Gap": lambda word: sundesk.ZoneDb.bundled().zone("UTC").resolve(datetime(2026, 1, 1), gap=word),
    "HandleKind": lambda word: sundesk.Store.memory("a").find(word, "x"),
    "HourCycle": lambda word: TEXTS.delivery(hour_cycle=word),
    "Isolates": lambda word: TEXTS.delivery(isolates=word),
    "LintLevel": lambda word: sundesk.check_templates({"en": {"mail": "a = b"}}, fail_on=word),
    "ListKind": lambda word: sundesk.Formatter("en").list(["a", "b"], kind=word),
    "PseudoLocale": lambda word: sundesk.pseudo_localize("a = b", word),
    "TextFormat": lambda word: TEXTS.delivery(format=word),
    "TicketOrder": lambda word: sundesk.Store.memory("a").tickets(order=word),
    "TimeUnit": lambda word: sundesk.Formatter("en").relative(1, word),
    "UnitWidth": lambda word: sundesk.Formatter("en").unit(1, "minute", width=word),
}


@pytest.mark.parametrize("name", ASKED)
def test_every_word_of_an_argument_is_taken_and_no_other(name: str) -> None:
    words = get_args(getattr(types, name))
    for word in words:
        ASKED[name](word)
    with pytest.raises(sundesk.InvalidInputError) as caught:
        ASKED[name]("nonsense")
    assert caught.value.expected == f"one of {', '.join(words)}" and caught.value.value == "nonsense"


def test_names_are_those_that_the_library_lists() -> None:
    assert list(get_args(types.DocumentKind)) == sundesk.document_names()
    assert [*get_args(types.QuestionKind), "trial"] == [*(n for n in sundesk.question_names() if n != "trial"), "trial"]
    assert list(get_args(types.LogPreset)) == sundesk.EventLog.presets()
    assert all(sundesk.Workflow(name) for name in get_args(types.WorkflowPreset))


def test_kinds_of_errors_are_the_classes() -> None:
    kinds = {cls.kind for cls in sundesk.SundeskError.__subclasses__()}
    assert kinds == set(get_args(types.ErrorKind))


def test_every_list_has_words_and_is_exported() -> None:
    assert types.__all__ == sorted(types.__all__) and all(get_args(getattr(types, name)) for name in types.__all__)
