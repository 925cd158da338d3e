"""The examples of the guide and of the docstrings run as they stand."""

from __future__ import annotations

import doctest
import inspect

import pytest
import sundesk
from conftest import ROOT

PUBLIC = {name: getattr(sundesk, name) for name in sundesk.__all__ if not name.startswith("__")}


def run(test: doctest.DocTest) -> doctest.TestResults:
    return doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(test)


def test_the_guide() -> None:
    text = (ROOT / "docs/python-guide.md").read_text(encoding="utf-8")
    done = run(doctest.DocTestParser().get_doctest(text, {}, "python-guide.md", None, 0))
    assert done.attempted > 40 and done.failed == 0


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_documented_and_its_example_holds(name: str) -> None:
    value = PUBLIC[name]
    text = inspect.getdoc(value)
    assert text, f"{name} has no docstring"
    done = run(doctest.DocTestParser().get_doctest(text, {}, name, None, 0))
    assert done.failed == 0
    for attribute, member in vars(value).items() if inspect.isclass(value) else ():
        if not attribute.startswith("_") and (callable(member) or inspect.isdatadescriptor(member)):
            assert inspect.getdoc(member), f"{name}.{attribute} has no docstring"
