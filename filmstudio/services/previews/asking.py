"""Asks for previews, and tells where they stand. What was made once is there at once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, get_args

from pydantic import ValidationError
from sqlmodel import Session, col, func, select

from filmstudio.engine.artifact import Artifact, digest
from filmstudio.engine.sources import code_of
from filmstudio.errors import BadInput, Damaged, NotFound, TooMany
from filmstudio.film.order import Order
from filmstudio.film.storyboard import Line, Storyboard, Voice
from filmstudio.film.vocabulary import Emotion
from filmstudio.services import plans
from filmstudio.services.actor import Actor
from filmstudio.services.allowance import spend
from filmstudio.services.given import storyboard_faults
from filmstudio.services.previews import requests
from filmstudio.services.projects.access import seen
from filmstudio.services.projects.drafting import opened
from filmstudio.services.projects.merging import faults_of
from filmstudio.services.results import MEDIA_TYPES
from filmstudio.store import queue
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import after_commit, database, locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import Preview, Project, User
from filmstudio.store.types import now

ALLOWANCE = "60/minute;1000/hour"
"""New previews that an account may ask for; looking at them is not counted."""
MOST_WAITING = 30
LONGEST_SAMPLE = 400
"""Letters of words that are heard before there is a project."""
Kind = Literal["shot", "pictures", "voice"]
FILES: Mapping[str, tuple[str, ...]] = {
    "shot": ("film.mp4",),
    "pictures": ("picture.jpg", "small.avif", "small.webp", "small.jpg"),
    "voice": ("voice.m4a",),
}
TYPES = MEDIA_TYPES | {".m4a": "audio/mp4", ".avif": "image/avif", ".webp": "image/webp"}


@dataclass(frozen=True)
class Shown:
    """A preview as it stands. `state` is queued, running, ready or failed, `part` how far it is
    (0 to 1); `files` has, by shot or line ("" for a clip), the address of each file that is there
    already, by its name: `film.mp4`, `picture.jpg`, `small.avif`, `voice.m4a`."""

    id: uuid.UUID
    kind: str
    state: str
    part: float
    files: Mapping[str, Mapping[str, str]]
    error: str = ""

    @property
    def is_over(self) -> bool:
        return self.state in ("ready", "failed")


def shot(actor: Actor, project_id: uuid.UUID, shot_id: str) -> Shown:
    """One shot of the draft at preview size with its sound. All functions here read artifacts and
    have transactions of their own: call them in a thread. They return at once, with what is there
    already; ask again, or listen to the project's channel, until the preview `is_over`.

    Raises NotFound for strangers, BadInput where there is no such shot, TooMany.
    """
    board, order, watermark = _board(actor, project_id)
    request = requests.of_shot(board, shot_id, order, watermark)
    return _asked(actor, project_id, "shot", request)


def scene(actor: Actor, project_id: uuid.UUID, scene_id: str) -> Shown:
    """A scene of the draft at preview size with its sound. Raises as `shot`, and BadInput where it
    has more shots than are shown at once."""
    board, order, watermark = _board(actor, project_id)
    request = requests.of_scene(board, scene_id, order, watermark)
    return _asked(actor, project_id, "shot", request)


def pictures(actor: Actor, project_id: uuid.UUID, shots: list[str] | None = None) -> Shown:
    """Pictures of all shots of the draft, or of some: large ones and thumbnails. Each is there as
    soon as it is drawn. Raises as `shot`."""
    board, order, _ = _board(actor, project_id)
    return _asked(actor, project_id, "pictures", requests.of_pictures(board, shots, order))


def take(actor: Actor, project_id: uuid.UUID, shot_id: str, number: int) -> Shown:
    """A take of one shot, whichever is in the film. Raises as `shot`, BadInput for a take below 0."""
    from filmstudio.film.finding import with_shot

    if not 0 <= number <= 1000:
        raise BadInput("Takes are numbered from 0 to 1000.")
    board, order, _ = _board(actor, project_id)
    board = with_shot(board, shot_id, lambda one: one.model_copy(update={"take": number}))
    return _asked(actor, project_id, "pictures", requests.of_pictures(board, [shot_id], order))


def line(
    actor: Actor, project_id: uuid.UUID, line_id: str, voice: Mapping[str, Any] | None = None
) -> Shown:
    """A line of the draft as it is heard, in its speaker's voice or in another. Raises as `shot`."""
    board, _, _ = _board(actor, project_id)
    chosen = _voice(voice) if voice is not None else None
    return _asked(actor, project_id, "voice", requests.of_line(board, line_id, chosen))


def words(
    actor: Actor,
    text: str,
    voice: Mapping[str, Any],
    *,
    language: str = "en",
    emotion: str = "neutral",
    delivery: str = "",
) -> Shown:
    """Words in a voice, before there is a project; its file is under `requests.SAMPLE_LINE`.

    Raises SignInNeeded, BadInput for no words, too many, or a language without a voice.
    """
    from filmstudio.speech.languages import find

    said = " ".join(text.split())
    if not any(c.isalnum() for c in said):
        raise BadInput("There is nothing to say: write a few words.")
    if len(said) > LONGEST_SAMPLE:
        raise BadInput(
            "At most {n} letters are read out to try a voice.",
            n=LONGEST_SAMPLE,
        )
    if emotion not in get_args(Emotion):
        raise BadInput("emotion: choose {emotions}.", emotions=list(get_args(Emotion)))
    find(language)
    spoken = Line(
        id="x",
        speaker="narrator",
        text=said,
        emotion=emotion,  # type: ignore[arg-type]
        delivery=delivery[:200],
    )
    request = requests.of_words(spoken, _voice(voice), language)
    return _asked(actor, None, "voice", request)


