"""Signing in through an organisation's provider, against a real one on this computer."""

import re
import socket
import threading
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
import uvicorn
from axe_core_python.sync_playwright import Axe
from joserfc.jwk import RSAKey
from openid_provider import CLIENT, SECRET, OpenIdProvider
from playwright.sync_api import sync_playwright
from signing import PASSWORD, sign_in, sign_of
from test_browser import CHROMIUM, FLAGS

from watchdesk.desk.accounts import add_user, change_user, users
from watchdesk.desk.identities import tie
from watchdesk.desk.provider import Provider, Registration, registration_of
from watchdesk.desk.sessions import COOKIE, add_token, tokens_of
from watchdesk.errors import BadSetting
from watchdesk.settings import load_settings

BACK = "http://testserver/login/oidc/back"
PEOPLE = {
    "ada": {"sub": "248289761001", "preferred_username": "ada", "groups": ["staff", "desk coders"]},
    "other ada": {"sub": "900", "preferred_username": "ada", "email": "ada@example.org"},
    "eve": {"sub": "901", "preferred_username": "  <eve>  ", "groups": "desk heads"},
}


@contextmanager
def serving(users, *, host="127.0.0.1", **more):
    """A provider that listens on a free port of this computer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    provider = OpenIdProvider(f"http://{host}:{port}", users, **more)
    provider.known.client.backs = (BACK,)
    server = uvicorn.Server(uvicorn.Config(provider.app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def at_home():
    with serving(PEOPLE) as provider:
        yield provider


@pytest.fixture
def there(at_home):
    """The provider with nothing wrong."""
    at_home.wrong.__init__()
    at_home.known.client.secret, at_home.known.client.backs = SECRET, (BACK,)
    return at_home


@pytest.fixture
def enter_by(desk, browse):
    """A browser on a desk that this provider signs in: `enter_by(there, roles={…})`."""

    def open_browser(provider, *, passwords=True, **registration):
        given = {"issuer": provider.address, "client_id": CLIENT, "client_secret": SECRET} | registration
        return browse(desk, mode="accounts", provider=Provider(Registration(**given)), passwords=passwords)

    return open_browser


def go_there(client, *, next="/account"):
    answer = client.get("/login/oidc", params={"next": next})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def sign_in_there(address, name="ada", **more):
    """Fill in the provider's form: the address that it sends the browser back to."""
    sent = {"name": name, "go": "yes"} | more
    answer = httpx2.post(address, data={k: v for k, v in sent.items() if v})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def walk(client, name="ada", **more):
    return client.get(sign_in_there(go_there(client, **more), name))


def told(answer):
    """The fault that the page tells, as one line."""
    return re.search(r'<p class="fault" role="alert">(.*?)</p>', answer.text)[1]


def test_one_comes_in_through_the_provider_and_reads(there, enter_by, desk):
    client = enter_by(there)
    assert 'href="/login/oidc?next=/incidents"' in client.get("/login", params={"next": "/incidents"}).text
    answer = walk(client, next="/account?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?x=1")
    cookies = answer.headers.get_list("set-cookie")
    assert any(c.startswith(f"{COOKIE}=") and "HttpOnly" in c and "SameSite=lax" in c for c in cookies)
    assert any(c.startswith("watchdesk_begun=") and "Max-Age=0" in c for c in cookies)
    assert "<b>ada</b>, reader" in client.get("/account").text
    assert [(u.name, u.role) for u in users(desk.store)] == [("ada", "reader")]


def test_what_is_asked_for_is_a_code_with_pkce_state_and_nonce(there, enter_by):
    client = enter_by(there)
    one, two = (parse_qs(urlsplit(go_there(client)).query) for _ in range(2))
    assert one["response_type"] == ["code"] and one["code_challenge_method"] == ["S256"]
    assert one["scope"] == ["openid profile"] and one["redirect_uri"] == [BACK]
    assert all(one[key] != two[key] and len(one[key][0]) >= 32 for key in ("state", "nonce", "code_challenge"))


def test_the_second_time_it_is_the_same_account_whatever_they_are_called_now(there, enter_by, desk, monkeypatch):
    walk(enter_by(there))
    change_user(desk.store, "ada", role="editor")
    monkeypatch.setitem(PEOPLE, "ada", PEOPLE["ada"] | {"preferred_username": "ada.new"})
    client = enter_by(there)
    walk(client)
    assert "<b>ada</b>, editor" in client.get("/account").text


