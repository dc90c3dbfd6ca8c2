"""Who was here a moment ago: asking the database again for every request costs more than most answers.

A credential is known for a few seconds at most, and no longer than until anybody's rights change:
that is told by redis (`store.changes`), and while redis cannot be heard nobody is known.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace

import redis

from filmstudio.services.actor import Actor
from filmstudio.store import changes
from filmstudio.store.redis import client

SECONDS = 5.0
"""The longest that somebody is known: bounds what a lost message can do."""
MOST = 20_000
Credential = tuple[str, str, str]


@dataclass
class Known:
    """Actors by their credential, for one process."""

    generation: int = 0
    """Grows with every change of rights: what was read before it is not kept."""
    hears: bool = False
    _actors: dict[Credential, tuple[Actor, float]] = field(default_factory=dict)
    _listener: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        changes.hear(self.forget)

    def get(self, credential: Credential, address: str, user_agent: str) -> Actor | None:
        """Who this is, if he was here a moment ago."""
        found = self._actors.get(credential) if self.hears else None
        if found is None or found[1] < time.monotonic():
            return None
        actor = found[0]
        if actor.address != address or actor.user_agent != user_agent:
            actor = replace(actor, address=address, user_agent=user_agent)
        return actor

    def keep(self, credential: Credential, actor: Actor, generation: int) -> None:
        """Remembers somebody who was looked up while the generation was this one."""
        self._listen()
        with self._lock:
            if not self.hears or generation != self.generation or actor.is_guest:
                return
            if len(self._actors) >= MOST:
                self._actors.clear()
            self._actors[credential] = (actor, time.monotonic() + SECONDS)

    def forget(self) -> None:
        """Forgets everybody."""
        with self._lock:
            self.generation += 1
            self._actors.clear()

    def _listen(self) -> None:
        if self._listener is None or not self._listener.is_alive():
            self._listener = threading.Thread(target=self._hear, name="rights", daemon=True)
            self._listener.start()

    def _hear(self) -> None:
        try:
            with client().pubsub() as channel:
                channel.subscribe(changes.CHANNEL)
                while True:
                    message = channel.get_message(timeout=5.0)
                    if message is not None:
                        self.forget()
                        self.hears = True
        except (redis.RedisError, OSError, ValueError):
            return  # begins again with the next request
        finally:
            self.hears = False
            self.forget()
