"""The artifacts of this machine, shared through the bucket where there is one."""

from __future__ import annotations

import json
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

from filmstudio.engine.artifact import MANIFEST, Artifact, ArtifactStore, file_digest
from filmstudio.errors import Missing
from filmstudio.settings import settings
from filmstudio.store.blobs import Blobs, blobs


class SharedArtifacts(ArtifactStore):
    """Keeps artifacts in a folder and in the bucket: what another machine made is fetched when it
    is first asked for. The manifest goes up last, so an artifact is there whole or not at all."""

    def __init__(self, root: Path, remote: Blobs) -> None:
        super().__init__(root)
        self.remote = remote

    @staticmethod
    def _blob(key: str, part: object) -> str:
        return f"artifacts/{key[:2]}/{key}/{part}"

    def get(self, key: str) -> Artifact | None:
        kept = super().get(key)
        return kept if kept is not None else self._fetch(key)

    def _fetch(self, key: str) -> Artifact | None:
        manifest = self._blob(key, MANIFEST)
        try:
            with self.remote.open(manifest) as stream:
                body = json.loads(stream.read())
        except Missing:
            return None
        scratch = self.scratch(f"fetched-{key}")
        try:
            for number, name in enumerate(sorted(body["files"])):
                self.remote.fetch(self._blob(key, number), scratch / name)
            if {name: file_digest(scratch / name) for name in body["files"]} != body["files"]:
                self.remote.delete(manifest)
                return None
            return super().commit(key, scratch, body["meta"])
        except Missing:
            return None  # the rules of the bucket have removed a part: it is made again
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def commit(self, key: str, scratch: Path, meta: dict[str, Any]) -> Artifact:
        kept = super().commit(key, scratch, meta)
        for number, name in enumerate(sorted(kept.files)):
            self.remote.put(self._blob(key, number), kept.path(name), kind="part")
        self.remote.put(self._blob(key, MANIFEST), kept.path(MANIFEST), kind="part")
        return kept


@lru_cache(maxsize=1)
def artifacts() -> ArtifactStore:
    """The artifacts of this process, by the settings."""
    given = settings()
    if given.s3_bucket:
        return SharedArtifacts(given.data, blobs())
    return ArtifactStore(given.data)
