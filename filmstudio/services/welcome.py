"""What a fresh studio shows its owner: a sample film, which is being made while they look around."""

from __future__ import annotations

import logging

from filmstudio.errors import StudioError
from filmstudio.services import productions, samples
from filmstudio.services.actor import Actor
from filmstudio.services.plans import is_metered
from filmstudio.services.projects.keeping import Wanted
from filmstudio.settings import settings

log = logging.getLogger(__name__)
SAMPLE = "the_last_ferry"


def give_sample(actor: Actor) -> bool:
    """Begins the sample film as a project of this person; whether it was begun.

    Only where films cost nothing, and unless FILMSTUDIO_SAMPLE is false. A sample that cannot be
    begun is noted and keeps nobody from their account.
    """
    if not settings().sample or is_metered():
        return False
    try:
        one = samples.sample(SAMPLE)
        wanted = Wanted(title=one.title, order={"duration": 60, "lines": 720})
        productions.produce(actor, wanted, one.text)
    except (StudioError, OSError) as error:
        log.warning("The sample film was not begun: %s", error)
        return False
    return True
