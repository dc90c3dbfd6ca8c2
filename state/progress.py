"""How far a film is, as tabs are told of it while it is made: several times a second, past their states.

A state is kept in redis and loaded, locked and written for every change; with fifty tabs that is the
whole work of a web process. So what changes with every piece of news is reckoned once for a project,
put into words once a language, and sent to the pages as what it would be if `Progress` had changed.
"""

from __future__ import annotations

from typing import Any

from reflex.constants.state import FIELD_MARKER

from filmstudio.services.jobs.making import Making
from filmstudio.services.jobs.shots import ShotRow
from state.base import AppState
from state.lengths import clock, spoken
from state.opened import AT_WORK, NO_SHOT, RUNNING
from state.words import translated

_DOING = {"illustrate": "drawing", "animate": "rendering", "speak": "recording"}


class Progress(AppState):
    """How far the film is that a page shows in the making, between two readings of its project.

    Only the page has the values of this state and the two below: they come from `Live`. Whatever reads
    one var of a state is drawn anew when any of its vars changes, so each state has what changes
    together: a list of shots is not gone through because a second has passed.
    """

    percent: int = 0
    left: str = ""
    """Time left in words; empty where it is not known."""
    clock: str = ""
    """The same as on a leader: 1:40."""


class Parts(AppState):
    """How far the shots are that are under way."""

    parts: dict[str, int] = {}
    """Percent, by shot."""


class Shooting(AppState):
    """What is being made."""

    begun: bool = False
    """Whether any work on the film has begun."""
    busy: dict[str, str] = {}
    """What was just begun, by shot or line: drawing, rendering, recording."""
    at_work: ShotRow = NO_SHOT
    """The shot that is being made. Its percent is that of the last reading; `Parts` has it as it is."""


ON_PAGES = (Progress, Parts, Shooting)
"""The states whose values pages have from `Live`."""


class Live:
    """A film in the making: as it was read last, and what has been told since."""

    def __init__(self, made: Making | None, before: Live | None = None) -> None:
        self.job, self.sequence = (made["job"], made["sequence"]) if made else ("", -1)
        self.percent, self.step = (made["percent"], made["step"]) if made else (0, "")
        self.runs = made is not None and made["state"] in RUNNING
        self.left = made["left"] if made else -1.0
        self.busy: dict[str, str] = {}
        self.parts: dict[str, int] = {}
        self._shots = [shot for scene in made["scenes"] for shot in scene["shots"]] if made else []
        if before is None or before.job != self.job:
            return
        self.percent = max(self.percent, before.percent) if self.runs else self.percent
        if self.sequence < before.sequence:  # news went by while the project was read
            self.sequence, self.step, self.left = before.sequence, before.step, before.left
            self.busy, self.parts = before.busy, before.parts

    def hear(self, news: dict[str, Any]) -> bool:
        """Takes up a piece of news; False where it is of another job, or older than what is known."""
        if news["render"] != self.job or news["sequence"] <= self.sequence:
            return False
        self.sequence, self.step = news["sequence"], news["step"]
        self.percent = max(self.percent, min(99, int(news["part"] * 100)))
        self.left = -1.0 if news["left"] is None else news["left"]
        task = news["task"]
        doing = _DOING.get(task["stage"])
        if doing == "recording":
            self.busy = self.busy | {task["unit"]: doing}  # anew: what was told is compared
        elif doing is not None:
            for shot in self._shots:
                of_place = doing == "drawing" and shot["state"] in ("waiting", "drawing")
                mine = task["unit"] in (shot["id"], shot["plate"] if of_place else "")
                if mine and shot["state"] != "done":
                    self.busy = self.busy | {shot["id"]: doing}
                    self.parts = self.parts | {shot["id"]: int(100 * task["part"])}
        return True

    def told(self, lang: str) -> dict[str, Any]:
        """The vars of the states `ON_PAGES`, in a language."""
        known = self.left >= 0 and self.runs
        return {
            "percent": self.percent,
            "left": translated(lang, "About {time} left", time=spoken(lang, self.left))
            if known
            else "",
            "clock": clock(self.left) if known else "",
            "parts": self.parts,
            "begun": self.step != "",
            "busy": self.busy,
            "at_work": self._at_work(),
        }

    def _at_work(self) -> ShotRow:
        at_work = [
            shot for shot in self._shots if self.busy.get(shot["id"], shot["state"]) in AT_WORK
        ]
        seen = [shot for shot in self._shots if shot["picture"]]
        with_picture = [shot for shot in at_work if shot["picture"]]
        best = (*with_picture, *seen[-1:], *at_work, *self._shots, NO_SHOT)[0]
        state = self.busy.get(best["id"], best["state"])
        return best | {"state": state}  # type: ignore[return-value]


def delta_of(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What is sent to a page so that it shows these vars of the states `ON_PAGES`."""
    by_state = {
        state.get_full_name(): {
            name + FIELD_MARKER: var for name, var in values.items() if name in state.base_vars
        }
        for state in ON_PAGES
    }
    return {state: changed for state, changed in by_state.items() if changed}
