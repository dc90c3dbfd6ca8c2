"""The ffmpeg program that comes with imageio-ffmpeg, run with sentences for errors."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import imageio_ffmpeg

from filmstudio.errors import Broken, Missing
from filmstudio.files import disk_errors


@lru_cache(maxsize=1)
def program() -> str:
    """Path of the ffmpeg program. Raises Missing where this machine has none."""
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise Missing(
            "ffmpeg is not installed: run `pip install imageio-ffmpeg` or install your system's ffmpeg."
        ) from error


def run(
    arguments: Sequence[str | Path],
    *,
    level: str = "error",
    cwd: Path | None = None,
    timeout: float = 3600.0,
    must_succeed: bool = True,
) -> subprocess.CompletedProcess[str]:
    """Runs ffmpeg with these arguments and nothing on its standard input.

    `level` is ffmpeg's log level. Raises NoSpace on a full disk and Broken with ffmpeg's last
    words when it fails or takes longer than `timeout` seconds; with `must_succeed` False the
    caller reads the result instead.
    """
    command = [program(), "-hide_banner", "-nostdin", "-v", level, *map(str, arguments)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=cwd,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Broken(
            "ffmpeg did not finish within {n} s and was stopped.", n=round(timeout)
        ) from error
    if done.returncode and must_succeed:
        words = " ".join(done.stderr.split())[-300:]
        if "No space left" in words or "File too large" in words:
            with disk_errors(Path(str(arguments[-1]))):
                raise OSError(28, "No space left on device")
        raise Broken("ffmpeg could not do its part: {why}", why=words or "it said nothing")
    return done
