"""How long the lines of a shot take: as they were recorded for the last film, else by their words."""

from __future__ import annotations

import uuid

from filmstudio.film.finding import shot_of
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.timeline import Timeline
from filmstudio.services.renders.given import made_before
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database


def speech_of(project_id: uuid.UUID, board: Storyboard, shot: str) -> float:
    """Seconds that the lines of a shot take, without their pauses. Reads artifacts: call it
    outside of transactions. Raises BadInput where there is no such shot."""
    from filmstudio.writing.planning.estimate import line_seconds, rates_of

    with database().reading() as session:
        key = made_before(session, project_id).get("timeline")
    kept = artifacts().get(key) if key else None
    heard: dict[tuple[str, str], float] = {}
    if kept is not None:
        timeline = Timeline.model_validate(kept.document())
        heard = {(line.id, line.text): line.end - line.start for line in timeline.lines}
    rates = rates_of(board)
    total = 0.0
    for line in shot_of(board, shot).lines:
        recorded = heard.get((line.id, line.text))
        thought = line_seconds(line, board.language, rates.get(line.speaker, 1.0))
        total += thought if recorded is None else recorded
    return round(total, 3)
