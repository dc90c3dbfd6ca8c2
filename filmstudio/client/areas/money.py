"""Credits, plans, subscriptions and invoices."""

from __future__ import annotations

from typing import TypeVar

from filmstudio.client import routes
from filmstudio.client.models import (
    ID,
    Balance,
    CreditEntry,
    Estimate,
    Invoice,
    Offer,
    Subscription,
)
from filmstudio.client.steps import Area, Flow, Stream, both, both_iter

R = TypeVar("R")


class Credits(Area[R]):
    """What films cost, and what is left."""

    @both
    def balance(self) -> Flow[Balance]:
        """The credits of your account.

        >>> client.credits.balance().balance  # doctest: +SKIP
        30
        """
        return self.core.call(routes.BALANCE)

    @both_iter
    def history(self) -> Stream[CreditEntry]:
        """Every change of the balance, the newest first; the balance is their sum."""
        return self.core.pages(routes.CREDIT_HISTORY, {})

    @both
    def estimate(
        self, *, seconds: float = 0.0, words: int = 0, project_id: ID | None = None
    ) -> Flow[Estimate]:
        """What a film would cost now, by its length, the words of its script, or its project."""
        asked = {"seconds": seconds, "words": words, "project_id": project_id}
        return self.core.call(routes.ESTIMATE, query=asked)


class Subscriptions(Area[R]):
    """Plans, and the one you have."""

    @both
    def plans(self) -> Flow[Offer]:
        """The plans there are."""
        return self.core.call(routes.PLANS)

    @both_iter
    def list(self) -> Stream[Subscription]:
        """The plans you have and had, the newest first."""
        return self.core.pages(routes.SUBSCRIPTIONS, {})

    @both
    def start(self, plan: str) -> Flow[Subscription]:
        """Takes a plan."""
        return self.core.call(routes.SUBSCRIBE, json={"plan": plan})

    @both
    def change(self, plan: str) -> Flow[Subscription]:
        """Changes to another plan."""
        return self.core.call(routes.CHANGE_PLAN, json={"plan": plan})

    @both
    def cancel(self) -> Flow[Subscription]:
        """Ends the plan with the period that is paid."""
        return self.core.call(routes.UNSUBSCRIBE)

    @both_iter
    def invoices(self) -> Stream[Invoice]:
        """Your invoices, the newest first."""
        return self.core.pages(routes.INVOICES, {})
