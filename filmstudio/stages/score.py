"""Score: each scene's music, which gives way to speech, and the sound of its place."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.film.storyboard import Scene, Storyboard
from filmstudio.film.timeline import SceneTime, Timeline
from filmstudio.stages.common import order_of, spoken_of, storyboard_of, timeline_of

OVERLAP = 1.0
"""Seconds by which a scene's sound goes on under the next one, to be cross-faded."""


class Score(Stage):
    name = "score"
    version = 5
    label = "Composing"
    needs = ("storyboard", "timeline", "voice", "order")
    makes = "cue"
    each = "scene"
    usual_cost = 4000.0
    capability = "music"

    def units(self, view: View) -> list[str]:
        timeline_of(view)
        return [scene.id for scene in storyboard_of(view).scenes]

    def reads(self, view: View, unit: str) -> Any:
        storyboard, timeline = storyboard_of(view), timeline_of(view)
        return _request(view, storyboard, timeline, unit, order_of(view).music)

    def cost(self, view: View, unit: str) -> float:
        return 2000.0

    def run(self, ctx: Context) -> None:
        from filmstudio.providers.embedded import MusicRequest
        from filmstudio.tape import loudest, write_wav

        assert ctx.provider is not None
        storyboard, timeline = storyboard_of(ctx.view), timeline_of(ctx.view)
        wanted = _request(ctx.view, storyboard, timeline, ctx.unit, order_of(ctx.view).music)
        score = ctx.provider.run(MusicRequest(**wanted))
        for sentence in score.warnings:
            ctx.warn(sentence)
        write_wav(ctx.path("music.wav"), score.music)
        write_wav(ctx.path("ambience.wav"), score.ambience)
        ctx.save(
            {
                "description": score.description,
                "seconds": wanted["seconds"],
                "music": loudest(score.music) > 0,
            }
        )


def _scene(storyboard: Storyboard, unit: str) -> Scene:
    return next(scene for scene in storyboard.scenes if scene.id == unit)


def scene_time(timeline: Timeline, unit: str) -> SceneTime:
    return next(scene for scene in timeline.scenes if scene.id == unit)


def _request(
    view: View, storyboard: Storyboard, timeline: Timeline, unit: str, music: str
) -> dict[str, Any]:
    """What the composer is asked. Times count from the scene's start, so that a scene which only
    moves in the film keeps its music."""
    scene = _scene(storyboard, unit)
    span = scene_time(timeline, unit)
    last = scene.id == storyboard.scenes[-1].id
    seconds = timeline.rate.seconds(span.frames) + (0.0 if last else OVERLAP)
    starts = {
        shot.id: timeline.rate.seconds(shot.start - span.start)
        for shot in timeline.shots
        if shot.scene == scene.id
    }
    speech = [
        [
            round(starts[line.shot] + line.offset, 2),
            round(starts[line.shot] + line.offset + spoken_of(view, line.id).seconds, 2),
        ]
        for line in timeline.lines
        if line.shot in starts
    ]
    genre = scene.music.genre
    if music in ("none", "track"):
        genre = "none"
    elif music != "auto":
        genre = music
    return {
        "genre": genre,
        "mood": scene.setting.mood,
        "culture": scene.setting.culture,
        "setting": scene.setting.model_dump(mode="json"),
        "seconds": round(seconds, 6),
        "tempo": scene.music.tempo,
        "intensity": scene.music.intensity,
        "seed": storyboard.seed,
        "speech": speech,
        "opening": scene.id == storyboard.scenes[0].id,
        "ending": last,
        "swell": round(0.6 * seconds, 2) if scene.music.intensity >= 0.8 else None,
    }
