"""What the page of a project shows: its film in the making, live; then the film, and its drafts."""

from __future__ import annotations

import uuid
from typing import Any

import reflex as rx

from filmstudio.errors import BadInput, NotFound
from filmstudio.services.films import Source, Track
from filmstudio.services.jobs.making import Making, Step
from filmstudio.services.jobs.shots import LineRow, SceneRow, ShotRow
from filmstudio.services.projects import links
from filmstudio.services.renders import ending
from filmstudio.services.renders import start as starting
from filmstudio.services.showing import Standing
from state.base import AppState, ask, read, write
from state.lengths import clock, spoken
from state.live import desk
from state.opened import (
    NO_FACTS,
    NO_SHOT,
    RUNNING,
    STEPS,
    DraftRow,
    Facts,
    PieceRow,
    copy_of,
    film_words,
    opened,
    pieces_of,
    shared,
    standing_of,
)
from state.progress import ON_PAGES, Live
from state.words import plural, said_in


class ProjectState(AppState):
    """One project in one tab."""

    facts: Facts = NO_FACTS
    missing: bool = False
    """Whether there is no such project, for who asks."""
    mode: str = ""
    """empty, making, stopped or film; nothing until it is known."""
    job: str = ""
    state: str = ""
    credits: int = 0
    started: bool = False
    error: str = ""
    warnings: list[str] = []
    key_failed: bool = False
    """Whether somebody stood in for an own key."""
    read_words: str = ""
    """What the script turned out to have."""
    steps: list[Step] = []
    scenes: list[SceneRow] = []
    lines: list[LineRow] = []
    chosen: str = ""
    """The shot that somebody chose to look at; empty: whichever is being made."""
    looked_at: ShotRow = NO_SHOT
    """The same, as it stands."""
    ready: float = 0.0
    """Seconds of film that can be played already."""
    ready_clock: str = ""
    said: str = ""
    """What is announced to screen readers."""

    sources: list[Source] = []
    tracks: list[Track] = []
    pieces: list[PieceRow] = []
    film_scenes: list[SceneRow] = []
    film_lines: list[LineRow] = []
    film_steps: list[Step] = []
    film_job: str = ""
    film_language: str = "en"
    film_warnings: list[str] = []
    poster: str = ""
    burnt: bool = False
    loudness: float = 0.0
    film_words: dict[str, str] = {}
    """Numbers of the film in words: shots, speaking (shots in which somebody is seen to), scenes,
    voices, sound."""
    film_key_failed: bool = False
    finished_at: str = ""
    took: str = ""
    length: float = 0.0
    about: str = ""
    """Length, scenes and voices in words."""
    drafts: list[DraftRow] = []
    asking: str = ""
    """Which dialog is open: stop or share."""
    working: bool = False
    friend_error: str = ""
    _sequence: int = -1
    _percent: int = 0

    @rx.var
    def may_edit(self) -> bool:
        """Whether who is there may change the project, as far as the page shows it."""
        return self.facts["role"] in ("owner", "editor")

    @rx.event
    async def open(self) -> None:
        """Shows the project of the address, and follows it from now on."""
        if not self.signed_in:
            return
        try:
            id = uuid.UUID(self.router.url.path.strip("/").split("/")[1])
            facts, drafts, found, plan = await read(self, opened, id)
        except (ValueError, IndexError, NotFound):
            desk.leave(self.router.session.client_token)
            self._forget()
            self.missing = True
            return
        if facts["id"] != self.facts["id"]:
            self._forget()
        self.missing, self.facts = False, facts
        standing = await ask(self, standing_of, found, plan)
        self._sequence = -1
        self._show(standing)
        live = Live(standing["making"]).told(self.lang)
        for kind in ON_PAGES:
            shown = await self.get_state(kind)
            for name in live.keys() & kind.base_vars.keys():
                setattr(shown, name, live[name])
        made_of = standing["made"]["version"] if standing["made"] else -1
        self.drafts = [
            DraftRow(
                number=number, note=note, when=at.isoformat(), shown=number == (made_of or number)
            )
            for number, note, at in drafts
        ]
        desk.watch(self, id)

    @rx.event
    def close(self) -> None:
        """The page is left: nothing more is told."""
        desk.leave(self.router.session.client_token)

    @rx.event
    def choose(self, shot: str) -> None:
        """Looks at one shot; at the same again: at whichever is being made."""
        self.chosen = "" if shot == self.chosen else shot
        self._watch()

    @rx.event
    def ask_about(self, what: str) -> None:
        """Opens a dialog, or closes it."""
        self.asking, self.friend_error = what, ""

    @rx.event
    async def make(self) -> None:
        """Begins to make the film of the current draft."""
        await write(self, starting.start, self._id())

    @rx.event
    async def retry(self) -> None:
        """Tries a film again that failed or was stopped."""
        await write(self, starting.retry, uuid.UUID(self.job))

    @rx.event
    async def stop(self) -> None:
        """Stops making the film."""
        self.asking = ""
        await write(self, ending.cancel, uuid.UUID(self.job))

    @rx.event
    async def duplicate(self) -> Any:
        """Copies the project and goes to the copy."""
        copy = await write(self, copy_of, self._id())
        self._toast("Copied. This is the copy.")
        return rx.redirect(f"/projects/{copy}")

    @rx.event
    async def share(self, visibility: str) -> None:
        """Opens or closes the film's page."""
        if visibility not in ("private", "unlisted", "public"):
            return
        told = await write(self, shared, self._id(), visibility)
        self.facts = self.facts | told  # type: ignore[assignment]
        said = {
            "private": "The film’s page is closed.",
            "unlisted": "Whoever has the link can watch the film now.",
            "public": "The film is public.",
        }
        self._toast(said[visibility])

    @rx.event
    async def send_link(self, given: dict[str, str]) -> None:
        """Sends somebody a link to the film that is good for a week."""
        self.friend_error = ""
        try:
            await write(self, links.send, self._id(), str(given.get("email", "")))
        except BadInput as error:
            self.friend_error = self._say(error.message)
            return
        self._toast("Sent. The link is good for 7 days.")

    @rx.event
    async def take_back(self) -> None:
        """Makes every link useless that was sent for the film."""
        many = await write(self, links.take_back, self._id())
        if many:
            self._toast("The links no longer work.")
        else:
            self._toast("No link was out.")

    @rx.event
    def copied(self) -> None:
        """Says that a link was copied."""
        self._toast("Copied.")

    def _id(self) -> uuid.UUID:
        return uuid.UUID(self.facts["id"])

    def _forget(self) -> None:
        """Clears what was shown of another project."""
        for name, var in EMPTY.items():
            setattr(self, name, var)
        self._sequence = -1

    def _show(self, standing: Standing) -> None:
        """Shows a project as it stands. Called by the desk too, while nothing else has this state."""
        made = standing["making"]
        if made and made["job"] == self.job and made["sequence"] < self._sequence:
            return
        before = self.mode, self._percent, {one["id"]: one["state"] for one in self.steps}
        heard = sum(line["state"] == "recorded" for line in self.lines)
        if made is not None:
            self._show_making(made)
        self._show_film(standing)
        running = self.state in RUNNING
        over = "film" if standing["film"] else "stopped" if made else "empty"
        self._put(mode="making" if running else over)
        self._announce(*before, heard)
        self._watch()

    def _show_making(self, made: Making) -> None:
        self._sequence, self._percent = made["sequence"], made["percent"]
        shots = [shot for scene in made["scenes"] for shot in scene["shots"]]
        ready = 0.0
        for shot in shots:
            if not shot["clip"]:
                break
            ready += shot["seconds"]
        scenes = plural(self.lang, "{n} scene", "{n} scenes", len(made["scenes"]))
        many = plural(self.lang, "{n} shot", "{n} shots", len(shots))
        self._put(
            job=made["job"],
            state=made["state"],
            credits=made["credits"],
            started=made["started"],
            error=said_in(self.lang, made["error"]),
            warnings=[self._say(one) for one in made["warnings"]],
            steps=made["steps"],
            scenes=made["scenes"],
            lines=made["lines"],
            key_failed=any(step["instead"] for step in made["steps"]),
            read_words=f"{scenes}, {many}" if shots else "",
            ready=ready,
            ready_clock=clock(ready) if ready else "",
        )

    def _show_film(self, standing: Standing) -> None:
        film, made = standing["film"], standing["made"]
        if film is None or made is None:
            self._put(sources=[])
            return
        words = film_words(self.lang, film, made)
        self._put(
            sources=film["sources"],
            tracks=film["tracks"],
            pieces=pieces_of(self.lang, film["pieces"]),
            poster=film["poster"],
            burnt=film["burnt"],
            film_job=made["job"],
            film_language=made["language"],
            film_scenes=made["scenes"],
            film_lines=made["lines"],
            film_steps=made["steps"],
            film_warnings=[self._say(one) for one in made["warnings"]],
            film_key_failed=any(step["instead"] for step in made["steps"]),
            film_words=words,
            loudness=film["loudness"],
            length=made["seconds"],
            finished_at=standing["finished_at"],
            about=", ".join([spoken(self.lang, made["seconds"]), words["scenes"], words["voices"]]),
            took=spoken(self.lang, standing["took"]),
        )

    def _put(self, **values: Any) -> None:
        """Sets what has changed, so that nothing else is sent to the tab."""
        for name, value in values.items():
            if getattr(self, name) != value:
                setattr(self, name, value)

    def _shots(self) -> list[ShotRow]:
        return [shot for scene in self.scenes for shot in scene["shots"]]

    def _watch(self) -> None:
        """Keeps to the shot that was chosen, as long as it is there."""
        shot = next((shot for shot in self._shots() if shot["id"] == self.chosen), None)
        self._put(chosen=shot["id"] if shot else "", looked_at=shot or NO_SHOT)

    def _step(self, step: Step) -> str:
        name = STEPS[step["id"]]
        return self._say(name)

    def _announce(self, mode: str, percent: int, steps: dict[str, str], heard: int) -> None:
        """Says what a screen reader is told: steps, every quarter, lines, the end; never each shot."""
        if not mode or (mode != "making" and self.mode != "making"):
            return
        lines = [line for line in self.lines if line["state"] == "recorded"]
        turned = [one for one in self.steps if steps.get(one["id"]) not in (None, one["state"])]
        if self.mode == "film" and mode == "making":
            self.said = self._say("The film is finished.")
        elif turned and turned[-1]["state"] == "done":
            self.said = self._say("{step}: done.", step=self._step(turned[-1]))
        elif turned and turned[-1]["state"] == "live":
            self.said = self._say("{step}: begun.", step=self._step(turned[-1]))
        elif self._percent // 25 > percent // 25:
            self.said = self._say("{n} % of the film is made.", n=self._percent)
        elif len(lines) > heard and lines:
            self.said = self._say("A line is recorded: {line}", line=lines[-1]["text"])


EMPTY: dict[str, Any] = {
    name: ProjectState.get_fields()[name].default_value()
    for name in ProjectState.get_fields()
    if name in ProjectState.vars and name not in AppState.vars
}
