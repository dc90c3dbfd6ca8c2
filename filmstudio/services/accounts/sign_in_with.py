"""Signing in with an account elsewhere, and which accounts elsewhere belong to whom."""

from __future__ import annotations

import hmac
import json
import time
import uuid
from dataclasses import dataclass, field

from sqlmodel import Session, select

from filmstudio.errors import Conflict, Forbidden, Missing, NotFound, SignInNeeded
from filmstudio.integrations import sign_in
from filmstudio.integrations.sign_in import NAMES, Profile
from filmstudio.services import audit
from filmstudio.services.accounts import attempts, login
from filmstudio.services.accounts.email import email_of
from filmstudio.services.accounts.register import new_user
from filmstudio.services.accounts.sessions import SignedIn, must_be_recent
from filmstudio.services.actor import Actor
from filmstudio.services.words import one_line
from filmstudio.settings import settings
from filmstudio.store.db import locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import Identity, LoginSession, User
from filmstudio.store.types import now
from filmstudio.vault import vault

PURPOSE = "sign-in journey"
SECONDS = 600
"""How long somebody may take over there."""


@dataclass(frozen=True)
class Journey:
    """A browser on its way to another service. `sealed` is a cookie that it brings back: only the
    browser that left may arrive."""

    url: str
    sealed: str = field(repr=False)


@dataclass(frozen=True)
class Arrival:
    """Who came back, where to go on, and for which session it is linked, if it is."""

    profile: Profile
    then: str
    session_id: uuid.UUID | None


def offered() -> dict[str, str]:
    """The services that this studio is registered with: their names by their ids."""
    return {id: NAMES[id] for id in sign_in.configured()}


def _callback(provider: str) -> str:
    return f"{settings().origin}/api/v1/auth/oauth/{provider}/callback"


def may_link(session: Session, actor: Actor) -> uuid.UUID:
    """The session for which an account elsewhere may be linked. Raises Forbidden without a recent
    password."""
    must_be_recent(session, actor)
    assert actor.session_id is not None
    return actor.session_id


def begin(
    asked: Actor, provider: str, then: str = "/dashboard", link_to: uuid.UUID | None = None
) -> Journey:
    """Sends a browser to another service, to sign in or to link the account there to the one of
    the session `link_to`. Asks that service how, so no transaction may be open."""
    attempts.limit("link", attempts.network(asked.address), attempts.LINK)
    start = sign_in.start(provider, _callback(provider))
    kept = {
        "provider": provider,
        "state": start.state,
        "nonce": start.nonce,
        "verifier": start.verifier,
        "then": local(then),
        "session": str(link_to) if link_to else "",
        "until": time.time() + SECONDS,
    }
    return Journey(start.url, vault().encrypt(json.dumps(kept), PURPOSE))


def local(then: str) -> str:
    """A page of this studio; anything else becomes the dashboard, so that no link to us leads
    elsewhere."""
    odd = any(not 32 < ord(c) < 127 or c == "\\" for c in then)
    is_ours = then.startswith("/") and not then.startswith("//") and not odd and len(then) <= 500
    return then if is_ours else "/dashboard"


def arrive(
    asked: Actor, provider: str, sealed: str, *, state: str, code: str, user: str = ""
) -> Arrival:
    """Asks the other service who came back. No transaction may be open meanwhile.

    Raises SignInNeeded where the browser is not the one that left, came back late or with
    nothing, or where the service does not confirm it.
    """
    attempts.limit("link", attempts.network(asked.address), attempts.LINK)
    lost = SignInNeeded("The sign-in was not finished. Begin it again.", code="journey")
    try:
        kept = json.loads(vault().decrypt(sealed[:4096], PURPOSE))
    except Missing as error:
        raise lost from error
    fits = hmac.compare_digest(kept["state"].encode(), state.encode(errors="replace"))
    if not fits or kept["provider"] != provider or kept["until"] < time.time() or not code:
        raise lost
    profile = sign_in.finish(
        provider,
        _callback(provider),
        code=code,
        nonce=kept["nonce"],
        verifier=kept["verifier"],
        user=user,
    )
    session_id = uuid.UUID(kept["session"]) if kept["session"] else None
    return Arrival(profile, kept["then"], session_id)


