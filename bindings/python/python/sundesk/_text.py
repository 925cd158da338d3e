"""Two kinds of text that a template treats with care."""

from __future__ import annotations


class Untrusted(str):
    """Text that someone outside typed, such as a customer's name: escaped like all text, and refused in automatic replies."""

    __slots__ = ()


class Markup(str):
    """Markup of the channel's own format, made by your code: the one kind of text that is not escaped."""

    __slots__ = ()


for _cls in (Untrusted, Markup):
    _cls.__module__ = "sundesk"
