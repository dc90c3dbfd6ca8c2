"""Forecasts: which parts of a film an edited storyboard would make again, for how much and how long.

The plan of the render itself is followed, with guesses for what is not made yet: see
`engine.foresee`.
"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from filmstudio.engine.foresee import Foreseen, Glances, Held, foresee, held
from filmstudio.engine.plan import Board, Plan, Unit
from filmstudio.engine.stage import WHOLE, Stage, View
from filmstudio.film.order import Order
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.timeline import Phoneme, Spoken, Timeline, Word
from filmstudio.services import credits, plans, quotes
from filmstudio.services.actor import Actor
from filmstudio.services.projects.access import seen
from filmstudio.services.renders.given import (
    NO_TRACK,
    TRACK,
    Documents,
    Sources,
    documents,
    made_before,
)
from filmstudio.services.renders.makers import makers
from filmstudio.services.renders.start import GOALS
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import File, Project, Render, Task, User, Version

SECONDS_A_COST = 1 / 2000
"""Seconds of waiting for a unit of cost (a millisecond at 1080p) where nothing was made yet: by two
processes at once."""
LEAST_UNITS = 5
"""A render that made fewer parts says nothing of how fast this studio is."""


@dataclass(frozen=True)
class Forecast:
    """What a render would make. `shots` and `lines` are ids of what is made again, `scenes` of
    those whose music is composed again, `kept` of the shots that stay as they are; `units` names
    everything that would run, seams between shots included. `seconds` is about how long it takes, `length` about how long the
    film is; `timeline` is when everything in it happens, with guesses for lines that are not
    spoken yet.

    Not `exact` where a length was asked for and a line is spoken anew (how long that takes may move
    half a second of another shot), or where words are only said in another way: the lips may move
    as before, and fewer shots than these are filmed.
    """

    shots: tuple[str, ...]
    kept: tuple[str, ...]
    lines: tuple[str, ...]
    scenes: tuple[str, ...]
    units: tuple[str, ...]
    credits: int
    minutes: int
    kind: str
    metered: bool
    seconds: float
    length: float
    exact: bool
    timeline: Timeline


@dataclass(frozen=True)
class _Wish:
    """The rows and makers that a forecast starts from."""

    sources: Sources
    takes: Mapping[str, int]
    recipe: Any
    providers: Any
    quote: quotes.Quote
    pace: float


def forecast(
    actor: Actor,
    project_id: uuid.UUID,
    board: Storyboard,
    order: Mapping[str, Any] | None = None,
) -> Forecast:
    """What a render of this storyboard, as the project's next version, would make.

    Reads artifacts: call it outside of transactions and not on an event loop. Raises NotFound for
    strangers, PaymentNeeded where the plan does not include such a film, and what cutting raises.
    """
    with database().reading() as session:
        wish = _wish(session, actor, project_id, board, dict(order or {}))
    store = Glances(artifacts())
    given = documents(store, wish.sources)
    plan = Plan(wish.recipe, Board(store), wish.providers, wish.takes, GOALS)
    for slot, artifact in _held(given).items():
        plan.board.fill(slot, WHOLE, artifact)
    with tempfile.TemporaryDirectory(prefix="filmstudio-forecast-") as folder:
        found = foresee(plan, _Guesses(given.storyboard or board), Path(folder))
        timeline = Timeline.model_validate(plan.board.document("timeline"))
    return _told(board, found, wish, timeline)


def _wish(
    session: Session,
    actor: Actor,
    project_id: uuid.UUID,
    board: Storyboard,
    changes: dict[str, Any],
) -> _Wish:
    project = seen(session, actor, project_id)
    owner = session.get_one(User, project.owner_id)
    plan = plans.plan_of(owner.plan)
    seconds = quotes.seconds_of(board)
    plans.permit(plan, seconds=seconds)
    order = Order.model_validate({**project.order, **changes})
    order = plans.fitted(plan, order, frozenset(changes))
    track = session.get(File, project.track_file_id) if project.track_file_id else None
    before = made_before(session, project.id)
    recipe, providers, _ = makers(session, project.kind, owner.id)
    return _Wish(
        Sources(order, None, track, board, before),
        _takes(session, project),
        recipe,
        providers,
        quotes.quote(session, project.id, seconds, quotes.digests_of(board)),
        _pace(session, project.id),
    )


def _takes(session: Session, project: Project) -> dict[str, int]:
    found = select(Version.takes).where(
        Version.project_id == project.id, Version.number == project.version
    )
    return dict(session.exec(found).first() or {})


def _pace(session: Session, project_id: uuid.UUID) -> float:
    """Seconds of waiting for a unit of cost, as the project's last films took them."""
    rows = session.exec(
        select(Render.started_at, Render.finished_at, func.sum(Task.cost), func.count())
        .join(Task, col(Task.render_id) == Render.id)
        .where(Render.project_id == project_id, Render.state == "completed", Task.state == "done")
        .group_by(col(Render.id), col(Render.started_at), col(Render.finished_at))
        .order_by(col(Render.id).desc())
        .limit(3)
    ).all()
    for started, finished, cost, units in rows:
        if started and finished and cost and units >= LEAST_UNITS:
            return float((finished - started).total_seconds() / cost)
    return SECONDS_A_COST


