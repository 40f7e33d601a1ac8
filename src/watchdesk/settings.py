"""Every setting, with type, default, unit and environment name, in one frozen object.

Order of authority: the command's flag, `WATCHDESK_*` in the environment, `watchdesk.toml` in the working folder (or the
file that `WATCHDESK_CONFIG` names), the default.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from watchdesk.errors import BadSetting

READERS = ("auto", "rules", "model")
"""The readers: `model` is the learned one, `rules` the lexicon, `auto` the learned one where its files are there."""

SMTP_SECURITY = ("starttls", "tls", "none")
"""How the mail server is spoken to: encrypted after the greeting, from the first byte, or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run may be told."""

    workers: int = 1
    """Processes that read at once (WATCHDESK_WORKERS)."""
    reader: str = "auto"
    """Which reader finds events: one of READERS (WATCHDESK_READER)."""
    gazetteer: Path | None = None
    """A gazetteer of the user's own beside the embedded one (WATCHDESK_GAZETTEER); by default `user_gazetteer()`
    where that file exists."""
    actors: Path | None = None
    """A YAML file of actors of the user's own beside the registry (WATCHDESK_ACTORS)."""
    database: str = "watchdesk.db"
    """Where the store is: a SQLite file, or the URL of a database (WATCHDESK_DATABASE)."""
    smtp_host: str | None = None
    """The mail server that takes the digest (WATCHDESK_SMTP_HOST)."""
    smtp_port: int = 587
    """Its port (WATCHDESK_SMTP_PORT)."""
    smtp_security: str = "starttls"
    """One of SMTP_SECURITY (WATCHDESK_SMTP_SECURITY)."""
    smtp_user: str | None = None
    """Who logs in there (WATCHDESK_SMTP_USER)."""
    smtp_password: str | None = field(default=None, repr=False)
    """With which password; better in the environment than in a file (WATCHDESK_SMTP_PASSWORD)."""
    smtp_from: str | None = None
    """The sender of the digest (WATCHDESK_SMTP_FROM)."""
    smtp_to: tuple[str, ...] = ()
    """Who gets it: addresses, with commas between them (WATCHDESK_SMTP_TO)."""
    oidc_issuer: str | None = None
    """The OpenID Connect provider that signs people in at the desk: its issuer's address (WATCHDESK_OIDC_ISSUER)."""
    oidc_client_id: str | None = None
    """What the desk is called there (WATCHDESK_OIDC_CLIENT_ID)."""
    oidc_client_secret: str | None = field(default=None, repr=False)
    """Its secret; better in the environment than in a file; none for a public client (WATCHDESK_OIDC_CLIENT_SECRET)."""
    oidc_scopes: str = "openid profile"
    """What the provider is asked for, with spaces between (WATCHDESK_OIDC_SCOPES)."""
    oidc_groups_claim: str = "groups"
    """The claim that holds a person's groups; dots lead into claims within claims (WATCHDESK_OIDC_GROUPS_CLAIM)."""
    oidc_roles: tuple[tuple[str, str], ...] = ()
    """Groups and the role of each: a table, or `group=role, group=role` (WATCHDESK_OIDC_ROLES)."""
    oidc_role: str = "reader"
    """The role of whoever no group gives one; `none` lets them not in (WATCHDESK_OIDC_ROLE)."""
    oidc_only: bool = False
    """Whether passwords of this desk are refused (WATCHDESK_OIDC_ONLY)."""


