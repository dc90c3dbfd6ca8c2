"""Tests of questions that are gathered: what is asked meanwhile is one query."""

from __future__ import annotations

import asyncio
import threading

import pytest

from filmstudio.api.gathering import Gathered
from filmstudio.errors import Busy


class Desk:
    """Answers letters by their names, slowly enough that others ask meanwhile."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.go = threading.Event()
        self.fails = False

    def look(self, keys):
        self.asked.append(list(keys))
        self.go.wait(10)
        if self.fails:
            raise Busy("Away.", retry_after=1)
        return {key: key.upper() for key in keys if key != "x"}


def test_what_is_asked_while_a_query_runs_is_the_next_one():
    desk = Desk()

    async def ask() -> list[str | None]:
        gathered: Gathered[str, str] = Gathered(desk.look)
        first = asyncio.create_task(gathered.one("a"))
        while not desk.asked:
            await asyncio.sleep(0.001)
        rest = [asyncio.create_task(gathered.one(key)) for key in "bcbx"]
        await asyncio.sleep(0.01)
        desk.go.set()
        return [await one for one in (first, *rest)]

    assert asyncio.run(ask()) == ["A", "B", "C", "B", None]
    assert desk.asked == [["a"], ["b", "c", "x"]]


def test_who_goes_away_takes_the_answer_from_nobody():
    desk = Desk()

    async def ask() -> str | None:
        gathered: Gathered[str, str] = Gathered(desk.look)
        gone, stays = (asyncio.create_task(gathered.one("a")) for _ in range(2))
        await asyncio.sleep(0.01)
        gone.cancel()
        desk.go.set()
        answer = await stays
        assert gone.cancelled() or gone.done()
        return answer

    assert asyncio.run(ask()) == "A"


def test_what_goes_wrong_is_told_to_all_and_the_next_are_answered():
    desk = Desk()
    desk.fails = True
    desk.go.set()

    async def ask() -> str | None:
        gathered: Gathered[str, str] = Gathered(desk.look)
        told = await asyncio.gather(*(gathered.one(key) for key in "ab"), return_exceptions=True)
        assert [type(one) for one in told] == [Busy, Busy]
        desk.fails = False
        return await gathered.one("c")

    assert asyncio.run(ask()) == "C"


def test_a_query_has_so_many_keys_at_most(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("filmstudio.api.gathering.MOST", 2)
    desk = Desk()
    desk.go.set()

    async def ask() -> list[str | None]:
        gathered: Gathered[str, str] = Gathered(desk.look)
        return await asyncio.gather(*(gathered.one(key) for key in "abcde"))

    assert asyncio.run(ask()) == list("ABCDE")
    assert [len(keys) for keys in desk.asked] == [2, 2, 1]
