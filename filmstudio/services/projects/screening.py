"""Films that everybody may see who has their address: public and unlisted ones, and by sent links."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from filmstudio.errors import NotFound
from filmstudio.services import plans
from filmstudio.services.films import Film, film_of, of_page
from filmstudio.services.jobs import making
from filmstudio.services.jobs.making import Gathered, Making
from filmstudio.services.plans import Plan
from filmstudio.services.projects import links
from filmstudio.services.results import Finished, gone
from filmstudio.services.showing import finished_of
from filmstudio.store.tables import Project, Render, User

LONGEST = 120
"""Characters of an address: nothing of ours is longer."""


@dataclass(frozen=True)
class Screening:
    """A finished film that may be seen by its address. `public` ones may be found by searching."""

    address: str
    public: bool
    plan: Plan
    """Its owner's: by it the film's size and its downloads go."""
    gathered: Gathered

    @property
    def title(self) -> str:
        return self.gathered.project.title

    @property
    def finished(self) -> Finished:
        return finished_of(self.gathered)


def screening(session: Session, address: str) -> Screening:
    """The film of an address, for whoever asks. Raises NotFound."""
    if not address or len(address) > LONGEST:
        raise _nothing()
    project = session.exec(
        select(Project).where(
            Project.slug == address, col(Project.visibility).in_(("public", "unlisted"))
        )
    ).first()
    public = project is not None and project.visibility == "public"
    if project is None and (id := links.project_of(session, address)) is not None:
        project = session.get(Project, id)
    if project is None or project.deleted_at is not None:
        raise _nothing()
    owner = session.get(User, project.owner_id)
    render = session.exec(
        select(Render)
        .where(Render.project_id == project.id, Render.state == "completed")
        .order_by(col(Render.id).desc())
        .limit(1)
    ).first()
    if owner is None or owner.status != "active" or render is None:
        raise _nothing()
    works = making.works_of(session, render.id)
    return Screening(
        address, public, plans.plan_of(owner.plan), Gathered(project, "", render, works)
    )


def _nothing() -> NotFound:
    return NotFound("There is no such film, or its page was closed.", code="no_film")


def told(of: Screening) -> tuple[Film, Making]:
    """The film and what is in it. Reads artifacts: call it in a thread, outside of transactions.
    Raises NotFound where it is no longer kept."""
    render = of.gathered.render
    assert render is not None
    at = of_page(of.address)
    film = film_of(of.finished, of.plan, at, render.order.get("captions") == "burn")
    made = making.told(of.gathered, at.base)
    if film is None or made is None:
        raise gone()
    return film, made
