"""What reports are given back as."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timezone
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from ._core import FigureTable


class Report(dict[str, Any]):
    """A report: a dict that is not changed, and whose fields are attributes as well.

    Instants in it are aware datetimes in the zone of the report, UTC where it has none; a time that the report shows on a wall clock of its own has
    the offset of that. Amounts of time are numbers in the unit that their name says, exact shares and amounts of money text.

    ``to_dict()`` and ``to_json()`` give the JSON form, the same from every language: plain dicts and lists, instants as RFC 3339 text in UTC.
    A report compares as a dict does. A field whose name is that of a method of dicts (``items``) is reached by ``report["items"]``.

    >>> from sundesk import sms_count
    >>> cost = sms_count("Your parcel is on its way.")
    >>> cost.encoding, cost["segments"] == cost.segments
    ('gsm7', True)
    >>> cost.segments = 0
    Traceback (most recent call last):
    TypeError: a Report is not changed; to_dict() gives a dict that can be
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            known = ", ".join(self) or "nothing"
            raise AttributeError(f"no field {name!r} in this report, which has {known}", name=name, obj=self) from None

    def _frozen(self, *_: object, **__: object) -> NoReturn:
        """Raises ``TypeError``: a report is not changed."""
        raise TypeError("a Report is not changed; to_dict() gives a dict that can be")

    __setattr__ = __delattr__ = __setitem__ = __delitem__ = __ior__ = _frozen
    clear = pop = popitem = setdefault = update = _frozen

    def to_dict(self) -> dict[str, Any]:
        """The JSON form as plain dicts and lists, with instants as RFC 3339 text."""
        return {key: _plain(value) for key, value in self.items()}

    def to_json(self) -> str:
        """The JSON form as text, indented."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)

    def to_arrow(self) -> FigureTable:
        """The figures of the report as an Arrow table, a row each: for ``polars.DataFrame``, ``pyarrow.table``, DuckDB. ``NotFoundError`` for a
        report without figures.

        A report is a dict, which those take for columns; so it has no ``__arrow_c_stream__`` of its own.
        """
        from ._core import _figures_of

        return _figures_of(self.to_json())

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self})

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(json.dumps(self.to_dict(), sort_keys=True))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Report, (dict(self),))

    def _repr_html_(self) -> str:
        return _shown(self)


def _plain(value: Any) -> Any:
    if isinstance(value, Report):
        return value.to_dict()
    if isinstance(value, datetime):
        return _text(value)
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _text(at: datetime) -> str:
    """RFC 3339 with as many decimals as it needs; in UTC, but for a time that is shown with an offset of its own."""
    if not isinstance(at.tzinfo, timezone):
        at = at.astimezone(UTC)
    text = at.isoformat(timespec="auto" if at.microsecond % 1000 else "milliseconds") if at.microsecond else at.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _shown(value: Any) -> str:
    """A table of what has fields, a list of what is listed, the rest as text."""
    if isinstance(value, Mapping):
        rows = (f"<tr><th>{html.escape(str(key))}</th><td>{_shown(item)}</td></tr>" for key, item in value.items())
        return f"<table>{''.join(rows)}</table>"
    if isinstance(value, list):
        return "<br>".join(map(_shown, value))
    return "" if value is None else html.escape(str(_plain(value)))


Report.__module__ = "sundesk"
