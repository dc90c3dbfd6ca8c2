"""What is seen and heard on the storyboard page before the film is made: pictures, takes, clips, lines."""

from __future__ import annotations

import uuid
from typing import Any

import reflex as rx

from filmstudio.services.previews.asking import Shown
from state.editor_board import BoardState
from state.editor_previews import (
    clip_wished,
    line_wished,
    pictures_wished,
    small,
    take_wished,
    watched,
)
from state.editor_rows import Sheet


class LookingState(BoardState):
    """A draft whose shots are seen and heard."""

    @rx.event
    async def open(self) -> Any:
        """Fetches the draft when the page opens, then what can be seen of it."""
        if await self._open():
            return [BoardState.foresee, LookingState.look]
        return None

    @rx.event(background=True)
    async def look(self) -> None:
        """Shows the pictures of the shots as they are drawn."""
        async with self:
            self._looked += 1
            mine, project = self._looked, self.project
            if self.stands != "there":
                return
        async for found in watched(self, pictures_wished(uuid.UUID(project))):
            async with self:
                if self._looked != mine or self.project != project:
                    return
                self._picture(found)

    def _picture(self, found: Shown) -> None:
        self.problem = self._say(found.error) if found.state == "failed" else self.problem
        pics = {shot: small(files) for shot, files in found.files.items() if small(files)}
        if pics.items() <= self._pics.items():
            return
        self._pics = {**self._pics, **pics}
        large = {shot: files.get("picture.jpg", "") for shot, files in found.files.items()}
        self._large = {**self._large, **large}
        self._refill()
        self._retake()

    def _retake(self) -> None:
        """Shows the takes of the chosen shot that are drawn."""
        sheet: Sheet = {**self.sheet}  # type: ignore[typeddict-item]
        takes = []
        for take in sheet["takes"]:
            drawn = self._takes.get(f"{self.chosen}:{take['n']}", "")
            now = self._pics.get(self.chosen, "") if take["chosen"] else ""
            takes.append({**take, "pic": now or drawn or take["pic"]})
        sheet["takes"] = takes  # type: ignore[typeddict-item]
        if sheet != self.sheet:
            self.sheet = sheet

    @rx.event(background=True)
    async def look_at_takes(self) -> None:
        """Shows the other takes of the chosen shot."""
        async with self:
            shot, project = self.chosen, uuid.UUID(self.project)
            wanted = [take["n"] for take in self.sheet["takes"] if not take["pic"]]
        for take in wanted if len(self.sheet["takes"]) > 1 else ():
            async for found in watched(self, take_wished(project, shot, take)):
                if found.is_over or self.chosen != shot:
                    break
            address = small(found.files.get(shot, {}))
            async with self:
                if address:
                    self._takes = {**self._takes, f"{shot}:{take}": address}
                if self.chosen != shot:
                    return
                self._retake()

    @rx.event(background=True)
    async def hear(self, line: str) -> None:
        """Has a line spoken, and heard as soon as it is there."""
        async with self:
            self.hears = line
            project, of = uuid.UUID(self.project), self._line_prints.get(line, "")
        async for found in watched(self, line_wished(project, line)):
            if found.is_over:
                break
        async with self:
            address = found.files.get(line, {}).get("voice.m4a", "")
            if found.state == "failed":
                self.problem, self.hears = self._say(found.error), ""
            elif address and self.project == str(project):
                self._heard = {**self._heard, of: address}
                lines = [
                    {**one, "src": address} if one["id"] == line else one
                    for one in self.sheet["lines"]
                ]
                self.sheet = {**self.sheet, "lines": lines}  # type: ignore[typeddict-item]

    @rx.event(background=True)
    async def need_clip(self, shot: str) -> None:
        """Has a preview of a shot made, which plays as soon as it is there."""
        async with self:
            project, of = uuid.UUID(self.project), self._prints.get(shot, "")
        async for found in watched(self, clip_wished(project, shot)):
            if found.is_over:
                break
        async with self:
            address = found.files.get("", {}).get("film.mp4", "")
            if found.state == "failed":
                self.problem = self._say(found.error)
            elif address and self.project == str(project):
                self._clips = {**self._clips, of: address}
                self._refill()
