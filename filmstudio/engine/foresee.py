"""Foresees what a render would make: the plan is followed to its end with guesses for what is not made yet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filmstudio.engine.artifact import Artifact, ArtifactStore, canonical, digest, file_digest
from filmstudio.engine.plan import Plan, Unit
from filmstudio.engine.stage import Context, Stage, View
from filmstudio.errors import Damaged

MOST_DAMAGED = 8
Guess = Callable[[Stage, Unit, View], Any]
"""A document that a unit might make, or None where nobody opens what it makes."""


@dataclass(frozen=True)
class Held(Artifact):
    """An artifact that is kept nowhere: its documents are at hand, its other files are not."""

    documents: Mapping[str, Any] = field(default_factory=dict)

    def document(self, name: str = "document.json") -> Any:
        # Whoever opens it may keep it: a copy, as from a file.
        return json.loads(canonical(self.documents[name]))


class Glances(ArtifactStore):
    """What is kept, seen without fetching it from other machines."""

    def __init__(self, store: ArtifactStore) -> None:
        self.store = store
        self.root, self.temporary = store.root, store.temporary

    def get(self, key: str) -> Artifact | None:
        return self.store.glance(key)

    def drop(self, key: str) -> None:
        self.store.drop(key)


def held(slot: str, document: Any, others: Mapping[str, str] | None = None) -> Held:
    """A document given from outside, with the key and digest that it would have if it were pinned.

    `others` are the SHA-256 of files that belong to it.
    """
    files = {"document.json": hashlib.sha256(canonical(document)).hexdigest()} | dict(others or {})
    return Held(
        digest(["pin", slot, files]), digest(files), Path(), files, {}, {"document.json": document}
    )


@dataclass
class Foreseen:
    """The units that would be made, in an order in which they can be, and those that are kept."""

    made: list[Unit]
    kept: list[Unit]

    def of(self, stage: str) -> list[str]:
        """What a stage would make."""
        return [work.unit for work in self.made if work.stage == stage]


def foresee(plan: Plan, guess: Guess, scratch: Path) -> Foreseen:
    """Follows a plan to its end without making anything that takes time.

    Light stages really run, in `scratch`; of all others `guess` gives the document. A part that
    is made of guesses counts as made, even where it would come out as it was. Raises what light
    stages raise.
    """
    made: list[Unit] = []
    keys: set[str] = set()
    damaged = 0
    while True:
        try:
            ready = plan.advance()
        except Damaged as error:
            damaged += 1
            plan.board.store.drop(error.key)
            if damaged > MOST_DAMAGED or not plan.forget(error.key):
                raise
            continue
        if not ready:
            break
        for work in ready:
            stage = plan.recipe.stage(work.stage)
            if stage.light and not stage.capability:
                found = _run(stage, work, plan.board, scratch / f"{len(made)}-{work.stage}")
            else:
                document = guess(stage, work, plan.board)
                documents = {} if document is None else {"document.json": document}
                found = Held(work.key, f"guess-{work.key}", Path(), {}, {}, documents)
            plan.finish(work, found)
            # What two units share is made once.
            if work.key not in keys:
                made.append(work)
                keys.add(work.key)
    return Foreseen(made, list(plan.cached.values()))


def _run(stage: Stage, work: Unit, view: View, folder: Path) -> Artifact:
    """What a light stage makes, as an artifact that nobody keeps."""
    folder.mkdir(parents=True)
    warnings: list[str] = []
    stage.run(
        Context(
            view=view,
            unit=work.unit,
            scratch=folder,
            provider=None,
            report=lambda part, note: None,
            cancelled=lambda: False,
            warnings=warnings,
        )
    )
    files = {path.name: file_digest(path) for path in sorted(folder.iterdir())}
    return Artifact(work.key, digest(files), folder, files, {"warnings": warnings})