def _held(given: Documents) -> dict[str, Held]:
    """What the render would pin, without pinning it."""
    track = held("track", NO_TRACK)
    if given.track is not None:
        track = held("track", TRACK, {"track": given.track.sha256})
    return {
        "storyboard": held("storyboard", _plain(given.storyboard)),
        "order": held("order", _plain(given.order)),
        "earlier": held("earlier", _plain(given.earlier)),
        "track": track,
    }


def _plain(document: Any) -> Any:
    return document.model_dump(mode="json")


class _Guesses:
    """What parts that are not made yet may come to: of lines how long they take."""

    def __init__(self, board: Storyboard) -> None:
        self._board = board
        self._lines = {line.id: line for line in board.lines()}

    def __call__(self, stage: Stage, work: Unit, view: View) -> Any:
        if stage.makes != "voice":
            return None
        line = self._lines[work.unit]
        seconds = self._estimate(work.unit) * self._slowness(line.speaker, view)
        return _plain(spoken(line.text, seconds))

    def _estimate(self, id: str) -> float:
        from filmstudio.writing.planning.estimate import line_seconds, rates_of

        line = self._lines[id]
        rate = rates_of(self._board).get(line.speaker, 1.0)
        return line_seconds(line, self._board.language, rate)

    def _slowness(self, speaker: str, view: View) -> float:
        """How much longer this voice takes than was thought, by its lines that are spoken."""
        from filmstudio.engine.stage import NotReady

        real = thought = 0.0
        for line in self._board.lines():
            if line.speaker != speaker:
                continue
            try:
                if view.digest("voice", line.id).startswith("guess-"):
                    continue
                real += float(view.document("voice", line.id)["seconds"])
                thought += self._estimate(line.id)
            except NotReady:
                continue
        return real / thought if thought else 1.0


def spoken(text: str, seconds: float) -> Spoken:
    """A recording as it may come to be: its words evenly over so many seconds, by their letters."""
    words = text.split() if " " in text.strip() else list(text.strip())
    whole = sum(len(word) for word in words)
    found: list[Word] = []
    at = 0.0
    for word in words:
        end = min(seconds, at + seconds * len(word) / whole)
        found.append(Word(text=word, start=round(at, 3), end=round(end, 3)))
        at = end
    sounds = (Phoneme(symbol="", viseme="sil", start=0.0, end=seconds),)
    return Spoken(seconds=seconds, words=tuple(found), phonemes=sounds)


def _told(board: Storyboard, found: Foreseen, wish: _Wish, timeline: Timeline) -> Forecast:
    again = {*found.of("animate")}
    ids = [shot.id for _, shot in board.shots()]
    metered = credits.is_metered()
    return Forecast(
        shots=tuple(id for id in ids if id in again),
        kept=tuple(id for id in ids if id not in again),
        lines=tuple(found.of("speak")),
        scenes=tuple(found.of("score")),
        units=tuple(work.name for work in found.made),
        credits=wish.quote.credits if metered else 0,
        minutes=wish.quote.minutes,
        kind=wish.quote.kind,
        metered=metered,
        seconds=round(sum(work.cost for work in found.made) * wish.pace, 1),
        length=round(timeline.seconds, 3),
        exact=_is_exact(board, found.of("speak"), wish.sources.before),
        timeline=timeline,
    )


def _is_exact(board: Storyboard, again: list[str], before: Mapping[str, str]) -> bool:
    """Whether what is spoken again changes its shot for certain, and no other one."""
    if not again:
        return True
    kept = artifacts().glance(before["storyboard"]) if "storyboard" in before else None
    if board.target_seconds:
        return False
    if kept is None:
        return True
    was = {line.id: line.text for line in Storyboard.model_validate(kept.document()).lines()}
    now = {line.id: line.text for line in board.lines()}
    return all(was.get(id) != now[id] for id in again)
