"""The command line: `python -m betterjournal`."""

import sys
from typing import Annotated

import typer

from betterjournal import settings
from betterjournal.errors import CannotStart
from betterjournal.operations.keys.commands import cli as keys

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Betterjournal, run by its owner.",
)
audit = typer.Typer(no_args_is_help=True, help="The record of who did what.")
cli.add_typer(audit, name="audit")
cli.add_typer(keys, name="keys", help="The keys that seal what is stored.")


@cli.command()
def serve() -> None:
    """Check the settings, bring the database up to date and serve."""
    from betterjournal.web.serving import server

    wishes = settings.load()
    # First of all: a second start beside a running one must not spend its set-up link.
    server.claim_port(wishes)
    _prepare()
    _offer_setup()
    print(f"Betterjournal: {wishes.public_url}", flush=True)
    server.run(wishes)


@cli.command()
def demo() -> None:
    """Serve a sample practice from a throwaway data folder, to this machine only."""
    from betterjournal.operations.demo import running
    from betterjournal.web.serving import server

    with running.throwaway() as wishes:
        server.claim_port(wishes)
        running.fill(wishes)
        print(running.sign_ins(wishes), flush=True)
        server.run(wishes)


@cli.command()
def migrate() -> None:
    """Bring the database up to date."""
    _prepare()
    print("The database is up to date.")


@cli.command("setup-link")
def setup_link() -> None:
    """Print a new one-use link that sets up the practice and its owner."""
    _prepare()
    if not _offer_setup():
        raise CannotStart("This practice is already set up; its owner invites people at /practice.")


@cli.command("recover-owner")
def recover_owner(email: Annotated[str, typer.Argument(help="The address the owner signs in with.")]) -> None:
    """Print a link and a code by which an owner comes back who lost every way in, and whom no other owner can help."""
    from betterjournal.accounts import staff_inviting

    _prepare()
    made = staff_inviting.owners_way_back(email)
    print(f"The way back in, once, until {made.expires_on}: {made.link}\nWith the code: {made.code}", flush=True)


@cli.command()
def check() -> None:
    """Say how the practice is set up; status 1 when something is broken. Changes nothing."""
    from betterjournal.operations import checking

    findings = checking.check(settings.load())
    for finding in findings:
        print(finding)
    raise typer.Exit(1 if any(finding.verdict == "broken" for finding in findings) else 0)


@audit.command("verify")
def verify() -> None:
    """Check that no audit record was changed, taken out or cut off."""
    from betterjournal.operations import recording

    _prepare()
    whole, said = recording.verify()
    print(said)
    raise typer.Exit(0 if whole else 1)


@audit.command("restored")
def restored() -> None:
    """Say that an older backup of the database was put back, so that the record goes on from there."""
    from betterjournal.operations import recording

    _prepare()
    print(recording.restored())


def _prepare() -> None:
    from betterjournal.operations import starting

    starting.prepare(settings.load())


def _offer_setup() -> bool:
    from betterjournal.accounts import setting_up

    token = setting_up.first_link()
    if token:
        print(f"Set up your practice, once, here: {settings.load().public_url}/setup/{token}", flush=True)
    return token is not None


def main() -> None:
    """Run a command; what the operator must mend is one clear line and status 1."""
    try:
        cli()
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
