"""Problem details (RFC 9457): every error of the API as one kind of document."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException

from filmstudio.errors import Busy, SignInNeeded, StudioError

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One field that is wrong: `field` is its path, for example `body.scenes.0.id`."""

    field: str
    detail: str


class Problem(BaseModel):
    """What went wrong, in a sentence a person can act on, and a code a program can."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/api/v1/problems/not_found",
                    "title": "Not Found",
                    "status": 404,
                    "detail": "There is no such project.",
                    "code": "not_found",
                    "errors": [],
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[Fault] = []


class ProblemResponse(JSONResponse):
    """A problem as an answer."""

    media_type = MEDIA_TYPE


def problem(
    status: int,
    detail: str,
    code: str,
    errors: list[Fault] | None = None,
    headers: Mapping[str, str] | None = None,
) -> ProblemResponse:
    """The answer for a problem."""
    told = Problem(
        type=f"/api/v1/problems/{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        errors=errors or [],
    )
    return ProblemResponse(told.model_dump(), status, headers)


def of_error(error: StudioError) -> ProblemResponse:
    """The answer for an error of ours."""
    headers = {}
    if isinstance(error, SignInNeeded):
        headers["WWW-Authenticate"] = 'Bearer realm="filmstudio"'
    if isinstance(error, Busy):
        headers["Retry-After"] = str(max(1, math.ceil(error.retry_after)))
    faults = [Fault(field=field, detail=said) for field, said in getattr(error, "faults", ())]
    return problem(error.status, error.message, error.code, faults, headers)


def of_unforeseen(error: Exception, request_id: str) -> ProblemResponse:
    """The answer for a fault of ours: logged whole, told without any of its inside."""
    log.error("unforeseen: request %s", request_id, exc_info=error)
    return problem(
        500,
        f"Something went wrong in the studio. It was noted under {request_id}.",
        "unforeseen",
    )


_CODES = {
    400: ("bad_request", "The request cannot be read."),
    404: ("no_such_address", "There is nothing at this address."),
    405: ("method", "This address does not know that method."),
    408: ("slow", "The request took too long to arrive."),
    413: ("too_large", "The request is too large."),
    415: ("media_type", "This kind of content is not accepted here."),
}


def of_any(error: Exception, request_id: str) -> ProblemResponse:
    """The answer for whatever came up to the outermost layer."""
    if isinstance(error, StudioError):
        return of_error(error)
    if isinstance(error, HTTPException):
        return _of_http(None, error)
    return of_unforeseen(error, request_id)


def _of_http(_request: Request | None, error: Exception) -> ProblemResponse:
    assert isinstance(error, HTTPException)
    code, said = _CODES.get(error.status_code, ("error", "The request cannot be carried out."))
    phrase = HTTPStatus(error.status_code).phrase
    detail = error.detail if error.detail and error.detail != phrase else said
    return problem(error.status_code, str(detail), code, headers=error.headers)


def _of_validation(_request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, RequestValidationError)
    faults = [
        Fault(field=".".join(map(str, one["loc"])), detail=_sentence(one)) for one in error.errors()
    ]
    first = faults[0]
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return problem(422, f"{first.field}: {first.detail}{more}", "bad_input", faults)


def _sentence(fault: Mapping[str, Any]) -> str:
    said = str(fault["msg"]).removeprefix("Value error, ").rstrip(".")
    return said[:1].upper() + said[1:] + "."


def _of_data(_request: Request, _error: Exception) -> ProblemResponse:
    # A character or number that a JSON document may hold and the database may not.
    return problem(422, "The request holds a value that cannot be kept.", "bad_input")


def _of_studio(_request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, StudioError)
    return of_error(error)


def install(app: FastAPI) -> None:
    """Makes the app answer every error as a problem."""
    app.add_exception_handler(StudioError, _of_studio)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(DataError, _of_data)
