"""Quotes: what a film will cost, and what of it is paid already when it is made again.

The rule is explained in docs/decisions/0008-edits-are-paid-by-new-minutes.md.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import regex
from sqlmodel import Session, col, select

from filmstudio.errors import NotFound
from filmstudio.film.storyboard import Storyboard
from filmstudio.services import credits
from filmstudio.services.actor import Actor
from filmstudio.services.plans import CREDITS_A_MINUTE, minutes_of
from filmstudio.store.tables import Collaborator, File, FilmQuote, Project, Render, Version

NEW_SHARE = 0.5
"""More new words than this, and it is another film."""
WORDS_A_SECOND = 2.4
"""Words of a script, headings and names included, for a second of film: our examples have 2.0 to
3.0 by what the planner makes of them."""
MOST_WORDS_A_SECOND = 3.2
"""With every pause at its shortest no film says more."""
SHORTEST = 10.0
UNKNOWN_SECONDS = 90.0
"""The default length of a film, where nothing says how long it will be."""

_TOKEN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
    r"|[[\p{L}\p{M}\p{N}'’]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]+",
    regex.V1,
)
_SIGNS_TOGETHER = 5
"""Scripts without spaces are compared by runs of signs, which say about as much as two words."""


@dataclass(frozen=True)
class Quote:
    """What a film of `seconds` costs now. `kind` is whole (a new film), longer (the minutes added
    to a paid one) or free; `covered` are the minutes that are paid already."""

    seconds: float
    minutes: int
    covered: int
    kind: str
    credits: int


def digests(*texts: str) -> list[int]:
    """The pairs of words in each text (runs of five signs in scripts without spaces), as numbers:
    enough to say how much of one film is in another, in whatever order."""
    runs: set[str] = set()
    for text in texts:
        tokens = _TOKEN.findall(text.casefold().replace("’", "'"))
        signs = sum(len(token) == 1 and not token.isascii() for token in tokens)
        size = _SIGNS_TOGETHER if signs * 2 > len(tokens) else 2
        starts = range(max(1, len(tokens) - size + 1)) if tokens else ()
        runs.update(" ".join(tokens[at : at + size]) for at in starts)
    return sorted(
        int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest(), "big") for run in runs
    )


def digests_of(storyboard: Storyboard) -> list[int]:
    """The digests of what is said and shown in a film."""
    shown = (
        text for _, shot in storyboard.shots() for text in (shot.action, shot.title, shot.subtitle)
    )
    return digests(*(line.text for line in storyboard.lines()), *shown)


def seconds_of_words(words: int, duration: float = 0.0) -> float:
    """About how long the film of a script is: by its words, or the `duration` that was asked for
    where so many words can be said in it."""
    if duration:
        return max(duration, words / MOST_WORDS_A_SECOND)
    return max(SHORTEST, words / WORDS_A_SECOND) if words else UNKNOWN_SECONDS


def seconds_of(storyboard: Storyboard) -> float:
    """About how long the film of a storyboard is: its target where the cut can meet it."""
    from filmstudio.stages.board import expected_seconds

    return expected_seconds(storyboard)


def quote(
    session: Session, project_id: uuid.UUID | None, seconds: float, words: list[int] | None
) -> Quote:
    """What a film costs now. `words` are its `digests`; None where they are not known, which
    makes it a new film, as a `project_id` of None does."""
    minutes = minutes_of(seconds)
    paid = _paid(session, project_id) if project_id is not None else None
    if paid is None or words is None or not paid.holds(words):
        return Quote(seconds, minutes, 0, "whole", CREDITS_A_MINUTE * minutes)
    new = max(0, minutes - paid.minutes)
    kind = "longer" if new else "free"
    return Quote(seconds, minutes, paid.minutes, kind, CREDITS_A_MINUTE * new)


def enter(session: Session, render: Render, words: list[int] | None) -> Quote:
    """Quotes a render of `render.seconds`, remembers the quote, and reserves its credits.

    Sets `render.credits` (0 where films are not metered). Raises PaymentNeeded.
    """
    if not credits.is_metered():
        render.credits = 0
        return Quote(render.seconds, minutes_of(render.seconds), 0, "whole", 0)
    found = quote(session, render.project_id, render.seconds, words)
    kept = words or []
    if found.kind == "free":
        paid = _paid(session, render.project_id)
        kept = sorted({*kept} - paid.words) if paid else kept
    render.credits = found.credits
    session.add(
        FilmQuote(
            render_id=render.id,
            project_id=render.project_id,
            kind=found.kind,
            covered=found.covered,
            words=kept,
        )
    )
    credits.reserve(session, render.user_id, render.id, found.credits)
    return found


def learn(session: Session, render_id: uuid.UUID, storyboard: Any) -> None:
    """Adds the words of the storyboard (a document) that a film was made from to what its render
    was quoted for, so that an edit of it is known for one. Called before the render is closed."""
    row = session.get(FilmQuote, render_id)
    if row is None or row.kind == "free" or row.completed_at is not None:
        return
    row.words = sorted({*row.words, *digests_of(Storyboard.model_validate(storyboard))})
    session.add(row)


def estimate(
    session: Session,
    actor: Actor,
    *,
    seconds: float = 0.0,
    words: int = 0,
    project_id: uuid.UUID | None = None,
) -> Quote:
    """What a film would cost: by its length, its words, or a project as it is now, of which only
    new minutes are charged. Raises SignInNeeded and NotFound where the project is somebody else's."""
    if project_id is None:
        return quote(session, None, seconds or seconds_of_words(words), None)
    project = _seen(session, actor, project_id)
    length, known = of_project(session, project)
    return quote(session, project.id, seconds or length, known)


