"""Tests of the pace at which sockets are heard, and of how many an address may have."""

from __future__ import annotations

import asyncio

import pytest

from filmstudio.web.pace import Paced, Sockets


def heard(kinds: list[str], gaps: list[float], **pace: float) -> list[float]:
    """How long each message that comes after these seconds is held up."""
    moment, slept = 0.0, []
    coming = iter(zip(kinds, gaps, strict=True))

    async def receive():
        nonlocal moment
        kind, gap = next(coming)
        moment += gap
        return {"type": kind}

    async def wait(seconds: float) -> None:
        nonlocal moment
        moment += seconds
        slept[-1] += seconds

    async def all_of_it() -> None:
        paced = Paced(receive, clock=lambda: moment, **pace)
        for _ in kinds:
            slept.append(0.0)
            await paced()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("filmstudio.web.pace.asyncio.sleep", wait)
        asyncio.run(all_of_it())
    return slept


def test_what_is_within_the_burst_is_heard_at_once_and_the_rest_at_the_rate():
    slept = heard(["websocket.receive"] * 6, [0.0] * 6, rate=2, burst=3)
    assert slept == [0, 0, 0, 0.5, 0.5, 0.5]


def test_a_pause_gives_the_burst_back_and_no_more():
    slept = heard(["websocket.receive"] * 8, [0, 0, 0, 0, 100, 0, 0, 0], rate=2, burst=3)
    assert slept == [0, 0, 0, 0.5, 0, 0, 0, 0.5]


def test_what_is_no_message_is_never_held_up():
    kinds = ["websocket.connect", "websocket.receive", "websocket.disconnect"]
    assert heard(kinds, [0.0] * 3, rate=0.1, burst=1) == [0, 0, 0]


def test_an_address_has_so_many_sockets_and_others_have_their_own():
    sockets = Sockets(most=2)
    with sockets.counted("a") as first, sockets.counted("a") as second:
        with sockets.counted("a") as third, sockets.counted("b") as other:
            assert (first, second, third, other) == (True, True, False, True)
        with sockets.counted("a") as again:
            assert not again
    assert sockets.open == {}
