"""Caption: the words on screen, timed to the voice and broken where a reader breathes."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.stages.common import storyboard_of, timeline_of


class Caption(Stage):
    name = "caption"
    version = 1
    light = True
    label = "Captioning"
    needs = ("storyboard", "timeline")
    makes = "captions"

    def reads(self, view: View, unit: str) -> Any:
        storyboard = storyboard_of(view)
        return {
            "timeline": view.digest("timeline"),
            "language": storyboard.language,
            "style": storyboard.captions,
        }

    def run(self, ctx: Context) -> None:
        from filmstudio.media.captions.cues import build
        from filmstudio.media.captions.files import write

        storyboard, timeline = storyboard_of(ctx.view), timeline_of(ctx.view)
        cuts = [timeline.rate.seconds(shot.start) for shot in timeline.shots if shot.start]
        captions = build(
            timeline.lines,
            language=storyboard.language,
            rate=timeline.rate,
            cuts=cuts,
            film_seconds=timeline.seconds,
        )
        ctx.save([caption.model_dump(mode="json") for caption in captions])
        for ending in ("srt", "vtt", "ass"):
            write(
                captions,
                ctx.path(f"captions.{ending}"),
                language=storyboard.language,
                style=storyboard.captions,
            )
