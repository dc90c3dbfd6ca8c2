"""What the storyboard page shows: a draft, the chosen shot, and what a render would make again.

The draft lies with the studio; here are only the rows that the page shows of it.
"""

from __future__ import annotations

import asyncio
import uuid
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session

from filmstudio.errors import Forbidden, NotFound, StudioError
from filmstudio.film.storyboard import Storyboard
from filmstudio.services.actor import Actor
from filmstudio.services.projects import access, drafting
from filmstudio.services.projects.drafting import Opened
from filmstudio.services.projects.drafts_kept import base_of
from filmstudio.services.renders.access import may_edit
from filmstudio.services.renders.forecast import Forecast, forecast
from state.base import YEAR, AppState, ask, read
from state.editor_previews import line_prints_of, prints_of
from state.editor_reel import NOTHING, Reckoned, lengths_of, reckoned_of
from state.editor_rows import (
    NO_CAPTIONS,
    NO_SHEET,
    Person,
    SceneRow,
    Seen,
    Sheet,
    ShotRow,
    captions_of,
    people_of,
    pictured,
    scenes_of,
    sheet_of,
    shots_of,
)
from state.editor_shelves import NAMES, placed, shelved
from state.words import plural

SETTLED = 0.15
"""Seconds after an edit before it is reckoned what it comes to: the next one may follow."""


class Clashing(TypedDict):
    """A part that two people have changed: how one wants it, and how it is now."""

    name: str
    mine: str
    theirs: str


def project_of(state: AppState) -> uuid.UUID:
    """The project of a page under `/projects/[id]`. Raises NotFound."""
    parts = state.router.url.path.strip("/").split("/")
    try:
        return uuid.UUID(parts[1])
    except (IndexError, ValueError) as error:
        raise NotFound("There is no such project.") from error


def _head(session: Session, actor: Actor, id: uuid.UUID) -> tuple[str, bool]:
    """A project's title, and whether the actor may only read it."""
    project = access.seen(session, actor, id)
    try:
        may_edit(session, actor, project)
    except Forbidden:
        return project.title, True
    return project.title, False


def _foreseen(actor: Actor, id: uuid.UUID) -> tuple[Opened, Forecast]:
    draft = drafting.opened(actor, id)
    return draft, forecast(actor, id, draft.storyboard)


def _was(actor: Actor, id: uuid.UUID) -> dict[str, str]:
    """The lines of the version that the draft began from."""
    board = base_of(actor, id).storyboard
    return {line.id: line.text for line in board.lines()}


