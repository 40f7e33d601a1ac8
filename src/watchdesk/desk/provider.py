"""An organisation's OpenID Connect provider: where it signs people in, and whom its answer names."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.security import generate_token
from authlib.common.urls import add_params_to_uri
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, ExpiredTokenError, InvalidKeyIdError, JoseError, MissingClaimError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from watchdesk.desk.opened import ROLES, Role, as_role
from watchdesk.errors import BadSetting
from watchdesk.settings import Settings

LEEWAY_S = 60
"""Seconds by which the clocks of the desk and of the provider may differ."""

TIMEOUT_S = 10
KEPT_S = 3600
"""Seconds for which the provider's description and its keys are kept."""

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""How an ID token may be signed: with the provider's own key, never with the secret that the desk knows too."""

_ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_CLAIM_FAULTS = {
    "iss": "issuer",
    "aud": "audience",
    "azp": "audience",
    "nonce": "nonce",
    "iat": "clock",
    "nbf": "clock",
}
_ASKED_WRONGLY = re.compile(r"(?:invalid|unauthorized|unsupported)_[a-z_]{1,30}")


class SignInFault(Exception):
    """A sign-in by the provider that came to nothing. `key` names the words to show, `values` fill them in; `detail` is
    for whoever keeps the desk."""

    def __init__(self, key: str, detail: str = "", **values: object) -> None:
        super().__init__(f"{key}: {detail or values or 'no more is known'}")
        self.key, self.values = f"oidc.{key}", values


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What this desk is at the provider, and which role each of the provider's groups has here; `default` is that of
    everybody else, None: not let in."""

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    scopes: str = "openid profile"
    groups_claim: str = "groups"
    roles: Mapping[str, Role] = field(default_factory=dict)
    default: Role | None = "reader"

    def role_of(self, groups: tuple[str, ...]) -> Role | None:
        """The highest role that one of these groups gives."""
        given = [self.roles[group] for group in groups if group in self.roles]
        return max(given, key=ROLES.index) if given else self.default


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """One sign-in under way: what the provider's answer must fit, where to go on to, and when it began (Unix time)."""

    next: str
    at: float
    state: str = field(default_factory=lambda: generate_token(32))
    nonce: str = field(default_factory=lambda: generate_token(32))
    verifier: str = field(default_factory=lambda: generate_token(64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whom the provider names: `issuer` and `subject` are theirs alone, `name` is what they would like to be called."""

    issuer: str
    subject: str
    name: str = ""
    groups: tuple[str, ...] = ()


def registration_of(settings: Settings) -> Registration | None:
    """What the settings say of a provider; None without one. Raises BadSetting where they do not go together."""
    if settings.oidc_issuer is None:
        if settings.oidc_only or settings.oidc_client_id:
            raise BadSetting("oidc_issuer is not set, expected the provider's address beside the other oidc_ settings")
        return None
    if not _is_safe(settings.oidc_issuer):
        raise BadSetting(f"oidc_issuer is {settings.oidc_issuer!r}, expected https://… (http:// on this computer only)")
    if not settings.oidc_client_id:
        raise BadSetting("oidc_client_id is not set, expected what the provider calls this desk")
    if "openid" not in settings.oidc_scopes.split():
        raise BadSetting(f"oidc_scopes is {settings.oidc_scopes!r}, expected `openid` among them")
    return Registration(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        scopes=settings.oidc_scopes,
        groups_claim=settings.oidc_groups_claim,
        roles={group: as_role(role) for group, role in settings.oidc_roles},
        default=None if settings.oidc_role == "none" else as_role(settings.oidc_role),
    )


class Provider:
    """The provider as the desk speaks with it; its description and keys are fetched when first needed."""

    def __init__(self, registration: Registration, *, clock: Callable[[], float] = time.time) -> None:
        self.registration, self.clock = registration, clock
        self._described: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    @property
    def name(self) -> str:
        """What a person may know it by: the name of its host."""
        return urlsplit(self.registration.issuer).hostname or self.registration.issuer

    def address(self, begun: Begun, back: str) -> str:
        """Where to send a browser that shall sign in and come back to `back`. Raises SignInFault."""
        there = self._description()["authorization_endpoint"]
        with self._client() as client:
            address, _state = client.create_authorization_url(
                there, state=begun.state, nonce=begun.nonce, code_verifier=begun.verifier, redirect_uri=back
            )
        return str(address)

    def identity(self, begun: Begun, back: str, answer: Mapping[str, str]) -> Identity:
        """Whom the answer that a browser brought to `back` names. Raises SignInFault where it does not hold."""
        if answer.get("state") != begun.state:
            raise SignInFault("begun", "the state is not the one that was sent")
        described = self._description()
        issuer = self.registration.issuer
        told = answer.get("iss", "" if described.get("authorization_response_iss_parameter_supported") else issuer)
        if told != issuer:
            raise SignInFault("issuer", told=told[:200], wanted=issuer)
        if "error" in answer or not answer.get("code"):
            raise _refusal(answer.get("error", ""))
        token = self._token(described["token_endpoint"], begun, back, answer["code"])
        claims = self._claims(token, begun)
        return self._named(claims, token)

    def leave_address(self) -> str | None:
        """Where one signs out at the provider too, as far as its description is at hand."""
        address = self._described[1].get("end_session_endpoint") if self._described else None
        if not isinstance(address, str) or not self._is_its_own(address):
            return None
        return str(add_params_to_uri(address, [("client_id", self.registration.client_id)]))

    def _client(self) -> OAuth2Client:
        supported = self._description().get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        method = "client_secret_basic" if "client_secret_basic" in supported else "client_secret_post"
        return OAuth2Client(
            client_id=self.registration.client_id,
            client_secret=self.registration.client_secret,
            token_endpoint_auth_method=method if self.registration.client_secret else "none",
            scope=self.registration.scopes,
            code_challenge_method="S256",
            timeout=TIMEOUT_S,
        )

    def _description(self) -> dict[str, Any]:
        """The provider's discovery document, which must be its own."""
        if self._described and self.clock() - self._described[0] < KEPT_S:
            return self._described[1]
        issuer = self.registration.issuer
        found = _fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise SignInFault("issuer", told=str(found.get("issuer"))[:200], wanted=issuer)
        wrong = [name for name in _ADDRESSES if not self._is_its_own(found.get(name))]
        if wrong:
            raise SignInFault("garbled", f"the description has no safe address for {', '.join(wrong)}")
        self._described = (self.clock(), found)
        return found

    def _is_its_own(self, address: object) -> bool:
        """Whether an address of the description may be used: encrypted, if the issuer's is."""
        plain = not self.registration.issuer.startswith("https://")
        return isinstance(address, str) and (_is_safe(address) if plain else address.startswith("https://"))

    def _token(self, address: str, begun: Begun, back: str, code: str) -> dict[str, Any]:
        try:
            with self._client() as client:
                found = client.fetch_token(
                    address,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=begun.verifier,
                    redirect_uri=back,
                )
        except OAuthError as fault:
            raise _refusal(str(fault.error)) from fault
        except httpx2.HTTPError as fault:
            raise SignInFault("down", f"{address}: {fault!r}") from fault
        except ValueError as fault:
            raise SignInFault("garbled", f"{address}: {fault}") from fault
        if not isinstance(found.get("id_token"), str):
            raise SignInFault("garbled", f"{address} gave no ID token")
        return dict(found)

    def _claims(self, token: Mapping[str, Any], begun: Begun) -> CodeIDToken:
        """The claims of the ID token: signed by the provider, for this desk, for this sign-in, now."""
        decoded = self._decoded(token["id_token"])
        wanted = {
            "iss": {"essential": True, "value": self.registration.issuer},
            "aud": {"essential": True, "value": self.registration.client_id},
            "sub": {"essential": True},
        }
        sent = {
            "nonce": begun.nonce,
            "client_id": self.registration.client_id,
            "access_token": token.get("access_token"),
        }
        claims = CodeIDToken(decoded.claims, decoded.header, wanted, sent)
        now = int(self.clock())
        try:
            claims.validate(now, LEEWAY_S)
        except ClaimError as fault:
            key = "clock" if isinstance(fault, ExpiredTokenError) else _CLAIM_FAULTS.get(fault.claim, "garbled")
            if key == "clock" and isinstance(fault, MissingClaimError):
                key = "garbled"
            values: dict[str, object] = {}
            if key == "clock":
                values = {"seconds": _seconds_apart(decoded.claims, now)}
            if key == "issuer":
                values = {"told": str(claims.get("iss"))[:200], "wanted": self.registration.issuer}
            raise SignInFault(key, str(fault), **values) from fault
        return claims

    def _decoded(self, id_token: str) -> jwt.Token:
        supported = self._description().get("id_token_signing_alg_values_supported") or ["RS256"]
        algorithms = [a for a in ALGORITHMS if a in supported]
        if not algorithms:
            raise SignInFault("key", f"the provider signs by {supported!r}, none of {', '.join(ALGORITHMS)}")
        registry = JWSRegistry(algorithms=algorithms, strict_check_header=False)
        try:
            try:
                return jwt.decode(id_token, self._key_set(), registry=registry)
            except InvalidKeyIdError:  # the provider may have changed its keys since
                return jwt.decode(id_token, self._key_set(anew=True), registry=registry)
        except (JoseError, ValueError) as fault:
            raise SignInFault("key", str(fault)) from fault

    def _key_set(self, *, anew: bool = False) -> KeySet:
        if self._keys and not anew and self.clock() - self._keys[0] < KEPT_S:
            return self._keys[1]
        address = self._description()["jwks_uri"]
        try:
            found = KeySet.import_key_set(_fetched(address))  # type: ignore[arg-type]
        except (JoseError, KeyError, TypeError, ValueError) as fault:
            raise SignInFault("garbled", f"{address} holds no keys: {fault}") from fault
        self._keys = (self.clock(), found)
        return found

    def _named(self, claims: CodeIDToken, token: Mapping[str, Any]) -> Identity:
        """The identity of these claims, and of what the provider tells beside them where they lack something."""
        told = dict(claims)
        needed = ("preferred_username", *((self.registration.groups_claim,) if self.registration.roles else ()))
        address, bearer = self._description().get("userinfo_endpoint"), token.get("access_token")
        if bearer and self._is_its_own(address) and any(_claim_at(told, claim) is None for claim in needed):
            more = _fetched(str(address), bearer=bearer)
            if more.get("sub") != claims["sub"]:
                raise SignInFault("garbled", f"{address} tells of another person than the ID token")
            told = more | told
        groups = _claim_at(told, self.registration.groups_claim)
        names = (told.get("preferred_username"), told.get("name"))
        return Identity(
            issuer=self.registration.issuer,
            subject=claims["sub"],
            name=next((name for name in names if isinstance(name, str) and name), ""),
            groups=tuple(str(g) for g in (groups if isinstance(groups, list) else [groups] if groups else [])),
        )


def _fetched(address: str, *, bearer: str | None = None) -> dict[str, Any]:
    """The JSON object at an address of the provider."""
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
    try:
        answer = httpx2.get(address, headers=headers, timeout=TIMEOUT_S)
        answer.raise_for_status()
    except (httpx2.HTTPError, httpx2.InvalidURL) as fault:
        raise SignInFault("down", f"{address}: {fault!r}") from fault
    try:
        found = answer.json()
    except ValueError as fault:
        raise SignInFault("garbled", f"{address} is not JSON") from fault
    if not isinstance(found, dict):
        raise SignInFault("garbled", f"{address} is no JSON object")
    return found


def _refusal(error: str) -> SignInFault:
    """What an error that the provider answers with means for the person who signs in."""
    if error in ("temporarily_unavailable", "server_error"):
        return SignInFault("down", error)
    if error == "invalid_grant":  # the code was used before, or came too late
        return SignInFault("begun", error)
    if _ASKED_WRONGLY.fullmatch(error):
        return SignInFault("setup", code=error)
    return SignInFault("refused", error[:200])


def _seconds_apart(claims: Mapping[str, Any], now: int) -> int:
    """By how much the clock that made these claims seems to differ from ours."""
    made = claims.get("iat")
    return abs(now - int(made)) if isinstance(made, int | float) else 0


def _claim_at(claims: Mapping[str, Any], path: str) -> Any:
    """The claim of this name, or within claims where dots lead there; None where there is none."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for step in path.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _is_safe(address: object) -> bool:
    """Whether an address is encrypted, or on this computer."""
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
    )
