"""The planner: which units are done, which can run now, and by what key each is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from filmstudio.engine.artifact import Artifact, ArtifactStore, digest
from filmstudio.engine.provider import LAST_VENDOR, Card, Providers
from filmstudio.engine.sources import code_of
from filmstudio.engine.stage import WHOLE, NotReady, Recipe, Stage

KEY_FORMAT = 2


@dataclass(frozen=True)
class Unit:
    """One piece of work: a stage for one shot, line, scene or the whole film."""

    stage: str
    unit: str
    key: str
    provider: str
    cost: float = 1.0

    @property
    def name(self) -> str:
        return f"{self.stage} {self.unit}".strip()


@dataclass
class Board:
    """What is made so far in one render: slot and unit to artifact. It is the stages' View."""

    store: ArtifactStore
    filled: dict[tuple[str, str], Artifact] = field(default_factory=dict)
    _documents: dict[tuple[str, str], Any] = field(default_factory=dict)

    def artifact(self, slot: str, unit: str = WHOLE) -> Artifact:
        try:
            return self.filled[slot, unit]
        except KeyError:
            raise NotReady(f"{slot} {unit}") from None

    def digest(self, slot: str, unit: str = WHOLE) -> str:
        return self.artifact(slot, unit).digest

    def document(self, slot: str, unit: str = WHOLE) -> Any:
        artifact = self.artifact(slot, unit)
        if (slot, unit) not in self._documents:
            self._documents[slot, unit] = artifact.document()
        return self._documents[slot, unit]

    def fill(self, slot: str, unit: str, artifact: Artifact) -> None:
        self.filled[slot, unit] = artifact
        self._documents.pop((slot, unit), None)

    def empty(self, slot: str, unit: str) -> None:
        self.filled.pop((slot, unit), None)
        self._documents.pop((slot, unit), None)


def unit_key(stage: Stage, reads: Any, provider: Card | None, take: int = 0) -> str:
    """The key of a unit: SHA-256 of stage and provider with their versions and code, of take and
    what the unit reads."""
    return digest(
        [
            KEY_FORMAT,
            stage.name,
            stage.version,
            code_of(type(stage).__module__),
            [provider.name, provider.version, provider.code] if provider else None,
            take,
            reads,
        ]
    )


@dataclass
class Plan:
    """The state of a render: `pending` cannot start yet, `ready` can, `done` is kept."""

    recipe: Recipe
    board: Board
    providers: Providers
    takes: Mapping[str, int] = field(default_factory=dict)
    goals: tuple[str, ...] = ()
    """The slots wanted; empty: the recipe's result."""
    excluded: dict[str, set[str]] = field(default_factory=dict)
    """Unit name to the providers that failed for it."""
    shut: set[str] = field(default_factory=set)
    """Providers that can serve nothing of this render: their key is no good or used up."""
    done: dict[str, Unit] = field(default_factory=dict)
    cached: dict[str, Unit] = field(default_factory=dict)
    running: set[str] = field(default_factory=set)
    """Names of units that are being made: what they keep is theirs to tell, not found as cached."""
    _costs: dict[str, float] = field(default_factory=dict)

    def candidates(self, stage: Stage, unit: str) -> list[Card | None]:
        """The providers to try for a unit, best first; [None] for a stage that needs none."""
        if not stage.capability:
            return [None]
        bad = self.shut | self.excluded.get(f"{stage.name} {unit}".strip(), set())
        return [card for card in self.providers.order(stage.capability) if card.name not in bad]

    def is_light(self, work: Unit) -> bool:
        """Whether a unit takes a moment only: a light stage's, unless a vendor makes it."""
        if not self.recipe.stage(work.stage).light:
            return False
        return all(c.tier > LAST_VENDOR for c in self.providers.cards() if c.name == work.provider)

    def wanted(self) -> list[Stage]:
        """The stages that the goals need, in production order; what is pinned needs nothing."""
        slots = set(self.goals or (self.recipe.result,))
        found = []
        for stage in reversed(self.recipe.stages):
            pinned = (stage.makes, WHOLE) in self.board.filled and stage.name not in self.done
            if stage.makes in slots and not pinned:
                found.append(stage)
                slots.update(stage.needs)
        return found[::-1]

    def advance(self) -> list[Unit]:
        """Marks units whose artifact is kept as cached and returns those that can run now.

        Repeated until nothing more is found: a cached document may make others ready.
        """
        while True:
            ready, found = self._sweep()
            if not found:
                return ready

    def _sweep(self) -> tuple[list[Unit], bool]:
        ready: list[Unit] = []
        keys: set[str] = set()
        found = False
        for stage in self.wanted():
            try:
                units = stage.units(self.board)
            except NotReady:
                continue
            for unit in units:
                name = f"{stage.name} {unit}".strip()
                if name in self.done or name in self.running:
                    continue
                if (stage.makes, unit) in self.board.filled:
                    continue
                try:
                    reads = stage.reads(self.board, unit)
                except NotReady:
                    continue
                cards = self.candidates(stage, unit)
                card = cards[0] if cards else None
                key = unit_key(stage, reads, card, self.takes.get(name, 0))
                work = Unit(
                    stage.name,
                    unit,
                    key,
                    card.name if card else "",
                    stage.cost(self.board, unit),
                )
                kept = self.board.store.get(key)
                if kept is not None:
                    self.finish(work, kept, cached=True)
                    found = True
                elif key not in keys:
                    keys.add(key)
                    ready.append(work)
        return ready, found

    def finish(self, work: Unit, artifact: Artifact, *, cached: bool = False) -> None:
        """Records that a unit's artifact exists."""
        stage = self.recipe.stage(work.stage)
        self.board.fill(stage.makes, work.unit, artifact)
        self.done[work.name] = work
        if cached:
            self.cached[work.name] = work

    def forget(self, key: str) -> bool:
        """Takes back everything that rests on the artifact of `key`; False where no stage made it."""
        places = [place for place, kept in self.board.filled.items() if kept.key == key]
        names = {stage.makes: stage.name for stage in self.recipe.stages}
        forgotten = False
        for slot, unit in places:
            name = f"{names.get(slot, '')} {unit}".strip()
            if name in self.done:
                self.board.empty(slot, unit)
                del self.done[name]
                self.cached.pop(name, None)
                forgotten = True
        return forgotten

    def total(self) -> int:
        """Units known so far, done or not."""
        count = 0
        for stage in self.wanted():
            try:
                count += len(stage.units(self.board))
            except NotReady:
                count += 1
        return count

    def work(self) -> tuple[float, float]:
        """The cost of what was made in this render, and of what is still to be made."""
        made = left = 0.0
        for stage in self.wanted():
            try:
                units = stage.units(self.board)
            except NotReady:
                left += stage.usual_cost
                continue
            for unit in units:
                name = f"{stage.name} {unit}".strip()
                if name in self.cached:
                    continue
                if name in self.done:
                    made += self.done[name].cost
                    continue
                if name not in self._costs:
                    try:
                        self._costs[name] = stage.cost(self.board, unit)
                    except NotReady:
                        left += stage.usual_cost / len(units)
                        continue
                left += self._costs[name]
        return made, left

    def all_known(self) -> bool:
        """Whether every stage can name its units by now."""
        for stage in self.wanted():
            try:
                stage.units(self.board)
            except NotReady:
                return False
        return True

    def complete(self) -> bool:
        """Whether every goal is made."""
        goals = self.goals or (self.recipe.result,)
        return all((slot, WHOLE) in self.board.filled for slot in goals)
