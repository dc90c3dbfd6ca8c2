"""A small recipe for trials of the fleet: a list, a few parts that take a moment each, and a whole.

What it does is told by the order's watermark: `parts=6 work=0.1 fail=Broken@2 hang=1 share=tag`.
"""

from __future__ import annotations

import time
from typing import Any

from filmstudio import errors
from filmstudio.engine.provider import Providers
from filmstudio.engine.stage import Context, Recipe, Stage, View


def wishes(view: View) -> dict[str, str]:
    """What the order asks for."""
    return dict(pair.split("=", 1) for pair in view.document("order")["watermark"].split())


class Plan(Stage):
    """Names the parts."""

    name, makes, needs, light, label = "toyplan", "toyplan", ("order", "source"), True, "Planning"

    def reads(self, view: View, unit: str) -> Any:
        return [wishes(view), view.digest("source")]

    def run(self, ctx: Context) -> None:
        count = int(wishes(ctx.view).get("parts", "4"))
        ctx.save([f"p{number}" for number in range(count)])


class Part(Stage):
    """Works for a moment and writes a file of known bytes."""

    name, makes, needs, label = "toypart", "toypart", ("toyplan", "order", "source"), "Working"
    each = "part"
    attempts = 2

    def units(self, view: View) -> list[str]:
        return list(view.document("toyplan"))

    def reads(self, view: View, unit: str) -> Any:
        wish = wishes(view)
        own = wish.get("share") or view.digest("source")
        return [unit, wish.get("work"), wish.get("fail"), wish.get("hang"), own]

    def run(self, ctx: Context) -> None:
        wish = wishes(ctx.view)
        kind, _, where = wish.get("fail", "").partition("@")
        if kind and ctx.unit == f"p{where}":
            raise getattr(errors, kind)(f"{ctx.unit} fails as it was told.")
        until = time.process_time() + float(wish.get("work", "0.05"))
        deaf = wish.get("hang") == ctx.unit
        while time.process_time() < until or deaf:
            if deaf:
                time.sleep(3600)
            if ctx.cancelled():
                raise errors.Cancelled("Cancelled.")
            ctx.progress(0.5)
        ctx.path("part.bin").write_bytes(ctx.unit.encode() * 1000)
        ctx.save({"part": ctx.unit})


class Whole(Stage):
    """Puts the parts together."""

    name, makes, needs, label = "toywhole", "film", ("toypart", "toyplan"), "Joining"

    def reads(self, view: View, unit: str) -> Any:
        return [view.digest("toypart", one) for one in view.document("toyplan")]

    def run(self, ctx: Context) -> None:
        parts = [
            ctx.view.artifact("toypart", one).verified("part.bin").read_bytes()
            for one in ctx.view.document("toyplan")
        ]
        ctx.path("film.mp4").write_bytes(b"".join(parts))
        ctx.save({"seconds": 10.0})


TOY = Recipe("toy", ("source", "order", "track", "earlier"), (Plan(), Part(), Whole()), "film")


def toy_workshop() -> tuple[Recipe, Providers]:
    """The toy recipe; it needs no makers."""
    return TOY, Providers(())
