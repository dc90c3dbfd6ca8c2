"""Sanctuaries: the temple, shrine, mosque or church that each culture builds."""

from __future__ import annotations

from collections.abc import Callable

from filmstudio.drawing.sanctuaries_asia import pagoda, wat
from filmstudio.drawing.sanctuaries_india import gopuram, shikhara
from filmstudio.drawing.sanctuaries_west import church, mosque
from filmstudio.film.vocabulary import Culture

Builder = Callable[..., None]
SANCTUARIES: dict[Culture, Builder] = {
    "western": church, "latin-american": church, "african": church, "north-indian": shikhara,
    "south-indian": gopuram, "east-asian": pagoda, "japanese": pagoda, "chinese": pagoda,
    "thai": wat, "middle-eastern": mosque,
}  # fmt: skip
