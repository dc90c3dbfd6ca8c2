"""Files that creators bring: what is kept of them, and what is refused."""

from __future__ import annotations

import io
import socketserver
import struct
import threading
import wave
import zipfile

import pytest
from PIL import Image

from filmstudio.errors import BadInput, Busy
from filmstudio.services.files import looking
from filmstudio.services.files.looking import clean_name, look
from filmstudio.services.files.virus import no_virus
from filmstudio.settings import settings


@pytest.fixture
def given(tmp_path):
    def put(data: bytes):
        path = tmp_path / "given"
        path.write_bytes(data)
        return path

    return put


def picture(form="JPEG", size=(64, 48), mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, (200, 40, 40) if mode == "RGB" else (200, 40, 40, 90)).save(
        out, form, **options
    )
    return out.getvalue()


def office(
    *extra, parts=("[Content_Types].xml", "word/document.xml"), body=b"<w:p>Two words</w:p>"
):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts:
            archive.writestr(name, body)
        for name, data in extra:
            archive.writestr(name, data)
    return out.getvalue()


def sound():
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(struct.pack("<h", 500) * 8000)
    return out.getvalue()


def test_a_picture_is_written_anew_without_what_it_noted(given):
    exif = Image.Exif()
    exif[0x010F] = "A camera that tells"
    exif[0x0112] = 6  # lies on its side
    data = picture(exif=exif) + b"<script>alert(1)</script>PK\x03\x04"
    seen = look(given(data), "holiday.jpeg")
    kept = seen.path.read_bytes()
    assert (seen.kind.name, seen.kind.media_type) == ("image", "image/jpeg")
    assert (seen.facts["width"], seen.facts["height"]) == (48, 64)
    assert b"camera" not in kept
    assert b"script" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "HEIF", "AVIF"])
def test_every_kind_of_picture_is_read(given, form):
    import pillow_heif

    pillow_heif.register_heif_opener()
    ending = {"HEIF": "heic"}.get(form, form.lower())
    seen = look(given(picture(form)), f"a.{ending}")
    with Image.open(seen.path) as kept:
        assert kept.size == (64, 48)
        red, green, blue = kept.convert("RGB").getpixel((20, 20))
        assert red > 180
        assert green < 60
        assert blue < 60


def test_what_is_clear_stays_clear(given):
    seen = look(given(picture("PNG", mode="RGBA")), "logo.png")
    assert seen.kind.media_type == "image/png"
    assert Image.open(seen.path).getpixel((1, 1))[3] == 90


def test_a_large_picture_is_made_smaller(given):
    seen = look(given(picture(size=(6000, 3000))), "wide.jpg")
    assert (seen.facts["width"], seen.facts["height"]) == (4096, 2048)


def png_of(width, height):
    """A PNG that says it is huge and has nothing in it."""
    import zlib

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [9000, 50_000, 2**31 - 1])
def test_a_bomb_of_pixels_is_refused(given, side):
    with pytest.raises(BadInput, match=r"pixels|read as a picture"):
        look(given(png_of(side, side)), "bomb.png")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", picture("JPEG")[:200]),
        ("a.jpg", b"%PDF-1.7 no picture"),
        ("a.pdf", picture("PNG")),
        ("a.exe", b"MZ" + b"\0" * 100),
        ("a.txt", b"MZ\x90\0" + b"\0" * 100),
        ("a.txt", b"words\x00words"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.php", b"<?php system($_GET[0]);"),
        ("a.zip", office()),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", office(parts=("word/document.xml",))),
        ("a.docx", office(("../../etc/passwd", b"x"))),
        ("a.docx", office(("word/vbaProject.bin", b"x"))),
        ("a.docx", office(body=b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:p>&a;</w:p>")),
        ("a.docx", office(("word/media/1.bin", b"\0" * 30_000_000))),
        (
            "a.fdx",
            b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x/>",
        ),
        ("a.json", b"[" * 100_000),
        ("a.wav", sound()[:20]),
        ("a.pdf", b"%PDF-1.7\n" + office()),
        ("a.mp3", b"#EXTM3U\nfile:///etc/passwd"),
        ("a.txt", b""),
    ],
)
def test_what_is_no_file_of_its_kind_is_refused(given, name, data):
    with pytest.raises(BadInput):
        look(given(data), name)


def test_texts_and_documents_and_sound_are_taken(given):
    script = look(given(b"INT. KITCHEN - DAY\n\nAnna enters."), "a.fountain")
    assert (script.kind.name, script.facts) == ("script", {"words": 6})
    assert look(given(office()), "a.docx").facts == {"words": 2}
    heard = look(given(sound()), "a.wav")
    assert (heard.kind.name, heard.facts) == ("audio", {"seconds": 1.0})
    assert look(given("tämä on sana".encode("cp1252")), "b.txt").facts == {"words": 3}


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\films\\a.txt", "a.txt"),
        ("a\r\nSet-Cookie: x.txt", "a_Set-Cookie_ x.txt"),
        ("photo\u202egnp.jpg", "photo_gnp.jpg"),
        ("..", "file"),
        ("x" * 400 + ".jpg", "x" * 200 + ".jpg"),
    ],
)
def test_names_lead_nowhere(given_name, kept):
    assert clean_name(given_name) == kept


class Scanner(socketserver.StreamRequestHandler):
    """As much of clamd as INSTREAM: finds the EICAR test string."""

    def handle(self):
        command = b""
        while not command.endswith((b"\n", b"\0")):
            command += self.rfile.read(1)
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        found = b"EICAR" in data
        self.wfile.write(b"stream: Eicar-Test FOUND\n" if found else b"stream: OK\n")


def test_a_virus_is_refused_and_a_scanner_that_is_away_lets_nothing_pass(given, monkeypatch):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = f"127.0.0.1:{server.server_address[1]}"
        monkeypatch.setattr(settings(), "clamav", where)
        no_virus(given(b"nothing"), "a.txt")
        with pytest.raises(BadInput, match="virus"):
            look(given(b"EICAR test"), "a.txt")
        server.shutdown()
    with pytest.raises(Busy):
        look(given(b"nothing"), "a.txt")


def test_the_limits_are_those_of_documents(given, monkeypatch):
    monkeypatch.setattr(looking, "ZIP_ENTRIES", 2)
    with pytest.raises(BadInput, match="unpacks"):
        look(given(office(("a", b"1"))), "a.docx")
