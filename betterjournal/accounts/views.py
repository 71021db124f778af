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
class DeviceView:
    """One sign-in of the person's own, by the thing it is on and the day it was last used; `here` is this one."""

    id: str
    device: str
    last_used_on: str
    here: bool


@dataclass(frozen=True)
class ToldView:
    """What staff did about a client's way in: an act of `audit.Act`, who by first name, and the day."""

    act: str
    name: str
    on: str


@dataclass(frozen=True)
class AuthenticatorView:
    """One to set up: a picture, and the same to type by hand."""

    id: str
    picture: str
    secret: str


@dataclass(frozen=True)
class AccountView:
    """The signed-in staff member's own account.

    `digest`: they want the morning mail; `mails`: the practice sends any.
    """

    id: str
    name: str
    first_name: str
    email: str
    is_owner: bool
    is_clinician: bool
    language: str
    has_recovery_codes: bool
    has_password: bool
    has_authenticator: bool
    digest: bool
    mails: bool
    passkeys: list[PasskeyView]
    devices: list[DeviceView]


@dataclass(frozen=True)
class ContactView:
    """How a client can be reached: `voicemail` is yes, no or "" when nobody asked; `agreed` is short."""

    phone: str
    voicemail: str
    agreed: str


@dataclass(frozen=True)
class MeView:
    """The client's own account page."""

    id: str
    person_id: str
    first_name: str
    email: str
    language: str
    clinician: str
    phone: str
    consents: list[str]
    consented_on: str
    has_password: bool
    passkeys: list[PasskeyView]
    devices: list[DeviceView]
    told: list[ToldView]
    way_back: str
    mails: bool
    contact: ContactView


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
    mails: bool = False
    privacy_name: str = ""
    privacy_reach: str = ""


@dataclass(frozen=True)
class BackView:
    """What somebody who comes back by a link must give: with a check code or without, a password of so many letters."""

    id: str
    by_code: bool
    language: str
    least: str
    by_passkey: bool


@dataclass(frozen=True)
class StaffLine:
    """One person who works here, or worked: days are ISO dates, `disabled_on` is empty for who may sign in.

    `is_me` is the owner who reads; of what may be done with others little may be done with oneself. `reset_on` is
    when `reset_by` took this person's second factor away, for a year.
    """

    id: str
    name: str
    first_name: str
    is_owner: bool
    is_clinician: bool
    is_supervisor: bool
    since_on: str
    disabled_on: str
    has_factor: bool
    is_me: bool
    reset_on: str
    reset_by: str


@dataclass(frozen=True)
class InvitedLine:
    """Somebody invited who has not joined; `is_return` for who works here already and needs a new way in."""

    id: str
    name: str
    is_owner: bool
    is_clinician: bool
    is_supervisor: bool
    until_on: str
    is_over: bool
    is_return: bool


@dataclass(frozen=True)
class StaffView:
    """The people of the practice, and who is invited."""

    id: str
    people: list[StaffLine]
    invited: list[InvitedLine]


@dataclass(frozen=True)
class StaffJoinView:
    """What somebody invited to work here may see before they join; `inviter` is empty when the box made the link."""

    practice: str
    inviter: str
    language: str
    is_return: bool


@dataclass(frozen=True)
class FactorResetView:
    """Who took one's second factor away, and on which day; `stands_until` is "" when it may be put away."""

    id: str
    by: str
    on: str
    stands_until: str


@dataclass(frozen=True)
class InvitationView:
    """Shown once to who invites: the link, its picture, and the code to say aloud.

    `client_id` is whose it is; empty for somebody who works here.
    """

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
    mails: bool


@dataclass(frozen=True)
class ProvingView:
    """By what a person can prove that it is still them."""

    password: bool
    passkey: bool
