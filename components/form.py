"""Forms that are sent to the API by the browser itself, so that passwords never are in a state."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

import reflex as rx

from components.text import t


class Answer(TypedDict):
    """What the API said: `detail` is its sentence, `faults` those of single fields. `waits` where
    a second step is needed; status 0 where nothing came back."""

    ok: bool
    waits: bool
    status: int
    code: str
    detail: str
    faults: dict[str, str]


class ApiForm(rx.Component):
    """A form that is sent as JSON, by POST or another `method`; a field `options.model` is within
    `options`. After a good answer the browser goes on to `then`, if it is given.

    `keep` names a field of the answer that the next form `takes`, without anybody seeing it; `query`
    a part of the page's address that is sent along, as the secret of a letter's link;
    `shows` names fields of the answer that `revealed` shows in this tab, and that go nowhere else.
    """

    library = "$/studio/form"
    tag = "ApiForm"
    action: rx.Var[str]
    method: rx.Var[str]
    shows: rx.Var[list[str]]
    extra: rx.Var[dict[str, Any]]
    keep: rx.Var[str]
    takes: rx.Var[str]
    query: rx.Var[str]
    then: rx.Var[str]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]


api_form = ApiForm.create


class _Revealed(rx.Component):
    library = "$/studio/form"
    tag = "Revealed"
    name: rx.Var[str]
    kind: rx.Var[str]
    label: rx.Var[str]
    copy_words: rx.Var[str]
    copied_words: rx.Var[str]


def revealed(
    name: str, label: rx.Var[str], kind: Literal["text", "codes", "picture"] = "text"
) -> rx.Component:
    """A secret that the API has just told this tab: to be read, copied or (a picture) scanned."""
    return _Revealed.create(
        name=name, kind=kind, label=label, copy_words=t("Copy"), copied_words=t("Copied")
    )
