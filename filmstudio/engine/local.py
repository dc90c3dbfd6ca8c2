"""The local executor: makes a film on this machine with a few processes."""

from __future__ import annotations

import contextlib
import hashlib
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from filmstudio.engine.artifact import Artifact, ArtifactStore, canonical, digest
from filmstudio.engine.events import Event, Kind
from filmstudio.engine.plan import Board, Plan, Unit
from filmstudio.engine.pool import Task, Worker, Workshop, unforeseen
from filmstudio.engine.provider import UNUSABLE
from filmstudio.engine.run import Outcome, run_unit
from filmstudio.engine.stage import WHOLE
from filmstudio.errors import Broken, Busy, Cancelled, Damaged, StudioError
from filmstudio.files import disk_errors

BACKOFF = 0.25
"""Seconds before the first retry; doubled for each further one."""
LONGEST_WAIT = 60.0
"""Seconds for which a busy provider is waited for where another one could do the work."""


@dataclass
class Tally:
    """What a stage took: wall and CPU seconds summed over its units."""

    units: int = 0
    cached: int = 0
    wall: float = 0.0
    cpu: float = 0.0


@dataclass
class Render:
    """A finished run: the board of artifacts and what it took to make them."""

    board: Board
    result: Artifact
    ran: list[str]
    cached: list[str]
    stages: dict[str, Tally]
    providers: dict[str, str]
    warnings: list[str]
    wall: float
    workers_cpu: float
    """CPU seconds of all worker processes, loading of modules included."""
    peak_bytes: int


def pin(store: ArtifactStore, slot: str, files: Mapping[str, bytes]) -> Artifact:
    """Keeps something given from outside (a script, an edited storyboard) as an artifact."""
    key = digest(["pin", slot, {name: _hash(data) for name, data in files.items()}])
    kept = store.get(key)
    if kept is not None:
        return kept
    scratch = store.scratch(key)
    with disk_errors(scratch):
        for name, data in files.items():
            (scratch / name).write_bytes(data)
    return store.commit(key, scratch, {"warnings": []})


