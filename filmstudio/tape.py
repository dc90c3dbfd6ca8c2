"""Tape: long sound that lies in a file and is worked on in pieces, so that memory does not grow with it."""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
PIECE = 1 << 19
"""Samples of a piece: eleven seconds at 48 kHz. A multiple of every block that sound is measured in."""
SHORT = 1 << 20
"""Samples up to which sound stays in memory."""
_FLOAT = 3


def blank(samples: int, channels: int = 2) -> Sound:
    """Silence (channels, samples) to be written on; long silence is a mapped file without a name.

    Raises OSError where the disk has no room for it.
    """
    if samples <= SHORT:
        return np.zeros((channels, samples), np.float32)
    with tempfile.TemporaryFile(prefix="tape-") as file:
        size = 4 * channels * samples
        # Room is taken at once: a mapped page without room would end the process later.
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)
        else:
            file.truncate(size)
        return np.memmap(file, np.float32, "r+", shape=(channels, samples))


def pieces(*sounds: Sound, size: int = PIECE) -> Iterator[slice]:
    """Slices over the last axis of the first sound, one after the other.

    After each, the memory of those among the sounds that lie in files is given back.
    """
    length = sounds[0].shape[-1]
    for start in range(0, length, size):
        yield slice(start, min(start + size, length))
        for sound in sounds:
            give_back(sound)


def give_back(sound: Sound) -> None:
    """Gives the memory of a mapped sound back; it is read from its file when it is used again."""
    mapped = getattr(sound, "_mmap", None)
    if mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)


def loudest(sound: Sound) -> float:
    """The greatest magnitude of any sample; 0 for no sound."""
    return max((float(np.abs(sound[..., part]).max()) for part in pieces(sound)), default=0.0)


def write_wav(path: Path, sound: Sound, rate: int = 48_000) -> None:
    """A WAV of float32 from sound (n,) or (channels, n): equal samples, equal bytes.

    Written by hand, in pieces: libsndfile would put the time of day into such a file.
    """
    channels = 1 if sound.ndim == 1 else sound.shape[0]
    length = sound.shape[-1]
    size = 4 * channels * length
    form = struct.pack("<HHIIHHH", _FLOAT, channels, rate, rate * 4 * channels, 4 * channels, 32, 0)
    with path.open("wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 50 + size) + b"WAVE")
        file.write(b"fmt " + struct.pack("<I", len(form)) + form)
        file.write(b"fact" + struct.pack("<II", 4, length))
        file.write(b"data" + struct.pack("<I", size))
        for part in pieces(sound):
            file.write(np.ascontiguousarray(sound[..., part].T, "<f4").tobytes())


def read_wav(path: Path) -> Sound:
    """The sound of a WAV of float32 as it lies in its file, mapped: (n,) or (channels, n).

    Raises ValueError for what is none.
    """
    from scipy.io import wavfile

    _, samples = wavfile.read(path, mmap=True)
    if samples.dtype != np.float32:
        raise ValueError(f"{path.name} is no WAV of float32.")
    sound: Sound = samples.T
    return sound
