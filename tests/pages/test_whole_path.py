"""From a new account to a shared film, as people walk it at once in one studio of `filmstudio up`.

Each has a language and a screen of their own. Letters are read from a mail server, films are really
made, and the workers are killed while they make them. WALKS says who walks: by themselves they are an
English desk and an Arabic phone; `WALKS=en,hi,ar` adds a Hindi phone, and a minute.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import psutil
import pytest
from sqlmodel import col, select

from filmstudio.processes import die_with_parent
from filmstudio.services.accounts.sessions import COOKIE
from filmstudio.store.db import database
from filmstudio.store.tables import Render, Task
from state.words import translated
from tests.mailbox import Mailbox, running_mailbox
from tests.pages.stand import (
    DESK,
    PASSWORD,
    PHONE,
    Stand,
    account,
    context_of,
    free_port,
    live,
    until,
)

FILM_SECONDS = 400
"""What a film of this test may take while two others are made and other tests run beside it."""
ENGLISH = """\
EXT. LIGHTHOUSE - NIGHT

ADA
The lamp is out.

BEN
Then we are the lamp.
"""
HINDI = """\
EXT. गाँव - सुबह

मीरा
आज बारिश होगी।

रवि
फिर भी हम चलेंगे।
"""
ARABIC = """\
EXT. صحراء - ليل

سلمى
هل ترى النجمة؟

