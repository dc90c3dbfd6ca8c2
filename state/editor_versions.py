"""The versions of a project: its drafts on coloured paper, compared and brought back."""

from __future__ import annotations

import uuid
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session

from filmstudio.film.comparing import Comparison
from filmstudio.services.actor import Actor
from filmstudio.services.projects import drafting, versions
from state.base import ask, read
from state.editor_board import BoardState
from state.editor_looking import LookingState


class Row(TypedDict):
    """A version in the list."""

    number: int
    note: str
    author: str
    at: str
    is_current: bool
    is_film: bool


class Difference(TypedDict):
    """What is not the same in two versions: `kind` of thing, `what` became of it. `fields` are names
    of what changed in it."""

    kind: str
    what: str
    label: str
    before: str
    after: str
    fields: str


MOST = 200
"""Differences that are shown."""


def _listed(session: Session, actor: Actor, id: uuid.UUID) -> list[Row]:
    return [
        Row(
            number=one.number,
            note=one.note,
            author=one.author,
            at=one.created_at.isoformat(),
            is_current=one.is_current,
            is_film=one.is_film,
        )
        for one in versions.listed(session, actor, id)
    ]


def _compared(session: Session, actor: Actor, id: uuid.UUID, a: int, b: int) -> list[Difference]:
    return _rows(versions.compare(session, actor, id, a, b))


def _rows(found: Comparison) -> list[Difference]:
    return [
        Difference(
            kind=one.kind,
            what=one.what,
            label=one.label,
            before=one.before if one.before != one.after else "",
            after=one.after or one.before,
            fields=", ".join(
                field.name.replace("_", " ").replace(".", " ") for field in one.fields
            ),
        )
        for one in found.differences[:MOST]
    ]


class VersionsState(BoardState):
    """The list of versions, and two of them side by side."""

    versions: list[Row] = []
    differences: list[Difference] = []
    compared: int = 0
    """The version that is compared with the newest one; 0: none."""

    @rx.event
    async def list_versions(self) -> None:
        """Opens the list."""
        self.versions = await read(self, _listed, uuid.UUID(self.project))
        self.compared, self.differences = 0, []
        self.panel = "versions"

    @rx.event
    async def compare(self, number: int) -> None:
        """Shows what differs between a version and the newest one."""
        newest = self.versions[0]["number"] if self.versions else number
        id = uuid.UUID(self.project)
        self.differences = await read(self, _compared, id, number, newest)
        self.compared = number

    @rx.event
    async def restore(self, number: int) -> Any:
        """Makes an old version the newest one."""
        await ask(self, drafting.restore, uuid.UUID(self.project), number)
        self.panel = ""
        self._toast("Version restored.")
        return LookingState.open
