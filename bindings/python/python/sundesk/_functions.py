"""Functions of your program that templates call: what a callable's signature declares."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ._errors import refused

Declared = tuple[str, Callable[..., Any], int, list[str], bool]

_KINDS = inspect.Parameter


@dataclass(frozen=True)
class Function:
    """A function for templates whose signature cannot be read, or should not be: a builtin, a mock, a decorated callable.

    `positional` is the number of values a template gives, `options` the names it may set, `ctx` whether the callable wants the keyword `ctx`. A plain
    Python function needs none of this: its signature says the same.

    >>> from sundesk import Bundle, Function
    >>> mail = Bundle("en", "m = { UPPER($name) }", functions={"UPPER": Function(str.upper, positional=1)})
    >>> mail.format("m", name="ana")
    'ANA'
    """

    call: Callable[..., Any]
    positional: int = 1
    options: Sequence[str] = ()
    ctx: bool = False

    def __post_init__(self) -> None:
        if not callable(self.call):
            raise refused(f"call: expected a callable, got {type(self.call).__name__}")
        if not isinstance(self.positional, int) or isinstance(self.positional, bool) or self.positional < 0:
            raise refused(f"positional: expected a number of values, got {self.positional!r}")
        if isinstance(self.options, str) or not all(isinstance(option, str) for option in self.options):
            raise refused(f'options: expected a list of names such as ["style"], got {self.options!r}')
        if "ctx" in self.options:
            raise refused("options: ctx is no option of a template; say ctx=True")


def declared(functions: Mapping[str, Callable[..., Any] | Function]) -> list[Declared]:
    """Name, callable, number of values, options and whether it wants `ctx`, for each function of a mapping."""
    if not isinstance(functions, Mapping):
        raise refused(f'functions: expected a mapping such as {{"TICKET_LINK": ticket_link}}, got {type(functions).__name__}')
    return [_declared(name, value) for name, value in functions.items()]


def _declared(name: Any, value: Any) -> Declared:
    place = f"functions[{name!r}]"
    if not isinstance(name, str):
        raise refused(f"{place}: a name must be text")
    if not isinstance(value, Function):
        value = _read(place, value)
    if inspect.iscoroutinefunction(value.call):
        raise refused(f"{place}: a template cannot wait for an async function")
    return (name, value.call, value.positional, list(value.options), value.ctx)


def _read(place: str, value: Any) -> Function:
    """What a signature declares: values first, then, behind `*`, options with their defaults, and `ctx`."""
    if not callable(value):
        raise refused(f"{place}: expected a callable or a Function, got {type(value).__name__}")
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        raise refused(f"{place}: its signature cannot be read; declare it: Function(..., positional=1, options=[])") from None
    positional, options, ctx = 0, [], False
    for parameter in parameters:
        if parameter.name == "ctx":
            if parameter.kind is not _KINDS.KEYWORD_ONLY:
                raise refused(f"{place}: ctx must stand behind *, as in def link(ticket, *, ctx)")
            ctx = True
        elif parameter.kind in (_KINDS.VAR_POSITIONAL, _KINDS.VAR_KEYWORD):
            star = "*" if parameter.kind is _KINDS.VAR_POSITIONAL else "**"
            raise refused(f"{place}: {star}{parameter.name} does not say what a template may give; name each, or declare a Function")
        elif parameter.kind is _KINDS.KEYWORD_ONLY:
            if parameter.default is _KINDS.empty:
                raise refused(f"{place}: the option {parameter.name} needs a default: a template may leave it out")
            options.append(parameter.name)
        elif parameter.default is not _KINDS.empty:
            raise refused(f"{place}: {parameter.name} has a default: a value is always given; an option stands behind *")
        else:
            positional += 1
    return Function(value, positional, options, ctx)


Function.__module__ = "sundesk"
