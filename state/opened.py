"""A project as its page begins with it, asked of the services; and the rows that pages show of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, TypedDict

from babel.numbers import format_decimal
from sqlmodel import Session, col

from filmstudio.services import showing
from filmstudio.services.actor import Actor
from filmstudio.services.films import Film, Piece
from filmstudio.services.jobs.making import Making
from filmstudio.services.jobs.shots import ShotRow
from filmstudio.services.plans import is_metered
from filmstudio.services.projects import keeping, sharing, storyboards
from filmstudio.services.showing import Standing
from filmstudio.store.tables import Version
from state.lengths import size
from state.words import plural

RUNNING = ("queued", "processing")
AT_WORK = ("drawing", "speaking", "rendering", "retrying")
STEPS = {
    "read": "Read the script",
    "draw": "Draw pictures",
    "speak": "Record voices",
    "film": "Move lips and camera",
    "music": "Write the music",
    "finish": "Mix, caption, cut",
}
"""The steps of making a film, in English; the page has them as words to translate."""
NO_SHOT = ShotRow(
    id="",
    label="",
    scene=0,
    heading="",
    size="",
    state="waiting",
    percent=0,
    seconds=0.0,
    start=0.0,
    picture="",
    large="",
    clip="",
    plate="",
)


class Facts(TypedDict):
    """The project itself."""

    id: str
    title: str
    role: str
    kind: str
    visibility: str
    page: str
    version: int
    metered: bool


class DraftRow(TypedDict):
    """A saved version of the storyboard."""

    number: int
    note: str
    when: str
    shown: bool


NO_FACTS = Facts(
    id="", title="", role="", kind="", visibility="", page="", version=0, metered=False
)


def opened(
    session: Session, actor: Actor, id: uuid.UUID
) -> tuple[Facts, list[tuple[int, str, datetime]], showing.Found, str]:
    """Everything of a project that the database knows, for who asks."""
    found = showing.gather(session, actor, id)
    project = found.newest.project
    facts = Facts(
        id=str(project.id),
        title=project.title,
        role=found.newest.role,
        kind=project.kind,
        visibility=project.visibility,
        page=sharing.page_of(project),
        version=project.version,
        metered=is_metered(),
    )
    listed = storyboards.listed(session, actor, id).order_by(col(Version.number).desc()).limit(50)
    drafts = [(one.number, one.note, one.created_at) for one in session.execute(listed).scalars()]
    return facts, drafts, found, actor.plan


def standing_of(actor: Actor, found: showing.Found, plan: str) -> Standing:
    return showing.told(found, plan)


class PieceRow(TypedDict):
    """Something to download, with its size in words."""

    kind: str
    about: str
    size: str
    href: str


def pieces_of(lang: str, pieces: list[Piece]) -> list[PieceRow]:
    """The downloads as a page shows them."""
    return [
        PieceRow(
            kind=one["kind"],
            about=one["about"],
            size=size(lang, one["bytes"]) if one["bytes"] else "",
            href=one["href"],
        )
        for one in pieces
    ]


def film_words(lang: str, film: Film, made: Making) -> dict[str, str]:
    """The numbers of a film in words."""
    shots = [shot for scene in made["scenes"] for shot in scene["shots"]]
    speaking = len({line["shot"] for line in made["lines"] if line["speaker"]})
    voices = len({line["speaker"] for line in made["lines"]})
    sound = format_decimal(film["loudness"], "0.0", locale=lang)
    return {
        "shots": plural(lang, "{n} shot", "{n} shots", len(shots)),
        "speaking": plural(lang, "{n} shot", "{n} shots", speaking),
        "scenes": plural(lang, "{n} scene", "{n} scenes", len(made["scenes"])),
        "voices": plural(lang, "{n} voice", "{n} voices", voices),
        "sound": f"{sound} LUFS" if film["loudness"] else "",
    }


def copy_of(session: Session, actor: Actor, id: uuid.UUID) -> str:
    return str(keeping.duplicate(session, actor, id).id)


def shared(session: Session, actor: Actor, id: uuid.UUID, visibility: Any) -> dict[str, str]:
    project = sharing.share(session, actor, id, visibility)
    return {"visibility": project.visibility, "page": sharing.page_of(project)}
