"""Artifacts: what a unit of work made, kept in a folder named by what went into it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from filmstudio.errors import Damaged
from filmstudio.files import disk_errors

MANIFEST = "manifest.json"


def canonical(value: Any) -> bytes:
    """JSON bytes of a value, the same for equal values: sorted keys, no spaces."""

    def plain(item: Any) -> Any:
        if isinstance(item, BaseModel):
            return item.model_dump(mode="json")
        if isinstance(item, Path):
            return str(item)
        raise TypeError(f"{type(item).__name__} has no canonical form")

    return json.dumps(
        value, default=plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON of a value, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _birth(pid: int) -> str:
    """When a living process started, in ticks since boot; "" for none and for the undead."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]


def _owner() -> str:
    """This process by number and start, since numbers come again."""
    return f"{os.getpid()}.{_birth(os.getpid())}"


@dataclass(frozen=True)
class Artifact:
    """A finished artifact: `key` says what went in, `digest` what came out."""

    key: str
    digest: str
    folder: Path
    files: dict[str, str]
    meta: dict[str, Any]

    def path(self, name: str) -> Path:
        """The path of one of its files."""
        return self.folder / name

    def document(self, name: str = "document.json") -> Any:
        """A JSON file of it, parsed. Raises Damaged where its bytes are not what was saved."""
        data = self.verified(name).read_bytes()
        return json.loads(data)

    def verified(self, name: str) -> Path:
        """The path of a file whose bytes were compared with the manifest.

        Raises Damaged where the file was changed or lost: the unit is then made again.
        """
        path = self.folder / name
        try:
            same = file_digest(path) == self.files[name]
        except (OSError, KeyError):
            same = False
        if not same:
            raise Damaged(f"The kept file {path} is damaged.", key=self.key)
        return path


class ArtifactStore:
    """A folder of artifacts. Safe for many processes: a folder appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root / "artifacts"
        self.temporary = root / "scratch"

    def prepare(self) -> None:
        """Makes the folders and removes the scratch of processes that died.

        Raises NoSpace where the folder cannot be written.
        """
        with disk_errors(self.root, making=True):
            self.root.mkdir(parents=True, exist_ok=True)
            self.temporary.mkdir(parents=True, exist_ok=True)
            probe = self.temporary / f"{_owner()}-probe"
            probe.mkdir(exist_ok=True)
            try:
                (probe / "probe").write_bytes(b"0" * 4096)
            finally:
                shutil.rmtree(probe, ignore_errors=True)
        self.tidy()

    def tidy(self) -> None:
        """Removes the scratch of processes that are no more."""
        for folder in self.temporary.iterdir():
            pid, _, birth = folder.name.split("-", 1)[0].partition(".")
            if not pid.isdigit() or not birth or _birth(int(pid)) != birth:
                shutil.rmtree(folder, ignore_errors=True)

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """While a film is made: what it opens or keeps from now on is neither trimmed nor cleared
        by anybody."""
        mark = self.temporary / f"{_owner()}-use-{time.monotonic_ns()}"
        with disk_errors(mark, making=True):
            mark.mkdir(parents=True, exist_ok=True)
        try:
            yield
        finally:
            shutil.rmtree(mark, ignore_errors=True)

    def _used_since(self) -> float:
        """When the longest of the films that are being made was begun; infinity for none."""
        begun = float("inf")
        for mark in self.temporary.glob("*-use-*"):
            pid, _, birth = mark.name.split("-", 1)[0].partition(".")
            if pid.isdigit() and birth and _birth(int(pid)) == birth:
                with contextlib.suppress(OSError):
                    begun = min(begun, mark.stat().st_mtime)
        return begun

    def folder(self, key: str) -> Path:
        """Where an artifact lies. Raises ValueError for what is no key: an empty one would name
        the folder of all artifacts."""
        if len(key) < 8 or not key.isalnum():
            raise ValueError(f"{key!r} is not a key.")
        return self.root / key[:2] / key

    def get(self, key: str) -> Artifact | None:
        """The artifact of this key, or None. Marks it as used."""
        folder = self.folder(key)
        manifest = folder / MANIFEST
        try:
            body = json.loads(manifest.read_bytes())
            os.utime(manifest)
            if any((folder / name).stat().st_size != size for name, size in body["sizes"].items()):
                raise OSError(errno.EIO, "size")
        except FileNotFoundError:
            if folder.exists():
                self.drop(key)
            return None
        except (OSError, ValueError, KeyError):
            self.drop(key)
            return None
        return Artifact(key, body["digest"], folder, body["files"], body["meta"])

    def glance(self, key: str) -> Artifact | None:
        """As `get`, where only what an artifact is has to be known at once, and not its files."""
        return self.get(key)

    def scratch(self, key: str) -> Path:
        """A new empty folder of this process to write an artifact's files into."""
        folder = self.temporary / f"{_owner()}-{key[:24]}"
        shutil.rmtree(folder, ignore_errors=True)
        with disk_errors(folder):
            folder.mkdir(parents=True)
        return folder

    def commit(
        self, key: str, scratch: Path, meta: dict[str, Any], *, part: bool = False
    ) -> Artifact:
        """Turns a scratch folder into the artifact of `key`; a finished one of another process wins.

        `part` says that it is only a part of something (one shot, one line): where artifacts are
        removed by their age, it may go.
        """
        with disk_errors(self.root):
            names = sorted(p.name for p in scratch.iterdir() if p.is_file() and p.name != MANIFEST)
            files = {name: file_digest(scratch / name) for name in names}
            sizes = {name: (scratch / name).stat().st_size for name in names}
            body = {"digest": digest(files), "files": files, "sizes": sizes, "meta": meta}
            (scratch / MANIFEST).write_bytes(canonical(body))
            target = self.folder(key)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.rename(scratch, target)
            except OSError as error:
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                    raise
                shutil.rmtree(scratch, ignore_errors=True)
        kept = self.get(key)
        if kept is None:
            raise Damaged(f"The artifact {key} vanished while it was being kept.", key=key)
        return kept

    def drop(self, key: str) -> None:
        """Forgets an artifact: moved aside in one step, then removed."""
        aside = self.temporary / f"{_owner()}-dropped-{key[:16]}-{time.monotonic_ns()}"
        with contextlib.suppress(FileNotFoundError):
            self.temporary.mkdir(parents=True, exist_ok=True)
            os.rename(self.folder(key), aside)
            shutil.rmtree(aside, ignore_errors=True)

    def usage(self) -> list[tuple[float, int, str]]:
        """(time of last use, bytes, key) of every artifact, oldest use first."""
        found = []
        for manifest in self.root.glob("??/*/" + MANIFEST):
            with contextlib.suppress(OSError):
                size = sum(p.stat().st_size for p in manifest.parent.iterdir())
                found.append((manifest.stat().st_mtime, size, manifest.parent.name))
        return sorted(found)

    def trim(self, limit: int) -> int:
        """Drops the artifacts that were not used for longest until `limit` bytes are left.

        What a film that is being made uses stays. Returns the bytes freed.
        """
        found = self.usage()
        begun = self._used_since()
        total = sum(size for _, size, _ in found)
        freed = 0
        for used, size, key in found:
            if total - freed <= limit or used >= begun:
                break
            self.drop(key)
            freed += size
        return freed

    def clear(self) -> int:
        """Drops every artifact that no film in the making uses; returns the bytes freed."""
        return self.trim(0)
