"""SVOX Pico: one pleasant female voice for each of six languages or accents, without timing."""

from __future__ import annotations

import math

from filmstudio.errors import Broken
from filmstudio.speech.engines.base import EngineVoice, Take, pcm_to_float
from filmstudio.speech.engines.child import Child
from filmstudio.speech.languages import LANGUAGES

CALM_RATE = {
    "en-GB": 83.0, "en-US": 85.0, "de-DE": 90.0, "es-ES": 94.0, "fr-FR": 82.0, "it-IT": 92.0,
}  # fmt: skip
"""Percent of each voice's own rate for the same calm reading speed (measured)."""
PITCHES = {"en-GB": 181.0, "en-US": 168.0}
"""The usual fundamental in Hz (measured)."""
LOWEST, HIGHEST = 50, 200
"""Percent of its own pitch that the engine accepts."""


class Pico:
    """SVOX Pico through `ttspico`, in a process of its own because odd text can crash it."""

    name = "pico"

    def __init__(self) -> None:
        self.child = Child("filmstudio.speech.engines.pico_process", "SVOX Pico")

    @property
    def version(self) -> str:
        return str(self.child.greeting().get("version", ""))

    def is_available(self) -> tuple[bool, str]:
        try:
            hello = self.child.greeting()
        except Broken as fault:
            return False, fault.message
        return bool(hello.get("ok")), str(hello.get("why", ""))

    def voices(self, language: str) -> tuple[EngineVoice, ...]:
        known = LANGUAGES.get(language)
        tags = known.pico if known else ()
        return tuple(
            EngineVoice(tag, language, "female", PITCHES.get(tag, 180.0), tag.lower())
            for tag in tags
        )

    def synthesise(
        self, text: str, voice: str, rate: float, *, semitones: float = 0.0, span: float = 1.0
    ) -> Take:
        percent = 100 * 2 ** (semitones / 12)
        held = min(max(round(percent), LOWEST), HIGHEST)
        head, body = self.child.ask(
            {
                "text": text,
                "voice": voice,
                "rate": min(max(round(CALM_RATE[voice] * rate), 20), 500),
                "pitch": held,
                "volume": 100,
            }
        )
        if head.get("crashed"):
            raise Broken("The voice engine SVOX Pico crashed on this line; reword it.")
        samples = pcm_to_float(body)
        left = 12 * math.log2(percent / held)
        return Take(samples, head["rate"], None, None, left, span)
