"""The page for new films: a script is written, read while it is written, kept, and made."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Sequence
from typing import Any

import reflex as rx

from filmstudio.errors import BadInput, Busy, Conflict, StudioError
from filmstudio.film.reading import Speaker
from filmstudio.film.storyboard import Voice
from filmstudio.services import productions, scripts
from filmstudio.services.projects.keeping import Wanted
from filmstudio.services.reading import live, voices
from filmstudio.services.samples import sample, samples
from state.base import AppState, ask, read, write
from state.new_kept import given_text, heard, kept_by, left_by
from state.new_shown import (
    DEFAULTS,
    NOTHING,
    cast_rows,
    found_of,
    scene_rows,
    seconds_of,
    slate_of,
    world_of,
)

NUMBERS = ("duration",)
SHORTEST, LONGEST = 30, 300
"""Seconds that may be asked for on the page."""


class NewState(AppState):
    """A script and what is read of it. The text itself is the browser's and the database's."""

    page: dict[str, Any] = {"n": 0, "text": "", "revision": 0, "opening": 0, "taken": False}
    """The text that the page is given. `taken`: the browser has it, and its words go before it.
    `opening`: how often the page was opened; one that was loaded again may still hear of before."""
    nudge: int = 0
    answered: int = 0
    found: dict[str, Any] = NOTHING
    saved: dict[str, Any] = {"n": 0, "revision": 0, "at": ""}
    unsaved: str = ""
    """Why the last save failed, in a sentence."""
    clash: str = ""
    """When the script of another tab was saved, where it was changed there too."""
    wrong: str = ""
    """Why the script cannot be read, in a sentence."""
    hint: str = ""
    """Which limit of the plan it goes beyond, in a sentence."""
    warnings: list[str] = []
    asked: int = 0
    """Which of the warnings is shown."""
    slate: dict[str, Any] = {}
    reading: bool = False
    making: bool = False
    asks_sign_in: bool = False
    length_open: bool = False
    length_error: str = ""
    hearing: str = ""
    """Whose voice is being made to be heard."""
    sound: dict[str, Any] = {"n": 0, "src": ""}
    options: dict[str, str] = DEFAULTS
    longest: int = 60
    most: int = 0
    samples: list[dict[str, str]] = []
    _scenes: list[dict[str, Any]] = []
    _cast: list[dict[str, Any]] = []
    _world: dict[str, Any] = {}
    _voices: dict[str, dict[str, Any]] = {}
    _kinds: dict[str, str] = {}
    _faces: dict[str, str] = {}
    _title: str = ""
    _newest: int = 0
    _file: str = ""
    _file_text: str = ""

    @rx.var
    def scenes(self) -> list[dict[str, Any]]:
        """The scenes as the page lists them."""
        return scene_rows(self._scenes, self.lang)

    @rx.var
    def cast(self) -> list[dict[str, Any]]:
        """The cast as the page lists it."""
        return cast_rows(self._cast, self._kinds, self._faces, self.lang)

    @rx.var
    def world(self) -> dict[str, str]:
        """The world of the film, in words."""
        return world_of(self._world, self.lang)

    def _order(self) -> dict[str, Any]:
        """The options as a project has them. "" is left to the studio."""
        chosen: dict[str, Any] = {name: value for name, value in self.options.items() if value}
        for name in NUMBERS:
            chosen[name] = float(chosen.get(name, 0))
        return chosen | {"voices": dict(self._voices)}

    def _take(self, order: dict[str, Any]) -> None:
        """Shows the options of a draft."""
        for name in DEFAULTS:
            value = order.get(name, DEFAULTS[name])
            shown = f"{value:g}" if isinstance(value, float) else str(value)
            self.options = self.options | {name: "" if name in NUMBERS and not value else shown}
        self._voices = dict(order.get("voices", {}))

    def _show(self, text: str, revision: int = 0) -> None:
        """Gives the page a text."""
        new = {"n": self.page["n"] + 1, "text": text, "revision": revision, "taken": False}
        self.page = self.page | new

    def _forget_reading(self) -> None:
        self.found = NOTHING | {"n": self.found["n"]}
        self._scenes, self._cast, self._world, self._title = [], [], {}, ""
        self._faces = {}
        self.slate, self.warnings, self.wrong, self.hint, self.asked = {}, [], "", "", 0

    @rx.event
    async def open(self) -> None:
        """The page opens: the script is there as it was left."""
        left = await read(self, left_by)
        self._forget_reading()
        self.page = self.page | {"opening": self.page.get("opening", 0) + 1}
        self.clash, self.unsaved, self.making, self.reading = "", "", False, False
        self.asks_sign_in = self.length_open = False
        self.hearing = ""
        self.longest, self.most = left["longest"], left["most"]
        self._kinds, self.options = {}, DEFAULTS
        self._take(left["order"])
        self._file, self._file_text = left["file"], left["file_text"]
        self.saved = {"n": 0, "revision": left["revision"], "at": left["at"]}
        self.samples = [
            {"id": one.id, "title": one.title, "about": one.about, "lang": one.language}
            for one in samples()
        ]
        self._show(left["text"], left["revision"])
        wanted = self.router.url.query_parameters.get("sample", "")
        if wanted and not left["text"].strip():
            self._show(sample(wanted).text, left["revision"])
        elif wanted:
            self._toast("Your own script is still here. “Use a sample” puts one in its place.")

    @rx.event(background=True)
    async def wrote(self, written: dict[str, Any]) -> None:
        """The script after a pause of the keys: it is kept, and read."""
        text, n, base, page, opening = given_text(written)
        async with self:
            if (page, opening) == (self.page["n"], self.page["opening"]):
                self.page = self.page | {"text": "", "taken": True}
            self._newest, self.reading = n, bool(text.strip())
            order, member = self._order(), self.signed_in
            file = uuid.UUID(self._file) if self._file else None
            kept = scripts.Written(text, order, file, self._file_text)
        try:
            if member:
                await self._keep(kept, n, base, opening)
            found = await self._read(text, order, n)
        finally:
            async with self:
                self.answered = n
                if self._newest == n:
                    self.reading = False
        if found is not None and self._newest == n:
            await self._draw(found.reading.cast)

    async def _keep(self, kept: scripts.Written, n: int, base: int, opening: int) -> None:
        try:
            saved = await write(self, kept_by, kept, base)
        except Conflict as error:
            if error.code != "script_changed":
                raise
            other = await read(self, left_by)
            async with self:
                self.clash = other["at"]
        except StudioError as error:
            async with self:
                self.unsaved = self._say(error.message)
        else:
            async with self:
                if opening != self.page["opening"]:
                    if self.page["taken"]:
                        return  # what is written there meanwhile is asked about when it is kept
                    self._show(kept.text, saved["revision"])
                self.unsaved = self.clash = ""
                self.saved = {"n": n, "revision": saved["revision"], "at": saved["at"]}

    async def _read(self, text: str, order: dict[str, Any], n: int) -> live.Live | None:
        if not text.strip():
            async with self:
                self._forget_reading()
            return None
        wrong = ""
        found: live.Live | None = None
        for again in (True, True, False):
            try:
                found = await ask(self, live.read, text, order)
            except Busy as error:
                # Others are being read: this one waits its turn, unless it is written on meanwhile.
                wrong = error.message
                if again and error.retry_after <= 5 and self._newest == n:
                    await asyncio.sleep(error.retry_after or 1.0)
                    continue
            except StudioError as error:
                wrong = error.message
            else:
                wrong = ""
            break
        async with self:
            if self._newest != n:
                return None
            self.wrong = self._say(wrong) if wrong else ""
            if found is not None:
                self._show_reading(found, text, n)
        return found

    async def _draw(self, cast: Sequence[Speaker]) -> None:
        """Shows how the cast looks. Where others are read meanwhile, the next reading brings it."""
        with contextlib.suppress(StudioError):
            drawn = await ask(self, live.faces, cast)
            async with self:
                if drawn != self._faces:
                    self._faces = drawn

    def _show_reading(self, found: live.Live, text: str, n: int) -> None:
        reading = found.reading
        self.found = found_of(reading, text, n)
        self.slate = slate_of(found)
        self.hint = self._say(found.hint) if found.hint else ""
        warnings = [self._say(one) for one in reading.warnings]
        if warnings != self.warnings:
            self.warnings, self.asked = warnings, 0
        self._scenes = [scene.model_dump(mode="json") for scene in reading.scenes]
        self._cast = [who.model_dump(mode="json") for who in reading.cast]
        self._title = reading.title
        self._world = {
            "logline": reading.logline,
            "culture": reading.culture,
            "genre": reading.genre,
            "language": reading.language,
            "pace": reading.seconds / max(1, reading.shots),
        }

    @rx.event
    async def keep_mine(self) -> None:
        """Of two scripts, the one on this page is kept."""
        other = await read(self, left_by)
        self.clash = ""
        self.saved = self.saved | {"revision": other["revision"]}
        self.nudge += 1

    @rx.event
    async def take_other(self) -> None:
        """Of two scripts, the one that was saved elsewhere is shown."""
        other = await read(self, left_by)
        self.clash = ""
        self._take(other["order"])
        self._file, self._file_text = other["file"], other["file_text"]
        self.saved = {"n": 0, "revision": other["revision"], "at": other["at"]}
        self._show(other["text"], other["revision"])

    @rx.event
    def use_sample(self, id: str) -> None:
        """Puts a sample on the page."""
        text = sample(id).text
        self._file = self._file_text = ""
        self._voices, self._kinds = {}, {}
        self._show(text, self.saved["revision"])

    @rx.event(background=True)
    async def brought(self, file: dict[str, Any]) -> None:
        """A file has come: its text is put on the page."""
        try:
            id = uuid.UUID(str(file.get("id")))
        except ValueError:
            raise BadInput("There is no such file.") from None
        async with self:
            self.reading = True
            order = self._order() | {"voices": {}}
        try:
            found = await ask(self, live.read_file, id, order)
        finally:
            async with self:
                self.reading = False
        async with self:
            text = found.reading.text.replace("\r\n", "\n").replace("\r", "\n")
            self._file, self._file_text = str(id), scripts.sum_of(text)
            self._voices, self._kinds = {}, {}
            self._show(text, self.saved["revision"])
            self._toast("Script brought.")

    @rx.event
    def choose(self, option: str, value: str) -> None:
        """Chooses an option of the film; what it changes is read anew."""
        if option not in DEFAULTS:
            return
        chosen: Any = value
        if option in NUMBERS:
            chosen = seconds_of(value or "0") or 0.0
        order = self._order() | {option: chosen}
        self._take(scripts.order_of(order))
        self.length_open = False
        self.nudge += 1

    @rx.event
    async def choose_voice(self, who: str, kind: str) -> None:
        """Gives somebody another voice: of a kind, or another one of the same kind (kind "")."""
        known = {one["id"]: Voice.model_validate(one["voice"]) for one in self._cast}
        speaker = next((one for one in self._cast if one["id"] == who), None)
        if speaker is None:
            return
        now = self._kinds.get(who) or voices.kind_of(speaker["age"], speaker["gender"]) or "woman"
        language = str(self._world.get("language", "en"))
        voice = await asyncio.to_thread(
            voices.chosen, who, kind or now, language, known, another=not kind
        )
        self._voices = self._voices | {who: voice.model_dump(mode="json")}
        self._kinds = self._kinds | {who: kind or now}
        self.nudge += 1

    @rx.event(background=True)
    async def hear(self, who: str) -> None:
        """Somebody says their first words in their voice."""
        async with self:
            speaker = next((one for one in self._cast if one["id"] == who), None)
            if speaker is None or self.hearing:
                return
            if not self.signed_in:
                self.asks_sign_in = True
                return
            self.hearing = who
            language = str(self._world.get("language", "en"))
        try:
            source = await heard(
                self, speaker["first"] or speaker["name"], speaker["voice"], language
            )
        finally:
            async with self:
                self.hearing = ""
        async with self:
            self.sound = {"n": self.sound["n"] + 1, "src": source}

    @rx.event
    def next_warning(self) -> None:
        """Shows the next of the warnings."""
        self.asked = (self.asked + 1) % max(1, len(self.warnings))

    @rx.event
    def open_length(self, open: bool) -> None:
        """Opens or closes the dialog of the length."""
        self.length_open, self.length_error = open, ""

    @rx.event
    def set_length(self, form: dict[str, Any]) -> Any:
        """Sets a length that is not in the list: 75, or 1:15."""
        seconds = seconds_of(str(form.get("length", "")))
        if seconds is None or not SHORTEST <= seconds <= LONGEST:
            self.length_error = self._say("Write a length from 0:30 to 5:00, such as 75 or 1:15.")
            return None
        return NewState.choose("duration", f"{seconds:g}")

    @rx.event
    def stay_guest(self) -> None:
        """Closes what asks to sign in."""
        self.asks_sign_in = False

    @rx.event(background=True)
    async def make(self, script: dict[str, Any]) -> Any:
        """Makes the film, and goes to where it is being made."""
        text = script.get("text")
        if not isinstance(text, str):
            return None
        async with self:
            if self.making:
                return None
            if not self.signed_in:
                self.asks_sign_in = True
                return None
            self.making = True
            as_brought = self._file and scripts.sum_of(text) == self._file_text
            wanted = Wanted(
                title=self._title,
                order=self._order(),
                source_file_id=uuid.UUID(self._file) if as_brought else None,
            )
        try:
            project = await ask(self, productions.produce, wanted, "" if as_brought else text)
            await write(self, scripts.forget)
        except BaseException:
            async with self:
                self.making = False
            raise
        return rx.redirect(f"/projects/{project.id}")
