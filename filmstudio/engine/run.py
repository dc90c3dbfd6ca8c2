"""Runs one unit: opens what it needs, runs its stage, keeps its artifact. Shared by all executors."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from filmstudio.engine.artifact import Artifact, ArtifactStore
from filmstudio.engine.plan import Unit
from filmstudio.engine.provider import Providers
from filmstudio.engine.stage import WHOLE, Context, NotReady, Recipe
from filmstudio.errors import Broken, Cancelled, Damaged
from filmstudio.files import disk_errors
from filmstudio.processes import peak_bytes

Filled = Mapping[tuple[str, str], str]
"""Slot and unit to artifact key: all that another process needs to see what is made."""


@dataclass
class KeptView:
    """A View over artifact keys: opens an artifact when it is first asked for."""

    store: ArtifactStore
    filled: Filled
    _documents: dict[tuple[str, str], object] = field(default_factory=dict)

    def artifact(self, slot: str, unit: str = WHOLE) -> Artifact:
        try:
            key = self.filled[slot, unit]
        except KeyError:
            raise NotReady(f"{slot} {unit}") from None
        kept = self.store.get(key)
        if kept is None:
            raise Damaged(
                "A part that was made before ({slot} {unit}) is no longer there. Run the same "
                "command again.",
                key=key,
                slot=slot,
                unit=unit,
            )
        return kept

    def digest(self, slot: str, unit: str = WHOLE) -> str:
        return self.artifact(slot, unit).digest

    def document(self, slot: str, unit: str = WHOLE) -> object:
        if (slot, unit) not in self._documents:
            self._documents[slot, unit] = self.artifact(slot, unit).document()
        return self._documents[slot, unit]


@dataclass(frozen=True)
class Outcome:
    """What became of a unit. CPU and wall in seconds, child processes included.

    `process` is the worker's number in the system and `process_cpu` all it used so far.
    """

    key: str
    cpu: float
    wall: float
    warnings: tuple[str, ...]
    peak_bytes: int
    process: int
    process_cpu: float


def cpu_seconds() -> float:
    """CPU seconds of this process and of its children that ended."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def run_unit(
    recipe: Recipe,
    providers: Providers,
    store: ArtifactStore,
    filled: Filled,
    work: Unit,
    report: Callable[[float, str], None],
    cancelled: Callable[[], bool],
) -> Outcome:
    """Makes the artifact of `work` and keeps it. Nothing remains of a unit that fails.

    Raises the error families of `filmstudio.errors`.
    """
    stage = recipe.stage(work.stage)
    started, cpu = time.monotonic(), cpu_seconds()
    scratch = store.scratch(work.key)
    # Temporary files lie beside it, so that those of a killed process are found and removed.
    temporary = store.scratch(f"temporary-{work.key}")
    elsewhere, tempfile.tempdir = tempfile.tempdir, str(temporary.resolve())
    warnings: list[str] = []
    try:
        context = Context(
            view=KeptView(store, filled),
            unit=work.unit,
            scratch=scratch,
            provider=providers.named(work.provider) if work.provider else None,
            report=report,
            cancelled=cancelled,
            warnings=warnings,
        )
        if cancelled():
            raise Cancelled("Cancelled.")
        try:
            with disk_errors(scratch):
                stage.run(context)
                artifact = store.commit(
                    work.key, scratch, {"warnings": warnings}, part=work.unit != WHOLE
                )
        except MemoryError as error:
            raise Broken("There was not enough memory for {work}.", work=work.name) from error
    finally:
        tempfile.tempdir = elsewhere
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.rmtree(temporary, ignore_errors=True)
    return Outcome(
        artifact.key,
        cpu_seconds() - cpu,
        time.monotonic() - started,
        tuple(warnings),
        peak_bytes(),
        os.getpid(),
        cpu_seconds(),
    )
