"""The bell of every page: how much news is unread, the newest of it, and more as it comes.

A tab registers as it opens a page. News of a user come by redis to every web process (`state.live`
follows them); the tabs of that user then read their notices again, each for who its cookie still
speaks for, and a tab whose session has ended is told nothing any more.
"""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from dataclasses import dataclass

import reflex as rx
from redis.exceptions import RedisError
from sqlmodel import Session

from filmstudio.errors import BadInput, StudioError
from filmstudio.services import notices
from filmstudio.services.actor import Actor
from filmstudio.store import events
from state.base import AppState, read, write
from state.news import News, news_of
from state.sockets import is_open
from state.words import plural

log = logging.getLogger(__name__)

NEWEST = 8
"""Notices in the menu."""
MOST = 9
"""A larger number than that is told as 9+."""
PAUSE = 0.2
"""Seconds between two readings for one tab."""


def _found(session: Session, actor: Actor, lang: str) -> tuple[int, list[News]]:
    newest = notices.mine(session, actor, most=NEWEST)
    return notices.unread(session, actor), [news_of(lang, one) for one in newest]


def _read_one(session: Session, actor: Actor, id: uuid.UUID) -> None:
    notices.read(session, actor, id)


class BellState(AppState):
    """The bell of one tab."""

    unread: int = 0
    told: list[News] = []
    """The newest news, read and unread."""
    heard: str = ""
    """What came while the page was open, for who does not see the number."""
    _newest: str = ""

    @rx.var
    def unread_count(self) -> str:
        """The number at the bell."""
        return f"{MOST}+" if self.unread > MOST else str(self.unread)

    @rx.var
    def bell_name(self) -> str:
        """What the bell is called."""
        if not self.unread:
            return self._say("News")
        n, count = self.unread, self.unread_count
        return plural(self.lang, "News, {count} unread", "News, {count} unread", n, count=count)

    @rx.event
    async def attend(self) -> None:
        """A page opens."""
        if not self.signed_in:
            bells.leave(self.router.session.client_token)
            return
        bells.watch(self)
        await self._look()

    @rx.event
    async def look(self) -> None:
        """Looks again: the menu is opened."""
        await self._look()

    async def _look(self, *, rings: bool = False) -> None:
        self.unread, self.told = await read(self, _found, self.lang)
        newest = self.told[0] if self.told else None
        is_new = newest is not None and newest["id"] > self._newest and newest["fresh"]
        if newest is None or not rings:
            self.heard = ""
        elif is_new:
            self.heard = newest["text"]
        self._newest = newest["id"] if newest else ""

    @rx.event
    async def read_all(self) -> None:
        """Takes all news as read."""
        await write(self, notices.read)
        await self._look()

    @rx.event
    async def read_one(self, id: str) -> None:
        """Takes a piece of news as read, which is followed to what it is about."""
        try:
            found = uuid.UUID(id)
        except ValueError as error:
            raise BadInput("There is no such notice.") from error
        await write(self, _read_one, found)
        await self._look()


@dataclass
class Ear:
    """A tab that hears of a user's news, and whether it was not told of some yet."""

    token: str
    sid: str
    channel: str
    waits: bool = False
    telling: asyncio.Task[None] | None = None


class Bells:
    """The tabs of this process whose bells ring."""

    def __init__(self) -> None:
        self.app: rx.App | None = None
        self.ears: dict[str, dict[str, Ear]] = {}
        """By channel, then by tab."""

    def watch(self, state: BellState) -> None:
        """From now on this tab is told when there is news of who it was opened for."""
        session = state.router.session
        self.leave(session.client_token)
        channel = events.user_channel(state._whose)
        ear = Ear(session.client_token, session.session_id, channel)
        self.ears.setdefault(channel, {})[ear.token] = ear

    def leave(self, token: str) -> None:
        """This tab is told nothing any more."""
        for channel, ears in list(self.ears.items()):
            ear = ears.pop(token, None)
            if ear is not None and ear.telling not in (None, asyncio.current_task()):
                ear.telling.cancel()  # type: ignore[union-attr]
            if not ears:
                del self.ears[channel]

    def prune(self) -> None:
        """Drops the tabs that were closed."""
        ears = [ear for ears in self.ears.values() for ear in ears.values()]
        for ear in ears:
            if not is_open(self.app, ear.token, ear.sid):
                self.leave(ear.token)

    def hear(self, channel: str, body: bytes) -> None:
        """One piece of news of a user: of renders and credits too, which are none of the bell's."""
        ears = self.ears.get(channel)
        if ears and json.loads(body).get("type") == "notification":
            for ear in ears.values():
                self._tell(ear)

    def ring_all(self) -> None:
        """All look again: news may have been missed."""
        for ears in self.ears.values():
            for ear in ears.values():
                self._tell(ear)

    def _tell(self, ear: Ear) -> None:
        ear.waits = True
        if ear.telling is None:
            ear.telling = asyncio.create_task(self._telling(ear))

    async def _telling(self, ear: Ear) -> None:
        assert self.app is not None
        where = rx.BaseStateToken(ident=ear.token, cls=BellState)
        try:
            while ear.waits and is_open(self.app, ear.token, ear.sid):
                ear.waits = False
                try:
                    async with self.app.modify_state(where) as root:
                        state = await root.get_state(BellState)
                        await state._look(rings=True)
                except (RedisError, OSError) as error:
                    log.warning("a bell rings in a moment: %s", error)
                    ear.waits = True
                except StudioError as error:
                    if error.status < 500:
                        self.leave(ear.token)  # its session has ended
                        return
                    log.warning("a bell does not ring: %s", error)
                await asyncio.sleep(PAUSE)
        finally:
            ear.telling = None


bells = Bells()
"""The bells of this process."""
