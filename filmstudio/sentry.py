"""Errors told to Sentry, or to whatever speaks its protocol, where SENTRY_DSN names one.

An event holds the error, its trace without the values of variables, and ids. It holds no body,
header, cookie, address or e-mail: scripts and people are nobody else's business.
"""

from __future__ import annotations

import logging
from typing import Any

from structlog.contextvars import get_contextvars

from filmstudio import __version__
from filmstudio.errors import BadInput
from filmstudio.logs import without_secrets
from filmstudio.settings import settings

_KEPT = ("exception", "message", "logentry", "level", "logger", "event_id", "timestamp", "platform")
_KEPT_TOO = ("release", "environment", "sdk", "fingerprint", "type")
IDS = ("request_id", "job_id", "task_id", "process", "stage", "unit")


def start(process: str) -> bool:
    """Tells errors of this process from now on; False where no address is set. Raises BadInput for
    an address that is none."""
    dsn = settings().sentry_dsn.get_secret_value()
    if not dsn:
        return False
    import sentry_sdk
    from sentry_sdk.integrations.logging import LoggingIntegration
    from sentry_sdk.utils import BadDsn

    try:
        sentry_sdk.init(
            dsn=dsn,
            release=f"filmstudio@{__version__}",
            server_name="",
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            auto_enabling_integrations=False,
            default_integrations=False,
            integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
            before_send=_before_send,  # type: ignore[arg-type]
            shutdown_timeout=2,
        )
    except BadDsn as error:
        raise BadInput(
            "SENTRY_DSN is not the address of a Sentry project. Correct or unset it."
        ) from error
    sentry_sdk.set_tag("process", process)
    return True


def _before_send(event: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    """What is sent of an event: only what is named here, without secrets; ids as tags."""
    kept = {name: event[name] for name in (*_KEPT, *_KEPT_TOO) if name in event}
    told: dict[str, Any] = dict(without_secrets(None, "", kept))
    ids = get_contextvars()
    tags = dict(event.get("tags") or {}) | {name: ids[name] for name in IDS if name in ids}
    told["tags"] = {name: tags[name] for name in IDS if name in tags}
    if "user_id" in ids:
        told["user"] = {"id": ids["user_id"]}
    return told


def flush(seconds: float = 2.0) -> None:
    """Sends what waits: for a process that is about to end without tidying up."""
    if settings().sentry_dsn.get_secret_value():
        import sentry_sdk

        sentry_sdk.flush(seconds)
