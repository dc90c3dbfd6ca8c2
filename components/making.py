"""A film in the making: the preview that develops, steps with who makes them, the strip, the lines."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.button import button
from components.shot import cross
from components.text import t
from state.progress import Parts, Shooting
from state.project import ProjectState

P: Any = ProjectState
S: Any = Shooting
"""Their vars, as components see them."""


class _Hear(rx.Component):
    library = "$/studio/making"
    tag = "Hear"
    src: rx.Var[str]
    label: rx.Var[str]
    stop: rx.Var[str]


class _Reel(rx.Component):
    library = "$/studio/making"
    tag = "Reel"
    scenes: rx.Var[list[dict[str, Any]]]
    lines: rx.Var[list[dict[str, Any]]]
    words: rx.Var[dict[str, str]]
    on_close: rx.EventHandler[rx.event.no_args_event_spec]


def _doing(state: Any) -> rx.Var[str]:
    """What is done to a shot, in a word."""
    return rx.match(
        state,
        ("drawing", t("Drawing")),
        ("speaking", t("Recording")),
        ("rendering", t("Filming")),
        ("retrying", t("Trying again")),
        ("failed", t("Failed")),
        ("done", t("Done")),
        ("drawn", t("Drawn")),
        t("Waiting"),
    )


def _size(size: Any) -> rx.Var[str]:
    """How near a shot is."""
    return rx.match(
        size,
        ("establishing", t("establishing shot")),
        ("wide", t("wide shot")),
        ("medium", t("medium shot")),
        ("close", t("close-up")),
        ("insert", t("insert")),
        ("two-shot", t("two-shot")),
        ("over-shoulder", t("over the shoulder")),
        ("title", t("title")),
        ("credits", t("credits")),
        size,
    )


def _clock(seconds: Any) -> rx.Var[str]:
    """Film time of seconds."""
    whole = f"Math.round({seconds!s})"
    return rx.Var(
        _js_expr=f"(Math.floor({whole}/60)+':'+String({whole}%60).padStart(2,'0'))",
        _var_type=str,
        _var_data=seconds._get_all_var_data(),
    ).to(str)


def _percent(shot: Any) -> str:
    """How far a shot is, for styles of what stands in an element that has `_percents`."""
    id = shot["id"].to(str)
    escaped: rx.Var[str] = rx.Var(  # the ids of a storyboard that somebody wrote may hold anything
        _js_expr=f"CSS.escape({id!s})", _var_type=str, _var_data=id._get_all_var_data()
    )
    return f"var(--p-{escaped}, {shot['percent']}%)"


def _percents() -> rx.Var[dict[str, str]]:
    """How far each shot is, as properties that styles alone read: `--p-s1-2`. So a list of shots is not
    drawn anew when one is a little further. Only what stands in the element that has them is styled
    anew, so it is a small one."""
    parts: Any = Parts.parts
    named: rx.Var[Any] = rx.Var("([id, percent]) => ['--p-' + id, percent + '%']")
    return rx.Var(
        _js_expr=f"Object.fromEntries(Object.entries({parts!s}).map({named!s}))",
        _var_type=dict[str, str],
        _var_data=parts._get_all_var_data(),
    )


def preview() -> rx.Component:
    """The shot that is being made, as far as it is."""
    shot: Any = rx.cond(P.chosen != "", P.looked_at, S.at_work).to(dict[str, Any])
    id = shot["id"].to(str)
    state = rx.cond(S.busy.contains(id), S.busy[id], shot["state"])
    drawn = rx.cond(
        shot["picture"] != "",
        rx.fragment(
            rx.cond(
                (state == "drawn") | (state == "done") | (state == ""),
                rx.fragment(),
                rx.el.img(src=shot["picture"], alt="", class_name="raw", key=f"{shot['id']}-raw"),
            ),
            rx.el.img(
                src=shot["large"],
                alt=t("Shot {label}: {heading}", label=shot["label"], heading=shot["heading"]),
                class_name="dev",
                key=shot["large"],
            ),
        ),
        cross(),
    )
    slate = rx.el.span(
        rx.el.b(shot["label"], class_name="title"),
        rx.el.span(
            rx.el.span(shot["heading"], class_name="script", dir="auto"),
            rx.el.span(
                _doing(state),
                ", ",
                _size(shot["size"]),
                rx.cond(
                    shot["seconds"].to(float) > 0,
                    rx.fragment(", ", rx.el.span(_clock(shot["seconds"]), class_name="tc")),
                ),
            ),
        ),
        class_name="making-slate",
    )
    kind = rx.match(
        state,
        ("rendering", rx.cond(shot["picture"] != "", "frame making-hero is-filming", "frame")),
        ("waiting", "frame making-hero is-waiting"),
        "frame making-hero",
    )
    return rx.el.div(
        rx.cond(
            P.asking == "reel",
            _Reel.create(
                scenes=P.scenes,
                lines=P.lines,
                words=rx.Var.create(
                    {
                        "ready": t("What is ready"),
                        "play": t("Play"),
                        "pause": t("Pause"),
                        "close": t("Close"),
                    }
                ),
                on_close=P.ask_about(""),
            ),
            rx.el.div(
                rx.el.div(
                    drawn,
                    rx.cond(shot["label"] != "", slate),
                    class_name=kind,
                    custom_attrs={
                        "style": rx.Var.create({"--left": f"calc(100% - {_percent(shot)})"})
                    },
                ),
                custom_attrs={"style": _percents()},
            ),
        ),
        rx.el.div(
            rx.el.p(
                rx.cond(
                    shot["label"] != "",
                    rx.cond(
                        P.chosen != "",
                        t("You chose shot {label}", label=shot["label"]),
                        rx.cond(
                            P.mode == "stopped",
                            t("Shot {shot}", shot=shot["label"]),
                            t("Watching shot {label}", label=shot["label"]),
                        ),
                    ),
                    rx.cond(S.begun, t("The first pictures come in a moment"), t("In the queue")),
                ),
                class_name="mut",
            ),
            rx.cond(
                P.chosen != "",
                button(t("Follow the making"), kind="quiet", on_click=P.choose(P.chosen)),
            ),
            rx.el.span(class_name="grow"),
            rx.cond(
                P.ready > 0,
                button(
                    t("Play what’s ready"),
                    sign="play",
                    cost=P.ready_clock,
                    on_click=P.ask_about("reel"),
                ),
            ),
            class_name="row making-under",
        ),
        class_name="making-stage",
    )


def _shot(shot: Any) -> rx.Component:
    state = rx.cond(S.busy.contains(shot["id"]), S.busy[shot["id"]], shot["state"])
    kind = rx.match(
        state,
        ("drawing", "frame is-drawing"),
        ("rendering", "frame is-rendering"),
        ("failed", "frame is-failed"),
        ("waiting", "frame is-waiting"),
        "frame",
    )
    picture = rx.cond(
        shot["picture"] != "",
        rx.el.img(src=shot["picture"], alt="", loading="lazy", key=shot["picture"]),
        cross(),
    )
    bare = (state == "done") | (state == "waiting") | (state == "drawn")
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                picture,
                class_name=kind,
                custom_attrs={"style": {"--p": _percent(shot)}},
            ),
            rx.el.span(
                rx.el.span(shot["label"], class_name="tc"),
                " ",
                rx.cond(
                    bare,
                    rx.fragment(
                        rx.cond(shot["seconds"] > 0, _clock(shot["seconds"]), ""),
                        rx.el.span(_doing(state), class_name="vh"),
                    ),
                    _doing(state),
                ),
                class_name=rx.match(
                    state,
                    ("failed", "xs bad"),
                    ("retrying", "xs bad"),
                    ("done", "xs dim"),
                    ("drawn", "xs dim"),
                    ("waiting", "xs dim"),
                    "xs lampink",
                ),
            ),
            type="button",
            on_click=P.choose(shot["id"]),
            aria_pressed=rx.cond(P.chosen == shot["id"], "true", "false"),
        ),
        class_name=rx.cond(
            rx.cond(P.chosen != "", P.chosen, S.at_work["id"]) == shot["id"], "cur", ""
        ),
        custom_attrs={"style": {"--n": rx.cond(shot["seconds"] > 0, shot["seconds"], 5)}},
    )


def _scene(scene: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(scene["number"], class_name="title"),
            " ",
            rx.el.span(scene["place"], class_name="script dim", dir="auto"),
            class_name="sm",
        ),
        rx.el.ol(rx.foreach(scene["shots"], _shot)),
        custom_attrs={"style": {"--n": scene["shots"].length()}},
    )


def strip() -> rx.Component:
    """The film so far, scene by scene."""
    return rx.cond(
        P.scenes.length() > 0,
        rx.el.section(
            rx.el.ol(
                rx.foreach(P.scenes, _scene),
                class_name="making-scenes",
                custom_attrs={"style": _percents()},
            ),
            class_name="making-strip",
            aria_label=t("Shots"),
            tab_index=0,
        ),
    )


def _line(line: Any) -> rx.Component:
    busy = (line["state"] == "recording") | S.busy.contains(line["id"])
    return rx.cond(
        (line["state"] == "recorded") | busy,
        rx.el.li(
            rx.cond(
                line["state"] == "recorded",
                _Hear.create(
                    src=line["sound"],
                    label=t("Hear the line of {label}", label=line["label"]),
                    stop=t("Stop"),
                ),
                rx.el.span(rx.el.span(class_name="rec"), class_name="pb"),
            ),
            rx.el.span(line["label"], class_name="tc dim"),
            rx.el.p(
                rx.el.span(
                    rx.cond(line["speaker"] != "", line["speaker"], t("Narrator")), class_name="dim"
                ),
                " ",
                line["text"],
                class_name="script grow",
                dir="auto",
            ),
            class_name=rx.cond(line["state"] == "recorded", "", "cur"),
        ),
    )


def heard() -> rx.Component:
    """The lines that are recorded, in the order of the film."""
    return rx.cond(
        P.lines.length() > 0,
        rx.el.section(
            rx.el.h2(t("Lines recorded"), class_name="h"),
            rx.el.ol(rx.foreach(P.lines, _line), class_name="making-lines"),
            class_name="making-heard",
            aria_label=t("Lines"),
        ),
    )
