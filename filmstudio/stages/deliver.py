"""Deliver: thumbnails, drawn afresh from the film's best shots, mouths closed and words off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.timeline import Timeline
from filmstudio.stages.common import storyboard_of, timeline_of
from filmstudio.stages.shots import find, specification

if TYPE_CHECKING:
    from filmstudio.film.picture import Sprite

OPTIONS = 3
SIZE_ORDER = {"two-shot": 0, "medium": 1, "wide": 2, "establishing": 3, "over-shoulder": 4}


class Thumbnails(Stage):
    name = "thumbnails"
    version = 1
    label = "Choosing thumbnails"
    needs = ("storyboard", "timeline", "plate", "captions", "voice", "order")
    makes = "thumbnails"
    usual_cost = 2000.0

    def reads(self, view: View, unit: str) -> Any:
        return {
            "title": storyboard_of(view).title,
            "shots": [_still(view, shot) for shot in _best(view)],
        }

    def cost(self, view: View, unit: str) -> float:
        return 2000.0

    def run(self, ctx: Context) -> None:
        from filmstudio.media import thumbnail
        from filmstudio.media.planes import to_bgr
        from filmstudio.stages.picture import make_shot

        storyboard = storyboard_of(ctx.view)
        for number, unit in enumerate(_best(ctx.view), 1):
            spec = _still(ctx.view, unit)
            shot = make_shot(spec, ctx)
            picture = to_bgr(shot.frame(spec["frames"] // 3))
            title = _title(storyboard) if number == 1 and storyboard.title else None
            thumbnail.write(picture, ctx.path(f"{number:02d}.jpg"), title)
        ctx.save({"shots": _best(ctx.view)})


def _title(storyboard: Storyboard) -> Sprite:
    """The film's name for the lower left of a 1280x720 thumbnail."""
    from filmstudio.media.text import Shadow, layout
    from filmstudio.media.thumbnail import HEIGHT

    size = 88.0 if len(storyboard.title) < 24 else 64.0
    block = layout(
        storyboard.title,
        size=size,
        weight="bold",
        max_width=1100,
        align="left",
        shadows=(Shadow(0, 3, 10, 0.85), Shadow(0, 0, 40, 0.6)),
        language=storyboard.language,
    )
    sprite = block.render()
    return replace(sprite, x=64 + sprite.x, y=HEIGHT - 56 - block.height + sprite.y)


def _best(view: View) -> list[str]:
    """The shots for thumbnails: people or place well seen, nearest to 30 % of the film."""
    storyboard, timeline = storyboard_of(view), timeline_of(view)
    wanted = timeline.frames * 0.3
    shots = [
        shot
        for _, shot in storyboard.shots()
        if shot.size in SIZE_ORDER and not shot.title and not shot.credits
    ]
    if not shots:
        shots = [shot for _, shot in storyboard.shots()]

    def distance(timeline: Timeline, id: str) -> float:
        time = timeline.shot(id)
        return abs(time.start + time.frames / 2 - wanted)

    ranked = sorted(
        shots, key=lambda s: (distance(timeline, s.id) + 200 * SIZE_ORDER.get(s.size, 5), s.id)
    )
    return [shot.id for shot in ranked[:OPTIONS]]


def _still(view: View, unit: str) -> dict[str, Any]:
    """The specification of a shot as a still: nobody speaks, no words, no mark, no fades."""
    find(storyboard_of(view), unit)
    spec = specification(view, unit)
    quiet = [
        {"mouth": [], "speaking": [], "stressed": [], "partner": one["partner"]}
        for one in spec["people"]
    ]
    return spec | {
        "captions": [],
        "caption_style": None,
        "watermark": "",
        "fade_in": 0,
        "fade_out": 0,
        "people": quiet,
    }
