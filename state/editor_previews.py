"""Previews on the storyboard page: pictures, clips and recordings as they come, by what they show."""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from collections.abc import AsyncIterator, Callable, Mapping

from filmstudio.film.storyboard import NARRATOR, Storyboard
from filmstudio.services.actor import Actor
from filmstudio.services.previews import asking
from filmstudio.services.previews.asking import Shown
from state.base import AppState, ask

FIRST_WAIT, LONGEST_WAIT = 0.3, 2.0
PATIENCE = 300.0
"""Seconds for which a preview is waited for that no worker takes up."""


def _print(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def _cast(board: Storyboard) -> dict[str, str]:
    return {NARRATOR: board.narrator.model_dump_json()} | {
        one.id: one.model_dump_json() for one in board.cast
    }


def prints_of(board: Storyboard) -> dict[str, str]:
    """By shot, what a preview of it is made from, as a short name."""
    cast = _cast(board)
    film = f"{board.style} {board.aspect} {board.language} {board.captions} {board.seed}"
    found: dict[str, str] = {}
    for scene in board.scenes:
        place = scene.setting.model_dump_json() + scene.music.model_dump_json()
        for shot in scene.shots:
            people = [one.character for one in shot.subjects] + [one.speaker for one in shot.lines]
            known = [cast.get(one, "") for one in people]
            found[shot.id] = _print(shot.model_dump_json(), place, film, *known)
    return found


def line_prints_of(board: Storyboard) -> dict[str, str]:
    """By line, what a recording of it is made from, as a short name."""
    cast = _cast(board)
    return {
        line.id: _print(line.model_dump_json(), cast.get(line.speaker, ""), board.language)
        for line in board.lines()
    }


async def watched(state: AppState, wish: Callable[[Actor], Shown]) -> AsyncIterator[Shown]:
    """A preview as it stands, again and again until it is over; not longer than anybody waits."""
    shown = await ask(state, wish)
    wait, waited = FIRST_WAIT, 0.0
    yield shown
    while not shown.is_over and waited < PATIENCE:
        await asyncio.sleep(wait)
        waited += wait
        wait = min(LONGEST_WAIT, wait * 1.3)
        shown = await ask(state, asking.status, shown.id)
        yield shown


def pictures_wished(project: uuid.UUID) -> Callable[[Actor], Shown]:
    """The pictures of every shot."""
    return lambda actor: asking.pictures(actor, project)


def clip_wished(project: uuid.UUID, shot: str) -> Callable[[Actor], Shown]:
    """A shot that plays."""
    return lambda actor: asking.shot(actor, project, shot)


def take_wished(project: uuid.UUID, shot: str, take: int) -> Callable[[Actor], Shown]:
    """The picture of a take."""
    return lambda actor: asking.take(actor, project, shot, take)


def line_wished(project: uuid.UUID, line: str) -> Callable[[Actor], Shown]:
    """A line that is heard."""
    return lambda actor: asking.line(actor, project, line)


def small(files: Mapping[str, str]) -> str:
    """The address of a thumbnail."""
    return files.get("small.avif", "")
