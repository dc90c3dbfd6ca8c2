"""The words that writers, illustrators and composers share: places, times, weathers, shots, emotions.

These are the closed sets of the embedded default. A storyboard may hold other
words where its field is a plain string (a place, a garment); the craft that
meets an unknown word uses its nearest and says so in a warning.
"""

from __future__ import annotations

from typing import Literal

TimeOfDay = Literal["dawn", "morning", "day", "afternoon", "sunset", "dusk", "night"]
Weather = Literal["clear", "cloudy", "rain", "storm", "snow", "fog", "wind"]
Mood = Literal[
    "neutral", "peaceful", "joyful", "melancholy", "tense", "eerie", "romantic", "heroic"
]
Emotion = Literal[
    "neutral", "happy", "sad", "angry", "afraid", "surprised", "tender", "amused",
    "excited", "thoughtful", "urgent", "tired",
]  # fmt: skip
AgeGroup = Literal["child", "teen", "adult", "elder"]
Gender = Literal["female", "male", "non-binary"]
ShotSize = Literal[
    "establishing", "wide", "two-shot", "medium", "close", "over-shoulder", "insert", "title",
    "credits",
]  # fmt: skip
CameraMove = Literal["hold", "push-in", "pull-out", "pan-left", "pan-right", "tilt-up", "track"]
TransitionKind = Literal["cut", "dissolve", "fade", "wipe"]
Style = Literal[
    "cinematic", "anime", "documentary", "photorealistic", "watercolour", "comic", "paper-cut"
]
Pose = Literal["stand", "walk", "run", "sit", "kneel", "pray", "wave", "point", "hold", "dance"]
Culture = Literal[
    "western", "north-indian", "south-indian", "east-asian", "japanese", "chinese", "thai",
    "middle-eastern", "african", "latin-american",
]  # fmt: skip
Viseme = Literal[
    "sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U"
]
"""The fifteen mouth shapes of the MPEG-4 facial animation set as used by lip-sync tools."""

INTERIORS: tuple[str, ...] = (
    "living-room", "bedroom", "kitchen", "cafe", "office", "classroom", "library", "hut",
    "palace-hall", "studio", "temple-hall", "train",
)  # fmt: skip
EXTERIORS: tuple[str, ...] = (
    "beach", "sea", "harbour", "city-street", "rooftop", "village", "temple", "forest",
    "mountains", "riverside", "field", "garden", "desert", "market", "road", "station",
)  # fmt: skip
PLACES: tuple[str, ...] = EXTERIORS + INTERIORS

GENRES: tuple[str, ...] = (
    "orchestral", "ambient", "folk", "jazz", "electronic", "lo-fi", "raga", "suspense",
)  # fmt: skip

HAIR_STYLES: tuple[str, ...] = (
    "short", "fade", "long", "bun", "bob", "curly", "bald", "braid", "ponytail", "wavy", "grey-bun",
    "turban", "headscarf",
)  # fmt: skip
GARMENTS: tuple[str, ...] = (
    "tee", "shirt", "hoodie", "suit", "dress", "coat", "sari", "kurta", "dhoti", "salwar",
    "kimono", "robe", "uniform",
)  # fmt: skip
