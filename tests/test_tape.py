"""Long sound lies in files: the same samples as in memory, and memory that does not grow with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile

from filmstudio.tape import PIECE, SHORT, blank, loudest, pieces, read_wav, write_wav

MIX = r"""
import sys
from pathlib import Path
import numpy as np
from filmstudio.media.mix import Bed, Cue, MixRequest, Speech, mix
from filmstudio.music.compose import ScoreRequest, compose
from filmstudio.processes import peak_bytes
from filmstudio.tape import read_wav, write_wav
seconds, folder = float(sys.argv[1]), Path(sys.argv[2])
said = [(at, at + 2.0) for at in np.arange(1.0, seconds - 4, 5.0)]
score = compose(ScoreRequest("ambient", "neutral", seconds, seed=1, speech=tuple(said)))
write_wav(folder / "music.wav", score.samples)
voice = np.sin(np.arange(96000) * 0.03).astype(np.float32) * 0.2
def cue():
    return read_wav(folder / "music.wav")
mix(MixRequest(seconds, [Speech(voice, at) for at, _ in said], [Cue(cue, 0.0)], [Bed(cue, 0.0)]))
print(peak_bytes() // 2**20)
"""


def peak(seconds: float, folder: Path) -> int:
    """Megabytes of a process that composes and mixes so many seconds."""
    words = [sys.executable, "-c", MIX, str(seconds), str(folder)]
    return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def test_memory_does_not_grow_with_the_sound(tmp_path):
    short, long = peak(25, tmp_path), peak(85, tmp_path)
    assert long < 400
    assert long < short + 50


@pytest.mark.parametrize("samples", [0, 100, SHORT, SHORT + 1, 3 * PIECE + 7])
def test_pieces_cover_a_blank_tape_once(samples):
    tape = blank(samples)
    assert tape.shape == (2, samples)
    assert tape.dtype == np.float32
    for part in pieces(tape):
        tape[:, part] += 1
    assert float(tape.sum()) == 2 * samples
    assert loudest(tape) == (1 if samples else 0)


@pytest.mark.parametrize("shape", [(1000,), (1, 1000), (2, 3 * PIECE + 5)])
def test_a_wav_is_what_others_write_and_is_read_back(shape, tmp_path):
    sound = np.random.default_rng(1).standard_normal(shape).astype(np.float32)
    write_wav(tmp_path / "ours.wav", sound)
    wavfile.write(tmp_path / "theirs.wav", 48000, sound.T)
    assert (tmp_path / "ours.wav").read_bytes() == (tmp_path / "theirs.wav").read_bytes()
    assert np.array_equal(np.atleast_2d(read_wav(tmp_path / "ours.wav")), np.atleast_2d(sound))


def test_another_kind_of_wav_is_refused(tmp_path):
    wavfile.write(tmp_path / "short.wav", 48000, np.zeros(10, np.int16))
    with pytest.raises(ValueError, match=r"short\.wav"):
        read_wav(tmp_path / "short.wav")
