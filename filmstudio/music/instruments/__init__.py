"""The table of instruments: General MIDI program of each and the module that stands in for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Instrument:
    """`program` is the General MIDI number (None: always our own synthesis), `module` the
    synthesiser in this package, `colour` the variant it plays, `trim` decibels that bring
    the synthesiser to the loudness of the sampled one. `samples` says that `program` is a
    drum kit on channel 10.
    """

    program: int | None
    module: str
    colour: str
    trim: float = 0.0
    kit: bool = False


TABLE: dict[str, Instrument] = {
    "strings": Instrument(48, "strings", "ensemble"),
    "slow-strings": Instrument(49, "strings", "ensemble"),
    "tremolo": Instrument(44, "strings", "tremolo"),
    "violin": Instrument(40, "strings", "solo"),
    "cello": Instrument(42, "strings", "solo"),
    "contrabass": Instrument(43, "strings", "solo"),
    "choir": Instrument(52, "strings", "choir"),
    "pad": Instrument(89, "strings", "pad"),
    "bowed-pad": Instrument(92, "strings", "pad"),
    "horn": Instrument(60, "flute", "horn"),
    "oboe": Instrument(68, "flute", "reed"),
    "clarinet": Instrument(71, "flute", "clarinet"),
    "saxophone": Instrument(66, "flute", "reed"),
    "muted-trumpet": Instrument(59, "flute", "reed"),
    "flute": Instrument(73, "flute", "flute"),
    "bansuri": Instrument(77, "flute", "flute"),
    "accordion": Instrument(21, "flute", "reed"),
    "harmonium": Instrument(20, "flute", "reed"),
    "harp": Instrument(46, "plucked", "harp"),
    "guitar": Instrument(24, "plucked", "nylon"),
    "steel-guitar": Instrument(25, "plucked", "steel"),
    "koto": Instrument(107, "plucked", "steel"),
    "kalimba": Instrument(108, "bell", "kalimba"),
    "santoor": Instrument(15, "plucked", "steel"),
    "sitar": Instrument(104, "sitar", "sitar"),
    "piano": Instrument(0, "piano", "grand"),
    "electric-piano": Instrument(4, "piano", "electric"),
    "vibraphone": Instrument(11, "bell", "vibraphone"),
    "celesta": Instrument(8, "bell", "celesta"),
    "bells": Instrument(14, "bell", "tubular"),
    "upright-bass": Instrument(32, "bass", "upright"),
    "electric-bass": Instrument(33, "bass", "electric"),
    "synth-bass": Instrument(38, "bass", "synth"),
    "synth-lead": Instrument(81, "strings", "saw"),
    "timpani": Instrument(47, "drums", "timpani"),
    "taiko": Instrument(116, "drums", "timpani"),
    "kit": Instrument(0, "drums", "kit", kit=True),
    "brushes": Instrument(40, "drums", "brushes", kit=True),
    "machine": Instrument(25, "drums", "machine", kit=True),
    "tabla": Instrument(None, "tabla", "tabla"),
    "tanpura": Instrument(None, "tanpura", "tanpura"),
}


def programs() -> dict[str, tuple[int, bool]]:
    """General MIDI program and drum-kit flag of every sampled instrument."""
    return {
        name: (item.program, item.kit) for name, item in TABLE.items() if item.program is not None
    }
