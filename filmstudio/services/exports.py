"""Other sizes and formats of finished films, made when they are first asked for and then kept."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from filelock import FileLock

from filmstudio.errors import BadInput, Busy
from filmstudio.services import plans
from filmstudio.services.actor import Actor
from filmstudio.services.results import Finished, Part
from filmstudio.settings import settings

FORMATS = ("mp4", "hevc", "webm", "gif")
ENDINGS = {"mp4": "mp4", "hevc": "mp4", "webm": "webm", "gif": "gif"}
KEPT_BYTES = 4 * 2**30
"""Exports are trimmed to this size, the oldest first: they can be made again."""
WAIT_SECONDS = 8.0
MOST_WAITING = 8


@dataclass(frozen=True)
class Export:
    """One format and size of a film. `lines` is the shorter side; 0 for the film as it is."""

    film: Part
    format: str
    lines: int

    @property
    def path(self) -> Path:
        """Where it is kept: named by the film and what was made of it."""
        made_of = f"{self.film.artifact.key} {self.film.artifact.digest} {self.format} {self.lines}"
        name = hashlib.sha256(made_of.encode()).hexdigest()[:40]
        return settings().data / "exports" / f"{name}.{ENDINGS[self.format]}"


def wanted(actor: Actor, of: Finished, film: Part, format: str, quality: str) -> Export | None:
    """What has to be made; None where the film itself is what is wanted.

    Without a `quality`, it is the film's own height or, where that is less, what the plan includes.
    Raises BadInput, PaymentNeeded.
    """
    from filmstudio.media.formats import HEIGHTS

    if quality and quality not in HEIGHTS:
        raise BadInput("quality: choose {heights}.", heights=list(HEIGHTS))
    plan = plans.plan_of(actor.plan)
    lines = HEIGHTS[quality] if quality else min(of.lines, plan.lines)
    plans.permit(plan, lines=lines)
    if lines == of.lines:
        lines = 0
    return None if format == "mp4" and not lines else Export(film, format, lines)


@lru_cache(maxsize=1)
def _workshop() -> ThreadPoolExecutor:
    """One at a time in a process: the encoder itself uses every core."""
    return ThreadPoolExecutor(1, "exports")


_running: dict[Path, Future[Path]] = {}
_lock = Lock()


def made(export: Export) -> Path:
    """The exported file. Waits a moment for it; raises Busy where it takes longer: ask again.

    Raises BadInput, Broken, NoSpace as the encoder does.
    """
    if export.path.is_file():
        with contextlib.suppress(OSError):
            export.path.touch()
        return export.path
    with _lock:
        future = _running.get(export.path)
        if future is None:
            if len(_running) >= MOST_WAITING:
                raise Busy("Many films are being converted just now.", retry_after=20, code="busy")
            future = _workshop().submit(_make, export)
            _running[export.path] = future
            future.add_done_callback(lambda _: _forget(export.path))
    try:
        return future.result(timeout=WAIT_SECONDS)
    except NotYet:
        raise Busy(
            "The film is being converted. Ask again in a moment.", retry_after=5, code="converting"
        ) from None


def finish() -> None:
    """Waits until nothing is being converted."""
    if _workshop.cache_info().currsize:
        _workshop().submit(lambda: None).result()


def _forget(path: Path) -> None:
    with _lock:
        _running.pop(path, None)


def _make(export: Export) -> Path:
    from filmstudio.media import formats

    makers: dict[str, Callable[[], object]] = {
        "mp4": lambda: formats.h264(source, path, export.lines or None),
        "hevc": lambda: formats.h265(source, path, export.lines or None),
        "webm": lambda: formats.webm(source, path, export.lines or None),
        "gif": lambda: formats.gif(source, path, short_side=export.lines or None),
    }
    path = export.path
    path.parent.mkdir(parents=True, exist_ok=True)
    # Another web process may be at the same film; the one that comes second finds it made.
    with FileLock(path.with_suffix(".lock")):
        if not path.is_file():
            source = export.film.path()
            makers[export.format]()
            trim(path.parent)
    return path


def trim(folder: Path, most: int = KEPT_BYTES) -> None:
    """Removes the exports that were asked for longest ago, until the rest is small enough."""
    kept = []
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):
            facts = path.stat()
            if path.suffix == ".lock":
                if facts.st_mtime < time.time() - 86_400:
                    path.unlink()
            elif not path.name.startswith("."):
                kept.append((facts.st_mtime, facts.st_size, path))
    whole = sum(size for _, size, _ in kept)
    for _, size, path in sorted(kept)[:-1]:
        if whole <= most:
            break
        path.unlink(missing_ok=True)
        whole -= size
