"""Plans one scene: its beats become setups in order, each with ids that no other beat can move."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from filmstudio.film.story import Beat, Happening, Speech, StoryScene, Telling
from filmstudio.film.storyboard import Line
from filmstudio.film.vocabulary import Emotion, Pose, ShotSize
from filmstudio.writing.analysis.lexicon import lexicon
from filmstudio.writing.analysis.text import digest, words
from filmstudio.writing.planning.estimate import speech_seconds
from filmstudio.writing.planning.setup import Act, Setup
from filmstudio.writing.planning.stage import Stage

DIALOGUE_PAUSE = 0.3
"""Time, 1: 0.25-0.5 s between speakers."""
BEAT_PAUSE = 0.9
"""Time, 1: 0.8-1.2 s at a beat."""
SCENE_END_HOLD = 1.0
"""Time, 1: with its pause, 1.5-2.5 s at a scene's end."""
TURN_SILENCE = 0.7
"""Sound, 1: silence before the most important line."""

_ANSWER: dict[Emotion, Emotion] = {
    "angry": "sad", "afraid": "afraid", "sad": "tender", "surprised": "thoughtful", "tender": "tender",
    "urgent": "afraid", "happy": "happy", "excited": "happy", "amused": "amused",
}  # fmt: skip
"""How a listener takes what is said."""


def suffix(number: int) -> str:
    """The tail of the id of a beat's second shot and those after it: b, c, ... z, z1, z2."""
    if number == 0:
        return ""
    return chr(ord("a") + number) if number < 26 else f"z{number - 25}"


