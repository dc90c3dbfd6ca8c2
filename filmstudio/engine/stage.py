"""Stages: the steps of a production, each saying what it needs, reads and makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from filmstudio.engine.artifact import Artifact, canonical
from filmstudio.engine.provider import Provider
from filmstudio.files import disk_errors

WHOLE = ""
"""The unit of a stage that does not fan out."""


class NotReady(Exception):
    """What was asked for is not made yet; the planner asks again later."""


class View(Protocol):
    """What is made so far, as a stage sees it. Every call raises NotReady where it is too early."""

    def document(self, slot: str, unit: str = WHOLE) -> Any:
        """The parsed document of a slot."""
        ...

    def digest(self, slot: str, unit: str = WHOLE) -> str:
        """The digest of what a slot holds, without opening it."""
        ...

    def artifact(self, slot: str, unit: str = WHOLE) -> Artifact:
        """The artifact of a slot."""
        ...


@dataclass
class Context:
    """What a running unit may use: nothing else of the outside world.

    `view` opens what it needs, `scratch` is the folder whose files become its artifact,
    `progress` tells how far it is (0-1 and a few words), `cancelled` whether to stop.
    """

    view: View
    unit: str
    scratch: Path
    provider: Provider | None
    report: Callable[[float, str], None]
    cancelled: Callable[[], bool]
    warnings: list[str]

    def save(self, document: Any, name: str = "document.json") -> None:
        """Keeps a JSON document (a pydantic model or plain values) as a file of the artifact."""
        path = self.scratch / name
        with disk_errors(path):
            path.write_bytes(canonical(document))

    def path(self, name: str) -> Path:
        """Where to write a file of the artifact."""
        return self.scratch / name

    def progress(self, part: float, note: str = "") -> None:
        self.report(part, note)

    def warn(self, sentence: str) -> None:
        """Tells the creator something about this part; kept with the artifact."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)


class Stage:
    """One step. Subclasses set the class attributes and define `units`, `reads` and `run`.

    `needs` are the slots that must exist, `makes` the slot it fills, `each` what it fans out
    over (for people to read), `capability` the kind of provider that does the work.
    `version` is raised whenever the same inputs give another result.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    needs: ClassVar[tuple[str, ...]] = ()
    wants: ClassVar[tuple[str, ...]] = ()
    makes: ClassVar[str]
    each: ClassVar[str] = ""
    capability: ClassVar[str] = ""
    attempts: ClassVar[int] = 2
    timeout: ClassVar[float] = 900.0
    usual_cost: ClassVar[float] = 200.0
    """What all its units cost in a film of a minute, while nobody knows yet how many there are."""
    light: ClassVar[bool] = False
    """Whether it takes a moment only, so that the executor runs it in its own process."""
    label: ClassVar[str] = ""
    """What the creator sees while it runs, for example "Painting places"."""

    def units(self, view: View) -> list[str]:
        """The units to be made, in the order of the film."""
        return [WHOLE]

    def reads(self, view: View, unit: str) -> Any:
        """Everything that the unit's result depends on, as narrow as possible: plain values.

        Inputs too large to quote are given by their digest.
        """
        raise NotImplementedError

    def cost(self, view: View, unit: str) -> float:
        """About how many milliseconds it takes at 1080p: long ones are started first, and
        progress is counted in it."""
        return 100.0

    def run(self, ctx: Context) -> None:
        """Makes the unit's artifact."""
        raise NotImplementedError


@dataclass(frozen=True)
class Recipe:
    """A kind of production: the slots given from outside and the stages in order."""

    name: str
    given: tuple[str, ...]
    stages: tuple[Stage, ...]
    result: str

    def stage(self, name: str) -> Stage:
        """The stage with this name. Raises KeyError."""
        for stage in self.stages:
            if stage.name == name:
                return stage
        raise KeyError(name)

    def faults(self) -> list[str]:
        """Sentences about needs that nothing makes earlier; none for a sound recipe."""
        made = set(self.given)
        found = []
        for stage in self.stages:
            for slot in stage.needs:
                if slot not in made:
                    found.append(f"{stage.name} needs {slot!r}, which nothing makes before it.")
            if stage.makes in made:
                found.append(f"{stage.name} makes {stage.makes!r} a second time.")
            made.add(stage.makes)
        if self.result not in made:
            found.append(f"Nothing makes the result {self.result!r}.")
        return found
