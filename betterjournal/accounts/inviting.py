"""A clinician adds a client and invites them; the client joins with the link and the spoken code (SEC-10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, mail, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import (
    ceremonies,
    consent,
    links,
    passkey_rows,
    passwords,
    people,
    sessions,
    throttle,
    tokens,
)
from betterjournal.accounts.ceremonies import Answer, Ceremony, Made, Offer
from betterjournal.accounts.models import Care, Client, Invitation, Person
from betterjournal.accounts.views import InvitationView, JoinView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, NotFound
from betterjournal.readiness import facts as readiness

LONGEST = timedelta(days=14)


@dataclass(frozen=True)
class Join:
    """What a client gives when joining, as typed; `agreed` holds the ticked topics. With a passkey, no password."""

    code: str
    email: str
    password: str
    language: str
    agreed: frozenset[str]
    way_back: str = people.AT_APPOINTMENT


def add_client(actor: Actor, name: str, language: str) -> str:
    """A new client in the actor's care; returns the client's id."""
    access.clinician(actor)
    if language not in people.LANGUAGES:
        raise Invalid("language", "problem.choose")
    client = Client(language=language, created_at=clock.now())
    vault.put(client, "name", people.named(name), vault.PRACTICE, "practice")
    with changing(actor) as change:
        change.session.add(client)
        change.session.flush()
        change.session.add(Care(client_id=client.id, person_id=actor.person_id, from_at=clock.now()))
        change.record(Act.CLIENT_ADDED, client_id=client.id)
        change.announce(f"person:{actor.person_id}")
    return client.id


def invite(actor: Actor, client_id: str) -> InvitationView:
    """A new link and code for a client who has not joined; an earlier one stops working.

    Valid to the end of the day of the next appointment, 14 days at most; the link holds the only copy of its token.
    """
    with changing(actor) as change:
        # Alone: of two presses at once one link is left.
        client = access.client_in_care(change.session, actor, client_id, alone=True)
        if client.person_id is not None:
            raise Invalid("invite", "problem.already_joined", name=people.first_name(vault.get(client, "name")))
        readiness.require(change.session)
        access.not_stopped(change.session, client_id)
        made = ticket(change, actor, client, "join")
        change.record(Act.INVITED, client_id=client_id)
    return made


def ticket(change: Change, actor: Actor, client: Client, page: links.Page) -> InvitationView:
    """A new link to that page and its code, in the caller's change; an earlier one of this client stops working."""
    token, code = tokens.new(), tokens.spoken_code()
    withdraw_open(change.session, client.id)
    invitation = _invitation(actor, client.id, token, code, _until(change.session, client.id))
    change.session.add(invitation)
    return InvitationView(
        client_id=client.id,
        first_name=people.first_name(vault.get(client, "name")),
        link=links.address(token, page),
        picture=links.picture(token, page),
        code=f"{code[:3]} {code[3:]}",
        expires_on=clock.local(invitation.expires_at, actor.time_zone).date().isoformat(),
    )


def look(visitor: Visitor, token: str) -> JoinView:
    """What the holder of a link sees before joining: who invites, and what to agree to. No name of the client."""
    with database.reading() as session:
        invitation = opened(session, token)
        rules = access.practice(session)
        inviter = session.get_one(Person, invitation.made_by)
        client = _client(session, invitation)
    return JoinView(
        practice=rules.name,
        clinician=people.first_name(vault.get(inviter, "name")),
        phone=rules.phone,
        language=client.language,
        reading_window=rules.reading_window,
        mails=mail.is_set_up(),
    )


def join(visitor: Visitor, token: str, given: Join, device: str = "") -> sessions.SignedIn:
    """Make the client's account and sign it in. The spoken code is tried at most five times for one link."""
    client, practice = _let_in(visitor, token, given)
    name, email = vault.get(client, "name"), people.email(given.email)
    password = passwords.accept(given.password, alone=True, context=(practice, name, email))
    stored = passwords.hashed(password)
    person = people.new(name, email, _language(given, client), stored, way_back=given.way_back)
    return _enter(_newcomer(visitor, client, person), token, person, device)


def offer_passkey(visitor: Visitor, token: str, given: Join) -> Offer:
    """Ask for the passkey of a client who joins without a password; a spent link or a taken address ask for none."""
    _let_in(visitor, token, given)
    email = people.email(given.email)
    with database.reading() as session, throttle.slowed(links.guessed(token), visitor.address):
        _not_taken(session, people.index(email))
    return ceremonies.ask_for_new("join", database.new_id(), email, tokens.digest(token))


