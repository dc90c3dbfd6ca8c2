"""Says what this machine can do, and what would be better with what."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from filmstudio.engine.artifact import ArtifactStore
from filmstudio.errors import StudioError
from filmstudio.recipes.film import film_workshop
from filmstudio.settings import settings


def show_providers() -> None:
    """A table of the makers here: what they make, whether they work, and a note."""
    _, providers = film_workshop()
    table = Table(title="Providers, in the order they are asked", title_justify="left")
    for heading in ("makes", "provider", "version", "works", "note"):
        table.add_column(heading, overflow="fold")
    for card in providers.cards():
        table.add_row(
            card.capability, card.name, card.version, "yes" if card.available else "NO", card.note
        )
    Console().print(table)


def show_doctor() -> bool:
    """A line for each part of the machine; returns whether a film can be made at all."""
    from filmstudio.media import fonts
    from filmstudio.music import soundfont
    from filmstudio.speech.engines import engines
    from filmstudio.speech.languages import available

    console = Console()
    good = True

    def line(ok: bool | None, what: str, note: str) -> None:
        mark = {
            True: "[green]ok[/green]     ",
            False: "[red]missing[/red]",
            None: "[yellow]lesser[/yellow] ",
        }
        console.print(f"{mark[ok]}  {what}: {note}")

    line(sys.version_info >= (3, 11), "Python", sys.version.split()[0])
    root = settings().data
    try:
        ArtifactStore(root).prepare()
        free = shutil.disk_usage(root).free / 2**30
        line(free > 2, "Data folder", f"{root}, {free:.0f} GB free")
        good &= free > 0.2
    except StudioError as error:
        line(False, "Data folder", error.message)
        good = False
    for name, engine in engines().items():
        ok, note = engine.is_available()
        line(ok or None, f"Voice engine {name}", note or f"version {engine.version}")
    spoken = available()
    line(bool(spoken), "Languages with a voice", f"{len(spoken)}: {' '.join(sorted(spoken))}")
    good &= bool(spoken)
    lacking = soundfont.missing()
    line(None if lacking else True, "Soundfont", lacking or str(soundfont.find()))
    for sample, script in _SCRIPTS.items():
        gaps = fonts.missing(sample)
        line(not gaps or None, f"Letters {script}", gaps[0] if gaps else "can be shown")
    line(Path("/dev/shm").exists() or None, "Processes", f"{settings().jobs} at once")
    return good


_SCRIPTS = {
    "Abc": "Latin",
    "Я": "Cyrillic",
    "क": "Devanagari",
    "அ": "Tamil",
    "ع": "Arabic",
    "ก": "Thai",
    "日": "Chinese and Japanese",
    "한": "Korean",
}
