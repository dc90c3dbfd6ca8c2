"""How a film and its scenes open and end: title, establishing shot, last picture, credits."""

from __future__ import annotations

from filmstudio.film.story import Happening, Speech, Story, StoryScene, Telling
from filmstudio.writing.analysis.lexicon import lexicon, phrases
from filmstudio.writing.analysis.text import tokens
from filmstudio.writing.planning.joins import DISSOLVE, FADE
from filmstudio.writing.planning.scene_plan import ScenePlan
from filmstudio.writing.planning.setup import CUT, Setup

TITLE_SECONDS = 3.6
ESTABLISHING_SECONDS = 3.0
"""Which shot, 1: wide, 2.5-4 s."""
CREDITS_SECONDS = 3.0
LAST_HOLD = 1.5
"""Time, 2: the last picture holds 1.5 s after the last word."""


def _is_common(place: str, language: str) -> bool:
    """Whether a place is only called what it is: "Kitchen" says nothing that is not seen."""
    hits = phrases("places", language, "words").find(place)
    return len(hits) == 1 and hits[0].last - hits[0].first + 1 == len(tokens(place))


def title(story: Story) -> Setup:
    """Structure, 1: the title stands over the first place."""
    scene = story.scenes[0]
    words = lexicon("telling", story.language)["credits"]
    place = "" if _is_common(scene.setting.name, story.language) else scene.setting.name
    subtitle = words["by"].format(story.author) if story.author else place
    return Setup(
        id="s1.title",
        purpose="title",
        sizes=("title",),
        lead=0.0,
        hold=TITLE_SECONDS,
        title=story.title,
        subtitle=subtitle if subtitle.lower() != story.title.lower() else "",
        join=FADE,
    )


def credits(story: Story, scene_id: str) -> Setup:
    """Structure, 1: credits of 2-4 s, names of the makers at the very end."""
    words = lexicon("telling", story.language)["credits"]
    lines: list[str] = []
    if story.author:
        lines.append(words["written"].format(story.author))
    speaking = {beat.speaker for _, beat in story.beats() if isinstance(beat, Speech)}
    names = [member.name for member in story.cast if member.id in speaking][:6]
    if any(isinstance(beat, Telling) for _, beat in story.beats()):
        names.append(words["narrator"])
    if names:
        lines.append(words["voices"].format(", ".join(names)))
    lines.append(words["made"])
    return Setup(
        id=f"{scene_id}.credits",
        purpose="credits",
        sizes=("credits",),
        lead=0.0,
        hold=CREDITS_SECONDS,
        credits=tuple(lines),
        join=FADE,
    )


def establishing(plan: ScenePlan, scene: StoryScene) -> Setup | None:
    """Which shot, 1: a new place or time opens with an establishing shot; a place seen before, or
    the same moment going on, opens closer."""
    if scene.opens == "continuous" or (scene.seen_before and scene.opens != "later"):
        return None
    id = f"{plan.id}.00"
    return Setup(
        id=id,
        purpose="establish",
        sizes=("establishing",),
        lead=0.0,
        hold=plan.jitter(id, ESTABLISHING_SECONDS),
        need="if-it-fits",
        join=DISSOLVE if scene.opens == "first" else DISSOLVE if scene.opens == "later" else CUT,
    )


def breath(plan: ScenePlan, beat: int) -> Setup:
    """A look round the place, taken only in a film with time to spare: a thing of the scene, the
    place itself, the people in it from afar."""
    id = f"{plan.shot_id(beat)}w"
    people = tuple(plan.seen()[:2]) if beat % 2 else ()
    return Setup(
        id=id,
        purpose="breathe",
        sizes=("wide", "establishing"),
        people=people,
        acts=tuple(plan.act(one) for one in people),
        lead=0.0,
        hold=plan.jitter(id, 2.8),
        need="if-there-is-room",
    )


def takes_opening(scene: StoryScene) -> int:
    """How many first beats the establishing shot shows or tells: descriptions of the place."""
    taken = 0
    for beat in scene.beats:
        describes = (
            isinstance(beat, Happening) and beat.describes and not beat.quiet and not beat.look
        )
        if not describes or taken == 2:
            break
        taken += 1
    return taken


def told_over_opening(scene: StoryScene) -> bool:
    """Whether the first sentence of narration can be told over the establishing shot."""
    first = scene.beats[0] if scene.beats else None
    return isinstance(first, Telling) and (not first.verb or scene.opens == "first")


def opens_on_surprise(scene: StoryScene) -> bool:
    """Which shot, 1: a scene that opens with a cry in the middle of things shows the face first."""
    first = scene.beats[0] if scene.beats else None
    return (
        isinstance(first, Speech)
        and first.emotion in ("urgent", "angry")
        and scene.opens == "elsewhere"
    )
