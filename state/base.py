"""What every page knows: who is there, in which language and theme; and how states call services.

A state never holds who may do what. The browser's session lies in an httpOnly cookie, which is read
from the socket's request and checked anew with every call; services decide by the actor.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any, Concatenate, ParamSpec, TypedDict, TypeVar

import reflex as rx
from sqlmodel import Session

from filmstudio.errors import Forbidden, SignInNeeded
from filmstudio.services import credits
from filmstudio.services.accounts import profile
from filmstudio.services.accounts.authenticate import authenticate
from filmstudio.services.accounts.sessions import COOKIE
from filmstudio.services.actor import Actor
from filmstudio.services.plans import plan_of
from filmstudio.store.db import database
from state.words import LANGUAGES, RIGHT_TO_LEFT, chosen, phrases, said_in, translated

P = ParamSpec("P")
R = TypeVar("R")
YEAR = 365 * 24 * 3600
MOST_TOASTS = 3


class Person(TypedDict):
    """Who is signed in, as the pages show it."""

    name: str
    initials: str
    email: str
    role: str
    plan: str
    credits: str
    """Empty where films cost nothing."""
    avatar: str
    """The address of a picture; empty where there is none."""


NOBODY = Person(name="", initials="", email="", role="", plan="", credits="", avatar="")


class Toast(TypedDict):
    """What was done, in the past tense. `undo` says whether it can be taken back."""

    id: str
    text: str
    undo: bool


class Given(TypedDict):
    """What a browser's socket came with."""

    cookie: str
    address: str
    user_agent: str


def given(state: rx.State) -> Given:
    """Whom the socket of this state speaks for."""
    router = state.router
    try:
        jar = SimpleCookie(router.headers.cookie)
    except CookieError:
        jar = SimpleCookie()
    return Given(
        cookie=jar[COOKIE].value if COOKIE in jar else "",
        address=router.session.client_ip,
        user_agent=router.headers.user_agent[:400],
    )


def _actor(session: Session, came_with: Given, whose: str) -> Actor:
    actor = authenticate(session, **came_with)
    if whose != str(actor.user_id or ""):
        raise SignInNeeded(
            "Somebody else has signed in here since this page was opened: load it again.",
            code="other_person",
        )
    return actor


