"""What the account screens read."""

from sqlmodel import col, select

from betterjournal import access, clock, database, mail, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import contact, devices, factors, passkey_rows, people
from betterjournal.accounts.models import Care, Consent, Person, Practice, RecoveryCode
from betterjournal.accounts.views import AccountView, FactorView, MeView, PersonView, PracticeView


def whoami(actor: Actor) -> PersonView:
    """The signed-in person, for the page's frame."""
    reads = actor.is_clinician or actor.is_supervisor
    return PersonView(actor.person_id, actor.name, actor.language, actor.is_owner, reads)


def practice(visitor: Visitor) -> PracticeView:
    """The practice as its privacy page names it."""
    with database.reading() as session:
        found = session.get(Practice, 1)
    if found is None:
        return PracticeView("none", "", "", "en", "")
    contact = vault.get(found, "privacy_name"), vault.get(found, "privacy_reach")
    rules = found.name, found.phone, found.first_language, found.reading_window
    return PracticeView("practice", *rules, mail.is_set_up(), *contact)


def factor(actor: Actor) -> FactorView:
    """The second factor this sign-in still owes, to type or to set up."""
    with database.reading() as session:
        person = access.person(session, actor)
        by_passkey = passkey_rows.count(session, person.id) > 0
    by_code = person.totp_confirmed_at is not None
    if by_code or by_passkey or not actor.second_factor_needed:
        return FactorView("known", "", "", by_code, by_passkey)
    secret = factors.offered(actor.session_id)
    picture = factors.qr_code(factors.address(secret, vault.get(person, "email")))
    return FactorView("new", picture, factors.spaced(secret))


def account(actor: Actor) -> AccountView:
    """The staff member's own account."""
    with database.reading() as session:
        person = access.person(session, actor)
        codes = session.exec(select(RecoveryCode.id).where(RecoveryCode.person_id == person.id)).first()
        keys, open_ = passkey_rows.seen(session, person), devices.seen(session, actor, person)
    return AccountView(
        id=person.id,
        name=actor.name,
        first_name=people.first_name(actor.name),
        email=vault.get(person, "email"),
        is_owner=person.is_owner,
        is_clinician=person.is_clinician,
        language=person.language,
        has_recovery_codes=codes is not None,
        has_password=bool(person.password_hash),
        has_authenticator=person.totp_confirmed_at is not None,
        digest=person.digest,
        mails=mail.is_set_up(),
        passkeys=keys,
        devices=open_,
    )


def me(actor: Actor) -> MeView:
    """The client's own account, with what they agreed to and when."""
    with database.reading() as session:
        mine = access.own_client(session, actor)
        person = access.person(session, actor)
        given = session.exec(
            select(Consent).where(Consent.client_id == mine.id, col(Consent.withdrawn_at).is_(None))
        ).all()
        names = session.exec(
            select(Person)
            .join(Care, col(Care.person_id) == Person.id)
            .where(Care.client_id == mine.id, access.is_current(Care, clock.now()), access.works_as("clinician"))
            .order_by(col(Care.from_at))
        ).all()
        phone = access.practice(session).phone
        keys, open_ = passkey_rows.seen(session, person), devices.seen(session, actor, person)
        told = devices.told(session, mine)
    latest = max(((row.given_at, row.version) for row in given), default=None)
    return MeView(
        id=mine.id,
        person_id=person.id,
        first_name=people.first_name(actor.name),
        email=vault.get(person, "email"),
        language=person.language,
        clinician=people.first_name(vault.get(names[0], "name")) if names and not mine.discharged_at else "",
        phone=phone,
        consents=[row.topic for row in given if (row.given_at, row.version) == latest],
        consented_on=clock.local(latest[0], actor.time_zone).date().isoformat() if latest else "",
        has_password=bool(person.password_hash),
        passkeys=keys,
        devices=open_,
        told=told,
        way_back=person.way_back,
        mails=mail.is_set_up(),
        contact=contact.of(mine),
    )
