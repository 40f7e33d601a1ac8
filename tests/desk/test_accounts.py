"""Accounts: who may sign in, what a role may, what a token may, and what is asked before any write."""

import datetime as dt

import pytest
from signing import PASSWORD, sign_in, sign_of

from watchdesk.desk.accounts import add_user, change_user, users
from watchdesk.desk.sessions import COOKIE, add_token, tokens_of
from watchdesk.errors import BadSetting


@pytest.fixture
def guarded(desk, browse):
    """A desk with accounts: ana codes, rea reads."""
    add_user(desk.store, "ana", "coder", PASSWORD)
    add_user(desk.store, "rea", "reader", PASSWORD)
    return browse(desk, mode="accounts")


def test_without_login_one_is_sent_to_the_login(guarded):
    answer = guarded.get("/account?x=1")
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/login?next=%2Faccount%3Fx%3D1")


def test_one_signs_in_and_out(guarded):
    answer = sign_in(guarded, next="/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    sign = sign_of(guarded)
    assert guarded.post("/logout", data={"csrf": "wrong"}).status_code == 403
    assert guarded.post("/logout", data={"csrf": sign}).status_code == 303
    assert guarded.get("/account").status_code == 303


@pytest.mark.parametrize(("name", "password"), [("ana", "wrong password"), ("nobody", PASSWORD), ("ana", "")])
def test_a_wrong_pair_is_refused_in_the_same_words(guarded, name, password):
    answer = sign_in(guarded, name, password or "x")
    assert answer.status_code == 401
    assert "Name and password do not belong together." in answer.text
    assert COOKIE not in guarded.cookies


def test_guessing_is_slowed_down(guarded):
    answers = [sign_in(guarded, "ana", "wrong password").status_code for _ in range(11)]
    assert answers == [401] * 10 + [429]
    assert sign_in(guarded, "ana").status_code == 429


def test_a_login_form_from_elsewhere_is_refused(guarded):
    assert guarded.post("/login", data={"name": "ana", "password": PASSWORD, "csrf": "made up"}).status_code == 403


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"])
def test_one_is_never_sent_to_another_site(guarded, target):
    assert sign_in(guarded, next=target).headers["location"] == "/"


def test_a_password_is_kept_as_a_hash_and_never_short(desk):
    with pytest.raises(BadSetting, match="at least 12"):
        add_user(desk.store, "ben", "reader", "short")
    add_user(desk.store, "ben", "reader", PASSWORD)
    with desk.store.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT password FROM users").scalar()
    assert kept.startswith("$argon2id$")


def test_a_name_is_given_once_and_roles_are_known(desk):
    add_user(desk.store, "ben", "reader", PASSWORD)
    with pytest.raises(BadSetting, match="taken"):
        add_user(desk.store, "ben", "coder", PASSWORD)
    with pytest.raises(BadSetting, match="expected one of reader"):
        add_user(desk.store, "eva", "boss", PASSWORD)
    with pytest.raises(BadSetting, match="expected letters"):
        add_user(desk.store, "a b", "reader", PASSWORD)


def test_a_closed_account_signs_in_no_more_and_its_sessions_end(guarded, desk):
    sign_in(guarded)
    change_user(desk.store, "ana", closed=True)
    assert guarded.get("/account").status_code == 303
    assert sign_in(guarded).status_code == 401
    assert [u.closed for u in users(desk.store)] == [True, False]


def test_a_session_ends_by_itself(guarded, desk):
    sign_in(guarded)
    desk.store.clock.now += dt.timedelta(days=15)
    assert guarded.get("/account").status_code == 303


def test_a_token_does_what_its_role_may(guarded, desk):
    token = add_token(desk.store, "ana", "script", "reader")
    headers = {"authorization": f"Bearer {token}"}
    assert guarded.get("/account", headers=headers).status_code == 200
    assert guarded.get("/account", headers={"authorization": "Bearer wd_wrong"}).status_code == 303
    assert token not in guarded.get("/account", headers=headers).text
    with pytest.raises(BadSetting, match="at most its user's"):
        add_token(desk.store, "rea", "script", "coder")


def test_a_changed_role_ends_the_tokens(desk):
    add_user(desk.store, "ana", "admin", PASSWORD)
    add_token(desk.store, "ana", "script", "admin")
    change_user(desk.store, "ana", role="reader")
    assert tokens_of(desk.store, "ana") == []


def test_a_desk_of_one_person_asks_for_no_login_yet_for_the_sign(client, sign):
    sent = {"label": "x", "role": "reader"}
    origin = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
    assert client.post("/account/tokens", data=sent | {"csrf": sign}, headers=origin).status_code == 403
    assert client.post("/account/tokens", data=sent, headers={"origin": "http://testserver"}).status_code == 403


def test_public_shows_no_account_and_writes_nothing(desk, browse):
    client = browse(desk, mode="public")
    assert client.get("/account").status_code == 403
    assert client.post("/account/tokens", data={"label": "x"}).status_code == 403
