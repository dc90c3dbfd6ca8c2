"""The desk that tells tabs of films in the making: nobody waits for another, nothing stays behind."""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
import redis

from filmstudio.store import events
from state import live

PROJECT = uuid.UUID(int=7)
CHANNEL = events.project_channel(PROJECT)


class Shows:
    """A state that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def _show(self, standing: Any) -> None:
        self.told.append(standing)

    def _progress(self, news: dict[str, Any]) -> None:
        self.told.append(news["part"])


class App:
    """As much of Reflex' application as the desk uses."""

    def __init__(self) -> None:
        self.sockets: dict[str, Any] = {}
        self.states: dict[str, Shows] = {}
        self.fails: dict[str, int] = {}
        self.held = asyncio.Event()
        self.slow = ""
        tokens = SimpleNamespace(token_to_socket=self.sockets)
        self.event_namespace = SimpleNamespace(_token_manager=tokens)

    @contextlib.asynccontextmanager
    async def modify_state(self, where: Any) -> Any:
        if self.fails.get(where.ident, 0) > 0:
            self.fails[where.ident] -= 1
            raise redis.ConnectionError("away")
        if where.ident == self.slow:
            await self.held.wait()

        async def get_state(kind: Any) -> Shows:
            return self.states[where.ident]

        yield SimpleNamespace(get_state=get_state)


@pytest.fixture
def told(monkeypatch):
    """What the database says, and who may see it."""
    refused: set[str] = set()
    monkeypatch.setattr(live, "PAUSE", 0.0)
    monkeypatch.setattr(live, "TICK", 0.0)
    monkeypatch.setattr(live, "given", lambda state: {})
    monkeypatch.setattr(
        live,
        "_read_for",
        lambda project, tabs: {tab.token: "all" for tab in tabs if tab.token not in refused},
    )
    return refused


def tab(desk: live.Desk, app: App, token: str) -> Shows:
    session = SimpleNamespace(client_token=token, session_id=f"sid-{token}")
    app.sockets[token] = SimpleNamespace(sid=f"sid-{token}")
    app.states[token] = Shows()
    state: Any = SimpleNamespace(router=SimpleNamespace(session=session), _whose="somebody")
    desk.watch(state, PROJECT)
    return app.states[token]


def news(part: float) -> bytes:
    return json.dumps({"part": part, "task": {"stage": "animate", "unit": "a"}}).encode()


async def settle(desk: live.Desk) -> None:
    for _ in range(1000):
        await asyncio.sleep(0.001)
        if not desk.tasks:
            return
    raise AssertionError("something is still under way")


def scene(play: Any) -> None:
    async def run() -> None:
        desk, app = live.Desk(), App()
        desk.app = app  # type: ignore[assignment]
        await play(desk, app)
        await settle(desk)

    asyncio.run(run())


def test_a_tab_is_shown_all_first_and_then_progress(told):
    async def play(desk, app):
        one = tab(desk, app, "one")
        await settle(desk)
        desk.hear(CHANNEL, news(0.4))
        desk.hear(events.project_channel("another"), news(0.9))
        await settle(desk)
        desk.hear(CHANNEL, b'{"part": 0.5}')
        await settle(desk)
        assert one.told == ["all", 0.4, "all"]

    scene(play)


def test_what_comes_before_a_tab_is_let_in_is_not_told(told):
    async def play(desk, app):
        told.add("eve")
        eve = tab(desk, app, "eve")
        desk.hear(CHANNEL, news(0.4))
        await settle(desk)
        desk.hear(CHANNEL, news(0.5))
        await settle(desk)
        assert eve.told == []
        assert desk.shows == {}

    scene(play)


def test_who_may_see_it_no_longer_is_dropped_and_others_are_not(told):
    async def play(desk, app):
        ann, ben = tab(desk, app, "ann"), tab(desk, app, "ben")
        await settle(desk)
        told.add("ben")
        desk.hear(CHANNEL, b"{}")
        await settle(desk)
        desk.hear(CHANNEL, news(0.6))
        await settle(desk)
        assert ben.told.count("all") <= 2
        assert 0.6 not in ben.told
        assert ann.told[-1] == 0.6

    scene(play)


def test_a_slow_tab_holds_up_nobody_and_gets_the_latest(told):
    async def play(desk, app):
        slow, quick = tab(desk, app, "slow"), tab(desk, app, "quick")
        await settle(desk)
        app.slow = "slow"
        for part in (0.1, 0.2, 0.3):
            desk.hear(CHANNEL, news(part))
            for _ in range(20):
                await asyncio.sleep(0)
        assert quick.told[-1] == 0.3
        assert slow.told == ["all"]
        app.held.set()
        await settle(desk)
        assert slow.told == ["all", 0.3]

    scene(play)


def test_a_tab_is_told_once_redis_is_back(told):
    async def play(desk, app):
        one = tab(desk, app, "one")
        await settle(desk)
        app.fails["one"] = 3
        desk.hear(CHANNEL, news(0.7))
        await settle(desk)
        assert one.told == ["all", 0.7]

    scene(play)


def test_nothing_stays_behind_closed_tabs(told):
    async def play(desk, app):
        for number in range(50):
            tab(desk, app, str(number))
        await settle(desk)
        app.sockets.pop("7")
        desk.prune()
        assert len(desk.shows[CHANNEL].tabs) == 49
        app.sockets["8"].sid = "another"  # the tab was opened again, and has another socket
        desk.prune()
        assert len(desk.shows[CHANNEL].tabs) == 48
        app.sockets.clear()
        desk.hear(CHANNEL, news(0.1))
        desk.prune()
        await asyncio.sleep(0)
        assert desk.shows == {}
        assert desk.tasks == 0

    scene(play)
