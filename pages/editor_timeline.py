"""The timeline of the storyboard page: ruler, shots, voice, music, captions and the playhead."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.icon import icon
from components.reel import PlayKey, Timecode, Timeline
from components.rows import Tracks
from components.text import t
from pages.editor_words import GENRES
from state.editor import EditorState

DRAFT: Any = EditorState


def timeline() -> rx.Component:
    """When everything happens."""
    head = rx.el.div(
        PlayKey.create(
            icon("play", fill=True),
            icon("pause", fill=True),
            words={"play": t("Play from here"), "pause": t("Pause")},
            class_name="btn quiet icon",
        ),
        Timecode.create(class_name="tc"),
        class_name="ed-tlh",
    )
    return Timeline.create(
        head,
        Tracks.create(
            words={
                "shots": t("Shots"),
                "voice": t("Voice"),
                "music": t("Music"),
                "captions": t("Captions"),
                "shot": t("Shot {shot}"),
            },
            genres=dict(GENRES),
            chosen=DRAFT.chosen,
            on_choose=DRAFT.choose,
        ),
        label=t("Timeline"),
        words={"playhead": t("Playhead")},
        chosen=DRAFT.chosen,
        on_reach=DRAFT.choose,
        class_name="ed-tl",
    )
