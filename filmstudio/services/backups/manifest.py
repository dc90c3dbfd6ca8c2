"""What lies in a backup: its files with their digests, and which studio it was taken from."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from filmstudio.engine.artifact import file_digest
from filmstudio.errors import BadInput, Damaged

NAME = "backup.json"
FORMAT = 1
KEY = "secret.key"
BLOBS, ARTIFACTS = "blobs", "artifacts"
DATABASES = {"sqlite": "database.sqlite", "postgres": "database.sql"}


class Kept(BaseModel):
    """One file: its bytes and the SHA-256 of them in hex."""

    model_config = ConfigDict(frozen=True)

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """The whole backup. `files` are paths within its folder."""

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    studio: str
    made_at: datetime
    database: Literal["sqlite", "postgres"]
    revision: str
    """The newest migration of its database."""
    has_key: bool
    files: dict[str, Kept]

    @field_validator("files")
    @classmethod
    def _within(cls, files: dict[str, Kept]) -> dict[str, Kept]:
        for name in files:
            parts = PurePosixPath(name).parts
            ours = parts[:1] in {(BLOBS,), (ARTIFACTS,)} or name in {KEY, *DATABASES.values()}
            if not ours or ".." in parts or PurePosixPath(name).is_absolute():
                raise ValueError(f"{name!r} is no file of a backup")
        return files

    def under(self, folder: str) -> list[str]:
        """The files of one folder, in order."""
        return sorted(name for name in self.files if name.startswith(f"{folder}/"))


def described(folder: Path) -> dict[str, Kept]:
    """Every file of a folder with its digest."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            found[name] = Kept(bytes=path.stat().st_size, sha256=file_digest(path))
    return found


def read(folder: Path) -> Manifest:
    """The manifest of a backup. Raises BadInput for a folder that is none, or that was made by a
    newer studio."""
    try:
        manifest = Manifest.model_validate_json((folder / NAME).read_bytes())
    except OSError as error:
        raise BadInput(f"{folder} is not a backup: it has no {NAME}.") from error
    except ValidationError as error:
        raise BadInput(f"{folder / NAME} is damaged: {error.errors()[0]['msg']}.") from error
    if manifest.format > FORMAT:
        raise BadInput(f"{folder} was made by a newer studio. Upgrade this one first.")
    return manifest


def verify(folder: Path, manifest: Manifest) -> None:
    """Compares every file with its digest. Raises Damaged that names the first that differs."""
    for name, kept in manifest.files.items():
        path = folder / name
        try:
            same = path.stat().st_size == kept.bytes and file_digest(path) == kept.sha256
        except OSError:
            same = False
        if not same:
            raise Damaged(f"{path} is damaged or missing: this backup cannot be put back.")


def artifact_body(path: Path) -> dict[str, Any]:
    """What an artifact in a backup says of itself. Raises Damaged."""
    try:
        body: dict[str, Any] = json.loads(path.read_bytes())
        return {"meta": body["meta"], "digest": body["digest"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{path} is damaged: this backup cannot be put back.") from error
