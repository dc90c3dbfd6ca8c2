"""Problem details (RFC 9457): every error of the API as one kind of document."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import DataError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from filmstudio.errors import Busy, SignInNeeded, StudioError
from filmstudio.faults import fault_of
from filmstudio.said import said
from filmstudio.words import chosen, said_in

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
    errors: Sequence[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    lang: str = "en",
) -> ProblemResponse:
    """The answer for a problem, in a language; `errors` are fields and what is wrong with them."""
    told = Problem(
        type=f"/api/v1/problems/{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=said_in(lang, detail),
        code=code,
        errors=[Fault(field=field, detail=said_in(lang, fault)) for field, fault in errors],
    )
    in_words = {"Content-Language": lang, "Vary": "Accept-Language"}
    return ProblemResponse(told.model_dump(), status, {**in_words, **(headers or {})})


def language(headers: Headers) -> str:
    """The language that a caller wants to be answered in; English where he does not say."""
    return chosen("", "", headers.get("accept-language", ""))


def of_error(error: StudioError, lang: str) -> ProblemResponse:
    """The answer for an error of ours."""
    headers = {}
    if isinstance(error, SignInNeeded):
        headers["WWW-Authenticate"] = 'Bearer realm="filmstudio"'
    if isinstance(error, Busy):
        headers["Retry-After"] = str(max(1, math.ceil(error.retry_after)))
    faults = getattr(error, "faults", ())
    return problem(error.status, error.message, error.code, faults, headers, lang)


def of_unforeseen(error: Exception, request_id: str, lang: str) -> ProblemResponse:
    """The answer for a fault of ours: logged whole, told without any of its inside."""
    log.error("unforeseen: request %s", request_id, exc_info=error)
    return problem(
        500,
        said("Something went wrong in the studio. It was noted under {id}.", id=request_id),
        "unforeseen",
        lang=lang,
    )


_CODES = {
    400: ("bad_request", said("The request cannot be read.")),
    404: ("no_such_address", said("There is nothing at this address.")),
    405: ("method", said("This address does not know that method.")),
    408: ("slow", said("The request took too long to arrive.")),
    413: ("too_large", said("The request is too large.")),
    415: ("media_type", said("This kind of content is not accepted here.")),
}


_ELSE = ("error", said("The request cannot be carried out."))


def of_any(error: Exception, request_id: str, lang: str) -> ProblemResponse:
    """The answer for whatever came up to the outermost layer."""
    if isinstance(error, StudioError):
        return of_error(error, lang)
    if isinstance(error, HTTPException):
        return _of_status(error, lang)
    return of_unforeseen(error, request_id, lang)


def _of_status(error: HTTPException, lang: str) -> ProblemResponse:
    code, sentence = _CODES.get(error.status_code, _ELSE)
    phrase = HTTPStatus(error.status_code).phrase
    detail = error.detail if error.detail and error.detail != phrase else sentence
    return problem(error.status_code, detail, code, headers=error.headers, lang=lang)


def _of_http(request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, HTTPException)
    return _of_status(error, language(request.headers))


def _of_validation(request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, RequestValidationError)
    faults = [(".".join(map(str, one["loc"])), fault_of(one)) for one in error.errors()]
    first = said("{field}: {fault}", field=faults[0][0], fault=faults[0][1])
    if more := len(faults) - 1:
        first = said("{fault} (and {n} more)", fault=first, n=more)
    return problem(422, first, "bad_input", faults, lang=language(request.headers))


def _of_data(request: Request, _error: Exception) -> ProblemResponse:
    # A character or number that a JSON document may hold and the database may not.
    sentence = said("The request holds a value that cannot be kept.")
    return problem(422, sentence, "bad_input", lang=language(request.headers))


def _of_studio(request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, StudioError)
    return of_error(error, language(request.headers))


def install(app: FastAPI) -> None:
    """Makes the app answer every error as a problem."""
    app.add_exception_handler(StudioError, _of_studio)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(DataError, _of_data)
