"""The list of films: found, sorted, chosen; copied, deleted and brought back."""

from __future__ import annotations

import uuid

import reflex as rx
from sqlmodel import Session

from filmstudio.errors import BadInput
from filmstudio.services.accounts import profile
from filmstudio.services.actor import Actor
from filmstudio.services.projects import cards, keeping
from filmstudio.services.renders import ending
from state.base import AppState, read, write
from state.cards import FilmCard, SampleCard, film_card, samples_of
from state.words import plural

PAGE = 24


def _shelf(
    session: Session, actor: Actor, lang: str, choice: dict[str, str], most: int
) -> tuple[list[FilmCard], int, float]:
    found = cards.shelf(session, actor, most=most, **choice)
    seconds = profile.usage(session, actor).seconds
    return [film_card(lang, card) for card in found.cards], found.total, seconds


def _copy(session: Session, actor: Actor, ids: list[uuid.UUID]) -> None:
    for id in ids:
        keeping.duplicate(session, actor, id)


def _delete(session: Session, actor: Actor, ids: list[uuid.UUID]) -> None:
    for id in ids:
        keeping.delete(session, actor, id, ending.cancel)


def _restore(session: Session, actor: Actor, ids: list[uuid.UUID]) -> None:
    for id in ids:
        keeping.restore(session, actor, id)


def ids_of(given: list[str]) -> list[uuid.UUID]:
    """Ids that a browser sent. Raises BadInput for what is none, and for too many."""
    try:
        if len(given) > cards.MOST:
            raise ValueError(given)
        return [uuid.UUID(one) for one in given]
    except (ValueError, AttributeError, TypeError) as error:
        raise BadInput("These are no projects.") from error


class ProjectsState(AppState):
    """The list, the choice that it shows, and what is selected in it."""

    films: list[FilmCard] = []
    total: int = 0
    summary: str = ""
    search: str = ""
    kind: str = ""
    standing: str = ""
    sort: str = "newest"
    look: str = "grid"
    selected: list[str] = []
    samples: list[SampleCard] = []
    """What one can begin with where there is no film yet."""
    opened: bool = False
    """Whether the list has come; before that nothing is known to be missing."""
    asking: str = ""
    """Which dialog is open: delete or download."""
    _most: int = PAGE

    @rx.var
    def narrowed(self) -> bool:
        """Whether the list shows a choice of what there is."""
        return bool(self.search or self.kind or self.standing)

    @rx.var
    def chosen(self) -> list[FilmCard]:
        """The films that are selected."""
        return [film for film in self.films if film["id"] in self.selected]

    @rx.var
    def selected_count(self) -> int:
        """How many are selected."""
        return len(self.selected)

    @rx.var
    def selected_words(self) -> str:
        """How many are selected, in words."""
        return plural(self.lang, "{n} selected", "{n} selected", len(self.selected))

    @rx.var
    def more(self) -> bool:
        """Whether there are films beyond those that are shown."""
        return len(self.films) < self.total

    @rx.var
    def going(self) -> bool:
        """Whether a film in sight is being made."""
        return any(film["state"] == "making" for film in self.films)

    @rx.event
    async def open(self) -> None:
        """The page opens."""
        if not self.signed_in:
            return
        self.selected, self.asking, self._most = [], "", PAGE
        await self._load()

    @rx.event
    async def refresh(self) -> None:
        """Looks again at what is being made."""
        await self._load()

    async def _load(self) -> None:
        choice = {
            "search": self.search,
            "kind": self.kind,
            "state": self.standing,
            "sort": self.sort,
        }
        self.films, self.total, seconds = await read(self, _shelf, self.lang, choice, self._most)
        there = {film["id"] for film in self.films}
        self.selected = [id for id in self.selected if id in there]
        films = plural(self.lang, "{n} film", "{n} films", self.total)
        minutes = round(seconds / 60)
        made = plural(self.lang, "{n} minute made", "{n} minutes made", minutes)
        self.summary = f"{films}, {made}" if minutes and not self.narrowed else films
        self.samples = samples_of(self.lang) if not (self.total or self.narrowed) else []
        self.opened = True

    @rx.event
    async def find(self, text: str) -> None:
        """Shows films whose titles have this text."""
        self.search, self._most = str(text)[:200], PAGE
        await self._load()

    @rx.event
    async def choose(self, what: str, value: str) -> None:
        """Narrows or sorts the list: `what` is kind, state, sort or look."""
        if what == "look" and value in ("grid", "list"):
            self.look = value
            return
        if what == "kind":
            self.kind = value
        elif what == "state":
            self.standing = value
        elif what == "sort":
            self.sort = value
        self._most = PAGE
        await self._load()

    @rx.event
    async def clear(self) -> None:
        """Shows everything again."""
        self.search = self.kind = self.standing = ""
        await self._load()

    @rx.event
    async def show_more(self) -> None:
        """Shows the next films too."""
        self._most = min(self._most + PAGE, cards.MOST)
        await self._load()

    @rx.event
    def select(self, id: str) -> None:
        """Selects a film, or no longer."""
        if id in self.selected:
            self.selected = [one for one in self.selected if one != id]
        elif any(film["id"] == id for film in self.films):
            self.selected = [*self.selected, id]

    @rx.event
    def unselect(self) -> None:
        """Selects nothing."""
        self.selected = []

    @rx.event
    def ask(self, what: str) -> None:
        """Opens a dialog, or closes it (empty)."""
        self.asking = what

    @rx.event
    async def copy_selected(self) -> None:
        """Copies what is selected."""
        ids = ids_of(self.selected)
        await write(self, _copy, ids)
        self.selected = []
        self._toast(plural(self.lang, "{n} film duplicated.", "{n} films duplicated.", len(ids)))
        await self._load()

    @rx.event
    async def delete_selected(self) -> None:
        """Deletes what is selected; it can be brought back."""
        ids, kept = ids_of(self.selected), list(self.selected)
        self.asking = ""
        await write(self, _delete, ids)
        self.selected = []
        said = plural(self.lang, "{n} film deleted.", "{n} films deleted.", len(ids))
        self._toast(said, ProjectsState.restore, kept)
        await self._load()

    @rx.event
    async def restore(self, ids: list[str]) -> None:
        """Brings deleted films back."""
        found = ids_of(ids)
        await write(self, _restore, found)
        self._toast(plural(self.lang, "{n} film is back.", "{n} films are back.", len(found)))
        await self._load()
