"""Projects, storyboards and versions over the API."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.services.projects.merging import merged
from tests.api.conftest import BOARD


def test_a_project_is_made_changed_listed_and_deleted(person):
    ann, bob = person("ann"), person("bob")
    made = ann.project(order={"duration": 30})
    assert made["title"] == "EXT. HARBOUR - NIGHT"
    assert made["order"]["duration"] == 30
    assert (made["role"], made["version"], made["visibility"]) == ("owner", 0, "private")
    path = f"/projects/{made['id']}"
    change = {"title": "Ferry", "order": {"style": "anime"}}
    changed = ann.call("PATCH", path, json=change).json()
    assert (changed["title"], changed["order"]["style"], changed["order"]["duration"]) == (
        *("Ferry", "anime"),
        30,
    )
    assert bob.get(path).status_code == 404
    assert bob.call("PATCH", path, json={"title": "Mine"}).status_code == 404
    assert [one["id"] for one in ann.get("/projects?search=FERR").json()["items"]] == [made["id"]]
    assert ann.get("/projects?search=%25").json()["items"] == []
    assert bob.get("/projects").json()["items"] == []
    file = f"/files/{made['source_file_id']}"
    assert ann.call("DELETE", file).status_code == 409
    assert ann.call("DELETE", path).status_code == 204
    assert ann.get(path).status_code == 404
    assert ann.call("DELETE", file).status_code == 204


@pytest.mark.parametrize(
    "given",
    [
        {"owner_id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b12"},
        {"order": {"style": "nothing"}},
        {"order": {"watermark": 3}},
        {"source_file_id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b12"},
        {"storyboard": {"scenes": []}},
        {"title": "x" * 201},
        {"title": "a\u0000b"},
    ],
)
def test_what_is_wrong_with_a_project_is_told(person, given):
    answer = person("ann").post("/projects", {"script": "Words."} | given)
    assert answer.status_code in (404, 422)
    assert answer.json()["detail"]


def test_lists_go_on(person):
    ann = person("ann")
    for title in ("C", "A", "B"):
        ann.project(title=title)
    for sort, expected in [("title", "ABC"), ("created", "BAC"), ("updated", "BAC")]:
        first = ann.get(f"/projects?limit=2&sort={sort}").json()
        rest = ann.get(f"/projects?limit=2&sort={sort}&cursor={first['next_cursor']}").json()
        assert "".join(one["title"] for one in first["items"] + rest["items"]) == expected
        assert rest["next_cursor"] is None
    wrong = ann.get(f"/projects?sort=title&cursor={'x' * 20}")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "cursor")


def test_nobody_overwrites_what_he_has_not_seen(person):
    ann = person("ann")
    path = f"/projects/{ann.project()['id']}/storyboard"
    assert (ann.get(path).status_code, ann.get(path).json()["code"]) == (404, "no_storyboard")
    assert ann.call("PUT", path, json=BOARD).status_code == 428
    saved = ann.call("PUT", path, json=BOARD, headers={"If-Match": '"0"'})
    assert (saved.status_code, saved.headers["etag"]) == (200, '"1"')
    late = ann.call("PUT", path, json=BOARD, headers={"If-Match": '"0"'})
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    again = ann.call("PUT", path, json=BOARD, headers={"If-Match": '"1"'})
    assert again.headers["etag"] == '"1"'  # the same storyboard is no new version
    patch = {"title": "The First Ferry", "logline": None}
    patched = ann.call("PATCH", path, json=patch, headers={"If-Match": '"1"'})
    assert patched.headers["etag"] == '"2"'
    assert ann.get(path).json()["title"] == "The First Ferry"
    assert ann.get(f"{path}?version=1").json()["title"] == "The Last Ferry"
    assert ann.get(f"{path}?version=9").status_code == 404


def test_projects_are_found_by_what_is_said_in_their_current_storyboard(person):
    ann = person("ann")
    made = ann.project(storyboard=BOARD, title="Ferry")
    other = ann.project(title="Lost One")

    def found(words: str) -> list[str]:
        return [one["id"] for one in ann.get(f"/projects?search={words}").json()["items"]]

    assert found("the LAST one") == [made["id"]]
    assert found("ONE") == [other["id"], made["id"]]
    assert person("bob").get("/projects?search=last").json()["items"] == []
    board = copy.deepcopy(BOARD)
    board["scenes"][0]["shots"][0]["lines"][0]["text"] = "Élise est  partie_"
    path = f"/projects/{made['id']}/storyboard"
    assert ann.call("PUT", path, json=board, headers={"If-Match": "*"}).status_code == 200
    assert found("last one") == []
    assert found("élise est p") == [made["id"]]
    assert found("e_") == [made["id"]]
    assert found("p_r") == []  # no pattern
    ann.post(f"/projects/{made['id']}/versions/1/restore")
    assert found("last one") == [made["id"]]


def test_a_storyboard_with_faults_is_not_saved(person):
    ann = person("ann")
    path = f"/projects/{ann.project(storyboard=BOARD)['id']}/storyboard"
    board = copy.deepcopy(BOARD)
    board["scenes"][0]["shots"][0]["lines"][0]["speaker"] = "nobody"
    board["scenes"][0]["shots"].append(board["scenes"][0]["shots"][0])
    answer = ann.call("PUT", path, json=board, headers={"If-Match": "*"})
    assert answer.status_code == 422
    assert len(answer.json()["errors"]) >= 3
    bad = ann.call("PATCH", path, json={"seed": "x", "foo": 1}, headers={"If-Match": "*"})
    assert {one["field"] for one in bad.json()["errors"]} == {"storyboard.seed", "storyboard.foo"}
    assert ann.get(path).headers["etag"] == '"1"'
    deep = b'{"a":' * 2000 + b"1" + b"}" * 2000
    assert ann.call(
        "PATCH", path, content=deep, headers={"If-Match": "*", "Content-Type": "application/json"}
    ).status_code in (400, 422)


def test_versions_are_listed_and_restored(person):
    ann = person("ann")
    project = f"/projects/{ann.project(storyboard=BOARD)['id']}"
    for title in ("Second", "Third"):
        ann.call(
            *("PATCH", f"{project}/storyboard?note={title}"),
            json={"title": title},
            headers={"If-Match": "*"},
        )
    listed = ann.get(f"{project}/versions").json()["items"]
    assert [(one["number"], one["note"]) for one in listed] == [
        *((3, "Third"), (2, "Second")),
        (1, "Given"),
    ]
    assert ann.post(f"{project}/versions/1/restore").json()["number"] == 4
    assert ann.get(f"{project}/storyboard").json()["title"] == "The Last Ferry"
    assert ann.post(f"{project}/versions/9/restore").status_code == 404


def test_the_studios_own_storyboard_is_where_editing_begins(person, finish):
    ann = person("ann")
    project = ann.project()
    finish(project)
    path = f"/projects/{project['id']}/storyboard"
    first = ann.get(path)
    assert (first.json()["title"], first.headers["etag"]) == ("The Last Ferry", '"0"')
    patched = ann.call("PATCH", path, json={"title": "Mine"}, headers={"If-Match": '"0"'})
    assert (patched.json()["title"], patched.headers["etag"]) == ("Mine", '"1"')
    assert len(patched.json()["scenes"]) == 1


def test_people_on_a_project_do_what_their_role_allows(person):
    ann, bob, cat = person("ann"), person("bob"), person("cat")
    path = f"/projects/{ann.project(storyboard=BOARD)['id']}"
    people = f"{path}/collaborators"
    assert ann.post(people, {"email": "Bob@example.com", "role": "viewer"}).status_code == 201
    assert ann.post(people, {"email": "nobody@example.com"}).status_code == 422
    assert bob.get(path).json()["role"] == "viewer"
    edit = {"json": {"title": "New"}, "headers": {"If-Match": "*"}}
    assert bob.call("PATCH", f"{path}/storyboard", **edit).status_code == 403
    ann.post(people, {"email": "bob@example.com", "role": "editor"})
    assert bob.call("PATCH", f"{path}/storyboard", **edit).status_code == 200
    assert [one["id"] for one in bob.get("/projects?shared=true").json()["items"]]
    for method, where, body in [
        ("DELETE", path, None),
        ("POST", people, {"email": "cat@example.com"}),
        ("POST", f"{path}/share", {"visibility": "public"}),
        ("DELETE", f"{people}?user_id={ann.user.id}", None),
    ]:
        assert bob.call(method, where, json=body).status_code == 403
        assert cat.call(method, where, json=body).status_code == 404
    assert [one["role"] for one in bob.get(people).json()] == ["owner", "editor"]
    copied = bob.post(f"{path}/duplicate").json()
    assert (copied["role"], copied["source_file_id"], copied["version"]) == ("owner", None, 1)
    assert bob.call("DELETE", f"{people}?user_id={bob.user.id}").status_code == 204
    assert bob.get(path).status_code == 404


def test_a_page_opens_and_closes(person):
    ann = person("ann")
    path = f"/projects/{ann.project(title='Die Fähre / ../x')['id']}/share"
    opened = ann.post(path, {"visibility": "unlisted"}).json()
    assert "/films/die-fahre-x-" in opened["url"]
    assert ann.post(path, {"visibility": "public"}).json()["url"] == opened["url"]
    assert ann.post(path, {"visibility": "private"}).json()["url"] == ""
    assert ann.post(path, {"visibility": "public"}).json()["url"] != opened["url"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON, JSON)
def test_a_merge_patch_is_settled_after_one_time(target, patch):
    once = merged(target, patch)
    assert merged(once, patch) == once
    if isinstance(patch, dict):
        for name, value in patch.items():
            assert (name in once) is (value is not None)
            if not isinstance(value, dict | None):
                assert once[name] == value


@pytest.mark.parametrize(
    ("target", "patch", "result"),
    [  # RFC 7396, appendix A
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a"], {"a": "b"}, {"a": "b"}),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_the_examples_of_the_standard(target, patch, result):
    assert merged(target, patch) == result
