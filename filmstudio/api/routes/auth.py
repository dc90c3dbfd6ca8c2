"""Signing in and out: accounts, passwords, tokens, and the second factor."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ConfigDict, Field
from starlette.requests import HTTPConnection

from filmstudio.api import cookies
from filmstudio.api.context import READING, Reading, SignedIn, Transaction
from filmstudio.api.door import same_site
from filmstudio.api.shapes import Given, Shown
from filmstudio.services.accounts import login, register, reset, second_factor, sessions, tokens
from filmstudio.services.accounts.profile import me
from filmstudio.services.actor import GUEST, Actor

router = APIRouter(prefix="/auth", tags=["auth"])

Email = Annotated[str, Field(max_length=320, examples=["ann@example.com"])]
Password = Annotated[str, Field(max_length=1024, examples=["seven green kettles hum"])]
Code = Annotated[str, Field(min_length=1, max_length=40, examples=["492039"])]
Secret = Annotated[str, Field(max_length=200, examples=["v7gG0n5yVqk1eB0sYV0T7m2f3wYqXh5n"])]


async def _asked(connection: HTTPConnection) -> Actor:
    """Where a request comes from, whoever it is: an old cookie does not keep anybody from signing
    in anew. Raises Forbidden for a key that may only read."""
    actor: Actor = getattr(connection.state, "actor", GUEST)
    if connection.scope.get("method") not in READING:
        actor.must_have("write")
    return Actor(address=actor.address, user_agent=actor.user_agent)


Asked = Annotated[Actor, Depends(_asked)]


class Registration(Given):
    """A new account."""

    email: Email
    password: Password
    name: str = Field("", max_length=200)
    language: str = Field("en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")


class Login(Given):
    """Address and password; `code` where the account has a second factor and it is at hand.
    `browser` asks for a cookie in place of tokens."""

    email: Email
    password: Password
    code: str = Field("", max_length=40)
    browser: bool = False


class Entry(Shown):
    """What signing in gives: tokens, or a cookie and nothing here. Where `mfa_required`, nothing
    yet: send `ticket` and a code to `/auth/mfa/verify`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "mfa_required": False,
                    "ticket": None,
                    "session_id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b10",
                    "token_type": "bearer",
                    "access_token": "eyJhbGciOiJIUzI1NiIs…",
                    "expires_in": 900,
                    "refresh_token": "v7gG0n5yVqk1eB0sYV0T7m2f3wYqXh5n",
                    "refresh_expires_at": "2026-03-08T09:30:00Z",
                }
            ]
        }
    )

    mfa_required: bool = False
    ticket: str | None = None
    session_id: uuid.UUID | None = None
    token_type: str = "bearer"
    access_token: str | None = None
    expires_in: int | None = None
    refresh_token: str | None = None
    refresh_expires_at: datetime | None = None


class Told(Shown):
    """What happens next, in a sentence."""

    detail: str


class RefreshGiven(Given):
    """A refresh token; it works once."""

    refresh_token: Secret


class EmailGiven(Given):
    """An address."""

    email: Email


class PasswordGiven(Given):
    """A password."""

    password: Password


class LinkGiven(Given):
    """The secret of a link that was sent by e-mail."""

    token: Secret


class ResetGiven(LinkGiven):
    """The secret of a link, and the new password."""

    password: Password


class CodeGiven(Given):
    """A code of the second factor, or a recovery code."""

    code: Code


class VerifyGiven(CodeGiven):
    """A code, and the ticket of a sign-in that waits for it. Without a ticket it is for the account
    that is signed in: the first one switches the second factor on."""

    ticket: str | None = Field(None, max_length=200)


class EnrolmentShown(Shown):
    """What an authenticator needs, shown this once: `qr_svg` is `uri` as a picture."""

    secret: str
    uri: str
    qr_svg: str


class Verified(Shown):
    """The sign-in that waited for the code; or, once, the recovery codes of a second factor that was
    just switched on."""

    entry: Entry | None = None
    recovery_codes: list[str] = Field(default_factory=list)


class RecoveryCodes(Shown):
    """Codes for the day the telephone is lost; each works once."""

    recovery_codes: list[str]


_POST: dict[str, Any] = {"status_code": 202, "response_model": Told}
_DONE: dict[str, Any] = {"status_code": 204, "response_class": Response}


def entry_of(entered: sessions.SignedIn | login.SecondFactorNeeded, answer: Response) -> Entry:
    """A sign-in as the API shows it; a browser is given its cookie."""
    if isinstance(entered, login.SecondFactorNeeded):
        return Entry(mfa_required=True, ticket=entered.ticket)
    if entered.cookie:
        cookies.sign_in(answer, entered.cookie)
        return Entry(session_id=entered.session_id, token_type="cookie")
    return Entry(
        session_id=entered.session_id,
        access_token=entered.access_token,
        expires_in=int(tokens.LIFETIME.total_seconds()),
        refresh_token=entered.refresh_token,
        refresh_expires_at=entered.expires_at,
    )


