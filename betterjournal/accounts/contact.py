"""The contact card: how a client can be reached, and what was agreed on for when it gets hard. They read it too."""

from collections.abc import Mapping

from betterjournal import access, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.accounts.people import UNSEEN
from betterjournal.accounts.practice import LONGEST_PHONE
from betterjournal.accounts.views import ContactView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid

VOICEMAIL = ("", "yes", "no")
# It stands beside every box the client writes in, so it is short.
LONGEST_AGREED = 280


def of(client: Client) -> ContactView:
    """The card of a client whom the reader was let see; empty until somebody fills it in."""
    return ContactView(**{"phone": "", "voicemail": "", "agreed": "", **vault.get_json(client, "contact")})


def keep(actor: Actor, client_id: str, form: Mapping[str, str]) -> None:
    """Put down what the form says: phone, voicemail ("yes", "no" or ""), agreed.

    What was agreed on shows at once beside the boxes in which the client writes.
    """
    card = _checked(form)
    with changing(actor) as change:
        client = access.client_in_care(change.session, actor, client_id)
        vault.put_json(client, "contact", card, client.id, "record")
        change.session.add(client)
        change.record(Act.CONTACT_KEPT, client_id=client.id)
        change.announce(f"client:{client.id}", f"staff:{client.id}")


def _checked(form: Mapping[str, str]) -> dict[str, str]:
    card = {"phone": " ".join(form.get("phone", "").split()), "agreed": form.get("agreed", "").strip()}
    for name, most in (("phone", LONGEST_PHONE), ("agreed", LONGEST_AGREED)):
        if len(card[name]) > most:
            raise Invalid(name, "problem.long", most=str(most))
        if UNSEEN.search(card[name].replace("\n", "").replace("\r", "")):
            raise Invalid(name, "problem.invalid")
    card["voicemail"] = form.get("voicemail", "")
    if card["voicemail"] not in VOICEMAIL:
        raise Invalid("voicemail", "problem.choose")
    return card
