"""Tables of the practice, its people, and their way in."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column

# Minutes until the page of a client who left it locks, unless they chose otherwise.
LOCK_AFTER = "2"


class Practice(SQLModel, table=True):
    """The one practice on this box; its settings are read by every sentence about reading.

    Of the reading window the last change is kept: what was shared before it keeps the window it was promised.
    """

    id: int = Field(default=1, primary_key=True)
    name: str
    province: str
    time_zone: str
    first_language: str
    bilingual: bool = True
    phone: str
    reading_window: str
    window_before: str = ""
    window_since: datetime | None = Field(default=None, sa_type=Moment)
    privacy_name: str | None = sealed_column(nullable=True)
    privacy_reach: str | None = sealed_column(nullable=True)
    created_at: datetime = Field(sa_type=Moment)


class Person(SQLModel, table=True):
    """Somebody who can sign in. `email_index` finds them without their address being readable.

    `chart_lines` names what of a review they copy for their chart, None for all there is. `digest`: whether they want
    the morning mail; `digest_on` is the day that needs none any more.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    name: str = sealed_column()
    email: str = sealed_column()
    email_index: str = Field(unique=True)
    language: str
    password_hash: str = ""
    way_back: str = "appointment"
    is_owner: bool = False
    is_clinician: bool = False
    is_supervisor: bool = False
    totp: str | None = sealed_column(nullable=True)
    totp_confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    totp_step: int = 0
    pin_hash: str = ""
    pin_declined_on: date | None = None
    lock_after: str = LOCK_AFTER
    tried_hide_on: date | None = None
    days_hidden_on: date | None = None
    chart_lines: str | None = None
    digest: bool = False
    digest_on: date | None = None
    created_at: datetime = Field(sa_type=Moment)
    disabled_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def is_staff(self) -> bool:
        """Staff need a second factor before anything clinical."""
        return self.is_owner or self.is_clinician or self.is_supervisor


class RecoveryCode(SQLModel, table=True):
    """One of the codes shown once; works once."""

    __tablename__ = "recovery_code"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    digest: str
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class Passkey(SQLModel, table=True):
    """One passkey of a person: a public key and no secret. Of its use the day is kept and no more."""

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    credential_id: str = Field(unique=True)
    public_key: str
    sign_count: int = Field(default=0, sa_type=BigInteger)
    transports: str = ""
    device: str
    created_on: date
    last_used_on: date | None = None


class MailedLink(SQLModel, table=True):
    """A link that was mailed to somebody who cannot come in; works once, for half an hour. Only days are kept."""

    __tablename__ = "mailed_link"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    token_digest: str = Field(unique=True)
    made_on: date
    spent_on: date | None = None


class SpentChallenge(SQLModel, table=True):
    """A passkey's challenge that was answered, kept until nobody could answer it again."""

    __tablename__ = "spent_challenge"

    digest: str = Field(primary_key=True)
    spent_on: date = Field(index=True)


class Client(SQLModel, table=True):
    """A client of the practice; `person_id` comes with joining, and a paper client never has one.

    `contact` holds the contact card (see `accounts/contact.py`) under the key of their record.
    `sheets` is how they want a long sheet: "one" question at a time, "all" at once, "" as wide as the screen is.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str | None = Field(default=None, foreign_key="person.id", unique=True)
    name: str = sealed_column()
    language: str
    created_at: datetime = Field(sa_type=Moment)
    discharged_at: datetime | None = Field(default=None, sa_type=Moment)
    returned_at: datetime | None = Field(default=None, sa_type=Moment)
    contact: str | None = sealed_column(nullable=True)
    sheets: str = ""


class Care(SQLModel, table=True):
    """A clinician has a client in their care, from and until.

    `past` is what of the time before `from_at` the client lets them open: all, takeaways, from_now; "unanswered" opens
    no more than from_now. Only of who was `handed_over` to is it asked.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    from_at: datetime = Field(sa_type=Moment)
    until_at: datetime | None = Field(default=None, sa_type=Moment)
    past: str = "all"
    handed_over: bool = False


class Supervision(SQLModel, table=True):
    """A supervisor reads what the supervisee reads, for this client, who was told."""

    id: str = Field(default_factory=new_id, primary_key=True)
    supervisor_id: str = Field(foreign_key="person.id", index=True)
    supervisee_id: str = Field(foreign_key="person.id")
    client_id: str = Field(foreign_key="client.id", index=True)
    told_at: datetime | None = Field(default=None, sa_type=Moment)
    from_at: datetime = Field(sa_type=Moment)
    until_at: datetime | None = Field(default=None, sa_type=Moment)


class Invitation(SQLModel, table=True):
    """A way for one client to join once; the token and the check code are stored hashed."""

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    made_by: str = Field(foreign_key="person.id")
    token_digest: str = Field(unique=True)
    code_digest: str
    tries: int = 0
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class StaffInvitation(SQLModel, table=True):
    """A way for one member of staff to join once; or to come back (`person_id`), when no way in is left to them.

    `made_by` is nobody when it was made on the box itself.
    """

    __tablename__ = "staff_invitation"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str | None = Field(default=None, foreign_key="person.id", index=True)
    name: str = sealed_column()
    language: str
    is_owner: bool = False
    is_clinician: bool = False
    is_supervisor: bool = False
    made_by: str | None = Field(default=None, foreign_key="person.id")
    token_digest: str = Field(unique=True)
    code_digest: str
    tries: int = 0
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class FactorReset(SQLModel, table=True):
    """An owner took somebody's second factor away: who and when, told to that person until they have read it."""

    __tablename__ = "factor_reset"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    by_id: str = Field(foreign_key="person.id")
    by_name: str = sealed_column()
    at: datetime = Field(sa_type=Moment)
    read_at: datetime | None = Field(default=None, sa_type=Moment)


class SetupLink(SQLModel, table=True):
    """The one-use link printed in the console before there is anybody who could sign in."""

    __tablename__ = "setup_link"

    id: str = Field(default_factory=new_id, primary_key=True)
    token_digest: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class SignInSession(SQLModel, table=True):
    """A sign-in session ("session" never means the appointment).

    `acted_at` is the last act: of staff to the minute, of clients to the day. `locked_on` is a day for everybody, and
    only while it is locked; `wrong_tries` are those at unlocking it. `shared` was said at sign-in: others use this
    computer too.
    """

    __tablename__ = "sign_in_session"

    id: str = Field(default_factory=new_id, primary_key=True)
    token_digest: str = Field(unique=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    device: str = ""
    created_at: datetime = Field(sa_type=Moment)
    acted_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)
    passed_factor_at: datetime | None = Field(default=None, sa_type=Moment)
    shared: bool = False
    locked_on: date | None = None
    wrong_tries: int = 0
    proved_until: str | None = sealed_column(nullable=True)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class DeviceKey(SQLModel, table=True):
    """What seals the unsaved words that one device keeps for a client; `session_id` is their latest sign-in there.

    The key lies under the client's private key: with that destroyed no device's copy opens any more.
    """

    __tablename__ = "device_key"

    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    session_id: str = Field(index=True)
    key: str = sealed_column()
    used_on: date


class Throttle(SQLModel, table=True):
    """How often something went wrong lately, by keyed hash of what was tried and from where."""

    key: str = Field(primary_key=True)
    failures: int
    last_at: datetime = Field(sa_type=Moment)
    wait_until: datetime = Field(sa_type=Moment)


class Consent(SQLModel, table=True):
    """One ticked consent of one client, in the version and language that was read."""

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    topic: str
    version: int
    language: str
    given_at: datetime = Field(sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
