"""Kept: the most recently used pictures by key, as many as fit into a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from filmstudio.film.picture import Pixels, Sprite

Picture = TypeVar("Picture", Pixels, Sprite)


class Kept(Generic[Picture]):
    """A cache of pictures that holds at most `limit` bytes, but always the newest picture."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.bytes = 0
        self._pictures: OrderedDict[Hashable, Picture] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Picture]) -> Picture:
        """The picture of this key, made now if it is not held."""
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
            return found
        made = make()
        self._pictures[key] = made
        self.bytes += _size(made)
        while self.bytes > self.limit and len(self._pictures) > 1:
            _, oldest = self._pictures.popitem(last=False)
            self.bytes -= _size(oldest)
        return made


def _size(picture: Pixels | Sprite) -> int:
    return picture.pixels.nbytes if isinstance(picture, Sprite) else picture.nbytes
