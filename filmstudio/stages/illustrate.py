"""Illustrate: each scene's place is painted once, and each insert's thing."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.film.storyboard import Scene, Setting, Shot, Storyboard
from filmstudio.stages.common import order_of, storyboard_of


class Illustrate(Stage):
    name = "illustrate"
    version = 7
    label = "Painting"
    needs = ("storyboard", "order")
    makes = "plate"
    each = "place"
    usual_cost = 4000.0
    capability = "picture"

    def units(self, view: View) -> list[str]:
        found = []
        for scene in storyboard_of(view).scenes:
            if any(not has_own_plate(shot) for shot in scene.shots):
                found.append(scene.id)
            found += [shot.id for shot in scene.shots if has_own_plate(shot)]
        return found

    def reads(self, view: View, unit: str) -> Any:
        storyboard = storyboard_of(view)
        setting, shot = _what(view, unit)
        width, height = order_of(view).size
        return {
            "setting": setting.model_dump(mode="json", exclude={"name"}),
            "prop": _thing(shot),
            "colour": shot.colour if shot and is_insert(shot) else "",
            "style": storyboard.style,
            "size": [width, height],
            "seed": _seed(storyboard, shot),
        }

    def cost(self, view: View, unit: str) -> float:
        return 1500.0

    def run(self, ctx: Context) -> None:
        from filmstudio.providers.embedded import PictureRequest
        from filmstudio.stages.plates import save_plate

        assert ctx.provider is not None
        storyboard = storyboard_of(ctx.view)
        setting, shot = _what(ctx.view, ctx.unit)
        width, height = order_of(ctx.view).size
        plate = ctx.provider.run(
            PictureRequest(
                setting=setting,
                prop=_thing(shot),
                colour=shot.colour if shot and is_insert(shot) else "",
                style=storyboard.style,
                width=width,
                height=height,
                seed=_seed(storyboard, shot),
            )
        )
        for sentence in plate.warnings:
            ctx.warn(sentence)
        ctx.save(save_plate(plate, ctx.scratch))


def is_insert(shot: Shot) -> bool:
    """Whether a shot shows a thing by itself, and so has a plate of its own."""
    return shot.size == "insert" and bool(shot.prop)


def has_own_plate(shot: Shot) -> bool:
    """Whether a plate is painted for this shot alone: for a thing by itself, and for another take,
    which is another painting of the same place."""
    return is_insert(shot) or shot.take > 0


def plate_unit(scene: str, shot: Shot) -> str:
    """The unit of the plate that a shot is staged on."""
    return shot.id if has_own_plate(shot) else scene


def _thing(shot: Shot | None) -> str:
    return shot.prop if shot and is_insert(shot) else ""


def dressed(scene: Scene) -> Setting:
    """The setting with those props alone that stand about: what somebody holds is in their hand."""
    held = {
        word for shot in scene.shots for one in shot.subjects for word in one.holds.lower().split()
    }
    props = tuple(name for name in scene.setting.props if name not in held)
    return scene.setting.model_copy(update={"props": props})


def _seed(storyboard: Storyboard, shot: Shot | None) -> int:
    return storyboard.seed + (shot.take * 1000 if shot else 0)


def _what(view: View, unit: str) -> tuple[Setting, Shot | None]:
    """The setting of a unit, and the shot that it is painted for, if it is for one alone."""
    for scene in storyboard_of(view).scenes:
        if scene.id == unit:
            return dressed(scene), None
        for shot in scene.shots:
            if shot.id == unit:
                return (scene.setting if is_insert(shot) else dressed(scene)), shot
    raise KeyError(unit)
