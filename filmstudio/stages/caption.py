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
        from filmstudio.media.captions.files import write_ass, write_srt, write_vtt

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
        write_srt(captions, ctx.path("captions.srt"))
        write_vtt(captions, ctx.path("captions.vtt"), language=storyboard.language)
        write_ass(
            captions,
            ctx.path("captions.ass"),
            style=storyboard.captions,
            language=storyboard.language,
            width=1920,
            height=1080,
        )