class BoardState(AppState):
    """A draft as it is shown."""

    project: str = ""
    film_title: str = ""
    reads: bool = False
    """Whether who looks may not change anything."""
    stands: str = ""
    """Empty while the draft is fetched, then "there" or "none"."""
    scenes: list[SceneRow] = []
    people: list[Person] = []
    captions: dict[str, str] = NO_CAPTIONS
    chosen: str = ""
    sheet: Sheet = NO_SHEET
    opens: bool = False
    """Whether the inspector is open where it is a drawer or a sheet."""
    panel: str = ""
    """Which dialog is open: keys, versions, cast, captions or clash."""
    version: int = 0
    can_undo: bool = False
    can_redo: bool = False
    saved_at: str = ""
    answers: int = 0
    """Counts the answers to edits; fields show the draft's value again with each."""
    refused: str = ""
    refused_at: str = ""
    """Why an edit was refused, and of what: a field's name, or a line's id."""
    changes: int = 0
    """How many shots have changed since the last version."""
    again: int = 0
    """How many shots a render would make again."""
    kept: int = 0
    seconds: int = 0
    credits: int = 0
    differs: bool = False
    """Whether a render would make anything."""
    costs: str = ""
    """Why the film cannot be made as it stands."""
    making: bool = False
    rate: float = 24.0
    """Frames a second."""
    clashing: list[Clashing] = []
    clash_by: str = ""
    clash_about: str = ""
    adds: bool = False
    """Whether another line is being written."""
    hears: str = ""
    """The line that is to be heard."""
    letters_cookie: str = rx.Cookie("", name="filmstudio_letters", max_age=YEAR)
    """"off" where single letters are no keys, in this browser; it is kept across visits."""
    _revision: int = 0
    _asked: int = 0
    _reckoned: Reckoned = NOTHING
    _places: dict[str, int] = {}
    """By shot the number of its shelf."""
    _pics: dict[str, str] = {}
    _large: dict[str, str] = {}
    _clips: dict[str, str] = {}
    """By the print of a shot."""
    _heard: dict[str, str] = {}
    """By the print of a line."""
    _prints: dict[str, str] = {}
    _line_prints: dict[str, str] = {}
    _looked: int = 0
    _drawn: dict[str, int] = {}
    _takes: dict[str, str] = {}
    _lines: dict[str, str] = {}
    _waits: dict[str, Any] = {}
    """The command that clashed."""

    @rx.var
    def letters(self) -> bool:
        """Whether single letters are keys."""
        return self.letters_cookie != "off"

    @rx.var
    def next_paper(self) -> int:
        """The number of the version that the draft becomes."""
        return self.version + 1

    @rx.var
    def bar(self) -> str:
        """What a render would make again."""
        n = self.again
        if not n:
            return self._say("The sound will be made again.")
        if not self.kept:
            return plural(self.lang, "{n} shot will be made.", "{n} shots will be made.", n)
        return plural(self.lang, "{n} shot will be made again.", "{n} shots will be made again.", n)

    @rx.var
    def bar_rest(self) -> str:
        """What it would keep, and how long it takes."""
        time = self._waiting(self.seconds)
        if not self.kept:
            return self._say("About {time}.", time=time)
        return self._say("{kept} kept, about {time}.", kept=self.kept, time=time)

    @rx.var
    def make_label(self) -> str:
        """What the button does."""
        n = self.again
        if not n or not self.kept:
            return self._say("Make the film")
        return plural(self.lang, "Make {n} shot", "Make {n} shots", n)

    @rx.var
    def cost(self) -> str:
        """What it spends."""
        return plural(self.lang, "{n} credit", "{n} credits", self.credits)

    async def _open(self) -> bool:
        """Fetches the draft; False where there is none."""
        if not self.signed_in:
            return False
        id = project_of(self)
        if self.project != str(id):
            self._forget(str(id))
        self.film_title, self.reads = await read(self, _head, id)
        try:
            draft = await ask(self, drafting.opened, id)
        except NotFound:
            self.stands = "none"
            return False
        self._lines = await ask(self, _was, id)
        self._show(draft)
        wanted = self.router.url.query_parameters.get("shot", "")
        if wanted and wanted in self._prints:
            self._choose(draft.storyboard, wanted)
        elif not self.sheet["id"] and self.scenes:
            self._choose(draft.storyboard, self.scenes[0]["shots"][0])
        self.stands = "there"
        return True

    def _forget(self, project: str) -> None:
        self.project, self.stands, self.chosen, self.sheet = project, "", "", NO_SHEET
        self.scenes, self.again, self.differs = [], 0, False
        self._reckoned, self._places = NOTHING, {}
        self._fill({})
        self._pics, self._large, self._clips = {}, {}, {}
        self._heard, self._takes, self._asked, self._looked = {}, {}, 0, 0
        self.opens, self.panel = False, ""

    def _show(self, draft: Opened) -> None:
        """Shows a draft; what is as it was is not sent again."""
        if draft.version != self.version:
            self.version = draft.version
        self._revision, self._drawn = draft.revision, dict(draft.drawn)
        self._prints = prints_of(draft.storyboard)
        self._line_prints = line_prints_of(draft.storyboard)
        self.can_undo, self.can_redo = draft.can_undo, draft.can_redo
        self.saved_at = draft.saved_at.isoformat() if draft.saved_at else ""
        self.changes = len(draft.changed)
        scenes = scenes_of(draft.storyboard)
        if scenes != self.scenes:
            self.scenes = scenes
        changed = frozenset(draft.changed)
        self._fill(shots_of(draft.storyboard, changed, self._reckoned, self._seen()))
        people = people_of(draft.storyboard)
        if people != self.people:
            self.people = people
        captions = captions_of(draft.storyboard)
        if captions != self.captions:
            self.captions = captions
        self._choose(draft.storyboard, self.chosen)

    def _choose(self, board: Storyboard, id: str) -> None:
        ids = [shot.id for _, shot in board.shots()]
        if id and id not in ids:
            # It was deleted: the one that took its place, or the last.
            id = ids[min(self._place, len(ids) - 1)]
        heard = {line: self._heard.get(one, "") for line, one in self._line_prints.items()}
        lengths = lengths_of(self._reckoned)
        shown = sheet_of(board, id, self._lines, lengths, self._drawn, self._takes, heard)
        for take in shown["takes"]:
            take["pic"] = take["pic"] or (self._pics.get(id, "") if take["chosen"] else "")
        self._place = ids.index(id) if id in ids else 0
        if self.chosen != shown["id"]:
            self.chosen, self.hears, self.adds = shown["id"], "", False
        if shown != self.sheet:
            self.sheet = shown

    _place: int = 0
    """Where the chosen shot is among all, from 0."""

    @rx.event
    async def choose(self, id: str) -> None:
        """Chooses a shot."""
        if id == self.chosen:
            return
        draft = await ask(self, drafting.opened, uuid.UUID(self.project))
        self.refused = ""
        self._choose(draft.storyboard, id)

    @rx.event
    async def open_shot(self, id: str) -> None:
        """Chooses a shot and opens the inspector where that is closed."""
        await self._open_at(id)

    async def _open_at(self, id: str) -> None:
        self.opens = True
        if id and id != self.chosen:
            draft = await ask(self, drafting.opened, uuid.UUID(self.project))
            self._choose(draft.storyboard, id)

    @rx.event
    def close_shot(self) -> None:
        """Closes the inspector."""
        self.opens = False

    @rx.event
    def show_panel(self, name: str) -> None:
        """Opens a dialog, or closes it."""
        self.panel = name

    @rx.event
    def turn_letters(self, on: bool) -> None:
        """Turns the keys of single letters on or off."""
        self.letters_cookie = "" if on else "off"

    @rx.event(background=True)
    async def foresee(self) -> None:
        """Says what a render would make, a moment after the last edit."""
        async with self:
            self._asked += 1
            mine, id = self._asked, uuid.UUID(self.project)
        await asyncio.sleep(SETTLED)
        if self._asked != mine:
            return
        try:
            draft, found = await ask(self, _foreseen, id)
        except StudioError as error:
            async with self:
                if self._asked == mine and self.project == str(id):
                    self.costs, self.differs = self._say(error.message), self.changes > 0
            return
        async with self:
            # Somebody may have edited meanwhile: what he did is not taken back on the page.
            newest = self._asked == mine and draft.revision >= self._revision
            if newest and self.project == str(id):
                self._foresaw(draft, found)

    def _foresaw(self, draft: Opened, found: Forecast) -> None:
        self.costs = ""
        self.again, self.kept = len(found.shots), len(found.kept)
        self.seconds, self.credits = round(found.seconds), found.credits
        self.differs = bool(found.units)
        self._reckoned = reckoned_of(found)
        self.rate = self._reckoned["rate"]
        self._show(draft)

    def _seen(self) -> Seen:
        return Seen(pics=self._pics, large=self._large, clips=self._clips, prints=self._prints)

    def _fill(self, rows: dict[str, ShotRow]) -> None:
        """Puts the shots on the shelves; a shelf on which all is as it was is not sent."""
        self._places = placed(list(rows), self._places)
        for name, shelf in zip(NAMES, shelved(rows, self._places), strict=True):
            if shelf != getattr(self, name):
                setattr(self, name, shelf)

    def _refill(self) -> None:
        """Shows new previews of the shots."""
        seen = self._seen()
        for name in NAMES:
            shelf = dict(getattr(self, name))
            filled = {id: pictured(id, row, seen) for id, row in shelf.items()}
            if filled != shelf:
                setattr(self, name, filled)

    def _waiting(self, seconds: int) -> str:
        """A time of waiting: 1 min 40 s."""
        if seconds < 60:
            return self._say("{s} s", s=max(5, 5 * round(seconds / 5)))
        minutes, rest = divmod(10 * round(seconds / 10), 60)
        if minutes > 4 or not rest:
            return self._say("{m} min", m=round(seconds / 60))
        return self._say("{m} min {s} s", m=minutes, s=rest)


for _name in NAMES:
    BoardState.add_var(_name, dict[str, Any], {})
