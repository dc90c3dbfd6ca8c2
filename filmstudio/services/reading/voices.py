"""Voices to choose for a cast: by age and sex, each unlike the others in the film."""

from __future__ import annotations

from collections.abc import Mapping

from filmstudio.errors import BadInput
from filmstudio.film.storyboard import NARRATOR, Character, Voice
from filmstudio.film.vocabulary import AgeGroup, Gender

KINDS: dict[str, tuple[AgeGroup, Gender]] = {
    "woman": ("adult", "female"),
    "man": ("adult", "male"),
    "old-woman": ("elder", "female"),
    "old-man": ("elder", "male"),
    "young-woman": ("teen", "female"),
    "young-man": ("teen", "male"),
    "girl": ("child", "female"),
    "boy": ("child", "male"),
    "neither": ("adult", "non-binary"),
}
"""Kinds of voices by their names."""


def kind_of(age: str, gender: str) -> str:
    """The kind of voice that goes with somebody; "" where nothing is known of him."""
    for name, (of_age, of_gender) in KINDS.items():
        if (of_age, of_gender) == (age, gender):
            return name
    return "neither" if gender == "non-binary" else ""


def chosen(
    speaker: str, kind: str, language: str, voices: Mapping[str, Voice], *, another: bool = False
) -> Voice:
    """A voice of a kind for `speaker`, unlike those of everybody else in `voices` (by cast id).

    `another` asks for one unlike the speaker's own too. Raises BadInput for an unknown kind or a
    language without a voice.
    """
    from filmstudio.speech.casting import cast_voice, narrator_voice

    if kind not in KINDS:
        raise BadInput("There is no such kind of voice.")
    age, gender = KINDS[kind]
    taken = [voice for id, voice in voices.items() if id != speaker]
    if another and speaker in voices:
        taken.append(voices[speaker])
    if speaker == NARRATOR and age == "adult":
        return narrator_voice(language, gender=gender, taken=taken)
    who = Character(id=speaker[:80], name=speaker[:80], age=age, gender=gender)
    return cast_voice(who, language=language, taken=taken)
