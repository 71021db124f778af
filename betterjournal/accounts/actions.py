"""What people do with their accounts: sign in and out, second factor, language."""

from collections.abc import Sequence

from sqlmodel import Session, select

from betterjournal import access, database, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import factors, passwords, people, sessions, throttle
from betterjournal.accounts.models import Person
from betterjournal.audit import STAFF_KIND, Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound, Refused

# What of a review may go into the clinician's own chart, in its order there.
CHART_LINES = ("set", "came", "reasons", "rated", "decided", "takeaway", "next")


def sign_in(
    visitor: Visitor, email: str, password: str, device: str = "", *, shared: bool = False
) -> sessions.SignedIn:
    """Begin a session. Unknown account, wrong password and disabled account are one answer in one time."""
    index = people.index(email)
    throttle.check(index, visitor.address)
    with database.reading() as session:
        person = session.exec(select(Person).where(Person.email_index == index)).first()
    usable = person is not None and person.disabled_at is None
    good, renewed = passwords.matches(password, person.password_hash if person and usable else "")
    if not good or person is None:
        throttle.failed(index, visitor.address)
        _refused(visitor, Act.SIGN_IN_REFUSED, sessions.kind(person) if person else "")
        raise Invalid("password", "problem.sign_in")
    actor = sessions.entering(person, visitor)
    with changing(actor) as change:
        held = _unchanged(change.session, actor, person)
        held.password_hash = renewed or held.password_hash
        change.session.add(held)
        change.record(Act.SIGN_IN, kind=sessions.kind(held))
        signed_in = sessions.begin(change.session, held, device=device, shared=shared)
    throttle.passed(index, visitor.address)
    return signed_in


def pass_factor(actor: Actor, code: str) -> sessions.SignedIn:
    """Pass the second factor, or confirm a new one; the half session ends and a whole one with a new token begins."""
    if not actor.second_factor_needed:
        raise Refused("problem.factor_set")
    what = f"factor/{actor.person_id}"
    with changing(actor) as change:
        # Alone: of two who type one code at once the second finds it used, of many guesses at once each is counted.
        person = access.person(change.session, actor, alone=True)
        sessions.require(change.session, actor)
        throttle.check_in(change.session, what, actor.address)
        new = not sessions.has_factor(change.session, person)
        good = _fits(change.session, person, actor.session_id, code)
        if good:
            device = sessions.end(change.session, actor.session_id)
            signed_in = sessions.begin(change.session, person, device=device, passed_factor=True, shared=actor.shared)
        else:
            throttle.failed_in(change.session, what, actor.address)
        change.session.add(person)
        change.record(_told(good, new))
    if not good:
        raise Invalid("code", "problem.code")
    throttle.passed(what, actor.address)
    sessions.announce_ended([actor.session_id])
    return signed_in


def sign_out(actor: Actor, *, leaving: bool = True) -> None:
    """End this session; its open pages get nothing more. Not `leaving`: somebody signed in over it."""
    with changing(actor) as change:
        sessions.end(change.session, actor.session_id, leaving=leaving)
        change.record(Act.SIGN_OUT, kind="staff" if actor.is_staff else "client")
    sessions.announce_ended([actor.session_id])


def sign_out_everywhere(actor: Actor) -> None:
    """End every session of the person, this one too. A password alone throws nobody out."""
    if actor.second_factor_needed:
        raise NotFound
    with changing(actor) as change:
        ended = sessions.end_all(change.session, actor.person_id)
        change.record(Act.SIGN_OUT_EVERYWHERE, kind="staff" if actor.is_staff else "client")
    sessions.announce_ended(ended)


def choose_language(actor: Actor, language: str) -> None:
    """Remember the person's language; the page itself switched already."""
    if language not in people.LANGUAGES:
        raise Invalid("language", "problem.choose")
    with changing(actor) as change:
        person = access.person(change.session, actor)
        person.language = language
        change.session.add(person)
        change.record(Act.SETTINGS, kind="language")


def choose_sheets(actor: Actor, how: str) -> None:
    """Remember whether the client wants a long sheet one question at a time or all at once, on any screen."""
    if how not in ("one", "all"):
        raise Invalid("how", "problem.choose")
    with changing(actor) as change:
        mine = access.own_client(change.session, actor, to_write=True)
        mine.sheets = how
        change.session.add(mine)
        change.record(Act.SETTINGS, kind="sheets")


def choose_chart(actor: Actor, lines: Sequence[str]) -> None:
    """Remember what of a review the clinician copies for their chart."""
    if not set(lines) <= set(CHART_LINES):
        raise Invalid("lines", "problem.choose")
    with changing(actor) as change:
        access.clinician(actor)
        person = access.person(change.session, actor)
        person.chart_lines = " ".join(name for name in CHART_LINES if name in lines)
        change.session.add(person)
        change.record(Act.SETTINGS, kind="chart")


def _unchanged(session: Session, actor: Actor, looked_at: Person) -> Person:
    """The row as it stands now; hashing takes its time, and who was shut out meanwhile does not come in."""
    person = access.person(session, actor, alone=True)
    if person.disabled_at is not None or person.password_hash != looked_at.password_hash:
        raise Invalid("password", "problem.sign_in")
    return person


def _fits(session: Session, person: Person, session_id: str, code: str) -> bool:
    if person.totp_confirmed_at is not None:
        known = vault.get(person, "totp")
        return factors.accept_code(person, known, code) or factors.accept_recovery(session, person, code)
    if sessions.has_factor(session, person):
        # Their passkey is the second factor: the password alone must not set up another beside it.
        return factors.accept_recovery(session, person, code)
    secret = factors.offered(session_id)
    if not factors.accept_code(person, secret, code):
        return False
    factors.confirm(person, secret)
    return True


def _told(good: bool, new: bool) -> Act:
    if not good:
        return Act.SECOND_FACTOR_REFUSED
    return Act.SECOND_FACTOR_SET if new else Act.SIGN_IN


def _refused(visitor: Visitor, act: Act, kind: str) -> None:
    """Of a client, and of nobody, not even the kind is told: that somebody is a client is itself sensitive."""
    with changing(visitor) as change:
        change.record(act, kind=kind if kind == STAFF_KIND else "", result="refused")
