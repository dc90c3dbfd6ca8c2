"""What can go wrong for a caller of the studio: families to catch, each with a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from filmstudio.client.retry import retry_after


class FilmStudioError(Exception):
    """Base of everything that this client raises; its text is a sentence for people."""


class ApiError(FilmStudioError):
    """The studio refused a request (RFC 9457).

    `code` is for programs and stays the same, `errors` are pairs of a field and what is wrong with
    it, `request_id` names the request in the studio's log.
    """

    def __init__(
        self,
        detail: str,
        *,
        status: int = 0,
        code: str = "",
        errors: tuple[tuple[str, str], ...] = (),
        request_id: str = "",
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status
        self.code = code
        self.errors = errors
        self.request_id = request_id


class BadInput(ApiError):
    """What was sent cannot be used as it is (400, 413, 415, 422); `errors` say where."""


class SignInNeeded(ApiError):
    """Nobody is signed in, or the token or key is no longer good (401)."""


class PaymentNeeded(ApiError):
    """The plan does not include it, or there are too few credits (402)."""


class Forbidden(ApiError):
    """Whoever is signed in may not do this (403)."""


class NotFound(ApiError):
    """There is no such thing, or none that you may know of (404, 410)."""


class Conflict(ApiError):
    """Not possible in this state, or somebody else was faster (409, 412, 428)."""


class ServerFault(ApiError):
    """The studio or one of its providers failed (5xx)."""


class Busy(ServerFault):
    """The studio is busy or lacks something just now (503); try after `retry_after` seconds."""

    retry_after: float = 0.0


class TooMany(ApiError):
    """More requests than the plan allows (429); the next one after `retry_after` seconds."""

    retry_after: float = 0.0


class Unreachable(FilmStudioError):
    """The studio could not be reached, or the connection broke, as often as it was tried."""


class Unexpected(FilmStudioError):
    """The answer is not one of a studio of this version."""


class SecondFactorNeeded(FilmStudioError):
    """The account has a second factor: give its code and this `ticket` to `auth.verify_code`."""

    def __init__(self, ticket: str) -> None:
        super().__init__("This account needs the code of its second factor.")
        self.ticket = ticket


class FileTrouble(FilmStudioError):
    """A file of this machine cannot be read or written."""


class JobEnded(FilmStudioError):
    """A job ended without a film; `job` is how it stands."""

    def __init__(self, said: str, job: Any) -> None:
        super().__init__(said)
        self.job = job


class JobFailed(JobEnded):
    """The film could not be made; `job.error` has a code and the sentence."""


class JobCancelled(JobEnded):
    """Somebody cancelled the job."""


class TimedOut(FilmStudioError):
    """The job did not end in the time given. It goes on; `job` is how it stands."""

    def __init__(self, said: str, job: Any) -> None:
        super().__init__(said)
        self.job = job


_FAMILIES: dict[int, type[ApiError]] = {
    400: BadInput,
    401: SignInNeeded,
    402: PaymentNeeded,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    410: NotFound,
    412: Conflict,
    413: BadInput,
    415: BadInput,
    422: BadInput,
    428: Conflict,
    429: TooMany,
    503: Busy,
}


def is_problem(headers: Mapping[str, str]) -> bool:
    """Whether an answer is one of the studio's own problems, not a page of something between."""
    return headers.get("content-type", "").startswith("application/problem+json")


def of_answer(status: int, headers: Mapping[str, str], body: bytes) -> ApiError:
    """The error that an answer tells, by its family.

    >>> error = of_answer(404, {}, b"")
    >>> type(error).__name__, str(error)
    ('NotFound', 'The studio answered with status 404.')
    """
    told: dict[str, Any] = {}
    if is_problem(headers):
        try:
            read = json.loads(body)
        except ValueError:
            read = None
        told = read if isinstance(read, dict) else {}
    faults = [one for one in told.get("errors") or () if isinstance(one, dict)]
    family = _FAMILIES.get(status, ServerFault if status >= 500 else ApiError)
    error = family(
        str(told.get("detail") or f"The studio answered with status {status}."),
        status=status,
        code=str(told.get("code", "")),
        errors=tuple((str(one.get("field", "")), str(one.get("detail", ""))) for one in faults),
        request_id=headers.get("x-request-id", ""),
    )
    if isinstance(error, Busy | TooMany):
        error.retry_after = retry_after(headers.get("retry-after", "")) or 0.0
    return error
