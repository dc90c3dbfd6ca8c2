"""The toy recipe with thumbnails, which every film over the API has."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.provider import Providers
from filmstudio.engine.stage import Context, Recipe, Stage, View
from tests.worker.toy import TOY


class Still(Stage):
    """A thumbnail of known bytes."""

    name, makes, needs, light, label = "toystill", "thumbnails", ("film",), True, "Thumbnails"

    def reads(self, view: View, unit: str) -> Any:
        return view.digest("film")

    def run(self, ctx: Context) -> None:
        ctx.path("01.jpg").write_bytes(b"JPG")
        ctx.save({})


def toy_workshop() -> tuple[Recipe, Providers]:
    """The recipe; it needs no makers."""
    return Recipe("toy", TOY.given, (*TOY.stages, Still()), TOY.result), Providers(())
