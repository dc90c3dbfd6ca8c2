"""The words of the storyboard page for what shots, lines and scenes can be."""

from __future__ import annotations

from collections.abc import Sequence

import reflex as rx

from components.text import t

Words = Sequence[tuple[str, rx.Var[str]]]

# Translators: sizes of shots, as film crews call them.
SIZES: Words = (
    ("establishing", t("Establishing")),
    ("wide", t("Wide")),
    ("two-shot", t("Two-shot")),
    ("medium", t("Medium")),
    ("close", t("Close-up")),
    ("over-shoulder", t("Over the shoulder")),
    ("insert", t("Insert")),
    ("title", t("Title card")),
    ("credits", t("Credits")),
)
# Translators: how somebody says a line.
EMOTIONS: Words = (
    ("neutral", t("Neutral")),
    ("happy", t("Happy")),
    ("sad", t("Sad")),
    ("angry", t("Angry")),
    ("afraid", t("Afraid")),
    ("surprised", t("Surprised")),
    ("tender", t("Tender")),
    ("amused", t("Amused")),
    ("excited", t("Excited")),
    ("thoughtful", t("Thoughtful")),
    ("urgent", t("Urgent")),
    ("tired", t("Tired")),
)
# Translators: moves of a camera.
MOVES: Words = (
    ("hold", t("Hold still")),
    ("push-in", t("Push in")),
    ("pull-out", t("Pull out")),
    ("pan-left", t("Pan left")),
    ("pan-right", t("Pan right")),
    ("tilt-up", t("Tilt up")),
    ("track", t("Track")),
)
FAR: Words = (("slight", t("a little")), ("some", t("some way")), ("far", t("far")))
# Translators: ways from one shot into the next.
JOINS: Words = (
    ("cut", t("Cut")),
    ("dissolve", t("Dissolve")),
    ("fade", t("Fade")),
    ("wipe", t("Wipe")),
)
GENRES: Words = (
    ("", t("As the scene wants it")),
    ("none", t("No music")),
    ("orchestral", t("Orchestral")),
    ("ambient", t("Ambient")),
    ("folk", t("Folk")),
    ("jazz", t("Jazz")),
    ("electronic", t("Electronic")),
    ("lo-fi", t("Lo-fi")),
    ("raga", t("Raga")),
    ("suspense", t("Suspense")),
)
INTENSITIES: Words = (("soft", t("Soft")), ("some", t("Medium")), ("full", t("Full")))
MOODS: Words = (
    ("neutral", t("calm")),
    ("peaceful", t("peaceful")),
    ("joyful", t("joyful")),
    ("melancholy", t("melancholy")),
    ("tense", t("tense")),
    ("eerie", t("eerie")),
    ("romantic", t("romantic")),
    ("heroic", t("heroic")),
)
# Translators: kinds of voices.
VOICES: Words = (
    ("woman", t("Woman")),
    ("man", t("Man")),
    ("old-woman", t("Old woman")),
    ("old-man", t("Old man")),
    ("young-woman", t("Young woman")),
    ("young-man", t("Young man")),
    ("girl", t("Girl")),
    ("boy", t("Boy")),
    ("neither", t("Neither")),
)
PACES = ("0.7", "0.8", "0.9", "1.0", "1.1", "1.2", "1.3")
"""How fast somebody speaks, of the usual."""
KINDS: Words = (
    ("film", t("The film")),
    ("cast", t("Cast")),
    ("scene", t("Scene")),
    ("shot", t("Shot")),
    ("line", t("Line of")),
)
# Translators: what became of a scene, a shot or a line between two versions.
DIFFERENCES: Words = (
    ("added", t("added")),
    ("removed", t("taken out")),
    ("moved", t("moved")),
    ("changed", t("changed")),
)


def said(of: Words, value: rx.Var[str]) -> rx.Var[str]:
    """What a value is called."""
    return rx.match(value, *of, value).to(str)


def name_of(person: rx.Var[str]) -> rx.Var[str]:
    """Who speaks: the narrator has no name of his own."""
    return rx.cond((person == "narrator") | (person == ""), t("Narrator"), person).to(str)
