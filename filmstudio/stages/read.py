"""Read: the creator's file becomes a screenplay."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.stage import Context, Stage, View


class Read(Stage):
    name = "read"
    version = 3
    light = True
    label = "Reading the script"
    needs = ("source",)
    makes = "screenplay"
    attempts = 1
    timeout = 120.0

    def reads(self, view: View, unit: str) -> Any:
        return {"source": view.digest("source")}

    def run(self, ctx: Context) -> None:
        from filmstudio.writing.readers import read_script

        source = ctx.view.artifact("source")
        name = next(iter(source.files))
        screenplay = read_script(source.verified(name))
        for sentence in screenplay.warnings:
            ctx.warn(sentence)
        ctx.save(screenplay)