def test_a_name_or_an_address_makes_nobody_the_same_person(there, enter_by, desk):
    add_user(desk.store, "ada", "admin", PASSWORD)
    add_user(desk.store, "ada@example.org", "admin", PASSWORD)
    walk(enter_by(there), "ada")
    walk(enter_by(there), "other ada")
    walk(enter_by(there), "eve")
    made = {u.name: u.role for u in users(desk.store)}
    assert made == {"ada": "admin", "ada@example.org": "admin", "ada-2": "reader", "ada-3": "reader", "eve": "reader"}


def test_the_same_subject_of_another_provider_is_another_person(there, enter_by, desk):
    walk(enter_by(there))
    with serving(PEOPLE) as elsewhere:
        walk(enter_by(elsewhere))
    assert [u.name for u in users(desk.store)] == ["ada", "ada-2"]


def test_an_account_that_is_here_already_is_tied_by_whoever_keeps_the_desk(there, enter_by, desk):
    add_user(desk.store, "ana", "coder", PASSWORD)
    tie(desk.store, "ana", there.address, PEOPLE["ada"]["sub"])
    client = enter_by(there, default=None)
    walk(client)
    assert "<b>ana</b>, coder" in client.get("/account").text
    add_user(desk.store, "ben", "coder", PASSWORD)
    with pytest.raises(BadSetting, match="gave to 'ana' here"):
        tie(desk.store, "ben", there.address, PEOPLE["ada"]["sub"])
    with pytest.raises(BadSetting, match="expected one of those"):
        tie(desk.store, "nobody", there.address, "1")


ROLES = {"desk coders": "coder", "staff": "reader", "desk heads": "editor"}


@pytest.mark.parametrize(("name", "role"), [("ada", "coder"), ("eve", "editor"), ("other ada", "reader")])
def test_groups_give_the_highest_of_their_roles(there, enter_by, desk, name, role):
    walk(enter_by(there, roles=ROLES), name)
    assert [u.role for u in users(desk.store)] == [role]


def test_who_leaves_a_group_loses_the_role_and_the_tokens(there, enter_by, desk, monkeypatch):
    first = enter_by(there, roles=ROLES, default=None)
    walk(first)
    add_token(desk.store, "ada", "script", "coder")
    monkeypatch.setitem(PEOPLE, "ada", PEOPLE["ada"] | {"groups": []})
    answer = walk(enter_by(there, roles=ROLES, default=None))
    assert answer.status_code == 403 and "none of your groups" in told(answer)
    assert first.get("/account").status_code == 303
    assert tokens_of(desk.store, "ada") == []


def test_groups_may_lie_deeper_and_be_told_apart(enter_by, desk, monkeypatch):
    monkeypatch.setitem(PEOPLE, "ada", PEOPLE["ada"] | {"access": {"roles": ["desk heads"]}})
    with serving(PEOPLE, told_apart=("access", "preferred_username")) as there:
        walk(enter_by(there, roles=ROLES, groups_claim="access.roles"))
        assert [(u.name, u.role) for u in users(desk.store)] == [("ada", "editor")]
        there.wrong.subject_told = "900"
        answer = walk(enter_by(there, roles=ROLES, groups_claim="access.roles"))
        assert answer.status_code == 502 and "cannot be understood" in told(answer)


def test_a_public_client_needs_no_secret(there, enter_by):
    there.known.client.secret = None
    assert walk(enter_by(there, client_secret=None)).status_code == 303


def test_a_new_key_of_the_provider_is_fetched(there, enter_by, desk):
    client = enter_by(there)
    walk(client)
    there.keys.append(RSAKey.generate_key(2048, auto_kid=True))
    assert walk(client).status_code == 303


def test_one_signs_out_here_and_is_shown_the_way_out_there(there, enter_by):
    client = enter_by(there)
    walk(client)
    answer = client.post("/logout", data={"csrf": sign_of(client)})
    assert answer.headers["location"] == "/login?left=true"
    page = client.get(answer.headers["location"]).text
    assert f'href="{there.address}/leave?client_id={CLIENT}"' in page and "127.0.0.1 still knows you" in page
    assert client.get("/account").status_code == 303


def test_a_closed_account_stays_closed(there, enter_by, desk):
    walk(enter_by(there))
    change_user(desk.store, "ada", closed=True)
    answer = walk(enter_by(there))
    assert answer.status_code == 403 and "is closed" in told(answer)


def test_passwords_beside_it_or_not(there, enter_by, desk):
    add_user(desk.store, "ana", "coder", PASSWORD)
    both = enter_by(there)
    assert "Or with an account of this desk" in both.get("/login").text
    assert sign_in(both).status_code == 303
    only = enter_by(there, passwords=False)
    assert 'type="password"' not in only.get("/login").text
    sent = {"name": "ana", "password": PASSWORD, "csrf": "any"}
    assert only.post("/login", data=sent).status_code == 403
    assert walk(only).status_code == 303


