"""News for whoever watches: published in redis, never kept there. The database has the truth."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import redis
import redis.asyncio


def render_channel(render_id: object) -> str:
    """Where the news of one render are told."""
    return f"filmstudio:render:{render_id}"


def project_channel(project_id: object) -> str:
    """Where the news of all renders of a project are told."""
    return f"filmstudio:project:{project_id}"


def user_channel(user_id: object) -> str:
    """Where a user's pages hear of renders, credits and notifications."""
    return f"filmstudio:user:{user_id}"


def publish(connection: redis.Redis, channels: list[str], news: dict[str, Any]) -> None:
    """Tells the same news on several channels."""
    body = json.dumps(news, separators=(",", ":"), default=str)
    pipe = connection.pipeline(transaction=False)
    for channel in channels:
        pipe.publish(channel, body)
    pipe.execute()


async def follow(
    connection: redis.asyncio.Redis, *channels: str, silence: float = 15.0
) -> AsyncIterator[dict[str, Any] | None]:
    """The news of some channels, as they come; None first, once subscribed, and after every
    `silence` seconds without any, so that the reader can look at the database and say that it
    is still there."""
    async with connection.pubsub() as listener:
        await listener.subscribe(*channels)
        yield None
        while True:
            message = await listener.get_message(ignore_subscribe_messages=True, timeout=silence)
            yield json.loads(message["data"]) if message else None
