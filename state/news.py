"""What the bell has told, as sentences with the way to what they are about."""

from __future__ import annotations

from typing import TypedDict

from filmstudio.services.notices import KINDS
from filmstudio.store.tables import Notification
from state import figures
from state.words import said_in, translated


class News(TypedDict):
    """One piece of news. `sign` names its icon and colour: done, alert, comment, bell."""

    id: str
    sign: str
    text: str
    act: str
    href: str
    when: str
    fresh: bool


_SIGNS = {
    "film_ready": "done",
    "youtube_live": "done",
    "film_failed": "alert",
    "credits_low": "alert",
    "payment_failed": "alert",
    "webhook_dead": "alert",
    "comment": "comment",
    "invitation": "comment",
}


def news_of(lang: str, notice: Notification) -> News:
    """A notice in a language."""
    about = {name: str(value) for name, value in notice.data.items()}
    text, act = _said(lang, notice.kind, about)
    page = KINDS[notice.kind].page if notice.kind in KINDS else "/dashboard"
    if "{project_id}" in page and not about.get("project_id"):
        page = "/projects"
    return News(
        id=str(notice.id),
        sign=_SIGNS.get(notice.kind, "bell"),
        text=text,
        act=act,
        href=page.replace("{project_id}", about.get("project_id", "")),
        when=figures.ago(lang, notice.created_at),
        fresh=notice.read_at is None,
    )


def _said(lang: str, kind: str, about: dict[str, str]) -> tuple[str, str]:
    """The sentence, and what its link says."""
    title = about.get("title") or translated(lang, "Untitled")
    about["title"] = title
    for name in {"reason", "what"} & about.keys():
        about[name] = said_in(lang, about[name])
    match kind:
        case "film_ready":
            return translated(lang, "{title} is finished", **about), translated(lang, "Watch it")
        case "film_failed":
            return (
                translated(lang, "{title} was not finished: {reason}", **about),
                translated(lang, "Try again"),
            )
        case "credits_low":
            return translated(lang, "{credits} credits are left", **about), _see(lang)
        case "credits_granted":
            return translated(lang, "You were given {credits} credits", **about), _see(lang)
        case "receipt":
            return translated(lang, "Paid: {amount} for {what}", **about), _see(lang)
        case "payment_failed":
            return (
                translated(lang, "A payment failed: {amount} for {what}", **about),
                _see(lang),
            )
        case "plan_changed":
            return translated(lang, "Your plan is {plan} now", **about), _see(lang)
        case "invitation":
            return (
                translated(lang, "{inviter} asks you to {title}", **about),
                translated(lang, "Open it"),
            )
        case "comment":
            return translated(lang, "A comment on {title}", **about), translated(lang, "Read")
        case "webhook_dead":
            return (
                translated(lang, "A webhook could not be delivered: {reason}", **about),
                translated(lang, "Settings"),
            )
        case "youtube_live":
            return translated(lang, "{title} is on YouTube", **about), translated(lang, "Open it")
        case "password_changed":
            return translated(lang, "Your password was changed", **about), _security(lang)
        case "second_factor":
            return translated(lang, "Your second step was changed", **about), _security(lang)
        case "new_sign_in":
            return (
                translated(lang, "Somebody signed in from a new device: {address}", **about),
                _security(lang),
            )
    return kind, _see(lang)


def _see(lang: str) -> str:
    return translated(lang, "See")


def _security(lang: str) -> str:
    return translated(lang, "Security")
