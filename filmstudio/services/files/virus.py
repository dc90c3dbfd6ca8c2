"""Asks a virus scanner (ClamAV) about files, where the operator has one."""

from __future__ import annotations

from pathlib import Path

from filmstudio.errors import BadInput, Busy
from filmstudio.settings import settings

SECONDS = 60.0


def no_virus(path: Path, name: str) -> None:
    """Raises BadInput where the scanner finds something, Busy where it cannot be asked: while a
    scanner is set, nothing gets past it."""
    where = settings().clamav
    if not where:
        return
    import clamd

    if where.startswith("/"):
        scanner = clamd.ClamdUnixSocket(where, timeout=SECONDS)
    else:
        host, _, port = where.partition(":")
        scanner = clamd.ClamdNetworkSocket(host, int(port or 3310), timeout=SECONDS)
    try:
        with path.open("rb") as stream:
            verdict, found = scanner.instream(stream)["stream"]
    except (clamd.ClamdError, OSError) as error:
        raise Busy(
            "The virus scanner cannot be reached just now. Try again in a moment.",
            retry_after=10.0,
            code="scanner",
        ) from error
    if verdict != "OK":
        raise BadInput(
            "{name} holds a virus ({virus}). It was not kept.", code="virus", name=name, virus=found
        )
