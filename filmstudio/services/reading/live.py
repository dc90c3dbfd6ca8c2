"""Live reading: what a script that is being written will become, and what its film would cost."""

from __future__ import annotations

import tempfile
import uuid
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from filmstudio.engine.artifact import digest
from filmstudio.errors import BadInput, PaymentNeeded
from filmstudio.film.order import Order
from filmstudio.film.reading import Reading, Speaker
from filmstudio.film.storyboard import Character
from filmstudio.said import said
from filmstudio.services import credits, plans, quotes
from filmstudio.services.actor import Actor
from filmstudio.services.allowance import spend
from filmstudio.services.files import keeping as files
from filmstudio.services.projects.keeping import order_of
from filmstudio.services.reading.desk import desk
from filmstudio.services.reading.sketch import Asked
from filmstudio.settings import settings
from filmstudio.store.blobs import blobs
from filmstudio.store.db import database

GUEST_LETTERS = 20_000
LETTERS = 400_000
"""As much as a pasted script of a project may have."""
GUEST_SECONDS, SECONDS = 4.0, 12.0
FORM_WORDS = 500
"""What the form takes on every plan."""
GUEST_ALLOWANCE = "60/minute;600/hour"
ALLOWANCE = "120/minute"
KEPT = 64
MOST_FACES = 24


@dataclass(frozen=True)
class Live:
    """A reading and what follows from it for this person.

    `minutes` and `credits` are what the film is quoted for when it is started: by its words, as
    long as nobody has planned it. `credits` is 0 where films are not metered; `words_allowed` is
    what the form takes on the plan, and `hint` a sentence about a limit that the script or the
    options go beyond, or "".
    """

    reading: Reading
    minutes: int
    credits: int
    metered: bool
    words_allowed: int
    hint: str


def words_allowed(plan: plans.Plan) -> int:
    """How many words the form takes: 500, and on larger plans as many as their longest film says."""
    return max(FORM_WORDS, round(plan.longest_seconds * quotes.MOST_WORDS_A_SECOND))


def read(
    actor: Actor,
    text: str,
    order: Mapping[str, Any] | None = None,
    voices: Mapping[str, Mapping[str, Any]] | None = None,
) -> Live:
    """Reads a script that is being written; for guests too. Takes about 100 ms for 500 words and
    may wait: call it outside of transactions and not on an event loop.

    `order` are options as a project has them (duration, style, aspect, music, captions, language),
    `voices` those that were chosen, by cast id. Raises TooMany, Busy, and BadInput in a sentence
    for a script that cannot become a film.
    """
    spend(actor, "reading", guest=GUEST_ALLOWANCE, user=ALLOWANCE)
    most = GUEST_LETTERS if actor.is_guest else LETTERS
    if len(text) > most:
        why = said(
            "The text has {n} characters; at most {most} are read while you write.",
            n=len(text),
            most=most,
        )
        if actor.is_guest:
            more = said("Sign in to have longer ones read.")
            why = said("{first} {second}", first=why, second=more)
        raise BadInput(
            why,
            code="script_too_large",
        )
    asked = Asked(text, "", _order(order), _voices(voices))
    return _priced(actor, _read(actor, asked), len(text.split()), asked.order.duration)


def read_file(
    actor: Actor,
    file_id: uuid.UUID,
    order: Mapping[str, Any] | None = None,
    voices: Mapping[str, Mapping[str, Any]] | None = None,
) -> Live:
    """Reads a script that was uploaded, in any format that films are made of; `reading.text` is
    its text for the page. Raises as `read`, and NotFound."""
    spend(actor, "reading", guest="", user=ALLOWANCE)
    with database().reading() as session:
        file = files.ready(session, actor, file_id, "script")
    with tempfile.TemporaryDirectory(prefix="filmstudio-reading-") as folder:
        path = Path(folder) / (file.name[-120:] or "script")
        blobs().fetch(file.blob, path)
        asked = Asked("", str(path), _order(order), _voices(voices))
        words = int(file.facts.get("words", 0))
        return _priced(actor, _read(actor, asked), words, asked.order.duration)


def faces(actor: Actor, cast: Sequence[Speaker]) -> dict[str, str]:
    """How the people of a cast look in the film, by their ids: pictures that are addresses (data:).

    Drawn once for each look; somebody may be lacking, and is there when asked for again. Raises
    Busy.
    """
    people = [one for one in cast if one.gender][:MOST_FACES]
    found = desk().draw(
        [
            Character.model_validate(
                {"id": one.id, "name": one.name, "age": one.age, "gender": one.gender}
                | {"culture": one.culture, "look": one.look}
            )
            for one in people
        ]
    )
    return {one.id: face for one, face in zip(people, found, strict=True) if face}


def _order(values: Mapping[str, Any] | None) -> Order:
    return Order.model_validate(order_of(values or {}))


def _voices(
    voices: Mapping[str, Mapping[str, Any]] | None,
) -> tuple[tuple[str, dict[str, Any]], ...]:
    from pydantic import ValidationError

    from filmstudio.film.storyboard import Voice
    from filmstudio.services.projects.merging import faults_of

    try:
        return tuple(
            (id, Voice.model_validate(voice).model_dump(mode="json"))
            for id, voice in sorted((voices or {}).items())
        )
    except ValidationError as error:
        raise faults_of(error, "voices") from error


_kept: OrderedDict[str, Reading] = OrderedDict()
_lock = Lock()


def _read(actor: Actor, asked: Asked) -> Reading:
    """A reading, which for the same script and options is remembered."""
    seconds = GUEST_SECONDS if actor.is_guest else SECONDS
    if asked.path:
        return desk().read(asked, seconds)
    key = digest([asked.text, asked.order, list(asked.voices)])
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = desk().read(asked, seconds)
    with _lock:
        _kept[key] = found
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _priced(actor: Actor, reading: Reading, words: int, duration: float) -> Live:
    plan = plans.plan_of(actor.plan)
    # A guest is told what the smallest plan would say: he has to register to make the film.
    plan = plans.plan_of("free") if plan is plans.GUEST else plan
    seconds = quotes.seconds_of_words(words, duration)
    minutes = plans.minutes_of(seconds)
    metered = credits.is_metered()
    allowed = min(words_allowed(plan), settings().max_script_words)
    hint = ""
    if reading.words > allowed:
        hint = said(
            "The script has {n} words and the {plan} plan takes {most}. Shorten it, or choose a "
            "larger plan.",
            n=reading.words,
            plan=plan.label,
            most=allowed,
        )
    else:
        try:
            plans.permit(plan, seconds=seconds)
        except PaymentNeeded as error:
            hint = error.message
    price = plans.CREDITS_A_MINUTE * minutes if metered else 0
    return Live(reading, minutes, price, metered, allowed, hint)
