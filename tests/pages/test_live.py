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
from reflex.state import StateUpdate

from filmstudio.store import events
from state import live
from state.progress import Live

PROJECT = uuid.UUID(int=7)
CHANNEL = events.project_channel(PROJECT)


class Shows:
    """A state that keeps what it is told, and how much its page is told past it."""

    lang = "en"

    def __init__(self) -> None:
        self.told: list[Any] = []

    def _show(self, standing: Any) -> None:
        self.told.append("all")


class App:
    """As much of Reflex' application as the desk uses."""

    def __init__(self) -> None:
        self.sockets: dict[str, Any] = {}
        self.states: dict[str, Shows] = {}
        self.fails: dict[str, int] = {}
        self.held = asyncio.Event()
        self.slow = ""
        tokens = SimpleNamespace(token_to_socket=self.sockets)
        self.event_namespace = SimpleNamespace(_token_manager=tokens, emit=self.emit)

    async def emit(self, name: str, update: StateUpdate, to: list[str]) -> None:
        assert name == "event"
        values = {name: var for vars in update.delta.values() for name, var in vars.items()}
        for sid in to:
            if (percent := values.get("percent_rx_state_", 0)) > 0:
                self.states[sid.removeprefix("sid-")].told.append(percent)

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


def made(sequence: int = 0, percent: int = 0) -> dict[str, Any]:
    shot = {"id": "s1-1", "plate": "p1", "state": "waiting", "picture": "", "percent": 0}
    return {
        "job": "film",
        "sequence": sequence,
        "percent": percent,
        "state": "processing",
        "left": -1.0,
        "step": "",
        "scenes": [{"shots": [shot]}],
    }


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
        lambda project, tabs: {
            tab.token: {"making": made()} for tab in tabs if tab.token not in refused
        },
    )
    return refused


def tab(desk: live.Desk, app: App, token: str) -> Shows:
    session = SimpleNamespace(client_token=token, session_id=f"sid-{token}")
    app.sockets[token] = SimpleNamespace(sid=f"sid-{token}")
    app.states[token] = Shows()
    state: Any = SimpleNamespace(
        router=SimpleNamespace(session=session), _whose="somebody", lang="en"
    )
    desk.watch(state, PROJECT)
    return app.states[token]


def news(percent: int, stage: str = "animate", unit: str = "s1-1") -> bytes:
    return json.dumps(
        {
            "render": "film",
            "sequence": percent,
            "part": percent / 100 + 0.001,
            "left": 9.0,
            "step": "Filming",
            "task": {"stage": stage, "unit": unit, "part": 0.5},
        }
    ).encode()


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
        desk.hear(CHANNEL, news(40))
        desk.hear(events.project_channel("another"), news(90))
        await settle(desk)
        desk.hear(CHANNEL, b"{}")
        await settle(desk)
        assert one.told == ["all", 40, "all", 40]

    scene(play)


def test_what_comes_before_a_tab_is_let_in_is_not_told(told):
    async def play(desk, app):
        told.add("eve")
        eve = tab(desk, app, "eve")
        desk.hear(CHANNEL, news(40))
        await settle(desk)
        desk.hear(CHANNEL, news(50))
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
        desk.hear(CHANNEL, news(60))
        await settle(desk)
        assert ben.told.count("all") <= 2
        assert 60 not in ben.told
        assert ann.told[-1] == 60

    scene(play)


def test_a_slow_state_holds_up_nobody(told):
    async def play(desk, app):
        slow, quick = tab(desk, app, "slow"), tab(desk, app, "quick")
        await settle(desk)
        app.slow = "slow"
        desk.hear(CHANNEL, b"{}")
        for percent in (10, 20, 30):
            desk.hear(CHANNEL, news(percent))
            for _ in range(20):
                await asyncio.sleep(0.001)
        assert quick.told[-1] == 30
        assert "all" not in slow.told[1:]
        app.held.set()
        await settle(desk)
        assert slow.told[-2:] == ["all", 30]

    scene(play)


def test_a_tab_is_told_once_redis_is_back(told):
    async def play(desk, app):
        one = tab(desk, app, "one")
        await settle(desk)
        app.fails["one"] = 3
        desk.hear(CHANNEL, news(70))
        desk.hear(CHANNEL, b"{}")
        await settle(desk)
        assert one.told == ["all", 70, "all", 70]

    scene(play)


def test_progress_goes_forward_and_names_the_shot_at_work():
    film = Live(made(sequence=5, percent=8))  # type: ignore[arg-type]
    assert not film.hear(json.loads(news(4)))
    assert not film.hear(json.loads(news(40)) | {"render": "another"})
    assert film.hear(json.loads(news(40, "illustrate", "p1")))
    told = film.told("en")
    assert (told["percent"], told["clock"], told["busy"]) == (40, "0:09", {"s1-1": "drawing"})
    assert (told["at_work"]["id"], told["parts"]) == ("s1-1", {"s1-1": 50})
    assert film.hear(json.loads(news(45, "speak", "d1")))
    assert film.told("de")["busy"] == {"s1-1": "drawing", "d1": "recording"}
    read_meanwhile = Live(made(sequence=41, percent=41), film)  # type: ignore[arg-type]
    assert read_meanwhile.told("en")["busy"] == film.busy
    assert read_meanwhile.percent == 45
    read_after = Live(made(sequence=46, percent=44), film)  # type: ignore[arg-type]
    assert (read_after.busy, read_after.percent) == ({}, 45)
    assert Live({**made(), "job": "next"}, film).percent == 0  # type: ignore[typeddict-item]


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
        desk.hear(CHANNEL, news(10))
        desk.prune()
        await asyncio.sleep(0)
        assert desk.shows == {}
        assert desk.tasks == 0

    scene(play)
