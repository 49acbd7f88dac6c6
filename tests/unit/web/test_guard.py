"""Who may ask: hosts, tokens, origins, sizes; and what a browser may do with the answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.web.guard import Locks
from sayso.web.serve import Place, checked, locks_of
from sayso.web.uploads import plain_name

from .conftest import BASE, HOSTS, Reader, opened

TOKEN = "a-long-enough-token-of-ours"


def test_only_its_own_names_are_answered(looking: Reader) -> None:
    for host in ("evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:8321.evil.example", ""):
        assert looking.get("/", headers={"host": host}).status_code == 421, host
    assert looking.get("/").status_code == 200


def test_every_answer_carries_the_policy(looking: Reader) -> None:
    for page in ("/", "/static/reader.js", "/nowhere", "/openapi.json", "/picture/months.svg"):
        headers = looking.get(page).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == ("public, max-age=3600" if "static" in page else "no-store")


def test_other_methods_and_long_addresses_are_refused(looking: Reader) -> None:
    assert looking.put("/").status_code == 405
    assert looking.delete("/judge/review").status_code == 405
    assert looking.get("/search", params={"q": "a" * 9_000}).status_code == 414


def test_posts_of_other_pages_are_refused(reader: Reader) -> None:
    good = {"csrf": reader.csrf(), "decision": "0" * 16, "by": "R. Editor"}
    assert reader.post("/judge/undo", data=good).status_code == 400
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert reader.post("/judge/undo", data=good, headers=headers).status_code == 403
    other = opened(reader.desk.path)
    assert other.post("/judge/undo", data=good).status_code == 403, "a token of another session"
    assert reader.post("/judge/undo", content=b"x" * 1_500_000, headers={"x-csrf": good["csrf"]}).status_code == 413


def test_a_body_that_lies_about_its_length_is_cut(reader: Reader) -> None:
    def lying() -> object:
        for _ in range(40):
            yield b"x" * 50_000

    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert reader.post("/judge/undo", content=lying(), headers=headers).status_code >= 400  # type: ignore[arg-type]


def test_a_token_is_asked_for_once_and_never_kept_in_the_cookie(made: Path) -> None:
    reader = opened(made, Locks(HOSTS, TOKEN))
    assert reader.get("/").status_code == 401
    assert reader.get("/static/reader.css").status_code == 401
    assert reader.get("/?token=wrong").status_code == 401
    let_in = reader.get(f"/search?q=depot&token={TOKEN}")
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/search?q=depot")
    cookie = let_in.headers["set-cookie"]
    assert TOKEN not in cookie and "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Secure" not in cookie
    assert reader.get("/search?q=depot").status_code == 200
    secure = opened(made, Locks(HOSTS, TOKEN, secure=True))
    assert "; Secure" in secure.get(f"/?token={TOKEN}").headers["set-cookie"]


def test_no_way_around_the_door(made: Path) -> None:
    reader = opened(made, Locks(HOSTS, TOKEN), **{"sayso-pass": "0" * 64})
    assert reader.get("/").status_code == 401
    assert reader.get(f"{BASE}//evil.example/?token={TOKEN}").headers["location"].startswith("/evil.example")


def test_other_addresses_need_a_token() -> None:
    for place in (
        Place("0.0.0.0"),
        Place("192.168.1.4"),
        Place("0.0.0.0", token="short"),
        Place(certificate=Path("a")),
    ):
        with pytest.raises(UsageError):
            checked(place)
    assert len(checked(Place("0.0.0.0", token="auto")).token or "") >= 16
    assert checked(Place()).token is None
    hosts = locks_of(Place("127.0.0.1", 8321)).hosts
    assert {"127.0.0.1:8321", "localhost:8321", "[::1]:8321"} == hosts


def test_names_of_uploads_stay_in_their_folder() -> None:
    for odd in (
        "../../x",
        "/etc/passwd",
        "..\\..\\x",
        "a/../../b",
        "...",
        "",
        "\x00",
        "-rf",
        "con/../aux",
        "a" * 500,
        "/",
        "~",
    ):
        name = plain_name(odd)
        assert ".." not in name.split("/") and not name.startswith(("/", "-")) and len(name) < 800 and name
