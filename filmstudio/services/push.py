"""Pushed notices: a browser that its user has subscribed is told while no page of ours is open.

The message is encrypted for that browser alone (RFC 8291); its push service, which carries it, sees
who sends (VAPID, RFC 8292) and nothing else. Nobody but that service is called.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import time
import uuid
from collections.abc import Sequence
from datetime import timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from filmstudio import outside
from filmstudio.errors import BadInput, NotFound, StudioError
from filmstudio.services import outgoing
from filmstudio.services.actor import Actor
from filmstudio.settings import settings
from filmstudio.store.db import database, locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import PushMessage, PushSubscription, StudioSetting, User
from filmstudio.store.types import new_id, now
from filmstudio.vault import vault

KEY = "push.key"
"""The setting that keeps the studio's own VAPID key, and what it is encrypted for."""
MOST = 10
"""Browsers of one user; the one that was longest silent makes room."""
LIFETIME = 24 * 3600
"""Seconds that the push service keeps a message for a browser that is off."""
SECONDS, LEASE, ROUND = 10.0, 60.0, 10.0
KEPT = timedelta(days=7)
GONE = (404, 410)
"""What a push service answers for a subscription that is over (RFC 8030, 7.3)."""


def public_key(session: Session) -> str:
    """The studio's VAPID public key, as browsers ask for it: a P-256 point in base64url.

    It is made the first time. Whoever changes it loses every subscription.
    """
    point = _key(session).public_key()
    raw = point.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return _text(raw)


def _key(session: Session) -> ec.EllipticCurvePrivateKey:
    row = session.get(StudioSetting, KEY)
    if row is None:
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        sealed = vault().encrypt(f"{number:064x}", KEY)
        insert_once(session, StudioSetting(name=KEY, value={"sealed": sealed}))
        # Of two that make one at once, one is kept, and both read it.
        row = session.get_one(StudioSetting, KEY)
    number = int(vault().decrypt(row.value["sealed"], KEY), 16)
    return ec.derive_private_key(number, ec.SECP256R1())


def subscribe(
    session: Session, actor: Actor, address: str, p256dh: str, auth: str, device: str = ""
) -> PushSubscription:
    """Tells this browser from now on; one that is known already is its present user's.

    Raises BadInput where the address is none of a push service, or the keys are no keys.
    """
    actor.must_have("write")
    user_id = actor.user()
    parts = outside.checked_url(address)
    if parts.scheme != "https":
        raise BadInput("The address of a push service begins with https://.", code="address")
    _point(p256dh)
    if len(_bytes(auth)) != 16:
        raise BadInput("`auth` has to be 16 bytes in base64url.", code="push_key")
    locked(session, User, user_id)  # so that two requests at once count each other
    digest = hashlib.sha256(address.encode()).hexdigest()
    row = session.exec(select(PushSubscription).where(PushSubscription.digest == digest)).first()
    if row is not None and row.user_id != user_id:
        # Somebody else has signed in at this browser: what waits for the one before is not shown.
        session.delete(row)
        session.flush()
        row = None
    if row is None:
        row = PushSubscription(
            id=new_id(), user_id=user_id, digest=digest, address=address, p256dh=p256dh, auth=auth
        )
    row.p256dh, row.auth, row.device = p256dh, auth, device[:120]
    session.add(row)
    session.flush()
    mine = select(PushSubscription).where(PushSubscription.user_id == user_id)
    newest = func.coalesce(PushSubscription.used_at, PushSubscription.created_at)
    for old in session.exec(mine.order_by(newest.desc()).offset(MOST)).all():
        session.delete(old)
    return row


def listed(session: Session, actor: Actor) -> Sequence[PushSubscription]:
    """The subscribed browsers of who asks, newest first."""
    actor.must_have("read")
    mine = select(PushSubscription).where(PushSubscription.user_id == actor.user())
    return session.exec(mine.order_by(col(PushSubscription.id).desc())).all()


def unsubscribe(session: Session, actor: Actor, id: uuid.UUID) -> None:
    """Tells that browser no more. Raises NotFound."""
    actor.must_have("write")
    row = session.get(PushSubscription, id)
    if row is None or row.user_id != actor.user():
        raise NotFound("There is no such subscription.")
    session.delete(row)