يوسف
نعم، إنها لنا.
"""


class Whole(Stand):
    """A studio with everything: `filmstudio up`."""

    def start(self) -> None:
        with (self.data / "web.log").open("ab") as stream:
            self.process = subprocess.Popen(
                [Path(sys.executable).with_name("filmstudio"), "up", "--processes", "2"],
                env=os.environ | self.env,
                stderr=stream,
                stdout=stream,
                preexec_fn=die_with_parent,
            )
        deadline = time.monotonic() + 120
        while "The studio is at" not in self.logs:
            assert self.process.poll() is None, self.logs[-3000:]
            assert time.monotonic() < deadline, self.logs[-3000:]
            time.sleep(0.1)

    def kill_workers(self) -> int:
        """Kills every worker, with whatever it has begun; how many processes there were."""
        assert self.process is not None
        killed = 0
        for child in psutil.Process(self.process.pid).children():
            if "filmstudio worker" in " ".join(child.cmdline()):
                for one in (*child.children(recursive=True), child):
                    one.send_signal(signal.SIGKILL)
                    killed += 1
        return killed


@pytest.fixture(scope="module")
def mail() -> Iterator[Mailbox]:
    with running_mailbox() as mailbox:
        yield mailbox


@pytest.fixture(scope="module")
def house(built: Path, mail: Mailbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    data = tmp_path_factory.mktemp("whole")
    stand = Whole(
        data,
        {
            "FILMSTUDIO_DATA": str(data),
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "SMTP_URL": mail.url,
            "FILMSTUDIO_PORT": str(free_port()),
            "FILMSTUDIO_SAMPLE": "false",
            "FILMSTUDIO_METERED": "true",
            "FILMSTUDIO_FILM_LINES": "240",
        },
    )
    with stand.here():
        stand.start()
        account(
            "owner@example.com", role="super_admin"
        )  # the first account is never asked to verify
        yield stand
        stand.stop()


class Walk:
    """One person on the way through the studio."""

    def __init__(self, page: Any, mail: Mailbox, lang: str, name: str, script: str) -> None:
        self.page, self.mail, self.lang, self.script = page, mail, lang, script
        self.name, self.email = name, f"{lang}@example.com"
        self.said = script.split("\n")[3]
        """The first line that is spoken."""
        self.pictures = 0

    def say(self, text: str, **values: object) -> str:
        return translated(self.lang, text, **values)

    def button(self, text: str) -> Any:
        return self.page.get_by_role("button", name=self.say(text))

    def register(self) -> None:
        self.page.goto("/auth/register")
        live(self.page)
        assert self.page.locator("html").get_attribute("lang") == self.lang
        self._fill(name=self.name, email=self.email, password=PASSWORD)
        self.page.get_by_text(self.say("Your account is open. Sign in, and start a film.")).or_(
            self.page.get_by_text(
                self.say(
                    "We have written to this address: follow the link in the letter, then sign in."
                )
            )
        ).wait_for()

    def verify(self) -> None:
        deadline = time.monotonic() + 60
        while not (
            mine := [i for i, one in enumerate(self.mail.letters) if one["to"] == self.email]
        ):
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(100)
        letter = self.mail.text(mine[0])
        link = re.search(r"http\S+/auth/verify\S+", letter)
        assert link is not None
        self.page.goto(link.group())
        live(self.page)
        self.page.locator("form [type=submit]").click()
        self.page.get_by_text(self.say("The address is confirmed.")).wait_for()
        self.page.goto("/auth/login?then=/projects/new")
        live(self.page)
        self._fill(email=self.email, password=PASSWORD)
        self.page.wait_for_url("**/projects/new")
        live(self.page)

    def write(self) -> None:
        self.page.get_by_role("textbox", name=self.say("Script")).click()
        self.page.keyboard.insert_text(self.script)
        self.page.locator(".new-scenes li").first.wait_for()
        self.page.locator(".new-cast li").nth(1).wait_for()
        self.page.locator(".new-cast").get_by_text(self.script.split("\n")[2].title()).wait_for()

    def make(self) -> None:
        self.button("Make the film").click()
        self.page.wait_for_url(re.compile("/projects/[0-9a-f-]{36}$"))
        self.project = uuid.UUID(self.page.url[-36:])
        self.page.get_by_role("progressbar", name=self.say("The film")).wait_for()

    def watch(self) -> None:
        """Pictures appear while the rest is still being made."""
        self.page.locator(".making-strip img").first.wait_for(timeout=FILM_SECONDS * 1000)
        assert self._newest().state == "processing"

    def play(self) -> None:
        """The film appears by itself, and plays with its captions."""
        self.page.locator(".film video").wait_for(timeout=FILM_SECONDS * 1000)
        assert self._newest().state == "completed", self._newest().error
        self.page.get_by_role("button", name=self.say("Play"), exact=True).first.click()
        until(self.page, "document.querySelector('.film video').currentTime > 1")
        self.page.locator(".said", has_text=self.said).first.wait_for()

    def edit(self) -> None:
        """A line is said in other words."""
        self.first = self._newest().id
        self.page.locator(f'a[href$="{self.project}/edit"]').locator("visible=true").first.click()
        self.page.wait_for_selector("[data-shot]")
        shot = self.page.locator("[data-shot]", has_text=self.said).first
        self.changed = shot.get_attribute("data-shot")
        shot.locator("[data-face]").click()
        field = (
            self.page.locator("[data-inspector]").get_by_label(self.say("Line"), exact=True).first
        )
        field.wait_for()
        assert field.input_value() == self.said
        field.fill(self.said + " " + self.said)
        field.blur()
        self.page.locator(f"[data-shot='{self.changed}'] .star").wait_for()
        close = self.page.locator("[data-inspector]").get_by_role("button", name=self.say("Close"))
        if close.is_visible():
            close.click()
        self.page.locator(".ed-bar .btn.primary").click()
        self.page.wait_for_url(f"**/projects/{self.project}")
        self.page.get_by_role("progressbar", name=self.say("The film")).or_(
            self.page.locator(".film video")
        ).first.wait_for()

    def compare(self) -> None:
        """Only what the line is heard and seen in was made again."""
        self.page.locator(".said", has_text=f"{self.said} {self.said}").wait_for(
            timeout=FILM_SECONDS * 1000
        )
        with database().reading() as session:
            renders = session.exec(
                select(Render).where(Render.project_id == self.project).order_by(col(Render.id))
            ).all()
            assert [one.state for one in renders] == ["completed"] * 2
            first, second = (
                session.exec(select(Task).where(Task.render_id == one.id)).all() for one in renders
            )
        ran = {(one.stage, one.unit) for one in second if one.state == "done"}
        assert len([unit for stage, unit in ran if stage == "speak"]) == 1
        filmed = {unit for stage, unit in ran if stage == "animate"}
        assert self.changed in filmed
        assert len(filmed) < len([one for one in first if one.stage == "animate"])
        assert not [one for one in ran if one[0] == "illustrate"]

    def download(self, folder: Path) -> None:
        with self.page.expect_download() as got:
            self.page.locator(
                ".film-pieces a[download], .film-pieces a, .film-pieces button"
            ).first.click()
        where = folder / f"{self.lang}.mp4"
        got.value.save_as(where)
        with av.open(str(where)) as film:
            assert {"video", "audio"} <= {stream.type for stream in film.streams}

    def share(self, guest: Any) -> None:
        """Whoever has the link sees the film, without an account."""
        self.page.get_by_role("button", name=self.say("Share"), exact=True).click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name=self.say("Unlisted")).click()
        found = dialog.get_by_text(re.compile(r"/films/"))
        found.wait_for()
        address = re.search(r"\S*/films/\S+", found.inner_text() or found.input_value())
        assert address is not None
        guest.goto("/films/" + address.group().rpartition("/films/")[2])
        live(guest)
        guest.locator("video").wait_for()
        guest.locator(".said", has_text=self.said).first.wait_for()
        self.page.keyboard.press("Escape")

    def leave(self) -> None:
        """After signing out nothing of the film can be seen here."""
        self.page.goto("/dashboard")
        live(self.page)
        self.page.get_by_role("button", name=self.say("Your account")).click()
        self.page.get_by_role("menuitem", name=self.say("Sign out")).click()
        self.page.get_by_role("link", name=self.say("Sign in")).first.wait_for()
        assert COOKIE not in [one["name"] for one in self.page.context.cookies()]
        self.page.goto(f"/projects/{self.project}")
        self.page.wait_for_url("**/auth/login?then=**")

    def _fill(self, **given: str) -> None:
        for name, text in given.items():
            self.page.locator(f"#field-{name}").fill(text)
        self.page.locator("form [type=submit]").click()

    def _newest(self) -> Render:
        with database().reading() as session:
            found = select(Render).where(Render.project_id == self.project)
            return session.exec(found.order_by(col(Render.id).desc()).limit(1)).one()


PEOPLE = {
    "en": (DESK, "Ada", ENGLISH),
    "hi": (PHONE, "मीरा", HINDI),
    "ar": (PHONE, "سلمى", ARABIC),
}


def test_people_make_films_at_once_and_workers_die(browser, house, mail, seen, tmp_path):
    people = [(lang, *PEOPLE[lang]) for lang in os.environ.get("WALKS", "en,ar").split(",")]
    contexts = [
        context_of(browser, house, seen, size=size, lang=lang) for lang, size, _, _ in people
    ]
    walks = [
        Walk(context.new_page(), mail, lang, name, script)
        for context, (lang, _, name, script) in zip(contexts, people, strict=True)
    ]
    for step in (Walk.register, Walk.verify, Walk.write, Walk.make):
        for walk in walks:
            step(walk)
    walks[0].watch()
    assert house.kill_workers() >= 2
    for step in (Walk.play, Walk.edit, Walk.compare):
        for walk in walks:
            step(walk)
    guest = context_of(browser, house, seen, size=PHONE).new_page()
    for walk in walks:
        walk.download(tmp_path)
        walk.share(guest)
        walk.leave()
    for context in (*contexts, guest.context):
        context.close()
    assert seen.complaints() == []
