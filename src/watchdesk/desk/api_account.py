"""The API of one's own account: who one is, one's tokens, and for admins the users."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Path as InPath

from watchdesk.desk.accounts import users
from watchdesk.desk.api_records import NewToken
from watchdesk.desk.opened import as_role
from watchdesk.desk.sessions import add_token, end_token, tokens_of
from watchdesk.desk.visitors import Admin, NotHere, OpenDesk, Reader, Refused

router = APIRouter(prefix="/api", tags=["accounts"])

Record = dict[str, Any]


@router.get("/account")
def account(desk: OpenDesk, person: Reader) -> Record:
    """Who asks, with which role, and their tokens: what each is for, never the token itself."""
    tokens = [
        {
            "id": token.id,
            "label": token.label,
            "role": token.role,
            "made_at": token.made_at.isoformat(),
            "ends_at": token.ends_at.isoformat() if token.ends_at else None,
        }
        for token in tokens_of(desk.store, person.name)
    ]
    return {"name": person.name, "role": person.role, "tokens": tokens}


@router.post("/account/tokens", status_code=201)
def new_token(desk: OpenDesk, person: Reader, sent: NewToken) -> Record:
    """A new token, shown this once. A token makes no other: it takes a signed-in browser, or `watchdesk user token`."""
    if person.by_token:
        raise Refused("error.role")
    return {"token": add_token(desk.store, person.name, sent.label, as_role(sent.role), days=sent.days)}


@router.delete("/account/tokens/{token_id}")
def old_token(desk: OpenDesk, person: Reader, token_id: Annotated[str, InPath(max_length=64)]) -> Record:
    """End one of one's own tokens."""
    if not end_token(desk.store, person.name, token_id):
        raise NotHere(token_id)
    return {"ended": token_id}


@router.get("/users")
def every_user(desk: OpenDesk, person: Admin) -> list[Record]:
    """The users with their roles, by name."""
    return [asdict(user) for user in users(desk.store)]
