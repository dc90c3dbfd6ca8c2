"""Facts of the plans, as pages show them: built into the pages, from where they are enforced."""

from __future__ import annotations

from dataclasses import dataclass

from filmstudio.services.plans import CREDITS_A_MINUTE, PLANS, TOP_UPS, Plan, credits_for

MB = 2**20
A_MINUTE = CREDITS_A_MINUTE
EXAMPLES = tuple((seconds, credits_for(seconds)) for seconds in (30, 60, 90, 150, 300))
"""Lengths in seconds, and what a film of that length costs."""


@dataclass(frozen=True)
class Offer:
    """A plan as it is sold. `price` is dollars a month as text; `credits` 0 where unlimited."""

    name: str
    label: str
    price: str
    credits: int
    minutes: int
    lines: str
    watermark: bool
    keys: bool
    requests: int
    upload: str
    white_label: bool


def _dollars(cents: int) -> str:
    return f"${cents / 100:.2f}" if cents % 100 else f"${cents // 100}"


def _offer(plan: Plan) -> Offer:
    size = plan.upload_bytes // MB
    return Offer(
        name=plan.name,
        label=plan.label,
        price=_dollars(plan.price),
        credits=plan.credits or 0,
        minutes=plan.longest_seconds // 60,
        lines="4K" if plan.lines >= 2160 else f"{plan.lines}p",
        watermark=plan.watermark,
        keys=plan.api_keys,
        requests=plan.requests_a_minute,
        upload=f"{size // 1024} GB" if size >= 1024 else f"{size} MB",
        white_label=plan.white_label,
    )


OFFERS = tuple(_offer(plan) for plan in PLANS.values() if plan.name != "guest")
PACKS = tuple((credits, _dollars(cents)) for credits, cents in TOP_UPS.items())
"""Credits that are sold at once, and their price."""
