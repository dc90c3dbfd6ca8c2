"""Icons: lines of 1.75 px on a grid of 24, from Lucide (ISC licence, see NOTICE)."""

from __future__ import annotations

import reflex as rx

_PATHS: dict[str, tuple[str, ...]] = {
    "check": ("M20 6 9 17l-5-5",),
    "close": ("M18 6 6 18", "m6 6 12 12"),
    "down": ("m6 9 6 6 6-6",),
    "next": ("m9 18 6-6-6-6",),
    "plus": ("M5 12h14", "M12 5v14"),
    "alert": ("M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Z", "M12 8v4", "M12 16h.01"),
    "play": ("M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z",),
    "eye": (
        "M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0",
        "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
    ),
    "languages": (
        *("m5 8 6 6", "m4 14 6-6 2-3", "M2 5h12", "M7 2h1"),
        *("m22 22-5-10-5 10", "M14 18h6"),
    ),
    "theme": ("M12 3a6 6 0 0 0 9 9 9 9 0 1 1-9-9Z",),
    "clapper": (
        *("m12.296 3.464 3.02 3.956", "M3 11h18v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"),
        "M20.2 6 3 11l-.9-2.4c-.3-1.1.3-2.2 1.3-2.5l13.5-4c1.1-.3 2.2.3 2.5 1.3z",
        "m6.18 5.276 3.1 3.899",
    ),
    "film": (
        "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Z",
        *("M7 3v18", "M3 7.5h4", "M3 12h18", "M3 16.5h4", "M17 3v18", "M17 7.5h4", "M17 16.5h4"),
    ),
    "home": (
        "M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8",
        "M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z",
    ),
    "settings": (
        *("M20 7h-9", "M14 17H5", "M17 14a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z"),
        "M7 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
    ),
    "retry": (
        "M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8",
        *("M21 3v5h-5", "M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16", "M8 16H3v5"),
    ),
    "lock": (
        "M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z",
        "M7 11V7a5 5 0 0 1 10 0v4",
    ),
    "more": (
        "M12 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z",
        *("M19 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z", "M5 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z"),
    ),
    "bell": (
        "M10.268 21a2 2 0 0 0 3.464 0",
        "M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326",
    ),
    "search": ("m21 21-4.34-4.34", "M11 3a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z"),
    "download": ("M12 15V3", "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4", "m7 10 5 5 5-5"),
    "upload": ("M12 3v12", "m17 8-5-5-5 5", "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4"),
    "script": (
        "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z",
        *("M14 2v5a1 1 0 0 0 1 1h5", "M10 9H8", "M16 13H8", "M16 17H8"),
    ),
    "voice": ("M4 10v4", "M8 6v12", "M12 3v18", "M16 7v10", "M20 10v4"),
    "trash": (
        *("M10 11v6", "M14 11v6", "M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6", "M3 6h18"),
        "M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2",
    ),
    "back": ("m12 19-7-7 7-7", "M19 12H5"),
    "undo": ("M9 14 4 9l5-5", "M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11"),
    "redo": ("m15 14 5-5-5-5", "M20 9H9.5A5.5 5.5 0 0 0 4 14.5A5.5 5.5 0 0 0 9.5 20H13"),
    "unlock": (
        "M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z",
        "M7 11V7a5 5 0 0 1 9.9-1",
    ),
    "pencil": (
        "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z",
        "m15 5 4 4",
    ),
    "grip": tuple(f"M{x} {y}a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z" for x in (9, 15) for y in (4, 11, 18)),
    "pause": ("M6 4h4v16H6z", "M14 4h4v16h-4z"),
    "copy": (
        "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2Z",
        "M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2",
    ),
    "link": (
        "M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71",
        "M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71",
    ),
    "share": (
        *("M18 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z", "M6 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z"),
        "M18 16a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
        *("m8.59 13.51 6.83 3.98", "m15.41 6.51-6.82 3.98"),
    ),
}
"""One or more paths by name; pages that need another add it here."""


def icon(name: str, *, small: bool = False, fill: bool = False, flip: bool = False) -> rx.Component:
    """An icon, which says nothing by itself: what it stands beside has words. `flip` mirrors it
    where the page is read from right to left."""
    kinds = [("s", small), ("fill", fill), ("flip", flip)]
    return rx.el.svg(
        *(rx.el.path(d=d) for d in _PATHS[name]),
        view_box="0 0 24 24",
        class_name=" ".join(["i", *(kind for kind, wanted in kinds if wanted)]),
        aria_hidden="true",
    )


def mark() -> rx.Component:
    """The studio's mark: a leader, a quarter swept."""
    return rx.el.svg(
        rx.el.rect(width="28", height="28", rx="3"),
        rx.el.circle(cx="14", cy="14", r="10"),
        rx.el.path(d="M14 14V4a10 10 0 0 1 8.66 15z"),
        rx.el.path(d="M14 1v26M1 14h26", class_name="hair"),
        view_box="0 0 28 28",
        class_name="leadermark",
        aria_hidden="true",
    )
