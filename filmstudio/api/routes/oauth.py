"""Signing in with Google, GitHub and Apple: there and back again."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from filmstudio.api import cookies
from filmstudio.api.routes.auth import Asked, signed_in
from filmstudio.api.shapes import Shown
from filmstudio.errors import StudioError
from filmstudio.services.accounts import sign_in_with
from filmstudio.services.accounts.login import SecondFactorNeeded
from filmstudio.services.actor import Actor
from filmstudio.store.db import database

router = APIRouter(prefix="/auth/oauth", tags=["auth"])

_FORM_BYTES = 64 * 1024
_THERE: dict[str, Any] = {"status_code": 302, "response_class": RedirectResponse}
_BACK: dict[str, Any] = {"status_code": 303, "response_class": RedirectResponse}


class Service(Shown):
    """A service to sign in with: send the browser to `url`."""

    id: str
    name: str
    url: str


@router.get("")
def services() -> list[Service]:
    """The services that this studio is registered with."""
    return [
        Service(id=id, name=name, url=f"{cookies.JOURNEY_PATH}/{id}")
        for id, name in sign_in_with.offered().items()
    ]


@router.get("/{provider}", **_THERE)
def depart(
    provider: str,
    request: Request,
    asked: Asked,
    then: Annotated[str, Query(max_length=500, description="The page to go on to.")] = "/dashboard",
    link: Annotated[bool, Query(description="Link it to the account that is signed in.")] = False,
) -> Response:
    """Sends the browser to the service. Linking needs a recent password."""
    session_id = None
    if link:
        actor = signed_in(request)
        with database().reading() as session:
            session_id = sign_in_with.may_link(session, actor)
    journey = sign_in_with.begin(asked, provider, then, session_id)
    answer = RedirectResponse(journey.url, 302)
    cookies.depart(answer, journey.sealed)
    return answer


@router.get("/{provider}/callback", **_BACK)
def arrive(
    provider: str,
    request: Request,
    asked: Asked,
    state: Annotated[str, Query(max_length=500)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
) -> Response:
    """Where Google and GitHub send the browser back to: signs it in, or says on the page for signing
    in what the matter is."""
    return _arrived(provider, request, asked, {"state": state, "code": code})


@router.post("/{provider}/callback", **_BACK)
async def arrive_by_form(provider: str, request: Request, asked: Asked) -> Response:
    """As Apple does it, by a form."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _FORM_BYTES:
            body = b""
            break
    form = parse_qs(body.decode("latin-1"), max_num_fields=20) if body else {}
    given = {name: form.get(name, [""])[0] for name in ("state", "code", "user")}
    return await run_in_threadpool(_arrived, provider, request, asked, given)


def _arrived(provider: str, request: Request, asked: Actor, given: dict[str, str]) -> Response:
    sealed = request.cookies.get(cookies.JOURNEY, "")
    cookie = ""
    try:
        arrival = sign_in_with.arrive(asked, provider, sealed, **given)
        where = arrival.then
        with database().transaction() as session:
            if arrival.session_id is not None:
                sign_in_with.link(session, asked, arrival)
            else:
                entered = sign_in_with.enter(session, asked, arrival)
                if isinstance(entered, SecondFactorNeeded):
                    # After the #, so that no server's log has it.
                    where = f"/auth/login?then={quote(where, safe='')}#ticket={entered.ticket}"
                else:
                    cookie = entered.cookie
    except StudioError as error:
        where = f"/auth/login?problem={quote(error.code, safe='')}"
    answer = RedirectResponse(where, 303)
    cookies.arrive(answer)
    if cookie:
        cookies.sign_in(answer, cookie)
    return answer
