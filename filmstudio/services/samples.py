"""Sample scripts to begin with, in several languages and forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import filmstudio
from filmstudio.errors import NotFound

_OURS = Path(filmstudio.__file__).parent / "samples"
_EXAMPLES = Path(filmstudio.__file__).parents[1] / "examples"


@dataclass(frozen=True)
class Sample:
    """A script that may be used freely. `about` says in English what it is, for catalogs."""

    id: str
    title: str
    language: str
    about: str
    path: Path

    @property
    def text(self) -> str:
        """The script."""
        return self.path.read_text(encoding="utf-8")


_TABLE = (
    ("the_last_ferry.fountain", "The Last Ferry", "en", "A screenplay: a harbour, a promise"),
    ("night_bus.txt", "Night Bus", "en", "A dialogue: rain, a trumpet, two strangers"),
    ("the_potters_bell.txt", "The Potter’s Bell", "en", "A story: a village and a bell of clay"),
    ("the_lighthouse_letter.fountain", "La carta del faro", "es", "A screenplay in Spanish"),
    ("the_last_tram.txt", "Die letzte Bahn", "de", "A dialogue in German"),
    ("the_kolam.txt", "பாட்டியின் கோலம்", "ta", "A dialogue in Tamil"),
    ("the_paper_boat.txt", "काग़ज़ की नाव", "hi", "A story in Hindi"),
    ("the_blue_umbrella.txt", "青い傘", "ja", "A dialogue in Japanese"),
    ("the_well.txt", "بئر الجدّة", "ar", "A dialogue in Arabic"),
)


@lru_cache(maxsize=1)
def samples() -> tuple[Sample, ...]:
    """Every sample that is installed. The examples lie beside the package, where it was not
    installed from a wheel."""
    found = []
    for name, title, language, about in _TABLE:
        path = next((f / name for f in (_OURS, _EXAMPLES) if (f / name).is_file()), None)
        if path is not None:
            found.append(Sample(Path(name).stem, title, language, about, path))
    return tuple(found)


def sample(id: str) -> Sample:
    """One of them. Raises NotFound."""
    for one in samples():
        if one.id == id:
            return one
    raise NotFound("There is no such sample.")