def join_with_passkey(
    visitor: Visitor, token: str, given: Join, ceremony: Ceremony | None, answer: Answer, device: str = ""
) -> sessions.SignedIn:
    """The same as `join` with a passkey in place of a password."""
    begun = ceremonies.expected(ceremony, "join", tokens.digest(token))
    client, _ = _let_in(visitor, token, given)
    with throttle.slowed(links.guessed(token), visitor.address):
        new = ceremonies.made(begun, answer)
    name, email = vault.get(client, "name"), people.email(given.email)
    language = _language(given, client)
    person = people.new(name, email, language, "", person_id=begun.person_id, way_back=given.way_back)
    return _enter(_newcomer(visitor, client, person), token, person, device, (begun, new))


def withdraw_open(session: Session, client_id: str) -> None:
    """Open invitations of a client stop working, in the caller's transaction."""
    for old in session.exec(
        select(Invitation).where(Invitation.client_id == client_id, col(Invitation.used_at).is_(None))
    ):
        session.delete(old)


def _let_in(visitor: Visitor, token: str, given: Join) -> tuple[Client, str]:
    """The client and the practice's name, once the code is right and everything was agreed to."""
    links.try_code(visitor, Invitation, token, given.code)
    with database.reading() as session:
        client = _client(session, opened(session, token))
        practice = access.practice(session).name
    if given.agreed != frozenset(consent.TOPICS):
        raise Invalid("agreed", "problem.consent")
    if given.way_back not in people.WAYS_BACK:
        raise Invalid("way_back", "problem.choose")
    return client, practice


def _language(given: Join, client: Client) -> str:
    return given.language if given.language in people.LANGUAGES else client.language


def _newcomer(visitor: Visitor, client: Client, person: Person) -> Actor:
    with database.reading() as session:
        zone = access.practice(session).time_zone
    name = vault.get(client, "name")
    return Actor(person.id, name, "", client_id=client.id, time_zone=zone, address=visitor.address)


def _enter(
    actor: Actor, token: str, person: Person, device: str, passkey: tuple[Ceremony, Made] | None = None
) -> sessions.SignedIn:
    with throttle.slowed(links.guessed(token), actor.address), changing(actor) as change:
        invitation = opened(change.session, token, for_update=True)
        invitation.used_at = person.created_at = clock.day_begins(clock.now(), actor.time_zone)
        _not_taken(change.session, person.email_index)
        change.session.add_all([invitation, person])
        change.session.flush()
        _attach(change.session, _client(change.session, invitation), person, invitation.used_at)
        if passkey:
            passkey_rows.keep(change, person, *passkey, device)
        change.record(Act.JOINED, object_id=invitation.id, client_id=invitation.client_id)
        change.record(Act.CONSENTED, client_id=invitation.client_id, kind=f"version {consent.VERSION}")
        change.announce(f"client:{invitation.client_id}")
        return sessions.begin(change.session, person, device=device)


def _not_taken(session: Session, email_index: str) -> None:
    if session.exec(select(Person.id).where(Person.email_index == email_index)).first():
        raise Invalid("email", "problem.email_taken")


def _client(session: Session, invitation: Invitation) -> Client:
    client = session.get(Client, invitation.client_id)
    # The ticket of somebody who has joined is for coming back: a second account is never made with it.
    if client is None or client.person_id is not None:
        raise NotFound("problem.link_used")
    return client


def _attach(session: Session, client: Client, person: Person, day: datetime) -> None:
    language = person.language
    client.person_id, client.language = person.id, language
    session.add(client)
    session.add_all(consent.given(client.id, language, day))


def _until(session: Session, client_id: str) -> datetime:
    rules, now = access.practice(session), clock.now()
    coming = [span.ends_at for span in access.spans_of(session, client_id, rules) if span.ends_at > now]
    if not coming:
        return now + LONGEST
    day = clock.local(min(coming), rules.time_zone).date() + timedelta(days=1)
    return min(now + LONGEST, clock.at(day, 0, 0, rules.time_zone))


def _invitation(actor: Actor, client_id: str, token: str, code: str, until: datetime) -> Invitation:
    return Invitation(
        client_id=client_id,
        made_by=actor.person_id,
        token_digest=tokens.digest(token),
        code_digest=links.code_digest(token, code),
        expires_at=until,
    )


def opened(session: Session, token: str, *, for_update: bool = False) -> Invitation:
    """The invitation, while whoever made it cares for that client; spent, too old and never there are one answer."""
    invitation = links.opened(session, Invitation, token)
    if for_update:
        # The client first, as whoever makes a new link does: in another order the two could wait for each other.
        access.hold(session, invitation.client_id)
        invitation = links.opened(session, Invitation, token, for_update=True)
    if not access.cares_for(session, invitation.made_by, invitation.client_id):
        raise NotFound("problem.link_used")
    return invitation
