"""Finds a General MIDI soundfont and plays MIDI with it: FluidSynth in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from filmstudio.errors import Broken
from filmstudio.said import said
from filmstudio.settings import settings

if TYPE_CHECKING:
    from filmstudio.tape import Sound

RATE = 48_000
_NAMES = ("FluidR3_GM.sf2", "FluidR3_GM.sf3", "GeneralUser-GS.sf2", "MuseScore_General.sf3",
          "default-GM.sf2", "TimGM6mb.sf2")  # fmt: skip
_FOLDERS = (
    "/usr/share/sounds/sf2",
    "/usr/share/soundfonts",
    "/usr/local/share/soundfonts",
    "/opt/homebrew/share/soundfonts",
)


def find() -> Path | None:
    """The soundfont of the settings, else the best one in the usual folders, else None."""
    chosen = settings().soundfont
    if chosen is not None:
        return chosen if chosen.is_file() else None
    for folder in (settings().data / "soundfonts", *map(Path, _FOLDERS)):
        for name in _NAMES:
            if (folder / name).is_file():
                return folder / name
    return None


def missing() -> str:
    """A sentence that says what keeps sampled instruments from playing; "" when nothing does."""
    chosen = settings().soundfont
    if chosen is not None and not chosen.is_file():
        return said(
            "The soundfont {font} does not exist, so the music is synthesised more simply; "
            "correct FILMSTUDIO_SOUNDFONT or leave it unset.",
            font=chosen,
        )
    if shutil.which("fluidsynth") is None:
        return said(
            "FluidSynth is not installed, so the music is synthesised more simply; install the "
            "packages fluidsynth and fluid-soundfont-gm for sampled instruments."
        )
    if find() is None:
        return (
            "No General MIDI soundfont was found, so the music is synthesised more simply; install "
            "fluid-soundfont-gm or set FILMSTUDIO_SOUNDFONT to a .sf2 file."
        )
    return ""


def play(midi: bytes, samples: int) -> Sound:
    """The MIDI file as float32 (2, samples) at 48 kHz, dry, cut or padded to the length.

    FluidSynth's own reverb and chorus stay off: one room is added to all instruments
    later. Samples are read from the soundfont only for the programs in use, which
    loads a 148 MB font in about a tenth of a second. Raises Broken when the player fails.
    """
    font = find()
    if font is None:
        raise Broken(missing(), code="no_soundfont")
    with tempfile.TemporaryDirectory(prefix="score-") as folder:
        source, target = Path(folder, "score.mid"), Path(folder, "score.raw")
        settings_file = Path(folder, "empty.conf")
        source.write_bytes(midi)
        settings_file.write_bytes(b"")
        command = [
            "fluidsynth", "-ni", "-q", "-f", str(settings_file), "-r", str(RATE), "-g", "1.0",
            "-R", "0", "-C", "0", "-T", "raw", "-O", "float", "-E", "little",
            "-o", "synth.dynamic-sample-loading=1", "-o", "synth.cpu-cores=1",
            "-o", "synth.default-soundfont=",
            "-F", str(target), str(font), str(source),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=300,
                check=False,
                env={**os.environ, "HOME": folder, "OMP_NUM_THREADS": "1"},
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Broken("FluidSynth could not play the score: {why}.", why=error) from error
        if done.returncode != 0 or not target.is_file():
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise Broken(
                "FluidSynth failed: {why}.", why=lines[-1] if lines else "it wrote no sound"
            )
        return _read(target, samples, font)


def _read(target: Path, samples: int, font: Path) -> Sound:
    """The raw sound that FluidSynth wrote, cut or padded to the length, piece by piece."""
    # Numbers are loaded where sound is made: whether there is a font is asked of every command.
    import numpy as np

    from filmstudio.tape import blank, loudest, pieces

    count = target.stat().st_size // 8
    out = blank(samples)
    length = min(samples, count)
    if length:
        raw = np.memmap(target, "<f4", "r", shape=(count, 2))
        for part in pieces(out[:, :length], raw.T):
            out[:, part] = raw[part].T
    # With a damaged soundfont FluidSynth plays silence and reports success.
    if not loudest(out):
        raise Broken(
            "FluidSynth played silence: the soundfont {font} seems to be damaged.", font=font
        )
    return out
