"""Structured logs: one record a line, with the ids of request, job, task and user, and no secrets.

Modules log by the standard library, `logging.getLogger(__name__)`; each process calls `set_up` once.
What people wrote can neither begin a record of its own nor steer a terminal: control characters are
escaped, and the lines of a trace are indented.
"""

from __future__ import annotations

import contextlib
import logging
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TextIO

import structlog
from pydantic import SecretStr
from structlog.contextvars import bind_contextvars, bound_contextvars
from structlog.typing import EventDict, Processor, WrappedLogger

from filmstudio.settings import settings

HIDDEN = "[hidden]"
LONGEST = 20_000
"""Characters of one value; what is longer is cut."""
_SECRET_NAMES = re.compile(
    r"passw|secret|token|authorization|cookie|credential|api_?key|e_?mail|dsn|session_key", re.I
)
_SECRETS = re.compile(
    r"""
    (?<=://)[^/@\s:]*:[^/@\s]+(?=@)                       # user and password in an address
    | \beyJ[\w-]{8,}\.[\w-]+\.[\w-]*                      # JSON web tokens
    | (?<=bearer\ )[\w.~+/=-]{8,} | (?<=basic\ )[\w+/=]{8,}
    | \b(?:fs|sk|pk|rk|xi|whsec|ghp|gho)[_-][\w-]{12,}    # keys of ours and of vendors
    | (?<=[?&])(?:token|key|code|secret|password|signature|x-amz-[a-z-]+)=[^&\s"']+
    | [\w.+%'-]+@(?:[\w-]+\.)+[^\W\d_][\w-]+                      # e-mail addresses
    """,
    re.I | re.X,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters (C0, C1), line and paragraph separators, and what turns the writing around."""
_QUIET = ("httpx", "httpcore", "botocore", "boto3", "urllib3", "s3transfer", "alembic", "PIL", "rq")
"""What these say at level info is for their own makers, and may show addresses with keys."""


@lru_cache(maxsize=1)
def _own_secrets() -> tuple[str, ...]:
    """What the studio's own settings keep secret, the longest first."""
    given = settings()
    values = [getattr(given, name) for name in type(given).model_fields]
    found = {value.get_secret_value() for value in values if isinstance(value, SecretStr)}
    found |= {part.strip() for value in found for part in value.split(",")}
    return tuple(sorted((one for one in found if len(one) >= 8), key=len, reverse=True))


def cleaned(text: str) -> str:
    """A text without e-mail addresses, tokens, keys and the studio's own secrets."""
    for secret in _own_secrets():
        text = text.replace(secret, HIDDEN)
    return _SECRETS.sub(HIDDEN, text)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def one_line(text: str) -> str:
    """A text on one line that moves no cursor: control characters as escapes."""
    return _CONTROL.sub(_escaped, text[:LONGEST])


def _of(name: str, value: Any) -> Any:
    if _SECRET_NAMES.search(name):
        return HIDDEN
    if isinstance(value, dict):
        return {str(key): _of(str(key), one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_of(name, one) for one in value]
    if isinstance(value, bool | int | float) or value is None:
        return value
    return cleaned(str(value))


def without_secrets(_logger: WrappedLogger, _method: str, record: EventDict) -> EventDict:
    """A processor of structlog: hides what is secret by its name, its form or the settings."""
    return {name: _of(name, value) for name, value in record.items()}


def _on_one_line(_logger: WrappedLogger, _method: str, record: EventDict) -> EventDict:
    """Of a console's record, every value is on the record's line; a trace follows it, indented."""
    trace = record.pop("exception", None)
    safe: EventDict = {
        one_line(str(name)): one_line(value) if isinstance(value, str) else value
        for name, value in record.items()
    }
    if isinstance(trace, str):
        lines = [one_line(line) for line in re.split(r"\r\n|\n", trace[:LONGEST])]
        safe["event"] = "\n    | ".join([str(safe.get("event", "")), *lines])
    return safe


def _without_internals(_logger: WrappedLogger, _method: str, record: EventDict) -> EventDict:
    """Drops what structlog and other handlers of the standard library leave in a record."""
    inner = ("message", "asctime")
    return {k: v for k, v in record.items() if not k.startswith("_") and k not in inner}


def _formatter(kind: str, colours: bool) -> structlog.stdlib.ProcessorFormatter:
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    ending: list[Processor] = (
        [structlog.processors.JSONRenderer()]
        if kind == "json"
        else [_on_one_line, structlog.dev.ConsoleRenderer(colors=colours, pad_event_to=0)]
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[_without_internals, without_secrets, *ending]
    )


def set_up(process: str, stream: TextIO | None = None) -> None:
    """Makes this process write its logs, as the settings say. `process` names its part: web,
    worker, keeper or supervisor. Harmless when done again."""
    out = stream or sys.stderr
    is_terminal = out.isatty()
    kind = settings().log_format or ("console" if is_terminal else "json")
    handler = logging.StreamHandler(out)
    handler.setFormatter(_formatter(kind, is_terminal))
    root = logging.getLogger()
    for old in [one for one in root.handlers if getattr(one, "ours", False)]:
        root.removeHandler(old)
    handler.ours = True  # type: ignore[attr-defined]
    root.addHandler(handler)
    root.setLevel(settings().log_level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    bind_contextvars(process=process)


@contextlib.contextmanager
def about(**ids: object) -> Iterator[None]:
    """Everything that is logged within bears these ids: request_id, job_id, task_id, user_id."""
    with bound_contextvars(**{name: str(value) for name, value in ids.items() if value}):
        yield


_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def is_request_id(text: str) -> bool:
    """Whether a caller's own name for a request may stand in logs and headers."""
    return _REQUEST_ID.fullmatch(text) is not None
