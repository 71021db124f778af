"""The rules that every invitation keeps, a client's and a member of staff's: a link in time, used once, five codes."""

from typing import Literal, TypeVar

from sqlmodel import Session, col, select

from betterjournal import clock, database
from betterjournal.access import Visitor
from betterjournal.accounts import factors, throttle, tokens
from betterjournal.accounts.models import Invitation, StaffInvitation
from betterjournal.errors import Invalid, NotFound
from betterjournal.settings import load

TRIES = 5
Page = Literal["join", "back"]
Kind = TypeVar("Kind", Invitation, StaffInvitation)


def address(token: str, page: Page = "join") -> str:
    """The link itself."""
    return f"{load().public_url}/{page}/{token}"


def picture(token: str, page: Page = "join") -> str:
    """The link, to scan."""
    return factors.qr_code(address(token, page))


def code_digest(token: str, code: str) -> str:
    """What is stored of the code to say aloud; bound to its link."""
    return tokens.digest(tokens.digest(token) + tokens.spoken(code))


def guessed(token: str) -> str:
    """What counts the wrong answers of who holds this link; whoever holds another does not wait for them."""
    return f"join/{tokens.digest(token)}"


def opened(session: Session, table: type[Kind], token: str, *, for_update: bool = False) -> Kind:
    """The invitation that this link opens; spent, too old and never there are one answer."""
    wanted = select(table).where(col(table.token_digest) == tokens.digest(token))
    if for_update:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = session.exec(wanted).first()
    if found is None or found.used_at is not None or found.expires_at <= clock.now() or found.tries >= TRIES:
        raise NotFound("problem.link_used")
    return found


def try_code(visitor: Visitor, table: type[Kind], token: str, code: str) -> None:
    """Count the try before looking, so that many at once get no more tries than five."""
    throttle.check(guessed(token), visitor.address)
    with database.writing() as session:
        invitation = opened(session, table, token, for_update=True)
        right = code_digest(token, code) == invitation.code_digest
        invitation.tries += 0 if right else 1
        left = TRIES - invitation.tries
        session.add(invitation)
    if not right:
        throttle.failed(guessed(token), visitor.address)
        raise NotFound("problem.link_used") if left <= 0 else Invalid("code", "problem.spoken_code", left=str(left))