def of_project(
    session: Session, project: Project, version: int | None = None, duration: float | None = None
) -> tuple[float, list[int] | None]:
    """The expected length of a project's film, in seconds, and its digests, where they are known:
    of a version (None: the current one), or of the script where that is 0."""
    number = project.version if version is None else version
    asked = float(project.order.get("duration", 0.0)) if duration is None else duration
    if number:
        found = session.exec(
            select(Version.storyboard).where(
                Version.project_id == project.id, Version.number == number
            )
        ).one()
        storyboard = Storyboard.model_validate(found)
        return seconds_of(storyboard), digests_of(storyboard)
    script = session.get(File, project.source_file_id) if project.source_file_id else None
    if script is None:
        return seconds_of_words(0, asked), None
    # A script whose words are not known is at least known to be the same file again.
    known = script.facts.get("digests") or digests(script.sha256 or str(script.id))
    return seconds_of_words(int(script.facts.get("words", 0)), asked), known


def _seen(session: Session, actor: Actor, project_id: uuid.UUID) -> Project:
    user_id = actor.user()
    project = session.get(Project, project_id)
    shared = select(Collaborator.id).where(
        Collaborator.project_id == project_id, Collaborator.user_id == user_id
    )
    if (
        project is None
        or project.deleted_at is not None
        or (project.owner_id != user_id and session.exec(shared).first() is None)
    ):
        raise NotFound("There is no such project.")
    return project


@dataclass
class _Paid:
    """What of a project is paid: minutes, words, and new words that came in free of charge since."""

    minutes: int
    words: set[int]
    free: set[int]

    def holds(self, words: Iterable[int]) -> bool:
        """Whether a film of these words is this film edited, and not another one."""
        all_words = {*words}
        new = all_words - self.words
        if len(new) > NEW_SHARE * len(all_words):
            return False
        return len(self.free | new) <= len(self.words)


def _paid(session: Session, project_id: uuid.UUID) -> _Paid | None:
    """What is paid of a project; None where no film of it was."""
    rows = session.exec(
        select(FilmQuote)
        .where(FilmQuote.project_id == project_id, col(FilmQuote.completed_at).is_not(None))
        .order_by(col(FilmQuote.completed_at), col(FilmQuote.render_id))
    ).all()
    paid: _Paid | None = None
    for row in rows:
        if row.kind == "whole" or paid is None:
            paid = _Paid(row.minutes, {*row.words}, set())
        elif row.kind == "longer":
            paid = _Paid(max(paid.minutes, row.minutes), paid.words | {*row.words}, paid.free)
        else:
            paid.free |= {*row.words}
    return paid