@dataclass
class ScenePlan:
    """What is known while a scene is planned from its first beat to its last."""

    id: str
    scene: StoryScene
    language: str
    first_beat: int
    """The number of the scene's first beat in the story."""
    turn: int
    stage: Stage = field(default_factory=Stage)
    poses: dict[str, Pose] = field(default_factory=dict)
    holding: dict[str, str] = field(default_factory=dict)
    spoken: int = 0
    last_speaker: str = ""
    down: set[str] = field(default_factory=set)
    """Who has fallen and not risen."""
    shown: set[str] = field(default_factory=set)
    """Things that had their insert."""
    setups: list[Setup] = field(default_factory=list)
    colours: dict[str, str] = field(default_factory=dict)
    """Things whose colour the script has named so far in the film, each with its #rrggbb."""
    written: str = ""
    """The language the script is written in."""

    def __post_init__(self) -> None:
        self.stage.alone = len(self.scene.present) <= 1
        talk = [b.speaker for b in self.scene.beats if isinstance(b, Speech) and b.seen]
        for one, other in pairwise(talk):
            if one == other:
                continue
            if other in self.stage.sides and one not in self.stage.sides:
                one, other = other, one
            self.stage.enter(one)
            self.stage.enter(other, one)
        for at, person in enumerate(self.scene.present):
            self.stage.enter(person, self._meets(person, at))

    def _meets(self, person: str, at: int) -> str:
        """Whom somebody first deals with: who spoke or acted just before they did."""
        before = self.scene.present[0] if at else ""
        for beat in self.scene.beats:
            who = [beat.speaker] if isinstance(beat, Speech) else list(beat.subjects)
            near = [one for one in who if one in self.stage.sides]
            if person in who:
                return near[0] if near else before
            before = near[0] if near else before
        return before

    def shot_id(self, beat: int, number: int = 0) -> str:
        """The id of the number-th shot of a beat of this scene, counted from 0."""
        return f"{self.id}.{beat + 1:02d}{suffix(number)}"

    def is_turn(self, beat: int) -> bool:
        """Whether the story turns on this beat of the scene."""
        return self.first_beat + beat == self.turn

    def measure(self, narrated: bool) -> Measured:
        """How long a text is spoken in this film's language."""
        return Measured(self.language, narrated)

    def act(self, person: str, emotion: Emotion = "neutral", pose: Pose | None = None) -> Act:
        """What a person does now: what they were doing, unless this beat says another."""
        return Act(
            pose=pose or self.poses.get(person, "stand"),
            holds=self.holding.get(person, ""),
            emotion=emotion,
        )

    def partner(self, person: str, beat: int) -> str:
        """Whom somebody speaks with: who spoke before them, else who answers, else who was seen.

        Nobody is there before they came in, and nobody who has fallen listens.
        """
        near = [self.last_speaker, *self._answers(beat)]
        for one in [*near, *self.seen()]:
            if one and one not in self.down and self.stage.opposite(person, one):
                return one
        return ""

    def _answers(self, beat: int) -> list[str]:
        """Who speaks in the next two beats, unless the action brings them in only then."""
        found: list[str] = []
        arriving: set[str] = set()
        here = set(self.seen())
        for later in self.scene.beats[beat + 1 : beat + 3]:
            if isinstance(later, Speech):
                if later.seen and later.speaker not in arriving:
                    found.append(later.speaker)
            else:
                arriving |= set(later.subjects) - here
        return found

    def seen(self) -> list[str]:
        """Who has been in the picture so far, the latest first."""
        people = [one for setup in reversed(self.setups) for one in setup.people]
        return list(dict.fromkeys(people))

    def settle(self, person: str, verb: str, pose: Pose, prop: str) -> None:
        """Who sits down stays seated; who takes a thing up has it in hand until they part with it."""
        verbs = lexicon("verbs", "en")
        if verb == "fall":
            self.down.add(person)
        elif verb in ("rise", "walk", "run"):
            self.down.discard(person)
        adopted = verbs["adopt_pose"].get(verb)
        if adopted:
            self.poses[person] = adopted
        if prop and verb in ("hold", "handle") and prop not in lexicon("props", "en")["not_held"]:
            self.holding[person] = prop

    def release(self, person: str, text: str) -> None:
        """After "drops", "gives" and the like nothing is in hand."""
        first = set(lexicon("verbs", "en")["release"])
        spoken = {word.lower().strip(".,;!") for word in text.split()}
        if any(form in spoken for verb in first for form in (verb, verb + "s", verb + "es")):
            self.holding.pop(person, None)

    def answer(self, emotion: Emotion) -> Emotion:
        """How the listener takes a line of this emotion."""
        return _ANSWER.get(emotion, "neutral")

    def jitter(self, id: str, seconds: float, spread: float = 0.3) -> float:
        """A length a little off its mean, by the shot's id alone: lengths must not repeat."""
        return round(seconds + spread * ((digest(id, "length") % 5) - 2) / 2, 2)

    def line(self, id: str, speaker: str, text: str, beat: Speech | Telling, pause: float) -> Line:
        """A line of this beat."""
        delivery = beat.delivery if isinstance(beat, Speech) else ""
        return Line(
            id=id,
            speaker=speaker,
            text=text,
            emotion=beat.emotion,
            delivery=delivery,
            pause_after=pause,
            unseen=isinstance(beat, Speech) and not beat.seen,
        )


@dataclass(frozen=True)
class Measured:
    """Seconds that a voice needs for a text; a call so that splitting knows nothing of voices."""

    language: str
    narrated: bool

    def __call__(self, text: str) -> float:
        return speech_seconds(text, self.language, narrated=self.narrated)


def is_short(beat: Beat, limit: int) -> bool:
    """Whether a beat is a speech of at most `limit` words."""
    return isinstance(beat, Speech) and words(beat.text) <= limit


def wishes(beat: Happening | Telling) -> tuple[ShotSize, ...]:
    """The sizes in which a class of action is seen best, from the lexicon of verbs."""
    classes = lexicon("verbs", "en")["classes"]
    if beat.verb in classes:
        return tuple(classes[beat.verb]["sizes"])
    return ()


def seconds_of(verb: str, fallback: float) -> float:
    """Seconds that a class of action takes to be seen."""
    classes = lexicon("verbs", "en")["classes"]
    return float(classes[verb]["seconds"]) if verb in classes else fallback