def send(
    session: Session, user_id: uuid.UUID, notice_id: uuid.UUID, title: str, url: str, tag: str
) -> int:
    """Puts a notice on its way to every subscribed browser of a user, after the commit; to how many."""
    mine = select(PushSubscription.id).where(PushSubscription.user_id == user_id)
    ids = session.exec(mine).all()
    for id in ids:
        data = {"title": title[:200], "url": url[:1000], "tag": tag}
        session.add(PushMessage(id=new_id(), subscription_id=id, notice_id=notice_id, data=data))
    return len(ids)


def deliver_due(most: int = 50) -> int:
    """Delivers what is due; how many the push services took. Called by the keeper, by several at once."""
    until = time.monotonic() + ROUND
    sent = 0
    for id in outgoing.due(PushMessage, most):
        if time.monotonic() > until:
            break
        sent += deliver(id)
    return sent


def deliver(id: uuid.UUID) -> bool:
    """Delivers one message, if it is due and nobody else does; whether it was taken."""
    row = outgoing.claim(PushMessage, id, LEASE)
    if row is None:
        return False
    with database().transaction() as session:
        browser = session.get(PushSubscription, row.subscription_id)
        if browser is None:
            return False
        key = _key(session)
    try:
        status, asked = _post(key, browser, row)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return _failed(row, outside.said(error).message)
    except StudioError as error:
        return _failed(row, error.message)
    if status in GONE:
        with database().transaction() as session:
            session.execute(delete(PushSubscription).where(col(PushSubscription.id) == browser.id))
        return False
    if 200 <= status < 300:
        with database().transaction() as session:
            kept = session.get(PushSubscription, browser.id)
            if kept is not None:
                kept.used_at = now()
                session.add(kept)
        return outgoing.finish(row, state="sent", next_at=None, sent_at=now(), data={}, error="")
    if status in (400, 401, 403, 413):
        # Said of this message, not of the moment: it would be said again.
        said = f"The push service refuses it with status {status}."
        outgoing.finish(row, state="dead", next_at=None, data={}, error=said)
        return False
    return _failed(row, f"The push service answered with status {status}.", asked)


def _failed(row: PushMessage, why: str, asked: float = 0.0) -> bool:
    outgoing.finish(row, **outgoing.again(row, asked), error=why[:500])
    return False


def _post(
    key: ec.EllipticCurvePrivateKey, browser: PushSubscription, row: PushMessage
) -> tuple[int, float]:
    """Status of the answer, and the seconds after which it asks to be tried again."""
    outside.checked_url(browser.address)
    body = sealed(json.dumps(row.data).encode(), browser.p256dh, browser.auth)
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LIFETIME),
        "Urgency": "normal",
        "Authorization": _authorization(key, browser.address),
    }
    with (
        outside.client(seconds=SECONDS, most_bytes=1 << 20, read=SECONDS) as client,
        client.stream("POST", browser.address, content=body, headers=headers) as answer,
    ):
        return answer.status_code, outgoing.retry_after(answer.headers.get("retry-after", ""))


def sealed(
    message: bytes,
    p256dh: str,
    auth: str,
    *,
    sender: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The message as only that browser can read it (RFC 8291, one record of RFC 8188).

    `sender` and `salt` are fresh for each message; they are given in tests of the RFC's example.
    """
    import http_ece

    return bytes(
        http_ece.encrypt(
            message,
            salt=salt or os.urandom(16),
            private_key=sender or ec.generate_private_key(ec.SECP256R1()),
            dh=_bytes(p256dh),
            auth_secret=_bytes(auth),
            version="aes128gcm",
        )
    )


def _authorization(key: ec.EllipticCurvePrivateKey, address: str) -> str:
    """Who sends, signed for that push service for half a day (RFC 8292)."""
    from joserfc import jwt
    from joserfc.jwk import ECKey

    parts = urlsplit(address)
    claims: dict[str, Any] = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + 12 * 3600,
        "sub": f"mailto:{parseaddr(settings().mail_from)[1]}",
    }
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    signed = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, ECKey.import_key(pem))
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return f"vapid t={signed}, k={_text(point)}"


def _point(p256dh: str) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh))
    except ValueError as error:
        raise BadInput("`p256dh` has to be a P-256 key in base64url.", code="push_key") from error


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    """The bytes of base64url without padding. Raises BadInput."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise BadInput("The keys have to be in base64url.", code="push_key") from error


def forget_old(session: Session) -> int:
    """Removes messages that are through since a week; how many."""
    old = delete(PushMessage).where(
        col(PushMessage.state) != "waiting", col(PushMessage.created_at) < now() - KEPT
    )
    return int(session.connection().execute(old).rowcount)
