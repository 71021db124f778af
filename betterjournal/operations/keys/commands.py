"""The commands `keys rotate`, `keys sheet`, `keys check-sheet` and `keys restore`."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import SystemRandom
from typing import Annotated

import typer
from sqlmodel import select

from betterjournal import clock, database, keyring, master_key, settings
from betterjournal import recovery_sheet as sheet
from betterjournal.access import Operator
from betterjournal.accounts.models import Client, Practice
from betterjournal.audit import Act, AuditRecord
from betterjournal.changes import changing
from betterjournal.errors import CannotStart
from betterjournal.migrations import migrate
from betterjournal.operations import starting
from betterjournal.operations.keys import rotating

cli = typer.Typer(no_args_is_help=True)
ASKED = 3


@cli.command()
def rotate(
    client: Annotated[str, typer.Option(help="The keys of one client, by the id in the address of their page.")] = "",
    clients: Annotated[bool, typer.Option("--clients", help="The keys of every client.")] = False,
) -> None:
    """Turn to a new master key, or to new keys of clients, while the server serves. Call again after a cut."""
    _open()
    if client or clients:
        _rotate_clients(_every_client() if clients else [_known(client)])
    else:
        _rotate_master()


@cli.command("sheet")
def print_sheet() -> None:
    """Print the recovery sheet: the master key as words on paper."""
    _open()
    name, zone = _practice()
    print(sheet.drawn(keyring.master(), name, clock.today(zone)))
    _put_on_record(Act.SHEET_PRINTED, [""])


@cli.command("check-sheet")
def check_sheet() -> None:
    """Ask three words of the recovery sheet and say whether it fits; status 1 when it does not."""
    _open()
    key = keyring.master()
    words = sheet.words_of(key)
    asked = sorted(SystemRandom().sample(range(sheet.WORDS), ASKED))
    typed = [sheet.whole(_ask(f"Word {at + 1}")) for at in asked]
    fits = typed == [words[at] for at in asked]
    label = sheet.label(key)
    print(f"The sheet fits: master key {label}." if fits else f"It does not fit: this needs the sheet of key {label}.")
    raise typer.Exit(0 if fits else 1)


@cli.command()
def restore() -> None:
    """Write the master key's file again from the words of the recovery sheet."""
    wishes = settings.load()
    path = wishes.master_key
    if path.exists():
        raise CannotStart(f"There is a master key at {path}; it was left as it is")
    if not starting.has_keyring(wishes):
        raise CannotStart("The keyring is missing; put it back first, so that the words can be tried on it")
    key = sheet.key_of(_ask_words())
    if not keyring.would_open(wishes, key):
        raise CannotStart(f"These words are of another master key ({sheet.label(key)}): it does not open this keyring")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    master_key.put(path, key)
    print(f"The master key {sheet.label(key)} is back at {path}.")


def _rotate_master() -> None:
    with _bar("Keys wrapped again") as told:
        rotating.rotate_master(settings.load(), told)
    _put_on_record(Act.KEYS_ROTATED, [""])
    print(
        f"The master key is {sheet.label(keyring.master())} now. Print its sheet (keys sheet) and back up the keyring:"
    )
    print("older backups of the keyring open only with the sheet before this one.")


def _rotate_clients(owners: list[str]) -> None:
    waits = int(rotating.SETTLING.total_seconds())
    print(f"The old keys are destroyed when nobody can be using them any more, {waits} seconds at the least.")
    with _bar("Texts sealed again") as told:
        rotating.rotate_clients(owners, told)
    _put_on_record(Act.KEYS_ROTATED, owners)
    print(f"Clients with new keys: {len(owners)}. Back up the database and the keyring now:")
    print("what these clients wrote cannot be read in older backups of the database.")


@contextmanager
def _bar(label: str) -> Iterator[rotating.Told]:
    with typer.progressbar(length=1, label=label) as bar:

        def told(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield told


def _open() -> None:
    """What is there already; a command about keys makes no keyring."""
    wishes = settings.load()
    if not starting.has_keyring(wishes):
        raise CannotStart("There is no keyring; the first start makes it")
    keyring.prepare(wishes)
    database.use(database.connect(wishes.database))


def _practice() -> tuple[str, str]:
    if not starting.made(settings.load().database, str(Practice.__tablename__)):
        return "", "UTC"
    with database.reading() as session:
        found = session.get(Practice, 1)
    return (found.name, found.time_zone) if found else ("", "UTC")


def _put_on_record(act: Act, clients: list[str]) -> None:
    """By the operator, about each of these clients or about nobody; without a practice there is no record yet."""
    if not clients or not starting.made(settings.load().database, str(AuditRecord.__tablename__)):
        return
    migrate(database.engine())
    with changing(Operator()) as change:
        for client_id in clients:
            change.record(act, client_id=client_id)


def _every_client() -> list[str]:
    with database.reading() as session:
        return list(session.exec(select(Client.id)))


def _known(client_id: str) -> str:
    with database.reading() as session:
        if session.get(Client, client_id) is None:
            raise CannotStart(f"There is no client {client_id}; the id is in the address of their page")
    return client_id


def _ask_words() -> list[str]:
    """One word at a time, or several at once; nothing typed is shown."""
    words: list[str] = []
    while len(words) < sheet.WORDS:
        typed = _ask(f"Word {len(words) + 1}").split()
        strange = [word for word in typed if not sheet.is_word(word)]
        if strange:
            print("That is not one of the words there are; look again.")
        else:
            words.extend(typed)
    return words


def _ask(what: str) -> str:
    return str(typer.prompt(what, hide_input=True))
