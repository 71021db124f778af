"""The contact card: kept by who has the client in care, read by whoever may see the client, and by the client."""

import pytest

from betterjournal.accounts import contact
from betterjournal.accounts import queries as accounts
from betterjournal.accounts.models import Client
from betterjournal.assignments import queries as assignments
from betterjournal.care import discharging
from betterjournal.errors import Invalid, Refused
from betterjournal.review.brief import brief
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import Cast

CARD = {"phone": " 403  555 0188 ", "voicemail": "no", "agreed": "Call my sister first.\nThen walk."}


def kept(cast: Cast, **changed: str) -> None:
    contact.keep(cast.alma, cast.ben.client_id or "", CARD | changed)


def test_who_reads_for_ben_and_ben_himself_read_it(each_cast: Cast) -> None:
    kept(each_cast)
    client_id = each_cast.ben.client_id or ""
    for reader in (each_cast.alma, each_cast.sol):
        for view in (timeline(reader, client_id), brief(reader, client_id)):
            assert (view.contact.phone, view.contact.voicemail) == ("403 555 0188", "no")
    assert accounts.me(each_cast.ben).contact.phone == "403 555 0188"
    assert assignments.today(each_cast.ben).window.agreed == "Call my sister first.\nThen walk."


def test_another_clients_page_says_nothing_of_it(cast: Cast) -> None:
    kept(cast)
    assert accounts.me(cast.dan).contact.phone == ""
    assert assignments.today(cast.dan).window.agreed == ""


def test_it_is_sealed_under_the_key_of_bens_record(cast: Cast) -> None:
    kept(cast)
    [stored] = [row.contact for row in builders.rows(Client) if row.id == cast.ben.client_id]
    assert "555" not in str(stored)
    assert "sister" not in str(stored)


def test_emptied_it_is_empty(cast: Cast) -> None:
    kept(cast)
    kept(cast, phone="", voicemail="", agreed=" ")
    assert accounts.me(cast.ben).contact == contact.ContactView("", "", "")


@pytest.mark.parametrize(
    ("field", "typed"),
    [("phone", "4" * 41), ("phone", "403\x00"), ("agreed", "a" * 281), ("agreed", "a\u202eb"), ("voicemail", "maybe")],
)
def test_what_cannot_be_is_refused_by_its_name(cast: Cast, field: str, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        kept(cast, **{field: typed})
    assert refused.value.field == field
    assert accounts.me(cast.ben).contact.phone == ""


def test_of_whom_they_have_finished_nothing_is_changed(cast: Cast) -> None:
    kept(cast)
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    with pytest.raises(Refused):
        kept(cast, phone="1")
    assert timeline(cast.alma, cast.ben.client_id or "").contact.phone == "403 555 0188"