def load_settings(flags: Mapping[str, object], environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from flags (None is "not given"), the environment and watchdesk.toml. Raises BadSetting."""
    environment = os.environ if environment is None else environment
    values: dict[str, object] = {}
    values.update(_from_file(environment))
    values.update(_from_environment(environment))
    values.update({name: value for name, value in flags.items() if value is not None})
    known = {f.name for f in fields(Settings)}
    for name in values:
        if name not in known:
            raise BadSetting(f"setting {name!r} is unknown; expected one of {', '.join(sorted(known))}")
    return Settings(
        workers=_whole(values.get("workers", 1), "workers"),
        reader=_choice(values.get("reader", "auto"), "reader", READERS),
        gazetteer=_file(values.get("gazetteer"), "gazetteer") or _own_gazetteer(environment),
        actors=_file(values.get("actors"), "actors"),
        database=str(values.get("database", "watchdesk.db")),
        smtp_host=_text(values.get("smtp_host")),
        smtp_port=_whole(values.get("smtp_port", 587), "smtp_port"),
        smtp_security=_choice(values.get("smtp_security", "starttls"), "smtp_security", SMTP_SECURITY),
        smtp_user=_text(values.get("smtp_user")),
        smtp_password=_text(values.get("smtp_password")),
        smtp_from=_text(values.get("smtp_from")),
        smtp_to=tuple(a.strip() for a in str(values.get("smtp_to") or "").split(",") if a.strip()),
        oidc_issuer=_text(values.get("oidc_issuer")),
        oidc_client_id=_text(values.get("oidc_client_id")),
        oidc_client_secret=_text(values.get("oidc_client_secret")),
        oidc_scopes=_text(values.get("oidc_scopes")) or "openid profile",
        oidc_groups_claim=_text(values.get("oidc_groups_claim")) or "groups",
        oidc_roles=_pairs(values.get("oidc_roles"), "oidc_roles"),
        oidc_role=str(values.get("oidc_role", "reader")),
        oidc_only=_switch(values.get("oidc_only", False), "oidc_only"),
    )


def user_gazetteer(environment: Mapping[str, str] | None = None) -> Path:
    """Where a gazetteer of the user's own is kept: `watchdesk/gazetteer.sqlite` in the user's data folder."""
    environment = os.environ if environment is None else environment
    data = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "watchdesk" / "gazetteer.sqlite"


def gazetteer_to_fill(environment: Mapping[str, str] | None = None) -> Path:
    """The gazetteer that `gazetteer add` fills: the one that is set, which need not be there yet, else
    `user_gazetteer()`. Raises BadSetting where watchdesk.toml is no TOML."""
    environment = os.environ if environment is None else environment
    named = {**_from_file(environment), **_from_environment(environment)}.get("gazetteer")
    return Path(str(named)) if named else user_gazetteer(environment)


def _own_gazetteer(environment: Mapping[str, str]) -> Path | None:
    path = user_gazetteer(environment)
    return path if path.is_file() else None


def _from_file(environment: Mapping[str, str]) -> dict[str, object]:
    path = Path(environment.get("WATCHDESK_CONFIG", "watchdesk.toml"))
    if not path.is_file():
        if "WATCHDESK_CONFIG" in environment:
            raise BadSetting(f"WATCHDESK_CONFIG is {str(path)!r}, expected a TOML file; there is none")
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadSetting(f"{path} is not TOML: {fault}") from fault


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    prefix = "WATCHDESK_"
    names = {n for n in environment if n.startswith(prefix)} - {"WATCHDESK_CONFIG"}
    return {name.removeprefix(prefix).lower(): environment[name] for name in sorted(names)}


def _whole(value: object, name: str) -> int:
    try:
        number = int(str(value))
    except ValueError as fault:
        raise BadSetting(f"{name} is {value!r}, expected a whole number of at least 1") from fault
    if number < 1:
        raise BadSetting(f"{name} is {number}, expected a whole number of at least 1")
    return number


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)


def _switch(value: object, name: str) -> bool:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    found = words.get(str(value).casefold())
    if found is None:
        raise BadSetting(f"{name} is {value!r}, expected true or false")
    return found


def _pairs(value: object, name: str) -> tuple[tuple[str, str], ...]:
    """Pairs out of a table, or of `name=value, name=value`."""
    if isinstance(value, Mapping):
        return tuple((str(k), str(v)) for k, v in value.items())
    found = []
    for part in str(value or "").split(","):
        left, sign, right = (p.strip() for p in part.rpartition("="))
        if part.strip() and not (left and sign and right):
            raise BadSetting(f"{name} holds {part.strip()!r}, expected group=role, group=role; or a table in the file")
        found += [(left, right)] if left else []
    return tuple(found)


def _choice(value: object, name: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise BadSetting(f"{name} is {value!r}, expected one of {', '.join(choices)}")
    return str(value)


def _file(value: object, name: str) -> Path | None:
    if value is None:
        return None
    path = Path(str(value))
    if not path.is_file():
        raise BadSetting(f"{name} is {str(path)!r}, expected a file; there is none. Mend the setting, or make the file")
    return path
