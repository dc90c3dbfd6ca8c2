"""The cast of a draft: who sounds how, other voices for them, and how fast they speak."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any, TypedDict

import reflex as rx

from filmstudio.errors import StudioError
from filmstudio.film.storyboard import NARRATOR, Storyboard, Voice
from filmstudio.services.projects import drafting
from filmstudio.services.reading import voices
from state.base import ask
from state.editor import EditorState
from state.editor_previews import line_wished, watched


class Member(TypedDict):
    """Somebody in the cast. `line` is one of theirs that can be heard, `kind` a kind of voice."""

    id: str
    name: str
    lines: int
    kind: str
    rate: str
    line: str
    src: str


def _voices(board: Storyboard) -> dict[str, Voice]:
    return {NARRATOR: board.narrator} | {one.id: one.voice for one in board.cast}


class CastState(EditorState):
    """Everybody who can be heard."""

    cast: list[Member] = []
    listens: str = ""
    """Who is to be heard."""
    _kinds: dict[str, str] = {}

    @rx.event
    async def list_cast(self) -> None:
        """Opens the list."""
        self.listens = ""
        self._members((await ask(self, drafting.opened, uuid.UUID(self.project))).storyboard)
        self.panel = "cast"

    def _members(self, board: Storyboard) -> None:
        people = {one.id: one for one in board.cast}
        heard = {one["id"]: one["src"] for one in self.cast}
        rows = []
        for id, voice in _voices(board).items():
            lines = [line for line in board.lines() if line.speaker == id]
            if id == NARRATOR and not lines:
                continue
            who = people.get(id)
            kind = self._kinds.get(id) or (voices.kind_of(who.age, who.gender) if who else "")
            rows.append(
                Member(
                    id=id,
                    name=who.name if who else "",
                    lines=len(lines),
                    kind=kind,
                    rate=f"{voice.rate:.1f}",
                    line=lines[0].id if lines else "",
                    src=heard.get(id, ""),
                )
            )
        self.cast = rows

    @rx.event
    async def give_voice(self, who: str, kind: str) -> Any:
        """Gives somebody a voice of a kind, or with kind "" another one like the one they have."""
        board = (await ask(self, drafting.opened, uuid.UUID(self.project))).storyboard
        known = _voices(board)
        member = next((one for one in self.cast if one["id"] == who), None)
        if member is None or who not in known:
            return None
        wanted = kind or member["kind"] or "woman"
        voice = await asyncio.to_thread(
            voices.chosen, who, wanted, board.language, known, another=not kind
        )
        self._kinds = {**self._kinds, who: wanted}
        return await self._sound(who, voice)

    @rx.event
    async def set_pace(self, who: str, rate: str) -> Any:
        """Lets somebody speak faster or slower."""
        board = (await ask(self, drafting.opened, uuid.UUID(self.project))).storyboard
        voice = _voices(board).get(who)
        if voice is None:
            return None
        return await self._sound(who, Voice.model_validate({**voice.model_dump(), "rate": rate}))

    async def _sound(self, who: str, voice: Voice) -> Any:
        self.listens = ""
        self.cast = [{**one, "src": ""} if one["id"] == who else one for one in self.cast]
        command = {"do": "set_voice", "character": who, "voice": voice.model_dump()}
        more = await self._edit(command)
        if more:
            self._members((await ask(self, drafting.opened, uuid.UUID(self.project))).storyboard)
        return more

    @rx.event(background=True)
    async def listen(self, who: str) -> None:
        """Has a line of somebody's spoken."""
        async with self:
            member = next((one for one in self.cast if one["id"] == who), None)
            if member is None or not member["line"]:
                return
            self.listens, project, line = who, self.project, member["line"]
        try:
            async for found in watched(self, line_wished(uuid.UUID(project), line)):
                if found.is_over:
                    break
        except StudioError:
            async with self:
                self.listens = ""
            raise
        async with self:
            address = found.files.get(line, {}).get("voice.m4a", "")
            if found.state == "failed":
                self.problem, self.listens = self._say(found.error), ""
            if address and self.listens == who:
                self.cast = [
                    {**one, "src": address} if one["id"] == who else one for one in self.cast
                ]
