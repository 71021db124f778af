"""What the account screens may see."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonView:
    id: str
    name: str
    language: str
    is_owner: bool = False
    is_clinician: bool = False


@dataclass(frozen=True)
class PasskeyView:
    """One passkey, by the thing it is on; days are ISO dates. `removable` unless it is the last way in."""

    id: str
    device: str
    created_on: str
    last_used_on: str
    removable: bool


@dataclass(frozen=True)
class AccountView:
    """The signed-in staff member's own account."""

    id: str
    name: str
    first_name: str
    email: str
    is_owner: bool
    is_clinician: bool
    language: str
    has_recovery_codes: bool
    has_password: bool
    passkeys: list[PasskeyView]


@dataclass(frozen=True)
class MeView:
    """The client's own account page."""

    id: str
    first_name: str
    email: str
    language: str
    clinician: str
    phone: str
    consents: list[str]
    consented_on: str
    has_password: bool
    passkeys: list[PasskeyView]


@dataclass(frozen=True)
class FactorView:
    """The second factor a sign-in still owes.

    One to set up has a `picture` (an image address) and the same `secret` to type by hand; one that exists has
    neither, and says whether it is a code, a passkey, or either.
    """

    id: str
    picture: str
    secret: str
    by_code: bool = False
    by_passkey: bool = False


@dataclass(frozen=True)
class LockView:
    """How one's pages lock: whether there is a PIN, a client's own delay, and what has yet to be offered."""

    id: str
    has_pin: bool
    lock_after: str
    offer_pin: bool
    offer_hide: bool


@dataclass(frozen=True)
class PracticeView:
    """What anybody may know of the practice; all empty before it is set up."""

    id: str
    name: str
    phone: str
    language: str
    reading_window: str


@dataclass(frozen=True)
class InvitationView:
    """Shown once to the clinician: the link, its picture, and the code to say aloud."""

    client_id: str
    first_name: str
    link: str
    picture: str
    code: str
    expires_on: str


@dataclass(frozen=True)
class JoinView:
    """What somebody holding an invitation link may see before they join."""

    practice: str
    clinician: str
    phone: str
    language: str
    reading_window: str


@dataclass(frozen=True)
class ProvingView:
    """By what a person can prove that it is still them."""

    password: bool
    passkey: bool