def refused(client, answer, desk):
    """What is told, and that nobody came in."""
    assert COOKIE not in client.cookies
    assert users(desk.store) == []
    return answer.status_code, told(answer)


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        ({"nonce": "of another sign-in"}, 502, "belongs to another sign-in"),
        ({"clock_s": -3600}, 502, "seem to be 3,6[0-9]{2} seconds apart"),
        ({"clock_s": 3600, "lasts_s": 7200}, 502, "seem to be 3,[56][0-9]{2} seconds apart"),
        ({"audience": "another program"}, 502, "made for another program"),
        ({"key": RSAKey.generate_key(2048, auto_kid=True)}, 502, "does not bear the signature"),
    ],
    ids=["nonce", "expired", "clock ahead", "audience", "key"],
)
def test_a_token_that_does_not_hold_lets_nobody_in(there, enter_by, desk, wrong, status, words):
    client = enter_by(there)
    for name, value in wrong.items():
        setattr(there.wrong, name, value)
    answer = walk(client)
    found, said = refused(client, answer, desk)
    assert found == status and re.search(words, said)


def test_a_key_of_the_same_name_does_not_sign_for_another(there, enter_by, desk):
    false = RSAKey.generate_key(2048).as_dict(private=True) | {"kid": there.keys[-1].kid}
    there.wrong.key = RSAKey.import_key(false)
    client = enter_by(there)
    assert "does not bear the signature" in refused(client, walk(client), desk)[1]


def test_a_minute_between_the_clocks_is_borne(there, enter_by):
    there.wrong.clock_s, there.wrong.lasts_s = -45, 30
    assert walk(enter_by(there)).status_code == 303


def test_an_answer_with_another_state_is_refused(there, enter_by, desk):
    client = enter_by(there)
    back = sign_in_there(go_there(client))
    answer = client.get(re.sub("state=[^&]+", "state=made-up", back))
    assert refused(client, answer, desk) == (400, told(answer)) and "Begin again" in told(answer)


def test_an_answer_that_another_browser_began_is_refused(there, enter_by, desk):
    back = sign_in_there(go_there(enter_by(there)))
    victim = enter_by(there)
    assert refused(victim, victim.get(back), desk)[0] == 400
    go_there(victim)
    assert refused(victim, victim.get(back), desk)[0] == 400


def test_an_answer_serves_once(there, enter_by, desk):
    client = enter_by(there)
    begun = go_there(client)
    kept = client.cookies["watchdesk_begun"]
    back = sign_in_there(begun)
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 400
    client.cookies.set("watchdesk_begun", kept, path="/login/oidc")
    assert "Begin again" in told(client.get(back))


@pytest.mark.parametrize("cookie", ["", "x", "e30=.0", "é.é", "." * 50])
def test_a_cookie_that_was_made_up_is_refused(there, enter_by, desk, cookie):
    client = enter_by(there)
    headers = [(b"cookie", f"watchdesk_begun={cookie}".encode())]
    assert refused(client, client.get("/login/oidc/back?code=x&state=x", headers=headers), desk)[0] == 400


def test_too_late_is_too_late(there, enter_by, desk, monkeypatch):
    client = enter_by(there)
    back = sign_in_there(go_there(client))
    later = time.time() + 601
    monkeypatch.setattr("watchdesk.desk.oidc_pages.time.time", lambda: later)
    assert refused(client, client.get(back), desk)[0] == 400


def test_who_says_no_there_is_told_so_here(there, enter_by, desk):
    client = enter_by(there)
    answer = client.get(sign_in_there(go_there(client), go=None))
    assert refused(client, answer, desk) == (403, "Your organisation&#39;s sign-in did not let you in.")


def test_a_wrong_secret_is_for_whoever_keeps_the_desk(there, enter_by, desk, caplog):
    client = enter_by(there, client_secret="an old one")
    status, said = refused(client, walk(client), desk)
    assert status == 502 and "(invalid_client)" in said
    assert "an old one" not in caplog.text


def test_a_provider_that_is_down_is_told_and_passwords_go_on(enter_by, desk):
    with serving(PEOPLE) as gone:
        client = enter_by(gone)
    answer = client.get("/login/oidc")
    assert refused(client, answer, desk) == (503, told(answer)) and "does not answer" in told(answer)
    add_user(desk.store, "ana", "coder", PASSWORD)
    assert sign_in(client).status_code == 303


