"""The question that a client starts a page of their own from, if they want one: it stays with the page."""

from collections.abc import Callable

from betterjournal import access, vault
from betterjournal.access import Actor
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.entries.models import Entry
from betterjournal.errors import NotFound

# The words of a prompt in one language; "" for none.
Prompt = Callable[[str], str]


def without(language: str) -> str:
    """No prompt."""
    return ""


def choose(actor: Actor, entry_id: str, prompt: Prompt = without) -> None:
    """Put another one above one's page, in the language of the page, or put it away; what is shared keeps its own."""
    with changing(actor) as change:
        entry = access.own_entry(change.session, actor, entry_id, to_write=True)
        if entry.kind != "page":
            raise NotFound
        put(entry, prompt)
        change.session.add(entry)
        change.record(Act.STARTED, object_id=entry.id, client_id=entry.client_id, kind="prompt")
        change.announce(f"client:{entry.client_id}")


def put(entry: Entry, prompt: Prompt) -> None:
    """Keep it with a page that the caller may write on."""
    vault.put(entry, "prompt", prompt(entry.language) or None, entry.client_id, "private")
