"""The table of instruments: General MIDI program of each and the module that stands in for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Instrument:
    """`program` is the General MIDI number (None: always our own synthesis), `module` the
    synthesiser in this package, `colour` the variant it plays. `sampled` and `own` are
    decibels that bring FluidR3's sound and ours to one loudness at velocity 80: -30 LUFS
    for sustained sounds, -33 plucked, -35 to -38 drums, as measured. `kit` says that
    `program` is a drum kit on channel 10.
    """

    program: int | None
    module: str
    colour: str
    sampled: float
    own: float
    kit: bool = False


TABLE: dict[str, Instrument] = {
    "strings": Instrument(48, "strings", "ensemble", 1.0, -14.5),
    "slow-strings": Instrument(49, "strings", "ensemble", -1.5, -14.5),
    "tremolo": Instrument(44, "strings", "tremolo", 0.5, -11.5),
    "violin": Instrument(40, "strings", "solo", -0.5, -15.0),
    "cello": Instrument(42, "strings", "solo", 0.5, -14.5),
    "contrabass": Instrument(43, "strings", "solo", 2.0, -13.5),
    "choir": Instrument(52, "strings", "choir", 1.5, -11.5),
    "pad": Instrument(89, "strings", "pad", 5.5, -13.0),
    "bowed-pad": Instrument(92, "strings", "pad", 1.0, -13.0),
    "horn": Instrument(60, "flute", "horn", -0.5, -16.5),
    "oboe": Instrument(68, "flute", "reed", -2.5, -17.5),
    "clarinet": Instrument(71, "flute", "clarinet", -3.0, -15.5),
    "saxophone": Instrument(66, "flute", "reed", -2.0, -17.5),
    "muted-trumpet": Instrument(59, "flute", "reed", 1.0, -17.5),
    "flute": Instrument(73, "flute", "flute", -3.5, -15.0),
    "bansuri": Instrument(77, "flute", "flute", -0.5, -15.0),
    "accordion": Instrument(21, "flute", "reed", 4.5, -17.5),
    "harmonium": Instrument(20, "flute", "reed", 1.0, -17.5),
    "harp": Instrument(46, "plucked", "harp", 2.0, -17.0),
    "guitar": Instrument(24, "plucked", "nylon", 3.5, -15.5),
    "steel-guitar": Instrument(25, "plucked", "steel", 2.0, -15.5),
    "koto": Instrument(107, "plucked", "steel", 5.0, -15.5),
    "kalimba": Instrument(108, "bell", "kalimba", 3.5, -11.5),
    "santoor": Instrument(15, "plucked", "steel", 8.5, -15.5),
    "sitar": Instrument(104, "sitar", "sitar", 3.5, -6.0),
    "piano": Instrument(0, "piano", "grand", 4.0, -10.0),
    "electric-piano": Instrument(4, "piano", "electric", -3.5, -10.5),
    "vibraphone": Instrument(11, "bell", "vibraphone", 5.5, -14.0),
    "celesta": Instrument(8, "bell", "celesta", 1.0, -13.0),
    "bells": Instrument(14, "bell", "tubular", 0.0, -17.0),
    "upright-bass": Instrument(32, "bass", "upright", 0.5, -12.0),
    "electric-bass": Instrument(33, "bass", "electric", -1.5, -12.5),
    "synth-bass": Instrument(38, "bass", "synth", 2.0, -19.5),
    "synth-lead": Instrument(81, "strings", "saw", 1.5, -15.5),
    "timpani": Instrument(47, "drums", "timpani", 5.5, -14.5),
    "taiko": Instrument(116, "drums", "timpani", 0.5, -14.5),
    "kit": Instrument(0, "drums", "kit", 2.5, -12.0, kit=True),
    "brushes": Instrument(40, "drums", "brushes", 3.5, -11.5, kit=True),
    "machine": Instrument(25, "drums", "machine", -4.5, -10.0, kit=True),
    "tabla": Instrument(None, "tabla", "tabla", 0.0, -17.0),
    "tanpura": Instrument(None, "tanpura", "tanpura", 0.0, -13.0),
}


def programs() -> dict[str, tuple[int, bool, float]]:
    """General MIDI program, drum-kit flag and trim in decibels of every sampled instrument."""
    return {
        name: (item.program, item.kit, item.sampled)
        for name, item in TABLE.items()
        if item.program is not None
    }
