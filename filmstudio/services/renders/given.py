"""What a render starts from, kept as artifacts: script or storyboard, order, music."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from filmstudio.engine.artifact import ArtifactStore, canonical
from filmstudio.engine.local import pin, pin_document
from filmstudio.errors import BadInput, Missing
from filmstudio.film.earlier import Earlier, remembered
from filmstudio.film.order import Order
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.timeline import Timeline
from filmstudio.services.plans import over_picture
from filmstudio.store.blobs import blobs
from filmstudio.store.db import database
from filmstudio.store.tables import File, Project, Render, Version

TRACK_BYTES = 500 * 2**20


@dataclass(frozen=True)
class Sources:
    """The rows that a render starts from."""

    order: Order
    script: File | None
    track: File | None
    storyboard: Storyboard | None
    before: Mapping[str, str]
    """What the project's last finished film was made of: slot to artifact key."""


def sources(render_id: uuid.UUID) -> Sources:
    """Reads the rows. Raises BadInput where the project has neither script nor storyboard."""
    with database().reading() as session:
        render = session.get_one(Render, render_id)
        project = session.get_one(Project, render.project_id)
        order = Order.model_validate(render.order)
        track = session.get(File, project.track_file_id) if project.track_file_id else None
        before = made_before(session, project.id, but=render.id)
        if render.version:
            version = session.exec(
                select(Version).where(
                    Version.project_id == project.id, Version.number == render.version
                )
            ).one()
            board = Storyboard.model_validate(version.storyboard)
            return Sources(order, None, track, board, before)
        script = session.get(File, project.source_file_id) if project.source_file_id else None
    if script is None:
        raise BadInput("The project has no script yet. Add one, then make the film.")
    return Sources(order, script, track, None, before)


def made_before(
    session: Session, project_id: uuid.UUID, but: uuid.UUID | None = None
) -> Mapping[str, str]:
    """What the project's last finished film was made of, other than the render `but`: slot to key."""
    found = select(Render.result).where(
        Render.project_id == project_id, Render.state == "completed"
    )
    if but is not None:
        found = found.where(Render.id != but)
    return session.exec(found.order_by(col(Render.id).desc())).first() or {}


@dataclass(frozen=True)
class Documents:
    """What a render starts from, as documents. `source` and `track` name files to be kept too."""

    order: Order
    earlier: Earlier
    storyboard: Storyboard | None = None
    source: File | None = None
    track: File | None = None


def documents(store: ArtifactStore, given: Sources) -> Documents:
    """The documents by which a render of these sources is made."""
    order = given.order
    board = given.storyboard
    if board is not None:
        from filmstudio.stages.board import give_voices

        board = give_voices(board)
        mark = over_picture(order.watermark, board.watermark)
        board = board.model_copy(update={"watermark": mark})
        order = order.model_copy(update={"aspect": board.aspect})
        if order.music not in ("none", "track"):
            order = order.model_copy(update={"music": "auto"})
    track = given.track if order.music == "track" else None
    return Documents(order, _earlier(store, given.before), board, given.script, track)


NO_TRACK = {"name": ""}
TRACK = {"name": "track"}


def keep(store: ArtifactStore, given: Sources) -> dict[str, str]:
    """Keeps the sources as artifacts: slot to key. Raises Missing where a file is gone."""
    wanted = documents(store, given)
    found: dict[str, str] = {}
    if wanted.storyboard is not None:
        found["storyboard"] = pin_document(store, "storyboard", wanted.storyboard).key
    elif wanted.source is not None:
        name = wanted.source.name[-120:] or "script"
        found["source"] = pin(store, "source", {name: _bytes(wanted.source)}).key
    if wanted.track is not None:
        files = {"document.json": canonical(TRACK), "track": _bytes(wanted.track)}
        found["track"] = pin(store, "track", files).key
    else:
        found["track"] = pin_document(store, "track", NO_TRACK).key
    found["earlier"] = pin_document(store, "earlier", wanted.earlier).key
    found["order"] = pin_document(store, "order", wanted.order).key
    return found


def _earlier(store: ArtifactStore, before: Mapping[str, str]) -> Earlier:
    """How the version before was cut; empty where there is none, or its parts are gone."""
    if "storyboard" not in before or "timeline" not in before:
        return Earlier()
    board, timeline = store.get(before["storyboard"]), store.get(before["timeline"])
    if board is None or timeline is None:
        return Earlier()
    return remembered(
        Storyboard.model_validate(board.document()), Timeline.model_validate(timeline.document())
    )


def _bytes(file: File) -> bytes:
    if file.bytes > TRACK_BYTES:
        raise BadInput(
            "{name} is larger than {n} MB.",
            name=file.name,
            n=TRACK_BYTES // 2**20,
        )
    try:
        with blobs().open(file.blob) as stream:
            return stream.read()
    except Missing as error:
        raise Missing(
            "{name} is no longer kept. Upload it again.", code="gone", name=file.name
        ) from error
