"""What is done on the storyboard page: commands of `film.commands`, undone and made into a film."""

from __future__ import annotations

import uuid
from typing import Any

import reflex as rx

from filmstudio.errors import StudioError
from filmstudio.film.storyboard import NARRATOR
from filmstudio.services.projects import drafting
from filmstudio.services.projects.drafts_kept import Clash, Side
from state.base import ask
from state.editor_board import Clashing
from state.editor_looking import LookingState

MOVES = {"slight": 0.04, "some": 0.08, "far": 0.12}
"""The part of the frame that a camera travels."""
NEW = "new"
"""Instead of a line's id: one that is not there yet."""
JOINS = {"cut": 0.0, "dissolve": 0.8, "fade": 0.8, "wipe": 0.6}
"""Seconds of the ways into a shot."""
SIZES = {"small": 0.034, "medium": 0.043, "large": 0.056}
"""Heights of captions as a part of the frame's."""
INTENSITIES = {"soft": 0.25, "some": 0.5, "full": 0.8}


class EditorState(LookingState):
    """A draft that is edited."""

    @rx.event
    async def do(self, command: dict[str, Any], field: str = "") -> Any:
        """Carries out a command of `filmstudio.film.commands`. `field` names where the reason
        stands, should it be refused."""
        return await self._edit(command, field)

    async def _edit(self, command: dict[str, Any], field: str = "", seen: int = -1) -> Any:
        seen = self._revision if seen < 0 else seen
        self._before()
        try:
            id = uuid.UUID(self.project)
            draft = await ask(self, drafting.edit, id, command, seen=seen)
        except Clash as clash:
            self._clash(clash, command)
            return None
        except StudioError as error:
            if not field or error.status in (401, 403, 404):
                raise
            self.refused, self.refused_at = self._say(error.message), field
            return None
        self._show(draft)
        return EditorState.foresee

    def _before(self) -> None:
        """A new step: what a toast could take back is not the last one any more."""
        self.refused = self.refused_at = ""
        self.answers += 1
        if any(toast["undo"] for toast in self.toasts):
            self.toasts = [toast for toast in self.toasts if not toast["undo"]]

    @rx.event
    async def set_line(self, line: str, text: str) -> Any:
        """Changes what is said; as `new:SHOT` it is a line that is not there yet."""
        if line.startswith(NEW):
            return await self._add_line(text) if line == f"{NEW}:{self.chosen}" else None
        return await self._edit({"do": "set_line", "line": line, "text": text}, line)

    @rx.event
    async def set_words(self, of: str, text: str) -> Any:
        """Changes the title of a title card, or what stands below it: `of` is "shot:title"."""
        shot, _, name = of.rpartition(":")
        if name not in ("title", "subtitle"):
            return None
        return await self._edit({"do": "set_shot", "shot": shot, name: text}, name)

    @rx.event
    def begin_line(self) -> None:
        """Shows an empty line to write another one."""
        self.adds = True

    async def _add_line(self, text: str) -> Any:
        """Gives the chosen shot another line, of who spoke last in it, or who is seen."""
        if not text.strip():
            return None
        lines = self.sheet["lines"]
        who = lines[-1]["speaker"] if lines else next(iter(self.sheet["seen"]), NARRATOR)
        command = {"do": "add_line", "shot": self.chosen, "speaker": who, "text": text}
        self.adds = False
        return await self._edit(command, NEW)

    @rx.event
    async def set_captions(self, name: str, value: str) -> Any:
        """Changes how captions stand on the picture."""
        captions = {**self.captions, name: value}
        style = {
            "mode": captions["mode"],
            "position": captions["position"],
            "size": SIZES.get(captions["size"], SIZES["medium"]),
            "colour": captions["colour"],
            "background": 0.46 if captions["plate"] == "plate" else 0.0,
            "font": captions["font"],
        }
        return await self._edit({"do": "set_captions", "captions": style}, "captions")

    @rx.event
    async def move_to(self, scene: str) -> Any:
        """Moves the chosen shot to the end of a scene."""
        self.panel = ""
        return await self._edit({"do": "move_shot", "shot": self.chosen, "scene": scene})

    @rx.event
    async def set_length(self, seconds: float) -> Any:
        """Changes how long the chosen shot is."""
        wanted = {"do": "set_length", "shot": self.chosen, "seconds": seconds}
        return await self._edit(wanted, "length")

    @rx.event
    async def set_camera(self, move: str, far: str) -> Any:
        """Changes how the camera moves in the chosen shot, and how far."""
        amount = 0.0 if move == "hold" else MOVES.get(far, MOVES["some"])
        camera = {"move": move, "amount": amount}
        return await self._edit({"do": "set_shot", "shot": self.chosen, "camera": camera}, "camera")

    @rx.event
    async def set_join(self, kind: str) -> Any:
        """Changes how the chosen shot is come to."""
        join = {"kind": kind, "seconds": JOINS.get(kind, 0.0)}
        return await self._edit({"do": "set_shot", "shot": self.chosen, "join": join}, "join")

    @rx.event
    async def set_intensity(self, intensity: str) -> Any:
        """Changes how loud the music of the chosen shot's scene is."""
        wanted = INTENSITIES.get(intensity, 0.5)
        command = {"do": "set_scene", "scene": self.sheet["scene"], "intensity": wanted}
        return await self._edit(command, "music")

    @rx.event
    async def move_shot(self, shot: str, scene: str, at: int) -> Any:
        """Moves a shot to a place of a scene, counted among the others."""
        return await self._edit({"do": "move_shot", "shot": shot, "scene": scene, "at": at})

    @rx.event
    async def move_scene(self, scene: str, at: int) -> Any:
        """Moves a scene to a place among the others."""
        return await self._edit({"do": "move_scene", "scene": scene, "at": max(0, at)})

    @rx.event
    async def delete_scene(self, id: str) -> Any:
        """Deletes a scene with its shots, which can be undone from the toast."""
        more = await self._edit({"do": "delete_scene", "scene": id})
        if more:
            self._toast("Scene deleted.", EditorState.step_back)
        return more

    @rx.event
    async def delete_shot(self, id: str) -> Any:
        """Deletes a shot; what was done can be undone from the toast."""
        more = await self._edit({"do": "delete_shot", "shot": id})
        if more:
            self._toast("Shot deleted.", EditorState.step_back)
        return more

    @rx.event
    async def step_back(self) -> Any:
        """Takes the last step back."""
        return await self._again(drafting.undo)

    @rx.event
    async def step_on(self) -> Any:
        """Makes the step again that was taken back last."""
        return await self._again(drafting.redo)

    @rx.event
    async def discard(self) -> Any:
        """Goes back to the last version, which can be undone."""
        more = await self._again(drafting.discard)
        self._toast("Changes undone.", EditorState.step_back)
        return more

    async def _again(self, service: Any) -> Any:
        self._before()
        try:
            draft = await ask(self, service, uuid.UUID(self.project))
        except Clash as clash:
            self._clash(clash, {})
            return None
        self._show(draft)
        return EditorState.foresee

    def _clash(self, clash: Clash, command: dict[str, Any]) -> None:
        """Shows both sides; `command` is what is done again where mine is chosen."""
        self._waits = {"command": command, "revision": clash.revision, "over": not command}
        self.clashing = [_sides(side) for side in clash.sides][:12]
        self.clash_by, self.clash_about = clash.by, self._say(clash.message)
        self.panel = "clash"

    @rx.event
    async def settle(self, mine: bool) -> Any:
        """Decides a clash: mine goes over what is there, or what is there stays."""
        waits, self._waits, self.panel = dict(self._waits), {}, ""
        self.clashing = []
        if mine and waits.get("command"):
            return await self._edit(waits["command"], seen=waits["revision"])
        if mine and waits.get("make"):
            return await self._make(over=True)
        return LookingState.open

    @rx.event
    async def make(self) -> Any:
        """Saves the draft as the next version and starts its film."""
        return await self._make(over=False)

    async def _make(self, *, over: bool) -> Any:
        if self.making:
            return None
        self.making = True
        try:
            await ask(self, drafting.make, uuid.UUID(self.project), over=over)
        except Clash as clash:
            self._clash(clash, {})
            self._waits["make"] = True
            return None
        finally:
            self.making = False
        return rx.redirect(f"/projects/{self.project}")

    @rx.event
    async def key(self, what: str, about: str) -> Any:
        """Does what a key of the editor stands for."""
        shot = self.chosen
        if what == "take" and about.isdigit():
            take = int(about) - 1
            if any(one["n"] == take for one in self.sheet["takes"]):
                return await self._edit({"do": "choose_take", "shot": shot, "take": take}, "take")
            return None
        if what == "close":
            self.opens = False
        elif what == "keys":
            self.panel = "keys"
        elif what == "undo" and self.can_undo:
            return await self._again(drafting.undo)
        elif what == "redo" and self.can_redo:
            return await self._again(drafting.redo)
        elif what == "make" and self.differs and not self.costs:
            return await self._make(over=False)
        elif what == "lock":
            locked = not self.sheet["locked"]
            return await self._edit({"do": "lock", "shot": shot, "locked": locked})
        elif what == "draw":
            return await self._edit({"do": "draw_another", "shot": shot}, "take")
        elif what == "split":
            return await self._split()
        elif what == "delete":
            return EditorState.delete_shot(shot)
        return None

    @rx.event
    async def split(self) -> Any:
        """Makes two shots of the chosen one."""
        return await self._split()

    async def _split(self) -> Any:
        lines = self.sheet["lines"]
        if not lines:
            self.problem = self._say("A shot without a line has nothing to split. Duplicate it.")
            return None
        at = lines[len(lines) // 2]
        letter = 0 if len(lines) > 1 else middle(at["text"])
        command = {"do": "split_shot", "shot": self.chosen, "line": at["id"], "letter": letter}
        return await self._edit(command)


def middle(text: str) -> int:
    """Where a line is split when nothing else is said: after the sentence or part of one that ends
    nearest to its middle, else between the two words there. A number of letters."""
    half = len(text) / 2
    for marks in (".!?…。！？؟।", ",;:—，、；،"):
        ends = [at + 1 for at, letter in enumerate(text[:-1]) if letter in marks]
        ends = [at for at in ends if text[at:].strip() and len(text) * 0.15 < at < len(text) * 0.85]
        if ends:
            return min(ends, key=lambda at: abs(at - half))
    gaps = [at for at, letter in enumerate(text) if letter == " "]
    return min(gaps, key=lambda at: abs(at - half)) if gaps else round(half)


def _sides(side: Side) -> Clashing:
    kind, _, _ = side.part.partition(".")
    return Clashing(name=kind, mine=_said(side.mine), theirs=_said(side.theirs))


def _said(part: Any) -> str:
    """A part of a storyboard in words: what is said in a shot, else what stands in it."""
    if part is None:
        return ""
    if isinstance(part, dict):
        if part.get("lines"):
            return " ".join(line["text"] for line in part["lines"])
        named = (part.get("title"), part.get("action"), part.get("heading"), part.get("name"))
        return next((str(one) for one in named if one), str(part.get("size", "")))
    return str(len(part)) if isinstance(part, list) else str(part)
