"""Mix: voices, music and places become one sound at the loudness of the web, and its stems."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from filmstudio.engine.stage import Context, Stage, View
from filmstudio.film.storyboard import NARRATOR, Storyboard
from filmstudio.film.timeline import Timeline
from filmstudio.stages.common import order_of, pans, storyboard_of, timeline_of
from filmstudio.stages.score import OVERLAP

LEAD_IN = 0.3
"""Seconds by which the sound of a new place is heard before it is seen (a J-cut)."""


class MixDown(Stage):
    name = "mix"
    version = 3
    label = "Mixing the sound"
    needs = ("storyboard", "timeline", "voice", "cue", "track", "order")
    makes = "mix"
    usual_cost = 3000.0

    def reads(self, view: View, unit: str) -> Any:
        storyboard, timeline = storyboard_of(view), timeline_of(view)
        return {
            "seconds": timeline.seconds,
            "voices": [
                [*said, view.digest("voice", said[0])] for said in _said(storyboard, timeline)
            ],
            "cues": [
                [scene.id, scene.start, view.digest("cue", scene.id)] for scene in timeline.scenes
            ],
            "track": view.digest("track") if order_of(view).music == "track" else "",
        }

    def cost(self, view: View, unit: str) -> float:
        return 3000.0

    def run(self, ctx: Context) -> None:
        from filmstudio.media.mix import Bed, Cue, MixRequest, Speech, mix
        from filmstudio.tape import read_wav, write_wav

        view = ctx.view
        storyboard, timeline = storyboard_of(view), timeline_of(view)

        def sound(slot: str, unit: str, name: str) -> Any:
            """A function that opens a recording: (n,) for a voice, (2, n) for the rest."""

            return lambda: read_wav(view.artifact(slot, unit).verified(name))

        speech = [
            Speech(
                sound("voice", line, "voice.wav"),
                start,
                pan=pan,
                interior=interior,
                dry=speaker == NARRATOR,
            )
            for line, speaker, start, pan, interior in _said(storyboard, timeline)
        ]
        music, beds = [], []
        for number, scene in enumerate(timeline.scenes):
            start = timeline.rate.seconds(scene.start)
            early = LEAD_IN if number else 0.0
            beds.append(
                Bed(
                    sound("cue", scene.id, "ambience.wav"),
                    max(0.0, start - early),
                    fade_in=0.6,
                    fade_out=OVERLAP,
                )
            )
            if view.document("cue", scene.id)["music"]:
                music.append(Cue(sound("cue", scene.id, "music.wav"), start))
        if order_of(view).music == "track":
            music = [Cue(lambda: _track(view, timeline.seconds), 0.0)]
        ctx.progress(0.3)
        done = mix(MixRequest(timeline.seconds, speech, music, beds))
        for sentence in done.warnings:
            ctx.warn(sentence)
        _write(ctx.path("master.wav"), done.master)
        for name, stem in done.stems.items():
            # Stems carry the master's gain but not its limiter: only float keeps their peaks.
            write_wav(ctx.path(f"{name}.wav"), stem)
        ctx.save({"loudness": round(done.loudness, 3), "true_peak": round(done.true_peak, 3)})


def _write(path: Path, samples: Any) -> None:
    """A WAV of 24 bits from (2, n) samples, written piece by piece."""
    import numpy as np
    import soundfile

    from filmstudio.tape import pieces

    with soundfile.SoundFile(path, "w", 48000, 2, "PCM_24") as file:
        for part in pieces(samples):
            file.write(np.ascontiguousarray(samples[:, part].T))


def _said(storyboard: Storyboard, timeline: Timeline) -> list[list[Any]]:
    """Line, speaker, start, place in stereo, and whether indoors, for every line."""
    places = pans(storyboard)
    interiors = {
        line.id: scene.setting.interior for scene, shot in storyboard.shots() for line in shot.lines
    }
    return [
        [line.id, line.speaker, line.start, places.get(line.speaker, 0.0), interiors[line.id]]
        for line in timeline.lines
    ]


def _track(view: View, seconds: float) -> Any:
    """The creator's own music: stereo at 48 kHz, looped with cross-fades and faded to the length."""
    import av

    from filmstudio.media.sound import lay
    from filmstudio.tape import blank, give_back

    wanted = round(seconds * 48000)
    tape, film = blank(wanted), blank(wanted)
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=48000)
    got = 0
    with av.open(str(view.artifact("track").verified("track"))) as container:
        for frame in container.decode(audio=0):
            for block in resampler.resample(frame):
                samples = block.to_ndarray()[:, : wanted - got]
                tape[:, got : got + samples.shape[1]] = samples
                got += samples.shape[1]
            if got >= wanted:
                break
    give_back(tape)
    fade = min(2 * 48000, got // 4)
    at = 0
    while fade and at < wanted:
        lay(film, tape[:, : min(got, wanted - at)], at, fade_in=fade if at else 0, fade_out=fade)
        at += got - fade
    return film
