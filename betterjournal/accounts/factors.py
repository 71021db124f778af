"""The second factor of staff: a time-based code that works once, or a recovery code that works once."""

from base64 import b32encode
from datetime import datetime

import pyotp
import segno
from sqlmodel import Session, col, select

from betterjournal import clock, vault
from betterjournal.accounts import tokens
from betterjournal.accounts.models import Person, RecoveryCode

ISSUER = "Notes"
STEP_SECONDS = 30
CODES = 10


def offered(session_id: str) -> str:
    """The secret offered to one sign-in session, stored only once a code confirmed it.

    The same at each asking, so that a reload does not spoil the one already scanned; another session, and so
    somebody else who knows the password, is offered another.
    """
    return b32encode(bytes.fromhex(vault.blind(f"factor/{session_id}"))[:20]).decode()


def spaced(secret: str) -> str:
    """In groups of four, to type by hand."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def confirm(person: Person, secret: str) -> None:
    """Put an offered secret into use."""
    vault.put(person, "totp", secret, vault.PRACTICE, "practice")
    person.totp_confirmed_at = clock.now()


def address(secret: str, email: str) -> str:
    """The otpauth address of a secret, for an authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def qr_code(text: str) -> str:
    """An SVG picture of `text`, dark on white, as a data address."""
    return segno.make(text, error="m").svg_data_uri(scale=5, dark="#22282B", light="#FFFFFF")


def accept_code(person: Person, secret: str, code: str, now: datetime | None = None) -> bool:
    """Whether the code of this secret fits now (one step either way); a step counts once, so a seen code is void."""
    moment = int((now or clock.now()).timestamp()) // STEP_SECONDS
    totp, typed = pyotp.TOTP(secret), "".join(code.split())
    for step in (moment - 1, moment, moment + 1):
        if step > person.totp_step and pyotp.utils.strings_equal(totp.generate_otp(step), typed):
            person.totp_step = step
            return True
    return False


def accept_recovery(session: Session, person: Person, code: str) -> bool:
    """Whether it is one of the person's unused recovery codes; it is used up by this."""
    row = session.exec(
        select(RecoveryCode)
        .where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.digest == _digest(person.id, code),
            col(RecoveryCode.used_at).is_(None),
        )
        .with_for_update()
    ).first()
    if row is None:
        return False
    row.used_at = clock.now()
    session.add(row)
    return True


def new_recovery_codes(session: Session, person: Person) -> list[str]:
    """Ten codes to show once; older ones stop working."""
    for row in session.exec(select(RecoveryCode).where(RecoveryCode.person_id == person.id)):
        session.delete(row)
    codes = [tokens.recovery_code() for _ in range(CODES)]
    session.add_all(RecoveryCode(person_id=person.id, digest=_digest(person.id, code)) for code in codes)
    return codes


def _digest(person_id: str, code: str) -> str:
    return tokens.digest(f"{person_id}/{tokens.spoken(code)}")
