"""Compose: clips, seams, sound, chapters and soft captions become one film file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from filmstudio.engine.stage import WHOLE, Context, Stage, View
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.timeline import Timeline
from filmstudio.stages.common import order_of, storyboard_of, timeline_of
from filmstudio.stages.shots import LIVE_JOINS


class Compose(Stage):
    name = "compose"
    version = 1
    label = "Putting it together"
    needs = ("storyboard", "timeline", "clip", "seam", "mix", "captions", "order")
    makes = "film"
    usual_cost = 2500.0

    def reads(self, view: View, unit: str) -> Any:
        storyboard, timeline = storyboard_of(view), timeline_of(view)
        soft = storyboard.captions.mode == "soft"
        return {
            "pieces": [view.digest(slot, shot) for slot, shot in _pieces(timeline)],
            "mix": view.digest("mix"),
            "captions": view.digest("captions") if soft else "",
            "title": storyboard.title,
            "language": storyboard.language,
            "chapters": _chapters(storyboard, timeline),
            "rate": order_of(view).rate,
        }

    def cost(self, view: View, unit: str) -> float:
        return 2500.0

    def run(self, ctx: Context) -> None:
        from filmstudio.media.concat import Subtitles, join

        view = ctx.view
        storyboard, timeline = storyboard_of(view), timeline_of(view)
        clips: list[Path] = []
        for number, (slot, shot) in enumerate(_pieces(timeline)):
            clips.append(view.artifact(slot, shot).verified("clip.mp4"))
            ctx.progress(number / max(1, len(timeline.shots)) / 2)
        captions = view.artifact("captions", WHOLE)
        subtitles = []
        if storyboard.captions.mode == "soft" and captions.document():
            subtitles = [Subtitles(captions.verified("captions.srt"), storyboard.language)]
        join(
            clips,
            view.artifact("mix", WHOLE).verified("master.wav"),
            ctx.path("film.mp4"),
            rate=order_of(view).rate,
            chapters=_chapters(storyboard, timeline),
            metadata={"title": storyboard.title, "comment": "Made with AI Film Studio"},
            subtitles=subtitles,
            language=storyboard.language,
        )
        ctx.save({"frames": timeline.frames})


def _pieces(timeline: Timeline) -> list[tuple[str, str]]:
    """The clips of the film in order: (slot, shot), a seam before each shot that has one."""
    found = []
    for shot in timeline.shots:
        if shot.join.kind in LIVE_JOINS and shot.join_frames:
            found.append(("seam", shot.id))
        found.append(("clip", shot.id))
    return found


def _chapters(storyboard: Storyboard, timeline: Timeline) -> list[tuple[float, str]]:
    """A chapter for each scene, named by its place."""
    starts = {scene.id: timeline.rate.seconds(scene.start) for scene in timeline.scenes}
    return [
        (starts[scene.id], scene.setting.name or scene.heading or f"Scene {number}")
        for number, scene in enumerate(storyboard.scenes, 1)
    ]
