"""The artifacts of this machine, shared through the bucket where there is one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from filmstudio.engine.artifact import MANIFEST, Artifact, ArtifactStore, file_digest
from filmstudio.errors import Damaged, Missing
from filmstudio.settings import settings
from filmstudio.store.blobs import Blobs, blobs


@dataclass(frozen=True)
class Distant(Artifact):
    """An artifact in the bucket, of which this machine has the manifest alone."""

    fetch: Callable[[str], Artifact | None] = lambda key: None

    def verified(self, name: str) -> Path:
        kept = self.fetch(self.key)
        if kept is None:
            raise Damaged("A part that was kept is no longer there.", key=self.key)
        return kept.verified(name)

    def document(self, name: str = "document.json") -> Any:
        return json.loads(self.verified(name).read_bytes())


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

    def glance(self, key: str) -> Artifact | None:
        kept = super().get(key)
        if kept is not None:
            return kept
        try:
            with self.remote.open(self._blob(key, MANIFEST)) as stream:
                body = json.loads(stream.read())
        except Missing:
            return None
        return Distant(key, body["digest"], self.folder(key), body["files"], body["meta"], self.get)

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

    def commit(
        self, key: str, scratch: Path, meta: dict[str, Any], *, part: bool = False
    ) -> Artifact:
        kept = super().commit(key, scratch, meta, part=part)
        kind = "part" if part else ""
        for number, name in enumerate(sorted(kept.files)):
            self.remote.put(self._blob(key, number), kept.path(name), kind=kind)
        self.remote.put(self._blob(key, MANIFEST), kept.path(MANIFEST), kind=kind)
        return kept


@lru_cache(maxsize=1)
def artifacts() -> ArtifactStore:
    """The artifacts of this process, by the settings."""
    given = settings()
    if given.s3_bucket:
        return SharedArtifacts(given.data, blobs())
    return ArtifactStore(given.data)
