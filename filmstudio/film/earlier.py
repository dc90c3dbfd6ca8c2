"""What an edit starts from: how the version of the film made before it was planned and cut."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from filmstudio.film.storyboard import Line, Shot, Storyboard
from filmstudio.film.timeline import Timeline
from filmstudio.film.vocabulary import ShotSize


class EarlierShot(BaseModel):
    """A shot as it was: its words and timing, the seconds its voices took and its steps of the cut."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    size: ShotSize
    join: str
    texts: tuple[str, ...]
    pauses: tuple[float, ...]
    lead: float
    hold: float
    speech: float
    steps: int

    def tells_the_same(self, shot: Shot) -> bool:
        """Whether a shot has the same words, size and join, whatever its timing."""
        return (self.size, self.join, self.texts) == (shot.size, shot.join.kind, _texts(shot))

    def is_timed_like(self, shot: Shot, speech: float) -> bool:
        """Whether a shot comes to the cutting table exactly as this one did."""
        return (
            abs(self.speech - speech) < 0.001
            and (self.lead, self.hold) == (shot.lead, shot.hold)
            and self.pauses == tuple(line.pause_after for line in shot.lines)
        )

    def timed(self, shot: Shot) -> Shot:
        """The shot with the lead, pauses and hold that this one had."""
        lines: tuple[Line, ...] = tuple(
            line.model_copy(update={"pause_after": pause})
            for line, pause in zip(shot.lines, self.pauses, strict=True)
        )
        return shot.model_copy(update={"lines": lines, "lead": self.lead, "hold": self.hold})


class Earlier(BaseModel):
    """The shots of an earlier version and the length it was made for; empty for a new film."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    target: float = 0.0
    shots: tuple[EarlierShot, ...] = ()

    def by_id(self) -> Mapping[str, EarlierShot]:
        """The shots by their ids."""
        return {shot.id: shot for shot in self.shots}


def remembered(storyboard: Storyboard, timeline: Timeline) -> Earlier:
    """What a later version has to know of this one."""
    speech: dict[str, float] = {}
    for line in timeline.lines:
        speech[line.shot] = speech.get(line.shot, 0.0) + line.end - line.start
    steps = {shot.id: shot.steps for shot in timeline.shots}
    return Earlier(
        target=storyboard.target_seconds,
        shots=tuple(
            EarlierShot(
                id=shot.id,
                size=shot.size,
                join=shot.join.kind,
                texts=_texts(shot),
                pauses=tuple(line.pause_after for line in shot.lines),
                lead=shot.lead,
                hold=shot.hold,
                speech=round(speech.get(shot.id, 0.0), 4),
                steps=steps[shot.id],
            )
            for _, shot in storyboard.shots()
        ),
    )


def _texts(shot: Shot) -> tuple[str, ...]:
    return tuple(line.text for line in shot.lines)
