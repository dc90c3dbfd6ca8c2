"""Webhooks, providers and their keys, and the studio itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import httpx

from filmstudio.client import routes
from filmstudio.client.models import (
    ID,
    Alive,
    Checked,
    Delivery,
    NewWebhook,
    ProviderKey,
    Providers,
    Readiness,
    Webhook,
)
from filmstudio.client.steps import Area, Ask, Flow, Stream, both, both_iter

R = TypeVar("R")


class Webhooks(Area[R]):
    """Where your servers are told of events; they check them with filmstudio.client.webhooks."""

    @both_iter
    def list(self) -> Stream[Webhook]:
        """Your webhooks, the newest first."""
        return self.core.pages(routes.WEBHOOKS, {})

    @both
    def events(self) -> Flow[dict[str, str]]:
        """The events there are, and when each happens."""
        return self.core.call(routes.WEBHOOK_EVENTS)

    @both
    def create(self, url: str, events: Sequence[str] = ()) -> Flow[NewWebhook]:
        """Adds a webhook; no events: all of them. Its `secret` is told this once.

        >>> hook = client.webhooks.create(  # doctest: +SKIP
        ...     "https://example.com/film-events", ["job.completed", "job.failed"]
        ... )
        """
        given = {"url": url, "events": [*events]}
        return self.core.call(routes.CREATE_WEBHOOK, json=given)

    @both
    def delete(self, webhook_id: ID) -> Flow[None]:
        """Removes a webhook."""
        return self.core.call(routes.DELETE_WEBHOOK, webhook_id=webhook_id)

    @both_iter
    def deliveries(self, webhook_id: ID) -> Stream[Delivery]:
        """What went to a webhook in the last month, the newest first."""
        return self.core.pages(routes.DELIVERIES, {}, webhook_id=webhook_id)

    @both
    def redeliver(self, webhook_id: ID, delivery_id: ID) -> Flow[Delivery]:
        """Sends a delivery once more, with the same event id."""
        return self.core.call(routes.REDELIVER, webhook_id=webhook_id, delivery_id=delivery_id)


class ProviderKeys(Area[R]):
    """Who makes parts of films here, and your own keys for services outside."""

    @both
    def providers(self) -> Flow[Providers]:
        """What makes films here now, and whose keys you can bring."""
        return self.core.call(routes.PROVIDERS)

    @both
    def list(self) -> Flow[list[ProviderKey]]:
        """Your keys, by vendor."""
        return self.core.call(routes.PROVIDER_KEYS)

    @both
    def get(self, provider: str) -> Flow[ProviderKey]:
        """What is known of one of your keys."""
        return self.core.call(routes.PROVIDER_KEY, provider=provider)

    @both
    def set(
        self,
        provider: str,
        key: str = "",
        *,
        base_url: str = "",
        options: Mapping[str, str] | None = None,
    ) -> Flow[ProviderKey]:
        """Keeps a key, encrypted, in place of an older one; for your own films only."""
        given = {"key": key, "base_url": base_url, "options": dict(options or {})}
        return self.core.call(routes.SET_PROVIDER_KEY, json=given, provider=provider)

    @both
    def delete(self, provider: str) -> Flow[None]:
        """Forgets a key."""
        return self.core.call(routes.DELETE_PROVIDER_KEY, provider=provider)

    @both
    def test(self, provider: str) -> Flow[Checked]:
        """Asks the vendor whether it takes the key."""
        return self.core.call(routes.TEST_PROVIDER_KEY, provider=provider)


class Service(Area[R]):
    """The studio itself."""

    @both
    def health(self) -> Flow[Alive]:
        """Answers as long as the studio lives."""
        return self.core.call(routes.HEALTH)

    @both
    def ready(self) -> Flow[Readiness]:
        """Whether everything the studio needs is there; asked once, not repeated."""
        try:
            response: httpx.Response = yield Ask(self.core.request(routes.READY))
        except httpx.TransportError as fault:
            raise self.core.unreachable(fault) from fault
        return self.core.read(routes.READY, response)
