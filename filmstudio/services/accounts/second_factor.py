"""The second factor: codes that change every half minute (TOTP, RFC 6238), and codes for the day
the telephone is lost."""

from __future__ import annotations

import hmac
import re
import secrets
import time
import uuid
from dataclasses import dataclass, field

import pyotp
import segno
from sqlalchemy import delete
from sqlmodel import Session, func, select

from filmstudio.errors import Conflict, Forbidden, SignInNeeded
from filmstudio.services import audit, notices
from filmstudio.services.accounts import attempts
from filmstudio.services.accounts.sessions import by_people, end_others, must_be_recent
from filmstudio.services.actor import RANK, Actor
from filmstudio.store.db import locked
from filmstudio.store.tables import LoginSession, RecoveryCode, User
from filmstudio.store.types import now
from filmstudio.vault import fingerprint, vault

STEP = 30
"""Seconds that a code is shown."""
AROUND = 1
"""Codes that are one step early or late are taken too: clocks differ (RFC 6238, section 5.2)."""
ISSUER = "AI Film Studio"
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that are not taken for each other."""
_CODE_LENGTH = 16


@dataclass(frozen=True)
class Enrolment:
    """What an authenticator needs: the secret, its address, and that as a picture (SVG)."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    qr_svg: str = field(repr=False)


def purpose_of(user_id: uuid.UUID) -> str:
    """What the secret of a second factor is encrypted for: it can be read in its own row alone."""
    return f"totp:{user_id}"


def enrol(session: Session, actor: Actor) -> Enrolment:
    """A new secret, which counts once `switch_on` has seen a code of it.

    Raises Forbidden without a recent password, Conflict where the account has a second factor.
    """
    must_be_recent(session, actor)
    user = locked(session, User, actor.user())
    assert user is not None
    if user.totp_enabled_at is not None:
        raise Conflict("There is a second factor already: switch it off first.", code="mfa")
    secret = pyotp.random_base32()
    user.totp_secret = vault().encrypt(secret, purpose_of(user.id))
    session.add(user)
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=ISSUER)
    return Enrolment(secret, uri, segno.make(uri, error="m").svg_inline(scale=5, border=2))


def switch_on(session: Session, actor: Actor, code: str) -> list[str]:
    """Switches the second factor on after a first good code; returns the recovery codes, which are
    shown this once. Other sessions are signed out. Raises SignInNeeded for a wrong code."""
    must_be_recent(session, actor)
    user = locked(session, User, actor.user())
    assert user is not None
    if user.totp_enabled_at is not None or user.totp_secret is None:
        raise Conflict("Ask for a secret first.", code="mfa")
    count = attempts.begin(session, user.email)
    if not _fits(user, code):
        attempts.failed(session, count)
        raise SignInNeeded("This code is not the right one.", code="wrong_code").keeping()
    attempts.succeeded(session, user.email)
    moment = now()
    user.totp_enabled_at = moment
    row = session.get_one(LoginSession, actor.session_id)
    row.mfa_at = moment
    session.add_all([user, row])
    end_others(session, user.id, actor.session_id)
    notices.tell(session, user.id, "second_factor")
    audit.note(session, actor, "mfa.on", user.id)
    return _new_recovery_codes(session, user)


def new_recovery_codes(session: Session, actor: Actor) -> list[str]:
    """Recovery codes in place of those there were."""
    must_be_recent(session, actor)
    user = session.get_one(User, actor.user())
    if user.totp_enabled_at is None or not actor.second_factor:
        raise Forbidden("This needs your second factor.", code="second_factor")
    audit.note(session, actor, "mfa.codes", user.id)
    return _new_recovery_codes(session, user)


def recovery_codes_left(session: Session, actor: Actor) -> int:
    """How many of the actor's recovery codes were not used yet."""
    left = select(func.count()).where(
        RecoveryCode.user_id == actor.user(),
        RecoveryCode.used_at == None,  # noqa: E711
    )
    return session.exec(left).one()


def _new_recovery_codes(session: Session, user: User) -> list[str]:
    _forget_recovery_codes(session, user.id)
    codes = [
        "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
        for _ in range(RECOVERY_CODES)
    ]
    session.add_all([RecoveryCode(user_id=user.id, hash=fingerprint(code)) for code in codes])
    return ["-".join(re.findall("....", code)) for code in codes]


def _forget_recovery_codes(session: Session, user_id: uuid.UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))  # type: ignore[arg-type]


def accept(session: Session, user: User, code: str) -> bool:
    """Whether a code of an account's second factor, or one of its recovery codes, is good now. A
    good one is good no more. The user's row has to be locked."""
    if user.totp_enabled_at is None:
        return False
    if _fits(user, code):
        session.add(user)
        return True
    plain = re.sub(r"[\s-]", "", code[:64]).lower()
    row = session.exec(
        select(RecoveryCode)
        .where(RecoveryCode.user_id == user.id, RecoveryCode.hash == fingerprint(plain))
        .with_for_update()
    ).one_or_none()
    if row is None or row.used_at is not None:
        return False
    row.used_at = now()
    session.add(row)
    who = Actor(user.id)
    audit.note(session, who, "mfa.recovery", user.id)
    return True


def _fits(user: User, code: str) -> bool:
    """Whether it is a code of the steps around now that was not used before; notes its step, so
    that who looked over a shoulder cannot use it again (RFC 6238, section 5.2)."""
    digits = re.sub(r"\s", "", code[:20])
    if not (user.totp_secret and digits.isascii() and digits.isdigit()):
        return False
    totp = pyotp.TOTP(vault().decrypt(user.totp_secret, purpose_of(user.id)))
    this = int(time.time()) // STEP
    for step in range(this - AROUND, this + AROUND + 1):
        if step > user.totp_step and hmac.compare_digest(totp.at(step * STEP), digits):
            user.totp_step = step
            return True
    return False


def give(session: Session, actor: Actor, code: str) -> None:
    """Takes the second factor in a session that was signed in without it. Raises SignInNeeded."""
    by_people(actor)
    user = locked(session, User, actor.user())
    assert user is not None
    count = attempts.begin(session, user.email)
    if not accept(session, user, code):
        attempts.failed(session, count)
        raise SignInNeeded("This code is not the right one.", code="wrong_code").keeping()
    attempts.succeeded(session, user.email)
    row = session.get_one(LoginSession, actor.session_id)
    row.mfa_at = now()
    session.add(row)


def switch_off(session: Session, actor: Actor, code: str) -> None:
    """Switches the second factor off. Raises Forbidden for admins, who have to have one, and
    without a recent password; SignInNeeded for a wrong code."""
    must_be_recent(session, actor)
    if RANK[actor.role] >= RANK["admin"]:
        raise Forbidden("Admins need a second factor.", code="second_factor")
    give(session, actor, code)
    user = session.get_one(User, actor.user())
    forget(session, user)
    notices.tell(session, user.id, "second_factor")
    audit.note(session, actor, "mfa.off", user.id)


def forget(session: Session, user: User) -> None:
    """Takes an account's second factor away."""
    user.totp_secret = user.totp_enabled_at = None
    user.totp_step = 0
    session.add(user)
    _forget_recovery_codes(session, user.id)
