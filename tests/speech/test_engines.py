"""Each engine by itself: sound, timing, sameness, and what happens when a process dies."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import numpy as np
import pytest

from filmstudio.errors import Broken, Missing
from filmstudio.speech.engines import wire
from filmstudio.speech.engines.child import Child
from filmstudio.speech.engines.flite import IPA, Flite, _phones
from filmstudio.speech.visemes import letters

TEXT = "The old man walked slowly down to the pier."


def test_speaks_and_is_the_same_again(engine):
    voice = engine.voices("en")[0].name
    first = engine.synthesise(TEXT, voice, 1.0)
    engine.synthesise("Something else was said in between, quite long.", voice, 1.2)
    again = engine.synthesise(TEXT, voice, 1.0)
    assert first.sample_rate >= 16_000
    assert 1.5 < len(first.samples) / first.sample_rate < 5
    assert np.abs(first.samples).max() > 0.05
    assert np.array_equal(first.samples, again.samples)
    assert first.phones == again.phones


def test_rate_shortens(engine):
    voice = engine.voices("en")[0].name
    slow, fast = (engine.synthesise(TEXT, voice, rate) for rate in (0.8, 1.25))
    assert len(slow.samples) / slow.sample_rate > 1.3 * len(fast.samples) / fast.sample_rate


def test_versions_are_told(engine):
    assert engine.version[0].isdigit()


def test_times_lie_in_the_recording(engine):
    take = engine.synthesise(TEXT, engine.voices("en")[0].name, 1.0)
    if take.phones is None:
        assert engine.name == "pico"
        return
    seconds = len(take.samples) / take.sample_rate
    starts = [phone.start for phone in take.phones]
    assert starts == sorted(starts)
    assert all(0 <= phone.start <= phone.end <= seconds + 1e-6 for phone in take.phones)


def test_every_offered_voice_speaks(engine):
    for voice in engine.voices("en"):
        assert len(engine.synthesise("Yes, I know.", voice.name, 1.0).samples) > 4000


def test_no_voice_for_an_unknown_language(engine):
    assert engine.voices("xx") == ()


@pytest.mark.parametrize("odd", ["a\x01\x02\x1b\x7fb", "😀🏴‍☠️", "\u202eabc\ufeff", "'\"<>&[[x]]"])
def test_odd_text_never_ends_the_engine(engine, odd):
    voice = engine.voices("en")[0].name
    with suppress(Broken):
        engine.synthesise(odd, voice, 1.0)
    assert len(engine.synthesise("Still here.", voice, 1.0).samples) > 4000


def test_pico_survives_an_endless_word():
    from filmstudio.speech.engines import engines

    pico = engines()["pico"]
    if not pico.is_available()[0]:
        pytest.skip(pico.is_available()[1])
    with suppress(Broken):
        pico.synthesise("a" * 2000, "fr-FR", 1.0)
    assert len(pico.synthesise("Bonjour.", "fr-FR", 1.0).samples) > 4000


def test_a_killed_child_is_started_again(espeak):
    espeak.synthesise("One.", "en-us+f1", 1.0)
    old = espeak.child.pid
    os.kill(old, signal.SIGKILL)
    take = espeak.synthesise("Two.", "en-us+f1", 1.0)
    assert len(take.samples) > 4000
    assert espeak.child.pid != old


def test_an_unknown_espeak_voice_is_a_sentence(espeak):
    with pytest.raises(Broken, match="no voice zz"):
        espeak.synthesise("One.", "zz+f1", 1.0)


def test_the_gpl_library_stays_out_of_this_process(espeak):
    espeak.synthesise("One.", "en-us+f1", 1.0)
    with open("/proc/self/maps") as maps:
        assert "libespeak-ng" not in maps.read()


def test_the_child_ends_with_its_parent():
    script = (
        "from filmstudio.speech.engines import engines\n"
        "e = engines()['espeak']; e.greeting = e.child.greeting(); print(e.child.pid)\n"
        "import os; os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
    child = int(done.stdout)
    for _ in range(100):
        if not os.path.exists(f"/proc/{child}"):
            break
        subprocess.run(["sleep", "0.05"], check=True)
    assert not os.path.exists(f"/proc/{child}")


def test_a_forked_copy_speaks_with_a_child_of_its_own(espeak):
    espeak.synthesise("One.", "en-us+f1", 1.0)
    mine = espeak.child.pid
    reading, writing = os.pipe()
    fork = os.fork()
    if fork == 0:
        status = 1
        try:
            take = espeak.synthesise("Two.", "en-us+f1", 1.0)
            os.write(writing, f"{espeak.child.pid} {len(take.samples)}".encode())
            espeak.child.close()
            status = 0
        finally:
            os._exit(status)
    os.waitpid(fork, 0)
    os.close(writing)
    theirs, samples = map(int, os.read(reading, 100).split())
    os.close(reading)
    assert theirs != mine
    assert samples > 4000
    assert espeak.child.pid == mine
    assert len(espeak.synthesise("Three.", "en-us+f1", 1.0).samples) > 4000


def test_a_missing_engine_says_how_to_get_it(monkeypatch):
    flite = Flite()
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert flite.is_available() == (
        False,
        "The voice engine flite is not installed: apt install flite.",
    )
    assert flite.version == ""
    with pytest.raises(Missing, match="apt install flite"):
        flite.synthesise("One.", "slt", 1.0)


def test_a_child_that_cannot_start_is_broken():
    child = Child("filmstudio.speech.engines.no_such_process", "nothing")
    with pytest.raises(Broken, match="nothing does not start"):
        child.ask({})


def test_messages_carry_any_text():
    message = wire.pack({"text": "नमस्ते 😀"}, b"\x00\x01")
    head, body = wire.sizes(message[: wire.LENGTHS.size])
    assert len(message) == wire.LENGTHS.size + head + body
    assert body == 2
    with pytest.raises(ValueError, match="out of step"):
        wire.sizes(b"\xff" * 8)


def test_flite_times_go_on_over_utterances():
    phones = _phones("pau:0.1 ay:0.3 \npau:0.2 n:0.4", 0.7)
    assert [(p.symbol, round(p.start, 3), round(p.end, 3)) for p in phones] == [
        ("", 0.0, 0.1), ("aɪ", 0.1, 0.3), ("", 0.3, 0.5), ("n", 0.5, 0.7),
    ]  # fmt: skip
    assert all(letters(symbol) for symbol in IPA.values() if symbol)
