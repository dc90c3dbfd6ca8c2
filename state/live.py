"""News of films in the making, from redis to the tabs that show them: one subscriber a web process
(which hears for the bells too).

A tab registers in an ordinary event, after its service has shown that it may see the project. News
of progress go to the pages at once (see `state.progress`). Where something was made or has ended, the
project is read from the database again, once for all of its tabs, their states are told, and whoever
may see it no longer is dropped. Pub/sub keeps nothing: after every gap (redis was away, or silent for
long) all shows are read again.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import reflex as rx
from redis.exceptions import RedisError
from reflex.constants import SocketEvent
from reflex.state import StateUpdate

from filmstudio.errors import StudioError
from filmstudio.services import showing
from filmstudio.services.actor import Actor
from filmstudio.services.jobs.making import Making
from filmstudio.services.projects import access
from filmstudio.services.showing import Standing
from filmstudio.store import events
from filmstudio.store.db import database
from filmstudio.store.redis import async_client
from state.base import AppState, Given, _actor, given
from state.bell import bells
from state.progress import Live, delta_of
from state.sockets import is_open

log = logging.getLogger(__name__)

SILENCE = 15.0
"""Seconds without news after which what is shown is read again."""
TRUSTED = 15.0
"""Seconds for which a tab that was let in is told progress without being asked again."""
TICK = 1.0
"""Seconds between looks at which tabs are still there; the database is read as often where redis is
away."""
PAUSE = 0.1
"""Seconds between two readings of one project."""


class Hears(Protocol):
    """A state that shows a project."""

    def _show(self, standing: Standing) -> None: ...


@dataclass
class Tab:
    """One tab that shows a project, and what it was not told yet."""

    project: uuid.UUID
    token: str
    sid: str
    came_with: Given
    whose: str
    state: type[AppState]
    lang: str
    admitted: float = 0.0
    snapshot: Standing | None = None
    telling: asyncio.Task[None] | None = None


@dataclass
class Show:
    """One project that somebody looks at."""

    project_id: uuid.UUID
    tabs: dict[str, Tab] = field(default_factory=dict)
    live: Live = field(default_factory=lambda: Live(None))
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The progress that its pages show, by language."""
    unsent: bool = False
    sending: asyncio.Task[None] | None = None
    stale: bool = False
    read_at: float = 0.0
    reading: asyncio.Task[None] | None = None


class Desk:
    """The shows of this process, and who looks at them."""

    def __init__(self) -> None:
        self.app: rx.App | None = None
        self.shows: dict[str, Show] = {}
        self.heard = 0
        """News that came by, for measurements."""

    @property
    def tasks(self) -> int:
        """Tasks that are under way for tabs."""
        shows = self.shows.values()
        telling = sum(tab.telling is not None for show in shows for tab in show.tabs.values())
        others = [task for show in shows for task in (show.reading, show.sending)]
        return telling + sum(task is not None for task in others)

    def watch(self, state: AppState, project_id: uuid.UUID) -> None:
        """From now on this tab is told of a project, and of no other. The caller has asked a service
        whether it may see it; it is asked again here before anything is told."""
        session = state.router.session
        self.leave(session.client_token)
        tab = Tab(
            *(project_id, session.client_token, session.session_id, given(state)),
            *(state._whose, type(state), state.lang),
        )
        channel = events.project_channel(project_id)
        show = self.shows.setdefault(channel, Show(project_id))
        show.tabs[tab.token] = tab
        self._read(show)

    def leave(self, token: str) -> None:
        """This tab is told nothing any more."""
        for channel, show in list(self.shows.items()):
            tab = show.tabs.pop(token, None)
            if tab is not None and tab.telling is not None:
                tab.telling.cancel()
            if not show.tabs:
                for task in (show.reading, show.sending):
                    if task not in (None, asyncio.current_task()):
                        task.cancel()  # type: ignore[union-attr]
                del self.shows[channel]

    def is_open(self, tab: Tab) -> bool:
        """Whether the tab's socket is still held by this process."""
        return is_open(self.app, tab.token, tab.sid)

    def prune(self) -> None:
        """Drops the tabs that were closed."""
        gone = [
            tab.token
            for show in self.shows.values()
            for tab in show.tabs.values()
            if not self.is_open(tab)
        ]
        for token in gone:
            self.leave(token)
        if gone:
            left = sum(len(show.tabs) for show in self.shows.values())
            log.info("tabs closed", extra={"left": left, "tasks": self.tasks})

    def hear(self, channel: str, body: bytes) -> None:
        """One piece of news."""
        show = self.shows.get(channel)
        if show is None:
            return
        self.heard += 1
        news = json.loads(body)
        if "task" not in news:
            self._read(show)
            return
        if not show.live.hear(news):
            return
        if len(_trusted(show)) < len(show.tabs):
            self._read(show)
        show.unsent = True
        if show.sending is None:
            show.sending = asyncio.create_task(self._sending(show))

    async def _sending(self, show: Show) -> None:
        """Sends what is new to the pages that may know it, to all of a language in one go."""
        try:
            while show.unsent:
                show.unsent = False
                by_language: dict[str, list[Tab]] = {}
                for tab in _trusted(show):
                    by_language.setdefault(tab.lang, []).append(tab)
                for lang, tabs in by_language.items():
                    values = show.live.told(lang)
                    before = show.told.get(lang, {})
                    show.told[lang] = values
                    await self._send(tabs, {k: v for k, v in values.items() if v != before.get(k)})
        finally:
            show.sending = None

    async def _send(self, tabs: list[Tab], values: dict[str, Any]) -> None:
        """Tells open tabs some vars of progress."""
        space: Any = self.app.event_namespace if self.app is not None else None
        sids = [tab.sid for tab in tabs if self.is_open(tab)]
        if space is not None and sids and values:
            await space.emit(str(SocketEvent.EVENT), StateUpdate(delta=delta_of(values)), to=sids)

    def read_all(self, older: float = 0.0) -> None:
        """Reads every show again that was not read for some seconds."""
        now = time.monotonic()
        for show in self.shows.values():
            if now - show.read_at >= older:
                self._read(show)

    def _read(self, show: Show) -> None:
        show.stale = True
        if show.reading is None:
            show.reading = asyncio.create_task(self._reading(show))

    async def _reading(self, show: Show) -> None:
        try:
            while show.stale and show.tabs:
                show.stale, show.read_at = False, time.monotonic()
                asked = list(show.tabs.values())
                try:
                    stands = await asyncio.to_thread(_read_for, show.project_id, asked)
                except StudioError as error:
                    log.warning("a project is read again in a moment: %s", error)
                    show.stale = True
                    await asyncio.sleep(TICK)
                    continue
                show.live, show.told = Live(_making(stands), show.live), {}
                for tab in asked:
                    if show.tabs.get(tab.token) is not tab:
                        continue
                    if tab.token not in stands:
                        self.leave(tab.token)
                        continue
                    tab.admitted, tab.snapshot = show.read_at, stands[tab.token]
                    self._tell(tab)
                await asyncio.sleep(PAUSE)
        finally:
            show.reading = None

    def _tell(self, tab: Tab) -> None:
        if tab.telling is None:
            tab.telling = asyncio.create_task(self._telling(tab))

    async def _telling(self, tab: Tab) -> None:
        assert self.app is not None
        where = rx.BaseStateToken(ident=tab.token, cls=tab.state)
        try:
            while tab.snapshot and self.is_open(tab):
                snapshot = None
                try:
                    async with self.app.modify_state(where) as root:
                        state: Any = await root.get_state(tab.state)
                        snapshot, tab.snapshot = tab.snapshot, None
                        state._show(snapshot)
                        tab.lang = state.lang
                    if (show := self.shows.get(events.project_channel(tab.project))) is not None:
                        await self._send([tab], show.live.told(tab.lang))
                except (RedisError, OSError) as error:
                    log.warning("a tab is told in a moment: %s", error)
                    tab.snapshot = tab.snapshot or snapshot
                    await asyncio.sleep(TICK)
        finally:
            tab.telling = None