@router.post("/register", **_POST)
def new_account(given: Registration, asked: Asked, session: Transaction) -> Told:
    """Opens an account. The answer is the same for an address that has one already: its owner gets a
    letter. The first account of a fresh studio is its owner."""
    register.register(session, asked, given.email, given.password, given.name, given.language)
    return Told(
        detail="We have written to this address: follow the link in the letter. On a studio "
        "without a mail server, sign in at once."
    )


@router.post("/verify-email", **_DONE)
def verify_email(given: LinkGiven, asked: Asked, session: Transaction) -> None:
    """Confirms an address by the link that was sent there."""
    register.verify_email(session, asked, given.token)


@router.post("/login")
def log_in(
    given: Login, asked: Asked, request: Request, answer: Response, session: Transaction
) -> Entry:
    """Signs in. After too many wrong passwords an account waits, longer each time."""
    if given.browser:
        same_site(request.scope)  # nobody is signed in to somebody else's account by another site
    entered = login.login(
        session, asked, given.email, given.password, code=given.code, browser=given.browser
    )
    return entry_of(entered, answer)


@router.post("/logout", **_DONE)
def log_out(actor: SignedIn, session: Transaction) -> Response:
    """Ends the session that asks: its tokens and its cookie are refused from now on."""
    sessions.logout(session, actor)
    answer = Response(status_code=204)
    cookies.sign_out(answer)
    return answer


@router.post("/refresh")
def refresh(given: RefreshGiven, asked: Asked, answer: Response, session: Transaction) -> Entry:
    """New tokens. A refresh token works once: used again later, it ends the session."""
    return entry_of(sessions.refresh(session, asked, given.refresh_token), answer)


@router.post("/forgot-password", **_POST)
def forgot_password(given: EmailGiven, asked: Asked, session: Transaction) -> Told:
    """Sends a link for a new password, if the address has an account. The answer does not tell."""
    reset.forgot(session, asked, given.email)
    return Told(detail="If this address has an account, we have written to it.")


@router.post("/reset-password", **_DONE)
def reset_password(given: ResetGiven, asked: Asked, session: Transaction) -> None:
    """Sets a new password by the link, and signs out everywhere."""
    reset.reset(session, asked, given.token, given.password)


@router.post("/confirm", **_DONE)
def confirm(given: PasswordGiven, actor: SignedIn, session: Transaction) -> None:
    """Takes the password again: for the next ten minutes this session may change what touches the
    account's security."""
    login.confirm(session, actor, given.password)


@router.post("/change-password", **_DONE)
def change_password(given: PasswordGiven, actor: SignedIn, session: Transaction) -> None:
    """Sets another password and signs out everywhere else. Needs a recent password."""
    reset.change_password(session, actor, given.password)


@router.post("/change-email", **_POST)
def change_email(given: EmailGiven, actor: SignedIn, session: Transaction) -> Told:
    """Sends a link to another address, which becomes the account's when it is followed. Needs a
    recent password."""
    register.change_email(session, actor, given.email)
    return Told(detail="We have written to this address: follow the link in the letter.")


@router.post("/mfa/enroll")
def enrol(actor: SignedIn, session: Transaction) -> EnrolmentShown:
    """A secret for an authenticator; it counts once `/auth/mfa/verify` has seen a code of it. Needs a
    recent password."""
    return EnrolmentShown.model_validate(second_factor.enrol(session, actor))


@router.post("/mfa/verify")
def verify_code(
    given: VerifyGiven, asked: Asked, request: Request, answer: Response, session: Transaction
) -> Verified:
    """Takes a code: to finish signing in, to switch the second factor on, or to give it in a session
    that lacks it."""
    if given.ticket is not None:
        entered = login.second_step(session, asked, given.ticket, given.code)
        if entered.cookie:
            same_site(request.scope)
        return Verified(entry=entry_of(entered, answer))
    actor = signed_in(request)
    if me(session, actor).totp_enabled_at is None:
        return Verified(recovery_codes=second_factor.switch_on(session, actor, given.code))
    second_factor.give(session, actor, given.code)
    return Verified()


def signed_in(request: Request) -> Actor:
    """Who is signed in, where a route also serves those who are not yet. Raises SignInNeeded."""
    refused = getattr(request.state, "refused", None)
    if refused is not None:
        raise refused
    actor: Actor = getattr(request.state, "actor", GUEST)
    actor.user()
    return actor


@router.post("/mfa/recovery-codes")
def recovery_codes(actor: SignedIn, session: Transaction) -> RecoveryCodes:
    """New recovery codes in place of the old ones. Needs a recent password and the second factor."""
    return RecoveryCodes(recovery_codes=second_factor.new_recovery_codes(session, actor))


@router.post("/mfa/disable", **_DONE)
def switch_off(given: CodeGiven, actor: SignedIn, session: Transaction) -> None:
    """Switches the second factor off. Needs a recent password and a code; admins have to keep it."""
    second_factor.switch_off(session, actor, given.code)


class SessionState(Shown):
    """Whether something that touches the account's security may be done without asking anew."""

    password_is_recent: bool
    second_factor: bool


@router.get("/session")
def session_state(actor: SignedIn, session: Reading) -> SessionState:
    """What this session has shown so far."""
    return SessionState(
        password_is_recent=sessions.is_recent(session, actor), second_factor=actor.second_factor
    )
