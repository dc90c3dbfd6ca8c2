"""What the page for new films asks of the services: the script as it was left, kept, and heard."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlmodel import Session

from filmstudio.errors import BadInput, Busy
from filmstudio.services import plans, scripts
from filmstudio.services.actor import Actor
from filmstudio.services.previews import asking
from filmstudio.store.tables import ScriptDraft
from state.base import AppState, ask

TAKEN_SECONDS, HEARD_SECONDS, LOOK_SECONDS = 30.0, 120.0, 0.25
"""How long a worker may take to begin to speak, and then to be done; between looks."""
LATEST = 24 * 3600 * 1000 * 366 * 300
"""A moment in milliseconds that no clock says."""


def left_by(session: Session, actor: Actor) -> dict[str, Any]:
    """What the page opens with."""
    plan = plans.plan_of(actor.plan)
    plan = plans.plan_of("free") if plan is plans.GUEST else plan
    draft = None if actor.is_guest else scripts.opened(session, actor)
    left = {
        "longest": plan.longest_seconds,
        "most": plan.upload_bytes,
        "text": "",
        "revision": 0,
        "at": "",
        "order": {},
        "file": "",
        "file_text": "",
    }
    return left | (_plain(draft) if draft else {})


def _plain(draft: ScriptDraft) -> dict[str, Any]:
    return {
        "text": draft.text,
        "revision": draft.revision,
        "at": draft.updated_at.isoformat(),
        "order": dict(draft.order),
        "file": str(draft.file_id or ""),
        "file_text": draft.file_text,
    }


def kept_by(session: Session, actor: Actor, written: scripts.Written, seen: int) -> dict[str, Any]:
    return _plain(scripts.keep(session, actor, written, seen))


def given_text(written: dict[str, Any]) -> tuple[str, int, int, int, int]:
    """What a browser says: a text, its number, the revision that it goes on from, and the number
    and the opening of the text that it was given."""
    text = written.get("text")
    given = (written.get(name) for name in ("n", "base", "page", "opening"))
    numbers = [one for one in given if isinstance(one, int)]
    if not isinstance(text, str) or len(numbers) < 4:
        raise BadInput("The script did not arrive whole. Load the page again.")
    n, base, page, opening = numbers
    return text, min(max(n, 0), LATEST), min(max(base, 0), 2**31 - 1), page, opening


async def heard(state: AppState, text: str, voice: dict[str, Any], language: str) -> str:
    """The address of some words in a voice, which a worker speaks. Raises Busy where none does in
    time, and BadInput with what is wrong."""
    shown = await ask(state, asking.words, text, voice, language=language)
    begun = asyncio.get_running_loop().time()
    while not shown.is_over:
        waits = TAKEN_SECONDS if shown.state == "queued" else HEARD_SECONDS
        if asyncio.get_running_loop().time() - begun > waits:
            break
        await asyncio.sleep(LOOK_SECONDS)
        shown = await ask(state, asking.status, shown.id)
    for files in shown.files.values():
        if "voice.m4a" in files:
            return files["voice.m4a"]
    if shown.error:
        raise BadInput(shown.error)
    raise Busy("No worker is free to speak just now. Try again in a moment.", retry_after=5.0)
