"""The local executor: order, cache, retries, the next provider, cancel, kill -9."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from filmstudio.engine.artifact import ArtifactStore
from filmstudio.engine.events import Event
from filmstudio.engine.local import LocalExecutor, Render, pin
from filmstudio.errors import Broken, Cancelled
from tests.engine import toy


def run(root: Path, text: str, workshop=toy.workshop, **more) -> Render:
    store = ArtifactStore(root)
    store.prepare()
    given = {"source": pin(store, "source", {"text.txt": text.encode()})}
    return LocalExecutor(workshop, root, jobs=2, **more).run(given)


@pytest.fixture(autouse=True)
def _marks(tmp_path):
    (tmp_path / "marks").mkdir()


def test_makes_every_unit_and_the_result(tmp_path):
    done = run(tmp_path, "a b c")
    assert done.result.document() == "A B C"
    assert sorted(done.ran) == ["join", "shout w0", "shout w1", "shout w2", "split"]
    assert done.providers == {"shout": "shouter"}


def test_the_second_run_makes_nothing(tmp_path):
    first = run(tmp_path, "a b c")
    second = run(tmp_path, "a b c")
    assert second.ran == []
    assert len(second.cached) == 5
    assert second.result.digest == first.result.digest


def test_one_changed_word_makes_only_that_word_and_the_join_again(tmp_path):
    run(tmp_path, "a b c")
    changed = run(tmp_path, "a x c")
    assert changed.ran == ["split", "shout w1", "join"]


def test_an_unchanged_output_stops_the_ripple(tmp_path):
    run(tmp_path, "a b c")
    spaced = run(tmp_path, "a  b   c")
    assert spaced.ran == ["split"]


def test_equal_units_are_made_once(tmp_path):
    done = run(tmp_path, "ho ho ho")
    assert done.result.document() == "HO HO HO"
    assert len([name for name in done.ran if name.startswith("shout")]) == 1


def test_broken_is_tried_again_and_busy_waits(tmp_path):
    done = run(tmp_path, "flaky busy")
    assert done.result.document() == "FLAKY BUSY"
    assert done.providers == {"shout": "shouter"}


def test_the_next_provider_serves_and_the_creator_is_told(tmp_path):
    done = run(tmp_path, "fine hoarse")
    assert done.result.document() == "FINE hoarse..."
    assert any("whisperer makes it instead" in sentence for sentence in done.warnings)


def test_without_another_provider_the_error_is_a_sentence(tmp_path):
    with pytest.raises(Broken, match="hoarse"):
        run(tmp_path, "hoarse", workshop=toy.lonely_workshop)
    again = run(tmp_path, "fine", workshop=toy.lonely_workshop)
    assert again.result.document() == "FINE"


def test_a_fault_of_ours_is_logged_and_told(tmp_path):
    with pytest.raises(Broken, match="ZeroDivisionError"):
        run(tmp_path, "bug", workshop=toy.lonely_workshop)
    assert "a fault of ours" in (tmp_path / "logs" / "failures.log").read_text()


def test_a_killed_worker_is_replaced(tmp_path):
    done = run(tmp_path, "a crash b")
    assert done.result.document() == "A CRASH B"


def test_warnings_are_kept_with_the_artifact(tmp_path):
    assert run(tmp_path, "warn").warnings == ["The word warn was shouted."]
    assert run(tmp_path, "warn").warnings == ["The word warn was shouted."]


def test_events_are_numbered_and_end_at_everything_done(tmp_path):
    heard: list[Event] = []
    run(tmp_path, "a b", listen=heard.append)
    assert [event.number for event in heard] == list(range(1, len(heard) + 1))
    assert heard[-1].kind == "done"
    assert heard[-1].part == 1.0


def test_cancel_stops_soon_and_what_is_finished_is_kept(tmp_path):
    seen: set[tuple[str, str]] = set()

    def listen(event: Event) -> None:
        seen.add((event.kind, event.unit))

    with pytest.raises(Cancelled):
        run(
            tmp_path,
            "a slow",
            listen=listen,
            cancelled=lambda: seen >= {("done", "w0"), ("started", "w1")},
        )
    assert ("done", "w1") not in seen
    assert not any((tmp_path / "scratch").iterdir())
    store = ArtifactStore(tmp_path)
    assert len(store.usage()) >= 3  # source, words, A


def test_a_damaged_artifact_is_made_again(tmp_path):
    done = run(tmp_path, "a b")
    path = done.board.artifact("shouted", "w1").path("document.json")
    path.write_text('"XXXX"')  # another length: seen at once
    again = run(tmp_path, "a b")
    assert again.result.document() == "A B"
    assert "shout w1" in again.ran


SCRIPT = """
import sys
import time
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.engine.test_local import run
print(run(Path(sys.argv[1]), "slow0 b slow1 c slow2 d e f").result.digest)
"""


@pytest.mark.slow
def test_kill_9_at_random_moments_then_resume(tmp_path):
    """The whole process group dies six times; the last run ends with the same bytes."""
    script = tmp_path / "go.py"
    script.write_text(SCRIPT.format(root=str(Path.cwd())) + "\n")
    script.write_text(
        "if __name__ == '__main__':\n"
        + "\n".join("    " + line for line in script.read_text().splitlines())
    )
    dice = random.Random(5)
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, str(script), str(tmp_path / "data")],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.1, 2.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for manifest in (tmp_path / "data" / "artifacts").glob("*/*"):
            assert (manifest / "manifest.json").exists()
    done = run(tmp_path / "data", "slow0 b slow1 c slow2 d e f")
    fresh = run(tmp_path / "other", "slow0 b slow1 c slow2 d e f")
    assert done.result.digest == fresh.result.digest
    assert not any((tmp_path / "data" / "scratch").iterdir())
