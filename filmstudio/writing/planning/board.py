"""Plans the storyboard of a story: every scene's setups become shots with size, place and camera."""

from __future__ import annotations

from typing import Any, Literal, cast, get_args

from filmstudio.errors import BadInput
from filmstudio.film.earlier import Earlier
from filmstudio.film.story import Happening, Speech, Story, StoryScene, Telling
from filmstudio.film.storyboard import CaptionStyle, Scene, Shot, Storyboard
from filmstudio.film.vocabulary import ShotSize, Style
from filmstudio.writing.planning import opening, rhythm
from filmstudio.writing.planning.camera import move_for, travel
from filmstudio.writing.planning.colours import colours_in, painted
from filmstudio.writing.planning.estimate import shot_seconds
from filmstudio.writing.planning.fit import Planned, as_before, fit
from filmstudio.writing.planning.joins import join_scene
from filmstudio.writing.planning.music import cues
from filmstudio.writing.planning.scene_plan import SCENE_END_HOLD, ScenePlan
from filmstudio.writing.planning.setup import Setup
from filmstudio.writing.planning.showing import show
from filmstudio.writing.planning.sizes import change_size_at_cuts, upright
from filmstudio.writing.planning.speaking import speak
from filmstudio.writing.planning.telling import tell

_BREATH_EVERY = 4
"""Beats after which a film with time to spare may look round."""

Aspect = Literal["16:9", "9:16", "1:1", "4:5"]


def plan(
    story: Story,
    *,
    target_seconds: float = 0,
    style: Style | str = "",
    aspect: str = "16:9",
    seed: int = 1,
    captions: str | CaptionStyle = "burn",
    music: str = "auto",
    language: str = "",
    earlier: Earlier | None = None,
) -> Storyboard:
    """The storyboard of a story, by the rules of the director's handbook.

    `target_seconds` 0: as long as the story needs. `style` empty: the story's. `captions` is
    burn, soft, none or a whole style; `music` auto, none, a genre or a file. Every choice in a
    shot comes from its own scene's content and ids: the same story gives the same storyboard,
    and a changed word changes its own shot. With an `earlier` version of the film, its choice of
    shots and their timing are kept, whatever the length comes to. Raises BadInput for a story without scenes or an
    option that is not known.
    """
    if not story.scenes:
        raise BadInput("The script has nothing to show or to say. Write at least one line.")
    spoken = language or story.language
    planned: list[Planned] = []
    colours: dict[str, str] = {}
    before: ShotSize | None = None
    first_beat = 0
    for number, scene in enumerate(story.scenes):
        part = ScenePlan(
            f"s{number + 1}",
            scene,
            spoken,
            first_beat,
            story.turn,
            colours=colours,
            written=story.language,
        )
        setups = _setups(part, story, number)
        first_beat += len(scene.beats)
        setups = [setup.but(sizes=upright(setup, aspect)) for setup in setups]
        sizes = _sizes(setups, before)
        before = sizes[-1]
        last_scene = number == len(story.scenes) - 1
        planned += _shots(part, setups, sizes, number, spoken, last_scene=last_scene)
    planned = rhythm.vary_lengths(planned, spoken)
    warnings: tuple[str, ...] = ()
    if earlier is None:
        planned, warnings = fit(planned, target_seconds, spoken)
        planned = rhythm.vary_lengths(planned, spoken)
    else:
        planned = as_before(planned, earlier)
    planned = [_paced(one, spoken) for one in planned]
    return Storyboard(
        title=story.title,
        language=spoken,
        style=cast(Style, _one_of("style", style or story.style, get_args(Style))),
        aspect=cast(Aspect, _one_of("aspect", aspect, get_args(Aspect))),
        target_seconds=target_seconds,
        seed=seed,
        cast=story.cast,
        scenes=_scenes(story, planned, music),
        captions=_captions(captions),
        logline=story.logline,
        warnings=(*story.warnings, *warnings),
    )


def _sizes(setups: list[Setup], before: ShotSize | None) -> list[ShotSize]:
    """Sizes of every setup. Shots that are only taken when there is room fit in between the others,
    which have theirs as if those were not there."""
    firm = [setup for setup in setups if setup.need != "if-there-is-room"]
    chosen = dict(zip((s.id for s in firm), change_size_at_cuts(firm, before), strict=True))
    sizes: list[ShotSize] = []
    for at, setup in enumerate(setups):
        if setup.id in chosen:
            sizes.append(chosen[setup.id])
            continue
        near = {chosen.get(setups[i].id) for i in (at - 1, at + 1) if 0 <= i < len(setups)}
        sizes.append(next((size for size in setup.sizes if size not in near), setup.sizes[0]))
    return sizes


