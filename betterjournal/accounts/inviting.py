"""A clinician adds a client and invites them; the client joins with the link and the spoken code (SEC-10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import consent, factors, passwords, people, sessions, throttle, tokens
from betterjournal.accounts.models import Care, Client, Consent, Invitation, Person
from betterjournal.accounts.views import InvitationView, JoinView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound
from betterjournal.settings import load

LONGEST = timedelta(days=14)
TRIES = 5


@dataclass(frozen=True)
class Join:
    """What a client gives when joining, as typed; `agreed` holds the ticked consent topics."""

    code: str
    email: str
    password: str
    language: str
    agreed: frozenset[str]


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

    Valid for 14 days; the link holds the only copy of its token.
    """
    token, code = tokens.new(), tokens.spoken_code()
    with changing(actor) as change:
        client = access.client_in_care(change.session, actor, client_id)
        if client.person_id is not None:
            raise Invalid(
                "invite", "problem.already_joined", name=people.first_name(vault.get(client, "name"))
            )
        _withdraw_open(change.session, client_id)
        invitation = _invitation(actor, client_id, token, code)
        change.session.add(invitation)
        change.record(Act.INVITED, object_id=invitation.id, client_id=client_id)
    link = f"{load().public_url}/join/{token}"
    return InvitationView(
        client_id=client_id,
        first_name=people.first_name(vault.get(client, "name")),
        link=link,
        picture=factors.qr_code(link),
        code=f"{code[:3]} {code[3:]}",
        expires_on=clock.local(invitation.expires_at, actor.time_zone).date().isoformat(),
    )


def look(visitor: Visitor, token: str) -> JoinView:
    """What the holder of a link sees before joining: who invites, and what to agree to. No name of the client."""
    with database.reading() as session:
        invitation = _open(session, token, clock.now())
        rules = access.practice(session)
        inviter = session.get(Person, invitation.made_by)
        client = session.get(Client, invitation.client_id)
    assert inviter is not None and client is not None
    return JoinView(
        practice=rules.name,
        clinician=vault.get(inviter, "name"),
        phone=rules.phone,
        language=client.language,
        reading_window=rules.reading_window,
        topics=list(consent.TOPICS),
    )


def join(visitor: Visitor, token: str, given: Join, device: str = "") -> sessions.SignedIn:
    """Make the client's account and sign it in. The spoken code is tried at most five times for one link."""
    with database.reading() as session:
        invitation = _open(session, token, clock.now())
        context = (access.practice(session).name,)
    _check_code(invitation, given.code, visitor)
    if given.agreed != frozenset(consent.TOPICS):
        raise Invalid("agreed", "problem.consent")
    email = people.email(given.email)
    stored = passwords.hashed(passwords.accept(given.password, alone=True, context=(*context, email)))
    language = given.language if given.language in people.LANGUAGES else "en"
    person_id = database.new_id()
    with database.reading() as session:
        client = session.get(Client, invitation.client_id)
    assert client is not None
    name = vault.get(client, "name")
    with changing(Actor(person_id, name, "", client_id=client.id, address=visitor.address)) as change:
        invitation = _open(change.session, token, clock.now())
        invitation.used_at = clock.now()
        if change.session.exec(select(Person.id).where(Person.email_index == people.index(email))).first():
            raise Invalid("email", "problem.email_taken")
        person = people.new(name, email, language, stored, person_id=person_id)
        change.session.add_all([invitation, person])
        change.session.flush()
        _attach(change.session, client, person, language)
        change.record(Act.JOINED, object_id=invitation.id, client_id=client.id)
        change.record(Act.CONSENTED, client_id=client.id, kind=f"version {consent.VERSION}")
        change.announce(f"client:{client.id}")
        return sessions.begin(change.session, person, device=device)


def _attach(session: Session, client: Client, person: Person, language: str) -> None:
    client = session.merge(client)
    client.person_id, client.language = person.id, language
    session.add(client)
    session.add_all(
        Consent(
            client_id=client.id, topic=topic, version=consent.VERSION, language=language, given_at=clock.now()
        )
        for topic in consent.TOPICS
    )


def _invitation(actor: Actor, client_id: str, token: str, code: str) -> Invitation:
    digest = tokens.digest(token)
    return Invitation(
        client_id=client_id,
        made_by=actor.person_id,
        token_digest=digest,
        code_digest=tokens.digest(digest + code),
        expires_at=clock.now() + LONGEST,
    )


def _open(session: Session, token: str, now: datetime) -> Invitation:
    found = session.exec(select(Invitation).where(Invitation.token_digest == tokens.digest(token))).first()
    if found is None or found.used_at is not None or found.expires_at <= now or found.tries >= TRIES:
        raise NotFound("problem.link_used")
    return found


def _check_code(invitation: Invitation, code: str, visitor: Visitor) -> None:
    throttle.check("join", visitor.address)
    if tokens.digest(invitation.token_digest + tokens.spoken(code)) == invitation.code_digest:
        return
    with database.writing() as session:
        row = session.get(Invitation, invitation.id)
        if row:
            row.tries += 1
            session.add(row)
    throttle.failed("join", visitor.address)
    raise Invalid("code", "problem.spoken_code", left=str(max(0, TRIES - invitation.tries - 1)))


def _withdraw_open(session: Session, client_id: str) -> None:
    for old in session.exec(
        select(Invitation).where(Invitation.client_id == client_id, col(Invitation.used_at).is_(None))
    ):
        session.delete(old)
