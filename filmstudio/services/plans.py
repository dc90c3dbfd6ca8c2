"""Plans: what each one costs and includes, and the one check of it that every use case asks."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from filmstudio.errors import PaymentNeeded
from filmstudio.film.order import Order
from filmstudio.said import Said, said
from filmstudio.settings import settings

CREDITS_A_MINUTE = 3
WATERMARK = "Made with AI Film Studio"
VOICES = ("none", "basic", "standard", "premium", "custom")
"""Voices by plan; each level includes those before it."""
MB = 2**20


@dataclass(frozen=True)
class Plan:
    """What a plan includes. `price` is US cents a month, `credits` a month (None: unlimited),
    `lines` the height of a download (the shorter side, 1080 for 1080p), `priority` the place in
    the queue (higher is sooner)."""

    name: str
    label: str
    price: int
    credits: int | None
    longest_seconds: int
    watermark: bool
    lines: int
    priority: int
    api_keys: bool
    requests_a_minute: int
    upload_bytes: int
    voices: str
    white_label: bool = False


GUEST = Plan("guest", "Guest", 0, 0, 0, True, 720, 0, False, 20, 0, "none")
SELF_HOSTED = Plan(
    *("studio", "Self-hosted", 0, None, 1800, False, 2160, 1, True, 1000, 1024 * MB, "custom"),
    white_label=True,
)
"""What everybody has on a studio that takes no payments."""
PLANS: dict[str, Plan] = {
    plan.name: plan
    for plan in (
        GUEST,
        Plan("free", "Free", 0, 3, 60, True, 720, 0, False, 60, 10 * MB, "basic"),
        Plan("standard", "Standard", 999, 30, 180, False, 1080, 1, False, 100, 50 * MB, "standard"),
        Plan("pro", "Pro", 2999, 100, 300, False, 1080, 2, True, 500, 200 * MB, "premium"),
        Plan(
            *("enterprise", "Enterprise", 29999, None, 300, False, 2160, 3, True, 1000),
            *(1024 * MB, "custom"),
            white_label=True,
        ),
    )
}
"""Every plan by its name, the smallest first."""
TOP_UPS = {10: 499, 30: 1299, 100: 3999}
"""Credits that are sold at once, and their price in US cents: a little dearer than with a plan."""
RANKS = {name: rank for rank, name in enumerate(PLANS)}
"""The order of plans: a higher rank is an upgrade."""


def payment_providers() -> tuple[str, ...]:
    """The payment providers that this studio is set up for; none so far."""
    return ()


def is_metered() -> bool:
    """Whether films cost credits here: as the operator set, else where payments can be made."""
    chosen = settings().metered
    return bool(payment_providers()) if chosen is None else chosen


def plan_of(name: str) -> Plan:
    """What somebody with this plan may do here: on a studio that is not metered, everything.

    `PLANS[name]` is the plan as it is sold. A name that is not sold any more counts as free.
    """
    if name == GUEST.name:
        return GUEST
    if not is_metered():
        return SELF_HOSTED
    return PLANS.get(name, PLANS["free"])


def credits_for(seconds: float) -> int:
    """Credits of a film: three a started minute (30 s: 3, 150 s: 9). At least one minute.

    Lengths are counted to the millisecond, so that a frame's rounding opens no minute.
    """
    return CREDITS_A_MINUTE * minutes_of(seconds)


def minutes_of(seconds: float) -> int:
    """Started minutes of a length; a film has at least one."""
    return max(1, math.ceil(round(seconds, 3) / 60))


def permit(
    plan: Plan,
    *,
    seconds: float = 0.0,
    lines: int = 0,
    upload_bytes: int = 0,
    api_keys: bool = False,
    voices: str = "none",
    white_label: bool = False,
) -> None:
    """Raises PaymentNeeded where the plan does not include what is wanted: a film of `seconds`,
    a download of `lines`, a file of `upload_bytes`, API keys, a level of voices, an own logo.

    The sentence says what the plan includes and the smallest plan that includes more.
    """
    if seconds > plan.longest_seconds:
        raise _beyond(
            plan,
            "length",
            said(
                "The {plan} plan includes films of up to {most}; this one would last {length}.",
                plan=plan.label,
                most=_length(plan.longest_seconds),
                length=_length(seconds),
            ),
            lambda other: other.longest_seconds >= seconds,
            said("Shorten the script, or ask for a shorter film."),
        )
    if lines > plan.lines:
        raise _beyond(
            plan,
            "resolution",
            said(
                "The {plan} plan includes films of up to {most}, not {wanted}.",
                plan=plan.label,
                most=f"{plan.lines}p",
                wanted=f"{lines}p",
            ),
            lambda other: other.lines >= lines,
            said("Choose {most}.", most=f"{plan.lines}p"),
        )
    if upload_bytes > plan.upload_bytes:
        raise _beyond(
            plan,
            "upload",
            said(
                "The {plan} plan includes files of up to {most} MB; this one has {n} MB.",
                plan=plan.label,
                most=plan.upload_bytes // MB,
                n=math.ceil(upload_bytes / MB),
            ),
            lambda other: other.upload_bytes >= upload_bytes,
            said("Choose a smaller file."),
        )
    if api_keys and not plan.api_keys:
        raise _beyond(
            plan,
            "api_keys",
            said("The {plan} plan includes no API keys.", plan=plan.label),
            lambda other: other.api_keys,
        )
    if VOICES.index(voices) > VOICES.index(plan.voices):
        raise _beyond(
            plan,
            "voices",
            said(
                "The {plan} plan includes {included} voices, not {wanted} ones.",
                plan=plan.label,
                included=plan.voices,
                wanted=voices,
            ),
            lambda other: VOICES.index(other.voices) >= VOICES.index(voices),
            said("Choose another voice."),
        )
    if white_label and not plan.white_label:
        raise _beyond(
            plan,
            "white_label",
            said("The {plan} plan includes no logo of your own.", plan=plan.label),
            lambda other: other.white_label,
        )


def fitted(plan: Plan, order: Order, asked: frozenset[str] = frozenset()) -> Order:
    """The order as the plan allows it: the watermark where the plan has one, and the
    studio's or the plan's height where nobody chose one. Raises PaymentNeeded where a field that was `asked` for, or
    the length, is beyond the plan."""
    permit(plan, seconds=order.duration, lines=order.lines if "lines" in asked else 0)
    most = plan.lines if "lines" in asked else min(plan.lines, settings().film_lines)
    return order.model_copy(
        update={
            "lines": min(order.lines, most),
            "watermark": watermark(plan, order.watermark),
        }
    )


def watermark(plan: Plan, wanted: str = "") -> str:
    """The words over the picture: the studio's where the plan has them, else what is wanted."""
    return WATERMARK if plan.watermark else wanted


