"""Error families: what went wrong, said so that the creator can act on it."""

from __future__ import annotations

from typing import Any, Self

from filmstudio.said import Said, said


class StudioError(Exception):
    """Base of every error that is shown to a person.

    `code` is stable and machine-readable; the message is one or two sentences
    that say what is wrong and what to do, with values in their places:
    `BadInput("A film may have {n} shots.", n=1_000)`. It is English, and knows what it
    was made of (`filmstudio.said`), so that pages say it in the language of who reads it.
    `status` is the HTTP status that the API answers with, `exit_code` the exit status of
    the command line.
    `keeps` says that what was written before the refusal stands: a wrong password
    that is counted, a stolen token whose session is ended.
    """

    status = 500
    exit_code = 1
    code = "error"
    keeps = False

    def __init__(
        self, message: str, *, code: str | None = None, one: str = "", **values: Any
    ) -> None:
        whole = isinstance(message, Said) and not values
        self.message = message if whole else said(message, one=one, **values)
        super().__init__(self.message)
        if code:
            self.code = code

    def keeping(self) -> Self:
        """The same error, which lets stand what its transaction has written."""
        self.keeps = True
        return self


class BadInput(StudioError):
    """The creator's own material or options cannot be used as they are."""

    status = 422
    exit_code = 2
    code = "bad_input"


class Missing(StudioError):
    """Something this machine needs is not installed or not found."""

    status = 503
    exit_code = 3
    code = "missing"


class Busy(StudioError):
    """Something is busy or limited just now: try again after `retry_after` seconds."""

    status = 503
    code = "busy"

    def __init__(
        self,
        message: str,
        *,
        retry_after: float = 1.0,
        code: str | None = None,
        one: str = "",
        **values: Any,
    ) -> None:
        super().__init__(message, code=code, one=one, **values)
        self.retry_after = retry_after


class Broken(StudioError):
    """A step or provider failed: retried with backoff, then the next provider is tried."""

    status = 502
    code = "broken"


class Damaged(Broken):
    """A kept artifact is not what was saved: dropped, and made again."""

    code = "damaged"

    def __init__(self, message: str, *, key: str = "", **values: Any) -> None:
        super().__init__(message, **values)
        self.key = key


class Refused(StudioError):
    """A provider or rule declined the content: shown to the creator, never retried."""

    status = 403
    code = "refused"


class SignInNeeded(StudioError):
    """Nobody is signed in, or the token, cookie or key is no longer good."""

    status = 401
    exit_code = 5
    code = "sign_in"


class Forbidden(StudioError):
    """Who is signed in may not do this."""

    status = 403
    exit_code = 5
    code = "forbidden"


class NotFound(StudioError):
    """There is no such thing, or none that the actor may know of."""

    status = 404
    exit_code = 2
    code = "not_found"


class Conflict(StudioError):
    """The thing is not in a state in which this can be done, or somebody else was faster."""

    status = 409
    code = "conflict"


class PaymentNeeded(StudioError):
    """The plan does not include it, or there are too few credits."""

    status = 402
    code = "payment"


class TooMany(Busy):
    """The caller has used up what the plan allows for now."""

    status = 429
    code = "rate_limit"


class Cancelled(StudioError):
    """The creator cancelled the work."""

    status = 409
    exit_code = 130
    code = "cancelled"


class NoSpace(StudioError):
    """The disk is full or the folder cannot be written."""

    status = 507
    exit_code = 4
    code = "no_space"
