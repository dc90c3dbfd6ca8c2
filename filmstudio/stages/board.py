"""Board: the story becomes a storyboard: shots, cameras, lengths, voices, music."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.film.earlier import Earlier
from filmstudio.film.storyboard import NARRATOR, CaptionStyle, Storyboard, Voice
from filmstudio.stages.common import earlier_of, order_of, story_of


class Board(Stage):
    name = "board"
    version = 7
    light = True
    label = "Planning the shots"
    needs = ("story", "order", "earlier")
    makes = "storyboard"

    def reads(self, view: View, unit: str) -> Any:
        from filmstudio.speech.engines import installed

        order = order_of(view)
        return {
            "story": view.digest("story"),
            "voices": list(installed()),
            # Left out where nobody chose one: such films keep what was made of them before.
            **({"chosen": order.model_dump(mode="json")["voices"]} if order.voices else {}),
            "earlier": view.digest("earlier") if order.duration else "",
            "order": order.model_dump(
                mode="json",
                include={
                    "duration",
                    "style",
                    "aspect",
                    "captions",
                    "music",
                    "language",
                    "seed",
                    "watermark",
                },
            ),
        }

    def run(self, ctx: Context) -> None:
        from filmstudio.writing.planning import plan

        order = order_of(ctx.view)
        story = story_of(ctx.view)

        def planned(target: float, earlier: Earlier | None = None) -> Storyboard:
            return plan(
                story,
                target_seconds=target,
                style=order.style,
                aspect=order.aspect,
                seed=order.seed,
                captions=CaptionStyle(mode=order.captions),
                music=order.music,
                language=order.language,
                earlier=earlier,
            )

        earlier = earlier_of(ctx.view) if order.duration else Earlier()
        storyboard = for_length(planned, order.duration, earlier)
        storyboard = with_voices(storyboard, order.voices)
        storyboard = give_voices(storyboard.model_copy(update={"watermark": order.watermark}))
        storyboard = name_makers(storyboard)
        for sentence in storyboard.warnings:
            ctx.warn(sentence)
        ctx.save(storyboard)


def for_length(
    planned: Callable[[float, Earlier | None], Storyboard],
    target: float,
    earlier: Earlier,
) -> Storyboard:
    """The plan for a length (0: as it comes): that of the version before where it still serves, so that an edit
    leaves other shots alone; or all shots as they come; or with shots left out or added."""
    if target and earlier.shots and earlier.target == target:
        again = planned(target, earlier)
        if within_reach(again, target, to_spare=0.0):
            return again
    natural = planned(0.0, None)
    if not target:
        return natural
    if within_reach(natural, target):
        return natural.model_copy(update={"target_seconds": target})
    return planned(target, None)


def within_reach(storyboard: Storyboard, target: float, to_spare: float = 0.04) -> bool:
    """Whether the cut alone can bring this plan to its length, going by how long lines should take.

    `to_spare` is the part of the length by which voices may differ from that.
    """
    from filmstudio.film.cut import reach
    from filmstudio.writing.planning.estimate import line_seconds

    shortest, longest = reach(
        storyboard,
        {line.id: line_seconds(line, storyboard.language) for line in storyboard.lines()},
    )
    return shortest * (1 + to_spare) <= target <= longest * (1 - to_spare)


def expected_seconds(storyboard: Storyboard) -> float:
    """About how long the film will be: its target, as far as the cut can meet it, else by its lines."""
    from filmstudio.film.cut import reach
    from filmstudio.writing.planning.estimate import estimate_seconds, line_seconds

    if not storyboard.target_seconds:
        return estimate_seconds(storyboard)
    spoken = {line.id: line_seconds(line, storyboard.language) for line in storyboard.lines()}
    shortest, longest = reach(storyboard, spoken)
    return min(max(storyboard.target_seconds, shortest), longest)


def with_voices(storyboard: Storyboard, chosen: Mapping[str, Voice]) -> Storyboard:
    """The storyboard with voices that somebody chose, by cast id; who is not in its cast is passed
    over."""
    if not chosen:
        return storyboard
    cast = tuple(
        member.model_copy(update={"voice": chosen.get(member.id, member.voice)})
        for member in storyboard.cast
    )
    narrator = chosen.get(NARRATOR, storyboard.narrator)
    return storyboard.model_copy(update={"narrator": narrator, "cast": cast})


def give_voices(storyboard: Storyboard) -> Storyboard:
    """The storyboard with a voice for the narrator and for each speaker who has none yet."""
    from filmstudio.speech.casting import cast_voice, narrator_voice

    language = storyboard.language
    narrator = storyboard.narrator
    if not narrator.name:
        narrator = narrator_voice(language)
    taken: list[Voice] = [narrator]
    taken += [member.voice for member in storyboard.cast if member.voice.name]
    cast = []
    for member in storyboard.cast:
        if not member.voice.name:
            voice = cast_voice(member, language=language, taken=taken)
            taken.append(voice)
            member = member.model_copy(update={"voice": voice})
        cast.append(member)
    return storyboard.model_copy(update={"narrator": narrator, "cast": tuple(cast)})


ENGINES = {"pico": "SVOX Pico", "flite": "CMU Flite", "espeak": "eSpeak NG"}


def name_makers(storyboard: Storyboard) -> Storyboard:
    """The storyboard with the makers of its voices named in the credits, in place of the cast.

    The planner writes that line in the film's own language, as "Voices: Mara, Theo".
    """
    speakers = {line.speaker for line in storyboard.lines()}
    engines = {member.voice.engine for member in storyboard.cast if member.id in speakers}
    if NARRATOR in speakers:
        engines.add(storyboard.narrator.engine)
    voices = ", ".join(ENGINES.get(engine, engine) for engine in sorted(engines) if engine)
    names = [member.name for member in storyboard.cast if member.id in speakers]
    scenes = []
    for scene in storyboard.scenes:
        shots = []
        for shot in scene.shots:
            if shot.credits and voices:
                lines = tuple(_with_makers(line, names, voices) for line in shot.credits)
                shot = shot.model_copy(update={"credits": lines})
            shots.append(shot)
        scenes.append(scene.model_copy(update={"shots": tuple(shots)}))
    return storyboard.model_copy(update={"scenes": tuple(scenes)})


def _with_makers(line: str, names: list[str], voices: str) -> str:
    role, colon, people = line.partition(":")
    named = {person.strip() for person in people.split(",")}
    return f"{role}: {voices}" if colon and named & set(names) else line
