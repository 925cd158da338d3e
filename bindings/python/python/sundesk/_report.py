"""What reports are given back as."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from ._core import FigureTable


class Report(dict[str, Any]):
    """A report: a dict that is not changed, and whose fields are attributes as well.

    It compares as a dict does and is written by ``json.dumps``; ``to_dict()`` gives plain dicts and lists to go on with. A field whose name is that
    of a method of dicts (``items``) is reached by ``report["items"]``.

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
        """The same as plain dicts and lists."""
        return {key: _plain(value) for key, value in self.items()}

    def to_json(self) -> str:
        """The same as JSON text, indented."""
        return json.dumps(self, indent=2, ensure_ascii=False)

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
        return hash(json.dumps(self, sort_keys=True))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.to_dict(),))

    def _repr_html_(self) -> str:
        return _shown(self)


def _plain(value: Any) -> Any:
    if isinstance(value, Report):
        return value.to_dict()
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _rebuild(value: Any) -> Any:
    if isinstance(value, Mapping):
        return Report({key: _rebuild(item) for key, item in value.items()})
    return [_rebuild(item) for item in value] if isinstance(value, list) else value


def _shown(value: Any) -> str:
    """A table of what has fields, a list of what is listed, the rest as text."""
    if isinstance(value, Mapping):
        rows = (f"<tr><th>{html.escape(str(key))}</th><td>{_shown(item)}</td></tr>" for key, item in value.items())
        return f"<table>{''.join(rows)}</table>"
    if isinstance(value, list):
        return "<br>".join(map(_shown, value))
    return "" if value is None else html.escape(str(value))


Report.__module__ = "sundesk"
