"""What a storage that speaks S3 answers: its faults in the studio's families, its bytes, its rules."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

from filmstudio.errors import Broken, Busy, Missing, StudioError


def lifecycle() -> list[dict[str, Any]]:
    """Single shots and lines may be made again, so they go after 30 days; unfinished uploads after
    one. Whole films and what people gave stay."""
    return [
        {
            "ID": "parts-of-films",
            "Status": "Enabled",
            "Filter": {"Tag": {"Key": "kind", "Value": "part"}},
            "Expiration": {"Days": 30},
        },
        {
            "ID": "unfinished-uploads",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        },
    ]


class Body(io.RawIOBase):
    """The bytes of a blob as they come over the line, which may break."""

    def __init__(self, body: Any) -> None:
        self.body = body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with told():
            data = self.body.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.body.close()
        super().close()


class Unsupported(Broken):
    """The storage does not know what it was asked for."""


_KEYS = ("401", "403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch")
"""What a storage answers where it does not know the keys, or what they may do."""


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turns the faults of S3 into the studio's families."""
    from boto3.exceptions import Boto3Error, S3UploadFailedError
    from botocore import exceptions as faults

    try:
        yield
    except faults.ClientError as error:
        raise _refusal(error) from error
    except S3UploadFailedError as error:
        # What the storage answered is not in it but behind it.
        answered = error.__context__
        raise (
            _refusal(answered) if isinstance(answered, faults.ClientError) else _away()
        ) from error
    except (
        faults.ConnectionError,
        faults.HTTPClientError,
        faults.IncompleteReadError,
        Boto3Error,
    ) as error:
        raise _away() from error
    except faults.BotoCoreError as error:
        raise Broken(
            "The studio's storage cannot be used: {why}.",
            code="storage",
            why=str(error).rstrip("."),
        ) from error


def _away() -> Busy:
    return Busy("The studio's storage cannot be reached just now.", retry_after=2.0, code="storage")


def _refusal(error: Any) -> StudioError:
    """The family of what a storage has answered (a `ClientError` of botocore)."""
    code = str(error.response["Error"]["Code"])
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in ("404", "NoSuchKey", "NotFound"):
        return Missing("This file is no longer kept.", code="gone")
    if code == "NotImplemented" or status == 501:
        return Unsupported("The studio's storage cannot do this: {why}.", code="storage", why=code)
    if code == "SlowDown" or status >= 500:
        return Busy("The studio's storage is busy.", retry_after=2.0)
    if code in _KEYS:
        return Broken(
            "The studio's storage refused the studio's keys ({why}). Look at S3_ACCESS_KEY and "
            "S3_SECRET_KEY, and at what they may do in S3_BUCKET.",
            code="storage",
            why=code,
        )
    return Broken("The studio's storage refused: {why}.", code="storage", why=code)
