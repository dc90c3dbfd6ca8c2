"""Tests of quotes: an edit is paid by new minutes, another film in full, however it is brought in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.errors import NotFound, PaymentNeeded, SignInNeeded
from filmstudio.film.storyboard import Line, Scene, Setting, Shot, Storyboard
from filmstudio.services import credits, quotes
from filmstudio.services.actor import GUEST, Actor
from filmstudio.store.db import database
from filmstudio.store.tables import Collaborator, File, Project, Render, Version
from tests.services.ledgers import Clock, add_render, add_user, meter, set_clock
from tests.services.test_credits import call

TALE = (
    "The keeper climbs the stairs and lights the lamp before the storm comes in",
    "Nobody on the island has seen the ferry since the first of the month",
    "She writes the weather in her book and waits for the sound of the horn",
    "At midnight a small boat knocks against the rocks below the tower",
    "Two sailors carry a wooden chest that is heavier than both of them",
    "They ask for bread and tea and a place by the fire until the morning",
)
OTHER = (
    "A baker opens his shop while the city still sleeps under snow",
    "His daughter counts coins for the train that leaves for the coast",
    "Customers argue about the price of rye and the mayor's new statue",
    "By noon every loaf is gone except the one shaped like a fish",
    "An old friend returns with a letter nobody dares to open",
    "The oven cools and the two of them read it aloud in the dark",
)


@pytest.fixture
def clock(studio, monkeypatch):
    meter(monkeypatch)
    return set_clock(monkeypatch, Clock())


class Production:
    """A project of somebody with plenty of credits, rendered again and again."""

    def __init__(self, clock: Clock, plan: str = "pro") -> None:
        self.clock = clock
        self.user = add_user(plan)
        self.project = add_render(self.user).project_id

    def render(self, seconds, texts, *, made=None, ends="completed"):
        """What is reserved and what is kept in the end."""
        self.clock.forward(minutes=5)
        render = add_render(self.user, self.project, seconds=seconds)
        words = quotes.digests(*texts) if texts is not None else None
        found = call(quotes.enter, render, words)
        render.state = ends
        render.started_at = self.clock()
        render.seconds = seconds if made is None else made
        back = call(credits.close, render)
        return found.kind, found.credits - back


def test_an_edit_within_the_paid_length_is_free(clock):
    one = Production(clock)
    assert one.render(100, TALE) == ("whole", 6)
    assert one.render(100, TALE) == ("free", 0)
    edited = (*TALE[:5], "They ask for soup and tea and a place by the fire until the morning")
    assert one.render(119, edited) == ("free", 0)
    assert one.render(50, TALE[:3]) == ("free", 0)
    assert one.render(100, TALE[::-1]) == ("free", 0)


def test_a_longer_edit_pays_the_new_minutes(clock):
    one = Production(clock)
    assert one.render(100, TALE) == ("whole", 6)
    assert one.render(170, (*TALE, *OTHER[:2])) == ("longer", 3)
    assert one.render(170, (*TALE, *OTHER[:2])) == ("free", 0)
    assert one.render(290, (*TALE, *OTHER[:2])) == ("longer", 6)


def test_another_script_pays_in_full(clock):
    one = Production(clock)
    one.render(100, TALE)
    assert one.render(100, OTHER) == ("whole", 6)
    # From now on edits are compared with the new film.
    assert one.render(100, OTHER) == ("free", 0)
    assert one.render(100, TALE) == ("whole", 6)


def test_replacing_a_script_bit_by_bit_pays_in_full(clock):
    one = Production(clock)
    one.render(100, TALE)
    kinds = []
    for count in range(1, 7):
        kinds.append(one.render(100, (*OTHER[:count], *TALE[count:]))[0])
    assert kinds[:2] == ["free", "free"]
    assert "whole" in kinds
    # Always half of the old film, and half another one: together no more than the paid film.
    two = Production(clock)
    two.render(100, TALE)
    words = [" ".join(f"word{film}x{n}" for n in range(40)) for film in range(10)]
    kinds = [two.render(100, (*TALE[:3], word))[0] for word in words]
    assert kinds[0] == "free"
    assert "whole" in kinds[1:4]


def test_unused_minutes_were_not_paid(clock):
    one = Production(clock)
    assert one.render(100, TALE, made=55) == ("whole", 3)
    assert one.render(100, TALE) == ("longer", 3)


def test_a_film_longer_than_quoted_gives_no_free_minute(clock):
    one = Production(clock)
    assert one.render(55, TALE, made=130) == ("whole", 3)
    assert one.render(55, TALE) == ("free", 0)
    assert one.render(130, TALE) == ("longer", 6)


def test_renders_without_a_film_count_for_nothing(clock):
    one = Production(clock)
    assert one.render(50, TALE, ends="failed") == ("whole", 0)
    assert one.render(50, TALE, ends="cancelled") == ("whole", 3)
    assert one.render(50, TALE) == ("whole", 3)
    assert one.render(110, (*TALE, OTHER[0]), ends="failed") == ("longer", 0)
    assert one.render(50, TALE) == ("free", 0)
    assert one.render(110, (*TALE, OTHER[0])) == ("longer", 3)


def test_unknown_words_are_a_new_film_and_are_learnt(clock):
    one = Production(clock)
    assert one.render(50, None) == ("whole", 3)
    assert one.render(50, None) == ("whole", 3)
    render = add_render(one.user, one.project, seconds=50)
    call(quotes.enter, render, None)
    call(quotes.learn, render.id, board(TALE).model_dump(mode="json"))
    render.state = "completed"
    call(credits.close, render)
    assert one.render(50, TALE) == ("free", 0)


def test_a_film_of_an_unlimited_plan_is_paid_in_full(clock):
    one = Production(clock, "enterprise")
    assert one.render(100, TALE)[0] == "whole"
    assert call(credits.balance, one.user) == 0
    assert one.render(100, TALE)[0] == "free"
    assert one.render(170, TALE)[0] == "longer"


def test_a_quote_beyond_the_balance_reserves_nothing(clock):
    user = add_user()
    render = add_render(user, seconds=100)
    with pytest.raises(PaymentNeeded, match="costs 6 credits"):
        call(quotes.enter, render, quotes.digests(*TALE))
    assert call(credits.statement, user).balance == 3


def test_without_metering_nothing_is_quoted(clock, monkeypatch):
    meter(monkeypatch, False)
    render = add_render(add_user(), seconds=100, credits=9)
    assert call(quotes.enter, render, None).credits == 0
    assert render.credits == 0


def test_a_script_of_unknown_words_is_known_by_its_file(clock):
    user = add_user("pro")
    with database().transaction() as session:
        files = [File(owner_id=user, name="a.pdf", sha256=digit * 64) for digit in "12"]
        session.add_all(files)
        project = Project(owner_id=user)
        session.add(project)
        session.flush()

        def film(script):
            project.source_file_id = script.id
            length, words = quotes.of_project(session, project)
            render = Render(project_id=project.id, user_id=user, seconds=length)
            session.add(render)
            session.flush()
            found = quotes.enter(session, render, words)
            quotes.learn(session, render.id, board(TALE).model_dump(mode="json"))
            render.state = "completed"
            credits.close(session, render)
            clock.forward(minutes=5)
            return found.kind

        assert [film(files[0]), film(files[0]), film(files[1])] == ["whole", "free", "whole"]
        assert quotes.of_project(session, Project(owner_id=user))[1] is None


def board(texts, target=0.0):
    shots = tuple(
        Shot(id=f"shot-{n}", size="wide", lines=(Line(id=f"l{n}", speaker="narrator", text=text),))
        for n, text in enumerate(texts)
    )
    scene = Scene(id="scene-1", setting=Setting(place="lighthouse"), shots=shots)
    return Storyboard(scenes=(scene,), target_seconds=target)


def test_a_project_is_estimated_by_its_version_or_its_script(clock):
    user, other, friend = add_user("pro"), add_user("pro"), add_user("pro")
    with database().transaction() as session:
        script = File(
            owner_id=user, name="tale.txt", facts={"words": 240, "digests": quotes.digests(*TALE)}
        )
        session.add(script)
        session.flush()
        project = Project(owner_id=user, source_file_id=script.id)
        session.add(project)
        session.flush()
        session.add(Collaborator(project_id=project.id, user_id=friend))
    found = call(quotes.estimate, Actor(user), project_id=project.id)
    assert (found.seconds, found.credits) == (100, 6)
    assert call(quotes.estimate, Actor(friend), project_id=project.id) == found
    for actor, refused in ((Actor(other), NotFound), (GUEST, SignInNeeded)):
        with pytest.raises(refused):
            call(quotes.estimate, actor, project_id=project.id)
    render = add_render(user, project.id, seconds=100)
    call(quotes.enter, render, quotes.digests(*TALE))
    render.state = "completed"
    call(credits.close, render)
    with database().transaction() as session:
        session.add(
            Version(project_id=project.id, number=1, storyboard=board(TALE).model_dump(mode="json"))
        )
        session.get(Project, project.id).version = 1
    found = call(quotes.estimate, Actor(user), project_id=project.id)
    assert (found.kind, found.credits, found.covered) == ("free", 0, 2)
    assert 25 < found.seconds < 45


def test_words_and_lengths_are_estimated():
    assert quotes.seconds_of_words(0) == 90
    assert quotes.seconds_of_words(240) == 100
    assert quotes.seconds_of_words(240, 90) == 90
    # So many words cannot be said in the length that was asked for.
    assert quotes.seconds_of_words(640, 30) == 200
    assert quotes.seconds_of(board(TALE, target=40)) == 40
    assert quotes.seconds_of(board(TALE, target=5)) > 20


def share(old, new):
    old, new = {*quotes.digests(*old)}, {*quotes.digests(*new)}
    return len(new - old) / max(1, len(new))


def test_what_is_the_same_is_seen_in_every_script():
    thai = "ผู้ดูแลประภาคารเดินขึ้นบันไดและจุดโคมไฟก่อนที่พายุจะมาถึงในคืนนี้"
    other_thai = "คนทำขนมปังเปิดร้านของเขาในขณะที่เมืองยังหลับใหลอยู่ใต้หิมะสีขาว"
    japanese = "灯台守は嵐が来る前に階段を上り、灯りをともす。島の誰も船を見ていない。"
    other_japanese = "パン屋は雪の下で眠る街で店を開ける。娘は汽車のために硬貨を数える。"
    for old, new in ((thai, other_thai), (japanese, other_japanese), (TALE[0], OTHER[0])):
        assert share((old,), (old,)) == 0
        assert share((old,), (new,)) > 0.9
    assert share((japanese,), (japanese.replace("島", "村"),)) < 0.25
    assert share(TALE, (*TALE[:-1], TALE[-1].replace("bread", "soup"))) < 0.05
    assert share(TALE, ("Nobody", *TALE)) < 0.05
    assert quotes.digests("", " ,. ") == []


@settings(max_examples=40)
@given(st.lists(st.text(max_size=40), max_size=5))
def test_order_and_case_of_lines_do_not_matter(texts):
    assert quotes.digests(*texts) == quotes.digests(*reversed(texts))
    assert quotes.digests(*texts) == sorted(set(quotes.digests(*texts)))
