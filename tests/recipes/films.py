"""Tiny films for the tests: scripts, how they are made, and the real command in a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filmstudio.film.order import Order
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import Timeline
from filmstudio.services.make import Made, Making, make_film

COMMAND = str(Path(sys.executable).with_name("filmstudio"))
BELL = """\
Title: The Bell
Author: A. Writer

EXT. BEACH - DAY

MIRA walks to the water.

MIRA
Listen, the bell rings.

ARJUN
(softly)
Then we must go home.

DISSOLVE TO:

EXT. TEMPLE - NIGHT

MIRA
We came too late.
"""
SMALL = Order(lines=144, rate=FrameRate(num=24), quality="draft")
SMALL_OPTIONS = ("--height", "144", "--fps", "24", "--quality", "draft", "--quiet")


@dataclass(frozen=True)
class Film:
    """A finished film and everything beside it."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "bell.mp4"

    @property
    def package(self) -> Path:
        return self.folder / "package"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def script(self) -> Path:
        return self.folder / "bell.fountain"

    @property
    def report(self) -> dict[str, Any]:
        return json.loads((self.folder / "report.json").read_text())

    @property
    def storyboard(self) -> Storyboard:
        return Storyboard.model_validate_json((self.package / "storyboard.json").read_bytes())

    @property
    def timeline(self) -> Timeline:
        return Timeline.model_validate_json((self.package / "timeline.json").read_bytes())

    def artifacts(self) -> dict[str, str]:
        """Key to digest of everything that is kept."""
        return {
            manifest.parent.name: json.loads(manifest.read_bytes())["digest"]
            for manifest in (self.data / "artifacts").glob("*/*/manifest.json")
        }


def make_bell(folder: Path, *, jobs: int = 2, order: Order = SMALL) -> Made:
    """Makes the film of BELL in a folder, package included."""
    film = Film(folder)
    folder.mkdir(parents=True, exist_ok=True)
    film.script.write_text(BELL)
    return make_film(
        Making(
            order,
            script=film.script,
            out=film.path,
            package=film.package,
            data=film.data,
            jobs=jobs,
        )
    )


@dataclass(frozen=True)
class Said:
    """What a command left behind. `peak` is the resident memory of its process in bytes."""

    status: int
    out: str
    err: str
    peak: int


def environment(**more: str) -> dict[str, str]:
    """The surroundings of a command: one thread for each numeric library."""
    return os.environ | {"OMP_NUM_THREADS": "1", "COLUMNS": "200"} | more


# A process counts the memory of the one that it was forked from, so a small one starts ours.
_LAUNCH = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[2:]).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
open(sys.argv[1], "w").write(str(peak))
sys.exit(done)
"""


def filmstudio(*words: object, folder: Path, **more: str) -> Said:
    """Runs the real command in `folder` and measures it."""
    with tempfile.NamedTemporaryFile("r") as peak:
        done = subprocess.run(
            [sys.executable, "-S", "-c", _LAUNCH, peak.name, COMMAND, *map(str, words)],
            cwd=folder,
            env=environment(**more),
            capture_output=True,
            text=True,
        )
        return Said(done.returncode, done.stdout, done.stderr, int(peak.read()) * 1024)


def leftovers(folder: Path) -> list[str]:
    """Files that only a broken run leaves: parts of files, probes, scratch folders."""
    odd = [p for p in folder.rglob(".*") if p.name.endswith((".part", ".probe"))]
    scratch = [p for d in folder.rglob("scratch") if d.is_dir() for p in d.iterdir()]
    return sorted(str(p) for p in odd + scratch)
