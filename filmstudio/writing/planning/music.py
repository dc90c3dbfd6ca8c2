"""Cues the music: one palette through the film, changed by mood, swelling once at the turn."""

from __future__ import annotations

from filmstudio.film.story import Story
from filmstudio.film.storyboard import MusicCue
from filmstudio.writing.analysis.lexicon import data

SWELL = 0.85
"""Sound, 1: the music swells once, at the turn of the story."""


def cues(story: Story, music: str) -> list[MusicCue]:
    """A cue for each scene.

    `music` is "auto", "none", a genre of `vocabulary.GENRES` or the creator's own file, which
    is then under every scene. On "auto" a film has its own genre and at most one more, for
    scenes of another kind; scenes of the same mood share theirs.
    """
    turn_scene = scene_of_turn(story)
    found = []
    for number, scene in enumerate(story.scenes):
        if music == "none":
            found.append(MusicCue(genre="none", intensity=0.0))
            continue
        genre = (scene.music or story.music) if music == "auto" else music
        last = number == len(story.scenes) - 1
        intensity = _intensity(scene.setting.mood, number == turn_scene, last)
        found.append(MusicCue(genre=genre, intensity=intensity))
    return found


def _intensity(mood: str, turns: bool, last: bool) -> float:
    base = float(data("genres")["intensity"][mood])
    if turns:
        return SWELL
    return round(min(0.75, base + 0.1), 2) if last else base


def scene_of_turn(story: Story) -> int:
    """The number of the scene in which the story turns; -1 where it does not."""
    run = 0
    for number, scene in enumerate(story.scenes):
        if run <= story.turn < run + len(scene.beats):
            return number
        run += len(scene.beats)
    return -1
