"""Makes a small production in this very process, one unit after the other."""

from __future__ import annotations

from collections.abc import Callable

from filmstudio.engine.artifact import Artifact
from filmstudio.engine.plan import Plan, Unit
from filmstudio.engine.run import run_unit
from filmstudio.errors import Broken, Busy, Damaged, StudioError

MOST_DAMAGED = 8


def make_alone(
    plan: Plan,
    *,
    report: Callable[[float], None] = lambda part: None,
    made: Callable[[Unit, Artifact], None] = lambda work, artifact: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Makes every unit of the plan's goals; parts that are kept are not made again.

    `report` hears how far it is (0 to 1) and `made` of each unit, found or made. A provider that
    fails is followed by the next. Raises the error families of `filmstudio.errors`.
    """
    told: set[str] = set()
    damaged = 0

    def tell() -> None:
        for name, work in list(plan.done.items()):
            if name not in told:
                told.add(name)
                stage = plan.recipe.stage(work.stage)
                made(work, plan.board.artifact(stage.makes, work.unit))
        report(len(plan.done) / max(1, plan.total()))

    while True:
        try:
            ready = plan.advance()
            tell()
            if not ready:
                break
            _make(plan, ready[0], report, cancelled)
        except Damaged as error:
            damaged += 1
            plan.board.store.drop(error.key)
            if damaged > MOST_DAMAGED or not plan.forget(error.key):
                raise
    for stage in plan.wanted():
        for unit in stage.units(plan.board):
            if (stage.makes, unit) not in plan.board.filled:
                raise Broken("Nothing can go on, and the preview is not done.")


def _make(
    plan: Plan, work: Unit, report: Callable[[float], None], cancelled: Callable[[], bool]
) -> None:
    """Makes one unit, or leaves it to the next provider."""
    done, total = len(plan.done), max(1, plan.total())
    filled = {place: artifact.key for place, artifact in plan.board.filled.items()}
    try:
        outcome = run_unit(
            *(plan.recipe, plan.providers, plan.board.store, filled, work),
            lambda part, note: report((done + part) / total),
            cancelled,
        )
    except Damaged:
        raise
    except (Broken, Busy) as error:
        _leave(plan, work, error)
        return
    kept = plan.board.store.get(outcome.key)
    if kept is None:
        raise Damaged("What {work} made is gone.", key=outcome.key, work=work.name)
    plan.finish(work, kept)


def _leave(plan: Plan, work: Unit, error: StudioError) -> None:
    """Lets the next provider make a unit. Raises the error where there is none."""
    bad = plan.excluded.setdefault(work.name, set())
    bad.add(work.provider)
    if not work.provider or not plan.candidates(plan.recipe.stage(work.stage), work.unit):
        raise error
