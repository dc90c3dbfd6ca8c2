"""Speak: each line becomes a recording with the time of every word and sound."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.film.storyboard import NARRATOR, Line, Storyboard
from filmstudio.stages.common import storyboard_of, voice_of


class Speak(Stage):
    name = "speak"
    version = 3
    label = "Recording voices"
    needs = ("storyboard",)
    makes = "voice"
    each = "line"
    usual_cost = 4000.0
    capability = "voice"
    timeout = 600.0

    def units(self, view: View) -> list[str]:
        return [line.id for line in storyboard_of(view).lines()]

    def reads(self, view: View, unit: str) -> Any:
        storyboard = storyboard_of(view)
        line = _line(view, unit)
        return {
            "text": line.text,
            "voice": voice_of(storyboard, line.speaker),
            "language": line.language or storyboard.language,
            "emotion": line.emotion,
            "delivery": line.delivery,
            "part": list(_part(storyboard, line.speaker)),
        }

    def cost(self, view: View, unit: str) -> float:
        return 150.0 + len(_line(view, unit).text)

    def run(self, ctx: Context) -> None:
        from filmstudio.providers.embedded import VoicePart, VoiceRequest
        from filmstudio.tape import write_wav

        assert ctx.provider is not None
        storyboard = storyboard_of(ctx.view)
        line = _line(ctx.view, ctx.unit)
        take = ctx.provider.run(
            VoiceRequest(
                text=line.text,
                voice=voice_of(storyboard, line.speaker),
                language=line.language or storyboard.language,
                emotion=line.emotion,
                delivery=line.delivery,
                part=VoicePart(*_part(storyboard, line.speaker)),
            )
        )
        for sentence in take.warnings:
            ctx.warn(sentence)
        write_wav(ctx.path("voice.wav"), take.samples)
        ctx.save(take.spoken)


def _line(view: View, unit: str) -> Line:
    return next(line for line in storyboard_of(view).lines() if line.id == unit)


def _part(storyboard: Storyboard, speaker: str) -> tuple[str, str, int]:
    """Gender and age of who speaks, and the how many-th such one of the cast that is."""
    if speaker == NARRATOR:
        return "", "adult", 0
    member = storyboard.character(speaker)
    alike = [m.id for m in storyboard.cast if (m.gender, m.age) == (member.gender, member.age)]
    return member.gender, member.age, 1 + alike.index(member.id)
