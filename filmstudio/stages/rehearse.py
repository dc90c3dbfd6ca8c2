"""Rehearse: what is seen and heard of a film before it is made: a shot, a picture, a line."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.stages.animate import Animate
from filmstudio.stages.common import storyboard_of, timeline_of
from filmstudio.stages.shots import specification, still

STILL_SECONDS = 4.0
"""The shot of a picture is taken to be so long; the picture is that of its first third."""


class Rehearse(Animate):
    """Shots out of a film, which begin and end as they do within it: without the film's fades."""

    name = "rehearse"
    version = 1
    label = "Filming the shot"

    def reads(self, view: View, unit: str) -> Any:
        shots = timeline_of(view).shots
        spec = specification(view, unit)
        if unit == shots[0].id:
            spec["fade_in"] = 0
        if unit == shots[-1].id:
            spec["fade_out"] = 0
        return spec


class Picture(Stage):
    """One picture of each shot, large and small."""

    name = "picture"
    version = 1
    label = "Drawing pictures"
    needs = ("storyboard", "plate", "order")
    makes = "picture"
    each = "shot"

    def units(self, view: View) -> list[str]:
        return [shot.id for _, shot in storyboard_of(view).shots()]

    def reads(self, view: View, unit: str) -> Any:
        return still(view, unit, STILL_SECONDS)

    def cost(self, view: View, unit: str) -> float:
        return 300.0

    def run(self, ctx: Context) -> None:
        from filmstudio.media.planes import to_bgr
        from filmstudio.media.small import write_pictures
        from filmstudio.stages.picture import make_shot, open_eyed

        spec = self.reads(ctx.view, ctx.unit)
        shot = make_shot(spec, ctx)
        picture = to_bgr(shot.frame(open_eyed(shot, spec["frames"] // 3, shot.rate)))
        ctx.save(write_pictures(picture, ctx.scratch))


class Sample(Stage):
    """A line as it is heard on a page."""

    name = "sample"
    version = 1
    label = "Making it heard"
    needs = ("storyboard", "voice")
    makes = "sample"
    each = "line"

    def units(self, view: View) -> list[str]:
        return [line.id for line in storyboard_of(view).lines()]

    def reads(self, view: View, unit: str) -> Any:
        return view.digest("voice", unit)

    def run(self, ctx: Context) -> None:
        from filmstudio.media.hear import write_m4a
        from filmstudio.tape import read_wav

        voice = ctx.view.artifact("voice", ctx.unit)
        write_m4a(read_wav(voice.verified("voice.wav")), ctx.path("voice.m4a"))
        spoken = ctx.view.document("voice", ctx.unit)
        ctx.save({name: spoken[name] for name in ("seconds", "engine", "voice")})
