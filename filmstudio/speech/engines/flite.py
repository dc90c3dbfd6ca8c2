"""CMU Flite: three statistical English voices with exact phoneme times."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import wave
from functools import cached_property
from pathlib import Path

from filmstudio.errors import Broken, Missing
from filmstudio.said import said
from filmstudio.speech.engines.base import EngineVoice, Phone, Take, pcm_to_float

SECONDS = 120
VOICES = (
    EngineVoice("slt", "en", "female", 167.0, "en-us"),
    EngineVoice("rms", "en", "male", 102.0, "en-us", bends=False),
    EngineVoice("awb", "en", "male", 127.0, "en-gb-scotland"),
)
CALM_STRETCH = {"slt": 1.29, "rms": 1.15, "awb": 1.24}
"""How much each voice's own durations are stretched for the same calm reading speed."""
IPA = {
    "aa": "ɑː", "ae": "æ", "ah": "ʌ", "ao": "ɔː", "aw": "aʊ", "ax": "ə", "axr": "ɚ", "ay": "aɪ",
    "b": "b", "ch": "tʃ", "d": "d", "dh": "ð", "dx": "ɾ", "eh": "ɛ", "el": "əl", "em": "əm",
    "en": "ən", "er": "ɜː", "ey": "eɪ", "f": "f", "g": "ɡ", "hh": "h", "hv": "h", "ih": "ɪ",
    "iy": "iː", "jh": "dʒ", "k": "k", "l": "l", "m": "m", "n": "n", "nx": "n", "ng": "ŋ",
    "ow": "oʊ", "oy": "ɔɪ", "p": "p", "r": "ɹ", "s": "s", "sh": "ʃ", "t": "t", "th": "θ",
    "uh": "ʊ", "uw": "uː", "v": "v", "w": "w", "y": "j", "z": "z", "zh": "ʒ", "pau": "", "ssil": "",
    "brth": "", "h#": "",
}  # fmt: skip
"""The phones of the CMU dictionary in the International Phonetic Alphabet."""


class Flite:
    """The `flite` command (Debian package flite), one short process a line."""

    name = "flite"

    @cached_property
    def _command(self) -> str | None:
        return shutil.which("flite")

    @cached_property
    def version(self) -> str:
        if self._command is None:
            return ""
        said = subprocess.run([self._command, "--version"], capture_output=True, timeout=SECONDS)
        found = re.search(r"flite-([\d.]+)", (said.stdout + said.stderr).decode("utf-8", "replace"))
        return found.group(1) if found else ""

    def is_available(self) -> tuple[bool, str]:
        if self._command is None:
            return False, said("The voice engine flite is not installed: apt install flite.")
        return True, ""

    def voices(self, language: str) -> tuple[EngineVoice, ...]:
        return VOICES if language == "en" else ()

    def synthesise(
        self, text: str, voice: str, rate: float, *, semitones: float = 0.0, span: float = 1.0
    ) -> Take:
        if self._command is None:
            raise Missing(self.is_available()[1])
        # The rms voice ignores every setting of its fundamental.
        own = voice != "rms"
        stretch = CALM_STRETCH.get(voice, 1.0) / rate
        with tempfile.TemporaryDirectory(prefix="filmstudio-flite-") as folder:
            heard = Path(folder) / "line.wav"
            command = [self._command, "-voice", voice, "-psdur"]
            command += ["--setf", f"duration_stretch={stretch:.4f}"]
            if own:
                command += ["--setf", f"f0_shift={2 ** (semitones / 12):.4f}"]
            try:
                done = subprocess.run(
                    [*command, "-t", text, "-o", str(heard)],
                    capture_output=True,
                    timeout=SECONDS,
                    check=True,
                )
                recording = heard.read_bytes()
            except (subprocess.SubprocessError, OSError) as fault:
                raise Broken(
                    "The voice engine flite could not speak this line ({fault}).", fault=fault
                ) from (fault)
        with wave.open(io.BytesIO(recording)) as opened:
            sample_rate = opened.getframerate()
            samples = pcm_to_float(opened.readframes(opened.getnframes()))
        phones = _phones(done.stdout.decode("utf-8", "replace"), len(samples) / sample_rate)
        return Take(
            samples,
            sample_rate,
            None,
            phones,
            0.0 if own else semitones,
            span,
        )


def _phones(printed: str, seconds: float) -> tuple[Phone, ...]:
    """Phones from `name:end` pairs; times start again where a new utterance begins."""
    found: list[Phone] = []
    base = last = 0.0
    for name, digits in re.findall(r"(\S+):(\d+\.\d+)", printed):
        end = base + float(digits)
        if end < last:
            base = last
            end = base + float(digits)
        found.append(Phone(IPA.get(name, ""), min(last, seconds), min(end, seconds)))
        last = end
    return tuple(found)
