"""Puts a backup into an empty studio: its films play, and its jobs go on where they were."""

from __future__ import annotations

import mimetypes
import os
import shutil
from itertools import groupby
from pathlib import Path

from filmstudio.engine.artifact import MANIFEST
from filmstudio.errors import BadInput, Conflict, Damaged
from filmstudio.files import disk_errors, whole_file
from filmstudio.services import audit
from filmstudio.services.actor import Actor
from filmstudio.services.backups import databases, manifest
from filmstudio.services.backups.manifest import ARTIFACTS, BLOBS, DATABASES, KEY, Manifest
from filmstudio.settings import settings
from filmstudio.store import migrate
from filmstudio.store.artifacts import artifacts
from filmstudio.store.blobs import blobs
from filmstudio.store.db import database
from filmstudio.vault import vault


def restore(actor: Actor, folder: Path) -> Manifest:
    """Puts a backup back. Everything is verified before anything is written, and the database
    comes last: a restore that was interrupted is simply run again.

    Raises BadInput for a folder that is no backup of this kind of database, Damaged, Conflict
    where the studio is in use, Missing where a program of Postgres is not installed.
    """
    actor.must_be("super_admin")
    told = manifest.read(folder)
    kind = "sqlite" if database().is_sqlite else "postgres"
    if told.database != kind:
        raise BadInput(
            f"This backup was taken from {told.database}, and this studio has {kind}. Set "
            "DATABASE_URL so that both are of one kind."
        )
    if not migrate.is_known(told.revision):
        raise BadInput(f"{folder} was made by a newer studio. Upgrade this one first.")
    if not databases.is_empty(database()):
        raise Conflict(
            "This studio has accounts or films already. A backup is put back into an empty one: "
            "set FILMSTUDIO_DATA and DATABASE_URL to new places.",
            code="not_empty",
        )
    manifest.verify(folder, told)
    with disk_errors(settings().data, making=True):
        settings().data.mkdir(parents=True, exist_ok=True)
        blobs().prepare()
        for name in told.under(BLOBS):
            media_type = mimetypes.guess_type(name)[0] or ""
            blobs().put(name.removeprefix(f"{BLOBS}/"), folder / name, media_type)
        _put_artifacts(folder, told)
        if told.has_key:
            _put_key(folder / KEY)
    databases.load(database(), folder / DATABASES[kind])
    migrate.upgrade(database())
    with database().transaction() as session:
        audit.note(session, actor, "studio.restore", made_at=told.made_at.isoformat())
    return told


def _put_artifacts(folder: Path, told: Manifest) -> None:
    store = artifacts()
    store.prepare()
    for place, names in groupby(told.under(ARTIFACTS), key=lambda name: name.rpartition("/")[0]):
        key = place.rpartition("/")[2]
        if store.get(key) is not None:
            continue  # of a restore that was interrupted
        scratch = store.scratch(f"restored-{key}")
        for name in names:
            if not name.endswith(f"/{MANIFEST}"):
                shutil.copyfile(folder / name, scratch / name.rpartition("/")[2])
        body = manifest.artifact_body(folder / place / MANIFEST)
        if store.commit(key, scratch, body["meta"]).digest != body["digest"]:
            store.drop(key)
            raise Damaged(f"{folder / place} is damaged: this backup cannot be put back.")


def _put_key(path: Path) -> None:
    with whole_file(settings().data / KEY) as part:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(path.read_bytes())
    vault.cache_clear()
