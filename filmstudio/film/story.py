"""The story: what a script tells, scene by scene, before anybody chooses a shot."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from filmstudio.film.storyboard import Character, Setting
from filmstudio.film.vocabulary import Culture, Emotion, Pose, ShotSize, Style


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Speech(_Part):
    """Words that a member of the cast says. `seen` is false for (V.O.) and (O.S.)."""

    kind: Literal["speech"] = "speech"
    speaker: str
    text: str
    emotion: Emotion = "neutral"
    delivery: str = ""
    seen: bool = True
    offscreen: bool = False
    """(O.S.): in the place but out of the picture; the listener is looked at instead."""


class Telling(_Part):
    """A sentence that the narrator tells, and what the picture may show meanwhile.

    `subjects` are cast ids and `props` things that the sentence names, in its order;
    `verb` is the class of action (empty: the sentence is abstract or describes).
    """

    kind: Literal["telling"] = "telling"
    text: str
    emotion: Emotion = "neutral"
    verb: str = ""
    pose: Pose = "stand"
    subjects: tuple[str, ...] = ()
    props: tuple[str, ...] = ()
    time_passes: bool = False


class Happening(_Part):
    """Action that is shown and not told. `text` keeps the script's words.

    `look` is the script's own wish for a size (CLOSE ON, WIDE ON), empty where it has none;
    `quiet` marks a beat of silence.
    """

    kind: Literal["happening"] = "happening"
    text: str
    verb: str = ""
    pose: Pose = "stand"
    subjects: tuple[str, ...] = ()
    prop: str = ""
    emotion: Emotion = "neutral"
    look: ShotSize | Literal[""] = ""
    quiet: bool = False
    describes: bool = False
    """The sentence paints the place and nobody acts in it."""


Beat = Annotated[Speech | Telling | Happening, Field(discriminator="kind")]


class StoryScene(_Part):
    """What happens in one place at one time.

    `opens` says how the scene follows the one before it: `first`, `continuous` (the same
    moment), `elsewhere` (another place), `later` (time has passed) or `act` (a new act).
    `join` is the script's own transition into the scene, such as "DISSOLVE TO:".
    """

    heading: str = ""
    setting: Setting
    music: str = ""
    """The genre that suits the scene, of `vocabulary.GENRES`."""
    opens: Literal["first", "continuous", "elsewhere", "later", "act"] = "elsewhere"
    join: str = ""
    seen_before: bool = False
    """An earlier scene showed this place at this time of day."""
    present: tuple[str, ...] = ()
    """Cast ids in the order in which they first speak or act here."""
    beats: tuple[Beat, ...] = ()
    summary: str = ""


class Story(_Part):
    """A script understood. `turn` counts beats over the whole film; -1 where there is none."""

    title: str = ""
    author: str = ""
    language: str = "en"
    logline: str = ""
    culture: Culture = "western"
    style: Style = "cinematic"
    music: str = ""
    """The genre of the whole film's palette."""
    cast: tuple[Character, ...] = ()
    scenes: tuple[StoryScene, ...] = ()
    turn: int = Field(-1, ge=-1)
    warnings: tuple[str, ...] = ()

    def beats(self) -> list[tuple[StoryScene, Beat]]:
        """Every beat with its scene, in the order of the film."""
        return [(scene, beat) for scene in self.scenes for beat in scene.beats]
