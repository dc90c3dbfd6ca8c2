"""Webhooks: a creator's server is told of events, signed, until it has heard of each once."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
from sqlalchemy import delete, func
from sqlmodel import Session, select

from filmstudio import outside
from filmstudio.errors import BadInput, Conflict, NotFound, StudioError
from filmstudio.said import said
from filmstudio.services import notices, outgoing
from filmstudio.services.actor import Actor
from filmstudio.store.db import database, locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import Delivery, User, Webhook
from filmstudio.store.types import new_id, now
from filmstudio.vault import token, vault

EVENTS: dict[str, str] = {
    "job.completed": "A film is finished.",
    "job.failed": "A film could not be finished.",
    "job.cancelled": "A job was cancelled.",
    "credits.low": "Fewer than 5 credits are left.",
    "subscription.changed": "A plan began, changed or ended.",
    "youtube.live": "A film is live on YouTube.",
    "youtube.failed": "A film could not be published on YouTube.",
}
MOST = 20
"""Webhooks of one user."""
SECONDS = 15.0
"""How long the other server may take."""
LEASE = 60.0
AT_ONCE = 8
ROUND = 10.0
KEPT = timedelta(days=30)
"""How long deliveries that are through stay listed."""


def get(session: Session, actor: Actor, id: uuid.UUID) -> Webhook:
    """A webhook of who asks. Raises NotFound."""
    hook = session.get(Webhook, id)
    if hook is None or hook.user_id != actor.user():
        raise NotFound("There is no such webhook.")
    return hook


def purpose_of(id: uuid.UUID) -> str:
    """What a signing secret is encrypted for: it can be read in its own row alone."""
    return f"webhook:{id}"


def create(
    session: Session, actor: Actor, url: str, events: Sequence[str] = ()
) -> tuple[Webhook, str]:
    """A new webhook and its signing secret, which is shown this once. No events: all of them.

    Raises BadInput for an address that is not a public web address, and for unknown events.
    """
    actor.must_have("write")
    outside.checked_url(url)
    unknown = sorted(set(events) - set(EVENTS))
    if unknown:
        raise BadInput(
            "There is no event {names}. There are: {known}.",
            code="event",
            names=list(unknown),
            known=list(EVENTS),
        )
    locked(session, User, actor.user())  # so that two requests at once count each other
    mine = select(func.count()).select_from(Webhook).where(Webhook.user_id == actor.user())
    if session.exec(mine).one() >= MOST:
        raise Conflict("An account has at most {n} webhooks. Delete one first.", n=MOST)
    id = new_id()
    secret = f"whsec_{token()}"
    hook = Webhook(
        id=id,
        user_id=actor.user(),
        url=url,
        events=sorted(set(events)),
        secret=vault().encrypt(secret, purpose_of(id)),
    )
    session.add(hook)
    session.flush()
    return hook, secret


def listed(session: Session, actor: Actor) -> Sequence[Webhook]:
    """The webhooks of who asks, oldest first."""
    actor.must_have("read")
    mine = select(Webhook).where(Webhook.user_id == actor.user())
    return session.exec(mine.order_by(Webhook.id)).all()  # type: ignore[arg-type]


def remove(session: Session, actor: Actor, id: uuid.UUID) -> None:
    """Forgets a webhook and its deliveries. Raises NotFound."""
    actor.must_have("write")
    session.delete(get(session, actor, id))


def deliveries(
    session: Session,
    actor: Actor,
    id: uuid.UUID,
    *,
    before: uuid.UUID | None = None,
    most: int = 50,
) -> Sequence[Delivery]:
    """Deliveries of a webhook, newest first; those older than the one `before`. Raises NotFound."""
    actor.must_have("read")
    found = select(Delivery).where(Delivery.webhook_id == get(session, actor, id).id)
    if before is not None:
        found = found.where(Delivery.id < before)
    return session.exec(found.order_by(Delivery.id.desc()).limit(most)).all()  # type: ignore[attr-defined]


def redeliver(session: Session, actor: Actor, id: uuid.UUID, delivery_id: uuid.UUID) -> Delivery:
    """Sends a delivery that is through (delivered or given up) once more, with the same event id.

    Raises NotFound, and Conflict for one that is still on its way.
    """
    actor.must_have("write")
    hook = get(session, actor, id)
    found = locked(session, Delivery, delivery_id)
    if found is None or found.webhook_id != hook.id:
        raise NotFound("There is no such delivery.")
    if found.state == "waiting":
        raise Conflict("This delivery is still on its way.")
    found.state, found.next_at, found.delivered_at, found.error = "waiting", now(), None, ""
    session.add(found)
    session.flush()
    return found


def emit(
    session: Session, user_id: uuid.UUID, event: str, event_id: str, body: dict[str, Any]
) -> int:
    """Puts an event on its way to the user's webhooks that want it; to how many it is new.

    `event_id` names what happened, for example `job.completed:<render>`: emitted twice, it is
    delivered once. `body` is what receivers find under "data".
    """
    if event not in EVENTS:
        raise ValueError(f"There is no event called {event!r}.")
    hooks = select(Webhook).where(Webhook.user_id == user_id, Webhook.active)
    plain = json.loads(json.dumps(body, default=str))
    count = 0
    for hook in session.exec(hooks):
        if not hook.events or event in hook.events:
            count += insert_once(
                session,
                Delivery(
                    id=new_id(), webhook_id=hook.id, event_id=event_id, event=event, body=plain
                ),
            )
    return count


def signature(secret: str, body: bytes, moment: int) -> str:
    """The value of X-FilmStudio-Signature: HMAC-SHA256 of "<seconds since 1970>.<body>", in hex.

    The time is signed too, so that a recorded request cannot be sent again later.
    """
    mac = hmac.new(secret.encode(), b"%d." % moment + body, hashlib.sha256)
    return f"t={moment},v1={mac.hexdigest()}"


def payload(delivery: Delivery) -> bytes:
    """What is sent: the same bytes however often it is tried."""
    return json.dumps(
        {
            "id": delivery.event_id,
            "event": delivery.event,
            "created_at": delivery.created_at.isoformat().replace("+00:00", "Z"),
            "data": delivery.body,
        },
        separators=(",", ":"),
        ensure_ascii=False,
    ).encode()


def deliver_due(most: int = 100) -> int:
    """Delivers what is due, several at once; how many were taken. Called by the scheduler.

    Nothing is begun after `ROUND` seconds: slow servers keep nobody's sweeper waiting.
    """
    ids = outgoing.due(Delivery, most)
    if not ids:
        return 0
    with ThreadPoolExecutor(min(AT_ONCE, len(ids)), thread_name_prefix="webhook") as pool:
        until = time.monotonic() + ROUND
        return sum(pool.map(lambda id: time.monotonic() < until and deliver(id), ids))


def deliver(id: uuid.UUID) -> bool:
    """Delivers one event, if it is due and nobody else does; whether it was taken."""
    row = outgoing.claim(Delivery, id, LEASE)
    if row is None:
        return False
    with database().reading() as session:
        hook = session.get(Webhook, row.webhook_id)
    if hook is None:
        return False
    if not hook.active:
        outgoing.finish(row, state="dead", next_at=None, error=said("The webhook is switched off."))
        return False
    try:
        secret = vault().decrypt(hook.secret, purpose_of(hook.id))
        status, asked = _post(hook.url, secret, row)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        _failed(row, hook, 0, outside.said(error).message)
    except StudioError as error:
        _failed(row, hook, 0, error.message)
    else:
        if 200 <= status < 300:
            return outgoing.finish(
                row, state="delivered", next_at=None, status_code=status, error="",
                delivered_at=now(),
            )  # fmt: skip
        why = f"It answered with status {status}."
        if 300 <= status < 400:
            why = f"It answered with a redirect ({status}), which is not followed."
        _failed(row, hook, status, why, asked)
    return False


def _post(url: str, secret: str, row: Delivery) -> tuple[int, float]:
    """Status of the answer, and the seconds after which it asks to be tried again. Its body is
    of no interest and is not read."""
    outside.checked_url(url)
    body = payload(row)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "FilmStudio-Webhooks",
        "X-FilmStudio-Event": row.event,
        "X-FilmStudio-Delivery": str(row.id),
        "X-FilmStudio-Signature": signature(secret, body, int(time.time())),
    }
    with (
        outside.client(seconds=SECONDS, most_bytes=1 << 20, read=SECONDS) as client,
        client.stream("POST", url, content=body, headers=headers) as answer,
    ):
        return answer.status_code, outgoing.retry_after(answer.headers.get("retry-after", ""))


def _failed(row: Delivery, hook: Webhook, status: int, why: str, asked: float = 0.0) -> None:
    changes = outgoing.again(row, asked)
    ended = outgoing.finish(row, **changes, status_code=status, error=why[:500])
    if ended and changes.get("state") == "dead":
        with database().transaction() as session:
            notices.tell(
                session,
                hook.user_id,
                "webhook_dead",
                event=row.event,
                address=outside.checked_url(hook.url).hostname or "",
                reason=why,
            )


def forget_old(session: Session) -> int:
    """Removes deliveries that are through since a month; how many."""
    old = delete(Delivery).where(
        Delivery.state != "waiting",  # type: ignore[arg-type]
        Delivery.created_at < now() - KEPT,  # type: ignore[arg-type]
    )
    return int(session.connection().execute(old).rowcount)
