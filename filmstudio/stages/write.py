"""Write: the screenplay is understood: scenes, cast, places, moods, what is said and what happens."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.stages.common import order_of, screenplay_of


class Write(Stage):
    name = "write"
    version = 5
    light = True
    label = "Understanding the story"
    needs = ("screenplay", "order")
    makes = "story"
    capability = "text"

    def reads(self, view: View, unit: str) -> Any:
        return {"screenplay": view.digest("screenplay"), "style": order_of(view).style}

    def run(self, ctx: Context) -> None:
        from filmstudio.providers.text import StoryRequest

        assert ctx.provider is not None
        story = ctx.provider.run(StoryRequest(screenplay_of(ctx.view), order_of(ctx.view).style))
        for sentence in story.warnings:
            ctx.warn(sentence)
        ctx.save(story)
