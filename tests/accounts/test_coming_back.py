"""Coming back: by a mailed link or by a check code at the next appointment, and no other way."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlmodel import select

from betterjournal import clock, database, live, mail, settings
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import (
    actions,
    device_keys,
    inviting,
    mailed_links,
    people,
    returning,
    sessions,
    staff,
    staff_joining,
    ways,
)
from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.inviting import Join
from betterjournal.accounts.models import Care, MailedLink, Passkey, Person
from betterjournal.accounts.returning import Back
from betterjournal.audit import AuditRecord
from betterjournal.errors import Invalid, NotFound, Problem, Refused
from betterjournal.privacy import stopping
from betterjournal.settings import Settings
from tests.authenticator import Authenticator
from tests.builders import passkey, proved, rows, said
from tests.cast import PASSPHRASE, Cast
from tests.outbox import Outbox, listening

HOME = Visitor("192.0.2.1")
BEN = "ben@demo.test"
NEW = "five slow boats going home"
SENT: list[Future[bool]] = []


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Iterator[Outbox]:
    """Ben chose mail as his way back; Dan did not."""
    change(cast.ben, way_back=people.BY_MAIL)
    with listening() as (kept, port):
        wishes = Settings(smtp_url=f"smtp://127.0.0.1:{port}")
        monkeypatch.setattr(settings, "load", lambda: wishes)
        monkeypatch.setattr(mail, "PAUSES", (0.0, 0.0))
        monkeypatch.setattr(mail, "post", lambda *given, post=mail.post: SENT.append(post(*given)))
        yield kept
    SENT.clear()


def change(who: Actor, **columns: object) -> None:
    with database.writing() as session:
        person = session.get_one(Person, who.person_id)
        for column, value in columns.items():
            setattr(person, column, value)
        session.add(person)


def ask(email: str, visitor: Visitor = HOME) -> None:
    """As the sign-in page does; returns when the mail, if there is one, has arrived."""
    returning.ask_for_link(visitor, email, lambda language, link: (f"Link {language}", f"{link}\n"))
    # One thread writes, so what was asked before this is written.
    mail._writing.submit(lambda: None).result(20)
    assert all(sent.result(20) for sent in SENT)


def asked(outbox: Outbox, email: str = BEN) -> str:
    """The token of the link that was asked for."""
    ask(email)
    return outbox.to(email)[-1].get_content().strip().rsplit("/", 1)[1]


def test_a_mailed_link_leads_to_a_new_password_and_ends_every_other_session(cast: Cast, outbox: Outbox) -> None:
    heard: list[frozenset[str]] = []
    live.listen(heard.append)
    signed_in = returning.come_back(HOME, asked(outbox), Back(password=NEW))
    live.forget(heard.append)
    assert sessions.resolve(signed_in.token, act=True) is not None
    assert sessions.resolve(cast.tokens["ben"], act=False) is None
    assert frozenset({f"session:{cast.ben.session_id}"}) in heard
    assert actions.sign_in(HOME, BEN, NEW).token
    with pytest.raises(Invalid):
        actions.sign_in(HOME, BEN, PASSPHRASE)


def test_who_forgot_a_password_has_not_lost_the_words_that_their_device_keeps(cast: Cast, outbox: Outbox) -> None:
    kept = device_keys.hand_over(cast.ben, [])
    signed_in = returning.come_back(HOME, asked(outbox), Back(password=NEW))
    again = sessions.resolve(signed_in.token, act=True)
    assert again is not None
    assert device_keys.hand_over(again, [kept.now]).keys[kept.now] == kept.keys[kept.now]


def test_a_mailed_link_works_once(cast: Cast, outbox: Outbox) -> None:
    token = asked(outbox)
    returning.come_back(HOME, token, Back(password=NEW))
    for refused in (lambda: returning.look(HOME, token), lambda: returning.come_back(HOME, token, Back(password=NEW))):
        with pytest.raises(NotFound):
            refused()


def test_looking_uses_nothing_up_and_says_no_name(cast: Cast, outbox: Outbox) -> None:
    token = asked(outbox)
    for _ in range(5):
        view = returning.look(HOME, token)
    assert (view.by_code, view.least, view.by_passkey) == (False, "15", True)
    assert "Ben" not in str(view)


@pytest.mark.parametrize(("minutes", "works"), [(0, True), (28, True), (30, False), (-2, False), (60 * 24, False)])
def test_a_mailed_link_lives_half_an_hour(cast: Cast, outbox: Outbox, minutes: int, works: bool) -> None:
    token = asked(outbox)
    with clock.stopped_at(clock.now() + timedelta(minutes=minutes)):
        if works:
            assert returning.look(HOME, token)
        else:
            with pytest.raises(NotFound):
                returning.look(HOME, token)


def test_nothing_that_is_kept_tells_when_somebody_forgot(cast: Cast, outbox: Outbox) -> None:
    token = asked(outbox)
    (row,) = rows(MailedLink)
    assert set(MailedLink.model_fields) == {"id", "person_id", "token_digest", "made_on", "spent_on"}
    assert token not in str(row.model_dump())
    (record,) = [each for each in rows(AuditRecord) if each.act == "account.link_mailed"]
    assert record.at == clock.now().replace(hour=0, minute=0, second=0, microsecond=0)


def test_the_mail_is_in_the_persons_own_language(cast: Cast, outbox: Outbox) -> None:
    change(cast.ben, language="fr")
    asked(outbox)
    assert outbox.to(BEN)[0]["Subject"] == "Link fr"


@pytest.mark.parametrize("email", ["", "ben", "x" * 500, f"{BEN}\r\nBcc: eve@demo.test"])
def test_what_is_no_address_is_said_to_be_none(cast: Cast, outbox: Outbox, email: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask(email)
    assert (refused.value.field, refused.value.key) == ("email", "problem.email")


@pytest.mark.parametrize("email", ["dan@demo.test", "nobody@demo.test"])
def test_nobody_else_is_mailed_and_the_answer_is_the_same(cast: Cast, outbox: Outbox, email: str) -> None:
    """Dan wants no mail, ever; the other does not exist."""
    assert ask(email) is None
    asked(outbox)
    assert [each["To"] for each in outbox.mails] == [BEN]


def test_a_disabled_person_is_not_mailed_and_an_earlier_link_stops(cast: Cast, outbox: Outbox) -> None:
    token = asked(outbox)
    change(cast.ben, disabled_at=clock.now())
    ask(BEN)
    assert len(outbox.to(BEN)) == 1
    with pytest.raises(NotFound):
        returning.look(HOME, token)


def test_when_everything_is_stopped_no_mail_goes_out_and_an_earlier_link_stops(cast: Cast, outbox: Outbox) -> None:
    token = asked(outbox)
    stopping.stop(cast.alma, cast.ben.client_id or "", "danger")
    ask(BEN)
    assert len(outbox.to(BEN)) == 1
    with pytest.raises(NotFound):
        returning.look(HOME, token)


def test_who_no_longer_wants_mail_has_no_link_either(cast: Cast, outbox: Outbox) -> None:
    token = asked(outbox)
    change(cast.ben, way_back=people.AT_APPOINTMENT)
    with pytest.raises(NotFound):
        returning.come_back(HOME, token, Back(password=NEW))


def test_nobody_can_flood_a_mailbox(cast: Cast, outbox: Outbox) -> None:
    for n in range(mailed_links.MOST_A_DAY + 3):
        ask(BEN, Visitor(f"203.0.113.{n}"))
    assert len(rows(MailedLink)) == mailed_links.MOST_A_DAY
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        ask(BEN, Visitor("203.0.113.77"))
    assert len(rows(MailedLink)) == mailed_links.MOST_A_DAY + 1


def test_strangers_do_not_use_up_the_links_of_who_came_in_from_here_before(cast: Cast, outbox: Outbox) -> None:
    actions.sign_in(HOME, BEN, PASSPHRASE)
    for n in range(mailed_links.MOST_A_DAY + 3):
        ask(BEN, Visitor(f"203.0.113.{n}"))
    assert returning.come_back(HOME, asked(outbox), Back(password=NEW)).token
    assert len(rows(MailedLink)) == mailed_links.MOST_A_DAY + 1
    for _ in range(mailed_links.MOST_FROM_HOME):
        with suppress(Refused):
            ask(BEN)
    assert len(rows(MailedLink)) <= mailed_links.MOST_FROM_HOME


def test_whoever_asks_too_often_waits_known_or_unknown(cast: Cast, outbox: Outbox) -> None:
    said = []
    for email in (BEN, "nobody@demo.test"):
        for _ in range(5):
            ask(email, Visitor(f"{email}"))
        with pytest.raises(Refused) as refused:
            ask(email, Visitor(f"{email}"))
        said.append((refused.value.key, refused.value.values))
    assert said[0] == said[1]


def test_a_strangers_asking_spoils_neither_an_earlier_link_nor_the_password(cast: Cast, outbox: Outbox) -> None:
    token = asked(outbox)
    for n in range(40):
        try:
            ask(BEN, Visitor(f"203.0.113.{n}"))
        except Refused:
            break
    assert actions.sign_in(HOME, BEN, PASSPHRASE).token
    assert returning.come_back(HOME, token, Back(password=NEW)).token


def test_staff_come_back_and_still_owe_their_second_factor(cast: Cast, outbox: Outbox) -> None:
    passkey(cast.alma)
    signed_in = returning.come_back(HOME, asked(outbox, "alma@demo.test"), Back(password="slow boats"))
    half = sessions.resolve(signed_in.token, act=True)
    assert signed_in.needs == "code"
    assert half is not None
    assert half.second_factor_needed


def test_a_mailbox_alone_makes_staff_no_passkey(cast: Cast, outbox: Outbox) -> None:
    """It would be both their factors."""
    token = asked(outbox, "alma@demo.test")
    assert not returning.look(HOME, token).by_passkey
    with pytest.raises(Refused):
        returning.offer_passkey(HOME, token, Back())


@pytest.mark.parametrize(
    "password", ["only fourteen!", "Rundle Psychology", "ben okafor ben okafor", "ben@demo.test 1"]
)
def test_a_weak_password_is_refused_and_the_link_stays(cast: Cast, outbox: Outbox, password: str) -> None:
    token = asked(outbox)
    with pytest.raises(Invalid) as refused:
        returning.come_back(HOME, token, Back(password=password))
    assert refused.value.field == "password"
    assert returning.look(HOME, token)


def test_a_client_comes_back_with_a_passkey(cast: Cast, outbox: Outbox) -> None:
    token, device = asked(outbox), Authenticator()
    offer = returning.offer_passkey(HOME, token, Back())
    made = device.make(offer.options)
    signed_in = returning.come_back_with_passkey(HOME, token, Back(), offer.ceremony, made)
    assert sessions.resolve(signed_in.token, act=True) is not None
    with pytest.raises(Problem):
        returning.come_back_with_passkey(HOME, token, Back(), offer.ceremony, made)


@pytest.mark.parametrize("keep", [False, True])
def test_a_client_who_comes_back_keeps_the_other_ways_in_only_by_choice(cast: Cast, outbox: Outbox, keep: bool) -> None:
    old, device = passkey(cast.ben), Authenticator()
    token = asked(outbox)
    begun = returning.offer_passkey(HOME, token, Back())
    given = Back(keep_others=keep)
    returning.come_back_with_passkey(HOME, token, given, begun.ceremony, device.make(begun.options))
    assert (old in {row.id for row in rows(Passkey)}, len(rows(Passkey))) == (keep, 2 if keep else 1)
    assert sessions.resolve(cast.tokens["ben"], act=False) is None
    if keep:
        assert actions.sign_in(HOME, BEN, PASSPHRASE).token
    else:
        with pytest.raises(Invalid):
            actions.sign_in(HOME, BEN, PASSPHRASE)


@pytest.mark.parametrize("keep", [False, True])
def test_a_new_password_puts_old_passkeys_out_of_use_unless_they_are_kept(
    cast: Cast, outbox: Outbox, keep: bool
) -> None:
    passkey(cast.ben)
    returning.come_back(HOME, asked(outbox), Back(password=NEW, keep_others=keep))
    assert len(rows(Passkey)) == int(keep)
    assert actions.sign_in(HOME, BEN, NEW).token


def test_a_mailbox_takes_no_second_factor_of_staff_away(cast: Cast, outbox: Outbox) -> None:
    kept = passkey(cast.alma)
    signed_in = returning.come_back(HOME, asked(outbox, "alma@demo.test"), Back(password=NEW))
    assert ([row.id for row in rows(Passkey)], signed_in.needs) == ([kept], "code")


def test_a_passkey_asked_for_with_one_link_does_not_answer_another(cast: Cast, outbox: Outbox) -> None:
    offer = returning.offer_passkey(HOME, asked(outbox), Back())
    with pytest.raises(Invalid):
        returning.come_back_with_passkey(
            HOME, asked(outbox), Back(), offer.ceremony, Authenticator().make(offer.options)
        )


@pytest.mark.parametrize("token", ["", "x", "../..", "'; drop table person; --", "é" * 100])
def test_a_made_up_link_is_nobodys(cast: Cast, outbox: Outbox, token: str) -> None:
    with pytest.raises(NotFound):
        returning.look(HOME, token)
    with pytest.raises(NotFound):
        returning.come_back(HOME, token, Back("AAAAAA", NEW))


def renewed(cast: Cast) -> tuple[str, str]:
    """The token and the code that Alma gives Ben."""
    made = returning.renew(proved(cast.alma), cast.ben.client_id or "")
    return made.link.rsplit("/back/", 1)[1], made.code


def test_a_client_comes_back_with_a_code_from_their_clinician(cast: Cast) -> None:
    token, code = renewed(cast)
    assert returning.look(HOME, token).by_code
    with pytest.raises(Invalid) as refused:
        returning.come_back(HOME, token, Back("AAAAAA", NEW))
    assert (refused.value.field, refused.value.values) == ("code", {"left": "4"})
    signed_in = returning.come_back(HOME, token, Back(code.lower(), NEW))
    back = sessions.resolve(signed_in.token, act=True)
    assert back is not None
    assert back.client_id == cast.ben.client_id
    assert sessions.resolve(cast.tokens["ben"], act=False) is None
    with pytest.raises(NotFound):
        returning.come_back(HOME, token, Back(code, NEW))


def test_five_wrong_codes_end_that_link_too(cast: Cast) -> None:
    token, code = renewed(cast)
    for n in range(5):
        with pytest.raises((Invalid, NotFound)):
            returning.come_back(Visitor(f"203.0.113.{n}"), token, Back("AAAAAA", NEW))
    with pytest.raises(NotFound):
        returning.come_back(HOME, token, Back(code, NEW))


@pytest.mark.parametrize("gone", ["role", "care"])
def test_a_code_ends_with_the_care_of_who_gave_it(cast: Cast, gone: str) -> None:
    token, code = renewed(cast)
    if gone == "role":
        change(cast.alma, is_clinician=False, is_owner=True)
    else:
        with database.writing() as session:
            for care in session.exec(select(Care).where(Care.person_id == cast.alma.person_id)):
                care.until_at = clock.now()
                session.add(care)
    with pytest.raises(NotFound):
        returning.look(HOME, token)
    with pytest.raises(NotFound):
        returning.come_back(HOME, token, Back(code, NEW))


@pytest.mark.parametrize("way", ["mail", "password"])
def test_a_code_ends_when_its_client_changed_their_way_in(cast: Cast, outbox: Outbox, way: str) -> None:
    token, code = renewed(cast)
    if way == "mail":
        returning.come_back(HOME, asked(outbox), Back(password=NEW))
    else:
        ways.change_password(proved(cast.ben), NEW, lambda language: ("Changed", "Changed\n"))
    with pytest.raises(NotFound):
        returning.come_back(HOME, token, Back(code, "six other boats on the water"))


def test_an_owners_link_ends_when_that_person_came_back_another_way(cast: Cast, outbox: Outbox) -> None:
    change(cast.cora, password_hash="")
    link = staff.reset_factor(proved(cast.eve), cast.cora.person_id, said)
    assert link is not None
    returning.come_back(HOME, asked(outbox, "cora@demo.test"), Back(password=NEW))
    with pytest.raises(NotFound):
        staff_joining.look(HOME, link.link.rsplit("/", 1)[1])


def test_whose_second_step_was_taken_away_is_told_by_mail(cast: Cast, outbox: Outbox) -> None:
    staff.reset_factor(proved(cast.eve), cast.cora.person_id, said)
    assert all(sent.result(20) for sent in SENT)
    assert [each["Subject"] for each in outbox.to("cora@demo.test")] == ["Changed"]


def test_the_code_for_coming_back_makes_no_second_account(cast: Cast) -> None:
    token, code = renewed(cast)
    before = len(rows(Person))
    with pytest.raises(NotFound):
        inviting.look(HOME, token)
    with pytest.raises(NotFound):
        inviting.join(HOME, token, Join(code, "other@demo.test", NEW, "en", frozenset(TOPICS)))
    assert len(rows(Person)) == before


def test_an_invitation_to_join_brings_nobody_back(cast: Cast) -> None:
    made = inviting.invite(cast.alma, inviting.add_client(cast.alma, "Gus Roy", "en"))
    with pytest.raises(NotFound):
        returning.look(HOME, made.link.rsplit("/", 1)[1])


def test_who_has_not_joined_is_invited_instead(cast: Cast) -> None:
    with pytest.raises(Refused):
        returning.renew(proved(cast.alma), inviting.add_client(cast.alma, "Gus Roy", "en"))


def test_a_new_code_is_on_record_and_the_sessions_end_only_with_its_use(cast: Cast) -> None:
    renewed(cast)
    assert sessions.resolve(cast.tokens["ben"], act=False) is not None
    assert [each.act for each in rows(AuditRecord) if each.client_id == cast.ben.client_id] == ["client.code_renewed"]


def test_the_way_back_is_chosen_at_joining(cast: Cast) -> None:
    for way in ("mail", "appointment"):
        invitation = inviting.invite(cast.alma, inviting.add_client(cast.alma, "Gus Roy", "en"))
        given = Join(invitation.code, f"gus.{way}@demo.test", NEW, "en", frozenset(TOPICS), way)
        inviting.join(HOME, invitation.link.rsplit("/", 1)[1], given)
        with database.reading() as session:
            index = people.index(f"gus.{way}@demo.test")
            assert session.exec(select(Person).where(Person.email_index == index)).one().way_back == way


def test_no_other_way_back_can_be_chosen(cast: Cast) -> None:
    invitation = inviting.invite(cast.alma, inviting.add_client(cast.alma, "Gus Roy", "en"))
    given = Join(invitation.code, "gus@demo.test", NEW, "en", frozenset(TOPICS), "sms")
    with pytest.raises(Invalid) as refused:
        inviting.join(HOME, invitation.link.rsplit("/", 1)[1], given)
    assert refused.value.field == "way_back"
