"""Tiny films for the tests: scripts, how they are made, and the real command in a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from filmstudio.film.order import Order
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import Timeline
from filmstudio.processes import die_with_parent
from filmstudio.services.make import Made, Making, make_film

ROOT = Path(__file__).resolve().parents[2]
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


def started(*words: object, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Starts the real command in `folder`, as a person does, and waits for its end."""
    return subprocess.run(
        [COMMAND, *map(str, words)],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def _waiting() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from tests.recipes.waiting import serve; serve()"],
        cwd=ROOT,
        env=environment(PYTHONPATH=str(ROOT)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=die_with_parent,
    )


def filmstudio(*words: object, folder: Path, **more: str) -> Said:
    """Runs the command in `folder` in a process that has loaded it already, and measures it."""
    waiting = _waiting()
    assert waiting.stdin
    assert waiting.stdout
    with tempfile.TemporaryDirectory() as kept:
        files = {name: Path(kept) / name for name in ("out", "err", "peak")}
        for path in files.values():
            path.touch()
        wish = {"words": list(map(str, words)), "folder": str(folder), "env": environment(**more)}
        wish |= {name: str(path) for name, path in files.items()}
        print(json.dumps(wish), file=waiting.stdin, flush=True)
        status = int(waiting.stdout.readline())
        return Said(
            status,
            files["out"].read_text(),
            files["err"].read_text(),
            int(files["peak"].read_text()),
        )


def leftovers(folder: Path) -> list[str]:
    """Files that only a broken run leaves: parts of files, probes, scratch folders."""
    odd = [p for p in folder.rglob(".*") if p.name.endswith((".part", ".probe"))]
    scratch = [p for d in folder.rglob("scratch") if d.is_dir() for p in d.iterdir()]
    return sorted(str(p) for p in odd + scratch)