def over_picture(ordered: str, own: str) -> str:
    """The words over the picture of an edited storyboard: those of its order, which was `fitted`
    to the plan, else the storyboard's own. The studio's go with the plan that they came from."""
    return ordered or ("" if own == WATERMARK else own)


def _beyond(
    plan: Plan, what: str, includes: Said, fits: Callable[[Plan], bool], instead: Said | None = None
) -> PaymentNeeded:
    larger = next(
        (one for one in PLANS.values() if RANKS[one.name] > RANKS.get(plan.name, -1) and fits(one)),
        None,
    )
    code = f"plan_{what}"
    if larger is None:
        way = instead or said("No plan includes it.")
        return PaymentNeeded("{first} {second}", code=code, first=includes, second=way)
    if instead is None:
        way = said("Choose the {plan} plan.", plan=larger.label)
        return PaymentNeeded("{first} {second}", code=code, first=includes, second=way)
    way = said("Or choose the {plan} plan.", plan=larger.label)
    return PaymentNeeded(
        "{first} {second} {third}", code=code, first=includes, second=instead, third=way
    )


def _length(seconds: float) -> Said:
    minutes, rest = divmod(math.ceil(round(seconds, 3)), 60)
    if not minutes:
        return said("{seconds} s", seconds=rest)
    if not rest:
        return said("{minutes} min", minutes=minutes)
    return said("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
