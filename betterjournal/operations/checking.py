"""Looks at how the practice is set up and says it, one line each; it makes and changes nothing."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from betterjournal import clock, database, keyring, master_key, vault
from betterjournal.errors import CannotStart
from betterjournal.migrations import configuration
from betterjournal.operations import starting
from betterjournal.settings import LOCAL_HOSTS, PRINT, Settings

Verdict = Literal["ok", "warning", "broken"]
UNSAFE = "not yet safe for real clients"
NEW = "not made yet; the first start makes it"


@dataclass(frozen=True)
class Finding:
    """One line. A warning still starts; what is broken does not."""

    part: str
    verdict: Verdict
    said: str

    def __str__(self) -> str:
        return f"{self.verdict:<8} {self.part}: {self.said}"


def check(settings: Settings) -> list[Finding]:
    """Every part, in the order in which a start needs them."""
    return [finding for look in _LOOKS for finding in look(settings)]


def _data_folder(settings: Settings) -> Iterator[Finding]:
    path = settings.data_dir.absolute()
    existing = next(place for place in (path, *path.parents) if place.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        yield Finding("data folder", "broken", f"{path} cannot be written to")
    elif existing == path and path.stat().st_mode & 0o077:
        yield Finding("data folder", "warning", f"others on this machine can look into {path}: {UNSAFE}")
    else:
        yield Finding("data folder", "ok", f"{path} {'can be written to' if existing == path else f'is {NEW}'}")


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        yield Finding("database", *_database_said(settings.database))
    except SQLAlchemyError as problem:
        yield Finding("database", "broken", f"cannot be used ({_reason(problem)})")


def _database_said(url: str) -> tuple[Verdict, str]:
    if not starting.made(url, "alembic_version"):
        return "ok", NEW
    script = ScriptDirectory.from_config(configuration())
    engine = database.connect(url)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    if current == script.get_current_head():
        return "ok", "answers and is up to date"
    if current in {revision.revision for revision in script.walk_revisions()}:
        return "ok", "answers; the next start brings it up to date"
    return "broken", "was made by a newer version of Betterjournal"


def _keyring(settings: Settings) -> Iterator[Finding]:
    try:
        if not starting.has_keyring(settings):
            lost = starting.in_use(settings)
            yield Finding("keyring", "broken" if lost else "ok", "is missing; put it back" if lost else NEW)
            return
        vault.prepare(settings)
        yield Finding("keyring", "ok", "answers and its master key opens it")
        if keyring.under_way():
            yield Finding(
                "keyring", "warning", "keys of clients are being rotated; `keys rotate --clients` finishes it"
            )
    except (CannotStart, SQLAlchemyError) as problem:
        yield Finding("keyring", "broken", _reason(problem))
    finally:
        vault.close()


def _master_key(settings: Settings) -> Iterator[Finding]:
    path = settings.master_key.absolute()
    if master_key.next_to(path).exists():
        yield Finding("master key", "warning", "is being rotated, or that was cut short; `keys rotate` finishes it")
    if path.resolve().is_relative_to(settings.data_dir.resolve()):
        yield Finding("master key", "warning", f"lies beside the data ({path}): {UNSAFE}")
    elif path.exists() and path.stat().st_mode & 0o077:
        yield Finding("master key", "warning", f"others on this machine can read {path}: {UNSAFE}")
    else:
        yield Finding("master key", "ok", f"lies apart from the data ({path})")


def _address(settings: Settings) -> Iterator[Finding]:
    if settings.secure:
        yield Finding("address", "ok", settings.public_url)
    else:
        yield Finding("address", "warning", f"{settings.public_url} is not https: {UNSAFE}")


def _proxies(settings: Settings) -> Iterator[Finding]:
    named = [name.strip() for name in settings.trusted_proxies.split(",") if name.strip()]
    if any(ip_network(name, strict=False).prefixlen == 0 for name in named):
        said = f"BETTERJOURNAL_TRUSTED_PROXIES trusts everybody to say where they come from: {UNSAFE}"
        yield Finding("proxies", "warning", said)
    elif settings.secure and not named:
        said = f"https needs a proxy, and BETTERJOURNAL_TRUSTED_PROXIES names none: {UNSAFE}"
        yield Finding("proxies", "warning", said)
    else:
        yield Finding("proxies", "ok", f"trusted: {', '.join(named)}" if named else "none, and none needed")


def _time_zones(settings: Settings) -> Iterator[Finding]:
    which = clock.ZONES
    where = "this machine's own" if which.machines else "the package's, newer than what this machine says it has"
    yield Finding("time zones", "ok", f"{which.version}, {where}")


def _mail(settings: Settings) -> Iterator[Finding]:
    where = urlsplit(settings.smtp_url)
    if not settings.smtp_url:
        yield Finding("mail", "warning", "no BETTERJOURNAL_SMTP_URL: nobody can get a link to sign in again by email")
    elif where.scheme == PRINT:
        yield Finding("mail", "warning", f"mails are printed, with their links, and not sent: {UNSAFE}")
    else:
        yield Finding("mail", "ok", f"goes through {where.hostname}")


def wire(settings: Settings) -> Iterator[Finding]:
    """What lies on another machine: its address must ask for TLS, and for a certificate in the name of that machine."""
    for part in ("database", "keyring"):
        url = make_url(getattr(settings, part))
        if url.get_backend_name() != "sqlite" and not _here(url.query.get("host") or url.host):
            yield _way(part, url.query.get("sslmode") == "verify-full", "sslmode=verify-full")
    redis = urlsplit(settings.redis_url)
    if redis.scheme != "unix" and not _here(redis.hostname):
        unchecked = {"ssl_cert_reqs", "ssl_check_hostname"} & set(parse_qs(redis.query))
        yield _way("redis", redis.scheme == "rediss" and not unchecked, "rediss:// and no ssl_ settings")


def _here(host: object) -> bool:
    """No host and a folder are sockets of this very machine; several hosts are one that is not known."""
    return not host or str(host) in LOCAL_HOSTS or str(host).startswith("/")


def _way(part: str, safe: bool, needed: str) -> Finding:
    if safe:
        return Finding(f"way to the {part}", "ok", "encrypted, to a machine whose certificate is checked")
    said = f"goes to another machine, and its address does not say {needed}: {UNSAFE}"
    return Finding(f"way to the {part}", "warning", said)


def _reason(problem: Exception) -> str:
    return str(getattr(problem, "orig", None) or problem).strip().splitlines()[0]


_LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _data_folder,
    _database,
    _keyring,
    _master_key,
    _address,
    _proxies,
    _mail,
    _time_zones,
    wire,
)