def enter(session: Session, asked: Actor, arrival: Arrival) -> SignedIn | login.SecondFactorNeeded:
    """Signs in who came back, or opens an account for a confirmed address that has none.

    An account that is there already is not linked by its address alone: whoever signed up with
    it first would share it. Raises Conflict there, Forbidden for an unconfirmed address.
    """
    profile = arrival.profile
    found = session.exec(
        select(Identity).where(
            Identity.provider == profile.provider, Identity.subject == profile.subject
        )
    ).one_or_none()
    user = locked(session, User, found.user_id) if found else _new(session, asked, profile)
    assert user is not None
    return login.enter(session, user, asked, browser=True)


def _new(session: Session, asked: Actor, profile: Profile) -> User:
    email = _confirmed(profile)
    user = new_user(session, email, one_line(profile.name, 200), "en", None)
    if user is None:
        raise Conflict(
            "There is an account with this address already. Sign in to it, then link "
            "{service} under security.",
            code="link_first",
            service=NAMES[profile.provider],
        )
    user.email_verified_at = now()
    session.add(user)
    _keep(session, Actor(user.id, address=asked.address), user, profile)
    return user


def _confirmed(profile: Profile) -> str:
    if not profile.email or not profile.email_verified:
        raise Forbidden(
            "{service} has not confirmed your e-mail address. Confirm it there first.",
            code="unconfirmed",
            service=NAMES[profile.provider],
        )
    return email_of(profile.email)


def _keep(session: Session, who: Actor, user: User, profile: Profile) -> None:
    session.flush()
    identity = Identity(
        user_id=user.id,
        provider=profile.provider,
        subject=profile.subject,
        email=_confirmed(profile),
    )
    if not insert_once(session, identity):
        raise Conflict(
            "This {service} account belongs to another account here.",
            code="linked",
            service=NAMES[profile.provider],
        )
    audit.note(session, who, "identity.link", user.id, provider=profile.provider)


def link(session: Session, asked: Actor, arrival: Arrival) -> None:
    """Links who came back to the account whose session left. Raises SignInNeeded where that session
    has ended meanwhile, Conflict where it belongs to somebody else."""
    row = session.get(LoginSession, arrival.session_id) if arrival.session_id else None
    user = locked(session, User, row.user_id) if row else None
    ended = row is None or row.revoked_at is not None or row.expires_at <= now()
    if ended or user is None or user.status != "active":
        raise SignInNeeded("You are signed out: sign in again.", code="signed_out")
    mine = session.exec(
        select(Identity).where(
            Identity.user_id == user.id,
            Identity.provider == arrival.profile.provider,
            Identity.subject == arrival.profile.subject,
        )
    ).first()
    if mine is None:
        _keep(session, Actor(user.id, address=asked.address), user, arrival.profile)


def identities(session: Session, actor: Actor) -> list[Identity]:
    """The accounts elsewhere by which the actor signs in."""
    return list(session.exec(select(Identity).where(Identity.user_id == actor.user())).all())


def unlink(session: Session, actor: Actor, identity_id: uuid.UUID) -> None:
    """Forgets an account elsewhere. Raises NotFound, Forbidden without a recent password, and
    Conflict where nothing would be left to sign in with."""
    must_be_recent(session, actor)
    user = locked(session, User, actor.user())
    assert user is not None
    kept = identities(session, actor)
    row = next((one for one in kept if one.id == identity_id), None)
    if row is None:
        raise NotFound("There is no such account.")
    if user.password_hash is None and len(kept) == 1:
        raise Conflict("Choose a password first: nothing else would let you in.", code="last")
    session.delete(row)
    audit.note(session, actor, "identity.unlink", user.id, provider=row.provider)