async def read(
    state: AppState,
    service: Callable[Concatenate[Session, Actor, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """What a service answers that only reads: `await read(self, projects.one, id)`.

    Runs in a thread with a session of its own, for who is signed in at this moment. Raises what the
    service raises, and SignInNeeded where the cookie is no longer good or is another person's than
    the one this tab was opened for.
    """
    came_with, whose = given(state), state._whose

    def work() -> R:
        with database().reading() as session:
            return service(session, _actor(session, came_with, whose), *args, **kwargs)

    return await asyncio.to_thread(work)


async def write(
    state: AppState,
    service: Callable[Concatenate[Session, Actor, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """As `read`, for a service that writes: its transaction is committed when this returns."""
    came_with, whose = given(state), state._whose

    def work() -> R:
        with database().transaction() as session:
            return service(session, _actor(session, came_with, whose), *args, **kwargs)

    return await asyncio.to_thread(work)


async def ask(
    state: AppState,
    service: Callable[Concatenate[Actor, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """As `read`, for a service that sees to its transactions itself, because it waits for something
    between them: `await ask(self, drafting.edit, id, command)`. It runs in a thread too."""
    came_with, whose = given(state), state._whose

    def work() -> R:
        with database().reading() as session:
            actor = _actor(session, came_with, whose)
        return service(actor, *args, **kwargs)

    return await asyncio.to_thread(work)


def recognised(came_with: Given) -> tuple[str, Person, str, str]:
    """The id of who is signed in (empty: nobody), how pages show him, his language and theme."""
    with database().reading() as session:
        try:
            actor = authenticate(session, **came_with)
        except (SignInNeeded, Forbidden):
            return "", NOBODY, "", ""
        if actor.user_id is None:
            return "", NOBODY, "", ""
        user = profile.me(session, actor)
        name = user.name or user.email.partition("@")[0]
        left = credits.in_hand(session, user)
        person = Person(
            name=name,
            initials="".join(part[0] for part in name.split()[:2]).upper(),
            email=user.email,
            role=user.role,
            plan=plan_of(user.plan).label,
            credits="" if left is None else str(left),
            avatar=f"/api/v1/files/{user.avatar_file_id}/content" if user.avatar_file_id else "",
        )
        return str(user.id), person, user.language, user.theme


class AppState(rx.State):
    """The root of every state of ours."""

    lang: str = "en"
    theme: str = rx.Cookie("system", name="filmstudio_theme", max_age=YEAR)
    """system, dark or light; the page's first script reads the cookie too, so that nothing flashes."""
    lang_cookie: str = rx.Cookie("", name="filmstudio_lang", max_age=YEAR)
    signed_in: bool = False
    person: Person = NOBODY
    problem: str = ""
    """What went wrong, in a sentence; stays until it is closed."""
    toasts: list[Toast] = []
    _whose: str = ""
    """The id of who this tab was opened for; empty for guests. Stays on the server."""
    _toasted: int = 0
    _undoing: dict[str, tuple[str, str, list[Any]]] = {}
    """By toast: the state, the handler and the arguments that take back what it tells."""

    @rx.var
    def t(self) -> dict[str, str]:
        """What the pages say in another language than English, by its English."""
        return phrases(self.lang)

    @rx.var
    def dir(self) -> str:
        """The direction of the language."""
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"

    @rx.event
    async def arrive(self) -> None:
        """Runs first when a page opens: who is it, and in which language?"""
        whose, person, language, _ = await asyncio.to_thread(recognised, given(self))
        if whose != self._whose:
            # What another person has left in this tab is not shown to this one.
            theme, cookie = self.theme, self.lang_cookie
            self.reset()
            self.theme, self.lang_cookie = theme, cookie
        self._whose, self.person, self.signed_in = whose, person, bool(whose)
        wanted = self.router.headers.raw_headers.get("accept-language", "")
        self.lang = chosen(self.lang_cookie, language, wanted)
        self.problem = ""

    @rx.event
    def admit(self) -> Any:
        """Runs after `arrive` on pages for people who are signed in."""
        if not self.signed_in:
            url = self.router.url
            here = url.path + (f"?{url.query}" if url.query else "")
            from urllib.parse import quote

            return rx.redirect(f"/auth/login?then={quote(here, safe='')}", replace=True)
        return None

    @rx.event
    async def speak(self, lang: str) -> None:
        """Switches the language, without a reload; an account remembers it."""
        if lang not in LANGUAGES:
            return
        self.lang = self.lang_cookie = lang
        if self.signed_in:
            await write(self, profile.change, {"language": lang})

    @rx.event
    async def light(self, theme: str) -> None:
        """Switches the theme; an account remembers it."""
        if theme not in profile.THEMES:
            return
        self.theme = theme
        if self.signed_in:
            await write(self, profile.change, {"theme": theme})

    @rx.event
    def tell(self, text: str) -> None:
        """Shows what went wrong."""
        self.problem = self._say(text)

    @rx.event
    def close_problem(self) -> None:
        """Takes the sentence away that says what went wrong."""
        self.problem = ""

    @rx.event
    def dismiss(self, id: str) -> None:
        """Takes a toast away."""
        self.toasts = [toast for toast in self.toasts if toast["id"] != id]
        self._undoing.pop(id, None)

    @rx.event
    def undo(self, id: str) -> Any:
        """Takes back what a toast tells."""
        kept = self._undoing.get(id)
        self.dismiss(id)
        if kept is None:
            return None
        state, name, given = kept
        return rx.State.get_class_substate(tuple(state.split("."))).event_handlers[name](*given)

    def _toast(self, text: str, undo: Any = None, *given: Any, **values: object) -> None:
        """Says what was done: `self._toast("Saved.")`. Where it can be taken back, `undo` is the
        handler that does it and `given` its arguments; `{name}` is replaced by the value."""
        self._toasted += 1
        id = str(self._toasted)
        toast = Toast(id=id, text=self._say(text, **values), undo=undo is not None)
        self.toasts = [*self.toasts, toast][-MOST_TOASTS:]
        if undo is not None:
            self._undoing[id] = (undo.state_full_name, undo.fn.__name__, list(given))

    def _say(self, text: str, **values: object) -> str:
        """A text in the language of this tab; `{name}` in it is replaced by the value. A sentence
        of a service is said with its own values: `self._say(error.message)`."""
        if values or text in phrases(self.lang):
            return translated(self.lang, text, **values)
        return said_in(self.lang, text)
