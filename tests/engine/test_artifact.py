"""Artifacts: whole or absent, verified, trimmed by last use."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.engine.artifact import ArtifactStore, canonical, digest
from filmstudio.errors import Broken, NoSpace

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@pytest.fixture
def store(tmp_path):
    made = ArtifactStore(tmp_path)
    made.prepare()
    return made


def keep(store, key, **files):
    scratch = store.scratch(key)
    for name, text in files.items():
        (scratch / f"{name}.txt").write_text(text)
    return store.commit(key, scratch, {})


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=5))
def test_digest_does_not_depend_on_the_order_of_keys(value):
    backwards = dict(reversed(list(value.items())))
    assert digest(value) == digest(backwards)
    assert canonical(value) == canonical(backwards)


def test_kept_files_come_back(store):
    kept = keep(store, digest("x"), a="one", b="two")
    again = store.get(kept.key)
    assert again == kept
    assert again.verified("a.txt").read_text() == "one"


def test_equal_files_have_equal_digests_under_other_keys(store):
    assert keep(store, digest("x"), a="one").digest == keep(store, digest("y"), a="one").digest
    assert keep(store, digest("z"), a="two").digest != keep(store, digest("x"), a="one").digest


def test_changed_bytes_are_refused(store):
    kept = keep(store, digest("x"), a="one")
    kept.path("a.txt").write_text("eno")
    with pytest.raises(Broken, match="damaged"):
        kept.verified("a.txt")


@pytest.mark.parametrize("harm", ["manifest", "file", "size"])
def test_a_damaged_artifact_counts_as_absent(store, harm):
    kept = keep(store, digest("x"), a="one")
    if harm == "manifest":
        (kept.folder / "manifest.json").write_text("{")
    elif harm == "file":
        kept.path("a.txt").unlink()
    else:
        kept.path("a.txt").write_text("longer")
    assert store.get(kept.key) is None
    assert keep(store, kept.key, a="one").digest == kept.digest


def test_the_first_of_two_writers_wins(store):
    key = digest("x")
    first = store.scratch(key)
    (first / "a.txt").write_text("one")
    aside = first.rename(first.with_name("aside"))
    kept = keep(store, key, a="one")
    assert store.commit(key, aside, {}).digest == kept.digest


def test_trim_drops_what_was_not_used_for_longest(store):
    keys = [digest(n) for n in range(4)]
    for age, key in enumerate(keys):
        kept = keep(store, key, a="x" * 1000)
        os.utime(kept.folder / "manifest.json", (1000 + age, 1000 + age))
    store.get(keys[0])
    one = store.usage()[0][1]
    store.trim(2 * one)
    assert store.get(keys[0]) is not None
    assert store.get(keys[1]) is None
    assert store.get(keys[2]) is None
    assert store.get(keys[3]) is not None


def test_scratch_of_dead_processes_is_removed(store):
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    dead = int(done.stdout)
    (store.temporary / f"{dead}.1-abc").mkdir()
    mine = store.scratch(digest("x"))
    store.prepare()
    assert not (store.temporary / f"{dead}.1-abc").exists()
    assert mine.exists()


def test_an_unwritable_folder_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NoSpace, match="cannot be written"):
        ArtifactStore(tmp_path / "file").prepare()


def test_a_full_disk_is_a_sentence(tmp_path):
    """Under a limit on the size of files, as a full disk would: nothing is left behind."""
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from filmstudio.engine.artifact import ArtifactStore\n"
        "from filmstudio.engine.local import pin\n"
        "from filmstudio.errors import NoSpace\n"
        "store = ArtifactStore(Path(sys.argv[1])); store.prepare()\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10000, 10000))\n"
        "try:\n"
        "    pin(store, 'source', {'big': b'x' * 100000})\n"
        "except NoSpace as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "no room left" in done.stdout, done.stderr
    assert ArtifactStore(tmp_path).usage() == []


def test_what_a_film_in_the_making_uses_is_neither_cleared_nor_trimmed(tmp_path):
    store = ArtifactStore(tmp_path)
    store.prepare()
    kept = []
    for number in range(3):
        scratch = store.scratch(f"{number:064d}")
        (scratch / "a.txt").write_text("made")
        kept.append(store.commit(f"{number:064d}", scratch, {}))
        os.utime(kept[-1].folder / "manifest.json", (1, 1))
    other = ArtifactStore(tmp_path)
    with store.in_use():
        assert store.get(kept[1].key)
        other.clear()
        assert [key for _, _, key in other.usage()] == [kept[1].key]
    dead = store.temporary / "999999.1-use-1"
    dead.mkdir()
    other.clear()
    assert other.usage() == []
