"""The command line: `python -m betterjournal`."""

import sys

import typer

from betterjournal import database, settings
from betterjournal.errors import CannotStart

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Betterjournal, run by its owner.",
)
audit = typer.Typer(no_args_is_help=True, help="The record of who did what.")
cli.add_typer(audit, name="audit")


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


@audit.command("verify")
def verify() -> None:
    """Check that no audit record was changed, taken out or cut off."""
    from betterjournal import audit as records

    _prepare()
    with database.reading() as session:
        count, broken = records.verify(session)
    print(f"The audit record is broken: {broken}" if broken else f"The audit record is whole: {count} records.")
    raise typer.Exit(1 if broken else 0)


def _prepare() -> None:
    from betterjournal import migrations, vault

    wishes = settings.load()
    wishes.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    vault.prepare(wishes)
    migrations.migrate(database.engine())


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
