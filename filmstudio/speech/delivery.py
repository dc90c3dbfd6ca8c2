"""How a line is said: an emotion and the script's parenthetical as rate, pitch, melody and force."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from filmstudio.film.vocabulary import Emotion


@dataclass(frozen=True)
class Manner:
    """Factors and offsets on a voice's own way of speaking."""

    rate: float = 1.0
    semitones: float = 0.0
    span: float = 1.0
    """Width of the melody; 1 is the voice's own."""
    decibels: float = 0.0
    """Level against normal speech."""
    bright: float = 0.0
    """Decibels above 2.5 kHz: a pressed voice is brighter, a tired one darker."""
    breath: float = 0.0
    """Part of the voice replaced by breath; 1 is a whisper."""
    pauses: float = 1.0
    """Factor on the pauses inside the line."""

    def then(self, other: Manner) -> Manner:
        """Both manners together, held within what still sounds like a person."""
        return Manner(
            rate=min(max(self.rate * other.rate, 0.7), 1.4),
            semitones=min(max(self.semitones + other.semitones, -5), 6),
            span=min(max(self.span * other.span, 0.4), 1.8),
            decibels=min(max(self.decibels + other.decibels, -9), 4),
            bright=min(max(self.bright + other.bright, -4), 5),
            breath=min(self.breath + other.breath, 1.0),
            pauses=min(max(self.pauses * other.pauses, 0.5), 2.0),
        )


EMOTIONS: dict[Emotion, Manner] = {
    "neutral": Manner(),
    "happy": Manner(1.04, 1.0, 1.25, 0.5, 0.5),
    "sad": Manner(0.88, -1.2, 0.75, -2.0, -1.5, pauses=1.3),
    "angry": Manner(1.07, 0.8, 1.3, 2.5, 2.5, pauses=0.8),
    "afraid": Manner(1.10, 2.0, 1.2, -0.5, 0.5, 0.12, 0.9),
    "surprised": Manner(1.03, 2.0, 1.5, 1.0, 1.0),
    "tender": Manner(0.92, -0.3, 0.9, -2.0, -1.0, 0.12, 1.15),
    "amused": Manner(1.03, 0.7, 1.3, 0.0, 0.5),
    "excited": Manner(1.12, 1.8, 1.45, 1.5, 1.5, pauses=0.75),
    "thoughtful": Manner(0.91, -0.5, 0.9, -0.8, -0.5, pauses=1.4),
    "urgent": Manner(1.16, 1.0, 1.1, 1.5, 1.5, pauses=0.65),
    "tired": Manner(0.87, -1.0, 0.7, -2.0, -2.0, 0.08, 1.3),
}
"""After Scherer 2003, "Vocal communication of emotion", table 2: the signs of the changes in
rate, fundamental, its range, intensity and high-frequency energy; the sizes are by ear."""

_DELIVERIES: tuple[tuple[str, Manner], ...] = (
    (r"whisper\w*|under (his|her|their) breath|hushed|sotto voce", Manner(0.93, 0, 1, -6, 0, 1.0)),
    (r"soft\w*|gent\w*|quiet\w*|murmur\w*|mutter\w*|low(ly)?|intimate\w*",
     Manner(0.94, -0.5, 0.9, -3, -1, 0.15)),
    (r"shout\w*|yell\w*|scream\w*|bellow\w*|roar\w*|call(s|ing)( out)?|loud\w*",
     Manner(1.0, 2.5, 1.35, 3.5, 3.5)),
    (r"cry\w*|sob\w*|weep\w*|tear\w*|sad\w*|broken\w*", Manner(0.9, -0.5, 0.9, -1.5, -1, 0.12)),
    (r"ang\w+|furious\w*|snap\w*|harsh\w*|bitter\w*", Manner(1.05, 0.5, 1.2, 2, 2)),
    (r"excit\w*|thrilled|delight\w*|beaming|joy\w*", Manner(1.08, 1.2, 1.3, 1, 1)),
    (r"laugh\w*|chuckl\w*|amused|smil\w*|teas\w*|playful\w*", Manner(1.02, 0.7, 1.25)),
    (r"nervous\w*|afraid|trembl\w*|scared|panic\w*|terrified", Manner(1.08, 1.5, 1.1, 0, 0, 0.1)),
    (r"slow\w*|hesita\w*|pause\w*|halting\w*|thoughtful\w*|ponder\w*", Manner(0.88, pauses=1.4)),
    (r"fast|quick\w*|rush\w*|hurr\w*|urgent\w*|breathless\w*", Manner(1.15, 0.5, pauses=0.7)),
    (r"cold\w*|flat\w*|deadpan|monoton\w*|dry|dryly", Manner(0.97, -0.5, 0.55)),
    (r"firm\w*|stern\w*|command\w*|serious\w*|grave\w*", Manner(0.95, -0.7, 0.9, 1, 0.5)),
    (r"tired\w*|weary|wearily|sigh\w*|exhausted", Manner(0.89, -0.8, 0.75, -1.5, -1.5, 0.1)),
    (r"surpris\w*|shock\w*|gasp\w*|astonish\w*", Manner(1.03, 1.5, 1.35, 0.5)),
)  # fmt: skip


def manner_of(emotion: Emotion, delivery: str = "") -> Manner:
    """How to say a line of this emotion with this parenthetical (English words; others change nothing).

    Each kind of delivery counts once; "not" or "no longer" before a word takes it away.
    """
    manner = EMOTIONS[emotion]
    words = re.sub(r"\b(not|no longer|stops?|without)\s+\w+", " ", delivery.lower())
    for pattern, change in _DELIVERIES:
        if re.search(rf"\b(?:{pattern})\b", words):
            manner = manner.then(change)
    if manner.breath >= 0.7:
        manner = replace(
            manner, decibels=min(manner.decibels, -6.0), bright=min(manner.bright, 0.0)
        )
    return manner
