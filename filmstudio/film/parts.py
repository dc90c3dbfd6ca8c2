"""A storyboard taken apart, so that a change is known by the parts that it touches and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from filmstudio.film.storyboard import Storyboard

Parts = dict[str, Any]
"""By name: `film.title`; `cast` and `scenes` (ids in order); `cast.ID`, `scene.ID` (without its
shots), `shots.ID` (the ids of a scene's shots) and `shot.ID`."""


def taken_apart(storyboard: Storyboard) -> Parts:
    """Every part of a storyboard as plain values."""
    document = storyboard.model_dump(mode="json")
    cast, scenes = document.pop("cast"), document.pop("scenes")
    parts: Parts = {f"film.{name}": value for name, value in document.items()}
    parts["cast"] = [member["id"] for member in cast]
    parts |= {f"cast.{member['id']}": member for member in cast}
    parts["scenes"] = [scene["id"] for scene in scenes]
    for scene in scenes:
        shots = scene.pop("shots")
        parts[f"scene.{scene['id']}"] = scene
        parts[f"shots.{scene['id']}"] = [shot["id"] for shot in shots]
        parts |= {f"shot.{shot['id']}": shot for shot in shots}
    return parts


def put_together(parts: Mapping[str, Any]) -> Storyboard:
    """The storyboard of these parts. Raises KeyError where one is missing, ValidationError where
    one is not sound."""
    document: Parts = {
        name.removeprefix("film."): value
        for name, value in parts.items()
        if name.startswith("film.")
    }
    document["cast"] = [parts[f"cast.{id}"] for id in parts["cast"]]
    document["scenes"] = [
        parts[f"scene.{id}"] | {"shots": [parts[f"shot.{one}"] for one in parts[f"shots.{id}"]]}
        for id in parts["scenes"]
    ]
    return Storyboard.model_validate(document)


@dataclass(frozen=True)
class Change:
    """The parts that a change touches, as they were and as they are after it; None: not there."""

    before: Parts
    after: Parts

    @property
    def parts(self) -> frozenset[str]:
        return frozenset(self.before)

    def backwards(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)

    def then(self, later: Change) -> Change:
        """This change and a later one as one."""
        before = later.before | self.before
        after = self.after | later.after
        same = {name for name in before if before[name] == after[name]}
        return Change(
            {name: before[name] for name in before if name not in same},
            {name: after[name] for name in after if name not in same},
        )

    def in_the_way(self, parts: Mapping[str, Any]) -> list[str]:
        """The parts that are not any more as this change expects them."""
        return sorted(name for name, value in self.before.items() if parts.get(name) != value)

    def on(self, parts: Mapping[str, Any]) -> Parts:
        """The parts with this change made."""
        changed = {**parts, **self.after}
        return {name: value for name, value in changed.items() if value is not None}


def change_between(before: Storyboard, after: Storyboard) -> Change:
    """What has to be changed to come from one storyboard to another."""
    was, now = taken_apart(before), taken_apart(after)
    names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return Change({name: was.get(name) for name in names}, {name: now.get(name) for name in names})
