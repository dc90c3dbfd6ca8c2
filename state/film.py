"""What the page of a film shows to everybody who has its address."""

from __future__ import annotations

from typing import Any

import reflex as rx
from sqlmodel import Session

from filmstudio.errors import NotFound
from filmstudio.services.actor import Actor
from filmstudio.services.films import Film, Source, Track
from filmstudio.services.jobs.making import Making
from filmstudio.services.jobs.shots import LineRow, SceneRow
from filmstudio.services.projects import screening
from filmstudio.services.projects.screening import Screening
from state.base import AppState, ask, read
from state.lengths import spoken
from state.words import plural


def _screening(session: Session, actor: Actor, address: str) -> Screening:
    return screening.screening(session, address)


def _told(actor: Actor, of: Screening) -> tuple[Film, Making]:
    return screening.told(of)


class FilmState(AppState):
    """One film in one tab."""

    address: str = ""
    missing: bool = False
    title: str = ""
    about: str = ""
    sources: list[Source] = []
    tracks: list[Track] = []
    poster: str = ""
    burnt: bool = False
    language: str = "en"
    length: float = 0.0
    scenes: list[SceneRow] = []
    lines: list[LineRow] = []

    @rx.event
    async def open(self) -> None:
        """Shows the film of the address."""
        address = self.router.url.path.strip("/").rpartition("/")[2]
        try:
            of = await read(self, _screening, address)
            film, made = await ask(self, _told, of)
        except NotFound:
            self.missing, self.address, self.title = True, "", ""
            self.sources, self.scenes, self.lines = [], [], []
            return
        values: dict[str, Any] = {
            "missing": False,
            "address": address,
            "title": of.title,
            "sources": film["sources"],
            "tracks": film["tracks"],
            "poster": film["poster"],
            "burnt": film["burnt"],
            "language": made["language"],
            "length": made["seconds"],
            "scenes": made["scenes"],
            "lines": made["lines"],
            "about": ", ".join(
                [
                    spoken(self.lang, made["seconds"]),
                    plural(self.lang, "{n} scene", "{n} scenes", len(made["scenes"])),
                ]
            ),
        }
        for name, value in values.items():
            setattr(self, name, value)
