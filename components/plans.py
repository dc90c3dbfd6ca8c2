"""The plans side by side, with what each includes."""

from __future__ import annotations

from collections.abc import Callable

import reflex as rx

from components.button import link_button
from components.text import t
from state.base import AppState
from state.plans import OFFERS, Offer

CHOSEN = "pro"
"""The plan that stands out."""


def _credits(offer: Offer) -> rx.Var[str]:
    return t("{n} credits a month", n=offer.credits) if offer.credits else t("No credit limit")


def _facts(offer: Offer) -> list[rx.Var[str]]:
    facts = [
        t("Films of 1 minute")
        if offer.minutes == 1
        else t("Films of up to {n} minutes", n=offer.minutes),
        t("Downloads in {size}", size=offer.lines),
        t("A line in the corner says who made it") if offer.watermark else t("No watermark"),
    ]
    if offer.keys:
        facts.append(t("API keys, {n} requests a minute", n=offer.requests))
    if offer.white_label:
        facts.append(t("Your own name and logo"))
    return facts


def _choose(offer: Offer) -> rx.Component:
    label = t("Start free") if offer.name == "free" else t("Choose {plan}", plan=offer.label)
    return link_button(
        label,
        rx.cond(AppState.signed_in, "/credits", "/auth/register"),
        kind="primary" if offer.name == CHOSEN else "line",
    )


def plans(heading: Callable[..., rx.Component] = rx.el.h3) -> rx.Component:
    """Four columns; on a phone one above the other. `heading` is that of each plan's name."""
    return rx.el.ul(
        *(
            rx.el.li(
                heading(offer.label, class_name="title m"),
                rx.el.p(
                    offer.price, rx.el.span(" ", t("a month")), class_name="title l plans-price"
                ),
                rx.el.p(_credits(offer), class_name="h2"),
                rx.el.ul(*(rx.el.li(fact) for fact in _facts(offer)), class_name="sm mut"),
                _choose(offer),
                class_name="hot" if offer.name == CHOSEN else "",
            )
            for offer in OFFERS
        ),
        class_name="plans",
    )
