"""Takes a backup while the studio works.

Blobs and artifacts never change, they only come and go. What is there is kept first, then the
database as it is at one moment, then what came meanwhile: so everything that the database names is
there, and files are hard links where they lie on the same disk, which cost no room and no time.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from filmstudio import __version__
from filmstudio.engine.artifact import MANIFEST
from filmstudio.errors import BadInput
from filmstudio.files import disk_errors, part_of, write_whole
from filmstudio.services import audit
from filmstudio.services.actor import Actor
from filmstudio.services.backups import databases, manifest
from filmstudio.services.backups.manifest import ARTIFACTS, BLOBS, DATABASES, KEY, Manifest
from filmstudio.settings import settings
from filmstudio.store import migrate
from filmstudio.store.artifacts import SharedArtifacts, artifacts
from filmstudio.store.blobs import blobs
from filmstudio.store.db import database
from filmstudio.store.types import now

_NO_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES}


def save(actor: Actor, folder: Path, *, with_key: bool = True, copying: bool = False) -> Manifest:
    """Writes a backup to a folder, which appears whole or not at all. Outside of any transaction.

    `with_key` adds the master key of the data folder, by which the secrets in the backup can be
    read. `copying` copies what could be linked. Raises BadInput where the folder is in use,
    Missing where a program of Postgres is not installed, Broken, NoSpace.
    """
    actor.must_be("super_admin")
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} is there already. Give the name of a new folder.")
    part = part_of(folder)
    with disk_errors(folder, making=True):
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
    try:
        with disk_errors(part, making=True):
            told = _write(part, with_key, copying)
            os.replace(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    with database().transaction() as session:
        audit.note(session, actor, "studio.backup", files=len(told.files), key=told.has_key)
    return told


def _write(part: Path, with_key: bool, copying: bool) -> Manifest:
    kind = "sqlite" if database().is_sqlite else "postgres"
    _keep(part, copying)
    databases.save(database(), part / DATABASES[kind])
    _keep(part, copying)
    key = settings().data / KEY
    # Keys of the settings lie where the settings lie: they are the operator's to keep.
    has_key = with_key and not settings().secret_keys.get_secret_value() and key.is_file()
    if has_key:
        shutil.copyfile(key, part / KEY)
        (part / KEY).chmod(0o600)
    told = Manifest(
        studio=__version__,
        made_at=now(),
        database=kind,  # type: ignore[arg-type]
        revision=migrate.newest(),
        has_key=has_key,
        files=manifest.described(part),
    )
    write_whole(part / manifest.NAME, told.model_dump_json(indent=1).encode())
    return told


def _keep(part: Path, copying: bool) -> None:
    """Keeps every blob and artifact that is there and is not kept yet."""
    for key in blobs().keys(""):
        target = part / BLOBS / key
        if key.startswith(f"{ARTIFACTS}/") or target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        source = blobs().local(key)
        try:
            if source is None:
                blobs().fetch(key, target)
            else:
                _link(source, target, copying)
        except (FileNotFoundError, LookupError):
            continue  # it was removed in between: the database no longer names it
    for folder in _artifacts():
        _keep_artifact(folder, part / ARTIFACTS / folder.parent.name / folder.name, copying)


def _artifacts() -> Iterator[Path]:
    """The folders of all artifacts; those of other machines are fetched first."""
    store = artifacts()
    if isinstance(store, SharedArtifacts):
        for name in store.remote.keys(f"{ARTIFACTS}/"):
            if name.endswith(f"/{MANIFEST}"):
                store.get(name.split("/")[2])
    for found in store.root.glob("??/*/" + MANIFEST):
        yield found.parent


def _keep_artifact(source: Path, target: Path, copying: bool) -> None:
    if target.exists():
        return
    try:
        target.mkdir(parents=True)
        for path in source.iterdir():
            _link(path, target / path.name, copying)
    except FileNotFoundError:
        # It was dropped in between: whole or not at all holds here, too.
        shutil.rmtree(target, ignore_errors=True)


def _link(source: Path, target: Path, copying: bool) -> None:
    if not copying:
        try:
            os.link(source, target)
            return
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
    shutil.copyfile(source, target)
