"""A copy of everything that the studio has of somebody: a ZIP of JSON documents and files."""

from __future__ import annotations

import json
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, select

from filmstudio.errors import Missing
from filmstudio.files import whole_file
from filmstudio.services import audit
from filmstudio.services.accounts import attempts
from filmstudio.services.accounts.sessions import by_people
from filmstudio.services.actor import Actor
from filmstudio.store.blobs import CHUNK, blobs
from filmstudio.store.tables import (
    ApiKey,
    AuditEntry,
    Collaborator,
    CreditEntry,
    Delivery,
    Draft,
    File,
    Identity,
    Invoice,
    LoginSession,
    Mail,
    Notification,
    Project,
    ProviderKey,
    PushSubscription,
    Render,
    ScriptDraft,
    Subscription,
    User,
    Version,
    Webhook,
)

SECRET = frozenset(
    {"password_hash", "totp_secret", "totp_step", "hash", "cookie_hash", "secret", "auth"}
)
"""Columns that are of use to a thief alone."""
HOLDINGS: tuple[tuple[str, type[SQLModel], str], ...] = (
    ("sessions", LoginSession, "user_id"),
    ("identities", Identity, "user_id"),
    ("api_keys", ApiKey, "user_id"),
    ("provider_keys", ProviderKey, "user_id"),
    ("jobs", Render, "user_id"),
    ("collaborations", Collaborator, "user_id"),
    ("files", File, "owner_id"),
    ("script_being_written", ScriptDraft, "user_id"),
    ("credits", CreditEntry, "user_id"),
    ("subscriptions", Subscription, "user_id"),
    ("invoices", Invoice, "user_id"),
    ("webhooks", Webhook, "user_id"),
    ("notifications", Notification, "user_id"),
    ("push_subscriptions", PushSubscription, "user_id"),
    ("audit", AuditEntry, "actor_id"),
)
PER_HOUR = "6/hour"


@dataclass(frozen=True)
class Export:
    """What goes into the copy: documents by name, and blobs by the name they get there."""

    documents: tuple[tuple[str, Any], ...]
    blobs: tuple[tuple[str, str], ...]


def collect(session: Session, actor: Actor) -> Export:
    """Everything of the actor that is in the database, and which blobs belong to it.

    Raises Forbidden for API keys, TooMany where it is asked for again and again.
    """
    by_people(actor)
    attempts.limit("export", str(actor.user()), PER_HOUR)
    user = session.get_one(User, actor.user())
    documents: list[tuple[str, Any]] = [("account.json", _plain(user))]
    for name, table, column in HOLDINGS:
        owned = select(table).where(getattr(table, column) == user.id)
        documents.append((f"{name}.json", [_plain(row) for row in session.exec(owned)]))
    hooks = select(Delivery).join(Webhook).where(Webhook.user_id == user.id)
    documents.append(("deliveries.json", [_plain(row) for row in session.exec(hooks)]))
    written = select(Mail).where(Mail.to == user.email)
    without = {"data"}  # links that sign in
    documents.append(("letters.json", [_plain(row, without) for row in session.exec(written)]))
    documents += _projects(session, user.id)
    files = session.exec(
        select(File).where(File.owner_id == user.id, File.state == "ready", File.blob != "")
    ).all()
    kept = tuple((f"files/{file.id}-{_name(file.name)}", file.blob) for file in files)
    audit.note(session, actor, "user.export", user.id)
    return Export(tuple(documents), kept)


def _projects(session: Session, user_id: uuid.UUID) -> Iterator[tuple[str, Any]]:
    for project in session.exec(select(Project).where(Project.owner_id == user_id)).all():
        folder = f"projects/{project.id}-{_name(project.title)}"
        yield f"{folder}/project.json", _plain(project)
        versions = select(Version).where(Version.project_id == project.id)
        for version in session.exec(versions.order_by(Version.number)).all():  # type: ignore[arg-type]
            yield f"{folder}/version-{version.number}.json", _plain(version)
        draft = session.get(Draft, project.id)
        if draft is not None:
            yield f"{folder}/draft.json", _plain(draft, ("origin",))


def _plain(row: SQLModel, without: Iterable[str] = ()) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude=set(SECRET | set(without)))


def _name(text: str) -> str:
    """A file name that is one on every system, and never leads out of its folder."""
    return re.sub(r"[^\w.-]+", "_", text).strip("._")[:80] or "untitled"


def write(export: Export, path: Path) -> None:
    """Writes the ZIP; it appears whole. Reads blobs, so no transaction may be open.

    A blob that is no longer kept is left out and named in `missing.json`.
    """
    missing = []
    with whole_file(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, document in export.documents:
            archive.writestr(name, json.dumps(document, indent=2, ensure_ascii=False))
        for name, key in export.blobs:
            try:
                source = blobs().open(key)
            except Missing:
                missing.append(name)
                continue
            with source, archive.open(name, "w", force_zip64=True) as target:
                while data := source.read(CHUNK):
                    target.write(data)
        if missing:
            archive.writestr("missing.json", json.dumps(missing, indent=2))
