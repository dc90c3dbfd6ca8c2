"""Productions in one call: the project is made and its job started."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import ConfigDict

from filmstudio.api.context import SignedIn, writing
from filmstudio.api.routes import jobs, projects
from filmstudio.api.shapes import Shown
from filmstudio.errors import BadInput
from filmstudio.services import productions
from filmstudio.services.files import keeping as files
from filmstudio.services.jobs import reading

router = APIRouter(prefix="/generate", tags=["one-call productions"])


class Started(Shown):
    """A production that was started. Credits are held until it ends; `estimated_seconds` is the
    length of the film."""

    model_config = ConfigDict(from_attributes=True)

    project: projects.ProjectShown
    job: jobs.JobShown
    estimated_credits: int
    estimated_seconds: float


@router.post("/film", status_code=202)
def generate_film(given: projects.NewProject, actor: SignedIn, response: Response) -> Started:
    """Makes a project of a script, a file or a storyboard, and starts its film."""
    actor.must_have("write")
    if not (given.script.strip() or given.source_file_id or given.storyboard):
        raise BadInput("Give a script, the file of one, or a storyboard.")
    script = projects.pasted(actor, given)
    started = None
    try:
        with writing() as session:
            project, render = productions.begin(session, actor, projects.wanted_of(given), script)
            started = Started(
                project=projects.one(session, actor, project),
                job=jobs.shown(reading.jobs(session, [render])[0]),
                estimated_credits=render.credits,
                estimated_seconds=round(render.seconds, 1),
            )
    finally:
        if started is None and script is not None:
            files.drop(script)
    response.headers["Location"] = f"/api/v1/jobs/{started.job.id}"
    return started