def pin_document(store: ArtifactStore, slot: str, document: Any) -> Artifact:
    """Keeps a JSON document given from outside as the artifact of a slot."""
    return pin(store, slot, {"document.json": canonical(document)})


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class LocalExecutor:
    """Runs the units of a recipe on `jobs` processes.

    `workshop` is a module-level function that builds the recipe and the providers: it is
    called here and in each worker. `listen` hears every event; `cancelled` is asked often.
    """

    workshop: Workshop
    root: Path
    jobs: int = 2
    listen: Callable[[Event], None] = lambda event: None
    cancelled: Callable[[], bool] = lambda: False
    takes: Mapping[str, int] = field(default_factory=dict)
    preload: tuple[str, ...] = ()
    """Modules that are loaded once for all workers."""

    def run(self, given: Mapping[str, Artifact], *, goals: tuple[str, ...] = ()) -> Render:
        """Makes the recipe's result, or the slots `goals`, from the given artifacts.

        Raises the error families of `filmstudio.errors`; what was finished is kept.
        """
        self._store = ArtifactStore(self.root)
        with self._store.in_use():
            for artifact in given.values():
                self._store.get(artifact.key)
            return self._run(given, goals)

    def _run(self, given: Mapping[str, Artifact], goals: tuple[str, ...]) -> Render:
        recipe, providers = self.workshop()
        board = Board(self._store)
        for slot, artifact in given.items():
            board.fill(slot, WHOLE, artifact)
        self._plan = Plan(recipe, board, providers, self.takes, goals)
        self._goals = goals or (recipe.result,)
        self._number = 0
        self._part = 0.0
        self._parts: dict[str, float] = {}
        self._begun = time.monotonic()
        self._failures: dict[str, int] = defaultdict(int)
        self._later: dict[str, float] = {}
        self._tallies: dict[str, Tally] = {stage.name: Tally() for stage in recipe.stages}
        self._providers: dict[str, str] = {}
        self._warnings: list[str] = []
        self._ran: list[str] = []
        self._peak = 0
        self._stale = True
        self._healed: dict[str, int] = defaultdict(int)
        self._process_cpu: dict[int, float] = {}
        self._shared_cpu = 0.0
        workers: list[Worker] = []
        try:
            self._loop(workers)
        except BaseException:
            for worker in workers:
                worker.cancel()
            for worker in workers:
                worker.stop(grace=1.0)
            self._store.tidy()
            raise
        for worker in workers:
            worker.stop()
        self._store.tidy()
        return self._finished()

    def _loop(self, workers: list[Worker]) -> None:
        plan = self._plan
        ready: list[Unit] = []
        while True:
            seen = len(plan.cached)
            # Planning reads every waiting unit's inputs: only where something has happened.
            if self._stale:
                try:
                    ready = plan.advance()
                except Damaged as error:
                    if not self._heals(error):
                        raise
                    continue
                self._stale = False
            ready = [unit for unit in ready if unit.name not in plan.running]
            for unit in list(plan.cached.values())[seen:]:
                self._note_done(unit)
                self._tallies[unit.stage].cached += 1
                self._emit("cached", unit)
            if plan.complete():
                return
            if self.cancelled():
                raise Cancelled("Cancelled. What is finished is kept: the same command goes on.")
            running = {w.task.work.key for w in workers if w.task}
            now = time.monotonic()
            waiting = [u for u in ready if u.key not in running]
            startable = sorted(
                (u for u in waiting if self._later.get(u.name, 0) <= now), key=lambda u: -u.cost
            )
            light = [u for u in startable if plan.is_light(u)]
            if light:
                for unit in light:
                    self._run_here(unit)
                continue
            for unit in startable:
                worker = self._free_worker(workers)
                if worker is None:
                    break
                worker.give(Task(unit, self._keys()), now)
                plan.running.add(unit.name)
                self._emit("started", unit)
            busy = [w for w in workers if w.task]
            if not busy and not waiting:
                raise Broken(
                    "Nothing can go on, and the film is not done: a stage made too little."
                )
            self._hear(workers, busy)

    def _keys(self) -> dict[tuple[str, str], str]:
        return {place: artifact.key for place, artifact in self._plan.board.filled.items()}

    def _free_worker(self, workers: list[Worker]) -> Worker | None:
        for worker in workers:
            if worker.task is None:
                return worker
        if len(workers) < self.jobs:
            workers.append(Worker(self.workshop, self.root, self.preload))
            return workers[-1]
        return None

    def _hear(self, workers: list[Worker], busy: list[Worker]) -> None:
        """Waits a moment for messages of the workers and acts on them."""
        connections = {w.connection: w for w in busy}
        for connection in wait(list(connections), timeout=0.1 if busy else 0.02):
            worker = connections[connection]  # type: ignore[index]
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                self._worker_died(workers, worker, "its process was ended from outside")
                continue
            self._act(worker, message)
        for worker in [w for w in busy if w.task]:
            assert worker.task is not None
            stage = self._plan.recipe.stage(worker.task.work.stage)
            if time.monotonic() - worker.started > stage.timeout:
                worker.process.kill()
                self._worker_died(workers, worker, f"it took longer than {stage.timeout:.0f} s")

    def _worker_died(self, workers: list[Worker], worker: Worker, why: str) -> None:
        workers.remove(worker)
        task = worker.task
        with contextlib.suppress(OSError):
            worker.connection.close()
        if task:
            self._stale = True
            self._plan.running.discard(task.work.name)
            self._failed(task.work, Broken(f"{task.work.name} was stopped: {why}."))

    def _act(self, worker: Worker, message: tuple[Any, ...]) -> None:
        assert worker.task is not None
        kind, _, body, extra = message
        work = worker.task.work
        if kind == "progress":
            self._emit("progress", work, note=extra, unit_part=body)
            return
        worker.task = None
        self._stale = True
        self._plan.running.discard(work.name)
        if kind == "done":
            self._process_cpu[body.process] = body.process_cpu
            self._shared_cpu = extra
            self._done(work, body)
        else:
            if extra:
                self._keep_log(extra)
            self._failed(work, body)

    def _run_here(self, work: Unit) -> None:
        """Runs a light unit in this process."""
        self._stale = True
        self._emit("started", work)
        try:
            outcome = run_unit(
                self._plan.recipe,
                self._plan.providers,
                self._store,
                self._keys(),
                work,
                lambda part, note: self._emit("progress", work, note=note, unit_part=part),
                self.cancelled,
            )
        except StudioError as error:
            self._failed(work, error)
        except Exception as error:  # as in a worker: the unforeseen becomes a family
            self._keep_log(traceback.format_exc())
            self._failed(work, unforeseen(work, error))
        else:
            self._done(work, outcome)

    def _done(self, work: Unit, outcome: Outcome) -> None:
        kept = self._store.get(outcome.key)
        if kept is None:
            self._failed(work, Broken(f"What {work.name} made is gone."))
            return
        self._plan.finish(work, kept)
        self._ran.append(work.name)
        tally = self._tallies[work.stage]
        tally.units += 1
        tally.wall += outcome.wall
        tally.cpu += outcome.cpu
        self._peak = max(self._peak, outcome.peak_bytes)
        self._note_done(work)
        self._emit("done", work)

    def _note_done(self, work: Unit) -> None:
        """Collects who made a part and what its maker wants the creator to know."""
        if work.provider:
            self._providers[work.stage] = work.provider
        stage = self._plan.recipe.stage(work.stage)
        for sentence in self._plan.board.artifact(stage.makes, work.unit).meta.get("warnings", ()):
            if sentence not in self._warnings:
                self._warnings.append(sentence)

    def _failed(self, work: Unit, error: StudioError) -> None:
        """Decides by the error's family: try again, try the next provider, or give up."""
        stage = self._plan.recipe.stage(work.stage)
        self._failures[work.name] += 1
        tries = self._failures[work.name]
        makers = [c for c in self._plan.candidates(stage, work.unit) if c]
        others = [c.name for c in makers if c.name != work.provider] if work.provider else []
        if isinstance(error, Busy):
            self._later[work.name] = time.monotonic() + error.retry_after
            # Where somebody else could make it, nobody is waited for all day.
            patience = stage.attempts if others else stage.attempts * 5
            if tries <= patience and not (others and error.retry_after > LONGEST_WAIT):
                self._emit("retry", work, note=str(error))
                return
        if isinstance(error, Damaged) and self._heals(error):
            self._failures[work.name] -= 1
            self._emit("retry", work, note=f"{error} It is made again.")
            return
        if isinstance(error, Broken | Busy):
            unusable = bool(others) and error.code in UNUSABLE
            if isinstance(error, Broken) and tries < stage.attempts and not unusable:
                self._later[work.name] = time.monotonic() + BACKOFF * 2 ** (tries - 1)
                self._emit("retry", work, note=str(error))
                return
            if others:
                note = (
                    f"{work.provider} failed for {work.name}, {others[0]} makes it instead: {error}"
                )
                if unusable:
                    self._plan.shut.add(work.provider)
                    note = f"{work.provider} cannot go on, {others[0]} does it instead: {error}"
                else:
                    self._plan.excluded.setdefault(work.name, set()).add(work.provider)
                self._failures[work.name] = 0
                self._later.pop(work.name, None)
                if note not in self._warnings:
                    self._warnings.append(note)
                    self._emit("warning", work, note=note)
                return
        self._emit("failed", work, note=str(error))
        raise error

    def _heals(self, error: Damaged) -> bool:
        """Drops a damaged artifact so that it is made again; False where that cannot help."""
        self._store.drop(error.key)
        self._healed[error.key] += 1
        self._stale = True
        return self._healed[error.key] <= 2 and self._plan.forget(error.key)

    def _keep_log(self, text: str) -> None:
        with contextlib.suppress(OSError):
            folder = self.root / "logs"
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / "failures.log").open("a", encoding="utf-8") as stream:
                stream.write(text + "\n")

    def _emit(self, kind: Kind, work: Unit, *, note: str = "", unit_part: float = 0.0) -> None:
        self._number += 1
        if kind == "progress":
            self._parts[work.name] = unit_part * work.cost
        else:
            self._parts.pop(work.name, None)
        made, left_over = self._plan.work()
        going = sum(self._parts.values())
        made, left_over = made + going, max(0.0, left_over - going)
        # What becomes known on the way may be more than was thought: progress waits for it then.
        total = made + left_over
        self._part = max(self._part, made / total if total else 1.0)
        part = self._part
        spent = time.monotonic() - self._begun
        # Before every stage can name its units, a time would be a guess.
        known = self._plan.all_known() and len(self._ran) > 3 and made > 0
        left = spent / made * left_over if known else None
        self.listen(Event(self._number, kind, work.stage, work.unit, note, part, unit_part, left))

    def _finished(self) -> Render:
        board = self._plan.board
        return Render(
            board,
            board.filled[self._goals[0], WHOLE],
            self._ran,
            sorted(self._plan.cached),
            self._tallies,
            self._providers,
            self._warnings,
            time.monotonic() - self._begun,
            sum(self._process_cpu.values()) + self._shared_cpu,
            self._peak,
        )
