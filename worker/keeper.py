"""The keeper: the sweeper's rounds, and everything that is due at its time."""

from __future__ import annotations

import logging
import random
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from redis.exceptions import RedisError
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from filmstudio import logs, sentry
from filmstudio.errors import StudioError
from filmstudio.processes import die_with_parent
from filmstudio.recipes import workshop
from filmstudio.services import credits, letters, push, webhooks
from filmstudio.services.accounts import attempts, erasure
from filmstudio.services.files import keeping
from filmstudio.services.previews import making as previews
from filmstudio.services.renders.advance import advance
from filmstudio.services.renders.sweep import sweep
from filmstudio.settings import settings
from filmstudio.store import cards
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.redis import client
from filmstudio.store.tables import (
    Idempotency,
    LoginSession,
    Making,
    OneTimeToken,
    Task,
)
from filmstudio.store.types import now

log = logging.getLogger(__name__)
STOPPING_SECONDS = 8.0
"""How long a round that is under way may take when the keeper is told to stop."""


@dataclass
class Round:
    """Something that is done again and again, in a thread of its own: a mail server that is slow
    holds up no sweeper. Harmless in several processes at once."""

    name: str
    every: float
    do: Callable[[], object]

    def repeat(self, stop: threading.Event) -> None:
        """Does it until told to stop, whatever goes wrong."""
        # Keepers of several machines do not look at the same moment.
        stop.wait(random.uniform(0, 0.2))
        while not stop.is_set():
            begun = time.monotonic()
            try:
                self.do()
            except (StudioError, RedisError) as error:
                log.warning("%s: %s", self.name, error)
            except Exception:  # a round that fails once must be tried again
                log.exception("%s failed", self.name)
            stop.wait(max(0.05, begun + self.every - time.monotonic()))


def sweep_once() -> None:
    """Takes back what the dead held and goes on with what was forgotten."""
    with database().transaction() as session:
        quiet = sweep(session)
        previews.ring(session)
    for render_id in quiet:
        advance(render_id)


def forget_expired(session: Session) -> None:
    """Removes what has had its time: links, sessions, kept answers, makings nobody asks for."""
    moment = now()
    for model, condition in (
        (OneTimeToken, col(OneTimeToken.expires_at) < moment - timedelta(days=7)),
        (LoginSession, col(LoginSession.expires_at) < moment - timedelta(days=30)),
        (Idempotency, col(Idempotency.created_at) < moment - timedelta(hours=24)),
        (
            Making,
            (col(Making.state) != "claimed")
            & (
                func.coalesce(Making.used_at, moment - timedelta(days=365))
                < moment - timedelta(days=60)
            )
            & col(Making.key).not_in(select(Task.key).where(col(Task.state) == "queued")),
        ),
    ):
        session.execute(delete(model).where(condition))
    letters.forget_old(session)
    webhooks.forget_old(session)
    push.forget_old(session)
    attempts.forget_old(session)
    previews.forget_old(session)


def clean() -> None:
    """Removes what has had its time."""
    with database().transaction() as session:
        forget_expired(session)


def forget_uploads() -> None:
    """Forgets direct uploads that never arrived, and what arrived too late."""
    with database().transaction() as session:
        keeping.forget_unfinished(session)


def erase() -> None:
    """Erases the accounts that were closed two weeks ago."""
    while True:
        with database().transaction() as session:
            if not erasure.erase_due(session):
                return


def trim() -> None:
    """Keeps the artifacts of this machine within their size."""
    store = artifacts()
    store.tidy()
    store.trim(settings().cache_bytes)


def renew() -> None:
    """Credits the months that have begun."""
    while True:
        with database().transaction() as session:
            if not credits.renew_due(session):
                return


def offer() -> None:
    """Says what this machine can make, for as long as it goes on saying so."""
    _, providers = workshop("film")()
    cards.publish(client(), socket.gethostname(), providers.cards())


def _all(deliver: Callable[[], int]) -> None:
    """Delivers until nothing is due."""
    while deliver():
        continue


def rounds() -> list[Round]:
    """Everything that is due, and how often in seconds."""
    return [
        Round("sweep", settings().sweep_seconds, sweep_once),
        Round("letters", 2.0, lambda: _all(letters.deliver_due)),
        Round("webhooks", 1.0, lambda: _all(webhooks.deliver_due)),
        Round("push", 1.0, lambda: _all(push.deliver_due)),
        Round("cards", cards.LIFETIME / 2, offer),
        Round("credits", 60.0, renew),
        Round("clean", 3600.0, clean),
        Round("uploads", 3600.0, forget_uploads),
        Round("erase", 3600.0, erase),
        Round("trim", 600.0, trim),
    ]


def run() -> None:
    """The life of a keeper: does what is due until it is told to stop."""
    die_with_parent()
    logs.set_up("keeper")
    sentry.start("keeper")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, frame: stop.set())
    threads = [
        threading.Thread(target=one.repeat, args=(stop,), name=one.name, daemon=True)
        for one in rounds()
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    until = time.monotonic() + STOPPING_SECONDS
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))


if __name__ == "__main__":
    run()