def test_a_provider_that_goes_down_meanwhile_is_told(enter_by, desk):
    with serving(PEOPLE) as gone:
        client = enter_by(gone)
        back = sign_in_there(go_there(client))
    assert refused(client, client.get(back), desk)[0] == 503


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        ({"status": 500}, 503, "does not answer"),
        ({"issuer": "https://elsewhere.example"}, 502, "comes from https://elsewhere.example, and this desk is set to"),
    ],
)
def test_a_description_that_is_not_the_providers_is_refused(there, enter_by, desk, wrong, status, words):
    client = enter_by(there)
    for name, value in wrong.items():
        setattr(there.wrong, name, value)
    found, said = refused(client, client.get("/login/oidc"), desk)
    assert found == status and words in said


def test_an_answer_of_another_issuer_is_refused(there, enter_by, desk):
    client = enter_by(there)
    back = sign_in_there(go_there(client))
    answer = client.get(back + "&iss=https%3A%2F%2Felsewhere.example")
    assert "comes from https://elsewhere.example" in refused(client, answer, desk)[1]


def test_faults_are_told_in_french(there, enter_by):
    there.wrong.audience = "another program"
    client = enter_by(there)
    client.cookies.set("lang", "fr")
    assert "faite pour un autre programme" in told(walk(client))


def test_trying_is_slowed_down(there, enter_by):
    client = enter_by(there)
    answers = [client.get("/login/oidc").status_code for _ in range(21)]
    assert answers == [303] * 20 + [429]


def test_one_is_never_sent_on_to_another_site(there, enter_by):
    assert walk(enter_by(there), next="https://evil.example").headers["location"] == "/"


def test_without_a_provider_there_is_no_such_page(desk, browse):
    assert browse(desk, mode="accounts").get("/login/oidc").status_code == 404
    assert browse(desk, mode="public").get("/login/oidc/back").status_code == 404


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is found: apt-get install -y chromium")
@pytest.mark.parametrize(("locale", "width"), [("en-GB", 1280), ("fr-FR", 390)])
def test_a_person_walks_through_it_in_chromium(listen, desk, locale, width):
    """The provider is on another site than the desk, as in life: cookies and the content policy must bear that."""
    english = locale == "en-GB"
    with serving(PEOPLE, host="localhost") as there, sync_playwright() as playwright:
        registration = Registration(issuer=there.address, client_id=CLIENT, client_secret=SECRET)
        with listen(desk, mode="accounts", provider=Provider(registration)) as address:
            there.known.client.backs = (f"{address}/login/oidc/back",)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_context(viewport={"width": width, "height": 800}, locale=locale).new_page()
            faults = []
            page.on("pageerror", lambda fault: faults.append(str(fault)))
            page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
            page.goto(f"{address}/account")
            assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})["violations"] == []
            page.get_by_role(
                "link", name="Sign in with localhost" if english else "Se connecter avec localhost"
            ).click()
            assert page.url.startswith(f"{there.address}/authorize?")
            page.fill("[name=name]", "ada")
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(f"{address}/account")
            assert page.locator("main b").inner_text() == "ada"
            page.locator("details.menu summary").click()
            page.get_by_role("button", name="Sign out" if english else "Se déconnecter").click()
            page.wait_for_url(f"{address}/login?left=true")
            assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})["violations"] == []
            page.get_by_role("link", name="Sign out there too" if english else "S'en déconnecter aussi").click()
            page.wait_for_url(f"{there.address}/leave?**")
            browser.close()
            assert faults == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"oidc_only": "yes"}, "oidc_issuer is not set"),
        ({"oidc_issuer": "http://id.example.org", "oidc_client_id": "x"}, "expected https://"),
        ({"oidc_issuer": "https://id.example.org"}, "oidc_client_id is not set"),
        ({"oidc_issuer": "https://i.example", "oidc_client_id": "x", "oidc_scopes": "profile"}, "`openid` among them"),
        ({"oidc_issuer": "https://i.example", "oidc_client_id": "x", "oidc_role": "boss"}, "expected one of reader"),
        ({"oidc_issuer": "https://i.example", "oidc_client_id": "x", "oidc_roles": "a=boss"}, "expected one of reader"),
    ],
)
def test_settings_that_do_not_go_together_are_named(given, words):
    with pytest.raises(BadSetting, match=words):
        registration_of(load_settings(given, {}))


def test_the_settings_become_a_registration():
    roles = {"WATCHDESK_OIDC_ROLES": "desk coders=coder, heads = admin", "WATCHDESK_OIDC_ROLE": "none"}
    given = {"oidc_issuer": "https://id.example.org/a", "oidc_client_id": "desk"}
    found = registration_of(load_settings(given, roles | {"WATCHDESK_OIDC_CLIENT_SECRET": "hush"}))
    assert found.role_of(("heads", "desk coders")) == "admin" and found.role_of(("x",)) is None
    assert "hush" not in repr(found)
    assert registration_of(load_settings({}, {})) is None
