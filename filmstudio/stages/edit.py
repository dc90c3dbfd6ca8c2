"""Edit: from how long the voices really take, when every shot, line, word and mouth shape happens."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.film.cut import lay_out
from filmstudio.stages.common import earlier_of, order_of, spoken_of, storyboard_of


class Edit(Stage):
    name = "edit"
    version = 2
    light = True
    label = "Cutting"
    needs = ("storyboard", "voice", "order", "earlier")
    makes = "timeline"

    def reads(self, view: View, unit: str) -> Any:
        storyboard = storyboard_of(view)
        return {
            "rate": order_of(view).rate,
            "target": storyboard.target_seconds,
            "earlier": view.digest("earlier") if storyboard.target_seconds else "",
            "shots": [
                [
                    scene.id,
                    shot.id,
                    shot.size,
                    shot.lead,
                    shot.hold,
                    shot.join,
                    [[line.id, line.speaker, line.pause_after] for line in shot.lines],
                ]
                for scene, shot in storyboard.shots()
            ],
            "voices": {line.id: view.digest("voice", line.id) for line in storyboard.lines()},
        }

    def run(self, ctx: Context) -> None:
        storyboard = storyboard_of(ctx.view)
        spoken = {line.id: spoken_of(ctx.view, line.id) for line in storyboard.lines()}
        earlier = earlier_of(ctx.view) if storyboard.target_seconds else None
        timeline = lay_out(storyboard, spoken, order_of(ctx.view).rate, earlier)
        for sentence in timeline.warnings:
            ctx.warn(sentence)
        ctx.save(timeline)