def _one_of(what: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise BadInput(
            "The {what} '{value}' is not known; choose one of: {known}.",
            what=what,
            value=value,
            known=list(choices),
        )
    return value


def _captions(captions: str | CaptionStyle) -> CaptionStyle:
    if isinstance(captions, CaptionStyle):
        return captions
    mode: Any = _one_of("captions mode", captions, ("burn", "soft", "none"))
    return CaptionStyle(mode=mode)


def _setups(part: ScenePlan, story: Story, number: int) -> list[Setup]:
    """The setups of a scene, from its opening to its end."""
    scene = part.scene
    opens = opening.establishing(part, scene)
    if opening.opens_on_surprise(scene):
        opens = None
    head: list[Setup] = [opening.title(story)] if number == 0 else []
    beat = 0
    if opens is not None:
        taken = opening.takes_opening(scene)
        if taken:
            texts = [b.text for b in scene.beats[:taken]]
            prop = next(
                (b.prop for b in scene.beats[:taken] if isinstance(b, Happening) and b.prop), ""
            )
            opens = opens.but(
                action=" ".join(texts),
                prop=prop,
                hold=round(opens.hold + 0.3 * taken, 2),
                need="always",
            )
            for described in scene.beats[:taken]:
                part.colours |= colours_in(described, part.written, part.colours)
            opens = painted(opens, part.colours)
            beat = taken
        if not (opening.told_over_opening(scene) and not taken):
            part.setups.append(opens)
            opens = None
    _walk(part, beat, opens)
    setups = head + part.setups
    if not setups:
        setups = [_bare(part)]
    setups = _join(scene, setups)
    setups = _end(part, setups, last=number == len(story.scenes) - 1)
    if number == len(story.scenes) - 1:
        setups.append(opening.credits(story, part.id))
    return setups


def _walk(part: ScenePlan, beat: int, opens: Setup | None) -> None:
    beats = part.scene.beats
    while beat < len(beats):
        now = beats[beat]
        start = beat
        first = len(part.setups)
        if isinstance(now, Speech):
            beat += speak(part, beat)
        elif isinstance(now, Telling):
            opens = tell(part, beat, opens)
            beat += 1
        else:
            show(part, beat)
            beat += 1
        if start // _BREATH_EVERY != beat // _BREATH_EVERY and beat < len(beats) and part.setups:
            part.setups.append(opening.breath(part, start))
        for done in range(start, beat):
            part.colours |= colours_in(beats[done], part.written, part.colours)
        for at in range(first, len(part.setups)):
            part.setups[at] = painted(part.setups[at], part.colours)


def _bare(part: ScenePlan) -> Setup:
    id = f"{part.id}.00"
    return Setup(
        id=id,
        purpose="establish",
        sizes=("wide", "establishing"),
        lead=0.0,
        hold=part.jitter(id, 3.0),
    )


def _join(scene: StoryScene, setups: list[Setup]) -> list[Setup]:
    first = setups[0]
    if first.purpose == "title":
        return setups
    join = join_scene(scene)
    # Nobody speaks into a dissolve: the first word waits until the picture stands.
    lead = max(first.lead, join.seconds + 0.1) if first.lines and join.seconds else first.lead
    return [first.but(join=join, lead=round(lead, 2)), *setups[1:]]


def _end(part: ScenePlan, setups: list[Setup], *, last: bool) -> list[Setup]:
    """Time, 1 and 2: 1.5-2.5 s at a scene's end, 1.5 s after the film's last word."""
    final = setups[-1]
    if final.lines:
        hold = opening.LAST_HOLD if last else SCENE_END_HOLD
        return [*setups[:-1], final.but(hold=hold)]
    if last and final.purpose != "title":
        return [*setups[:-1], final.but(hold=round(max(final.hold, 3.0), 2), need="always")]
    return setups


def _shots(
    part: ScenePlan,
    setups: list[Setup],
    sizes: list[ShotSize],
    number: int,
    language: str,
    *,
    last_scene: bool,
) -> list[Planned]:
    planned: list[Planned] = []
    for at, (setup, size) in enumerate(zip(setups, sizes, strict=True)):
        subjects, focus = part.stage.frame(setup, size)
        shot = Shot(
            id=setup.id,
            size=size,
            subjects=subjects,
            join=setup.join,
            lines=setup.lines,
            lead=setup.lead,
            hold=setup.hold,
            action=setup.action,
            prop=setup.prop,
            colour=setup.colour,
            focus=focus,
            title=setup.title,
            subtitle=setup.subtitle,
            credits=setup.credits,
        )
        shot = rhythm.long_enough(shot, language)
        ending = last_scene and at == len(setups) - 2
        looks = part.stage.facing(setup.people[0]) if setup.people else 1
        camera = move_for(
            setup,
            size,
            part.scene.setting,
            shot_seconds(shot, language),
            ending=ending,
            looks=looks,
        )
        planned.append(
            Planned(shot.model_copy(update={"camera": camera}), number, setup.need, setup.purpose)
        )
    return planned


def _paced(one: Planned, language: str) -> Planned:
    """The camera's way measured again: fitting may have made the shot longer or shorter."""
    camera = one.shot.camera
    if camera.move == "hold":
        return one
    amount = travel(one.shot.size, shot_seconds(one.shot, language))
    return one.but(
        one.shot.model_copy(update={"camera": camera.model_copy(update={"amount": amount})})
    )


def _scenes(story: Story, planned: list[Planned], music: str) -> tuple[Scene, ...]:
    found = []
    for number, (scene, cue) in enumerate(zip(story.scenes, cues(story, music), strict=True)):
        found.append(
            Scene(
                id=f"s{number + 1}",
                heading=scene.heading,
                setting=scene.setting,
                shots=tuple(one.shot for one in planned if one.scene == number),
                music=cue,
                summary=scene.summary,
            )
        )
    return tuple(found)
