"""A toy recipe: words are cut out of a text, shouted one by one and joined again."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filmstudio.engine.provider import Providers
from filmstudio.engine.stage import Context, Recipe, Stage, View
from filmstudio.errors import Broken, Busy


class Split(Stage):
    name = "split"
    light = True
    needs = ("source",)
    makes = "words"

    def reads(self, view: View, unit: str) -> Any:
        return view.digest("source")

    def run(self, ctx: Context) -> None:
        text = ctx.view.artifact("source").verified("text.txt").read_text()
        ctx.save([f"w{n}:{word}" for n, word in enumerate(text.split())])


class Shout(Stage):
    name = "shout"
    needs = ("words",)
    makes = "shouted"
    each = "word"
    capability = "voice"

    def units(self, view: View) -> list[str]:
        return [word.split(":")[0] for word in view.document("words")]

    def reads(self, view: View, unit: str) -> Any:
        return dict(word.split(":") for word in view.document("words"))[unit]

    def run(self, ctx: Context) -> None:
        assert ctx.provider is not None
        word = self.reads(ctx.view, ctx.unit)
        if word.startswith("slow"):
            for _ in range(100):
                time.sleep(0.05)
                if ctx.cancelled():
                    break
        ctx.progress(0.5, word)
        if word == "warn":
            ctx.warn("The word warn was shouted.")
        # Files by which the shouter remembers lie in the data folder: workers do not see later
        # changes of the environment.
        ctx.save(ctx.provider.run((word, ctx.scratch.parent.parent / "marks")))


class Shuffle(Stage):
    name = "join"
    needs = ("words", "shouted")
    makes = "text"

    def reads(self, view: View, unit: str) -> Any:
        return [view.digest("shouted", word.split(":")[0]) for word in view.document("words")]

    def run(self, ctx: Context) -> None:
        words = ctx.view.document("words")
        ctx.save(" ".join(ctx.view.document("shouted", w.split(":")[0]) for w in words))


@dataclass
class Shouter:
    """Shouts; fails for certain words, once or always, to try the executor."""

    name: str = "shouter"
    version: str = "1"
    capability: str = "voice"
    tier: int = 2

    def is_available(self) -> tuple[bool, str]:
        return True, "Shouts."

    def run(self, request: tuple[str, Path]) -> str:
        word, marks = request
        if word == "flaky" and not (marks / "flaky").exists():
            (marks / "flaky").touch()
            raise Broken("The shouter coughed.")
        if word == "busy" and not (marks / "busy").exists():
            (marks / "busy").touch()
            raise Busy("The shouter drinks.", retry_after=0.05)
        if word == "hoarse":
            raise Broken("The shouter is hoarse.")
        if word == "crash" and not (marks / "crash").exists():
            (marks / "crash").touch()
            os.kill(os.getpid(), 9)
        if word == "bug":
            raise ZeroDivisionError("a fault of ours")
        return word.upper()


@dataclass
class Whisperer:
    """The next provider: serves where the shouter cannot."""

    name: str = "whisperer"
    version: str = "1"
    capability: str = "voice"
    tier: int = 3

    def is_available(self) -> tuple[bool, str]:
        return True, "Whispers."

    def run(self, request: tuple[str, Path]) -> str:
        return request[0].lower() + "..."


TOY = Recipe("toy", ("source",), (Split(), Shout(), Shuffle()), "text")


def workshop() -> tuple[Recipe, Providers]:
    return TOY, Providers([Whisperer(), Shouter()])


def lonely_workshop() -> tuple[Recipe, Providers]:
    return TOY, Providers([Shouter()])
