"""The browser's cookies: its session, and its journey to another service and back."""

from __future__ import annotations

from starlette.responses import Response

from filmstudio.api.context import COOKIE
from filmstudio.services.accounts.sessions import LONGEST
from filmstudio.services.accounts.sign_in_with import SECONDS
from filmstudio.settings import settings

JOURNEY = "filmstudio_journey"
JOURNEY_PATH = "/api/v1/auth/oauth"


def is_secure() -> bool:
    """Whether people reach the studio by https: cookies then travel by it alone."""
    return settings().origin.startswith("https:")


def sign_in(answer: Response, cookie: str) -> None:
    """Gives the browser its session. How long that lasts, the database knows."""
    answer.set_cookie(
        COOKIE,
        cookie,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_secure(),
    )


def sign_out(answer: Response) -> None:
    """Takes it away again."""
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=is_secure())


def depart(answer: Response, sealed: str) -> None:
    """Gives the browser what it has to bring back from another service.

    Apple sends it back with a form of its own, and browsers add only SameSite=None cookies to
    that; these need https, as Apple does.
    """
    answer.set_cookie(
        JOURNEY,
        sealed,
        max_age=SECONDS,
        path=JOURNEY_PATH,
        httponly=True,
        samesite="none" if is_secure() else "lax",
        secure=is_secure(),
    )


def arrive(answer: Response) -> None:
    """Takes it away: a journey is made once."""
    answer.delete_cookie(
        JOURNEY,
        path=JOURNEY_PATH,
        httponly=True,
        samesite="none" if is_secure() else "lax",
        secure=is_secure(),
    )
