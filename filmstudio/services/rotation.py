"""After a new master key: everything that an older one encrypted is encrypted with the new one."""

from __future__ import annotations

from sqlmodel import Session, col, select

from filmstudio.errors import Missing
from filmstudio.services import audit, idempotency, letters, provider_keys, push, webhooks
from filmstudio.services.accounts import second_factor
from filmstudio.services.actor import Actor
from filmstudio.store.db import locked
from filmstudio.store.tables import Idempotency, Mail, StudioSetting, User, Webhook
from filmstudio.vault import vault


def reencrypt(session: Session, actor: Actor) -> dict[str, int]:
    """Encrypts every kept secret with the current master key; how many of each kind it was.

    Run after a key was put in front of FILMSTUDIO_SECRET_KEYS and all processes were started
    again; then the old key can go. Raises Missing where a secret can be opened by no given key:
    then nothing is changed.
    """
    actor.must_be("super_admin")
    done = {
        "provider keys": provider_keys.reencrypt_all(session),
        "webhooks": _webhooks(session),
        "second factors": _second_factors(session),
        "waiting letters": _letters(session),
        "kept answers": _answers(session),
        "push keys": _push_key(session),
    }
    audit.note(
        session, actor, "secrets.reencrypt", **{k.replace(" ", "_"): n for k, n in done.items()}
    )
    return done


def _again(sealed: str, purpose: str) -> str:
    return vault().encrypt(vault().decrypt(sealed, purpose), purpose)


def _is_old(sealed: str | None) -> bool:
    return bool(sealed) and not vault().is_current(sealed or "")


def _webhooks(session: Session) -> int:
    count = 0
    for id in session.exec(select(Webhook.id)).all():
        row = locked(session, Webhook, id)
        if row is not None and _is_old(row.secret):
            row.secret = _again(row.secret, webhooks.purpose_of(row.id))
            session.add(row)
            count += 1
    return count


def _second_factors(session: Session) -> int:
    count = 0
    for id in session.exec(select(User.id).where(col(User.totp_secret).is_not(None))).all():
        row = locked(session, User, id)
        if row is not None and row.totp_secret and _is_old(row.totp_secret):
            row.totp_secret = _again(row.totp_secret, second_factor.purpose_of(row.id))
            session.add(row)
            count += 1
    return count


def _letters(session: Session) -> int:
    count = 0
    for id in session.exec(select(Mail.id).where(Mail.state == "waiting")).all():
        row = locked(session, Mail, id)
        if row is not None and _is_old(row.data.get("sealed")):
            row.data = {"sealed": _again(row.data["sealed"], letters.purpose_of(row.id))}
            session.add(row)
            count += 1
    return count


def _answers(session: Session) -> int:
    """Answers to repeated requests, which live for a day: one that cannot be opened is lost, and
    whoever asks for it is told so."""
    count = 0
    for id in session.exec(select(Idempotency.id).where(Idempotency.body != "")).all():
        row = locked(session, Idempotency, id)
        if row is None or not _is_old(row.body):
            continue
        try:
            row.body = _again(row.body, idempotency.purpose_of(row.id))
        except Missing:
            continue
        session.add(row)
        count += 1
    return count


def _push_key(session: Session) -> int:
    row = locked(session, StudioSetting, push.KEY)
    if row is None or not _is_old(row.value.get("sealed")):
        return 0
    row.value = {"sealed": _again(row.value["sealed"], push.KEY)}
    session.add(row)
    return 1
