"""What is going on: films being made, the newest ones, the month, and news."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session

from filmstudio.services import notices
from filmstudio.services.accounts import profile
from filmstudio.services.actor import Actor
from filmstudio.services.jobs import making
from filmstudio.services.projects import cards
from state import figures
from state.base import AppState, read
from state.cards import FilmCard, SampleCard, film_card, samples_of
from state.news import News, news_of
from state.words import plural, translated

RECENT = 4
GOING = 5
NEWS = 5


class Going(TypedDict):
    """A film that is being made. `stands` says at what it is and how long that takes."""

    id: str
    href: str
    title: str
    progress: int
    share: float
    stands: str
    clock: str
    cover: str


class Shot(TypedDict):
    """A shot of the film that is being made first. Empty `picture`: not drawn yet."""

    id: str
    label: str
    picture: str
    busy: bool


class Bar(TypedDict):
    """A day of the chart. `height` is 0 to 100."""

    height: float
    label: str
    today: bool


def _going(lang: str, card: cards.Card) -> Going:
    step = card.step or translated(lang, "Waiting for its turn")
    stands, clock = step, ""
    if card.left is not None:
        left = figures.wait(lang, card.left)
        stands = translated(lang, "{step}. About {time} left.", step=step, time=left)
        clock = figures.length(card.left)
    shown = film_card(lang, card)
    return Going(
        id=shown["id"],
        href=shown["href"],
        title=shown["title"],
        progress=card.progress,
        share=card.progress / 100,
        stands=stands,
        clock=clock,
        cover=shown["cover"],
    )


def _films(session: Session, actor: Actor, lang: str) -> tuple[list[Going], list[FilmCard], int]:
    going = cards.shelf(session, actor, state="making", most=GOING)
    newest = cards.shelf(session, actor, most=RECENT + GOING)
    rest = [film_card(lang, card) for card in newest.cards if card.state != "making"]
    return [_going(lang, card) for card in going.cards], rest[:RECENT], newest.total


def _month(session: Session, actor: Actor, lang: str) -> dict[str, Any]:
    made = profile.this_month(session, actor)
    most = max(*made.minutes, 1.0) if made.minutes else 1.0
    bars = [
        Bar(
            height=round(100 * minutes / most, 1),
            label=_bar(lang, figures.long_day(lang, made.first.replace(day=at)), minutes),
            today=at == len(made.minutes),
        )
        for at, minutes in enumerate(made.minutes, 1)
    ]
    total = sum(made.minutes)
    return {
        "month": figures.month(lang, made.first),
        "films_made": figures.number(lang, made.films),
        "minutes_made": figures.number(lang, total, 1),
        "bars": bars,
        "first_day": figures.day(lang, made.first),
        "today": _bar(lang, translated(lang, "Today"), made.minutes[-1]),
    }


def _bar(lang: str, day: str, minutes: float) -> str:
    said = figures.number(lang, minutes, 1)
    return translated(lang, "{day}, {minutes} min", day=day, minutes=said)


def _news(session: Session, actor: Actor, lang: str) -> list[News]:
    return [news_of(lang, one) for one in notices.mine(session, actor, most=NEWS)]


BUSY = ("drawing", "speaking", "rendering", "retrying")
STRIP = 14


def _strip(seen: making.Making) -> tuple[list[Shot], str, str]:
    """The shots around what is worked on; the large picture of the newest one, and its number."""
    shots = [shot for scene in seen["scenes"] for shot in scene["shots"]]
    at_work = [at for at, shot in enumerate(shots) if shot["state"] in BUSY]
    drawn = [at for at, shot in enumerate(shots) if shot["picture"]]
    middle = (at_work or drawn or [0])[0]
    first = max(0, min(middle - STRIP // 2, len(shots) - STRIP))
    strip = [
        Shot(
            id=shot["id"],
            label=shot["label"],
            picture=shot["picture"],
            busy=shot["state"] in BUSY,
        )
        for shot in shots[first : first + STRIP]
    ]
    if not drawn:
        return strip, "", ""
    best = shots[next((at for at in at_work if shots[at]["picture"]), drawn[-1])]
    return strip, best["large"], best["label"]


class DashboardState(AppState):
    """The first page of who is signed in."""

    going: list[Going] = []
    strip: list[Shot] = []
    """Of the first of these films."""
    strip_of: str = ""
    hero: str = ""
    hero_label: str = ""
    recent: list[FilmCard] = []
    total_words: str = ""
    total: int = 0
    month: str = ""
    films_made: str = ""
    minutes_made: str = ""
    bars: list[Bar] = []
    first_day: str = ""
    today: str = ""
    news: list[News] = []
    samples: list[SampleCard] = []
    opened: bool = False

    @rx.var
    def is_going(self) -> bool:
        """Whether a film is being made."""
        return bool(self.going)

    @rx.event
    async def open(self) -> None:
        """The page opens."""
        if self.signed_in:
            await self._load()

    async def _load(self) -> None:
        await self._load_films()
        for name, value in (await read(self, _month, self.lang)).items():
            setattr(self, name, value)
        self.news = await read(self, _news, self.lang)
        self.opened = True

    async def _load_films(self) -> None:
        self.going, self.recent, self.total = await read(self, _films, self.lang)
        await self._load_strip()
        self.samples = [] if self.total else samples_of(self.lang)
        self.total_words = plural(self.lang, "All {n} films", "All {n} films", self.total)

    async def _load_strip(self) -> None:
        self.strip, self.strip_of, self.hero, self.hero_label = [], "", "", ""
        if not self.going:
            return
        id = self.going[0]["id"]
        seen = await asyncio.to_thread(making.told, await read(self, making.gather, uuid.UUID(id)))
        if seen is not None:
            self.strip, self.hero, self.hero_label = _strip(seen)
            self.strip_of = id

    @rx.event
    async def look(self) -> None:
        """Looks again at what is being made; where one has ended, at everything."""
        before = {one["id"] for one in self.going}
        await self._load_films()
        if before - {one["id"] for one in self.going}:
            await self._load()

    @rx.event
    async def look_at_news(self) -> None:
        """Looks again: some have been read."""
        self.news = await read(self, _news, self.lang)
