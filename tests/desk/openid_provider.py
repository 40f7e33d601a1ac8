"""A real OpenID Connect provider on this computer, by Authlib's server side: sign-in page, codes, tokens, keys.

A test may turn one thing of it wrong: its clock, the audience, the nonce, the key it signs with, the issuer it names.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from html import escape

from authlib.common.security import generate_token
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request, grants
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "watchdesk", "the-secret-of-the-desk"


@dataclass
class Client(ClientMixin):
    """The desk as the provider has it on its list; with no `secret` it is a public client."""

    secret: str | None = SECRET
    backs: tuple[str, ...] = ()

    def get_client_id(self):
        return CLIENT

    def get_default_redirect_uri(self):
        return self.backs[0]

    def get_allowed_scope(self, scope):
        return " ".join(s for s in scope.split() if s in ("openid", "profile", "groups"))

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri in self.backs

    def check_client_secret(self, client_secret):
        return self.secret == client_secret

    def check_endpoint_auth_method(self, method, endpoint):
        return method == ("client_secret_basic" if self.secret else "none")

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type == "authorization_code"


@dataclass(kw_only=True)
class Code:
    """What was asked for when a code was given out."""

    code: str
    user: dict
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return None

    get_acr = get_amr = get_auth_time


@dataclass
class Wrong:
    """What is wrong with this provider."""

    clock_s: int = 0
    lasts_s: int = 300
    audience: str | None = None
    nonce: str | None = None
    issuer: str | None = None
    key: RSAKey | None = None
    status: int | None = None
    subject_told: str | None = None


@dataclass
class Known:
    """Who may sign in here, and what the provider holds of a sign-in."""

    client: Client = field(default_factory=Client)
    users: dict[str, dict] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, dict] = field(default_factory=dict)
    nonces: set[str] = field(default_factory=set)
    asked: list[dict] = field(default_factory=list)


class OpenIdProvider:
    """The provider. `users` holds the claims of each person by the name that they type; `told_apart` claims are given
    by the userinfo address only."""

    def __init__(self, address, users, *, told_apart=()):
        self.address, self.known, self.wrong = address, Known(users=users), Wrong()
        self.told_apart = told_apart
        self.keys = [RSAKey.generate_key(2048, auto_kid=True)]
        self.server = _server(self)
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.describe),
                Route("/authorize", self.authorize, methods=["GET", "POST"]),
                Route("/token", self.token, methods=["POST"]),
                Route("/userinfo", self.tell),
                Route("/keys", self.list_keys),
                Route("/leave", lambda _request: HTMLResponse("left")),
                Route("/favicon.ico", lambda _request: Response(status_code=204)),
            ]
        )

    def describe(self, _request):
        if self.wrong.status:
            return Response("out of order", status_code=self.wrong.status)
        return JSONResponse(
            {
                "issuer": self.wrong.issuer or self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/keys",
                "end_session_endpoint": f"{self.address}/leave",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def list_keys(self, _request):
        return JSONResponse(KeySet(self.keys).as_dict(private=False))

    async def authorize(self, request):
        """The sign-in page, and what comes of it: back to the desk with a code, or with a refusal."""
        asked = dict(request.query_params)
        if request.method == "GET":
            self.known.asked.append(asked)
        found = _Request(request, asked)
        try:
            grant = self.server.get_consent_grant(found)
        except OAuth2Error as fault:
            return self.server.handle_error_response(found, fault)
        if request.method == "GET":
            form = '<form method="post"><input name="name"><button name="go" value="yes">Sign in</button></form>'
            return HTMLResponse(f"<!doctype html><title>{escape(self.address)}</title>{form}")
        sent = await request.form()
        user = self.known.users.get(sent.get("name")) if sent.get("go") else None
        return self.server.create_authorization_response(found, grant_user=user, grant=grant)

    async def token(self, request):
        return self.server.create_token_response(_Request(request, dict(await request.form())))

    def tell(self, request):
        user = self.known.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        if user is None:
            return Response(status_code=401)
        return JSONResponse(user | ({"sub": self.wrong.subject_told} if self.wrong.subject_told else {}))


class _Request(OAuth2Request):
    """A request with what it brings; its address is told as if encrypted, since it never leaves this computer."""

    def __init__(self, request, brought):
        super().__init__(request.method, str(request.url.replace(scheme="https")), headers=request.headers)
        self.payload = BasicOAuth2Payload(brought)

    @property
    def form(self):
        return self.payload.data

    args = form


def _server(provider):
    known = provider.known

    class Server(AuthorizationServer):
        def query_client(self, client_id):
            return known.client if client_id == CLIENT else None

        def save_token(self, token, request):
            known.tokens[token["access_token"]] = request.user

        def send_signal(self, name, *args, **kwargs):
            pass

        def create_oauth2_request(self, request):
            return request

        def handle_response(self, status, body, headers):
            made = JSONResponse(body, status) if isinstance(body, dict) else Response(body, status)
            made.headers.update(dict(headers))
            return made

    class CodeGrant(grants.AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "none")

        def save_authorization_code(self, code, request):
            asked = request.payload.data
            known.nonces.add(asked["nonce"])
            known.codes[code] = Code(
                code=code,
                user=request.user,
                redirect_uri=asked["redirect_uri"],
                scope=request.scope,
                nonce=asked["nonce"],
                code_challenge=asked["code_challenge"],
                code_challenge_method=asked["code_challenge_method"],
            )

        def query_authorization_code(self, code, client):
            return known.codes.get(code)

        def delete_authorization_code(self, authorization_code):
            del known.codes[authorization_code.code]

        def authenticate_user(self, authorization_code):
            return authorization_code.user

    class IdToken(OpenIDCode):
        def resolve_client_private_key(self, client):
            return provider.wrong.key or provider.keys[-1]

        def get_encode_header(self, client):
            return {"alg": "RS256", "kid": (provider.wrong.key or provider.keys[-1]).kid}

        def get_client_algorithm(self, client):
            return "RS256"

        def get_client_claims(self, client):
            wrong, now = provider.wrong, int(time.time()) + provider.wrong.clock_s
            audience = [wrong.audience or CLIENT]
            return {"iss": provider.address, "aud": audience, "iat": now, "exp": now + wrong.lasts_s}

        def exists_nonce(self, nonce, request):
            return nonce in known.nonces

        def generate_user_info(self, user, scope):
            told = {k: v for k, v in user.items() if k not in provider.told_apart}
            return told | ({"nonce": provider.wrong.nonce} if provider.wrong.nonce else {})

    server = Server(scopes_supported=["openid", "profile", "groups"])
    server.register_token_generator("default", BearerTokenGenerator(lambda **_: generate_token(40)).generate)
    server.register_grant(CodeGrant, [CodeChallenge(required=True), IdToken(require_nonce=True)])
    return server
