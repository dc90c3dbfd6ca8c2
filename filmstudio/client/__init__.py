"""The Python client of a studio: films from scripts, over its API.

    from filmstudio.client import FilmStudio

    with FilmStudio("https://films.example.com", api_key="fs_...") as client:
        client.films.make(script="INT. KITCHEN - DAY ...", duration=30, to="tea.mp4")

`AsyncFilmStudio` has the same methods to await. `filmstudio.client.webhooks` checks what a studio
delivers to your server. Names are loaded when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from filmstudio.client.core import RateLimit, Tokens
    from filmstudio.client.errors import (
        ApiError,
        BadInput,
        Busy,
        Conflict,
        FileTrouble,
        FilmStudioError,
        Forbidden,
        JobCancelled,
        JobEnded,
        JobFailed,
        NotFound,
        PaymentNeeded,
        SecondFactorNeeded,
        ServerFault,
        SignInNeeded,
        TimedOut,
        TooMany,
        Unexpected,
        Unreachable,
    )
    from filmstudio.client.studio import AsyncFilmStudio, FilmStudio

_HOMES = {
    "studio": ("AsyncFilmStudio", "FilmStudio"),
    "core": ("RateLimit", "Tokens"),
    "errors": (
        *("ApiError", "BadInput", "Busy", "Conflict", "FileTrouble", "FilmStudioError"),
        *("Forbidden", "JobCancelled", "JobEnded", "JobFailed", "NotFound", "PaymentNeeded"),
        *("SecondFactorNeeded", "ServerFault", "SignInNeeded", "TimedOut", "TooMany"),
        *("Unexpected", "Unreachable"),
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "ApiError",
    "AsyncFilmStudio",
    "BadInput",
    "Busy",
    "Conflict",
    "FileTrouble",
    "FilmStudio",
    "FilmStudioError",
    "Forbidden",
    "JobCancelled",
    "JobEnded",
    "JobFailed",
    "NotFound",
    "PaymentNeeded",
    "RateLimit",
    "SecondFactorNeeded",
    "ServerFault",
    "SignInNeeded",
    "TimedOut",
    "Tokens",
    "TooMany",
    "Unexpected",
    "Unreachable",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
