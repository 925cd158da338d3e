"""One exception per kind of error, under one base."""

from __future__ import annotations

from typing import Any


class SundeskError(Exception):
    """Why a call failed, in a sentence and in parts.

    ``kind`` is the stable word (``"invalid_input"``), ``code`` the stable number that the C interface returns. ``path`` names the field
    (``weekly.mon[1]``), ``value`` what it held, ``expected`` what would have been right, ``file`` and ``line`` where it stood; each is empty (or 0)
    where it is not known. ``problems`` lists *all* faults and remarks of a document, each a mapping with ``severity``, ``code``, ``path``,
    ``value``, ``expected`` and ``document``: of documents that extend each other (``Layers``), the one the value came from.

    >>> import sundesk
    >>> try:
    ...     sundesk.ZoneDb.bundled().zone("Europe/Berln")
    ... except sundesk.SundeskError as e:
    ...     print(type(e).__name__, e.kind, e.code, e.value)
    UnknownZoneError unknown_zone 3 Europe/Berln
    """

    kind: str = ""
    code: int = 0

    def __init__(
        self,
        message: str = "",
        *,
        path: str = "",
        value: str = "",
        expected: str = "",
        file: str = "",
        line: int = 0,
        problems: tuple[dict[str, str], ...] = (),
        document: str = "",
    ) -> None:
        # With one argument OSError keeps no errno or filename of its own, so that str() is the sentence for each kind.
        super().__init__(message)
        self.message = message
        self.path = path
        self.value = value
        self.expected = expected
        self.file = file
        self.line = line
        self.problems = problems
        self.document = document

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self.message, self.path, self.value, self.expected, self.file, self.line, self.problems, self.document)
        return (_rebuild, (type(self), *parts))


class InvalidInputError(SundeskError, ValueError):
    """A field holds something that is not of its form, or fields contradict each other."""

    kind = "invalid_input"
    code = 1


class WrongTypeError(SundeskError, TypeError):
    """An argument, or a value in one, of another type than expected.

    >>> import sundesk
    >>> try:
    ...     sundesk.headcount("5", 0.3)
    ... except sundesk.WrongTypeError as e:
    ...     print(e, "|", e.path, "|", e.expected)
    agents: expected a whole number from 0 to 4,294,967,295, got str | agents | a whole number from 0 to 4,294,967,295
    """

    kind = "invalid_input"
    code = 1


class OutOfRangeError(SundeskError, ValueError):
    """An instant, date or amount outside what is supported (dates: 1900 to 2200)."""

    kind = "out_of_range"
    code = 2


class UnknownZoneError(SundeskError, LookupError):
    """A time-zone name that the zone database in use does not know."""

    kind = "unknown_zone"
    code = 3


class InconsistentLogError(SundeskError, ValueError):
    """An event log that contradicts itself and cannot be read as one history."""

    kind = "inconsistent_log"
    code = 4


class MissingTextError(SundeskError, LookupError):
    """A message, attribute, argument or locale that is not there."""

    kind = "missing_text"
    code = 5


class LimitExceededError(SundeskError, ValueError):
    """A stated limit (``docs/limits.md``) was passed."""

    kind = "limit_exceeded"
    code = 6


class NotFoundError(SundeskError, LookupError):
    """A name that refers to nothing: a policy, calendar, metric, column."""

    kind = "not_found"
    code = 7


class IoError(SundeskError, OSError):
    """A file or stream could not be read."""

    kind = "io"
    code = 8


class IncompatibleError(SundeskError, ValueError):
    """Two states, documents or fingerprints that do not belong together."""

    kind = "incompatible"
    code = 9


class InternalError(SundeskError, RuntimeError):
    """A fault of this library; please report it."""

    kind = "internal"
    code = 10


class Refusal(Exception):
    """Why a command was refused; nothing was written.

    ``code`` is the stable word (``"closed_immutable"``), ``data`` what is behind it (the fields that are missing, the version there is), ``message_id``
    the id of its text in the starter catalog. ``due`` are the records of timers that came due before the command: they hold all the same, so keep them.
    """

    def __init__(
        self,
        message: str = "",
        code: str = "",
        data: dict[str, Any] | None = None,
        message_id: str = "",
        due: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(message, code, data, message_id, due)
        self.code = code
        self.data = data or {}
        self.message_id = message_id
        self.due = due or []

    def __str__(self) -> str:
        return str(self.args[0])


BY_CODE: dict[int, type[SundeskError]] = {
    cls.code: cls
    for cls in (
        InvalidInputError,
        OutOfRangeError,
        UnknownZoneError,
        InconsistentLogError,
        MissingTextError,
        LimitExceededError,
        NotFoundError,
        IoError,
        IncompatibleError,
        InternalError,
    )
}

for _cls in (SundeskError, Refusal, WrongTypeError, *BY_CODE.values()):
    _cls.__module__ = "sundesk"  # where users import it from; tracebacks say so


def _rebuild(
    cls: type[SundeskError],
    message: str,
    path: str,
    value: str,
    expected: str,
    file: str,
    line: int,
    problems: tuple[dict[str, str], ...],
    document: str,
) -> SundeskError:
    return cls(message, path=path, value=value, expected=expected, file=file, line=line, problems=problems, document=document)


def from_core(
    code: int,
    message: str,
    path: str,
    value: str,
    expected: str,
    file: str,
    line: int,
    problems: tuple[dict[str, str], ...],
    document: str = "",
) -> SundeskError:
    """The exception for an error of the core; the one place where its number becomes a class."""
    return _rebuild(BY_CODE.get(code, SundeskError), message, path, value, expected, file, line, problems, document)


def wrong_type(path: str, got: str, expected: str) -> WrongTypeError:
    """The exception for what is of another type than expected."""
    return WrongTypeError(f"{path}: expected {expected}, got {got}", path=path, value=got, expected=expected)


def refused(sentence: str) -> WrongTypeError:
    """The same of a sentence that begins with the argument, `name: expected ...`."""
    return WrongTypeError(sentence, path=sentence.partition(": ")[0])
