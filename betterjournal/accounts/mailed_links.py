"""One-time links that are mailed: good for half an hour, kept as hashes that tell no time of day."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, delete, func, select

from betterjournal import clock
from betterjournal.accounts import tokens
from betterjournal.accounts.models import MailedLink

MINUTES = 30
# So many may be asked for by strangers; a mailbox is never flooded.
MOST_A_DAY = 5
# As many again from where the person came in before: strangers do not use up the way back of anybody.
MOST_FROM_HOME = 10


def is_enough(session: Session, person_id: str, now: datetime, *, at_home: bool) -> bool:
    """Whether this person was sent all the links of today; `at_home` is where they came in before."""
    today = (MailedLink.person_id == person_id, MailedLink.made_on == now.date())
    most = MOST_FROM_HOME if at_home else MOST_A_DAY
    return session.exec(select(func.count(col(MailedLink.id))).where(*today)).one() >= most


def make(session: Session, person_id: str, now: datetime) -> str:
    """The token of a new link. One that was sent before stays good: a stranger who asks spoils nobody's."""
    token, yesterday = tokens.new(), now.date() - timedelta(days=1)
    session.execute(delete(MailedLink).where(col(MailedLink.made_on) < yesterday))
    session.add(MailedLink(person_id=person_id, token_digest=_digest(token, _minute(now)), made_on=now.date()))
    return token


def find(session: Session, token: str, now: datetime, *, for_update: bool = False) -> MailedLink | None:
    """The link of this token when it is unused and in time.

    The minute it was made in is hashed with it, so nothing that is kept tells when a client forgot (SEC-31).
    """
    digests = [_digest(token, _minute(now + clock.LEEWAY) - ago) for ago in range(MINUTES + 1)]
    wanted = select(MailedLink).where(col(MailedLink.token_digest).in_(digests), col(MailedLink.spent_on).is_(None))
    return session.exec(wanted.with_for_update() if for_update else wanted).first()


def spend_all(session: Session, person_id: str, on: date) -> None:
    """With the way in changed, every link that is out works no more."""
    for row in session.exec(
        select(MailedLink).where(MailedLink.person_id == person_id, col(MailedLink.spent_on).is_(None))
    ):
        row.spent_on = on
        session.add(row)


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // 60


def _digest(token: str, minute: int) -> str:
    return tokens.digest(f"{token}/{minute}")
