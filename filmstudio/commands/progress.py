"""Progress of a render in the terminal: stage, shot, part done and time left."""

from __future__ import annotations

import signal
import time
from types import FrameType, TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from filmstudio.engine.events import Event
from filmstudio.recipes.film import FILM

LABELS = {stage.name: stage.label for stage in FILM.stages}
PLAIN_EVERY = 2.0


class Progress:
    """Shows events; a terminal gets a bar, a log file a line every other second.

    While it is open, Ctrl-C asks the render to stop; a second Ctrl-C ends at once.
    """

    def __init__(self, console: Console, *, quiet: bool = False) -> None:
        self._console, self._quiet = console, quiet
        self._stop = False
        self._said = 0.0
        self._bar: Bar | None = None
        self._task: Any = None
        self._before: Any = None

    def __enter__(self) -> Progress:
        self._before = signal.signal(signal.SIGINT, self._interrupt)
        if not self._quiet and self._console.is_terminal:
            self._bar = Bar(
                TextColumn("{task.description:<24}"),
                BarColumn(),
                TaskProgressColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.fields[left]}"),
                console=self._console,
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("Starting", total=1.0, left="")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()
        signal.signal(signal.SIGINT, self._before)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._stop:
            raise KeyboardInterrupt
        self._stop = True

    def cancelled(self) -> bool:
        return self._stop

    def hear(self, event: Event) -> None:
        """Shows one event."""
        if event.kind in ("retry", "warning") and not self._quiet:
            self._console.print(f"Note: {event.note}", style="yellow", markup=False)
        label = f"{LABELS.get(event.stage, event.stage)} {event.unit}".strip()
        left = f"about {event.left:.0f} s left" if event.left is not None else ""
        if self._bar:
            self._bar.update(self._task, completed=event.part, description=label, left=left)
        elif not self._quiet and event.kind == "started":
            now = time.monotonic()
            if now - self._said >= PLAIN_EVERY:
                self._said = now
                self._console.print(f"{event.part:4.0%}  {label}  {left}".rstrip(), markup=False)
