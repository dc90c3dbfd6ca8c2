"""espeak-ng: over a hundred languages with exact word and phoneme times; a formant synthesiser."""

from __future__ import annotations

from filmstudio.errors import Broken
from filmstudio.speech.engines.base import EngineVoice, Phone, Take, WordMark, pcm_to_float
from filmstudio.speech.engines.child import Child
from filmstudio.speech.languages import LANGUAGES

CALM_WORDS_A_MINUTE = 142
MIDDLE_PITCH, MIDDLE_RANGE = 50, 62
SEMITONE = 6.0
"""Steps of the pitch parameter for one semitone, measured around the middle."""
VARIANTS = {
    "female": (
        ("f1", 178.0),
        ("Annie", 232.0),
        ("steph", 183.0),
        ("linda", 227.0),
        ("aunty", 171.0),
    ),
    "male": (
        ("Michael", 105.0),
        ("Reed", 115.0),
        ("benjamin", 100.0),
        ("m3", 103.0),
        ("m7", 104.0),
    ),
}
"""Voice variants by gender with their usual fundamental in Hz, the softest first (measured).

Variants with breath (f2, f3, f5 and others) are left out: their noise differs in each process."""


class Espeak:
    """espeak-ng 1.52 in a process of its own."""

    name = "espeak"

    def __init__(self) -> None:
        self.child = Child("filmstudio.speech.engines.espeak_process", "espeak-ng")

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
        if known is None:
            return ()
        return tuple(
            EngineVoice(f"{base}+{variant}", language, gender, hertz, base)
            for base in known.espeak
            for gender, variants in VARIANTS.items()
            for variant, hertz in variants
        )

    def synthesise(
        self, text: str, voice: str, rate: float, *, semitones: float = 0.0, span: float = 1.0
    ) -> Take:
        pitch = MIDDLE_PITCH + SEMITONE * semitones
        held = min(max(round(pitch), 0), 100)
        head, body = self.child.ask(
            {
                "text": text,
                "voice": voice,
                "rate": min(max(round(CALM_WORDS_A_MINUTE * rate), 80), 450),
                # Thai comes as phoneme names: the library's own reading of Thai is no language.
                "phonemes": voice.partition("+")[0] == "th",
                "pitch": held,
                "range": min(max(round(MIDDLE_RANGE * span), 0), 100),
            }
        )
        if head.get("crashed") or head.get("error"):
            why = head.get("error") or "it crashed on this text"
            raise Broken("The voice engine espeak-ng could not speak this line: {why}.", why=why)
        samples = pcm_to_float(body)
        seconds = len(samples) / head["rate"]
        starts = [at / 1000 for _, at in head["phones"]] + [seconds]
        phones = tuple(
            Phone(symbol, min(starts[i], seconds), min(max(starts[i + 1], starts[i]), seconds))
            for i, (symbol, _) in enumerate(head["phones"])
        )
        words = tuple(
            WordMark(at - 1, at - 1 + length, min(ms / 1000, seconds))
            for at, length, ms in head["words"]
        )
        return Take(samples, head["rate"], words, phones, semitones_left=(pitch - held) / SEMITONE)
