"""Animate: each shot becomes a clip of video; a dissolve between two shots becomes a seam."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.errors import Cancelled
from filmstudio.stages.common import storyboard_of, timeline_of
from filmstudio.stages.shots import LIVE_JOINS, specification

if TYPE_CHECKING:
    from filmstudio.media.planes import Frame

PROGRESS_EVERY = 12


class Animate(Stage):
    name = "animate"
    version = 10
    label = "Filming"
    needs = ("storyboard", "timeline", "plate", "captions", "voice", "order")
    makes = "clip"
    each = "shot"
    usual_cost = 25_000.0

    def units(self, view: View) -> list[str]:
        return [shot.id for shot in timeline_of(view).shots]

    def reads(self, view: View, unit: str) -> Any:
        return specification(view, unit)

    def cost(self, view: View, unit: str) -> float:
        return 300.0 + 15.0 * timeline_of(view).shot(unit).frames

    def run(self, ctx: Context) -> None:
        from filmstudio.stages.picture import clip_writer, make_shot, write_still

        spec = self.reads(ctx.view, ctx.unit)
        shot = make_shot(spec, ctx)
        first, last = spec["head"], spec["frames"]
        with clip_writer(ctx.path("clip.mp4"), spec) as writer:
            for index in range(first, last):
                frame = shot.frame(index)
                writer.write(frame.y, frame.u, frame.v)
                if (index - first) % PROGRESS_EVERY == 0:
                    _go_on(ctx, (index - first) / max(1, last - first))
                if index == (first + last) // 2:
                    write_still(frame, ctx.path("still.jpg"))
        ctx.save({"frames": last - first})


class Join(Stage):
    name = "join"
    version = 9
    label = "Joining shots"
    needs = ("storyboard", "timeline", "plate", "captions", "voice", "order")
    makes = "seam"
    each = "dissolve"
    usual_cost = 2000.0

    def units(self, view: View) -> list[str]:
        return [
            shot.id
            for shot in timeline_of(view).shots
            if shot.join.kind in LIVE_JOINS and shot.join_frames
        ]

    def reads(self, view: View, unit: str) -> Any:
        before = _before(view, unit)
        return {"from": specification(view, before, leaving=True), "to": specification(view, unit)}

    def cost(self, view: View, unit: str) -> float:
        return 1000.0

    def run(self, ctx: Context) -> None:
        from filmstudio.media.camera import ease
        from filmstudio.media.planes import blend, wipe
        from filmstudio.stages.picture import clip_writer, make_shot

        leaving = specification(ctx.view, _before(ctx.view, ctx.unit), leaving=True)
        coming = specification(ctx.view, ctx.unit)
        frames = coming["head"]
        shot_out, shot_in = make_shot(leaving, ctx), make_shot(coming, ctx)
        wiped = coming["shot"]["join"]["kind"] == "wipe"
        with clip_writer(ctx.path("clip.mp4"), coming) as writer:
            for index in range(frames):
                old = shot_out.frame(leaving["frames"] + index)
                new = shot_in.frame(index)
                part = ease((index + 1) / (frames + 1))
                frame: Frame = wipe(old, new, part) if wiped else blend(old, new, part)
                writer.write(frame.y, frame.u, frame.v)
                if index % PROGRESS_EVERY == 0:
                    _go_on(ctx, index / frames)
        ctx.save({"frames": frames})


def _before(view: View, unit: str) -> str:
    ids = [shot.id for _, shot in storyboard_of(view).shots()]
    return ids[ids.index(unit) - 1]


def _go_on(ctx: Context, part: float) -> None:
    if ctx.cancelled():
        raise Cancelled("Cancelled.")
    ctx.progress(part)