def status(actor: Actor, preview_id: uuid.UUID) -> Shown:
    """Where a preview stands. Raises SignInNeeded, and NotFound for strangers."""
    with database().reading() as session:
        return _shown(_found(session, actor, preview_id))


def file(actor: Actor, preview_id: uuid.UUID, key: str, name: str) -> tuple[Artifact, str]:
    """The artifact that holds a file of a preview, and the file's media type. Raises NotFound where
    there is none, or it is no longer kept: ask for the preview again."""
    with database().reading() as session:
        row = _found(session, actor, preview_id)
    if key not in row.result.values() or name not in FILES[row.kind]:
        raise NotFound("This preview has no such file.")
    kept = artifacts().get(key)
    try:
        if kept is None:
            raise KeyError(key)
        kept.verified(name)
    except (KeyError, Damaged) as error:
        raise NotFound("This preview is no longer kept. Ask for it again.", code="gone") from error
    return kept, TYPES["." + name.rpartition(".")[2]]


def _found(session: Session, actor: Actor, preview_id: uuid.UUID) -> Preview:
    actor.user()
    row = session.get(Preview, preview_id)
    if row is not None and row.project_id is not None:
        seen(session, actor, row.project_id)
    elif row is None or row.owner_id != actor.user_id:
        raise NotFound("There is no such preview.")
    return row


def _voice(values: Mapping[str, Any]) -> Voice:
    try:
        return Voice.model_validate(dict(values))
    except ValidationError as error:
        raise faults_of(error, "voice") from error


def _board(actor: Actor, project_id: uuid.UUID) -> tuple[Storyboard, Order, str]:
    """The draft as its film would be made: with voices, the project's order, the plan's mark."""
    from filmstudio.stages.board import give_voices

    board = opened(actor, project_id).storyboard
    faults = storyboard_faults(board)
    if faults:
        raise BadInput(faults[0])
    with database().reading() as session:
        project = session.get_one(Project, project_id)
        owner = session.get_one(User, project.owner_id)
    order = Order.model_validate(project.order)
    mark = plans.watermark(plans.plan_of(owner.plan), order.watermark)
    return give_voices(board), order, plans.over_picture(mark, board.watermark)


def _asked(
    actor: Actor, project_id: uuid.UUID | None, kind: Kind, request: dict[str, Any]
) -> Shown:
    """The preview of this request: the one that is there, or a new one that workers make."""
    code = code_of("filmstudio.recipes.preview")
    key = digest([str(project_id or actor.user()), kind, request, code])
    with database().reading() as session:
        found = session.exec(select(Preview).where(Preview.key == key)).first()
        if found is not None and _is_kept(found):
            return _shown(found)
    spend(actor, "preview", guest="", user=ALLOWANCE)
    with database().transaction() as session:
        waiting = session.exec(
            select(func.count())
            .select_from(Preview)
            .where(Preview.owner_id == actor.user(), col(Preview.state) == "queued")
        ).one()
        if waiting >= MOST_WAITING:
            raise TooMany(
                "Many previews of yours are waiting. Let some of them be made first.",
                retry_after=5.0,
            )
        fresh = Preview(
            owner_id=actor.user(), project_id=project_id, kind=kind, key=key, request=request
        )
        if insert_once(session, fresh):
            row = session.get_one(Preview, fresh.id)
        else:
            there = session.exec(select(Preview.id).where(Preview.key == key)).one()
            again = locked(session, Preview, there)
            assert again is not None
            row = _once_more(again, request)
            session.add(row)
        after_commit(session, partial(queue.wake, "cpu"))
        return _shown(row)


def _once_more(row: Preview, request: dict[str, Any]) -> Preview:
    """Queues a preview again that failed, or whose parts are no longer kept."""
    if row.state in ("ready", "failed"):
        row.state, row.request, row.result, row.part = "queued", request, {}, 0.0
        row.error = row.error_code = ""
        row.attempts, row.lease_until, row.created_at = 0, None, now()
    return row


def _is_kept(row: Preview) -> bool:
    """Whether a preview need not be made again: it is being made, or all of it is there."""
    if row.state in ("queued", "running"):
        return True
    if row.state == "failed":
        # What the creator can change is told as it is; what broke is tried again.
        return row.error_code in ("bad_input", "nothing_to_speak", "language_without_voice")
    store = artifacts()
    return all(store.glance(key) is not None for key in row.result.values())


def _shown(row: Preview) -> Shown:
    return Shown(
        id=row.id,
        kind=row.kind,
        state=row.state,
        part=row.part,
        files={
            unit: {name: address(row.id, key, name) for name in FILES[row.kind]}
            for unit, key in row.result.items()
        },
        error=row.error,
    )


def address(preview_id: uuid.UUID, key: str, name: str) -> str:
    """Where a file of a preview is fetched; what lies there never changes."""
    return f"/api/v1/previews/{preview_id}/{key}/{name}"