def _trusted(show: Show) -> list[Tab]:
    """The tabs that were let in a moment ago, and may be told progress."""
    now = time.monotonic()
    return [tab for tab in show.tabs.values() if now - tab.admitted <= TRUSTED]


def _making(stands: dict[str, Standing]) -> Making | None:
    """The job that all of these are shown."""
    return next((standing["making"] for standing in stands.values()), None)


def _read_for(project_id: uuid.UUID, tabs: list[Tab]) -> dict[str, Standing]:
    """The project as it stands, for each tab that may see it. Runs in a thread."""
    plan_of: dict[str, str] = {}
    one_of_them: Actor | None = None
    with database().reading() as session:
        for tab in tabs:
            try:
                actor = _actor(session, tab.came_with, tab.whose)
                access.seen(session, actor, project_id)
            except StudioError as error:
                if error.status >= 500:
                    raise  # not theirs: the database is away
                continue
            plan_of[tab.token], one_of_them = actor.plan, actor
        if one_of_them is None:
            return {}
        found = showing.gather(session, one_of_them, project_id)
    by_plan = {plan: showing.told(found, plan) for plan in set(plan_of.values())}
    return {token: by_plan[plan] for token, plan in plan_of.items()}


desk = Desk()
"""The desk of this process."""


@contextlib.asynccontextmanager
async def on_air(app: rx.App) -> AsyncIterator[None]:
    """Follows the news while the web process lives."""
    desk.app = bells.app = app
    following = asyncio.create_task(_follow())
    try:
        yield
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following


async def _follow() -> None:
    patterns = events.project_channel("*"), events.user_channel("*")
    while True:
        try:
            async with async_client() as connection, connection.pubsub() as listener:
                await listener.psubscribe(*patterns)
                desk.read_all()  # what was told before is in the database
                bells.ring_all()
                looked = time.monotonic()
                while True:
                    message = await listener.get_message(
                        ignore_subscribe_messages=True, timeout=TICK
                    )
                    if message is not None:
                        desk.hear(message["channel"].decode(), message["data"])
                        bells.hear(message["channel"].decode(), message["data"])
                    if time.monotonic() - looked >= TICK:
                        looked = time.monotonic()
                        desk.prune()
                        bells.prune()
                        desk.read_all(older=SILENCE)
        except (RedisError, OSError) as error:
            log.warning("no news, redis is away: %s", error)
            await asyncio.sleep(TICK)
            desk.prune()
            bells.prune()
            desk.read_all()
